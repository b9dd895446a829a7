from bot.remedy.decision import Facts
from bot.remedy.money import Money
from bot.remedy.replay import OfCause, Past, compare, replay
from bot.remedy.snapshot import cause_of
from bot.terms import Cause
from tests.remedy.claims import facts, line, order, policy
from tests.remedy.matters import SHIPPED_POLICY, euro, facts_of, with_rungs

# Late parcels earn more of the money, and from day 10 on only; bad service earns a gift in place of a coupon for 2.50.
OTHER = with_rungs(
    'name = "late"\ncauses = ["late_delivery"]\ndays_past = [10]\noffer = ["refund 30 %"]',
    'name = "service"\ncauses = ["bad_service"]\noffer = ["gift"]',
    coupon_percent="10",
)


def past(*told: Facts) -> list[Past]:
    return [Past(number, one) for number, one in enumerate(told, 1)]


def test_each_cause_is_summed_up_under_both_policies() -> None:
    cases = past(
        facts_of(Cause.LATE_DELIVERY, days_past=8),  # 5.00, and then nothing
        facts_of(Cause.LATE_DELIVERY, days_past=12),  # 5.00, and then 15.00 that have to be approved: 20 % are 10.98
        facts_of(Cause.LATE_DELIVERY, days_past=0),  # nothing under either
        facts_of(Cause.BAD_SERVICE),  # 2.50, and then 3.00
    )

    assert replay(cases, SHIPPED_POLICY, OTHER) == (
        OfCause(Cause.LATE_DELIVERY, 3, euro("10.00"), euro("15.00"), (2,), (1,), 1, 2, 0, 1),
        OfCause(Cause.BAD_SERVICE, 1, euro("2.50"), euro("3.00"), (4,), (), 0, 0, 0, 0),
    )


def test_price_claims_are_replayed_too() -> None:
    (found,) = replay(past(facts()), policy(), policy(coupon_percent="0", instead_percent="0"))

    assert found == OfCause(Cause.PRICE_DROP, 1, euro("14.97"), euro("9.98"), (), (1,), 0, 0, 0, 0)


def test_costs_are_told_in_euro() -> None:
    yen = order(line("18300", 1, currency="JPY"), paid="18300", currency="JPY")

    compared = compare(Past(1, facts_of(Cause.LATE_DELIVERY, of=yen, days_past=8)), SHIPPED_POLICY, SHIPPED_POLICY)

    assert compared.before.cost == euro("10.00")  # 1830 at 183
    assert compared.difference == Money.zero("EUR")


def test_what_no_rate_tells_is_counted_and_neither_more_nor_less() -> None:
    francs = order(line("50.00", 1, currency="CHF"), paid="50.00", currency="CHF")

    (found,) = replay(past(facts_of(Cause.LATE_DELIVERY, of=francs, days_past=12)), SHIPPED_POLICY, OTHER)

    assert found == OfCause(Cause.LATE_DELIVERY, 1, euro("0.00"), euro("0.00"), (), (), 0, 0, 1, 1)


def test_the_same_policy_changes_nothing() -> None:
    told = facts_of(Cause.DAMAGED)

    (found,) = replay(past(told), SHIPPED_POLICY, SHIPPED_POLICY)

    assert (found.cause, found.more, found.less) == (cause_of(told), (), ())


def test_without_cases_there_is_nothing_to_compare() -> None:
    assert replay([], SHIPPED_POLICY, OTHER) == ()
