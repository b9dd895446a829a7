"""The file of the owner's short answers: read when the shop opens, and again whenever it was changed."""

from pathlib import Path

import structlog

from bot.shop.answers import AnswersError, Shelf, read_answers

log = structlog.get_logger(__name__)


class AnswersFile:
    """Keeps a shelf as its file has it. A change with faults changes nothing: the answers stay, and the log says why."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._seen = _stamp(path)
        self.shelf = Shelf(read_answers(path.read_text(encoding="utf-8")))

    async def look(self) -> int:
        """Read the file again if it is another than before; returns how many answers are new on the shelf."""
        stamp = _stamp(self._path)
        if stamp == self._seen or stamp is None:
            return 0
        self._seen = stamp
        try:
            self.shelf.answers = read_answers(self._path.read_text(encoding="utf-8"))
        except AnswersError as error:
            log.warning("the answers were changed and have faults, so those of before stand", faults=list(error.faults))
            return 0
        except (OSError, UnicodeDecodeError):
            log.warning("the answers were changed and cannot be read, so those of before stand")
            return 0
        log.info("the answers were read again", answers=len(self.shelf.answers))
        return len(self.shelf.answers)


def _stamp(path: Path) -> tuple[int, int] | None:
    """What tells one state of the file from the next; None while it is away, as in the moment in which an editor saves it."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size
