"""What is said of each part of a remedy: the proof that it is done, or who sees to it and by when."""

from collections.abc import Iterable, Iterator

from bot.complaint import handover
from bot.complaint.case import Case, PartSettled, PartState
from bot.complaint.event import Choice
from bot.complaint.outcome import Button, CardKind, Say, Shown
from bot.complaint.things import thing
from bot.language import script_buttons, script_done, script_remedy, script_review
from bot.language.line import Code, Line, Percent, Phrases, Sentence, WithYear
from bot.remedy.kinds import money_follows
from bot.terms import Cause, RemedyKind

_ORDER = list(RemedyKind)


def in_order(parts: Iterable[PartSettled]) -> list[PartSettled]:
    """Money first, what is ours to give next, what a person sent last: as the kinds are named."""
    return sorted(parts, key=lambda part: _ORDER.index(part.kind))


def proofs(part: PartSettled, case: Case) -> Iterator[Say]:
    """What the buyer reads of a part that is done. A personal apology is its own proof, and nothing is said of it."""
    code, number = Code(part.reference), Code(str(case.id))
    match part.kind:
        case RemedyKind.REFUND:
            line = script_review.DONE_RETURNED if part.by_hand else script_review.DONE_REFUNDED
            refunded = Sentence.of(line, refund=part.amount, reference=code)
            yield Say((refunded,), shown=Shown(CardKind.REFUND, part.amount, code=part.reference))
        case RemedyKind.COUPON:
            yield _coupon(part)
        case RemedyKind.POINTS:
            yield Say((Sentence.of(script_done.DONE_POINTS, points=part.count),))
        case RemedyKind.WARRANTY if part.until:
            yield Say((Sentence.of(script_done.DONE_WARRANTY, until=WithYear(part.until), case=code),))
        case RemedyKind.RETURN:
            way = Sentence.of(script_done.DONE_RETURN_WAY, reference=code)
            if part.until:
                way = Sentence.of(script_done.DONE_RETURN, until=part.until, address=code, case=number)
            # Goods that go back because others were sent, or their money was, bring none with them.
            then = (Sentence.of(script_done.DONE_RETURN_THEN),) if awaits_goods(case) else ()
            yield Say((way, *then))
        case RemedyKind.RAIN_CHECK:
            yield Say((Sentence.of(script_done.DONE_RAIN_CHECK, what=part.what, case=code),))
        case RemedyKind.RESEND if case.cause is not Cause.LATE_DELIVERY:
            yield Say((Sentence.of(script_done.DONE_RESENT, tracking=code),))
        case RemedyKind.REPLACEMENT | RemedyKind.RESEND:
            yield Say((Sentence.of(script_done.DONE_SENT, what=part.what, tracking=code),))
        case kind if kind in _BY_REFERENCE:
            line, name = _BY_REFERENCE[kind]
            yield Say((Sentence.of(line, **{name: code}),))


def awaits_goods(case: Case) -> bool:
    """Whether money of this case follows once goods have come back; not where they are exchanged."""
    kinds = {part.kind for part in case.settled}
    if case.offer and case.agreed is not None:
        kinds |= {part.kind for part in case.offer.offer.proposals[case.agreed].parts}
    return money_follows(kinds) and not handover.exchanges(case)


_BY_REFERENCE: dict[RemedyKind, tuple[Line, str]] = {
    RemedyKind.GIFT: (script_done.DONE_GIFT, "tracking"),
    RemedyKind.REPAIR: (script_done.DONE_REPAIR, "reference"),
    RemedyKind.VOUCHER: (script_done.DONE_VOUCHER, "code"),
}


def _coupon(part: PartSettled) -> Say:
    assert part.until is not None  # noqa: S101  every coupon has its last day
    code, until = Code(part.reference), Sentence.of(script_remedy.CARD_UNTIL, until=part.until)
    copy = Button(Sentence.of(script_buttons.BUTTON_COPY), Choice.COPY, part.reference)
    worth = part.amount if part.percent is None else Percent(part.percent)
    if part.percent is not None:
        percent = Percent(part.percent)
        issued = Sentence.of(script_review.DONE_COUPON_PERCENT, code=code, percent=percent, until=part.until)
    else:
        issued = Sentence.of(script_review.DONE_COUPON_AMOUNT, code=code, larger=part.amount, until=part.until)
    terms = (Sentence.of(script_done.DONE_COUPON_MINIMUM, minimum=part.minimum),) if part.minimum else ()
    return Say((issued, *terms), (copy,), Shown(CardKind.COUPON, worth, until, part.reference))


def under_way(parts: Iterable[PartSettled], case: Case) -> Iterator[Say]:
    """What the buyer reads of parts that are not done, whoever has them: all that people see to is said in one."""
    with_people = []
    for part in parts:
        if part.state is PartState.LATE:
            yield Say((Sentence.of(script_done.DONE_LATE, things=Phrases((thing(part, case),))),))
        elif part.state is PartState.ON_ITS_WAY and part.kind is RemedyKind.REFUND:
            yield Say((_refund_under_way(part),))
        elif part.state is PartState.ON_ITS_WAY:
            with_people.append(part)
    if with_people:
        when = max(part.promised_by for part in with_people if part.promised_by)
        things = Phrases(tuple(thing(part, case) for part in with_people))
        yield Say((Sentence.of(script_done.DONE_WITH_COLLEAGUE, when=when, things=things),))


def _refund_under_way(part: PartSettled) -> Sentence:
    if part.promised_by:
        through = part.through
        return Sentence.of(script_done.DONE_THROUGH, refund=part.amount, platform=through, when=part.promised_by)
    return Sentence.of(script_review.DONE_ON_ITS_WAY, refund=part.amount)
