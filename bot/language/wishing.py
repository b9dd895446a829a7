"""What a message wishes for. Of two wishes in one sentence the preferred one counts; in doubt there is none."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.language.negations import Negations
from bot.language.phrases import Found
from bot.language.tokens import Tokens
from bot.language.told import Told
from bot.language.words import Meaning, Sign
from bot.terms import Wish

_MARKS = frozenset({Sign.INSTEAD, Sign.INSTEAD_AFTER})
_TURNS = _MARKS | {Sign.BUT}  # behind these something else is said: "no coupon but a refund", 给券不如退款
_REACH = 4  # how many words before a wish a negation takes it away
_SMALL = 2  # so many words beside a wish leave it alone in its clause: "the money", а деньги, 返金で


@dataclass(frozen=True, slots=True)
class Wished:
    """The one thing wished for, and what was named only to say that it is not: "a refund rather than a coupon".

    Of what is put away, `refused` is what is not wanted at all ("no coupon"), whatever else there is.
    """

    wish: Wish | None = None
    put_away: frozenset[Wish] = frozenset()
    refused: frozenset[Wish] = frozenset()


def wished_in(told: Told, found: Sequence[Found[Meaning]], negations: Negations) -> Wished:
    """What is wished for by a message of which this is to be believed; two different wishes are none that could be acted on."""
    tokens, words, in_passing = told.tokens, told.words, told.wishes
    plainly = [Found(one.start, one.end, one.said, one.meaning.what) for one in found if isinstance(one.meaning.what, Wish)]
    marks = [one for one in found if one.meaning.what in _MARKS]
    if not plainly and not in_passing:
        return Wished()
    ends = {one.end: one.meaning for one in in_passing}
    turns = [one.end for one in found if one.meaning.what in _TURNS]
    noes = [one for one in found if one.meaning.what is Sign.NO]

    def denied(one: Found[Wish]) -> bool:
        # "No coupon but a refund", 不要券要退款: a negation takes away one wish, and not the next one as well.
        begun = [end for end in turns if end <= one.start]
        if ends.get(one.start, one.meaning) is not one.meaning:
            begun.append(one.start)
        # Inside the phrase, too: "我不要退款" is found as "我 .. 要退款".
        places = range(max((one.start - _REACH, *begun)), one.end)
        before = negations.before_in(tokens, words, one.start, places)
        return before or negations.behind_in(tokens, words, one.end) or said_no_to(one)

    def said_no_to(one: Found[Wish]) -> bool:
        # "El cupón no", "Gutschein nein", 优惠券不要: a no that ends the clause.
        rest = range(one.end, _end_of_clause(tokens, one.end - 1))
        if any(no.start in {one.start, one.end} and no.end == rest.stop > one.end for no in noes):
            return True
        return bool(rest) and words[rest.start : rest.stop] in negations.before

    meant = {one.meaning for one in plainly if not denied(one)}
    put_away = {one.meaning for one in plainly} - meant
    refused = {one.meaning for one in in_passing if denied(one)}
    # In 优惠券不要，退钱 the no is said to what is before it, and puts nothing away behind it.
    ended = {one.end for one in in_passing if said_no_to(one)}
    marks = [mark for mark in marks if mark.start not in ended]
    aside = {wish for mark in marks for wish in _nearest(mark, in_passing, tokens)}
    if aside:
        said_as_marks = {mark.said for mark in marks}  # بدل is "instead" and "a substitute"
        meant |= {one.meaning for one in in_passing if not denied(one) and one.said not in said_as_marks}
    elif refused and not meant:
        meant = {one.meaning for one in in_passing if not denied(one) and _is_alone(one, tokens)}
    meant -= put_away | aside
    # A mark that is itself a no puts nothing behind another wish, it refuses: kupon istemiyorum, para iadesi istiyorum.
    flatly = {no.said for no in noes}
    refused |= {wish for mark in marks if mark.said in flatly for wish in _nearest(mark, in_passing, tokens)}
    refused = (refused | put_away) - meant
    return Wished(next(iter(meant)) if len(meant) == 1 else None, frozenset(refused | aside), frozenset(refused))


def _end_of_clause(tokens: Tokens, place: int) -> int:
    """Where the clause of this word ends."""
    following = range(place + 1, len(tokens.words))
    return next((i for i in following if tokens.clauses[i] != tokens.clauses[place]), len(tokens.words))


def _is_alone(one: Found[Wish], tokens: Tokens) -> bool:
    """Whether hardly anything else is said in its clause: "the coupon no, the money"."""
    return tokens.clauses.count(tokens.clauses[one.start]) <= one.end - one.start + _SMALL


def _nearest(mark: Found[Meaning], wishes: Iterable[Found[Wish]], tokens: Tokens) -> Iterator[Wish]:
    """The wish that the words of preference put away: the nearest one on their side, in their sentence."""
    behind = mark.meaning.what is Sign.INSTEAD
    places = range(mark.end, len(tokens.words)) if behind else range(mark.end - 1, -1, -1)
    # Where two phrases share a word the shorter one names it, and one around the mark is a wish as a whole: 返金より交換.
    apart = [one for one in wishes if set(one.said) <= set(mark.said) or set(one.said).isdisjoint(mark.said)]
    spoken_of = {i: one.meaning for one in sorted(apart, key=lambda one: -len(one.said)) for i in one.said}
    for i in places:
        if tokens.sentences[i] != tokens.sentences[mark.start]:
            return
        if i in spoken_of:
            yield spoken_of[i]
            return
