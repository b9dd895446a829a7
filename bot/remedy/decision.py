"""What a decision looks at, and what it can come to."""

from dataclasses import dataclass
from enum import StrEnum

from bot.remedy.matter import Matter
from bot.remedy.money import Money
from bot.remedy.offer import Offer
from bot.remedy.price_claim import PriceFinding
from bot.remedy.rates import EURO, Rates
from bot.remedy.trace import Rule
from bot.shop.orders import Order
from bot.terms import Authority, Wish

NO_EURO = Money.zero(EURO)


@dataclass(frozen=True, slots=True)
class History:
    """What was given before, on other days and in other cases; remedies that failed or were cancelled do not count.

    `of_buyer` counts the days the policy names. `coupons_instead` is the sum of the coupons of an amount on this order:
    those stand for money, and make up a difference as money does. `for_cause` counts those on the order that were given for
    the very cause of this trouble. What was spent is in euro, on the buyer in those days.
    """

    on_order: int
    of_buyer: int
    coupons_instead: Money
    for_cause: int = 0
    spent_on_order: Money = NO_EURO
    spent_on_buyer: Money = NO_EURO


@dataclass(frozen=True, slots=True)
class Budget:
    """What was promised in this month so far, in euro."""

    spent: Money


@dataclass(frozen=True, slots=True)
class Facts:
    """All that a decision looks at. Order, finding and history are of one order; who asks is not among the facts.

    There is no order where something was sold out before it could be ordered; then it is reckoned in `shop_currency`.
    """

    finding: PriceFinding | Matter
    order: Order | None
    history: History
    budget: Budget
    rates: Rates
    wish: Wish | None = None
    shop_currency: str = EURO

    @property
    def currency(self) -> str:
        """In which everything that is offered is reckoned."""
        return self.order.currency if self.order else self.shop_currency

    @property
    def made_up(self) -> Money:
        """What was given on the order before: money returned or promised, and coupons that stand for money."""
        return self.order.returned + self.history.coupons_instead if self.order else Money.zero(self.currency)


class ApprovalReason(StrEnum):
    """Why a person has to agree."""

    ABOVE_LIMIT = "above_limit"  # it is more than the bot may give by itself
    RATE_UNKNOWN = "rate_unknown"  # the limits cannot be told in the order's currency
    RETURNED_IN_PART = "returned_in_part"  # something was given on the order before, and nobody can tell what for
    ORDER_HISTORY = "order_history"
    BUYER_HISTORY = "buyer_history"
    SAME_CAUSE = "same_cause"  # the same trouble with the same order was made up before
    ORDER_BUDGET = "order_budget"
    BUYER_BUDGET = "buyer_budget"
    BUDGET_SPENT = "budget_spent"


class RefusalReason(StrEnum):
    """Why nothing is offered: what was found, or what the policy says of it. Each can be said kindly."""

    WROTE_LATER = "wrote_later"
    NOT_OBSERVED = "not_observed"
    FELL_LATER = "fell_later"
    NOT_LOWER = "not_lower"
    UNSETTLED = "unsettled"
    NOTHING_PAID = "nothing_paid"
    MADE_UP_BEFORE = "made_up_before"
    NOT_LATE_YET = "not_late_yet"
    EVIDENCE_MISSING = "evidence_missing"  # a picture, by which it would be given
    NOT_CONFIRMED = "not_confirmed"  # the records say otherwise
    BEYOND_AMOUNT = "beyond_amount"  # more than the policy decides on
    WITHDRAWAL_OVER = "withdrawal_over"
    PERSON_DECIDES = "person_decides"  # the policy leaves it to one, or nobody else can tell
    NO_RULE = "no_rule"  # the policy says nothing about such a trouble


class NearestYes(StrEnum):
    """What can be done instead: a refusal is never all there is to say."""

    EVIDENCE = "evidence"  # a link, a screenshot or a picture
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
        evidence = self.because in {RefusalReason.NOT_OBSERVED, RefusalReason.EVIDENCE_MISSING}
        return NearestYes.EVIDENCE if evidence else NearestYes.PERSON


Decision = Allowed | NeedsApproval | Refused
