"""A message in words, whatever script it is written in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.tokens import folded, tokens_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("WHERE's my parcel", ("wheres", "my", "parcel")),
        ("没收到货", ("没", "收", "到", "货")),
        ("返金をお願いします", ("返", "金", "を", "お", "願", "い", "し", "ま", "す")),
        ("クーポンでok", ("クーポン", "で", "ok")),
        ("すごーい、色々", ("す", "ごー", "い", "色々")),
        ("ไม่ได้", ("ไ", "ม่", "ไ", "ด้")),
        ("कीमत कम", ("कीमत", "कम")),
        ("환불해 주세요", ("환불해", "주세요")),
        ("⭐🆗👍", ("⭐", "🆗", "👍")),
    ],
)
def test_a_message_is_cut_into_its_words(text: str, words: tuple[str, ...]) -> None:
    assert tokens_of(text).words == words


@pytest.mark.parametrize(
    ("one", "other"), [("か", "が"), ("だめ", "ため"), ("ใช่", "ใช้"), ("कि", "की")], ids=["ka", "dame", "chai", "ki"]
)
def test_a_mark_that_makes_another_letter_is_kept(one: str, other: str) -> None:
    assert folded(one) != folded(other)


@pytest.mark.parametrize(
    ("written", "typed"), [("sí", "SI"), ("não", "nao"), ("đồng", "dong"), ("złoty", "zloty"), ("IŞIK", "ışık"), ("نَعَم", "نعم")]
)
def test_accents_and_vowel_points_may_be_left_out(written: str, typed: str) -> None:
    assert folded(written) == folded(typed)


@pytest.mark.parametrize("mark", ["؛", "،", "・", "「", "〜", "～", "（", "—", "؟", "।"])
def test_a_pause_is_one_in_every_script(mark: str) -> None:
    assert tokens_of(f"a{mark}b").clauses == (0, 1)


@given(st.text())
def test_what_is_folded_stays_as_it_is(text: str) -> None:
    assert tokens_of(" ".join(tokens_of(text).words)).words[:400] == tokens_of(text).words
