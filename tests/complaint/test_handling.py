"""What buyers and staff do to a case, one transaction each; and what they may not do."""

from datetime import timedelta

import pytest

from bot.complaint import handling, hearing
from bot.complaint.case import Ending
from bot.complaint.post import Post
from bot.complaint.turn import CaseMoved
from bot.errors import BadRequest, NoSuchCase, NotNow
from bot.language.identify import Heard
from bot.language.understand import Answer, Understanding
from bot.memory.inbox import Entry
from bot.memory.store import Unit
from bot.terms import Authority, Keeper, Step
from tests.complaint.counter import (
    ANA,
    CHAU,
    PRACTICE,
    THE_OFFER,
    approve,
    close,
    file_of,
    hand_back,
    remedies,
    reply,
    told,
    with_offer,
)
from tests.memory.refusal import refuse
from tests.talk import Shop

DAY = timedelta(days=1)


async def test_a_person_who_writes_has_the_case_and_the_bot_is_silent(shop: Shop) -> None:
    buyer = await with_offer(shop)

    await reply(shop)
    await buyer.say("yes")
    await buyer.press("Yes, refund €9.98")

    assert (await told(shop))[-3:] == ["Mei: Hello, this is Mei.", "buyer: yes", "buyer: Yes, refund €9.98"]
    assert await remedies(shop) == []
    assert (await file_of(shop)).stored.case.waits_for == "Mei"


async def test_what_is_handed_back_goes_on_where_it_was(shop: Shop) -> None:
    buyer = await with_offer(shop)
    await reply(shop)

    await hand_back(shop)
    await buyer.say("yes")

    assert (await told(shop))[-5:] == [
        "bot: person.handed_back",
        "bot: offer.stands",
        THE_OFFER,
        "buyer: yes",
        "bot: execute.noted_refund_coupon",
    ]


async def test_one_person_has_a_case_and_the_others_are_told_who(shop: Shop) -> None:
    await with_offer(shop)
    await reply(shop)

    with pytest.raises(NotNow, match="Mei has case 1"):
        await reply(shop, "And I am Li.", name="Li")

    assert (await told(shop))[-1] == "Mei: Hello, this is Mei."


async def test_a_case_the_bot_has_cannot_be_handed_back(shop: Shop) -> None:
    await with_offer(shop)

    with pytest.raises(NotNow, match="Nobody but the bot has case 1"):
        await hand_back(shop)


@pytest.mark.parametrize("name", ["", "  ", "M" * 81])
async def test_whatever_a_person_does_is_signed(shop: Shop, name: str) -> None:
    await with_offer(shop)

    for deed in (reply(shop, name=name), approve(shop, name=name), close(shop, name=name)):
        with pytest.raises(BadRequest, match="A name is needed"):
            await deed
    with pytest.raises(BadRequest, match="needs some text"):
        await reply(shop, "  ")

    assert (await file_of(shop)).stored.case.keeper is Keeper.BOT


async def test_what_is_not_there_cannot_be_worked_on(shop: Shop) -> None:
    for deed in (reply(shop, case_id=9), approve(shop, case_id=9), close(shop, case_id=9), hand_back(shop, case_id=9)):
        with pytest.raises(NoSuchCase):
            await deed


async def test_an_offer_of_a_case_with_a_person_is_handed_back_before_it_is_approved(shop: Shop) -> None:
    await with_offer(shop, CHAU)
    await reply(shop)

    with pytest.raises(NotNow, match="Hand it back, then decide"):
        await approve(shop)
    await hand_back(shop)
    await approve(shop)

    assert (await told(shop))[-1] == THE_OFFER


async def test_nothing_is_approved_twice(shop: Shop) -> None:
    await with_offer(shop, CHAU)
    await approve(shop, Authority.ADMIN)

    with pytest.raises(NotNow, match="No offer of case 1 waits"):
        await approve(shop, Authority.ADMIN)


async def test_a_closed_case_is_closed_for_everybody_and_the_next_word_opens_another(shop: Shop) -> None:
    buyer = await with_offer(shop)
    await close(shop)

    for deed in (reply(shop), approve(shop), close(shop), hand_back(shop)):
        with pytest.raises(NotNow, match="Case 1 is closed"):
            await deed
    await buyer.say(ANA)

    assert (await file_of(shop, 1)).stored.case.ending is Ending.SETTLED
    assert (await file_of(shop, 2)).stored.case.step is Step.LISTEN


async def test_a_button_of_a_closed_case_does_nothing_and_says_so(shop: Shop) -> None:
    buyer = await with_offer(shop)
    await close(shop)

    await buyer.press("Yes, refund €9.98")

    assert (await told(shop))[-2:] == ["buyer: Yes, refund €9.98", "bot: close.over"]
    assert await remedies(shop) == []


async def test_a_button_of_an_earlier_case_does_nothing_to_this_one(shop: Shop) -> None:
    buyer = await with_offer(shop)
    await close(shop)
    await buyer.say(ANA)
    await buyer.say("yes")
    buyer.lines = buyer.lines[:6]  # the page still shows the buttons of the first case

    await buyer.press("Yes, refund €9.98")

    assert (await told(shop))[-1] == "bot: close.over"
    assert await remedies(shop, 2) == []


async def test_a_button_of_an_earlier_case_is_silent_while_a_person_is_there(shop: Shop) -> None:
    buyer = await with_offer(shop)
    await close(shop)
    await buyer.say("I want to talk to a person")
    before = await told(shop)

    await buyer.press("Yes, refund €9.98")

    assert await told(shop) == [*before, "buyer: Yes, refund €9.98"]
    assert [line.text for line in (await file_of(shop, 2)).lines][-1] == "Yes, refund €9.98"


async def test_a_case_put_aside_long_ago_is_not_what_a_new_word_is_about(shop: Shop) -> None:
    buyer = await with_offer(shop)
    await shop.later(DAY)
    await shop.later(3 * DAY)

    await shop.later(30 * DAY + timedelta(seconds=1))
    await buyer.say("yes")

    assert (await file_of(shop, 1)).stored.case.ending is Ending.LAPSED
    assert (await file_of(shop, 2)).stored.case.offer is None
    assert await remedies(shop) == []


async def test_a_person_who_writes_on_a_case_put_aside_has_it_and_the_bot_stays_silent(shop: Shop) -> None:
    buyer = await with_offer(shop)
    await shop.later(DAY)
    await shop.later(3 * DAY)

    await reply(shop)
    await buyer.say("hello Mei")

    assert (await told(shop))[-3:] == ["bot: silence.lapsed", "Mei: Hello, this is Mei.", "buyer: hello Mei"]
    assert (await file_of(shop)).stored.closed_at is None


async def test_an_old_case_is_not_opened_beside_a_newer_one(shop: Shop) -> None:
    buyer = await with_offer(shop)
    await shop.later(DAY)
    await shop.later(3 * DAY)
    await shop.later(31 * DAY)
    await buyer.say("hello")

    with pytest.raises(NotNow, match="its buyer has case 2 since"):
        await reply(shop)


async def test_a_stop_of_ours_costs_nobody_the_time_for_claims(shop: Shop) -> None:
    buyer = await shop.buyer()
    await shop.house.memory.write(lambda unit: unit.inbox.add("page", "1:m0", 1, '{"text":"It got cheaper"}', shop.clock.now()))
    written_at = shop.clock.now()

    shop.clock.forward(3 * DAY)
    await buyer.say(f"{ANA}")

    file = await file_of(shop)
    assert file.stored.case.opened_at == written_at
    assert file.log[0].at == written_at + 3 * DAY


def one_entry(unit: Unit, shop: Shop) -> Entry:
    unit.inbox.add("page", "1:again", 1, "{}", shop.clock.now())
    (entry,) = unit.inbox.oldest(1, most=2)
    return entry


async def test_an_entry_that_was_worked_is_not_worked_again(shop: Shop) -> None:
    await with_offer(shop)
    memory, now = shop.house.memory, shop.clock.now()
    entry = await memory.write(one_entry, shop)
    seen = await memory.read(hearing.see, 1, now)
    yes = ([entry], Post("yes"), Heard("en", {}), Understanding("yes", answer=Answer.YES), seen, PRACTICE, now)

    first = await memory.write(hearing.hear, *yes)
    second = await memory.write(hearing.hear, *yes)

    assert (first is None, second) == (False, None)
    assert (await told(shop))[-2:] == ["buyer: yes", "bot: execute.noted_refund_coupon"]


async def test_words_that_were_understood_before_the_case_moved_are_understood_anew(shop: Shop) -> None:
    await with_offer(shop)
    memory, now = shop.house.memory, shop.clock.now()
    entry = await memory.write(one_entry, shop)
    seen = await memory.read(hearing.see, 1, now)
    await reply(shop)

    with pytest.raises(CaseMoved):
        await memory.write(
            hearing.hear, [entry], Post("yes"), Heard("en", {}), Understanding("yes", answer=Answer.YES), seen, PRACTICE, now
        )

    assert await remedies(shop) == []
    assert (await memory.read(lambda unit: unit.inbox.oldest(1, most=2))) == [entry]


async def test_a_language_chosen_meanwhile_is_not_guessed_away(shop: Shop) -> None:
    await with_offer(shop)
    memory, now = shop.house.memory, shop.clock.now()
    entry = await memory.write(one_entry, shop)
    seen = await memory.read(hearing.see, 1, now)
    await memory.write(handling.choose_language, 1, "es")

    with pytest.raises(CaseMoved):
        await memory.write(hearing.hear, [entry], Post("hm"), Heard("en", {"en": 1.0}), Understanding("hm"), seen, PRACTICE, now)

    buyer = await memory.read(lambda unit: unit.buyers.load(1))
    assert (buyer.language, buyer.language_chosen) == ("es", True)


async def test_a_unit_that_is_run_again_says_and_promises_everything_once(shop: Shop) -> None:
    await with_offer(shop)
    memory, now = shop.house.memory, shop.clock.now()
    entry = await memory.write(one_entry, shop)
    seen = await memory.read(hearing.see, 1, now)
    runs: list[int] = []

    def hear(unit: Unit) -> None:
        runs.append(1)
        hearing.hear(unit, [entry], Post("yes"), Heard("en", {}), Understanding("yes", answer=Answer.YES), seen, PRACTICE, now)
        if len(runs) == 1:
            refuse(unit)

    await memory.write(hear)

    assert len(runs) == 2
    assert (await told(shop))[-2:] == ["buyer: yes", "bot: execute.noted_refund_coupon"]
    assert len(await remedies(shop)) == 2


async def test_a_line_is_sent_once_it_was_handed_out(shop: Shop) -> None:
    await with_offer(shop)
    await reply(shop)
    lines = await shop.house.memory.read(lambda unit: unit.transcript.after(1, 0))

    assert [line.state for line in lines if line.speaker != "buyer"] == ["sent"] * 4 + ["queued"]
