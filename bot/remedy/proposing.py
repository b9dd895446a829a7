"""From a rung to proposals: each of its remedies reckoned on one order, and cut to what may be given."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import assert_never

from bot.remedy.coupon import on_top
from bot.remedy.decision import Facts
from bot.remedy.ground import Ground
from bot.remedy.matter import Matter
from bot.remedy.money import Money, add_up
from bot.remedy.offer import Part, Proposal
from bot.remedy.policy import Policy
from bot.remedy.rates import Rates, cost_of, exchanged
from bot.remedy.rungs import Given, Rung
from bot.remedy.trace import Rule, RuleName
from bot.shop.orders import Standing
from bot.terms import RemedyKind

# What is made good out of what was paid: where it is not known that anything was, a person looks first.
_OUT_OF_WHAT_WAS_PAID = frozenset({RemedyKind.REFUND, RemedyKind.REPLACEMENT, RemedyKind.REPAIR, RemedyKind.RESEND})


def propose(
    rung: Rung, matter: Matter, ground: Ground, facts: Facts, policy: Policy
) -> tuple[tuple[Proposal, ...], tuple[Rule, ...]]:
    """What can be given of a rung, the offer first, and how each remedy was reckoned. None of it: no proposals."""
    proposals: list[Proposal] = []
    rules: list[Rule] = []
    for number, remedy in enumerate(rung.remedies):
        # Of a coupon in place of money, only what it is worth beyond that money is on top.
        stands_for = proposals[0].money if number and proposals else Money.zero(facts.currency)
        reckoning = _Reckoning(matter, ground, policy, facts.rates, benefit=rung.benefit, stands_for=stands_for)
        proposal = reckoning.of(remedy)
        rules += (*reckoning.rules, Rule.tried(RuleName.REMEDY, proposal is not None, remedy=_named(proposal, remedy)))
        if proposal is not None and proposal not in proposals:
            proposals.append(proposal)
    return tuple(proposals), tuple(rules)


@dataclass(slots=True)
class _Reckoning:
    """One remedy while it is put together: what came on top so far, and which rules cut it."""

    matter: Matter
    ground: Ground
    policy: Policy
    rates: Rates
    benefit: bool
    stands_for: Money
    rules: list[Rule] = field(default_factory=list)
    _used: list[Money] = field(default_factory=list)

    def of(self, remedy: tuple[Given, ...]) -> Proposal | None:
        """The remedy with all that can be given of it; nothing, if not even its first part can."""
        if any(given.kind is RemedyKind.REFUND for given in remedy):
            self.stands_for = Money.zero(self._currency)
        parts: list[Part] = []
        for given in remedy:
            part = self._part(given)
            if part is not None:
                parts.append(part)
            elif not parts:
                return None
        return Proposal(tuple(parts))

    @property
    def _currency(self) -> str:
        return self.ground.paid.currency

    def _part(self, given: Given) -> Part | None:
        if not self._stands(given.kind):
            return None
        nothing = Money.zero(self._currency)
        match given.kind:
            case RemedyKind.REFUND:
                return self._refund(given)
            case RemedyKind.COUPON:
                return self._on_top(self._coupon_asked(given), given)
            case RemedyKind.GIFT:
                return self._on_top(self._priced(self.policy.gifts.gift), given)
            case RemedyKind.VOUCHER:
                return self._on_top(self._priced(self.policy.gifts.voucher), given)
            case RemedyKind.POINTS:
                return self._on_top(self._priced(self.policy.points.worth * given.count), given)
            case RemedyKind.REPLACEMENT | RemedyKind.REPAIR:
                return Part(given.kind, self.ground.value, what=self.matter.what)
            case RemedyKind.RESEND:
                return Part(given.kind, self._share_of_amount() or self.ground.value, what=self.matter.what)
            case RemedyKind.RETURN | RemedyKind.WARRANTY | RemedyKind.RAIN_CHECK:
                return Part(given.kind, nothing, count=given.count, what=self.matter.what)
            case RemedyKind.APOLOGY:
                return Part(given.kind, nothing)
            case _:
                assert_never(given.kind)

    def _stands(self, kind: RemedyKind) -> bool:
        """Whether the buyer's money on the order is known to be with us, where the kind asks for that."""
        if kind in _OUT_OF_WHAT_WAS_PAID:
            return self.ground.standing is Standing.PAID
        return kind is not RemedyKind.RETURN or self.ground.standing not in {None, Standing.NOTHING_LEFT}

    def _refund(self, given: Given) -> Part | None:
        """Money in the currency it was paid in: no rate ever turns what somebody said into what they get back."""
        asked = self._amount(given)
        if asked is None or asked.currency != self._currency:
            return None
        due = self._at_most(asked, given)
        if due is None:
            return None
        refund = min(due, self.ground.returnable)
        self.rules.append(Rule.tried(RuleName.MONEY_CAP, refund < due, due=due, returnable=self.ground.returnable))
        return Part(RemedyKind.REFUND, refund) if refund.minor > 0 else None

    def _coupon_asked(self, given: Given) -> Money | None:
        asked = self._amount(given)
        here = exchanged(asked, self._currency, self.rates) if asked and asked.currency != self._currency else asked
        return self._at_most(here, given) if here else None

    def _amount(self, given: Given) -> Money | None:
        """What the percentage comes to, on the amount of the trouble or on what was paid for the lines concerned."""
        percent = given.percent or Decimal(0)
        if given.of_amount:
            return self.matter.amount.percent(percent) if self.matter.amount else None
        # All of it is what was paid for it, shipping too; a share is one of the articles.
        return self.ground.whole if percent == 100 and given.kind is RemedyKind.REFUND else self.ground.value.percent(percent)

    def _share_of_amount(self) -> Money | None:
        amount = self.matter.amount
        return amount if amount and amount.minor > 0 and amount.currency == self._currency else None

    def _at_most(self, asked: Money, given: Given) -> Money | None:
        """What was asked for, up to the most the policy names; None where no rate tells what that is."""
        if given.at_most is None:
            return asked
        most = exchanged(given.at_most, self._currency, self.rates)
        return min(asked, most) if most is not None else None

    def _priced(self, price: Money) -> Money | None:
        return cost_of(price, self._currency, self.rates)

    def _on_top(self, asked: Money | None, given: Given) -> Part | None:
        """A part that comes on top, as far as there is room for it beside those before it."""
        if asked is None or asked.minor <= 0:
            return None
        cap = self.ground.on_top + self.stands_for
        room = asked if self.benefit else max(cap - add_up(self._used, self._currency), Money.zero(self._currency))
        part = self._fitted(asked, min(asked, room), given)
        got = part.amount if part else Money.zero(self._currency)
        self._used.append(got)
        figures = {"part": given.kind.value, "asked": asked, "cap": room}
        self.rules.append(Rule.tried(RuleName.ON_TOP_CAP, got < asked, **figures))
        return part

    def _fitted(self, asked: Money, room: Money, given: Given) -> Part | None:
        """The part if it fits; else a smaller one, where it can be made smaller."""
        if given.kind is RemedyKind.COUPON and not given.of_amount and given.percent is not None:
            return on_top(self.ground.value, given.percent, room)
        if given.kind is RemedyKind.COUPON:
            return Part(given.kind, room) if room.minor > 0 else None
        if given.kind is RemedyKind.POINTS:
            count = given.count * room.minor // asked.minor
            worth = Money(-(-asked.minor * count // given.count), asked.currency)
            return Part(given.kind, worth, count=count) if count else None
        return Part(given.kind, asked) if asked <= room else None


def _named(proposal: Proposal | None, remedy: tuple[Given, ...]) -> str:
    """A remedy in a word for each part, with what it costs."""
    if proposal is None:
        return " + ".join(given.kind.value for given in remedy)
    return " + ".join(f"{part.kind.value} {part.amount}" for part in proposal.parts)
