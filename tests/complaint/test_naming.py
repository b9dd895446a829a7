"""Which of several things somebody means, by the words that only one of them has."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.complaint.naming import named_in, singled_out

ARTICLES = ("Canvas Slip-on, White / EU 40", "Canvas Tote, natural", "Clip Lamp, Warm white")


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("the lamp is broken", 2),
        ("my TOTE came torn", 1),
        ("both lamps are broken", 2),
        ("the lamp is fine, the totes are torn", None),
        ("the canvas one", None),  # two of them are
        ("the lamp and the tote", None),
        ("it is broken", None),
        ("an on/off switch is missing", None),  # "on" stands in one name only, and singles out nothing
        ("", None),
    ],
)
def test_a_thing_is_meant_by_words_that_no_other_name_has(text: str, meant: int | None) -> None:
    assert singled_out(text, ARTICLES) == meant


def test_where_words_are_not_parted_a_few_characters_are_enough() -> None:
    assert singled_out("帆布休闲鞋开胶了", ("帆布休闲鞋", "夹式台灯")) == 0


WATCH, SHOE, CABLE = range(3)
ORDERED = ("Fit Watch, Black", "Trail Runner Shoe, Black / EU 42", "USB-C Cable 2 m")
LAMP, BOOT, SLIP_ON, POWER_BANK, BUDS = range(5)
OF_FIVE = (
    "Clip Lamp, Warm white",
    "Alpine Boot, Brown / EU 43",
    "Canvas Slip-on, White",
    "Power Bank 10 000 mAh",
    "Buds X2 Earphones",
)


@pytest.mark.parametrize(
    ("language", "text", "meant"),
    [
        ("ja", "時計です", WATCH),
        ("ar", "الكابل", CABLE),
        ("es", "el cable se rompió", CABLE),
        ("pt_BR", "o relógio", WATCH),
        ("fr", "la montre ne s'allume plus", WATCH),
        ("de", "das Ladekabel ist kaputt", CABLE),
        ("it", "l'orologio", WATCH),
        ("ru", "с часами проблема", WATCH),
        ("uk", "кросівки", SHOE),
        ("pl", "zegarek nie działa", WATCH),
        ("nl", "het horloge", WATCH),
        ("tr", "saatim bozuk", WATCH),
        ("he", "הנעליים", SHOE),
        ("ko", "시계가 안 켜져요", WATCH),
        ("zh_Hans", "数据线坏了", CABLE),
        ("zh_Hant", "充電線", CABLE),
        ("th", "รองเท้าขาด", SHOE),
        ("vi", "đôi giày bị rách", SHOE),
        ("id", "jam tangannya", WATCH),
        ("hi", "ghadi kharab hai", WATCH),
        ("hi", "घड़ी", WATCH),
        ("en", "the smartwatch", WATCH),
    ],
)
def test_an_article_is_known_by_its_kind_in_the_words_of_the_buyer(language: str, text: str, meant: int) -> None:
    assert (singled_out(text, ORDERED, language), named_in(text, ORDERED, language)) == (meant, (meant,))


def test_titles_may_be_chinese_and_in_the_language_of_the_buyer() -> None:
    assert singled_out("el reloj", ("智能手表", "数据线"), "es") == 0
    assert singled_out("la lamparita", ("Zapatos", "Lámpara de pinza"), "es") == 1


def test_of_two_that_are_of_the_kind_neither_is_meant() -> None:
    assert named_in("die Schuhe", OF_FIVE, "de") == ()
    assert named_in("die Stiefel", OF_FIVE, "de") == (BOOT,)


def test_a_kind_is_not_heard_in_a_language_that_is_not_known() -> None:
    assert singled_out("時計", ORDERED) is None


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "the shoes and the cable"),
        ("en", "trainers, cable"),
        ("es", "las zapatillas y el cable"),
        ("de", "die Schuhe und das Kabel"),
        ("tr", "ayakkabı ve kablo"),
        ("he", "הנעליים והכבל"),
        ("ar", "الحذاء والكابل"),
        ("ja", "靴とケーブルです"),
        ("ko", "신발이랑 케이블이요"),
        ("zh_Hans", "鞋子和数据线"),
        ("th", "รองเท้ากับสายชาร์จ"),
    ],
)
def test_several_named_in_a_row_are_all_meant(language: str, text: str) -> None:
    assert named_in(text, ORDERED, language) == (SHOE, CABLE)


def test_three_of_five_may_be_named() -> None:
    assert named_in("the lamp, the boots and the earphones please", OF_FIVE, "en") == (LAMP, BOOT, BUDS)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "not the cable"),
        ("en", "all but the cable"),
        ("en", "the watch is fine, the cable is torn"),
        ("en", "watch ok, cable torn"),
        ("en", "the cable came with the watch that does not run"),
        ("de", "nicht die Uhr"),
        ("zh_Hans", "不是手表"),
        ("es", "todo menos el reloj"),
        ("ja", "時計以外全部"),
        ("tr", "saat hariç hepsi"),
    ],
)
def test_where_one_of_them_may_be_put_aside_it_is_asked_again(language: str, text: str) -> None:
    assert named_in(text, ORDERED, language) == ()


def test_what_is_put_aside_leaves_the_other() -> None:
    assert named_in("not the cable, the watch", ORDERED, "en") == (WATCH,)


@given(st.text(max_size=60), st.lists(st.text(max_size=20), max_size=4), st.sampled_from(["en", "ja", "th", ""]))
def test_all_that_are_named_are_there(text: str, names: list[str], language: str) -> None:
    assert set(named_in(text, names, language)) <= set(range(len(names)))


@given(st.text(max_size=60), st.lists(st.text(max_size=20), max_size=4))
def test_nothing_is_singled_out_that_is_not_there(text: str, names: list[str]) -> None:
    assert singled_out(text, names) in {None, *range(len(names))}
