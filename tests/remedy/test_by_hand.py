"""What people do: a task with all they need, a promise with its moment, and a word to the buyer once it is true."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from bot.errors import BadRequest, NoSuchTask, NotNow
from bot.ledger_report import as_csv, as_text
from bot.memory.tasks import Task
from bot.remedy.by_hand import Deed, ask_head_office, confirm
from bot.remedy.offer import Part
from bot.remedy.reconciling import our_side
from bot.remedy.settling import Settlement, Word, settle_by_hand
from bot.remedy.verifying import disagreements
from bot.terms import Step
from tests.complaint.counter import PRACTICE, file_of, hand_back, reply, told
from tests.payments import ScriptedPayments, Turn
from tests.remedy.promises import APOLOGY, COUPON, GIFT, REFUND, REPAIR, REPLACEMENT, RESEND, VOUCHER, at_once, case_of, promised
from tests.talk import Shop, open_shop

DAY = timedelta(days=1)
BY_HAND = {"money": {"by_hand": ["own"]}}


@asynccontextmanager
async def shop_with(database: str, folder: Path, *script: Turn, **settings: object) -> AsyncIterator[Shop]:
    async with open_shop(folder, url=database, payments=ScriptedPayments(*script), **settings) as shop:  # type: ignore[arg-type]
        yield shop


async def tasks(shop: Shop) -> list[Task]:
    return await shop.house.memory.read(lambda unit: unit.tasks.all())


async def confirmed(shop: Shop, number: int = 1, reference: str = "T-1", name: str = "Li", words: str = "") -> None:
    await shop.house.memory.write(confirm, number, Deed(name, reference, words), PRACTICE, shop.clock.now())


async def ledger(shop: Shop) -> list[tuple[str, str, str]]:
    lines = await shop.house.memory.read(lambda unit: unit.accounts.lines(datetime(2000, 1, 1, tzinfo=UTC)))
    return [(line.part.value, line.state.value, line.reference) for line in lines]


async def faults(shop: Shop) -> list[str]:
    return disagreements(await shop.house.memory.read(our_side), [])


@pytest.mark.parametrize(
    ("part", "what", "waits", "reads"),
    [
        (
            REPLACEMENT,
            "Send 2 × Canvas Slip-on anew for Ana García 28013 ES (order WL-2026-0063).",
            "by Tuesday, February 17, 10:00\u202fAM: a replacement (2 × Canvas Slip-on) sent to you now.",
            "It's on its way to you: 2 × Canvas Slip-on, tracking number T-1.",
        ),
        (RESEND, "Send what was missing for", "what was missing", "What was missing is on its way to you, tracking number T-1."),
        (REPAIR, "Arrange a repair of Canvas", "a repair at our cost", "Your repair is arranged; its reference is T-1."),
        (GIFT, "Send a small gift worth about 3.00 EUR", "a small gift", "Your gift is on its way to you, tracking number T-1."),
        (VOUCHER, "Give a partner's voucher worth about 5.00 EUR", "a voucher", "Here's your voucher of our partner: T-1."),
    ],
)
async def test_what_a_person_does_is_promised_with_its_moment_and_told_once_it_is_done(
    database: str, tmp_path: Path, part: Part, what: str, waits: str, reads: str
) -> None:
    async with shop_with(database, tmp_path) as shop:
        buyer = await promised(shop, part)

        await at_once(shop)
        before = [str(line["text"]) for line in await buyer.read()]
        (task,) = await tasks(shop)
        await confirmed(shop)
        after = [str(line["text"]) for line in await buyer.read()]

        assert what in task.what
        assert (len(before), waits in before[0]) == (1, True)
        assert after == [reads]
        assert await ledger(shop) == [(part.kind.value, "done", "T-1")]
        assert ((await case_of(shop)).step, await faults(shop)) == (Step.REVIEW, [])


async def test_an_apology_is_read_in_the_words_of_whoever_makes_it(database: str, tmp_path: Path) -> None:
    async with shop_with(database, tmp_path) as shop:
        await promised(shop, APOLOGY, COUPON)
        await at_once(shop)

        await confirmed(shop, name="Mei", reference="", words="Dear Ana, that was my mistake.")

        assert await told(shop) == [
            "bot: done.coupon_percent",
            "bot: done.with_colleague",
            "Mei: Dear Ana, that was my mistake.",
        ]
        assert ((await case_of(shop)).step, await faults(shop)) == (Step.REVIEW, [])


async def test_a_refund_that_no_program_can_pay_is_a_task_and_is_called_returned_only_after(
    database: str, tmp_path: Path
) -> None:
    async with shop_with(database, tmp_path, **BY_HAND) as shop:
        buyer = await promised(shop, REFUND, COUPON)

        await at_once(shop)
        (task,) = await tasks(shop)
        meanwhile = (await told(shop), await ledger(shop))
        await confirmed(shop, reference="AE-778")

        assert task.what.startswith("Return 9.98 EUR for Ana García 28013 ES (order WL-2026-0063), the way it was paid")
        assert meanwhile == (["bot: done.through"], [("refund", "executing", ""), ("coupon", "approved", "")])
        assert await told(shop) == ["bot: done.through", "bot: done.returned", "bot: done.coupon_percent"]
        assert await ledger(shop) == [("refund", "done", "AE-778"), ("coupon", "done", "")]
        assert "reference AE-778" in str((await buyer.read())[1]["text"])
        order = await shop.house.memory.read(lambda unit: unit.shop.find_orders("WL20260063")[0])
        assert (str(order.promised), str(order.refunded)) == ("0.00 EUR", "9.98 EUR")
        assert await faults(shop) == []


async def test_two_who_confirm_at_once_confirm_once(database: str, tmp_path: Path) -> None:
    async with shop_with(database, tmp_path, **BY_HAND) as shop:
        await promised(shop, REFUND)
        await at_once(shop)

        results = await asyncio.gather(*(confirmed(shop, reference=f"T-{n}") for n in range(8)), return_exceptions=True)

        assert sorted(type(result).__name__ for result in results) == ["NoneType"] + ["NotNow"] * 7
        order = await shop.house.memory.read(lambda unit: unit.shop.find_orders("WL20260063")[0])
        assert str(order.refunded) == "9.98 EUR"


async def test_a_promise_that_is_over_is_said_once_and_kept_all_the_same(database: str, tmp_path: Path) -> None:
    async with shop_with(database, tmp_path) as shop:
        await promised(shop, GIFT)
        await at_once(shop)

        await shop.later(DAY)
        await shop.later(DAY)
        late = await told(shop)
        await confirmed(shop)

        assert late == ["bot: done.with_colleague", "bot: done.late"]
        assert (await told(shop))[2:] == ["bot: done.gift"]
        log = [(one.who, one.what, one.detail) for one in (await file_of(shop)).log if one.what == "task"]
        assert log == [("clock", "task", "1 (gift) overdue")] * 2 + [("Li", "task", "1 (gift) done: T-1")]


async def test_as_long_as_a_task_is_overdue_the_staff_are_reminded_once_a_day(database: str, tmp_path: Path) -> None:
    async with shop_with(database, tmp_path) as shop:
        await promised(shop, GIFT)
        await at_once(shop)

        with capture_logs() as log:
            for _ in range(8 * 12):
                await shop.later(timedelta(hours=1))
            await confirmed(shop)
            await shop.later(3 * DAY)

        reminders = [entry for entry in log if entry["event"] == "a task is overdue"]
        assert len(reminders) == 4
        assert reminders[0] == {
            "event": "a task is overdue", "log_level": "warning", "task": 1, "case": 1, "kind": "gift",
        }  # fmt: skip
        assert (await told(shop)).count("bot: done.late") == 1


async def test_the_code_of_a_partners_voucher_is_the_buyers_and_stands_in_no_report(database: str, tmp_path: Path) -> None:
    async with shop_with(database, tmp_path) as shop:
        buyer = await promised(shop, VOUCHER)
        await at_once(shop)

        await confirmed(shop, reference="PARTNER-88F2")

        lines = await shop.house.memory.read(lambda unit: unit.accounts.lines(datetime(2000, 1, 1, tzinfo=UTC)))
        kept = [*((await file_of(shop)).log), *(await case_of(shop)).facts, as_text(lines, PRACTICE.zone), as_csv(lines)]
        assert not [one for one in kept if "PARTNER-88F2" in str(one)]
        assert as_text(lines, PRACTICE.zone).endswith("voucher, worth 5.00 EUR: done, PA••••F2 (by bot)")
        assert (await buyer.read())[-1]["text"] == "Here's your voucher of our partner: PARTNER-88F2."


async def test_what_is_done_in_time_is_never_called_late(database: str, tmp_path: Path) -> None:
    async with shop_with(database, tmp_path) as shop:
        await promised(shop, GIFT)
        await at_once(shop)
        await confirmed(shop)

        await shop.later(timedelta(hours=25))

        assert "bot: done.late" not in await told(shop)


async def test_while_a_person_has_the_case_it_is_on_record_and_told_afterwards(database: str, tmp_path: Path) -> None:
    async with shop_with(database, tmp_path) as shop:
        await promised(shop, GIFT)
        await at_once(shop)
        await reply(shop)

        await confirmed(shop)
        unspoken = await told(shop)
        await hand_back(shop)

        assert unspoken == ["bot: done.with_colleague", "Mei: Hello, this is Mei."]
        assert (await told(shop))[2:] == ["bot: person.handed_back", "bot: done.gift"]


async def test_a_task_is_called_off_by_whoever_has_the_case_and_the_month_has_it_back(database: str, tmp_path: Path) -> None:
    async with shop_with(database, tmp_path, **BY_HAND) as shop:
        await promised(shop, REFUND, GIFT)
        await at_once(shop)
        off = Word(Settlement.CANCELLED, "Mei", "they keep it as it is")

        with pytest.raises(NotNow, match="The bot has case 1"):
            await shop.house.memory.write(settle_by_hand, 1, off, PRACTICE, shop.clock.now())
        await reply(shop)
        await shop.house.memory.write(settle_by_hand, 1, off, PRACTICE, shop.clock.now())

        assert [(task.state.value, task.done_by) for task in await tasks(shop)] == [("cancelled", "Mei")]
        assert await ledger(shop) == [("refund", "cancelled", ""), ("gift", "cancelled", "")]
        assert str((await shop.house.memory.read(lambda unit: unit.ledger.budget("2026-02"))).spent) == "0.00 EUR"
        with pytest.raises(NotNow, match="Task 1 is not open any more"):
            await confirmed(shop)
        assert await faults(shop) == []


@pytest.mark.parametrize(
    ("deed", "refused"),
    [
        (Deed("Bob", "T-1"), "Nobody of the staff is called Bob. Known are Ada (admin), Li (staff), Mei (lead)."),
        (Deed("", "T-1"), "A name is needed to sign it with, of at most 80 characters."),
        (Deed("Li", " "), "It needs its reference, of at most 120 characters: a tracking or payment number."),
        (Deed("Li", "x" * 121), "It needs its reference, of at most 120 characters: a tracking or payment number."),
        (Deed("Li", "T-1", "Dear"), "Only an apology has words of its own; to write to the buyer, use `reply`."),
    ],
)
async def test_what_proves_nothing_is_refused_and_changes_nothing(tmp_path: Path, deed: Deed, refused: str) -> None:
    async with shop_with("", tmp_path) as shop:
        await promised(shop, GIFT)
        await at_once(shop)

        with pytest.raises(BadRequest) as error:
            await shop.house.memory.write(confirm, 1, deed, PRACTICE, shop.clock.now())

        assert str(error.value) == refused
        assert [task.state.value for task in await tasks(shop)] == ["open"]


async def test_there_is_no_task_of_any_number(tmp_path: Path) -> None:
    async with shop_with("", tmp_path) as shop:
        with pytest.raises(NoSuchTask, match="There is no task 9"):
            await confirmed(shop, 9)


async def test_the_head_office_is_asked_and_decides_on_record_of_the_case(database: str, tmp_path: Path) -> None:
    async with shop_with(database, tmp_path, Turn.REFUSED) as shop:
        await promised(shop, REFUND)
        await at_once(shop)

        await shop.house.memory.write(ask_head_office, 1, "Ada", "400 EUR for the trip?", PRACTICE, shop.clock.now())
        asked = {fact.name: fact.value for fact in (await case_of(shop)).facts}
        await confirmed(shop, reference="HO-12: 250 EUR", name="Ada")

        decided = {fact.name: fact.value for fact in (await case_of(shop)).facts}
        assert asked["head office"] == "asked, task 1"
        assert decided["head office"] == "decided, task 1: HO-12: 250 EUR"
        assert [(task.kind.value, task.state.value, task.what) for task in await tasks(shop)] == [
            ("head_office", "done", "Decide, as Ada asks: 400 EUR for the trip?")
        ]
