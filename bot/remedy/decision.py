"""What a decision on a price claim looks at, and what it can come to."""

from dataclasses import dataclass
from enum import StrEnum

from bot.remedy.money import Money
from bot.remedy.offer import Offer
from bot.remedy.price_claim import PriceFinding
from bot.remedy.rates import Rates
from bot.remedy.trace import Rule
from bot.shop.orders import Order
from bot.terms import Authority, Wish


@dataclass(frozen=True, slots=True)
class History:
    """What was given before, on other days and in other cases; remedies that failed or were cancelled do not count.

    `of_buyer` counts the days the policy names. `coupons_instead` is the sum of the coupons of an amount on this order:
    those stand for money, and make up a difference as money does.
    """

    on_order: int
    of_buyer: int
    coupons_instead: Money


@dataclass(frozen=True, slots=True)
class Budget:
    """What was promised in this month so far, in euro."""

    spent: Money


@dataclass(frozen=True, slots=True)
class Facts:
    """All that a decision looks at. Order, finding and history are of one order; who asks is not among the facts."""

    finding: PriceFinding
    order: Order
    history: History
    budget: Budget
    rates: Rates
    wish: Wish | None = None

    @property
    def made_up(self) -> Money:
        """What was given on the order before: money returned or promised, and coupons that stand for money."""
        return self.order.returned + self.history.coupons_instead


class ApprovalReason(StrEnum):
    """Why a person has to agree."""

    ABOVE_LIMIT = "above_limit"  # it is more than the bot may give by itself
    RATE_UNKNOWN = "rate_unknown"  # the limits cannot be told in the order's currency
    RETURNED_IN_PART = "returned_in_part"  # something was given on the order before, and nobody can tell what for
    ORDER_HISTORY = "order_history"
    BUYER_HISTORY = "buyer_history"
    BUDGET_SPENT = "budget_spent"


class RefusalReason(StrEnum):
    """Why nothing is offered: what was found of the price, or that it was made up before."""

    WROTE_LATER = "wrote_later"
    NOT_OBSERVED = "not_observed"
    FELL_LATER = "fell_later"
    NOT_LOWER = "not_lower"
    UNSETTLED = "unsettled"
    NOTHING_PAID = "nothing_paid"
    MADE_UP_BEFORE = "made_up_before"


class NearestYes(StrEnum):
    """What can be done instead: a refusal is never all there is to say."""

    EVIDENCE = "evidence"  # a link or a screenshot, which a person checks
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Allowed:
    """The bot may make this offer by itself."""

    offer: Offer
    trace: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class NeedsApproval:
    """The offer is right by the policy, and somebody with this authority has to agree before the buyer hears of it."""

    offer: Offer
    by: Authority
    because: ApprovalReason
    trace: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Refused:
    """Nothing is offered, for this reason."""

    because: RefusalReason
    trace: tuple[Rule, ...]

    @property
    def instead(self) -> NearestYes:
        return NearestYes.EVIDENCE if self.because is RefusalReason.NOT_OBSERVED else NearestYes.PERSON


Decision = Allowed | NeedsApproval | Refused
