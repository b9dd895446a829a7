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


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Where is my parcel, order WL-2026-0063, e-mail ana@example.com"),
        ("en", "Hi, where is my order? Order number 10428, my email is ana@example.com"),
        ("es", "¿Dónde está mi paquete? pedido WL-2026-0063, correo ana@example.com"),
        ("es", "Hola, dónde está mi pedido, número de pedido 10428, mi email es ana@example.com"),
        ("pt_BR", "Cadê meu pacote, pedido WL-2026-0063, e-mail ana@example.com"),
        ("pt_BR", "Oi, onde está meu pedido? número do pedido 10428, meu email é ana@example.com"),
        ("fr", "Où est mon colis, commande WL-2026-0063, e-mail ana@example.com"),
        ("fr", "Bonjour, où est ma commande ? numéro de commande 10428, mon adresse mail est ana@example.com"),
        ("de", "Wo ist mein Paket, Bestellung WL-2026-0063, E-Mail ana@example.com"),
        ("de", "Hallo, wo ist meine Bestellung? Bestellnummer 10428, meine E-Mail ist ana@example.com"),
        ("it", "Dov'è il mio pacco, ordine WL-2026-0063, e-mail ana@example.com"),
        ("it", "Salve, dov'è il mio ordine? numero ordine 10428, la mia mail è ana@example.com"),
        ("ru", "Где моя посылка, заказ WL-2026-0063, почта ana@example.com"),
        ("ru", "Здравствуйте, где мой заказ? номер заказа 10428, моя почта ana@example.com"),
        ("uk", "Де моя посилка, замовлення WL-2026-0063, пошта ana@example.com"),
        ("uk", "Доброго дня, де моє замовлення? номер замовлення 10428, моя пошта ana@example.com"),
        ("pl", "Gdzie jest moja paczka, zamówienie WL-2026-0063, e-mail ana@example.com"),
        ("pl", "Dzień dobry, gdzie jest moje zamówienie? numer zamówienia 10428, mój mail to ana@example.com"),
        ("nl", "Waar is mijn pakket, bestelling WL-2026-0063, e-mail ana@example.com"),
        ("nl", "Hoi, waar is mijn bestelling? bestelnummer 10428, mijn mailadres is ana@example.com"),
        ("tr", "Paketim nerede, sipariş WL-2026-0063, e-posta ana@example.com"),
        ("tr", "Merhaba, siparişim nerede? sipariş numarası 10428, mail adresim ana@example.com"),
        ("ar", "أين طردي، الطلب WL-2026-0063، البريد ana@example.com"),
        ("ar", "مرحبا وين طلبي؟ رقم الطلب 10428 وايميلي ana@example.com"),
        ("he", "איפה החבילה שלי, הזמנה WL-2026-0063, מייל ana@example.com"),
        ("he", "שלום, איפה ההזמנה שלי? מספר הזמנה 10428, המייל שלי ana@example.com"),
        ("ja", "荷物はどこですか、注文番号WL-2026-0063、メール ana@example.com"),
        ("ja", "こんにちは。私の荷物は今どこですか？注文番号は10428、メールアドレスはana@example.comです"),
        ("ko", "제 택배 어디 있나요, 주문 WL-2026-0063, 이메일 ana@example.com"),
        ("ko", "안녕하세요 제 주문 어디쯤인가요? 주문번호 10428, 이메일은 ana@example.com 입니다"),
        ("zh_Hans", "我的包裹在哪里，订单WL-2026-0063，邮箱ana@example.com"),
        ("zh_Hans", "你好，我的快递到哪了？订单号10428，我的邮箱是ana@example.com"),
        ("zh_Hant", "我的包裹在哪裡，訂單WL-2026-0063，信箱ana@example.com"),
        ("zh_Hant", "你好，我的包裹到哪了？訂單編號10428，我的電子郵件是ana@example.com"),
        ("th", "พัสดุของฉันอยู่ที่ไหน คำสั่งซื้อ WL-2026-0063 อีเมล ana@example.com"),
        ("th", "สวัสดีค่ะ ของถึงไหนแล้วคะ เลขที่คำสั่งซื้อ 10428 อีเมลของฉันคือ ana@example.com"),
        ("vi", "Đơn hàng của tôi đâu rồi, đơn WL-2026-0063, email ana@example.com"),
        ("vi", "Chào shop, hàng của mình ở đâu rồi? mã đơn hàng 10428, email của mình là ana@example.com"),
        ("id", "Paket saya di mana, pesanan WL-2026-0063, email ana@example.com"),
        ("id", "Halo kak, pesanan saya sampai mana ya? nomor pesanan 10428, email saya ana@example.com"),
        ("hi", "Mera parcel kahan hai, order WL-2026-0063, email ana@example.com"),
        ("hi", "नमस्ते, मेरा ऑर्डर कहाँ है? ऑर्डर नंबर 10428, मेरा ईमेल ana@example.com है"),
    ],
)
def test_what_leads_to_an_order_number_and_an_address_makes_no_complaint_of_a_question(language: str, text: str) -> None:
    understood = WordsUnderstander().understand(text, language, Asked.NOTHING)

    assert understood.asking == Asking(Question.PARCEL, plainly=True)
    assert understood.order_numbers
    assert understood.emails == ("ana@example.com",)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "hi, I have a question"),
        ("id", "permisi kak mau tanya"),
        ("ar", "ممكن سؤال"),
        ("he", "יש לי שאלה"),
        ("zh_Hans", "可以问一下吗"),
        ("ja", "聞きたいことがあります"),
        ("th", "สอบถามหน่อยค่ะ"),
    ],
)
def test_a_question_may_be_announced_before_it_is_asked(language: str, text: str) -> None:
    assert asked_in(text, language) == Asking(Question.ANNOUNCED, plainly=True)


def test_a_question_that_is_asked_is_meant_rather_than_that_it_will_be() -> None:
    assert asked_in("I have a question, where is my parcel?", "en").question is Question.PARCEL


@pytest.mark.parametrize(
    ("language", "text", "question"),
    [
        ("he", "תוך כמה ימים הכסף בחשבון?", Question.REMEDY),
        ("hi", "coupon कब तक valid है", Question.REMEDY),
        ("th", "คูปองใช้ได้ถึงเมื่อไหร่", Question.REMEDY),
        ("id", "berapa hari masuk rekening", Question.REMEDY),
        ("de", "wer zahlt den Rückversand?", Question.POSTAGE),
        ("ko", "반품 배송비 누가 내나요", Question.POSTAGE),
    ],
)
def test_what_is_asked_of_a_remedy_is_known_in_every_language(language: str, text: str, question: Question) -> None:
    assert asked_in(text, language).question is question
