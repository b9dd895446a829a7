"""What every language was taught by its examples: learned when it is first asked for, and again when they change."""

import logging
from functools import lru_cache, partial
from pathlib import Path

from bot.language.catalogue import locales_folder
from bot.language.examples import ExamplesError, read_examples
from bot.language.experience import Experience, learned_from
from bot.language.watched import Watched

log = logging.getLogger(__name__)


class Taught:
    """The experience of the languages, by their names."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder or locales_folder()
        self._files: dict[str, Watched[Experience | None]] = {}
        self._known: dict[str, Experience] = {}

    def of(self, language: str) -> Experience | None:
        """What is known of a language, None of one without examples. To learn takes a third of a second.

        Faulty examples are logged, once, and teach nothing: what was learned before stays.
        """
        return self._file(language).told()

    def is_learned(self, language: str) -> bool:
        """Whether there is nothing to learn, so that `of` answers at once."""
        return self._file(language).is_read()

    def _file(self, language: str) -> Watched[Experience | None]:
        if language not in self._files:
            self._files[language] = Watched(self._folder / language / "examples.jsonl", partial(self._learned, language))
        return self._files[language]

    def _learned(self, language: str, path: Path) -> Experience | None:
        changed = path.stat()
        try:
            self._known[language] = _learned_once(path, changed.st_mtime_ns, changed.st_size)
        except ExamplesError as fault:
            log.warning("%s", fault)
        return self._known.get(language)


@lru_cache(maxsize=32)
def _learned_once(path: Path, _changed: int, _size: int) -> Experience:
    """Whoever asks for the same file as it is now has the same experience: it takes long to learn, and is never changed."""
    return learned_from(read_examples(path))
