"""The settings of services that help to understand what is written, and without which nothing is missing."""

from typing import Annotated, Literal

from pydantic import Field, ValidationInfo, field_validator

from bot.settings_section import Section, WebAddress

LANGUAGE_MODEL_KEY_VARIABLE = "AMENDS_LANGUAGE_MODEL_KEY"
"""The environment variable that stands above language_model.key, so that it need not be written into a file."""

TRANSLATION_KEY_VARIABLE = "AMENDS_TRANSLATION_KEY"
"""The environment variable that stands above translation.key, so that it need not be written into a file."""

Patience = Annotated[float, Field(gt=0, le=30)]


class LanguageModel(Section):
    """What a message is about may be proposed by a language model; without a url none is asked."""

    url: WebAddress = ""
    model: str = ""
    key: Annotated[str, Field(repr=False)] = ""
    timeout_seconds: Patience = 2.0

    @field_validator("model")
    @classmethod
    def _one_of_theirs(cls, model: str, info: ValidationInfo) -> str:
        if info.data.get("url") and not model:
            raise ValueError("an address answers for several; write the name of the one to be asked.")
        return model


class Translation(Section):
    """What buyers write may be translated for the staff; without a kind it is not."""

    kind: Literal["none", "libretranslate", "deepl"] = "none"
    url: WebAddress = ""
    key: Annotated[str, Field(repr=False)] = ""
    timeout_seconds: Patience = 10.0

    @field_validator("url")
    @classmethod
    def _of_the_service(cls, url: str, info: ValidationInfo) -> str:
        kind = info.data.get("kind", "none")
        if kind != "none" and not url:
            raise ValueError(f"{kind} is found at more than one address; write yours.")
        return url

    @field_validator("key")
    @classmethod
    def _for_the_service(cls, key: str, info: ValidationInfo) -> str:
        if info.data.get("kind") == "deepl" and not key:
            raise ValueError(f"deepl answers nobody without one; put it into {TRANSLATION_KEY_VARIABLE}.")
        return key
