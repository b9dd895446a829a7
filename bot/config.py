"""Reading a config.toml: frozen Settings, or every fault of it at once, each with what to do about it."""

import os
import re
import tomllib
from collections.abc import Mapping
from datetime import date, time
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from bot.settings import Settings
from bot.settings_mail import MAIL_PASSWORD_VARIABLE
from bot.settings_outside import LANGUAGE_MODEL_KEY_VARIABLE, TRANSLATION_KEY_VARIABLE
from bot.settings_telegram import TELEGRAM_TOKEN_VARIABLE
from bot.settings_tracking import TRACKING_KEY_VARIABLE

__all__ = ["DATABASE_VARIABLE", "MAIL_PASSWORD_VARIABLE", "SAMPLE_DATABASE", "ConfigError", "Settings", "faults_of", "load"]

DATABASE_VARIABLE = "AMENDS_DATABASE_URL"
"""The environment variable that stands above database.url, so that a password need not be written into a file."""

_Place = tuple[int | str, ...]

_VARIABLES = {
    ("database", "url"): DATABASE_VARIABLE,
    ("language_model", "key"): LANGUAGE_MODEL_KEY_VARIABLE,
    ("mail", "password"): MAIL_PASSWORD_VARIABLE,
    ("telegram", "token"): TELEGRAM_TOKEN_VARIABLE,
    ("tracking", "key"): TRACKING_KEY_VARIABLE,
    ("translation", "key"): TRANSLATION_KEY_VARIABLE,
}
"""The settings that may come from the environment, and are printed in no fault."""

SAMPLE_DATABASE = "sqlite:///data/sample.db"
"""Where the built-in test shop keeps its data: never in the file of a real shop, so that it can be thrown away."""

SAMPLE_BOOK = "data/sample-provider.db"
"""Where the payment provider of the test shop keeps its book: thrown away together with that database."""

SAMPLE_EVIDENCE = "data/sample-evidence"
"""Where the pictures shown to the test shop are kept: thrown away with it too."""

SAMPLE_LATENCY_MS = 300
"""How long that provider takes, so that a newcomer sees a refund on its way before it is done."""

_WANTED = {
    "model_type": "this is a section; write it as [{key}] on a line of its own, with its settings below.",
    "dict_type": "this is a section; write it as [{key}] on a line of its own, with its settings below.",
    "tuple_type": 'a list is wanted; write it in brackets, like ["one", "two"].',
    "string_type": "text is wanted; write it in quotes.",
    "int_type": "a whole number is wanted; write it without quotes and without a point.",
    "float_type": "a number is wanted; write it without quotes, like 0.6.",
    "bool_type": "write true or false, without quotes.",
    "time_type": 'a time of day is wanted; write it like "09:00".',
    "datetime_type": 'a moment is wanted; write it like "2026-02-16T09:00:00+01:00".',
    "literal_error": "choose {expected}.",
    "greater_than": "this must be more than {gt}.",
    "greater_than_equal": "this must be {ge} or more.",
    "less_than_equal": "this must be {le} or less.",
    "string_too_short": "this must not be empty.",
    "string_too_long": "this is too long; use at most {max_length} characters.",
}
"""What each kind of misfit asks of whoever wrote the file. Every kind our settings can produce is here: a test sees to it."""


class ConfigError(ValueError):
    """A config.toml that cannot be used. `faults` are all there are, each a sentence or two for whoever wrote it."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = tuple(faults)


def load(path: Path | None, environment: Mapping[str, str] = os.environ) -> Settings:
    """The settings of that file, or of the built-in test shop if there is none; raises ConfigError with all its faults.

    AMENDS_DATABASE_URL in the environment stands above database.url, AMENDS_MAIL_PASSWORD alone is mail.password,
    AMENDS_TELEGRAM_TOKEN stands above telegram.token, and AMENDS_TRACKING_KEY, AMENDS_LANGUAGE_MODEL_KEY and
    AMENDS_TRANSLATION_KEY above the key of their section.
    """
    given = _read(path) if path else _sample_shop()
    misplaced = _misplaced(given)
    named: dict[_Place, str] = {}
    for (section, name), variable in _VARIABLES.items():
        value, inside = environment.get(variable, ""), given.get(section, {})
        if value and isinstance(inside, dict):
            given[section] = inside | {name: value}
            named[section, name] = variable
    try:
        settings = Settings.model_validate(given)
    except ValidationError as error:
        raise ConfigError([*misplaced, *(_fault(detail, named) for detail in error.errors())]) from None
    if misplaced:
        raise ConfigError(misplaced)
    return settings


def _misplaced(given: Mapping[str, Any]) -> list[str]:
    """What is written in the file and must not be: files are copied, sent and kept."""
    mail = given.get("mail")
    if isinstance(mail, dict) and mail.get("password"):
        return [f"mail.password: a password is not written into this file; put it into {MAIL_PASSWORD_VARIABLE}."]
    return []


def faults_of(path: Path, environment: Mapping[str, str] = os.environ) -> list[str]:
    """All that is wrong with that file, in plain words; nothing if it can be used."""
    try:
        load(path, environment)
    except ConfigError as error:
        return list(error.faults)
    return []


def _sample_shop() -> dict[str, Any]:
    return {
        "database": {"url": SAMPLE_DATABASE},
        "payments": {"book": SAMPLE_BOOK, "latency_ms": SAMPLE_LATENCY_MS},
        "evidence": {"folder": SAMPLE_EVIDENCE},
        "test": {"sample_shop": True},
    }


def _read(path: Path) -> dict[str, Any]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise ConfigError([f"{path} is not text in UTF-8; save it as UTF-8."]) from None
    except FileNotFoundError:
        raise ConfigError([f"There is no file {path}; copy config.example.toml to it and change what you need."]) from None
    except OSError as error:
        raise ConfigError([f"{path} cannot be read: {error.strerror}."]) from None
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError([_syntax_fault(path, text, str(error))]) from None


def _syntax_fault(path: Path, text: str, said: str) -> str:
    """What the TOML reader said, with the line it stumbled over, which is what one looks for in an editor."""
    what, _, place = said.rstrip(")").rpartition(" (at ")
    lines = text.rstrip().splitlines() or [""]
    found = re.match(r"line (\d+)", place)
    number = min(int(found[1]), len(lines)) if found else len(lines)
    return f"{path}, line {number}: {what}. The line reads: {lines[number - 1].strip()}"


def _fault(detail: ErrorDetails, named: Mapping[_Place, str]) -> str:
    """One fault in plain words; `named` says which settings came from the environment, and by which variable."""
    place = tuple(part for part in detail["loc"] if part != "[key]")
    secret = place in _VARIABLES
    key = named.get(place) or _key(place)
    if detail["type"] == "extra_forbidden":
        return f"{key}: {_unknown(place)}"
    facts = detail.get("ctx", {})
    what = str(facts["error"]) if detail["type"] == "value_error" else _WANTED[detail["type"]].format(key=key, **facts)
    hidden = secret or "[key]" in detail["loc"]
    return f"{key}: {what}" if hidden else f"{key} = {_shown(detail['input'])}: {what}"


def _key(place: tuple[int | str, ...]) -> str:
    """Where a setting is, as one says it: shop.opening.closes, or shop.languages, item 2."""
    names = ".".join(part for part in place if isinstance(part, str))
    return names + "".join(f", item {part + 1}" for part in place if isinstance(part, int))


def _unknown(place: tuple[int | str, ...]) -> str:
    """Where a name nobody knows was meant to be: the likeliest of its own section, else the same name in another."""
    *sections, name = map(str, place)
    known = _names()
    beside = [path for path in known if path[:-1] == tuple(sections)]
    for among in (beside, known):
        near = get_close_matches(name, [path[-1] for path in among], n=1)
        if near:
            meant = " or ".join(".".join(path) for path in among if path[-1] == near[0])
            return f"there is no such setting; did you mean {meant}?"
    return f"there is no such setting; take the line out. Known here: {', '.join(path[-1] for path in beside)}."


def _names(section: type[BaseModel] = Settings, above: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    """The path of every section and setting, as it is written in the file."""
    names = []
    for field_name, field in section.model_fields.items():
        path = (*above, field.alias or field_name)
        names.append(path)
        if isinstance(field.annotation, type) and issubclass(field.annotation, BaseModel):
            names += _names(field.annotation, path)
    return names


def _shown(value: object) -> str:
    """A value as it stands in the file."""
    match value:
        case bool():
            return str(value).lower()
        case str():
            return f'"{value}"'
        case list() | tuple():
            return f"[{', '.join(map(_shown, value))}]"
        case date() | time():
            return value.isoformat()
        case dict():
            return "{ … }"
        case _:
            return str(value)
