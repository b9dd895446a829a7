"""What is written in the day after a grade: a comment is put with the case and thanked for; a complaint opens a new one."""

from datetime import timedelta

import pytest

from tests.memory.snapshots import drawn
from tests.talk import Buyer, Shop

DROP = "The price of my shoes fell the day after I bought them. WL-2026-0063, ana.garcia@example.com"
KEPT = "Thank you, I've put what you sent with your case."
WELCOME = "You're welcome."


async def done(shop: Shop) -> Buyer:
    """Somebody who has read that all is done."""
    buyer = await shop.buyer()
    for text in (DROP, "yes", "yes"):
        await buyer.say(text)
    await shop.later(timedelta(hours=1))
    await buyer.read()
    return buyer


async def graded(shop: Shop, words: str = "so so") -> Buyer:
    """Somebody who was asked how it was, and has said so."""
    buyer = await done(shop)
    await shop.later(timedelta(hours=24))
    await buyer.read()
    await buyer.say(words)
    return buyer


async def told(buyer: Buyer, text: str) -> list[str]:
    return [str(line["text"]) for line in await buyer.say(text) if line["from"] == "bot"]


async def cases(shop: Shop) -> list[int]:
    return sorted(stored.case.id for stored in await shop.house.memory.read(lambda unit: unit.cases.of_buyer(1, 9)))


@pytest.mark.parametrize("comment", ["took ages", "it was slow", "you were quick", "the website is confusing", "no"])
async def test_the_comment_after_a_grade_is_put_with_its_case(shop: Shop, comment: str) -> None:
    buyer = await graded(shop)

    answered = await told(buyer, comment)

    assert answered == [KEPT]
    assert await cases(shop) == [1]
    lines = await shop.house.memory.read(lambda unit: unit.transcript.of_case(1))
    assert [line.text for line in lines[-2:]] == [comment, KEPT]
    log = await shop.house.memory.read(lambda unit: unit.cases.log(1))
    assert (log[-1].who, log[-1].what, log[-1].detail) == ("buyer", "commented on the grade", "")


@pytest.mark.parametrize("kind", ["thanks", "great", "wonderful service"])
async def test_thanks_and_praise_after_a_grade_are_welcome(shop: Shop, kind: str) -> None:
    buyer = await graded(shop, "10/10")

    assert await told(buyer, kind) == [WELCOME]
    assert await cases(shop) == [1]


async def test_thanks_are_answered_in_kind_behind_a_comment_too(shop: Shop) -> None:
    buyer = await graded(shop)
    await told(buyer, "took ages")

    assert [await told(buyer, text) for text in ("thanks", "ok")] == [[WELCOME], [WELCOME]]


async def test_what_is_written_behind_a_comment_opens_a_case_as_ever(shop: Shop) -> None:
    buyer = await graded(shop)
    await told(buyer, "the thing on it is off")

    await told(buyer, "the thing on it is off")

    assert await cases(shop) == [1, 2]


@pytest.mark.parametrize(
    "words",
    [
        "the jacket is torn",
        "the zipper broke",
        "my parcel has not arrived",
        "my other order is late",
        "my other parcel never came",
        "my order WL-2026-0056 was slow",
        "where is my parcel?",
        "I want my money back",
        "a person please",
        "the charger caught fire and burned my hand",
        "you idiots",
        "hello",
    ],
)
async def test_a_complaint_or_a_call_after_a_grade_opens_a_new_case(shop: Shop, words: str) -> None:
    buyer = await graded(shop)

    answered = await told(buyer, words)

    assert KEPT not in answered
    assert await cases(shop) == [1, 2]


@pytest.mark.parametrize(("hours", "held"), [(36, [1]), (37, [1, 2])])
async def test_a_comment_is_one_for_a_day_and_a_half(shop: Shop, hours: int, held: list[int]) -> None:
    buyer = await graded(shop)
    await shop.later(timedelta(hours=hours))

    await told(buyer, "took ages")

    assert await cases(shop) == held


async def test_a_picture_after_a_grade_is_no_comment(shop: Shop) -> None:
    buyer = await graded(shop)

    await buyer.show(drawn())

    assert await cases(shop) == [1, 2]


async def test_a_grade_nobody_asked_for_closes_the_case_and_nobody_asks(shop: Shop) -> None:
    buyer = await done(shop)

    answered = await told(buyer, "five stars")
    await shop.later(timedelta(hours=48))

    assert answered == ["Thank you, that's good to read. If you'd like to tell others about us, we'd be glad."]
    assert await buyer.read() == []
    assert await shop.house.memory.read(lambda unit: unit.grades.of_case(1)) == 7


async def test_who_asks_on_once_all_was_clear_is_answered_of_the_same_order(shop: Shop) -> None:
    giulia = await shop.buyer()
    for text in ("where is my parcel?", "WL-2026-0058 20121", "understood"):
        await giulia.say(text)
    closed = giulia.lines[-1]["text"]

    answered = await giulia.say("but when will it come?")

    assert closed == "Good, then I'll close this here. Write any time, I'm glad to look again."
    assert [line["text"] for line in answered][1:] == [
        "Order WL-2026-0058 left us on February 11. It should be with you by February 25. "
        "The carrier has it under DHL 00340434000666120417."
    ]


async def test_a_grade_said_again_in_figures_takes_the_place_of_the_first(shop: Shop) -> None:
    buyer = await graded(shop)

    answered = await told(buyer, "6 points")

    assert answered[0].startswith("I've changed your grade to 6 out of 7.")
    assert await cases(shop) == [1]
    assert await shop.house.memory.read(lambda unit: unit.grades.of_case(1)) == 6


async def test_thanks_after_a_question_that_is_answered_and_closed_are_welcome(shop: Shop) -> None:
    buyer = await shop.buyer()
    for text in ("where is my parcel? WL-2026-0036, sanne.dw@example.com", "thanks"):
        await buyer.say(text)

    assert await told(buyer, "thanks") == [WELCOME]
    assert await cases(shop) == [1]
