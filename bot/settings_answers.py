"""The settings of the owner's short answers."""

from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator

from bot.settings_section import Section
from bot.shop.answers import AnswersError, read_answers


def _answers(given: str) -> str:
    """As with a policy: whoever starts the bot hears of every fault in the file together with those of the settings."""
    if not given:
        return given
    try:
        read_answers(Path(given).read_text(encoding="utf-8"))
    except UnicodeDecodeError:
        raise ValueError("this file is not text in UTF-8; save it as UTF-8.") from None
    except OSError:
        raise ValueError("there is no such file to read; paths start from the folder the bot is started in.") from None
    except AnswersError as error:
        raise ValueError(f"these answers have faults. {' '.join(error.faults)}") from None
    return given


class Answers(Section):
    """Where the owner's short answers are; empty: there are none, and a person answers."""

    file: Annotated[str, AfterValidator(_answers)] = ""
