"""A message in words: without capitals, accents and width, and with the pauses between its clauses.

Where a script parts words by blanks, a word is what stands between them. Chinese characters, hiragana and Thai letters are words
of one letter each, so nothing has to be cut into words; katakana, Hangul and the others stay together.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_MOST_TOKENS = 400
_HAN, _HIRAGANA, _KATAKANA, _THAI = "\u3400-\u9fff\uf900-\ufaff", "\u3041-\u3096", "\u30a1-\u30fa\u30fc-\u30fe", "\u0e01-\u0e4e"
# Vowels and the like that are written on a letter and are a part of its word, though they are no letters themselves.
_ON_A_LETTER = "\u0300-\u036f\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0962\u0963\u200c\u200d"
_ON_THAI = "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
_TOKEN = re.compile(
    rf"(?P<character>[{_HAN}]々*|[{_HIRAGANA}]ー*|[{_THAI}][{_ON_THAI}]*)|(?P<katakana>[{_KATAKANA}]+)"
    rf"|(?P<word>[^\W\d_{_HAN}{_HIRAGANA}{_KATAKANA}{_THAI}](?:[^\W\d_{_HAN}{_HIRAGANA}{_KATAKANA}{_THAI}]|[{_ON_A_LETTER}])*)"
    r"|(?P<number>\d+(?:[.,:]\d+)*)"
    r"|(?P<sign>[%$€£¥\u2600-\u27bf\u2b00-\u2bff\U0001f100-\U0001f2ff\U0001f300-\U0001faff]|>>)"
    r"|(?P<pause>[,;:、，；：،؛…()\"“”„«»「」『』【】・~〜*/|–—-]"
    # Chinese and Japanese put no blank between words, so whoever types one there means a comma.
    rf"|(?<=[{_HAN}{_HIRAGANA}{_KATAKANA}])[ \u3000]+(?=[{_HAN}{_HIRAGANA}{_KATAKANA}]))|(?P<stop>[.!?\n。！？؟।]+)"
)
_CHARACTER = re.compile(f"[{_HAN}{_HIRAGANA}{_THAI}]")
_HIRAGANA_ALONE = re.compile(f"[{_HIRAGANA}]ー*")
# Accents are left out by people who chat, vowel points are seldom written. Other marks make another letter: か and が, ใช่ and ใช้.
_LEFT_OUT = re.compile("[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u093c\u200b\u200e\u200f\u2060\ufeff\u00ad]")
_PLAIN = str.maketrans(
    {"’": "", "‘": "", "´": "", "`": "", "'": "", "ʼ": "", "¿": " ", "¡": " ", "đ": "d", "ł": "l", "ı": "i", "ø": "o", "ـ": ""}
)


@dataclass(frozen=True, slots=True)
class Tokens:
    """A message in words; `clauses` and `sentences` number where each word stands."""

    words: tuple[str, ...]
    clauses: tuple[int, ...]
    sentences: tuple[int, ...]

    def whole_clause(self, start: int, end: int) -> bool:
        """Whether these words are all there is between two pauses."""
        before = start == 0 or self.clauses[start - 1] != self.clauses[start]
        after = end == len(self.words) or self.clauses[end] != self.clauses[end - 1]
        return before and after and self.clauses[start] == self.clauses[end - 1]

    def length(self) -> float:
        """How much was said, in words as they are between blanks elsewhere: a word of one letter is half of such a one."""
        return sum(0.5 if is_character(word) else 1.0 for word in self.words)


def well_formed(text: str) -> str:
    """The text with the two halves of a character put together, and a mark where there is only one: a text that can be kept."""
    return text if text.isascii() else text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def folded(text: str) -> str:
    """The text without capitals, accents, apostrophes and width."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    if not plain.isascii():
        plain = unicodedata.normalize("NFC", _LEFT_OUT.sub("", unicodedata.normalize("NFD", plain)))
    return plain.translate(_PLAIN)


folded_message = lru_cache(maxsize=64)(folded)
"""The same of a message, which is asked for at every turn."""


@lru_cache(maxsize=64)  # the same message is read with the words of several languages, and for several ends
def tokens_of(text: str) -> Tokens:
    """The words of a message, at most the first four hundred."""
    words: list[str] = []
    clauses: list[int] = []
    sentences: list[int] = []
    clause = sentence = 0
    for match in _TOKEN.finditer(folded_message(text)):
        kind = match.lastgroup
        if kind == "pause" or kind == "stop":
            clause += 1
            sentence += kind == "stop"
            continue
        words.append(match[0])
        clauses.append(clause)
        sentences.append(sentence)
        if len(words) == _MOST_TOKENS:
            break
    return Tokens(tuple(words), tuple(clauses), tuple(sentences))


def words_as_typed(text: str) -> tuple[str, ...]:
    """The same words with their accents, where those leave them whole."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    spoken = (match for match in _TOKEN.finditer(plain) if not (match["pause"] or match["stop"]))
    return tuple(match[0] for match, _ in zip(spoken, range(_MOST_TOKENS), strict=False))


def is_character(text: str) -> bool:
    """Whether a text begins with a letter that is a word of its own."""
    return _CHARACTER.match(text) is not None


def is_hiragana(word: str) -> bool:
    """Whether a word is one letter of hiragana: such a one is found in every sentence and means little by itself."""
    return _HIRAGANA_ALONE.fullmatch(word) is not None
