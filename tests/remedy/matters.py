"""A trouble to be varied: a pair of shoes for 50.00, sent for 4.90, of an order of 54.90 that was paid."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from bot.remedy.decision import Budget, Decision, Facts, History, Refused
from bot.remedy.ladder import decide
from bot.remedy.matter import Matter
from bot.remedy.money import Money
from bot.remedy.offer import Part, Proposal
from bot.remedy.policy import Policy
from bot.remedy.policy_reading import SHIPPED, read_policy
from bot.remedy.trace import Rule, RuleName
from bot.shop.orders import Order
from bot.terms import Cause, RemedyKind, Verification
from tests.remedy.claims import RATES, line, order

SHIPPED_POLICY = read_policy(SHIPPED.read_text(encoding="utf-8"))
SHOES = "Canvas Slip-on"


def euro(text: str) -> Money:
    return Money.of(text, "EUR")


def shoes(**more: Any) -> Order:
    return order(line("50.00", 1), paid="54.90", shipping=euro("4.90"), **more)


def facts_of(cause: Cause, *, of: Order | None = None, verdict: Verification = Verification.CONFIRMED, **found: Any) -> Facts:
    """The facts of a trouble with the whole order, of a buyer who was given nothing before. What is no fact of the trouble itself
    (wish, history, budget, rates) goes by its name too.
    """
    of = of or shoes()
    beside = {name: found.pop(name) for name in ("wish", "history", "budget", "rates") if name in found}
    matter = Matter(cause, verdict, **{"concerned": of.lines, **found})
    told = Facts(matter, of, History(0, 0, Money.zero(of.currency)), Budget(euro("0.00")), RATES)
    return replace(told, **beside)


def sold_out(currency: str = "EUR", **beside: Any) -> Facts:
    """The facts of an article that was gone before it could be ordered."""
    told = Facts(
        Matter(Cause.OUT_OF_STOCK, Verification.CONFIRMED), None, History(0, 0, euro("0.00")), Budget(euro("0.00")), RATES
    )
    return replace(told, shop_currency=currency, **beside)


def offered(told: Facts, by: Policy = SHIPPED_POLICY) -> tuple[Proposal, ...]:
    decision = decide(told, by)
    assert not isinstance(decision, Refused), decision
    return decision.offer.proposals


def remedy(*parts: Part) -> Proposal:
    return Proposal(parts)


def refund(amount: str, currency: str = "EUR") -> Part:
    return Part(RemedyKind.REFUND, Money.of(amount, currency))


def coupon(amount: str, percent: int | None = None, currency: str = "EUR") -> Part:
    return Part(RemedyKind.COUPON, Money.of(amount, currency), None if percent is None else Decimal(percent))


def goods(kind: RemedyKind, amount: str, what: str = SHOES) -> Part:
    return Part(kind, euro(amount), what=what)


def counted(kind: RemedyKind, count: int, amount: str = "0.00", what: str = SHOES) -> Part:
    return Part(kind, euro(amount), count=count, what=what)


def rules_of(decision: Decision, name: RuleName) -> list[Rule]:
    return [one for one in decision.trace if one.name is name]


def with_rungs(*rungs: str, **changes: str) -> Policy:
    """The shipped policy with these rungs for its ladder, and the first setting of each name written anew."""
    text = SHIPPED.read_text(encoding="utf-8").partition("[[ladder]]\n")[0]
    for key, value in changes.items():
        before, found, after = text.partition(f"\n{key} = ")
        assert found, f"the shipped policy has no setting {key}"
        text = f"{before}{found}{value}\n{after.partition(chr(10))[2]}"
    return read_policy(text + "\n".join(f"[[ladder]]\n{rung}" for rung in rungs))
