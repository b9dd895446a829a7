"""Holding the records against each other: ledger, tasks, coupons, the provider's book, and what buyers were told."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from bot.remedy.money import Money
from bot.terms import RemedyKind


class Chore(StrEnum):
    """How far a person's task has come."""

    OPEN = "open"
    DONE = "done"
    CANCELLED = "cancelled"


class Standing(StrEnum):
    """What the ledger says of a part."""

    OPEN = "open"
    DONE = "done"
    BY_HAND = "by_hand"  # done, as a person says, who did it or saw it in the provider's book
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
    def done(self) -> bool:
        """Whether the ledger calls it done, by whomever."""
        return self.standing in {Standing.DONE, Standing.BY_HAND}

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
    """What we have on record.

    `told` counts by kind and case how often a buyer read that something is done. `tasks` are those of parts, by their keys, and
    `coupons` the keys that each were issued for; `overpaid` are the orders of which more is returned or promised than was paid.
    """

    ledger: tuple[Written, ...]
    told: Mapping[RemedyKind, Mapping[int, int]]
    overpaid: tuple[str, ...]
    tasks: Mapping[str, Chore] = field(default_factory=dict)
    coupons: tuple[str, ...] = ()


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
        *_told_but_not_done(lines, ours.told),
        *_not_with_its_task(lines, ours.tasks),
        *_not_with_its_coupon(lines, ours.coupons),
    ]


def _repeated(keys: Iterable[str]) -> list[tuple[str, int]]:
    return [(key, count) for key, count in Counter(keys).items() if count > 1]


def _not_in_the_book(refunds: Mapping[str, Written], booked: Mapping[str, Booked]) -> Iterable[str]:
    for key, line in refunds.items():
        entry = booked.get(key)
        if not line.done or line.paid_apart_from(entry):
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
        elif not line.done:
            yield f"{key}: {moved}, and the ledger does not say so yet."


def _told_but_not_done(lines: tuple[Written, ...], told: Mapping[RemedyKind, Mapping[int, int]]) -> Iterable[str]:
    done = Counter((line.kind, line.case_id) for line in lines if line.done)
    for kind, by_case in told.items():
        for case_id, times in by_case.items():
            if times > done[kind, case_id]:
                name = kind.value.replace("_", " ")
                yield f"Case {case_id}: the buyer was told of {times} × {name}, and {done[kind, case_id]} are done."


def _not_with_its_task(lines: tuple[Written, ...], tasks: Mapping[str, Chore]) -> Iterable[str]:
    """A part that a person sees to stands as their task does."""
    for line in lines:
        chore = tasks.get(line.key)
        if chore is Chore.DONE and not line.done:
            yield f"{line.key} is done as a task, and not in the ledger."
        elif line.done and (chore is Chore.OPEN or (chore is Chore.CANCELLED and line.kind is not RemedyKind.REFUND)):
            # Of a refund that was called off a person may say later that it was paid all the same.
            yield f"{line.key} is done in the ledger, and its task is {chore}."
        elif chore is Chore.OPEN and line.standing is Standing.CANCELLED:
            yield f"{line.key} is cancelled in the ledger, and its task is open."


def _not_with_its_coupon(lines: tuple[Written, ...], coupons: tuple[str, ...]) -> Iterable[str]:
    """A coupon that is done was issued, and none was issued for what is not."""
    done = {line.key for line in lines if line.kind is RemedyKind.COUPON and line.done}
    ours = {line.key for line in lines}
    issued = set(coupons)
    yield from (f"{key} is done in the ledger, and no coupon was issued for it." for key in sorted(done - issued))
    yield from (f"{key} has a coupon, and is not done in the ledger." for key in sorted(issued & ours - done))
