from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.remedy.money import Money, add_up
from bot.remedy.price_claim import PriceReason, verify
from bot.shop.orders import OrderLine
from bot.shop.prices import PriceSeen, Promotion
from bot.terms import Verification
from tests.remedy.claims import PRICES, SKU, VALENTINE, VARIANT, day, finding, line, order, seen

BEFORE = seen("49.90", "01-05")


def test_a_price_that_fell_the_day_after_is_confirmed_with_the_exact_difference() -> None:
    found = finding(order())

    assert found.verdict is Verification.CONFIRMED
    assert found.reason is PriceReason.FELL
    assert found.difference == Money.of("9.98", "EUR")  # 2 x 49.90 - 2 x 44.91


def test_the_line_tells_what_was_paid_the_lowest_price_and_the_price_of_today() -> None:
    (found,) = finding(order()).concerned

    assert found.paid == Money.of("99.80", "EUR")  # 2 x 49.90
    assert found.lowest == seen("44.91", "02-13")
    assert found.current == seen("49.90", "02-16")
    assert found.promotion is VALENTINE


def test_a_discount_of_the_line_is_part_of_what_was_paid() -> None:
    found = finding(order(line(discount="4.80"), paid="95.00"))

    assert found.difference == Money.of("5.18", "EUR")  # 95.00 - 2 x 44.91


def test_a_discount_on_the_order_is_part_of_what_was_paid() -> None:
    found = finding(order(discount="9.98", paid="89.82"))

    assert found.reason is PriceReason.NOT_LOWER  # 89.82 = 2 x 44.91
    assert found.difference == Money.zero("EUR")
    assert found.lines[0].promotion is None


def test_yen_are_compared_without_decimals() -> None:
    of = order(line("12900", 2, currency="JPY"), paid="25800", currency="JPY")

    found = finding(of, (seen("12900", "01-05", currency="JPY"), seen("11610", "02-13", currency="JPY")))

    assert found.difference == Money(2580, "JPY")  # 2 x 12900 - 2 x 11610


def test_dinars_are_compared_to_the_thousandth() -> None:
    of = order(line("46.750", 1, "2.338", currency="KWD"), paid="44.412", currency="KWD")

    found = finding(of, (seen("42.075", "02-13", currency="KWD"),))

    assert found.difference == Money(2337, "KWD")  # 46.750 - 2.338 - 42.075 = 2.337


def test_a_price_that_was_never_below_what_was_paid_is_not_confirmed() -> None:
    found = finding(order(), (BEFORE, seen("52.00", "02-13"), seen("49.90", "02-15")))

    assert found.verdict is Verification.NOT_CONFIRMED
    assert found.reason is PriceReason.NOT_LOWER
    assert found.lines[0].lowest == seen("49.90", "02-15")
    assert found.lines[0].promotion is None


def test_without_a_price_after_the_purchase_nothing_can_be_verified() -> None:
    found = finding(order(), (BEFORE,))

    assert found.verdict is Verification.CANNOT_BE_VERIFIED
    assert found.reason is PriceReason.NOT_OBSERVED
    assert found.lines[0].lowest is None


def test_a_price_seen_at_the_moment_of_the_purchase_is_not_after_it() -> None:
    assert finding(order(), (seen("44.91", "02-12"),)).reason is PriceReason.NOT_OBSERVED


def test_what_is_seen_after_today_is_not_known_today() -> None:
    assert finding(order(), PRICES, now="02-12 23:59").reason is PriceReason.NOT_OBSERVED


@pytest.mark.parametrize(
    ("fell", "reason"), [("02-27 12:00", PriceReason.FELL), ("02-27 12:01", PriceReason.FELL_LATER)]
)  # bought on 12 February at noon: the window of 15 days ends on the 27th at noon
def test_the_window_ends_with_its_last_moment(fell: str, reason: PriceReason) -> None:
    found = finding(order(), (BEFORE, seen("44.91", fell)), wrote="03-01", now="03-01")

    assert found.reason is reason


@pytest.mark.parametrize(
    ("wrote", "reason"), [("03-14 12:00", PriceReason.FELL), ("03-14 12:01", PriceReason.WROTE_LATER)]
)  # 30 days after 12 February at noon
def test_the_buyer_has_to_have_written_in_time(wrote: str, reason: PriceReason) -> None:
    found = finding(order(), PRICES, wrote=wrote, now="03-20")

    assert found.reason is reason


@pytest.mark.parametrize("reason", [PriceReason.FELL_LATER, PriceReason.WROTE_LATER])
def test_a_fall_that_does_not_count_is_told_but_owes_nothing(reason: PriceReason) -> None:
    prices = (BEFORE, seen("44.91", "03-01" if reason is PriceReason.FELL_LATER else "02-13"))

    found = finding(order(), prices, wrote="03-20", now="03-20")

    assert found.reason is reason
    assert found.verdict is Verification.NOT_CONFIRMED
    assert found.difference == Money.zero("EUR")
    assert found.lines[0].lowest == prices[1]
    assert found.lines[0].difference == Money.of("9.98", "EUR")  # 2 x 49.90 - 2 x 44.91


def test_the_days_are_those_of_the_policy() -> None:
    found = finding(order(), (seen("44.91", "02-15"),), window_days=2, claim_days=4)

    assert found.reason is PriceReason.FELL_LATER
    assert found.window_ends_at == day("02-14")
    assert found.claim_ends_at == day("02-16")


def test_the_lowest_price_of_the_window_counts_and_not_a_lower_one_after_it() -> None:
    prices = (seen("47.00", "02-14"), seen("45.00", "02-20"), seen("46.00", "02-25"), seen("30.00", "03-02"))

    found = finding(order(), prices, wrote="03-03", now="03-03")

    assert found.lines[0].lowest == seen("45.00", "02-20")
    assert found.difference == Money.of("9.80", "EUR")  # 2 x 49.90 - 2 x 45.00


def test_prices_may_come_in_any_order() -> None:
    assert finding(order(), PRICES[::-1]) == finding(order(), PRICES)


@pytest.mark.parametrize("other", [{"sku": "OTHER"}, {"variant": "White / EU 41"}, {"currency": "USD"}])
def test_another_article_another_variant_and_another_currency_prove_nothing(other: dict[str, str]) -> None:
    found = finding(order(), (seen("9.90", "02-13", **other),))

    assert found.reason is PriceReason.NOT_OBSERVED


def test_of_several_lines_only_those_that_fell_are_concerned() -> None:
    cable = line("9.90", 1, sku="CBL-USBC-2M", variant="")
    of = order(line(), cable, paid="109.70")
    prices = (*PRICES, seen("9.90", "02-14", sku="CBL-USBC-2M", variant=""))

    found = finding(of, prices)

    assert found.reason is PriceReason.FELL
    assert [one.line.sku for one in found.concerned] == [SKU]
    assert [one.reason for one in found.lines] == [PriceReason.FELL, PriceReason.NOT_LOWER]
    assert found.difference == Money.of("9.98", "EUR")


def test_the_differences_of_all_lines_that_fell_are_added_up() -> None:
    boot = line("139.00", 1, sku="BOOT", variant="")
    of = order(line(), boot, paid="238.80")

    found = finding(of, (*PRICES, seen("125.10", "02-13", sku="BOOT", variant="")))

    assert found.difference == Money.of("23.88", "EUR")  # 9.98 + 13.90


def test_a_line_that_fell_too_late_adds_nothing_to_one_that_fell_in_time() -> None:
    boot = line("139.00", 1, sku="BOOT", variant="")
    of = order(line(), boot, paid="238.80")

    found = finding(of, (*PRICES, seen("111.20", "03-02", sku="BOOT", variant="")), now="03-03")

    assert [one.reason for one in found.lines] == [PriceReason.FELL, PriceReason.FELL_LATER]
    assert found.difference == Money.of("9.98", "EUR")


def test_an_order_with_a_line_nobody_can_check_is_not_told_that_nothing_fell() -> None:
    watch = line("119.00", 1, sku="WATCH", variant="Black")
    of = order(line(), watch, paid="218.80")

    found = finding(of, (BEFORE, seen("49.90", "02-14")))

    assert found.verdict is Verification.CANNOT_BE_VERIFIED
    assert [one.line.sku for one in found.concerned] == ["WATCH"]


@pytest.mark.parametrize(
    ("status", "refunded", "reason", "verdict"),
    [
        ("pending", "0", PriceReason.NOTHING_PAID, Verification.NOT_CONFIRMED),
        ("voided/unfulfilled", "0", PriceReason.NOTHING_PAID, Verification.NOT_CONFIRMED),
        ("refunded", "99.80", PriceReason.NOTHING_PAID, Verification.NOT_CONFIRMED),
        ("paid", "99.80", PriceReason.NOTHING_PAID, Verification.NOT_CONFIRMED),
        ("cancelled", "0", PriceReason.UNSETTLED, Verification.CANNOT_BE_VERIFIED),
        ("on-hold", "0", PriceReason.UNSETTLED, Verification.CANNOT_BE_VERIFIED),
        ("partially_refunded", "20.00", PriceReason.FELL, Verification.CONFIRMED),
    ],
)
def test_a_fallen_price_owes_nothing_where_no_money_is_known_to_be_with_us(
    status: str, refunded: str, reason: PriceReason, verdict: Verification
) -> None:
    found = finding(order(status=status, refunded=refunded))

    assert found.reason is reason
    assert found.verdict is verdict
    assert bool(found.difference) is (reason is PriceReason.FELL)


def test_an_order_without_lines_cannot_be_verified() -> None:
    assert finding(replace(order(), lines=())).reason is PriceReason.NOT_OBSERVED


@pytest.mark.parametrize("price", ["44.91", "44.90", "45.00", "44.50", "45.40"])
def test_a_promotion_explains_a_price_lowered_by_about_its_percentage(price: str) -> None:
    (found,) = finding(order(), (BEFORE, seen(price, "02-13"))).lines  # 10 % of 49.90 is 4.99, give or take 0.499

    assert found.promotion is VALENTINE


@pytest.mark.parametrize(
    ("price", "at"), [("44.00", "02-13"), ("46.00", "02-13"), ("44.91", "02-16 12:00"), ("44.91", "02-12 13:00")]
)
def test_a_promotion_does_not_explain_another_percentage_or_another_day(price: str, at: str) -> None:
    (found,) = finding(order(), (BEFORE, seen(price, at)), now="02-17").lines

    assert found.reason is PriceReason.FELL
    assert found.promotion is None


def test_a_promotion_explains_nothing_if_the_price_before_it_is_unknown() -> None:
    (found,) = finding(order(), (seen("44.91", "02-13"),)).lines

    assert found.promotion is None


def test_of_several_promotions_the_one_that_fits_best_explains() -> None:
    weaker = replace(VALENTINE, name="A little less", percent_off=Decimal("9.5"))
    stronger = replace(VALENTINE, name="Half price", percent_off=Decimal(50))

    found = verify(order(), PRICES, (weaker, stronger, VALENTINE), wrote_at=day("02-16"), now=day("02-16"))

    assert found.lines[0].promotion is VALENTINE


def test_a_promotion_on_everything_explains_too() -> None:
    spring = Promotion("Spring start", day("02-14"), day("02-20"), Decimal(15), frozenset(), "seasonal")

    found = verify(order(), (BEFORE, seen("42.40", "02-14")), (spring,), wrote_at=day("02-16"), now=day("02-16"))

    assert found.lines[0].promotion is spring


MOMENTS = st.integers(0, 60 * 24).map(lambda hours: day("01-20") + timedelta(hours=hours))
SEEN = st.builds(
    PriceSeen,
    sku=st.sampled_from([SKU] * 4 + ["OTHER"]),
    variant=st.sampled_from([VARIANT] * 4 + [""]),
    price=st.builds(Money, st.integers(0, 20000), st.sampled_from(["EUR"] * 4 + ["USD"])),
    seen_at=MOMENTS,
    source=st.just("shop"),
)
LINES = st.lists(
    st.builds(
        line,
        unit=st.decimals(0, 200, places=2).map(str),
        quantity=st.integers(0, 5),
        discount=st.decimals(0, 20, places=2).map(str),
    ),
    max_size=4,
)


@given(LINES, st.lists(SEEN, max_size=12), MOMENTS, MOMENTS)
def test_a_difference_is_never_negative_and_never_above_what_was_paid(
    lines: list[OrderLine], prices: list[PriceSeen], wrote: datetime, now: datetime
) -> None:
    of = replace(order(), lines=tuple(lines))

    found = verify(of, prices, (VALENTINE,), wrote_at=wrote, now=now)

    for one in found.lines:
        assert 0 <= one.difference.minor <= max(one.paid.minor, 0)
    assert found.difference == add_up((one.difference for one in found.lines if one.reason is PriceReason.FELL), "EUR")


@given(LINES, st.lists(SEEN, max_size=12), MOMENTS, MOMENTS)
def test_the_order_in_which_prices_are_read_changes_nothing(
    lines: list[OrderLine], prices: list[PriceSeen], wrote: datetime, now: datetime
) -> None:
    of = replace(order(), lines=tuple(lines))

    forwards = verify(of, prices, (VALENTINE,), wrote_at=wrote, now=now)
    backwards = verify(of, prices[::-1], (VALENTINE,), wrote_at=wrote, now=now)

    assert forwards == backwards


@given(LINES, st.lists(SEEN, max_size=12), MOMENTS, MOMENTS)
def test_an_observation_that_decides_was_made_after_the_purchase_and_before_now(
    lines: list[OrderLine], prices: list[PriceSeen], wrote: datetime, now: datetime
) -> None:
    of = replace(order(), lines=tuple(lines))

    found = verify(of, prices, (VALENTINE,), wrote_at=wrote, now=now)

    for one in found.lines:
        assert one.lowest is None or of.placed_at < one.lowest.seen_at <= now
