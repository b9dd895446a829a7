"""The seven grades of satisfaction (handbook section 6), and how one is read from what a buyer writes."""

from bot.satisfaction.figures import score_in

LOWEST, HIGHEST = 1, 7
REOPENS_UP_TO, GLAD_FROM = 3, 6


def grade_in(text: str) -> int | None:
    """The grade that a reply in figures gives, else None. Scores on another scale are carried over and rounded to nearest.

    A score of nothing at all ("0/10") is the lowest there is.
    """
    told = score_in(text)
    if told is None:
        return None
    score, best = told[0], told[1] or HIGHEST
    if score == 0 and told[1]:
        score = LOWEST
    if not LOWEST <= score <= best or best < 2:
        return None
    return LOWEST + ((score - 1) * (HIGHEST - LOWEST) * 2 + (best - 1)) // (2 * (best - 1))
