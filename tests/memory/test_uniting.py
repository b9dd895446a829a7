"""Two buyers who turn out to be one: everything is the other's afterwards, in order, and nothing is lost."""

import pytest

from bot.errors import NoSuchBuyer
from bot.memory.evidence import KeptFile
from bot.memory.store import Memory
from bot.memory.transcript import NewLine
from bot.terms import Speaker
from tests.memory.people import AT, buyer, sample_order


def say(memory: Memory, who: int, *texts: str) -> None:
    def write(unit):  # type: ignore[no-untyped-def]
        lines = [NewLine(Speaker.BUYER, text, reference=f"r-{text}") for text in texts]
        unit.buyers.counted(who, unit.transcript.add(who, None, unit.buyers.load(who).last_n, lines, AT))

    memory.write_now(write)


def unite(memory: Memory, one: int, other: int) -> None:
    memory.write_now(lambda unit: unit.buyers.unite(one, other, unit.buyers.load(other).last_n))


def test_the_lines_of_the_one_come_behind_those_of_the_other(memory: Memory) -> None:
    ana, other = buyer(memory), buyer(memory, "phone")
    say(memory, ana, "a", "b")
    say(memory, other, "c", "d", "e")

    unite(memory, other, ana)

    lines = memory.write_now(lambda unit: unit.transcript.after(ana, 0))
    assert [(line.n, line.text) for line in lines] == [(1, "a"), (2, "b"), (3, "c"), (4, "d"), (5, "e")]


def test_a_picture_stays_on_its_line_and_a_loose_one_stays_loose(memory: Memory) -> None:
    ana, other = buyer(memory), buyer(memory, "phone")
    say(memory, ana, "a", "b")
    say(memory, other, "c")
    on_line = memory.write_now(lambda unit: unit.evidence.want(other, None, 1, "file-1", AT))
    loose = memory.write_now(lambda unit: unit.evidence.keep(other, "m1", KeptFile("ab" * 32, "image/png", 1, 1, 1), AT))

    unite(memory, other, ana)

    pieces = [memory.write_now(lambda unit, n=n: unit.evidence.load(n)) for n in (on_line, loose)]
    assert [(piece.buyer_id, piece.n) for piece in pieces] == [(ana, 3), (ana, 0)]


def test_doors_cases_links_and_what_is_unread_go_along(memory: Memory) -> None:
    ana, other = buyer(memory), buyer(memory, "phone")
    order = sample_order(memory)
    token = memory.write_now(lambda unit: unit.links.to_order(order.id, AT, AT.replace(year=2027)))
    memory.write_now(lambda unit: unit.links.bind(token, other, AT))
    memory.write_now(lambda unit: unit.inbox.add("page", "m1", other, "hello", AT))
    case = memory.write_now(lambda unit: unit.cases.open(other, AT)).case.id

    unite(memory, other, ana)

    assert [door.external_id for door in memory.write_now(lambda unit: unit.doors.of_buyer(ana))] == ["ana", "phone"]
    assert memory.write_now(lambda unit: unit.links.bound_to(ana)) == [order.id]
    assert memory.write_now(lambda unit: unit.inbox.waiting_buyers()) == [ana]
    assert memory.write_now(lambda unit: unit.cases.load(case).buyer_id) == ana


def test_the_one_is_nobody_afterwards(memory: Memory) -> None:
    ana, other = buyer(memory), buyer(memory, "phone")

    unite(memory, other, ana)

    with pytest.raises(NoSuchBuyer):
        memory.write_now(lambda unit: unit.buyers.load(other))
