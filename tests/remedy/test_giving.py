"""Every kind of remedy is given once, with its proof: what is ours at once, what is a person's when they say so."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.complaint.case import PartState
from bot.remedy.giving import seen_to_by_people
from bot.remedy.kinds import Way, way_of
from bot.remedy.offer import Part
from bot.remedy.policy_reading import SHIPPED
from bot.terms import Cause, RemedyKind, Step
from tests.complaint.counter import PRACTICE, told
from tests.payments import ScriptedPayments, Turn
from tests.remedy.promises import (
    COUPON,
    GIFT,
    LAMP,
    POINTS,
    RAIN_CHECK,
    REFUND,
    REPLACEMENT,
    RETURN,
    WARRANTY,
    at_once,
    case_of,
    promised,
)
from tests.talk import Buyer, Shop, open_shop


async def words(buyer: Buyer) -> list[str]:
    """What the buyer reads that is new."""
    return [str(line["text"]) for line in await buyer.read()]


async def settled(shop: Shop) -> dict[str, str]:
    return {part.kind.value: part.state.value for part in (await case_of(shop)).settled}


def test_every_kind_has_its_way() -> None:
    by_way = {way: {kind.value for kind in RemedyKind if way_of(kind) is way} for way in Way}

    assert by_way == {
        Way.PAID: {"refund"},
        Way.AT_ONCE: {"coupon", "points", "warranty", "return", "rain_check"},
        Way.BY_HAND: {"replacement", "repair", "resend", "gift", "apology", "voucher"},
    }
    assert way_of(RemedyKind.REFUND, frozenset({RemedyKind.REFUND})) is Way.BY_HAND


def test_without_an_address_a_person_tells_how_goods_are_sent_back() -> None:
    assert seen_to_by_people(None, PRACTICE) == {RemedyKind.RETURN}


# --- at once ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("part", "reads"),
    [
        (
            POINTS,
            "200 points are in your account. At the end of the quarter your points become a coupon, and you'll read it here.",
        ),
        # It was ordered on 12 February 2026 and is not delivered yet: 24 months, and three more.
        (WARRANTY, "Your warranty now lasts until May 12, 2028. Its reference is 1."),
        (
            RETURN,
            "Please send it by March 2 to: Wanderlight Returns, Example Street 1, 10115 Berlin, Germany. "
            "Write the number 1 on the parcel, so that we know it's yours. "
            "Your money goes back the way you paid once it has arrived.",
        ),
        (RAIN_CHECK, "I've noted it for you under number 1: Clip Lamp. You'll read it here as soon as it's back."),
    ],
)
async def test_what_is_ours_to_give_is_given_at_once(database: str, tmp_path: Path, part: Part, reads: str) -> None:
    async with open_shop(tmp_path, url=database, payments=ScriptedPayments()) as shop:
        buyer = await promised(shop, part)

        await at_once(shop)
        await at_once(shop)

        assert await words(buyer) == [reads]
        case = await case_of(shop)
        assert (case.step, case.told, [part.state for part in case.settled]) == (Step.REVIEW, True, [PartState.DONE])


async def test_a_rain_check_needs_no_order_and_is_told_once_when_it_is_back(database: str, tmp_path: Path) -> None:
    async with open_shop(tmp_path, url=database, payments=ScriptedPayments()) as shop:
        buyer = await promised(shop, RAIN_CHECK, order_number="", cause=Cause.OUT_OF_STOCK)
        await at_once(shop)
        await words(buyer)

        for _ in range(2):
            (check,) = await shop.house.memory.read(lambda unit: unit.rain_checks.untold()) or [None]
            await shop.house.memory.write(_is_back, shop)
            await at_once(shop)

        assert check is None
        assert await words(buyer) == [
            f"It's back: {LAMP}. One is kept for you under number 1; write here if you'd like to have it."
        ]
        assert await shop.house.memory.read(lambda unit: unit.accounts.overpaid()) == []


def _is_back(unit, shop: Shop) -> None:  # type: ignore[no-untyped-def]
    unit.due.put("back_in_stock", "back_in_stock:1", 1, shop.clock.now(), 1)


async def test_at_night_nobody_is_told_that_it_is_back(database: str, tmp_path: Path) -> None:
    async with open_shop(tmp_path, url=database, payments=ScriptedPayments()) as shop:
        buyer = await promised(shop, RAIN_CHECK, order_number="")
        await at_once(shop)
        await words(buyer)
        shop.clock.forward(timedelta(hours=14))  # midnight in Berlin
        await shop.house.memory.write(_is_back, shop)

        await at_once(shop)
        at_midnight = await words(buyer)
        await shop.later(timedelta(hours=12))

        assert at_midnight == []
        assert [line.startswith("It's back") for line in await words(buyer)].count(True) == 1


async def test_points_become_a_coupon_once_the_quarter_is_over(database: str, tmp_path: Path) -> None:
    async with open_shop(tmp_path, url=database, payments=ScriptedPayments()) as shop:
        buyer = await promised(shop, POINTS)
        await at_once(shop)
        await words(buyer)

        await buyer.say("Where is my case?")
        balance = str(buyer.lines[-1]["text"])
        await shop.later(timedelta(days=50))
        await shop.later(timedelta(days=1))

        # 104.70 EUR earn 1 %: 104 points beside the 200 that were given.
        assert balance == "You have 304 points; they become a coupon on April 1."
        became = [line for line in await words(buyer) if "304 points" in line]
        assert [line.partition("coupon. Its code is AM-")[0] for line in became] == ["Your 304 points have become a "]
        (coupon,) = await shop.house.memory.read(lambda unit: unit.coupons.since(shop.clock.at - timedelta(days=9)))
        assert (str(coupon.coupon.amount), coupon.remedy_key.startswith("points-1-")) == ("3.04 EUR", True)
        assert await shop.house.memory.read(lambda unit: unit.points.balance(1)) == 0


def from_twenty_euros(policy: Path) -> Path:
    """The shipped policy, with coupons for orders of 20 EUR on."""
    shipped = SHIPPED.read_text(encoding="utf-8")
    policy.write_text(shipped.replace("minimum_order_eur = 0", "minimum_order_eur = 20"), encoding="utf-8")
    return policy


async def test_a_coupon_with_a_least_order_says_so(database: str, tmp_path: Path) -> None:
    policy = from_twenty_euros(tmp_path / "policy.toml")
    async with open_shop(tmp_path, url=database, payments=ScriptedPayments(), money={"policy": str(policy)}) as shop:
        buyer = await promised(shop, COUPON)

        await at_once(shop)

        (coupon,) = await words(buyer)
        assert coupon.endswith("once, until May 17. It's for orders of €20.00 or more.")


# --- with money ------------------------------------------------------------------------------------------------------


async def test_all_that_is_ours_comes_with_the_refund_and_what_is_a_persons_does_not_hold_it_up(
    database: str, tmp_path: Path
) -> None:
    async with open_shop(tmp_path, url=database, payments=ScriptedPayments(Turn.DONE)) as shop:
        await promised(shop, REFUND, COUPON, GIFT, WARRANTY)

        await at_once(shop)

        assert await settled(shop) == {"refund": "done", "coupon": "done", "gift": "on_its_way", "warranty": "done"}
        assert (await told(shop)) == [
            "bot: done.refunded",
            "bot: done.coupon_percent",
            "bot: done.warranty",
            "bot: done.with_colleague",
        ]
        assert (await case_of(shop)).step is Step.EXECUTE


async def test_what_was_not_given_is_called_off_with_a_refund_that_failed(database: str, tmp_path: Path) -> None:
    async with open_shop(tmp_path, url=database, payments=ScriptedPayments(Turn.REFUSED)) as shop:
        await promised(shop, REFUND, COUPON, REPLACEMENT, POINTS)

        await at_once(shop)

        lines = await shop.house.memory.read(lambda unit: unit.accounts.lines(shop.clock.at - timedelta(days=9)))
        states = {line.part.value: line.state.value for line in lines}
        assert states == {"refund": "failed", "coupon": "cancelled", "replacement": "cancelled", "points": "cancelled"}
        assert await shop.house.memory.read(lambda unit: unit.tasks.all()) == []
        assert await shop.house.memory.read(lambda unit: unit.points.balance(1)) == 0
        assert (await told(shop)) == ["bot: done.failed person.looks"]


async def test_nothing_is_given_while_the_refund_is_uncertain(database: str, tmp_path: Path) -> None:
    async with open_shop(tmp_path, url=database, payments=ScriptedPayments(Turn.PENDING, Turn.DONE)) as shop:
        await promised(shop, REFUND, WARRANTY, GIFT)

        await at_once(shop)
        meanwhile = (await settled(shop), await shop.house.memory.read(lambda unit: unit.tasks.all()))
        await shop.later(timedelta(seconds=30))

        assert meanwhile == ({"refund": "on_its_way"}, [])
        assert await settled(shop) == {"refund": "done", "warranty": "done", "gift": "on_its_way"}
