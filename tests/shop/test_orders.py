from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.remedy.money import Money, add_up
from bot.shop.orders import Order, OrderLine, Standing, Untold, order_key, proof_key, proves


def euro(text: str) -> Money:
    return Money.of(text, "EUR")


ORDER = Order(
    number="WL-2026-0041",
    platform="own",
    status="paid",
    buyer_name="Ana García",
    email="ana@example.com",
    postcode="SW1A 1AA",
    country="GB",
    currency="EUR",
    placed_at=datetime(2026, 2, 12, 19, 41, tzinfo=UTC),
    lines=(
        OrderLine("TR-RUN-BLK-42", "Trail Runner", "Black / EU 42", 2, euro("79.90"), euro("9.80")),
        OrderLine("CBL-USBC-2M", "USB-C Cable", "", 1, euro("9.90"), euro("0")),
    ),
    shipping=euro("4.90"),
    discount=euro("15.99"),
    total_paid=euro("148.81"),  # 150.00 + 9.90 - 15.99 + 4.90
    refunded=euro("0"),
)


def test_a_line_is_worth_its_pieces_less_its_own_discount() -> None:
    assert ORDER.lines[0].value == euro("150.00")  # 2 x 79.90 - 9.80


def test_the_lines_of_an_order_are_worth_their_sum() -> None:
    assert ORDER.value == euro("159.90")  # 150.00 + 9.90


def test_a_discount_on_the_order_is_shared_by_the_values_of_the_lines() -> None:
    # 15.99 x 150.00 / 159.90 = 15.00, and 15.99 x 9.90 / 159.90 = 0.99
    assert ORDER.paid_per_line() == (euro("135.00"), euro("8.91"))


def test_without_lines_nothing_was_paid_for_any() -> None:
    assert replace(ORDER, lines=()).paid_per_line() == ()


@given(
    st.lists(st.tuples(st.integers(1, 9), st.integers(0, 10**7), st.integers(0, 10**4)), min_size=1, max_size=8),
    st.integers(0, 10**6),
)
def test_what_was_paid_for_the_lines_adds_up_whatever_the_discounts(lines: list[tuple[int, int, int]], discount: int) -> None:
    bought = tuple(
        OrderLine(f"SKU-{i}", "", "", n, Money(unit, "EUR"), Money(off, "EUR")) for i, (n, unit, off) in enumerate(lines)
    )
    order = replace(ORDER, lines=bought, discount=Money(discount, "EUR"))

    assert add_up(order.paid_per_line(), "EUR") == order.value - order.discount


def test_what_was_returned_and_what_is_promised_cannot_be_returned_again() -> None:
    order = replace(ORDER, refunded=euro("40.00"), promised=euro("8.81"))

    assert order.returned == euro("48.81")
    assert order.returnable == euro("100.00")  # 148.81 - 40.00 - 8.81


@pytest.mark.parametrize(
    "status",
    ["paid", "paid/fulfilled", "partially_refunded/fulfilled", "processing", "completed", "Shipped", "Unshipped", "To ship",
     "等待您发货", "等待买家收货", "订单结束", ""],
)  # fmt: skip
def test_a_paid_order_is_paid_whatever_became_of_the_parcel(status: str) -> None:
    assert replace(ORDER, status=status).standing is Standing.PAID


@pytest.mark.parametrize(
    "status", ["pending", "pending/unfulfilled", "voided/unfulfilled", "refunded/fulfilled", "Unpaid", "failed"]
)
def test_with_nothing_paid_or_all_returned_nothing_is_left(status: str) -> None:
    assert replace(ORDER, status=status).standing is Standing.NOTHING_LEFT


@pytest.mark.parametrize(
    "status", ["cancelled", "Canceled", "on-hold", "authorized", "partially_paid/unfulfilled", "trash", "订单关闭"]
)
def test_an_order_called_off_or_paid_in_part_is_unsettled(status: str) -> None:
    assert replace(ORDER, status=status).standing is Standing.UNSETTLED


@pytest.mark.parametrize("status", ["paid", "partially_refunded", "cancelled"])
def test_nothing_is_left_once_all_went_back_whatever_the_status_says(status: str) -> None:
    assert replace(ORDER, status=status, refunded=ORDER.total_paid).standing is Standing.NOTHING_LEFT


@pytest.mark.parametrize("untold", [Untold.PRICES, Untold.TOTAL])
def test_of_what_the_files_cannot_tell_nothing_is_certain(untold: Untold) -> None:
    order = replace(ORDER, total_paid=euro("0"), untold=frozenset({untold}))

    assert order.standing is Standing.UNSETTLED
    assert replace(order, status="voided/unfulfilled").standing is Standing.NOTHING_LEFT


@pytest.mark.parametrize("untold", [Untold.REFUNDS, Untold.PARCELS, Untold.HOUR])
def test_an_order_is_paid_though_other_things_are_untold(untold: Untold) -> None:
    assert replace(ORDER, untold=frozenset({untold})).standing is Standing.PAID


@pytest.mark.parametrize(
    "given_number", ["WL-2026-0041", "wl 2026 0041", "#WL20260041", "ＷＬ－２０２６－００４１", "wl-٢٠٢٦-٠٠٤١"]
)
def test_an_order_number_is_found_however_it_is_typed(given_number: str) -> None:
    assert order_key(given_number) == "WL20260041"


@given(st.text())
def test_an_order_key_is_its_own_key(text: str) -> None:
    assert order_key(order_key(text)) == order_key(text)


@given(st.text())
def test_any_text_has_a_proof_key(text: str) -> None:
    assert proof_key(proof_key(text)) == proof_key(text)


@pytest.mark.parametrize("proof", ["ana@example.com", " Ana@Example.COM ", "SW1A 1AA", "sw1a1aa", "ｓｗ１ａ １ａａ"])
def test_the_address_or_the_postcode_proves_an_order(proof: str) -> None:
    assert proves(ORDER, proof)


@pytest.mark.parametrize("proof", ["", " ", "-", "bea@example.com", "SW1A 1AB", "example.com", "WL-2026-0041"])
def test_nothing_else_proves_an_order(proof: str) -> None:
    assert not proves(ORDER, proof)


@pytest.mark.parametrize("proof", ["", " ", "-", "@"])
def test_an_empty_field_of_the_order_proves_nothing(proof: str) -> None:
    assert not proves(replace(ORDER, email="", postcode=""), proof)


@pytest.mark.parametrize(
    ("status", "unpaid", "called_off"),
    [
        ("pending", True, False),
        ("voided/unfulfilled", True, False),
        ("等待买家付款", True, False),
        ("cancelled", False, True),
        ("Canceled", False, True),
        ("订单关闭", False, True),
        ("refunded", False, False),
        ("on-hold", False, False),
        ("paid/fulfilled", False, False),
    ],
)
def test_a_status_tells_what_was_never_paid_and_what_was_called_off(status: str, unpaid: bool, called_off: bool) -> None:
    order = replace(ORDER, status=status)

    assert (order.unpaid, order.called_off) == (unpaid, called_off)
