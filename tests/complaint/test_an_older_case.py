"""An older case is with a person while the bot has a newer one: what the buyer writes is the person's, and the bot is silent."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.complaint import deciding
from bot.complaint.event import Doubt
from bot.errors import NotNow
from bot.remedy.settling import Settlement, Word, settle_by_hand
from bot.terms import Keeper
from tests.complaint.counter import ANA, CHAU, PRACTICE, approve, close, file_of, hand_back, remedies, reply, told
from tests.payments import ScriptedPayments, Turn
from tests.remedy.promises import REFUND, at_once, case_of, promised
from tests.talk import Buyer, Shop, open_shop

HOUR = timedelta(hours=1)
HANDED_BACK = "bot: person.handed_back"
THE_OFFER_AGAIN = ["bot: offer.stands", "bot: offer.refund_coupon offer.shall_i offer.or_coupon"]
AGREED = [("case-2-offer-1-refund", "9.98 EUR", ""), ("case-2-offer-1-coupon", "4.99 EUR", "5")]


@pytest.fixture
async def shop(database: str, tmp_path: Path) -> AsyncIterator[Shop]:
    async with open_shop(tmp_path, url=database, payments=ScriptedPayments(Turn.REFUSED)) as shop:
        yield shop


async def with_two_cases(shop: Shop, *words: str) -> tuple[Buyer, int]:
    """Case 1 is over, its refund failed, and Mei asks about it; of case 2 was said as much. Returns how many lines there are."""
    buyer = await promised(shop, REFUND, order_number="WL-2026-0058")
    await close(shop)
    for text in words or (ANA, "yes"):
        await buyer.say(text)
    await at_once(shop)
    await reply(shop, "Is your card still the same?")
    await buyer.read()
    return buyer, len(await told(shop))


async def cases_of_lines(shop: Shop, after: int) -> list[int | None]:
    return [line.case_id for line in await shop.house.memory.read(lambda unit: unit.transcript.after(1, after))]


async def test_a_yes_to_the_person_is_no_yes_to_the_offer_of_the_newer_case(shop: Shop) -> None:
    buyer, before = await with_two_cases(shop)

    await buyer.say("yes")

    assert await told(shop, after=before) == ["buyer: yes"]
    assert await cases_of_lines(shop, before) == [1]
    assert (await remedies(shop, 2), (await case_of(shop, 1)).keeper) == ([], Keeper.PERSON)


@pytest.mark.parametrize("how", ["pressed", "typed"])
async def test_the_button_of_that_offer_does_nothing_meanwhile(shop: Shop, how: str) -> None:
    buyer, before = await with_two_cases(shop)

    await (buyer.press if how == "pressed" else buyer.say)("Yes, refund €9.98")

    assert await told(shop, after=before) == ["buyer: Yes, refund €9.98"]
    assert await cases_of_lines(shop, before) == [1]
    assert await remedies(shop, 2) == []


async def test_handed_back_the_newer_case_goes_on_with_its_offer_said_once(shop: Shop) -> None:
    buyer, before = await with_two_cases(shop)

    await hand_back(shop)

    assert await told(shop, after=before) == [HANDED_BACK, *THE_OFFER_AGAIN]
    await buyer.say("yes")
    assert await remedies(shop, 2) == AGREED


async def test_the_button_below_the_offer_said_again_can_be_pressed(shop: Shop) -> None:
    buyer, _ = await with_two_cases(shop)
    await buyer.press("Yes, refund €9.98")
    await hand_back(shop)
    await buyer.read()

    await buyer.press("Yes, refund €9.98")

    assert await remedies(shop, 2) == AGREED


async def test_closed_by_the_person_it_goes_on_too(shop: Shop) -> None:
    _, before = await with_two_cases(shop)

    await close(shop)

    assert await told(shop, after=before) == THE_OFFER_AGAIN


async def test_an_open_question_is_asked_again(shop: Shop) -> None:
    _, before = await with_two_cases(shop, "It got cheaper after I bought it")

    await hand_back(shop)

    assert await told(shop, after=before) == [HANDED_BACK, "bot: listen.order"]


async def test_where_nothing_is_open_nothing_is_said(shop: Shop) -> None:
    _, before = await with_two_cases(shop, CHAU, "yes")  # that offer waits for approval

    await hand_back(shop)

    assert await told(shop, after=before) == []


async def test_nobody_decides_on_an_offer_in_the_middle_of_the_talk(shop: Shop) -> None:
    _, before = await with_two_cases(shop, CHAU, "yes")

    with pytest.raises(NotNow, match=r"The buyer of case 2 is with Mei, in case 1\. Hand that back first\."):
        await approve(shop, case_id=2)
    with pytest.raises(NotNow, match="is with Mei, in case 1"):
        await shop.house.memory.write(deciding.decline, 2, "Mei", Doubt.AMOUNT, "too much", PRACTICE, shop.clock.now())
    await hand_back(shop)
    await approve(shop, case_id=2)

    assert "offer.agreed_by_colleague" in (await told(shop, after=before))[0]


async def test_nobody_is_reminded_of_a_question_in_the_middle_of_the_talk(shop: Shop) -> None:
    _, before = await with_two_cases(shop)

    await shop.later(30 * HOUR)
    await shop.later(90 * HOUR)
    meanwhile = await told(shop, after=before)
    await hand_back(shop)
    handed_back = len(await told(shop))
    await shop.later(25 * HOUR)

    assert meanwhile == []
    assert await told(shop, after=handed_back) == ["bot: silence.offer"]


async def test_what_was_asked_outside_is_told_when_the_talk_is_over(shop: Shop) -> None:
    buyer = await promised(shop, REFUND, order_number="WL-2026-0058")
    await close(shop)
    for text in ("You charged me twice!", "WL-2026-0033", "marco.conti@example.com", "yes"):
        await buyer.say(text)
    await reply_beside(shop)
    before = len(await told(shop))
    await shop.later(timedelta(seconds=1))
    meanwhile = await told(shop, after=before)

    await hand_back(shop)
    await shop.later(timedelta(seconds=1))

    assert meanwhile == []
    assert len(await told(shop, after=before)) > 0


async def reply_beside(shop: Shop) -> None:
    """The refund of case 1 has failed by now, and Mei writes of it."""
    row = await shop.house.memory.read(lambda unit: unit.due.of_case(2))
    assert [one.kind for one in row if one.state == "due"] == ["look_up"]
    await shop.house.memory.write(lambda unit: unit.due.put("look_up", "look_up:2", 2, shop.clock.now() + timedelta(seconds=1)))
    await at_once(shop)
    await reply(shop, "Is your card still the same?")


async def test_of_two_people_the_one_who_wrote_last_is_answered(shop: Shop) -> None:
    buyer, _ = await with_two_cases(shop)
    await reply(shop, "I am Li, and have your other case.", "Li", case_id=2)
    before = len(await told(shop))

    await buyer.say("which one?")
    await reply(shop, "It is about your card.", "Mei")
    await buyer.say("it is the same")

    assert await cases_of_lines(shop, before) == [2, 1, 1]
    assert [line for line in await told(shop, after=before) if line.startswith("bot")] == []


async def test_a_case_handed_back_beside_a_talk_goes_on_after_it(shop: Shop) -> None:
    _, _ = await with_two_cases(shop)
    await reply(shop, "I am Li, and have your other case.", "Li", case_id=2)
    before = len(await told(shop))

    await hand_back(shop, case_id=2)
    meanwhile = await told(shop, after=before)
    await hand_back(shop, case_id=1)

    assert meanwhile == []
    assert await told(shop, after=before) == [HANDED_BACK, *THE_OFFER_AGAIN]


async def test_a_question_beside_the_complaint_is_the_persons_too(shop: Shop) -> None:
    buyer, before = await with_two_cases(shop)

    await buyer.say("what is the status of my cases?")
    await buyer.say("/help")

    assert [line for line in await told(shop, after=before) if line.startswith("bot")] == []
    assert await cases_of_lines(shop, before) == [1, 1]


async def test_the_page_shows_who_they_talk_to(shop: Shop) -> None:
    buyer, _ = await with_two_cases(shop)

    assert buyer.case is not None
    assert (buyer.case["number"], buyer.case["person"]) == (1, "Mei")


async def test_what_was_paid_while_a_person_had_the_closed_case_is_told_when_it_is_handed_back(shop: Shop) -> None:
    _, before = await with_two_cases(shop, "hello")
    await paid_by_hand(shop)
    meanwhile = await told(shop, after=before)

    await hand_back(shop)

    assert meanwhile == []
    assert (await told(shop, after=before))[0] == "bot: done.returned"
    assert (await file_of(shop)).stored.case.told


async def paid_by_hand(shop: Shop) -> None:
    word = Word(Settlement.PAID, "Mei", "to the same card", "R-77")
    await shop.house.memory.write(settle_by_hand, 1, word, PRACTICE, shop.clock.now())
