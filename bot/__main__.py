"""The command line: `python -m bot` and what to do. `python -m bot --help` lists it all."""

import argparse
import io
import json
import os
import signal
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import uvloop

from bot import log
from bot.app import clock_of, open_memory, practice_of, provider_of, serve, take_in
from bot.case_report import as_record, as_text
from bot.clock import RealClock
from bot.complaint import handling
from bot.config import ConfigError, faults_of, load
from bot.errors import AmendsError
from bot.language.catalogue import locales_folder, shipped
from bot.language.line import Line
from bot.language.proofreading import faults as catalogue_faults
from bot.language.template import CatalogueError, up_to_date
from bot.ledger_report import as_csv
from bot.ledger_report import as_text as ledger_text
from bot.memory.backup import back_up, restore
from bot.memory.state import MONEY_PAUSED
from bot.memory.store import Memory
from bot.memory.views import case_file
from bot.remedy.reconciling import booked, our_side
from bot.remedy.verifying import disagreements
from bot.settings import Settings
from bot.shop.imports import report
from bot.shop.story import move_to_tomorrow_morning
from bot.terms import Authority

Command = Callable[[argparse.Namespace], int]
_EVER = datetime(2000, 1, 1, tzinfo=UTC)

_NOT_OURS = "the payment provider's book is another party's and no part of it"

_MOST_DIGITS = 18  # of a row's number, in any database


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 when it did what it says, 1 when it could not and said why, 2 for a command it does not know."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A terminal that cannot show a buyer's script is shown codes instead of a traceback.
        sys.stdout.reconfigure(errors="backslashreplace")
    wanted = _parser().parse_args(arguments)
    command: Command = wanted.command
    try:
        code = command(wanted)
        sys.stdout.flush()
        return code
    except ConfigError as error:
        return _complain(*error.faults)
    except AmendsError as error:
        return _complain(str(error))
    except BrokenPipeError:
        # Whoever read us has heard enough (`| head`); the rest goes nowhere instead of into a traceback.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 128 + signal.SIGINT


def _run(wanted: argparse.Namespace) -> int:
    settings = _settings(wanted)
    print(f"{settings.shop.name} is opening at {settings.web.address}/", flush=True)
    if settings.test.sample_shop:
        print(
            "This is the sample shop: its story begins in February 2026, and nothing in it is real. Ctrl-C closes it.", flush=True
        )
    uvloop.run(serve(settings))
    return 0


def _check(wanted: argparse.Namespace) -> int:
    path: Path = wanted.file or wanted.config or Path("config.toml")
    faults = faults_of(path)
    if faults:
        return _complain(*faults)
    print(f"{path}: everything in it can be used.")
    return 0


def _import(wanted: argparse.Namespace) -> int:
    memory = open_memory(_settings(wanted))
    refused = False
    records = []
    try:
        for path in wanted.files:
            try:
                content = path.read_bytes()
            except OSError as error:
                refused = bool(_complain(f"{path}: cannot be read ({error.strerror})."))
                continue
            found = take_in(memory, path.name, content)
            refused = refused or bool(found.refused)
            records.append(report.as_data(found))
            if not wanted.json:
                print(report.as_text(found))
    finally:
        memory.close()
    if wanted.json:
        print(json.dumps(records, ensure_ascii=False, indent=2))
    return 1 if refused else 0


def _cases(wanted: argparse.Namespace) -> int:
    settings = _settings(wanted)

    def show(memory: Memory) -> int:
        waiting = memory.write_now(lambda unit: unit.cases.waiting())
        for one in waiting:
            since = one.changed_at.astimezone(settings.shop.zone)
            cause = one.cause or "cause not known"
            print(f"case {one.id}  {cause}  {one.step}  waits for {one.waits_for} since {since:%d %b %H:%M}")
        if not waiting:
            print("No case waits for a person.")
        return 0

    return _with_memory(settings, show)


def _case(wanted: argparse.Namespace) -> int:
    settings = _settings(wanted)

    def show(memory: Memory) -> int:
        file = memory.write_now(case_file, wanted.number)
        print(json.dumps(as_record(file), ensure_ascii=False, indent=2) if wanted.json else as_text(file, settings.shop.zone))
        return 0

    return _with_memory(settings, show)


def _reply(wanted: argparse.Namespace) -> int:
    return _on_case(wanted, "Said.", handling.reply, wanted.name, wanted.text)


def _hand_back(wanted: argparse.Namespace) -> int:
    return _on_case(wanted, "The bot has the case again.", handling.hand_back)


def _approve(wanted: argparse.Namespace) -> int:
    return _on_case(wanted, "Approved: the buyer has the offer.", handling.approve, wanted.name, Authority(wanted.authority))


def _close(wanted: argparse.Namespace) -> int:
    return _on_case(wanted, "Closed.", handling.close, wanted.name)


def _clock(wanted: argparse.Namespace) -> int:
    settings = _settings(wanted)
    if not settings.test.sample_shop:
        return _complain("Only the sample shop has a story clock; a real shop runs on the real time.")

    def move(memory: Memory) -> int:
        clock = clock_of(memory, settings)
        now = clock.now()
        if wanted.to == "tomorrow-morning":
            now += memory.write_now(move_to_tomorrow_morning, now, settings.shop.zone)
        print(f"In the story it is {now.astimezone(settings.shop.zone):%A, %d %B %Y, %H:%M}.")
        return 0

    return _with_memory(settings, move)


def _ledger(wanted: argparse.Namespace) -> int:
    settings = _settings(wanted)

    def show(memory: Memory) -> int:
        lines = memory.write_now(lambda unit: unit.ledger.lines(wanted.since or _EVER))
        print(as_csv(lines) if wanted.csv else ledger_text(lines, settings.shop.zone), end="" if wanted.csv else "\n")
        return 0

    def verify(memory: Memory) -> int:
        book = provider_of(settings, clock_of(memory, settings)).book()
        found = disagreements(memory.write_now(our_side), [booked(entry) for entry in book])
        if found:
            return _complain(*found)
        print("The ledger, the provider's book and what buyers were told agree.")
        return 0

    return _with_memory(settings, verify if wanted.what == "verify" else show)


def _money(wanted: argparse.Namespace) -> int:
    settings = _settings(wanted)

    def throw(memory: Memory) -> int:
        paused = wanted.what == "pause"
        memory.write_now(lambda unit: unit.state.put(MONEY_PAUSED, wanted.name if paused else ""))
        print(
            "All money is paused: promises wait, nothing is lost."
            if paused
            else "Money moves again; what waited follows within ten minutes."
        )
        return 0

    return _with_memory(settings, throw)


def _backup(wanted: argparse.Namespace) -> int:
    back_up(_settings(wanted).database.url, wanted.file)
    print(f"{wanted.file} holds everything the shop keeps. Keep it as you would keep the shop: buyers' names are in it.")
    return 0


def _restore(wanted: argparse.Namespace) -> int:
    former = restore(_settings(wanted).database.url, wanted.file, RealClock().now())
    kept = f" What was there before is kept as {former}." if former else ""
    print(f"The shop is as it was when {wanted.file} was written.{kept}")
    return 0


def _locales_check(_wanted: argparse.Namespace) -> int:
    found = catalogue_faults(locales_folder())
    if found:
        return _complain(*found)
    print(f"{len(shipped())} languages, {len(Line.known)} lines: all in order.")
    return 0


def _locales_update(wanted: argparse.Namespace) -> int:
    try:
        files = up_to_date(locales_folder())
    except CatalogueError:
        return _locales_check(wanted)
    for path, text in files.items():
        path.write_bytes(text)
    return 0


def _on_case(wanted: argparse.Namespace, done: str, verb: Callable[..., object], *arguments: object) -> int:
    """Do something to a case as a person of the staff, beside the running shop."""
    settings = _settings(wanted)

    def act(memory: Memory) -> int:
        now = clock_of(memory, settings).now()
        memory.write_now(lambda unit: verb(unit, wanted.number, *arguments, practice_of(settings), now))
        print(done)
        return 0

    return _with_memory(settings, act)


def _settings(wanted: argparse.Namespace) -> Settings:
    """The settings to go by; from here on the log is written as they say."""
    settings = load(wanted.config)
    log.write_as(settings.log)
    return settings


def _with_memory(settings: Settings, act: Callable[[Memory], int]) -> int:
    memory = open_memory(settings)
    try:
        return act(memory)
    finally:
        memory.close()


def _case_number(given: str) -> int:
    if not (given.isascii() and given.isdigit() and len(given) <= _MOST_DIGITS):
        raise argparse.ArgumentTypeError("write the number of a case, like 12")
    return int(given)


def _words(given: str) -> str:
    """Words from the command line, which hands over as halves of characters what it could not read."""
    if not given.isprintable() and any("\ud800" <= character <= "\udfff" for character in given):
        raise argparse.ArgumentTypeError("this is not text in the encoding of your terminal")
    return given


def _complain(*sentences: str) -> int:
    for sentence in sentences:
        print(sentence, file=sys.stderr)
    return 1


def _moment(text: str) -> datetime:
    """A moment as one types it; a day alone is its beginning, in UTC."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text} is no moment; write it like 2026-02-16 or 2026-02-16T09:00+01:00") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bot", description="Amends: makes things right between a seller and a buyer.")
    configured = argparse.ArgumentParser(add_help=False)
    configured.add_argument("--config", type=Path, help="the config.toml of the shop; without one it is the sample shop")
    commands = parser.add_subparsers(required=True, metavar="command")

    def command(name: str, does: Command, help_text: str) -> argparse.ArgumentParser:
        added = commands.add_parser(name, parents=[configured], help=help_text, description=help_text)
        added.set_defaults(command=does)
        return added

    def case_command(name: str, does: Command, help_text: str, *, signed: bool = False) -> argparse.ArgumentParser:
        added = command(name, does, help_text)
        added.add_argument("number", type=_case_number, metavar="N", help="the number of the case")
        if signed:
            added.add_argument("--name", default="Mei", help="the first name to sign with (default: %(default)s)")
        return added

    command("run", _run, "open the shop")
    check = command("check", _check, "say all faults of a config.toml at once")
    check.add_argument("file", type=Path, nargs="?", help="the file to check (default: config.toml)")
    importing = command("import", _import, "take in the seller's orders, prices and promotions")
    importing.add_argument("files", type=Path, nargs="+", metavar="FILE")
    importing.add_argument("--json", action="store_true", help="report for machines")
    command("cases", _cases, "list the cases that wait for a person, longest first")
    case = case_command("case", _case, "print everything on record of a case")
    case.add_argument("--json", action="store_true", help="for machines")
    reply = case_command("reply", _reply, "write to the buyer as a person; the bot is silent from then on", signed=True)
    reply.add_argument("text", type=_words)
    case_command("handback", _hand_back, "give the case back to the bot")
    approve = case_command("approve", _approve, "agree to the offer that waits", signed=True)
    approve.add_argument("--authority", choices=[one.value for one in Authority if one is not Authority.BOT], default="staff")
    case_command("close", _close, "say that the matter is settled", signed=True)
    ledger = command("ledger", _ledger, "print what was promised and what became of it, or hold it against the provider's book")
    ledger.add_argument("what", nargs="?", choices=["show", "verify"], default="show")
    ledger.add_argument(
        "--since", type=_moment, help="only what was agreed since then, like 2026-02-16 or 2026-02-16T09:00+01:00"
    )
    ledger.add_argument("--csv", action="store_true", help="for a spreadsheet")
    money = command("money", _money, "the switch that stops all money, and lets it move again")
    money.add_argument("what", choices=["pause", "resume"])
    money.add_argument("--name", default="Mei", help="who throws the switch (default: %(default)s)")
    clock = command("clock", _clock, "show the story clock of the sample shop, or move it on")
    clock.add_argument("--to", choices=["tomorrow-morning"])
    backup = command("backup", _backup, f"write everything the shop keeps to one new file, also while it is open; {_NOT_OURS}")
    backup.add_argument("file", type=Path, metavar="FILE", help="where to; nothing is overwritten")
    restoring = command("restore", _restore, f"put a backup in the place of the shop's data, which is kept aside; {_NOT_OURS}")
    restoring.add_argument("file", type=Path, metavar="FILE", help="what `backup` wrote")
    locales = commands.add_parser("locales", help="look after the translations")
    kinds = locales.add_subparsers(required=True, metavar="what")
    kinds.add_parser("check", help="say all faults of the catalogues at once").set_defaults(command=_locales_check)
    kinds.add_parser("update", help="bring the catalogues in step with the code").set_defaults(command=_locales_update)
    return parser


if __name__ == "__main__":
    sys.exit(main())
