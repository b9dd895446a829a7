"""An explicit yes to this offer binds, and nothing else does."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from bot.complaint import offer, price_explained
from bot.complaint.case import Case
from bot.complaint.event import Approved, Choice, Pressed, Said
from bot.complaint.outcome import Outcome
from bot.language.understand import Answer, Asked, WordsUnderstander
from bot.remedy.decision import NeedsApproval
from bot.remedy.money import Money
from bot.remedy.offer import Part
from bot.terms import Authority, Cause, Keeper, RemedyKind, Step, Wish
from tests.complaint.cases import (
    AT,
    PRACTICE,
    agreed,
    buttons,
    case,
    keys,
    looked_into,
    notes,
    offered,
    pressed,
    prices_of,
    said,
    step,
)
from tests.complaint.test_matters import judged, late_by
from tests.remedy.claims import line, order, policy, seen

THE_OFFER = ["offer.refund_coupon", "offer.shall_i", "offer.or_coupon"]
DEAR = order(line(quantity=4), paid="199.60", id=1)  # 4 × 4.99 = 19.96 is more than the bot's 15 EUR


def words(text: str) -> Said:
    """A message as it is really understood when an offer was made."""
    return Said(WordsUnderstander().understand(text, "en", Asked.OFFER), AT)


def waiting() -> Case:
    return offered(of=DEAR)


def taken(outcome: Outcome) -> tuple[bool, Step, int | None]:
    return outcome.agreed, outcome.case.step, outcome.case.agreed


def test_the_offer_is_the_exact_difference_and_a_coupon_or_one_larger_coupon() -> None:
    standing = offered().offer
    assert standing is not None

    first, other = standing.offer.proposals

    assert first.parts == (
        Part(RemedyKind.REFUND, Money(998, "EUR")),  # 2 × (49.90 − 44.91)
        Part(RemedyKind.COUPON, Money(499, "EUR"), Decimal(5)),  # 5 % of 2 × 49.90
    )
    assert other.parts == (Part(RemedyKind.COUPON, Money(1497, "EUR")),)  # 150 % of 9.98
    assert (standing.version, standing.waits_for, standing.approved_by) == (1, None, "bot")


@pytest.mark.parametrize("text", ["yes", "ok, do it", "yes please", "Yes, refund it", "Yes, refund €9.98", "sure, go ahead"])
def test_a_plain_yes_in_words_binds_to_the_proposal_named_first(text: str) -> None:
    assert taken(step(offered(), words(text))) == (True, Step.EXECUTE, 0)


@pytest.mark.parametrize(
    "text",
    [
        "ok, but I want 20 EUR",
        "yes if I can keep the coupon too",
        "yes?",
        "maybe",
        "what would the coupon be good for?",
        "I want all my money back, not this",
        "yes, refund 20 EUR",
        "yes, 9.98 EUR and 5 EUR more",
        "yes, a replacement please",
        "yes, send me a new one",
        "yes, refund €99.80",
        "yes, 5 euros",  # not even what the coupon is worth to us
        "yes, €4.99",
        "no",
        "hello?",
        "",
        "🙂",
    ],
)
def test_whatever_is_not_a_plain_yes_binds_nobody(text: str) -> None:
    outcome = step(offered(), words(text))

    assert taken(outcome) == (False, Step.OFFER, None)


@pytest.mark.parametrize("text", ["ok, but I want 20 EUR", "yes, a replacement please"])
def test_a_yes_with_a_change_gets_the_offer_again_and_a_person_beside_it(text: str) -> None:
    outcome = step(offered(), words(text))

    assert keys(outcome) == [["offer.beyond"], THE_OFFER]
    assert buttons(outcome) == ["accept_refund", "accept_coupon", "decline", "person"]
    assert outcome.wait_for_reply


def test_a_question_is_answered_with_the_terms_and_the_offer_stands() -> None:
    outcome = step(offered(), words("how long does it take?"))

    before, after = offered().offer, outcome.case.offer
    assert keys(outcome) == [["offer.terms"], THE_OFFER]
    assert before
    assert after
    assert replace(after, terms_told=False) == before


def test_a_no_does_nothing_and_leaves_the_offer_to_be_had() -> None:
    outcome = step(offered(), words("no"))
    after_all = step(outcome.case, pressed(Choice.ACCEPT, "1:0"))

    assert keys(outcome) == [["offer.declined"]]
    assert buttons(outcome) == ["accept_refund", "accept_coupon", "person"]
    assert taken(after_all) == (True, Step.EXECUTE, 0)


@pytest.mark.parametrize("no", [words("no"), pressed(Choice.DECLINE)])
@pytest.mark.parametrize("ok", ["ok", "ok, yes", "Yes, refund €9.98"])
def test_an_ok_to_what_was_declined_gets_it_once_more_and_only_the_next_one_binds(no: Said | Pressed, ok: str) -> None:
    first = step(step(offered(), no).case, words(ok))
    second = step(first.case, words(ok))

    assert taken(first) == (False, Step.OFFER, None)
    assert keys(first) == [["offer.that_one"], THE_OFFER]
    assert taken(second) == (True, Step.EXECUTE, 0)


def test_an_offer_that_was_declined_and_is_asked_again_needs_one_yes() -> None:
    asked_again = step(step(offered(), words("no")).case, words("how long does it take?"))

    assert taken(step(asked_again.case, words("yes"))) == (True, Step.EXECUTE, 0)


@pytest.mark.parametrize("text", ["no coupon, money back", "the coupon no, the money"])
def test_who_wants_no_coupon_is_offered_the_money_alone_and_asked(text: str) -> None:
    named = step(offered(), words(text))
    after = step(named.case, words("yes"))

    assert keys(named) == [["offer.that_one"], ["offer.refund", "offer.shall_i"]]
    assert buttons(named) == ["accept_refund", "decline", "person"]
    assert (taken(named), taken(after)) == ((False, Step.OFFER, None), (True, Step.EXECUTE, 0))
    assert after.case.facts[-1].value == "refund 9.98 EUR"


def test_an_earlier_button_gives_no_coupon_back_that_was_not_wanted() -> None:
    narrowed = step(offered(), words("no coupon, money back")).case

    outcome = step(narrowed, pressed(Choice.ACCEPT, "1:0"))

    assert (taken(outcome), keys(outcome)[0]) == ((False, Step.OFFER, None), ["offer.earlier"])


def test_who_merely_prefers_the_money_loses_no_coupon() -> None:
    outcome = step(offered(), words("I prefer a refund to a coupon"))

    assert keys(outcome) == [["offer.that_one"], THE_OFFER]


def test_where_all_there_is_is_a_coupon_no_coupon_is_a_no() -> None:
    goodwill = replace(PRACTICE, policy=policy(goodwill_percent="5"))
    before = step(looked_into(), prices_of(prices=(seen("49.90", "02-13"),)), goodwill).case

    outcome = step(before, said(answer=Answer.NO, wish=Wish.REFUND, prefers=True, refused=frozenset({Wish.COUPON})), goodwill)

    assert (taken(outcome), outcome.case.offer is None) == ((False, Step.OFFER, None), False)


def test_a_kind_that_is_only_named_is_put_first_and_still_wants_a_yes() -> None:
    named = step(offered(), words("I'd rather have the coupon"))
    after = step(named.case, words("yes"))

    assert keys(named) == [["offer.that_one"], ["offer.coupon", "offer.shall_i", "offer.or_refund_coupon"]]
    assert not named.agreed
    assert (named.case.offers, taken(after)) == (2, (True, Step.EXECUTE, 0))
    assert after.case.facts[-1].value == "coupon 14.97 EUR"


def test_a_kind_that_stands_first_already_changes_no_version() -> None:
    outcome = step(offered(), said(wish=Wish.REFUND))

    assert keys(outcome) == [["offer.that_one"], THE_OFFER]
    assert outcome.case.offers == 1


def test_a_yes_that_names_the_other_kind_binds_to_that_one() -> None:
    assert taken(step(offered(), said(answer=Answer.YES, wish=Wish.COUPON))) == (True, Step.EXECUTE, 1)


@pytest.mark.parametrize("wish", [Wish.COUPON, Wish.REPLACEMENT, Wish.TELL_ME])
def test_a_yes_to_what_was_not_offered_binds_nobody(wish: Wish) -> None:
    money_only = replace(PRACTICE, policy=policy(coupon_percent="0", instead_percent="0"))
    before = step(looked_into(), prices_of(), money_only).case

    assert taken(step(before, said(answer=Answer.YES, wish=wish), money_only)) == (False, Step.OFFER, None)
    assert taken(step(before, said(answer=Answer.YES, wish=Wish.REFUND), money_only)) == (True, Step.EXECUTE, 0)


@pytest.mark.parametrize("chosen", [0, 1])
def test_a_pressed_proposal_of_this_offer_binds(chosen: int) -> None:
    assert taken(step(offered(), pressed(Choice.ACCEPT, f"1:{chosen}"))) == (True, Step.EXECUTE, chosen)


def test_a_button_of_an_older_offer_shows_the_one_that_stands() -> None:
    turned = step(offered(), words("I'd rather have the coupon")).case

    outcome = step(turned, pressed(Choice.ACCEPT, "1:0"))

    assert taken(outcome) == (False, Step.OFFER, None)
    assert keys(outcome)[0] == ["offer.earlier"]


@pytest.mark.parametrize("event", [words("yes"), pressed(Choice.ACCEPT, "1:0"), pressed(Choice.ACCEPT, "1:1")])
def test_a_second_yes_changes_nothing(event: Said | Pressed) -> None:
    outcome = step(agreed(), event)

    assert keys(outcome) == [["execute.already"]]
    assert (outcome.agreed, outcome.case) == (False, agreed())


def test_after_so_many_wishes_for_something_else_a_person_decides() -> None:
    first = step(offered(), words("ok, but I want 20 EUR"))
    second = step(first.case, words("ok, but I want 20 EUR"))
    third = step(second.case, words("ok, but I want 20 EUR"))

    assert [keys(one)[0] for one in (first, second, third)] == [["offer.beyond"], ["offer.beyond"], ["person.looks"]]
    assert third.case.keeper is Keeper.WAITING


def test_who_asks_on_hears_once_that_no_more_is_known_and_then_has_a_person() -> None:
    first = step(offered(), said("when exactly?", question=True))
    second = step(first.case, said("but when exactly?", question=True))
    third = step(second.case, said("WHEN?", question=True))

    assert keys(first)[0] == ["offer.terms"]
    assert (keys(second), buttons(second)[-1], second.wait_for_reply) == ([["aside.all_i_know"]], "person", True)
    assert (keys(third), third.case.keeper) == ([["person.looks"]], Keeper.WAITING)


def test_a_yes_to_what_a_colleague_could_find_out_is_no_yes_to_the_offer() -> None:
    asked = step(offered(), said("when exactly?", question=True)).case
    told = step(asked, said("but when exactly?", question=True)).case

    outcome = step(told, words("yes"))

    assert taken(outcome) == (False, Step.OFFER, None)
    assert keys(outcome)[0] == ["offer.that_one"]
    assert taken(step(outcome.case, words("yes"))) == (True, Step.EXECUTE, 0)


@pytest.mark.parametrize("cause", [Cause.PAYMENT, Cause.PRICE_ERROR])
def test_the_buyers_own_money_is_no_gift_of_ours(cause: Cause) -> None:
    above = prices_of(DEAR)
    decided = price_explained.judge(looked_into(), above, PRACTICE)[-1]
    assert isinstance(decided, NeedsApproval)

    outcome = offer.propose(replace(looked_into(), cause=cause), decided, AT, PRACTICE)

    assert keys(outcome) == [["offer.waits_your_money"]]
    assert dict(outcome.says[0].sentences[0].values)["when"] == AT + timedelta(hours=24)


def test_an_offer_above_the_bots_authority_is_not_told_before_somebody_agreed() -> None:
    outcome = step(looked_into(), prices_of(DEAR))

    assert keys(outcome)[1:] == [["offer.waits"]]
    assert buttons(outcome) == ["person"]
    assert outcome.case.waits_for == "approval by staff"
    assert dict(outcome.says[1].sentences[0].values)["when"] == AT + timedelta(hours=24)
    assert ("waits for approval", "offer 1 needs staff: above_limit") in notes(outcome)
    assert not outcome.wait_for_reply


@pytest.mark.parametrize("event", [words("yes"), pressed(Choice.ACCEPT, "1:0"), pressed(Choice.DECLINE), words("no")])
def test_nobody_can_say_yes_to_an_offer_that_waits(event: Said | Pressed) -> None:
    outcome = step(waiting(), event)

    assert keys(outcome) == [["offer.still_waits"]]
    assert (outcome.agreed, outcome.case.offer, outcome.case.keeper) == (False, waiting().offer, Keeper.BOT)


def test_an_approved_offer_is_told_at_once_and_says_who_agreed() -> None:
    outcome = step(waiting(), Approved("Mei", Authority.STAFF, AT))

    assert keys(outcome) == [["offer.agreed_by_colleague"], ["offer.refund_coupon", "offer.shall_i", "offer.or_coupon"]]
    assert outcome.case.offer is not None
    assert (outcome.case.offer.waits_for, outcome.case.offer.approved_by) == (None, "Mei")
    assert outcome.case.waits_for == ""


def test_an_offer_that_waits_for_nobody_is_not_approved_again() -> None:
    outcome = step(offered(), Approved("Mei", Authority.ADMIN, AT))

    assert (outcome.case, outcome.says) == (offered(), ())


def test_part_of_the_difference_is_not_called_the_whole() -> None:
    # 3.00 EUR is left of what was paid; of the 9.98 EUR more than that went back before, so a person looks first
    almost_nothing = order(paid="5.00", refunded="2.00", id=1)

    asked = step(looked_into(), prices_of(almost_nothing))
    outcome = step(asked.case, Approved("Mei", Authority.STAFF, AT))

    assert keys(outcome)[1][0] == "offer.part"
    assert dict(outcome.says[1].sentences[0].values)["refund"] == Money(300, "EUR")


def test_a_wish_for_a_coupon_puts_the_coupon_first_and_raises_nothing() -> None:
    wished = step(replace(looked_into(), wish=Wish.COUPON), prices_of()).case
    assert wished.offer is not None
    assert offered().offer is not None

    assert wished.offer.offer.proposals == offered().offer.offer.proposals[::-1]


def test_the_trace_and_the_policys_version_stand_with_the_offer() -> None:
    standing = offered().offer
    assert standing is not None

    assert standing.policy == PRACTICE.policy.version
    assert standing.why[0]["rule"] == "price_fell"


@pytest.mark.parametrize("choice", [Choice.CAUSE, Choice.THAT_IS_IT, Choice.CLEAR])
def test_a_button_of_an_earlier_step_repeats_the_offer(choice: Choice) -> None:
    outcome = step(offered(), pressed(choice))

    assert keys(outcome) == [["offer.stands"], THE_OFFER]
    assert not outcome.agreed


def test_without_an_offer_there_is_nothing_to_say_yes_to() -> None:
    outcome = step(case(), pressed(Choice.ACCEPT, "1:0"))

    assert (outcome.agreed, outcome.case.step) == (False, Step.LISTEN)


def test_thanks_are_no_yes_and_the_offer_stands() -> None:
    outcome = step(offered(), said("thanks", thanks=True))

    assert (outcome.agreed, keys(outcome)[0], outcome.case.unclear) == (False, ["offer.stands"], 0)


def test_thanks_beside_a_wish_for_more_are_answered_as_the_wish() -> None:
    outcome = step(offered(), said("thanks but I want 50", thanks=True, amounts=(Money(5000, "EUR"),)))

    assert keys(outcome)[0] != ["offer.stands"]


def test_a_question_about_what_is_no_money_is_not_answered_with_when_money_comes() -> None:
    badly = judged(Cause.BAD_SERVICE).case

    outcome = step(badly, said("how does that work?", question=True))

    assert keys(outcome)[0] == ["offer.terms_without_money"]


@pytest.mark.parametrize("text", ["not enough", "too little", "no, that's not enough for me", "only that? no"])
def test_who_finds_it_too_little_refuses_nothing(text: str) -> None:
    outcome = step(offered(), words(text))

    assert keys(outcome) == [["offer.beyond"], THE_OFFER]
    assert buttons(outcome) == ["accept_refund", "accept_coupon", "decline", "person"]


@pytest.mark.parametrize(
    ("text", "said_to_it"),
    [
        ("too little, I want 30", "expect.reasonable"),
        ("only 9.98? make it 30", "expect.reasonable"),
        ("not enough, I want 3000", "expect.beyond_reason"),
    ],
)
def test_a_figure_that_is_wanted_instead_is_in_the_currency_of_the_order(text: str, said_to_it: str) -> None:
    known = replace(offered(), paid=Money(9980, "EUR"))

    assert keys(step(known, words(text)))[0] == [said_to_it]


def test_who_prefers_the_other_proposal_is_offered_it_first_and_has_agreed_to_nothing() -> None:
    outcome = step(offered(), words("I don't want my money back, I'd rather have the coupon"))

    assert taken(outcome) == (False, Step.OFFER, None)
    assert keys(outcome)[0] == ["offer.that_one"]


def only_a_coupon() -> Case:
    """A case whose one proposal is the larger coupon."""
    made = offered()
    assert made.offer is not None
    _, coupon = made.offer.offer.proposals
    return replace(made, offer=replace(made.offer, offer=replace(made.offer.offer, proposals=(coupon,))))


@pytest.mark.parametrize("text", ["a coupon?? give me my money back", "no coupon, I want my money back", "5%? you idiots"])
def test_a_wish_for_what_is_not_offered_and_an_insult_are_no_question_about_it(text: str) -> None:
    assert keys(step(only_a_coupon(), words(text)))[0] == ["offer.beyond"]


def test_a_question_about_what_is_offered_is_answered_though_it_names_it() -> None:
    assert keys(step(offered(), words("when do I get my money back?")))[0] == ["offer.terms"]


@pytest.mark.parametrize(("text", "chosen"), [("the first one", 0), ("the second one", 1), ("the last one please", 1)])
def test_a_proposal_is_chosen_by_its_place_and_asked_for_a_yes(text: str, chosen: int) -> None:
    before = offered()
    assert before.offer is not None

    outcome = step(before, words(text))

    assert outcome.case.offer is not None
    assert (keys(outcome)[0], outcome.agreed) == (["offer.that_one"], False)
    assert outcome.case.offer.offer.proposals[0] == before.offer.offer.proposals[chosen]


def test_of_one_proposal_there_is_no_second() -> None:
    assert keys(step(only_a_coupon(), words("the second one")))[0] == ["offer.beyond"]


def test_who_asks_when_a_late_parcel_comes_does_not_hear_the_terms_of_a_coupon() -> None:
    late = replace(only_a_coupon(), cause=Cause.LATE_DELIVERY, arrived=False)

    assert keys(step(late, words("when will it come?"))) == [["aside.all_i_know"]]


@pytest.mark.parametrize("text", ["I want all my money back", "full refund please"])
def test_all_of_the_money_is_no_wish_for_the_part_that_is_offered(text: str) -> None:
    outcome = step(judged(Cause.LATE_DELIVERY, late_by(10)).case, words(text))

    assert keys(outcome)[0] == ["offer.beyond"]
    assert not outcome.agreed


def test_where_it_is_offered_all_of_the_money_is_what_was_named() -> None:
    made = judged(Cause.LATE_DELIVERY, late_by(25)).case
    assert made.offer is not None

    outcome = step(replace(made, offer=replace(made.offer, waits_for=None)), words("full refund please"))

    assert keys(outcome)[0] == ["offer.that_one"]


def test_who_has_refused_the_coupon_and_wants_money_does_not_read_the_same_again() -> None:
    declined = step(judged(Cause.LATE_DELIVERY, late_by(3)).case, words("no thanks")).case

    outcome = step(declined, words("I want my money"))

    assert keys(outcome) == [["person.looks"]]


def test_a_no_with_a_wish_for_what_is_not_offered_is_more_than_a_no() -> None:
    outcome = step(only_a_coupon(), said("no quiero cupón, quiero mi dinero", answer=Answer.NO, wish=Wish.REFUND))

    assert keys(outcome)[0] == ["offer.beyond"]
