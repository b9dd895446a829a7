"""Gathering what is to be held against each other: our ledger and transcript on one side, the provider's book on the other."""

from datetime import UTC, datetime

from bot.language.script_review import DONE_REFUNDED
from bot.memory.store import Unit
from bot.memory.tables import RemedyState
from bot.ports import PaymentState
from bot.remedy.verifying import Booked, OurSide, Written
from bot.shop.connectors.embedded import BookEntry

_EVER = datetime(2000, 1, 1, tzinfo=UTC)


def our_side(unit: Unit) -> OurSide:
    """Everything that we have on record of money."""
    ledger = tuple(
        Written(line.key, line.case_id, line.part, line.amount, line.state is RemedyState.DONE, line.reference)
        for line in unit.ledger.lines(_EVER)
    )
    return OurSide(ledger, unit.transcript.times_said(DONE_REFUNDED.key), tuple(unit.ledger.overpaid()))


def booked(entry: BookEntry) -> Booked:
    """An entry of the provider's book as it is compared."""
    return Booked(entry.key, entry.amount, entry.state is PaymentState.DONE, entry.reference)
