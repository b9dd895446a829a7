"""Whole conversations at Telegram, over real HTTP: whatever a buyer does there is heard once, answered once, and in order."""

from datetime import timedelta

import pytest

from bot.memory.transcript import Wording, WrittenLine
from tests.complaint.counter import ANA, THE_OFFER, close, hand_back, remedies, reply, told
from tests.talk import STORY, Shop
from tests.telegram.chats import Chatter, chatter, settle
from tests.telegram.fake_api import FakeBotApi
from tests.telegram.fake_telegram import Sent

HELLO = "bot: apologize.hello apologize.who_i_am apologize.privacy"
WHAT = "bot: listen.what_happened"


async def with_offer(ana: Chatter) -> Sent:
    """Lead the conversation up to an offer; returns it as it stands in the chat."""
    await ana.say(ANA)
    await ana.say("yes")
    return ana.api.sent(ana.user)[-1]


def toasts(api: FakeBotApi) -> list[str]:
    return [call.params["text"] for call in api.calls("answerCallbackQuery")]


# --- commands ------------------------------------------------------------------------------------------------------------


async def test_the_first_start_is_greeted_and_asked_what_happened(shop: Shop, ana: Chatter) -> None:
    await ana.say("/start")

    assert await told(shop) == ["buyer: /start", HELLO, WHAT]


async def test_a_start_by_an_order_link_has_the_order_proven_and_its_token_is_shown_nowhere(shop: Shop, ana: Chatter) -> None:
    until = STORY + timedelta(days=90)
    token = await shop.house.memory.write(lambda unit: unit.links.to_order(1, STORY, until))

    await ana.say(f"/start {token}")
    await ana.say("It got cheaper")
    await ana.say("yes")

    assert (await told(shop))[:3] == [HELLO, "bot: doors.link_order listen.what_happened", "buyer: It got cheaper"]
    assert token not in "".join(await told(shop))


async def test_a_link_that_is_used_costs_one_sentence(shop: Shop, api: FakeBotApi, ana: Chatter) -> None:
    until = STORY + timedelta(days=90)
    token = await shop.house.memory.write(lambda unit: unit.links.to_order(1, STORY, until))
    await ana.say(f"/start {token}")
    bea = chatter(shop, api, 4712, name="Bea")

    await bea.say(f"/start {token}")

    assert await told(shop, 2) == [HELLO, "bot: doors.link_gone", WHAT]


async def test_a_language_is_asked_for_pressed_and_spoken_from_then_on(ana: Chatter) -> None:
    asked = await ana.say("/language")
    changed = await ana.press("español")
    await ana.say("/help")

    labels = [button["label"] for button in asked[-1]["buttons"]]
    assert labels[:4] == ["English", "العربية", "Deutsch", "español"]
    assert len(labels) == len(set(labels)) == 21
    assert changed[-1]["text"] == "A partir de ahora le escribo en español."
    assert ana.language == "es"
    assert ana.lines[-1]["text"].startswith("Cuénteme")


async def test_a_language_may_be_chosen_back_and_forth_with_the_same_buttons(ana: Chatter) -> None:
    await ana.say("/language")
    for language in ("español", "English", "español"):
        await ana.press(language)

    assert ana.language == "es"


async def test_a_language_may_be_named_with_the_command(ana: Chatter) -> None:
    lines = await ana.say("/language es")

    assert lines[-1]["text"] == "A partir de ahora le escribo en español."


async def test_a_language_that_is_not_spoken_is_asked_about(shop: Shop, ana: Chatter) -> None:
    await ana.say("/language tlh")

    assert await told(shop) == ["buyer: /language tlh", "bot: aside.language_which"]


async def test_help_and_privacy_are_answered_beside_the_case_and_the_question_stands(shop: Shop, ana: Chatter) -> None:
    await ana.say(ANA)
    await ana.say("/help")
    await ana.say("/privacy")
    await ana.say("yes")

    assert (await told(shop))[3:8] == [
        "buyer: /help", "bot: aside.help", "buyer: /privacy", "bot: aside.privacy", "buyer: yes",
    ]  # fmt: skip
    assert THE_OFFER in await told(shop)


async def test_a_person_is_one_command_away(shop: Shop, ana: Chatter) -> None:
    await ana.say("/human")

    assert (await told(shop))[-1] == "bot: person.comes"
    assert ana.case == {"number": 1}


async def test_the_cases_are_told_as_they_stand(ana: Chatter) -> None:
    none = await ana.say("/mycases")
    await with_offer(ana)
    open_one = await ana.say("/mycases")
    await ana.say("person")
    waiting = await ana.say("/mycases")

    assert none[-1]["text"] == "There's no case of yours yet. Tell me what happened, and I'll open one."
    assert open_one[-1]["text"] == "Case 1, opened on February 16: waits for your answer to my proposal."
    assert waiting[-1]["text"] == (
        "Case 1, opened on February 16: waits for a colleague, who writes to you by Monday, February 16, 12:00\u202fPM."
    )


async def test_a_command_that_is_none_is_taken_as_words(shop: Shop, ana: Chatter) -> None:
    await ana.say("/refund")

    assert await told(shop) == ["buyer: /refund", HELLO, "bot: listen.which_of_these"]


# --- what is no text -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("deed", "label", "answer"),
    [
        (lambda user: user.sends_voice(), "Voice message", "doors.cannot_listen"),
        (lambda user: user.sends_document(b"%PDF", "bill.pdf", "application/pdf"), "File", "doors.cannot_open"),
        (lambda user: user.sends_location(40.4, -3.7), "Location", "doors.need_no_place"),
        (lambda user: user.sends_contact("+34600000000"), "Contact", "doors.need_no_contact"),
    ],
    ids=["voice", "file", "location", "contact"],
)
async def test_what_cannot_be_taken_in_is_kindly_refused(shop: Shop, ana: Chatter, deed, label: str, answer: str) -> None:  # type: ignore[no-untyped-def]
    deed(ana.user)
    await ana.read()

    assert await told(shop) == [f"buyer: {label}", HELLO, f"bot: {answer}"]


async def test_the_words_beside_a_file_are_worked_like_any_others(shop: Shop, ana: Chatter) -> None:
    ana.user.sends_document(b"%PDF", "bill.pdf", "application/pdf", ANA)
    await ana.read()

    assert await told(shop) == [
        f"buyer: File\n{ANA}",
        "bot: apologize.price_drop apologize.who_i_am apologize.privacy",
        "bot: doors.cannot_open",
        "bot: listen.read_back.price_drop",
    ]


async def test_a_sticker_says_what_its_emoji_says(shop: Shop, ana: Chatter) -> None:
    ana.user.sends_sticker("😡")
    await ana.read()

    assert (await told(shop))[0] == "buyer: 😡"


async def test_a_thumb_on_a_sticker_is_no_yes_to_money(shop: Shop, ana: Chatter) -> None:
    await with_offer(ana)

    ana.user.sends_sticker("👍")
    await ana.read()

    assert await remedies(shop) == []


# --- edits and replies ---------------------------------------------------------------------------------------------------


async def test_an_edit_is_kept_with_what_it_said_before_told_once_and_never_acted_on(shop: Shop, ana: Chatter) -> None:
    offer = await with_offer(ana)
    question = ana.user.writes("hm")
    await ana.read()
    before = await told(shop)

    ana.user.edits(question, "yes")
    await ana.read()
    ana.user.edits(question, "ok, do it")
    await ana.read()

    (line,) = [line for line in await lines(shop) if line.reference == f"tg:{question['message']['message_id']}"]
    assert offer.buttons[0] == "Yes, refund €9.98"
    assert (line.text, [one.text for one in line.earlier]) == ("ok, do it", ["hm", "yes"])
    assert isinstance(line.earlier[0], Wording)
    assert (await told(shop))[len(before) :] == ["bot: doors.edited"]
    assert await remedies(shop) == []


async def test_an_edit_of_what_was_never_heard_is_passed_over(shop: Shop, api: FakeBotApi, ana: Chatter) -> None:
    sent = ana.user._sends({"text": "hello"})
    api.forget_below(2**31)
    ana.user.edits(sent, "hello again")
    await ana.read()

    assert await told(shop) == []


async def test_a_place_that_moves_is_refused_once(shop: Shop, ana: Chatter) -> None:
    place = ana.user.sends_location(40.4, -3.7)
    await ana.read()
    moved = place["message"] | {"location": {"latitude": 40.5, "longitude": -3.7}, "edit_date": place["message"]["date"] + 5}
    ana.api.tell("edited_message", moved)
    await ana.read()

    assert await told(shop) == ["buyer: Location", HELLO, "bot: doors.need_no_place"]


async def test_a_yes_in_reply_to_an_earlier_offer_is_none_to_this_one(shop: Shop, ana: Chatter) -> None:
    earlier = await with_offer(ana)
    await ana.say("I'd rather have the coupon")

    ana.user.writes("yes", reply_to=earlier)
    await ana.read()

    assert await remedies(shop) == []


async def test_a_yes_in_reply_to_this_offer_is_one(shop: Shop, ana: Chatter) -> None:
    offer = await with_offer(ana)

    ana.user.writes("yes", reply_to=offer)
    await ana.read()

    assert len(await remedies(shop)) == 2


# --- buttons -------------------------------------------------------------------------------------------------------------


async def test_a_press_is_answered_before_it_is_worked(shop: Shop, api: FakeBotApi, ana: Chatter) -> None:
    await with_offer(ana)
    begun = len(api.log)

    await ana.press("Yes, refund €9.98")

    methods = [call.method for call in api.log[begun:] if call.method in {"answerCallbackQuery", "sendMessage"}]
    assert methods == ["answerCallbackQuery", "sendMessage"]
    assert toasts(api) == ["Got it."]
    assert len(await remedies(shop)) == 2


async def test_a_button_pressed_twice_counts_once_and_says_so(shop: Shop, api: FakeBotApi, ana: Chatter) -> None:
    await with_offer(ana)

    await ana.press("Yes, refund €9.98")
    said = await told(shop)
    again = await ana.press("Yes, refund €9.98")
    await api.until(lambda: len(toasts(api)) == 2)

    assert toasts(api) == ["Got it.", "I have that already."]
    assert await told(shop) == said
    assert [line["from"] for line in again] == ["buyer"]
    assert len(await remedies(shop)) == 2


async def test_a_button_of_an_offer_that_stands_no_more_binds_nothing(shop: Shop, ana: Chatter) -> None:
    first = await with_offer(ana)
    await ana.say("I'd rather have the coupon")

    ana.user.presses(first, "Yes, refund €9.98")
    await ana.read()

    assert await remedies(shop) == []


async def test_a_button_of_a_case_that_is_over_does_nothing_and_says_so(shop: Shop, ana: Chatter) -> None:
    offer = await with_offer(ana)
    await ana.say("person")
    await reply(shop)
    await close(shop)

    ana.user.presses(offer, "Yes, refund €9.98")
    await ana.read()

    assert (await told(shop))[-1] == "bot: close.over"
    assert await remedies(shop) == []


async def test_a_press_under_a_message_grown_old_still_counts_once(shop: Shop, ana: Chatter) -> None:
    offer = await with_offer(ana)

    ana.user.presses(offer, data=offer.data_of("Yes, refund €9.98"), too_old=True)
    await ana.read()

    assert len(await remedies(shop)) == 2


async def test_a_press_that_telegram_lets_nobody_answer_any_more_is_worked(shop: Shop, api: FakeBotApi, ana: Chatter) -> None:
    await with_offer(ana)
    api.query_seconds = -1.0

    await ana.press("Yes, refund €9.98")

    assert [call.status for call in api.calls("answerCallbackQuery")] == [400]
    assert len(await remedies(shop)) == 2


async def test_somebody_elses_button_is_harmless_whoever_presses_it_wherever(shop: Shop, api: FakeBotApi, ana: Chatter) -> None:
    offer = await with_offer(ana)
    bea = chatter(shop, api, 4712, name="Bea")
    await bea.say("hello")
    anas, beas = await told(shop), await told(shop, 2)

    bea.user.presses(offer, "Yes, refund €9.98", in_chat_of=ana.user)  # in Ana's chat
    bea.user.presses(offer, "Yes, refund €9.98", in_chat_of=bea.user)  # with Ana's token in her own
    await api.until(lambda: len(toasts(api)) == 2)
    await bea.read()

    assert toasts(api) == ["This button belongs to another conversation."] * 2
    assert (await told(shop), await told(shop, 2)) == (anas, beas)
    assert await remedies(shop) == []


async def test_a_press_is_answered_in_the_language_that_is_spoken(api: FakeBotApi, ana: Chatter) -> None:
    await ana.say("/language es")
    await ana.say(ANA)

    await ana.press(ana.lines[-1]["buttons"][0]["label"])

    assert toasts(api) == ["Recibido."]


async def test_the_code_of_a_coupon_is_there_to_be_copied(shop: Shop, api: FakeBotApi, ana: Chatter) -> None:
    await with_offer(ana)
    await ana.press("Yes, refund €9.98")
    await shop.later(timedelta(minutes=1))
    await ana.read()

    coupon = api.sent(ana.user)[-1]
    ((copy,),) = coupon.rows
    (code,) = [entity for entity in coupon.entities if entity["type"] == "code"]
    assert copy["text"] == "Copy the code"
    assert copy["copy_text"]["text"] == coupon.text[code["offset"] : code["offset"] + code["length"]]
    assert copy["copy_text"]["text"].startswith("AM-")


# --- delays and people ---------------------------------------------------------------------------------------------------


async def test_whoever_waited_while_we_were_away_is_told_sorry_once(shop: Shop, api: FakeBotApi, ana: Chatter) -> None:
    really = api.now
    api.now = lambda: really() - 3 * 3600
    ana.user.writes("It got cheaper after I bought it")
    ana.user.writes("WL-2026-0063")
    api.now = really
    await ana.read()

    keys = await told(shop)
    assert keys[1].startswith("bot: doors.late")
    assert [key for key in keys if "doors.late" in key] == [keys[1]]
    assert keys[-1] == "bot: listen.proof"


async def test_while_a_person_has_the_case_the_bot_is_silent_whatever_is_done(shop: Shop, ana: Chatter) -> None:
    offer = await with_offer(ana)
    await ana.say("person")
    await reply(shop)
    await ana.read()
    before = len(ana.api.sent(ana.user))

    ana.user.sends_voice()
    ana.user.sends_sticker()
    ana.user.sends_photo(b"no picture at all")
    ana.user.presses(offer, "Yes, refund €9.98")
    for text in ("/help", "/mycases", "/language", "/start", "hello?"):
        ana.user.writes(text)
    await ana.read()
    await shop.later(timedelta(minutes=30))
    await ana.read()

    assert len(ana.api.sent(ana.user)) == before
    await hand_back(shop)
    assert (await ana.read())[0]["from"] == "bot"


async def test_a_person_is_named_and_what_they_write_is_no_markup(shop: Shop, ana: Chatter) -> None:
    await ana.say("person")
    await reply(shop, "I'm <b>Mei</b> & I'm here.")

    assert (await ana.read())[-1] == {"from": "person", "author": "Mei", "text": "I'm <b>Mei</b> & I'm here.", "buttons": []}


async def test_typing_is_shown_once_where_an_answer_takes_long(shop: Shop, api: FakeBotApi, ana: Chatter) -> None:
    for part in range(10):
        ana.user.sends_photo(b"%d" % part, album="a1")
    await api.until(lambda: bool(api.calls("sendChatAction")))
    await settle(shop, api)

    assert [call.params["action"] for call in api.calls("sendChatAction")] == ["typing"]


async def lines(shop: Shop, buyer_id: int = 1) -> list[WrittenLine]:
    return await shop.house.memory.read(lambda unit: unit.transcript.after(buyer_id, 0))
