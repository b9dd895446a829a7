"""How long it takes to understand a message, and what that costs in memory: in a process that does nothing else.

    python -m tests.bench.understanding

prints one JSON object. The messages are those that the tests understand, all languages in turn.
"""

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from time import perf_counter

from bot.language.identify import hear_language
from bot.language.understand import Asked, WordsUnderstander
from tests.bench.figures import per_hundred
from tests.bench.resident import resident_mebibytes

_DATA = Path(__file__).parents[1] / "language" / "data"
_SPOKEN = ("en", "es", "zh_Hans")
_ROUNDS = 5


@dataclass(frozen=True, slots=True)
class Understood:
    """Seconds of a message, both parts together unless said; `mebibytes` is what the process holds in the end."""

    p50: float
    p99: float
    identified_p50: float
    mebibytes: float


def measure() -> Understood:
    """Read every message as the first of its conversation, several times over."""
    understander = WordsUnderstander()
    messages = list(_messages())
    for language, text in messages:
        _read(understander, language, text)  # once before, so that everything is read that is read on first use
    took = [_read(understander, language, text) for _ in range(_ROUNDS) for language, text in messages]
    whole = [identified + understood for identified, understood in took]
    return Understood(median(whole), per_hundred(whole, 99), median(identified for identified, _ in took), resident_mebibytes())


def _read(understander: WordsUnderstander, language: str, text: str) -> tuple[float, float]:
    begun = perf_counter()
    heard = hear_language(text, current="", chosen=False, belief={}, app_language=language, spoken=_SPOKEN, default="en")
    identified = perf_counter()
    understander.understand(text, heard.language, Asked.NOTHING)
    return identified - begun, perf_counter() - identified


def _messages() -> Iterator[tuple[str, str]]:
    for language in _SPOKEN:
        for path in sorted(_DATA.glob(f"*_{language}.jsonl")):
            for line in path.read_text(encoding="utf-8").splitlines():
                yield language, json.loads(line)["text"]


if __name__ == "__main__":
    json.dump(asdict(measure()), sys.stdout)
