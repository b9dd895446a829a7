"""What people decide and do, from the terminal: offers that wait, tasks, what goes to the head office."""

import argparse

from bot.app import clock_of, practice_of
from bot.commands.opening import as_staff, settings_of, with_memory
from bot.complaint import deciding
from bot.complaint.event import Doubt
from bot.desk_report import approvals_as_text, tasks_as_text
from bot.memory.store import Memory
from bot.remedy import by_hand
from bot.remedy.by_hand import Deed
from bot.terms import Authority


def approvals(wanted: argparse.Namespace) -> int:
    """List the offers that wait for somebody's agreement, and why they are what they are."""
    settings = settings_of(wanted)

    def show(memory: Memory) -> int:
        print(approvals_as_text(memory.write_now(deciding.waiting, practice_of(settings)), settings.shop.zone))
        return 0

    return with_memory(settings, show)


def approve(wanted: argparse.Namespace) -> int:
    """Agree to the offer that waits."""
    lowered = Authority(wanted.authority) if wanted.authority else None
    return as_staff(wanted, "Approved: the buyer has the offer.", deciding.approve, wanted.name, lowered)


def decline(wanted: argparse.Namespace) -> int:
    """Do not agree to the offer that waits."""
    done = "Declined: the buyer is told, and the case waits for a person."
    return as_staff(wanted, done, deciding.decline, wanted.name, Doubt(wanted.because), wanted.why)


def tasks(wanted: argparse.Namespace) -> int:
    """List what waits to be done by hand."""
    settings = settings_of(wanted)

    def show(memory: Memory) -> int:
        now = clock_of(memory, settings).now()
        print(tasks_as_text(memory.write_now(lambda unit: unit.tasks.waiting()), now, settings.shop.zone))
        return 0

    return with_memory(settings, show)


def confirm(wanted: argparse.Namespace) -> int:
    """Say that a task is done."""
    deed = Deed(wanted.name, wanted.reference, wanted.words, wanted.amount)
    return as_staff(wanted, "Done: it is in the ledger, and the buyer is told where the bot has the case.", by_hand.confirm, deed)


def head_office(wanted: argparse.Namespace) -> int:
    """Ask the head office about a case."""
    return as_staff(
        wanted, "Asked: `tasks` lists it until somebody confirms it.", by_hand.ask_head_office, wanted.name, wanted.why
    )
