"""The ledger held against the provider's book and against what was said."""

import pytest

from bot.remedy.money import Money
from bot.remedy.verifying import Booked, OurSide, Standing, Written, disagreements
from bot.terms import RemedyKind

BACK = Money(998, "EUR")


def written(standing: Standing = Standing.RETURNED, reference: str = "R-1001") -> Written:
    return Written("case-1-offer-1-refund", 1, RemedyKind.REFUND, BACK, standing, reference)


def booked(key: str = "case-1-offer-1-refund", amount: Money = BACK, *, moved: bool = True, reference: str = "R-1001") -> Booked:
    return Booked(key, amount, moved, reference)


def test_a_refund_that_stands_in_both_books_and_was_told_once_is_all_in_order() -> None:
    assert disagreements(OurSide((written(),), {1: 1}, ()), [booked()]) == []


def test_a_coupon_needs_no_entry_at_the_provider() -> None:
    coupon = Written("case-1-offer-1-coupon", 1, RemedyKind.COUPON, BACK, Standing.RETURNED, "")

    assert disagreements(OurSide((coupon,), {}, ()), []) == []


def test_a_refund_under_way_is_no_fault_wherever_it_is() -> None:
    under_way = written(Standing.OPEN, reference="")

    assert disagreements(OurSide((under_way,), {}, ()), [booked(moved=False, reference="")]) == []
    assert disagreements(OurSide((under_way,), {}, ()), []) == []


def test_what_was_paid_by_hand_needs_no_entry_at_the_provider() -> None:
    by_hand = written(Standing.BY_HAND, "T-77")

    assert disagreements(OurSide((by_hand,), {1: 1}, ()), []) == []
    assert disagreements(OurSide((by_hand,), {1: 1}, ()), [booked(moved=False, reference="")]) == []


def test_what_a_person_saw_in_the_providers_book_is_held_against_it() -> None:
    seen = written(Standing.BY_HAND)

    assert disagreements(OurSide((seen,), {1: 1}, ()), [booked()]) == []
    assert disagreements(OurSide((seen,), {1: 1}, ()), [booked(moved=False)]) == [
        "case-1-offer-1-refund is done in the ledger, and the provider has moved nothing for it."
    ]


@pytest.mark.parametrize(
    ("ledger", "book", "told", "overpaid", "fault"),
    [
        ([], [], {}, ["WL-1"], "Order WL-1: more is returned or promised than was paid."),
        ([written(), written()], [booked()], {}, [], "case-1-offer-1-refund stands 2 times in the ledger."),
        ([written()], [booked(), booked()], {}, [], "case-1-offer-1-refund stands 2 times in the provider's book."),
        ([written()], [], {}, [], "case-1-offer-1-refund is done in the ledger, and the provider has moved nothing for it."),
        (
            [written()],
            [booked(moved=False)],
            {},
            [],
            "case-1-offer-1-refund is done in the ledger, and the provider has moved nothing for it.",
        ),
        (
            [written()],
            [booked(amount=Money(999, "EUR"))],
            {},
            [],
            "case-1-offer-1-refund is 9.98 EUR (R-1001) in the ledger, and 9.99 EUR (R-1001) at the provider.",
        ),
        (
            [],
            [booked()],
            {},
            [],
            "case-1-offer-1-refund: the provider has moved 9.98 EUR, and the ledger knows nothing of it.",
        ),
        (
            [written(Standing.OPEN, reference="")],
            [booked()],
            {},
            [],
            "case-1-offer-1-refund: the provider has moved 9.98 EUR, and the ledger does not say so yet.",
        ),
        (
            [written(Standing.BY_HAND, "T-77")],
            [booked()],
            {},
            [],
            "case-1-offer-1-refund is paid twice: by hand (T-77), and the provider has moved 9.98 EUR (R-1001).",
        ),
        (
            [written(Standing.CANCELLED, "")],
            [booked()],
            {},
            [],
            "case-1-offer-1-refund was cancelled, and the provider has moved 9.98 EUR all the same (R-1001): "
            "settle case 1 as paid.",
        ),
        ([written()], [booked()], {1: 2}, [], "Case 1: the buyer was told of 2 refunds, and 1 are done."),
        ([], [], {3: 1}, [], "Case 3: the buyer was told of 1 refunds, and 0 are done."),
    ],
)
def test_what_does_not_agree_is_said(
    ledger: list[Written], book: list[Booked], told: dict[int, int], overpaid: list[str], fault: str
) -> None:
    assert disagreements(OurSide(tuple(ledger), told, tuple(overpaid)), book) == [fault]
