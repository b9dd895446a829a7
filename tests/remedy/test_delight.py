"""A gift that nobody expects: beside a remedy, once to a buyer, within its own budget, and never in place of anything."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from bot.memory.agreements import Agreement, Bounds
from bot.memory.store import Unit
from bot.remedy.delight import gift_beside
from bot.remedy.money import Money
from bot.remedy.offer import Part, Proposal
from bot.remedy.policy import Policy
from bot.remedy.policy_reading import SHIPPED, PolicyError, read_policy
from bot.remedy.settling import Settlement, Word, settle_by_hand
from bot.shop.orders import Order, order_key
from bot.terms import RemedyKind
from tests.complaint.cases import ORDER
from tests.complaint.counter import ANA, PRACTICE, file_of, reply, told, with_offer
from tests.payments import ScriptedPayments, Turn
from tests.remedy.promises import at_once
from tests.talk import Shop, open_shop

EVER = datetime(2000, 1, 1, tzinfo=UTC)
PAID = replace(ORDER, currency="EUR", total_paid=Money(10470, "EUR"))
REFUND = Part(RemedyKind.REFUND, Money(998, "EUR"))
COUPON = Part(RemedyKind.COUPON, Money(499, "EUR"), Decimal(5))
GIFT = Part(RemedyKind.GIFT, Money(300, "EUR"))


def shipped(monthly: str) -> str:
    """The shipped policy, with so much for delight in a month, and 20 EUR that the bot gives by itself."""
    text = SHIPPED.read_text(encoding="utf-8").replace("amount_eur = 15", "amount_eur = 20", 1)
    head, _, tail = text.partition("[delight]")
    return f"{head}[delight]{tail.replace('monthly_eur = 0', f'monthly_eur = {monthly}', 1)}"


DELIGHTS = read_policy(shipped("30"))


def beside(*parts: Part, policy: Policy = DELIGHTS, order: Order = PAID) -> Part | None:
    return gift_beside(Proposal(parts), order, policy, {})


def test_a_gift_comes_beside_money_and_its_coupon_where_there_is_room_on_top() -> None:
    assert beside(REFUND, COUPON) == GIFT


def test_the_shipped_policy_gives_none() -> None:
    assert beside(REFUND, policy=read_policy(SHIPPED.read_text(encoding="utf-8"))) is None


@pytest.mark.parametrize(
    "parts",
    [
        (REFUND, GIFT),
        (Part(RemedyKind.RETURN, Money(0, "EUR"), count=14),),
        (REFUND, replace(COUPON, amount=Money(748, "EUR"))),  # with 3.00 that is more than 10 % of the order
        (replace(REFUND, amount=Money(1701, "EUR")),),  # with 3.00 that is more than the bot gives by itself
    ],
    ids=["a gift already", "nothing was given", "no room on top", "beyond the bot"],
)
def test_there_is_none_where_it_would_be_too_much_or_stand_for_something(parts: tuple[Part, ...]) -> None:
    assert beside(*parts) is None


def test_in_a_currency_without_a_rate_there_is_none() -> None:
    yen = replace(PAID, currency="JPY", total_paid=Money(10470, "JPY"))

    assert beside(Part(RemedyKind.REFUND, Money(998, "JPY")), order=yen) is None


@pytest.mark.parametrize(
    ("monthly", "fault"),
    [
        ("2", "[delight] monthly_eur must be 0 (switched off), or between gift_eur and the monthly_eur of [budget]."),
        ("1001", "[delight] monthly_eur must be 0 (switched off), or between gift_eur and the monthly_eur of [budget]."),
        ("-1", "[delight] monthly_eur = -1 must be a number from 0 to 1000000, without quotes."),
    ],
)
def test_a_policy_check_knows_what_it_may_cost(monthly: str, fault: str) -> None:
    with pytest.raises(PolicyError) as error:
        read_policy(shipped(monthly))

    (said,) = error.value.faults
    assert said.partition(": ")[2] == fault


def test_a_gift_that_costs_nothing_is_no_gift() -> None:
    with pytest.raises(PolicyError, match="must be more than 0 where"):
        read_policy(shipped("30").replace("gift_eur = 3", "gift_eur = 0", 1))


# --- in a whole shop ---------------------------------------------------------------------------------------------------


def with_delights(folder: Path, monthly: str = "30") -> dict[str, dict[str, object]]:
    policy = folder / "policy.toml"
    policy.write_text(shipped(monthly), encoding="utf-8")
    return {"money": {"policy": str(policy)}}


async def gifts(shop: Shop) -> list[tuple[int, str, str]]:
    lines = await shop.house.memory.read(lambda unit: unit.accounts.lines(EVER))
    return [(line.case_id, line.state.value, str(line.amount)) for line in lines if line.part is RemedyKind.GIFT]


async def spent(shop: Shop) -> Money:
    return (await shop.house.memory.read(lambda unit: unit.ledger.budget("2026-02"))).spent


async def test_it_is_not_promised_and_comes_with_the_remedy_to_a_buyer_once(database: str, tmp_path: Path) -> None:
    payments = ScriptedPayments(Turn.DONE)
    async with open_shop(tmp_path, url=database, payments=payments, **with_delights(tmp_path)) as shop:
        buyer = await with_offer(shop, ANA)
        await buyer.say("yes")
        before = [str(line["text"]) for line in buyer.lines]
        await at_once(shop)

        assert not any("gift" in text for text in before)
        assert (await told(shop))[-1] == "bot: done.with_colleague"
        assert await gifts(shop) == [(1, "executing", "3.00 EUR")]
        (task,) = await shop.house.memory.read(lambda unit: unit.tasks.waiting())
        assert task.what.endswith("They do not expect it: it is our surprise.")
        assert await spent(shop) == Money(998 + 499 + 300, "EUR")
        again = await shop.house.memory.write(_once_more, shop.clock.now())
        assert again is False


def _once_more(unit: Unit, now: datetime) -> bool:
    order = unit.shop.find_orders(order_key("WL-2026-0063"))[0]
    another = Agreement(unit.state.shop_id(), 1, 1, order.id, 2, (REFUND,), "bot", "{}", now)
    return unit.ledger.delight(another, GIFT, Bounds(Money(10**6, "EUR"), Money(10**6, "EUR"), EVER))


async def test_the_months_gifts_end_with_their_budget(database: str, tmp_path: Path) -> None:
    async with open_shop(tmp_path, url=database, payments=ScriptedPayments(), **with_delights(tmp_path, "3")) as shop:
        await (await with_offer(shop, ANA)).say("yes")

        more = await shop.house.memory.write(
            lambda unit: unit.ledger.spend_on_delight("2026-02", Money(1, "EUR"), None, Money(300, "EUR"))
        )

        assert more is False
        assert await spent(shop) == Money(998 + 499 + 300, "EUR")


async def test_with_a_remedy_that_falls_through_it_is_called_off_and_both_budgets_have_it_back(
    database: str, tmp_path: Path
) -> None:
    payments = ScriptedPayments(Turn.REFUSED)
    async with open_shop(tmp_path, url=database, payments=payments, **with_delights(tmp_path, "3")) as shop:
        await (await with_offer(shop, ANA)).say("yes")
        await at_once(shop)

        assert await gifts(shop) == [(1, "cancelled", "3.00 EUR")]
        assert await spent(shop) == Money(0, "EUR")
        assert await shop.house.memory.write(
            lambda unit: unit.ledger.spend_on_delight("2026-02", Money(300, "EUR"), None, Money(300, "EUR"))
        )


async def test_whoever_has_the_case_can_call_it_off(tmp_path: Path) -> None:
    async with open_shop(tmp_path, payments=ScriptedPayments(Turn.DONE), **with_delights(tmp_path)) as shop:
        await (await with_offer(shop, ANA)).say("yes")
        await at_once(shop)
        await reply(shop)

        off = Word(Settlement.CANCELLED, "Mei", "no more gifts are here")
        await shop.house.memory.write(settle_by_hand, 1, off, PRACTICE, shop.clock.now())

        assert await gifts(shop) == [(1, "cancelled", "3.00 EUR")]
        assert await spent(shop) == Money(998 + 499, "EUR")
        assert "a gift of 3.00 EUR comes with it, unasked" in [one.detail for one in (await file_of(shop)).log]
