"""The keys by which programs of the seller's call, from the terminal."""

import argparse

from bot.app import clock_of
from bot.commands.opening import complain, settings_of, with_memory
from bot.memory.store import Memory

_LONGEST_NAME = 80


def add(wanted: argparse.Namespace) -> int:
    """Make a key, and show it this once."""
    name: str = wanted.name.strip()
    if not name or len(name) > _LONGEST_NAME:
        return complain(f"A key needs a name to know it by, of at most {_LONGEST_NAME} characters.")
    settings = settings_of(wanted)

    def act(memory: Memory) -> int:
        now = clock_of(memory, settings).now()
        print(memory.write_now(lambda unit: unit.keys.add(name, now)))
        return 0

    return with_memory(settings, act)


def show(wanted: argparse.Namespace) -> int:
    """List the keys by their names; what they are is kept nowhere."""
    settings = settings_of(wanted)

    def act(memory: Memory) -> int:
        keys = memory.write_now(lambda unit: unit.keys.all())
        for key in keys:
            made = f"made {key.made_at.astimezone(settings.shop.zone):%d %b %Y}"
            gone = f", withdrawn {key.withdrawn_at.astimezone(settings.shop.zone):%d %b %Y}" if key.withdrawn_at else ""
            print(f"{key.id:>4}  {key.name}  ({made}{gone})")
        if not keys:
            print("There are no keys.")
        return 0

    return with_memory(settings, act)


def withdraw(wanted: argparse.Namespace) -> int:
    """Let a key open nothing any more."""
    settings = settings_of(wanted)

    def act(memory: Memory) -> int:
        now = clock_of(memory, settings).now()
        if not memory.write_now(lambda unit: unit.keys.withdraw(wanted.number, now)):
            return complain(f"There is no key {wanted.number} that opens anything.")
        print(f"Key {wanted.number} opens nothing any more.")
        return 0

    return with_memory(settings, act)
