"""Goods that come back are paid for once: the buyer reads that they are here, then that the money has moved."""

import asyncio
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.complaint.case import Fact
from bot.complaint.turn import Turn as Told
from bot.errors import BadRequest, NotNow
from bot.memory.money_tables import TaskKind
from bot.memory.store import Unit
from bot.remedy.by_hand import Deed, confirm
from bot.remedy.money import Money
from bot.remedy.offer import Part
from bot.remedy.reconciling import our_side
from bot.remedy.returning import ReturnedFor, worth_of
from bot.remedy.settling import Settlement, Word, settle_by_hand
from bot.remedy.verifying import Booked, disagreements
from bot.shop.orders import Order, Untold, order_key
from bot.terms import Cause, Step, Verification
from tests.complaint.cases import ORDER, agreed
from tests.complaint.counter import PRACTICE, close, file_of, hand_back, reply, told
from tests.payments import ScriptedPayments, Turn
from tests.remedy.promises import ANAS, COUPON, REFUND, REPLACEMENT, RETURN, at_once, case_of, euros, promised
from tests.talk import Buyer, Shop, open_shop

TWO_ARTICLES = "WL-2026-0056"  # three pairs of shoes for 239.70 EUR, and a watch
EVER = datetime(2000, 1, 1, tzinfo=UTC)
BY_HAND = {"money": {"by_hand": ["own"]}}
OFF = Word(Settlement.CANCELLED, "Mei", "nothing came in thirty days")


async def sent_back(shop: Shop, *beside: Part) -> Buyer:
    """Somebody who was told the way back of all they ordered."""
    buyer = await promised(shop, RETURN, *beside)
    await at_once(shop)
    await buyer.read()
    return buyer


async def here(shop: Shop, amount: str = "", name: str = "Mei", number: int = 1, reference: str = "") -> Told | None:
    deed = Deed(name, reference, amount=amount)
    return await shop.house.memory.write(confirm, number, deed, PRACTICE, shop.clock.now())


async def ledger(shop: Shop) -> list[tuple[str, str, str, str]]:
    lines = await shop.house.memory.read(lambda unit: unit.accounts.lines(EVER))
    return [(line.part.value, line.state.value, str(line.amount), line.reference) for line in lines]


async def order(shop: Shop) -> Order:
    (found,) = await shop.house.memory.read(lambda unit: unit.shop.find_orders(order_key(ANAS)))
    return found


async def words(buyer: Buyer) -> list[str]:
    return [str(line["text"]) for line in await buyer.read()]


async def test_the_task_names_what_is_paid_for_the_goods(database: str, tmp_path: Path) -> None:
    async with open_shop(tmp_path, url=database, payments=ScriptedPayments()) as shop:
        await sent_back(shop)

        (task,) = await shop.house.memory.read(lambda unit: unit.tasks.waiting())

        assert task.worth == euros(10470)
        assert task.what == (
            "Wait for the parcel marked 1 with 2 × Canvas Slip-on, White / EU 40, "
            "sent by 2026-03-02 for Ana García 28013 ES (order WL-2026-0063); "
            "once it is confirmed, 104.70 EUR goes back for it (or another --amount)."
        )


async def test_what_came_back_is_told_at_once_and_its_money_once_it_has_moved(database: str, tmp_path: Path) -> None:
    payments = ScriptedPayments(Turn.DONE)
    async with open_shop(tmp_path, url=database, payments=payments) as shop:
        buyer = await sent_back(shop)

        await here(shop, "24.50")
        asked = (await words(buyer), await ledger(shop), str((await order(shop)).promised))
        await at_once(shop)

        assert asked == (
            [
                "What you sent back has arrived, thank you. I've asked for €24.50 to go back to you the way you paid, "
                "and I'll write here once it's done."
            ],
            [("return", "done", "0.00 EUR", "1"), ("refund", "approved", "24.50 EUR", "")],
            "24.50 EUR",
        )
        assert [line.partition(",")[0] for line in await words(buyer)] == ["It's refunded: €24.50"]
        assert (await ledger(shop))[1] == ("refund", "done", "24.50 EUR", "R-1")
        assert ((await order(shop)).refunded, (await order(shop)).promised) == (euros(2450), euros(0))
        ((key, moved),) = payments.moved.items()
        assert disagreements(await shop.house.memory.read(our_side), [Booked(key, moved, True, "R-1")]) == []


async def test_without_an_amount_it_is_what_the_goods_were_sold_for(database: str, tmp_path: Path) -> None:
    payments = ScriptedPayments(Turn.DONE)
    async with open_shop(tmp_path, url=database, payments=payments) as shop:
        await sent_back(shop)

        await here(shop)
        await at_once(shop)

        assert list(payments.moved.values()) == [euros(10470)]


async def test_once_it_is_done_the_buyer_is_asked_how_it_was_and_not_before(tmp_path: Path) -> None:
    async with open_shop(tmp_path, payments=ScriptedPayments(Turn.DONE)) as shop:
        await sent_back(shop)
        await shop.later(timedelta(days=3))
        before = await told(shop)

        await here(shop)
        await at_once(shop)
        await shop.later(timedelta(hours=25))

        assert before == ["bot: done.return done.return_then"]
        assert (await told(shop))[1:] == ["bot: done.goods_back", "bot: done.refunded", "bot: review.ask"]


async def test_two_who_confirm_at_once_return_the_money_once(database: str, tmp_path: Path) -> None:
    payments = ScriptedPayments(Turn.DONE)
    async with open_shop(tmp_path, url=database, payments=payments) as shop:
        await sent_back(shop)

        results = await asyncio.gather(*(here(shop) for _ in range(6)), return_exceptions=True)
        await at_once(shop)
        await at_once(shop)

        assert sorted(type(result).__name__ for result in results) == ["NotNow"] * 5 + ["Turn"]
        assert list(payments.moved.values()) == [euros(10470)]
        assert [part for part, *_ in await ledger(shop)] == ["return", "refund"]


async def test_on_a_platform_that_no_program_can_pay_on_a_colleague_returns_it(database: str, tmp_path: Path) -> None:
    async with open_shop(tmp_path, url=database, payments=ScriptedPayments(), **BY_HAND) as shop:
        buyer = await sent_back(shop)

        await here(shop, "24.50")
        await at_once(shop)
        meanwhile = await told(shop)
        await here(shop, number=2, reference="AE-7")

        assert meanwhile[1:] == ["bot: done.goods_back", "bot: done.through"]
        assert (await words(buyer))[-1] == "It's done: €24.50 has been returned to you by a colleague, reference AE-7."
        assert (await ledger(shop))[1] == ("refund", "done", "24.50 EUR", "AE-7")
        assert disagreements(await shop.house.memory.read(our_side), []) == []


async def test_more_than_can_still_be_returned_is_refused_and_changes_nothing(database: str, tmp_path: Path) -> None:
    async with open_shop(tmp_path, url=database, payments=ScriptedPayments()) as shop:
        await sent_back(shop)
        await shop.house.memory.write(_platform_returned, euros(9000))

        with pytest.raises(NotNow) as refused:
            await here(shop, "24.50")

        assert str(refused.value) == ("24.50 EUR is more than can still be returned on order WL-2026-0063: that is 14.70 EUR.")
        assert [task.state.value for task in await shop.house.memory.read(lambda unit: unit.tasks.all())] == ["open"]
        assert [part for part, *_ in await ledger(shop)] == ["return"]
        await here(shop, "14.70")


def _platform_returned(unit: Unit, amount: Money) -> None:
    (stored,) = unit.shop.find_orders(order_key(ANAS))
    unit.shop.put_orders([replace(stored, refunded=amount, refunds_told=None)])


@pytest.mark.parametrize(
    ("amount", "name", "refused"),
    [
        ("", "Li", "To return 104.70 EUR on order WL-2026-0063 needs the authority of lead, which staff is not."),
        ("0", "Mei", "0.00 EUR is nothing to return. If nothing is to be, `settle 1 --as cancelled` says why."),
        ("-3", "Mei", "-3.00 EUR is nothing to return. If nothing is to be, `settle 1 --as cancelled` says why."),
        (
            "105",
            "Ada",
            "105.00 EUR is more than the 104.70 EUR that was paid for these goods: more than that is no return.",
        ),
        ("1e1", "Mei", "'1e1' is not an amount: write the amount like 24.50, in EUR."),
        ("1_0", "Mei", "'1_0' is not an amount: write the amount like 24.50, in EUR."),
        ("much", "Mei", "'much' is not an amount that can be kept exactly: write the amount like 24.50, in EUR."),
        ("", "Bob", "Nobody of the staff is called Bob. Known are Ada (admin), Li (staff), Mei (lead)."),
    ],
)
async def test_what_may_not_be_given_or_is_no_amount_is_refused(tmp_path: Path, amount: str, name: str, refused: str) -> None:
    async with open_shop(tmp_path, payments=ScriptedPayments()) as shop:
        await sent_back(shop)

        with pytest.raises((NotNow, BadRequest), match=f"^{re.escape(refused)}$"):
            await here(shop, amount, name)

        assert [part for part, *_ in await ledger(shop)] == ["return"]
        assert (await told(shop))[1:] == []


async def test_nobody_returns_on_their_own_word_what_the_bot_may_not(tmp_path: Path) -> None:
    async with open_shop(tmp_path, payments=ScriptedPayments()) as shop:
        await sent_back(shop)
        await shop.house.memory.write(_mei_said_so, shop.clock.now())

        with pytest.raises(NotNow) as refused:
            await here(shop)
        await here(shop, "5")  # within what the bot gives by itself, nobody's word is needed

        assert str(refused.value) == "Case 1 rests on what Mei said of it, so four eyes are needed for 104.70 EUR."


def _mei_said_so(unit: Unit, now: datetime) -> None:
    stored = unit.cases.load(1, lock=True)
    unit.cases.save(stored, stored.case.knowing(Fact("cause", "return_request", Verification.CONFIRMED, "Mei", now)), now)


async def test_an_amount_is_said_only_of_goods_that_came_back(tmp_path: Path) -> None:
    async with open_shop(tmp_path, payments=ScriptedPayments()) as shop:
        await promised(shop, REPLACEMENT)
        await at_once(shop)

        with pytest.raises(BadRequest, match=r"^Only of goods that came back it is said what amount is paid for them\.$"):
            await here(shop, "5", reference="T-1")


@pytest.mark.parametrize("beside", [REPLACEMENT, REFUND], ids=lambda part: part.kind.value)
async def test_where_money_or_goods_were_given_in_its_place_nothing_is_paid(tmp_path: Path, beside: Part) -> None:
    payments = ScriptedPayments(Turn.DONE)
    async with open_shop(tmp_path, payments=payments) as shop:
        await sent_back(shop, beside)
        before = (await ledger(shop), await told(shop))
        waiting = await shop.house.memory.read(lambda unit: unit.tasks.waiting())
        (arrival,) = [task for task in waiting if task.kind is TaskKind.ARRIVAL]

        with pytest.raises(BadRequest, match="its money, or other goods, were given before"):
            await here(shop, "5", number=arrival.id)
        await here(shop, number=arrival.id)
        await at_once(shop)

        assert (await ledger(shop), await told(shop)) == before


async def test_with_a_coupon_beside_it_its_money_follows_all_the_same(tmp_path: Path) -> None:
    payments = ScriptedPayments(Turn.DONE)
    async with open_shop(tmp_path, payments=payments) as shop:
        await sent_back(shop, COUPON)

        await here(shop, "24.50")
        await at_once(shop)

        assert await told(shop) == [
            "bot: done.coupon_percent",
            "bot: done.return done.return_then",
            "bot: done.goods_back",
            "bot: done.refunded",
        ]
        month = await shop.house.memory.read(lambda unit: unit.ledger.budget("2026-02"))
        assert month.spent == euros(499)  # the goods are back: what is paid for them is no cost


async def test_while_a_person_has_the_case_the_money_goes_and_is_told_afterwards(tmp_path: Path) -> None:
    async with open_shop(tmp_path, payments=ScriptedPayments(Turn.DONE)) as shop:
        await sent_back(shop)
        await reply(shop)

        await here(shop, "24.50")
        await at_once(shop)
        unspoken = (await told(shop))[1:]
        await hand_back(shop)

        assert unspoken == ["Mei: Hello, this is Mei."]
        assert (await told(shop))[2:] == ["bot: person.handed_back", "bot: done.refunded"]
        assert (await case_of(shop)).step is Step.REVIEW


async def test_of_a_case_that_was_closed_it_is_told_all_the_same(tmp_path: Path) -> None:
    async with open_shop(tmp_path, payments=ScriptedPayments(Turn.DONE)) as shop:
        await sent_back(shop)
        await reply(shop)
        await close(shop)

        await here(shop, "24.50")
        await at_once(shop)
        await shop.later(timedelta(days=2))

        assert (await told(shop))[2:] == ["bot: done.goods_back", "bot: done.refunded"]
        assert (await file_of(shop)).stored.closed_at is not None


async def test_money_that_the_bank_refuses_is_a_persons_and_can_be_paid_by_hand(tmp_path: Path) -> None:
    async with open_shop(tmp_path, payments=ScriptedPayments(Turn.REFUSED)) as shop:
        await sent_back(shop, COUPON)
        await here(shop, "24.50")
        await at_once(shop)
        refused = (await told(shop))[-1]
        await reply(shop)

        paid = Word(Settlement.PAID, "Mei", "by transfer", "T-9")
        await shop.house.memory.write(settle_by_hand, 1, paid, PRACTICE, shop.clock.now())

        assert refused == "bot: done.failed person.looks"
        assert (await ledger(shop))[-1] == ("refund", "done", "24.50 EUR", "T-9")
        assert (await order(shop)).refunded == euros(2450)
        assert (await shop.house.memory.read(lambda unit: unit.ledger.budget("2026-02"))).spent == euros(499)
        assert disagreements(await shop.house.memory.read(our_side), []) == []


async def test_goods_that_never_came_are_called_off_with_a_why_by_whoever_has_the_case(database: str, tmp_path: Path) -> None:
    async with open_shop(tmp_path, url=database, payments=ScriptedPayments()) as shop:
        await sent_back(shop)
        settle = shop.house.memory.write

        with pytest.raises(NotNow, match="The bot has case 1"):
            await settle(settle_by_hand, 1, OFF, PRACTICE, shop.clock.now())
        await reply(shop)
        with pytest.raises(NotNow, match="confirm-manual 1"):
            await settle(settle_by_hand, 1, Word(Settlement.PAID, "Mei", "cash", "T-1"), PRACTICE, shop.clock.now())
        await settle(settle_by_hand, 1, OFF, PRACTICE, shop.clock.now())
        await shop.later(timedelta(days=60))

        with pytest.raises(NotNow, match="Task 1 is not open any more"):
            await here(shop)
        log = [one.detail for one in (await file_of(shop)).log if one.what == "task"]
        assert log == ["1 (arrival) cancelled: nothing came in thirty days"]
        assert await ledger(shop) == [("return", "done", "0.00 EUR", "1")]


def test_what_goods_are_worth_is_what_was_paid_for_them_and_all_of_it_with_the_shipping() -> None:
    some = replace(agreed(), concerned=(0,))

    assert worth_of(agreed(), ORDER) == ORDER.total_paid
    assert worth_of(some, replace(ORDER, lines=(*ORDER.lines, ORDER.lines[0]))) == ORDER.paid_per_line()[0]


def test_what_was_returned_for_the_same_lines_is_not_paid_a_second_time() -> None:
    some, pair = replace(agreed(), concerned=(0,)), ORDER.paid_per_line()[0]
    part, other = ReturnedFor((0,), euros(998)), ReturnedFor((1,), euros(500))

    assert worth_of(some, _two_lines(euros(998)), [part]) == pair - euros(998)
    assert worth_of(some, _two_lines(euros(1498)), [part, other]) == pair - euros(998)
    assert worth_of(some, _two_lines(euros(500)), [other]) == pair
    assert worth_of(some, _two_lines(pair), [ReturnedFor((0,), pair)]) is None


def test_of_money_that_went_back_for_nobody_knows_which_line_nobody_can_tell() -> None:
    some, part = replace(agreed(), concerned=(0,)), ReturnedFor((0,), euros(998))

    assert worth_of(some, _two_lines(euros(998)), [ReturnedFor((0, 1), euros(998))]) is None
    assert worth_of(some, _two_lines(euros(998)), []) is None  # the platform's own
    assert worth_of(some, _two_lines(euros(1098)), [part]) is None
    assert worth_of(agreed(), _two_lines(euros(1098)), [part]) == _two_lines(euros(1098)).returnable  # all that is left


def _two_lines(refunded: Money) -> Order:
    return replace(ORDER, lines=(*ORDER.lines, ORDER.lines[0]), total_paid=ORDER.total_paid * 2, refunded=refunded)


async def test_of_several_articles_the_task_names_those_that_come_back_and_what_is_left_for_them(
    database: str, tmp_path: Path
) -> None:
    async with open_shop(tmp_path, url=database, payments=ScriptedPayments(Turn.DONE, Turn.DONE)) as shop:
        await promised(shop, REFUND, order_number=TWO_ARTICLES)
        await shop.house.memory.write(_about_the_first, 1, shop.clock.now())
        await at_once(shop)
        await promised(shop, RETURN, order_number=TWO_ARTICLES)
        await shop.house.memory.write(_about_the_first, 2, shop.clock.now())
        await at_once(shop)
        (task,) = await shop.house.memory.read(lambda unit: unit.tasks.waiting())

        await here(shop, name="Ada")
        await at_once(shop)

        assert task.worth == euros(23970 - 998)
        assert task.what.startswith("Wait for the parcel marked 2 with 3 × Trail Runner Shoe, Black / EU 42, sent by ")
        (of_two,) = await shop.house.memory.read(lambda unit: unit.shop.find_orders(order_key(TWO_ARTICLES)))
        assert of_two.refunded == of_two.paid_per_line()[0] == euros(23970)


def _about_the_first(unit: Unit, number: int, now: datetime) -> None:
    stored = unit.cases.load(number, lock=True)
    unit.cases.save(stored, replace(stored.case, concerned=(0,)), now)


async def test_who_would_rather_exchange_it_is_not_paid_beside_the_other_one(database: str, tmp_path: Path) -> None:
    payments = ScriptedPayments()
    async with open_shop(tmp_path, url=database, payments=payments) as shop:
        buyer = await sent_back(shop)
        await buyer.say("Can I have another size instead? Please exchange it.")
        (task,) = await shop.house.memory.read(lambda unit: unit.tasks.waiting())
        await reply(shop, "I send you the EU 41 today.")
        await close(shop)

        await here(shop)
        await at_once(shop)

        assert task.worth is None
        assert task.what == (
            "Wait for the parcel marked 1 with 2 × Canvas Slip-on, White / EU 40, "
            "sent by 2026-03-02 for Ana García 28013 ES (order WL-2026-0063); "
            "the buyer would rather exchange it: say with --amount what goes back for it, if anything."
        )
        assert [task.state.value for task in await shop.house.memory.read(lambda unit: unit.tasks.all())] == ["done"]
        assert await ledger(shop) == [("return", "done", "0.00 EUR", "1")]
        assert (await told(shop))[-1] == "Mei: I send you the EU 41 today."


async def test_what_goes_back_beside_an_exchange_is_what_somebody_says(tmp_path: Path) -> None:
    payments = ScriptedPayments(Turn.DONE)
    async with open_shop(tmp_path, payments=payments) as shop:
        buyer = await sent_back(shop)
        await buyer.say("Can I have another size instead? Please exchange it.")

        await here(shop, "10")
        await at_once(shop)

        assert list(payments.moved.values()) == [euros(1000)]


async def test_who_exchanges_it_before_the_way_back_is_told_reads_of_no_money(database: str, tmp_path: Path) -> None:
    async with open_shop(tmp_path, url=database, payments=ScriptedPayments()) as shop:
        buyer = await promised(shop, RETURN, cause=Cause.RETURN_REQUEST)
        await buyer.say("Can I have another size instead? Please exchange it.")
        await at_once(shop)
        (task,) = await shop.house.memory.read(lambda unit: unit.tasks.waiting())
        await reply(shop, "I send you the EU 41 today.")

        await close(shop)

        assert (task.worth, task.what.partition("; ")[2]) == (
            None,
            "the buyer would rather exchange it: say with --amount what goes back for it, if anything.",
        )
        assert (await told(shop))[-1] == "bot: done.return"


async def test_a_closed_case_whose_goods_never_come_is_called_off_though_nobody_can_have_it(tmp_path: Path) -> None:
    async with open_shop(tmp_path, payments=ScriptedPayments()) as shop:
        await sent_back(shop)
        await reply(shop)
        await close(shop)

        await shop.house.memory.write(settle_by_hand, 1, OFF, PRACTICE, shop.clock.now())

        assert [task.state.value for task in await shop.house.memory.read(lambda unit: unit.tasks.all())] == ["cancelled"]


def test_of_what_went_back_already_nothing_is_worth_a_second_time() -> None:
    back = replace(ORDER, refunded=ORDER.total_paid - Money(100, ORDER.currency))

    assert worth_of(agreed(), back) == Money(100, ORDER.currency)
    assert worth_of(agreed(), replace(ORDER, refunded=ORDER.total_paid)) is None


@pytest.mark.parametrize("untold", [Untold.PRICES, Untold.TOTAL])
def test_where_no_file_tells_what_was_paid_nobody_can_tell_what_goods_are_worth(untold: Untold) -> None:
    assert worth_of(agreed(), replace(ORDER, untold=frozenset({untold}))) is None


async def test_what_nobody_can_tell_has_to_be_said(tmp_path: Path) -> None:
    async with open_shop(tmp_path, payments=ScriptedPayments()) as shop:
        await shop.house.memory.write(_prices_untold)
        await sent_back(shop)
        (task,) = await shop.house.memory.read(lambda unit: unit.tasks.waiting())

        with pytest.raises(BadRequest) as refused:
            await here(shop)
        await here(shop, "5")

        assert task.what.endswith("; once it is confirmed, the --amount you say goes back for it.")
        assert str(refused.value) == "Nobody can tell what is to be paid for task 1: say it with --amount, in EUR."


def _prices_untold(unit: Unit) -> None:
    unit.connection.exec_driver_sql("UPDATE shop_order SET untold = 'prices' WHERE number = 'WL-2026-0063'")
