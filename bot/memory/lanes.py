"""Threads for units of work that wait together: what waits is run at once, since a commit costs more than most units do.

A lane takes what is waiting, up to a bound, in the order in which it came, and has it run as one. If that fails, nothing of
it was kept, and each is run again by itself, still in order: only the one at fault fails.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from threading import Lock, Thread
from typing import Any, Generic, TypeVar

from bot.errors import StorageBusy

W = TypeVar("W")


@dataclass(frozen=True, slots=True, eq=False)
class _Job(Generic[W]):
    work: W
    outcome: Future[Any] = field(default_factory=Future)


class Lanes(Generic[W]):
    """So many threads before one queue.

    `run` gets at most `together` works at once and returns their results, when they are kept for good. If it raises,
    nothing of them may have been kept.
    """

    def __init__(self, name: str, threads: int, together: int, run: Callable[[Sequence[W]], Sequence[object]]) -> None:
        self._together = together
        self._run = run
        self._waiting: SimpleQueue[_Job[W] | None] = SimpleQueue()
        self._closed = False
        self._door = Lock()
        self._threads = [Thread(target=self._serve, name=f"{name}-{number}", daemon=True) for number in range(threads)]
        for thread in self._threads:
            thread.start()

    def submit(self, work: W) -> Future[Any]:
        """Let it be run; the future has its result once that is kept. Raises RuntimeError after `close`."""
        job = _Job(work)
        with self._door:
            if self._closed:
                raise RuntimeError("nothing more is taken: the lanes are closed")
            self._waiting.put(job)
        return job.outcome

    def close(self) -> None:
        """Finish what was begun; what only waits is cancelled."""
        with self._door:
            self._closed = True
        for job in self._more(self._waiting.qsize()):
            job.outcome.cancel()
        for _ in self._threads:
            self._waiting.put(None)
        for thread in self._threads:
            thread.join()

    def _serve(self) -> None:
        while (first := self._waiting.get()) is not None:
            # Taken before it is run, never while: what a unit reads must not be older than the asking for it.
            group = [first, *self._more(self._together - 1)]
            self._settle([job for job in group if job.outcome.set_running_or_notify_cancel()])

    def _more(self, most: int) -> list[_Job[W]]:
        """What else is waiting at this moment."""
        jobs: list[_Job[W]] = []
        while len(jobs) < most:
            try:
                job = self._waiting.get_nowait()
            except Empty:
                break
            if job is None:
                self._waiting.put(None)  # meant for a thread, which takes it when it comes round
                break
            jobs.append(job)
        return jobs

    def _settle(self, group: Sequence[_Job[W]]) -> None:
        if not group:
            return
        try:
            results = self._run([job.work for job in group])
        except BaseException as error:  # whatever it is belongs to whoever waits for the result
            if len(group) == 1 or isinstance(error, StorageBusy):
                for job in group:
                    job.outcome.set_exception(error)
                return
            for job in group:
                self._settle([job])
        else:
            for job, result in zip(group, results, strict=True):
                job.outcome.set_result(result)
