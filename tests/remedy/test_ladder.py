from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.remedy.decision import (
    Allowed,
    ApprovalReason,
    Budget,
    Decision,
    Facts,
    History,
    NearestYes,
    NeedsApproval,
    RefusalReason,
    Refused,
)
from bot.remedy.ladder import decide
from bot.remedy.money import Money
from bot.remedy.offer import Basis, Offer, Part, Proposal
from bot.remedy.policy import Policy
from bot.remedy.price_claim import PriceFinding, PriceReason
from bot.remedy.trace import Rule, RuleName
from bot.terms import Authority, RemedyKind, Wish
from tests.remedy.claims import PRICES, RATES, day, facts, finding, line, order, policy, seen

SHIPPED_POLICY = policy()


def refund(amount: str, currency: str = "EUR") -> Part:
    return Part(RemedyKind.REFUND, Money.of(amount, currency))


def coupon(amount: str, percent: int | None = None, currency: str = "EUR") -> Part:
    return Part(RemedyKind.COUPON, Money.of(amount, currency), None if percent is None else Decimal(percent))


def offered(decision: Decision) -> tuple[Proposal, ...]:
    assert not isinstance(decision, Refused), decision
    return decision.offer.proposals


def rule(decision: Decision, name: RuleName) -> Rule:
    (found,) = [one for one in decision.trace if one.name is name]
    return found


# --- the rows of the ladder ----------------------------------------------------------------------------------------


def test_a_confirmed_claim_is_offered_the_difference_and_a_coupon_or_one_larger_coupon() -> None:
    decision = decide(facts(order(paid="104.70", shipping=Money.of("4.90", "EUR"))), SHIPPED_POLICY)

    assert isinstance(decision, Allowed)
    assert decision.offer == Offer(
        (
            Proposal((refund("9.98"), coupon("4.99", 5))),  # 2 x (49.90 - 44.91), and 5 % of 99.80
            Proposal((coupon("14.97"),)),  # 9.98 x 1.5
        ),
        Basis.DIFFERENCE,
    )
    assert decision.offer.cost == Money.of("14.97", "EUR")  # both cost 14.97: 9.98 + 4.99


def test_the_offer_in_yen_is_exact() -> None:
    of = order(line("6200", 2, currency="JPY"), paid="12400", currency="JPY")

    decision = decide(facts(of, (seen("5580", "02-13", currency="JPY"),)), SHIPPED_POLICY)

    assert offered(decision) == (
        Proposal((refund("1240", "JPY"), coupon("620", 5, "JPY"))),  # 2 x 620, and 5 % of 12400
        Proposal((coupon("1860", currency="JPY"),)),  # 1240 x 1.5
    )


def test_the_offer_in_dinars_is_exact() -> None:
    of = order(line("10.800", 1, "0.540", currency="KWD"), paid="10.260", currency="KWD")

    decision = decide(facts(of, (seen("9.719", "02-13", currency="KWD"),)), SHIPPED_POLICY)

    assert offered(decision) == (
        Proposal((refund("0.541", "KWD"), coupon("0.513", 5, "KWD"))),  # 10.260 - 9.719, and 5 % of 10.260
        Proposal((coupon("0.812", currency="KWD"),)),  # 0.541 x 1.5 = 0.8115
    )


def test_the_coupon_counts_only_the_lines_that_fell() -> None:
    of = order(line(quantity=1), line("119.00", 1, sku="WATCH", variant="Black"), paid="168.90")

    decision = decide(facts(of), SHIPPED_POLICY)

    assert offered(decision)[0] == Proposal((refund("4.99"), coupon("2.50", 5)))  # 5 % of 49.90 = 2.495


@pytest.mark.parametrize(
    ("reason", "prices", "wrote"),
    [
        (RefusalReason.NOT_LOWER, (seen("49.90", "02-13"),), "02-16"),
        (RefusalReason.FELL_LATER, (seen("44.91", "03-01"),), "02-16"),
        (RefusalReason.WROTE_LATER, PRICES, "03-20"),
        (RefusalReason.NOT_OBSERVED, (), "02-16"),
    ],
)
def test_a_claim_that_is_not_confirmed_is_refused_for_what_was_found(reason: RefusalReason, prices: Any, wrote: str) -> None:
    told = facts(order(), finding=finding(order(), prices, wrote=wrote, now="03-20"))

    decision = decide(told, SHIPPED_POLICY)

    assert isinstance(decision, Refused)
    assert decision.because is reason
    assert not rule(decision, RuleName.PRICE_FELL).taken


@pytest.mark.parametrize(("status", "reason"), [("pending", RefusalReason.NOTHING_PAID), ("cancelled", RefusalReason.UNSETTLED)])
def test_nothing_is_offered_where_no_money_is_known_to_be_with_us(status: str, reason: RefusalReason) -> None:
    decision = decide(facts(order(status=status)), policy(goodwill_percent="5"))

    assert isinstance(decision, Refused)
    assert decision.because is reason


@pytest.mark.parametrize("reason", RefusalReason)
def test_a_refusal_is_never_bare(reason: RefusalReason) -> None:
    evidence = {RefusalReason.NOT_OBSERVED, RefusalReason.EVIDENCE_MISSING}
    expected = NearestYes.EVIDENCE if reason in evidence else NearestYes.PERSON

    assert Refused(reason, ()).instead is expected


def test_every_reason_but_a_fall_has_its_refusal() -> None:
    assert {reason.value for reason in PriceReason} - {"fell"} <= {reason.value for reason in RefusalReason}


# --- goodwill ------------------------------------------------------------------------------------------------------


def test_goodwill_is_given_if_the_owner_switched_it_on() -> None:
    decision = decide(facts(order(), (seen("49.90", "02-13"),)), policy(goodwill_percent="5"))

    assert isinstance(decision, Allowed)
    assert decision.offer == Offer((Proposal((coupon("4.99", 5),)),), Basis.GOODWILL)  # 5 % of 99.80


def test_goodwill_waits_for_nobody() -> None:
    history = History(2, 0, Money.zero("EUR"))

    decision = decide(facts(order(), (seen("49.90", "02-13"),), history=history), policy(goodwill_percent="5"))

    assert isinstance(decision, Refused)
    assert decision.because is RefusalReason.NOT_LOWER
    assert not rule(decision, RuleName.GOODWILL).taken
    assert rule(decision, RuleName.ORDER_HISTORY).taken


def test_goodwill_is_no_answer_to_a_claim_nobody_could_check() -> None:
    assert isinstance(decide(facts(order(), ()), policy(goodwill_percent="5")), Refused)


# --- what was given before -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "given_before",
    [
        {"of": order(promised=Money.of("9.98", "EUR"))},
        {"of": order(refunded="9.98")},
        {"history": History(1, 1, Money.of("14.97", "EUR"))},
        {"of": order(refunded="5.00"), "history": History(1, 1, Money.of("4.98", "EUR"))},
    ],
)
def test_a_difference_is_made_up_once(given_before: dict[str, Any]) -> None:
    decision = decide(facts(**given_before), SHIPPED_POLICY)

    assert isinstance(decision, Refused)
    assert decision.because is RefusalReason.MADE_UP_BEFORE
    assert rule(decision, RuleName.MADE_UP_BEFORE).taken


def test_after_an_earlier_return_only_the_rest_is_offered_and_a_person_looks() -> None:
    decision = decide(facts(order(refunded="4.00")), SHIPPED_POLICY)

    assert isinstance(decision, NeedsApproval)
    assert decision.by is Authority.STAFF
    assert decision.because is ApprovalReason.RETURNED_IN_PART
    assert decision.offer.proposals[0].money == Money.of("5.98", "EUR")  # 9.98 - 4.00


def test_no_more_is_returned_than_is_left_of_what_was_paid() -> None:
    of = order(paid="5.00")  # the rest was paid with something the shop does not return, like a gift card

    decision = decide(facts(of), SHIPPED_POLICY)

    assert offered(decision)[0].money == Money.of("5.00", "EUR")
    assert rule(decision, RuleName.MONEY_CAP) == Rule(
        RuleName.MONEY_CAP, True, (("due", Money.of("9.98", "EUR")), ("returnable", Money.of("5.00", "EUR")))
    )


def test_nothing_is_offered_if_nothing_is_left_by_now() -> None:
    told = facts(order(paid="9.00"))
    assert told.order
    by_now = replace(told.order, total_paid=Money.zero("EUR"))

    decision = decide(replace(told, order=by_now), SHIPPED_POLICY)

    assert isinstance(decision, Refused)
    assert decision.because is RefusalReason.NOTHING_PAID


# --- caps and authority --------------------------------------------------------------------------------------------


def test_a_coupon_above_the_cap_becomes_smaller_and_the_trace_says_so() -> None:
    of = order(line("400.00", 1), paid="400.00")

    decision = decide(facts(of, (seen("396.00", "02-13"),)), SHIPPED_POLICY)

    # 5 % of 400.00 = 20.00, and on top there may be 15.00: 3 % = 12.00
    assert offered(decision)[0] == Proposal((refund("4.00"), coupon("12.00", 3)))
    assert rule(decision, RuleName.ON_TOP_CAP).taken
    assert ("asked", Money.of("20.00", "EUR")) in rule(decision, RuleName.ON_TOP_CAP).figures


def test_a_coupon_in_place_of_money_above_the_cap_becomes_smaller_and_the_trace_says_so() -> None:
    of = order(line("400.00", 1), paid="400.00")

    decision = decide(facts(of, (seen("360.00", "02-13"),)), SHIPPED_POLICY)

    # 40.00 x 1.5 = 60.00, of which 20.00 would be on top; 15.00 may be
    assert offered(decision)[1] == Proposal((coupon("55.00"),))
    assert rule(decision, RuleName.INSTEAD_CAP).taken


def test_an_offer_above_the_limit_of_the_bot_waits_for_the_staff() -> None:
    of = order(line("79.90", 3), line("119.00", 1, sku="WATCH", variant="Black"), paid="363.60", shipping=Money.of("4.90", "EUR"))

    decision = decide(facts(of, (seen("71.91", "02-13"),)), SHIPPED_POLICY)

    assert isinstance(decision, NeedsApproval)
    assert decision.by is Authority.STAFF
    assert decision.because is ApprovalReason.ABOVE_LIMIT
    assert decision.offer.proposals == (
        Proposal((refund("23.97"), coupon("11.99", 5))),  # 3 x 7.99, and 5 % of 239.70 = 11.985: 35.96 in all
        Proposal((coupon("35.96"),)),  # 23.97 x 1.5 = 35.955
    )
    assert not rule(decision, RuleName.BOT_LIMIT).taken
    assert rule(decision, RuleName.STAFF_LIMIT).taken


def test_of_several_reasons_the_one_that_asks_for_the_highest_authority_is_named() -> None:
    of = order(line("400.00", 1), paid="400.00")

    decision = decide(facts(of, (seen("300.00", "02-13"),), history=History(2, 3, Money.zero("EUR"))), SHIPPED_POLICY)

    # 100.00 and a coupon of 3 % = 12.00 are above the 60.00 of the staff, who alone would have looked at the history
    assert isinstance(decision, NeedsApproval)
    assert decision.by is Authority.LEAD
    assert decision.because is ApprovalReason.ABOVE_LIMIT
    assert rule(decision, RuleName.ORDER_HISTORY).taken


def test_an_alternative_that_alone_is_above_the_limit_is_left_out_rather_than_waited_for() -> None:
    of = order(line("99.00", 1), paid="99.00")

    decision = decide(facts(of, (seen("89.00", "02-13"),)), policy(instead_percent="190", on_top_percent_of_order="20"))

    # 10.00 + 5 % of 99.00 = 14.95 is within 15.00; 10.00 x 1.9 = 19.00 is not
    assert isinstance(decision, Allowed)
    assert decision.offer.proposals == (Proposal((refund("10.00"), coupon("4.95", 5))),)
    assert rule(decision, RuleName.INSTEAD_LEFT_OUT).taken
    assert not rule(decision, RuleName.COUPON_INSTEAD).taken


def test_without_an_alternative_in_the_policy_there_is_none() -> None:
    decision = decide(facts(), policy(instead_percent="0"))

    assert offered(decision) == (Proposal((refund("9.98"), coupon("4.99", 5))),)


def test_without_a_coupon_in_the_policy_there_is_only_the_money() -> None:
    decision = decide(facts(), policy(coupon_percent="0", instead_percent="0"))

    assert offered(decision) == (Proposal((refund("9.98"),)),)
    assert not rule(decision, RuleName.COUPON_ON_TOP).taken


def test_a_currency_without_a_rate_waits_for_the_staff() -> None:
    of = order(line(currency="CHF"), currency="CHF")

    decision = decide(facts(of, (seen("44.91", "02-13", currency="CHF"),)), SHIPPED_POLICY)

    assert isinstance(decision, NeedsApproval)
    assert decision.by is Authority.STAFF
    assert decision.because is ApprovalReason.RATE_UNKNOWN


# --- wish ----------------------------------------------------------------------------------------------------------


def test_a_wish_for_a_coupon_puts_the_coupon_in_front() -> None:
    plain, wished = decide(facts(), SHIPPED_POLICY), decide(facts(wish=Wish.COUPON), SHIPPED_POLICY)

    assert offered(wished) == offered(plain)[::-1]
    assert rule(wished, RuleName.WISH).taken


@pytest.mark.parametrize("wish", [None, Wish.REFUND, Wish.REPLACEMENT, Wish.TELL_ME])
def test_another_wish_leaves_the_money_in_front(wish: Wish | None) -> None:
    decision = decide(facts(wish=wish), SHIPPED_POLICY)

    assert offered(decision)[0].money == Money.of("9.98", "EUR")
    assert not rule(decision, RuleName.WISH).taken


# --- what holds for all facts --------------------------------------------------------------------------------------


POLICIES = st.sampled_from(
    [
        SHIPPED_POLICY,
        policy(goodwill_percent="5"),
        policy(coupon_percent="0", instead_percent="0"),
        policy(coupon_percent="40", instead_percent="500", on_top_percent_of_order="100", on_top_eur="900"),
        policy(on_top_percent_of_order="0", on_top_eur="0", monthly_eur="0", per_order="0", per_buyer="0"),
    ]
)


def mostly(usual: object, otherwise: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """The usual value nine times out of ten: each oddity is tried, and seldom all of them at once."""
    return st.sampled_from([st.just(usual)] * 9 + [otherwise]).flatmap(lambda chosen: chosen)


@st.composite
def any_facts(draw: st.DrawFn) -> Facts:
    """Facts of any claim: most of an order that was paid and became cheaper, and some that fit no story at all."""
    currency = draw(st.sampled_from(["EUR", "USD", "JPY", "KWD", "CHF"]))
    any_money = st.builds(Money, st.integers(0, 30_000), st.just(currency))
    nothing = Money.zero(currency)

    unit = draw(any_money)
    piece = replace(line("0", 1, currency=currency), unit_price=unit)
    lines = tuple(
        replace(piece, quantity=draw(mostly(1, st.integers(0, 4))), discount=draw(mostly(nothing, any_money)))
        for _ in range(draw(mostly(1, st.integers(0, 3))))
    )
    status = draw(mostly("paid", st.sampled_from(["partially_refunded", "pending", "cancelled", "anything"])))
    of = order(piece, paid="0", currency=currency, status=status, promised=draw(mostly(None, any_money)))
    of = replace(of, lines=lines, discount=draw(mostly(nothing, any_money)), refunded=draw(mostly(nothing, any_money)))
    of = replace(of, total_paid=draw(mostly(max(of.value, nothing), any_money)))

    cheaper = st.integers(80, 100).map(lambda percent: unit.percent(Decimal(percent)))
    prices = tuple(
        replace(
            seen("0", "02-13", currency=currency),
            price=draw(mostly(draw(cheaper), any_money)),
            seen_at=day("02-10") + timedelta(n),
        )
        for n in draw(mostly([3], st.lists(st.integers(0, 40), max_size=4)))
    )
    return facts(
        of,
        prices,
        finding=finding(of, prices, wrote=draw(mostly("02-16", st.just("03-20"))), now="03-25"),
        history=History(draw(mostly(0, st.integers(1, 4))), draw(mostly(0, st.integers(1, 4))), draw(mostly(nothing, any_money))),
        budget=Budget(Money(draw(mostly(0, st.integers(0, 120_000))), "EUR")),
        rates=draw(mostly(RATES, st.just({}))),
        wish=draw(st.sampled_from([None, *Wish])),
    )


@given(any_facts(), POLICIES)
def test_every_decision_has_its_trace(told: Facts, by: Policy) -> None:
    decision = decide(told, by)

    assert decision.trace[0].name is RuleName.PRICE_FELL
    assert len({one.name for one in decision.trace}) == len(decision.trace)
    assert all(one.record() for one in decision.trace)


@given(any_facts(), POLICIES)
def test_money_returned_is_never_more_than_is_left_nor_than_the_difference(told: Facts, by: Policy) -> None:
    decision = decide(told, by)

    assert told.order
    assert isinstance(told.finding, PriceFinding)
    if not isinstance(decision, Refused):
        for proposal in decision.offer.proposals:
            assert proposal.money <= max(told.order.returnable, Money.zero(told.order.currency))
            assert proposal.money <= told.finding.difference


@given(any_facts(), POLICIES)
def test_every_part_of_an_offer_is_worth_something(told: Facts, by: Policy) -> None:
    decision = decide(told, by)

    if not isinstance(decision, Refused):
        assert all(part.amount.minor > 0 for proposal in decision.offer.proposals for part in proposal.parts)
        assert all(proposal.parts for proposal in decision.offer.proposals)


@given(any_facts(), POLICIES)
def test_what_the_bot_gives_alone_is_within_its_limits_and_the_budget(told: Facts, by: Policy) -> None:
    decision = decide(told, by)

    assert told.order
    if isinstance(decision, Allowed):
        cost, rate = decision.offer.cost, {"EUR": Decimal(1), **told.rates}[told.order.currency]
        assert cost.amount <= 15 * rate
        assert cost.amount <= told.order.total_paid.amount * 20 / 100
        assert told.budget.spent.amount + cost.amount / rate <= by.budget.monthly.amount
        assert told.history.on_order < by.history.per_order
        assert told.history.of_buyer < by.history.per_buyer


@given(any_facts(), POLICIES)
def test_a_wish_never_changes_what_is_offered_but_its_order(told: Facts, by: Policy) -> None:
    outcomes = [decide(replace(told, wish=wish), by) for wish in (None, *Wish)]

    assert len({type(one) for one in outcomes}) == 1
    assert len({frozenset(one.offer.proposals) for one in outcomes if not isinstance(one, Refused)}) <= 1
    assert len({one.by for one in outcomes if isinstance(one, NeedsApproval)}) <= 1


@given(any_facts(), POLICIES)
def test_the_same_facts_give_the_same_decision(told: Facts, by: Policy) -> None:
    assert decide(told, by) == decide(replace(told), by)


@given(any_facts(), POLICIES)
def test_who_asks_and_what_they_spent_elsewhere_changes_nothing(told: Facts, by: Policy) -> None:
    assert told.order
    other = replace(told.order, buyer_name="Bea Lindqvist", email="bea@example.com", country="SE", note="a regular customer")

    assert decide(replace(told, order=other), by) == decide(told, by)
