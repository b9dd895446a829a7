"""Whatever is wrong with the files by which buyers are understood, of all languages at once.

None of it stops a conversation: a language goes on with what it had, or with the English words. It is heard less of, though.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

from bot.language.catalogue import SOURCE
from bot.language.chat_words import CHAT
from bot.language.cldr import COPY, read_names
from bot.language.evidence import LANGUAGES
from bot.language.examples import read_examples
from bot.language.goods import read_goods
from bot.language.owner_files import FileError, called, text_in
from bot.language.words import read_words

WORDS, EXAMPLES, GOODS = "words.toml", "examples.jsonl", "goods.toml"


def unheard(folder: Path) -> Iterator[str]:
    """All faults in a folder of languages, one sentence each, led by the name of the file; none if all is in order."""
    for language in LANGUAGES:
        for name in (WORDS, EXAMPLES, GOODS):
            if not (folder / language / name).exists():
                yield f"{language}: has no {name}, and must be complete"
    yield from _of_each(folder, WORDS, lambda path: read_words(path.parent.name, path).phrases)
    yield from _of_each(folder, EXAMPLES, read_examples)
    yield from _unknown_goods(folder)
    yield from _of_each(folder, COPY, lambda path: read_names(path).days)
    yield from _of_each(folder, CHAT, text_in)


def _of_each(folder: Path, name: str, read: Callable[[Path], object]) -> Iterator[str]:
    """What is wrong with a file of each language; `read` gives what it says, and of a shipped language that is not nothing."""
    for path in sorted(folder.glob(f"*/{name}")):
        try:
            told = read(path)
        except FileError as fault:
            yield str(fault)
            continue
        if not told and path.parent.name in LANGUAGES:
            yield f"{called(path)}: is empty, and must be complete"


def _unknown_goods(folder: Path) -> Iterator[str]:
    """What is wrong with the goods of each language; a kind that the English file has not is a slip of the pen."""
    known: set[str] = set()
    for path in sorted(folder.glob(f"*/{GOODS}"), key=lambda path: (path.parent.name != SOURCE, path)):
        try:
            kinds = set(read_goods(path).kinds)
        except FileError as fault:
            yield str(fault)
            continue
        known = known or kinds
        if not kinds and path.parent.name in LANGUAGES:
            yield f"{called(path)}: is empty, and must be complete"
        yield from (f"{called(path)}: kinds.{kind} is no kind of the English file" for kind in sorted(kinds - known))
