"""Pictures from Telegram: fetched, told by what is in them, kept under their hash; and what cannot be had is said."""

import asyncio
import random
from datetime import timedelta
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from bot.memory.evidence import Piece
from tests.complaint.counter import ANA, told
from tests.talk import Shop
from tests.telegram.chats import Chatter, settle
from tests.telegram.fake_api import FakeBotApi

PATIENCE = timedelta(minutes=20)
"""By when every try there is has been made."""


def jpeg(shade: int = 90) -> bytes:
    drawn = BytesIO()
    Image.new("RGB", (40, 30), (shade, 0, 0)).save(drawn, "JPEG")
    return drawn.getvalue()


async def pieces(shop: Shop) -> list[Piece]:
    return await shop.house.memory.read(lambda unit: unit.evidence.of_lines(1, 0))


async def fetched(shop: Shop, chat: Chatter, by: timedelta = timedelta()) -> list[str]:
    """Let the pictures be fetched; returns what was said then."""
    await chat.read()
    before = await told(shop)
    for _ in range(5):
        await shop.later(by / 5)
    await chat.read()
    return (await told(shop))[len(before) :]


async def test_a_photo_is_kept_with_the_line_it_came_with_under_its_hash(shop: Shop, ana: Chatter, tmp_path: Path) -> None:
    await ana.say(ANA)
    ana.user.sends_photo(jpeg(), "this is how it came")

    said = await fetched(shop, ana)

    (piece,) = await pieces(shop)
    (kept,) = [path for path in (tmp_path / "evidence").rglob("*") if path.is_file()]
    assert said == []
    assert (piece.n, piece.case_id, piece.state, piece.media_type) == (4, 1, "kept", "image/jpeg")
    assert piece.sha256 == sha256(kept.read_bytes()).hexdigest()
    assert (piece.width, piece.height) == (40, 30)
    assert "bot: doors.pictures_thanks" in await told(shop)


async def test_what_a_file_is_is_told_by_what_is_in_it_and_not_by_its_name(shop: Shop, ana: Chatter) -> None:
    ana.user.sends_document(jpeg(), "shoe.png", "image/png")

    await fetched(shop, ana)

    assert [piece.media_type for piece in await pieces(shop)] == ["image/jpeg"]


async def test_an_album_in_any_order_with_a_late_part_is_one_line_and_one_answer(
    shop: Shop, api: FakeBotApi, ana: Chatter
) -> None:
    await ana.say(ANA)
    parts = [(jpeg(20 * number), "all of them" if number == 6 else "") for number in range(9)]
    random.Random(7).shuffle(parts)
    for content, caption in parts:
        ana.user.sends_photo(content, caption, album="a1")
    await ana.read()
    answered = len(api.sent(ana.user))
    ana.user.sends_photo(jpeg(200), album="a1")

    said = await fetched(shop, ana)

    found = await pieces(shop)
    assert said == []
    assert len(api.sent(ana.user)) == answered
    assert {piece.n for piece in found} == {4}
    assert {piece.state.value for piece in found} == {"kept"}
    assert len({piece.sha256 for piece in found}) == len(found) == 10
    assert [line for line in await told(shop) if line.startswith("buyer: ")] == [f"buyer: {ANA}", "buyer: all of them"]


async def test_the_words_of_a_late_part_are_heard(shop: Shop, ana: Chatter) -> None:
    ana.user.sends_photo(jpeg(1), album="a1")
    await ana.read()
    ana.user.sends_photo(jpeg(2), ANA, album="a1")
    await fetched(shop, ana)

    assert f"buyer: {ANA}" in await told(shop)
    assert len(await pieces(shop)) == 2


async def test_a_part_of_an_album_that_comes_twice_is_one_picture(shop: Shop, api: FakeBotApi, ana: Chatter) -> None:
    part = ana.user.sends_photo(jpeg(1), album="a1")
    api.repeat(part)
    ana.user.sends_photo(jpeg(2), album="a1")

    await fetched(shop, ana)
    api.repeat(part)
    await fetched(shop, ana)

    assert len(await pieces(shop)) == 2


async def test_a_picture_that_is_sent_once_more_late_in_its_album_is_kept_once(shop: Shop, api: FakeBotApi, ana: Chatter) -> None:
    first = ana.user.sends_photo(jpeg(1), album="a1")
    await fetched(shop, ana)
    again = ana.user.sends_photo(jpeg(1), album="a1")
    api.put(
        {
            "update_id": again["update_id"] + 100,
            "message": again["message"] | {"message_id": 77, "photo": first["message"]["photo"]},
        }
    )

    await fetched(shop, ana)

    assert await shop.house.memory.read(lambda unit: unit.inbox.aside()) == []
    assert len(await pieces(shop)) == 2


@pytest.mark.parametrize("fault", [{"status": 502, "page": True}, {"drop_answer": True}, {"status": 429, "retry_after": 2}])
@pytest.mark.parametrize("method", ["getFile", "download"])
async def test_a_failure_is_tried_again_and_nothing_is_said_of_it(
    shop: Shop, api: FakeBotApi, ana: Chatter, method: str, fault: dict[str, int]
) -> None:
    api.fail(method, **fault)  # type: ignore[arg-type]
    ana.user.sends_photo(jpeg())

    said = await fetched(shop, ana, PATIENCE)

    assert said == []
    assert [piece.state.value for piece in await pieces(shop)] == ["kept"]


async def test_what_does_not_come_in_several_tries_is_said(shop: Shop, api: FakeBotApi, ana: Chatter) -> None:
    for _ in range(4):
        api.fail("getFile", status=500)
    ana.user.sends_photo(jpeg())

    said = await fetched(shop, ana, PATIENCE)

    assert said == ["bot: evidence.lost"]
    assert [(piece.state.value, piece.fault) for piece in await pieces(shop)] == [("lost", "unreached")]
    assert len(api.calls("getFile")) == 4


@pytest.mark.parametrize(
    ("content", "size", "line"),
    [
        (b"%PDF-1.7 not a picture at all", None, "evidence.no_picture"),
        (jpeg()[:200], None, "evidence.broken_picture"),
        (jpeg(), 25 * 2**20, "evidence.picture_too_heavy"),
    ],
    ids=["no picture", "half a picture", "too heavy"],
)
async def test_what_is_no_picture_we_can_keep_is_said_with_what_would_do(
    shop: Shop, ana: Chatter, content: bytes, size: int | None, line: str
) -> None:
    ana.user.sends_document(content, "shoe.jpg", "image/jpeg", size=size)

    said = await fetched(shop, ana)

    assert said == [f"bot: {line}"]
    assert [piece.state.value for piece in await pieces(shop)] == ["refused"]


async def test_a_picture_is_fetched_once_however_many_drains_there_are(shop: Shop, api: FakeBotApi, ana: Chatter) -> None:
    ana.user.sends_photo(jpeg())
    await ana.read()

    await asyncio.gather(*(shop.house.delivery.drain() for _ in range(4)))
    await shop.house.delivery.quiet()
    await settle(shop, api)

    assert len(api.calls("download")) == 1
