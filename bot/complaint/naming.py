"""Which of several things somebody means: by words that only its name has, or by the kind of goods that only it is."""

from collections.abc import Sequence
from itertools import pairwise

from bot.language.goods import SELLERS_SPEAK, book_of, goods_in
from bot.language.lexicon import lexicon_of
from bot.language.tokens import Tokens, is_character, tokens_of
from bot.language.told import told_in
from bot.language.turns import Sayings
from bot.language.words import Sign

_LEAST, _LEAST_IN_REPLY = 4, 2
"""So many letters must be shared, in one word or in several; who was asked which it is needs fewer: "the red ones", 红色的."""
_SHORTEST = 3
"""Letters of the shortest word that counts: "of" and "a" stand in many a name, and single out nothing."""
_ENDING = 2
"""Letters by which a word may differ at its end: "shoe" and "shoes"."""

_TAKEN_AWAY = 2  # how many words before a name a "not" says that it is another
_BESIDE = 2.0  # words, as long as those between blanks, that may stand around names in a row: "the lamp and my cable, please"
_FASTENED = 0.5  # and behind one of them: 鞋子和线

Places = dict[int, set[int]]  # where in a message each is named, by its position


def singled_out(text: str, names: Sequence[str], language: str = "") -> int | None:
    """The position of the one that the text names as no other; None where it is none, or several.

    With the `language` of the text it may be named by its kind: 時計 is a "Fit Watch" where nothing else is one.
    """
    meant = list(_named(tokens_of(text), names, language, _LEAST))
    return meant[0] if len(meant) == 1 else None


def named_in(text: str, names: Sequence[str], language: str) -> tuple[int, ...]:
    """The positions of those that a reply to "which of these?" names: one, or several in a row ("the lamp and the cable").

    In doubt none: "not the cable" and "all but the cable" name nothing, nor does what is told of each of two.
    """
    tokens = tokens_of(text)
    book = book_of(language)
    joining, excepting = (book.joining, book.excepting) if book else (Sayings(), Sayings())
    if any(excepting.size_at(tokens, place) for place in range(len(tokens.words))):
        return ()
    named = _not_put_aside(_named(tokens, names, language, _LEAST_IN_REPLY), text, language, joining)
    if len(named) > 1 and not _in_a_row(named, tokens, joining):
        return ()
    return tuple(sorted(named))


def _named(tokens: Tokens, names: Sequence[str], language: str, least: int) -> Places:
    """Where each is named by what no other has."""
    titles = [tokens_of(name) for name in names]
    own_words = _only_of_one([set(filter(_counts, title.words)) for title in titles])
    places: Places = {}
    for position, mine in enumerate(own_words):
        said = {one: [i for i, word in enumerate(tokens.words) if _same(one, word)] for one in mine}
        if sum(len(one) for one, spots in said.items() if spots) >= least:
            places[position] = {i for spots in said.values() for i in spots}
    goods = goods_in(tokens, language)
    if goods:
        own_kinds = _only_of_one([_kinds(title, language) for title in titles])
        for position, kinds in enumerate(own_kinds):
            for one in goods:
                if one.meaning in kinds:
                    places.setdefault(position, set()).update(range(one.start, one.end))
    return places


def _kinds(title: Tokens, language: str) -> set[str]:
    return {one.meaning for spoken in {*SELLERS_SPEAK, language} for one in goods_in(title, spoken)}


def _only_of_one(of_each: Sequence[set[str]]) -> list[set[str]]:
    """Of each what none of the others has."""
    return [mine.difference(*of_each[:i], *of_each[i + 1 :]) for i, mine in enumerate(of_each)]


def _counts(word: str) -> bool:
    return len(word) >= _SHORTEST or is_character(word)


def _same(word: str, said: str) -> bool:
    """Whether it is the same word, be it with another ending."""
    short, long = sorted((word, said), key=len)
    return word == said or (len(short) >= _LEAST and long.startswith(short) and len(long) - len(short) <= _ENDING)


def _not_put_aside(named: Places, text: str, language: str, joining: Sayings) -> Places:
    """Without those behind a "not", or in their clause a "but" that is no mere "and": what is left is meant."""
    known = lexicon_of(language)
    if known is None or not named:
        return named
    told = told_in(text, known)
    tokens, words = told.tokens, told.words
    buts = [one for one in told.meanings if one.meaning.what is Sign.BUT and not joining.size_at(tokens, one.start)]

    def put_aside(start: int) -> bool:
        before = range(start - _TAKEN_AWAY, start)
        led_by_but = any(one.start < start and tokens.clauses[one.start] == tokens.clauses[start] for one in buts)
        return led_by_but or known.negations.before_in(tokens, words, start, before)

    return {position: places for position, places in named.items() if not put_aside(min(places))}


def _in_a_row(named: Places, tokens: Tokens, joining: Sayings) -> bool:
    """Whether next to nothing is said but the names, one after the other."""
    spans = sorted((min(places), max(places) + 1) for places in named.values())
    first, last = spans[0][0], spans[-1][1]
    around = _length(tokens, range(first)) <= _BESIDE and _length(tokens, range(last, len(tokens.words))) <= _BESIDE
    return around and all(_joined(tokens, end, start, joining) for (_, end), (start, _) in pairwise(spans))


def _joined(tokens: Tokens, end: int, start: int, joining: Sayings) -> bool:
    """Whether one name leads to the next: by an "and" or a pause, with no more behind it than "the" or "my other"."""
    for place in range(end, start):
        size = joining.size_at(tokens, place)
        if size or tokens.clauses[place] != tokens.clauses[end - 1]:
            return _length(tokens, range(end, place)) <= _FASTENED and _length(tokens, range(place + size, start)) <= _BESIDE
    return end <= start and _length(tokens, range(end, start)) <= _FASTENED


def _length(tokens: Tokens, places: range) -> float:
    return sum(0.5 if is_character(tokens.words[place]) else 1.0 for place in places)
