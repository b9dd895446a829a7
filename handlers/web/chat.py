"""The buyer's door on the web: open a conversation, write, press, read, and listen to what is answered."""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from secrets import token_urlsafe
from typing import Annotated, Any
from zoneinfo import ZoneInfo

import msgspec
from fastapi import APIRouter, Depends, Query
from fastapi.responses import StreamingResponse
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from bot.complaint import handling
from bot.complaint.handling import Post
from bot.complaint.reception import Arrival, Reception, Tongues
from bot.errors import BadRequest, StorageBusy, TextTooLong, UnknownToken
from bot.language.catalogue import locale_of, nearest
from bot.memory.store import Memory
from bot.memory.views import CaseState, Conversation, WrittenLine, conversation, has_button
from bot.ports import Clock
from handlers.web.bells import Bells
from handlers.web.sample import SampleDoor
from handlers.web.shapes import (
    ButtonShape,
    CaseShape,
    ChatState,
    ChatToken,
    ChosenLanguage,
    FaultShape,
    LanguageShape,
    Lines,
    LineShape,
    Message,
    NewChat,
    Stored,
)

CHANNEL = "page"
_FAULTS: dict[int | str, dict[str, Any]] = {status: {"model": FaultShape} for status in (413, 422, 503)}
_WITH_TOKEN = _FAULTS | {401: {"model": FaultShape}}
_STREAMED: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The lines as they come, for as long as the stream is read.",
        "content": {
            "text/event-stream": {
                "example": 'event: message\nid: 2\ndata: {"n": 2, "from": "bot", …}\n\n'
                'event: state\ndata: {"case": {"number": 17, …}, "language": "en"}\n\n: beat\n\n'
            }
        },
    }
}
_LANGUAGE_TAG = re.compile(r"[A-Za-z0-9_-]+")
# No database takes a NUL into a text, and half of a surrogate pair is no character at all.
_NO_CHARACTER = re.compile("[\x00\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Counter:
    """What the buyer's door needs of the house."""

    shop: str
    max_text: int
    memory: Memory
    clock: Clock
    reception: Reception
    tongues: Tongues
    bells: Bells
    sample: SampleDoor | None
    heartbeat_seconds: float = 15.0


class _Stored(msgspec.Struct, omit_defaults=True):
    """A message of the page as it lies in the inbox."""

    text: str = ""
    button: str = ""
    id: str = ""


_decode = msgspec.json.Decoder(_Stored).decode


def read_back(payload: str) -> Post:
    """What this door stored, for whoever works it."""
    stored = _decode(payload)
    return Post(stored.text, stored.button, stored.id)


def chat_routes(counter: Counter) -> APIRouter:
    """The routes under /api/chat."""
    router = APIRouter(prefix="/api/chat", tags=["conversation"])
    bearer = HTTPBearer(auto_error=False, description="The token that `POST /api/chat` gave.")

    async def whose(given: Annotated[HTTPAuthorizationCredentials | None, Depends(bearer)]) -> int:
        """The buyer whose token it is; the token itself is never stored, only its hash."""
        if given is None:
            raise UnknownToken
        buyer_id = await counter.memory.read(lambda unit: unit.buyers.at_door(CHANNEL, _hash(given.credentials)))
        if buyer_id is None:
            raise UnknownToken
        return buyer_id

    Buyer = Annotated[int, Depends(whose)]
    After = Annotated[int, Query(ge=0, le=2**31, description="The number of the newest line you have.")]

    @router.post("", status_code=201, responses=_FAULTS)
    async def open_conversation(wanted: NewChat | None = None) -> ChatToken:
        """Open a conversation. Keep the token: it is the only way back into it."""
        token = token_urlsafe(32)
        hints = wanted or NewChat()
        await counter.memory.write(
            lambda unit: unit.buyers.add(
                CHANNEL, _hash(token), _known_tag(hints.language), _known_zone(hints.time_zone), counter.clock.now()
            )
        )
        return ChatToken(token=token)

    @router.get("", responses=_WITH_TOKEN)
    async def state(buyer_id: Buyer) -> ChatState:
        """How things stand: the shop, the language, the open case."""
        now = await counter.memory.read(conversation, buyer_id, 2**31)
        language = _language_of(now, counter.tongues)
        languages = tuple(
            LanguageShape(id=one, name=locale_of(one).get_display_name(one) or one) for one in counter.tongues.spoken
        )
        return ChatState(
            shop=counter.shop,
            language=language,
            direction="rtl" if locale_of(language).text_direction == "rtl" else "ltr",
            languages=languages,
            case=_case(now.case),
            sample=await counter.sample.shop() if counter.sample else None,
        )

    @router.post("/messages", status_code=202, responses=_WITH_TOKEN)
    async def write(buyer_id: Buyer, message: Message) -> Stored:
        """Say something or press a button. It is kept before this answers; the answer comes in the conversation."""
        await _check(counter, buyer_id, message)
        stored = _Stored(message.text or "", message.button or "", message.id)
        arrival = Arrival(CHANNEL, f"{buyer_id}:{message.id}", buyer_id, msgspec.json.encode(stored).decode())
        await counter.reception.store([arrival])
        return Stored(id=message.id)

    @router.get("/messages", responses=_WITH_TOKEN)
    async def read(buyer_id: Buyer, after: After = 0) -> Lines:
        """The lines of the conversation after a number, oldest first, at most 500 at once."""
        now = await counter.memory.read(conversation, buyer_id, after)
        await _handed_out(counter, now)
        return Lines(messages=tuple(map(_line, now.lines)), case=_case(now.case), language=_language_of(now, counter.tongues))

    @router.get("/events", response_class=StreamingResponse, responses=_WITH_TOKEN | _STREAMED)
    async def listen(buyer_id: Buyer, after: After = 0) -> StreamingResponse:
        """The same lines as they come, as server-sent events: `message` for a line, `state` when case or language change.

        Read it with `fetch` and the Authorization header; go on from `after` when it breaks.
        """
        return StreamingResponse(_events(counter, buyer_id, after), media_type="text/event-stream")

    @router.post("/language", responses=_WITH_TOKEN)
    async def choose_language(buyer_id: Buyer, chosen: ChosenLanguage) -> ChosenLanguage:
        """Choose the language to be spoken to in; it is kept whatever is written afterwards."""
        language = nearest(chosen.language, counter.tongues.spoken)
        if not language:
            raise BadRequest(f"This language is not spoken here. Spoken are: {', '.join(counter.tongues.spoken)}.")
        await counter.memory.write(handling.choose_language, buyer_id, language)
        counter.bells.ring(buyer_id)
        return ChosenLanguage(language=language)

    return router


async def _events(counter: Counter, buyer_id: int, after: int) -> AsyncIterator[bytes]:
    told: tuple[CaseState | None, str] | None = None
    # A database that cannot answer ends the stream: whoever listens comes back and goes on from where it was.
    with suppress(StorageBusy), counter.bells.listen(buyer_id) as bell:
        while not counter.bells.closing:
            # Cleared before looking: what is written while we look rings again.
            bell.clear()
            now = await counter.memory.read(conversation, buyer_id, after)
            for line in now.lines:
                yield _event("message", _line(line).model_dump_json(by_alias=True), line.n)
                after = line.n
            await _handed_out(counter, now)
            if after < now.buyer.last_n:
                continue  # a long conversation comes in parts
            state = (now.case, _language_of(now, counter.tongues))
            if state != told:
                told = state
                case = _case(now.case)
                data = {"case": case.model_dump() if case else None, "language": state[1]}
                yield _event("state", msgspec.json.encode(data).decode())
            try:
                await asyncio.wait_for(bell.wait(), counter.heartbeat_seconds)
            except TimeoutError:
                yield b": beat\n\n"


def _event(name: str, data: str, n: int | None = None) -> bytes:
    number = f"id: {n}\n" if n is not None else ""
    return f"event: {name}\n{number}data: {data}\n\n".encode()


async def _handed_out(counter: Counter, now: Conversation) -> None:
    """Lines that were handed to the buyer's side are sent; a line that was not is shown to nobody as sent."""
    if now.lines and now.lines[-1].n > now.buyer.seen_n:
        await counter.memory.write(handling.handed_out, now.buyer.id, now.lines[-1].n, counter.clock.now())


async def _check(counter: Counter, buyer_id: int, message: Message) -> None:
    """Refuse what cannot be kept or understood, before it is stored."""
    if _NO_CHARACTER.search(message.id):
        raise BadRequest("The id holds something that is no character.")
    if message.button is not None:
        if not await counter.memory.read(has_button, buyer_id, message.button):
            raise BadRequest("This button does not stand in this conversation.")
        return
    text = message.text or ""
    if len(text) > counter.max_text:
        raise TextTooLong(f"A text has at most {counter.max_text:,} characters; this one has {len(text):,}.")
    if not text.strip():
        raise BadRequest("The text is empty.")
    if _NO_CHARACTER.search(text):
        raise BadRequest("The text holds something that is no character.")


def _hash(token: str) -> str:
    return sha256(token.encode("utf-8", "replace")).hexdigest()


def _known_tag(tag: str) -> str:
    """The language tag if it can be one: a device that tells nonsense is as good as one that tells nothing."""
    return tag if _LANGUAGE_TAG.fullmatch(tag) else ""


def _known_zone(name: str) -> str:
    """The time zone if it is one, by the same rule."""
    try:
        ZoneInfo(name)
    except (ValueError, OSError, KeyError):
        return ""
    return name


def _language_of(now: Conversation, tongues: Tongues) -> str:
    return now.buyer.language or nearest(now.buyer.app_language, tongues.spoken) or tongues.default


def _line(line: WrittenLine) -> LineShape:
    buttons = tuple(ButtonShape(label=button.label, token=button.token) for button in line.buttons)
    return LineShape(
        n=line.n, speaker=line.speaker.value, author=line.author, text=line.text, at=line.at, buttons=buttons, id=line.reference
    )


def _case(state: CaseState | None) -> CaseShape | None:
    if state is None:
        return None
    return CaseShape(number=state.number, step=state.step.value, keeper=state.keeper.value, person=state.person)
