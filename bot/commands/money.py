"""Money from the terminal: the ledger, whether it agrees with the provider's book, and the switch that stops all of it."""

import argparse
from datetime import UTC, datetime

from bot.app import clock_of, practice_of, provider_of
from bot.commands.opening import complain, settings_of, with_memory
from bot.ledger_report import as_csv, as_text, money_status, sums_as_text
from bot.memory.store import Memory
from bot.remedy import switch
from bot.remedy.reconciling import booked, our_side
from bot.remedy.verifying import disagreements

_EVER = datetime(2000, 1, 1, tzinfo=UTC)


def ledger(wanted: argparse.Namespace) -> int:
    """Print what was promised and what became of it, or hold it against the provider's book."""
    settings = settings_of(wanted)

    def show(memory: Memory) -> int:
        if wanted.sums:
            print(sums_as_text(memory.write_now(lambda unit: unit.accounts.sums(wanted.since or _EVER))))
            return 0
        lines = memory.write_now(lambda unit: unit.accounts.lines(wanted.since or _EVER))
        print(as_csv(lines) if wanted.csv else as_text(lines, settings.shop.zone), end="" if wanted.csv else "\n")
        return 0

    def verify(memory: Memory) -> int:
        book = provider_of(settings, clock_of(memory, settings)).book()
        found = disagreements(memory.write_now(our_side), [booked(entry) for entry in book])
        if found:
            return complain(*found)
        print("The ledger, the provider's book and what buyers were told agree.")
        return 0

    return with_memory(settings, verify if wanted.what == "verify" else show)


def money(wanted: argparse.Namespace) -> int:
    """Say how money stands, stop all of it, or let it move again."""
    settings = settings_of(wanted)

    def throw(memory: Memory) -> int:
        now = clock_of(memory, settings).now()
        match wanted.what:
            case "pause":
                memory.write_now(switch.pause, wanted.name, now)
                print("All money is paused: promises wait, nothing is lost.")
            case "resume":
                memory.write_now(switch.resume, now)
                print("Money moves again; what waited is due at once.")
            case _:
                print(money_status(memory.write_now(switch.standing, practice_of(settings), now), settings.shop.zone))
        return 0

    return with_memory(settings, throw)
