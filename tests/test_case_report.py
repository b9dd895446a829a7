"""The record of a case: what is not in its words stands beside them, for the staff and for programs."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.case_report import as_record, as_text
from bot.complaint.case import Case, Ending
from bot.language.interpreter import Interpreted
from bot.memory.cases import StoredCase
from bot.memory.tables import EvidenceState, LineState
from bot.memory.transcript import Wording
from bot.memory.views import CaseFile, Door, Piece, WrittenLine
from bot.terms import Speaker

AT = datetime(2026, 2, 16, 10, 0, tzinfo=UTC)
LATER = AT + timedelta(minutes=3)
PAGE = Door(1, 7, "page", "5f2c", None)
CHAT = Door(2, 7, "telegram", "4711", None)
LINE = WrittenLine(1, 12, Speaker.BOT, "", "Hello.", "greet", (), "", AT, LineState.SENT, None, (), 0, "")
PIECE = Piece(1, 7, 12, 1, "file-1", EvidenceState.KEPT, "", "ab12", "image/jpeg", 2048, 1200, 900)


def file_with(
    *lines: WrittenLine, doors: tuple[Door, ...] = (PAGE,), pictures: tuple[Piece, ...] = (), **of_case: object
) -> CaseFile:
    """Case 12 of buyer 7, who is answered on the page."""
    case = replace(Case(id=12, opened_at=AT), **of_case)
    return CaseFile(StoredCase(case, 7, 1, None), doors, 1, (), lines, pictures, (), ())


def lies_at(sha256_hex: str) -> Path:
    return Path("evidence", f"{sha256_hex}.jpg")


def page_of(file: CaseFile) -> dict[str, list[str]]:
    """The sections of the page, by their headings."""
    sections = [section.splitlines() for section in as_text(file, UTC, lies_at).split("\n\n")]
    return {lines[0]: lines[1:] for lines in sections}


def beside(line: WrittenLine, *pictures: Piece) -> list[str]:
    """What the page puts below a line."""
    return [shown.strip() for shown in page_of(file_with(line, pictures=pictures))["Conversation"][1:]]


def test_doors_are_shown_with_the_one_that_is_answered_at_and_the_one_that_nothing_gets_through() -> None:
    shown = page_of(file_with(doors=(PAGE, replace(CHAT, blocked_at=LATER))))["Doors"]

    assert shown == ["  page, where the answers go", "  telegram, nothing gets through since 16 Feb 10:03"]


def test_what_a_door_is_known_by_is_shown_to_nobody() -> None:
    file = file_with(doors=(PAGE, CHAT))

    assert "5f2c" not in as_text(file, UTC, lies_at)
    assert as_record(file, lies_at)["doors"] == [
        {"channel": "page", "blocked_at": None, "answered": True},
        {"channel": "telegram", "blocked_at": None, "answered": False},
    ]


def test_a_case_that_was_joined_says_where_it_goes_on() -> None:
    joined = file_with(ending=Ending.JOINED, joined_to=9)

    assert next(iter(page_of(joined))) == (
        "Case 12: cause not known yet, closed (joined), goes on in case 9; opened 16 Feb 10:00."
    )
    assert as_record(joined, lies_at)["goes_on_in"] == 9
    assert as_record(file_with(), lies_at)["goes_on_in"] is None


def test_a_line_that_was_edited_shows_what_it_said_before_and_until_when() -> None:
    edited = replace(LINE, speaker=Speaker.BUYER, state=LineState.RECEIVED, earlier=(Wording("No.\nNever!\x1b[2J", LATER),))

    assert beside(edited) == ["(until 16 Feb 10:03 it said: No.", "Never!\\u001b[2J)"]
    assert as_record(file_with(edited), lies_at)["transcript"][0]["earlier"] == [  # type: ignore[index]
        {"text": "No.\nNever!\x1b[2J", "until": "2026-02-16T10:03:00+00:00"}
    ]


@pytest.mark.parametrize(
    ("state", "fault", "expected"),
    [
        (LineState.SENT, "", []),
        (LineState.RECEIVED, "", []),
        (LineState.QUEUED, "", ["(not with the buyer yet)"]),
        (LineState.FAILED, "Bad Request: message is too long", ["(not sent: Bad Request: message is too long)"]),
        (LineState.BLOCKED, "", ["(not sent: nothing gets through to the buyer)"]),
        (LineState.SENT, "it may be there twice", ["(it may be there twice)"]),
    ],
)
def test_a_line_that_did_not_simply_arrive_says_so_and_why(state: LineState, fault: str, expected: list[str]) -> None:
    assert beside(replace(LINE, state=state, fault=fault)) == expected


@pytest.mark.parametrize(
    ("state", "fault", "expected"),
    [
        (EvidenceState.KEPT, "", "(picture: evidence/ab12.jpg, 1200 x 900)"),
        (EvidenceState.WANTED, "", "(picture: still to be fetched)"),
        (EvidenceState.REFUSED, "no_picture", "(picture: refused, no_picture)"),
        (EvidenceState.LOST, "unreached", "(picture: lost, unreached)"),
    ],
)
def test_a_picture_is_shown_below_its_line_with_the_file_it_lies_in(state: EvidenceState, fault: str, expected: str) -> None:
    elsewhere = replace(PIECE, id=2, n=5)

    assert beside(LINE, replace(PIECE, state=state, fault=fault), elsewhere) == [expected]


def test_programs_are_told_the_file_of_a_picture_that_is_kept_and_of_no_other() -> None:
    lost = replace(PIECE, id=2, n=3, state=EvidenceState.LOST, fault="unreached", sha256="", width=0, height=0, size=0)

    assert as_record(file_with(LINE, pictures=(PIECE, lost)), lies_at)["pictures"] == [
        {"line": 1, "state": "kept", "fault": "", "file": "evidence/ab12.jpg", "width": 1200, "height": 900, "size": 2048},
        {"line": 3, "state": "lost", "fault": "unreached", "file": None, "width": 0, "height": 0, "size": 0},
    ]


def test_a_translation_stands_beneath_its_line_and_cannot_steer_the_terminal() -> None:
    spoken = replace(LINE, speaker=Speaker.BUYER, text="roto\notra vez", state=LineState.RECEIVED)

    shown = as_text(file_with(spoken), UTC, lies_at, {1: Interpreted("broken\n\x1b[2Jagain")}).split("Conversation\n")[1]

    assert shown.splitlines()[:4] == [
        "  16 Feb 10:00  buyer: roto",
        "                otra vez",
        "              > broken",
        "                \\u001b[2Jagain",
    ]


def test_a_line_that_could_not_be_translated_says_so_beneath_its_words() -> None:
    shown = as_text(file_with(LINE), UTC, lies_at, {1: Interpreted(fault="no answer")})

    assert "  16 Feb 10:00  bot: Hello.\n              > not translated: no answer\n" in shown


def test_programs_are_told_a_translation_and_what_was_wrong_with_one() -> None:
    translated = as_record(file_with(LINE), lies_at, {1: Interpreted("你好。")})["transcript"]
    failed = as_record(file_with(LINE), lies_at, {1: Interpreted(fault="no answer")})["transcript"]

    assert (translated[0]["translation"], translated[0]["untranslated"]) == ("你好。", "")  # type: ignore[index]
    assert (failed[0]["translation"], failed[0]["untranslated"]) == (None, "no answer")  # type: ignore[index]
    assert "translation" not in as_record(file_with(LINE), lies_at)["transcript"][0]  # type: ignore[index]


def test_the_days_a_buyer_tells_of_are_shown_counted_from_the_day_they_wrote() -> None:
    words = "seit 3 Wochen nichts, letzte Woche gefragt, am 3.2. bezahlt"
    file = replace(file_with(replace(LINE, speaker=Speaker.BUYER, text=words)), language="de")

    shown = page_of(file)["Conversation"][1].strip()

    assert shown == "(the buyer says: about 2026-01-26, 2026-02-09 to 2026-02-15, 2026-02-03)"
    assert as_record(file, lies_at)["transcript"][0]["dates"] == ["2026-01-26", "2026-02-09/2026-02-15", "2026-02-03"]  # type: ignore[index]


def test_the_days_the_shop_tells_of_are_no_claim_of_the_buyers() -> None:
    file = replace(file_with(replace(LINE, text="It left us on 3 February.")), language="en")

    assert page_of(file)["Conversation"][1:] == []
    assert as_record(file, lies_at)["transcript"][0]["dates"] == []  # type: ignore[index]
