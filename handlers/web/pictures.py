"""Pictures at the buyer's door: brought one by one before the message that carries them, and shown to nobody else."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query, Request
from fastapi.responses import FileResponse

from bot.errors import NoSuchPicture, PictureTooHeavy
from bot.memory.store import Unit
from bot.memory.views import Door, picture_of
from handlers.web.counter import Counter, faults, whose
from handlers.web.shapes import MOST_PICTURES, BroughtPicture

PATH = "/api/chat/pictures"
_RAW: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "description": "The file as it is: JPEG, PNG, WebP or GIF.",
        "content": {"image/*": {"schema": {"type": "string", "format": "binary"}}},
    }
}
_SHOWN: dict[int | str, dict[str, Any]] = {200: {"content": {"image/jpeg": {}}, "description": "The picture, as a JPEG."}}


def picture_routes(counter: Counter) -> APIRouter:
    """The routes under /api/chat/pictures."""
    router = APIRouter(tags=["conversation"])
    Buyer = Annotated[Door, Depends(whose(counter))]
    Own = Annotated[str, Query(min_length=1, max_length=64, pattern=r"^[\w-]+$", description="The client's own name for it.")]

    @router.post(PATH, status_code=201, responses=faults(401, 413, 422, 429, 503), openapi_extra=_RAW)
    async def bring(request: Request, door: Buyer, id: Own) -> BroughtPicture:
        """Bring a picture for a message that is to follow. Brought again under the same `id`, it is the same picture.

        At most ten wait for their message; of more, the oldest are forgotten. What else is in the file, the place where it was
        taken above all, is not kept.
        """
        source = f"page:{id}"
        known = await counter.memory.read(lambda unit: unit.evidence.brought(door.buyer_id, source))
        if known:
            return BroughtPicture(picture=known.id)
        counter.turnstile.pictures.use(str(door.buyer_id))
        kept = await counter.pictures.keep(await _body(request, counter.pictures.limits.most_bytes))

        def take_in(unit: Unit) -> tuple[int, list[str]]:
            unit.buyers.load(door.buyer_id, lock=True)
            if known := unit.evidence.brought(door.buyer_id, source):
                return known.id, []  # the same one, brought twice at once
            number = unit.evidence.keep(door.buyer_id, source, kept, counter.clock.now())
            return number, unit.evidence.forget_loose(door.buyer_id, MOST_PICTURES)

        number, forgotten = await counter.memory.write(take_in)
        await counter.pictures.let_go(forgotten)
        return BroughtPicture(picture=number)

    @router.get(PATH + "/{number}", response_class=FileResponse, responses=_SHOWN | faults(401, 404, 422, 429, 503))
    async def show(door: Buyer, number: Annotated[int, Path(ge=1, le=2**53)]) -> FileResponse:
        """A picture of this conversation."""
        piece = await counter.memory.read(picture_of, door.buyer_id, number)
        if piece is None or not counter.pictures.file(piece.sha256).is_file():
            raise NoSuchPicture
        headers = {"Cache-Control": "private, max-age=86400, immutable", "Vary": "Authorization"}
        return FileResponse(
            counter.pictures.file(piece.sha256),
            media_type=piece.media_type,
            headers=headers,
            filename=f"{number}.jpg",
            content_disposition_type="inline",
        )

    return router


async def _body(request: Request, most: int) -> bytes:
    """The body, refused as soon as it is too heavy: by what it announces, and by what arrives."""
    announced = request.headers.get("content-length", "")
    if announced.isdigit() and int(announced) > most:
        raise PictureTooHeavy
    arrived = bytearray()
    async for piece in request.stream():
        arrived += piece
        if len(arrived) > most:
            raise PictureTooHeavy
    return bytes(arrived)
