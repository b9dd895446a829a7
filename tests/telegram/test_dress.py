"""How a line looks at Telegram: parted where it may be, all of it there, and HTML that Telegram reads as what was meant."""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.memory.transcript import Card, StoredButton, WrittenLine
from bot.terms import Speaker
from handlers.telegram.dress import LONGEST, as_html, as_plain, keyboard, messages_of, parts
from tests.telegram.markup import parsed
from tests.telegram.payloads import utf16_length

AT = datetime(2026, 2, 16, 9, 0, tzinfo=UTC)
FSI, PDI = "\u2068", "\u2069"
SENTENCE = "Your refund is on its way. "

words = st.text(
    st.sampled_from("ab .!?\n<>&\"'…。؟🙂🏽שםمر\u200d\u200f" + FSI + PDI) | st.characters(codec="utf-8", exclude_characters="\0"),
    min_size=1,
    max_size=200,
)


def line(text: str, speaker: Speaker = Speaker.BOT, **more: Any) -> WrittenLine:
    given: dict[str, Any] = {"author": "", "buttons": (), "card": None} | more
    return WrittenLine(
        n=1, case_id=1, speaker=speaker, text=text, keys="", reference="", at=AT, state="queued",  # type: ignore[arg-type]
        earlier=(), tries=0, fault="", **given,
    )  # fmt: skip


def button(label: str, choice: str = "decline", argument: str = "") -> StoredButton:
    return StoredButton(f"7-{label[:9]}", label, choice, argument)


def rows(buttons: tuple[StoredButton, ...], card: Card | None = None) -> list[list[str]]:
    shown = keyboard(line("?", buttons=buttons, card=card))
    return [[one.text for one in row] for row in shown.inline_keyboard] if shown else []


def test_a_text_that_fits_is_one_part() -> None:
    assert list(parts("x" * LONGEST)) == ["x" * LONGEST]


def test_a_long_text_is_parted_behind_a_sentence() -> None:
    text = SENTENCE * 200

    first, second = parts(text)

    assert first == SENTENCE * 151
    assert first + second == text


@pytest.mark.parametrize("end", ["。", "！", "？", "؟", "।"])
def test_sentences_of_other_scripts_end_too(end: str) -> None:
    sentence = "语" * 99 + end

    first, *_ = parts(sentence * 60)

    assert first == sentence * 40


def test_a_paragraph_is_a_better_place_than_a_sentence() -> None:
    first, _ = parts(SENTENCE * 100 + "\n\n" + SENTENCE * 100)

    assert first == SENTENCE * 100 + "\n\n"


def test_a_text_without_any_place_to_part_it_is_parted_where_it_is_full() -> None:
    assert [len(part) for part in parts("x" * 5000)] == [4096, 904]


def test_an_emoji_counts_twice_and_is_never_parted() -> None:
    assert [len(part) for part in parts("x" + "🙂" * 2050)] == [2048, 3]


@given(words, st.integers(min_value=2, max_value=60))
def test_the_parts_of_a_text_put_together_are_the_text_and_each_fits(text: str, longest: int) -> None:
    found = list(parts(text, longest))

    assert "".join(found) == text
    assert max(map(utf16_length, found)) <= longest
    assert all(found)


@given(words, st.integers(min_value=1, max_value=90), words.map(str.strip).filter(bool))
def test_each_message_fits_with_the_name_it_is_signed_with_and_has_something_in_it(text: str, times: int, author: str) -> None:
    signed = line(text * times, Speaker.PERSON, author=author[:80])

    for part in messages_of(signed):
        assert utf16_length(as_plain(signed, part)) <= LONGEST
        assert part.strip() or not text.strip()


def test_blanks_between_two_parts_are_no_message() -> None:
    assert [len(part) for part in messages_of(line("x" * LONGEST + " " * 3))] == [LONGEST]


@given(words, words.filter(str.strip))
def test_whatever_is_in_a_line_is_read_by_telegram_as_it_was_meant(text: str, author: str) -> None:
    by_bot, by_person = line(text), line(text, Speaker.PERSON, author=author)

    assert parsed(as_html(by_bot, text))[0] == text.strip()
    assert parsed(as_html(by_person, text))[0] == f"{author}\n{text.strip()}".strip()


@given(st.text("<>&;alt#b", min_size=1, max_size=4), words)
def test_whatever_a_code_is_it_is_marked_and_changes_nothing(code: str, text: str) -> None:
    shown = line(text, card=Card("coupon", code=code))

    said, entities = parsed(as_html(shown, f"{text}|{code}|{text}"))

    assert said == f"{text}|{code}|{text}".strip()
    assert "code" in {entity["type"] for entity in entities}


def test_a_code_is_there_to_be_pressed_and_copied() -> None:
    coupon = line("Your coupon is AM-1: 5% off.", card=Card("coupon", "5 %", "AM-1"))

    assert as_html(coupon, coupon.text) == "Your coupon is <code>AM-1</code>: 5% off."


def test_a_code_inside_a_sentence_from_right_to_left_is_copied_without_the_marks_around_it() -> None:
    coupon = line("קופון: \u2066AM-1\u2069.", card=Card("coupon", "5 %", "AM-1"))

    assert as_html(coupon, coupon.text) == "קופון: \u2066<code>AM-1</code>\u2069."


def test_a_person_is_named_above_their_words() -> None:
    by_mei = line("I'm here <3", Speaker.PERSON, author="Mei & Co")

    assert as_html(by_mei, by_mei.text) == "<b>Mei &amp; Co</b>\nI'm here &lt;3"
    assert as_plain(by_mei, by_mei.text) == "Mei & Co\nI'm here <3"


def test_a_line_without_choices_has_no_keyboard() -> None:
    assert keyboard(line("Hello")) is None


def test_short_choices_stand_side_by_side_and_long_ones_alone() -> None:
    buttons = (button("Yes"), button("No"), button("Another order than that"), button("Maybe"), button("Never"))

    assert rows(buttons) == [["Yes", "No"], ["Another order than that"], ["Maybe", "Never"]]


def test_the_choices_of_an_offer_stand_below_each_other() -> None:
    assert rows((button("Yes"), button("No")), Card("offer", "9,98 €")) == [["Yes"], ["No"]]


def test_a_code_is_copied_on_the_buyers_side_and_pressing_it_asks_us_nothing() -> None:
    shown = keyboard(line("?", buttons=(button("Copy the code", "copy", "AM-1"),)))

    assert shown
    ((copy,),) = shown.inline_keyboard
    assert copy.copy_text
    assert (copy.copy_text.text, copy.callback_data) == ("AM-1", None)
