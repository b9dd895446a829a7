"""What programs of the seller's may call, with a key of theirs: links for buyers, and cases for what they wrote elsewhere."""

from collections.abc import Awaitable, Callable
from hashlib import sha256
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from bot.complaint.on_behalf import Elsewhere, GivenLink, link_to_order, open_case
from bot.errors import UnknownKey
from handlers.web.chat import as_stored
from handlers.web.counter import CHANNEL, Counter, faults
from handlers.web.shapes import CaseOpened, CaseWanted, LinkGiven, LinkWanted
from handlers.web.texts import check_text, known_tag

_KEY = HTTPBearer(auto_error=False, scheme_name="shop", description="A key that `python -m bot keys add NAME` made.")
_FAULTS = faults(401, 404, 413, 422, 429, 503)


def shop_routes(counter: Counter) -> APIRouter:
    """The routes under /api/shop."""
    router = APIRouter(prefix="/api/shop", tags=["for the seller's programs"])
    Program = Annotated[str, Depends(program_of(counter))]

    @router.post("/links", status_code=201, responses=_FAULTS)
    async def give_link(_program: Program, wanted: LinkWanted) -> LinkGiven:
        """A link for one order: whoever opens it first has proven that the order is theirs. For a parcel card, or the widget."""
        given = await counter.memory.write(link_to_order, wanted.order, counter.clock.now(), counter.order_link_for)
        return LinkGiven(link=given.token, page=_page(counter, given), expires_at=given.expires_at)

    @router.post("/cases", status_code=201, responses=_FAULTS)
    async def take_case(program: Program, wanted: CaseWanted) -> CaseOpened:
        """Open a case for a buyer who wrote elsewhere, and get the page on which they read the answer and go on.

        Sent again under the same `id`, it is the same case with a fresh link; the first words are the ones that count.
        """
        check_text(wanted.text, counter.max_text)
        told = Elsewhere(
            order_number=wanted.order,
            language=known_tag(wanted.language),
            where=wanted.channel,
            program=program,
            door=CHANNEL,
            external_id=f"shop:{sha256(f'{program}:{wanted.id}'.encode()).hexdigest()}",
            payload=as_stored(text=wanted.text),
        )
        number, given = await counter.memory.write(open_case, told, counter.clock.now(), counter.order_link_for)
        await counter.reception.pick_up()
        return CaseOpened(case=number, link=given.token, page=_page(counter, given), expires_at=given.expires_at)

    return router


def program_of(counter: Counter) -> Callable[..., Awaitable[str]]:
    """A dependency of routes: what the program is called whose key came with the request."""

    async def known(request: Request, given: Annotated[HTTPAuthorizationCredentials | None, Depends(_KEY)]) -> str:
        if given is None:
            raise UnknownKey
        name = await counter.memory.read(lambda unit: unit.keys.name_of(given.credentials))
        if name is None:
            counter.turnstile.wrong_tokens.use(counter.turnstile.caller(request))
            raise UnknownKey
        return name

    return known


def _page(counter: Counter, given: GivenLink) -> str:
    return f"{counter.address}/?link={given.token}"
