"""The seven grades of satisfaction (handbook section 6), and how one is read from what a buyer writes."""

import re
import unicodedata

LOWEST, HIGHEST = 1, 7
REOPENS_UP_TO, GLAD_FROM = 3, 6

# A figure that stands alone ("6", "6!", "6分"), or on another scale ("8/10", "4 out of 5", "4 de 5").
# One beside a sign of money, of shares or of reckoning is something else.
_BESIDE = r"[^\w$€£¥%/+-]*"
_ALONE = re.compile(rf"{_BESIDE}(\d{{1,2}})\s*(?:分|점|点)?{_BESIDE}")
_ON_A_SCALE = re.compile(r"\W*(\d{1,2})\s*(?:/|out of|of|de|sur|von|из|su|de un)\s*(\d{1,2})\W*", re.IGNORECASE)


def grade_in(text: str) -> int | None:
    """The grade that a reply in figures gives, else None. Scores on another scale are carried over and rounded to nearest."""
    plain = unicodedata.normalize("NFKC", text)
    if alone := _ALONE.fullmatch(plain):
        score, best = int(alone[1]), HIGHEST
    elif on_a_scale := _ON_A_SCALE.fullmatch(plain):
        score, best = int(on_a_scale[1]), int(on_a_scale[2])
    else:
        return None
    if not LOWEST <= score <= best or best < 2:
        return None
    return LOWEST + ((score - 1) * (HIGHEST - LOWEST) * 2 + (best - 1)) // (2 * (best - 1))
