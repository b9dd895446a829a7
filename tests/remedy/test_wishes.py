import pytest

from bot.remedy.offer import Proposal
from bot.remedy.wishes import as_wished
from bot.terms import RemedyKind, Wish
from tests.remedy.matters import counted, coupon, goods, refund, remedy

MONEY, COUPON = remedy(refund("5.00"), coupon("1.00", 5)), remedy(coupon("7.50", 15))
NEW, AGAIN = remedy(goods(RemedyKind.REPLACEMENT, "50.00")), remedy(goods(RemedyKind.RESEND, "50.00"))
BACK = remedy(counted(RemedyKind.RETURN, 14))


@pytest.mark.parametrize(
    ("wish", "ordered"),
    [
        (None, (BACK, MONEY, COUPON, NEW, AGAIN)),
        (Wish.TELL_ME, (BACK, MONEY, COUPON, NEW, AGAIN)),
        (Wish.REFUND, (MONEY, BACK, COUPON, NEW, AGAIN)),
        (Wish.COUPON, (COUPON, BACK, MONEY, NEW, AGAIN)),
        (Wish.REPLACEMENT, (NEW, AGAIN, BACK, MONEY, COUPON)),
    ],
)
def test_what_is_wished_for_comes_first_and_the_rest_stays_in_its_order(wish: Wish | None, ordered: tuple[Proposal, ...]) -> None:
    found, rule = as_wished((BACK, MONEY, COUPON, NEW, AGAIN), wish)

    assert found == ordered
    assert rule.taken is (wish in {Wish.REFUND, Wish.COUPON, Wish.REPLACEMENT})
