"""Promises: each written once, bounded by the writes themselves, counted against the next."""

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from bot.memory.accounts import LedgerSum
from bot.memory.agreements import Agreement, Bounds
from bot.memory.cases import StoredCase
from bot.memory.columns import columns_of
from bot.memory.money_tables import RemedyRow, RemedyState
from bot.memory.store import Memory, Unit
from bot.remedy.decision import Budget, History
from bot.remedy.money import Money
from bot.remedy.offer import Part
from bot.terms import Cause, RemedyKind
from tests.memory.people import AT, buyer, complaint, sample_order

REFUND = Part(RemedyKind.REFUND, Money(998, "EUR"))
COUPON = Part(RemedyKind.COUPON, Money(499, "EUR"), Decimal("7.5"))
INSTEAD = Part(RemedyKind.COUPON, Money(1497, "EUR"))
MONTH = timedelta(days=30)


def euros(minor: int) -> Money:
    return Money(minor, "EUR")


def agree(memory: Memory, *parts: Part, name: str = "ana", offer: int = 1, at: datetime = AT) -> Agreement:
    """A yes of this buyer to these parts, on the order of 104.70 EUR."""
    who = buyer(memory, name)
    newest = memory.write_now(lambda unit: unit.cases.newest_of(who)) or complaint(memory, who)
    agreement = Agreement("shop", newest.case.id, who, sample_order(memory).id, offer, parts, "bot", "{}", at)
    memory.write_now(lambda unit: unit.ledger.write(agreement))
    return agreement


def before(on_order: int, of_buyer: int, instead: int, on_order_in_all: Money, on_buyer_in_all: Money) -> History:
    return History(on_order, of_buyer, euros(instead), spent_on_order=on_order_in_all, spent_on_buyer=on_buyer_in_all)


def history(memory: Memory, agreement: Agreement, since: datetime = AT - 3 * MONTH) -> History:
    return memory.write_now(lambda unit: unit.ledger.history(agreement.order_id, "EUR", agreement.buyer_id, since))


def test_an_agreement_is_a_row_a_part_with_keys_made_beforehand(memory: Memory) -> None:
    agreement = agree(memory, REFUND, COUPON)

    rows = memory.write_now(lambda unit: unit.accounts.of_case(agreement.case_id))

    assert [(row.key, row.part, row.amount, row.percent, row.state, row.approved_by) for row in rows] == [
        ("shop-case-1-offer-1-refund", RemedyKind.REFUND, euros(998), "", RemedyState.APPROVED, "bot"),
        ("shop-case-1-offer-1-coupon", RemedyKind.COUPON, euros(499), "7.5", RemedyState.APPROVED, "bot"),
    ]


def test_the_same_yes_is_written_once(memory: Memory) -> None:
    agreement = agree(memory, REFUND, COUPON)

    with pytest.raises(IntegrityError):
        memory.write_now(lambda unit: unit.ledger.write(agreement))

    assert len(memory.write_now(lambda unit: unit.accounts.of_case(agreement.case_id))) == 2


async def test_promises_made_side_by_side_never_pass_what_was_paid(memory: Memory) -> None:
    order = sample_order(memory)

    promised = await asyncio.gather(*(memory.write(lambda unit: unit.ledger.promise(order.id, euros(998))) for _ in range(16)))

    # 104.70 was paid: ten times 9.98 is 99.80, eleven times would be 109.78
    assert (order.total_paid, sum(promised)) == (euros(10470), 10)
    assert sample_order(memory).promised == euros(9980)


def test_the_last_cent_can_be_promised_and_not_one_more(memory: Memory) -> None:
    order = sample_order(memory)

    assert memory.write_now(lambda unit: unit.ledger.promise(order.id, euros(10470))) is True
    assert memory.write_now(lambda unit: unit.ledger.promise(order.id, euros(1))) is False


def test_what_is_released_can_be_promised_again_and_nothing_is_released_twice(memory: Memory) -> None:
    order = sample_order(memory)
    memory.write_now(lambda unit: unit.ledger.promise(order.id, euros(10470)))

    memory.write_now(lambda unit: unit.ledger.release(order.id, euros(998)))

    assert memory.write_now(lambda unit: unit.ledger.promise(order.id, euros(998))) is True
    with pytest.raises(IntegrityError):
        memory.write_now(lambda unit: unit.ledger.release(order.id, euros(10471)))


async def test_the_months_budget_is_spent_to_its_last_cent_and_no_further(memory: Memory) -> None:
    def spend(unit: Unit) -> bool:
        return unit.ledger.spend("2026-02", euros(1497), euros(10_000))

    spent = await asyncio.gather(*(memory.write(spend) for _ in range(12)))

    # six times 14.97 is 89.82, seven times would be 104.79
    assert sum(spent) == 6
    assert memory.write_now(lambda unit: unit.ledger.budget("2026-02")) == Budget(euros(8982))
    assert memory.write_now(lambda unit: unit.ledger.budget("2026-03")) == Budget(euros(0))


def test_what_a_person_approved_is_counted_beyond_the_budget(memory: Memory) -> None:
    memory.write_now(lambda unit: unit.ledger.spend("2026-02", euros(100_000), euros(100_000)))

    assert memory.write_now(lambda unit: unit.ledger.spend("2026-02", euros(1), euros(100_000))) is False
    assert memory.write_now(lambda unit: unit.ledger.spend("2026-02", euros(1), None)) is True
    assert memory.write_now(lambda unit: unit.ledger.budget("2026-02")) == Budget(euros(100_001))


def test_one_accepted_offer_is_one_remedy_whatever_its_parts(memory: Memory) -> None:
    agreement = agree(memory, REFUND, COUPON)

    assert history(memory, agreement) == History(
        on_order=1, of_buyer=1, coupons_instead=euros(0), spent_on_order=euros(1497), spent_on_buyer=euros(1497)
    )


def test_a_remedy_of_another_buyer_counts_on_the_order_and_not_for_the_buyer(memory: Memory) -> None:
    agree(memory, INSTEAD)
    agreement = agree(memory, REFUND, name="bea")

    assert history(memory, agreement) == History(
        on_order=2, of_buyer=1, coupons_instead=euros(1497), spent_on_order=euros(2495), spent_on_buyer=euros(998)
    )


def test_what_was_given_long_ago_counts_on_the_order_only(memory: Memory) -> None:
    agreement = agree(memory, REFUND, at=AT - 4 * MONTH)

    assert history(memory, agreement) == History(
        on_order=1, of_buyer=0, coupons_instead=euros(0), spent_on_order=euros(998), spent_on_buyer=euros(0)
    )


def test_what_was_given_for_the_very_cause_is_counted_apart(memory: Memory) -> None:
    agreement = agree(memory, REFUND)
    stored = memory.write_now(lambda unit: unit.cases.load(agreement.case_id))
    late = replace(stored.case, cause=Cause.LATE_DELIVERY)
    memory.write_now(lambda unit: unit.cases.save(stored, late, AT))

    def of(cause: Cause) -> int:
        look = (agreement.order_id, "EUR", agreement.buyer_id, AT, cause)
        return memory.write_now(lambda unit: unit.ledger.history(*look)).for_cause

    assert (of(Cause.LATE_DELIVERY), of(Cause.DAMAGED)) == (1, 0)


def test_a_members_benefit_is_counted_by_buyer_and_year_and_not_by_order(memory: Memory) -> None:
    agreement = agree(memory, REFUND)
    stored = memory.write_now(lambda unit: unit.cases.load(agreement.case_id))

    def given(since: datetime, buyer: int = agreement.buyer_id) -> int:
        return memory.write_now(lambda unit: unit.ledger.benefits(buyer, since))

    before = given(AT)
    memory.write_now(lambda unit: unit.cases.save(stored, replace(stored.case, cause=Cause.MEMBERSHIP_BENEFIT), AT))

    assert (before, given(AT), given(AT + MONTH), given(AT, agreement.buyer_id + 1)) == (0, 1, 0, 0)


@pytest.mark.parametrize(("per_order", "per_buyer", "written"), [(1497, 1497, True), (1496, 9999, False), (9999, 1496, False)])
def test_an_agreement_beyond_what_one_order_or_buyer_may_be_given_is_not_written_at_all(
    memory: Memory, per_order: int, per_buyer: int, written: bool
) -> None:
    who = buyer(memory)
    stored, order = complaint(memory, who), sample_order(memory)
    agreement = Agreement("shop", stored.case.id, who, order.id, 1, (REFUND, COUPON), "bot", "{}", AT)

    within = Bounds(euros(per_order), euros(per_buyer), AT - MONTH)

    assert memory.write_now(lambda unit: unit.ledger.write(agreement, within)) is written
    assert len(memory.write_now(lambda unit: unit.accounts.of_case(stored.case.id))) == (2 if written else 0)


async def test_a_hundred_buyers_who_race_for_the_last_of_an_order_never_pass_it(memory: Memory) -> None:
    order = sample_order(memory)
    cases = [complaint(memory, buyer(memory, f"buyer {n}")) for n in range(100)]

    def agree_to(unit: Unit, stored: StoredCase) -> bool:
        unit.buyers.load(stored.buyer_id, lock=True)
        unit.shop.order(order.id, lock=True)
        agreement = Agreement("shop", stored.case.id, stored.buyer_id, order.id, 1, (REFUND,), "bot", "{}", AT)
        return unit.ledger.write(agreement, Bounds(euros(6000), euros(10_000), AT - MONTH))

    written = await asyncio.gather(*(memory.write(agree_to, stored) for stored in cases))

    # six times 9.98 is 59.88, seven times would be 69.86
    assert sum(written) == 6
    assert memory.write_now(lambda unit: unit.ledger.history(order.id, "EUR", 1, AT)).spent_on_order == euros(5988)


async def test_a_hundred_buyers_who_race_for_the_last_of_the_month_never_overspend_it(memory: Memory) -> None:
    def spend(unit: Unit) -> bool:
        return unit.ledger.spend("2026-02", euros(998), euros(30_000))

    memory.write_now(lambda unit: unit.ledger.spend("2026-02", euros(27_000), None))
    spent = await asyncio.gather(*(memory.write(spend) for _ in range(100)))

    # three times 9.98 is 29.94, four times would be 39.92
    assert sum(spent) == 3
    assert memory.write_now(lambda unit: unit.ledger.budget("2026-02")) == Budget(euros(29_994))


def test_a_remedy_in_a_currency_without_a_rate_costs_nothing_that_is_known(memory: Memory) -> None:
    who = buyer(memory)
    stored, yen = complaint(memory, who), Part(RemedyKind.REFUND, Money(500, "JPY"))
    order = sample_order(memory)
    agreement = Agreement("shop", stored.case.id, who, order.id, 1, (yen,), "bot", "{}", AT)

    known = replace(agreement, offer=2, rates={"JPY": Decimal(160)})

    assert (agreement.euros(yen), known.euros(yen)) == (Money(0, "EUR"), Money(313, "EUR"))


def test_what_was_promised_is_summed_up_by_cause_kind_and_currency(memory: Memory) -> None:
    agree(memory, REFUND, COUPON)
    agree(memory, REFUND, name="bea")

    sums = memory.write_now(lambda unit: unit.accounts.sums(AT))

    assert sums == [
        LedgerSum(None, RemedyKind.COUPON, 1, euros(499), euros(499)),
        LedgerSum(None, RemedyKind.REFUND, 2, euros(1996), euros(1996)),
    ]
    assert memory.write_now(lambda unit: unit.accounts.sums(AT + MONTH)) == []


@pytest.mark.parametrize("state", [RemedyState.FAILED, RemedyState.CANCELLED])
def test_what_came_to_nothing_does_not_count(memory: Memory, state: RemedyState) -> None:
    agreement = agree(memory, INSTEAD)
    memory.write_now(lambda unit: unit.connection.execute(update(columns_of(RemedyRow)).values(state=state)).close())

    assert history(memory, agreement) == History(on_order=0, of_buyer=0, coupons_instead=euros(0))
