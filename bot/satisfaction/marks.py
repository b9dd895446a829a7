"""The marks that everybody in a country knows from school, where a reply says that it is one: "Schulnote 2", "на пятёрку", "18".

Only conventions nobody there would mistake are in it; else a figure is on our own scale, or no grade at all.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

_UP_TO_TEN = r"(10|[1-9](?:[.,]\d+)?)"
_ENDS = r"(?=\s*(?:$|[,;.!?)(+:–—-]|с плюс|з плюс|z plus|балл|бал))"

# The pattern of a mark said as such, the worst mark of that school and the best.
_SAID: Mapping[str, tuple[tuple[str, int, int], ...]] = {
    "de": (
        (r"\b(?:schul)?noten?\s*:?\s*(?:war |ist |eine |ne |von )*([1-6](?:[.,]\d+)?)", 6, 1),
        (r"\b(?:glatte|klare|satte|dicke)\s+([1-6])\b", 6, 1),
        (r"\b(1)\s*(?:mit\s+(?:stern|sternchen|\*)|\*|plus\b|\+)", 6, 1),
    ),
    "it": (
        (rf"\bvoto\s*:?\s*(?:un |è |di )*{_UP_TO_TEN}", 1, 10),
        (r"\b(10)\s*e lode", 1, 10),
        (r"\b(30)\s*e lode", 1, 30),
        (r"\b(110)\s*e lode", 1, 110),
    ),
    "nl": ((rf"\b(?:rapport)?cijfer\s*:?\s*(?:een |is )*{_UP_TO_TEN}", 1, 10), (rf"\been ([1-5]){_ENDS}", 1, 10)),
    "pl": ((rf"(?<!\d )\bna ([1-6]){_ENDS}", 1, 6), (r"\b([1-6])\s*z plusem", 1, 6)),
    "pt_BR": (
        (r"\bnota\s*(100)\b", 1, 100),
        (r"\bnota\s*(1000)\b", 1, 1000),
        (rf"\bnota\s*:?\s*(?:é |um |de )*{_UP_TO_TEN}\b", 1, 10),
    ),
    "ru": (
        (rf"(?<!\d )\bна (?:тв[её]рд\w+ |все )?([2-5]){_ENDS}", 1, 5),
        (r"\b([2-5])\s*с (?:плюс|минус)\w*", 1, 5),
        (r"\b(5)\s*(?:балл|\+)", 1, 5),
    ),
    "uk": (
        (rf"(?<!\d )\bна (?:тверд\w+ |всі |усі )?([2-5]){_ENDS}", 1, 5),
        (r"\b([2-5])\s*з (?:плюс|мінус)\w*", 1, 5),
        (r"\b(?:на )?(1[0-2])\s*бал", 1, 12),
        (rf"(?<!\d )\bна (?:всі |усі )?(1[0-2]){_ENDS}", 1, 12),
    ),
}
_MARKS = {language: [(re.compile(said), worst, best) for said, worst, best in rows] for language, rows in _SAID.items()}
_OF_TEN, _OF_TWENTY = 10, 20


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark, the worst and the best there is at that school, and the text before it."""

    value: Fraction
    worst: int
    best: int
    before: str


def mark_in(plain: str, language: str) -> Mark | None:
    """The mark that a text in small letters says, if it calls it one; one "of 10" is none of a school's."""
    for pattern, worst, best in _MARKS.get(language, ()):
        match = pattern.search(plain)
        if match and not re.match(r"\s*(?:/|\d|von|su|di|de|из|з|z|van|uit|op)\s*\d", plain[match.end() :]):
            return Mark(Fraction(match[1].replace(",", ".")), worst, best, plain[: match.start()])
    return None


def marks_up_to(value: Fraction, language: str) -> int | None:
    """The best mark where a bare one is above seven: ten; in France, where ten is the middle, twenty, from eleven on."""
    if language == "fr":
        return _OF_TWENTY if _OF_TEN < value <= _OF_TWENTY else None
    return _OF_TEN if value <= _OF_TEN else None
