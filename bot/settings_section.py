"""What every section of the settings is, and the kinds of setting that more than one of them has."""

import re
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field


class Section(BaseModel):
    """A part of the config.toml under a name of its own."""

    # Strict, since a port in quotes or a limit of `true` is a slip; defaults are checked against what was given beside them.
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, validate_default=True)


def _web_address(given: str) -> str:
    if given and not re.fullmatch(r"https?://[^/\s]+(/\S*)?", given):
        raise ValueError('this is no web address; write it whole, like "https://help.example.com", or leave it empty.')
    return given.rstrip("/")


Count = Annotated[int, Field(ge=1, le=1000)]
WebAddress = Annotated[str, AfterValidator(_web_address)]
