"""From the doors to the heart: nothing is lost, nothing is worked twice, one buyer's words stay in order."""

import asyncio
from collections.abc import Iterator, Sequence

import pytest

from bot.complaint import handling, hearing
from bot.complaint.post import Post
from bot.complaint.reception import Arrival, Reception, Tongues
from bot.errors import StorageBusy
from bot.language.understand import Asked, Understander, Understanding, WordsUnderstander
from bot.memory.store import Memory
from bot.terms import Speaker
from tests.complaint.counter import ANA, CHAU, GIULIA, PRACTICE
from tests.memory.people import AT, buyer
from tests.talk import StandingClock

POISON = "a payload that no door can read"


def door(payloads: Sequence[str]) -> Post:
    """A door that stores words as they are."""
    (payload,) = payloads
    if payload == POISON:
        raise ValueError(payload)
    return Post(payload)


def reception_of(memory: Memory, understander: Understander | None = None) -> Reception:
    tongues = Tongues(("en", "es"), "en")
    doors = {"page": door}
    return Reception(
        memory, StandingClock(AT), PRACTICE, understander or WordsUnderstander(), tongues, doors, lambda _buyer: None
    )


@pytest.fixture
def reception(memory: Memory) -> Iterator[Reception]:
    return reception_of(memory)


def arrivals(buyer_id: int, *texts: str) -> list[Arrival]:
    return [Arrival("page", f"{buyer_id}:{n}", buyer_id, text) for n, text in enumerate(texts)]


def words(memory: Memory, buyer_id: int) -> list[str]:
    """What stands in the conversation of the buyer's own words."""
    lines = memory.write_now(lambda unit: unit.transcript.after(buyer_id, 0))
    assert [line.n for line in lines] == list(range(1, len(lines) + 1))
    return [line.text for line in lines if line.speaker is Speaker.BUYER]


def answers(memory: Memory, buyer_id: int) -> list[str]:
    lines = memory.write_now(lambda unit: unit.transcript.after(buyer_id, 0))
    return [line.keys for line in lines if line.speaker is Speaker.BOT]


def unread(memory: Memory) -> list[int]:
    return memory.write_now(lambda unit: unit.inbox.waiting_buyers())


async def test_what_was_stored_before_a_stop_is_worked_after_it(memory: Memory) -> None:
    ana = buyer(memory)
    for one in arrivals(ana, "hello", "it got cheaper"):
        memory.write_now(lambda unit, one=one: unit.inbox.add(one.channel, one.external_id, one.buyer_id, one.payload, AT))

    started = reception_of(memory)
    await started.pick_up()
    await started.quiet()

    assert words(memory, ana) == ["hello", "it got cheaper"]
    assert unread(memory) == []


async def test_what_is_delivered_again_is_said_once(memory: Memory, reception: Reception) -> None:
    ana = buyer(memory)

    first = await reception.store(arrivals(ana, "hello"))
    again = await reception.store(arrivals(ana, "hello", "it got cheaper"))
    await reception.quiet()

    assert (first, again) == ([True], [False, True])
    assert words(memory, ana) == ["hello", "it got cheaper"]


async def test_a_batch_is_stored_whole_or_not_at_all(memory: Memory, reception: Reception) -> None:
    ana = buyer(memory)

    with pytest.raises(Exception, match=r"(?i)foreign key"):
        await reception.store([*arrivals(ana, "hello"), Arrival("page", "99:0", 99, "from nobody")])
    await reception.quiet()

    assert words(memory, ana) == []


async def test_many_buyers_side_by_side_are_each_worked_in_order(memory: Memory, reception: Reception) -> None:
    texts = ["It got cheaper", "hm", "WL-2026-0063", "no idea", "nobody@example.com", "yes"]
    buyers = [buyer(memory, name) for name in ("ana", "bea", "carla", "dora", "eva")]

    async def send(buyer_id: int) -> None:
        for one in arrivals(buyer_id, *texts):
            await reception.store([one])

    await asyncio.gather(*map(send, buyers))
    await reception.quiet()

    assert [words(memory, one) for one in buyers] == [texts] * 5
    assert {tuple(answers(memory, one)) for one in buyers} == {tuple(answers(memory, buyers[0]))}
    assert unread(memory) == []


async def test_two_programs_on_one_database_work_every_word_once_and_in_order(database: str) -> None:
    memories = [Memory(database), Memory(database)]
    receptions = [reception_of(memory) for memory in memories]
    texts = [[about, "yes", "yes", "thanks"] for about in (ANA, CHAU, GIULIA)]
    buyers = [buyer(memories[0], name) for name in ("ana", "chau", "giulia")]
    for who, said in zip(buyers, texts, strict=True):
        for one in arrivals(who, *said):
            memories[0].write_now(
                lambda unit, one=one: unit.inbox.add(one.channel, one.external_id, one.buyer_id, one.payload, AT)
            )

    await asyncio.gather(*(reception.pick_up() for reception in receptions))
    await asyncio.gather(*(reception.quiet() for reception in receptions))

    kept = [memories[0].write_now(lambda unit, one=one: unit.accounts.of_case(one)) for one in (1, 2, 3)]
    assert [words(memories[1], one) for one in buyers] == texts
    assert sorted(len(parts) for parts in kept) == [0, 0, 2]
    for memory in memories:
        memory.close()


async def test_an_entry_that_fails_three_times_is_set_aside_and_its_neighbours_go_on(
    memory: Memory, reception: Reception
) -> None:
    ana, bea = buyer(memory), buyer(memory, "bea")

    await reception.store([*arrivals(ana, "hello", POISON, "it got cheaper"), *arrivals(bea, "hi")])
    await reception.quiet()

    assert words(memory, ana) == ["hello", "it got cheaper"]
    assert words(memory, bea) == ["hi"]
    assert unread(memory) == []


class Stumbling(WordsUnderstander):
    """Understands everything but one word, at which it fails as often as it was told to."""

    def __init__(self, times: int) -> None:
        super().__init__()
        self._left = times

    def understand(self, text: str, language: str, asked: Asked) -> Understanding:
        if text == "stumble" and self._left:
            self._left -= 1
            raise ValueError(text)
        return super().understand(text, language, asked)


async def test_the_words_of_an_entry_that_was_set_aside_are_kept_with_the_case(memory: Memory) -> None:
    ana = buyer(memory)
    reception = reception_of(memory, Stumbling(times=3))

    await reception.store(arrivals(ana, "hello", "stumble", "it got cheaper"))
    await reception.quiet()

    of_case = memory.write_now(lambda unit: unit.transcript.of_case(1))
    assert words(memory, ana) == ["hello", "stumble", "it got cheaper"]
    assert [line.text for line in of_case if line.speaker is Speaker.BUYER] == ["hello", "stumble", "it got cheaper"]
    assert answers(memory, ana)[-1] == "apologize.price_drop listen.order"


async def test_an_entry_that_fails_and_then_does_not_is_worked_once(memory: Memory) -> None:
    ana = buyer(memory)
    reception = reception_of(memory, Stumbling(times=2))

    await reception.store(arrivals(ana, "hello", "stumble"))
    await reception.quiet()

    assert words(memory, ana) == ["hello", "stumble"]
    assert len(answers(memory, ana)) == 3


class Interrupting(WordsUnderstander):
    """While the words "yes" are being understood, something else is done."""

    def __init__(self, memory: Memory, deeds: Sequence[tuple[object, ...]]) -> None:
        super().__init__()
        self._memory = memory
        self._deeds = list(deeds)

    def understand(self, text: str, language: str, asked: Asked) -> Understanding:
        if text == "yes" and self._deeds:
            self._memory.write_now(*self._deeds.pop())  # type: ignore[arg-type]
        return super().understand(text, language, asked)


async def test_a_person_who_takes_over_meanwhile_is_not_talked_over(memory: Memory) -> None:
    ana = buyer(memory)
    reply = (handling.reply, 1, "Mei", "Hello, this is Mei.", PRACTICE, AT)
    reception = reception_of(memory, Interrupting(memory, [reply]))

    await reception.store(arrivals(ana, "It got cheaper: WL-2026-0063, ana.garcia@example.com", "yes"))
    await reception.quiet()

    lines = memory.write_now(lambda unit: unit.transcript.after(ana, 0))
    assert [line.text for line in lines][-2:] == ["Hello, this is Mei.", "yes"]
    assert unread(memory) == []


async def test_a_language_chosen_meanwhile_is_the_one_of_the_answer(memory: Memory) -> None:
    ana = buyer(memory)
    reception = reception_of(memory, Interrupting(memory, [(handling.choose_language, ana, "es")]))

    await reception.store(arrivals(ana, "It got cheaper: WL-2026-0063, ana.garcia@example.com", "yes"))
    await reception.quiet()

    known = memory.write_now(lambda unit: unit.buyers.load(ana))
    last = memory.write_now(lambda unit: unit.transcript.after(ana, 0))[-1]
    assert (known.language, known.language_chosen) == ("es", True)
    assert [button.label for button in last.buttons][-1] == "Hablar con una persona"


class BusyMemory(Memory):
    """A memory whose storage takes nothing of a conversation as long as it is busy."""

    busy = True

    async def write(self, unit, /, *args, **kwargs):  # type: ignore[no-untyped-def]
        if self.busy and unit is hearing.hear:
            raise StorageBusy
        return await super().write(unit, *args, **kwargs)


async def test_a_busy_storage_loses_nothing_and_counts_as_no_failure(database: str) -> None:
    memory = BusyMemory(database)
    ana = buyer(memory)
    reception = reception_of(memory)

    await reception.store(arrivals(ana, "hello", "it got cheaper"))
    await reception.quiet()
    (while_busy,) = memory.write_now(lambda unit: unit.inbox.oldest(ana, most=1))
    memory.busy = False
    await reception.pick_up()
    await reception.quiet()

    assert while_busy.attempts == 0
    assert words(memory, ana) == ["hello", "it got cheaper"]
    memory.close()


async def test_closing_finishes_what_is_being_worked_and_leaves_the_rest_stored(memory: Memory, reception: Reception) -> None:
    ana = buyer(memory)

    await reception.store(arrivals(ana, *[f"hello {n}" for n in range(6)]))
    await reception.close()
    await reception.store([Arrival("page", "late", ana, "one more")])

    worked = words(memory, ana)
    assert worked == [f"hello {n}" for n in range(len(worked))]
    await (after := reception_of(memory)).pick_up()
    await after.quiet()
    assert words(memory, ana) == [*(f"hello {n}" for n in range(6)), "one more"]
