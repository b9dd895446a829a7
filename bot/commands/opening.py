"""What a command begins and ends with: the settings it goes by, the memory it opens, the fault it says."""

import argparse
import sys
from collections.abc import Callable

from bot import log
from bot.app import clock_of, open_memory, practice_of
from bot.config import load
from bot.memory.store import Memory
from bot.settings import Settings

Command = Callable[[argparse.Namespace], int]
"""What a command does; 0 when it did what it says, 1 when it could not and said why."""


def settings_of(wanted: argparse.Namespace) -> Settings:
    """The settings to go by; from here on the log is written as they say."""
    settings = load(wanted.config)
    log.write_as(settings.log)
    return settings


def with_memory(settings: Settings, act: Callable[[Memory], int]) -> int:
    """Act on the shop's memory beside the running shop, and let go of it whatever happens."""
    memory = open_memory(settings)
    try:
        return act(memory)
    finally:
        memory.close()


def complain(*sentences: str) -> int:
    """Say what could not be done, where it does not mix with what was asked for."""
    for sentence in sentences:
        print(sentence, file=sys.stderr)
    return 1


def as_staff(wanted: argparse.Namespace, done: str, verb: Callable[..., object], *arguments: object) -> int:
    """Do something under a number (a case, a task) as a person of the staff, beside the running shop, and say that it is done."""
    settings = settings_of(wanted)

    def act(memory: Memory) -> int:
        now = clock_of(memory, settings).now()
        memory.write_now(lambda unit: verb(unit, wanted.number, *arguments, practice_of(settings), now))
        print(done)
        return 0

    return with_memory(settings, act)
