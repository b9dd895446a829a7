"""A conversation in a language of the staff: each line translated once, its codes to the letter, a failure told as one."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import pytest

from bot.language.interpreter import CHANGED, NO_ANSWER, Interpreted, interpret
from bot.memory.store import Memory
from bot.memory.transcript import NewLine
from bot.memory.views import case_file
from bot.terms import Speaker
from tests.memory.people import AT, buyer, complaint

BUYER, BOT, PERSON = Speaker.BUYER, Speaker.BOT, Speaker.PERSON
ROTO = "El pedido WL-2026-0063 llegó roto, pagué 20 € (ana@example.com)"


@dataclass
class ScriptedTranslator:
    """Says every text in capitals, unless `does` has it otherwise; `asked` is what it was given."""

    does: Callable[[str], str | None] = str.upper
    asked: list[tuple[str, str]] = field(default_factory=list)
    at_once: int = 0
    most_at_once: int = 0

    async def translate(self, text: str, into: str) -> str | None:
        self.asked.append((text, into))
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        await asyncio.sleep(0)
        self.at_once -= 1
        return self.does(text)


@pytest.fixture
def translator() -> ScriptedTranslator:
    return ScriptedTranslator()


def case_with(memory: Memory, *lines: tuple[Speaker, str]) -> int:
    """The number of a case in which these things were said."""
    ana = buyer(memory)
    case = complaint(memory, ana).case.id

    def write(unit):  # type: ignore[no-untyped-def]
        said = [NewLine(speaker, text, reference=f"r{n}") for n, (speaker, text) in enumerate(lines, 1)]
        unit.buyers.counted(ana, unit.transcript.add(ana, case, 0, said, AT))

    memory.write_now(write)
    return case


async def read(memory: Memory, case: int, translator: ScriptedTranslator, into: str = "zh_Hans") -> Mapping[int, Interpreted]:
    return await interpret(memory, await memory.read(case_file, case), into, translator, AT)


async def test_what_buyer_and_colleagues_wrote_is_translated_and_what_the_bot_says_is_not(
    memory: Memory, translator: ScriptedTranslator
) -> None:
    case = case_with(memory, (BUYER, "llegó roto"), (BOT, "Lo siento."), (PERSON, "Ahora lo miro."))

    told = await read(memory, case, translator)

    assert told == {1: Interpreted("LLEGÓ ROTO"), 3: Interpreted("AHORA LO MIRO.")}
    assert translator.asked == [("llegó roto", "zh_Hans"), ("Ahora lo miro.", "zh_Hans")]


async def test_codes_addresses_and_amounts_are_not_given_away_and_come_back_to_the_letter(
    memory: Memory, translator: ScriptedTranslator
) -> None:
    case = case_with(memory, (BUYER, ROTO))

    told = await read(memory, case, translator)

    assert translator.asked == [("El pedido [1] llegó roto, pagué [2] ([3])", "zh_Hans")]
    assert told[1].text == "EL PEDIDO WL-2026-0063 LLEGÓ ROTO, PAGUÉ 20 € (ana@example.com)"


@pytest.mark.parametrize(
    "does",
    [
        lambda text: text.replace("[1]", ""),
        lambda text: text.replace("[2]", "[1]"),
        lambda text: text + "[4]",
        lambda text: text.replace("[1]", "WL-2026-0068"),
    ],
)
async def test_a_translation_that_loses_or_changes_one_is_told_as_failed_and_not_kept(
    memory: Memory, does: Callable[[str], str]
) -> None:
    case = case_with(memory, (BUYER, ROTO))

    told = await read(memory, case, ScriptedTranslator(does))
    again = await read(memory, case, ScriptedTranslator())

    assert told == {1: Interpreted(fault=CHANGED)}
    assert again[1].fault == ""


@pytest.mark.parametrize("answer", [None, "", "  "])
async def test_no_answer_is_told_as_that_and_asked_for_again_the_next_time(memory: Memory, answer: str | None) -> None:
    case = case_with(memory, (BUYER, "llegó roto"), (BUYER, "otra vez"))

    told = await read(memory, case, ScriptedTranslator(lambda text: answer if "roto" in text else "AGAIN"))
    again = await read(memory, case, ScriptedTranslator())

    assert told == {1: Interpreted(fault=NO_ANSWER), 2: Interpreted("AGAIN")}
    assert again == {1: Interpreted("LLEGÓ ROTO"), 2: Interpreted("AGAIN")}


async def test_a_line_is_translated_once_into_each_language(memory: Memory, translator: ScriptedTranslator) -> None:
    case = case_with(memory, (BUYER, "llegó roto"))

    told = [await read(memory, case, translator, into) for into in ("en", "en", "zh_Hans", "en")]

    assert [into for _, into in translator.asked] == ["en", "zh_Hans"]
    assert told == [{1: Interpreted("LLEGÓ ROTO")}] * 4


async def test_a_line_that_was_edited_is_translated_anew(memory: Memory, translator: ScriptedTranslator) -> None:
    case = case_with(memory, (BUYER, "llegó roto"))
    await read(memory, case, translator)
    ana = memory.write_now(lambda unit: unit.cases.load(case)).buyer_id

    def edit(unit):  # type: ignore[no-untyped-def]
        unit.transcript.edited(ana, unit.transcript.named(ana, "r1"), "llegó tarde", AT)

    memory.write_now(edit)

    assert await read(memory, case, translator) == {1: Interpreted("LLEGÓ TARDE")}


async def test_what_is_in_that_language_already_has_nothing_beneath_it_and_is_not_asked_about_twice(memory: Memory) -> None:
    case = case_with(memory, (BUYER, "it broke"))
    translator = ScriptedTranslator(lambda text: f"{text} ")

    assert [await read(memory, case, translator, "en") for _ in range(2)] == [{}, {}]
    assert len(translator.asked) == 1


@pytest.mark.parametrize("text", ["WL-2026-0063", "20 €", "🙂 5", "ana@example.com"])
async def test_what_has_no_words_is_given_to_nobody(memory: Memory, translator: ScriptedTranslator, text: str) -> None:
    assert await read(memory, case_with(memory, (BUYER, text)), translator) == {}
    assert translator.asked == []


async def test_a_long_conversation_is_translated_a_few_lines_at_a_time(memory: Memory, translator: ScriptedTranslator) -> None:
    case = case_with(memory, *((BUYER, f"roto {'x' * n}") for n in range(20)))

    told = await read(memory, case, translator)

    assert len(told) == 20
    assert translator.most_at_once <= 4
