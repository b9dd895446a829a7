"""Links that were given out: used by whoever comes first, in time; and what is stored of them opens nothing."""

import asyncio
from datetime import timedelta

import pytest

from bot.memory.links import Link
from bot.memory.store import Memory
from bot.memory.tables import LinkKind
from tests.memory.people import AT, buyer, sample_order

UNTIL = AT + timedelta(days=14)


def to_order(memory: Memory) -> str:
    order = sample_order(memory)
    return memory.write_now(lambda unit: unit.links.to_order(order.id, AT, UNTIL))


def test_a_link_leads_to_its_order_until_it_is_used(memory: Memory) -> None:
    token, order = to_order(memory), sample_order(memory)

    assert memory.write_now(lambda unit: unit.links.find(token)) == Link(LinkKind.ORDER, order.id, None, UNTIL, None)


def test_a_token_fits_behind_a_start_of_telegram(memory: Memory) -> None:
    assert len(to_order(memory)) == 32


async def test_of_many_who_come_at_once_one_has_the_link(memory: Memory) -> None:
    token = to_order(memory)
    people = [buyer(memory, name) for name in ("ana", "bea", "carla", "dora")]

    bound = await asyncio.gather(*(memory.write(lambda unit, who=who: unit.links.bind(token, who, AT)) for who in people))

    assert sorted(bound) == [False, False, False, True]
    (winner,) = [who for who, won in zip(people, bound, strict=True) if won]
    assert memory.write_now(lambda unit: unit.links.bound_to(winner)) == [sample_order(memory).id]


def test_a_link_that_has_run_out_binds_nobody(memory: Memory) -> None:
    token, ana = to_order(memory), buyer(memory)

    assert memory.write_now(lambda unit: unit.links.bind(token, ana, UNTIL)) is False
    assert memory.write_now(lambda unit: unit.links.bind(token, ana, UNTIL - timedelta(microseconds=1))) is True


def test_a_link_back_and_a_link_to_stop_are_the_buyers(memory: Memory) -> None:
    ana = buyer(memory)

    back = memory.write_now(lambda unit: unit.links.back(ana, AT, UNTIL))
    stop = memory.write_now(lambda unit: unit.links.to_stop(ana, AT, UNTIL))

    assert memory.write_now(lambda unit: unit.links.find(back)) == Link(LinkKind.RETURN, None, ana, UNTIL, None)
    assert memory.write_now(lambda unit: unit.links.find(stop)) == Link(LinkKind.STOP, None, ana, UNTIL, None)


@pytest.mark.parametrize("guess", ["", "x" * 5000, "\ud800", "\x00", "'; DROP TABLE link; --"])
def test_a_guess_leads_nowhere_whatever_it_is(memory: Memory, guess: str) -> None:
    assert memory.write_now(lambda unit: unit.links.find(guess)) is None


def test_what_was_proven_last_comes_first(memory: Memory) -> None:
    ana, first, second = buyer(memory), to_order(memory), to_order(memory)
    other = sample_order(memory, "WL-2026-0056")
    third = memory.write_now(lambda unit: unit.links.to_order(other.id, AT, UNTIL))
    for minute, token in enumerate((first, second, third)):
        memory.write_now(lambda unit, at=AT + timedelta(minutes=minute), token=token: unit.links.bind(token, ana, at))

    assert memory.write_now(lambda unit: unit.links.bound_to(ana))[0] == other.id
