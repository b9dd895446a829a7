"""What the program writes about itself: one entry an event, for people or for machines, and no word of a buyer's in any."""

import logging
import sys
from traceback import extract_tb

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

from bot.settings import Log


def write_as(wanted: Log) -> None:
    """From now on everything that is logged, by us or by a library, is written to stderr as these settings want it.

    Of libraries only warnings and errors are written, and of an error its kind and its places, never its words.
    """
    level = logging.getLevelNamesMapping()[wanted.level.upper()]
    every: list[Processor] = [structlog.processors.add_log_level, structlog.processors.TimeStamper(fmt="iso", utc=True)]
    rendered: Processor = (
        structlog.processors.JSONRenderer() if wanted.as_json else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    )
    structlog.configure(
        processors=[*every, rendered],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[*every, _places_only],
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, rendered],
        )
    )
    logging.basicConfig(level=max(level, logging.WARNING), handlers=[handler])
    # A tick that is still at work when the next one comes is no news.
    logging.getLogger("apscheduler").setLevel(logging.ERROR)


def place_of(error: BaseException) -> str:
    """Where it happened, for the log; its text is not for the log, since it may hold a buyer's words."""
    frames = extract_tb(error.__traceback__)
    return f"{frames[-1].name}:{frames[-1].lineno}" if frames else ""


def _places_only(_logger: WrappedLogger, _name: str, event: EventDict) -> EventDict:
    """A library's entry, its exception told by kind and places: the text of one may hold a buyer's words."""
    told = event.pop("exc_info", None)
    error = told[1] if isinstance(told, tuple) else None
    if isinstance(error, BaseException):
        event["error"] = type(error).__name__
        event["at"] = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in extract_tb(error.__traceback__)]
    return event
