"""The seven grades of satisfaction (handbook section 6), and how one is read from what a buyer writes."""

from collections.abc import Sequence
from fractions import Fraction

from bot.satisfaction.beside import Beside
from bot.satisfaction.figures import Score, score_in

LOWEST, HIGHEST = 1, 7
REOPENS_UP_TO, GLAD_FROM = 3, 6


def grade_in(text: str, language: str = "", beside: Sequence[Beside] = ()) -> int | None:
    """The grade that a reply in figures gives, else None; `language` tells by which marks a country is used to judge."""
    score = score_in(text, language, beside)
    return grade_of(score) if score else None


def grade_of(score: Score) -> int:
    """The grade of a score on any scale: worst is lowest, best is highest, between them in proportion, a half goes up.

    Every scale begins with 1; nothing at all ("0/10"), or less than it, is the lowest there is.
    """
    steps = (score.value - score.worst) * (HIGHEST - LOWEST) / (score.best - score.worst)
    return LOWEST + int(steps + Fraction(1, 2))
