"""Finding many phrases in a message at once. A message is never treated as a pattern.

Case, accents, apostrophes, longer and longer letters and single slips in long words make no difference. The phrases of a language
are kept as numbers in arrays, a twentieth of what they take as objects: all languages of a shop are held at the same time.
"""

from array import array
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from operator import itemgetter
from typing import Generic, NamedTuple

from bot.language.paths import Paths
from bot.language.phrases import Choice, Found, Meaning, Part, Phrase
from bot.language.spelling import Spelling, spelled
from bot.language.tokens import Tokens, is_hiragana

_PLACE = itemgetter(0, 1)  # from, and up to
_LITTLE = 2  # letters of hiragana that are a part of many a word: a phrase of no more is only found between other letters

Spot = tuple[int, int]  # where a choice was found: from, and up to, not including
Places = Mapping[int, Sequence[Spot]]  # of each choice, by its number


class _Spots(NamedTuple):
    """One part of a phrase in a message: where any of its choices was found."""

    spots: Sequence[Spot]
    after_gap: bool


class PhraseBook(Generic[Meaning]):
    """Many phrases, found together in one walk over a message.

    `real_words` are words of the language that are never taken for a slip in another one ("changed" is not "charged").
    """

    def __init__(self, phrases: Iterable[Phrase[Meaning]], real_words: Container[str]) -> None:
        listed = tuple(phrases)
        choices = {choice for phrase in listed for part in _parts(phrase) for choice in part.choices}
        words = [word for choice in choices for word in choice]
        self._spelling = Spelling((word for word, _ in words), (word for word, stem in words if stem), real_words)
        self._paths = Paths(map(self._numbers, sorted(choices)))
        number = {choice: self._paths.end_of(self._numbers(choice)) for choice in choices}
        self._meanings = tuple(phrase.meaning for phrase in listed)
        self._starts, self._parts = array("I", [0]), array("I")
        looked_up: defaultdict[int, list[int]] = defaultdict(list)
        for place, phrase in enumerate(listed):
            self._parts.append(phrase.gap << 1 | phrase.whole_clause)
            for run in phrase.runs:
                for i, part in enumerate(run):
                    self._parts.append(len(part.choices) << 2 | part.after_gap << 1 | (i == 0))
                    self._parts.extend(number[choice] for choice in part.choices)
            self._starts.append(len(self._parts))
            for choice in min(_parts(phrase), key=_commonness).choices:
                looked_up[number[choice]].append(place)
        self._rows, self._looked_up = array("I", [0]), array("I")
        for node in range(len(self._paths)):
            self._looked_up.extend(looked_up.get(node, ()))
            self._rows.append(len(self._looked_up))

    def __len__(self) -> int:
        return len(self._meanings)

    def _numbers(self, choice: Choice) -> tuple[int, ...]:
        return tuple(self._spelling.number(word, stem=stem) for word, stem in choice)

    def settle(self, tokens: Tokens, *, slips: bool = True) -> tuple[str, ...]:
        """The words as the book knows them: stretched letters and, unless it must be certain, slips put right, numbers as #."""
        spelling = self._spelling
        return tuple([spelled(word, spelling, slips).word for word in tokens.words])

    def find(self, tokens: Tokens, *, slips: bool = True) -> list[Found[Meaning]]:
        """Every phrase that is there in the words as they are settled, each at its first place, in the order of their places."""
        spelling = self._spelling
        places = self._paths.found_in([spelled(word, spelling, slips).numbers for word in tokens.words])
        starts, rows, looked_up = self._starts, self._rows, self._looked_up
        found: list[Found[Meaning]] = []
        for phrase in sorted({phrase for node in places for phrase in looked_up[rows[node] : rows[node + 1]]}):
            runs = self._runs(starts[phrase] + 1, starts[phrase + 1], places)
            if runs:
                found += self._at(phrase, runs, tokens)
        return sorted(found, key=_PLACE)

    def _at(self, phrase: int, runs: Sequence[Sequence[_Spots]], tokens: Tokens) -> Iterator[Found[Meaning]]:
        meaning = self._meanings[phrase]
        gap, whole_clause = divmod(self._parts[self._starts[phrase]], 2)
        if len(runs) == 1:
            for said in _runs_at(runs[0], gap, tokens):
                whole = not whole_clause or tokens.whole_clause(said[0], said[-1] + 1)
                if whole and (len(said) > _LITTLE or not _inside_a_word(said, tokens)):
                    yield Found(said[0], said[-1] + 1, said, meaning)
            return
        firsts = [next(iter(_runs_at(run, gap, tokens)), ()) for run in runs]
        if all(firsts):
            together = sorted({i for said in firsts for i in said})
            yield Found(together[0], together[-1] + 1, tuple(together), meaning)

    def _runs(self, start: int, end: int, places: Places) -> list[list[_Spots]]:
        """The runs of the phrase that is written between these places, each part with its spots; none if a part has no spot."""
        parts = self._parts
        runs: list[list[_Spots]] = []
        while start < end:
            head = parts[start]
            after = start + 1 + (head >> 2)
            # Of most phrases that are looked for a part is missing, and most parts are a single choice: both are told at once.
            if after == start + 2:
                spots = places.get(parts[start + 1], ())
            else:
                found = [places[choice] for choice in parts[start + 1 : after] if choice in places]
                spots = found[0] if len(found) == 1 else sorted(chain.from_iterable(found))
            if not spots:
                return []
            if head & 1:
                runs.append([])
            runs[-1].append(_Spots(spots, head & 2 != 0))
            start = after
        return runs


def _parts(phrase: Phrase[Meaning]) -> list[Part]:
    return [part for run in phrase.runs for part in run]


def _inside_a_word(said: tuple[int, ...], tokens: Tokens) -> bool:
    """Whether what was found is a letter or two of hiragana amid others: か in わかりました asks nothing."""
    if not (is_hiragana(tokens.words[said[0]]) and is_hiragana(tokens.words[said[-1]])):
        return False
    beside = [i for i in (said[0] - 1, said[-1] + 1) if 0 <= i < len(tokens.words)]
    return any(tokens.clauses[i] == tokens.clauses[said[0]] and is_hiragana(tokens.words[i]) for i in beside)


def _commonness(part: Part) -> float:
    """A guess at how often a part is met, by which a phrase is looked up: few choices and long words are rare."""
    return sum(sum(len(word) for word, _ in choice) ** -2 for choice in part.choices)


def _runs_at(run: Sequence[_Spots], gap: int, tokens: Tokens) -> Iterable[tuple[int, ...]]:
    """The words, in their order, of each place where a run of parts was found."""
    if len(run) == 1:
        return [(start,) if end == start + 1 else tuple(range(start, end)) for start, end in run[0].spots]
    return _led_to_the_end(run, gap, tokens)


def _led_to_the_end(run: Sequence[_Spots], gap: int, tokens: Tokens) -> Iterator[tuple[int, ...]]:
    in_vain: set[tuple[int, int]] = set()
    for start, end in run[0].spots:
        rest = _rest_of(run, 1, end, gap, tokens, in_vain)
        if rest is not None:
            yield (*range(start, end), *rest)


def _rest_of(
    run: Sequence[_Spots], place: int, end: int, gap: int, tokens: Tokens, in_vain: set[tuple[int, int]]
) -> tuple[int, ...] | None:
    """The words of the parts from `place` on, the nearest that lead to the last part; None if none do.

    What was tried is kept in `in_vain`, so that no message, however it repeats itself, takes long.
    """
    if place == len(run):
        return ()
    part = run[place]
    reach = end + (gap if part.after_gap else 0)
    for first, after in part.spots:
        if end <= first <= reach and tokens.sentences[first] == tokens.sentences[end - 1] and (place, after) not in in_vain:
            rest = _rest_of(run, place + 1, after, gap, tokens, in_vain)
            if rest is not None:
                return (*range(first, after), *rest)
            in_vain.add((place, after))
    return None
