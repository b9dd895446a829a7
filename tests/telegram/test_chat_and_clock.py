"""The clock of somebody in a chat, which says nothing of where they are; and of somebody whom nothing reaches any more."""

from datetime import timedelta

from bot.complaint.handling import OUT_OF_REACH
from tests.complaint.counter import file_of
from tests.talk import Shop
from tests.telegram.chats import Chatter, settle


async def test_who_has_proven_an_order_is_told_the_hours_of_its_country(ana: Chatter) -> None:
    await ana.say("It got cheaper after I bought it: WL-2026-0044, quinn.od@example.com")

    (_, answer) = await ana.say("a person please")

    assert "by Monday, February 16, 2:00\u202fPM" in answer["text"]  # noon in the shop, in Kuwait two hours later


async def test_what_falls_due_while_nothing_gets_through_is_not_asked_and_why_is_on_record(shop: Shop, ana: Chatter) -> None:
    await ana.say("It got cheaper after I bought it: WL-2026-0063, ana.garcia@example.com")
    await ana.say("yes")
    await ana.press("Yes, refund €9.98")
    ana.user.blocks()
    await settle(shop, ana.api)

    await shop.later(timedelta(hours=1))
    await shop.later(timedelta(hours=25))

    due = {row.kind: (row.state, row.reason) for row in (await file_of(shop)).due}
    assert due["review_ask"] == ("done", OUT_OF_REACH)
    assert [line.keys for line in (await file_of(shop)).lines if "review" in line.keys] == []
