"""The ledger held against the provider's book and against what was said."""

import pytest

from bot.remedy.money import Money
from bot.remedy.verifying import Booked, Chore, OurSide, Standing, Written, disagreements
from bot.terms import RemedyKind

BACK = Money(998, "EUR")


def written(standing: Standing = Standing.DONE, reference: str = "R-1001") -> Written:
    return Written("case-1-offer-1-refund", 1, RemedyKind.REFUND, BACK, standing, reference)


def booked(key: str = "case-1-offer-1-refund", amount: Money = BACK, *, moved: bool = True, reference: str = "R-1001") -> Booked:
    return Booked(key, amount, moved, reference)


def test_a_refund_that_stands_in_both_books_and_was_told_once_is_all_in_order() -> None:
    assert disagreements(OurSide((written(),), {RemedyKind.REFUND: {1: 1}}, ()), [booked()]) == []


def test_a_coupon_needs_no_entry_at_the_provider() -> None:
    coupon = Written("case-1-offer-1-coupon", 1, RemedyKind.COUPON, BACK, Standing.DONE, "")

    assert disagreements(OurSide((coupon,), {}, (), coupons=(coupon.key,)), []) == []


def test_a_refund_under_way_is_no_fault_wherever_it_is() -> None:
    under_way = written(Standing.OPEN, reference="")

    assert disagreements(OurSide((under_way,), {}, ()), [booked(moved=False, reference="")]) == []
    assert disagreements(OurSide((under_way,), {}, ()), []) == []


def test_what_was_paid_by_hand_needs_no_entry_at_the_provider() -> None:
    by_hand = written(Standing.BY_HAND, "T-77")

    assert disagreements(OurSide((by_hand,), {RemedyKind.REFUND: {1: 1}}, ()), []) == []
    assert disagreements(OurSide((by_hand,), {RemedyKind.REFUND: {1: 1}}, ()), [booked(moved=False, reference="")]) == []


def test_what_a_person_saw_in_the_providers_book_is_held_against_it() -> None:
    seen = written(Standing.BY_HAND)

    assert disagreements(OurSide((seen,), {RemedyKind.REFUND: {1: 1}}, ()), [booked()]) == []
    assert disagreements(OurSide((seen,), {RemedyKind.REFUND: {1: 1}}, ()), [booked(moved=False)]) == [
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
        ([written()], [booked()], {1: 2}, [], "Case 1: the buyer was told of 2 × refund, and 1 are done."),
        ([], [], {3: 1}, [], "Case 3: the buyer was told of 1 × refund, and 0 are done."),
    ],
)
def test_what_does_not_agree_is_said(
    ledger: list[Written], book: list[Booked], told: dict[int, int], overpaid: list[str], fault: str
) -> None:
    assert disagreements(OurSide(tuple(ledger), {RemedyKind.REFUND: told}, tuple(overpaid)), book) == [fault]


def part(kind: RemedyKind, standing: Standing) -> Written:
    return Written(f"case-1-offer-1-{kind}", 1, kind, BACK, standing, "")


@pytest.mark.parametrize(
    ("ours", "fault"),
    [
        (
            OurSide((part(RemedyKind.GIFT, Standing.OPEN),), {}, (), {"case-1-offer-1-gift": Chore.DONE}),
            "case-1-offer-1-gift is done as a task, and not in the ledger.",
        ),
        (
            OurSide((part(RemedyKind.GIFT, Standing.BY_HAND),), {}, (), {"case-1-offer-1-gift": Chore.CANCELLED}),
            "case-1-offer-1-gift is done in the ledger, and its task is cancelled.",
        ),
        (
            OurSide((part(RemedyKind.GIFT, Standing.CANCELLED),), {}, (), {"case-1-offer-1-gift": Chore.OPEN}),
            "case-1-offer-1-gift is cancelled in the ledger, and its task is open.",
        ),
        (
            OurSide((part(RemedyKind.COUPON, Standing.DONE),), {}, ()),
            "case-1-offer-1-coupon is done in the ledger, and no coupon was issued for it.",
        ),
        (
            OurSide((part(RemedyKind.COUPON, Standing.OPEN),), {}, (), coupons=("case-1-offer-1-coupon",)),
            "case-1-offer-1-coupon has a coupon, and is not done in the ledger.",
        ),
        (
            OurSide((part(RemedyKind.RAIN_CHECK, Standing.OPEN),), {RemedyKind.RAIN_CHECK: {1: 1}}, ()),
            "Case 1: the buyer was told of 1 × rain check, and 0 are done.",
        ),
    ],
)
def test_every_kind_stands_as_its_task_its_coupon_and_what_was_told(ours: OurSide, fault: str) -> None:
    assert disagreements(ours, []) == [fault]


def test_a_coupon_that_points_became_is_of_no_part() -> None:
    assert disagreements(OurSide((), {}, (), coupons=("points-1-2026-04-01",)), []) == []
