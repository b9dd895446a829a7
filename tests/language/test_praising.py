"""Somebody who was asked nothing and praises is heard to praise; praise that turns is none."""

import pytest

from bot.language.grading import praises


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Just wanted to say thank you, the shoes are great!"),
        ("en", "Love the shoes!"),
        ("en", "Thanks for the super fast delivery!"),
        ("de", "Danke, Lieferung war super schnell!"),
        ("fr", "Merci, livraison très rapide, je suis ravie"),
        ("es", "Todo perfecto, muchas gracias"),
        ("zh_Hans", "谢谢,发货很快,质量很好"),
        ("zh_Hant", "謝謝,出貨超快"),
        ("ko", "배송이 정말 빨라요 감사합니다!"),
        ("pl", "Dziękuję, super szybka dostawa!"),
        ("nl", "Bedankt, supersnelle levering!"),
        ("tr", "Teşekkürler, kargo çok hızlıydı, harika!"),
        ("ar", "شكرا، التوصيل كان سريع جدا"),
        ("he", "תודה רבה, המשלוח היה מהיר מאוד"),
        ("hi", "धन्यवाद, डिलीवरी बहुत जल्दी हुई"),
    ],
)
def test_praise_is_heard(language: str, text: str) -> None:
    assert praises(text, language)


@pytest.mark.parametrize(
    "text",
    [
        "I love the shoes but the size is wrong",
        "Thank you for nothing",
        "Is it really great?",
        "Great service, three weeks and nothing",
        "hello",
        "great " * 30,
    ],
)
def test_what_turns_or_asks_is_no_praise(text: str) -> None:
    assert not praises(text, "en")
