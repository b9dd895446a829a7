"""A language model is asked where the bot cannot tell, once, about masked words; it moves a button, and nothing else."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from bot.complaint import handling
from bot.complaint.post import Command, Post, Unreadable
from bot.complaint.reception import Arrival, Reception, Tongues
from bot.complaint.second_opinion import SecondOpinion, is_unsure, with_first
from bot.language.understand import Answer, Asked, Guess, Understanding
from bot.memory.store import Memory
from bot.memory.transcript import WrittenLine
from bot.shop.answers import Shelf, read_answers
from bot.terms import Cause, Question, Speaker
from tests.complaint.counter import PRACTICE
from tests.language.connectors.fake_outside import FakeOutside, completion, on_a_bare_line
from tests.memory.people import AT, buyer, complaint
from tests.talk import StandingClock, open_shop
from tests.web.listening import behind_a_socket

ODD = "the zip of it came off, says Ana García of order WL-2026-0063, ana.garcia@example.com, for 20 EUR"
LATE, WRONG = Guess(Cause.LATE_DELIVERY, 0.4), Guess(Cause.WRONG_ITEM, 0.2)
ODDLY = Understanding("the zip of it came off", guesses=(LATE,), language="en")


@dataclass
class ScriptedModel:
    """Answers what it is told to; `asked` is what it was shown."""

    answer: str | None = "damaged"
    asked: list[str] = field(default_factory=list)
    labels: list[Mapping[str, str]] = field(default_factory=list)

    async def label(self, message: str, among: Mapping[str, str]) -> str | None:
        self.asked.append(message)
        self.labels.append(among)
        return self.answer


@dataclass
class Uncertain:
    """Understands of every message the same."""

    understood: Understanding

    def understand(self, text: str, language: str, asked: Asked) -> Understanding:  # noqa: ARG002
        return replace(self.understood, text=text, language=language)

    def ready(self, _language: str) -> bool:
        return True

    def prepare(self, _language: str) -> None:
        raise AssertionError("what is ready need not be prepared")


@pytest.fixture
def model() -> ScriptedModel:
    return ScriptedModel()


def door(payloads: list[str]) -> Post:
    return Post(payloads[0])


def opinion_of(memory: Memory, model: ScriptedModel) -> SecondOpinion:
    return SecondOpinion(memory, StandingClock(AT), PRACTICE, model)


def reception_of(memory: Memory, model: ScriptedModel, *guesses: Guess) -> Reception:
    clock = StandingClock(AT)
    opinion = opinion_of(memory, model)
    understander = Uncertain(Understanding("", guesses=guesses))
    tongues = Tongues(("en",), "en")
    return Reception(
        memory, clock, PRACTICE, understander, tongues, {"page": door}, lambda _buyer: None, second_opinion=opinion
    )  # fmt: skip


async def write(reception: Reception, buyer_id: int, text: str, name: str = "1") -> None:
    await reception.store([Arrival("page", f"{buyer_id}:{name}", buyer_id, text)])
    await reception.quiet()


def answers(memory: Memory, buyer_id: int) -> list[WrittenLine]:
    lines = memory.write_now(lambda unit: unit.transcript.after(buyer_id, 0))
    return [line for line in lines if line.speaker is Speaker.BOT]


async def test_its_label_is_the_first_button_before_two_of_our_own_and_a_press_decides(
    memory: Memory, model: ScriptedModel
) -> None:
    ana = buyer(memory)

    await write(reception_of(memory, model, LATE, WRONG, Guess(Cause.PAYMENT, 0.1)), ana, ODD)

    said = answers(memory, ana)[-1]
    assert "listen.which_of_these" in said.keys
    assert [button.argument or button.choice for button in said.buttons] == [
        *("damaged", "late_delivery", "wrong_item"),
        *("another_cause", "person", "es"),
    ]
    assert memory.write_now(lambda unit: unit.cases.load(1)).case.cause is None


async def test_where_our_own_words_tell_nothing_its_label_is_the_one_button(memory: Memory, model: ScriptedModel) -> None:
    ana = buyer(memory)

    await write(reception_of(memory, model), ana, ODD)

    assert [button.argument for button in answers(memory, ana)[-1].buttons] == ["damaged", "", "", "es"]


async def test_it_is_shown_no_name_no_code_no_address_and_no_amount(memory: Memory, model: ScriptedModel) -> None:
    ana = memory.write_now(lambda unit: unit.doors.open("page", "ana", "en", "", AT, "Ana García")).buyer_id

    await write(reception_of(memory, model), ana, ODD)

    assert model.asked == ["the zip of it came off, says *** *** of order , , for ***"]


async def test_the_name_on_an_order_that_they_came_for_by_link_is_hidden_too(memory: Memory, model: ScriptedModel) -> None:
    ana = buyer(memory)
    order = memory.write_now(lambda unit: unit.shop.find_orders("WL20260063"))[0]
    token = memory.write_now(lambda unit: unit.links.to_order(order.id, AT, AT.replace(year=2027)))
    memory.write_now(lambda unit: unit.links.bind(token, ana, AT))

    await write(reception_of(memory, model), ana, f"{order.buyer_name} here, and the zip came off")

    first, *others = order.buyer_name.split()
    assert others
    assert model.asked == [f"{' '.join('***' for _ in (first, *others))} here, and the zip came off"]


async def test_it_chooses_among_the_causes_that_are_buttons_and_is_told_what_they_say(
    memory: Memory, model: ScriptedModel
) -> None:
    await write(reception_of(memory, model), buyer(memory), ODD)

    (among,) = model.labels
    assert among["damaged"] == "It arrived damaged"
    assert not {"human", "spam_abuse", "safety", "out_of_stock", "price_error"} & among.keys()


async def test_a_message_that_is_worked_again_is_not_shown_again(memory: Memory) -> None:
    ana = buyer(memory)

    class Meanwhile(ScriptedModel):
        async def label(self, message: str, among: Mapping[str, str]) -> str | None:
            await memory.write(handling.choose_language, ana, "en")  # so that all of it is done once more
            return await super().label(message, among)

    model = Meanwhile()
    await write(reception_of(memory, model), ana, ODD)

    assert len(model.asked) == 1
    assert answers(memory, ana)[-1].buttons[0].argument == "damaged"


async def test_a_person_who_has_the_case_is_not_meddled_with(memory: Memory, model: ScriptedModel) -> None:
    ana = buyer(memory)
    reception = reception_of(memory, model)
    await write(reception, ana, ODD)
    memory.write_now(handling.reply, 1, "Mei", "Hello.", PRACTICE, AT)

    await write(reception, ana, "it is the zip again", "2")

    assert len(model.asked) == 1


@pytest.mark.parametrize("answer", [None, "refund", "safety", "human"])
async def test_what_is_no_label_of_ours_changes_nothing(memory: Memory, model: ScriptedModel, answer: str | None) -> None:
    model.answer = answer

    understood = await opinion_of(memory, model).on(1, buyer(memory), Post(ODD), ODDLY, Asked.NOTHING)

    assert len(model.asked) == 1
    assert understood == ODDLY


async def test_of_a_case_whose_cause_is_known_it_is_not_asked(memory: Memory, model: ScriptedModel) -> None:
    ana = buyer(memory)
    stored = complaint(memory, ana)
    known = replace(stored.case, cause=Cause.DAMAGED, asked=Asked.WHAT_HAPPENED)
    memory.write_now(lambda unit: unit.cases.save(stored, known, AT))

    understood = await opinion_of(memory, model).on(1, ana, Post(ODD), ODDLY, Asked.WHAT_HAPPENED)

    assert (model.asked, understood) == ([], ODDLY)


@pytest.mark.parametrize("text", ["WL-2026-0063", "zip", "🙃🙃🙃", "ana.garcia@example.com 20 EUR"])
async def test_what_has_too_few_words_to_be_sorted_is_shown_to_nobody(memory: Memory, model: ScriptedModel, text: str) -> None:
    await write(reception_of(memory, model), buyer(memory), text)

    assert model.asked == []


@pytest.mark.parametrize("asked", [Asked.NOTHING, Asked.WHAT_HAPPENED])
def test_free_words_to_an_open_question_may_be_unsure(asked: Asked) -> None:
    assert is_unsure(Post(ODDLY.text), ODDLY, asked, PRACTICE)


@pytest.mark.parametrize("asked", sorted(set(Asked) - {Asked.NOTHING, Asked.WHAT_HAPPENED}))
def test_what_answers_a_question_of_ours_is_shown_to_nobody(asked: Asked) -> None:
    assert not is_unsure(Post(ODDLY.text), ODDLY, asked, PRACTICE)


@pytest.mark.parametrize(
    "told",
    [
        {"guesses": (Guess(Cause.LATE_DELIVERY, 0.6),)},
        {"answer": Answer.YES},
        {"answer": Answer.BUT},
        {"wants_person": True},
        {"safety": True},
        {"thanks": True},
        {"greeting": True},
        {"asking": replace(ODDLY.asking, question=Question.PARCEL, plainly=True)},
    ],
)
def test_what_is_understood_is_shown_to_nobody(told: dict[str, object]) -> None:
    assert not is_unsure(Post(ODDLY.text), replace(ODDLY, **told), Asked.NOTHING, PRACTICE)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "more",
    [
        {"button": "1-x"}, {"command": Command.START}, {"link": "x"}, {"edits": "m1"}, {"drawn": True},
        {"unreadable": Unreadable.VOICE},
    ],
)  # fmt: skip
def test_what_is_no_new_free_message_is_shown_to_nobody(more: dict[str, object]) -> None:
    assert not is_unsure(replace(Post(ODDLY.text), **more), ODDLY, Asked.NOTHING, PRACTICE)  # type: ignore[arg-type]


def test_what_the_owner_has_answered_is_shown_to_nobody() -> None:
    text = '[[answer]]\nname = "zips"\nquestions = ["the zip came off"]\ntext.en = "We mend zips for free."\n'
    shelf = Shelf(read_answers(text))

    assert not is_unsure(Post(ODDLY.text), replace(ODDLY, text="the zip came off"), Asked.NOTHING, replace(PRACTICE, shelf=shelf))


@pytest.mark.parametrize(
    ("own", "then"),
    [
        ((), (Guess(Cause.DAMAGED, 0.0),)),
        ((LATE,), (Guess(Cause.DAMAGED, 0.0), LATE)),
        ((LATE, Guess(Cause.DAMAGED, 0.3)), (Guess(Cause.DAMAGED, 0.3), LATE)),
        ((LATE, WRONG, Guess(Cause.PAYMENT, 0.1)), (Guess(Cause.DAMAGED, 0.0), LATE, WRONG)),
    ],
)
def test_a_proposal_is_no_surer_than_our_own_words_make_it(own: tuple[Guess, ...], then: tuple[Guess, ...]) -> None:
    assert with_first(Cause.DAMAGED, own) == then


async def test_a_model_that_never_answers_is_waited_for_no_longer_than_set(tmp_path: Path) -> None:
    async with on_a_bare_line(None) as address:
        model = {"url": address, "model": "small-1", "timeout_seconds": 0.1}
        async with open_shop(tmp_path, language_model=model) as shop:
            ana = await shop.buyer()
            with capture_logs() as logs:
                lines = await ana.say("qwx blorp zzip")

    assert [line["from"] for line in lines[:2]] == ["buyer", "bot"]
    assert [entry["why"] for entry in logs if entry.get("service") == "language model"] == ["TimeoutError"]


async def asked_over_a_socket(tmp_path: Path, fake: FakeOutside, **settings: object) -> list[str]:
    """The buttons a buyer of the sample shop gets for odd words, with this model set up."""
    async with behind_a_socket(fake.app()) as address:
        model = {"url": f"{address}/v1", "model": "small-1", **settings}
        async with open_shop(tmp_path, language_model=model) as shop:
            ana = await shop.buyer()
            lines = await ana.say("qwx blorp zzip")
    return [str(button["label"]) for button in lines[-1]["buttons"]]  # type: ignore[attr-defined]


async def test_a_shop_with_a_model_asks_it_and_one_without_does_not(tmp_path: Path) -> None:
    fake = FakeOutside()
    fake.says(completion("customs_fee"))

    with_it = await asked_over_a_socket(tmp_path, fake)
    without = await asked_over_a_socket(tmp_path, fake, url="")

    assert with_it[0] == "Customs or tax"
    assert "Customs or tax" not in without
    assert len(fake.asked) == 1
    assert "qwx blorp zzip" in json.dumps(fake.asked[0].body)


@pytest.mark.parametrize(("content", "status"), [("", 500), ("", 429), ("<html>", 200), (completion("refund everything"), 200)])
async def test_a_model_that_fails_leaves_the_answer_as_it_would_have_been(tmp_path: Path, content: object, status: int) -> None:
    fake = FakeOutside()
    fake.says(content, status)

    with_it = await asked_over_a_socket(tmp_path, fake)
    without = await asked_over_a_socket(tmp_path, fake, url="")

    assert len(fake.asked) == 1
    assert with_it == without
