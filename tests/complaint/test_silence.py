"""A buyer who does not answer: reminded once at a civil hour, then let be, and welcome back."""

from datetime import datetime, timedelta

from bot.complaint import handling
from bot.complaint.case import Ending
from bot.memory.due import DueLine
from tests.complaint.counter import PRACTICE, THE_OFFER, close, file_of, hand_back, remedies, reply, told, with_offer
from tests.talk import STORY, Shop

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


async def due(shop: Shop, case_id: int = 1) -> list[DueLine]:
    return list((await file_of(shop, case_id)).due)


async def test_an_open_question_is_watched_by_one_row(shop: Shop) -> None:
    await with_offer(shop)

    (row,) = await due(shop)
    assert (row.kind, row.state, row.due_at) == ("remind", "due", STORY + DAY)


async def test_silence_is_reminded_of_once_and_then_put_aside(shop: Shop) -> None:
    await with_offer(shop)
    before = len(await told(shop))

    await shop.later(DAY - timedelta(seconds=1))
    early = await told(shop, after=before)
    await shop.later(timedelta(seconds=1))
    await shop.later(3 * DAY)
    await shop.later(30 * DAY)

    assert early == []
    assert await told(shop, after=before) == ["bot: silence.offer", "bot: silence.lapsed"]
    assert [(row.kind, row.state) for row in await due(shop)] == [("lapse", "done")]
    assert (await file_of(shop)).stored.case.ending is Ending.LAPSED


async def test_who_answers_the_reminder_is_not_reminded_of_that_again(shop: Shop) -> None:
    buyer = await with_offer(shop)
    await shop.later(DAY)

    await buyer.say("yes")
    before = len(await told(shop))
    await shop.later(30 * DAY)

    assert not any("silence." in line for line in await told(shop, after=before))
    assert not any(row.state == "due" and row.kind in {"remind", "lapse"} for row in await due(shop))


async def test_an_answer_moves_the_reminder(shop: Shop) -> None:
    buyer = await with_offer(shop)
    await shop.later(20 * HOUR)
    await buyer.say("how long does it take?")
    before = len(await told(shop))

    await shop.later(20 * HOUR)

    assert await told(shop, after=before) == []
    (row,) = await due(shop)
    assert row.due_at == datetime.fromisoformat("2026-02-18T09:00:00+01:00")  # 44 hours on is 6 o'clock in the morning


async def test_no_silence_is_noticed_while_a_person_has_the_case(shop: Shop) -> None:
    await with_offer(shop)
    await reply(shop)
    before = len(await told(shop))

    await shop.later(30 * DAY)

    assert await told(shop, after=before) == []
    assert [row.state for row in await due(shop)] == ["cancelled"]


async def test_a_case_that_came_back_is_watched_again(shop: Shop) -> None:
    await with_offer(shop)
    await reply(shop)

    await hand_back(shop)

    assert [(row.kind, row.state) for row in await due(shop)] == [("remind", "due")]


async def test_no_row_of_a_closed_case_is_left(shop: Shop) -> None:
    await with_offer(shop)
    before = len(await told(shop))

    await close(shop)
    await shop.later(30 * DAY)

    assert await told(shop, after=before) == []
    assert [row.state for row in await due(shop)] == ["cancelled"]


async def test_a_reminder_that_could_not_be_sent_by_day_waits_for_the_morning(shop: Shop) -> None:
    await with_offer(shop)
    before = len(await told(shop))

    await shop.later(DAY + 17 * HOUR)  # the shop was shut, and opens again at three in the night of the buyer
    by_night = await told(shop, after=before)
    await shop.later(6 * HOUR)

    assert by_night == []
    assert await told(shop, after=before) == ["bot: silence.offer"]
    (row,) = await due(shop)
    assert (row.kind, row.due_at) == ("lapse", STORY + DAY + 23 * HOUR + 3 * DAY)


async def test_who_comes_back_finds_the_offer_and_may_still_take_it(shop: Shop) -> None:
    buyer = await with_offer(shop)
    await shop.later(DAY)
    await shop.later(3 * DAY)
    before = len(await told(shop))

    await buyer.say("hm")
    await buyer.say("yes")

    assert await told(shop, after=before) == [
        "buyer: hm",
        "bot: silence.welcome_back",
        "bot: offer.beyond",
        THE_OFFER,
        "buyer: yes",
        "bot: execute.noted_refund_coupon",
    ]
    assert len(await remedies(shop)) == 2


async def test_a_button_of_a_case_put_aside_takes_it_up(shop: Shop) -> None:
    buyer = await with_offer(shop)
    await shop.later(DAY)
    await shop.later(3 * DAY)
    before = len(await told(shop))

    await buyer.press("The €14.97 coupon")

    assert await told(shop, after=before) == [
        "buyer: The €14.97 coupon",
        "bot: silence.welcome_back",
        "bot: execute.noted_coupon",
    ]


async def test_a_reminder_claimed_twice_is_said_once(shop: Shop) -> None:
    await with_offer(shop)
    before = len(await told(shop))
    now = STORY + DAY
    (thing,) = await shop.house.memory.write(lambda unit: unit.due.claim(now))

    for _ in range(2):
        await shop.house.memory.write(handling.notice_silence, thing, PRACTICE, now)

    assert await told(shop, after=before) == ["bot: silence.offer"]


async def test_a_reminder_whose_buyer_just_answered_is_dropped(shop: Shop) -> None:
    buyer = await with_offer(shop)
    now = STORY + DAY
    (thing,) = await shop.house.memory.write(lambda unit: unit.due.claim(now))
    await buyer.say("yes")
    before = len(await told(shop))

    assert await shop.house.memory.write(handling.notice_silence, thing, PRACTICE, now) is None

    assert await told(shop, after=before) == []


async def test_a_declined_offer_is_not_pressed_and_put_aside_in_time(shop: Shop) -> None:
    buyer = await with_offer(shop)
    await buyer.say("no thanks")
    before = len(await told(shop))

    await shop.later(3 * DAY)
    early = await told(shop, after=before)
    await shop.later(2 * DAY)

    assert early == []
    assert await told(shop, after=before) == ["bot: silence.lapsed"]
    assert (await file_of(shop)).stored.case.ending is Ending.LAPSED
