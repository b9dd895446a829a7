"""Lines on their way out at Telegram: in order, each marked as what became of it, and no chat holds up another."""

from datetime import timedelta

import pytest

from bot.followup import sending
from bot.memory.transcript import WrittenLine
from tests.complaint.counter import ANA, file_of, reply
from tests.talk import Shop
from tests.telegram.chats import ANA as ANAS_CHAT
from tests.telegram.chats import Chatter, chatter
from tests.telegram.fake_api import FakeBotApi
from tests.telegram.markup import parsed

BEAS_CHAT = 4712
TWICE = "no answer came to it the first time: it may be there twice"
PERHAPS = "no answer came to it, twice: it may have arrived or not"


async def ours(shop: Shop, buyer_id: int = 1) -> list[WrittenLine]:
    """What we wrote to a buyer, whatever became of it."""
    lines = await shop.house.memory.read(lambda unit: unit.transcript.after(buyer_id, 0))
    return [line for line in lines if line.speaker != "buyer"]


async def states(shop: Shop, buyer_id: int = 1) -> list[tuple[str, str]]:
    return [(line.state.value, line.fault) for line in await ours(shop, buyer_id)]


def texts(chat: Chatter) -> list[str]:
    return [sent.text for sent in chat.api.sent(chat.user)]


async def test_every_line_is_marked_sent_with_the_name_it_has_in_the_chat(shop: Shop, api: FakeBotApi, ana: Chatter) -> None:
    await ana.say("hello")

    assert await states(shop) == [("sent", "")] * 2
    assert [line.reference for line in await ours(shop)] == [f"tg:{sent.id}" for sent in api.sent(ana.user)]


async def test_a_pause_that_telegram_asks_for_holds_up_one_chat_and_no_other(shop: Shop, api: FakeBotApi, ana: Chatter) -> None:
    bea = chatter(shop, api, BEAS_CHAT, name="Bea")
    api.fail("sendMessage", chat=ANAS_CHAT, status=429, retry_after=30)

    await ana.say("hello")
    await ana.say("it got cheaper")
    await bea.say("hello")
    held_up = (texts(ana), len(texts(bea)))
    await shop.later(timedelta(seconds=31))
    await ana.read()

    assert held_up == ([], 2)
    assert texts(ana) == [line.text for line in await ours(shop)]
    assert {state for state, _ in await states(shop)} == {"sent"}
    assert len([call for call in api.calls("sendMessage") if call.chat_id == ANAS_CHAT]) == 1 + len(texts(ana))


async def test_a_pause_outlives_the_process_that_was_asked_for_it(shop: Shop, api: FakeBotApi, ana: Chatter) -> None:
    api.fail("sendMessage", status=429, retry_after=30)
    await ana.say("hello")

    for_another_process = await shop.house.memory.read(sending.outgoing, 1, "telegram")
    picked_up = await shop.house.memory.read(sending.waiting, "telegram")

    assert (for_another_process, picked_up) == (None, [])


async def test_when_telegram_asks_everybody_for_a_pause_everybody_is_answered_after_it(shop: Shop, api: FakeBotApi) -> None:
    people = [chatter(shop, api, 5000 + number) for number in range(5)]
    for _ in people:
        api.fail("sendMessage", status=429, retry_after=3)

    for one in people:
        await one.say("hello")
    nobody = [texts(one) for one in people]
    await shop.later(timedelta(seconds=4))
    for one in people:
        await one.read()

    assert nobody == [[]] * 5
    assert [len(texts(one)) for one in people] == [2] * 5


async def test_a_buyer_who_has_blocked_us_is_left_in_peace_and_staff_are_told(shop: Shop, api: FakeBotApi, ana: Chatter) -> None:
    await ana.say(ANA)
    api.fail("sendMessage", status=403, description="Forbidden: bot was blocked by the user")
    await ana.say("yes")

    assert await states(shop) == [("sent", ""), ("sent", ""), ("blocked", ""), ("blocked", "")]
    file = await file_of(shop)
    assert ("cannot be reached", "Forbidden: bot was blocked by the user") in [(line.what, line.detail) for line in file.log]
    assert [(one.kind, one.state) for one in file.due] == [("remind", "cancelled")]


async def test_a_buyer_who_writes_again_is_answered_again(shop: Shop, ana: Chatter) -> None:
    await ana.say(ANA)
    ana.user.blocks()
    await ana.read()
    while_blocked = await shop.house.memory.read(sending.outgoing, 1, "telegram")
    ana.user.unblocks()
    said = await ana.say("yes")

    assert while_blocked is None
    assert [line["from"] for line in said] == ["buyer", "bot", "bot"]
    assert {state for state, _ in await states(shop)} == {"sent"}


async def test_a_chat_that_is_no_more_is_not_written_to(shop: Shop, api: FakeBotApi, ana: Chatter) -> None:
    api.fail("sendMessage", status=403, description="Forbidden: user is deactivated")
    await ana.say("hello")
    await shop.later(timedelta(days=2))
    await ana.read()

    assert len(api.calls("sendMessage")) == 1
    assert await states(shop) == [("blocked", "")] * 2


async def test_a_chat_that_moved_is_written_to_where_it_is(shop: Shop, api: FakeBotApi, ana: Chatter) -> None:
    moved = api.user(99_001)
    api.fail("sendMessage", status=400, description="Bad Request: group chat was upgraded", moved_to=99_001)

    await ana.say("hello")

    assert [sent.text for sent in api.sent(moved)] == [line.text for line in await ours(shop)]
    assert texts(ana) == []


async def test_what_may_have_arrived_is_sent_once_more_at_once_and_marked(shop: Shop, api: FakeBotApi, ana: Chatter) -> None:
    api.fail("sendMessage", drop_answer=True)

    await ana.say("hello")

    first, second = await ours(shop)
    assert texts(ana) == [first.text, first.text, second.text]
    assert await states(shop) == [("sent", TWICE), ("sent", "")]


async def test_what_may_have_arrived_twice_is_sent_no_third_time(shop: Shop, api: FakeBotApi, ana: Chatter) -> None:
    api.fail("sendMessage", drop_answer=True)
    api.fail("sendMessage", drop_answer=True)

    await ana.say("hello")

    first, second = await ours(shop)
    assert texts(ana) == [first.text, first.text, second.text]
    assert await states(shop) == [("failed", PERHAPS), ("sent", "")]


@pytest.mark.parametrize(("status", "page"), [(500, False), (502, True), (401, False), (404, False)])
async def test_what_did_not_get_through_is_sent_a_little_later(
    shop: Shop, api: FakeBotApi, ana: Chatter, status: int, page: bool
) -> None:
    api.fail("sendMessage", status=status, page=page)
    await ana.say("hello")
    at_first = texts(ana)

    await shop.later(timedelta(seconds=5))
    await ana.read()

    assert at_first == []
    assert texts(ana) == [line.text for line in await ours(shop)]
    assert await states(shop) == [("sent", "")] * 2


async def test_each_further_failure_is_waited_out_twice_as_long(shop: Shop, api: FakeBotApi, ana: Chatter) -> None:
    for _ in range(3):
        api.fail("sendMessage", status=500)
    await ana.say("hello")
    tries = []
    for seconds in (1, 1, 3, 1, 7, 1):
        await shop.later(timedelta(seconds=seconds))
        await ana.read()
        tries.append(len(api.calls("sendMessage")))

    assert tries == [1, 2, 2, 3, 3, 5]


async def test_a_line_that_is_refused_is_on_record_and_the_next_goes_out(shop: Shop, api: FakeBotApi, ana: Chatter) -> None:
    api.fail("sendMessage", status=400, description="Bad Request: Topic closed")

    await ana.say("hello")

    _, second = await ours(shop)
    assert texts(ana) == [second.text]
    assert await states(shop) == [("failed", "Topic closed"), ("sent", "")]
    assert ("not sent", "line 2: Topic closed") in [(line.what, line.detail) for line in (await file_of(shop)).log]


async def test_what_is_no_html_to_telegram_is_sent_as_plain_text(shop: Shop, api: FakeBotApi, ana: Chatter) -> None:
    api.fail("sendMessage", status=400, description="Bad Request: can't parse entities: unsupported start tag")

    await ana.say("hello")

    html, plain, _ = api.calls("sendMessage")
    assert (html.params.get("parse_mode"), plain.params.get("parse_mode")) == ("HTML", None)
    assert parsed(html.params["text"])[0] == plain.params["text"]
    assert await states(shop) == [("sent", "")] * 2


async def test_a_long_reply_is_parted_at_sentences_and_each_part_is_signed(shop: Shop, ana: Chatter) -> None:
    await ana.say("person")
    sentence = "We will send the other shoe as well. "
    await reply(shop, sentence * 200)

    parts = await ana.read()

    assert [(part["author"], part["text"].endswith("as well.")) for part in parts] == [("Mei", True)] * 2
    assert " ".join(part["text"] for part in parts) == (sentence * 200).strip()


async def test_a_reply_as_long_as_telegram_allows_fits_with_its_name(shop: Shop, ana: Chatter) -> None:
    await ana.say("person")
    await reply(shop, "x" * 4096)

    assert [len(part["text"]) for part in await ana.read()] == [4092, 4]
    assert (await states(shop))[-1] == ("sent", "")


async def test_a_long_reply_that_is_held_up_goes_on_where_it_was(shop: Shop, api: FakeBotApi, ana: Chatter) -> None:
    await ana.say("person")
    await reply(shop, "x" * 10_000)
    api.fail("sendMessage")  # the first part goes well
    api.fail("sendMessage", status=429, retry_after=3)

    first = await ana.read()
    await shop.later(timedelta(seconds=4))
    others = await ana.read()

    assert [len(line["text"]) for line in first] == [4092]
    assert [len(line["text"]) for line in others] == [4092, 1816]
