"""From the buyer's words to the ledger: the arithmetic of the sample orders, and what bounds it."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.errors import NotNow
from bot.memory.store import Memory, Unit
from bot.remedy.money import Money
from bot.shop.orders import Order
from bot.terms import Authority, Keeper, Step
from tests.complaint.counter import ANA, CHAU, GIULIA, THE_OFFER, THE_REASON, approve, file_of, remedies, told, with_offer
from tests.talk import Shop, open_shop


def order_63(unit: Unit) -> Order:
    (order,) = unit.shop.find_orders("WL20260063")
    return order


@pytest.mark.parametrize(
    ("order", "proof", "refund", "on_top", "instead"),
    [
        # 2 × (49.90 − 44.91) = 9.98 · 5 % of 99.80 = 4.99 · 150 % of 9.98 = 14.97
        ("WL-2026-0063", "ana.garcia@example.com", "9.98 EUR", "4.99 EUR", "14.97 EUR"),
        # 39.50 − 35.55 = 3.95 · 5 % of 39.50 = 1.975 · 150 % of 3.95 = 5.925
        ("WL-2026-0041", "zoe.f@example.com", "3.95 EUR", "1.98 EUR", "5.93 EUR"),
        # 74.90 − 67.41 = 7.49 · 5 % of 74.90 = 3.745 · 150 % of 7.49 = 11.235
        ("WL-2026-0061", "harriet.cole@example.com", "7.49 GBP", "3.75 GBP", "11.24 GBP"),
        # 21.00 − 18.90 = 2.10 · 5 % of 21.00 = 1.05 · 150 % of 2.10 = 3.15
        ("WL-2026-0053", "ruolan.w@example.com", "2.10 USD", "1.05 USD", "3.15 USD"),
        # (46.750 − 2.338) − 42.075 = 2.337 · 5 % of 44.412 = 2.2206 · 150 % of 2.337 = 3.5055
        ("WL-2026-0044", "quinn.od@example.com", "2.337 KWD", "2.221 KWD", "3.506 KWD"),
        # 7900 − 7110 = 790 · 5 % of 7900 = 395 · 150 % of 790 = 1185
        ("WL-2026-0047", "eoin.mr@example.com", "790 JPY", "395 JPY", "1185 JPY"),
    ],
)
async def test_the_difference_is_made_up_to_the_smallest_coin(
    shop: Shop, order: str, proof: str, refund: str, on_top: str, instead: str
) -> None:
    money = await with_offer(shop, f"It got cheaper after I bought it: {order}, {proof}")

    await money.say("ok, do it")

    file = await file_of(shop)
    assert await remedies(shop) == [("case-1-offer-1-refund", refund, ""), ("case-1-offer-1-coupon", on_top, "5")]
    assert file.stored.case.offer is not None
    assert [str(one.cost) for one in file.stored.case.offer.offer.proposals][1] == instead
    assert file.stored.case.step is Step.EXECUTE


async def test_the_larger_coupon_is_written_down_as_an_amount_and_promises_no_money(shop: Shop) -> None:
    buyer = await with_offer(shop)

    await buyer.press("The €14.97 coupon")

    order = await shop.house.memory.read(order_63)
    assert await remedies(shop) == [("case-1-offer-1-coupon", "14.97 EUR", "")]
    assert order.promised == Money(0, "EUR")


async def test_where_no_coupon_is_wanted_the_money_alone_is_written_down(shop: Shop) -> None:
    buyer = await with_offer(shop)

    await buyer.say("no coupon, money back")
    before = await remedies(shop)
    await buyer.say("ok")

    budget = await shop.house.memory.read(lambda unit: unit.ledger.budget("2026-02"))
    assert before == []
    assert await remedies(shop) == [("case-1-offer-2-refund", "9.98 EUR", "")]
    assert budget.spent == Money(998, "EUR")


async def test_an_ok_after_a_no_is_written_down_nowhere(shop: Shop) -> None:
    buyer = await with_offer(shop)

    await buyer.say("no")
    await buyer.say("ok")

    assert await remedies(shop) == []


async def test_a_refund_is_reserved_on_the_order_and_counted_in_the_month(shop: Shop) -> None:
    buyer = await with_offer(shop)

    await buyer.say("yes")

    order = await shop.house.memory.read(order_63)
    budget = await shop.house.memory.read(lambda unit: unit.ledger.budget("2026-02"))
    assert order.promised == Money(998, "EUR")
    assert budget.spent == Money(998 + 499, "EUR")


async def test_a_second_yes_in_every_form_is_one_remedy(shop: Shop) -> None:
    buyer = await with_offer(shop)

    await buyer.say("yes")
    await buyer.say("yes please")
    await buyer.press("Yes, refund €9.98")
    await buyer.press("The €14.97 coupon")

    assert [key for key, *_ in await remedies(shop)] == ["case-1-offer-1-refund", "case-1-offer-1-coupon"]
    assert (await told(shop))[-5:] == [
        "bot: execute.already",
        "buyer: Yes, refund €9.98",
        "bot: execute.already",
        "buyer: The €14.97 coupon",
        "bot: execute.already",
    ]


async def test_more_than_the_bot_may_give_waits_for_somebody_with_the_authority(shop: Shop) -> None:
    # 3 × (79.90 − 71.91) = 23.97 is above 15 EUR; 5 % of 239.70 = 11.985 comes on top
    buyer = await with_offer(shop, CHAU)
    await buyer.say("yes")
    before = await remedies(shop)

    await approve(shop)
    await buyer.say("yes, refund it")

    assert before == []
    assert await remedies(shop) == [("case-1-offer-1-refund", "23.97 EUR", ""), ("case-1-offer-1-coupon", "11.99 EUR", "5")]
    assert {one.approved_by for one in (await file_of(shop)).remedies} == {"Mei"}


async def test_what_cannot_be_verified_promises_nothing(shop: Shop) -> None:
    buyer = await with_offer(shop, GIULIA)

    await buyer.say("https://shop.example.com/watch 99 euros")

    assert (await told(shop))[-3:] == [
        "bot: explain.not_observed",
        "buyer: https://shop.example.com/watch 99 euros",
        "bot: person.checks",
    ]
    assert await remedies(shop) == []


async def test_orders_and_prices_of_days_to_come_are_not_known_yet(shop: Shop) -> None:
    buyer = await shop.buyer()

    await buyer.say("It got cheaper after I bought it: WL-2026-0083, thalia.m@example.com")  # of 22 February
    unknown = await told(shop, after=1)
    await shop.later(timedelta(days=7))
    await buyer.say("It got cheaper after I bought it: WL-2026-0083, thalia.m@example.com")

    assert unknown[-1] == "bot: listen.not_found"
    assert (await told(shop))[-1] == "bot: listen.read_back.price_drop"


async def test_an_offer_that_stood_too_long_is_asked_of_the_policy_again(shop: Shop) -> None:
    buyer = await with_offer(shop)
    order = await shop.house.memory.read(order_63)
    await shop.house.memory.write(lambda unit: unit.shop.put_orders([replace(order, refunded=Money(500, "EUR"))]))

    await buyer.say("yes")

    case = (await file_of(shop)).stored.case
    assert (await told(shop))[-1] == "bot: execute.cannot person.looks"
    assert (case.step, case.offer, case.keeper) == (Step.EXPLAIN, None, Keeper.WAITING)
    assert await remedies(shop) == []
    assert (await shop.house.memory.read(order_63)).promised == Money(0, "EUR")


async def test_a_month_that_was_spent_meanwhile_gives_nothing_without_a_person(shop: Shop) -> None:
    buyer = await with_offer(shop)
    await shop.house.memory.write(lambda unit: unit.ledger.spend("2026-02", Money(98_504, "EUR"), None))

    await buyer.say("yes")  # 985.04 + 14.97 = 1,000.01

    assert await remedies(shop) == []
    assert (await told(shop))[-1] == "bot: execute.cannot person.looks"
    assert (await shop.house.memory.read(lambda unit: unit.ledger.budget("2026-02"))).spent == Money(98_504, "EUR")


async def test_the_last_cent_of_the_month_can_be_given(shop: Shop) -> None:
    buyer = await with_offer(shop)
    await shop.house.memory.write(lambda unit: unit.ledger.spend("2026-02", Money(98_503, "EUR"), None))

    await buyer.say("yes")  # 985.03 + 14.97 = 1,000.00: the dearer proposal still fits

    assert len(await remedies(shop)) == 2


async def test_the_same_order_by_two_doors_is_one_case_and_made_up_once(shop: Shop) -> None:
    first, second = await with_offer(shop), await shop.buyer()

    await second.say(ANA)
    await second.say("yes")
    await first.say("yes")

    assert (await told(shop))[-2:] == ["buyer: yes", "bot: execute.already"]
    assert (len(await remedies(shop, 1)), len(await remedies(shop, 2))) == (2, 0)


async def test_who_asks_again_after_it_was_made_up_is_told_so(shop: Shop) -> None:
    first = await with_offer(shop)
    await first.press("The €14.97 coupon")
    await shop.later(timedelta(hours=1))
    await shop.later(timedelta(hours=25))
    await first.read()
    await first.press("Very satisfied")

    await with_offer(shop)

    assert (await told(shop, 2))[-1] == "bot: explain.made_up explain.person_if_wrong"


async def test_two_yeses_by_two_doors_in_two_programs_at_the_same_moment_are_one_remedy(
    postgres_database: str, tmp_path: Path
) -> None:
    async with open_shop(tmp_path, url=postgres_database) as here, open_shop(tmp_path, url=postgres_database) as there:
        first, second = await with_offer(here), await there.buyer()
        await second.say(ANA)
        waits = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
        watching = Memory(postgres_database)

        with watching.connection() as holding:
            # The one has come to the order's row and the other to the buyer's before either may go on.
            holding.execute(text("SELECT 1 FROM shop_order WHERE number = 'WL-2026-0063' FOR UPDATE"))
            answers = asyncio.gather(*(buyer.say("yes") for buyer in (first, second)))
            await until(here.house.memory, lambda unit: unit.connection.scalar(text(waits)) == 2)
        await answers
        watching.close()

        assert [len(await remedies(here, case_id)) for case_id in (1, 2)] == [2, 0]
        assert (await told(here))[-4:] == ["buyer: yes", "bot: execute.noted_refund_coupon", "buyer: yes", "bot: execute.already"]
        assert (await here.house.memory.read(order_63)).promised == Money(998, "EUR")


async def until(memory: Memory, holds: Callable[[Unit], bool]) -> None:
    """Look until it is so; a test that waits in vain is ended by the ten seconds."""
    async with asyncio.timeout(10):
        while not await memory.read(holds):
            pass


async def test_the_whole_conversation_of_the_first_worked_case(shop: Shop) -> None:
    buyer = await with_offer(shop)
    await buyer.say("ok, do it")

    assert await told(shop) == [
        f"buyer: {ANA}",
        "bot: apologize.price_drop apologize.who_i_am apologize.privacy",
        "bot: listen.read_back.price_drop",
        "buyer: yes",
        THE_REASON,
        THE_OFFER,
        "buyer: ok, do it",
        "bot: execute.noted_refund_coupon",
    ]
    log = [(line.who, line.what, line.detail) for line in (await file_of(shop)).log]
    assert log == [
        ("buyer", "opened", "page"),
        ("buyer", "step", "apologize -> listen"),
        ("buyer", "step", "listen -> explain"),
        ("buyer", "offered", "offer 1"),
        ("buyer", "step", "explain -> offer"),
        ("buyer", "agreed", "offer 1, proposal 1: refund 9.98 EUR + coupon 5 %"),
        ("buyer", "step", "offer -> execute"),
    ]


async def test_approval_by_less_than_is_needed_is_refused_and_changes_nothing(shop: Shop) -> None:
    await with_offer(shop, CHAU)

    with pytest.raises(NotNow, match="needs the authority of staff, which bot is not"):
        await approve(shop, Authority.BOT)

    assert (await file_of(shop)).stored.case.waits_for == "approval by staff"
