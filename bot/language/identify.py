"""Telling a buyer's language from short chat: the message, the conversation so far, and what their app says of itself.

An explicit choice stands above all. The language spoken changes only on clear evidence: an order number, an "ok" or the name
of a product changes nothing, and a real change is followed by the second message at the latest.
"""

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from bot.language.catalogue import nearest
from bot.language.chinese import is_japanese, may_be_japanese
from bot.language.evidence import ENOUGH, HAN, LANGUAGES, Scores, weigh, words_of
from bot.language.sentence_words import is_sentence

CLEAR = 0.6
"""The belief from which a conversation changes its language."""
FIRST = 0.4
"""The belief from which the first message decides: there is nothing to lose yet."""

_PERHAPS = 0.25
"""The belief from which another language is offered, as long as it is not the one that is spoken."""

_JAPANESE_WORD = 3.0  # how much likelier Japanese is by one of them
_APP, _ENGLISH, _SPREAD = 0.75, 0.10, 0.15
_REMEMBERED = 0.9
_LITTLE = 0.25  # how far a few words are trusted against a conversation: it takes two such messages to change its language
_HARDLY = 0.1  # how far what looks like a name is
_MOSTLY = 0.85  # how far one or two words are, where the app says something else, and nothing was spoken yet
_PAIR = 2
_CAPITAL_INSIDE = re.compile(r"\S [A-Z][a-z]")  # "Lord of the Rings", but neither "Where is it" nor "HOLA"


@dataclass(frozen=True, slots=True)
class Heard:
    """The language to speak, and how likely each language is to be the buyer's: to be handed back with the next message."""

    language: str
    belief: Mapping[str, float]


def hear_language(
    text: str,
    *,
    current: str,
    chosen: bool,
    belief: Mapping[str, float],
    app_language: str,
    spoken: tuple[str, ...],
    default: str,
    free: bool = True,
    articles: tuple[str, ...] = (),
) -> Heard:
    """The language to answer in, one of `spoken`, and what is believed after this message. Never raises for any text.

    `current` is what was spoken so far ("" before the first message), `chosen` whether the buyer asked for it,
    `belief` what the last message left, `app_language` the BCP 47 tag of the buyer's app, often wrong.
    A language that cannot be spoken is answered in the `default` one. Where buyers are not `free` to say anything, names
    are expected; the `articles` of their order are in the seller's language, and say nothing of theirs.
    """
    app = _prior_of(app_language)
    prior = _remembered(belief, app) if belief else app
    said = words_of(_without(text, articles))
    scores, words = weigh(said)
    likeliest = max(scores, key=lambda language: scores[language], default="")
    if likeliest in HAN:
        scores = _in_kanji(scores, "".join(said), prior)
    if not current:
        trust = _MOSTLY if app_language and words <= _PAIR else 1.0
    elif is_sentence(said, likeliest):
        trust = _LITTLE if words < ENOUGH else 1.0
    else:
        trust = _trust_in_a_name(text) if free else 0.0
    after = _posterior(scores, prior, trust) if words else prior
    likeliest = max(LANGUAGES, key=after.__getitem__)
    kept = {language: round(after[language], 6) for language in LANGUAGES} if words else dict(belief)
    if chosen and current:
        return Heard(current, kept)
    if words and after[likeliest] >= (CLEAR if current else FIRST):
        return Heard(_to_speak(likeliest, spoken, default), kept)
    return Heard(current or nearest(app_language, spoken) or default, kept)


def perhaps(heard: Heard, before: Mapping[str, float], spoken: tuple[str, ...]) -> str:
    """The language that a buyer may well be writing in, while another is spoken; "" if there is none, or it was so `before`."""
    others = [language for language in spoken if language != heard.language]
    likeliest = max(others, key=lambda language: heard.belief.get(language, 0.0), default="")
    is_new = before.get(likeliest, 0.0) < _PERHAPS <= heard.belief.get(likeliest, 0.0)
    return likeliest if is_new else ""


def _without(text: str, articles: Iterable[str]) -> str:
    for article in articles:
        text = re.sub(re.escape(article), " ", text, flags=re.IGNORECASE)
    return text


def _trust_in_a_name(text: str) -> float:
    """How far words are trusted that may be a name: by its capitals it is one."""
    return _HARDLY if _CAPITAL_INSIDE.search(text) else _LITTLE


def _to_speak(language: str, spoken: tuple[str, ...], default: str) -> str:
    """The language itself, else the other script of Chinese, else the shop's."""
    if language in spoken:
        return language
    if language.startswith("zh_"):
        return next((other for other in spoken if other.startswith("zh_")), default)
    return default


def _in_kanji(scores: Scores, letters: str, prior: Mapping[str, float]) -> Scores:
    """Characters alone are no Chinese yet: where app or conversation are Japanese they are Japanese, and where they are not
    Chinese either, a few words tell.
    """
    best = max(scores.values())
    expected = max(LANGUAGES, key=lambda language: prior[language])
    if expected == "ja":
        return scores | {"ja": best} if may_be_japanese(letters) else scores
    return scores | {"ja": best + _JAPANESE_WORD} if expected not in HAN and is_japanese(letters) else scores


@lru_cache(maxsize=64)
def _prior_of(app_language: str) -> Mapping[str, float]:
    """What the app's language alone makes us expect: nothing is impossible, since it is the phone's and not the buyer's."""
    app = nearest(app_language, LANGUAGES)
    spread = _SPREAD if app else _SPREAD + _APP
    prior = dict.fromkeys(LANGUAGES, spread / len(LANGUAGES))
    prior["en"] += _ENGLISH
    if app:
        prior[app] += _APP
    return prior


def _remembered(belief: Mapping[str, float], app: Mapping[str, float]) -> Mapping[str, float]:
    told = {language: max(belief.get(language, 0.0), 0.0) for language in LANGUAGES}
    whole = math.fsum(told.values())
    if not whole > 0 or math.isinf(whole):
        return app
    return {language: _REMEMBERED * told[language] / whole + (1 - _REMEMBERED) * app[language] for language in LANGUAGES}


def _posterior(scores: Scores, prior: Mapping[str, float], trust: float) -> Mapping[str, float]:
    best = max(scores.values())
    weights = {language: math.exp(trust * (scores[language] - best)) * prior[language] for language in LANGUAGES}
    whole = math.fsum(weights.values())
    return {language: weight / whole for language, weight in weights.items()}
