from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.catalogue import shipped
from bot.language.line import Code, Days, Line, LineError, Listed, Percent, Sentence, Value
from bot.language.speech import Voice, fill
from bot.language.template import declared
from bot.remedy.money import Money

LINES = [line for line, _, _ in declared()]
NBSP, NARROW, THIN, RLM = "\u00a0", "\u202f", "\u2009", "\u200f"
FSI, PDI = "\u2068", "\u2069"
MADRID = ZoneInfo("Europe/Madrid")

# What is said, exactly: in English, Spanish, Chinese and Arabic.
FACTS: list[tuple[Value, str, str, str, str]] = [
    (Money(998, "EUR"), "€9.98", f"9,98{NBSP}€", "€9.98", f"{FSI}{RLM}9.98{NBSP}€{PDI}"),
    (
        Money(123456789, "USD"),
        "$1,234,567.89",
        f"1.234.567,89{NBSP}US$",
        "US$1,234,567.89",
        f"{FSI}{RLM}1,234,567.89{NBSP}{FSI}US${PDI}{PDI}",
    ),
    (Money(12900, "JPY"), "¥12,900", f"12.900{NBSP}¥", "JP¥12,900", f"{FSI}{RLM}12,900{NBSP}{FSI}JP¥{PDI}{PDI}"),
    (
        Money(19950, "KWD"),
        f"KWD{NBSP}19.950",
        f"19,950{NBSP}KWD",
        f"KWD{NBSP}19.950",
        f"{FSI}{RLM}19.950{NBSP}د.ك.{RLM}{PDI}",
    ),
    (date(2026, 2, 12), "February 12", "12 de febrero", "2月12日", "12 فبراير"),
    (
        Days(date(2026, 2, 13), date(2026, 2, 15)),
        f"February 13{THIN}–{THIN}15",
        "13–15 de febrero",
        "2月13日至15日",
        "13–15 فبراير",
    ),
    (
        Days(date(2026, 2, 27), date(2026, 3, 2)),
        f"February 27{THIN}–{THIN}March 2",
        f"27 de febrero{THIN}–{THIN}2 de marzo",
        "2月27日至3月2日",
        "27 فبراير – 2 مارس",
    ),
    (Days(date(2026, 2, 13), date(2026, 2, 13)), "February 13", "13 de febrero", "2月13日", "13 فبراير"),
    (Percent(Decimal(5)), "5%", f"5{NBSP}%", "5%", "5%"),
    (Percent(Decimal("12.5")), "12.5%", f"12,5{NBSP}%", "12.5%", "12.5%"),
    (
        datetime(2026, 2, 17, 10, 0, tzinfo=UTC),
        f"Tuesday, February 17, 11:00{NARROW}AM",
        "martes 17 de febrero a las 11:00",
        "2月17日星期二 11:00",
        "الثلاثاء 17 فبراير الساعة 11:00 صباحًا",
    ),
    (
        Listed(("2 × Slip-on", "Lamp", "Rug")),
        "2 × Slip-on, Lamp, and Rug",
        "2 × Slip-on, Lamp y Rug",
        "2 × Slip-on、Lamp和Rug",
        f"{FSI}2 × Slip-on{PDI} و{FSI}Lamp{PDI} و{FSI}Rug{PDI}",
    ),
    (Listed(("Lamp",)), "Lamp", "Lamp", "Lamp", f"{FSI}Lamp{PDI}"),
    (1234, "1,234", "1.234", "1,234", "1,234"),
    (Code("WL-2026-0063"), "WL-2026-0063", "WL-2026-0063", "WL-2026-0063", "\u2066WL-2026-0063\u2069"),
    ("Valentine's Day", "Valentine's Day", "Valentine's Day", "Valentine's Day", f"{FSI}Valentine's Day{PDI}"),
]


@pytest.mark.parametrize(("fact", "en", "es", "zh_hans", "ar"), FACTS)
def test_a_fact_is_said_in_the_formats_of_the_language(fact: Value, en: str, es: str, zh_hans: str, ar: str) -> None:
    said = [Voice(language, MADRID).spoken(fact) for language in ("en", "es", "zh_Hans", "ar")]

    assert said == [en, es, zh_hans, ar]


def test_a_time_is_told_by_the_clock_of_the_buyer_even_on_another_day() -> None:
    late = datetime(2026, 2, 16, 23, 30, tzinfo=UTC)

    said = [Voice("es", ZoneInfo(zone)).spoken(late) for zone in ("America/Bogota", "Europe/Madrid", "Asia/Shanghai")]

    assert said == ["lunes 16 de febrero a las 18:30", "martes 17 de febrero a las 0:30", "martes 17 de febrero a las 7:30"]


@pytest.mark.parametrize("language", ["ar", "he"])
def test_what_is_to_be_copied_keeps_its_direction_in_a_language_that_runs_the_other_way(language: str) -> None:
    assert Voice(language, UTC).spoken(Code("SORRY-5")) == "\u2066SORRY-5\u2069"


def test_an_amount_is_never_rounded_to_the_digits_that_babel_likes_to_show() -> None:
    # ISO 4217 gives the Iraqi dinar three decimals, CLDR shows none.
    assert Voice("en", UTC).spoken(Money(39123, "IQD")) == f"IQD{NBSP}39.123"


# In euro, dollars, pounds and yen: as a shop of that country writes them, and never to be taken for another currency.
AMOUNTS = {
    "ar": (
        f"{FSI}{RLM}12.50~€{PDI}",
        f"{FSI}{RLM}12.50~{FSI}US${PDI}{PDI}",
        f"{FSI}{RLM}12.50~{FSI}UK£{PDI}{PDI}",
        f"{FSI}{RLM}1,250~{FSI}JP¥{PDI}{PDI}",
    ),
    "de": ("12,50~€", "12,50~$", "12,50~£", "1.250~¥"),
    "en": ("€12.50", "$12.50", "£12.50", "¥1,250"),
    "es": ("12,50~€", "12,50~US$", "12,50~£", "1.250~¥"),
    "fr": ("12,50~€", "12,50~$US", "12,50~£", f"1{NARROW}250~¥"),
    "he": (
        f"{FSI}{RLM}12.50~{RLM}€{PDI}",
        f"{FSI}{RLM}12.50~{RLM}${PDI}",
        f"{FSI}{RLM}12.50~{RLM}£{PDI}",
        f"{FSI}{RLM}1,250~{RLM}¥{PDI}",
    ),
    "hi": ("€12.50", "$12.50", "£12.50", "JP¥1,250"),
    "id": ("€12,50", "US$12,50", "£12,50", "JP¥1.250"),
    "it": ("12,50~€", "12,50~$", "12,50~£", "1.250~¥"),
    "ja": ("€12.50", "$12.50", "£12.50", "￥1,250"),
    "ko": ("€12.50", "US$12.50", "£12.50", "JP¥1,250"),
    "nl": ("€~12,50", "US$~12,50", "£~12,50", "JP¥~1.250"),
    "pl": ("12,50~€", "12,50~$", "12,50~£", "1~250~¥"),
    "pt_BR": ("€~12,50", "US$~12,50", "£~12,50", "JP¥~1.250"),
    "ru": ("12,50~€", "12,50~$", "12,50~£", "1~250~¥"),
    "th": ("€12.50", "US$12.50", "£12.50", "¥1,250"),
    "tr": ("€12,50", "$12,50", "£12,50", "¥1.250"),
    "uk": ("12,50~€", "12,50~$", "12,50~£", "1~250~¥"),
    "vi": ("12,50~€", "12,50~US$", "12,50~£", "1.250~¥"),
    "zh_Hans": ("€12.50", "US$12.50", "£12.50", "JP¥1,250"),
    "zh_Hant": ("€12.50", "US$12.50", "£12.50", "¥1,250"),
}


@pytest.mark.parametrize("language", shipped())
def test_an_amount_is_written_as_shops_write_it_there(language: str) -> None:
    said = tuple(Voice(language, UTC).spoken(Money(1250, currency)) for currency in ("EUR", "USD", "GBP", "JPY"))

    assert said == tuple(amount.replace("~", NBSP) for amount in AMOUNTS[language])


@pytest.mark.parametrize("language", shipped())
def test_no_two_currencies_look_alike(language: str) -> None:
    currencies = ["EUR", "USD", "GBP", "JPY", "CNY", "CAD", "AUD", "MXN", "TWD", "HKD", "EGP", "TRY"]

    said = {
        Voice(language, UTC).spoken(Money.of("1250", currency)).replace(".00", "").replace(",00", "") for currency in currencies
    }

    assert len(said) == len(currencies)


@pytest.mark.parametrize("language", shipped())
@pytest.mark.parametrize("line", LINES, ids=lambda line: line.key)
def test_every_line_can_be_said_in_every_language(line: Line, language: str) -> None:
    said = Voice(language, MADRID).line(line, **line.samples)

    assert said
    assert "{" not in said
    assert "}" not in said


def test_a_sentence_is_said_with_its_facts_in_their_places(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Line, "known", {})
    line = Line("test.back", "{refund} for {item}.", refund=Money(1, "EUR"), item="")

    said = Voice("es", UTC).say(Sentence.of(line, item="Trail Runner", refund=Money(840, "EUR")))

    assert said == f"8,40{NBSP}€ for Trail Runner."


@pytest.mark.parametrize(
    ("language", "said"), [("en", "One. Two."), ("es", "One. Two."), ("zh_Hans", "One.Two."), ("ja", "One.Two.")]
)
def test_sentences_are_set_apart_as_the_script_does_it(monkeypatch: pytest.MonkeyPatch, language: str, said: str) -> None:
    monkeypatch.setattr(Line, "known", {})
    one, two = Line("test.one", "One."), Line("test.two", "Two.")

    assert Voice(language, UTC).say_all([Sentence.of(one), Sentence.of(two)]) == said


def test_a_place_with_nothing_to_put_there_is_an_error() -> None:
    with pytest.raises(LineError, match=r"^nothing to put in the place \{order\}$"):
        fill("Order {order}", {"oder": "1042"})


@given(st.text(), st.text())
def test_a_value_is_put_as_it_is_whatever_it_looks_like(one: str, other: str) -> None:
    assert fill("«{one}» «{other}»", {"one": one, "other": other}) == f"«{one}» «{other}»"


def test_a_place_named_inside_a_value_is_only_text() -> None:
    assert (
        fill("{item}, {order}", {"item": "{order} {0} {order.x} %s \\1", "order": "1042"}) == "{order} {0} {order.x} %s \\1, 1042"
    )


@pytest.mark.parametrize(
    "text", ["{}", "{0}", "{order.number}", "{order[0]}", "{order!r}", "{order:>9}", "{ order }", "{Order}", "%(order)s"]
)
def test_only_a_plain_name_is_a_place(text: str) -> None:
    assert fill(text, {"order": "1042"}) == text


def test_thai_sentences_are_parted_by_a_blank_and_so_are_foreign_names_in_a_list() -> None:
    thai = Voice("th", UTC)
    welcome = Sentence.of(Line.known["close.welcome"])

    assert thai.say_all([welcome, welcome]) == f"{thai.say(welcome)} {thai.say(welcome)}"
    assert thai.spoken(Listed(("2 × Canvas Slip-on", "Clip Lamp"))) == "2 × Canvas Slip-on และ Clip Lamp"
    assert thai.spoken(Listed(("รองเท้า", "โคมไฟ"))) == "รองเท้าและโคมไฟ"


@pytest.mark.parametrize(("minor", "said"), [(35000000, "Rp350.000"), (35000050, "Rp350.000,50")])
def test_whole_rupiah_have_no_decimals(minor: int, said: str) -> None:
    assert Voice("id", UTC).spoken(Money(minor, "IDR")) == said


def test_thai_things_are_parted_by_commas() -> None:
    assert (
        Voice("th", UTC).spoken(Listed(("Clip Lamp", "3 × Alpine Boot", "Fit Watch")))
        == "Clip Lamp, 3 × Alpine Boot และ Fit Watch"
    )
