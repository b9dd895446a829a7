"""The public API: what it takes, what it refuses and how, and that a refusal loses nothing and repeats nobody's words."""

import asyncio
import json
from pathlib import Path

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.memory.store import Unit
from bot.memory.transcript import NewLine
from bot.terms import Speaker
from tests.talk import Buyer, Shop

FELL = "The price fell after I bought the shoes"
SECRET = "ana.secret@example.com"


async def post(buyer: Buyer, message: object) -> httpx.Response:
    return await buyer.web.post("/api/chat/messages", json=message, headers=buyer.headers)


async def post_raw(buyer: Buyer, body: bytes, kind: str = "application/json") -> httpx.Response:
    return await buyer.web.post("/api/chat/messages", content=body, headers={**buyer.headers, "Content-Type": kind})


def refusal(answer: httpx.Response) -> tuple[int, str]:
    """The status and the code of a refusal, which is always JSON of one shape."""
    body = answer.json()
    assert body.keys() == {"error"}
    assert body["error"].keys() == {"code", "message"}
    assert body["error"]["message"].strip()
    assert answer.headers["content-type"] == "application/json"
    return answer.status_code, body["error"]["code"]


async def test_a_conversation_is_opened_with_a_token_and_nothing_else(shop: Shop) -> None:
    answer = await shop.web.post("/api/chat")

    assert answer.status_code == 201
    assert answer.json().keys() == {"token"}
    assert len(answer.json()["token"]) >= 43


async def test_every_conversation_has_a_token_of_its_own(shop: Shop) -> None:
    one, other = [(await shop.web.post("/api/chat")).json()["token"] for _ in range(2)]

    assert one != other


async def test_a_token_is_stored_nowhere_but_as_its_hash(buyer: Buyer, tmp_path: Path) -> None:
    token = buyer.headers["Authorization"].removeprefix("Bearer ")
    await buyer.say(FELL)

    stored = b"".join((tmp_path / name).read_bytes() for name in ("shop.db", "shop.db-wal"))

    assert b"Wanderlight" in stored  # the files do hold the conversation
    assert token.encode() not in stored


async def test_a_line_has_the_shape_that_was_published(buyer: Buyer) -> None:
    own, *answers = await buyer.say(FELL)

    assert own == {
        "n": 1, "from": "buyer", "author": "", "text": FELL, "at": "2026-02-16T09:00:00Z", "buttons": [],
        "card": None, "pictures": [], "id": "m1",
    }  # fmt: skip
    assert [(line["n"], line["from"], line["id"]) for line in answers] == [(n, "bot", "") for n in range(2, 2 + len(answers))]


async def test_a_button_tells_what_pressing_it_needs_and_nothing_else(buyer: Buyer) -> None:
    await buyer.say(FELL)
    await buyer.say("WL-2026-0063")
    said = await buyer.say("ana.garcia@example.com")

    buttons = [button for line in said for button in line["buttons"]]
    assert {tuple(button) for button in buttons} == {("label", "token", "kind", "value")}


async def test_a_pressed_button_is_what_the_buyer_said(buyer: Buyer) -> None:
    await buyer.say(FELL)
    await buyer.say("WL-2026-0063")
    await buyer.say("ana.garcia@example.com")

    own, *answers = await buyer.press("Yes, that's right")

    assert (own["from"], own["text"]) == ("buyer", "Yes, that's right")
    assert answers


async def test_lines_are_read_from_any_number_on(buyer: Buyer) -> None:
    said = await buyer.say(FELL)

    for after in range(len(said) + 2):
        answer = await buyer.web.get("/api/chat/messages", params={"after": after}, headers=buyer.headers)
        assert answer.json()["messages"] == said[after:]


async def test_a_long_conversation_is_read_in_parts_of_500(shop: Shop, buyer: Buyer) -> None:
    await buyer.say(FELL)

    def much(unit: Unit) -> None:
        lines = [NewLine(Speaker.BUYER, str(n)) for n in range(unit.buyers.load(1).last_n, 1200)]
        unit.buyers.counted(1, unit.transcript.add(1, 1, unit.buyers.load(1).last_n, lines, shop.clock.now()))

    await shop.house.memory.write(much)

    parts = []
    for after in (0, 500, 1000, 1200):
        answer = await buyer.web.get("/api/chat/messages", params={"after": after}, headers=buyer.headers)
        parts.append([line["n"] for line in answer.json()["messages"]])

    assert parts == [list(range(1, 501)), list(range(501, 1001)), list(range(1001, 1201)), []]


async def test_how_things_stand_is_told_before_a_word_was_said(shop: Shop) -> None:
    buyer = await shop.buyer("es-MX", "America/Mexico_City")

    told = (await shop.web.get("/api/chat", headers=buyer.headers)).json()

    assert (told["shop"], told["language"], told["direction"], told["case"], told["sample"]) == (
        "Wanderlight", "es", "ltr", None, None,
    )  # fmt: skip
    assert {"id": "es", "name": "español"} in told["languages"]


async def test_how_things_stand_tells_the_case_and_who_has_it(shop: Shop, buyer: Buyer) -> None:
    await buyer.say("I want to talk to a person")

    told = (await shop.web.get("/api/chat", headers=buyer.headers)).json()

    assert told["case"] == {"number": 1, "step": "listen", "keeper": "waiting", "person": "", "waits": True}


# --- the same message again ----------------------------------------------------------------------------------------


async def test_a_message_sent_again_is_the_same_message(buyer: Buyer) -> None:
    said = await buyer.say(FELL)

    again = await post(buyer, {"id": "m1", "text": FELL})

    assert (again.status_code, again.json()) == (202, {"id": "m1"})
    await buyer.house.reception.quiet()
    assert await buyer.read() == []
    assert [line["n"] for line in said] == list(range(1, len(said) + 1))


async def test_a_message_sent_again_while_the_first_is_being_worked_is_the_same_message(buyer: Buyer) -> None:
    answers = await asyncio.gather(*(post(buyer, {"id": "m1", "text": FELL}) for _ in range(20)))
    await buyer.house.reception.quiet()

    assert {answer.status_code for answer in answers} == {202}
    said = await buyer.read()
    assert [line["text"] for line in said if line["from"] == "buyer"] == [FELL]


async def test_the_first_words_under_an_id_are_the_ones_that_count(buyer: Buyer) -> None:
    await post(buyer, {"id": "m1", "text": FELL})
    await post(buyer, {"id": "m1", "text": "Something else"})
    await buyer.house.reception.quiet()

    assert [line["text"] for line in await buyer.read() if line["from"] == "buyer"] == [FELL]


async def test_two_buyers_may_choose_the_same_id(shop: Shop, buyer: Buyer) -> None:
    other = await shop.buyer()

    await buyer.say(FELL)
    said = await other.say(FELL)

    assert [line["text"] for line in said if line["from"] == "buyer"] == [FELL]


async def test_many_messages_at_once_are_all_answered_in_the_order_they_were_stored(buyer: Buyer) -> None:
    texts = [f"{FELL} {n}" for n in range(10)]
    for n, text in enumerate(texts):
        await post(buyer, {"id": f"m{n}", "text": text})
    await buyer.house.reception.quiet()

    assert [line["text"] for line in await buyer.read() if line["from"] == "buyer"] == texts


# --- refused -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ({"id": "a"}, (422, "bad_request")),
        ({"text": FELL}, (422, "bad_request")),
        ({"id": "a", "text": FELL, "button": "4-x"}, (422, "bad_request")),
        ({"id": "a", "text": None, "button": None}, (422, "bad_request")),
        ({"id": "", "text": FELL}, (422, "bad_request")),
        ({"id": "a" * 65, "text": FELL}, (422, "bad_request")),
        ({"id": 7, "text": FELL}, (422, "bad_request")),
        ({"id": "a\x00", "text": FELL}, (422, "bad_request")),
        ({"id": "\ud800", "text": FELL}, (422, "bad_request")),
        ({"id": "a", "text": 7}, (422, "bad_request")),
        ({"id": "a", "text": True}, (422, "bad_request")),
        ({"id": "a", "text": [FELL]}, (422, "bad_request")),
        ({"id": "a", "text": ""}, (422, "bad_request")),
        ({"id": "a", "text": " \n\t "}, (422, "bad_request")),
        ({"id": "a", "text": "nul \x00"}, (422, "bad_request")),
        ({"id": "a", "text": "half \ud83d"}, (422, "bad_request")),
        ({"id": "a", "text": "x" * 4001}, (413, "text_too_long")),
        ({"id": "a", "text": FELL, "colour": "red"}, (422, "bad_request")),
        ({"id": "a", "button": "nonsense"}, (422, "bad_request")),
        ({"id": "a", "button": ""}, (422, "bad_request")),
        ({"id": "a", "button": "1-\x00"}, (422, "bad_request")),
        ({"id": "a", "button": "1-\udc00"}, (422, "bad_request")),
        ({"id": "a", "button": "9" * 60 + "-x"}, (422, "bad_request")),
        ({"id": "a", "button": "x" * 65}, (422, "bad_request")),
        ([], (422, "bad_request")),
        ("text", (422, "bad_request")),
        (None, (422, "bad_request")),
    ],
)
async def test_what_is_no_message_is_refused_and_nothing_is_stored(
    buyer: Buyer, message: object, expected: tuple[int, str]
) -> None:
    answer = await post_raw(buyer, json.dumps(message).encode())

    assert refusal(answer) == expected
    await buyer.house.reception.quiet()
    assert await buyer.read() == []


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (b"", (422, "bad_request")),
        (b'{"id": "a", "text": "broken off', (422, "bad_request")),
        (b'{"id": "a", "text": "\xff\xfe"}', (400, "bad_request")),
        (b'{"id": "a", "text": NaN}', (422, "bad_request")),
        (b'{"id": "a", "text": ' + b"9" * 5000 + b"}", (400, "bad_request")),
        (b"[" * 100_000, (400, "bad_request")),
        (b"id=a&text=hello", (422, "bad_request")),
    ],
)
async def test_what_is_no_json_is_refused_and_nothing_is_stored(buyer: Buyer, body: bytes, expected: tuple[int, str]) -> None:
    answer = await post_raw(buyer, body)

    assert refusal(answer) == expected
    assert await buyer.read() == []


async def test_json_under_another_name_is_refused(buyer: Buyer) -> None:
    answer = await post_raw(buyer, json.dumps({"id": "a", "text": FELL}).encode(), "text/plain")

    assert refusal(answer) == (422, "bad_request")
    assert await buyer.read() == []


PLAIN = st.none() | st.booleans() | st.floats() | st.integers() | st.text(st.characters(), max_size=20)


def nested(inner: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    names = st.sampled_from(["id", "text", "button", "n"])
    return st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=3)


@given(st.recursive(PLAIN, nested, max_leaves=6))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])  # one conversation for all the examples
async def test_whatever_is_posted_the_answer_is_a_message_kept_or_a_refusal(buyer: Buyer, body: object) -> None:
    answer = await post_raw(buyer, json.dumps(body).encode())

    assert answer.status_code == 202 or refusal(answer)[0] in {400, 413, 422}


async def test_a_text_of_exactly_the_limit_is_taken(buyer: Buyer) -> None:
    text = "é" * 4000

    assert (await buyer.say(text))[0]["text"] == text


async def test_whatever_the_letters_are_they_come_back_as_they_were_written(buyer: Buyer) -> None:
    text = "\u202eزہر 👩‍👧 \u2028<b>&amp;</b> \r\n\t\x1b[31m ￿ e\u0301"

    assert (await buyer.say(text))[0]["text"] == text


@pytest.mark.parametrize(
    "body",
    [
        {"id": "a", "text": SECRET, SECRET: 1},
        {"id": "a", "text": SECRET, "button": SECRET},
        {"id": SECRET * 9, "text": SECRET},
        {"id": "a", "text": {SECRET: SECRET}},
        {"id": "a", "text": SECRET * 300},
        {"id": "a", "text": SECRET + "\x00"},
        {"id": "a", "button": SECRET},
        [SECRET],
        SECRET,
    ],
)
async def test_a_refusal_never_repeats_what_was_written(buyer: Buyer, body: object) -> None:
    answer = await post(buyer, body)

    assert answer.is_client_error
    assert SECRET not in answer.text


async def test_broken_json_is_not_repeated_either(buyer: Buyer) -> None:
    answer = await post_raw(buyer, b'{"id": "a", "text": "' + SECRET.encode())

    assert answer.status_code == 422
    assert SECRET not in answer.text


async def test_a_field_whose_name_is_no_text_is_refused_like_any_other(buyer: Buyer) -> None:
    answer = await post_raw(buyer, b'{"id": "a", "text": "b", "\\ud800": 1}')

    assert refusal(answer) == (422, "bad_request")


@pytest.mark.parametrize("after", ["-1", "2147483649", "99999999999999999999", "abc", "1.5", "", "0x1"])
async def test_after_is_the_number_of_a_line(buyer: Buyer, after: str) -> None:
    answer = await buyer.web.get("/api/chat/messages", params={"after": after}, headers=buyer.headers)

    assert refusal(answer) == (422, "bad_request")


async def test_a_number_beyond_the_newest_line_has_nothing_after_it(buyer: Buyer) -> None:
    await buyer.say(FELL)

    answer = await buyer.web.get("/api/chat/messages", params={"after": 2**31}, headers=buyer.headers)

    assert answer.json()["messages"] == []


async def test_a_button_of_another_buyer_is_no_button(shop: Shop, buyer: Buyer) -> None:
    other = await shop.buyer()
    orders = [("WL-2026-0063", "ana.garcia@example.com"), ("WL-2026-0061", "harriet.cole@example.com")]
    for one, order in zip((buyer, other), orders, strict=True):
        for text in (FELL, *order):
            await one.say(text)
    foreign = next(button["token"] for line in other.lines for button in line["buttons"])
    before = (buyer.case, len(buyer.lines))

    answer = await post(buyer, {"id": "a", "button": foreign})

    assert refusal(answer) == (422, "bad_request")
    await buyer.read()
    assert (buyer.case, len(buyer.lines)) == before


@pytest.mark.parametrize(
    ("method", "path"),
    [("DELETE", "/api/chat/messages"), ("PUT", "/api/chat"), ("POST", "/api/chat/events"), ("GET", "/api/chat/language")],
)
async def test_a_wrong_method_is_refused_and_told_which_are_right(buyer: Buyer, method: str, path: str) -> None:
    answer = await buyer.web.request(method, path, headers=buyer.headers)

    assert refusal(answer) == (405, "not_allowed")
    assert answer.headers["allow"]


@pytest.mark.parametrize("path", ["/api", "/api/chat/", "/api/chat/nothing", "/api/%00", "/nothing", "/assets/%00"])
async def test_where_nothing_is_there_is_nothing(shop: Shop, path: str) -> None:
    assert refusal(await shop.web.get(path)) == (404, "not_found")


# --- tokens --------------------------------------------------------------------------------------------------------

DOORS = [
    ("GET", "/api/chat", None),
    ("GET", "/api/chat/messages", None),
    ("GET", "/api/chat/events", None),
    ("POST", "/api/chat/messages", {"id": "a", "text": FELL}),
    ("POST", "/api/chat/language", {"language": "es"}),
    ("POST", "/api/chat/mail", {"agree": True}),
    ("POST", "/api/chat/pictures?id=a", None),
    ("GET", "/api/chat/pictures/1", None),
    ("GET", "/api/chat/download", None),
]


@pytest.mark.parametrize(
    "given",
    [
        None, "", "Bearer", "Bearer ", "Basic {token}", "{token}", "Bearer {token}x", "Bearer x{token}", "Bearer {upper}",
        "Bearer {token} {token}", "Bearer {token},", "Bearer " + "x" * 5000,
    ],
)  # fmt: skip
async def test_without_the_token_of_a_conversation_no_door_opens(shop: Shop, buyer: Buyer, given: str | None) -> None:
    token = buyer.headers["Authorization"].removeprefix("Bearer ")
    headers = {} if given is None else {"Authorization": given.format(token=token, upper=token.swapcase())}

    answers = [await shop.web.request(method, path, json=body, headers=headers) for method, path, body in DOORS]

    assert {refusal(answer) for answer in answers} == {(401, "unknown_token")}
    assert {answer.headers["www-authenticate"] for answer in answers} == {"Bearer"}
    assert await buyer.read() == []


@pytest.mark.parametrize("raw", [b"Bearer \xff\xfe", b"Bearer \xc3\xa9", b"\xff"])
async def test_a_token_that_is_no_text_is_unknown(shop: Shop, raw: bytes) -> None:
    answer = await shop.web.get("/api/chat", headers={"Authorization": raw})

    assert refusal(answer) == (401, "unknown_token")


async def test_the_word_bearer_may_be_written_in_any_case(shop: Shop, buyer: Buyer) -> None:
    headers = {"Authorization": buyer.headers["Authorization"].replace("Bearer", "bEARER")}

    assert (await shop.web.get("/api/chat", headers=headers)).status_code == 200


async def test_a_token_in_the_address_opens_nothing(shop: Shop, buyer: Buyer) -> None:
    token = buyer.headers["Authorization"].removeprefix("Bearer ")

    assert refusal(await shop.web.get("/api/chat", params={"token": token, "access_token": token})) == (401, "unknown_token")


# --- hints and languages -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "hints",
    [
        {"time_zone": "Europe"}, {"time_zone": "../../etc/passwd"}, {"time_zone": "/etc/passwd"}, {"time_zone": "\x00"},
        {"time_zone": "Mars/Olympus"}, {"language": "\x00"}, {"language": "tlh"}, {"language": "<script>"}, {"language": "-"}, {},
    ],
)  # fmt: skip
async def test_a_device_that_tells_nonsense_is_served_like_one_that_tells_nothing(shop: Shop, hints: dict[str, str]) -> None:
    opened = await shop.web.post("/api/chat", json=hints)
    buyer = Buyer(shop.web, shop.house, {"Authorization": f"Bearer {opened.json()['token']}"})

    told = (await shop.web.get("/api/chat", headers=buyer.headers)).json()
    said = await buyer.say(FELL)

    kept = await shop.house.memory.read(lambda unit: unit.buyers.load(1))
    assert (opened.status_code, told["language"]) == (201, "en")
    assert len(said) > 1
    assert not set(kept.app_language + kept.time_zone) & set("\x00</.")


@pytest.mark.parametrize(
    "hints",
    [{"language": 7}, {"language": "x" * 36}, {"time_zone": "x" * 65}, {"language": "\ud800"}, {"name": "Ana"}, [], "en"],
)
async def test_hints_of_a_wrong_shape_are_refused(shop: Shop, hints: object) -> None:
    body = json.dumps(hints).encode()

    answer = await shop.web.post("/api/chat", content=body, headers={"Content-Type": "application/json"})

    assert refusal(answer) == (422, "bad_request")


async def test_a_chosen_language_stands_above_what_is_written(shop: Shop, buyer: Buyer) -> None:
    chosen = await shop.web.post("/api/chat/language", json={"language": "es-419"}, headers=buyer.headers)

    await buyer.say(FELL)

    assert chosen.json() == {"language": "es"}
    assert buyer.language == "es"


@pytest.mark.parametrize("language", ["tlh", "", "x" * 36, 7, None, "\x00"])
async def test_a_language_that_is_not_spoken_cannot_be_chosen(shop: Shop, buyer: Buyer, language: object) -> None:
    answer = await shop.web.post("/api/chat/language", json={"language": language}, headers=buyer.headers)

    assert refusal(answer) == (422, "bad_request")
    assert (await shop.web.get("/api/chat", headers=buyer.headers)).json()["language"] == "en"


# --- the page for programmers --------------------------------------------------------------------------------------


async def test_every_door_of_the_api_is_in_the_openapi_page(shop: Shop) -> None:
    paths = (await shop.web.get("/openapi.json")).json()["paths"]

    assert {(method, path) for path, doors in paths.items() for method in doors} == {
        ("post", "/api/chat"),
        ("get", "/api/chat"),
        ("post", "/api/chat/messages"),
        ("get", "/api/chat/messages"),
        ("get", "/api/chat/events"),
        ("post", "/api/chat/language"),
        ("post", "/api/chat/mail"),
        ("post", "/api/chat/pictures"),
        ("get", "/api/chat/pictures/{number}"),
        ("get", "/api/chat/download"),
        ("post", "/api/shop/links"),
        ("post", "/api/shop/cases"),
        ("post", "/api/coupons/check"),
        ("post", "/api/coupons/redeem"),
        ("get", "/api/words/{language}"),
    }


async def test_every_refusal_in_the_openapi_page_has_the_shape_that_is_sent(shop: Shop) -> None:
    published = (await shop.web.get("/openapi.json")).json()
    refusals = [
        answer["content"]["application/json"]["schema"]["$ref"]
        for doors in published["paths"].values()
        for door in doors.values()
        for status, answer in door["responses"].items()
        if status >= "400"
    ]

    assert set(refusals) == {"#/components/schemas/FaultShape"}
    assert "HTTPValidationError" not in published["components"]["schemas"]


async def test_every_door_says_what_it_does_and_which_key_opens_it(shop: Shop) -> None:
    published = (await shop.web.get("/openapi.json")).json()
    doors = {(method, path): door for path, paths in published["paths"].items() for method, door in paths.items()}

    def locked(scheme: str) -> set[tuple[str, str]]:
        return {key for key, door in doors.items() if door.get("security") == [{scheme: []}]}

    assert all(door["description"] for door in doors.values())
    assert locked("conversation") == {key for key in doors if key[1].startswith("/api/chat")} - {("post", "/api/chat")}
    assert locked("shop") == {key for key in doors if key[1].startswith(("/api/shop", "/api/coupons"))}
    assert all("401" in doors[key]["responses"] for key in locked("conversation") | locked("shop"))


async def test_every_field_in_the_openapi_page_has_an_example_or_can_only_be_one_of_a_few(shop: Shop) -> None:
    shapes = (await shop.web.get("/openapi.json")).json()["components"]["schemas"]
    plain = {"enum", "const", "$ref", "items", "anyOf", "format", "additionalProperties"}

    bare = [
        f"{shape}.{name}"
        for shape, schema in shapes.items()
        for name, kind in schema.get("properties", {}).items()
        if "examples" not in kind and not plain & kind.keys()
    ]

    assert bare == []


async def test_the_example_of_a_message_is_a_message(shop: Shop, buyer: Buyer) -> None:
    shapes = (await shop.web.get("/openapi.json")).json()["components"]["schemas"]
    example = {name: kind["examples"][0] for name, kind in shapes["Message"]["properties"].items()}

    answer = await post(buyer, example)

    assert (answer.status_code, answer.json()) == (202, {"id": example["id"]})


async def test_a_stream_is_published_as_one(shop: Shop) -> None:
    published = (await shop.web.get("/openapi.json")).json()

    assert list(published["paths"]["/api/chat/events"]["get"]["responses"]["200"]["content"]) == ["text/event-stream"]
