"""Questions and demands in so many words, in every language that has words for them."""

import pytest

from bot.language.asking import Asking, asked_in
from bot.language.understand import Asked, WordsUnderstander
from bot.terms import Expectation, Question


@pytest.mark.parametrize(
    ("language", "text", "question"),
    [
        ("en", "Where is my parcel?", Question.PARCEL),
        ("en", "when will my order arrive?", Question.PARCEL),
        ("en", "has my order shipped yet?", Question.SHIPPED),
        ("en", "What did I order again?", Question.ORDER),
        ("en", "can I change my delivery address?", Question.CHANGE),
        ("en", "where is my case?", Question.CASE),
        ("en", "what is the status of my complaint", Question.CASE),
        ("es", "¿Dónde está mi paquete?", Question.PARCEL),
        ("es", "¿ya enviaron mi pedido?", Question.SHIPPED),
        ("es", "¿cuánto pagué?", Question.ORDER),
        ("es", "¿puedo cambiar la dirección?", Question.CHANGE),
        ("es", "¿cómo va mi caso?", Question.CASE),
        ("zh_Hans", "我的包裹在哪里?", Question.PARCEL),
        ("zh_Hans", "我的订单发货了吗?", Question.SHIPPED),
        ("zh_Hans", "我买了什么?", Question.ORDER),
        ("zh_Hans", "能改地址吗?", Question.CHANGE),
        ("zh_Hans", "我的投诉怎么样了?", Question.CASE),
        ("de", "Wo ist mein Paket?", Question.PARCEL),
        ("de", "Wann wurde es verschickt?", Question.SHIPPED),
        ("de", "Wie ist der Stand meiner Beschwerde?", Question.CASE),
        ("ar", "أين طردي؟", Question.PARCEL),
        ("ar", "ما حالة شكواي؟", Question.CASE),
    ],
)
def test_a_plain_question_is_known_for_what_it_is(language: str, text: str, question: Question) -> None:
    assert asked_in(text, language) == Asking(question, plainly=True)


@pytest.mark.parametrize(
    ("language", "text", "demand"),
    [
        ("en", "I want ten times the price", Expectation.BEYOND_REASON),
        ("en", "give me free shipping like amazon does", Expectation.WANTED_NOT_TODAY),
        ("es", "quiero diez veces el precio", Expectation.BEYOND_REASON),
        ("es", "quiero envío gratis como Amazon", Expectation.WANTED_NOT_TODAY),
        ("zh_Hans", "赔我十倍", Expectation.BEYOND_REASON),
        ("zh_Hans", "别家都包邮", Expectation.WANTED_NOT_TODAY),
        ("de", "Ich will das Zehnfache", Expectation.BEYOND_REASON),
        ("de", "kostenloser Versand wie bei den anderen", Expectation.WANTED_NOT_TODAY),
        ("ar", "أريد شحن مجاني", Expectation.WANTED_NOT_TODAY),
    ],
)
def test_a_demand_is_known_for_what_it_is(language: str, text: str, demand: Expectation) -> None:
    assert asked_in(text, language).demand is demand


def test_a_question_inside_a_complaint_is_not_asked_plainly() -> None:
    asking = asked_in("where is my parcel, it's three weeks now and nobody answers my mails", "en")

    assert asking == Asking(Question.PARCEL, plainly=False)


@pytest.mark.parametrize("text", ["", "?!", "I bought a lamp and it is broken", "no es lo que pedí", "please cancel my order"])
def test_what_asks_none_of_this_asks_nothing(text: str) -> None:
    assert asked_in(text, "es" if "pedí" in text else "en") == Asking()


def test_a_language_without_such_words_is_read_with_the_english_ones() -> None:
    assert asked_in("where is my parcel", "th") == Asking(Question.PARCEL, plainly=True)


def test_the_understanding_of_a_message_holds_it_with_the_language_it_was_read_in() -> None:
    understood = WordsUnderstander().understand("¿dónde está mi pedido WL-2026-0063?", "es", Asked.NOTHING)

    assert (understood.asking, understood.language) == (Asking(Question.PARCEL, plainly=True), "es")
