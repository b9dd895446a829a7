"""`python -m bot policy`: a policy checked, explained on facts, and tried on past cases."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import structlog

from bot.__main__ import main
from bot.app import open_memory
from bot.commands.policy import EXAMPLE
from bot.config import load
from bot.memory.store import Unit
from bot.remedy import snapshot
from bot.remedy.policy_reading import SHIPPED
from bot.terms import Cause
from tests.remedy.matters import SHIPPED_POLICY, facts_of

AT = datetime(2026, 2, 16, 9, tzinfo=UTC)
Do = Callable[..., tuple[int, str, str]]
TEXT = SHIPPED.read_text(encoding="utf-8")


@pytest.fixture
def config(tmp_path: Path) -> Path:
    path = tmp_path / "config.toml"
    path.write_text(f'[database]\nurl = "sqlite:///{tmp_path}/shop.db"\n', encoding="utf-8")
    return path


@pytest.fixture(autouse=True)
def _log_as_before() -> Iterator[None]:
    yield
    structlog.reset_defaults()


@pytest.fixture
def do(config: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Do:
    """Run a command; gives its exit code and what it said on its two outputs."""
    monkeypatch.delenv("AMENDS_DATABASE_URL", raising=False)

    def run(*arguments: str) -> tuple[int, str, str]:
        capsys.readouterr()  # what was logged before
        code = main(["policy", *arguments, "--config", str(config)])
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A policy that gives less money for what is late."""
    path = tmp_path / "new.toml"
    path.write_text(TEXT.replace('offer = ["refund 10 %"]', 'offer = ["refund 5 %"]'), encoding="utf-8")
    return path


# --- check ---------------------------------------------------------------------------------------------------------


def test_the_policy_in_force_is_checked(do: Do) -> None:
    version = SHIPPED_POLICY.version

    assert do("check") == (
        0, f"{SHIPPED}: everything in it can be used. Its version is {version}, its ladder has 23 rungs.\n", "",
    )  # fmt: skip


def test_a_policy_with_faults_is_refused_with_all_of_them(do: Do, tmp_path: Path) -> None:
    faulty = tmp_path / "faulty.toml"
    faulty.write_text(TEXT.replace("monthly_eur = 1000", "monthly_eur = -1").replace('"refund 20 %"', '"refnd 20 %"'))
    at = {
        key: number
        for number, line in enumerate(TEXT.splitlines(), 1)
        for key in ("monthly_eur = 1000", "refund 20")
        if key in line
    }

    assert do("check", str(faulty)) == (
        1,
        "",
        f"Line {at['monthly_eur = 1000']}: [budget] monthly_eur = -1 must be a number from 0 to 1000000, without quotes.\n"
        f'Line {at["refund 20"]}: [[ladder]] differs offer = "refnd 20 %" is nothing that can be given; did you mean refund?\n',
    )


def test_a_file_that_is_not_there_is_one_sentence(do: Do, tmp_path: Path) -> None:
    assert do("check", str(tmp_path / "none.toml")) == (
        1,
        "",
        f"{tmp_path}/none.toml cannot be read: No such file or directory.\n",
    )


# --- explain -------------------------------------------------------------------------------------------------------


def test_the_example_is_explained_in_words(do: Do) -> None:
    code, told, _ = do("explain", "--facts", str(EXAMPLE))

    assert code == 0
    assert told.splitlines()[:9] == [
        "The bot offers by itself:",
        "  refund (7.49 EUR)",
        "  or coupon 20 % (9.98 EUR)",
        "",
        "Why:",
        "  + Found: damaged, stated; 49.90 EUR was paid for the articles concerned.",
        "  - Rung packaging does not hold: it asks for severity.",
        "  + Rung cosmetic holds and decides.",
        "  - 7.49 EUR can be returned: 54.80 EUR is left of what was paid.",
    ]
    assert told.splitlines()[-1] == "  + Decided: offered for 9.98 EUR, on the authority of the bot."


def test_an_example_is_printed_to_begin_with(do: Do) -> None:
    _, told, _ = do("explain", "--example")

    assert snapshot.of(snapshot.facts_of(json.loads(told))) == json.loads(told)


def test_another_policy_can_be_asked(do: Do, tmp_path: Path) -> None:
    dear = tmp_path / "dear.toml"
    dear.write_text(TEXT.replace('"refund 15 %"', '"refund 60 %"'), encoding="utf-8")

    _, told, _ = do("explain", "--facts", str(EXAMPLE), "--policy", str(dear))

    assert told.startswith("The lead has to agree (above limit). Then it is offered:\n  refund (29.94 EUR)\n")


def test_a_refusal_says_what_can_be_done_instead(do: Do, tmp_path: Path) -> None:
    told_facts = tmp_path / "facts.json"
    told_facts.write_text(json.dumps(snapshot.of(facts_of(Cause.WRONG_ITEM))), encoding="utf-8")

    _, told, _ = do("explain", "--facts", str(told_facts))

    assert told.startswith("Nothing is offered: evidence missing. What can be done instead: evidence.\n")


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ("[]", "facts are written in braces, as --example shows."),
        ("{", "this is no JSON in UTF-8: "),
        ("{}", "version None of the facts is not known here; only version 1 is."),
    ],
)
def test_what_are_no_facts_is_one_sentence(do: Do, tmp_path: Path, written: str, fault: str) -> None:
    told_facts = tmp_path / "facts.json"
    told_facts.write_text(written, encoding="utf-8")

    code, told, complaint = do("explain", "--facts", str(told_facts))

    assert (code, told) == (1, "")
    assert complaint.startswith(f"{told_facts}: {fault}")


def test_without_facts_there_is_a_hint(do: Do) -> None:
    assert do("explain") == (1, "", "Name a file with --facts; --example prints one to begin with.\n")


# --- replay --------------------------------------------------------------------------------------------------------


def decided(config: Path, *causes: tuple[Cause, int]) -> None:
    """Cases on record, decided on these facts."""
    memory = open_memory(load(config, {}))

    def record(unit: Unit) -> None:
        for number, (cause, days) in enumerate(causes):
            buyer = unit.buyers.add("en", "", AT)
            stored = unit.cases.open(buyer, AT + timedelta(days=number))
            facts = json.dumps(snapshot.of(facts_of(cause, days_past=days)))
            unit.cases.save(stored, replace(stored.case, cause=cause, decided_on=facts), AT)

    memory.write_now(record)
    memory.close()


def test_past_cases_are_decided_again_under_another_policy(do: Do, config: Path, own: Path) -> None:
    decided(config, (Cause.LATE_DELIVERY, 8), (Cause.LATE_DELIVERY, 3), (Cause.BAD_SERVICE, 0))

    code, told, _ = do("replay", "--policy", str(own))

    assert code == 0
    assert told.splitlines()[2:] == [
        "late_delivery: 2 cases",
        "  cost      7.50 -> 5.00",  # 5.00 and 2.50, then 2.50 twice
        "  refused   0 -> 0",
        "  approval  0 -> 0",
        "  more      0",
        "  less      1 (case 1)",
        "bad_service: 1 case",
        "  cost      2.50 -> 2.50",
        "  refused   0 -> 0",
        "  approval  0 -> 0",
        "  more      0",
        "  less      0",
    ]


def test_a_replay_can_be_read_by_a_program(do: Do, config: Path, own: Path) -> None:
    decided(config, (Cause.LATE_DELIVERY, 8))

    _, told, _ = do("replay", "--policy", str(own), "--json")

    found = json.loads(told)
    assert found["before"] == SHIPPED_POLICY.version
    assert found["causes"] == [
        {
            "cause": "late_delivery", "cases": 1, "cost_eur": ["5.00", "2.50"], "refused": [0, 0], "approval": [0, 0],
            "more": [], "less": [1],
        }
    ]  # fmt: skip


def test_cases_opened_before_that_day_are_left_out(do: Do, config: Path, own: Path) -> None:
    decided(config, (Cause.LATE_DELIVERY, 8), (Cause.LATE_DELIVERY, 3))

    _, told, _ = do("replay", "--policy", str(own), "--since", "2026-02-17")

    assert told.splitlines()[2] == "late_delivery: 1 case"


def test_without_cases_there_is_nothing_to_replay(do: Do, own: Path) -> None:
    assert do("replay", "--policy", str(own)) == (0, "No case with a decision on record.\n", "")


def test_a_faulty_policy_is_not_tried(do: Do, tmp_path: Path) -> None:
    faulty = tmp_path / "faulty.toml"
    faulty.write_text("[budget", encoding="utf-8")

    code, told, complaint = do("replay", "--policy", str(faulty))

    assert (code, told) == (1, "")
    assert complaint.startswith("The policy is not written in TOML: ")
