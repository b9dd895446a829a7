"""What a message does not tell anybody outside: addresses, codes, figures, amounts, names. Hidden for good, or put back later.

Whoever only sorts messages gets a mark in the place of each. Whoever translates gets numbered places, and each comes back to
the letter or the translation is none.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from bot.language.amounts import amounts_in
from bot.language.entities import Bare, Entities, entities_in, without_codes
from bot.language.self_naming import names_said_in
from bot.language.tokens import folded, is_character

HIDDEN = "***"
"""What stands where something was."""

_PASSES = 8  # what is hidden may bring something else to light; by then there is nothing left, or something is odd
_LEAST_NAME = 3  # letters of a name that can be told from a word; where a letter is a word, two are a name
_NAME_WITH_ENDING = 4  # letters from which on a name is also known with another ending: Анна and Анне, Maria and Marias
_VOWELS = frozenset("aeiouyаеиоуыэюяіїєйь")  # which give way to an ending
_LATIN = r"A-Za-zÀ-ɏ"
_WORD = rf"[{_LATIN}\d_]"
# Letters of other scripts may stand against an address or a code without a blank, and are left where they are. Each pattern
# begins where a run of its letters does and never gives one back, so that a long message takes no longer than its length.
_ADDRESS = re.compile(rf"(?<![{_LATIN}\d_.%+'-])[{_LATIN}\d_.%+'-]++[@＠][A-Za-z\d.-]+")
_PATTERNS = (
    re.compile(r"(?<![\w.%+'-])[\w.%+'-]*+[@＠][\w.-]*"),  # an address in another script, or somebody's name at a chat
    re.compile(r"(?:[a-z][a-z\d+.-]{0,11}://|www\.)[^\s，。、！？）】》」]+", re.IGNORECASE),
    re.compile(r"(?<![a-z\d.-])(?:[a-z\d-]++\.){1,9}[a-z]{2,24}/[^\s，。、！？）】》」]*", re.IGNORECASE),
    re.compile(r"(?<![A-Za-z\d])[A-Z]{2}(?:-[A-Z]{4}){2,}(?![A-Za-z\d])"),  # a code of ours that has no figure in it
    # Whatever has a figure in it, with all that a dash, a slash or a point makes one thing with it; and figures in groups.
    re.compile(
        rf"(?<!{_WORD})[#№+]?(?:{_WORD}++[-‐-―−/]){{0,6}}[{_LATIN}_]*\d{_WORD}*+"
        rf"(?:[-‐-―−/]{_WORD}++|[.,:'’٫٬]\d{_WORD}*+|[ \u00a0\u202f]\d++(?!{_WORD}))*"
    ),
)
_PLACE = re.compile(r"[\[［【]\s*(\d{1,4})\s*[\]］】]")

Span = tuple[int, int]


def masked(text: str, language: str, names: Iterable[str] = ()) -> str:
    """The text with a mark in the place of everything that can be copied out of it, of these names, and of those by which
    somebody says in it who they are.

    No figure is left, and nothing that `entities_in` finds; "" where that cannot be made sure. It is meant to be read by a
    program: its spelling is made plain.
    """
    known = tuple(_names_in(names))
    for _ in range(_PASSES):
        text = without_codes(text)
        found = [*_spans(text, language, known), *names_said_in(text, language)]
        text = _replaced(text, _joined(found), lambda _: HIDDEN)
        if not _tells(text, language):
            return " ".join(text.split())
    return ""


@dataclass(frozen=True, slots=True)
class Apart:
    """A text with numbered places, and what stood in each of them, in their order from 1."""

    text: str
    taken: tuple[str, ...]

    def put_back(self, translated: str) -> str | None:
        """The translation with everything in its place, to the letter; None if a place is lost, new or there twice."""
        places = sorted(int(number) for number in _PLACE.findall(translated))
        if places != list(range(1, len(self.taken) + 1)):
            return None
        return _PLACE.sub(lambda place: self.taken[int(place[1]) - 1], translated)


def set_apart(text: str, language: str) -> Apart:
    """The text as a translator may have it: numbered places for addresses, codes, figures and amounts."""
    spans = _spans(text, language, ())
    numbers = iter(range(1, len(spans) + 1))
    return Apart(_replaced(text, spans, lambda _: f"[{next(numbers)}]"), tuple(text[start:end] for start, end in spans))


def _tells(text: str, language: str) -> bool:
    return any(entities_in(text, language, bare) != Entities() for bare in Bare)


def _spans(text: str, language: str, names: tuple[str, ...]) -> list[Span]:
    """Where the text holds what is to be hidden, in its order; what overlaps is one."""
    found = [match.span() for match in _ADDRESS.finditer(text)]
    left = _replaced(text, found, lambda address: " " * len(address))
    found += [match.span() for pattern in _PATTERNS for match in pattern.finditer(left)]
    found += [span for _, span in amounts_in(_letter_by_letter(text), language)]
    return _joined([*found, *_of_names(text, names)])


def _joined(found: Iterable[Span]) -> list[Span]:
    """The places in their order; what overlaps is one."""
    spans: list[Span] = []
    for start, end in sorted(found):
        if spans and start < spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        elif start < end:
            spans.append((start, end))
    return spans


def _replaced(text: str, spans: list[Span], by: Callable[[str], str]) -> str:
    parts, after = [], 0
    for start, end in spans:
        parts += [text[after:start], by(text[start:end])]
        after = end
    return "".join((*parts, text[after:]))


def _letter_by_letter(text: str) -> str:
    """The text in plain forms where one letter is one letter, so that every place in it is the same."""
    plain = (unicodedata.normalize("NFKC", letter) for letter in text)
    return "".join(new if len(new) == 1 else old for new, old in zip(plain, text, strict=True))


def _names_in(names: Iterable[str]) -> Iterator[str]:
    """The names a person may sign with, as they are compared; what is too short to be told from a word is left out."""
    for name in names:
        for part in re.split(r"[\s.,;()&/-]+", folded(name)):
            if part and len(part) >= (2 if is_character(part) else _LEAST_NAME) and part[0].isalpha():
                yield part


def _of_names(text: str, names: tuple[str, ...]) -> Iterator[Span]:
    """Where a name stands, whatever its accents and capitals; also with an ending, as many languages give it."""
    if not names:
        return
    letters = [(letter, place) for place, one in enumerate(text) for letter in folded(one)]
    plain = "".join(letter for letter, _ in letters)
    for name in names:
        for match in re.finditer(_as_said(name), plain):
            yield letters[match.start()][1], letters[match.end() - 1][1] + 1


def _as_said(name: str) -> str:
    if is_character(name):
        return re.escape(name)
    stem, ending = name, ""
    if len(name) >= _NAME_WITH_ENDING:  # a shorter one would be found in too many words
        stem, ending = name[:-1] if name[-1] in _VOWELS else name, r"[^\W\d_]{0,3}"
    return rf"(?<![^\W\d_]){re.escape(stem)}{ending}(?![^\W\d_])"
