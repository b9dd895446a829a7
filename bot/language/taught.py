"""What every language was taught by its examples: learned when it is first asked for, and again when they change."""

import logging
from collections.abc import Callable
from concurrent.futures import Future
from functools import lru_cache, partial
from pathlib import Path

from bot.language.catalogue import locales_folder
from bot.language.examples import ExamplesError, read_examples
from bot.language.experience import Experience, learned_from
from bot.language.watched import Watched

Learning = Future[Experience]
Job = Callable[[], Experience]

log = logging.getLogger(__name__)


def at_once(job: Job) -> Learning:
    """Do a job now. In a shop that is open it is done beside the talk instead: by the `submit` of an executor."""
    done: Learning = Future()
    try:
        done.set_result(job())
    except ExamplesError as fault:
        done.set_exception(fault)
    return done


class Taught:
    """The experience of the languages, by their names."""

    def __init__(self, learn: Callable[[Job], Learning] = at_once, folder: Path | None = None) -> None:
        """`learn` takes the work of learning, a third of a second a language, off the hands of whoever asks."""
        self._learn = learn
        self._folder = folder or locales_folder()
        self._files: dict[str, Watched[Learning]] = {}
        self._known: dict[str, Experience] = {}

    def of(self, language: str) -> Experience | None:
        """What is known by now; None of a language without examples, and as long as they are being learned.

        Faulty examples are logged, once, and teach nothing: what was learned before stays.
        """
        if language not in self._files:
            path = self._folder / language / "examples.jsonl"
            self._files[language] = Watched(path, lambda changed: self._learn(partial(_learned, changed)))
        learning = self._files[language].told()
        if learning is None:
            return None
        if learning.done() and learning.exception() is None:
            self._known[language] = learning.result()
        return self._known.get(language)


def _learned(path: Path) -> Experience:
    changed = path.stat()
    try:
        return _learned_once(path, changed.st_mtime_ns, changed.st_size)
    except ExamplesError as fault:
        log.warning("%s", fault)
        raise


@lru_cache(maxsize=32)
def _learned_once(path: Path, _changed: int, _size: int) -> Experience:
    """Whoever asks for the same file as it is now has the same experience: it takes long to learn, and is never changed."""
    return learned_from(read_examples(path))
