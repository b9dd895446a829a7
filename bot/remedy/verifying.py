"""Holding three records against each other: the ledger, the provider's book, and what buyers were told."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.remedy.money import Money
from bot.terms import RemedyKind


class Standing(StrEnum):
    """What the ledger says of a part's money."""

    OPEN = "open"
    RETURNED = "returned"
    BY_HAND = "by_hand"  # returned, as a person says, who paid it or saw it in the provider's book
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Written:
    """A part as the ledger has it."""

    key: str
    case_id: int
    kind: RemedyKind
    amount: Money
    standing: Standing
    reference: str

    @property
    def returned(self) -> bool:
        """Whether the ledger calls its money returned, by whomever."""
        return self.standing in {Standing.RETURNED, Standing.BY_HAND}

    def paid_apart_from(self, entry: "Booked | None") -> bool:
        """Whether a person has paid it, and not the provider under this entry."""
        return self.standing is Standing.BY_HAND and (entry is None or entry.reference != self.reference)


@dataclass(frozen=True, slots=True)
class Booked:
    """A refund as the provider's book has it. `moved` says that its money has moved."""

    key: str
    amount: Money
    moved: bool
    reference: str


@dataclass(frozen=True, slots=True)
class OurSide:
    """What we have on record. `told` counts by case how often a buyer read that money was returned; `overpaid` are the orders
    of which more is returned or promised than was paid."""

    ledger: tuple[Written, ...]
    told: Mapping[int, int]
    overpaid: tuple[str, ...]


def disagreements(ours: OurSide, book: Iterable[Booked]) -> list[str]:
    """Everything that does not agree, one sentence each; nothing if all is well."""
    lines, entries = ours.ledger, list(book)
    refunds = {line.key: line for line in lines if line.kind is RemedyKind.REFUND}
    booked = {entry.key: entry for entry in entries}
    return [
        *(f"Order {number}: more is returned or promised than was paid." for number in ours.overpaid),
        *(f"{key} stands {count} times in the ledger." for key, count in _repeated(line.key for line in lines)),
        *(f"{key} stands {count} times in the provider's book." for key, count in _repeated(entry.key for entry in entries)),
        *_not_in_the_book(refunds, booked),
        *_not_in_the_ledger(refunds, booked),
        *_told_but_not_done(refunds, ours.told),
    ]


def _repeated(keys: Iterable[str]) -> list[tuple[str, int]]:
    return [(key, count) for key, count in Counter(keys).items() if count > 1]


def _not_in_the_book(refunds: Mapping[str, Written], booked: Mapping[str, Booked]) -> Iterable[str]:
    for key, line in refunds.items():
        entry = booked.get(key)
        if not line.returned or line.paid_apart_from(entry):
            continue
        if entry is None or not entry.moved:
            yield f"{key} is done in the ledger, and the provider has moved nothing for it."
        elif (entry.amount, entry.reference) != (line.amount, line.reference):
            ours, theirs = f"{line.amount} ({line.reference})", f"{entry.amount} ({entry.reference})"
            yield f"{key} is {ours} in the ledger, and {theirs} at the provider."


def _not_in_the_ledger(refunds: Mapping[str, Written], booked: Mapping[str, Booked]) -> Iterable[str]:
    for key, entry in booked.items():
        line = refunds.get(key)
        moved = f"the provider has moved {entry.amount}"
        if not entry.moved:
            continue
        if line is None:
            yield f"{key}: {moved}, and the ledger knows nothing of it."
        elif line.paid_apart_from(entry):
            yield f"{key} is paid twice: by hand ({line.reference}), and {moved} ({entry.reference})."
        elif line.standing is Standing.CANCELLED:
            yield f"{key} was cancelled, and {moved} all the same ({entry.reference}): settle case {line.case_id} as paid."
        elif not line.returned:
            yield f"{key}: {moved}, and the ledger does not say so yet."


def _told_but_not_done(refunds: Mapping[str, Written], told: Mapping[int, int]) -> Iterable[str]:
    done = Counter(line.case_id for line in refunds.values() if line.returned)
    for case_id, times in told.items():
        if times > done[case_id]:
            yield f"Case {case_id}: the buyer was told of {times} refunds, and {done[case_id]} are done."
