"""Every trouble but prices: from what is on record to what is said and what is proposed."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, timedelta
from typing import Any

import pytest

from bot.complaint.case import Case, Ending
from bot.complaint.event import Approved, Choice, FactSet, LookedUp, OrderAnswered
from bot.complaint.outcome import MatterNeeded, OrderAgain, Outcome
from bot.language.asking import Asking
from bot.language.speech import Voice
from bot.language.understand import Answer, Asked, Guess
from bot.remedy.money import Money
from bot.shop.charges import Charge
from bot.shop.orders import Order, Untold
from bot.shop.parcels import ParcelEvent, ParcelState
from bot.terms import Authority, Cause, Keeper, Missing, Question, RemedyKind, Severity, Step, Wish
from tests.complaint.cases import AT, ORDER, buttons, case, keys, matter_of, notes, pressed, said, step
from tests.complaint.test_gathering import about, with_pictures

CHEAP = replace(  # 30.00 EUR, so that more of it is within what the bot may give
    ORDER,
    lines=(replace(ORDER.lines[0], quantity=1, unit_price=Money(3000, "EUR")),),
    total_paid=Money(3000, "EUR"),
    shipped_at=AT - timedelta(days=6),
)
CAME = replace(ORDER, shipped_at=AT - timedelta(days=6))
UNDER_WAY = replace(ORDER, shipped_at=AT - timedelta(days=20), tracking=("DHL:00340434161094",))
DELIVERED = replace(ORDER, shipped_at=AT - timedelta(days=6), delivered_at=AT - timedelta(days=3))


def late_by(days: int, of: Order = UNDER_WAY) -> Order:
    return replace(of, estimated_delivery_max=(AT - timedelta(days=days)).date())


def looked_into(cause: Cause, order: Order | None = ORDER, **more: Any) -> Case:
    """A case with a picture whose records are being looked at."""
    known = with_pictures(replace(about(cause), step=Step.EXPLAIN, order_id=order.id if order else 0))
    return replace(known, **more)


def judged(cause: Cause, order: Order | None = ORDER, answer: Mapping[str, Any] | None = None, **more: Any) -> Outcome:
    return step(looked_into(cause, order, **more), matter_of(order, **answer or {}))


def proposed(outcome: Outcome) -> list[list[str]]:
    """The proposals, part by part."""
    assert outcome.case.offer
    return [
        [f"{part.kind} {part.amount}" + (f" ({part.percent} %)" if part.percent else "") for part in proposal.parts]
        for proposal in outcome.case.offer.offer.proposals
    ]


@pytest.mark.parametrize(
    ("cause", "order", "more", "explained", "proposals"),
    [
        (Cause.LATE_DELIVERY, late_by(3), {}, ["explain.late", "explain.under_way"], [["coupon 4.99 EUR (5 %)"]]),
        (
            Cause.LATE_DELIVERY,
            late_by(12),
            {},
            ["explain.late", "explain.under_way"],
            [["refund 9.98 EUR"], ["coupon 14.97 EUR (15 %)"]],
        ),
        (
            Cause.DAMAGED,
            CAME,
            {"severity": Severity.PACKAGING},
            ["explain.packaging"],
            [["coupon 4.99 EUR (5 %)"], ["gift 3.00 EUR"]],
        ),
        (
            Cause.DAMAGED,
            CHEAP,
            {"severity": Severity.COSMETIC},
            ["explain.damaged"],
            [["refund 4.50 EUR"], ["coupon 6.00 EUR (20 %)"]],
        ),
        (
            Cause.NOT_AS_DESCRIBED,
            CHEAP,
            {"severity": Severity.COSMETIC},
            ["explain.differs"],
            [["refund 4.50 EUR"], ["coupon 6.00 EUR (20 %)"]],
        ),
        (
            Cause.NOT_AS_DESCRIBED,
            CHEAP,
            {"severity": Severity.DIFFERS},
            ["explain.differs"],
            [["refund 6.00 EUR"], ["return 0.00 EUR"]],
        ),
        (Cause.BAD_SERVICE, ORDER, {}, ["explain.bad_service"], [["apology 0.00 EUR", "coupon 4.99 EUR (5 %)"]]),
        (Cause.MEMBERSHIP_BENEFIT, ORDER, {}, ["explain.membership"], [["coupon 4.99 EUR (5 %)"]]),
        (Cause.PAYMENT, ORDER, {"overcharged": Money(1200, "EUR")}, ["explain.charged_twice"], [["refund 12.00 EUR"]]),
        (Cause.CUSTOMS_FEE, ORDER, {"fee": Money(3000, "EUR")}, ["explain.customs"], [["coupon 3.00 EUR"]]),
        (
            Cause.PRICE_ERROR,
            ORDER,
            {"overcharged": Money(800, "EUR")},
            ["explain.price_error"],
            [["refund 8.00 EUR", "coupon 4.99 EUR (5 %)"], ["refund 8.00 EUR", "gift 3.00 EUR"]],
        ),
    ],
)  # fmt: skip
def test_what_is_found_is_explained_and_the_row_of_the_ladder_is_offered(
    cause: Cause, order: Order, more: dict[str, Any], explained: list[str], proposals: list[list[str]]
) -> None:
    outcome = judged(cause, order, **more)

    assert keys(outcome)[0] == explained
    assert keys(outcome)[1][:2] == ["offer.things", "offer.shall_i"]
    assert (outcome.case.step, proposed(outcome)) == (Step.OFFER, proposals)


@pytest.mark.parametrize(
    ("cause", "order", "more", "kinds", "by"),
    [
        (Cause.LATE_DELIVERY, late_by(25), {"arrived": False}, [["refund"], ["resend"]], Authority.LEAD),
        (
            Cause.DAMAGED,
            CAME,
            {"severity": Severity.UNUSABLE},
            [["replacement", "coupon"], ["refund", "coupon"]],
            Authority.ADMIN,
        ),
        (
            Cause.NOT_AS_DESCRIBED,
            CAME,
            {"severity": Severity.UNUSABLE},
            [["replacement", "coupon"], ["refund", "coupon"], ["repair", "warranty"]],
            Authority.ADMIN,
        ),
        (Cause.WRONG_ITEM, CAME, {}, [["replacement", "return"], ["refund", "return"]], Authority.LEAD),
        (Cause.MISSING_ITEM, CAME, {"missing": Missing.ARTICLE}, [["resend"], ["refund"]], Authority.LEAD),
    ],
)
def test_what_is_dearer_waits_for_who_may_grant_it_with_every_choice_kept(
    cause: Cause, order: Order, more: dict[str, Any], kinds: list[list[str]], by: Authority
) -> None:
    outcome = judged(cause, order, **more)

    standing = outcome.case.offer
    assert standing
    assert standing.waits_for is by
    assert [[part.kind.value for part in one.parts] for one in standing.offer.proposals] == kinds
    assert keys(outcome)[-1] == ["offer.waits"]


def test_a_parcel_that_may_still_come_in_time_is_told_with_the_day_and_no_person_is_called() -> None:
    outcome = judged(Cause.LATE_DELIVERY, late_by(-4))

    assert keys(outcome) == [["explain.not_late", "explain.under_way"]]
    assert (outcome.case.keeper, buttons(outcome)) == (Keeper.BOT, ["clear", "person"])


def test_whoever_has_not_got_what_is_called_delivered_is_neither_believed_nor_denied() -> None:
    outcome = judged(Cause.LATE_DELIVERY, late_by(3, DELIVERED), arrived=False)

    assert keys(outcome) == [["explain.delivered", "person.looks"]]
    assert outcome.case.keeper is Keeper.WAITING


def test_what_never_left_us_and_what_left_late_are_owned() -> None:
    never = judged(Cause.LATE_DELIVERY, late_by(3, ORDER))
    late = judged(Cause.LATE_DELIVERY, replace(late_by(3), ship_by=(AT - timedelta(days=23)).date()))

    assert keys(never)[0] == ["explain.late", "explain.not_shipped"]
    assert keys(late)[0] == ["explain.late", "explain.shipped_late", "explain.under_way"]


def test_what_the_carrier_reported_last_is_told() -> None:
    seen = ParcelEvent("00340434161094", ParcelState.UNDER_WAY, AT - timedelta(days=2))

    outcome = judged(Cause.LATE_DELIVERY, late_by(3), {"parcels": (seen,)})

    assert keys(outcome)[0] == ["explain.late", "explain.last_seen"]


def test_a_double_charge_is_told_by_the_provider_and_one_charge_is_said_to_be_one() -> None:
    taken = Charge("ch_1", ORDER.total_paid, ORDER.placed_at, Money(0, "EUR"))
    again = replace(taken, reference="ch_2", taken_at=ORDER.placed_at + timedelta(minutes=2))

    twice = step(looked_into(Cause.PAYMENT, asked=Asked.LOOKING), LookedUp((taken, again), AT))
    once = judged(Cause.PAYMENT, charges=(taken,))
    unknown = judged(Cause.PAYMENT, charges=None)

    assert (twice.case.charges, twice.needs) == ((taken, again), MatterNeeded())
    assert keys(step(twice.case, matter_of()))[0] == ["explain.charged_twice"]
    assert (keys(once), once.case.keeper) == ([["explain.charged_once"]], Keeper.BOT)
    assert (keys(unknown), unknown.case.keeper) == ([["explain.charges_unknown", "person.looks"]], Keeper.WAITING)


def test_a_fee_beyond_the_limit_is_a_person_s() -> None:
    outcome = judged(Cause.CUSTOMS_FEE, fee=Money(8000, "EUR"))

    assert keys(outcome) == [["explain.customs", "person.looks"]]
    assert notes(outcome)[-1] == ("handed over", "a person decides: beyond_amount")


def test_within_the_legal_time_the_way_back_is_given_without_a_yes() -> None:
    outcome = judged(Cause.RETURN_REQUEST, DELIVERED)

    assert keys(outcome) == [["explain.withdrawal", "explain.exchange_too"]]
    assert (outcome.case.step, outcome.agreed) == (Step.EXECUTE, True)
    assert [part.kind for part in outcome.case.offer.offer.proposals[0].parts] == [RemedyKind.RETURN]  # type: ignore[union-attr]


def test_who_would_rather_exchange_what_goes_back_is_given_to_a_person() -> None:
    returning = judged(Cause.RETURN_REQUEST, DELIVERED).case

    outcome = step(returning, said("can I have it in blue instead", wish=Wish.REPLACEMENT))

    assert (outcome.case.keeper, notes(outcome)) == (Keeper.WAITING, [("handed over", "would rather exchange it")])


@pytest.mark.parametrize(
    ("order", "explained"),
    [(ORDER, "explain.cancel"), (replace(DELIVERED, delivered_at=AT - timedelta(days=40)), "explain.withdrawal_over")],
)
def test_what_has_not_left_us_or_came_too_long_ago_is_no_return(order: Order, explained: str) -> None:
    outcome = judged(Cause.RETURN_REQUEST, order)

    assert keys(outcome) == [[explained, "person.looks"]]
    assert (outcome.agreed, outcome.case.keeper) == (False, Keeper.WAITING)


def test_what_was_sold_out_needs_no_order_and_names_the_article() -> None:
    outcome = judged(Cause.OUT_OF_STOCK, None, article="Glow Sneaker Kids")

    assert keys(outcome)[0] == ["explain.out_of_stock"]
    assert proposed(outcome) == [["rain_check 0.00 EUR", "coupon 2.00 EUR (5 %)"]]
    assert outcome.case.offer is not None
    assert outcome.case.offer.offer.proposals[0].parts[0].what == "Glow Sneaker Kids"


def test_a_cause_that_a_person_says_is_looked_into_by_the_bot() -> None:
    waiting = replace(case(cause=Cause.PRICE_DROP), keeper=Keeper.PERSON, person="Mei", order_id=1)

    outcome = step(waiting, FactSet("Mei", Cause.PAYMENT, AT, overcharged=Money(500, "EUR")))

    assert (outcome.case.keeper, outcome.case.step, outcome.needs) == (Keeper.BOT, Step.EXPLAIN, MatterNeeded())
    assert notes(outcome) == [("fact", "payment by Mei")]


def test_whoever_did_not_complain_is_told_first_that_it_is_a_pity_and_nobody_twice() -> None:
    quiet = case(cause=Cause.OTHER_QUESTION, step=Step.LISTEN, order_id=1)

    told = step(quiet, FactSet("Mei", Cause.LATE_DELIVERY, AT))
    again = step(told.case, FactSet("Mei", Cause.LATE_DELIVERY, AT))

    assert (keys(told), keys(again)) == ([["apologize.late_delivery"]], [])


def test_a_case_that_was_put_aside_is_taken_up_again_with_what_a_person_says() -> None:
    aside = case(cause=Cause.OTHER_QUESTION, step=Step.LISTEN, order_id=1, ending=Ending.LAPSED)

    outcome = step(aside, FactSet("Mei", Cause.LATE_DELIVERY, AT))

    assert (outcome.case.ending, outcome.needs) == (None, MatterNeeded())


def test_of_a_parcel_that_is_lost_nobody_says_that_the_carrier_has_it() -> None:
    outcome = judged(Cause.LATE_DELIVERY, late_by(40), arrived=False)

    assert keys(outcome)[0] == ["explain.lost"]


def test_what_returns_the_same_money_is_told_apart_by_what_comes_with_it() -> None:
    outcome = judged(Cause.PRICE_ERROR, overcharged=Money(800, "EUR"))

    assert buttons(outcome)[:2] == ["refund_and_coupon", "refund_and_gift"]


def test_danger_that_a_person_sees_is_answered_at_once() -> None:
    outcome = step(looked_into(Cause.DAMAGED), FactSet("Mei", Cause.SAFETY, AT))

    assert keys(outcome) == [["apologize.safety", "person.at_once"]]


def test_the_other_kind_can_be_chosen_by_its_button_or_by_its_name_and_a_yes() -> None:
    offered = judged(Cause.LATE_DELIVERY, late_by(12)).case

    by_button = step(offered, pressed(Choice.ACCEPT, "1:1"))
    by_name = step(offered, said("the coupon", wish=Wish.COUPON))

    assert (by_button.agreed, by_button.case.agreed) == (True, 1)
    assert keys(by_button) == [["execute.noted_things"]]
    assert (by_name.agreed, keys(by_name)[0]) == (False, ["offer.that_one"])


def test_the_same_facts_come_to_the_same_whoever_asks() -> None:
    one = judged(Cause.LATE_DELIVERY, late_by(12))
    other = judged(Cause.LATE_DELIVERY, replace(late_by(12), buyer_name="Somebody Else", email="other@example.com"))

    assert proposed(one) == proposed(other)


def test_what_cannot_be_pressed_in_words_is_found_by_what_it_gives_and_put_again_in_full() -> None:
    offered = judged(Cause.DAMAGED, CAME, severity=Severity.PACKAGING).case

    outcome = step(offered, said("I would like the small gift", language="en"))

    assert (outcome.agreed, keys(outcome)[0]) == (False, ["offer.that_one"])
    assert proposed(outcome)[0] == ["gift 3.00 EUR"]


def test_each_choice_that_can_be_pressed_is_named_in_words() -> None:
    granted = judged(Cause.NOT_AS_DESCRIBED, CHEAP, severity=Severity.UNUSABLE).case
    assert granted.offer is not None

    outcome = step(granted, Approved("Ada", Authority.ADMIN, AT))

    assert Voice("en", UTC).say_all(outcome.says[-1].sentences[2:]) == (
        "Or, if you'd rather: €30.00 back the way you paid and a coupon for 5% off your next order. "
        "Or, another way: a repair at our cost and a warranty that lasts 3 months longer."
    )


def test_who_paid_more_than_the_listed_price_is_not_told_of_one_payment() -> None:
    taken = Charge("ch_1", ORDER.total_paid, ORDER.placed_at, Money(0, "EUR"))

    outcome = judged(Cause.PAYMENT, ORDER, {"too_much": Money(500, "EUR")}, charges=(taken,))

    assert keys(outcome)[0] == ["explain.price_error"]
    assert (outcome.case.cause, proposed(outcome)[0][0]) == (Cause.PRICE_ERROR, "refund 5.00 EUR")


def test_a_parcel_lost_before_its_day_is_a_person_s_and_is_not_said_to_be_late() -> None:
    gone = ParcelEvent("00340434161094", ParcelState.LOST, AT - timedelta(days=1))

    outcome = judged(Cause.LATE_DELIVERY, late_by(-4), {"parcels": (gone,)})

    assert keys(outcome) == [["explain.no_parcel", "person.looks"]]
    assert outcome.case.offer is None


def test_what_is_missing_is_worth_what_was_paid_for_it() -> None:
    dear = replace(ORDER.lines[0], quantity=1, unit_price=Money(18000, "EUR"))
    cheap = replace(dear, sku="LAMP-CLIP-01", title="Clip Lamp", unit_price=Money(2000, "EUR"))
    halved = replace(CAME, lines=(dear, cheap), discount=Money(10000, "EUR"), total_paid=Money(10000, "EUR"))

    outcome = judged(Cause.MISSING_ITEM, halved, missing=Missing.ARTICLE, concerned=(1,))

    assert proposed(outcome) == [["resend 10.00 EUR"], ["refund 10.00 EUR"]]


def test_a_wish_to_return_or_another_order_is_no_answer_to_an_offer() -> None:
    offered = judged(Cause.LATE_DELIVERY, late_by(12)).case

    cancels = step(offered, said("I want to cancel my order", guesses=(Guess(Cause.RETURN_REQUEST, 0.9),)))
    other = step(offered, said("yes but my other order is broken", answer=Answer.YES, order_numbers=("WL-2000",)))

    assert keys(cancels) == [["apologize.return_noted", "person.looks"]]
    assert "withdrawal received" in [fact.name for fact in cancels.case.facts]
    assert (other.agreed, notes(other)) == (False, [("handed over", "another order came up")])


def test_a_second_colleague_s_word_does_not_hide_the_first_one_s() -> None:
    first = step(looked_into(Cause.PAYMENT), FactSet("Mei", Cause.PRICE_ERROR, AT, overcharged=Money(500, "EUR"))).case

    second = step(first, FactSet("Li", Cause.PRICE_ERROR, AT)).case

    assert second.overcharged == Money(500, "EUR")
    assert {fact.source for fact in second.facts} >= {"Mei", "Li"}


@pytest.mark.parametrize("cause", [Cause.LATE_DELIVERY, Cause.DAMAGED, Cause.MISSING_ITEM, Cause.RETURN_REQUEST])
def test_of_an_order_that_was_never_paid_the_records_are_told_and_nothing_is_offered(cause: Cause) -> None:
    outcome = judged(cause, replace(ORDER, status="pending"), severity=Severity.UNUSABLE, missing=Missing.ARTICLE)

    assert (keys(outcome), outcome.case.keeper) == ([["explain.unpaid"]], Keeper.BOT)


def test_what_an_order_that_was_cancelled_leaves_open_is_a_persons() -> None:
    outcome = judged(Cause.LATE_DELIVERY, replace(late_by(3), status="cancelled"))

    assert keys(outcome) == [["explain.called_off", "person.looks"]]
    assert outcome.case.keeper is Keeper.WAITING


@pytest.mark.parametrize("back", [{"status": "refunded"}, {"refunded": ORDER.total_paid}])
def test_what_has_gone_back_already_is_said_so_and_nothing_is_given_on_top(back: dict[str, Any]) -> None:
    outcome = judged(Cause.DAMAGED, replace(CAME, **back), severity=Severity.COSMETIC)

    assert keys(outcome) == [["explain.refunded", "person.looks"]]
    assert outcome.case.offer is None


@pytest.mark.parametrize("cause", [Cause.DAMAGED, Cause.NOT_AS_DESCRIBED, Cause.WRONG_ITEM, Cause.MISSING_ITEM])
def test_nobody_owns_a_fault_in_goods_that_by_the_records_are_still_here(cause: Cause) -> None:
    outcome = judged(cause, ORDER, severity=Severity.COSMETIC, missing=Missing.ARTICLE)

    assert keys(outcome) == [["explain.still_here", "person.looks"]]


def test_files_that_tell_nothing_of_parcels_do_not_say_that_it_is_still_here() -> None:
    untold = replace(CHEAP, shipped_at=None, untold=frozenset({Untold.PARCELS}))

    outcome = judged(Cause.DAMAGED, untold, severity=Severity.COSMETIC)

    assert keys(outcome)[0] == ["explain.damaged"]


def test_what_is_missing_may_be_in_the_parcel_that_is_still_under_way() -> None:
    parcels = (
        ParcelEvent("1", ParcelState.DELIVERED, AT - timedelta(days=2)),
        ParcelEvent("2", ParcelState.UNDER_WAY, AT - timedelta(days=1)),
    )

    outcome = judged(Cause.MISSING_ITEM, CAME, {"parcels": parcels}, missing=Missing.ARTICLE)

    assert (keys(outcome), outcome.case.keeper) == ([["explain.in_parts"]], Keeper.BOT)


def test_a_parcel_that_is_on_its_way_back_is_a_persons_and_is_promised_to_nobody() -> None:
    back = ParcelEvent("00340434161094", ParcelState.RETURNED, AT - timedelta(days=1))

    outcome = judged(Cause.LATE_DELIVERY, late_by(25), {"parcels": (back,)})

    assert keys(outcome) == [["explain.sent_back", "person.looks"]]


def test_where_nothing_can_be_shown_nobody_thanks_for_it() -> None:
    outcome = judged(Cause.DAMAGED, CAME, severity=Severity.COSMETIC, facts=())

    assert keys(outcome) == [["person.looks"]]


def test_what_a_person_says_is_asked_into_as_if_the_buyer_had_said_it() -> None:
    waiting = replace(case(cause=Cause.PRICE_DROP), keeper=Keeper.PERSON, person="Mei", order_id=1, step=Step.EXPLAIN)

    outcome = step(waiting, FactSet("Mei", Cause.DAMAGED, AT))

    assert (outcome.case.step, outcome.case.confirmed, outcome.needs) == (Step.LISTEN, True, OrderAgain(1))
    assert keys(step(outcome.case, OrderAnswered(ORDER, too_many=False, at=AT))) == [["listen.how_damaged"]]


def test_who_says_from_the_first_that_they_would_exchange_it_is_not_sent_the_way_back() -> None:
    outcome = judged(Cause.RETURN_REQUEST, DELIVERED, wish=Wish.REPLACEMENT)

    assert keys(outcome) == [["explain.withdrawal", "explain.exchange_noted", "person.looks"]]
    assert notes(outcome)[-1] == ("handed over", "would rather exchange it")


def test_who_would_rather_exchange_once_the_way_back_is_told_is_given_to_a_person() -> None:
    returning = judged(Cause.RETURN_REQUEST, DELIVERED).case
    told = replace(returning, step=Step.REVIEW, told=True)

    outcome = step(told, said("can I have it in blue instead", wish=Wish.REPLACEMENT))

    assert notes(outcome) == [("handed over", "would rather exchange it")]


def test_what_came_at_a_time_that_nobody_can_tell_is_a_persons() -> None:
    outcome = judged(Cause.LATE_DELIVERY, late_by(25), arrived=True)

    assert keys(outcome) == [["explain.by_a_person", "person.looks"]]


def test_what_is_paid_for_on_delivery_was_sent_though_it_is_unpaid() -> None:
    on_delivery = replace(DELIVERED, status="pending/fulfilled")

    damaged = judged(Cause.DAMAGED, on_delivery, severity=Severity.COSMETIC)
    returned = judged(Cause.RETURN_REQUEST, on_delivery)

    assert keys(damaged)[0] == ["explain.damaged"]
    assert keys(returned) == [["explain.withdrawal", "explain.exchange_too", "person.looks"]]  # who has the money, a person finds


@pytest.mark.parametrize("state", [ParcelState.LOST, ParcelState.UNDER_WAY])
def test_what_is_missing_is_made_good_where_the_other_parcel_is_lost_or_late(state: ParcelState) -> None:
    parcels = (ParcelEvent("1", ParcelState.DELIVERED, AT - timedelta(days=9)), ParcelEvent("2", state, AT - timedelta(days=8)))
    overdue = replace(CAME, estimated_delivery_max=(AT - timedelta(days=5)).date())

    outcome = judged(Cause.MISSING_ITEM, overdue, {"parcels": parcels}, missing=Missing.ARTICLE)

    assert (keys(outcome)[0], outcome.case.step) == (["explain.missing"], Step.OFFER)


@pytest.mark.parametrize(
    ("nothing", "explained"),
    [({"promised": ORDER.total_paid}, "explain.given_before"), ({"total_paid": Money(0, "EUR")}, "explain.unsettled")],
)
def test_nothing_is_said_to_have_gone_back_that_has_not(nothing: dict[str, Any], explained: str) -> None:
    outcome = judged(Cause.DAMAGED, replace(CAME, **nothing), severity=Severity.COSMETIC)

    assert keys(outcome) == [[explained, "person.looks"]]


@pytest.mark.parametrize(
    ("words", "lines", "why"),
    [
        (said("actually no, I'll keep it", keeps=True), ["explain.keep_noted", "person.looks"], "would rather keep it"),
        (
            said("who pays the postage?", question=True, asking=Asking(Question.POSTAGE)),
            ["person.looks"],
            "asks who pays for sending it back",
        ),
    ],
)
@pytest.mark.parametrize("at", [Step.EXECUTE, Step.REVIEW])
def test_what_is_said_of_the_way_back_once_it_is_agreed_on_goes_to_a_person(
    words: Any, lines: list[str], why: str, at: Step
) -> None:
    returning = judged(Cause.RETURN_REQUEST, DELIVERED).case

    outcome = step(replace(returning, step=at, told=at is Step.REVIEW), words)

    assert (keys(outcome), notes(outcome)) == ([lines], [("handed over", why)])
