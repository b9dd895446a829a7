"""Gathering what is to be held against each other: our ledger and transcript on one side, the provider's book on the other."""

from collections import Counter
from datetime import UTC, datetime

from bot.language.script_review import DONE_REFUNDED, DONE_RETURNED
from bot.memory.ledger import LedgerLine
from bot.memory.money_tables import RemedyState
from bot.memory.store import Unit
from bot.ports import PaymentState
from bot.remedy.verifying import Booked, OurSide, Standing, Written
from bot.shop.connectors.embedded import BookEntry

_EVER = datetime(2000, 1, 1, tzinfo=UTC)


def our_side(unit: Unit) -> OurSide:
    """Everything that we have on record of money."""
    ledger = tuple(
        Written(line.key, line.case_id, line.part, line.amount, _standing(line), line.reference)
        for line in unit.ledger.lines(_EVER)
    )
    return OurSide(ledger, dict(_refunds_told(unit)), tuple(unit.ledger.overpaid()))


def _refunds_told(unit: Unit) -> Counter[int]:
    """How often each case was told that its money is back, by whomever."""
    return sum((Counter(unit.transcript.times_said(line.key)) for line in (DONE_REFUNDED, DONE_RETURNED)), Counter())


def _standing(line: LedgerLine) -> Standing:
    match line.state:
        case RemedyState.DONE:
            return Standing.BY_HAND if line.reason else Standing.RETURNED
        case RemedyState.CANCELLED:
            return Standing.CANCELLED
        case _:
            return Standing.OPEN


def booked(entry: BookEntry) -> Booked:
    """An entry of the provider's book as it is compared."""
    return Booked(entry.key, entry.amount, entry.state is PaymentState.DONE, entry.reference)
