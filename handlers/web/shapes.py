"""What goes over the wire of the public API: its shapes, with examples for whoever reads the OpenAPI page."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, Strict, model_validator

ButtonKind = Literal["accept", "decline", "person", "grade", "copy", "choice"]

MOST_PICTURES = 10
"""How many pictures one message carries, and how many a buyer may have brought without having sent them."""

PictureNumber = Annotated[int, Field(strict=True, ge=1, le=2**53, examples=[41])]


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid")


class NewChat(_Shape):
    """Whoever opens a conversation may say how their device is set: hints, no more. `link` is the token of one they came by."""

    language: Annotated[str, Field(max_length=35, examples=["es-MX"])] = ""
    time_zone: Annotated[str, Field(max_length=64, examples=["America/Mexico_City"])] = ""
    link: Annotated[str, Field(max_length=64, examples=[""])] = ""


class ChatToken(_Shape):
    """The key to a conversation: whoever has it can read it and write in it."""

    token: Annotated[str, Field(examples=["k3J0…"])]


class Message(_Shape):
    """Words, pictures, or both; or the token of a button. `id` is the client's own: sent again, it is the same message.

    `pictures` are numbers that `POST /api/chat/pictures` gave, at most ten.
    """

    id: Annotated[str, Field(min_length=1, max_length=64, examples=["0b9f6c9e-4b3a-4d5e-9d0e-7f3a1c2b5d6e"])]
    text: Annotated[str | None, Field(examples=["I bought the shoes on the 12th and today they're 10% cheaper!"])] = None
    button: Annotated[str | None, Field(max_length=64, examples=[None])] = None
    pictures: Annotated[tuple[PictureNumber, ...], Field(max_length=MOST_PICTURES, examples=[[]])] = ()

    @model_validator(mode="after")
    def _one_of_both(self) -> "Message":
        if (self.text is None and not self.pictures) == (self.button is None):
            raise ValueError("a message is either a text or pictures, or a button")
        if self.pictures and self.button is not None:
            raise ValueError("a button carries no pictures")
        return self


class Stored(_Shape):
    """The message is kept; the answer comes in the conversation."""

    id: Annotated[str, Field(examples=["0b9f6c9e-4b3a-4d5e-9d0e-7f3a1c2b5d6e"])]


class ButtonShape(_Shape):
    """What can be pressed. `value` is the grade, or the text that a button of kind `copy` is there to copy; else empty."""

    label: Annotated[str, Field(examples=["Yes, that's right"])]
    token: Annotated[str, Field(examples=["4-Zt1q…"])]
    kind: Annotated[ButtonKind, Field(examples=["choice"])]
    value: Annotated[str, Field(examples=[""])]


class CardShape(_Shape):
    """What stands out of a line, as the buyer reads it; the text says all of it in words too."""

    kind: Literal["offer", "coupon", "refund", "grade"]
    headline: Annotated[str, Field(examples=["€9.98"])]
    code: Annotated[str, Field(examples=[""])]
    note: Annotated[str, Field(examples=["and a coupon of 5% for your next order"])]


class PictureShape(_Shape):
    """A picture on a line. `state` is `kept` when it can be fetched by its number; `wanted` while it is on its way."""

    id: PictureNumber
    width: Annotated[int, Field(examples=[1200])]
    height: Annotated[int, Field(examples=[1600])]
    state: Annotated[Literal["wanted", "kept", "refused", "lost"], Field(examples=["kept"])]


class BroughtPicture(_Shape):
    """The picture is kept; its number goes into a message."""

    picture: PictureNumber


class LineShape(_Shape):
    """One line of the conversation. `id` is the client's own, on the buyer's lines."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    n: Annotated[int, Field(examples=[2])]
    speaker: Annotated[Literal["buyer", "bot", "person"], Field(alias="from", examples=["bot"])]
    author: Annotated[str, Field(examples=[""])]
    text: Annotated[str, Field(examples=["What's your order number? Then I can look at what happened."])]
    at: datetime
    buttons: tuple[ButtonShape, ...]
    card: CardShape | None
    pictures: tuple[PictureShape, ...]
    id: Annotated[str, Field(examples=[""])]


class CaseShape(_Shape):
    """The open case: its number, its step, who has it, and whether it waits for somebody of the shop."""

    number: Annotated[int, Field(examples=[17])]
    step: Literal["apologize", "listen", "explain", "offer", "execute", "review"]
    keeper: Literal["bot", "waiting", "person"]
    person: Annotated[str, Field(examples=["Mei"])]
    waits: Annotated[bool, Field(examples=[False])]


class Lines(_Shape):
    """Lines, and how things stand. `conversation` changes when two conversations became one: then the lines count anew."""

    conversation: Annotated[str, Field(examples=["23"])]
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


class MailChoice(_Shape):
    """A plain yes or no: what is only like one is none, since this is a consent."""

    agree: Annotated[bool, Strict(), Field(examples=[True])]


class MailShape(_Shape):
    """The address of the proven order, masked, and whether its buyer agreed to be written to there when the page is closed."""

    address: Annotated[str, Field(examples=["a•••@example.com"])]
    agreed: Annotated[bool, Field(examples=[False])]


class ChatState(_Shape):
    """Everything a page needs to begin with."""

    shop: Annotated[str, Field(examples=["Wanderlight"])]
    language: Annotated[str, Field(examples=["es"])]
    direction: Literal["ltr", "rtl"]
    languages: tuple[LanguageShape, ...]
    case: CaseShape | None
    max_text: Annotated[int, Field(examples=[4000], description="How many characters one message may have.")]
    mail: MailShape | None
    sample: SampleShop | None


class ChosenLanguage(_Shape):
    language: Annotated[str, Field(min_length=1, max_length=35, examples=["es"])]


class Words(_Shape):
    language: Annotated[str, Field(examples=["es"])]
    direction: Literal["ltr", "rtl"]
    words: Annotated[dict[str, str], Field(examples=[{"page.send": "Enviar"}])]


OrderNumber = Annotated[str, Field(min_length=1, max_length=64, examples=["WL-2026-0063"])]


class LinkWanted(_Shape):
    """The order that a link is to lead to."""

    order: OrderNumber


class LinkGiven(_Shape):
    """A link to an order. `page` is where it leads; `link` alone is what the widget wants as `data-link`."""

    link: Annotated[str, Field(examples=["mN4u…"])]
    page: Annotated[str, Field(examples=["https://help.example.com/?link=mN4u…"])]
    expires_at: datetime


class CaseWanted(_Shape):
    """What a buyer wrote elsewhere, about which order. `id` is the program's own name for it: sent again, it is the same case."""

    id: Annotated[str, Field(min_length=1, max_length=64, pattern=r"^[\w.:@-]+$", examples=["mail-20260216-0041"])]
    order: OrderNumber
    text: Annotated[str, Field(examples=["I bought the shoes on the 12th and today they're 10% cheaper!"])]
    language: Annotated[str, Field(max_length=35, examples=["es-MX"])] = ""
    channel: Annotated[str, Field(min_length=1, max_length=40, pattern=r"^[a-z0-9_-]+$", examples=["email"])]


class CaseOpened(_Shape):
    """The case, and the buyer's way into it: `page` opens the conversation on any device."""

    case: Annotated[int, Field(examples=[17])]
    link: Annotated[str, Field(examples=["mN4u…"])]
    page: Annotated[str, Field(examples=["https://help.example.com/?link=mN4u…"])]
    expires_at: datetime


class CouponWanted(_Shape):
    """A coupon and the order that it is for. `email` is the buyer's; where both are known, it must be the one it was given to."""

    code: Annotated[str, Field(min_length=1, max_length=32, examples=["AM-7Q2K-XD4H-9WPC-3TRM"])]
    order: Annotated[str, Field(min_length=1, max_length=64, pattern=r"\w", examples=["WL-2026-0107"])]
    amount: Annotated[str, Field(pattern=r"^\d{1,15}(\.\d{1,4})?$", examples=["49.90"])]
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$", examples=["EUR"])]
    email: Annotated[str, Field(max_length=320, examples=["ana.garcia@example.com"])] = ""


class CouponTaken(_Shape):
    """What a coupon takes off. `used` is whether this order has used it up; `given_for` is the order whose trouble it was for."""

    code: Annotated[str, Field(examples=["AM-7Q2K-XD4H-9WPC-3TRM"])]
    takes_off: Annotated[str, Field(examples=["2.50"])]
    currency: Annotated[str, Field(examples=["EUR"])]
    used: Annotated[bool, Field(examples=[True])]
    expires_at: datetime
    given_for: Annotated[str, Field(examples=["WL-2026-0063"])]


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
