"""The transport, over a real socket: what arrives, what an error says of whether it arrived, and what it never says."""

import asyncio
import logging
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from aiohttp import web
from telegram import Bot, InputFile
from telegram.error import BadRequest, ChatMigrated, Conflict, Forbidden, InvalidToken, NetworkError, RetryAfter, TimedOut

from handlers.telegram.transport import AiohttpRequest
from tests.shop_process import free_port
from tests.telegram.bots import bot_at
from tests.telegram.fake_api import FakeBotApi

ANA = 501
IMPATIENT = 0.05  # seconds


async def test_the_text_arrives_as_it_was_written(api: FakeBotApi, bot: Bot) -> None:
    ana = api.user(ANA)

    await bot.send_message(ANA, "Es tut mir leid & mehr: 8,40 € = 50 % + 我们 🙏")

    assert [sent.text for sent in api.sent(ana)] == ["Es tut mir leid & mehr: 8,40 € = 50 % + 我们 🙏"]


async def test_a_file_arrives_byte_by_byte_under_its_name_beside_its_caption(api: FakeBotApi, bot: Bot) -> None:
    ana, picture = api.user(ANA), bytes(range(256)) * 12_000

    await bot.send_photo(ANA, InputFile(picture, "schuh größe 38.jpg", attach=True), caption="Your parcel card")

    (call,) = api.calls("sendPhoto")
    assert [upload.content for upload in call.files.values()] == [picture]
    assert [sent.text for sent in api.sent(ana)] == ["Your parcel card"]


async def test_a_file_comes_back_byte_by_byte(api: FakeBotApi, bot: Bot) -> None:
    photo = api.user(ANA).sends_photo(b"\xff\xd8 torn sole")["message"]["photo"][-1]

    file = await bot.get_file(photo["file_id"])

    assert bytes(await file.download_as_bytearray()) == b"\xff\xd8 torn sole"


async def test_one_connection_serves_many_calls() -> None:
    peers: set[object] = set()

    async def answer(request: web.Request) -> web.Response:
        assert request.transport
        peers.add(request.transport.get_extra_info("peername"))
        return web.json_response({"ok": True, "result": True})

    async with at_a_server(answer) as url, AiohttpRequest(1) as request:
        await asyncio.gather(*(request.post(url) for _ in range(20)))

    assert len(peers) == 1


@asynccontextmanager
async def at_a_server(handler: object) -> AsyncIterator[str]:
    """A server that answers everything with that handler; gives the address of a method."""
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", handler)  # type: ignore[arg-type]
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}/bot7:secret/sendMessage"
    await runner.cleanup()


async def test_what_nobody_listens_to_was_surely_not_sent() -> None:
    async with AiohttpRequest() as request:
        with pytest.raises(NetworkError, match=re.escape("Telegram was not reached (ClientConnectorError)")) as raised:
            await request.post(f"http://127.0.0.1:{free_port()}/bot7:secret/sendMessage")

    assert type(raised.value) is NetworkError


async def test_a_name_that_leads_nowhere_was_surely_not_sent_to() -> None:
    async with AiohttpRequest() as request:
        with pytest.raises(NetworkError) as raised:
            await request.post("http://127.0.0.1:99999/bot7:secret/sendMessage")

    assert type(raised.value) is NetworkError


async def test_no_free_connection_in_time_means_surely_not_sent(api: FakeBotApi) -> None:
    api.user(ANA)
    api.fail("sendMessage", delay=0.5)
    async with bot_at(api, AiohttpRequest(1, pool_timeout=0, connect_timeout=4 * IMPATIENT)) as bot:
        first = asyncio.create_task(bot.send_message(ANA, "One"))
        await api.until(lambda: bool(api.sent(ANA)))

        with pytest.raises(NetworkError, match=re.escape("Telegram was not reached (ConnectionTimeoutError)")) as raised:
            await bot.send_message(ANA, "Two")
        await first

    assert type(raised.value) is NetworkError
    assert [sent.text for sent in api.sent(ANA)] == ["One"]


async def test_an_answer_that_is_dropped_may_have_been_sent(api: FakeBotApi, bot: Bot) -> None:
    api.user(ANA)
    api.fail("sendMessage", drop_answer=True)

    with pytest.raises(TimedOut, match="No answer came"):
        await bot.send_message(ANA, "Hello")

    assert [sent.text for sent in api.sent(ANA)] == ["Hello"]


async def test_an_answer_that_is_late_may_have_been_sent(api: FakeBotApi) -> None:
    api.user(ANA)
    api.fail("sendMessage", delay=0.5)
    async with bot_at(api, AiohttpRequest(read_timeout=IMPATIENT)) as bot:
        with pytest.raises(TimedOut, match=re.escape("No answer came (SocketTimeoutError)")):
            await bot.send_message(ANA, "Hello")

    assert [sent.text for sent in api.sent(ANA)] == ["Hello"]


async def test_the_timeout_of_one_call_stands_above_the_usual_one(api: FakeBotApi, bot: Bot) -> None:
    api.user(ANA)
    api.fail("sendMessage", delay=0.5)

    with pytest.raises(TimedOut):
        await bot.send_message(ANA, "Hello", read_timeout=IMPATIENT)


async def test_no_timeout_is_a_choice_as_well(api: FakeBotApi) -> None:
    api.user(ANA)
    api.fail("sendMessage", delay=4 * IMPATIENT)
    async with bot_at(api, AiohttpRequest(read_timeout=IMPATIENT)) as bot:
        await bot.send_message(ANA, "Hello", read_timeout=None)

    assert [sent.text for sent in api.sent(ANA)] == ["Hello"]


async def test_a_server_that_takes_no_more_bytes_is_not_waited_for() -> None:
    given_up, all_read = asyncio.Event(), asyncio.Event()

    async def deaf(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await given_up.wait()
        while await reader.read(2**20):
            pass
        writer.close()
        all_read.set()

    server = await asyncio.start_server(deaf, "127.0.0.1", 0, limit=1024)
    port = server.sockets[0].getsockname()[1]
    request = AiohttpRequest(
        pool_timeout=0, connect_timeout=4 * IMPATIENT, media_write_timeout=IMPATIENT, write_timeout=60, read_timeout=IMPATIENT
    )
    async with request, asyncio.timeout(5):
        bot = Bot("7:secret", base_url=f"http://127.0.0.1:{port}/bot", request=request, get_updates_request=request)
        with pytest.raises(TimedOut, match="No answer came"):
            await bot.send_photo(ANA, bytes(30 * 2**20))

    given_up.set()
    await all_read.wait()
    server.close()


async def test_a_gateway_that_got_no_answer_may_have_sent_it(api: FakeBotApi, bot: Bot) -> None:
    api.fail("sendMessage", status=504, page=True)

    with pytest.raises(TimedOut, match=re.escape("A gateway on the way got no answer (504)")):
        await bot.send_message(ANA, "Hello")


@pytest.mark.parametrize("status", [500, 502])
async def test_the_page_of_a_gateway_is_a_bad_connection_and_is_not_quoted(api: FakeBotApi, bot: Bot, status: int) -> None:
    api.fail("sendMessage", status=status, page=True)

    with pytest.raises(NetworkError) as raised:
        await bot.send_message(ANA, "Hello")

    assert (type(raised.value), str(raised.value)) == (NetworkError, f"The answer was not Telegram's ({status})")


async def test_a_proxy_that_forbids_is_no_buyer_who_blocks(api: FakeBotApi, bot: Bot) -> None:
    api.fail("sendMessage", status=403, page=True)

    with pytest.raises(NetworkError, match=re.escape("The answer was not Telegram's (403)")):
        await bot.send_message(ANA, "Hello")


async def test_a_page_that_says_all_is_well_may_have_sent_it(caplog: pytest.LogCaptureFixture) -> None:
    async def portal(_request: web.Request) -> web.Response:
        return web.Response(text="<html>Welcome to our hotel</html>")

    async with at_a_server(portal) as url, AiohttpRequest() as request:
        with pytest.raises(TimedOut, match="The answer was not Telegram's"):
            await request.post(url)

    assert "hotel" not in caplog.text


async def test_a_call_is_not_sent_on_to_another_address() -> None:
    seen = []

    async def elsewhere(request: web.Request) -> web.Response:
        seen.append(request.path)
        return web.Response(status=307, headers={"Location": "/elsewhere"})

    async with at_a_server(elsewhere) as url, AiohttpRequest() as request:
        with pytest.raises(NetworkError, match=re.escape("The answer was not Telegram's (307)")):
            await request.post(url)

    assert seen == ["/bot7:secret/sendMessage"]


@pytest.mark.parametrize(
    ("status", "error"),
    [(400, BadRequest), (401, InvalidToken), (403, Forbidden), (409, Conflict), (413, BadRequest), (420, BadRequest)],
)
async def test_each_refusal_of_telegram_is_an_error_of_its_own(
    api: FakeBotApi, bot: Bot, status: int, error: type[Exception]
) -> None:
    api.fail("sendMessage", status=status, description="Told so")

    with pytest.raises(error, match="Told so") as raised:
        await bot.send_message(ANA, "Hello")

    assert type(raised.value) is error


async def test_telegrams_own_trouble_is_a_bad_connection(api: FakeBotApi, bot: Bot) -> None:
    api.fail("sendMessage", status=500)

    with pytest.raises(NetworkError, match="Internal Server Error") as raised:
        await bot.send_message(ANA, "Hello")

    assert type(raised.value) is NetworkError


async def test_being_asked_to_wait_raises_that_and_no_warning(api: FakeBotApi, bot: Bot) -> None:
    api.fail("sendMessage", status=429, retry_after=7)

    with pytest.raises(RetryAfter, match="0:00:07"):
        await bot.send_message(ANA, "Hello")


async def test_a_group_that_moved_says_where_to(api: FakeBotApi, bot: Bot) -> None:
    api.fail("sendMessage", status=400, description="Bad Request: group chat was upgraded", moved_to=-1001)

    with pytest.raises(ChatMigrated) as raised:
        await bot.send_message(-5, "Hello")

    assert raised.value.new_chat_id == -1001


async def test_a_file_that_is_not_there_is_no_wrong_token(api: FakeBotApi, bot: Bot) -> None:
    with pytest.raises(BadRequest, match="Not Found"):
        await bot.request.retrieve(f"{api.base_file_url}{api.token}/files/none.jpg")


async def test_no_error_and_no_log_names_the_token_or_the_text(api: FakeBotApi, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    api.user(ANA)
    told = []
    for kind in ({"drop_answer": True}, {"status": 502, "page": True}, {"status": 500}, {"delay": 0.5}):
        api.fail("sendMessage", **kind)
    async with bot_at(api, AiohttpRequest(read_timeout=IMPATIENT)) as bot:
        for _ in range(4):
            with pytest.raises(NetworkError) as raised:
                await bot.send_message(ANA, "My IBAN is private")
            told.append(repr(raised.value) + repr(raised.value.__cause__))
    async with AiohttpRequest() as request:
        for nowhere in (f"http://127.0.0.1:{free_port()}", "http://127.0.0.1:99999", "gopher://127.0.0.1", "http://"):
            with pytest.raises(NetworkError) as raised:
                await request.post(f"{nowhere}/bot{api.token}/sendMessage")
            told.append(repr(raised.value) + repr(raised.value.__cause__))

    everything = "\n".join([*told, caplog.text])
    assert len(told) == 8
    assert api.token not in everything
    assert "IBAN" not in everything


async def test_a_proxy_is_asked_for_the_whole_address() -> None:
    asked = []

    async def proxy(request: web.Request) -> web.Response:
        asked.append(request.raw_path)
        return web.json_response({"ok": True, "result": True})

    async with at_a_server(proxy) as url, AiohttpRequest(proxy=url[: url.index("/bot")]) as request:
        assert await request.post("http://api.example.com/bot7:secret/getMe") is True

    assert asked == ["http://api.example.com/bot7:secret/getMe"]


async def test_it_is_of_use_between_opening_and_closing_only(api: FakeBotApi) -> None:
    request = AiohttpRequest()
    url = f"{api.base_url}{api.token}/getMe"

    with pytest.raises(NetworkError, match=re.escape("initialize() comes first")):
        await request.post(url)

    await request.initialize()
    await request.initialize()
    me = await request.post(url)
    await request.shutdown()
    await request.shutdown()

    assert isinstance(me, dict)
    assert me["username"] == "WanderlightBot"
    with pytest.raises(NetworkError, match=re.escape("initialize() comes first")):
        await request.post(url)


def test_it_says_how_long_it_waits_for_an_answer() -> None:
    assert AiohttpRequest(read_timeout=3.5).read_timeout == 3.5
