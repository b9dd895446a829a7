"""Whatever happens, in whatever order: what must never be said, promised or forgotten."""

from dataclasses import replace
from datetime import datetime, timedelta

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.complaint import execute, flow, matter_explained
from bot.complaint.case import Case, Ending, PartSettled, PartState
from bot.complaint.event import (
    Approved,
    Choice,
    ClosedByPerson,
    Event,
    HandedBack,
    MatterAnswered,
    OrderAnswered,
    PersonSpoke,
    Pressed,
    PricesAnswered,
    RemedySettled,
    ReviewDue,
    ReviewStage,
    Said,
    Silence,
)
from bot.complaint.outcome import MatterNeeded, Need, OrderNeeded, Outcome, PricesNeeded
from bot.language.understand import Answer, Guess, Understanding
from bot.remedy.decision import Budget, Facts, History, Refused
from bot.remedy.ladder import decide
from bot.remedy.money import Money
from bot.remedy.offer import Proposal
from bot.remedy.price_claim import verify
from bot.shop.orders import Order, order_key
from bot.terms import Authority, Cause, Keeper, Missing, RemedyKind, Severity, Step, Wish
from tests.complaint.cases import AT, PRACTICE, agreed, case, looked_into, matter_of, offered, reading_back
from tests.remedy.claims import VALENTINE, line, order, seen

ORDERS = [
    order(id=1),
    order(line(quantity=4), paid="199.60", id=2, number="WL-2000"),
    order(refunded="99.80", id=3, number="WL-3000"),
    order(status="cancelled", id=4, number="WL-4000"),
    order(promised=Money(500, "EUR"), id=5, number="WL-5000"),
]
PRICES = [
    (seen("49.90", "01-05"), seen("44.91", "02-13")),
    (seen("49.90", "01-05"), seen("40.00", "02-13")),
    (seen("49.90", "02-13"),),
    (),
]


@st.composite
def records(draw: st.DrawFn, of: Order) -> PricesAnswered:
    """Whatever the records can say of the prices of an order and of what was given before."""
    given_before = History(draw(st.integers(0, 3)), draw(st.integers(0, 4)), Money(draw(st.sampled_from([0, 0, 1497])), "EUR"))
    spent = Budget(Money(draw(st.sampled_from([0, 0, 99_000])), "EUR"))
    return PricesAnswered(of, draw(st.sampled_from(PRICES)), (VALENTINE,), given_before, spent, AT)


understandings = st.builds(
    Understanding,
    text=st.sampled_from(["", "hm", "https://shop.example.com/slip"]),
    guesses=st.lists(st.builds(Guess, st.sampled_from(Cause), st.sampled_from([0.3, 0.9])), max_size=2).map(tuple),
    answer=st.sampled_from(Answer),
    yes_to=st.sampled_from([None, None, None, Money(998, "EUR"), Money(2000, "EUR")]),
    wish=st.sampled_from([None, *Wish]),
    wants_person=st.sampled_from([False] * 29 + [True]),
    safety=st.sampled_from([False] * 39 + [True]),
    thanks=st.booleans(),
    greeting=st.booleans(),
    question=st.sampled_from([False, False, True]),
    order_numbers=st.sampled_from([(), (), ("WL-1042",), ("WL-2000",), ("wl 2000",)]),
    emails=st.sampled_from([(), ("ana@example.com",)]),
    amounts=st.sampled_from([(), (Money(4000, "EUR"),)]),
)
_WITH_ARGUMENT = {Choice.ACCEPT, Choice.CAUSE, Choice.ARTICLE, Choice.SEVERITY, Choice.MISSING}
presses = st.one_of(
    st.tuples(st.sampled_from([one for one in Choice if one not in _WITH_ARGUMENT]), st.just("")),
    st.tuples(st.just(Choice.ARTICLE), st.sampled_from(["", "0"])),
    st.tuples(st.just(Choice.SEVERITY), st.sampled_from(Severity)),
    st.tuples(st.just(Choice.MISSING), st.sampled_from(Missing)),
    st.tuples(st.just(Choice.ACCEPT), st.builds("{}:{}".format, st.integers(1, 4), st.integers(0, 1))),
    st.tuples(st.just(Choice.CAUSE), st.sampled_from(Cause)),
)
names = st.sampled_from(["Mei", "Li"])
by_buyer = st.builds(Said, understandings, st.just(AT))
by_button = presses.map(lambda press: Pressed(*press, AT))
by_staff = st.one_of(
    st.builds(PersonSpoke, names, st.just(AT)),
    st.builds(HandedBack, names, st.just(AT)),
    st.builds(ClosedByPerson, names, st.just(AT)),
    st.builds(Approved, names, st.sampled_from(Authority), st.just(AT)),
)
by_time = st.builds(Silence, st.booleans(), st.just(AT))
# Facts that nobody asked for, as they come when the asking was overtaken.
by_money = st.builds(
    RemedySettled,
    st.builds(
        PartSettled,
        st.just(RemedyKind.REFUND),
        st.sampled_from(PartState),
        st.just(Money(998, "EUR")),
        reference=st.just("R-1042"),
    ).map(lambda part: (part,)),
    st.just(AT),
)
by_review = st.builds(ReviewDue, st.sampled_from(ReviewStage), st.just(AT))
by_records = st.one_of(
    st.builds(OrderAnswered, st.sampled_from([None, *ORDERS]), st.booleans(), st.just(AT)),
    st.sampled_from(ORDERS[1:]).flatmap(lambda of: records(of)),
)
events = st.sampled_from([by_buyer] * 6 + [by_button] * 3 + [by_staff] * 2 + [by_time, by_records, by_money, by_review]).flatmap(
    lambda kind: kind
)

BEGINNINGS = [
    case(Step.APOLOGIZE),
    case(Step.APOLOGIZE),
    reading_back(),
    looked_into(),
    offered(),
    offered(),
    offered(of=ORDERS[1]),
    replace(offered(), ending=None, keeper=Keeper.PERSON, person="Mei"),
    agreed(),
]


def one_of_ours(event: Event, now: Case) -> Event:
    """The event; of a button of the offer that stands, one that was really put beneath it."""
    if isinstance(event, RemedySettled) and now.ending:
        return ReviewDue(ReviewStage.ASK, AT)  # money that moves after the end is a matter of its own, in test_flow.py
    if isinstance(event, Pressed) and event.choice is Choice.ACCEPT and now.offer:
        version, _, chosen = event.argument.partition(":")
        return replace(event, argument=f"{version}:{int(chosen) % len(now.offer.offer.proposals)}")
    return event


def decided(before: Case, answer: PricesAnswered, at: datetime) -> set[Proposal]:
    """What the policy gives for these records, asked directly."""
    finding = verify(answer.order, answer.prices, answer.promotions, wrote_at=before.opened_at, now=at)
    facts = Facts(finding, answer.order, answer.history, answer.budget, PRACTICE.rates, before.wish)
    decision = decide(facts, PRACTICE.policy)
    return set() if isinstance(decision, Refused) else set(decision.offer.proposals)


def given_for_matter(before: Case, answer: MatterAnswered) -> set[Proposal]:
    """What the policy gives for a trouble that is no question of prices, with the names filled in that it does not know."""
    _, _, decision = matter_explained.judge(before, answer, PRACTICE)
    offer = None if isinstance(decision, Refused) else flow.step(before, answer, PRACTICE).case.offer
    return set(offer.offer.proposals) if offer else set()


def is_explicit_yes(before: Case, event: Event) -> bool:
    """Whether this is a yes that may bind: to the offer that stands, that waits for nobody, and in so many words."""
    if before.offer is None or before.offer.waits_for:
        return False
    if isinstance(event, Pressed):
        return event.choice is Choice.ACCEPT and event.argument.split(":")[0] == str(before.offer.version)
    if not isinstance(event, Said) or event.understood.question:
        return False
    named = event.understood.yes_to
    if named is None:
        return event.understood.answer is Answer.YES
    return any(named == part.amount for one in before.offer.offer.proposals for part in one.parts if part.percent is None)


@given(st.data())
@settings(max_examples=800)
def test_no_order_of_events_makes_the_bot_say_or_promise_what_it_must_not(data: st.DataObject) -> None:
    now, agreements = data.draw(st.sampled_from(BEGINNINGS)), 0
    given_by_the_policy = set(now.offer.offer.proposals) if now.offer else set()

    for happening in data.draw(st.lists(events, min_size=1, max_size=14)):
        before, event = now, one_of_ours(happening, now)
        outcome = flow.step(before, event, PRACTICE)
        answered = 0
        while outcome.needs:
            assert answered < 3, "the records are asked for ever"
            answer = answer_to(outcome.needs, outcome.case, data)
            if isinstance(answer, PricesAnswered):
                given_by_the_policy |= decided(outcome.case, answer, AT)
            if isinstance(answer, MatterAnswered):
                given_by_the_policy |= given_for_matter(outcome.case, answer)
            outcome = flow.step(outcome.case, answer, PRACTICE).after(outcome)
            answered += 1
        now = outcome.case
        agreements += outcome.agreed

        check_what_is_said(before, event, outcome)
        check_what_is_promised(before, event, outcome, given_by_the_policy)
        assert msgspec.json.decode(msgspec.json.encode(now), type=Case) == now
    assert agreements <= 1


def answer_to(need: Need, now: Case, data: st.DataObject) -> OrderAnswered | PricesAnswered | MatterAnswered:
    if isinstance(need, MatterNeeded):
        return matter_of(next((one for one in ORDERS if one.id == now.order_id), None))
    if isinstance(need, PricesNeeded):
        return data.draw(records(next(one for one in ORDERS if one.id == need.order_id)))
    if isinstance(need, OrderNeeded):
        proven = [one for one in ORDERS if order_key(one.number) == order_key(need.number)]
        return OrderAnswered(data.draw(st.sampled_from([None, *proven])), data.draw(st.sampled_from([False, False, True])), AT)
    return OrderAnswered(next(one for one in ORDERS if one.id == need.order_id), too_many=False, at=AT)


def check_what_is_said(before: Case, event: Event, outcome: Outcome) -> None:
    """Nothing while a person has it or after the end; short messages; and never a question for what is known.

    Whoever waits for a person and tells of danger is told that one is called at once; who asks, how it waits.
    """
    said = [sentence.line.key for say in outcome.says for sentence in say.sentences]
    in_danger = isinstance(event, Said) and event.understood.safety and before.cause is not Cause.SAFETY
    if in_danger and before.keeper is Keeper.WAITING:
        assert said == ["apologize.safety", "person.at_once"]
    elif before.keeper is Keeper.WAITING and isinstance(event, Said):
        assert said in ([], ["person.waits"], ["person.waits_longer"])
    elif before.ending or (before.keeper is not Keeper.BOT and not isinstance(event, HandedBack)):
        assert said == []
    assert all(1 <= len(say.sentences) <= 3 for say in outcome.says)
    assert said.count("person.handed_back") <= 1
    if isinstance(event, OrderAnswered) and not before.order_id and not before.proof:
        assert outcome.case == before, "an order is proven by nothing"
    if "listen.order" in said:
        assert outcome.case.order_number == ""
    if "listen.proof" in said:
        assert outcome.case.proof == ""
    if before.consoled:
        assert not any(key == f"apologize.{cause}" for key in said for cause in Cause if cause is not Cause.SAFETY)
    if outcome.wait_for_reply:
        assert said
        assert (outcome.case.ending, outcome.case.keeper) == (None, Keeper.BOT)
    if outcome.case.keeper is Keeper.BOT and not outcome.case.ending and isinstance(event, Said | Pressed):
        assert said, "the buyer is left without an answer"


def check_what_is_promised(before: Case, event: Event, outcome: Outcome, given_by_the_policy: set[Proposal]) -> None:
    """An offer only as the policy made it, a promise only after an explicit yes to the one that stands."""
    after = outcome.case
    if after.offer:
        assert set(after.offer.offer.proposals) <= given_by_the_policy
        assert after.offers >= after.offer.version
    if outcome.agreed:
        assert after.agreed is not None
        assert after.offer
        if after.offer.offer.proposals[after.agreed].parts[0].kind is not RemedyKind.RETURN:
            # The way to send goods back is the buyer's right, and waits for no yes.
            assert is_explicit_yes(before, event)
            assert (before.step, after.step) == (Step.OFFER, Step.EXECUTE)
            assert after.offer == before.offer
        assert after.facts[-1].name == "agreed"
    if before.step is Step.EXECUTE:
        assert (after.agreed, after.offer) == (before.agreed, before.offer)
        assert after.step in {Step.EXECUTE, Step.REVIEW}
    if after.ending is Ending.LAPSED and before.ending is None:
        assert isinstance(event, Silence)
        assert event.last


@given(st.lists(events, max_size=6))
def test_what_cannot_be_given_any_more_leads_to_a_person_and_never_to_a_second_promise(later: list[Event]) -> None:
    failed = execute.cannot(case(Step.OFFER, order_id=1, cause=Cause.PRICE_DROP, offers=1), AT, PRACTICE, "changed").case

    now = failed
    for event in later:
        outcome = flow.step(now, event, PRACTICE)
        assert not outcome.agreed
        now = outcome.case if outcome.needs is None else replace(outcome.case, opened_at=AT - timedelta(days=1))
