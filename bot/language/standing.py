"""How far each language has come: what is said in it, and by how much it is understood."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.language.catalogue import SOURCE, catalogue_path, is_enough
from bot.language.examples import TAUGHT, read_examples
from bot.language.negations import Negations
from bot.language.template import declared, read
from bot.language.words import Sign, Words, read_words
from bot.terms import Cause, Wish

_ANSWERS = frozenset({Sign.YES, Sign.NO, Sign.BUT, Sign.ONLY_IF, Sign.UNSURE, Sign.ALONG})


@dataclass(frozen=True, slots=True)
class Standing:
    """One language. `said`, `fuzzy` and `empty` make up all lines; `stories` is None where there are none in any language."""

    language: str
    said: int
    fuzzy: int
    empty: int
    phrases: Mapping[str, int]
    examples: Mapping[str, int]
    stories: int | None

    @property
    def lines(self) -> int:
        """How many lines there are to be said."""
        return self.said + self.fuzzy + self.empty

    @property
    def offered(self) -> bool:
        """Whether a buyer may be spoken to in it."""
        return is_enough(self.said, self.lines)


def languages_in(locales: Path) -> list[str]:
    """Every language that has a folder, English first."""
    return [SOURCE, *sorted({path.name for path in locales.iterdir() if path.is_dir()} - {SOURCE})]


def standing_of(language: str, locales: Path, stories: Path) -> Standing:
    """How far one language has come; raises ValueError if one of its files cannot be read."""
    words, examples = locales / language / "words.toml", locales / language / "examples.jsonl"
    told = read_examples(examples) if examples.exists() else ()
    taught = Counter(example.cause for example in told)
    return Standing(
        language,
        **_lines(language, catalogue_path(locales, language)),
        phrases=_phrases(read_words(language, words)) if words.exists() else _phrases(Words(language, Negations(), ())),
        examples={cause.value: taught[cause] for cause in Cause if cause in TAUGHT},
        stories=len(list((stories / language).glob("*.toml"))) if stories.is_dir() else None,
    )


def _lines(language: str, path: Path) -> dict[str, int]:
    keys = [line.key for line, _, _ in declared()]
    if language == SOURCE:
        return {"said": len(keys), "fuzzy": 0, "empty": 0}
    messages = {message.context: message for message in read(path)} if path.exists() else {}
    here = [message for key in keys if (message := messages.get(key)) and isinstance(message.string, str) and message.string]
    fuzzy = sum(message.fuzzy for message in here)
    return {"said": len(here) - fuzzy, "fuzzy": fuzzy, "empty": len(keys) - len(here)}


def _phrases(words: Words) -> dict[str, int]:
    """How many phrases there are of each kind."""
    kinds = Counter(_kinds(words))
    return {
        "negations": len(words.negations.before) + len(words.negations.behind),
        "answers": kinds["answers"],
        "signs": kinds["signs"],
        "wishes": kinds["wishes"],
        "causes": kinds["causes"],
        "grades": len(words.grades),
        "choices": sum(map(len, words.choices.values())),
        "questions": len(words.questions) + len(words.demands),
    }


def _kinds(words: Words) -> Iterator[str]:
    for phrase in words.phrases:
        match phrase.meaning.what:
            case Cause():
                yield "causes"
            case Wish():
                yield "wishes"
            case sign:
                yield "answers" if sign in _ANSWERS else "signs"
