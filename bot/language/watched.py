"""A file an owner may change while the shop is open: what it says counts from the next message on."""

import logging
from collections.abc import Callable
from pathlib import Path
from threading import Lock
from time import monotonic
from typing import Generic, TypeVar

from bot.language.owner_files import UnreadableError

Told = TypeVar("Told")

log = logging.getLogger(__name__)

_LOOKS_APART = 1.0  # seconds: a message looks at its files, and a thousand messages a second need not


class Watched(Generic[Told]):
    """What a file says, read anew when the file was changed."""

    def __init__(self, path: Path, read: Callable[[Path], Told], seconds: Callable[[], float] = monotonic) -> None:
        """`read` raises ValueError where the file is wrong, and nothing else, whatever is in it."""
        self._path, self._read, self._seconds = path, read, seconds
        self._looked: float | None = None
        self._stamp: tuple[int, int] | None = None
        self._told: Told | None = None
        self._fault = ""
        self._reading = Lock()

    def is_read(self) -> bool:
        """Whether `told` has nothing to read, and answers at once."""
        if self._looked is None:
            return False
        return self._seconds() - self._looked < _LOOKS_APART or self._changed_at() == self._stamp

    def told(self) -> Told | None:
        """What it says by now, None if it is not there, or was never right: no fault in it can stop a conversation.

        A fault is logged once, and what was said before it stays. Whoever asks while the file is being read waits for it.
        """
        if self._looked is not None and self._seconds() - self._looked < _LOOKS_APART:
            return self._told
        with self._reading:
            now = self._seconds()
            if self._looked is None or now - self._looked >= _LOOKS_APART:
                self._look()
                self._looked = now
            return self._told

    def _look(self) -> None:
        stamp = self._changed_at()
        if stamp == self._stamp:
            return
        if stamp is None:
            self._told, self._stamp, self._fault = None, None, ""
            return
        try:
            self._told, self._fault = self._read(self._path), ""
        except ValueError as fault:
            self._complain(str(fault))
            if isinstance(fault, UnreadableError):
                return  # it is tried again, though it may not have changed when it can be read
        self._stamp = stamp

    def _complain(self, fault: str) -> None:
        if fault == self._fault:
            return
        self._fault = fault
        if self._told is None:
            log.error("%s. Nothing is taken from it until it is mended", fault)
        else:
            log.warning("%s. What it said before stays until it is mended", fault)

    def _changed_at(self) -> tuple[int, int] | None:
        try:
            found = self._path.stat()
        except OSError:
            return None
        return found.st_mtime_ns, found.st_size
