"""The seven grades, and how one is read from figures."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.satisfaction.beside import beside_of
from bot.satisfaction.grades import GLAD_FROM, HIGHEST, LOWEST, REOPENS_UP_TO, grade_in


def test_the_grades_are_those_of_the_handbook() -> None:
    assert (LOWEST, REOPENS_UP_TO, GLAD_FROM, HIGHEST) == (1, 3, 6, 7)


@pytest.mark.parametrize(
    ("text", "grade"),
    [
        ("1", 1),
        ("7", 7),
        (" 6! ", 6),
        ("５", 5),
        ("6分", 6),
        ("6 分。", 6),
        ("4点", 4),
        ("(2)", 2),
    ],
)
def test_a_figure_that_stands_alone_is_a_grade(text: str, grade: int) -> None:
    assert grade_in(text) == grade


@pytest.mark.parametrize(
    ("text", "grade"),
    [
        ("7/7", 7),
        ("1 / 10", 1),
        ("10/10", 7),
        ("8/10", 6),  # 7 of 9 steps is 4.67 of 6
        ("5 out of 10", 4),  # 4 of 9 steps is 2.67 of 6
        ("4 out of 5", 6),  # 3 of 4 steps is 4.5 of 6, and a half goes up
        ("2 of 5", 3),  # 1 of 4 steps is 1.5 of 6
        ("4 de 5", 6),
        ("3 sur 5", 4),
        ("5 von 5", 7),
        ("5 из 5", 7),
        ("7 su 10", 5),
        ("1/2", 1),
        ("2/2", 7),
        ("100/100", 7),
        ("4,5/5", 6),  # 3.5 of 4 steps is 5.25 of 6
        ("-1/10", 1),
        ("0/10", 1),
        ("I give it 10/10, thank you", 7),
        ("8/10 would buy again", 6),
        ("10点満点で9点", 6),
        ("满分10分给9分", 6),
        ("10점 만점에 9점", 6),
        ("10 में से 9", 6),
        ("10 üzerinden 9", 6),
        ("ให้ 10 เต็ม 10", 7),
        ("delivery 2/5, service 5/5", 3),  # of several the worst
        ("50/50", 4),
    ],
)
def test_a_score_on_another_scale_is_carried_over(text: str, grade: int) -> None:
    assert grade_in(text) == grade


@pytest.mark.parametrize(
    ("text", "grade"),
    [
        ("5 stars", 7),
        ("4 estrellas de 5", 6),
        ("0 stars", 1),
        ("bintang 5", 7),
        ("星5つ", 7),
        ("5星好評", 7),
        ("5 yıldız", 7),
        ("5 ดาว", 7),
        ("★★★☆☆", 4),
        ("⭐⭐⭐⭐⭐ super", 7),
        ("8 points", 6),
        ("10分", 7),
        ("95点", 7),  # of a hundred
        ("100%", 7),
        ("80 %", 6),
    ],
)
def test_stars_points_and_shares_bring_their_scale(text: str, grade: int) -> None:
    assert grade_in(text) == grade


@pytest.mark.parametrize(
    ("text", "language", "grade"),
    [
        ("Schulnote 1", "de", 7),
        ("Note 2", "de", 6),
        ("Note 6", "de", 1),
        ("1 mit Sternchen", "de", 7),
        ("een 8", "nl", 6),
        ("een 4", "nl", 3),
        ("een dikke 9", "nl", 6),
        ("un 10", "es", 7),
        ("nota 7", "pt_BR", 5),
        ("voto 8", "it", 6),
        ("10 e lode", "it", 7),
        ("na 6", "pl", 7),
        ("на 5", "ru", 7),
        ("5 с плюсом", "ru", 7),
        ("опоздали на 2 дня", "ru", None),
        ("12 балів", "uk", 7),
        ("un 18", "fr", 6),
        ("un 9", "fr", None),  # of ten or of twenty
        ("note 2", "fr", 2),
    ],
)
def test_a_mark_is_read_as_the_schools_of_the_country_give_it(text: str, language: str, grade: int | None) -> None:
    articles = beside_of(["een", "dikke", "un"])

    assert grade_in(text, language, (articles,)) == grade


@pytest.mark.parametrize(
    "text",
    [
        *("", "8", "10", "77", "-", "seven", "7 pairs", "6.5", "6 or 7", "5 days", "2 weeks", "3 times", "order 48213"),
        *("11/10", "1/1", "0/0", "3/", "/5", "3/5/7", "€6", "6%", "10% coupon please", "on 5/10 I wrote", "my 200 points"),
        *("3 of 5 parts are missing", "why should I give 5 stars?", "I would have given 5 stars", "12/05/2025"),
    ],
)
def test_what_may_be_something_else_is_no_grade(text: str) -> None:
    assert grade_in(text) is None


@given(best=st.integers(2, 99), scores=st.lists(st.integers(1, 99), min_size=2, max_size=2))
def test_a_better_score_is_never_a_lower_grade(best: int, scores: list[int]) -> None:
    worse, better = sorted(min(score, best) for score in scores)

    low, high = grade_in(f"{worse}/{best}"), grade_in(f"{better}/{best}")

    assert low is not None
    assert high is not None
    assert low <= high


@given(best=st.integers(2, 100).filter(lambda best: best != 50))  # "50/50" is neither good nor bad
def test_the_ends_of_every_scale_are_the_ends_of_ours(best: int) -> None:
    assert (grade_in(f"1/{best}"), grade_in(f"{best}/{best}")) == (LOWEST, HIGHEST)


@given(st.text())
def test_any_text_is_a_grade_of_the_seven_or_none(text: str) -> None:
    assert grade_in(text) in {None, 1, 2, 3, 4, 5, 6, 7}
