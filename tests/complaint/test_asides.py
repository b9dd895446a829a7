"""How a case stands, asked for by command or in words: what it waits for, and by when."""

from datetime import timedelta
from pathlib import Path

import pytest

from tests.complaint.counter import reply
from tests.talk import Buyer, open_shop

CHEAPER = "the slip-ons are cheaper now than when I bought them"
PROVEN = "WL-2026-0063 ana.garcia@example.com"
ABOVE = "The trail runners dropped 10% after I bought three pairs. WL-2026-0056, chau.dm@example.com"
STATUS = "where is my case?"
OPENED = "Case 1, opened on February 16: "


async def told(buyer: Buyer, text: str = STATUS) -> list[str]:
    return [str(line["text"]) for line in await buyer.say(text) if line["from"] == "bot"]


@pytest.mark.parametrize(
    ("said", "waits"),
    [
        ([CHEAPER], "waits for your order number."),
        ([CHEAPER, "WL-2026-0063"], "waits for the e-mail address or postcode you ordered with."),
        ([f"{CHEAPER} {PROVEN}"], "waits for your answer."),
        ([f"{CHEAPER} {PROVEN}", "yes"], "waits for your answer to my proposal."),
        ([f"{CHEAPER} {PROVEN}", "yes", "yes, refund it"], "what we agreed is under way; I'll write when it's done."),
        (
            [ABOVE, "yes"],
            "a colleague has to agree to my proposal; you'll hear from us by Tuesday, February 17, 10:00\u202fAM.",
        ),
    ],
)
async def test_the_state_of_a_case_is_told_with_what_it_waits_for_in_every_step(
    tmp_path: Path, said: list[str], waits: str
) -> None:
    async with open_shop(tmp_path) as shop:
        ana = await shop.buyer()
        for text in said:
            await ana.say(text)

        assert await told(ana) == [OPENED + waits]


async def test_asking_for_the_state_changes_nothing_of_it(tmp_path: Path) -> None:
    async with open_shop(tmp_path) as shop:
        ana = await shop.buyer()
        await ana.say(f"{CHEAPER} {PROVEN}")
        await told(ana)

        answered = await told(ana, "yes")

    assert answered[-1].startswith("I'd like to give you €9.98 back")


async def test_while_a_person_is_waited_for_who_asks_hears_of_that_case(tmp_path: Path) -> None:
    async with open_shop(tmp_path) as shop:
        ana = await shop.buyer()
        await ana.say("a person please")
        await shop.later(timedelta(minutes=5))

        (answer,) = await told(ana)

    assert answer.startswith("Your case is number 1: it has been with our team since Monday, February 16")


async def test_while_a_person_has_it_the_bot_says_nothing_of_its_own(tmp_path: Path) -> None:
    async with open_shop(tmp_path) as shop:
        ana = await shop.buyer()
        await ana.say("a person please")
        await reply(shop)
        await ana.read()

        assert await told(ana) == []


async def test_who_has_no_case_may_be_asking_for_a_phone_case(tmp_path: Path) -> None:
    async with open_shop(tmp_path) as shop:
        ana = await shop.buyer()

        first = await told(ana)

    assert len(first) == 2
    assert "order number" in first[1]


async def test_a_language_asked_for_in_words_is_spoken_at_once_and_the_open_question_said_again_in_it(tmp_path: Path) -> None:
    async with open_shop(tmp_path) as shop:
        luc = await shop.buyer("fr", "Europe/Paris")
        await luc.say("mon colis est très en retard")

        answered = await told(luc, "can you speak english please?")
        later = await told(luc, "WL-2026-0027")

    assert answered == ["From now on I'll write in English.", "What's your order number? Then I can look it up."]
    assert later == ["Which e-mail address or postcode did you order with? I ask so that nobody else can see your order."]
