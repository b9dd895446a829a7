"""The remedy policy of a shop: what is given for which cause, by whom, and how much of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from bot.remedy.money import Money
from bot.remedy.rungs import Rung
from bot.terms import Authority


@dataclass(frozen=True, slots=True)
class Limit:
    """How much somebody may grant at once; both halves hold."""

    who: Authority
    percent_of_order: Decimal
    amount: Money


@dataclass(frozen=True, slots=True)
class PriceDropRules:
    """What is given when the price fell after the purchase. A percentage of 0 switches its coupon off."""

    window_days: int
    claim_days: int
    coupon_percent: Decimal
    instead_percent: Decimal
    goodwill_percent: Decimal


@dataclass(frozen=True, slots=True)
class CouponRules:
    """How much may come on top of money returned, both halves hold; and for how long a coupon can be used, and from what on.

    `without_order` is the order that is reckoned with where a coupon is given to somebody who could not order.
    """

    on_top_percent_of_order: Decimal
    on_top: Money
    valid_days: int
    minimum_order: Money
    without_order: Money


@dataclass(frozen=True, slots=True)
class BudgetRules:
    """How much may be given in a calendar month of the shop, on one order, and to one buyer."""

    monthly: Money
    warn_at_percent: Decimal
    per_order: Money
    per_buyer: Money

    @property
    def warn_at(self) -> Money:
        """From what the month has promised on it is nearly spent."""
        return self.monthly.percent(self.warn_at_percent)


@dataclass(frozen=True, slots=True)
class HistoryRules:
    """How many remedies may be given before a person looks: on an order, and to a buyer in so many days."""

    per_order: int
    per_buyer: int
    buyer_days: int


@dataclass(frozen=True, slots=True)
class GiftRules:
    """What a gift and a partner's voucher cost us."""

    gift: Money
    voucher: Money


@dataclass(frozen=True, slots=True)
class DelightRules:
    """What gifts that nobody expects may cost in a calendar month of the shop; nothing switches them off."""

    monthly: Money


@dataclass(frozen=True, slots=True)
class PointRules:
    """How points are earned, and what one is worth."""

    percent_of_spend: Decimal
    worth: Money


@dataclass(frozen=True, slots=True)
class Threshold:
    """From where on a buyer has a level: so much spent and so many orders in twelve months; both halves hold."""

    spend: Money
    orders: int


@dataclass(frozen=True, slots=True)
class MemberRules:
    """How the levels of membership are earned."""

    silver: Threshold
    gold: Threshold


@dataclass(frozen=True, slots=True)
class DeliveryRules:
    """When a parcel is late where nobody promised a day, and when one that is late is held to be lost.

    `transit_max_days` are by country code; a country that is missing has none.
    """

    policy_max_days: int
    lost_days_past: int
    lost_silent_days: int
    transit_max_days: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class WithdrawalRules:
    """For how many days from receipt a buyer may send everything back. 0: not."""

    eu_and_uk_days: int
    elsewhere_days: int


@dataclass(frozen=True, slots=True)
class Policy:
    """The whole policy. `version` is made from its text: the same text has the same version everywhere.

    `limits` are those of the bot, the staff and the lead, in this order; the admin has none. The rungs of the `ladder` are
    tried in their order, and the first that holds decides.
    """

    version: str
    limits: tuple[Limit, ...]
    price_drop: PriceDropRules
    coupons: CouponRules
    budget: BudgetRules
    history: HistoryRules
    gifts: GiftRules
    delight: DelightRules
    points: PointRules
    members: MemberRules
    delivery: DeliveryRules
    withdrawal: WithdrawalRules
    ladder: tuple[Rung, ...]
