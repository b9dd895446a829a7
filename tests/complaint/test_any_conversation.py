"""Whole conversations in any order, by the real verbs on a real database: nothing is lost, doubled or talked over."""

import asyncio
import random
import shutil
import tempfile
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from bot.complaint.case import Ending
from bot.errors import NoSuchCase, NotNow
from bot.memory.cases import StoredCase
from bot.memory.store import Unit
from bot.memory.transcript import WrittenLine
from bot.remedy.money import Money
from bot.terms import Keeper, Speaker
from tests.complaint.counter import ANA, approve, close, hand_back, reply
from tests.complaint.test_whole_turns import order_63
from tests.talk import Buyer, Shop, open_shop

WORDS = (
    "hello",
    "It got cheaper after I bought it",
    "WL-2026-0063",
    "ana.garcia@example.com",
    ANA,
    "yes",
    "yes",
    "no",
    "ok, but 20 EUR",
    "how long does it take?",
    "the coupon",
    "thanks",
    "I want to talk to a person",
    "it arrived broken",
    "WL-2026-0056",
)
PARTS = {("refund", 998, ""), ("coupon", 499, "5"), ("coupon", 1497, "")}
"""All that the policy gives for WL-2026-0063: the difference and 5 % of its value, or 150 % of the difference."""

deeds = st.one_of(
    st.tuples(st.just("say"), st.sampled_from([0, 1]), st.sampled_from(WORDS)),
    st.tuples(st.just("say"), st.sampled_from([0, 1]), st.sampled_from(WORDS)),
    st.tuples(st.just("press"), st.sampled_from([0, 1]), st.integers(0, 30)),
    st.tuples(st.sampled_from(["reply", "hand back", "approve", "close", "close"]), st.integers(1, 3), st.just("")),
    st.tuples(st.just("fall through"), st.integers(1, 2), st.just("")),
    st.tuples(st.just("wait"), st.sampled_from([1, 24, 72, 800]), st.just("")),
)

HOW_IT_WAITS = {"person.waits", "person.waits_longer"}


class Day:
    """Two buyers with one order between them, and a colleague."""

    def __init__(self, shop: Shop, buyers: list[Buyer]) -> None:
        self.shop = shop
        self.buyers = buyers
        self.written: list[list[str]] = [[], []]

    async def do(self, what: str, who: int, with_: object) -> None:
        match what:
            case "say":
                self.written[who].append(str(with_))
                await self.buyers[who].say(str(with_))
            case "press":
                buttons = [
                    button for line in self.buyers[who].lines for button in line["buttons"] if button["label"] != "Copy the code"
                ]
                if buttons:
                    button = random.Random(str(with_)).choice(buttons)
                    self.written[who].append(button["label"])
                    await self.buyers[who].press(button["label"])
            case "wait":
                await self.shop.later(timedelta(hours=who))
            case "fall through":
                await self.shop.house.memory.write(hand_over_closed, who, self.shop.clock.now())
            case _:
                verb = {"reply": reply, "hand back": hand_back, "approve": approve, "close": close}[what]
                with suppress(NotNow, NoSuchCase):
                    await verb(self.shop, case_id=who)

    async def talked_over(self) -> dict[int, bool]:
        """Of whom it is known that a person has their case or is about to."""
        cases = [await self.shop.house.memory.read(cases_at, door) for door in (1, 2)]
        return {door: any(one.case.keeper is not Keeper.BOT for one in of) for door, of in enumerate(cases, 1)}

    async def said_by_us(self) -> dict[int, int]:
        """How many lines of ours there are, without those that tell somebody who waits how it stands: they break into no talk."""
        lines = [await self.conversation(door) for door in (1, 2)]
        ours = [[line for line in of if line.speaker is Speaker.BOT and line.keys not in HOW_IT_WAITS] for of in lines]
        return {door: len(of) for door, of in enumerate(ours, 1)}

    async def told_to_wait(self) -> dict[int, int]:
        lines = [await self.conversation(door) for door in (1, 2)]
        return {door: sum(line.keys in HOW_IT_WAITS for line in of) for door, of in enumerate(lines, 1)}

    async def in_talk(self) -> dict[int, bool]:
        """Of whom a person has a case."""
        cases = [await self.shop.house.memory.read(cases_at, door) for door in (1, 2)]
        return {door: any(one.case.keeper is Keeper.PERSON for one in of) for door, of in enumerate(cases, 1)}

    async def conversation(self, door: int) -> list[WrittenLine]:
        """What was said by that door's buyer and to them; the same for both doors once they are one buyer's."""
        return await self.shop.house.memory.read(lambda unit: unit.transcript.after(unit.doors.load(door).buyer_id, 0))

    async def are_one(self) -> bool:
        doors = await self.shop.house.memory.read(lambda unit: [unit.doors.load(door).buyer_id for door in (1, 2)])
        return doors[0] == doors[1]

    async def check_the_record(self) -> None:
        memory = self.shop.house.memory
        one = await self.are_one()
        for door, written in enumerate(self.written, 1):
            lines = await self.conversation(door)
            heard = [line.text for line in lines if line.speaker is Speaker.BUYER]
            assert [line.n for line in lines] == list(range(1, len(lines) + 1))
            assert sorted(heard) == sorted([*self.written[0], *self.written[1]]) if one else heard == written
        assert await memory.read(lambda unit: unit.inbox.waiting_buyers()) == []

    async def check_the_ledger(self) -> None:
        memory = self.shop.house.memory
        rows = [row for case in range(1, 12) for row in await memory.read(lambda unit, case=case: unit.accounts.of_case(case))]
        order = await memory.read(order_63)
        refunds = [row.amount for row in rows if row.part == "refund"]
        assert {(row.part, row.amount.minor, row.percent) for row in rows} <= PARTS
        assert len({row.key for row in rows}) == len(rows)
        assert len({row.key.rsplit("-", 1)[0] for row in rows}) <= 1, "one order was made up twice"
        assert order.returned == sum(refunds, Money(0, "EUR"))


async def live(folder: Path, with_offers: int, story: list[tuple[str, int, object]]) -> None:
    async with open_shop(folder) as shop:
        day = Day(shop, [await shop.buyer(), await shop.buyer()])
        for who in range(with_offers):
            await day.do("say", who, ANA)
            await day.do("say", who, "yes")
        for deed in story:
            were_one = await day.are_one()
            with_person, before = await day.talked_over(), await day.said_by_us()
            in_talk, waited = await day.in_talk(), await day.told_to_wait()
            await day.do(*deed)
            after = await day.said_by_us()
            # When two become one, what was said to the one is said to the other.
            became_one = not were_one and await day.are_one()
            still = await day.talked_over()
            if not became_one:
                for who in (1, 2):
                    # Once a person is done it is told what was done meanwhile; but not while another is still at it.
                    over = deed[0] in {"hand back", "close"} and not still[who]
                    assert after[who] == before[who] or over or not with_person[who], deed
                    assert not in_talk[who] or over or (await day.told_to_wait())[who] == waited[who], deed
        await day.check_the_record()
        await day.check_the_ledger()


def cases_at(unit: Unit, door: int) -> list[StoredCase]:
    """The cases of whoever comes in by that door, newest first."""
    return unit.cases.of_buyer(unit.doors.load(door).buyer_id, 20)


def hand_over_closed(unit: Unit, case_id: int, now: datetime) -> None:
    """A case that is over needs a person again, as one does whose refund falls through, whatever else its buyer is about."""
    with suppress(NoSuchCase):
        stored = unit.cases.load(case_id)
        over = stored.closed_at is not None and stored.case.ending not in {Ending.JOINED, Ending.LAPSED}
        if over and stored.case.keeper is Keeper.BOT:
            assert unit.cases.save(stored, replace(stored.case, keeper=Keeper.WAITING), now)


@given(st.sampled_from([0, 1, 2, 2]), st.lists(deeds, min_size=3, max_size=14))
# A story is shown as it was found: to shorten one takes minutes.
@settings(max_examples=25, phases=[Phase.explicit, Phase.generate])
def test_no_order_of_deeds_loses_doubles_or_talks_over_anything(
    sqlite_shop: Path, with_offers: int, story: list[tuple[str, int, object]]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(sqlite_shop, Path(folder) / "shop.db")

        asyncio.run(live(Path(folder), with_offers, story))
