from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.remedy.money import Money
from bot.shop.orders import Order, OrderLine, Untold
from bot.shop.progress import STATUSES, brought_up_to_date, is_behind

PLACED = datetime(2026, 2, 12, 19, 41, 5, tzinfo=UTC)


def euros(minor: int) -> Money:
    return Money(minor, "EUR")


PAID = Order(
    number="WL-1",
    platform="own",
    status="paid",
    buyer_name="Ana García",
    email="ana@example.com",
    postcode="28013",
    country="ES",
    currency="EUR",
    placed_at=PLACED,
    lines=(OrderLine("SLIP", "Canvas Slip-on", "", 2, euros(4990), euros(0)),),
    shipping=euros(490),
    discount=euros(0),
    total_paid=euros(10470),
    refunded=euros(0),
    promised=euros(0),
    id=7,
)
DELIVERED = replace(PAID, shipped_at=PLACED + timedelta(days=1), delivered_at=PLACED + timedelta(days=4), tracking=("DHL:1",))

orders = st.builds(
    replace,
    st.just(PAID),
    status=st.sampled_from([*STATUSES, "shipped"]),
    buyer_name=st.sampled_from(["Ana García", "Ana Garcia"]),
    postcode=st.sampled_from(["", "28013", "28014"]),
    refunded=st.builds(euros, st.integers(0, 10470)),
    promised=st.builds(euros, st.integers(0, 10470)),
    shipped_at=st.sampled_from([None, PLACED, PLACED + timedelta(days=1)]),
    delivered_at=st.sampled_from([None, PLACED + timedelta(days=2)]),
    tracking=st.sampled_from([(), ("DHL:1",)]),
    as_of=st.sampled_from([None, PLACED, PLACED + timedelta(days=3)]),
    untold=st.frozensets(st.sampled_from(list(Untold))),
    id=st.integers(0, 9),
)


def test_a_newer_status_and_refund_are_taken() -> None:
    told = replace(PAID, status="partially_refunded", refunded=euros(998), id=0, promised=None)

    assert brought_up_to_date(PAID, told) == replace(PAID, status="partially_refunded", refunded=euros(998))


def test_a_correction_is_taken() -> None:
    told = replace(PAID, email="ana.garcia@example.com")

    assert brought_up_to_date(PAID, told) == told


@pytest.mark.parametrize(
    "stored",
    [
        replace(PAID, status="refunded"),
        replace(PAID, refunded=euros(998)),
        replace(PAID, shipped_at=PLACED),
        replace(PAID, delivered_at=PLACED),
    ],
)
def test_an_older_row_overwrites_nothing(stored: Order) -> None:
    told = replace(PAID, buyer_name="An older name", email="older@example.com")

    assert is_behind(told, stored)
    assert brought_up_to_date(stored, told) == stored


def test_an_older_row_can_still_tell_what_was_not_known() -> None:
    # we refunded, and the seller's own system has not heard of it when it reports the delivery
    stored = replace(PAID, refunded=euros(998))

    assert brought_up_to_date(stored, DELIVERED) == replace(DELIVERED, refunded=euros(998))


def test_a_file_without_postcodes_erases_none() -> None:
    told = replace(PAID, postcode="", country="", note="call first")

    assert brought_up_to_date(PAID, told) == replace(PAID, note="call first")


def test_a_cancelled_order_does_not_come_back() -> None:
    cancelled = replace(PAID, status="cancelled")

    assert brought_up_to_date(cancelled, PAID) == cancelled


@given(orders, orders)
def test_our_promise_and_the_row_stay_ours(stored: Order, told: Order) -> None:
    current = brought_up_to_date(stored, told)

    assert (current.promised, current.id) == (stored.promised, stored.id)


@given(orders, orders)
def test_what_moves_one_way_never_goes_back(stored: Order, told: Order) -> None:
    current = brought_up_to_date(stored, told)

    assert current.refunded == max(stored.refunded, told.refunded)
    assert (current.shipped_at is None) == (stored.shipped_at is None and told.shipped_at is None)
    assert (current.delivered_at is None) == (stored.delivered_at is None and told.delivered_at is None)
    if {stored.status, told.status} <= set(STATUSES) and not (stored.as_of and told.as_of and stored.as_of != told.as_of):
        assert STATUSES.index(current.status) == max(STATUSES.index(stored.status), STATUSES.index(told.status))


@given(orders, orders)
def test_telling_the_same_again_changes_nothing(stored: Order, told: Order) -> None:
    once = brought_up_to_date(stored, told)

    assert brought_up_to_date(once, told) == once


def at(platform: str, status: str, **told: object) -> Order:
    return replace(PAID, platform=platform, status=status, **told)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("platform", "earlier", "later"),
    [
        ("shopify", "pending/unfulfilled", "paid/unfulfilled"),
        ("shopify", "paid/unfulfilled", "paid/fulfilled"),
        ("shopify", "paid/fulfilled", "partially_refunded/fulfilled"),
        ("woocommerce", "processing", "completed"),
        ("woocommerce", "completed", "refunded"),
        ("amazon", "Unshipped", "Shipped"),
        ("tiktok", "To ship", "Completed"),
        ("aliexpress", "等待买家收货", "订单结束"),
    ],
)
def test_the_words_of_every_platform_only_go_forward(platform: str, earlier: str, later: str) -> None:
    before, after = at(platform, earlier), at(platform, later)

    assert brought_up_to_date(before, after).status == later
    assert brought_up_to_date(after, before) == after


def test_the_platforms_own_time_knows_better_than_its_words() -> None:
    # a payment that failed after the shop had begun to pack
    packed = at("woocommerce", "processing", as_of=PLACED)
    failed = at("woocommerce", "pending", as_of=PLACED + timedelta(hours=1))

    assert brought_up_to_date(packed, failed) == failed
    assert brought_up_to_date(failed, packed) == failed


def test_a_file_that_knows_no_status_leaves_it() -> None:
    assert brought_up_to_date(at("amazon", "Shipped"), at("amazon", "", note="call")) == at("amazon", "Shipped", note="call")


def test_a_file_that_knows_no_prices_leaves_them() -> None:
    nothing = euros(0)
    bare = OrderLine("", "Canvas Slip-on", "", 2, nothing, nothing)
    told = replace(
        DELIVERED, lines=(bare,), shipping=nothing, total_paid=nothing, untold=frozenset({Untold.PRICES, Untold.TOTAL})
    )

    assert brought_up_to_date(PAID, told) == DELIVERED
    assert brought_up_to_date(told, PAID) == replace(DELIVERED, id=told.id)


def test_a_file_that_knows_no_parcels_or_refunds_is_not_older_for_it() -> None:
    stored = replace(DELIVERED, refunded=euros(998))
    told = replace(PAID, buyer_name="Ana G.", untold=frozenset({Untold.PARCELS, Untold.REFUNDS}))

    assert not is_behind(told, stored)
    assert brought_up_to_date(stored, told) == replace(stored, buyer_name="Ana G.")
