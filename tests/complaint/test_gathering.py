"""What decides a remedy is asked for one by one, and nothing that is known is asked at all."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from bot.complaint.case import Case, Fact
from bot.complaint.event import Choice, HandedBack, LookedUp, OrderAnswered, Said
from bot.complaint.outcome import MatterNeeded, OrderAgain, Outcome, PricesNeeded
from bot.language.understand import Answer, Asked, Guess
from bot.remedy.money import Money
from bot.terms import Cause, Keeper, Missing, Severity, Step, Verification, Wish
from tests.complaint.cases import AT, ORDER, PRACTICE, buttons, case, keys, notes, pressed, reading_back, said, step
from tests.remedy.claims import line

TWO = replace(ORDER, lines=(*ORDER.lines, replace(line(sku="LAMP-CLIP-01", variant="Warm white"), title="Clip Lamp")))


def about(cause: Cause, **more: Any) -> Case:
    """A case whose buyer has said that it was understood."""
    return replace(reading_back(), cause=cause, confirmed=True, asked=Asked.NOTHING, **more)


def looked_at(known: Case, order: Any = ORDER) -> Outcome:
    """What follows once the order lies before us."""
    return step(known, OrderAnswered(order, too_many=False, at=AT))


def with_pictures(known: Case, how_many: int = 1) -> Case:
    return known.knowing(Fact("pictures", str(how_many), Verification.STATED, "sent by the buyer", AT))


def test_a_fallen_price_is_looked_into_as_soon_as_it_was_understood() -> None:
    outcome = step(reading_back(), said(answer=Answer.YES))

    assert (outcome.case.step, outcome.needs) == (Step.EXPLAIN, PricesNeeded(1))


@pytest.mark.parametrize("cause", [Cause.LATE_DELIVERY, Cause.PAYMENT, Cause.RETURN_REQUEST, Cause.BAD_SERVICE])
def test_what_the_records_alone_decide_is_asked_for_nothing(cause: Cause) -> None:
    understood = step(replace(reading_back(), cause=cause), said(answer=Answer.YES))
    outcome = looked_at(understood.case)

    assert understood.needs == OrderAgain(1)
    assert (outcome.case.step, outcome.needs, outcome.says) == (Step.EXPLAIN, MatterNeeded(), ())


def test_of_several_articles_it_is_asked_which_go_back_and_all_of_them_may() -> None:
    asked = looked_at(about(Cause.RETURN_REQUEST), TWO)
    chosen = step(asked.case, pressed(Choice.ARTICLE, "1"))
    everything = step(asked.case, pressed(Choice.ARTICLE))

    assert (keys(asked), buttons(asked)[-1]) == ([["listen.which_article"]], "all_articles")
    assert [looked_at(one.case, TWO).needs for one in (chosen, everything)] == [MatterNeeded()] * 2
    assert [one.case.concerned for one in (chosen, everything)] == [(1,), (0, 1)]


def test_the_article_that_was_named_from_the_first_goes_back_and_is_said_without_a_question() -> None:
    named = about(Cause.RETURN_REQUEST).knowing(Fact("in the buyer's words", "the lamp", Verification.STATED, "words", AT))

    outcome = looked_at(named, TWO)

    assert (keys(outcome), buttons(outcome), outcome.needs) == ([["listen.about_article"]], [], MatterNeeded())
    assert outcome.case.concerned == (1,)


def test_where_somebody_outside_knows_more_they_are_asked_first() -> None:
    outcome = step(
        about(Cause.PAYMENT), OrderAnswered(ORDER, too_many=False, at=AT), replace(PRACTICE, looks_up=frozenset({Cause.PAYMENT}))
    )

    assert (keys(outcome), outcome.look_up, outcome.needs) == ([["explain.looking"]], True, None)


@pytest.mark.parametrize("words", [said("yes, refund it", answer=Answer.YES), said("thanks", thanks=True)])
def test_nothing_is_closed_while_somebody_outside_is_asked(words: Said) -> None:
    looking = replace(about(Cause.PAYMENT, step=Step.EXPLAIN), asked=Asked.LOOKING)

    outcome = step(looking, words)

    assert (keys(outcome), outcome.case) == ([["explain.still_looking"]], looking)


def test_a_second_press_does_not_end_the_looking() -> None:
    looking = replace(about(Cause.PAYMENT, step=Step.EXPLAIN), asked=Asked.LOOKING)

    outcome = step(looking, pressed(Choice.THAT_IS_IT))

    assert (keys(outcome), outcome.case, outcome.needs) == ([["explain.still_looking"]], looking, None)


def test_a_withdrawal_declared_meanwhile_is_noted_with_its_moment() -> None:
    looking = replace(about(Cause.PAYMENT, step=Step.EXPLAIN), asked=Asked.LOOKING)

    outcome = step(looking, said("I withdraw", guesses=(Guess(Cause.RETURN_REQUEST, 0.9),)))

    assert keys(outcome) == [["apologize.return_noted", "person.looks"]]
    assert "withdrawal received" in {fact.name for fact in outcome.case.facts}


def test_a_case_whose_look_up_began_before_it_had_a_name_is_gone_on_with() -> None:
    before = about(Cause.PAYMENT, step=Step.EXPLAIN)

    assert step(before, LookedUp((), AT)).needs == MatterNeeded()


def test_what_comes_back_when_nobody_waits_for_it_changes_nothing() -> None:
    explained = about(Cause.PAYMENT, step=Step.EXPLAIN, decided_on="{}")

    assert step(explained, LookedUp((), AT)) == Outcome(explained)


def test_of_several_articles_the_one_is_asked_for_with_a_button_each_and_one_for_all() -> None:
    outcome = looked_at(about(Cause.DAMAGED), TWO)

    assert keys(outcome) == [["listen.which_article"]]
    assert [(button.choice, button.argument) for button in outcome.says[0].buttons] == [
        (Choice.ARTICLE, "0"),
        (Choice.ARTICLE, "1"),
        (Choice.ARTICLE, ""),
    ]


@pytest.mark.parametrize(
    ("words", "concerned"), [("the clip lamp", (1,)), ("Canvas!", (0,)), ("it", ()), ("the lamp and the canvas one", ())]
)
def test_an_article_can_be_named_in_words_if_only_one_fits(words: str, concerned: tuple[int, ...]) -> None:
    asked = looked_at(about(Cause.DAMAGED), TWO).case

    assert step(asked, said(words)).case.concerned == concerned


def test_an_article_can_be_named_by_its_kind_in_the_language_of_the_buyer() -> None:
    asked = looked_at(about(Cause.DAMAGED), TWO).case

    assert step(asked, said("ランプ", language="ja")).case.concerned == (1,)


def test_some_of_several_articles_can_be_named_at_once() -> None:
    three = replace(TWO, lines=(*TWO.lines, replace(line(sku="CABLE", variant=""), title="USB-C Cable")))
    asked = looked_at(about(Cause.DAMAGED), three).case

    named = step(asked, said("the lamp and the cable", language="en")).case

    assert named.concerned == (1, 2)
    assert next(fact.value for fact in named.facts if fact.name == "article") == "Clip Lamp, Warm white; USB-C Cable"


def test_all_of_it_is_every_article() -> None:
    asked = looked_at(about(Cause.DAMAGED), TWO).case

    assert step(asked, pressed(Choice.ARTICLE)).case.concerned == (0, 1)


def test_damage_is_asked_for_how_bad_it_is_and_then_for_a_photo() -> None:
    how_bad = looked_at(about(Cause.DAMAGED))
    photo = looked_at(step(how_bad.case, pressed(Choice.SEVERITY, Severity.COSMETIC)).case)
    done = looked_at(with_pictures(photo.case))

    assert (keys(how_bad), buttons(how_bad)) == ([["listen.how_damaged"]], ["only_packaging", "marks", "unusable"])
    assert (keys(photo), buttons(photo)) == ([["listen.photo"]], ["no_photo"])
    assert (done.case.step, done.case.severity, done.needs) == (Step.EXPLAIN, Severity.COSMETIC, MatterNeeded())


def test_how_bad_it_is_can_be_said_in_words() -> None:
    asked = looked_at(about(Cause.NOT_AS_DESCRIBED)).case

    outcome = step(asked, said("it does not turn on", choice="unusable"))

    assert (outcome.case.severity, outcome.needs) == (Severity.UNUSABLE, OrderAgain(1))


def test_a_severity_that_does_not_belong_to_the_question_is_none() -> None:
    asked = looked_at(about(Cause.NOT_AS_DESCRIBED)).case

    assert step(asked, said("the box", choice="packaging")).case.severity is None


def test_a_photo_that_came_before_is_not_asked_for() -> None:
    outcome = looked_at(with_pictures(about(Cause.WRONG_ITEM)))

    assert (outcome.case.step, outcome.says) == (Step.EXPLAIN, ())


def test_who_cannot_send_a_photo_is_given_to_a_person() -> None:
    asked = looked_at(about(Cause.WRONG_ITEM)).case

    outcome = step(asked, pressed(Choice.NO_PHOTO))

    assert (outcome.case.keeper, keys(outcome)) == (Keeper.WAITING, [["person.has_all"]])
    assert notes(outcome) == [("handed over", "no photo can be sent")]


def test_what_is_missing_is_an_article_or_a_part_which_is_then_named() -> None:
    missing = looked_at(about(Cause.MISSING_ITEM))
    whole = step(missing.case, pressed(Choice.MISSING, Missing.ARTICLE)).case
    part = step(missing.case, pressed(Choice.MISSING, Missing.PART)).case
    which = looked_at(part)
    named = step(which.case, said("the charging cable")).case

    assert looked_at(whole).needs == MatterNeeded()
    assert keys(which) == [["listen.which_part"]]
    assert looked_at(named).needs == MatterNeeded()
    assert [fact.value for fact in named.facts if fact.name == "missing part"] == ["the charging cable"]


def test_a_fee_is_asked_for_and_a_figure_alone_is_in_the_currency_of_the_order() -> None:
    asked = looked_at(about(Cause.CUSTOMS_FEE))

    with_currency = step(asked.case, said("23,50 GBP", amounts=(Money(2350, "GBP"),))).case
    bare = step(asked.case, said("23.5", number=Decimal("23.5"))).case
    too_fine = step(asked.case, said("23.555", number=Decimal("23.555"))).case

    assert keys(asked) == [["listen.fee"]]
    assert (with_currency.fee, bare.fee, too_fine.fee) == (Money(2350, "GBP"), Money(2350, "EUR"), None)


def test_a_fee_told_before_is_not_asked_for() -> None:
    told = step(case(cause=Cause.CUSTOMS_FEE, consoled=True), said("they want 30 EUR", amounts=(Money(3000, "EUR"),))).case

    assert looked_at(replace(about(Cause.CUSTOMS_FEE), fee=told.fee)).needs == MatterNeeded()


def test_a_question_is_put_again_with_a_way_to_a_person_and_the_third_time_it_is_theirs() -> None:
    asked = looked_at(about(Cause.CUSTOMS_FEE)).case

    first = step(asked, said("a lot"))
    again = looked_at(first.case)
    second = step(again.case, said("far too much"))
    third = step(looked_at(second.case).case, said("outrageous"))

    assert (keys(again), buttons(again)) == ([["listen.fee_again"]], ["person"])
    assert (third.case.keeper, keys(third)) == (Keeper.WAITING, [["person.looks"]])


def test_another_order_named_meanwhile_is_asked_about_first() -> None:
    asked = looked_at(about(Cause.DAMAGED)).case

    outcome = step(replace(asked, proof="ana.garcia@example.com"), said("no, WL-2026-0041", order_numbers=("WL-2026-0041",)))

    assert (outcome.case.order_number, outcome.case.order_id, outcome.case.confirmed) == ("WL-2026-0041", 0, False)


def test_another_cause_said_in_passing_changes_nothing_while_a_question_is_open() -> None:
    asked = looked_at(about(Cause.DAMAGED)).case

    outcome = step(asked, said("and it was late too", guesses=(Guess(Cause.LATE_DELIVERY, 0.9),)))

    assert outcome.case.cause is Cause.DAMAGED


def test_buttons_of_a_question_that_is_not_open_ask_the_open_one_again() -> None:
    asked = looked_at(about(Cause.WRONG_ITEM)).case

    outcome = step(asked, pressed(Choice.SEVERITY, Severity.COSMETIC))

    assert (outcome.case.severity, outcome.needs) == (None, OrderAgain(1))


def told_in(words: str, cause: Cause = Cause.DAMAGED) -> Case:
    """A complaint of an article of several, told in these words."""
    told = Fact("in the buyer's words", words, Verification.STATED, "the buyer's words", AT)
    return about(cause).knowing(told)


def test_an_article_named_from_the_first_is_not_asked_for_but_said() -> None:
    outcome = looked_at(told_in("my clip lamp came in two pieces"), TWO)

    assert keys(outcome) == [["listen.about_article", "listen.how_damaged"]]
    assert outcome.case.concerned == (1,)
    assert outcome.says[0].buttons[-1].choice is Choice.ANOTHER_ARTICLE


def test_that_it_is_another_article_can_be_pressed_and_said_whatever_is_asked() -> None:
    taken = looked_at(told_in("the clip lamp is not what I ordered", Cause.WRONG_ITEM), TWO).case

    by_press = step(taken, pressed(Choice.ANOTHER_ARTICLE))
    in_words = step(taken, said("no, it is the slip-ons that are wrong"))

    assert taken.asked is Asked.PHOTO
    assert (keys(by_press), by_press.case.concerned) == ([["listen.which_article"]], ())
    assert in_words.case.concerned == (0,)


def test_a_kind_of_goods_named_from_the_first_is_known_in_its_language() -> None:
    told = step(case(), said("ランプが壊れています", guesses=(Guess(Cause.DAMAGED, 0.9),), language="ja")).case
    known = replace(about(Cause.DAMAGED), facts=told.facts)

    outcome = looked_at(known, TWO)

    assert (keys(outcome), outcome.case.concerned) == ([["listen.about_article", "listen.how_damaged"]], (1,))


DEAD = said("it does not turn on", guesses=(Guess(Cause.NOT_AS_DESCRIBED, 0.9),), defect=True)


def test_what_does_not_work_is_not_called_different_and_is_not_asked_for_how_bad_it_is() -> None:
    told = step(case(), DEAD)
    known = replace(told.case, order_number=ORDER.number, proof="ana.garcia@example.com")

    read_back = looked_at(known)
    agreed = step(read_back.case, said(answer=Answer.YES)).case

    assert (keys(told)[0][0], keys(read_back)) == ("apologize.does_not_work", [["listen.read_back.does_not_work"]])
    assert (agreed.severity, keys(looked_at(agreed))) == (Severity.UNUSABLE, [["listen.photo"]])


def test_that_it_does_work_after_all_is_asked_about_anew() -> None:
    told = step(case(), DEAD).case
    read_back = looked_at(replace(told, order_number=ORDER.number, proof="ana.garcia@example.com")).case

    differs = step(read_back, said("no, it works, but it is green", answer=Answer.NO, guesses=DEAD.understood.guesses))

    assert differs.case.severity is None


def test_what_was_damaged_on_its_way_is_asked_for_how_bad_it_is_even_if_it_does_not_work() -> None:
    assert step(case(), said("smashed, dead", guesses=(Guess(Cause.DAMAGED, 0.9),), defect=True)).case.severity is None


def test_words_that_could_mean_two_articles_are_asked_about() -> None:
    assert keys(looked_at(told_in("both are broken"), TWO)) == [["listen.which_article"]]


def test_what_was_taken_from_the_first_words_is_mended_by_naming_another() -> None:
    taken = looked_at(told_in("my clip lamp came in two pieces"), TWO).case

    outcome = step(taken, said("no, the canvas ones"))

    assert (outcome.case.concerned, outcome.needs) == ((0,), OrderAgain(1))
    assert keys(looked_at(outcome.case, TWO)) == [["listen.how_damaged"]]


def test_the_words_in_which_it_was_told_are_kept_with_the_case() -> None:
    outcome = step(case(), said("my lamp is broken", guesses=(Guess(Cause.DAMAGED, 0.9),)))

    assert [(fact.name, fact.value) for fact in outcome.case.facts][-1] == ("in the buyer's words", "my lamp is broken")


def test_who_cannot_send_a_photo_is_not_asked_again_once_a_person_dealt_with_it() -> None:
    asked = looked_at(about(Cause.DAMAGED, severity=Severity.COSMETIC)).case
    handed_over = step(asked, pressed(Choice.NO_PHOTO)).case

    outcome = step(replace(handed_over, keeper=Keeper.PERSON, person="Mei"), HandedBack("Mei", AT))

    assert keys(outcome) == [["person.handed_back"], ["person.anything_else"]]


def test_a_fee_that_was_understood_is_read_back() -> None:
    known = replace(reading_back(), asked=Asked.PROOF, order_id=1, cause=Cause.CUSTOMS_FEE, fee=Money(2350, "EUR"))

    outcome = step(known, ANSWER)

    assert keys(outcome) == [["listen.read_back.customs_fee_of"]]


def test_another_fee_said_to_it_is_read_back_anew() -> None:
    reading = replace(reading_back(), cause=Cause.CUSTOMS_FEE, fee=Money(2350, "EUR"))

    outcome = step(reading, said("no, it was 32 euro", answer=Answer.NO, amounts=(Money(3200, "EUR"),)))

    assert (outcome.case.fee, outcome.needs) == (Money(3200, "EUR"), OrderAgain(1))


ANSWER = OrderAnswered(ORDER, too_many=False, at=AT)


def test_no_photo_can_be_said_in_words() -> None:
    asked = looked_at(about(Cause.DAMAGED, severity=Severity.UNUSABLE)).case

    outcome = step(asked, said("heb geen foto", answer=Answer.NO))

    assert (keys(outcome), outcome.case.keeper) == ([["person.has_all"]], Keeper.WAITING)


@pytest.mark.parametrize(("words", "choice"), [("the charger", "part"), ("the strap", None)])
def test_a_part_that_is_named_is_not_asked_for_again(words: str, choice: str | None) -> None:
    asked = looked_at(about(Cause.MISSING_ITEM)).case

    named = step(asked, said(words, choice=choice)).case

    assert (named.missing, looked_at(named).needs) == (Missing.PART, MatterNeeded())
    assert Fact("missing part", words, Verification.STATED, "the buyer's words", AT) in named.facts


def test_the_name_of_the_article_is_all_of_it() -> None:
    asked = looked_at(about(Cause.MISSING_ITEM)).case

    named = step(asked, said(f"the {ORDER.lines[0].title}", choice="part")).case

    assert (named.missing, looked_at(named).needs) == (Missing.ARTICLE, MatterNeeded())


@pytest.mark.parametrize("told", [{"unsure": True}, {"answer": Answer.YES}, {"wish": Wish.REFUND}, {"question": True}])
def test_what_names_nothing_is_no_part(told: dict[str, Any]) -> None:
    asked = looked_at(about(Cause.MISSING_ITEM)).case

    assert step(asked, said("well now", **told)).case.missing is None


@pytest.mark.parametrize("words", ["will a photo do, or not?", "I'll send you a photo"])
def test_who_does_not_say_that_there_is_none_is_asked_for_the_photo_again(words: str) -> None:
    asked = looked_at(about(Cause.DAMAGED, severity=Severity.UNUSABLE)).case

    outcome = step(asked, said(words, question="?" in words))

    assert (outcome.case.keeper, outcome.needs) == (Keeper.BOT, OrderAgain(1))
