"""A conversation in a language of the staff: each line of a buyer's or a colleague's is translated once and kept."""

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from bot.errors import StorageBusy
from bot.language.masking import Apart, set_apart
from bot.memory.store import Memory, Unit
from bot.memory.translations import KeptTranslation
from bot.memory.views import CaseFile, WrittenLine
from bot.ports import Translator
from bot.terms import Speaker

_SIDE_BY_SIDE = 4

NO_ANSWER = "the translator gave no answer"
CHANGED = "the translation lost or changed a number, a code or an address"


@dataclass(frozen=True, slots=True)
class Interpreted:
    """A line in the language of whoever reads it; without a text, `fault` says why there is none."""

    text: str = ""
    fault: str = ""


async def interpret(
    memory: Memory, file: CaseFile, into: str, translator: Translator, now: datetime
) -> Mapping[int, Interpreted]:
    """What buyer and colleagues said on a case, by the numbers of the lines. The bot's own lines are known to the staff.

    Left out is what has nothing to translate, or is in that language already. A line that could not be translated says so, and
    is tried again the next time.
    """
    language, kept = await memory.read(_known, file, into)
    at_once = asyncio.Semaphore(_SIDE_BY_SIDE)

    async def one(line: WrittenLine, apart: Apart) -> Interpreted:
        before = kept.get(line.n)
        if before and before.wording == _hash(line):
            return Interpreted(before.text)
        async with at_once:
            interpreted = await _translated(translator, apart, into)
        if interpreted.text:
            fresh = KeptTranslation(_hash(line), interpreted.text)
            with suppress(StorageBusy):  # then it is translated once more, some time
                await memory.write(lambda unit: unit.translations.keep(file.stored.buyer_id, line.n, into, fresh, now))
        return interpreted

    spoken = [(line, set_apart(line.text, language)) for line in file.lines if line.speaker is not Speaker.BOT]
    lines = [(line, apart) for line, apart in spoken if any(map(str.isalpha, apart.text))]
    found = await asyncio.gather(*(one(line, apart) for line, apart in lines))
    return {line.n: there for (line, _), there in zip(lines, found, strict=True) if there.text.strip() != line.text.strip()}


def _known(unit: Unit, file: CaseFile, into: str) -> tuple[str, Mapping[int, KeptTranslation]]:
    """The language that the buyer writes in, which tells how they write amounts, and what was translated before."""
    return unit.buyers.load(file.stored.buyer_id).language, unit.translations.of_case(file.stored.case.id, into)


async def _translated(translator: Translator, apart: Apart, into: str) -> Interpreted:
    answer = await translator.translate(apart.text, into)
    if not answer or not answer.strip():
        return Interpreted(fault=NO_ANSWER)
    whole = apart.put_back(answer)
    return Interpreted(whole) if whole is not None else Interpreted(fault=CHANGED)


def _hash(line: WrittenLine) -> str:
    return sha256(line.text.encode("utf-8", "surrogatepass")).hexdigest()
