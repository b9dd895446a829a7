"""What the API tells of the lines besides their words: cards, kinds of buttons, and which conversation it is."""

from datetime import timedelta

from tests.talk import Buyer, Shop
from tests.web.listening import behind_a_socket, listening

FELL = "The price fell after I bought the shoes"
OURS = "WL-2026-0063, ana.garcia@example.com"
YES = "Yes, that's right"


async def to_the_offer(buyer: Buyer) -> dict[str, object]:
    for words in (FELL, OURS):
        await buyer.say(words)
    return (await buyer.press(YES))[-1]


async def test_a_line_of_plain_words_has_no_card_and_its_buttons_are_choices(buyer: Buyer) -> None:
    await buyer.say(FELL)

    asked = (await buyer.say(OURS))[-1]

    assert asked["card"] is None
    assert {(button["kind"], button["value"]) for button in asked["buttons"]} == {("choice", "")}


async def test_an_offer_has_a_card_and_tells_which_button_is_its_yes(buyer: Buyer) -> None:
    offer = await to_the_offer(buyer)

    note = "back the way you paid, and a 5% coupon"
    assert offer["card"] == {"kind": "offer", "headline": "€9.98", "code": "", "note": note}
    kinds = [(button["kind"], button["value"]) for button in offer["buttons"]]
    assert kinds == [("accept", ""), ("accept", ""), ("decline", ""), ("person", "")]


async def test_a_kept_promise_has_cards_with_its_reference_and_its_code_to_copy(shop: Shop, buyer: Buyer) -> None:
    await to_the_offer(buyer)
    await buyer.press("Yes, refund €9.98")
    await shop.later(timedelta(minutes=1))

    refund, coupon = [line for line in await buyer.read() if line["card"]]

    assert (refund["card"]["kind"], refund["card"]["headline"], refund["card"]["code"]) == ("refund", "€9.98", "R-1001")
    (copy,) = coupon["buttons"]
    assert (coupon["card"]["kind"], copy["kind"], copy["value"]) == ("coupon", "copy", coupon["card"]["code"])


async def test_the_seven_grades_tell_which_is_which(shop: Shop, buyer: Buyer) -> None:
    await to_the_offer(buyer)
    await buyer.press("Yes, refund €9.98")
    await shop.later(timedelta(minutes=1))
    await shop.later(timedelta(days=2))

    asked = (await buyer.read())[-1]

    assert asked["card"] == {"kind": "grade", "headline": "", "code": "", "note": ""}
    assert [(button["kind"], button["value"]) for button in asked["buttons"]] == [("grade", str(grade)) for grade in range(1, 8)]


async def test_a_page_is_told_how_long_a_message_may_be(shop: Shop, buyer: Buyer) -> None:
    state = (await shop.web.get("/api/chat", headers=buyer.headers)).json()

    assert state["max_text"] == 4000


async def test_two_who_prove_the_same_order_are_told_the_same_conversation(shop: Shop, buyer: Buyer) -> None:
    other = await shop.buyer()
    await to_the_offer(buyer)

    for words in (FELL, OURS):
        await other.say(words)

    told = [(await shop.web.get("/api/chat/messages", headers=each.headers)).json() for each in (buyer, other)]
    assert told[0]["conversation"] == told[1]["conversation"]
    assert told[0]["messages"] == told[1]["messages"]


async def test_a_stream_ends_when_its_conversation_becomes_one_with_another(shop: Shop, buyer: Buyer) -> None:
    await to_the_offer(buyer)
    other = await shop.buyer()
    await other.say(FELL)

    async with behind_a_socket(shop.house.web) as address, listening(address, other.headers) as ear:
        await ear.until(lambda ear: bool(ear.states))
        await other.say(OURS)
        await ear.until(lambda ear: ear.ended)

    assert {state["conversation"] for state in ear.states} == {"2"}
