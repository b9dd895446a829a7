"""Order numbers: by their shape, by what they are called, and by where they stand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.entities import Bare, entities_in
from bot.language.order_numbers import orders_in, orders_standing


def called(text: str) -> list[str]:
    return [number for number, _ in orders_in(text)]


def standing(text: str) -> list[str]:
    return [number for number, _ in orders_standing(text, "en")]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("номер такой: 4471", "4471"),
        ("замовлення з номером 1042", "1042"),
        ("طلبي رقمه 1042", "1042"),
        ("للطلب 77120", "77120"),
        ("ऑर्डर क्रमांक 1042", "1042"),
        ("ordine: n 1042/26", "1042/26"),
        ("il mio ordine, il 1042, è fermo", "1042"),
        ("order number: 1 0 4 4 2", "10442"),
        ("order 1O42", "1042"),
        ("WL-2O26-OO41", "WL-2026-0041"),
        ("WL 2026 0041", "WL-2026-0041"),
        ("203.5567812.0098123", "203-5567812-0098123"),
        ("ebay 12 04567 89012", "12-04567-89012"),
        ("8170-0233-4451-8860", "8170023344518860"),
        ("我的订单号好像是55870", "55870"),
        ("ord_000123 when?", "ORD-000123"),
        ("номер орд 104477", "ORD-104477"),
        ("nomor 000871 tolong cek", "000871"),
        ("nr 000871 aub", "000871"),
        ("look up 8 1 9 3 4 4 5 6 7 0 1 2 3 3 4 5", "8193445670123345"),
    ],
)
def test_a_number_is_an_orders_whatever_way_it_is_called(text: str, number: str) -> None:
    assert called(text) == [number]


@pytest.mark.parametrize(
    "text",
    [
        "4111 1111 1111 1111",
        "tracking number is 99120045",
        "快递单号99120045",
        "fattura n. 5519",
        "الفاتورة رقم 88213",
        "номер телефона 1234567",
        "meine nummer ist 0171 2345678",
        "3. März 2025",
        "code 4512 for the door",
        "my order is 4500 yen",
        "model XR-2040",
        "RTX 3060 instead of 3070",
        "PLZ 80331",
        "1190 6th Ave, NY 10036",
        "IBAN GB29 NWBK 6016",
        "GHN12345678 đứng im",
        "hóa đơn 99812",
        "pedido de 2025",
        "an order of 1200 stickers",
        "sạc sx 2019",
        "kod rabatowy LATO2026 nie działa",
        "wd 4000 gb",
        "IMG_0001.HEIC",
        "nf 1234 pas indiqué",
    ],
)
def test_the_number_of_something_else_is_no_orders(text: str) -> None:
    assert called(text) == []


def test_a_code_is_an_orders_once_an_order_was_spoken_of() -> None:
    assert called("Bestellung vom Montag, Vorgang 90231") == ["90231"]
    assert called("Vorgang 90231") == []


@pytest.mark.parametrize(
    "text",
    [
        "1042 is my order",
        "1042 هذا طلبي",
        "1042 नंबर वाला ऑर्डर",
        "a glass is missing (1042)",
        "1042 - where is it?",
        "c'est la 1042",
        "el 1042",
        "bestelung 1042 kaputt",
    ],
)
def test_a_number_stands_where_an_orders_would(text: str) -> None:
    assert standing(text) == ["1042"]


@pytest.mark.parametrize(
    "text",
    ["1042", "28013 Madrid", "Paris (75011)", "2024 - a bad year", "it is about 1042 people", "perdido 1042 veces", "in 2024"],
)
def test_a_number_that_could_be_anything_is_left_alone(text: str) -> None:
    assert standing(text) == []


@given(st.text(alphabet="order №#номер訂單رقم 0123456789O-./()：\n", max_size=200))
def test_no_text_is_too_much_and_every_number_stands_in_it(text: str) -> None:
    assert all(0 <= start < end <= len(text) for _, (start, end) in (*orders_in(text), *orders_standing(text, "en")))


@pytest.mark.parametrize(
    ("text", "language", "number"),
    [
        ("ordine del mio regalo kai 48213 mai arrivato", "it", "KAI-48213"),
        ("kai 48213 अभी तक नहीं आया", "hi", "KAI-48213"),
        ("где мой tor 482133 ?", "ru", "TOR-482133"),
        ("mi pedido ABE 48213", "es", "ABE-48213"),
        ("hi hun order abc 123456 still nt here", "en", "ABC-123456"),
        ("заказ abc 123456.Когда будет?", "ru", "ABC-123456"),
        ("abc 123456", "it", "ABC-123456"),
    ],
)
def test_a_prefix_that_is_no_word_may_stand_apart(text: str, language: str, number: str) -> None:
    assert entities_in(text, language, Bare.NOTHING).order_numbers == (number,)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("ho pagato per 48213 punti", "it"),
        ("we are now 48213 people", "en"),
        ("nach dem 48213 Schritt", "de"),
        ("my tel 482133", "en"),
        ("the order from 482133", "en"),
        ("j'ai payé eur 48213", "fr"),
    ],
)
def test_a_word_before_figures_is_no_prefix(text: str, language: str) -> None:
    assert entities_in(text, language, Bare.NOTHING).order_numbers == ()
