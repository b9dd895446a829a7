"""What is hidden from whoever only sorts messages, and what a translator never sees and cannot change."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.catalogue import shipped
from bot.language.entities import Bare, Entities, entities_in
from bot.language.masking import Apart, masked, set_apart
from bot.language.tokens import folded

SECRETS = [
    *("WL-2026-0063", "wl 2026-0041", "#1042", "305-1234567-1234567", "12-12345-12345", "8123 4567 8901 2345", "RB123456789CN"),
    *("AM-7Q2K-XD4H-9WPC-3TRM", "AM-QKZX-HHJW-WPCC-TRMM", "SW1A 1AA", "28013", "12.02.2026", "٢٠٢٦", "½", "①", "20%"),
    *("ana.garcia@example.com", "ＡＮＡ@example.com", "почта@пример.рф", "@ana_garcia", "+49 170 1234567"),
    *("https://example.com/t?id=ana", "www.example.com/ana", "t.me/ana"),
    *("1.299,90 €", "R$1.299,90", "8€50", "45 ₴", "₹३५०", "20 евро", "twenty euros", "двадцать евро", "三十八块", "2만5천원"),
]
WORDS = [
    *("my", "order", "hat", "is", "late", "paid", "and", "euros", "twenty", ":", "."),
    *("не", "пришёл", "كسر", "破损", "了", "주문", "สินค้า", "टूटा"),
]
words = st.sampled_from(SECRETS) | st.sampled_from(WORDS) | st.text(max_size=8)
texts = st.text(max_size=200) | st.lists(words, max_size=12).map(" ".join)
glued = st.lists(st.sampled_from(SECRETS + WORDS), max_size=8).map("".join)
languages = st.sampled_from(shipped())
FIGURE = re.compile(r"\d")


@given(texts | glued, languages, st.sampled_from(Bare))
def test_nothing_that_can_be_copied_out_of_a_message_survives_and_no_figure(text: str, language: str, bare: Bare) -> None:
    left = masked(text, language)

    assert entities_in(left, language, bare) == Entities()
    assert not FIGURE.search(left)
    assert "@" not in left


@given(texts, languages, st.lists(st.sampled_from(["Ana", "García", "Жанна", "王小明", "Jean-Pierre"]), min_size=1, max_size=3))
def test_no_name_that_is_known_survives_whatever_its_capitals_and_accents(text: str, language: str, names: list[str]) -> None:
    left = folded(
        masked(f"{text} {' '.join(names).upper()} {text}", language, ["Ana María García", "Жанна", "王小明", "Jean-Pierre"])
    )

    said = set(re.findall(r"[^\W\d_]+", left))
    assert said & {"ana", "garcia", "жанна", "jean", "pierre"} == set()
    assert "王小明" not in left


@pytest.mark.parametrize(
    ("text", "language", "left"),
    [
        ("Hi, I'm Ana García: order WL-2026-0063 is not here, ana@example.com", "en", "Hi, I'm *** ***: order is not here,"),
        ("Pagué 20 € de aduana, me llamo ana garcia", "es", "Pagué *** de aduana, me llamo *** ***"),
        ("заплатила двадцать евро, а Анне не пришло ничего", "ru", "заплатила ***, а *** не пришло ничего"),
        ("我叫王小明,花了三十八块,还没到", "zh_Hans", "我叫***,花了***,还没到"),
        ("an article of mine came in 3 pieces", "en", "an article of mine came in *** pieces"),
        ("the zip came off", "en", "the zip came off"),
        ("Liam's market: anale Liane", "en", "Liam's market: anale Liane"),
    ],
)
def test_what_a_message_is_about_is_left(text: str, language: str, left: str) -> None:
    assert masked(text, language, ["Ana García", "Анна", "王小明", "Li"]) == left


@given(texts | glued, languages)
def test_a_translation_that_changes_nothing_is_the_text_to_the_letter(text: str, language: str) -> None:
    apart = set_apart(text, language)

    assert apart.put_back(apart.text) == text


@given(texts | glued, languages)
def test_a_translator_is_given_no_figure_but_those_of_the_places(text: str, language: str) -> None:
    apart = set_apart(text, language)

    without = re.sub(r"\[\d+\]", "", apart.text)
    assert not FIGURE.search(without)
    assert "@" not in without
    assert len(apart.taken) == len(re.findall(r"\[\d+\]", apart.text))


@given(texts | glued, languages, st.randoms(use_true_random=False))
def test_places_come_back_whatever_order_a_language_puts_them_in(text: str, language: str, chance) -> None:  # type: ignore[no-untyped-def]
    apart = set_apart(text, language)
    places = [f"[{number}]" for number in range(1, len(apart.taken) + 1)]
    chance.shuffle(places)

    whole = apart.put_back(" - ".join(places))

    assert whole is not None
    assert all(one in whole for one in apart.taken)


@given(st.integers(1, 6), st.integers(0, 5), st.sampled_from(["lost", "twice", "new", "changed"]))
def test_a_place_that_is_lost_or_new_or_there_twice_makes_no_translation(count: int, at: int, what: str) -> None:
    apart = Apart(" ".join(f"[{n}]" for n in range(1, count + 1)), tuple(f"WL-{n}" for n in range(1, count + 1)))
    places = [f"[{n}]" for n in range(1, count + 1)]
    here = at % count
    match what:
        case "lost":
            del places[here]
        case "twice":
            places.append(places[here])
        case "new":
            places.append(f"[{count + 1}]")
        case "changed":
            places[here] = f"[{count + 7}]"

    assert apart.put_back(" ".join(places)) is None


@pytest.mark.parametrize("place", ["[1]", "［1］", "【1】", "[ 1 ]", "[١]", "［１］"])
def test_a_place_is_known_in_the_brackets_and_figures_of_another_script(place: str) -> None:
    assert set_apart("order WL-2026-0063", "en").put_back(f"订单{place}") == "订单WL-2026-0063"


def test_brackets_of_the_buyers_own_stay_and_figures_a_translator_writes_itself_are_no_places() -> None:
    apart = set_apart("espero [5] hace dos semanas (sí)", "es")

    assert apart == Apart("espero [[1]] hace dos semanas (sí)", ("5",))
    assert apart.put_back("waiting [[1]] for 2 weeks (yes)") == "waiting [5] for 2 weeks (yes)"
