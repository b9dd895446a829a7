"""The remedy policy from the terminal: checked, explained on facts, tried on what was decided before."""

import argparse
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.commands.opening import complain, settings_of, with_memory
from bot.memory.store import Memory
from bot.policy_report import decision_as_text, replay_as_record, replay_as_text
from bot.remedy import snapshot
from bot.remedy.ladder import decide
from bot.remedy.policy import Policy
from bot.remedy.policy_reading import SHIPPED, PolicyError, read_policy
from bot.remedy.replay import Past, replay
from bot.remedy.snapshot import SnapshotError
from bot.settings import Settings

_EVER = datetime(2000, 1, 1, tzinfo=UTC)

EXAMPLE = Path(__file__).with_name("facts.example.json")
"""Facts as `explain` reads them: a scratched pair of shoes, with a picture."""


def check(wanted: argparse.Namespace) -> int:
    """Say all faults of a policy at once."""
    path = wanted.file or _in_force(settings_of(wanted))
    policy = _read(path)
    if isinstance(policy, tuple):
        return complain(*policy)
    print(f"{path}: everything in it can be used. Its version is {policy.version}, its ladder has {len(policy.ladder)} rungs.")
    return 0


def explain(wanted: argparse.Namespace) -> int:
    """Print what a policy gives on these facts, and why; or an example of such facts."""
    if wanted.example:
        print(EXAMPLE.read_text(encoding="utf-8"), end="")
        return 0
    if wanted.facts is None:
        return complain("Name a file with --facts; --example prints one to begin with.")
    policy = _read(wanted.policy or _in_force(settings_of(wanted)))
    if isinstance(policy, tuple):
        return complain(*policy)
    try:
        facts = snapshot.facts_of(_json(wanted.facts))
    except SnapshotError as error:
        return complain(f"{wanted.facts}: {error}")
    print(decision_as_text(decide(facts, policy)))
    return 0


def try_out(wanted: argparse.Namespace) -> int:
    """Decide the past cases again under another policy, and print what it would change."""
    settings = settings_of(wanted)
    before, after = _read(_in_force(settings)), _read(wanted.policy)
    if isinstance(before, tuple):
        return complain(*before)
    if isinstance(after, tuple):
        return complain(*after)

    def show(memory: Memory) -> int:
        recorded = memory.write_now(lambda unit: unit.cases.decided_since(wanted.since or _EVER))
        cases = (Past(case_id, snapshot.facts_of(json.loads(facts))) for case_id, facts in recorded)
        found = replay(cases, before, after)
        if wanted.json:
            print(json.dumps(replay_as_record(found, before.version, after.version), indent=2))
        else:
            print(replay_as_text(found, before.version, after.version))
        return 0

    return with_memory(settings, show)


def _in_force(settings: Settings) -> Path:
    return Path(settings.money.policy) if settings.money.policy else SHIPPED


def _read(path: Path) -> Policy | tuple[str, ...]:
    """The policy of a file, or all that is wrong with it."""
    try:
        return read_policy(path.read_text(encoding="utf-8"))
    except UnicodeDecodeError:
        return (f"{path} is not text in UTF-8; save it as UTF-8.",)
    except OSError as error:
        return (f"{path} cannot be read: {error.strerror}.",)
    except PolicyError as error:
        return error.faults


def _json(path: Path) -> dict[str, Any]:
    """A file of facts. Raises SnapshotError if it is none."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SnapshotError(f"it cannot be read ({error.strerror}).") from None
    except ValueError as fault:
        raise SnapshotError(f"this is no JSON in UTF-8: {fault}.") from None
    if not isinstance(found, dict):
        raise SnapshotError("facts are written in braces, as --example shows.")
    return found
