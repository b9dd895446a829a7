"""How it was is asked at a civil hour of the buyer's day: once, once more, and never where it does not fit any more."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.complaint import handling, turn
from bot.complaint.case import Ending, PartSettled, PartState
from bot.complaint.event import Choice, Event, Pressed, RemedySettled, Said
from bot.followup import progress
from bot.followup.delivery import Delivery
from bot.followup.zones import zone_of_country
from bot.language.understand import Understanding
from bot.memory.store import Memory, Unit
from bot.memory.transcript import WrittenLine
from bot.remedy.money import Money
from bot.shop.orders import order_key
from bot.terms import Keeper, RemedyKind
from tests.complaint.cases import PRACTICE, agreed
from tests.payments import ScriptedPayments
from tests.remedy.claims import order
from tests.talk import StandingClock

COUNTRIES = (
    *("AE", "AR", "AU", "BD", "BR", "CA", "CL", "CN", "CO", "DE", "DO", "EG", "ES", "FI", "GB", "GR", "HK", "ID", "IL", "IN"),
    *("IR", "IS", "JP", "KE", "KR", "LB", "MX", "NG", "NP", "NZ", "PE", "PH", "PK", "RU", "TH", "TO", "US", "VE", "WS", "ZA"),
)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
NEW_YEAR = datetime(2026, 1, 1, tzinfo=UTC)
DONE = (PartSettled(RemedyKind.REFUND, PartState.DONE, Money(998, "EUR"), reference="R-1"),)
ASKED = ["done.refunded", "review.ask"]
REMINDED = [*ASKED, "review.remind"]


@dataclass
class Afterwards:
    """A shop whose promises are kept, and its clock. What a buyer is asked afterwards is all that happens in it."""

    memory: Memory
    clock: StandingClock

    def __post_init__(self) -> None:
        self.delivery = Delivery(self.memory, self.clock, PRACTICE, ScriptedPayments(), lambda _buyer: None)

    def agreed_with(self, country: str, name: str = "ana") -> int:
        """A case of somebody there whose remedy is being prepared; returns its number."""
        number = f"WL-{name}-{country}"

        def write(unit: Unit) -> int:
            unit.shop.put_orders([order(number=number, country=country)])
            (bought,) = unit.shop.find_orders(order_key(number))
            stored = unit.cases.open(unit.doors.open("page", number, "en", "", self.clock.now()).buyer_id, self.clock.now())
            unit.buyers.speaks(stored.buyer_id, "en", chosen=False, belief={})
            unit.cases.save(stored, replace(agreed(), id=stored.case.id, order_id=bought.id), self.clock.now())
            return stored.case.id

        return self.memory.write_now(write)

    def happens(self, case: int, event: Event) -> None:
        def take(unit: Unit) -> None:
            stored = unit.cases.load(case)
            buyer = unit.buyers.load(stored.buyer_id, lock=True)
            turn.take(unit, stored, buyer, event, PRACTICE, language="en", who="test")

        self.memory.write_now(take)

    def settled_with(self, country: str) -> int:
        """A case of somebody there whose money arrived just now."""
        case = self.agreed_with(country)
        self.happens(case, RemedySettled(DONE, self.clock.now()))
        return case

    async def until(self, moment: datetime, step: timedelta = HOUR) -> None:
        """Time goes by in such steps, and what is due is done at each."""
        while self.clock.at < moment:
            self.clock.at = min(self.clock.at + step, moment)
            await self.delivery.drain()

    def lines(self, case: int) -> list[WrittenLine]:
        return self.memory.write_now(lambda unit: unit.transcript.of_case(case))

    def said(self, case: int) -> list[str]:
        return [line.keys for line in self.lines(case)]

    def row(self, case: int) -> tuple[str, str, str]:
        """The one row that asks: its kind, what became of it, and why."""
        (row,) = [row for row in self.memory.write_now(lambda unit: unit.due.of_case(case)) if row.kind != progress.KIND]
        return row.kind, row.state, row.reason

    def ending(self, case: int) -> Ending | None:
        return self.memory.write_now(lambda unit: unit.cases.load(case)).case.ending


@pytest.fixture
def afterwards(memory: Memory) -> Afterwards:
    return Afterwards(memory, StandingClock(NEW_YEAR + 40 * DAY))


def zone(country: str) -> ZoneInfo:
    found = zone_of_country(country)
    assert found is not None
    return found


async def test_in_every_zone_each_question_of_a_year_comes_once_and_by_day(sqlite_database: str) -> None:
    memory = Memory(sqlite_database)
    shop = Afterwards(memory, StandingClock(NEW_YEAR))
    assert len({zone(country).key for country in COUNTRIES}) == 40
    # One promise kept every 73 hours, so that no hour of the day and no zone's change of the clocks is left out.
    coming = [(NEW_YEAR + n * 73 * HOUR, country) for n in range(119) for country in COUNTRIES[n % 4 :: 4]]
    done = {shop.agreed_with(country, f"n{n}"): (at, country) for n, (at, country) in enumerate(coming)}

    for case, (at, _country) in done.items():
        await shop.until(at)
        shop.happens(case, RemedySettled(DONE, shop.clock.now()))
    await shop.until(shop.clock.at + 7 * DAY)

    for case, (at, country) in done.items():
        lines, there = shop.lines(case), zone(country)
        assert [line.keys for line in lines] == REMINDED
        days = [line.at.astimezone(there).date() for line in lines]
        hours = [line.at.astimezone(there).time() for line in lines[1:]]
        assert days == [at.astimezone(there).date() + more * DAY for more in (0, 1, 3)]
        assert all(time(10, 30) <= hour < time(11, 30) for hour in hours), (country, hours)
        assert shop.ending(case) is Ending.UNGRADED
        assert shop.row(case) == ("review_let_be", "done", "")
    memory.close()


def _person_takes_it(shop: Afterwards, case: int) -> None:
    shop.memory.write_now(handling.reply, case, "Mei", "Hello, this is Mei.", PRACTICE, shop.clock.now())


def _person_closes_it(shop: Afterwards, case: int) -> None:
    shop.memory.write_now(handling.close, case, "Mei", PRACTICE, shop.clock.now())


def _buyer_writes(shop: Afterwards, case: int) -> None:
    shop.happens(case, Said(Understanding("where is it?", question=True), shop.clock.now()))


def _buyer_presses(shop: Afterwards, case: int) -> None:
    shop.happens(case, Pressed(Choice.GRADE, "7", shop.clock.now()))


@pytest.mark.parametrize(
    ("deed", "reason"),
    [
        (_person_takes_it, "a person has the case"),
        (_person_closes_it, "the case is closed"),
        (_buyer_writes, "a person has the case"),
    ],
)
@pytest.mark.parametrize("before", [[], ASKED[1:], REMINDED[1:]], ids=["before", "asked", "reminded"])
async def test_nothing_more_is_asked_once_it_does_not_fit(
    afterwards: Afterwards, before: list[str], deed: Callable[[Afterwards, int], None], reason: str
) -> None:
    case = afterwards.settled_with("ES")
    await afterwards.until(afterwards.clock.at + len(before) * 2 * DAY)
    assert afterwards.said(case)[1:] == before

    deed(afterwards, case)
    told = afterwards.said(case)
    await afterwards.until(afterwards.clock.at + 30 * DAY, DAY)

    # Whoever waits for a person is told so every day, and asked nothing.
    assert [key for key in afterwards.said(case) if not key.startswith("person.waits")] == told
    assert afterwards.row(case)[1:] == ("cancelled", reason)


async def test_who_has_given_a_grade_is_not_asked_again(afterwards: Afterwards) -> None:
    case = afterwards.settled_with("JP")
    await afterwards.until(afterwards.clock.at + 2 * DAY)

    _buyer_presses(afterwards, case)
    await afterwards.until(afterwards.clock.at + 30 * DAY, DAY)

    assert afterwards.said(case) == [*ASKED, "review.thanks_high"]
    assert afterwards.memory.write_now(lambda unit: unit.grades.of_case(case)) == 7
    assert afterwards.row(case)[1:] == ("cancelled", "the case is closed")


async def test_who_was_shown_the_seven_again_is_not_reminded_as_well(afterwards: Afterwards) -> None:
    case = afterwards.settled_with("US")
    await afterwards.until(afterwards.clock.at + 2 * DAY)

    afterwards.happens(case, Said(Understanding("hm"), afterwards.clock.now()))
    await afterwards.until(afterwards.clock.at + 30 * DAY, DAY)

    assert afterwards.said(case) == [*ASKED, "review.tap"]
    assert (afterwards.ending(case), afterwards.row(case)) == (Ending.UNGRADED, ("review_let_be", "done", ""))


async def test_a_row_that_outlived_its_case_says_why_nothing_was_asked(afterwards: Afterwards) -> None:
    case = afterwards.settled_with("ES")

    def held(unit: Unit) -> None:  # as if a version without the cancelling had written it
        stored = unit.cases.load(case)
        unit.cases.save(stored, replace(stored.case, keeper=Keeper.PERSON, person="Mei"), afterwards.clock.now())

    afterwards.memory.write_now(held)
    await afterwards.until(afterwards.clock.at + 2 * DAY)

    assert afterwards.said(case) == ["done.refunded"]
    assert afterwards.row(case) == ("review_ask", "done", "not asked: the case is closed, open again, or with a person")


@pytest.mark.parametrize("country", ["ES", "JP", "US", "NP", "NZ"])
async def test_after_a_stop_of_days_the_question_waits_for_the_morning_and_comes_once(
    afterwards: Afterwards, country: str
) -> None:
    case = afterwards.settled_with(country)
    there = zone(country)
    night = datetime.combine(afterwards.clock.at.astimezone(there).date() + 5 * DAY, time(3), there).astimezone(UTC)

    afterwards.clock.at = night
    await afterwards.delivery.drain()
    by_night = (afterwards.said(case), afterwards.row(case))
    await afterwards.until(night + 6 * HOUR - timedelta(seconds=1), timedelta(minutes=20))
    before_nine = afterwards.said(case)
    await afterwards.until(night + 24 * HOUR)

    assert by_night == (["done.refunded"], ("review_ask", "due", "it is night where the buyer is"))
    assert before_nine == ["done.refunded"]
    assert afterwards.said(case) == ASKED
    assert afterwards.lines(case)[-1].at.astimezone(there).time() < time(10)


async def test_after_a_stop_by_day_it_is_asked_at_once_and_the_reminder_counts_from_there(afterwards: Afterwards) -> None:
    case = afterwards.settled_with("DE")
    there = zone("DE")
    noon = datetime.combine(afterwards.clock.at.astimezone(there).date() + 9 * DAY, time(12), there).astimezone(UTC)

    afterwards.clock.at = noon
    await afterwards.delivery.drain()
    await afterwards.delivery.drain()
    at_once = afterwards.said(case)
    await afterwards.until(noon + 30 * DAY)

    assert at_once == ASKED
    assert afterwards.said(case) == REMINDED
    assert afterwards.lines(case)[-1].at - noon == 2 * DAY - HOUR  # at half past ten, seen at eleven
