"""What was agreed is carried out once, whatever the provider does, and the buyer reads what is true at that moment."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import select

from bot.memory.agreements import Agreement
from bot.memory.columns import columns_of
from bot.memory.money_tables import CouponRow
from bot.memory.store import Memory, Unit
from bot.ports import PaymentAnswer
from bot.remedy import execution, switch
from bot.remedy.money import Money
from bot.remedy.offer import Part
from bot.shop.orders import Order, order_key
from bot.terms import Keeper, RemedyKind, Step
from tests.complaint.counter import ANA, PRACTICE, close, file_of, hand_back, reply, told, with_offer
from tests.memory.people import AT, buyer, complaint, sample_order
from tests.payments import ScriptedPayments, Turn
from tests.talk import STORY, Buyer, Shop, open_shop

HALF_A_MINUTE, HOUR, DAY = timedelta(seconds=30), timedelta(hours=1), timedelta(days=1)
ENDLESS = 200
"""More calls than any of these tests makes."""

AGREED = "bot: execute.noted_refund_coupon"
ON_ITS_WAY = "bot: done.on_its_way"
REFUNDED = "bot: done.refunded"
COUPON = "bot: done.coupon_percent"


@asynccontextmanager
async def shop_with(database: str, folder: Path, *script: Turn) -> AsyncIterator[tuple[Shop, ScriptedPayments]]:
    """The sample shop, with a provider that does what the script says."""
    payments = ScriptedPayments(*script)
    async with open_shop(folder, url=database, payments=payments) as shop:
        yield shop, payments


async def agreed(shop: Shop) -> Buyer:
    """A yes to a refund of 9.98 EUR and a coupon of 5 %, of which nothing is carried out yet."""
    buyer = await with_offer(shop, ANA)
    await buyer.say("yes")
    return buyer


async def since_the_yes(shop: Shop) -> list[str]:
    """What the buyer read after it was noted."""
    lines = await told(shop)
    return lines[lines.index(AGREED) + 1 :]


async def ledger(shop: Shop) -> list[tuple[str, str, str]]:
    """What became of each part: its state, and the reference or the reason."""
    lines = await shop.house.memory.read(lambda unit: unit.accounts.lines(datetime(2000, 1, 1, tzinfo=UTC)))
    return [(line.part.value, line.state.value, line.reference or line.reason) for line in lines]


async def transitions(shop: Shop) -> list[tuple[str, str, str]]:
    log = (await file_of(shop)).log
    return [(line.who, line.what, line.detail) for line in log if line.what in {"refund", "coupon"}]


async def order(shop: Shop) -> Order:
    def find(unit: Unit) -> Order:
        (found,) = unit.shop.find_orders(order_key("WL-2026-0063"))
        return found

    return await shop.house.memory.read(find)


async def promised_and_refunded(shop: Shop) -> tuple[str, str]:
    found = await order(shop)
    return str(found.promised), str(found.refunded)


async def spent(shop: Shop, month: str = "2026-02") -> Money:
    return (await shop.house.memory.read(lambda unit: unit.ledger.budget(month))).spent


async def coupons(shop: Shop) -> list[tuple[str, str, int, datetime]]:
    """Every coupon there is: its code, its percentage, its buyer, and when it ends."""
    row = columns_of(CouponRow)
    wanted = select(row.c.code, row.c.percent, row.c.buyer_id, row.c.expires_at)
    return await shop.house.memory.read(lambda unit: [tuple(found) for found in unit.connection.execute(wanted)])


async def until_it_is_settled(shop: Shop, hours: int) -> None:
    """Hour by hour, as the looks at the longest are apart."""
    for _ in range(hours):
        await shop.later(HOUR)


# --- it is done ----------------------------------------------------------------------------------------------------


async def test_nothing_is_called_refunded_before_it_is_and_then_it_is_told_once(database: str, tmp_path: Path) -> None:
    async with shop_with(database, tmp_path, Turn.DONE) as (shop, payments):
        await agreed(shop)
        before = (await since_the_yes(shop), await ledger(shop), await promised_and_refunded(shop))

        await shop.later(timedelta())
        await shop.later(HOUR)

        assert before == ([], [("refund", "approved", ""), ("coupon", "approved", "")], ("9.98 EUR", "0.00 EUR"))
        assert await since_the_yes(shop) == [REFUNDED, COUPON]
        assert await ledger(shop) == [("refund", "done", "R-1"), ("coupon", "done", "")]
        assert await promised_and_refunded(shop) == ("0.00 EUR", "9.98 EUR")
        assert list(payments.moved.values()) == [Money(998, "EUR")]
        assert await spent(shop) == Money(998 + 499, "EUR")


async def test_every_transition_is_on_record_with_who_and_why(database: str, tmp_path: Path) -> None:
    async with shop_with(database, tmp_path, Turn.DONE) as (shop, _):
        await agreed(shop)

        await shop.later(timedelta())

        assert await transitions(shop) == [
            ("ledger", "refund", "approved -> executing: 9.98 EUR"),
            ("ledger", "refund", "executing -> done"),
            ("ledger", "coupon", "approved -> done: issued"),
        ]
        assert (await file_of(shop)).stored.case.step is Step.REVIEW


async def test_the_buyer_reads_the_proof_of_each_part(database: str, tmp_path: Path) -> None:
    async with shop_with(database, tmp_path, Turn.DONE) as (shop, _):
        buyer = await agreed(shop)

        await shop.later(timedelta())
        refund, coupon = [str(line["text"]) for line in await buyer.read()]

        ((code, percent, whose, ends),) = await coupons(shop)
        assert refund.startswith("It's refunded: €9.98, the way you paid, reference R-1.")
        assert coupon == f"Your coupon is {code}: 5% off your next order, once, until May 17."
        assert (percent, whose) == ("5", 1)
        assert ends.astimezone(ZoneInfo("Europe/Berlin")).date() == date(2026, 5, 17)


async def test_a_coupon_by_itself_asks_no_provider(database: str, tmp_path: Path) -> None:
    async with shop_with(database, tmp_path) as (shop, payments):
        buyer = await with_offer(shop)
        await buyer.press("The €14.97 coupon")

        await shop.later(timedelta())
        await shop.later(HOUR)

        assert (await told(shop))[-2:] == ["bot: execute.noted_coupon", "bot: done.coupon_amount"]
        assert await ledger(shop) == [("coupon", "done", "")]
        assert (len(await coupons(shop)), payments.calls) == (1, [])


async def test_two_who_carry_it_out_at_once_move_it_once(database: str, tmp_path: Path) -> None:
    async with (
        shop_with(database, tmp_path, Turn.DONE) as (shop, payments),
        open_shop(tmp_path, url=database, payments=payments) as other,
    ):
        await agreed(shop)

        await shop.later(timedelta())
        await other.later(timedelta())

        assert len(payments.calls) == 1
        assert await since_the_yes(shop) == [REFUNDED, COUPON]


# --- it is not certain ---------------------------------------------------------------------------------------------


async def test_what_is_pending_is_on_its_way_and_refunded_once_it_is(database: str, tmp_path: Path) -> None:
    async with shop_with(database, tmp_path, Turn.PENDING, Turn.AS_WRITTEN, Turn.DONE) as (shop, payments):
        await agreed(shop)

        await shop.later(timedelta())
        first = (await since_the_yes(shop), await ledger(shop), await promised_and_refunded(shop), await coupons(shop))
        await shop.later(HALF_A_MINUTE)
        second = await since_the_yes(shop)
        await shop.later(2 * HALF_A_MINUTE)

        open_still = [("refund", "unknown", "not confirmed yet"), ("coupon", "approved", "")]
        assert first == ([ON_ITS_WAY], open_still, ("9.98 EUR", "0.00 EUR"), [])
        assert second == [ON_ITS_WAY]
        assert await since_the_yes(shop) == [ON_ITS_WAY, REFUNDED, COUPON]
        assert [call for call, _ in payments.calls] == ["refund", "look_up", "look_up"]
        assert await transitions(shop) == [
            ("ledger", "refund", "approved -> executing: 9.98 EUR"),
            ("ledger", "refund", "executing -> unknown: not confirmed yet"),
            ("ledger", "refund", "unknown -> done"),
            ("ledger", "coupon", "approved -> done: issued"),
        ]


async def test_a_lost_answer_is_looked_up_and_nothing_is_asked_for_again(database: str, tmp_path: Path) -> None:
    async with shop_with(database, tmp_path, Turn.ANSWER_LOST, Turn.AS_WRITTEN) as (shop, payments):
        await agreed(shop)

        await shop.later(timedelta())
        meanwhile = await since_the_yes(shop)
        await shop.later(HALF_A_MINUTE)

        assert meanwhile == [ON_ITS_WAY]
        assert await since_the_yes(shop) == [ON_ITS_WAY, REFUNDED, COUPON]
        assert [call for call, _ in payments.calls] == ["refund", "look_up"]
        assert await promised_and_refunded(shop) == ("0.00 EUR", "9.98 EUR")


async def test_a_lost_request_is_asked_for_again_under_its_key_once_it_is_certain(database: str, tmp_path: Path) -> None:
    async with shop_with(database, tmp_path, Turn.REQUEST_LOST, Turn.AS_WRITTEN, Turn.DONE) as (shop, payments):
        await agreed(shop)

        await shop.later(timedelta())
        await shop.later(HALF_A_MINUTE)

        assert [call for call, _ in payments.calls] == ["refund", "look_up", "refund"]
        assert len({key for _, key in payments.calls}) == 1
        assert await ledger(shop) == [("refund", "done", "R-1"), ("coupon", "done", "")]


async def test_a_provider_that_is_down_for_most_of_a_day_is_asked_once_more_when_it_is_up(database: str, tmp_path: Path) -> None:
    async with shop_with(database, tmp_path, *[Turn.REQUEST_LOST] * ENDLESS) as (shop, payments):
        await agreed(shop)

        await shop.later(timedelta())
        await until_it_is_settled(shop, hours=20)
        meanwhile = await since_the_yes(shop)
        payments.script.clear()
        payments.script.extend([Turn.AS_WRITTEN, Turn.DONE])
        await until_it_is_settled(shop, hours=2)

        assert meanwhile == [ON_ITS_WAY]
        assert await since_the_yes(shop) == [ON_ITS_WAY, REFUNDED, COUPON]
        assert [call for call, _ in payments.calls][-2:] == ["look_up", "refund"]


async def test_what_nobody_can_tell_for_a_day_is_a_persons_and_is_looked_up_all_the_same(database: str, tmp_path: Path) -> None:
    async with shop_with(database, tmp_path, Turn.ANSWER_LOST, *[Turn.REQUEST_LOST] * ENDLESS) as (shop, payments):
        await agreed(shop)

        await shop.later(timedelta())
        for _ in range(128):  # the waits of 30 seconds, one minute, two … 32 minutes are over after 63:30 minutes
            await shop.later(HALF_A_MINUTE)
        await until_it_is_settled(shop, hours=23)
        within_a_day = await since_the_yes(shop)
        await until_it_is_settled(shop, hours=1)
        after_a_day = (await since_the_yes(shop), (await file_of(shop)).stored.case.waits_for)
        await until_it_is_settled(shop, hours=30)
        payments.script.clear()
        payments.script.append(Turn.AS_WRITTEN)
        await shop.later(HOUR)
        unspoken = await since_the_yes(shop)
        await hand_back(shop)

        assert within_a_day == [ON_ITS_WAY]
        assert after_a_day == ([ON_ITS_WAY, "bot: done.uncertain person.looks"], "a person")
        assert unspoken == [*after_a_day[0], "bot: person.waits_longer"]
        assert await ledger(shop) == [("refund", "done", "R-1"), ("coupon", "done", "")]
        assert (await since_the_yes(shop))[3:] == ["bot: person.handed_back", REFUNDED, COUPON]
        assert len(payments.moved) == 1


class Failing(ScriptedPayments):
    """A connector with a fault of its own, as long as it has one: it raises where it should answer."""

    broken = True

    async def refund(self, key: str, order_number: str, amount: Money) -> PaymentAnswer:
        if self.broken:
            raise RuntimeError("an error nobody thought of")
        return await super().refund(key, order_number, amount)


async def test_a_fault_of_our_own_is_tried_again_for_good_and_no_promise_is_given_up(database: str, tmp_path: Path) -> None:
    payments = Failing(*[Turn.AS_WRITTEN] * ENDLESS)
    async with open_shop(tmp_path, url=database, payments=payments) as shop:
        await agreed(shop)

        await shop.later(timedelta())
        await until_it_is_settled(shop, hours=48)
        meanwhile = (await since_the_yes(shop), await ledger(shop))
        payments.broken = False
        payments.script.clear()
        payments.script.extend([Turn.AS_WRITTEN, Turn.DONE])
        await until_it_is_settled(shop, hours=2)

        assert meanwhile == ([], [("refund", "executing", ""), ("coupon", "approved", "")])
        assert await ledger(shop) == [("refund", "done", "R-1"), ("coupon", "done", "")]


# --- it is refused -------------------------------------------------------------------------------------------------


async def test_a_refusal_moves_nothing_gives_everything_back_and_calls_a_person(database: str, tmp_path: Path) -> None:
    async with shop_with(database, tmp_path, Turn.REFUSED) as (shop, payments):
        await agreed(shop)

        await shop.later(timedelta())
        await shop.later(DAY)

        case = (await file_of(shop)).stored.case
        assert await since_the_yes(shop) == ["bot: done.failed person.looks", "bot: person.waits_longer"]
        assert (case.keeper, case.waits_for) == (Keeper.WAITING, "a person")
        assert await ledger(shop) == [
            ("refund", "failed", "refused by the script"),
            ("coupon", "cancelled", "the refund failed"),
        ]
        assert (await promised_and_refunded(shop), await spent(shop)) == (("0.00 EUR", "0.00 EUR"), Money(0, "EUR"))
        assert (payments.moved, await coupons(shop)) == ({}, [])
        assert await transitions(shop) == [
            ("ledger", "refund", "approved -> executing: 9.98 EUR"),
            ("ledger", "refund", "executing -> failed: refused by the script"),
            ("ledger", "coupon", "approved -> cancelled: the refund failed"),
        ]


async def test_what_the_platform_returned_meanwhile_is_not_returned_once_more(database: str, tmp_path: Path) -> None:
    async with shop_with(database, tmp_path) as (shop, payments):
        await agreed(shop)
        bought = await order(shop)
        returned = replace(bought, refunded=bought.total_paid)
        await shop.house.memory.write(lambda unit: unit.shop.put_orders((returned,)))

        await shop.later(timedelta())

        assert (payments.moved, await coupons(shop)) == ({}, [])
        assert await promised_and_refunded(shop) == ("0.00 EUR", "104.70 EUR")
        assert await since_the_yes(shop) == ["bot: done.failed person.looks"]


async def test_what_is_refused_is_given_back_to_the_month_that_bore_it(database: str, tmp_path: Path) -> None:
    async with shop_with(database, tmp_path, Turn.PENDING, Turn.REFUSED) as (shop, _):
        await agreed(shop)
        await shop.later(timedelta())

        await shop.later(14 * DAY)

        assert (await spent(shop, "2026-02"), await spent(shop, "2026-03")) == (Money(0, "EUR"), Money(0, "EUR"))


async def test_after_a_refusal_and_a_person_the_bot_promises_nothing_more(database: str, tmp_path: Path) -> None:
    async with shop_with(database, tmp_path, Turn.REFUSED) as (shop, _):
        buyer = await agreed(shop)
        await shop.later(timedelta())
        await reply(shop)

        await hand_back(shop)
        await buyer.say("no, thanks")

        assert (await since_the_yes(shop))[-4:] == [
            "bot: person.handed_back",
            "bot: person.anything_else",
            "buyer: no, thanks",
            "bot: close.clear",
        ]


# --- a person has the case -----------------------------------------------------------------------------------------


async def test_while_a_person_has_the_case_it_is_carried_out_in_silence_and_told_on_the_way_back(
    database: str, tmp_path: Path
) -> None:
    async with shop_with(database, tmp_path, Turn.DONE) as (shop, _):
        await agreed(shop)
        await reply(shop)

        await shop.later(timedelta())
        meanwhile = (await since_the_yes(shop), await ledger(shop))
        await hand_back(shop)

        assert meanwhile == (["Mei: Hello, this is Mei."], [("refund", "done", "R-1"), ("coupon", "done", "")])
        assert (await since_the_yes(shop))[1:] == ["bot: person.handed_back", REFUNDED, COUPON]


async def test_what_a_person_closed_meanwhile_is_carried_out_and_told_and_not_asked_about(database: str, tmp_path: Path) -> None:
    async with shop_with(database, tmp_path, Turn.DONE) as (shop, _):
        await agreed(shop)
        await close(shop)

        await shop.later(timedelta())
        await shop.later(3 * DAY)

        assert await since_the_yes(shop) == [REFUNDED, COUPON]
        assert (await file_of(shop)).stored.case.waits_for == ""


async def test_what_was_done_while_a_person_had_the_case_is_told_when_they_close_it(database: str, tmp_path: Path) -> None:
    async with shop_with(database, tmp_path, Turn.DONE) as (shop, _):
        await agreed(shop)
        await reply(shop)
        await shop.later(timedelta())

        await close(shop)

        assert await since_the_yes(shop) == ["Mei: Hello, this is Mei.", REFUNDED, COUPON]


async def test_what_fails_after_a_person_closed_it_is_in_the_list_of_those_who_wait(database: str, tmp_path: Path) -> None:
    async with shop_with(database, tmp_path, Turn.REFUSED) as (shop, _):
        await agreed(shop)
        await close(shop)

        await shop.later(timedelta())
        waiting = await shop.house.memory.read(lambda unit: [(one.id, one.waits_for) for one in unit.cases.waiting()])
        await reply(shop)
        await close(shop)

        assert waiting == [(1, "a person")]
        assert await since_the_yes(shop) == ["bot: done.failed person.looks", "Mei: Hello, this is Mei."]
        assert await shop.house.memory.read(lambda unit: unit.cases.waiting()) == []


async def test_a_buyer_who_writes_after_such_a_failure_reaches_that_person(database: str, tmp_path: Path) -> None:
    async with shop_with(database, tmp_path, Turn.REFUSED) as (shop, _):
        buyer = await agreed(shop)
        await close(shop)
        await shop.later(timedelta())

        await buyer.say("and now?")

        assert await since_the_yes(shop) == ["bot: done.failed person.looks", "buyer: and now?", "bot: person.waits"]
        assert await shop.house.memory.read(lambda unit: unit.transcript.times_said("apologize.who_i_am")) == {1: 1}


# --- the switch ----------------------------------------------------------------------------------------------------


async def pause(shop: Shop, name: str = "Mei") -> None:
    await shop.house.memory.write(switch.pause, name, shop.clock.now())


async def resume(shop: Shop) -> None:
    await shop.house.memory.write(switch.resume, shop.clock.now())


async def test_while_money_is_paused_nothing_moves_and_nothing_is_lost(database: str, tmp_path: Path) -> None:
    async with shop_with(database, tmp_path, Turn.DONE) as (shop, payments):
        await agreed(shop)
        await pause(shop)

        await shop.later(timedelta())
        await until_it_is_settled(shop, hours=100)
        meanwhile = (payments.calls[:], await ledger(shop), await since_the_yes(shop))
        await resume(shop)
        await shop.later(timedelta())

        assert meanwhile == ([], [("refund", "approved", ""), ("coupon", "approved", "")], [])
        assert await since_the_yes(shop) == [REFUNDED, COUPON]
        assert len(payments.calls) == 1


async def test_a_pause_neither_restarts_the_looks_nor_the_day_that_a_provider_has(database: str, tmp_path: Path) -> None:
    async with shop_with(database, tmp_path, *[Turn.REQUEST_LOST] * ENDLESS) as (shop, payments):
        await agreed(shop)
        await shop.later(timedelta())
        for _ in range(128):
            await shop.later(HALF_A_MINUTE)
        await until_it_is_settled(shop, hours=12)
        await pause(shop)
        await until_it_is_settled(shop, hours=48)
        asked = len(payments.calls)
        await resume(shop)
        await shop.later(timedelta())

        asked_at_once = len(payments.calls) - asked
        await until_it_is_settled(shop, hours=10)
        nearly_a_day = await since_the_yes(shop)
        await until_it_is_settled(shop, hours=2)

        assert asked_at_once == 1
        assert nearly_a_day == [ON_ITS_WAY]
        assert await since_the_yes(shop) == [ON_ITS_WAY, "bot: done.uncertain person.looks"]


async def test_a_buyer_who_asks_during_a_pause_hears_that_it_is_prepared_and_not_that_it_is_done(
    database: str, tmp_path: Path
) -> None:
    async with shop_with(database, tmp_path) as (shop, _):
        buyer = await agreed(shop)
        await pause(shop)
        await shop.later(timedelta())

        await buyer.say("and now?")

        assert (await since_the_yes(shop))[1:] == ["bot: execute.status"]


async def test_the_claims_of_a_process_that_died_are_let_go_when_the_house_opens(sqlite_database: str, tmp_path: Path) -> None:
    async with shop_with(sqlite_database, tmp_path, Turn.DONE) as (shop, _):
        await agreed(shop)
        await shop.house.memory.write(lambda unit: unit.due.claim(STORY))
        held = await shop.house.delivery.drain()

        await shop.house.open()

        assert (held, await shop.house.delivery.drain()) == (0, 1)


def test_the_month_has_back_exactly_what_was_counted_whatever_the_rates_are_by_now(memory: Memory) -> None:
    who = buyer(memory)
    stored, order = complaint(memory, who), sample_order(memory)
    parts = (Part(RemedyKind.REFUND, Money(500, "JPY")), Part(RemedyKind.COUPON, Money(333, "JPY"), Decimal(5)))
    agreement = Agreement("shop", stored.case.id, who, order.id, 1, parts, "bot", "{}", AT, {"JPY": Decimal("161.7")})
    dearer = replace(PRACTICE, rates={"JPY": Decimal(80)})

    def write(unit: Unit) -> list[Money]:
        unit.ledger.write(agreement)
        unit.ledger.spend("2026-02", Money(310 + 206, "EUR"), None)
        execution.count(unit, unit.ledger.open_parts(stored.case.id), -1, dearer)
        back = unit.ledger.budget("2026-02").spent
        execution.count(unit, unit.ledger.open_parts(stored.case.id), 1, dearer)
        return [back, unit.ledger.budget("2026-02").spent]

    assert memory.write_now(write) == [Money(0, "EUR"), Money(516, "EUR")]
