"""A buyer who has left the page, and agreed, is written to: once what was said has waited, and as few times as can be."""

import shutil
from collections import deque
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.complaint import handling
from bot.errors import NotNow
from bot.followup import mailing
from bot.followup.delivery import Delivery
from bot.followup.mailing import Consent
from bot.followup.mailroom import Mailroom
from bot.memory.store import Memory, Unit
from bot.memory.transcript import NewLine
from bot.ports import Letter, Posting, PostState
from bot.remedy.coupon_code import new_code
from bot.terms import Speaker
from tests.complaint.counter import ANA, PRACTICE, file_of, reply
from tests.memory.people import AT, buyer, complaint
from tests.payments import ScriptedPayments
from tests.post import BY_MAIL, ScriptedPostOffice, token_in
from tests.talk import Buyer, Shop, open_shop

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
SENT, REFUSED, NOT_NOW, UNKNOWN = PostState.SENT, PostState.REFUSED, PostState.NOT_NOW, PostState.UNKNOWN


@dataclass
class Desk:
    """A shop that writes letters, and Ana, who has proven her order and left the page."""

    shop: Shop
    ana: Buyer
    post: ScriptedPostOffice
    delivery: Delivery

    async def agree(self) -> Consent:
        return await self.shop.house.memory.write(mailing.agree, 1, BY_MAIL, self.shop.clock.now())

    async def says(self, text: str = "I've looked at it: you're right.") -> None:
        """Mei writes to Ana, who is not there."""
        await reply(self.shop, text)
        await self.shop.house.memory.write(self._expect)

    def _expect(self, unit: Unit) -> None:
        mailing.expect(unit, unit.buyers.load(1), BY_MAIL, self.shop.clock.now())

    async def later(self, by: timedelta = 10 * MINUTE) -> list[Letter]:
        """Time passes, and what became due is done; returns all letters so far."""
        self.shop.clock.forward(by)
        await self.delivery.drain()
        await self.delivery.quiet()
        return self.post.letters

    async def log(self) -> list[tuple[str, str, str]]:
        """What is on record about mails: who, what, and the particulars."""
        file = await file_of(self.shop)
        return [(line.who, line.what, line.detail) for line in file.log if "mail" in line.what]


@pytest.fixture
async def desk(database: str, tmp_path: Path) -> AsyncIterator[Desk]:
    async with open_shop(tmp_path, url=database) as shop:
        ana = await shop.buyer()
        await ana.say(ANA)
        post = ScriptedPostOffice()
        mailroom = Mailroom(shop.house.memory, shop.clock, BY_MAIL, post)
        delivery = Delivery(
            shop.house.memory,
            shop.clock,
            PRACTICE,
            ScriptedPayments(),
            lambda _buyer: None,
            dict.fromkeys(mailing.KINDS, mailroom.deliver),
        )
        yield Desk(shop, ana, post, delivery)


# --- consent -------------------------------------------------------------------------------------------------------


async def test_the_address_is_that_of_the_proven_order_and_nobody_has_agreed_to_it_yet(desk: Desk) -> None:
    assert await desk.shop.house.memory.read(mailing.consent_of, 1) == Consent("a•••@example.com", agreed=False)


async def test_without_a_proven_order_there_is_no_address_to_agree_to(desk: Desk) -> None:
    await (await desk.shop.buyer()).say("The price fell: WL-2026-0063, ana@elsewhere.example.com")

    assert await desk.shop.house.memory.read(mailing.consent_of, 2) is None
    with pytest.raises(NotNow, match="No address is known"):
        await desk.shop.house.memory.write(mailing.agree, 2, BY_MAIL, desk.shop.clock.now())


async def test_that_a_buyer_agreed_is_on_record_once_and_their_address_is_not(desk: Desk) -> None:
    agreed = [await desk.agree(), await desk.agree()]

    assert agreed == [Consent("a•••@example.com", agreed=True)] * 2
    assert await desk.log() == [("buyer", "agreed to mails", "")]


async def test_who_did_not_agree_is_not_written_to(desk: Desk) -> None:
    await desk.says()

    assert await desk.later() == []


async def test_who_stopped_the_mails_is_not_written_to_any_more(desk: Desk) -> None:
    await desk.agree()
    await desk.says()

    left = await desk.shop.house.memory.write(mailing.stop, 1, desk.shop.clock.now())

    assert left == Consent("a•••@example.com", agreed=False)
    assert await desk.later() == []
    assert await desk.log() == [("buyer", "agreed to mails", ""), ("buyer", "mails stopped", "the buyer does not want them")]


async def test_the_link_at_the_end_of_a_letter_stops_them_and_opens_nothing(desk: Desk) -> None:
    await desk.agree()
    await desk.says()
    (letter,) = await desk.later()
    token = letter.stop_url.removeprefix("https://help.example.com/mail/stop/")

    before = await desk.shop.house.memory.read(mailing.stopping, token, desk.shop.clock.now())
    stopped = await desk.shop.house.memory.write(mailing.stop_by_link, token, desk.shop.clock.now())
    again = await desk.shop.house.memory.write(mailing.stop_by_link, token, desk.shop.clock.now())
    opened = await desk.shop.web.post("/api/chat", json={"link": token})

    assert before == stopped == mailing.Stopping(1, "en", "a•••@example.com")
    assert again == mailing.Stopping(1, "en", "")
    assert opened.status_code == 404
    await desk.says()
    assert await desk.later() == [letter]


async def test_the_link_back_stops_no_mails(desk: Desk) -> None:
    await desk.agree()
    await desk.says()
    (letter,) = await desk.later()

    assert await desk.shop.house.memory.write(mailing.stop_by_link, token_in(letter), desk.shop.clock.now()) is None
    assert await desk.shop.house.memory.read(mailing.consent_of, 1) == Consent("a•••@example.com", agreed=True)


# --- when ----------------------------------------------------------------------------------------------------------


async def test_a_line_that_waited_unread_is_in_a_letter_with_a_link_that_leads_back_to_it(desk: Desk) -> None:
    await desk.agree()
    await desk.says("I've looked at it: you're right.")

    too_soon = list(await desk.later(9 * MINUTE))
    (letter,) = await desk.later(MINUTE)

    assert too_soon == []
    assert (letter.to, letter.subject) == ("ana.garcia@example.com", "Wanderlight: an answer in your case 1")
    assert [(said.by, said.text) for said in letter.passages] == [("Mei, Wanderlight", "I've looked at it: you're right.")]
    opened = await desk.shop.web.post("/api/chat", json={"link": token_in(letter)})
    phone = Buyer(desk.shop.web, desk.shop.house, {"Authorization": f"Bearer {opened.json()['token']}"})
    assert (await phone.read())[-1]["text"] == "I've looked at it: you're right."


async def test_several_lines_are_one_letter_that_goes_out_when_it_has_been_quiet(desk: Desk) -> None:
    await desk.agree()
    await desk.says("One.")
    await desk.later(6 * MINUTE)
    await desk.says("Two.")

    still_talking = list(await desk.later(6 * MINUTE))
    (letter,) = await desk.later(4 * MINUTE)

    assert still_talking == []
    assert [said.text for said in letter.passages] == ["One.", "Two."]


async def test_what_was_read_on_the_page_is_in_no_letter(desk: Desk) -> None:
    await desk.agree()
    await desk.says("One.")
    await desk.ana.read()
    await desk.says("Two.")

    (letter,) = await desk.later()

    assert [said.text for said in letter.passages] == ["Two."]


async def test_what_was_all_read_is_no_letter(desk: Desk) -> None:
    await desk.agree()
    await desk.says()
    await desk.ana.read()

    assert await desk.later() == []


async def test_a_line_is_in_one_letter_only(desk: Desk) -> None:
    await desk.agree()
    await desk.says("One.")
    await desk.later()
    await desk.says("Two.")

    first, second = await desk.later()

    assert [said.text for said in first.passages] == ["One."]
    assert [said.text for said in second.passages] == ["Two."]
    assert first.name != second.name


async def test_what_was_said_before_the_buyer_agreed_is_written_too(desk: Desk) -> None:
    await desk.says("One.")

    await desk.agree()

    assert [said.text for letter in await desk.later() for said in letter.passages] == ["One."]


async def test_a_buyer_who_writes_in_a_chat_by_now_is_answered_there_and_not_by_mail(desk: Desk) -> None:
    await desk.agree()

    def goes_to_the_chat(unit: Unit) -> None:
        chat = unit.doors.add(1, "telegram", "4711", desk.shop.clock.now())
        assert chat
        unit.buyers.is_at(1, chat.id)

    await desk.shop.house.memory.write(goes_to_the_chat)
    await desk.says()

    assert await desk.later() == []


async def test_an_answer_is_written_by_night_as_by_day(desk: Desk) -> None:
    await desk.agree()
    desk.shop.clock.forward(timedelta(hours=17))  # three in the morning
    await desk.says()

    assert len(await desk.later()) == 1


async def test_a_shop_that_writes_no_more_letters_lets_those_be_that_are_due(desk: Desk) -> None:
    await desk.agree()
    await desk.says()
    desk.shop.clock.forward(10 * MINUTE)

    memory = desk.shop.house.memory
    await Delivery(memory, desk.shop.clock, PRACTICE, ScriptedPayments(), lambda _buyer: None).drain()

    assert await memory.read(lambda unit: unit.agenda.waiting("mail")) == 0
    assert await desk.later() == []


async def test_once_all_is_handed_out_nothing_is_due(desk: Desk) -> None:
    await desk.agree()
    await desk.says()
    memory = desk.shop.house.memory
    last = (await memory.read(lambda unit: unit.buyers.load(1))).last_n

    await memory.write(mailing.caught_up, 1, last - 1, desk.shop.clock.now())
    before = await memory.read(lambda unit: unit.agenda.waiting("mail"))
    await memory.write(mailing.caught_up, 1, last, desk.shop.clock.now())

    assert (before, await memory.read(lambda unit: unit.agenda.waiting("mail"))) == (1, 0)


# --- what is in it -------------------------------------------------------------------------------------------------


async def test_a_coupons_code_stays_in_the_conversation_and_the_letter_says_so(desk: Desk) -> None:
    await desk.agree()
    code = new_code()
    await desk.says(f"Your coupon is {code}.")

    (letter,) = await desk.later()

    assert letter.passages[0].text == "Your coupon is AM-••••."
    assert letter.hints == (
        "A coupon's code isn't put into a mail: you'll find it in the conversation.",
        "Answer there, from any device. The link opens your conversation, so keep it to yourself; it works until March 2.",
    )
    assert code not in repr(letter)


@pytest.mark.parametrize(
    ("language", "subject"),
    [("es", "Wanderlight: una respuesta en su caso 1"), ("zh_Hans", "Wanderlight：您的服务单1有了回复")],
)
async def test_a_letter_is_in_the_buyers_language(desk: Desk, language: str, subject: str) -> None:
    await desk.agree()
    await desk.shop.house.memory.write(lambda unit: unit.buyers.speaks(1, language, chosen=True, belief={}))
    await desk.says()

    (letter,) = await desk.later()

    assert (letter.language, letter.subject, letter.right_to_left) == (language, subject, False)


async def test_for_whoever_reads_from_the_right_the_letter_says_so(desk: Desk) -> None:
    await desk.agree()
    await desk.shop.house.memory.write(lambda unit: unit.buyers.speaks(1, "ar", chosen=True, belief={}))
    await desk.says()

    (letter,) = await desk.later()

    assert letter.right_to_left


# --- what becomes of it --------------------------------------------------------------------------------------------


async def test_that_a_letter_went_out_is_on_record_and_the_address_is_not(desk: Desk) -> None:
    await desk.agree()
    await desk.says()

    await desk.later()

    last = (await desk.shop.house.memory.read(lambda unit: unit.buyers.load(1))).last_n
    assert (await desk.log())[1:] == [("mail", "mailed", f"up to line {last}")]
    assert "ana.garcia" not in repr((await file_of(desk.shop)).log)


async def test_a_server_that_cannot_take_it_now_is_asked_again_a_minute_later_then_two(desk: Desk) -> None:
    await desk.agree()
    desk.post.will([NOT_NOW, NOT_NOW, SENT])
    await desk.says()

    sent = [len(await desk.later(by)) for by in (10 * MINUTE, 59 * MINUTE / 60, MINUTE / 60, 2 * MINUTE, DAY)]

    assert sent == [1, 1, 2, 3, 3]
    assert len({letter.name for letter in desk.post.letters}) == 1
    assert [what for _, what, _ in await desk.log()] == ["agreed to mails", "mailed"]


async def test_an_address_that_takes_none_is_not_written_to_again_and_the_staff_can_see_why(desk: Desk) -> None:
    await desk.agree()
    desk.post.will([REFUSED])
    await desk.says()
    await desk.later()

    await desk.says("Two.")

    assert len(await desk.later(DAY)) == 1
    assert (await desk.log())[1:] == [("mail", "mails stopped", "the address takes none: 550 5.1.1")]
    assert await desk.shop.house.memory.read(mailing.consent_of, 1) == Consent("a•••@example.com", agreed=False)


async def test_a_letter_of_which_nobody_can_tell_is_sent_once_more_under_the_same_name(desk: Desk) -> None:
    await desk.agree()
    desk.post.will([UNKNOWN, SENT])
    await desk.says()

    sent = [len(await desk.later(by)) for by in (10 * MINUTE, 5 * MINUTE, DAY)]

    assert sent == [1, 2, 2]
    assert desk.post.letters[0].name == desk.post.letters[1].name


async def test_a_letter_of_which_nobody_can_tell_twice_is_not_sent_a_third_time(desk: Desk) -> None:
    await desk.agree()
    desk.post.will([UNKNOWN, UNKNOWN])
    await desk.says()

    sent = [len(await desk.later(by)) for by in (10 * MINUTE, 5 * MINUTE, DAY)]

    assert sent == [1, 2, 2]
    assert (await desk.log())[-1][2].endswith(", perhaps: no answer came, twice")


@dataclass
class SlowPostOffice(ScriptedPostOffice):
    """While a letter is on its way, somebody says something more."""

    desk: Desk | None = field(default=None)

    async def send(self, letter):  # type: ignore[no-untyped-def]
        if self.desk and not self.letters:
            await self.desk.says("Two.")
        return await super().send(letter)


@pytest.mark.parametrize(("answer", "then"), [(SENT, ["Two."]), (UNKNOWN, ["One.", "Two."]), (NOT_NOW, ["One.", "Two."])])
async def test_what_is_said_while_a_letter_is_on_its_way_is_in_the_next(desk: Desk, answer: PostState, then: list[str]) -> None:
    desk.post = slow = SlowPostOffice(desk=desk)
    slow.will([answer])
    mailroom = Mailroom(desk.shop.house.memory, desk.shop.clock, BY_MAIL, slow)
    desk.delivery = Delivery(
        desk.shop.house.memory,
        desk.shop.clock,
        PRACTICE,
        ScriptedPayments(),
        lambda _buyer: None,
        dict.fromkeys(mailing.KINDS, mailroom.deliver),
    )
    await desk.agree()
    await desk.says("One.")

    first, second = [list(await desk.later(by)) for by in (10 * MINUTE, 10 * MINUTE)]

    assert [said.text for said in first[0].passages] == ["One."]
    assert [said.text for said in second[1].passages] == then
    assert len(await desk.later(DAY)) == 2


async def test_a_process_that_died_with_a_letter_in_its_hands_costs_one_repeated_letter(desk: Desk) -> None:
    await desk.agree()
    await desk.says()
    desk.shop.clock.forward(10 * MINUTE)
    memory, now = desk.shop.house.memory, desk.shop.clock.now()
    (claimed,) = await memory.write(lambda unit: [one for one in unit.due.claim(now) if one.kind == "mail"])
    lost = await memory.write(mailing.begin, claimed, BY_MAIL, now)

    await memory.write(lambda unit: unit.due.let_go())
    (letter,) = await desk.later(timedelta())

    assert lost is not None
    assert letter.name == lost.letter.name
    assert await desk.later(DAY) == [letter]


# --- whatever happens ----------------------------------------------------------------------------------------------

happenings = st.one_of(
    st.sampled_from(["says", "says", "reads", "agrees", "stops", "dies"]),
    st.sampled_from([SENT, NOT_NOW, UNKNOWN]),
    st.integers(1, 20),
)


@settings(max_examples=60)
@given(st.lists(happenings, max_size=30))
def test_whatever_happens_a_letter_is_agreed_to_and_holds_what_was_neither_read_nor_sent(
    tmp_path_factory: pytest.TempPathFactory, sqlite_shop: Path, events: list[str | PostState | int]
) -> None:
    memory = Memory(f"sqlite:///{shutil.copy(sqlite_shop, tmp_path_factory.mktemp('any') / 'shop.db')}")
    ana = buyer(memory)
    complaint(memory, ana)
    memory.write_now(lambda unit: unit.buyers.speaks(ana, "en", chosen=False, belief={}))
    now, agreed, answers, waiting = AT, False, deque[PostState](), list[str]()

    def says() -> None:
        known = memory.write_now(lambda unit: unit.buyers.load(ana))
        line = NewLine(Speaker.PERSON, f"Line {known.last_n + 1}.", author="Mei")
        memory.write_now(lambda unit: unit.transcript.add(ana, 1, known.last_n, [line], now, known.door_id))
        memory.write_now(lambda unit: unit.buyers.counted(ana, known.last_n + 1))
        memory.write_now(mailing.expect, known, BY_MAIL, now)
        waiting.append(line.text)

    def do_what_is_due(answer: PostState | None) -> None:
        """With no answer the process dies before it hears of one."""
        for thing in memory.write_now(lambda unit: unit.due.claim(now)):
            due = memory.write_now(mailing.begin, thing, BY_MAIL, now)
            if due is None:
                continue
            assert agreed
            assert [said.text for said in due.letter.passages] == waiting
            if answer:
                memory.write_now(mailing.settle, thing, due, Posting(answer), now)
            if answer is SENT or (answer is UNKNOWN and thing.kind == "mail_again"):
                waiting.clear()
        if answer is None:
            memory.write_now(lambda unit: unit.due.let_go())

    for event in events:
        if event == "says":
            says()
        elif event == "reads":
            last = memory.write_now(lambda unit: unit.buyers.load(ana)).last_n
            memory.write_now(handling.handed_out, ana, last, now)
            waiting.clear()
        elif event in {"agrees", "stops"}:
            agreed = event == "agrees"
            memory.write_now(_may_be_written_to, ana, "ana@example.com" if agreed else "")
        elif event == "dies":
            do_what_is_due(None)
        elif isinstance(event, PostState):
            answers.append(event)
        elif isinstance(event, int):
            now += event * MINUTE
            do_what_is_due(answers.popleft() if answers else SENT)
    says()
    now += 10 * MINUTE
    do_what_is_due(SENT)

    assert waiting == [] or not agreed
    memory.close()


def _may_be_written_to(unit: Unit, buyer_id: int, address: str) -> None:
    unit.buyers.may_be_written_to(buyer_id, address, AT)
