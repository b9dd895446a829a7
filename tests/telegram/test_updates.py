"""What Telegram hands over: read at the door just far enough, kept as it came, and read back whole; whatever is in it."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.complaint.post import Command, Post, Unreadable
from handlers.telegram.updates import (
    LetIn,
    Misshapen,
    Person,
    PressedButton,
    Written,
    as_stored,
    knock_of,
    read_back,
    reference_of,
)
from tests.telegram.fake_telegram import FakeUser, Sent, Telegram

NOW = datetime(2026, 2, 16, 9, 0, tzinfo=UTC)
ANA = Person("4711", "Ana", "es")
SECONDS = int(NOW.timestamp())


@pytest.fixture
def telegram() -> Telegram:
    telegram = Telegram()
    telegram.now = lambda: SECONDS - 90
    return telegram


@pytest.fixture
def ana(telegram: Telegram) -> FakeUser:
    return telegram.user(4711, name="Ana", language_code="es")


def read(*updates: Any) -> Post:
    """What the worker reads back of what was stored."""
    return read_back([as_stored(update) for update in updates])


def message(**more: Any) -> dict[str, Any]:
    chat = {"id": 4711, "type": "private", "first_name": "Ana"}
    return {"message_id": 7, "date": SECONDS, "chat": chat, "from": {"id": 4711, "is_bot": False, "first_name": "Ana"}} | more


def told(**more: Any) -> dict[str, Any]:
    return {"update_id": 1, "message": message(**more)}


# --- at the door ---------------------------------------------------------------------------------------------------------


def test_a_message_is_known_by_its_chat_and_number_and_is_as_old_as_telegram_says(ana: FakeUser) -> None:
    assert knock_of(ana.writes("Hola"), NOW) == Written(ANA, "4711:message:1", "", timedelta(seconds=90))


def test_a_message_from_the_future_is_new(ana: FakeUser) -> None:
    ana.telegram.now = lambda: SECONDS + 90

    assert knock_of(ana.writes("Hola"), NOW) == Written(ANA, "4711:message:1", "", timedelta(0))


def test_each_new_wording_is_known_apart_from_the_others(ana: FakeUser) -> None:
    first = ana.writes("Hola")

    assert knock_of(ana.edits(first, "Buenas"), NOW) == Written(
        ANA, f"4711:edit:1:{SECONDS - 90}:393bfe00", "", timedelta(seconds=90)
    )


def test_the_parts_of_an_album_are_known_to_belong_together(ana: FakeUser) -> None:
    knocks = [knock_of(ana.sends_photo(b"one", album="a1"), NOW), knock_of(ana.sends_photo(b"two", album="a1"), NOW)]

    assert [knock.album for knock in knocks if isinstance(knock, Written)] == ["a1", "a1"]


def test_a_new_caption_is_not_a_part_of_the_album_that_is_being_gathered(ana: FakeUser) -> None:
    part = ana.sends_photo(b"one", "torn", album="a1")

    knock = knock_of(ana.edits(part, "both torn"), NOW)

    assert isinstance(knock, Written)
    assert knock.album == ""


def test_a_press_is_known_by_its_query_and_who_pressed(ana: FakeUser, telegram: Telegram) -> None:
    sent = telegram.post(ana.chat, {"id": 1, "is_bot": True, "first_name": "Bot"}, {"text": "Shall I?"})

    knock = knock_of(ana.presses(Sent(sent), data="5-abc"), NOW)

    assert knock == PressedButton(ANA, "4400000000000000001", "5-abc", elsewhere=False)


def test_a_press_in_somebody_elses_chat_is_told_apart(ana: FakeUser, telegram: Telegram) -> None:
    bea = telegram.user(4712, name="Bea")
    sent = telegram.post(bea.chat, {"id": 1, "is_bot": True, "first_name": "Bot"}, {"text": "Shall I?"})

    knock = knock_of(ana.presses(Sent(sent), data="5-abc", in_chat_of=bea), NOW)

    assert isinstance(knock, PressedButton)
    assert (knock.person, knock.elsewhere) == (ANA, True)


def test_a_press_of_a_message_too_old_to_be_shown_is_a_press(ana: FakeUser, telegram: Telegram) -> None:
    sent = telegram.post(ana.chat, {"id": 1, "is_bot": True, "first_name": "Bot"}, {"text": "Shall I?"})

    knock = knock_of(ana.presses(Sent(sent), data="5-abc", too_old=True), NOW)

    assert knock == PressedButton(ANA, "4400000000000000001", "5-abc", elsewhere=False)


def test_somebody_who_blocks_us_and_lets_us_in_again_is_heard(ana: FakeUser) -> None:
    assert knock_of(ana.blocks(), NOW) == LetIn(ANA, blocked=True)
    assert knock_of(ana.unblocks(), NOW) == LetIn(ANA, blocked=False)


@pytest.mark.parametrize(
    "update",
    [
        told(chat={"id": -5, "type": "supergroup", "title": "Shop"}, text="hello all"),
        {"update_id": 1, "channel_post": message(text="news")},
        told(pinned_message=message(text="old")),
        told(message_auto_delete_timer_changed={"message_auto_delete_time": 86400}),
        {"update_id": 1, "callback_query": {"id": "1", "from": {"id": 4711, "first_name": "Ana"}, "data": "x"}},
    ],
    ids=["a group", "a channel", "a pin", "a timer", "a press beneath nothing"],
)
def test_what_nobody_said_to_us_is_none_of_ours(update: dict[str, Any]) -> None:
    assert knock_of(update, NOW) is None


@pytest.mark.parametrize(
    "update",
    [
        {},
        {"malformed": "not even a dict"},
        {"message": message(text="no number of the update")} | {"message": "a text"},
        told(message_id="7" * 300),
        told(message_id=10**40),
        told(message_id=None),
        told(date="yesterday"),
        told(date=10**18),
        told(chat={"id": "\x00", "type": "private"}),
        told(chat={"id": 10**60, "type": "private"}),
        told(chat=None),
        {"update_id": 1, "edited_message": message(text="without a date of it")},
        {"update_id": 1, "callback_query": {"from": {}}} | {"callback_query": {"message": message(), "from": {}}},
    ],
)
def test_what_is_no_update_is_said_to_be_none(update: dict[str, Any]) -> None:
    with pytest.raises(Misshapen):
        knock_of(update, NOW)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["message", "chat", "id", "from", "date", "type", "message_id", "data"]), inner, max_size=5
        )
    ),
    max_leaves=20,
)


@given(
    st.dictionaries(st.sampled_from(["message", "edited_message", "callback_query", "my_chat_member", "update_id"]), json_values)
)
def test_anything_at_all_is_either_a_knock_or_misshapen(update: dict[str, Any]) -> None:
    try:
        knock = knock_of(update, NOW)
    except Misshapen:
        return

    assert knock is None or isinstance(knock, Written | PressedButton | LetIn)


@given(name=st.text(alphabet=st.characters(), max_size=300), album=st.text(alphabet=st.characters(), max_size=100))
def test_whatever_people_call_themselves_every_database_takes_it(name: str, album: str) -> None:
    sender = {"id": 4711, "is_bot": False, "first_name": name, "language_code": name}

    knock = knock_of(told(text="hello", media_group_id=album, **{"from": sender}), NOW)

    assert isinstance(knock, Written)
    for text, longest in ((knock.person.name, 120), (knock.person.app_language, 35), (knock.album, 64), (knock.name, 160)):
        assert len(text) <= longest
        assert "\x00" not in text
        text.encode()


@given(st.dictionaries(st.text(), json_values))
def test_what_is_stored_is_plain_ascii_and_comes_back_as_it_was(update: dict[str, Any]) -> None:
    stored = as_stored(update)

    assert stored.isascii()
    assert "\x00" not in stored
    assert as_stored(json.loads(stored)) == stored


# --- at work -------------------------------------------------------------------------------------------------------------


def test_a_text_is_read_back_with_its_own_name(ana: FakeUser) -> None:
    assert read(ana.writes("Hola, ¿qué tal?")) == Post("Hola, ¿qué tal?", reference="tg:1")


def test_a_reply_says_what_it_answers(ana: FakeUser, telegram: Telegram) -> None:
    sent = Sent(telegram.post(ana.chat, {"id": 1, "is_bot": True, "first_name": "Bot"}, {"text": "Shall I?"}))

    assert read(ana.writes("yes", reply_to=sent)) == Post("yes", reference="tg:2", answers="tg:1")


def test_half_a_character_and_a_nul_are_left_out(ana: FakeUser) -> None:
    assert read(ana.writes("to\ud800rn\x00")).text == "torn"


@pytest.mark.parametrize("command", Command)
def test_each_command_is_understood(ana: FakeUser, command: Command) -> None:
    assert read(ana.writes(f"/{command}@WanderlightBot")) == Post(f"/{command}@WanderlightBot", reference="tg:1", command=command)


def test_a_command_keeps_what_is_said_with_it(ana: FakeUser) -> None:
    assert read(ana.writes("/language es")) == Post("/language es", reference="tg:1", command=Command.LANGUAGE)


def test_a_command_that_is_none_is_words(ana: FakeUser) -> None:
    assert read(ana.writes("/refund_me now")) == Post("/refund_me now", reference="tg:1")


def test_the_token_of_a_link_is_not_among_the_words(ana: FakeUser) -> None:
    assert read(ana.writes("/start aB3-_x")) == Post(link="aB3-_x", reference="tg:1")


def test_a_photo_is_wanted_in_its_largest_size(ana: FakeUser) -> None:
    update = ana.sends_photo(b"large", "torn")
    largest = update["message"]["photo"][-1]["file_id"]

    assert read(update) == Post("torn", reference="tg:1", wanted=(largest,))


def test_a_picture_sent_as_a_file_is_a_picture(ana: FakeUser) -> None:
    update = ana.sends_document(b"png", "shoe.png", "image/png", "torn")

    assert read(update) == Post("torn", reference="tg:1", wanted=(update["message"]["document"]["file_id"],))


def test_an_album_is_one_post_with_its_caption_wherever_that_was(ana: FakeUser) -> None:
    parts = [ana.sends_photo(content, caption, album="a1") for content, caption in ((b"1", ""), (b"2", "torn"), (b"3", ""))]
    files = [part["message"]["photo"][-1]["file_id"] for part in parts]

    assert read(*parts) == Post("torn", reference="tg:1", wanted=tuple(files))


def test_a_picture_that_is_in_an_album_twice_is_wanted_once(ana: FakeUser) -> None:
    first = ana.sends_photo(b"1", album="a1")
    second = ana.sends_photo(b"2", album="a1")
    second["message"]["photo"] = first["message"]["photo"]

    assert read(first, second).wanted == (first["message"]["photo"][-1]["file_id"],)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ({"voice": {"file_id": "f", "file_unique_id": "u", "duration": 3}}, Unreadable.VOICE),
        ({"video": {"file_id": "f", "file_unique_id": "u", "duration": 3, "width": 9, "height": 9}}, Unreadable.VIDEO),
        ({"document": {"file_id": "f", "file_unique_id": "u", "mime_type": "application/pdf"}}, Unreadable.FILE),
        ({"location": {"latitude": 1.0, "longitude": 2.0}}, Unreadable.PLACE),
        ({"contact": {"phone_number": "1", "first_name": "Ana"}}, Unreadable.CONTACT),
        ({"dice": {"emoji": "🎲", "value": 3}}, Unreadable.FILE),
    ],
    ids=lambda given: given if isinstance(given, str) else "",
)
def test_what_cannot_be_taken_in_is_told_by_its_kind(content: dict[str, Any], kind: Unreadable) -> None:
    assert read(told(**content)) == Post(reference="tg:7", unreadable=kind)


def test_the_words_beside_what_cannot_be_taken_in_are_kept(ana: FakeUser) -> None:
    assert read(ana.sends_document(b"%PDF", "bill.pdf", "application/pdf", "my bill")) == Post(
        "my bill", reference="tg:1", unreadable=Unreadable.FILE
    )


def test_a_sticker_is_its_emoji(ana: FakeUser) -> None:
    assert read(ana.sends_sticker("😡")) == Post("😡", reference="tg:1", drawn=True)


def test_an_edit_names_the_line_that_is_worded_anew(ana: FakeUser) -> None:
    first = ana.writes("Helo")

    assert read(ana.edits(first, "Hello")) == Post("Hello", edits=reference_of(1))


def test_an_edit_of_a_caption_names_the_album(ana: FakeUser) -> None:
    part = ana.sends_photo(b"1", "torn", album="a1")
    again = {"update_id": 9, "edited_message": part["message"] | {"caption": "both torn", "edit_date": SECONDS}}

    assert read(again) == Post("both torn", edits="a1")


def test_a_press_is_its_token(ana: FakeUser, telegram: Telegram) -> None:
    sent = telegram.post(ana.chat, {"id": 1, "is_bot": True, "first_name": "Bot"}, {"text": "Shall I?"})

    assert read(ana.presses(Sent(sent), data="5-abc")) == Post(button="5-abc", reference="tg:press:4400000000000000001")
