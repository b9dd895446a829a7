from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime

import pytest

from bot.remedy.money import Money
from bot.remedy.policy_reading import SHIPPED, read_policy
from bot.remedy.price_error import charged_too_much
from bot.shop.charges import double_charge
from bot.shop.importing import ReadFile, read_file
from bot.shop.orders import Order, OrderLine
from bot.shop.parcels import lateness
from bot.shop.prices import PriceSeen
from bot.shop.sample import sample_charges, sample_files
from bot.shop.stock import Stocked

TODAY = datetime.fromisoformat("2026-02-16T09:00:00+01:00")


@pytest.fixture(scope="module")
def sample() -> dict[str, ReadFile]:
    return {name: read_file(name, content) for name, content in sample_files()}


def order(sample: dict[str, ReadFile], number: str) -> Order:
    (found,) = [one.order for one in sample["orders.csv"].orders if one.order.number == number]
    return found


def seen(sample: dict[str, ReadFile], line: OrderLine) -> Iterator[PriceSeen]:
    """The observations of a line's own article, in the currency it was bought in, in the order of time."""
    same = [
        price
        for price in sample["prices.csv"].prices
        if (price.sku, price.variant, price.price.currency) == (line.sku, line.variant, line.unit_price.currency)
    ]
    return iter(sorted(same, key=lambda price: price.seen_at))


def later(sample: dict[str, ReadFile], of: Order) -> list[Money]:
    """The prices of an order's first line seen after the purchase and up to the story's today."""
    return [price.price for price in seen(sample, of.lines[0]) if of.placed_at < price.seen_at <= TODAY]


def test_nothing_of_the_sample_is_refused(sample: dict[str, ReadFile]) -> None:
    assert [read.refused for read in sample.values()] == [(), (), (), ()]
    assert len(sample["orders.csv"].orders) == 27
    assert [sample[f"{name}.csv"].facts for name in ("prices", "promotions", "stock")] == [168, 3, 10]


def test_the_sample_comes_to_what_it_is_known_to_come_to(sample: dict[str, ReadFile]) -> None:
    totals: Counter[str] = Counter()
    for found in sample["orders.csv"].orders:
        totals[found.order.currency] += found.order.total_paid.minor

    assert totals == {"EUR": 134081, "GBP": 77383, "JPY": 71800, "KWD": 153787, "USD": 48280}
    assert sum(len(found.order.lines) for found in sample["orders.csv"].orders) == 38


def test_every_price_paid_but_one_is_that_of_the_price_list_at_that_moment(sample: dict[str, ReadFile]) -> None:
    for found in sample["orders.csv"].orders:
        if found.order.number == "WL-2026-0036":  # which is there to be charged too much
            continue
        for line in found.order.lines:
            *_, at_purchase = (price for price in seen(sample, line) if price.seen_at <= found.order.placed_at)
            assert line.unit_price == at_purchase.price, found.order.number


def test_every_buyer_can_prove_an_order_by_e_mail_or_postcode(sample: dict[str, ReadFile]) -> None:
    orders = [found.order for found in sample["orders.csv"].orders]

    assert all(one.email.endswith("@example.com") and one.postcode and len(one.country) == 2 for one in orders)


def test_ana_bought_a_day_before_the_price_fell(sample: dict[str, ReadFile]) -> None:
    ana = order(sample, "WL-2026-0063")

    assert (ana.buyer_name, ana.email, ana.postcode, ana.country) == ("Ana García", "ana.garcia@example.com", "28013", "ES")
    assert ana.placed_at == datetime.fromisoformat("2026-02-12T20:41:05+01:00")
    assert (ana.total_paid, ana.lines[0].quantity) == (Money(10470, "EUR"), 2)  # 2 x 49.90 + 4.90
    assert later(sample, ana) == [Money(4491, "EUR"), Money(4990, "EUR")]


def test_one_order_was_bought_at_the_promotions_price(sample: dict[str, ReadFile]) -> None:
    inside = order(sample, "WL-2026-0065")

    assert inside.lines[0].unit_price == Money(1611, "GBP")
    assert later(sample, inside) == [Money(1790, "GBP")]


def test_of_the_watch_no_later_price_is_known(sample: dict[str, ReadFile]) -> None:
    watch = order(sample, "WL-2026-0058")

    assert [line.sku for line in watch.lines] == ["WATCH-FIT-BLK"]
    assert later(sample, watch) == []


def test_one_difference_is_above_what_the_bot_may_give(sample: dict[str, ReadFile]) -> None:
    large = order(sample, "WL-2026-0056")

    # 3 x (79.90 - 71.91) = 23.97, and the bot alone gives up to 15 EUR
    assert (large.lines[0].unit_price - min(later(sample, large))) * large.lines[0].quantity == Money(2397, "EUR")


@pytest.mark.parametrize(
    ("number", "email", "paid", "fell_to"),
    [
        ("WL-2026-0064", "chen.sy@example.com", Money(6400, "USD"), Money(5760, "USD")),
        ("WL-2026-0061", "harriet.cole@example.com", Money(7490, "GBP"), Money(6741, "GBP")),
    ],
)
def test_the_price_fell_for_buyers_of_other_languages_too(
    sample: dict[str, ReadFile], number: str, email: str, paid: Money, fell_to: Money
) -> None:
    bought = order(sample, number)

    assert (bought.email, bought.lines[0].unit_price, min(later(sample, bought))) == (email, paid, fell_to)


@pytest.mark.parametrize(
    ("number", "days_past"), [("WL-2026-0024", 4), ("WL-2026-0015", 12), ("WL-2026-0006", 23), ("WL-2026-0063", 0)]
)
def test_parcels_are_late_by_every_measure_of_the_ladder(sample: dict[str, ReadFile], number: str, days_past: int) -> None:
    rules = read_policy(SHIPPED.read_text(encoding="utf-8")).delivery

    assert lateness(order(sample, number), (), TODAY.date(), rules).days_past == days_past


def test_one_parcel_has_arrived_in_time(sample: dict[str, ReadFile]) -> None:
    rules = read_policy(SHIPPED.read_text(encoding="utf-8")).delivery

    late = lateness(order(sample, "WL-2026-0027"), (), TODAY.date(), rules)

    assert (late.delivered_on, late.days_past) == (date(2026, 2, 11), 0)


def test_every_order_was_charged_once_but_for_one_that_was_charged_twice(sample: dict[str, ReadFile]) -> None:
    taken = sample_charges()
    orders = [found.order for found in sample["orders.csv"].orders]

    twice = {one.number: double_charge(one, taken[one.number]) for one in orders}

    assert {number: amount for number, amount in twice.items() if amount} == {"WL-2026-0033": Money(6390, "EUR")}
    assert taken.keys() == twice.keys()
    assert all(charge.amount == one.total_paid for one in orders for charge in taken[one.number])


def test_one_buyer_was_charged_more_than_the_listed_price(sample: dict[str, ReadFile]) -> None:
    orders = [found.order for found in sample["orders.csv"].orders]

    too_much = {one.number: charged_too_much(one, sample["prices.csv"].prices) for one in orders}

    assert {number: amount for number, amount in too_much.items() if amount} == {"WL-2026-0036": Money(500, "EUR")}


def test_an_advertised_special_is_sold_out(sample: dict[str, ReadFile]) -> None:
    sold_out = [article for article in sample["stock.csv"].stock if not article.count]

    assert sold_out == [Stocked("KID-GLOW-BLU-30", "Blue / EU 30", "Glow Sneaker Kids", 0)]
