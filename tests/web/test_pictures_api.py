"""Pictures at the buyer's door: brought, sent with a message, shown to their buyer and to nobody else."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
from PIL import Image

from tests.memory.snapshots import chunk, drawn, encoded, notes, png_of
from tests.talk import Buyer, Shop, open_shop
from tests.web.listening import behind_a_socket

PATH = "/api/chat/pictures"


async def bring(buyer: Buyer, content: bytes, name: str = "a", **headers: str) -> httpx.Response:
    return await buyer.web.post(PATH, params={"id": name}, content=content, headers={**buyer.headers, **headers})


async def brought(buyer: Buyer, content: bytes, name: str = "a") -> int:
    answer = await bring(buyer, content, name)
    assert answer.status_code == 201, answer.text
    return int(answer.json()["picture"])


async def fetch(buyer: Buyer, number: object) -> httpx.Response:
    return await buyer.web.get(f"{PATH}/{number}", headers=buyer.headers)


def refusal(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["error"]["code"]


def files(folder: Path) -> list[Path]:
    return [path for path in (folder / "evidence").rglob("*") if path.is_file()]


# --- brought and shown ---------------------------------------------------------------------------------------------


async def test_a_buyer_sees_the_picture_that_they_brought(buyer: Buyer) -> None:
    number = await brought(buyer, drawn(size=(64, 48), kind="PNG"))

    shown = await fetch(buyer, number)

    assert (shown.status_code, shown.headers["content-type"]) == (200, "image/jpeg")
    assert shown.headers["content-disposition"] == f'inline; filename="{number}.jpg"'
    assert shown.headers["cache-control"] == "private, max-age=86400, immutable"
    assert (shown.headers["vary"], shown.headers["x-content-type-options"]) == ("Authorization", "nosniff")
    assert shown.content.startswith(b"\xff\xd8\xff")


async def test_nobody_else_sees_it(shop: Shop, buyer: Buyer) -> None:
    number = await brought(buyer, drawn())
    other = await shop.buyer()

    assert refusal(await fetch(other, number)) == (404, "no_such_picture")
    assert refusal(await shop.web.get(f"{PATH}/{number}")) == (401, "unknown_token")


@pytest.mark.parametrize("number", [999, 2**53, "0", "-1", "x", "1.jpg", "9" * 30])
async def test_a_picture_that_is_not_there_is_not_shown(buyer: Buyer, number: object) -> None:
    await brought(buyer, drawn())

    assert (await fetch(buyer, number)).status_code in {404, 422}


async def test_where_it_was_taken_is_on_no_disk_and_in_no_answer(buyer: Buyer, tmp_path: Path) -> None:
    sent = drawn(exif=notes(6))

    number = await brought(buyer, sent)

    assert b"SecretPhone" in sent
    (kept,) = files(tmp_path)
    assert b"SecretPhone" not in kept.read_bytes() + (await fetch(buyer, number)).content


async def test_the_same_name_again_is_the_same_picture_whatever_it_brings(buyer: Buyer, tmp_path: Path) -> None:
    first = await brought(buyer, drawn(), "a")

    again = await brought(buyer, b"cut off on the way", "a")

    assert first == again
    assert len(files(tmp_path)) == 1


async def test_the_same_name_many_times_at_once_is_one_picture(buyer: Buyer) -> None:
    numbers = await asyncio.gather(*(brought(buyer, drawn(), "a") for _ in range(8)))

    assert len(set(numbers)) == 1


async def test_of_more_than_ten_that_wait_the_oldest_are_forgotten_with_their_files(buyer: Buyer, tmp_path: Path) -> None:
    numbers = [await brought(buyer, drawn(size=(40 + n, 20)), f"n{n}") for n in range(12)]

    shown = [(await fetch(buyer, number)).status_code for number in numbers]

    assert shown == [404, 404] + [200] * 10
    assert len(files(tmp_path)) == 10


async def test_a_file_that_somebody_else_still_shows_stays(shop: Shop, buyer: Buyer) -> None:
    other = await shop.buyer()
    theirs = await brought(other, drawn(size=(99, 20)), "theirs")
    await brought(buyer, drawn(size=(99, 20)), "mine")

    for n in range(10):
        await brought(buyer, drawn(size=(40 + n, 20)), f"n{n}")

    assert (await fetch(other, theirs)).status_code == 200


async def test_a_file_that_has_gone_is_told_as_a_picture_that_is_not_there(buyer: Buyer, tmp_path: Path) -> None:
    number = await brought(buyer, drawn())
    (kept,) = files(tmp_path)
    kept.unlink()

    assert refusal(await fetch(buyer, number)) == (404, "no_such_picture")


# --- in a message --------------------------------------------------------------------------------------------------


async def post(buyer: Buyer, **message: object) -> httpx.Response:
    answer = await buyer.web.post("/api/chat/messages", json={"id": "m1", **message}, headers=buyer.headers)
    await buyer.house.reception.quiet()
    return answer


async def test_a_message_shows_its_pictures_in_the_order_they_were_brought(buyer: Buyer) -> None:
    first = await brought(buyer, drawn(size=(64, 48)), "a")
    second = await brought(buyer, drawn(size=(30, 60)), "b")

    await post(buyer, text="The mug arrived broken", pictures=[first, second])

    own = (await buyer.read())[0]
    assert own["text"] == "The mug arrived broken"
    assert own["pictures"] == [
        {"id": first, "width": 64, "height": 48, "state": "kept"},
        {"id": second, "width": 30, "height": 60, "state": "kept"},
    ]


@pytest.mark.parametrize("text", [None, ""])
async def test_a_picture_may_come_without_a_word(buyer: Buyer, text: str | None) -> None:
    number = await brought(buyer, drawn())

    answer = await post(buyer, text=text, pictures=[number])

    own = (await buyer.read())[0]
    assert answer.status_code == 202
    assert [picture["id"] for picture in own["pictures"]] == [number]  # type: ignore[attr-defined]


async def test_what_was_sent_waits_no_more_and_is_never_forgotten(buyer: Buyer) -> None:
    sent = await brought(buyer, drawn(size=(99, 20)), "sent")
    await post(buyer, pictures=[sent])

    for n in range(11):
        await brought(buyer, drawn(size=(40 + n, 20)), f"n{n}")

    assert (await fetch(buyer, sent)).status_code == 200


async def test_a_message_with_pictures_sent_again_is_the_same_message(buyer: Buyer) -> None:
    number = await brought(buyer, drawn())
    await post(buyer, text="look", pictures=[number])
    await buyer.read()

    again = await post(buyer, text="look", pictures=[number])

    assert again.status_code == 202
    assert await buyer.read() == []


async def test_a_picture_of_somebody_else_is_not_sent(shop: Shop, buyer: Buyer) -> None:
    theirs = await brought(await shop.buyer(), drawn())

    answer = await post(buyer, text="look", pictures=[theirs])

    assert refusal(answer) == (404, "no_such_picture")
    assert await buyer.read() == []


@pytest.mark.parametrize(
    "message",
    [
        {"pictures": []}, {"pictures": [0]}, {"pictures": ["1"]}, {"pictures": 1}, {"pictures": list(range(1, 12))},
        {"button": "4-x", "pictures": [1]}, {"text": "", "pictures": []},
    ],
)  # fmt: skip
async def test_pictures_of_a_wrong_shape_are_refused(buyer: Buyer, message: dict[str, object]) -> None:
    await brought(buyer, drawn())

    assert refusal(await post(buyer, **message)) == (422, "bad_request")


# --- refused -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", (422, "no_picture")),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", (422, "no_picture")),
        (b"PK\x03\x04" + b"\x00" * 99, (422, "no_picture")),
        (b"\x00\x00\x00\x24ftypheic" + b"\x00" * 60, (422, "unreadable_picture")),
        (encoded(Image.effect_noise((99, 99), 90), "PNG")[:4000], (422, "broken_picture")),
        (png_of(60_000, 60_000, chunk(b"IDAT", b"x")), (422, "picture_too_large")),
    ],
)
async def test_what_is_not_kept_is_told_by_its_code_and_leaves_nothing(
    buyer: Buyer, tmp_path: Path, content: bytes, expected: tuple[int, str]
) -> None:
    answer = await bring(buyer, content, **{"Content-Type": "image/jpeg"})

    assert refusal(answer) == expected
    assert files(tmp_path) == []


async def test_the_kind_that_is_announced_is_not_believed(buyer: Buyer) -> None:
    kept = await bring(buyer, drawn(), **{"Content-Type": "text/html"})

    assert kept.status_code == 201
    assert (await fetch(buyer, kept.json()["picture"])).headers["content-type"] == "image/jpeg"


@pytest.mark.parametrize("name", ["", "a" * 65, "../x", "a b", "a\x00", "<b>"])
async def test_a_name_of_a_wrong_shape_is_refused(buyer: Buyer, name: str) -> None:
    assert refusal(await bring(buyer, drawn(), name)) == (422, "bad_request")


async def in_pieces(size: int) -> AsyncIterator[bytes]:
    for _ in range(size // 10_000):
        yield b"x" * 10_000


async def test_a_body_above_the_limit_is_refused_while_it_arrives(tmp_path: Path) -> None:
    async with open_shop(tmp_path, evidence={"folder": str(tmp_path / "evidence"), "max_mb": 1}) as shop:
        buyer = await shop.buyer()

        announced = await bring(buyer, b"x" * 1_000_001)
        streamed = await shop.web.post(PATH, params={"id": "b"}, content=in_pieces(1_500_000), headers=buyer.headers)
        below = await bring(buyer, b"x" * 1_000_000)

    assert [refusal(one) for one in (announced, streamed, below)] == [
        (413, "picture_too_heavy"), (413, "picture_too_heavy"), (422, "no_picture"),
    ]  # fmt: skip


async def test_who_sends_a_picture_without_end_is_answered_before_it_ends(shop: Shop, buyer: Buyer) -> None:
    token = buyer.headers["Authorization"].encode()
    head = b"POST " + PATH.encode() + b"?id=a HTTP/1.1\r\nHost: shop.test\r\nAuthorization: " + token

    async with behind_a_socket(shop.house.web) as address, asyncio.timeout(5):
        reader, writer = await asyncio.open_connection("127.0.0.1", urlsplit(address).port)
        writer.write(head + b"\r\nContent-Length: 999999999\r\n\r\n" + b"x" * 4096)
        answer = await reader.readline()
        writer.close()

    assert answer.split()[1] == b"413"


async def test_only_this_door_takes_heavy_bodies(buyer: Buyer) -> None:
    heavy = b'{"id": "a", "text": "' + b"x" * 300_000 + b'"}'

    for path in (f"{PATH}/1", "/api/chat/messages", "/api/shop/cases"):
        answer = await buyer.web.post(path, content=heavy, headers={**buyer.headers, "Content-Type": "application/json"})
        assert answer.status_code in {401, 405, 413}


async def test_a_stranger_brings_nothing(shop: Shop, tmp_path: Path) -> None:
    answer = await shop.web.post(PATH, params={"id": "a"}, content=drawn())

    assert refusal(answer) == (401, "unknown_token")
    assert files(tmp_path) == []
