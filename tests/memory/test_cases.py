"""A complaint comes back as it was, and two who change it at once are told apart."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from bot.complaint.case import Case, Ending
from bot.errors import NoSuchCase
from bot.memory.cases import StoredCase
from bot.memory.store import Memory, Unit
from bot.memory.transcript import NewLine
from bot.terms import Cause, Keeper, Speaker, Step, Wish
from tests.complaint.cases import agreed, offered
from tests.memory.people import AT, buyer, complaint, sample_order
from tests.remedy.claims import line, order

LATER = AT + timedelta(hours=1)


def save(memory: Memory, stored: StoredCase, case: Case) -> bool:
    return memory.write_now(lambda unit: unit.cases.save(stored, case, LATER))


def load(memory: Memory, case_id: int) -> StoredCase:
    return memory.write_now(lambda unit: unit.cases.load(case_id))


@pytest.mark.parametrize("case", [agreed(), offered(of=order(line(quantity=4), paid="199.60", id=1))], ids=["agreed", "waiting"])
def test_a_case_comes_back_with_everything_that_is_known_of_it(memory: Memory, case: Case) -> None:
    stored = complaint(memory, buyer(memory))
    told = replace(case, id=stored.case.id, order_id=sample_order(memory).id, wish=Wish.COUPON, person="梅")

    assert save(memory, stored, told) is True

    again = load(memory, stored.case.id)
    assert (again.case, again.version, again.closed_at) == (told, 1, None)


def test_who_was_slower_writes_nothing(memory: Memory) -> None:
    stored = complaint(memory, buyer(memory))

    faster = save(memory, stored, replace(stored.case, cause=Cause.DAMAGED))
    slower = save(memory, stored, replace(stored.case, cause=Cause.PAYMENT))

    assert (faster, slower) == (True, False)
    assert (load(memory, 1).case.cause, load(memory, 1).version) == (Cause.DAMAGED, 1)


async def test_a_buyer_has_one_open_case_however_fast_they_write(memory: Memory) -> None:
    ana = buyer(memory)

    opened = await asyncio.gather(
        *(memory.write(lambda unit: unit.cases.open(ana, AT)) for _ in range(6)), return_exceptions=True
    )

    assert sum(isinstance(one, StoredCase) for one in opened) == 1
    assert sum(isinstance(one, IntegrityError) for one in opened) == 5


def test_a_closed_case_makes_room_for_a_new_one(memory: Memory) -> None:
    ana = buyer(memory)
    stored = complaint(memory, ana)
    save(memory, stored, replace(stored.case, ending=Ending.CLEAR))

    second = complaint(memory, ana)

    assert load(memory, stored.case.id).closed_at == LATER
    newest = memory.write_now(lambda unit: unit.cases.newest_of(ana, lock=True))
    assert newest is not None
    assert (newest.case.id, memory.write_now(lambda unit: unit.cases.open_of(ana))) == (second.case.id, second.case.id)


def test_a_case_put_aside_is_open_again_once_it_is_taken_up(memory: Memory) -> None:
    ana = buyer(memory)
    stored = complaint(memory, ana)
    save(memory, stored, replace(stored.case, ending=Ending.LAPSED))
    aside = load(memory, stored.case.id)
    assert memory.write_now(lambda unit: unit.cases.open_of(ana)) is None

    save(memory, aside, replace(aside.case, ending=None))

    assert load(memory, stored.case.id).closed_at is None


def test_who_has_no_case_has_none(memory: Memory) -> None:
    ana = buyer(memory)

    assert memory.write_now(lambda unit: unit.cases.newest_of(ana)) is None
    with pytest.raises(NoSuchCase, match=r"There is no case 9\."):
        load(memory, 9)


def test_what_the_staff_owe_is_listed_longest_first(memory: Memory) -> None:
    first, second, third = (complaint(memory, buyer(memory, name)) for name in ("ana", "bea", "carla"))
    save(memory, second, replace(second.case, keeper=Keeper.WAITING, cause=Cause.DAMAGED))
    memory.write_now(
        lambda unit: unit.cases.save(first, replace(first.case, keeper=Keeper.PERSON, person="Mei"), LATER + timedelta(hours=1))
    )
    save(memory, third, replace(third.case, step=Step.EXECUTE))

    waiting = memory.write_now(lambda unit: unit.cases.waiting())

    assert [(one.id, one.cause, one.waits_for) for one in waiting] == [(2, Cause.DAMAGED, "a person"), (1, None, "Mei")]


def test_where_somebody_may_be_hurt_stands_before_all_that_waits_longer(memory: Memory) -> None:
    first, second = (complaint(memory, buyer(memory, name)) for name in ("ana", "bea"))
    save(memory, first, replace(first.case, keeper=Keeper.WAITING))
    hurt = replace(second.case, keeper=Keeper.WAITING, cause=Cause.SAFETY)
    memory.write_now(lambda unit: unit.cases.save(second, hurt, LATER + timedelta(hours=1)))

    waiting = memory.write_now(lambda unit: unit.cases.waiting())

    assert [one.id for one in waiting] == [second.case.id, first.case.id]


def test_the_log_of_a_case_is_kept_in_the_order_of_what_was_done(memory: Memory) -> None:
    stored = complaint(memory, buyer(memory))

    memory.write_now(
        lambda unit: unit.cases.note(stored.case.id, AT, "buyer", [("opened", "page"), ("step", "apologize -> listen")])
    )
    memory.write_now(lambda unit: unit.cases.note(stored.case.id, LATER, "Mei", []))
    memory.write_now(lambda unit: unit.cases.note(stored.case.id, LATER, "Mei", [("taken over", "Mei")]))

    log = memory.write_now(lambda unit: unit.cases.log(stored.case.id))
    assert [(line.at, line.who, line.what, line.detail) for line in log] == [
        (AT, "buyer", "opened", "page"),
        (AT, "buyer", "step", "apologize -> listen"),
        (LATER, "Mei", "taken over", "Mei"),
    ]


def test_the_cases_about_one_thing_on_which_something_was_done_are_found_the_oldest_first(memory: Memory) -> None:
    def opened(cause: Cause, days: int) -> int:
        at = AT + timedelta(days=days)
        whose = buyer(memory, f"{cause} {days}")
        stored = memory.write_now(lambda unit: unit.cases.open(whose, at))
        memory.write_now(lambda unit: unit.cases.save(stored, replace(stored.case, cause=cause), at))
        return stored.case.id

    opened(Cause.SAFETY, -1)
    first, _, second = opened(Cause.SAFETY, 0), opened(Cause.DAMAGED, 1), opened(Cause.SAFETY, 2)

    found = memory.write_now(lambda unit: unit.cases.of_cause(Cause.SAFETY, AT))

    assert [one.case.id for one in found] == [first, second]


def several(memory: Memory, who: int, *keepers: Keeper) -> list[int]:
    """Cases of one buyer, all but the last one closed."""
    numbers = []
    for place, keeper in enumerate(keepers, 1):
        stored = complaint(memory, who)
        ending = None if place == len(keepers) else Ending.SETTLED
        save(memory, stored, replace(stored.case, keeper=keeper, ending=ending))
        numbers.append(stored.case.id)
    return numbers


def in_hand(memory: Memory, who: int, but: int = 0) -> int | None:
    found = memory.write_now(lambda unit: unit.cases.in_hand(who, lock=True, but=but))
    return found.case.id if found else None


def test_the_case_in_hand_is_the_newest_while_no_person_has_one(memory: Memory) -> None:
    ana = buyer(memory)
    assert in_hand(memory, ana) is None

    first, second = several(memory, ana, Keeper.BOT, Keeper.BOT)

    assert (in_hand(memory, ana), in_hand(memory, ana, but=second)) == (second, first)


@pytest.mark.parametrize("keeper", [Keeper.WAITING, Keeper.PERSON])
def test_an_older_case_that_is_with_a_person_is_in_hand_before_the_newest(memory: Memory, keeper: Keeper) -> None:
    ana = buyer(memory)

    _, with_person, newest = several(memory, ana, Keeper.BOT, keeper, Keeper.BOT)

    assert (in_hand(memory, ana), in_hand(memory, ana, but=with_person)) == (with_person, newest)


def test_of_several_with_people_the_one_that_a_person_wrote_on_last_is_in_hand(memory: Memory) -> None:
    ana = buyer(memory)
    first, second, third = several(memory, ana, Keeper.PERSON, Keeper.PERSON, Keeper.WAITING)
    assert in_hand(memory, ana) == third

    for case_id, speaker in ((second, Speaker.PERSON), (first, Speaker.PERSON), (second, Speaker.BUYER)):
        memory.write_now(write, ana, case_id, speaker)

    assert in_hand(memory, ana) == first


def write(unit: Unit, who: int, case_id: int, speaker: Speaker) -> None:
    last_n = unit.buyers.load(who).last_n
    unit.buyers.counted(who, unit.transcript.add(who, case_id, last_n, [NewLine(speaker, "Hello")], AT, None))


def test_a_case_that_goes_on_in_another_is_never_in_hand(memory: Memory) -> None:
    ana = buyer(memory)
    first, second = several(memory, ana, Keeper.BOT, Keeper.WAITING)
    stored = load(memory, second)

    save(memory, stored, replace(stored.case, joined_to=first, ending=Ending.JOINED))

    assert in_hand(memory, ana) == first
