"""A score said in figures, in any language: "8/10", "5 estrelas", "10点満点で8点", "★★★☆☆", "Note 2". In doubt it is none."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from bot.satisfaction.beside import Beside, nothing_beside
from bot.satisfaction.marks import mark_in, marks_up_to
from bot.satisfaction.scales import BEST_AND_SCORE, NUMBER, OF_A_HUNDRED, PERCENT, POINTS, SCORE_OF_BEST, STARS, WOULD_HAVE

_OURS, _OF_STARS, _OF_TEN, _OF_TWELVE, _OF_HUNDRED = 7, 5, 10, 12, 100
_NO_COUPON = 40
_FULL, _EMPTY = "⭐★🌟", "☆✩"
_STARS_ALONE = re.compile(rf"[{_FULL}{_EMPTY}\ufe0f\s!！.。]+")
_STARS_AMID = re.compile(rf"(?:[{_FULL}]\ufe0f?\s?){{2,}}(?:[{_EMPTY}]\s?)*|[{_FULL}]\ufe0f?\s?(?:[{_EMPTY}]\s?){{4}}")
_KNOWN_SCALES = frozenset({_OF_STARS, 6, _OURS, _OF_TEN, _OF_TWELVE, 20, _OF_HUNDRED})
_PICTURES = frozenset({"So", "Sk", "Cf", "Me", "Mn", "Cn"})
_FIGURE = re.compile(rf"{NUMBER}\+*(?![a-zß-žа-яіїєґ])")
_HALF_AND_HALF = re.compile(r"\b50\s*[/:%–-]+\s*50\b")
_PAUSE = re.compile(r"[,;:!.。、…()–—\n-]+")
_RECKONED = re.compile(r"[$€£¥₽₴₺₹฿₫%/]")
# Right behind "3 of 5" a word tells of what there are so many, unless it is one of these.
_A_THING = re.compile(
    r"\s*(?!(?:but|because|would|will|very|really|thanks?|for|from|pero|porque|gracias|por|mas|obrigad\w|mais|merci|pour|parce|aber|weil|danke|für"
    r"|ma|perché|grazie|per|но|потому|спасибо|за|але|бо|дякую|ale|bo|dziękuję|maar|want|bedankt|voor|and|und|y|e|et|и|і|i|en|me)\b)[^\W\d_]"
)
_ON_THE_DAY = re.compile(r"\b(?:on|since|le|du|depuis|am|vom|seit|el|del|desde|dia|em|il|dal|от|с|до|від|dnia|sinds|vanaf)\s*$")


@dataclass(frozen=True, slots=True)
class Score:
    """A score between the `worst` and the `best` there is, either of which may be the larger; `before` is the text before it.

    One that says its scale is `plain`; a bare figure, or a row of stars, may be something else if the words beside it say so.
    """

    value: Fraction
    best: int
    worst: int = 1
    before: str = ""
    plain: bool = True


def score_in(text: str, language: str = "", beside: Sequence[Beside] = ()) -> Score | None:
    """The score that a reply gives, if it is one: its scale may be said, or known from the country's schools, or be our own.

    Figures of something else (days, orders, money) are no score, nor is one asked about or one that might have been. Of several
    it is the worst. `beside` are the words that change nothing.
    """
    if stars := _stars_in(text):
        return stars
    plain = _plain(text)
    if "?" in plain.rstrip("?") or ("?" in plain and not nothing_beside(_FIGURE.sub(" ", plain), beside)):
        return None
    if _HALF_AND_HALF.search(plain):
        return Score(Fraction(1), worst=0, best=2)
    if mark := mark_in(plain, language):
        return Score(mark.value, mark.best, mark.worst, mark.before)
    told = list(_plain_scores(plain, beside))
    if told:
        return None if WOULD_HAVE.search(plain) else min(told, key=lambda one: (one.value - 1) / (one.best - 1))
    return _bare(plain, language, beside)


def share_in(text: str) -> Score | None:
    """The share of a hundred that is named anywhere in a text: of somebody "80 % satisfied" it says how much."""
    plain = _plain(text)
    match = PERCENT.search(plain)
    return _of(match[1] or match[2], _OF_HUNDRED, plain[: match.start()]) if match else None


def _plain(text: str) -> str:
    """The text in small letters and ASCII figures, without pictures but for stars."""
    folded = unicodedata.normalize("NFKC", text.replace("½", ".5").replace("’", "'")).casefold()
    letters = (str(unicodedata.digit(c)) if not c.isascii() and c.isdigit() else c for c in folded)
    shown = (" " if ord(c) > 0x2000 and c not in _FULL and unicodedata.category(c) in _PICTURES else c for c in letters)
    return "".join(shown).strip(" \n\t!！.。")


def _stars_in(text: str) -> Score | None:
    row = _STARS_ALONE.fullmatch(text) or _STARS_AMID.search(text)
    full = sum(row[0].count(star) for star in _FULL) if row else 0
    if row is None or not full:
        return None
    return Score(Fraction(full), max(_OF_STARS, full + sum(row[0].count(star) for star in _EMPTY)), plain=row[0] == text)


def _plain_scores(plain: str, beside: Sequence[Beside]) -> Iterator[Score]:
    """The scores that say their scale, in the first way in which any does."""
    of_points, of_a_hundred = _points(plain, beside), _percent(plain, beside)
    for way in (_best_and_score(plain), _score_of_best(plain, beside), _stars(plain), of_points, of_a_hundred):
        if told := list(way):
            yield from told
            return


def _best_and_score(plain: str) -> Iterator[Score]:
    for match in BEST_AND_SCORE.finditer(plain):
        best, told = (one for one in match.groups() if one)
        if (one := _of(told, int(best), plain[: match.start()])) and int(best) in _KNOWN_SCALES:
            yield one


def _score_of_best(plain: str, beside: Sequence[Beside]) -> Iterator[Score]:
    for match in SCORE_OF_BEST.finditer(plain):
        before, behind, best = plain[: match.start()], plain[match.end() :], int(match[2])
        of_things = not match[3] and "/" not in match[0] and _A_THING.match(behind)
        known = best in _KNOWN_SCALES and not of_things and not (_ON_THE_DAY.search(before) and "/" in match[0])
        alone = "/" in match[0] and nothing_beside(f"{before} {behind}", beside)
        if (known or alone) and (one := _of(match[1], best, before)):
            yield one


def _stars(plain: str) -> Iterator[Score]:
    for match in STARS.finditer(plain):
        told = match[1] or match[2]
        if one := _of(told, _room_for(_number(told), _OF_STARS), plain[: match.start()]):
            yield one


def _points(plain: str, beside: Sequence[Beside]) -> Iterator[Score]:
    for match in POINTS.finditer(plain):
        told, before, behind = match[1] or match[3], plain[: match.start()], plain[match.end() :]
        best = _room_for(_number(told), _OURS)
        if best == _OF_HUNDRED and not OF_A_HUNDRED.search(match[0]):
            continue
        clause = f"{_PAUSE.split(before)[-1]} {_PAUSE.split(behind)[0]}"
        if nothing_beside(clause, beside) and (one := _of(told, best, before)):
            yield one


def _percent(plain: str, beside: Sequence[Beside]) -> Iterator[Score]:
    """A share of a hundred; a small one may be a coupon."""
    if nothing_beside(PERCENT.sub(" ", plain), beside) and (one := share_in(plain)) and not 1 < one.value < _NO_COUPON:
        yield one


def _bare(plain: str, language: str, beside: Sequence[Beside]) -> Score | None:
    """A figure that says no scale: our own up to seven, above it the one by which that country marks."""
    figures = list(_FIGURE.finditer(plain))
    if len(figures) == 2 and figures[0][1] == "1":  # "1 8", that was "un huit" before its words became figures
        del figures[0]
    if len(figures) != 1 or _RECKONED.search(plain):
        return None
    value, before, behind = _number(figures[0][1]), plain[: figures[0].start()].removeprefix("1 "), plain[figures[0].end() :]
    clause = f"{_PAUSE.split(before)[-1]} {_PAUSE.split(behind)[0]}"
    whole_clause = nothing_beside(clause, beside) and 0 < value <= _OF_TEN
    if not whole_clause and not nothing_beside(f"{before} {behind}", beside):
        return None
    ours = value.denominator == 1 and value <= _OURS
    best = _OURS if ours else marks_up_to(value, language)
    if not best or not (language or (ours and value > 0)):
        return None
    return _of(figures[0][1], best, before, plain=value < 0)


def _of(told: str, best: int, before: str, *, plain: bool = True) -> Score | None:
    """A score out of so many. There is nothing below the lowest."""
    value = _number(told)
    return Score(max(value, Fraction(1)), best, before=before, plain=plain) if best > 1 and value <= best else None


def _number(told: str) -> Fraction:
    value = Fraction(re.sub(r"[^\d.]", "", told.replace(",", ".")))
    return value if told[0].isdigit() else -value


def _room_for(value: Fraction, usual: int) -> int:
    """The usual scale, or the next that has room for so many; there is none of thirteen to twenty-nine."""
    if value > _OF_TWELVE:
        return _OF_HUNDRED if 30 <= value <= _OF_HUNDRED else 0
    return next(best for best in (usual, _OURS, _OF_TEN, _OF_TWELVE) if value <= best)
