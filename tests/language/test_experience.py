"""The pieces by which messages are compared."""

from zlib import crc32

from hypothesis import given
from hypothesis import strategies as st

from bot.language.experience import pieces_of

PLACES = 1 << 15


def places(*pieces: str) -> set[int]:
    return {crc32(piece.encode()) % PLACES for piece in pieces}


def test_a_word_is_compared_whole_with_the_one_before_it_and_in_pieces_of_three_and_four_letters() -> None:
    told = pieces_of("my box")

    assert told == places(
        *("my", "box", " my", "my box"),
        *("-<my", "-my>", "-<my>"),
        *("-<bo", "-box", "-ox>", "-<box", "-box>"),
    )


def test_where_no_blanks_stand_it_is_one_to_three_characters() -> None:
    told = pieces_of("没收到货")

    assert told == places("-没", "-收", "-到", "-货", "-没收", "-收到", "-到货", "-没收到", "-收到货")


@given(st.text(st.characters(codec="utf-8"), max_size=40))
def test_every_piece_has_a_place(text: str) -> None:
    assert all(0 <= place < PLACES for place in pieces_of(text))
