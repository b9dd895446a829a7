"""What every language was taught by its examples: learned when it is first asked for, and again when they change."""

from functools import lru_cache
from pathlib import Path

from bot.language.catalogue import locales_folder
from bot.language.examples import read_examples
from bot.language.experience import Experience, learned_from
from bot.language.owner_files import unreadable
from bot.language.watched import Watched


class Taught:
    """The experience of the languages, by their names."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder or locales_folder()
        self._files: dict[str, Watched[Experience]] = {}

    def of(self, language: str) -> Experience | None:
        """What is known of a language, None of one without examples, or with faulty ones. To learn takes a third of a second."""
        return self._file(language).told()

    def is_learned(self, language: str) -> bool:
        """Whether there is nothing to learn, so that `of` answers at once."""
        return self._file(language).is_read()

    def _file(self, language: str) -> Watched[Experience]:
        if language not in self._files:
            self._files[language] = Watched(self._folder / language / "examples.jsonl", _learned)
        return self._files[language]


def _learned(path: Path) -> Experience:
    try:
        changed = path.stat()
    except OSError as fault:
        raise unreadable(path, fault) from None
    return _learned_once(path, changed.st_mtime_ns, changed.st_size)


@lru_cache(maxsize=32)
def _learned_once(path: Path, _changed: int, _size: int) -> Experience:
    """Whoever asks for the same file as it is now has the same experience: it takes long to learn, and is never changed."""
    return learned_from(read_examples(path))
