"""The buyer's door on the web: open a conversation, write, press, read, and listen to what is answered."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import suppress
from secrets import token_urlsafe
from typing import Annotated, Any

import msgspec
from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import StreamingResponse

from bot.complaint import coming_in, handling
from bot.complaint.post import Post
from bot.complaint.reception import Arrival
from bot.errors import BadRequest, LinkUnknown, NoSuchPicture, StorageBusy
from bot.language.catalogue import locale_of, nearest
from bot.memory.views import CaseState, Conversation, Door, conversation, conversation_at, has_button, has_pictures
from handlers.web.counter import CHANNEL, Counter, faults, hash_of, whose
from handlers.web.mail import consent_shape
from handlers.web.shapes import (
    ChatState,
    ChatToken,
    ChosenLanguage,
    LanguageShape,
    Lines,
    Message,
    NewChat,
    Stored,
)
from handlers.web.telling import case_shape, language_of, line_shapes
from handlers.web.texts import check_id, check_text, known_tag, known_zone

_FAULTS = faults(413, 422, 429, 503)
_WITH_TOKEN = _FAULTS | faults(401)
_STREAMED: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The lines as they come, for as long as the stream is read.",
        "content": {
            "text/event-stream": {
                "example": 'event: message\nid: 2\ndata: {"n": 2, "from": "bot", …}\n\n'
                'event: state\ndata: {"conversation": "23", "case": {"number": 17, …}, "language": "en"}\n\n: beat\n\n'
            }
        },
    }
}


class _Stored(msgspec.Struct, omit_defaults=True):
    """A message of the page as it lies in the inbox."""

    text: str = ""
    button: str = ""
    id: str = ""
    link: str = ""
    pictures: tuple[int, ...] = ()


def as_stored(text: str = "", button: str = "", id: str = "", pictures: tuple[int, ...] = (), link: str = "") -> str:
    """A message as this door stores it."""
    return msgspec.json.encode(_Stored(text, button, id, link, pictures)).decode()


_decode = msgspec.json.Decoder(_Stored).decode


def read_back(payloads: Sequence[str]) -> Post:
    """What this door stored, for whoever works it."""
    stored = _decode(payloads[0])
    return Post(stored.text, stored.button, stored.id, link=stored.link, pictures=stored.pictures)


def chat_routes(counter: Counter) -> APIRouter:
    """The routes under /api/chat."""
    router = APIRouter(prefix="/api/chat", tags=["conversation"])
    Buyer = Annotated[Door, Depends(whose(counter))]
    After = Annotated[int, Query(ge=0, le=2**31, description="The number of the newest line you have.")]

    @router.post("", status_code=201, responses=_FAULTS | faults(404))
    async def open_conversation(request: Request, wanted: NewChat | None = None) -> ChatToken:
        """Open a conversation, or come back into one by a link. Keep the token: it is the only way in from here."""
        caller = counter.turnstile.caller(request)
        counter.turnstile.conversations.use(caller)
        token = token_urlsafe(32)
        hints = wanted or NewChat()
        came = (hash_of(token), known_tag(hints.language), known_zone(hints.time_zone), counter.clock.now())
        if not hints.link:
            await counter.memory.write(lambda unit: unit.doors.open(CHANNEL, *came))
            return ChatToken(token=token)
        try:
            came_in = await counter.memory.write(coming_in.come_by_link, hints.link, *came)
        except LinkUnknown:
            counter.turnstile.wrong_tokens.use(caller)
            raise
        if came_in.for_an_order:
            door, stored = came_in.door, as_stored(link=hints.link)
            await counter.reception.store([Arrival(CHANNEL, f"{door.id}:link", door.buyer_id, stored, door.id)])
        return ChatToken(token=token)

    @router.get("", responses=_WITH_TOKEN)
    async def state(door: Buyer) -> ChatState:
        """How things stand: the shop, the language, the open case."""
        now = await counter.memory.read(conversation, door.buyer_id, 2**31)
        language = language_of(now, counter.tongues)
        languages = tuple(
            LanguageShape(id=one, name=locale_of(one).get_display_name(one) or one) for one in counter.tongues.spoken
        )
        return ChatState(
            shop=counter.shop,
            language=language,
            direction="rtl" if locale_of(language).text_direction == "rtl" else "ltr",
            languages=languages,
            case=case_shape(now.case),
            max_text=counter.max_text,
            mail=await consent_shape(counter, door.buyer_id),
            sample=await counter.sample.shop() if counter.sample else None,
        )

    @router.post("/messages", status_code=202, responses=_WITH_TOKEN)
    async def write(door: Buyer, message: Message) -> Stored:
        """Say something or press a button. It is kept before this answers; the answer comes in the conversation."""
        counter.turnstile.messages.use(str(door.buyer_id))
        await _check(counter, door.buyer_id, message)
        stored = as_stored(message.text or "", message.button or "", message.id, message.pictures)
        arrival = Arrival(CHANNEL, f"{door.id}:{message.id}", door.buyer_id, stored, door.id)
        await counter.reception.store([arrival])
        return Stored(id=message.id)

    @router.get("/messages", responses=_WITH_TOKEN)
    async def read(door: Buyer, after: After = 0) -> Lines:
        """The lines of the conversation after a number, oldest first, at most 500 at once."""
        now = await counter.memory.read(conversation, door.buyer_id, after)
        await _handed_out(counter, now)
        return Lines(
            conversation=str(now.buyer.id),
            messages=tuple(line_shapes(now)),
            case=case_shape(now.case),
            language=language_of(now, counter.tongues),
        )

    @router.get("/events", response_class=StreamingResponse, responses=_WITH_TOKEN | _STREAMED)
    async def listen(door: Buyer, after: After = 0) -> StreamingResponse:
        """The same lines as they come, as server-sent events: `message` for a line, `state` when case or language change.

        Read it with `fetch` and the Authorization header; go on from `after` when it breaks.
        """
        return StreamingResponse(_events(counter, door, after), media_type="text/event-stream")

    @router.post("/language", responses=_WITH_TOKEN)
    async def choose_language(door: Buyer, chosen: ChosenLanguage) -> ChosenLanguage:
        """Choose the language to be spoken to in; it is kept whatever is written afterwards."""
        language = nearest(chosen.language, counter.tongues.spoken)
        if not language:
            raise BadRequest(f"This language is not spoken here. Spoken are: {', '.join(counter.tongues.spoken)}.")
        await counter.memory.write(handling.choose_language, door.buyer_id, language)
        counter.bells.ring(door.buyer_id)
        return ChosenLanguage(language=language)

    return router


async def _events(counter: Counter, door: Door, after: int) -> AsyncIterator[bytes]:
    told: tuple[CaseState | None, str] | None = None
    # A database that cannot answer ends the stream: whoever listens comes back and goes on from where it was.
    with suppress(StorageBusy), counter.bells.listen(door.buyer_id) as bell:
        while not counter.bells.closing:
            # Cleared before looking: what is written while we look rings again.
            bell.clear()
            now = await counter.memory.read(conversation_at, door, after)
            if now is None:
                return  # it became one with another conversation: whoever listens comes back, and begins anew
            for line in line_shapes(now):
                yield _event("message", line.model_dump_json(by_alias=True), line.n)
                after = line.n
            await _handed_out(counter, now)
            if after < now.buyer.last_n:
                continue  # a long conversation comes in parts
            state = (now.case, language_of(now, counter.tongues))
            if state != told:
                told = state
                case = case_shape(now.case)
                data = {"conversation": str(door.buyer_id), "case": case.model_dump() if case else None, "language": state[1]}
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
    check_id(message.id)
    if message.button is not None:
        if not await counter.memory.read(has_button, buyer_id, message.button):
            raise BadRequest("This button does not stand in this conversation.")
        return
    if not await counter.memory.read(has_pictures, buyer_id, message.pictures):
        raise NoSuchPicture
    if message.text or not message.pictures:
        check_text(message.text or "", counter.max_text)
