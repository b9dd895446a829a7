"""Tones: "đúng" agrees, "đừng" forbids. Who writes them means them; who leaves them out, as most do, is read without."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Generic, TypeVar

from bot.language.tokens import folded, words_as_typed

TONAL = frozenset({"vi"})
"""The languages in which many words differ by their tone alone. Elsewhere accents are left out, or put wrongly, without harm."""

_TONE = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_WORD = re.compile(r"[^\W\d]+")

Stands = TypeVar("Stands")


class Tones(Generic[Stands]):
    """With which tones the words of some phrases are written, by what they stand for."""

    def __init__(self, written: Mapping[Stands, Iterable[str]]) -> None:
        self._tones: dict[tuple[Stands, str], set[str]] = {}
        for stands, texts in written.items():
            for text in texts:
                for word in _WORD.findall(text.replace("_", " ")):
                    self._tones.setdefault((stands, folded(word)), set()).add(_tone_of(word))

    def agree(self, stands: Stands, word: str, typed: str) -> bool:
        """Whether a word of the message, `typed` so, can be this one of a phrase: it can if it has no tone, or the same."""
        tone = _tone_of(typed)
        return not tone or tone in self._tones.get((stands, word), {tone})


def typed_in(text: str, words: int) -> tuple[str, ...] | None:
    """The words of a message as they were typed, if there are as many as were read."""
    typed = words_as_typed(text)
    return typed if len(typed) == words else None


def _tone_of(word: str) -> str:
    return "".join(_TONE.findall(unicodedata.normalize("NFD", word)))
