"""The command line: `python -m bot` and what to do. `python -m bot --help` lists it all."""

import argparse
import io
import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

from bot.commands import approvals, cases, coupons, keys, links, locales, money, policy, recall, shop, understand
from bot.commands.opening import Command, complain
from bot.commands.typed import case_number, currency, days, key_number, language, moment, task_number, time_zone, words
from bot.complaint.event import Doubt
from bot.config import ConfigError
from bot.coupon_report import Platform
from bot.errors import AmendsError
from bot.remedy.settling import Settlement
from bot.terms import Authority, Cause

_NO_COMPLAINT = (Cause.OTHER_QUESTION, Cause.HUMAN, Cause.SPAM_ABUSE)
_NOT_IN_IT = "the pictures buyers sent are left out, and the payment provider's book is another party's and no part of it"


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
        return complain(*error.faults)
    except AmendsError as error:
        return complain(str(error))
    except BrokenPipeError:
        # Whoever read us has heard enough (`| head`); the rest goes nowhere instead of into a traceback.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 128 + signal.SIGINT


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
        added.add_argument("number", type=case_number, metavar="N", help="the number of the case")
        if signed:
            added.add_argument("--name", default="Mei", help="the first name to sign with (default: %(default)s)")
        return added

    def of_files(added: argparse.ArgumentParser) -> None:
        added.add_argument("files", type=Path, nargs="+", metavar="FILE")
        added.add_argument("--time-zone", type=time_zone, metavar="ZONE", help="of times without one (default: the shop's)")
        added.add_argument("--currency", type=currency, metavar="CODE", help="of amounts that do not say theirs, like USD")

    command("run", shop.run, "open the shop")
    check = command("check", shop.check, "say all faults of a config.toml at once")
    check.add_argument("file", type=Path, nargs="?", help="the file to check (default: config.toml)")
    importing = command("import", shop.stock, "take in the seller's orders, prices, promotions, stock and articles")
    of_files(importing)
    importing.add_argument("--dry-run", action="store_true", help="only say what the files tell; store nothing")
    importing.add_argument("--json", action="store_true", help="report for machines, with every order a file tells")
    linking = command("links", links.give_out, "write a link to each order of the seller's files, for its parcel card")
    of_files(linking)
    linking.add_argument("--out", type=Path, metavar="CSV", help="the new file for the links (default: standard output)")
    linking.add_argument("--svg", type=Path, metavar="DIR", help="a new folder for a QR code of each link")
    linking.add_argument("--days", type=days, metavar="N", help="how long they can be used (default: order_link_days of [web])")
    command("cases", cases.waiting, "list the cases that wait for a person, longest first")
    command("aside", cases.aside, "list what came in and could not be worked")
    case = case_command("case", cases.record, "print everything on record of a case")
    case.add_argument("--json", action="store_true", help="for machines")
    case.add_argument(
        "--in", dest="into", type=language, metavar="LANG", help="with what people wrote in that language too, like zh_Hans"
    )
    reply = case_command("reply", cases.reply, "write to the buyer as a person; the bot is silent from then on", signed=True)
    reply.add_argument("text", type=words)
    case_command("handback", cases.hand_back, "give the case back to the bot")
    cause = case_command("cause", cases.cause, "say what a case is about; the bot goes on from there", signed=True)
    cause.add_argument("cause", choices=[one.value for one in Cause if one not in _NO_COMPLAINT], metavar="CAUSE")
    cause.add_argument("--article", type=words, default="", help="what was advertised and sold out (out_of_stock)")
    cause.add_argument(
        "--overcharged",
        metavar="AMOUNT",
        default="",
        help="what was taken too much, in the order's currency; with price_drop, by how much another shop is cheaper",
    )
    command("approvals", approvals.approvals, "list the offers that wait for somebody's agreement, who may give it, and why")
    approve = case_command("approve", approvals.approve, "agree to the offer that waits, by the role of who signs", signed=True)
    approve.add_argument(
        "--authority", choices=[one.value for one in Authority if one is not Authority.BOT], help="decide by less than one's role"
    )
    decline = case_command("decline", approvals.decline, "do not agree to the offer that waits; a person takes over", signed=True)
    decline.add_argument("--why", type=words, required=True, help="why, for the record")
    decline.add_argument(
        "--because", choices=[one.value for one in Doubt], default=Doubt.UNSAID.value, help="what the buyer is told of it"
    )
    command("tasks", approvals.tasks, "list what waits to be done by hand: alarms, then what was promised first")
    recalled = command("recall", recall.recall, "list the orders that have an article, to warn their buyers")
    recalled.add_argument("article", metavar="ARTICLE", help="its number (SKU), or its whole title")
    recalled.add_argument("--since", type=moment, help="only those placed since then, like 2026-02-16 (default: within a year)")
    confirm = command("confirm-manual", approvals.confirm, "say that a task is done; the buyer is told, with its proof")
    confirm.add_argument("number", type=task_number, metavar="N", help="the number of the task")
    confirm.add_argument("--name", default="Mei", help="who did it (default: %(default)s)")
    confirm.add_argument("--reference", type=words, default="", help="the payment's or the parcel's own number")
    confirm.add_argument(
        "--amount", metavar="AMOUNT", default="", help="what is paid for goods that came back (default: what they were sold for)"
    )
    confirm.add_argument("--words", type=words, default="", help="of an apology: its words, for the buyer to read")
    asking = case_command(
        "head-office", approvals.head_office, "ask the head office about what is beyond everybody's role", signed=True
    )
    asking.add_argument("--why", type=words, required=True, help="what it is to decide")
    settle = case_command(
        "settle", cases.settle, "say what became of a refund that nobody could tell of, or that failed", signed=True
    )
    settle.add_argument(
        "--as", dest="how", required=True, choices=[one.value for one in Settlement],
        help="paid: by hand, or as the provider's book says; cancelled: it will not be paid",
    )  # fmt: skip
    settle.add_argument("--why", type=words, required=True, help="how that is known, for the record")
    settle.add_argument(
        "--reference", type=words, default="", help="the payment's own, for the buyer to find it by; only if paid"
    )
    case_command("close", cases.close, "say that the matter is settled", signed=True)
    ledger = command(
        "ledger", money.ledger, "print what was promised and what became of it, or hold it against the provider's book"
    )
    ledger.add_argument("what", nargs="?", choices=["show", "verify"], default="show")
    ledger.add_argument("--since", type=moment, help="only what was agreed since then, like 2026-02-16 or 2026-02-16T09:00+01:00")
    ledger.add_argument("--csv", action="store_true", help="for a spreadsheet")
    ledger.add_argument("--sums", action="store_true", help="sums by cause, kind and currency instead")
    given = command("coupons", coupons.coupons, "print the coupons that were given, or a file that your platform takes in")
    given.add_argument("--since", type=moment, help="only those given since then, like 2026-02-16")
    given.add_argument("--csv", action="store_true", help="as a file, with whole codes")
    given.add_argument("--platform", choices=[one.value for one in Platform], default=Platform.OWN.value, help="whose file")
    switch = command("money", money.money, "say how money stands; the switch that stops all of it, and lets it move again")
    switch.add_argument("what", nargs="?", choices=["status", "pause", "resume"], default="status")
    switch.add_argument("--name", default="Mei", help="who throws the switch (default: %(default)s)")
    due = command("due", shop.due, "print what is due and how late it is, what failed and why, and what comes next")
    due.add_argument("--json", action="store_true", help="for machines")
    for_programs = commands.add_parser("keys", help="look after the keys by which programs of yours call")
    deeds = for_programs.add_subparsers(required=True, metavar="what")
    adding = deeds.add_parser("add", parents=[configured], help="make a key, and show it this once")
    adding.add_argument("name", type=words, metavar="NAME", help="what it is for, to know it by")
    adding.set_defaults(command=keys.add)
    deeds.add_parser("list", parents=[configured], help="list them by their names").set_defaults(command=keys.show)
    withdrawing = deeds.add_parser("withdraw", parents=[configured], help="let one open nothing any more")
    withdrawing.add_argument("number", type=key_number, metavar="N", help="its number, as `keys list` has it")
    withdrawing.set_defaults(command=keys.withdraw)
    clock = command("clock", shop.clock, "show the story clock of the sample shop, or move it on")
    clock.add_argument("--to", choices=["tomorrow-morning"])
    backup = command(
        "backup", shop.backup, f"write everything the shop keeps to one new file, also while it is open; {_NOT_IN_IT}"
    )
    backup.add_argument("file", type=Path, metavar="FILE", help="where to; nothing is overwritten")
    restoring = command(
        "restore", shop.restore, f"put a backup in the place of the shop's data, which is kept aside; {_NOT_IN_IT}"
    )
    restoring.add_argument("file", type=Path, metavar="FILE", help="what `backup` wrote")
    rules = commands.add_parser("policy", help="check the remedy policy, ask it why, or try another on past cases")
    questions = rules.add_subparsers(required=True, metavar="what")
    checking = questions.add_parser("check", parents=[configured], help="say all faults of a policy at once")
    checking.add_argument("file", type=Path, nargs="?", metavar="FILE", help="the policy to check (default: the shop's)")
    checking.set_defaults(command=policy.check)
    explaining = questions.add_parser("explain", parents=[configured], help="print what it gives on these facts, and why")
    explaining.add_argument("--facts", type=Path, metavar="JSON", help="the facts; --example prints some to begin with")
    explaining.add_argument("--policy", type=Path, metavar="FILE", help="another policy than the shop's")
    explaining.add_argument("--example", action="store_true", help="print an example of facts, and nothing else")
    explaining.set_defaults(command=policy.explain)
    trying = questions.add_parser("replay", parents=[configured], help="decide all past cases again under another policy")
    trying.add_argument("--policy", type=Path, required=True, metavar="FILE", help="the policy to try")
    trying.add_argument("--since", type=moment, help="only cases opened since then, like 2026-02-16")
    trying.add_argument("--json", action="store_true", help="for machines")
    trying.set_defaults(command=policy.try_out)
    understanding = commands.add_parser(
        "understand",
        help="say what messages mean: JSON lines in, JSON lines out",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog=understand.EXAMPLE,
    )
    understanding.add_argument("--score", type=Path, metavar="FILE", help="score a file of labelled messages instead")
    understanding.add_argument(
        "--language", default="", help="the language of what is scored, where neither a line nor the name of the file says it"
    )
    understanding.set_defaults(command=understand.understand)
    translations = commands.add_parser("locales", help="look after the translations")
    kinds = translations.add_subparsers(required=True, metavar="what")
    kinds.add_parser("check", help="say all faults of the catalogues at once").set_defaults(command=locales.check)
    kinds.add_parser("update", help="bring the catalogues in step with the code").set_defaults(command=locales.update)
    adding_one = kinds.add_parser("add", help="begin a new language: its files, and what to fill first")
    adding_one.add_argument("language", type=words, metavar="LANG", help="its CLDR id, like sv, pt_BR or zh_Hant")
    adding_one.set_defaults(command=locales.add)
    standing = kinds.add_parser("stats", help="print how far each language has come")
    standing.add_argument("--json", action="store_true", help="for machines")
    standing.set_defaults(command=locales.stats)
    return parser


if __name__ == "__main__":
    sys.exit(main())
