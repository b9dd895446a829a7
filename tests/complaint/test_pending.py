"""While an offer waits for a colleague: a wish goes to whoever decides, and who asks on learns more each time."""

from dataclasses import replace
from datetime import timedelta

from bot.complaint.case import Case
from bot.complaint.deciding import Waiting
from bot.complaint.pending import MEANWHILE
from bot.desk_report import approvals_as_text
from bot.language.understand import Guess
from bot.terms import Authority, Cause, Keeper, Verification, Wish
from tests.complaint.cases import AT, BERLIN, PRACTICE, buttons, keys, notes, offered, said, step


def pending() -> Case:
    made = offered()
    assert made.offer is not None
    by = AT + timedelta(hours=24)
    return replace(made, offer=replace(made.offer, waits_for=Authority.STAFF), promised_by=by)


def meanwhile(case: Case) -> list[tuple[str, Verification]]:
    return [(fact.value, fact.verification) for fact in case.facts if fact.name == MEANWHILE]


def test_another_wish_is_put_with_the_case_and_the_buyer_told_so() -> None:
    outcome = step(pending(), said("I'd rather have a new one", wish=Wish.REPLACEMENT))

    assert (keys(outcome), buttons(outcome)) == ([["offer.wish_noted"]], ["person"])
    assert meanwhile(outcome.case) == [("I'd rather have a new one", Verification.STATED)]
    assert notes(outcome) == [(MEANWHILE, "replacement")]
    assert outcome.case.keeper is Keeper.BOT


def test_a_withdrawal_reaches_a_person_with_its_words() -> None:
    outcome = step(pending(), said("I want to return it", guesses=(Guess(Cause.RETURN_REQUEST, 0.9),)))

    assert keys(outcome) == [["apologize.return_noted", "person.looks"]]
    assert meanwhile(outcome.case) == [("I want to return it", Verification.STATED)]


def test_a_wish_to_an_offer_that_waits_for_nobody_is_no_such_fact() -> None:
    outcome = step(offered(), said("I want to return it", guesses=(Guess(Cause.RETURN_REQUEST, 0.9),)))

    assert meanwhile(outcome.case) == []


def test_who_asks_on_hears_by_when_then_that_it_waits_and_then_has_a_person() -> None:
    first = step(pending(), said("when exactly?", question=True))
    second = step(first.case, said("but when exactly?", question=True))
    third = step(second.case, said("WHEN?", question=True))

    assert [keys(one) for one in (first, second, third)] == [
        [["aside.case_waits_approval"]],
        [["offer.still_waits"]],
        [["person.looks"]],
    ]
    assert third.case.keeper is Keeper.WAITING


def test_when_the_money_that_waits_comes_is_no_other_wish() -> None:
    outcome = step(pending(), said("when do you pay me back?", question=True, wish=Wish.REFUND))

    assert (keys(outcome), meanwhile(outcome.case)) == ([["aside.case_waits_approval"]], [])


def test_money_that_was_taken_too_much_is_still_spoken_of_as_theirs_while_it_waits() -> None:
    theirs = replace(pending(), cause=Cause.PAYMENT)

    when = step(theirs, said("when do I get my money?", question=True))
    hello = step(theirs, said("hello"))

    assert [keys(one) for one in (when, hello)] == [[["offer.waits_your_money"]], [["offer.still_waits_your_money"]]]


def test_a_promise_that_is_past_is_not_told_again() -> None:
    asked = replace(pending(), unclear=1, promised_by=AT - timedelta(minutes=1))

    outcome = step(asked, said("but when exactly?", question=True))

    assert keys(outcome) == [["person.looks"]]
    assert PRACTICE.unclear_replies == 2


def test_whoever_is_to_approve_reads_it_there() -> None:
    wished = step(pending(), said("a new one, please", wish=Wish.REPLACEMENT)).case
    assert wished.offer is not None
    one = Waiting(wished, AT, wished.offer, wished.offer.offer.cost, None, Authority.STAFF, ("Mei",))

    assert "  the buyer wrote since: a new one, please" in approvals_as_text([one], BERLIN).splitlines()


def test_thanks_are_welcome() -> None:
    outcome = step(pending(), said("thanks", thanks=True))

    assert (keys(outcome), outcome.case) == ([["close.welcome"]], pending())
