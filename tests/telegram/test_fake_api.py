"""The fake Bot API is as strict as Telegram, and what it says is what two libraries understand."""

import asyncio
import json
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import aiogram
import aiohttp
import httpx
import pytest
import telegram
from aiogram.methods import TelegramMethod
from aiogram.types import Update
from aiohttp import web

from tests.shop_process import until
from tests.telegram.fake_api import TOKEN, FakeBotApi
from tests.telegram.fake_telegram import FakeUser
from tests.telegram.markup import Refused, parsed

Json = dict[str, Any]
Post = Callable[..., "Any"]

ANA, LI = 501, 502


@pytest.fixture
async def post(api: FakeBotApi) -> AsyncIterator[Post]:
    """Call a method with a JSON body; gives the status and the whole answer."""
    async with aiohttp.ClientSession() as session:

        async def post(method: str, **params: object) -> tuple[int, Json]:
            async with session.post(f"{api.base_url}{api.token}/{method}", json=params) as answer:
                return answer.status, await answer.json()

        yield post


async def result(post: Post, method: str, **params: object) -> Any:
    status, answer = await post(method, **params)
    assert status == 200, answer
    return answer["result"]


async def refusal(post: Post, method: str, **params: object) -> str:
    status, answer = await post(method, **params)
    assert (status, answer["ok"], answer["error_code"]) == (400, False, 400)
    return str(answer["description"]).removeprefix("Bad Request: ")


def everything_somebody_does(api: FakeBotApi) -> list[Json]:
    """An update of every kind there is."""
    ana, li = api.user(ANA, name="Ana", language_code="es"), api.user(LI, name="李", language_code=None)
    hello = ana.writes("/start abc 👟 /help@WanderlightBot")
    chat = api.chats[ANA]
    button = {"inline_keyboard": [[{"text": "Yes", "callback_data": "y"}]]}
    api.post(chat, {"id": 7000000001, "is_bot": True, "first_name": "Bot"}, {"text": "Well?", "reply_markup": button})
    sent = api.sent(ana)[0]
    return [
        hello,
        ana.writes("That one", reply_to=sent),
        ana.edits(hello, "Changed"),
        ana.presses(sent, "Yes"),
        li.presses(sent, data="forged"),
        ana.presses(sent, "Yes", in_chat_of=li),
        ana.presses(sent, data="y", too_old=True),
        ana.sends_photo(b"jpeg", "torn"),
        ana.sends_photo(b"jpeg", album="7001"),
        ana.sends_document(b"pdf", "invoice.pdf", "application/pdf", "The invoice", size=21 * 2**20),
        ana.sends_voice(),
        ana.sends_sticker(),
        ana.sends_contact("+34600000000"),
        ana.sends_location(41.39, 2.17),
        ana.blocks(),
        ana.unblocks(),
        api.repeat(hello),
    ]


async def test_aiogram_understands_every_update(api: FakeBotApi) -> None:
    for update in everything_somebody_does(api):
        (kind,) = update.keys() - {"update_id"}

        assert Update.model_validate(update, strict=False).event_type == kind


async def test_python_telegram_bot_understands_every_update_and_leaves_nothing_over(api: FakeBotApi) -> None:
    for update in everything_somebody_does(api):
        understood = telegram.Update.de_json(json.loads(json.dumps(update)), None)

        assert understood.effective_user is not None
        assert understood.api_kwargs == {}
        assert not understood.effective_message or understood.effective_message.api_kwargs == {}


ANSWERED: dict[str, Json] = {
    "GetMe": {},
    "SendMessage": {"chat_id": ANA, "text": "<b>Hello</b>", "parse_mode": "HTML"},
    "EditMessageText": {"chat_id": ANA, "message_id": 1, "text": "Changed"},
    "EditMessageReplyMarkup": {
        "chat_id": ANA,
        "message_id": 1,
        "reply_markup": {"inline_keyboard": [[{"text": "A", "callback_data": "a"}]]},
    },
    "AnswerCallbackQuery": {"callback_query_id": "QUERY"},
    "SendChatAction": {"chat_id": ANA, "action": "typing"},
    "GetFile": {"file_id": "FILE"},
    "SendPhoto": {"chat_id": ANA, "photo": "FILE", "caption": "A photo"},
    "SetMyCommands": {"commands": [{"command": "help", "description": "Help"}], "language_code": "es"},
    "GetMyCommands": {},
    "DeleteMyCommands": {},
    "SetMyDescription": {"description": "Makes things right"},
    "SetMyShortDescription": {"short_description": "Makes things right"},
    "CreateForumTopic": {"chat_id": -100, "name": "Case 7"},
    "GetUpdates": {},
    "GetWebhookInfo": {},
    "DeleteWebhook": {},
    "SetWebhook": {"url": "http://127.0.0.1:1/hook", "secret_token": "s"},
}


@pytest.mark.parametrize("name", ANSWERED)
async def test_aiogram_understands_every_answer(api: FakeBotApi, post: Post, name: str) -> None:
    ana = api.user(ANA)
    api.forum(-100, "Cases")
    sent = await result(post, "sendMessage", chat_id=ANA, text="First")
    photo = ana.sends_photo(b"jpeg")["message"]["photo"][-1]["file_id"]
    query = ana.presses(api.sent(ana)[0], data="x")["callback_query"]["id"]
    method: type[TelegramMethod[Any]] = getattr(aiogram.methods, name)
    stands_for = {"QUERY": query, "FILE": photo, 1: sent["message_id"]}
    params = {
        key: stands_for.get(value, value) if isinstance(value, str | int) else value for key, value in ANSWERED[name].items()
    }
    bot = aiogram.Bot(TOKEN)

    status, answer = await post(name[0].lower() + name[1:], **params)

    assert status == 200, answer
    assert bot.session.check_response(bot, method(**params), status, json.dumps(answer)).ok is True


async def test_parameters_may_come_in_every_way_that_telegram_takes(api: FakeBotApi) -> None:
    ana = api.user(ANA)
    url = f"{api.base_url}{api.token}/sendMessage"
    async with httpx.AsyncClient() as client:
        await client.get(url, params={"chat_id": ANA, "text": "in the address"})
        await client.post(url, data={"chat_id": str(ANA), "text": "as a form"})
        await client.post(url, data={"chat_id": str(ANA), "text": "in parts"}, files={"unused": b"x"})
        await client.post(url.lower().replace(TOKEN.lower(), TOKEN), json={"chat_id": ANA, "text": "as JSON"})

    assert [sent.text for sent in api.sent(ana)] == ["in the address", "as a form", "in parts", "as JSON"]


async def test_an_unknown_token_a_malformed_one_and_an_unknown_method_are_told_apart(api: FakeBotApi) -> None:
    async with httpx.AsyncClient(base_url=api.base_url) as client:
        answers = [
            (await client.get(f"{api.base_url}{path}")).json()
            for path in ("7000000009:AAF-fake-token-of-somebody-0123456789/getMe", "nonsense/getMe", f"{TOKEN}/getMoney")
        ]

    assert [(answer["error_code"], answer["description"]) for answer in answers] == [
        (401, "Unauthorized"),
        (404, "Not Found"),
        (404, "Not Found"),
    ]


# Updates


async def test_an_offset_confirms_everything_below_and_nothing_else(api: FakeBotApi, post: Post) -> None:
    ana = api.user(ANA)
    first, second, third = (ana.writes(text) for text in "abc")

    assert await result(post, "getUpdates") == [first, second, third]
    assert await result(post, "getUpdates", limit=2) == [first, second]
    assert await result(post, "getUpdates", offset=second["update_id"]) == [second, third]
    assert await result(post, "getUpdates") == [second, third]
    assert await result(post, "getUpdates", offset=-1) == [third]
    assert await result(post, "getUpdates", offset=third["update_id"] + 1) == []


async def test_a_long_poll_ends_with_the_first_news(api: FakeBotApi, post: Post) -> None:
    ana = api.user(ANA)
    poll = asyncio.create_task(result(post, "getUpdates", timeout=50))
    await api.until(lambda: len(api.log) == 1)

    update = ana.writes("Hello")

    assert await poll == [update]


async def test_a_long_poll_without_news_ends_in_time_with_nothing(api: FakeBotApi, post: Post) -> None:
    api.longest_poll = 0.05
    begun = time.monotonic()

    assert await result(post, "getUpdates", timeout=50) == []
    assert 0.04 < time.monotonic() - begun < 5


async def test_only_what_was_asked_for_is_told(api: FakeBotApi, post: Post) -> None:
    ana = api.user(ANA)
    await result(post, "getUpdates", allowed_updates=["callback_query"])

    ana.writes("Hello")

    assert await result(post, "getUpdates") == []


async def test_a_second_poll_ends_the_first_with_a_conflict(api: FakeBotApi, post: Post) -> None:
    first = asyncio.create_task(post("getUpdates", timeout=50))
    await api.until(lambda: len(api.log) == 1)

    await result(post, "getUpdates")

    status, answer = await first
    assert (status, answer["description"]) == (
        409,
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
    )


async def test_nobody_polls_where_a_webhook_is(api: FakeBotApi, post: Post) -> None:
    waiting = asyncio.create_task(post("getUpdates", timeout=50))
    await api.until(lambda: len(api.log) == 1)
    await result(post, "setWebhook", url="http://127.0.0.1:1/hook")

    assert (await waiting)[0] == 409
    assert (await post("getUpdates"))[0] == 409
    assert await result(post, "deleteWebhook") is True
    assert (await post("getUpdates"))[0] == 200


@asynccontextmanager
async def shop_door(*statuses: int) -> AsyncIterator[tuple[str, list[tuple[str | None, Json]]]]:
    """A webhook that answers so, one after the other, and 200 from then on; gives its address and what was posted to it."""
    got: list[tuple[str | None, Json]] = []
    left = list(statuses)

    async def take(request: web.Request) -> web.Response:
        got.append((request.headers.get("X-Telegram-Bot-Api-Secret-Token"), await request.json()))
        return web.Response(status=left.pop(0) if left else 200)

    app = web.Application()
    app.router.add_post("/hook", take)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}/hook", got
    await runner.cleanup()


async def test_a_webhook_is_told_in_order_with_the_secret_and_again_until_it_takes_it(api: FakeBotApi, post: Post) -> None:
    ana = api.user(ANA)
    first, second = ana.writes("One"), ana.writes("Two")
    async with shop_door(500, 503) as (url, got):
        await result(post, "setWebhook", url=url, secret_token="hush-hush")
        await api.until(lambda: not api.waiting())
        info = await result(post, "getWebhookInfo")

    assert got == [("hush-hush", first), ("hush-hush", first), ("hush-hush", first), ("hush-hush", second)]
    assert [status for _, status in api.webhook_answers] == [500, 503, 200, 200]
    assert (info["url"], info["pending_update_count"]) == (url, 0)
    assert info["last_error_message"] == "Wrong response from the webhook: 503"


async def test_a_webhook_that_is_not_there_keeps_everything_waiting(api: FakeBotApi, post: Post) -> None:
    update = api.user(ANA).writes("One")
    await result(post, "setWebhook", url="http://127.0.0.1:1/hook")

    await api.until(lambda: len(api.webhook_answers) == 2)

    assert api.waiting() == [update]


async def test_a_secret_has_to_be_one(post: Post) -> None:
    refused = await refusal(post, "setWebhook", url="http://127.0.0.1:1", secret_token="a b")
    assert refused == "secret token contains unallowed characters"


# Texts


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ("plain", "plain", []),
        ("1 &lt; 2 &amp;&#38; &quot;x&quot;", '1 < 2 && "x"', []),
        ("👟 <b>8,40 €</b>", "👟 8,40 €", [{"type": "bold", "offset": 3, "length": 6}]),
        (
            "<i>a<b>b</b></i>",
            "ab",
            [{"type": "italic", "offset": 0, "length": 2}, {"type": "bold", "offset": 1, "length": 1}],
        ),
        ("<code>A&amp;B</code>", "A&B", [{"type": "code", "offset": 0, "length": 3}]),
        (
            '<a href="https://shop.example.com/?a=1&amp;b=2">here</a>',
            "here",
            [{"type": "text_link", "offset": 0, "length": 4, "url": "https://shop.example.com/?a=1&b=2"}],
        ),
        ('<span class="tg-spoiler">x</span>', "x", [{"type": "spoiler", "offset": 0, "length": 1}]),
        ("<blockquote expandable>x</blockquote>", "x", [{"type": "expandable_blockquote", "offset": 0, "length": 1}]),
        ("  <b> x </b>  ", "x", [{"type": "bold", "offset": 0, "length": 1}]),
        ("a<b></b>b", "ab", []),
        ("<B>x</b>", "x", [{"type": "bold", "offset": 0, "length": 1}]),
    ],
)
def test_html_is_read(source: str, text: str, entities: list[Json]) -> None:
    assert parsed(source) == (text, entities)


@pytest.mark.parametrize(
    ("source", "why"),
    [
        ("a <font>b</font>", 'Unsupported start tag "font" at byte offset 2'),
        ("é <x", "Unclosed start tag at byte offset 3"),
        ("<b>a</b", "Unclosed end tag at byte offset 4"),
        ("1 < 2", "Unclosed start tag at byte offset 2"),
        ("1 < 2 <b>x</b>", "Unclosed start tag at byte offset 2"),
        ("Fish & chips", "Unexpected character at byte offset 5"),
        ("&nbsp;", "Unknown entity at byte offset 0"),
        ("<b>a", 'Can\'t find end tag corresponding to start tag "b"'),
        ("a</b>", "Unexpected end tag at byte offset 1"),
        ("<b><i>a</b></i>", 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
        ('<b class="x">a</b>', 'Unknown attribute of the tag "b" at byte offset 0'),
        ("<span>a</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("<a href=>a</a>", 'Unexpected attribute of the tag "a" at byte offset 0'),
    ],
)
def test_html_that_is_wrong_is_refused_with_the_place(source: str, why: str) -> None:
    with pytest.raises(Refused) as raised:
        parsed(source)

    assert str(raised.value) == f"can't parse entities: {why}"


async def test_a_text_has_its_length_after_parsing_and_as_telegram_counts(api: FakeBotApi, post: Post) -> None:
    api.user(ANA)

    assert (await post("sendMessage", chat_id=ANA, text=f"<b>{'&amp;' * 4096}</b>", parse_mode="HTML"))[0] == 200
    assert await refusal(post, "sendMessage", chat_id=ANA, text="x" * 4097) == "message is too long"
    assert await refusal(post, "sendMessage", chat_id=ANA, text="👟" * 2049) == "message is too long"
    assert await refusal(post, "sendMessage", chat_id=ANA, text=" \n") == "message text is empty"
    assert await refusal(post, "sendMessage", chat_id=ANA, text="<b> </b>", parse_mode="HTML") == "message text is empty"


async def test_whom_a_message_cannot_reach(api: FakeBotApi, post: Post) -> None:
    api.user(ANA).blocks()

    status, answer = await post("sendMessage", chat_id=ANA, text="x")

    assert (status, answer["description"]) == (403, "Forbidden: bot was blocked by the user")
    assert await refusal(post, "sendMessage", chat_id=999, text="x") == "chat not found"
    assert await refusal(post, "sendMessage", text="x") == "chat_id is empty"
    assert api.sent(ANA) == []


def keys(*rows: list[Json]) -> Json:
    return {"inline_keyboard": list(rows)}


KEY = {"text": "Yes", "callback_data": "y"}


@pytest.mark.parametrize(
    ("markup", "why"),
    [
        ("{", "can't parse reply keyboard markup JSON object"),
        ("[]", "object expected as reply markup"),
        ({"buttons": []}, "reply markup is of no known kind"),
        (keys({"text": "Yes"}), 'field "inline_keyboard" must be an Array of Arrays'),  # type: ignore[arg-type]
        (keys([KEY] * 9), "reply markup is too long"),
        (keys(*[[KEY] * 8] * 12, [KEY] * 5), "reply markup is too long"),
        (keys([{"text": " ", "callback_data": "y"}]), "can't parse inline keyboard button: text must be non-empty"),
        (keys([{"text": "Yes"}]), "can't parse inline keyboard button: text buttons are unallowed in the inline keyboard"),
        (keys([{"text": "Yes", "callback_data": ""}]), "BUTTON_DATA_INVALID"),
        (keys([{"text": "Yes", "callback_data": "é" * 33}]), "BUTTON_DATA_INVALID"),
        (keys([{"text": "Copy", "copy_text": {"text": ""}}]), "BUTTON_COPY_TEXT_INVALID"),
        (keys([{"text": "Copy", "copy_text": {"text": "x" * 257}}]), "BUTTON_COPY_TEXT_INVALID"),
        (keys([{"text": "Go", "url": "javascript:alert(1)"}]), "BUTTON_URL_INVALID"),
    ],
)
async def test_a_keyboard_that_is_wrong_is_refused(api: FakeBotApi, post: Post, markup: object, why: str) -> None:
    api.user(ANA)

    assert await refusal(post, "sendMessage", chat_id=ANA, text="x", reply_markup=markup) == why


async def test_a_keyboard_within_the_limits_is_shown(api: FakeBotApi, post: Post) -> None:
    ana = api.user(ANA)
    largest = [*[[KEY] * 8] * 12, [KEY, {"text": "Copy", "copy_text": {"text": "x" * 256}}]]

    await result(post, "sendMessage", chat_id=ANA, text="x", reply_markup={"inline_keyboard": largest})

    (sent,) = api.sent(ana)
    assert sent.rows == largest
    assert sent.buttons == ["Yes"] * 97 + ["Copy"]


async def test_a_reply_keyboard_is_taken_and_not_part_of_the_message(api: FakeBotApi, post: Post) -> None:
    ana = api.user(ANA)

    await result(post, "sendMessage", chat_id=ANA, text="x", reply_markup={"remove_keyboard": True})

    assert api.sent(ana)[0].rows == []


async def test_an_edit_changes_the_message_and_takes_a_keyboard_it_does_not_name(api: FakeBotApi, post: Post) -> None:
    ana = api.user(ANA)
    sent = await result(post, "sendMessage", chat_id=ANA, text="<b>x</b>", parse_mode="HTML", reply_markup=keys([KEY]))
    which = {"chat_id": ANA, "message_id": sent["message_id"]}

    await result(post, "editMessageText", **which, text="y")

    assert [(now.text, now.entities, now.rows) for now in api.sent(ana)] == [("y", [], [])]
    assert (await refusal(post, "editMessageText", **which, text="y")).startswith("message is not modified")
    assert (await refusal(post, "editMessageReplyMarkup", **which)).startswith("message is not modified")
    assert await refusal(post, "editMessageText", chat_id=ANA, message_id=99, text="y") == "message to edit not found"


async def test_a_photo_is_kept_and_handed_out(api: FakeBotApi, post: Post) -> None:
    ana = api.user(ANA)
    async with httpx.AsyncClient() as client:
        answer = await client.post(
            f"{api.base_url}{api.token}/sendPhoto",
            data={"chat_id": str(ANA), "caption": "Card"},
            files={"photo": b"\xff\xd8jpeg"},
        )
        sizes = answer.json()["result"]["photo"]
        path = (await result(post, "getFile", file_id=sizes[-1]["file_id"]))["file_path"]
        content = (await client.get(f"{api.base_file_url}{api.token}/{path}")).content
        with_a_wrong_token = (await client.get(f"{api.base_file_url}1:x/{path}")).status_code

    assert (content, with_a_wrong_token) == (b"\xff\xd8jpeg", 404)
    assert api.sent(ana)[0].text == "Card"


async def test_a_file_too_large_to_hand_out_is_refused(api: FakeBotApi, post: Post) -> None:
    document = api.user(ANA).sends_document(b"x", "film.mp4", "video/mp4", size=21 * 2**20)["message"]["document"]

    assert await refusal(post, "getFile", file_id=document["file_id"]) == "file is too big"
    assert await refusal(post, "getFile", file_id="nonsense") == "wrong file_id or the file is temporarily unavailable"


async def test_a_press_can_be_answered_for_a_while(api: FakeBotApi, post: Post) -> None:
    ana = api.user(ANA)
    await result(post, "sendMessage", chat_id=ANA, text="x", reply_markup=keys([KEY]))
    query = ana.presses(api.sent(ana)[0], "Yes")["callback_query"]
    too_old = "query is too old and response timeout expired or query ID is invalid"

    assert query["data"] == "y"
    assert await result(post, "answerCallbackQuery", callback_query_id=query["id"]) is True
    assert await refusal(post, "answerCallbackQuery", callback_query_id="17") == too_old
    later = time.time() + api.query_seconds + 1
    api.now = lambda: later
    assert await refusal(post, "answerCallbackQuery", callback_query_id=query["id"]) == too_old


async def test_commands_are_kept_by_scope_and_language(post: Post) -> None:
    commands = [{"command": "help", "description": "Ayuda"}]
    await result(post, "setMyCommands", commands=commands, language_code="es")

    assert await result(post, "getMyCommands", language_code="es") == commands
    assert await result(post, "getMyCommands", language_code="fr") == []
    assert await refusal(post, "setMyCommands", commands=[{"command": "My Cases", "description": "x"}]) == "BOT_COMMAND_INVALID"
    assert (await refusal(post, "setMyDescription", description="x", language_code="pt_BR")).startswith("wrong language code")
    assert await refusal(post, "setMyShortDescription", short_description="x" * 121) == "short_description is too long"


async def test_a_topic_is_made_and_written_to(api: FakeBotApi, post: Post) -> None:
    api.forum(-100, "Cases")
    topic = (await result(post, "createForumTopic", chat_id=-100, name="Case 7"))["message_thread_id"]

    sent = await result(post, "sendMessage", chat_id=-100, message_thread_id=topic, text="x")

    assert (sent["message_thread_id"], sent["is_topic_message"]) == (topic, True)
    assert await refusal(post, "sendMessage", chat_id=-100, message_thread_id=999, text="x") == "message thread not found"


async def test_a_reply_to_nothing_is_refused_unless_it_may_be_one(api: FakeBotApi, post: Post) -> None:
    api.user(ANA)
    reply = {"message_id": 99}

    assert await refusal(post, "sendMessage", chat_id=ANA, text="x", reply_parameters=reply) == "message to be replied not found"
    reply |= {"allow_sending_without_reply": True}
    assert "reply_to_message" not in await result(post, "sendMessage", chat_id=ANA, text="x", reply_parameters=reply)


# Faults


async def test_faults_come_in_the_order_they_were_asked_for_and_only_to_whom(api: FakeBotApi, post: Post) -> None:
    ana, li = api.user(ANA), api.user(LI)
    api.fail("sendMessage", chat=ANA, status=429, retry_after=3)
    api.fail("sendMessage", chat=ANA, status=500)

    to_li = await post("sendMessage", chat_id=LI, text="x")
    first, second, third = [await post("sendMessage", chat_id=ANA, text="x") for _ in range(3)]

    assert [answer[0] for answer in (to_li, first, second, third)] == [200, 429, 500, 200]
    assert first[1]["parameters"] == {"retry_after": 3}
    assert (len(api.sent(ana)), len(api.sent(li))) == (1, 1)
    assert [call.status for call in api.calls("sendMessage")] == [200, 429, 500, 200]


async def test_a_dropped_answer_was_done_and_is_not_answered(api: FakeBotApi, post: Post) -> None:
    ana = api.user(ANA)
    api.fail(drop_answer=True)

    with pytest.raises(aiohttp.ClientConnectionError):
        await post("sendMessage", chat_id=ANA, text="x")

    assert [sent.text for sent in api.sent(ana)] == ["x"]


async def test_an_update_said_again_has_a_new_number_or_the_same(api: FakeBotApi) -> None:
    update = api.user(ANA).writes("Hello")

    again, same = api.repeat(update), api.repeat(update, new_id=False)

    assert same == update
    assert again["message"] == update["message"]
    assert again["update_id"] > update["update_id"]
    assert api.waiting() == [update, update, again]


def test_in_a_thread_it_serves_whoever_has_no_loop() -> None:
    api = FakeBotApi()
    with api.in_a_thread(), httpx.Client() as client:
        ana: FakeUser = api.user(ANA)
        sent = client.post(f"{api.base_url}{api.token}/sendMessage", json={"chat_id": ANA, "text": "x"}).json()["result"]
        ana.writes("Hello")
        until(lambda: len(api.waiting()) == 1)
        told = client.get(f"{api.base_url}{api.token}/getUpdates", params={"timeout": 5}).json()["result"]

    assert api.sent(ana)[0].id == sent["message_id"]
    assert [update["message"]["text"] for update in told] == ["Hello"]


async def test_it_can_be_closed_and_opened_again_with_all_it_knows() -> None:
    api = FakeBotApi()
    async with api:
        update, port = api.user(ANA).writes("Hello"), api.port
    async with api, httpx.AsyncClient() as client:
        told = (await client.get(f"{api.base_url}{api.token}/getUpdates")).json()["result"]

    assert (told, api.port) == ([update], port)
