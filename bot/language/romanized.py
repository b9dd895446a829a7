"""Words of languages with letters of their own, as people type them in Latin ones: "gde posylka", "feen el order".

Each has three sources: `locales/<language>/chat.txt`, the examples that were written in Latin letters, and, where every
letter has Latin ones, the most frequent words of the language.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import islice

from bot.language.catalogue import locales_folder
from bot.language.chat_words import chat_words
from bot.language.examples import read_examples
from bot.language.frequent import frequent_words, real_words
from bot.language.owner_files import FileError

ROMANIZED = ("ar", "hi", "ru", "uk")
"""The languages that are often written so."""

_LISTED = 2  # what a word of the list counts, where one in an example counts once
_TRANSCRIBED = 0.6  # the share of transcribed words, where there are any
_MOST_TRANSCRIBED = 1_000

# The habits people have, with the letters by which they differ.
_HABITS = {
    "ru": (
        {"я": "ya", "ю": "yu", "ё": "e", "х": "h", "ж": "zh", "ц": "ts", "щ": "sch", "ы": "y", "й": "y"},
        {"я": "ia", "ю": "iu", "ё": "yo", "х": "kh", "ж": "j", "ц": "c", "щ": "sh", "ы": "i", "й": "i"},
        {"я": "ja", "ю": "ju", "ё": "e", "х": "x", "ж": "zh", "ц": "c", "щ": "shch", "ы": "y", "й": "j"},
    ),
    "uk": (
        {"я": "ia", "ю": "iu", "є": "ie", "ї": "i", "й": "i", "г": "h", "и": "y", "х": "kh", "ж": "zh", "ц": "ts", "щ": "shch"},
        {"я": "ya", "ю": "yu", "є": "ye", "ї": "yi", "й": "y", "г": "g", "и": "y", "х": "h", "ж": "zh", "ц": "c", "щ": "sch"},
        {"я": "ja", "ю": "ju", "є": "je", "ї": "ji", "й": "j", "г": "h", "и": "y", "х": "x", "ж": "j", "ц": "ts", "щ": "sh"},
    ),
}
_ALIKE = {
    **dict(zip("абвгдезиклмнопрстуфэі", "abvgdeziklmnoprstufei", strict=True)),
    **{"ч": "ch", "ш": "sh", "ґ": "g", "ъ": "", "ь": ""},
}

_WORD = re.compile(r"(?<![\w@/#.+-])(?=[a-z0-9']*[a-z])[a-z2356789']+(?![\w@])")
_DIGITS_FOR_LETTERS = re.compile(r"(?=.{5})[2357]?(?:[a-z']+[2356789])*[a-z']+")

_OTHER_LETTERS = re.compile("[\u0400-\u04ff\u0600-\u06ff\u0900-\u097f]")


@cache
def romanized_words(language: str) -> Mapping[str, float]:
    """The words of a language as they are typed in Latin letters, each with its share; none of most languages."""
    if language not in ROMANIZED:
        return {}
    listed = chat_words(language)
    counts = Counter(word for word in _exemplary(language) if word in listed or word not in real_words("en"))
    for word in listed:
        counts[word] += _LISTED
    written = _shares(counts)
    transcribed = _shares(_transcribed(language))
    part = _TRANSCRIBED if transcribed else 0.0
    return {word: (1 - part) * written.get(word, 0.0) + part * transcribed.get(word, 0.0) for word in {**written, **transcribed}}


def with_digits_for_letters(written: str) -> bool:
    """Whether this is a word in which digits stand for Arabic letters that Latin has not (7aga, ba3d), and no code or measure."""
    word = written.strip("!?.,;:()\"'")
    return word.lower() in romanized_words("ar") or _DIGITS_FOR_LETTERS.fullmatch(word) is not None


def _shares(counts: Mapping[str, float]) -> Mapping[str, float]:
    whole = sum(counts.values())
    return {word: count / whole for word, count in counts.items()}


def _exemplary(language: str) -> Iterator[str]:
    path = locales_folder() / language / "examples.jsonl"
    try:
        examples = read_examples(path) if path.exists() else ()
    except FileError:  # what is wrong with them is said where causes are learned from them
        return
    for example in examples:
        if not _OTHER_LETTERS.search(example.text):
            yield from _WORD.findall(example.text.lower())


def _transcribed(language: str) -> Mapping[str, float]:
    counts: dict[str, float] = {}
    for habit in _HABITS.get(language, ()):
        letters = str.maketrans(_ALIKE | habit)
        for word, share in islice(frequent_words(language), _MOST_TRANSCRIBED):
            typed = word.translate(letters)
            counts[typed] = counts.get(typed, 0.0) + share
    return counts
