"""What is copied out of a message: order numbers, addresses, postcodes, amounts."""

import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.entities import Bare, Entities, entities_in, without_codes
from bot.remedy.money import Money
from bot.shop.orders import order_key

ROWS = [
    json.loads(line)
    for name in ("entities", "entities_dev")
    for line in (Path(__file__).parent / "data" / f"{name}.jsonl").read_text("utf-8").splitlines()
]


def found(text: str, bare: Bare = Bare.NOTHING, language: str = "en") -> Entities:
    return entities_in(text, language, bare)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_order_numbers_and_amounts_are_read_in_every_language(row: dict[str, object]) -> None:
    read = entities_in(str(row["text"]), str(row["lang"]), Bare.NOTHING)

    assert [order_key(number) for number in read.order_numbers] == ([order_key(str(row["order_id"]))] if row["order_id"] else [])
    assert [(money.amount, money.currency) for money in read.amounts] == [
        (Decimal(said["amount"]), said["currency"])
        for said in row["amounts"]  # type: ignore[attr-defined]
    ]
    assert read.postcodes == ()


@pytest.mark.parametrize(
    "typed",
    [
        "WL-2026-0041",
        "wl-2026-0041",
        "WL20260041",
        "#WL-2026-0041",
        "wl 2026-0041",
        "ＷＬ－２０２６－００４１",
        "wl-٢٠٢٦-٠٠٤١",
        "WL–2026–0041",
        "订单WL-2026-0041号",
    ],
)
def test_our_sample_shops_number_is_read_however_it_is_typed(typed: str) -> None:
    assert [order_key(number) for number in found(typed).order_numbers] == ["WL20260041"]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("my order is #1042", "1042"),
        ("pedido 10421 por favor", "10421"),
        ("订单号是64018", "64018"),
        ("tg 14420 never came", "TG-14420"),
        ("406-2281947-5510038", "406-2281947-5510038"),
        ("8170023344518860", "8170023344518860"),
    ],
)
def test_a_number_that_names_itself_is_an_order_number(text: str, number: str) -> None:
    assert found(text).order_numbers == (number,)


@pytest.mark.parametrize(
    "text",
    [
        "RC550128374CN",
        "call me on +34 612 345 678",
        "bought on 12.02.2026",
        "bought on 2026-02-12",
        "size 39, 3 of them",
        "10% off",
        "paid 45000 usd",
        "kg 5000",
        "EUR4500",
        "https://example.com/p/TG-14420",
        "1042",
        "at 10:30",
    ],
)
def test_other_numbers_are_no_order_numbers(text: str) -> None:
    assert found(text).order_numbers == ()


def test_a_bare_number_is_an_order_number_only_when_it_was_asked_for() -> None:
    assert found("1042", Bare.ORDER).order_numbers == ("1042",)
    assert found("1042", Bare.NOTHING).order_numbers == ()
    assert found("1042", Bare.POSTCODE).order_numbers == ()


@pytest.mark.parametrize("text", ["+34 612 345 678", "12.02.2026", "49,90 €", "10%", "RC550128374CN", "size 39"])
def test_not_every_number_is_the_order_that_was_asked_for(text: str) -> None:
    assert found(text, Bare.ORDER).order_numbers == ()


def test_the_same_order_named_twice_is_one() -> None:
    assert found("WL-2026-0041, yes WL-2026-0041").order_numbers == ("WL-2026-0041",)


def test_an_address_is_read_without_the_full_stop_behind_it() -> None:
    assert found("it's ana.garcia@example.com.").emails == ("ana.garcia@example.com",)


def test_a_full_width_address_is_read() -> None:
    assert found("ａｎａ＠example.com").emails == ("ana@example.com",)


def test_an_address_begins_where_a_word_of_another_script_ends() -> None:
    assert found("订单WL-2026-0064，邮箱chen.sy@example.com").emails == ("chen.sy@example.com",)


def test_an_address_hides_no_order_number() -> None:
    assert found("tg14420@example.com") == Entities(emails=("tg14420@example.com",))


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("28013", "28013"),
        ("sw1a1aa", "SW1A1AA"),
        ("SW1A 1AA", "SW1A 1AA"),
        ("K1A 0B6", "K1A 0B6"),
        ("1012 ab", "1012 AB"),
        ("100-0001", "100-0001"),
        ("it is 200000", "200000"),
        ("90210-1234", "90210-1234"),
        ("01310-100", "01310-100"),
        ("00-950", "00-950"),
        ("２８０１３", "28013"),
    ],
)
def test_a_postcode_is_read_when_it_was_asked_for(typed: str, code: str) -> None:
    assert found(typed, Bare.POSTCODE).postcodes == (code,)


@pytest.mark.parametrize("text", ["my postcode is 28013", "código postal 28013", "C.P. 28013", "邮编28013", "PLZ: 28013"])
def test_a_postcode_that_is_called_one_is_read_at_any_time(text: str) -> None:
    assert found(text).postcodes == ("28013",)


def test_a_british_postcode_is_unmistakable() -> None:
    assert found("I live in SW1A 1AA").postcodes == ("SW1A 1AA",)


@pytest.mark.parametrize("text", ["28013", "1012 AB", "100-0001", "200000"])
def test_a_number_nobody_asked_for_is_no_postcode(text: str) -> None:
    assert found(text).postcodes == ()


@pytest.mark.parametrize("text", ["12.02.2026", "+34 612 345 678", "RC550128374CN", "49,90 €", "at 10:30", "15 %"])
def test_not_every_number_is_the_postcode_that_was_asked_for(text: str) -> None:
    assert found(text, Bare.POSTCODE).postcodes == ()


def test_an_order_number_is_not_also_a_postcode() -> None:
    assert found("order 28013", Bare.POSTCODE) == Entities(order_numbers=("28013",))


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("€8,40", "8.40", "EUR"),
        ("1.050,00 €", "1050.00", "EUR"),
        ("1 050,00 €", "1050.00", "EUR"),
        ("$1,299.00", "1299.00", "USD"),
        ("1.299 €", "1299", "EUR"),
        ("8€50", "8.50", "EUR"),
        ("49,- €", "49", "EUR"),
        ("12.500 KWD", "12.500", "KWD"),
        ("1,200.500 KWD", "1200.500", "KWD"),
        ("8만4천원", "84000", "KRW"),
        ("20 quid", "20", "GBP"),
        ("30块5", "30.50", "CNY"),
        ("US$5", "5", "USD"),
        ("٤٥٫٧٥ ر.س", "45.75", "SAR"),
    ],
)
def test_an_amount_is_read_as_it_is_written_there(text: str, amount: str, currency: str) -> None:
    assert found(text).amounts == (Money.of(amount, currency),)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("one real person please", "en"),
        ("the two soles came off", "en"),
        ("碎了一块", "zh_Hans"),
        ("他给了我两块", "zh_Hans"),
        ("2 pilas incluidas", "es"),
        ("병원", "ko"),
        ("no one", "en"),
        ("zero euros", "en"),
    ],
)
def test_words_that_only_look_like_an_amount_are_none(text: str, language: str) -> None:
    assert found(text, language=language).amounts == ()


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("27-10932-44518", "27-10932-44518"),
        ("576461413038785752", "576461413038785752"),
        ("576 461 413 038 785 752", "576461413038785752"),
        ("order 8170 0233 4451 8860", "8170023344518860"),
        ("№60112", "60112"),
        ("nº 60112", "60112"),
        ("หมายเลขคำสั่งซื้อ 60112", "60112"),
    ],
)
def test_the_numbers_of_other_shops_are_read(text: str, number: str) -> None:
    assert found(text).order_numbers == (number,)


@pytest.mark.parametrize("text", ["4111 1111 1111 1111", "no 5000 is too little", "nr 60112"])
def test_a_card_a_no_and_a_bare_number_are_no_order(text: str) -> None:
    assert found(text).order_numbers == ()


@given(
    st.sampled_from(ROWS), st.sampled_from([str.upper, str.lower, lambda text: f" {text} ", lambda text: text.replace(" ", "  ")])
)
def test_an_order_and_an_amount_are_the_same_however_they_are_typed(row: dict[str, str], typed: Callable[[str], str]) -> None:
    plain, other = (entities_in(text, row["lang"], Bare.NOTHING) for text in (row["text"], typed(row["text"])))

    assert (other.order_numbers, other.amounts) == (plain.order_numbers, plain.amounts)


def test_the_yen_sign_is_yuan_in_chinese() -> None:
    assert found("¥199", language="zh_Hans").amounts == (Money.of("199", "CNY"),)
    assert found("¥199", language="ja").amounts == (Money.of("199", "JPY"),)


@pytest.mark.parametrize("text", ["10%", "size 39", "try 50 times", "all 3 of them", "49.90", "100 kr", "¥1.50"])
def test_what_names_no_currency_or_does_not_fit_it_is_no_amount(text: str) -> None:
    assert found(text).amounts == ()


def test_codes_are_blanked_and_amounts_stay_to_be_read() -> None:
    assert without_codes("yes #1042, ana@example.com, 8,40 €").split() == ["yes", ",", ",", "8,40", "€"]


@given(st.text(max_size=300), st.sampled_from(Bare), st.sampled_from(["en", "zh_Hans", "xx"]))
def test_no_text_is_ever_too_much(text: str, bare: Bare, language: str) -> None:
    assert entities_in(text, language, bare) == entities_in(text, language, bare)


@given(st.integers(min_value=0, max_value=99_999), st.integers(min_value=0, max_value=99))
def test_an_amount_survives_both_ways_of_writing_it(euros: int, cents: int) -> None:
    english, spanish = f"€{euros:,}.{cents:02}", f"{euros:,}".replace(",", ".") + f",{cents:02} €"

    assert found(english).amounts == found(spanish).amounts == (Money(euros * 100 + cents, "EUR"),)


@pytest.mark.parametrize(
    ("text", "code"),
    [("WL-2026-0063 28013", "28013"), ("WL-2026-0015, 20095", "20095"), ("order WL-2026-0027 and 69002 Lyon", "69002")],
)
def test_beside_the_order_that_was_asked_for_a_lone_number_is_the_postcode(text: str, code: str) -> None:
    found = entities_in(text, "en", Bare.ORDER)

    assert (len(found.order_numbers), found.postcodes) == (1, (code,))


def test_two_orders_are_two_orders_and_no_postcode() -> None:
    found = entities_in("WL-2026-0062 and WL-2026-0063", "en", Bare.ORDER)

    assert found == Entities(("WL-2026-0062", "WL-2026-0063"))
