"""Translations are kept with their line: one a language, gone when the line is gone, and theirs whoever the buyer becomes."""

from sqlalchemy import text

from bot.memory.store import Memory
from bot.memory.transcript import NewLine
from bot.memory.translations import KeptTranslation
from bot.terms import Speaker
from tests.memory.people import AT, buyer, complaint

BROKEN = KeptTranslation("a1", "坏了")
MENDED = KeptTranslation("b2", "修好了")


def say(memory: Memory, who: int, case_id: int, *texts: str) -> None:
    def write(unit):  # type: ignore[no-untyped-def]
        lines = [NewLine(Speaker.BUYER, one) for one in texts]
        unit.buyers.counted(who, unit.transcript.add(who, case_id, unit.buyers.load(who).last_n, lines, AT))

    memory.write_now(write)


def keep(memory: Memory, who: int, n: int, into: str, translated: KeptTranslation) -> None:
    memory.write_now(lambda unit: unit.translations.keep(who, n, into, translated, AT))


def kept(memory: Memory, case_id: int, into: str = "zh_Hans") -> dict[int, KeptTranslation]:
    return dict(memory.write_now(lambda unit: unit.translations.of_case(case_id, into)))


def test_what_was_translated_is_found_by_its_line_and_language(memory: Memory) -> None:
    ana = buyer(memory)
    case = complaint(memory, ana).case.id
    say(memory, ana, case, "roto", "otra vez")

    keep(memory, ana, 1, "zh_Hans", BROKEN)
    keep(memory, ana, 1, "en", MENDED)

    assert kept(memory, case) == {1: BROKEN}
    assert kept(memory, case, "en") == {1: MENDED}
    assert kept(memory, case, "de") == {}


def test_a_later_translation_takes_the_place_of_an_earlier_one(memory: Memory) -> None:
    ana = buyer(memory)
    case = complaint(memory, ana).case.id
    say(memory, ana, case, "roto")

    keep(memory, ana, 1, "zh_Hans", BROKEN)
    keep(memory, ana, 1, "zh_Hans", MENDED)

    assert kept(memory, case) == {1: MENDED}


def test_of_a_line_that_is_gone_nothing_is_kept(memory: Memory) -> None:
    ana = buyer(memory)
    case = complaint(memory, ana).case.id

    keep(memory, ana, 7, "zh_Hans", BROKEN)

    assert kept(memory, case) == {}


def test_it_goes_with_its_line_whoever_deletes_that(memory: Memory) -> None:
    ana = buyer(memory)
    case = complaint(memory, ana).case.id
    say(memory, ana, case, "roto", "otra vez")
    keep(memory, ana, 1, "zh_Hans", BROKEN)
    keep(memory, ana, 2, "zh_Hans", MENDED)

    memory.write_now(lambda unit: unit.connection.execute(text("DELETE FROM transcript WHERE n = 1")))

    left = memory.write_now(lambda unit: unit.connection.execute(text("SELECT text FROM translation")).all())
    assert [one for (one,) in left] == ["修好了"]


def test_it_stays_with_its_line_when_two_buyers_turn_out_to_be_one(memory: Memory) -> None:
    ana, other = buyer(memory), buyer(memory, "phone")
    case = complaint(memory, other).case.id
    say(memory, other, case, "roto")
    keep(memory, other, 1, "zh_Hans", BROKEN)
    say(memory, ana, case, "hola", "buenas")

    memory.write_now(lambda unit: unit.buyers.unite(other, ana, 2))

    assert kept(memory, case) == {3: BROKEN}
