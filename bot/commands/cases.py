"""The desk at the terminal: who waits, what is on record of a case, and what a person of the staff does with it."""

import argparse
import json

from bot.app import pictures_of
from bot.case_report import as_record, as_text
from bot.commands.opening import as_staff, settings_of, with_memory
from bot.complaint import handling
from bot.memory.store import Memory
from bot.memory.views import case_file
from bot.remedy import settling
from bot.remedy.settling import Settlement, Word
from bot.terms import Cause


def waiting(wanted: argparse.Namespace) -> int:
    """List the cases that wait for a person."""
    settings = settings_of(wanted)

    def show(memory: Memory) -> int:
        found = memory.write_now(lambda unit: unit.cases.waiting())
        for one in found:
            since = one.changed_at.astimezone(settings.shop.zone)
            cause = one.cause or "cause not known"
            print(f"case {one.id}  {cause}  {one.step}  waits for {one.waits_for} since {since:%d %b %H:%M}")
        if not found:
            print("No case waits for a person.")
        return 0

    return with_memory(settings, show)


def aside(wanted: argparse.Namespace) -> int:
    """List what came in and could not be worked."""
    settings = settings_of(wanted)

    def show(memory: Memory) -> int:
        found = memory.write_now(lambda unit: unit.inbox.aside())
        for one in found:
            came = one.received_at.astimezone(settings.shop.zone)
            whose = f"buyer {one.buyer_id}" if one.buyer_id else "nobody we know"
            print(f"entry {one.id}  {one.channel}  from {whose}, {came:%d %b %H:%M}: {one.error}")
        if not found:
            print("Nothing is set aside: all that came in was worked, or is next.")
        return 0

    return with_memory(settings, show)


def record(wanted: argparse.Namespace) -> int:
    """Print everything on record of a case."""
    settings = settings_of(wanted)

    def show(memory: Memory) -> int:
        file, file_of = memory.write_now(case_file, wanted.number), pictures_of(settings).file
        if wanted.json:
            print(json.dumps(as_record(file, file_of), ensure_ascii=False, indent=2))
        else:
            print(as_text(file, settings.shop.zone, file_of))
        return 0

    return with_memory(settings, show)


def reply(wanted: argparse.Namespace) -> int:
    """Write to the buyer as a person."""
    return as_staff(wanted, "Said.", handling.reply, wanted.name, wanted.text)


def hand_back(wanted: argparse.Namespace) -> int:
    """Give the case back to the bot."""
    return as_staff(wanted, "The bot has the case again.", handling.hand_back)


def cause(wanted: argparse.Namespace) -> int:
    """Say what a case is about."""
    said = f"Noted: case {wanted.number} is about {wanted.cause}, and the bot goes on from there."
    return as_staff(wanted, said, handling.say_cause, wanted.name, Cause(wanted.cause), wanted.article, wanted.overcharged)


def close(wanted: argparse.Namespace) -> int:
    """Say that the matter is settled."""
    return as_staff(wanted, "Closed.", handling.close, wanted.name)


_SETTLED = {
    Settlement.PAID: "Paid: it is in the ledger as returned, and nobody will ask for it again.",
    Settlement.CANCELLED: "Cancelled: it will not be paid, and what it had reserved is free again.",
}


def settle(wanted: argparse.Namespace) -> int:
    """Say what became of a refund that the provider will not tell."""
    word = Word(Settlement(wanted.how), wanted.name, wanted.why, wanted.reference)
    return as_staff(wanted, _SETTLED[word.how], settling.settle_by_hand, word)
