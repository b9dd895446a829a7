"""The desk at the terminal: who waits, what is on record of a case, and what a person of the staff does with it."""

import argparse
import asyncio
import json
from collections.abc import Mapping
from datetime import datetime

from bot.app import clock_of, pictures_of
from bot.case_report import as_record, as_text
from bot.commands.opening import as_staff, complain, settings_of, with_memory
from bot.complaint import handling
from bot.language.connectors.deepl import DeepL
from bot.language.connectors.libretranslate import LibreTranslate
from bot.language.interpreter import Interpreted, interpret
from bot.memory.store import Memory
from bot.memory.views import CaseFile, case_file
from bot.remedy import settling
from bot.remedy.settling import Settlement, Word
from bot.services import translator_of
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
    """Print everything on record of a case, in another language too where that is wanted."""
    settings = settings_of(wanted)
    translator = translator_of(settings) if wanted.into else None
    if wanted.into and translator is None:
        return complain("Nobody translates for this shop: name who does under [translation] in its config.toml.")

    def show(memory: Memory) -> int:
        file, file_of = memory.write_now(case_file, wanted.number), pictures_of(settings).file
        now = clock_of(memory, settings).now()
        read = asyncio.run(_read(memory, file, wanted.into, translator, now)) if translator else {}
        if wanted.json:
            print(json.dumps(as_record(file, file_of, read), ensure_ascii=False, indent=2))
        else:
            print(as_text(file, settings.shop.zone, file_of, read))
        return 0

    return with_memory(settings, show)


async def _read(
    memory: Memory, file: CaseFile, into: str, translator: LibreTranslate | DeepL, now: datetime
) -> Mapping[int, Interpreted]:
    try:
        return await interpret(memory, file, into, translator, now)
    finally:
        await translator.close()


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
