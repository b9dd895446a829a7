"""The buyer's door takes in whole batches: all of it is kept before it is acknowledged, whatever is in it."""

import pytest

from bot.errors import StorageBusy
from bot.memory.inbox import Aside
from tests.complaint.counter import told
from tests.talk import Shop
from tests.telegram.chats import Chatter, chatter, settle
from tests.telegram.fake_api import FakeBotApi

UNREADABLE = [
    {"message": "a text"},
    {"message": {"message_id": "7" * 500, "date": 1, "chat": {"id": 4711, "type": "private"}, "text": "long name"}},
    {"message": {"message_id": 7, "date": 10**18, "chat": {"id": 4711, "type": "private"}, "text": "far future"}},
    {"message": {"message_id": 7, "date": 1, "chat": {"id": "\x00", "type": "private"}, "text": "no number"}},
    {"callback_query": {"id": "1", "message": {"message_id": 7}, "from": {}}},
]


async def aside(shop: Shop) -> list[Aside]:
    return await shop.house.memory.read(lambda unit: unit.inbox.aside())


@pytest.mark.parametrize("wrong", UNREADABLE)
async def test_one_malformed_update_is_set_aside_and_its_neighbours_are_served(
    shop: Shop, api: FakeBotApi, ana: Chatter, wrong: dict[str, object]
) -> None:
    bea = chatter(shop, api, 4712, name="Bea")
    ana.user.writes("hello")
    api.put(wrong | {"update_id": 830_000_050})
    bea.user.writes("hello")

    await settle(shop, api)

    (one,) = await aside(shop)
    assert (one.channel, one.buyer_id) == ("telegram", None)
    assert one.error.startswith("not as Telegram describes it: ")
    assert (len(api.sent(ana.user)), len(api.sent(bea.user))) == (2, 2)


async def test_a_malformed_update_that_is_brought_again_is_set_aside_once(shop: Shop, api: FakeBotApi) -> None:
    wrong = {"update_id": 830_000_050, "message": "a text"}
    api.put(wrong)
    api.put(wrong)
    await settle(shop, api)

    assert len(await aside(shop)) == 1


async def test_what_the_library_cannot_read_is_set_aside_after_three_tries_and_stops_nobody(
    shop: Shop, api: FakeBotApi, ana: Chatter
) -> None:
    sender = {"id": 4711, "is_bot": False, "first_name": "Ana"}
    message = {"message_id": 7, "date": 1771232400, "chat": ana.user.chat.json, "from": sender, "photo": [{"width": "wide"}]}
    api.put({"update_id": 830_000_050, "message": message})
    await ana.say("hello")

    (one,) = await aside(shop)
    assert one.buyer_id == 1
    assert len(api.sent(ana.user)) >= 2


async def test_the_same_update_in_one_batch_is_heard_once(shop: Shop, api: FakeBotApi, ana: Chatter) -> None:
    update = ana.user.writes("hello")
    api.repeat(update)
    await ana.read()

    assert [line for line in await told(shop) if line.startswith("buyer")] == ["buyer: hello"]


async def test_what_cannot_be_stored_is_not_acknowledged_and_asked_for_again(
    shop: Shop, ana: Chatter, monkeypatch: pytest.MonkeyPatch
) -> None:
    busy = [StorageBusy()]
    write = shop.house.memory.write

    async def once_busy(work, *given, **named):  # type: ignore[no-untyped-def]
        if busy and work.__name__ == "_take_in":
            raise busy.pop()
        return await write(work, *given, **named)

    monkeypatch.setattr(shop.house.reception._memory, "write", once_busy)
    await ana.say("hello")

    assert busy == []
    assert [line for line in await told(shop) if line.startswith("buyer")] == ["buyer: hello"]


async def test_a_buyer_is_known_by_their_chat_and_keeps_their_name(shop: Shop, ana: Chatter) -> None:
    await ana.say("hello")

    door = await shop.house.memory.read(lambda unit: unit.doors.find("telegram", "4711"))
    assert door
    assert (door.buyer_id, door.blocked_at) == (1, None)


async def test_whoever_blocks_us_unheard_leaves_no_trace(shop: Shop, api: FakeBotApi, ana: Chatter) -> None:
    ana.user.blocks()
    await settle(shop, api)

    assert await shop.house.memory.read(lambda unit: unit.doors.find("telegram", "4711")) is None
