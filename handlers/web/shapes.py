"""What goes over the wire of the public API: its shapes, with examples for whoever reads the OpenAPI page."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid")


class NewChat(_Shape):
    """Whoever opens a conversation may say how their device is set; both are only hints."""

    language: Annotated[str, Field(max_length=35, examples=["es-MX"])] = ""
    time_zone: Annotated[str, Field(max_length=64, examples=["America/Mexico_City"])] = ""


class ChatToken(_Shape):
    """The key to a conversation: whoever has it can read it and write in it."""

    token: Annotated[str, Field(examples=["k3J0…"])]


class Message(_Shape):
    """Either words or the token of a button. `id` is the client's own: sent again, it is the same message."""

    id: Annotated[str, Field(min_length=1, max_length=64, examples=["0b9f6c9e-4b3a-4d5e-9d0e-7f3a1c2b5d6e"])]
    text: Annotated[str | None, Field(examples=["I bought the shoes on the 12th and today they're 10% cheaper!"])] = None
    button: Annotated[str | None, Field(max_length=64, examples=[None])] = None

    @model_validator(mode="after")
    def _one_of_both(self) -> "Message":
        if (self.text is None) == (self.button is None):
            raise ValueError("a message is either a text or a button")
        return self


class Stored(_Shape):
    """The message is kept; the answer comes in the conversation."""

    id: Annotated[str, Field(examples=["0b9f6c9e-4b3a-4d5e-9d0e-7f3a1c2b5d6e"])]


class ButtonShape(_Shape):
    label: Annotated[str, Field(examples=["Yes, that's right"])]
    token: Annotated[str, Field(examples=["4-Zt1q…"])]


class LineShape(_Shape):
    """One line of the conversation. `id` is the client's own, on the buyer's lines."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    n: Annotated[int, Field(examples=[2])]
    speaker: Annotated[Literal["buyer", "bot", "person"], Field(alias="from", examples=["bot"])]
    author: Annotated[str, Field(examples=[""])]
    text: Annotated[str, Field(examples=["What's your order number? Then I can look at what happened."])]
    at: datetime
    buttons: tuple[ButtonShape, ...]
    id: Annotated[str, Field(examples=[""])]


class CaseShape(_Shape):
    """The open case: its number, its step, and who has it."""

    number: Annotated[int, Field(examples=[17])]
    step: Literal["apologize", "listen", "explain", "offer", "execute", "review"]
    keeper: Literal["bot", "waiting", "person"]
    person: Annotated[str, Field(examples=["Mei"])]


class Lines(_Shape):
    messages: tuple[LineShape, ...]
    case: CaseShape | None
    language: Annotated[str, Field(examples=["es"])]


class LanguageShape(_Shape):
    id: Annotated[str, Field(examples=["zh_Hans"])]
    name: Annotated[str, Field(examples=["中文（简体）"])]


class SampleOrder(_Shape):
    """An order of the sample shop, to try the bot with."""

    number: Annotated[str, Field(examples=["WL-2026-0063"])]
    email: Annotated[str, Field(examples=["ana.garcia@example.com"])]
    items: Annotated[str, Field(examples=["2 × Canvas Slip-on"])]
    paid: Annotated[str, Field(examples=["104.70 EUR"])]
    placed_at: datetime


class SampleShop(_Shape):
    now: datetime
    orders: tuple[SampleOrder, ...]


class ChatState(_Shape):
    """Everything a page needs to begin with."""

    shop: Annotated[str, Field(examples=["Wanderlight"])]
    language: Annotated[str, Field(examples=["es"])]
    direction: Literal["ltr", "rtl"]
    languages: tuple[LanguageShape, ...]
    case: CaseShape | None
    sample: SampleShop | None


class ChosenLanguage(_Shape):
    language: Annotated[str, Field(min_length=1, max_length=35, examples=["es"])]


class Words(_Shape):
    language: Annotated[str, Field(examples=["es"])]
    direction: Literal["ltr", "rtl"]
    words: Annotated[dict[str, str], Field(examples=[{"page.send": "Enviar"}])]


class ClockMove(_Shape):
    to: Literal["tomorrow_morning"]


class ClockNow(_Shape):
    now: datetime


class Fault(_Shape):
    code: Annotated[str, Field(examples=["text_too_long"])]
    message: Annotated[str, Field(examples=["A text has at most 4,000 characters; this one has 4,310."])]


class FaultShape(_Shape):
    """What every refusal looks like."""

    error: Fault
