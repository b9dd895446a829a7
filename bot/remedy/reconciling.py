"""Gathering what is to be held against each other: all that we have on record on one side, the provider's book on the other."""

from collections import Counter
from datetime import UTC, datetime

from bot.language import script_done, script_review
from bot.language.line import Line
from bot.memory.accounts import LedgerLine
from bot.memory.money_tables import RemedyState
from bot.memory.store import Unit
from bot.ports import PaymentState
from bot.remedy.verifying import Booked, Chore, OurSide, Standing, Written
from bot.shop.connectors.embedded import BookEntry
from bot.terms import RemedyKind

_EVER = datetime(2000, 1, 1, tzinfo=UTC)


_TOLD: dict[RemedyKind, tuple[Line, ...]] = {
    RemedyKind.REFUND: (script_review.DONE_REFUNDED, script_review.DONE_RETURNED),
    RemedyKind.COUPON: (script_review.DONE_COUPON_PERCENT, script_review.DONE_COUPON_AMOUNT),
    RemedyKind.POINTS: (script_done.DONE_POINTS,),
    RemedyKind.WARRANTY: (script_done.DONE_WARRANTY,),
    RemedyKind.RETURN: (script_done.DONE_RETURN, script_done.DONE_RETURN_WAY),
    RemedyKind.RAIN_CHECK: (script_done.DONE_RAIN_CHECK,),
    RemedyKind.REPAIR: (script_done.DONE_REPAIR,),
    RemedyKind.GIFT: (script_done.DONE_GIFT,),
    RemedyKind.VOUCHER: (script_done.DONE_VOUCHER,),
}
"""By which lines a buyer is told that a part of a kind is done. What was sent is told of in the same words for two kinds."""


def our_side(unit: Unit) -> OurSide:
    """Everything that we have on record of remedies."""
    ledger = tuple(
        Written(line.key, line.case_id, line.part, line.amount, _standing(line), line.reference)
        for line in unit.accounts.lines(_EVER)
    )
    return OurSide(
        ledger,
        {kind: dict(_times_told(unit, lines)) for kind, lines in _TOLD.items()},
        tuple(unit.accounts.overpaid()),
        {task.key: Chore(task.state.value) for task in unit.tasks.all()},
        tuple(one.remedy_key for one in unit.coupons.since(_EVER)),
    )


def _times_told(unit: Unit, lines: tuple[Line, ...]) -> Counter[int]:
    """How often each case was told so, in whichever of these words."""
    return sum((Counter(unit.transcript.times_said(line.key)) for line in lines), Counter())


def _standing(line: LedgerLine) -> Standing:
    match line.state:
        case RemedyState.DONE:
            return Standing.BY_HAND if line.reason else Standing.DONE
        case RemedyState.CANCELLED:
            return Standing.CANCELLED
        case _:
            return Standing.OPEN


def booked(entry: BookEntry) -> Booked:
    """An entry of the provider's book as it is compared."""
    return Booked(entry.key, entry.amount, entry.state is PaymentState.DONE, entry.reference)
