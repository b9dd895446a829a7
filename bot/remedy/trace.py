"""Why a decision came out as it did: every rule that was tried, whether it was taken, and on what figures."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from bot.remedy.money import Money

Figure = str | int | Decimal | Money | datetime


class RuleName(StrEnum):
    """The rules of a decision, in the order in which they are tried."""

    PRICE_FELL = "price_fell"  # taken: the claim is confirmed
    MATTER = "matter"  # what was found of any other trouble; taken: the ladder has a rung for it
    MARGIN = "margin"  # tried where a rung asks for it; taken: what is left after the cost of the articles is known
    SUPPLIER = "supplier"  # tried where a rung asks for it; taken: who supplied them is known
    RUNG = "rung"  # one for each rung of its cause that was tried; taken: it decides
    REMEDY = "remedy"  # one for each remedy of the rung; taken: it can be given
    GOODWILL = "goodwill"  # taken: a coupon although nothing is owed
    MADE_UP_BEFORE = "made_up_before"  # taken: what was given on the order before makes up all or some of it
    MONEY_CAP = "money_cap"  # taken: less is returned, since no more is left of what was paid
    COUPON_ON_TOP = "coupon_on_top"  # taken: a coupon comes with the money
    ON_TOP_CAP = "on_top_cap"  # taken: that coupon is smaller for it, or gone
    COUPON_INSTEAD = "coupon_instead"  # taken: one coupon is offered in place of both
    INSTEAD_CAP = "instead_cap"  # taken: that coupon is smaller for it
    INSTEAD_LEFT_OUT = "instead_left_out"  # taken: only the alternative would need a higher authority
    CHOICE = "choice"  # taken: all alternatives stay, whatever authority the dearest of them needs
    BOT_LIMIT = "bot_limit"  # this and the next two taken: the offer is within the limit
    STAFF_LIMIT = "staff_limit"
    LEAD_LIMIT = "lead_limit"
    RATE_UNKNOWN = "rate_unknown"  # this and the next seven taken: a person decides
    RETURNED_IN_PART = "returned_in_part"
    ORDER_HISTORY = "order_history"
    BUYER_HISTORY = "buyer_history"
    SAME_CAUSE = "same_cause"
    ORDER_BUDGET = "order_budget"
    BUYER_BUDGET = "buyer_budget"
    BUDGET_SPENT = "budget_spent"
    BUDGET_WARNING = "budget_warning"  # taken: the month's budget is nearly spent
    WISH = "wish"  # taken: the buyer's wish put another proposal in front
    DECIDED = "decided"  # what it came to, always the last; taken: something is offered


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule that was tried. `figures` are the facts it looked at, by name."""

    name: RuleName
    taken: bool
    figures: tuple[tuple[str, Figure], ...] = ()

    @classmethod
    def tried(cls, name: RuleName, taken: bool, /, **figures: Figure | None) -> "Rule":
        """A rule with its figures; those that are not known (None) are left out."""
        return cls(name, taken, tuple((key, figure) for key, figure in figures.items() if figure is not None))

    def record(self) -> dict[str, str | bool | dict[str, str]]:
        """The rule as it is written down with a remedy: plain text, exact, and the same wherever it is read."""
        figures = {key: figure.isoformat() if isinstance(figure, datetime) else str(figure) for key, figure in self.figures}
        return {"rule": self.name.value, "taken": self.taken, "figures": figures}
