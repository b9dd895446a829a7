"""What holds for every answer: closed headers, bearable bodies, and faults of ours that tell nobody anything."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
from fastapi import FastAPI
from fastapi.responses import StreamingResponse
from structlog.testing import capture_logs

from handlers.web.guard import Guard
from tests.talk import Buyer, Shop, open_shop
from tests.web.listening import behind_a_socket

SECRET = "ana.secret@example.com"
LIMIT = 256 * 1024


def posted(size: int) -> bytes:
    """A message of so many bytes."""
    return b'{"id": "a", "text": "' + b"x" * (size - 23) + b'"}'


async def in_pieces(body: bytes) -> AsyncIterator[bytes]:
    for start in range(0, len(body), 1000):
        yield body[start : start + 1000]


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/", 200),
        ("GET", "/assets/chat.css", 200),
        ("GET", "/openapi.json", 200),
        ("POST", "/api/chat", 201),
        ("GET", "/api/chat", 401),
        ("GET", "/nothing", 404),
        ("DELETE", "/", 405),
        ("GET", "/docs/", 404),
    ],
)
async def test_every_answer_lets_the_browser_do_only_what_our_pages_need(shop: Shop, method: str, path: str, status: int) -> None:
    answer = await shop.web.request(method, path)

    assert answer.status_code == status
    assert answer.headers["content-security-policy"] == (
        "default-src 'self'; img-src 'self' blob:; base-uri 'none'; form-action 'self'; frame-ancestors 'self'"
    )
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.headers["permissions-policy"] == "geolocation=(), microphone=(), payment=()"
    assert "server" not in answer.headers


async def test_the_openapi_page_may_run_its_own_script_and_asks_nobody_else(shop: Shop) -> None:
    policy = (await shop.web.get("/docs")).headers["content-security-policy"]

    sources = {word for part in policy.split("; ") for word in part.split()[1:]}
    assert sources == {"'self'", "'none'", "'unsafe-inline'", "data:"}
    assert "frame-ancestors 'self'" in policy


async def test_the_sites_that_are_named_may_frame_the_page_and_no_other(tmp_path: Path, stocked: Path) -> None:
    shutil.copy(stocked, tmp_path)
    sites = ["https://shop.example.com", "https://*.example.com:8443"]
    async with open_shop(tmp_path, web={"frame_ancestors": sites}) as shop:
        policies = {(await shop.web.get(path)).headers["content-security-policy"] for path in ("/", "/docs")}

    assert {policy.rpartition("; ")[2] for policy in policies} == {f"frame-ancestors 'self' {' '.join(sites)}"}


@pytest.mark.parametrize(
    ("path", "cached"), [("/api/chat", "no-store"), ("/api/words/en", "no-store"), ("/assets/chat.css", None)]
)
async def test_nothing_of_a_conversation_is_kept_in_a_cache(shop: Shop, path: str, cached: str | None) -> None:
    assert (await shop.web.get(path)).headers.get("cache-control") == cached


@pytest.mark.parametrize("size", [LIMIT + 1, LIMIT * 4])
async def test_a_body_above_the_limit_is_refused_and_nothing_is_stored(shop: Shop, buyer: Buyer, size: int) -> None:
    headers = {**buyer.headers, "Content-Type": "application/json"}

    answer = await shop.web.post("/api/chat/messages", content=posted(size), headers=headers)

    assert answer.status_code == 413
    assert answer.json() == {"error": {"code": "too_large", "message": "A request has at most 262,144 bytes."}}
    assert await buyer.read() == []


async def test_a_body_that_does_not_say_how_large_it_is_is_refused_all_the_same(shop: Shop, buyer: Buyer) -> None:
    headers = {**buyer.headers, "Content-Type": "application/json"}

    answer = await shop.web.post("/api/chat/messages", content=in_pieces(posted(LIMIT + 1)), headers=headers)

    assert (answer.status_code, answer.json()["error"]["code"]) == (413, "too_large")


async def test_a_body_of_exactly_the_limit_is_read_and_then_its_text_is_too_long(shop: Shop, buyer: Buyer) -> None:
    headers = {**buyer.headers, "Content-Type": "application/json"}

    answer = await shop.web.post("/api/chat/messages", content=posted(LIMIT), headers=headers)

    assert (answer.status_code, answer.json()["error"]["code"]) == (413, "text_too_long")


@pytest.mark.parametrize("announced", [b"Content-Length: 99999999", b"Transfer-Encoding: chunked"])
async def test_who_sends_without_end_is_answered_before_it_ends(shop: Shop, buyer: Buyer, announced: bytes) -> None:
    token = buyer.headers["Authorization"].encode()
    head = b"POST /api/chat/messages HTTP/1.1\r\nHost: shop.test\r\nContent-Type: application/json\r\nAuthorization: " + token
    piece = b"x" * 4096 if announced.startswith(b"Content") else b"1000\r\n" + b"x" * 4096 + b"\r\n"

    async with behind_a_socket(shop.house.web) as address, asyncio.timeout(5):
        reader, writer = await asyncio.open_connection("127.0.0.1", urlsplit(address).port)
        writer.write(head + b"\r\n" + announced + b"\r\n\r\n" + piece * 80)
        answer = await reader.readline()
        writer.close()

    assert answer.split()[1] == b"413"


@pytest.fixture
async def broken() -> AsyncIterator[httpx.AsyncClient]:
    """A door behind which something goes wrong in a way nobody foresaw."""
    app = FastAPI()
    app.add_middleware(Guard)

    @app.get("/api/before")
    async def before() -> None:
        raise ValueError(SECRET)

    async def half() -> AsyncIterator[bytes]:
        yield b"half"
        raise ValueError(SECRET)

    @app.get("/api/within")
    async def within() -> StreamingResponse:
        return StreamingResponse(half())

    async with behind_a_socket(app) as address, httpx.AsyncClient(base_url=address) as web:
        yield web


async def test_a_fault_of_ours_is_one_sentence_in_json_under_the_same_headers(broken: httpx.AsyncClient) -> None:
    with capture_logs():
        answer = await broken.get("/api/before")

    assert answer.status_code == 500
    assert answer.json() == {"error": {"code": "error", "message": "Something went wrong here. Please try again."}}
    assert answer.headers["x-content-type-options"] == "nosniff"


async def test_a_fault_of_ours_is_logged_with_its_place_and_without_its_words(broken: httpx.AsyncClient) -> None:
    with capture_logs() as entries:
        await broken.get("/api/before")

    assert [(one["event"], one["log_level"], one["error"], one["at"].split(":")[0]) for one in entries] == [
        ("request failed", "error", "ValueError", "before")
    ]
    assert SECRET not in str(entries)


async def test_an_answer_that_breaks_half_way_is_cut_off_and_not_passed_for_whole(broken: httpx.AsyncClient) -> None:
    with capture_logs() as entries, pytest.raises(httpx.RemoteProtocolError):
        await broken.get("/api/within")

    assert [one["error"] for one in entries] == ["ValueError"]
