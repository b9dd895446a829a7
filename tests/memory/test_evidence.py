"""What buyers showed us: wanted, brought, put to a line, kept, or not; each picture once a line."""

import pytest
from sqlalchemy.exc import IntegrityError

from bot.memory.evidence import KeptFile
from bot.memory.store import Memory
from bot.memory.tables import EvidenceState
from tests.memory.people import AT, buyer, complaint

JPEG = KeptFile("ab" * 32, "image/jpeg", 1200, 40, 30)


def wanted(memory: Memory, who: int, n: int = 1, source: str = "file-1") -> int:
    return memory.write_now(lambda unit: unit.evidence.want(who, None, n, source, AT))


def brought(memory: Memory, who: int, source: str, kept: KeptFile = JPEG) -> int:
    return memory.write_now(lambda unit: unit.evidence.keep(who, source, kept, AT))


def test_a_picture_is_wanted_and_then_kept_once(memory: Memory) -> None:
    number = wanted(memory, buyer(memory))

    memory.write_now(lambda unit: unit.evidence.kept(number, JPEG))
    memory.write_now(lambda unit: unit.evidence.not_kept(number, EvidenceState.LOST, "too late"))

    piece = memory.write_now(lambda unit: unit.evidence.load(number))
    assert (piece.state, piece.sha256, piece.media_type, piece.size, piece.fault) == (
        *(EvidenceState.KEPT, JPEG.sha256, "image/jpeg", 1200), "",
    )  # fmt: skip


def test_a_picture_that_cannot_be_had_says_why(memory: Memory) -> None:
    number = wanted(memory, buyer(memory))

    memory.write_now(lambda unit: unit.evidence.not_kept(number, EvidenceState.REFUSED, "no_picture" * 50))

    piece = memory.write_now(lambda unit: unit.evidence.load(number))
    assert (piece.state, len(piece.fault)) == (EvidenceState.REFUSED, 200)


def test_the_database_refuses_one_picture_twice_on_one_line(memory: Memory) -> None:
    ana = buyer(memory)
    wanted(memory, ana)

    with pytest.raises(IntegrityError):
        wanted(memory, ana)


def test_the_same_picture_on_another_line_is_another(memory: Memory) -> None:
    ana = buyer(memory)

    assert wanted(memory, ana) != wanted(memory, ana, n=2)


def test_what_was_brought_is_loose_until_it_is_put_to_a_line(memory: Memory) -> None:
    ana, bea = buyer(memory), buyer(memory, "bea")
    case = complaint(memory, ana).case.id
    mine, hers = brought(memory, ana, "one"), brought(memory, bea, "two")

    loose = memory.write_now(lambda unit: unit.evidence.loose(ana, [mine, hers]))
    memory.write_now(lambda unit: unit.evidence.put_to(mine, 3, case))

    assert [piece.id for piece in loose] == [mine]
    assert memory.write_now(lambda unit: unit.evidence.loose(ana, [mine])) == []
    assert [piece.id for piece in memory.write_now(lambda unit: unit.evidence.of_case(case))] == [mine]
    assert [piece.id for piece in memory.write_now(lambda unit: unit.evidence.of_lines(ana, 2))] == [mine]
    assert memory.write_now(lambda unit: unit.evidence.of_lines(ana, 3)) == []


def test_the_oldest_loose_pictures_are_forgotten_with_the_files_that_show_nothing_more(memory: Memory) -> None:
    ana = buyer(memory)
    shared, own = JPEG, KeptFile("cd" * 32, "image/png", 10, 1, 1)
    brought(memory, ana, "one", own)
    brought(memory, ana, "two", shared)
    last = brought(memory, ana, "three", shared)

    gone = memory.write_now(lambda unit: unit.evidence.forget_loose(ana, 1))

    assert gone == [own.sha256]
    assert memory.write_now(lambda unit: unit.evidence.brought(ana, "two")) is None
    assert memory.write_now(lambda unit: unit.evidence.find(last)) is not None
