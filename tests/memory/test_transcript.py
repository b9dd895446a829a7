"""The conversation, line by line: numbered without gaps, its buttons known to its buyer only."""

from datetime import timedelta

import pytest

from bot.memory.store import Memory, Unit
from bot.memory.tables import LineState
from bot.memory.transcript import NewLine, StoredButton, WrittenLine
from bot.terms import Speaker
from tests.memory.people import AT, buyer, complaint

YES = StoredButton("2-abc", "Yes, refund €9.98", "accept", "1:0")
NO = StoredButton("2-xyz", "No, thank you", "decline")
ASKED = NewLine(Speaker.BUYER, "hello", reference="m1")
ANSWERED = NewLine(Speaker.BOT, "Shall I do that?", keys=("offer.refund", "offer.shall_i"), buttons=(YES, NO))


def add(memory: Memory, buyer_id: int, case_id: int | None, last_n: int, *lines: NewLine) -> int:
    return memory.write_now(lambda unit: unit.transcript.add(buyer_id, case_id, last_n, lines, AT))


def read(memory: Memory, buyer_id: int, after: int = 0, most: int = 500) -> list[WrittenLine]:
    return memory.write_now(lambda unit: unit.transcript.after(buyer_id, after, most))


def test_lines_come_back_as_they_were_written_numbered_from_one(memory: Memory) -> None:
    stored = complaint(memory, buyer(memory))

    last = add(memory, stored.buyer_id, stored.case.id, 0, ASKED, ANSWERED)

    asked, answered = read(memory, stored.buyer_id)
    assert (last, asked.n, answered.n) == (2, 1, 2)
    assert (asked.speaker, asked.text, asked.reference, asked.state) == (Speaker.BUYER, "hello", "m1", LineState.RECEIVED)
    assert (answered.keys, answered.buttons, answered.state) == ("offer.refund offer.shall_i", (YES, NO), LineState.QUEUED)
    assert memory.write_now(lambda unit: unit.transcript.of_case(stored.case.id)) == [asked, answered]


def test_no_lines_move_no_number(memory: Memory) -> None:
    assert add(memory, buyer(memory), None, 4) == 4


def test_a_number_is_given_once(memory: Memory) -> None:
    ana = buyer(memory)
    add(memory, ana, None, 0, ASKED)

    with pytest.raises(Exception, match=r"UNIQUE|unique"):
        add(memory, ana, None, 0, ASKED)


def test_only_what_is_newer_is_read_oldest_first_and_so_much_at_once(memory: Memory) -> None:
    ana, bea = buyer(memory), buyer(memory, "bea")
    add(memory, ana, None, 0, *([ASKED] * 5))
    add(memory, bea, None, 0, ASKED)

    assert [line.n for line in read(memory, ana, after=1, most=3)] == [2, 3, 4]
    assert [line.n for line in read(memory, bea)] == [1]


def test_a_button_is_found_by_its_token_with_its_case(memory: Memory) -> None:
    stored = complaint(memory, buyer(memory))
    add(memory, stored.buyer_id, stored.case.id, 0, ASKED, ANSWERED)

    assert memory.write_now(lambda unit: unit.transcript.button(stored.buyer_id, "2-xyz")) == (NO, stored.case.id)


@pytest.mark.parametrize(
    "token", ["", "2", "2-", "2-nope", "1-abc", "3-abc", "x-abc", "²-abc", "-2-abc", "9" * 40 + "-abc", "2-abc "]
)
def test_a_token_of_nothing_finds_nothing(memory: Memory, token: str) -> None:
    ana = buyer(memory)
    add(memory, ana, None, 0, ASKED, ANSWERED)

    assert memory.write_now(lambda unit: unit.transcript.button(ana, token)) is None


def test_a_button_of_somebody_elses_conversation_is_unknown(memory: Memory) -> None:
    ana, bea = buyer(memory), buyer(memory, "bea")
    add(memory, ana, None, 0, ASKED, ANSWERED)
    add(memory, bea, None, 0, ASKED, NewLine(Speaker.BOT, "Hello."))

    assert memory.write_now(lambda unit: unit.transcript.button(bea, "2-abc")) is None


def test_a_line_of_ours_is_sent_once_it_was_handed_out_and_not_before(memory: Memory) -> None:
    ana = buyer(memory)
    add(memory, ana, None, 0, ASKED, ANSWERED, ANSWERED)

    memory.write_now(lambda unit: unit.transcript.received(ana, 2, AT + timedelta(seconds=1)))

    assert [line.state for line in read(memory, ana)] == [LineState.RECEIVED, LineState.SENT, LineState.QUEUED]


def test_whose_conversation_grew_is_told_by_a_mark(memory: Memory) -> None:
    ana, bea = buyer(memory), buyer(memory, "bea")
    add(memory, ana, None, 0, ASKED)
    mark = memory.write_now(lambda unit: unit.transcript.newest())
    add(memory, bea, None, 0, ASKED, ANSWERED)

    assert memory.write_now(lambda unit: unit.transcript.buyers_since(mark)) == [bea]
    assert memory.write_now(lambda unit: unit.transcript.buyers_since(unit.transcript.newest())) == []


def test_a_page_that_is_read_takes_nothing_from_the_chat_the_buyer_is_in(memory: Memory) -> None:
    ana = buyer(memory)

    def by_both_doors(unit: Unit) -> tuple[int, int]:
        left, chat = unit.doors.add(ana, "telegram", "4711", AT), unit.doors.add(ana, "telegram", "4712", AT)
        assert left
        assert chat
        unit.transcript.add(ana, None, 0, [NewLine(Speaker.BOT, "to the chat they have left")], AT, left.id)
        unit.transcript.add(ana, None, 1, [NewLine(Speaker.BOT, "to the chat they are in")], AT, chat.id)
        unit.buyers.is_at(ana, chat.id)
        return left.id, chat.id

    left, chat = memory.write_now(by_both_doors)
    memory.write_now(lambda unit: unit.transcript.received(ana, 2, AT))

    still_to_go = memory.write_now(lambda unit: [unit.transcript.queued(ana, door) for door in (left, chat)])
    assert [[line.text for line in lines] for lines in still_to_go] == [[], ["to the chat they are in"]]
