"""The small words at which a judgement turns: what comes after "but" is the verdict, and "not happy" is unhappy.

Every language writes its own under `[turns]` in its words.toml; the rules are here.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from bot.language.tokens import Tokens, tokens_of


class CueError(ValueError):
    """A word that would never be found as it is written."""


class Cue(StrEnum):
    """What a small word tells of a judgement; named as in the file."""

    AGAINST = "against"  # what stands behind it is the verdict on the whole: "but"
    DESPITE = "despite"  # its clause is a concession, and the verdict is the other clause: "although"
    PROVIDED = "provided"  # praise under a condition is none: "happy once it arrives"
    BORNE = "borne"  # nobody waits so long gladly, or gladly has to: "great, three weeks for an answer"
    AT_FIRST = "at_first"  # what began badly and is over takes nothing from the verdict: "bad at first, good in the end"
    HEDGED = "hedged"  # praise beside it is fainter by a grade: "I guess"
    NOT = "not"  # right before praise it makes blame of it; a "without" or a "never" might not
    NOT_BEHIND = "not_behind"  # the same right behind it: "je recommande pas"
    VERY = "very"  # between a "not" and praise: "not very happy" is no more than a little unhappy
    WHOLE = "whole"  # holds the letter of a negation and denies nothing: 特别
    PARTING = "parting"  # a wish at parting grades nothing: "have a nice day"


@dataclass(frozen=True, slots=True)
class Sayings:
    """Words of one kind, and endings that are found at the end of any word. `sizes`: of how many words, the longest first."""

    words: frozenset[tuple[str, ...]] = frozenset()
    endings: tuple[str, ...] = ()
    sizes: tuple[int, ...] = ()

    def size_at(self, tokens: Tokens, start: int) -> int:
        """How many words of a message from a place on are one of these, the longest of them; 0 if none is."""
        for size in self.sizes:
            said = tokens.words[start : start + size]  # at the end there may be fewer
            if said in self.words:
                return len(said)
        return 1 if self.endings and tokens.words[start].endswith(self.endings) else 0


Cues = Mapping[Cue, Sayings]
NO_CUES: Cues = MappingProxyType(dict.fromkeys(Cue, Sayings()))
_MARKS = re.compile(r"[|&#=*_]|\.\.")  # of phrases, which these are not


def sayings_of(written: Iterable[str]) -> Sayings:
    """Words as a shop owner writes them, a star before an ending; raises CueError with what could not be found."""
    words: set[tuple[str, ...]] = set()
    endings: list[str] = []
    for text in written:
        body = text.removeprefix("*")
        said = tokens_of(body).words
        if not said or _MARKS.search(body):
            raise CueError(f"{text!r}: write the words alone, one saying to a text; only a star may stand before an ending")
        if body == text:
            words.add(said)
        elif len(said) == 1:
            endings.append(said[0])
        else:
            raise CueError(f"{text!r}: an ending is a part of one word")
    return Sayings(frozenset(words), tuple(endings), tuple(sorted({len(said) for said in words}, reverse=True)))


def says_only(tokens: Tokens, told: Sayings, beside: Sayings) -> bool:
    """Whether a message says one of these, and nothing but them and what may stand beside; a picture is only a tone."""
    said, place = False, 0
    while place < len(tokens.words):
        size = told.size_at(tokens, place)
        said = said or size > 0
        size = size or beside.size_at(tokens, place) or int(not tokens.words[place][0].isalnum())
        if not size:
            return False
        place += size
    return said


_TURNING = (Cue.AGAINST, Cue.DESPITE, Cue.PROVIDED, Cue.BORNE, Cue.AT_FIRST, Cue.HEDGED)


@dataclass(frozen=True, slots=True)
class Turns:
    """Where a reply turns: the first place of each kind, from and up to, that is no part of what was understood already.

    `against` is a "but", `despite` an "although", `provided` an "if", `borne` what had to be, `at_first` tells the end from
    the beginning, `hedged` is an "I guess".
    """

    against: tuple[int, int] | None
    despite: tuple[int, int] | None
    provided: tuple[int, int] | None
    borne: tuple[int, int] | None
    at_first: tuple[int, int] | None
    hedged: tuple[int, int] | None
    places: frozenset[int]  # of all of these words, wherever they stand


def turns_in(tokens: Tokens, cues: Cues, taken: Collection[int]) -> Turns:
    """Where a reply turns, but for the words that are `taken`."""
    found = [list(_all(cues[cue], tokens, taken)) for cue in _TURNING]
    places = frozenset(i for spots in found for spot in spots for i in range(*spot))
    against, despite, provided, borne, at_first, hedged = (spots[0] if spots else None for spots in found)
    return Turns(against, despite, provided, borne, at_first, hedged, places)


def denying_nothing(tokens: Tokens, cues: Cues) -> set[int]:
    """Where a letter stands that elsewhere denies, in words where it does not: 特别."""
    return _places(cues[Cue.WHOLE], tokens)


def parting_in(tokens: Tokens, cues: Cues) -> set[int]:
    """Where a wish at parting stands."""
    return _places(cues[Cue.PARTING], tokens)


def denied_plainly(tokens: Tokens, place: int, cues: Cues) -> bool:
    """Whether a plain "not" stands right before a place."""
    denying = cues[Cue.NOT]
    return any(
        tokens.words[place - size : place] in denying.words and tokens.clauses[place - size] == tokens.clauses[place]
        for size in denying.sizes
        if size <= place
    )


def denied_behind(tokens: Tokens, end: int, cues: Cues, taken: Collection[int]) -> bool:
    """Whether a plain "not" stands one or two words behind a phrase that ends before `end`."""
    denying, turning = cues[Cue.NOT_BEHIND].words, cues[Cue.AGAINST].words
    for i in (end, end + 1):
        if i >= len(tokens.words) or tokens.clauses[i] != tokens.clauses[end - 1] or (tokens.words[i],) in turning:
            return False
        if (tokens.words[i],) in denying and i not in taken:
            return True
    return False


def ends_in_no(tokens: Tokens, end: int, cues: Cues) -> bool:
    """Whether a "no" ends another clause behind a place: "content with the money, with the talk not"."""
    last = len(tokens.words) - 1
    return last > end and tokens.clauses[last] != tokens.clauses[end - 1] and (tokens.words[last],) in cues[Cue.NOT].words


def denied_weakly(tokens: Tokens, place: int, cues: Cues) -> bool:
    """Whether a plain "not" stands before a "very" that stands right before a place."""
    return place > 1 and (tokens.words[place - 1],) in cues[Cue.VERY].words and denied_plainly(tokens, place - 1, cues)


def _places(sayings: Sayings, tokens: Tokens) -> set[int]:
    return {i for spot in _all(sayings, tokens, ()) for i in range(*spot)}


def _all(sayings: Sayings, tokens: Tokens, taken: Collection[int]) -> Iterator[tuple[int, int]]:
    for start in range(len(tokens.words)):
        size = sayings.size_at(tokens, start)
        if size and not any(i in taken for i in range(start, start + size)):
            yield start, start + size
