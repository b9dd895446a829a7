"""A refund counts once, in whatever order we, the platform and its files come to know of it, and no more goes back than came."""

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.memory.agreements import Agreement
from bot.memory.money_tables import RemedyState
from bot.memory.store import Memory, Unit
from bot.remedy.money import Money
from bot.remedy.offer import Part
from bot.shop.orders import Order
from bot.terms import RemedyKind
from tests.memory.people import AT, buyer, complaint, sample_order

NUMBER = "WL-2026-0063"  # paid with 104.70 EUR


def euros(minor: int) -> Money:
    return Money(minor, "EUR")


class Story:
    """An order, our refunds on it by their numbers, and the files of its platform."""

    def __init__(self, memory: Memory) -> None:
        self.memory = memory
        self.buyer = buyer(memory)
        self.case = complaint(memory, self.buyer).case.id
        self.order_id = self.order.id
        self.amounts: dict[int, Money] = {}

    def ask(self, number: int, minor: int) -> bool:
        """Promise a refund and ask for it; False if that is more than is left."""
        self.amounts[number] = euros(minor)

        def unit(unit: Unit) -> bool:
            if not unit.ledger.promise(self.order_id, euros(minor)):
                return False
            part = Part(RemedyKind.REFUND, euros(minor))
            unit.ledger.write(Agreement("shop", self.case, self.buyer, self.order_id, number, (part,), "bot", "", AT))
            return unit.ledger.advance(self._key(number), [RemedyState.APPROVED], RemedyState.EXECUTING, AT)

        return self.memory.write_now(unit)

    def done(self, number: int) -> None:
        def unit(unit: Unit) -> None:
            if unit.ledger.advance(self._key(number), [RemedyState.EXECUTING], RemedyState.DONE, AT, reference="R-1"):
                unit.ledger.returned(self.order_id, self.amounts[number])

        self.memory.write_now(unit)

    def failed(self, number: int) -> None:
        def unit(unit: Unit) -> None:
            if unit.ledger.advance(self._key(number), [RemedyState.EXECUTING], RemedyState.FAILED, AT):
                unit.ledger.fell_through(self._key(number), self.order_id, self.amounts[number])

        self.memory.write_now(unit)

    def file_tells(self, minor: int) -> None:
        told = replace(self.order, refunded=euros(minor), refunds_told=None, promised=None)
        self.memory.write_now(lambda unit: unit.shop.put_orders([told]))

    def ours_done(self) -> int:
        """What we returned, in cents."""
        lines = self.memory.write_now(lambda unit: unit.accounts.lines(AT))
        return sum(line.amount.minor for line in lines if line.state is RemedyState.DONE)

    @property
    def order(self) -> Order:
        return sample_order(self.memory, NUMBER)

    @property
    def figures(self) -> tuple[int, int, int]:
        """What went back, what is promised, and what the platform's files tell of, in cents."""
        order = self.order
        return order.refunded.minor, (order.promised or euros(0)).minor, order.told_of.minor

    def _key(self, number: int) -> str:
        return f"shop-case-{self.case}-offer-{number}-refund"


@pytest.fixture
def story(memory: Memory) -> Story:
    return Story(memory)


def ours_then_shown(story: Story) -> None:
    story.ask(1, 1000)
    story.done(1)
    story.file_tells(1000)


def shown_before_we_know_that_it_is_done(story: Story) -> None:
    story.ask(1, 1000)
    story.file_tells(1000)
    story.done(1)


def theirs_then_ours(story: Story) -> None:
    story.file_tells(1000)
    story.ask(1, 1000)
    story.done(1)


def ours_and_never_shown(story: Story) -> None:
    story.ask(1, 1000)
    story.done(1)
    story.file_tells(0)


def ours_and_theirs_of_another_amount(story: Story) -> None:
    story.ask(1, 1000)
    story.done(1)
    story.file_tells(700)


def two_of_ours_shown_one_after_the_other(story: Story) -> None:
    story.ask(1, 1000)
    story.done(1)
    story.ask(2, 500)
    story.done(2)
    story.file_tells(1000)
    story.file_tells(1500)


def shown_and_then_it_failed_so_it_was_theirs(story: Story) -> None:
    story.ask(1, 1000)
    story.file_tells(1000)
    story.failed(1)


def shown_and_theirs_on_top(story: Story) -> None:
    ours_then_shown(story)
    story.file_tells(1700)


def both_at_once_in_one_file(story: Story) -> None:
    story.ask(1, 1000)
    story.done(1)
    story.file_tells(1700)


@pytest.mark.parametrize(
    ("happens", "figures"),
    [
        (ours_then_shown, (1000, 0, 1000)),
        (shown_before_we_know_that_it_is_done, (1000, 0, 1000)),
        (theirs_then_ours, (2000, 0, 1000)),
        (ours_and_never_shown, (1000, 0, 0)),
        (ours_and_theirs_of_another_amount, (1700, 0, 700)),
        (two_of_ours_shown_one_after_the_other, (1500, 0, 1500)),
        (shown_and_then_it_failed_so_it_was_theirs, (1000, 0, 1000)),
        (shown_and_theirs_on_top, (1700, 0, 1700)),
        # It errs towards returning less: which part of it is ours, no file says.
        (both_at_once_in_one_file, (2700, 0, 1700)),
    ],
    ids=lambda one: getattr(one, "__name__", ""),
)
def test_each_refund_counts_once(story: Story, happens: Callable[[Story], None], figures: tuple[int, int, int]) -> None:
    happens(story)
    once = story.figures
    story.file_tells(figures[2])

    assert once == figures
    assert story.figures == figures


def test_what_the_platform_returned_besides_is_not_returned_again(story: Story) -> None:
    story.ask(1, 4000)
    story.done(1)
    story.file_tells(5000)

    assert story.ask(2, 1471) is False
    assert story.ask(3, 1470) is True


def test_a_file_that_does_not_show_our_refund_is_no_older_one(story: Story) -> None:
    story.ask(1, 1000)
    story.done(1)

    later = replace(story.order, refunded=euros(0), refunds_told=None, buyer_name="Ana G.")
    story.memory.write_now(lambda unit: unit.shop.put_orders([later]))

    assert (story.order.buyer_name, story.order.refunded) == ("Ana G.", euros(1000))


steps = st.one_of(
    st.tuples(st.just("ask"), st.integers(1, 3), st.sampled_from([500, 1000, 1500, 6000])),
    st.tuples(st.sampled_from(["done", "failed"]), st.integers(1, 3), st.just(0)),
    st.tuples(st.just("tells"), st.just(0), st.sampled_from([0, 500, 1000, 1500, 2500, 6000])),
)


@given(st.lists(steps, max_size=12))
@settings(max_examples=60)
def test_in_any_order_no_less_counts_than_we_returned_and_than_the_platform_tells_of(
    sqlite_shop: Path, happens: list[tuple[str, int, int]]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        memory = Memory(f"sqlite:///{shutil.copy(sqlite_shop, Path(folder) / 'shop.db')}")
        story, asked, most_told, ours = Story(memory), set[int](), 0, 0
        for what, number, minor in happens:
            match what:
                case "ask" if number not in asked and story.ask(number, minor):
                    asked.add(number)
                case "done" if number in asked:
                    story.done(number)
                case "failed" if number in asked:
                    story.failed(number)
                case "tells":
                    story.file_tells(minor)
                    most_told = max(most_told, minor)
            ours = story.ours_done()
            refunded, promised, told = story.figures
            assert told == most_told
            assert refunded >= ours
            assert refunded + promised >= most_told
            assert refunded <= ours + most_told
        memory.close()
