from decimal import Decimal

from bot.remedy.money import Money
from bot.remedy.offer import Basis, Offer, Part, Proposal
from bot.terms import RemedyKind


def euro(text: str) -> Money:
    return Money.of(text, "EUR")


REFUND = Part(RemedyKind.REFUND, euro("8.40"))
COUPON = Part(RemedyKind.COUPON, euro("4.20"), Decimal(5))
LARGER = Part(RemedyKind.COUPON, euro("12.61"))


def test_a_proposal_costs_its_money_and_its_coupons() -> None:
    assert Proposal((REFUND, COUPON)).cost == euro("12.60")  # 8.40 + 4.20


def test_only_a_refund_is_money_returned() -> None:
    assert Proposal((REFUND, COUPON)).money == euro("8.40")
    assert Proposal((LARGER,)).money == euro("0.00")


def test_a_part_is_found_by_its_kind() -> None:
    assert Proposal((REFUND, COUPON)).part(RemedyKind.COUPON) is COUPON
    assert Proposal((LARGER,)).part(RemedyKind.REFUND) is None


def test_an_offer_costs_what_its_dearest_proposal_costs() -> None:
    offer = Offer((Proposal((REFUND, COUPON)), Proposal((LARGER,))), Basis.DIFFERENCE)

    assert offer.cost == euro("12.61")
