"""What holds of every decision on every trouble: it is total, explained, the same for the same facts, and within every bound."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bot.remedy import snapshot
from bot.remedy.decision import Allowed, Budget, Decision, Facts, History, NeedsApproval, Refused
from bot.remedy.ladder import decide
from bot.remedy.matter import Matter
from bot.remedy.money import Money, add_up
from bot.remedy.policy import Policy
from bot.remedy.trace import RuleName
from bot.remedy.trace_words import in_words
from bot.terms import Cause, Level, RemedyKind, Severity, Verification, Wish
from tests.remedy.claims import RATES, line, order
from tests.remedy.matters import SHIPPED_POLICY, facts_of, with_rungs

CURRENCIES = st.sampled_from(["EUR", "USD", "JPY", "KWD", "CHF"])
OF_MANY = '["late_delivery", "damaged", "bad_service", "payment", "customs_fee", "out_of_stock", "missing_item"]'
GENEROUS = with_rungs(
    f'name = "all"\ncauses = {OF_MANY}\noffer = ["refund 60 %", "coupon 40 %", "gift", "points 5000"]\n'
    'or = [["replacement", "voucher"], ["coupon 100 %"], ["apology"]]',
    on_top_percent_of_order="50",
    on_top_eur="900",
)
STINGY = with_rungs(
    f'name = "all"\ncauses = {OF_MANY}\noffer = ["refund the amount"]\n'
    'or = [["points 3", "gift"], ["return 3 days"]]\nchoice = true',
    on_top_percent_of_order="0",
    monthly_eur="0",
    per_order_eur="0",
    per_buyer_eur="0",
)
BY_MARGIN = with_rungs(
    f'name = "dear"\ncauses = {OF_MANY}\nmargin_at_least = 40\noffer = ["refund 30 %"]',
    f'name = "theirs"\ncauses = {OF_MANY}\nmargin_below = 40\nsupplier = ["Rossi"]\noffer = ["coupon 10 %"]',
    f'name = "others"\ncauses = {OF_MANY}\nsupplier = ["Lin Shoes"]\nperson = true',
)
POLICIES = st.sampled_from([SHIPPED_POLICY, SHIPPED_POLICY, GENEROUS, STINGY, BY_MARGIN])
ON_TOP = {RemedyKind.COUPON, RemedyKind.GIFT, RemedyKind.POINTS, RemedyKind.VOUCHER}


@st.composite
def any_facts(draw: st.DrawFn) -> Facts:
    """Facts of any trouble, sensible or not."""
    currency = draw(CURRENCIES)
    money = st.builds(Money, st.integers(-100, 60_000), st.just(currency))
    some_money = st.builds(Money, st.integers(-100, 60_000), CURRENCIES)
    some_euro = st.builds(Money, st.integers(0, 200_000), st.just("EUR"))
    lines = tuple(
        replace(line("0", draw(st.integers(0, 3)), currency=currency, sku=sku), unit_price=draw(money))
        for sku in draw(st.lists(st.sampled_from("ABC"), max_size=3))
    )
    of = replace(
        order(
            line("0", 1, currency=currency),
            paid="0",
            currency=currency,
            status=draw(st.sampled_from(["paid", "paid", "paid", "pending", "on hold", "?"])),
        ),
        lines=lines,
        total_paid=draw(money),
        refunded=draw(st.one_of(st.just(Money.zero(currency)), money)),
        discount=draw(st.one_of(st.just(Money.zero(currency)), money)),
    )
    matter = Matter(
        cause=draw(st.sampled_from(Cause)),
        verdict=draw(st.sampled_from(Verification)),
        concerned=draw(st.sampled_from([(), lines, lines[:1]])),
        severity=draw(st.sampled_from([None, *Severity])),
        pictures=draw(st.integers(0, 2)),
        days_past=draw(st.one_of(st.none(), st.integers(-5, 40))),
        lost=draw(st.booleans()),
        arrived=draw(st.booleans()),
        amount=draw(st.one_of(st.none(), money, some_money)),
        level=draw(st.sampled_from(Level)),
        within_withdrawal=draw(st.sampled_from([None, True, False])),
        margin=draw(st.one_of(st.none(), st.decimals(-200, 100, places=2))),
        supplier=draw(st.sampled_from(["", "Rossi", "lin shoes"])),
    )
    history = History(
        draw(st.integers(0, 3)), draw(st.integers(0, 4)), draw(st.one_of(st.just(Money.zero(currency)), money)),
        draw(st.integers(0, 1)), draw(some_euro), draw(some_euro),
    )  # fmt: skip
    return Facts(
        finding=matter,
        order=draw(st.sampled_from([of, of, of, None])),
        history=history,
        budget=Budget(draw(some_euro)),
        rates=draw(st.sampled_from([RATES, RATES, {}])),
        wish=draw(st.sampled_from([None, *Wish])),
        shop_currency=currency,
    )


def first_worth(decision: Decision) -> int:
    return 0 if isinstance(decision, Refused) else decision.offer.proposals[0].cost.minor


@given(any_facts(), POLICIES)
def test_a_trace_always_explains_and_ends_with_what_was_decided(told: Facts, by: Policy) -> None:
    decision = decide(told, by)

    assert decision.trace[-1].name is RuleName.DECIDED
    assert decision.trace[-1].taken is not isinstance(decision, Refused)
    assert all(in_words(rule) and rule.record() for rule in decision.trace)


@given(any_facts(), POLICIES)
def test_the_same_facts_give_the_same_decision(told: Facts, by: Policy) -> None:
    assert decide(told, by) == decide(replace(told), by)


@given(any_facts(), POLICIES)
def test_who_asks_changes_nothing(told: Facts, by: Policy) -> None:
    other = told.order and replace(told.order, buyer_name="Bea Lindqvist", email="bea@example.com", postcode="1", note="regular")

    assert decide(replace(told, order=other), by) == decide(told, by)


@given(any_facts(), POLICIES)
def test_no_more_money_goes_back_than_is_left_of_what_was_paid(told: Facts, by: Policy) -> None:
    decision = decide(told, by)

    if not isinstance(decision, Refused):
        most = told.order.returnable.minor if told.order else 0
        assert all(one.money.minor <= max(most, 0) for one in decision.offer.proposals)


@given(any_facts(), POLICIES)
def test_every_proposal_is_in_one_currency_and_costs_no_less_than_nothing(told: Facts, by: Policy) -> None:
    decision = decide(told, by)

    if not isinstance(decision, Refused):
        parts = [part for proposal in decision.offer.proposals for part in proposal.parts]
        assert {part.amount.currency for part in parts} == {told.currency}
        assert all(part.amount.minor >= 0 for part in parts)
        assert all(part.percent is None or 0 < part.percent <= 100 for part in parts)


@given(any_facts(), POLICIES)
def test_what_comes_on_top_is_within_its_cap(told: Facts, by: Policy) -> None:
    decision = decide(told, by)

    benefit = isinstance(told.finding, Matter) and told.finding.cause is Cause.MEMBERSHIP_BENEFIT
    if not isinstance(decision, Refused) and told.order and not benefit:
        money = max(one.money for one in decision.offer.proposals)
        share = max(told.order.total_paid.percent(by.coupons.on_top_percent_of_order).minor, 0)
        for proposal in decision.offer.proposals:
            on_top = add_up((part.amount for part in proposal.parts if part.kind in ON_TOP), told.currency)
            stands_for = money.minor if not proposal.money else 0
            assert on_top.minor <= share + stands_for


@given(any_facts(), POLICIES)
def test_what_the_bot_gives_alone_is_within_its_limits_and_every_budget(told: Facts, by: Policy) -> None:
    decision = decide(told, by)

    if isinstance(decision, Allowed) and decision.offer.cost:
        cost, rate = decision.offer.cost, {"EUR": Decimal(1), **told.rates}[told.currency]
        assert cost.amount <= by.limits[0].amount.amount * rate
        assert told.order is None or cost.amount <= told.order.total_paid.amount / 5
        assert told.budget.spent.amount + cost.amount / rate <= by.budget.monthly.amount
        assert told.history.spent_on_order.amount + cost.amount / rate <= by.budget.per_order.amount
        assert told.history.spent_on_buyer.amount + cost.amount / rate <= by.budget.per_buyer.amount
        assert told.history.on_order < by.history.per_order
        assert not told.history.for_cause


@given(any_facts(), POLICIES)
def test_a_wish_orders_and_never_raises(told: Facts, by: Policy) -> None:
    outcomes = [decide(replace(told, wish=wish), by) for wish in (None, *Wish)]

    assert len({type(one) for one in outcomes}) == 1
    assert len({frozenset(one.offer.proposals) for one in outcomes if not isinstance(one, Refused)}) <= 1
    assert len({one.by for one in outcomes if isinstance(one, NeedsApproval)}) <= 1


@given(any_facts(), POLICIES)
def test_facts_that_were_kept_are_decided_as_they_were(told: Facts, by: Policy) -> None:
    kept = snapshot.of(told)

    assert decide(snapshot.facts_of(kept), by) == decide(told, by)
    assert snapshot.of(snapshot.facts_of(kept)) == kept


@given(any_facts())
def test_what_nobody_knows_of_a_margin_or_a_supplier_fits_no_rung_that_asks_for_it(told: Facts) -> None:
    assert isinstance(told.finding, Matter)

    decision = decide(replace(told, finding=replace(told.finding, margin=None, supplier="")), BY_MARGIN)

    assert isinstance(decision, Refused)


# --- more loss never gives less ------------------------------------------------------------------------------------

paid = st.integers(0, 60_000)


def whole_order(minor: int, currency: str = "EUR") -> Any:
    piece = replace(line("0", 1, currency=currency), unit_price=Money(minor, currency))
    return order(piece, paid=str(Money(minor, currency).amount), currency=currency)


@given(paid, CURRENCIES, st.integers(0, 60), st.integers(0, 60))
def test_later_never_gives_less(minor: int, currency: str, days: int, more: int) -> None:
    of = whole_order(minor, currency)
    late = decide(facts_of(Cause.LATE_DELIVERY, of=of, days_past=days), SHIPPED_POLICY)
    later = decide(facts_of(Cause.LATE_DELIVERY, of=of, days_past=days + more), SHIPPED_POLICY)

    assert first_worth(late) <= first_worth(later)


@given(paid, CURRENCIES)
def test_worse_never_gives_less(minor: int, currency: str) -> None:
    of = whole_order(minor, currency)
    worths = [
        first_worth(decide(facts_of(Cause.DAMAGED, of=of, severity=severity, pictures=1), SHIPPED_POLICY))
        for severity in (Severity.PACKAGING, Severity.COSMETIC, Severity.UNUSABLE)
    ]

    assert worths == sorted(worths)


@given(
    st.sampled_from(["refund 10 %", "refund 100 %", "replacement", "resend", "repair", "refund the amount"]),
    paid,
    paid,
    CURRENCIES,
)
def test_dearer_never_gives_less(part: str, minor: int, more: int, currency: str) -> None:
    by = with_rungs(f'name = "one"\ncauses = ["missing_item"]\noffer = ["{part}"]')
    amounts = (Money(minor, currency), Money(minor + more, currency))
    cheap, dear = (decide(facts_of(Cause.MISSING_ITEM, of=whole_order(one.minor, currency), amount=one), by) for one in amounts)

    assert first_worth(cheap) <= first_worth(dear)


@given(paid, CURRENCIES)
def test_a_higher_level_never_gets_less(minor: int, currency: str) -> None:
    of = whole_order(minor, currency)
    worths = [first_worth(decide(facts_of(Cause.MEMBERSHIP_BENEFIT, of=of, level=level), SHIPPED_POLICY)) for level in Level]

    assert worths == sorted(worths)
