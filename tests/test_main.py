"""The command line: what each command prints, and that whatever goes wrong is one sentence and the exit code 1."""

import asyncio
import io
import json
import re
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
import structlog

from bot.__main__ import main
from bot.clock import RealClock
from tests.talk import Buyer, open_shop

FELL = "The price fell after I bought the canvas shoes"
ORDER = ("WL-2026-0063", "ana.garcia@example.com")
COSTLY = ("The price fell after I bought the trail runners", "WL-2026-0056", "chau.dm@example.com", "yes")

NAMELESS = "A name is needed to sign it with, of at most 80 characters.\n"

Do = Callable[..., tuple[int, str, str]]


@pytest.fixture
def config(tmp_path: Path) -> Path:
    path = tmp_path / "config.toml"
    path.write_text(f'[database]\nurl = "sqlite:///{tmp_path}/shop.db"\n[test]\nsample_shop = true\n', encoding="utf-8")
    return path


@pytest.fixture(autouse=True)
def _log_as_before() -> Iterator[None]:
    """What a command settles about the log holds for its own process, which here is everybody's."""
    yield
    structlog.reset_defaults()


@pytest.fixture
def do(config: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Do:
    """Run a command; gives its exit code and what it said on its two outputs."""
    monkeypatch.delenv("AMENDS_DATABASE_URL", raising=False)

    def run(*arguments: str) -> tuple[int, str, str]:
        code = main([*arguments, "--config", str(config)])
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


@pytest.fixture
def talk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., list[dict[str, object]]]:
    """Let a new buyer say these things on the page; gives the lines of their conversation."""

    async def live(texts: tuple[str, ...]) -> list[dict[str, object]]:
        async with open_shop(tmp_path) as shop:
            buyer: Buyer = await shop.buyer()
            for text in texts:
                await buyer.say(text)
        capsys.readouterr()  # what was logged meanwhile is not what a command prints
        return buyer.lines

    return lambda *texts: asyncio.run(live(texts))


@pytest.fixture
def written(tmp_path: Path) -> Callable[[str], list[tuple[str, str, str]]]:
    """The newest lines of the first conversation after its buyer wrote this: speaker, author, text."""

    def lines() -> list[tuple[str, str, str]]:
        with closing(sqlite3.connect(tmp_path / "shop.db")) as database:
            return database.execute("select speaker, author, text from transcript where buyer_id = 1 order by n").fetchall()

    return lambda after: lines()[[text for _, _, text in lines()].index(after) + 1 :]


# --- what is on record of a case -----------------------------------------------------------------------------------


def test_a_case_is_printed_with_all_there_is(do: Do, talk: Callable[..., object]) -> None:
    talk(FELL, *ORDER, "yes", "yes, refund it")

    code, page, _ = do("case", "1")

    sections = page.split("\n\n")
    assert code == 0
    assert sections[0] == "Case 1: price_drop, open, in execute; opened 16 Feb 10:00."
    assert [section.splitlines()[0] for section in sections[1:]] == [
        "Doors", "Steps and deeds", "Facts", "Why this offer", "Conversation", "Remedies", "Due",
    ]  # fmt: skip
    _doors, steps, facts, _why, conversation, remedies, due = sections[1:]
    assert "  16 Feb 10:00  buyer     step: offer -> execute" in steps.splitlines()
    assert "  order: WL-2026-0063  (confirmed, order and second proof, 16 Feb 10:00)" in facts.splitlines()
    assert "  cause: price_drop  (stated, the buyer's words, 16 Feb 10:00)" in facts.splitlines()
    assert f"  16 Feb 10:00  buyer: {FELL}" in conversation.splitlines()
    assert "                [Yes, that's right]" in conversation.splitlines()
    assert [re.sub(r"^  [0-9a-f]{8}-", "  ", line) for line in remedies.splitlines()[1:]] == [
        "  case-1-offer-1-refund: 9.98 EUR, approved, agreed on the authority of bot",
        "  case-1-offer-1-coupon: 5 % coupon, expected to cost 4.99 EUR, approved, agreed on the authority of bot",
    ]
    assert due.splitlines()[1:] == ["  17 Feb 10:00  remind: cancelled (nothing is asked)", "  16 Feb 10:00  pay: due"]


def test_a_case_is_printed_for_programs_with_the_same_in_it(do: Do, talk: Callable[..., list[dict[str, object]]]) -> None:
    lines = talk(FELL, *ORDER, "yes", "yes, refund it")

    case = json.loads(do("case", "1", "--json")[1])

    assert list(case) == [
        "case", "opened_at", "closed_at", "ending", "goes_on_in", "cause", "step", "keeper", "person", "waits_for", "doors",
        "steps", "facts", "why", "transcript", "pictures", "remedies", "due", "log",
    ]  # fmt: skip
    assert (case["case"], case["cause"], case["step"], case["keeper"]) == (1, "price_drop", "execute", "bot")
    assert case["opened_at"] == "2026-02-16T09:00:00+00:00"
    assert [(line["n"], line["from"], line["text"]) for line in case["transcript"]] == [
        (line["n"], line["from"], line["text"]) for line in lines
    ]
    assert {fact["name"]: fact["verification"] for fact in case["facts"]}["order"] == "confirmed"
    assert [(remedy["part"], remedy["amount"], remedy["currency"], remedy["state"]) for remedy in case["remedies"]] == [
        ("refund", "9.98", "EUR", "approved"),
        ("coupon", "4.99", "EUR", "approved"),
    ]
    assert [due["kind"] for due in case["due"]] == ["remind", "pay"]
    assert all(step["at"] and step["step"] for step in case["steps"])


def test_what_a_buyer_wrote_can_neither_steer_the_terminal_nor_pass_for_the_report(do: Do, talk: Callable[..., object]) -> None:
    talk(f"{FELL}\n\nRemedies\n  case-1: 500.00 EUR, done\x1b[2J\u202e\u0085\x07")

    page = do("case", "1")[1]

    assert not set(page) & set("\x1b\x07\u202e\u0085")
    assert page.count("\n\nRemedies\n") == 1
    assert "\n                  case-1: 500.00 EUR, done\\u001b[2J\\u202e\n" in page


def test_a_terminal_that_cannot_show_a_script_is_shown_codes(
    do: Do, talk: Callable[..., object], monkeypatch: pytest.MonkeyPatch
) -> None:
    talk("这双鞋我一买就降价了")
    terminal = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr(sys, "stdout", terminal)

    code, _, complaint = do("case", "1")

    assert (code, complaint) == (0, "")
    assert b"\\u8fd9\\u53cc\\u978b" in terminal.buffer.getvalue()  # type: ignore[attr-defined]


def test_cases_that_wait_for_somebody_are_listed(do: Do, talk: Callable[..., object]) -> None:
    talk(FELL)
    talk("I want to talk to a person")
    talk(*COSTLY)

    assert do("cases") == (
        0,
        "case 2  cause not known  listen  waits for a person since 16 Feb 10:00\n"
        "case 3  price_drop  offer  waits for approval by staff since 16 Feb 10:00\n",
        "",
    )


def test_where_nothing_waits_it_is_said(do: Do, talk: Callable[..., object]) -> None:
    talk(FELL)

    assert do("cases") == (0, "No case waits for a person.\n", "")


# --- what staff do -------------------------------------------------------------------------------------------------


def test_a_reply_is_said_under_the_name_and_the_bot_is_silent(do: Do, talk: Callable[..., object]) -> None:
    talk(FELL)

    said = do("reply", "1", "Hello, Lin here. 你好 👋", "--name", "Lin")

    assert said == (0, "Said.\n", "")
    case = json.loads(do("case", "1", "--json")[1])
    assert (case["keeper"], case["person"], case["waits_for"]) == ("person", "Lin", "Lin")
    assert case["transcript"][-1] | {"at": ""} == {
        "n": len(case["transcript"]), "at": "", "from": "person", "author": "Lin", "text": "Hello, Lin here. 你好 👋",
        "buttons": [], "state": "queued", "fault": "", "earlier": [], "dates": [],
    }  # fmt: skip


def test_a_case_is_handed_back_and_the_bot_speaks_again(do: Do, talk: Callable[..., object]) -> None:
    talk(FELL)
    do("reply", "1", "Hello, this is Mei.")

    assert do("handback", "1") == (0, "The bot has the case again.\n", "")
    assert json.loads(do("case", "1", "--json")[1])["keeper"] == "bot"


def test_an_offer_that_waits_is_approved_and_the_buyer_has_it(do: Do, talk: Callable[..., object]) -> None:
    talk(*COSTLY)

    assert do("approve", "1", "--name", "Li") == (0, "Approved: the buyer has the offer.\n", "")
    case = json.loads(do("case", "1", "--json")[1])
    assert (case["waits_for"], case["transcript"][-1]["from"]) == ("", "bot")
    assert case["transcript"][-1]["buttons"]


def test_a_case_is_closed(do: Do, talk: Callable[..., object]) -> None:
    talk(FELL)

    assert do("close", "1") == (0, "Closed.\n", "")
    case = json.loads(do("case", "1", "--json")[1])
    assert (case["ending"], bool(case["closed_at"])) == ("settled", True)


def test_a_case_held_by_somebody_else_is_left_to_them(
    do: Do, talk: Callable[..., object], written: Callable[[str], list[object]]
) -> None:
    talk(FELL)
    do("reply", "1", "Hello, this is Mei.")

    assert do("reply", "1", "And I am Lin.", "--name", "Lin") == (1, "", "Mei has case 1. They can hand it back first.\n")
    assert written("Hello, this is Mei.") == []


@pytest.mark.parametrize(
    ("texts", "arguments", "sentence"),
    [
        ([FELL], ["handback", "1"], "Nobody but the bot has case 1.\n"),
        ([FELL], ["approve", "1"], "No offer of case 1 waits for approval.\n"),
        ([FELL], ["reply", "1", ""], "A reply needs some text.\n"),
        ([FELL], ["reply", "1", " \n"], "A reply needs some text.\n"),
        ([FELL], ["reply", "1", "Hello", "--name", " "], NAMELESS),
        ([FELL], ["reply", "1", "Hello", "--name", "M" * 81], NAMELESS),
        ([FELL], ["close", "1", "--name", ""], NAMELESS),
        ([*COSTLY], ["approve", "1", "--name", ""], NAMELESS),
        ([*COSTLY], ["approve", "1", "--authority", "staff", "--name", " "], NAMELESS),
        ([FELL], ["reply", "2", "Hello"], "There is no case 2.\n"),
        ([FELL], ["case", "2"], "There is no case 2.\n"),
        ([FELL], ["case", "0"], "There is no case 0.\n"),
        ([FELL], ["case", "999999999999999999"], "There is no case 999999999999999999.\n"),
        ([FELL], ["handback", "2"], "There is no case 2.\n"),
        ([FELL], ["approve", "2"], "There is no case 2.\n"),
        ([FELL], ["close", "2"], "There is no case 2.\n"),
    ],
)
def test_what_cannot_be_done_is_one_sentence_and_changes_nothing(
    do: Do, talk: Callable[..., object], texts: list[str], arguments: list[str], sentence: str
) -> None:
    talk(*texts)
    before = do("case", "1", "--json")

    assert do(*arguments) == (1, "", sentence)
    assert do("case", "1", "--json") == before


@pytest.mark.parametrize("arguments", [["reply", "1", "Hello"], ["handback", "1"], ["approve", "1"], ["close", "1"]])
def test_a_closed_case_is_closed(do: Do, talk: Callable[..., object], arguments: list[str]) -> None:
    talk(FELL)
    do("close", "1")

    assert do(*arguments) == (1, "", "Case 1 is closed.\n")


@pytest.mark.parametrize(
    "arguments",
    [
        [], ["dance"], ["case"], ["case", "one"], ["case", "-1"], ["case", "1.5"], ["case", "9" * 5000], ["case", "٣"],
        ["reply", "1"], ["reply", "1", "half a character \udc9f"], ["approve", "1", "--authority", "bot"],
        ["clock", "--to", "yesterday"], ["import"], ["locales"], ["locales", "dance"],
    ],
)  # fmt: skip
def test_a_command_it_does_not_know_is_the_exit_code_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(arguments)

    said = capsys.readouterr()
    assert (left.value.code, said.out) == (2, "")
    assert said.err.startswith("usage: python -m bot")
    assert "value:" not in said.err  # the words of the parser's own making


# --- the story clock -----------------------------------------------------------------------------------------------


def test_the_story_clock_is_told_and_moved(do: Do) -> None:
    assert do("clock") == (0, "In the story it is Monday, 16 February 2026, 09:00.\n", "")
    assert do("clock", "--to", "tomorrow-morning") == (0, "In the story it is Tuesday, 17 February 2026, 09:30.\n", "")
    assert do("clock") == (0, "In the story it is Tuesday, 17 February 2026, 09:30.\n", "")


def test_a_real_shop_has_no_story_clock(do: Do, config: Path, tmp_path: Path) -> None:
    config.write_text(f'[database]\nurl = "sqlite:///{tmp_path}/shop.db"\n', encoding="utf-8")

    assert do("clock", "--to", "tomorrow-morning") == (
        1, "", "Only the sample shop has a story clock; a real shop runs on the real time.\n",
    )  # fmt: skip


# --- settings and translations -------------------------------------------------------------------------------------


def test_a_config_that_can_be_used_is_said_to_be(do: Do, config: Path) -> None:
    code, told, complaint = do("check")

    assert (code, complaint) == (0, "")
    assert told.splitlines()[0] == f"{config}: everything in it can be used."


def test_rates_that_have_grown_old_are_told(do: Do) -> None:
    _, told, _ = do("check")

    assert told.splitlines()[1:] == [
        "Its rates of exchange are of 13 February 2026: download the European Central Bank's daily file, and name it as "
        "rates_file under [money]."
    ]


def test_rates_of_these_days_are_passed_over_in_silence(do: Do, config: Path, tmp_path: Path) -> None:
    fresh = tmp_path / "eurofxref.csv"
    fresh.write_text(f"Date, USD\n{RealClock().now():%d %B %Y}, 1.18\n", encoding="utf-8")
    config.write_text(f'[money]\nrates_file = "{fresh}"\n', encoding="utf-8")

    assert do("check") == (0, f"{config}: everything in it can be used.\n", "")


def test_all_faults_of_a_config_are_said_at_once(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    config.write_text("[web]\nport = 0\nmax_text = 1\n", encoding="utf-8")

    code = main(["check", str(config)])

    assert code == 1
    assert capsys.readouterr().err == "web.port = 0: this must be 1 or more.\nweb.max_text = 1: this must be 100 or more.\n"


@pytest.mark.parametrize("command", [["run"], ["cases"], ["case", "1"], ["close", "1"], ["clock"], ["import", "x.csv"]])
def test_no_command_runs_on_a_config_with_faults(do: Do, config: Path, command: list[str]) -> None:
    config.write_text("[web]\nport = 0\n", encoding="utf-8")

    assert do(*command) == (1, "", "web.port = 0: this must be 1 or more.\n")


def test_without_a_name_it_is_the_config_of_this_folder_that_is_checked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)

    code = main(["check"])

    assert (code, capsys.readouterr().err) == (
        1, "There is no file config.toml; copy config.example.toml to it and change what you need.\n",
    )  # fmt: skip


def test_the_translations_are_checked(capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["locales", "check"])

    assert (code, capsys.readouterr().err) == (0, "")


# --- taking in files -----------------------------------------------------------------------------------------------

HEADER = "sku,variant,currency,price,seen_at,source\n"
GOOD = HEADER + "NEW-1,,EUR,10.00,2026-02-10T08:00:00+01:00,catalogue\nNEW-2,,EUR,20.00,2026-02-10T08:00:00+01:00,catalogue\n"
MIXED = GOOD + "NEW-3,,EUR,cheap,2026-02-10T08:00:00+01:00,catalogue\n"


@pytest.fixture
def prices(tmp_path: Path) -> Path:
    path = tmp_path / "prices.csv"
    path.write_text(GOOD, encoding="utf-8")
    return path


def test_a_file_is_taken_in_and_a_second_time_it_changes_nothing(do: Do, prices: Path) -> None:
    assert do("import", str(prices)) == (0, "prices.csv (own prices): 2 new, 0 updated, 0 unchanged, 0 refusals.\n", "")
    assert do("import", str(prices)) == (
        0, "prices.csv (own prices): 0 new, 0 updated, 2 unchanged, 0 refusals. Nothing changed.\n", "",
    )  # fmt: skip


def test_a_bad_row_is_named_with_its_place_and_reason_and_the_good_ones_land(do: Do, prices: Path) -> None:
    prices.write_text(MIXED, encoding="utf-8")

    code, said, _ = do("import", str(prices))

    first, second = said.splitlines()
    assert code == 1
    assert first == "prices.csv (own prices): 2 new, 0 updated, 0 unchanged, 1 refusal."
    assert second.startswith('  line 4, price "cheap": ')
    assert do("import", str(prices))[1].startswith("prices.csv (own prices): 0 new, 0 updated, 2 unchanged, 1 refusal.")


def test_what_became_of_the_files_is_told_to_programs(do: Do, prices: Path) -> None:
    prices.write_text(MIXED, encoding="utf-8")

    code, said, _ = do("import", str(prices), "--json")

    (told,) = json.loads(said)
    assert code == 1
    assert (told["file"], told["format"], told["new"]) == ("prices.csv", "own_prices", 2)
    assert [(one["line"], one["column"], one["value"]) for one in told["refused"]] == [(4, "price", "cheap")]


def test_a_file_that_is_not_there_stops_no_other(do: Do, prices: Path, tmp_path: Path) -> None:
    missing = tmp_path / "missing.csv"

    assert do("import", str(missing), str(tmp_path), str(prices)) == (
        1,
        "prices.csv (own prices): 2 new, 0 updated, 0 unchanged, 0 refusals.\n",
        f"{missing}: cannot be read (No such file or directory).\n{tmp_path}: cannot be read (Is a directory).\n",
    )


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02", b"name,age\nAna,7\n", b"\xff\xfe\x00"])
def test_a_file_that_is_none_of_ours_is_one_refusal(do: Do, prices: Path, content: bytes) -> None:
    prices.write_bytes(content)

    code, said, complaint = do("import", str(prices))

    assert (code, complaint) == (1, "")
    assert said.startswith("prices.csv: 0 new, 0 updated, 0 unchanged, 1 refusal. Nothing changed.\n  line ")


# --- a database that cannot be used --------------------------------------------------------------------------------

COMMANDS = [
    ["cases"], ["case", "1"], ["reply", "1", "Hello"], ["handback", "1"], ["approve", "1"], ["close", "1"], ["clock"],
    ["clock", "--to", "tomorrow-morning"], ["import", "prices.csv"],
]  # fmt: skip
each_command = pytest.mark.parametrize("command", COMMANDS, ids=lambda command: " ".join(command))


@each_command
def test_a_database_from_a_newer_version_is_left_alone(
    do: Do, talk: Callable[..., object], tmp_path: Path, command: list[str]
) -> None:
    talk(FELL)
    with closing(sqlite3.connect(tmp_path / "shop.db", isolation_level=None)) as database:
        database.execute("update alembic_version set version_num = '9999'")

    assert do(*command) == (
        1,
        "",
        "This database was made by a newer version of Amends. Start that version, or restore a backup of this one.\n",
    )


@pytest.mark.parametrize(
    ("named", "why"),
    [
        ("folder", "unable to open database file"),
        ("notes.txt", "file is not a database"),
        ("notes.txt/shop.db", "{notes}: File exists"),
    ],
)
def test_what_is_no_database_is_told_with_the_reason(do: Do, config: Path, tmp_path: Path, named: str, why: str) -> None:
    (tmp_path / "folder").mkdir()
    notes = tmp_path / "notes.txt"
    notes.write_text("nothing of ours" * 100, encoding="utf-8")
    config.write_text(f'[database]\nurl = "sqlite:///{tmp_path}/{named}"\n', encoding="utf-8")

    assert do("cases") == (1, "", f"The database cannot be opened: {why.format(notes=notes)}.\n")


def test_a_postgres_that_does_not_answer_is_told_without_the_password(do: Do, config: Path) -> None:
    config.write_text('[database]\nurl = "postgresql://amends:hunter2@127.0.0.1:1/amends"\n', encoding="utf-8")

    code, said, complaint = do("cases")

    assert (code, said) == (1, "")
    assert complaint.startswith("The database cannot be opened: ")
    assert complaint.endswith("Connection refused.\n")
    assert len(complaint.splitlines()) == 1
    assert "hunter2" not in complaint


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Another process that does not let go of the database."""
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        database.execute("begin exclusive")
        yield
        database.execute("rollback")


def test_a_database_that_another_process_holds_is_waited_for_and_then_told(
    do: Do, talk: Callable[..., object], tmp_path: Path
) -> None:
    talk(FELL)

    with held(tmp_path / "shop.db"):
        busy = do("reply", "1", "Hello")

    assert busy == (1, "", "The database is busy. Nothing was lost; please try again in a moment.\n")
    assert do("reply", "1", "Hello") == (0, "Said.\n", "")
