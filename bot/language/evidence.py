"""What the letters of a message say about its language, as log-likelihoods; nothing here knows the conversation.

langdetect samples its n-grams at random and is wrong on chat, so only its profiles and its extractor are used, scored exactly;
the most frequent words of a language, from wordfreq, decide where a few letters cannot. Both are read once, on first use.
"""

import json
import math
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from itertools import chain
from pathlib import Path

from langdetect.detector_factory import PROFILES_DIRECTORY, DetectorFactory
from langdetect.utils.lang_profile import LangProfile
from langdetect.utils.ngram import NGram

from bot.language.chat_words import chat_words
from bot.language.chinese import forms_in
from bot.language.frequent import frequent_words
from bot.language.leanings import Leanings, leanings_at_hand, weights_in
from bot.language.romanized import ROMANIZED, romanized_words, with_digits_for_letters

LATIN = ("en", "es", "pt_BR", "fr", "de", "it", "pl", "nl", "tr", "vi", "id")
CYRILLIC = ("ru", "uk")
HAN = ("zh_Hans", "zh_Hant")
ONE_SCRIPT = ("ar", "he", "ja", "ko", "th", "hi")
LANGUAGES = (*LATIN, *CYRILLIC, *HAN, *ONE_SCRIPT)
"""Every language that can be told apart, whether or not it can be spoken."""

MOST = 500  # characters read: more letters add time, not certainty

ENOUGH = 4
"""The words from which a message is speech, and not perhaps the name of a product."""

_SCORED = LATIN + CYRILLIC
_TOLD_APART = tuple(dict.fromkeys(_SCORED + ROMANIZED))
_REMEMBERED = 8_000  # words
_PROFILE = {"pt_BR": "pt"}  # where langdetect names a language otherwise
_WEIGHTS = {2: 0.5, 3: 1.0}  # of n-grams; single letters say too little
_FLOOR, _WORD_FLOOR, _WORD_WEIGHT = 1e-5, 1e-6, 3.0
_CHAT_SHARE = 3e-4  # of a word that is said in chat, where wordfreq counts what is written elsewhere
_SHARPNESS = 0.25  # n-grams and words overlap, so their joint evidence is tempered
_OTHER_SCRIPT = -15.0
_OTHER_HAN = -6.0
_HAN_AS_JAPANESE = -2.0
_HANT_UNSHOWN = -2.0  # characters both have: far more people write the simplified ones, and the app's language says more
_GREETING, _SHARED = 6.0, 0.5  # a greeting of several languages is that of the first one, if nothing else is known
_ROMANIZED = -2.0  # who writes in Latin letters most often writes a language that has them
_LETTERS = {"ru": frozenset("ыэъё"), "uk": frozenset("іїєґ"), "ar": frozenset("2356789")}  # that others have not
_LETTER = 3.0

# Words that stand alone so often, and are so short, that they decide for themselves, or between the languages that share them.
_GREETINGS = {
    word: {language: _GREETING - place * _SHARED for place, language in enumerate(languages.split())}
    for languages, words in (
        ("en", "hiya thanks thx yes please plz pls eh ye"),
        ("es", "hola gracias buenas sí vale"),
        ("pt_BR", "oi olá obrigado obrigada sim"),
        ("fr", "salut bonjour oui bonsoir dac nan"),
        ("fr tr", "merci"),
        ("de", "danke moin guten servus"),
        ("de nl", "hallo ja"),
        ("it", "ciao grazie salve buongiorno"),
        ("pl", "cześć czesc dzięki dzieki tak"),
        ("id pl de", "halo"),
        ("nl", "hoi bedankt dank"),
        ("tr", "merhaba selam teşekkürler tesekkurler evet"),
        ("vi", "chào chao"),
        ("id", "terima makasih"),
        ("ar", "marhaba mar7aba ahlan shukran shokran choukran"),
        ("id nl", "hai"),
        ("hi", "namaste namaskar shukriya dhanyavad dhanyawad"),
        ("ru", "privet spasibo zdravstvuyte zdravstvuite привет спасибо"),
        ("uk", "привіт дякую вітаю"),
    )
    for word in words.split()
}  # fmt: skip

# Said everywhere, so they say nothing.
_EVERYWHERE = frozenset(
    {"ok", "okay", "okey", "oki", "k", "hm", "hmm", "lol", "haha", "hahaha", "wow", "no", "ha", "ah", "oh", "x"}
)

_MARKED = re.compile(r"[/@#]|www\.")  # no message without one of these holds what is no word
_NO_WORDS = re.compile(r"https?://\S+|www\.\S+|\S+@\S+|[@/#][A-Za-z0-9_]+")
_WITH_DIGITS = re.compile(r"[!-~]*\d[!-~]*")
_DIGITS = re.compile(r"\d+")
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")

_SCRIPTS = (
    ("HIRAGANA", "kana"), ("KATAKANA", "kana"), ("CJK UNIFIED", "han"), ("HANGUL", "hangul"), ("THAI", "thai"),
    ("HEBREW", "hebrew"), ("DEVANAGARI", "devanagari"), ("ARABIC", "arabic"), ("CYRILLIC", "cyrillic"), ("LATIN", "latin"),
)  # fmt: skip
_ALONE = {"kana": "ja", "hangul": "ko", "thai": "th", "hebrew": "he", "devanagari": "hi", "arabic": "ar"}

Scores = dict[str, float]


def words_of(text: str) -> list[str]:
    """The words that can tell a language: no addresses, names with an @, commands, numbers or codes, and no "ok"."""
    told = text[:MOST]
    if _MARKED.search(told):
        told = _NO_WORDS.sub(" ", told)
    if _DIGITS.search(told):
        told = _WITH_DIGITS.sub(_without_codes, told)
    told = told.lower().replace("’", "'")
    return [word for word in _WORD.findall(told) if word not in _EVERYWHERE]


def _without_codes(found: re.Match[str]) -> str:
    return found[0] if with_digits_for_letters(found[0]) else " "


def weigh(words: list[str]) -> tuple[Scores, int]:
    """The log-likelihood of every language, and how many words it rests on; no words, no evidence.

    Another script than the Latin one is worth enough words at once: nobody types it by accident.
    """
    script = _script_of("".join(words))
    if not script:
        return {}, 0
    if script == "latin":
        scores = _scored(words, LATIN + ROMANIZED)
        return _gated(LATIN, scores | {language: scores[language] + _ROMANIZED for language in ROMANIZED}), len(words)
    if script == "cyrillic":
        own = [word for word in words if not word.isascii()]  # beside them stand the names of products
        return _gated(CYRILLIC, _scored(own, CYRILLIC)), max(len(words), ENOUGH)
    if script == "han":
        return _gated((*HAN, "ja"), _han("".join(words))), ENOUGH
    return _gated((), {_ALONE[script]: 0.0}), ENOUGH


def expect(words: Iterable[str]) -> None:
    """Look up words of a language that will be said, beside words with accents and without: then they cost next to nothing."""
    for word in words:
        if _script_of(word) in {"latin", "cyrillic"}:
            for plain in {word.isascii(), False}:
                _said_by(word, plain)


def _gated(inside: tuple[str, ...], scores: Scores) -> Scores:
    """Scores for all languages: those of another script are far behind, but never out of the question."""
    best = max(scores.values())
    told = {
        language: score - best if language in inside else max(score - best, _OTHER_SCRIPT) for language, score in scores.items()
    }
    return {language: told.get(language, _OTHER_SCRIPT) for language in LANGUAGES if language in told or language not in inside}


@cache
def _script_of_letter(letter: str) -> str:
    name = unicodedata.name(letter, "")
    return next((script for start, script in _SCRIPTS if name.startswith(start)), "")


def _script_of(letters: str) -> str:
    """The script that counts: product names are Latin, so two letters of any other script (one of Chinese) outweigh them."""
    count: dict[str, int] = {}
    for letter in letters:
        script = _script_of_letter(letter)
        count[script] = count.get(script, 0) + (3 if script in {"han", "kana"} else 1)
    count.pop("", None)
    if "kana" in count:
        return "kana"
    enough = 2 if "latin" in count else 1
    others = {script: n for script, n in count.items() if script != "latin" and n >= enough}
    if others:
        return max(others, key=lambda script: others[script])
    return "latin" if "latin" in count else ""


def _han(letters: str) -> Scores:
    """Simplified or traditional, by the characters only one of them has; a Japanese message without kana is possible."""
    hans, hant, only_japanese = forms_in(letters)
    japanese = only_japanese > hant and not hans
    return {
        "zh_Hans": _OTHER_HAN if hant > hans or japanese else 0.0,
        "zh_Hant": _OTHER_HAN if hans > hant or japanese else 0.0 if hant else _HANT_UNSHOWN,
        "ja": 0.0 if japanese else _OTHER_HAN if hans or hant else _HAN_AS_JAPANESE,
    }


def _scored(words: list[str], among: tuple[str, ...]) -> Scores:
    text = unicodedata.normalize("NFC", " ".join(words))
    plain = text.isascii()  # people who chat leave accents out, so text without any is held against tables without any
    weights = weights_in(sum([_said_by(word, plain) for word in words]), _TOLD_APART)
    scores = {language: _SHARPNESS * weights[language] for language in among}
    for language, letters in _LETTERS.items():
        if language in scores and not letters.isdisjoint(text):
            scores[language] += _LETTER
    if len(words) == 1:
        best = max(scores.values())
        scores |= {language: best + worth for language, worth in _GREETINGS.get(words[0], {}).items() if language in scores}
    return scores


@lru_cache(maxsize=_REMEMBERED)
def _said_by(word: str, plain: bool) -> int:
    """How a word leans to the languages of `_TOLD_APART`; looked up once, as most words are said again."""
    leanings = _grams(plain)
    grams = _ngrams(_profiled(unicodedata.normalize("NFC", word)).split())
    return sum([leanings.get(gram, 0) for gram in grams]) + _frequent(plain).of(word)


def _profiled(word: str) -> str:
    """A word as langdetect's own extractor reads it: what is no letter is a gap."""
    return "".join(map(_profiled_letter, word))


@cache
def _profiled_letter(letter: str) -> str:
    return str(NGram.normalize(letter))


def _ngrams(parts: Iterable[str]) -> list[str]:
    """The two- and three-letter sequences of parts of words, their edges among them."""
    edged = [f" {part} " for part in parts]
    return [one[start : start + size] for one in edged for size in _WEIGHTS for start in range(len(one) - size + 1)]


def _without_accents(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text.replace("ß", "ss").replace("ł", "l").replace("đ", "d").replace("ı", "i"))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def _logs(shares: Iterable[tuple[str, str, float]], floor: float, plain: bool) -> dict[str, dict[str, float]]:
    """Of (gram or word, language, share): how far each stands above the floor, so that what is unknown weighs nothing.

    A plain table is as it would be had nobody written an accent.
    """
    sums: dict[str, dict[str, float]] = {}
    for key, language, share in shares:
        row = sums.setdefault(_without_accents(key) if plain else key, {})
        row[language] = row.get(language, 0.0) + share
    for row in sums.values():
        row.update({language: math.log1p(share / floor) for language, share in row.items()})
    return sums


@cache
def _grams(plain: bool) -> Mapping[str, int]:
    told = _logs(chain(_profiled_grams(), _grams_of_words(plain)), _FLOOR, plain)
    for gram, row in told.items():
        row.update({language: _WEIGHTS.get(len(gram), 0.0) * above for language, above in row.items()})
    return leanings_at_hand(told, _TOLD_APART)


def _profiled_grams() -> Iterator[tuple[str, str, float]]:
    """The shares of all n-grams by langdetect's profiles: one profile at a time, as together they take ten times the memory."""
    for language in _SCORED:
        path = Path(PROFILES_DIRECTORY, _PROFILE.get(language, language))
        factory = DetectorFactory()
        factory.add_profile(LangProfile(**json.loads(path.read_text("utf-8"))), 0, 1)
        for gram, (share,) in factory.word_lang_prob_map.items():
            if len(gram) in _WEIGHTS:
                yield gram, language, share


@cache
def _frequent(plain: bool) -> Leanings:
    latin = ((language, frequent_words(language)) for language in LATIN)
    said = ((language, [(word, _CHAT_SHARE) for word in sorted(chat_words(language))]) for language in LATIN)
    lists = chain(latin, said, _lists_beside_latin(plain))
    shares = ((word, language, share) for language, words in lists for word, share in words)
    told = _logs(shares, _WORD_FLOOR, plain)
    for row in told.values():
        row.update({language: _WORD_WEIGHT * above for language, above in row.items()})
    return Leanings(told, _TOLD_APART)


def _lists_beside_latin(plain: bool) -> Iterator[tuple[str, Iterable[tuple[str, float]]]]:
    """The words of each language with other letters: as typed in Latin ones for the plain tables, as they are for the others."""
    if plain:
        return ((language, romanized_words(language).items()) for language in ROMANIZED)
    return ((language, frequent_words(language)) for language in CYRILLIC)


def _grams_of_words(plain: bool) -> Iterator[tuple[str, str, float]]:
    """The two- and three-letter sequences of words, where langdetect's profile of a language is poor, or there is none."""
    for language, words in _lists_beside_latin(plain):
        sums: dict[str, float] = {}
        for word, share in words:
            for gram in _ngrams(_DIGITS.split(word)):
                sums[gram] = sums.get(gram, 0.0) + share
        for size in _WEIGHTS:
            whole = math.fsum(share for gram, share in sums.items() if len(gram) == size)
            yield from ((gram, language, share / whole) for gram, share in sums.items() if len(gram) == size)
