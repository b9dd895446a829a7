"""The files of a language, as the editor of its owner leaves them: read whole, or refused in words that tell what to mend."""

import json
import tomllib
from pathlib import Path
from typing import Any

_TOO_DEEP = "has brackets within brackets without end; close each before the next begins"


class FileError(ValueError):
    """A file that says something nobody reads: its name, the place and what is wrong there."""


class UnreadableError(FileError):
    """A file that is there and cannot be read now. Nothing in it need be wrong: it may be read the next time."""


def called(path: Path) -> str:
    """The name by which an owner knows a file: de/words.toml."""
    return f"{path.parent.name}/{path.name}"


def unreadable(path: Path, fault: OSError) -> UnreadableError:
    """What to say of a file that the system does not let us read."""
    return UnreadableError(f"{called(path)}: cannot be read ({fault.strerror or fault}); put a file there that the shop may read")


def text_in(path: Path) -> str:
    """All that a file says, without the mark that some editors put first. Raises FileError."""
    try:
        return path.read_text("utf-8-sig")
    except OSError as fault:
        raise unreadable(path, fault) from None
    except UnicodeDecodeError as fault:
        line = fault.object[: fault.start].count(b"\n") + 1
        raise FileError(f"{called(path)}, line {line}: is not UTF-8; save the file as UTF-8") from None


def toml_in(path: Path) -> dict[str, Any]:
    """The tables of a file in TOML. Raises FileError."""
    text = text_in(path)
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise FileError(f"{called(path)}: {_TOO_DEEP}") from None
    except ValueError as fault:  # not only of TOML's own: a number may be longer than Python reads
        raise FileError(f"{called(path)}: {fault}") from None


def json_in(line: str) -> Any:
    """What a line in JSON says. Raises FileError, which cannot know the name of the file."""
    try:
        return json.loads(line)
    except RecursionError:
        raise FileError(_TOO_DEEP) from None
    except json.JSONDecodeError as fault:
        raise FileError(f"is no JSON: {fault.msg}, at letter {fault.colno}") from None
    except ValueError as fault:  # a number may be longer than Python reads
        raise FileError(str(fault)) from None
