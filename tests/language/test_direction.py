"""What runs the other way inside a sentence, and what a reader sees of it: nothing but the right order."""

import re
from collections.abc import Callable
from datetime import UTC
from itertools import accumulate

import pytest
from babel.numbers import format_currency, get_currency_precision
from hypothesis import given
from hypothesis import strategies as st

from bot.language.direction import code_in, name_in
from bot.language.line import Code, Line, Listed, Phrases, Sentence
from bot.language.speech import Voice
from bot.remedy.money import Money, exponent

LRI, FSI, PDI, RLM, RLO = "\u2066", "\u2068", "\u2069", "\u200f", "\u202e"
NBSP = "\u00a0"
TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")

# Half of the signs are those that turn a text; as an alphabet of `st.text` they would drown in all the others.
SIGNS = st.sampled_from("aZ é7(,.)×€₪שםמرف" + RLM + LRI + FSI + PDI + RLO) | st.characters(codec="utf-8")
texts = st.lists(SIGNS, max_size=12).map("".join)


@pytest.mark.parametrize(
    ("text", "direction", "said"),
    [
        ("Clip Lamp, 2 m (white)", "rtl", f"{FSI}Clip Lamp, 2 m (white){PDI}"),
        ("Clip Lamp, 2 m (white)", "ltr", "Clip Lamp, 2 m (white)"),
        ("مصباح (أبيض)", "ltr", f"{FSI}مصباح (أبيض){PDI}"),
        ("مصباح (أبيض)", "rtl", "مصباح (أبيض)"),
        ("מנורת LED", "ltr", f"{FSI}מנורת LED{PDI}"),
        ("מנורת LED", "rtl", f"{FSI}מנורת LED{PDI}"),
        ("30 × 40", "rtl", "30 × 40"),
        ("", "rtl", ""),
    ],
)
def test_a_name_is_set_apart_where_one_of_its_letters_runs_against_the_sentence(text: str, direction: str, said: str) -> None:
    assert name_in(text, direction) == said


def test_a_mark_of_direction_is_no_letter() -> None:
    assert name_in(f"Lamp{RLM}", "ltr") == f"Lamp{RLM}"


@pytest.mark.parametrize(
    ("text", "direction", "said"),
    [
        ("WL-2026-0063", "rtl", f"{LRI}WL-2026-0063{PDI}"),
        ("17", "rtl", f"{LRI}17{PDI}"),
        ("WL-2026-0063", "ltr", "WL-2026-0063"),
        ("הרצל 5, חיפה", "rtl", "הרצל 5, חיפה"),
        ("הרצל 5, חיפה", "ltr", f"{FSI}הרצל 5, חיפה{PDI}"),
    ],
)
def test_a_code_is_read_from_the_left_unless_its_letters_are_not(text: str, direction: str, said: str) -> None:
    assert code_in(text, direction) == said


@pytest.mark.parametrize(
    ("language", "currency", "said"),
    [
        ("ar", "EUR", f"{FSI}{RLM}12.50{NBSP}€{PDI}"),
        ("ar", "USD", f"{FSI}{RLM}12.50{NBSP}{FSI}US${PDI}{PDI}"),
        ("ar", "SAR", f"{FSI}{RLM}12.50{NBSP}ر.س.{RLM}{PDI}"),
        ("he", "ILS", f"{FSI}{RLM}12.50{NBSP}{RLM}₪{PDI}"),
        ("he", "CAD", f"{FSI}{RLM}12.50{NBSP}{RLM}{FSI}CA${PDI}{PDI}"),
    ],
)
def test_an_amount_is_one_thing_and_its_symbol_another(language: str, currency: str, said: str) -> None:
    assert Voice(language, UTC).spoken(Money(1250, currency)) == said


def depths(said: str) -> list[int]:
    """How many turns are open behind each sign."""
    return list(accumulate({LRI: 1, FSI: 1, PDI: -1}.get(sign, 0) for sign in said))


@given(texts, st.sampled_from(["ltr", "rtl"]), st.sampled_from([name_in, code_in]))
def test_whatever_begins_to_turn_ends_and_nothing_that_is_seen_is_changed(
    text: str, direction: str, said_in: Callable[[str, str], str]
) -> None:
    said = said_in(text, direction)

    assert TURNS.sub("", said) == TURNS.sub("", text)
    assert min(depths(said), default=0) == 0
    assert depths(said)[-1:] in ([], [0])


@given(st.integers(0, 10**9), st.sampled_from(["EUR", "USD", "SAR", "ILS", "CAD", "KWD"]), st.sampled_from(["ar", "he"]))
def test_an_amount_is_the_same_without_its_turns(minor: int, currency: str, language: str) -> None:
    money = Money(minor, currency)

    said = Voice(language, UTC).spoken(money)

    own = exponent(currency) == get_currency_precision(currency)
    assert TURNS.sub("", said) == format_currency(money.amount, currency, locale=language, decimal_quantization=own)
    assert min(depths(said)) == depths(said)[-1] == 0


@given(texts)
def test_somebody_s_name_never_turns_the_rest_of_a_sentence(name: str) -> None:
    said = Voice("he", UTC).line(Line.known["explain.bad_service"], person=name)

    assert said.count(FSI) == said.count(PDI) <= 1
    assert not re.search("[\u202a-\u202e\u2066\u2067]", said)


def test_words_that_are_all_there_is_to_a_line_are_said_as_they_are() -> None:
    hebrew = Voice("he", UTC)

    assert hebrew.line(Line.known["button.article"], article="Clip Lamp") == "Clip Lamp"
    assert hebrew.line(Line.known["question.answer"], answer="נשלח עם DHL.") == "נשלח עם DHL."


@pytest.mark.parametrize(
    ("items", "said"),
    [
        (("Buds", "Clip Lamp"), f"{FSI}Buds{PDI} ו-{FSI}Clip Lamp{PDI}"),
        (("Buds", "2 × מנורה"), f"{FSI}Buds{PDI} ו-2 × מנורה"),
        (("Buds", "Rug", "מנורת LED"), f"{FSI}Buds{PDI}, {FSI}Rug{PDI} ו{FSI}מנורת LED{PDI}"),
        (("נעליים", "מנורה"), "נעליים ומנורה"),
        (("Clip Lamp",), f"{FSI}Clip Lamp{PDI}"),
    ],
)
def test_the_hebrew_and_takes_a_hyphen_before_other_letters_and_digits(items: tuple[str, ...], said: str) -> None:
    assert Voice("he", UTC).spoken(Listed(items)) == said


def test_the_hebrew_and_takes_a_hyphen_before_an_amount() -> None:
    things = [Line.known["thing.gift"], Line.known["button.refund_and_coupon"]]

    said = Voice("he", UTC).spoken(Phrases((Sentence.of(things[0]), Sentence.of(things[1], refund=Money(998, "EUR")))))

    assert said == f"מתנה קטנה ו-{FSI}{RLM}9.98{NBSP}{RLM}€{PDI} וגם הקופון"


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "DHL 00340434 and GLS 5512"),
        ("ar", f"{LRI}DHL 00340434{PDI} و{LRI}GLS 5512{PDI}"),
        ("he", f"{LRI}DHL 00340434{PDI} ו-{LRI}GLS 5512{PDI}"),
        ("th", "DHL 00340434 และ GLS 5512"),
    ],
)
def test_several_numbers_in_a_row_are_each_a_code_of_its_own(language: str, said: str) -> None:
    assert Voice(language, UTC).spoken(Listed((Code("DHL 00340434"), Code("GLS 5512")))) == said
