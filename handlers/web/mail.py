"""The buyer's say about mails: agreed to or stopped in the conversation, and stopped by the link at the end of each."""

from datetime import UTC
from html import escape
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import HTMLResponse

from bot.errors import NotNow
from bot.followup import mailing
from bot.followup.mailing import Stopping
from bot.language import script_mail
from bot.language.catalogue import locale_of, text_of
from bot.language.line import Code
from bot.language.speech import Voice
from bot.memory.views import Door
from handlers.web.counter import Counter, faults, whose
from handlers.web.shapes import MailChoice, MailShape

_PAGE = Path(__file__).with_name("pages") / "stop.html"
# The address of this page is a key: no cache keeps it, and no script runs beside it.
_HEADERS = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex"}


def mail_routes(counter: Counter) -> APIRouter:
    """The route under /api/chat/mail, and the page under /mail/stop."""
    router = APIRouter()
    Buyer = Annotated[Door, Depends(whose(counter))]

    @router.post("/api/chat/mail", tags=["conversation"], responses=faults(401, 409, 413, 422, 429, 503))
    async def choose(door: Buyer, choice: MailChoice) -> MailShape | None:
        """Agree to be written to at the address of the order when the page is closed, or stop it."""
        counter.turnstile.messages.use(str(door.buyer_id))
        now = counter.clock.now()
        if not choice.agree:
            consent = await counter.memory.write(mailing.stop, door.buyer_id, now)
        elif counter.by_mail:
            consent = await counter.memory.write(mailing.agree, door.buyer_id, counter.by_mail, now)
        else:
            raise NotNow("This shop sends no mails.")
        return MailShape(address=consent.address, agreed=consent.agreed) if consent else None

    @router.get("/mail/stop/{token}", include_in_schema=False)
    async def ask(token: str) -> HTMLResponse:
        """One button: whatever looks at links before a person does stops nothing by looking."""
        found = await counter.memory.read(mailing.stopping, token, counter.clock.now())
        return _asked(counter, found) if found and found.address else _told(counter, found)

    @router.post("/mail/stop/{token}", include_in_schema=False)
    async def stop(token: str) -> HTMLResponse:
        """Stopped at once, whatever the body says: the button sends none, and mail programs one of their own (RFC 8058)."""
        return _told(counter, await counter.memory.write(mailing.stop_by_link, token, counter.clock.now()))

    return router


async def consent_shape(counter: Counter, buyer_id: int) -> MailShape | None:
    """How it stands with the mails of a buyer; None where there are none, or no address is known."""
    consent = await counter.memory.read(mailing.consent_of, buyer_id) if counter.by_mail else None
    return MailShape(address=consent.address, agreed=consent.agreed) if consent else None


def _asked(counter: Counter, found: Stopping) -> HTMLResponse:
    voice = Voice(found.language, UTC)
    effect = voice.line(script_mail.MAIL_STOP_EFFECT, shop=counter.shop, address=Code(found.address))
    button = f'<form method="post"><button>{escape(text_of(script_mail.MAIL_STOP, found.language))}</button></form>'
    return _page(counter.shop, found.language, effect, button, 200)


def _told(counter: Counter, found: Stopping | None) -> HTMLResponse:
    if found is None:
        language = counter.tongues.default
        return _page(counter.shop, language, text_of(script_mail.MAIL_STOP_OVER, language), "", 404)
    return _page(counter.shop, found.language, text_of(script_mail.MAIL_STOPPED, found.language), "", 200)


def _page(shop: str, language: str, says: str, button: str, status: int) -> HTMLResponse:
    places = {
        "__LANG__": language.replace("_", "-"),
        "__DIR__": str(locale_of(language).text_direction),
        "__SHOP__": escape(shop),
        "__SAYS__": escape(says),
        "__BUTTON__": button,
    }
    html = _PAGE.read_text(encoding="utf-8")
    for place, text in places.items():
        html = html.replace(place, text)
    return HTMLResponse(html, status_code=status, headers=_HEADERS)
