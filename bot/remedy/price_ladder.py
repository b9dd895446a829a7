"""The rows of the ladder that have rules of their own: the price fell after the purchase, or did not."""

from bot.remedy.approval import who_must_agree
from bot.remedy.authority import Reach, highest, needed, reaches
from bot.remedy.coupon import in_place_of, on_top, on_top_cap
from bot.remedy.decision import Allowed, Decision, Facts, NeedsApproval, RefusalReason, Refused
from bot.remedy.money import Money, add_up
from bot.remedy.offer import Basis, Offer, Part, Proposal
from bot.remedy.policy import Policy
from bot.remedy.price_claim import PriceFinding, PriceReason
from bot.remedy.trace import Rule, RuleName
from bot.remedy.wishes import as_wished
from bot.shop.orders import Order
from bot.terms import RemedyKind

# The reasons for which the owner may switch on a coupon out of goodwill. Where nobody can tell, a person decides instead.
_GOODWILL = frozenset({PriceReason.NOT_LOWER, PriceReason.FELL_LATER, PriceReason.WROTE_LATER})


def decide_price(finding: PriceFinding, order: Order, facts: Facts, policy: Policy) -> Decision:
    """What may be offered for a price claim: the difference, or an explanation."""
    claim = Rule.tried(
        RuleName.PRICE_FELL,
        finding.reason is PriceReason.FELL,
        reason=finding.reason.value,
        difference=finding.difference,
        wrote_at=finding.wrote_at,
        window_ends_at=finding.window_ends_at,
        claim_ends_at=finding.claim_ends_at,
    )
    if claim.taken:
        return _make_up(finding, order, facts, policy, claim)
    return _not_confirmed(finding, order, facts, policy, claim)


def _make_up(finding: PriceFinding, order: Order, facts: Facts, policy: Policy, claim: Rule) -> Decision:
    """The row of a confirmed claim: the difference and a coupon, or one larger coupon."""
    nothing = Money.zero(order.currency)
    due, before = _still_due(finding, facts)
    if due <= nothing:
        return Refused(RefusalReason.MADE_UP_BEFORE, (claim, before))
    refund, money_cap = _under_the_cap(due, order)
    if refund <= nothing:
        return Refused(RefusalReason.NOTHING_PAID, (claim, before, money_cap))

    known = reaches(order.total_paid, policy, facts.rates)
    cap = on_top_cap(order.total_paid, policy.coupons, facts.rates)
    main, main_rules = _money_and_coupon(refund, cap, finding, policy)
    others, other_rules = _coupon_instead(refund, cap, main, known, policy)
    proposals, wish = as_wished((main, *others), facts.wish)
    offer = Offer(proposals, Basis.DIFFERENCE)

    demands, rules = who_must_agree(offer.cost, facts, policy, known)
    trace = (claim, before, money_cap, *main_rules, *other_rules, *rules, wish)
    if not demands:
        return Allowed(offer, trace)
    because, by = next(iter(demands.items()))
    return NeedsApproval(offer, by, because, trace)


def _not_confirmed(finding: PriceFinding, order: Order, facts: Facts, policy: Policy, claim: Rule) -> Decision:
    """The rows of a claim that is not confirmed: an explanation, and goodwill if the owner switched it on."""
    because = RefusalReason(finding.reason.value)
    percent = policy.price_drop.goodwill_percent
    cap = on_top_cap(order.total_paid, policy.coupons, facts.rates)
    coupon = on_top(order.value, percent, cap)
    if finding.reason not in _GOODWILL or coupon is None:
        return Refused(because, (claim, Rule.tried(RuleName.GOODWILL, False, percent=percent, cap=cap)))

    offer = Offer((Proposal((coupon,)),), Basis.GOODWILL)
    demands, rules = who_must_agree(offer.cost, facts, policy, reaches(order.total_paid, policy, facts.rates))
    # Nobody is kept waiting for a gift that is not owed: goodwill is given at once or not at all.
    goodwill = Rule.tried(RuleName.GOODWILL, not demands, percent=percent, cap=cap, cost=offer.cost)
    trace = (claim, goodwill, *rules)
    return Refused(because, trace) if demands else Allowed(offer, trace)


def _still_due(finding: PriceFinding, facts: Facts) -> tuple[Money, Rule]:
    """What is left of the difference after all that was given on the order, so that no claim is made up twice."""
    difference = finding.difference
    due = max(difference - facts.made_up, Money.zero(difference.currency))
    return due, Rule.tried(RuleName.MADE_UP_BEFORE, due < difference, difference=difference, given=facts.made_up, due=due)


def _under_the_cap(due: Money, order: Order) -> tuple[Money, Rule]:
    """What can be returned of it: money returned on an order never passes what was paid for it."""
    refund = min(due, order.returnable)
    return refund, Rule.tried(RuleName.MONEY_CAP, refund < due, due=due, returnable=order.returnable)


def _money_and_coupon(refund: Money, cap: Money, finding: PriceFinding, policy: Policy) -> tuple[Proposal, tuple[Rule, ...]]:
    """The main proposal: the difference, and with it a coupon on the value of the lines concerned."""
    money = Part(RemedyKind.REFUND, refund)
    percent = policy.price_drop.coupon_percent
    value = add_up((found.line.value for found in finding.concerned), refund.currency)
    asked = value.percent(percent)
    coupon = on_top(value, percent, cap)
    if coupon is None:
        proposal = Proposal((money,))
        given = Rule.tried(RuleName.COUPON_ON_TOP, False, percent=percent, value=value)
    else:
        proposal = Proposal((money, coupon))
        given = Rule.tried(RuleName.COUPON_ON_TOP, True, percent=coupon.percent, value=value, cost=coupon.amount)
    return proposal, (given, Rule.tried(RuleName.ON_TOP_CAP, asked > cap, asked=asked, cap=cap))


def _coupon_instead(
    refund: Money, cap: Money, main: Proposal, known: tuple[Reach, ...], policy: Policy
) -> tuple[tuple[Proposal, ...], tuple[Rule, ...]]:
    """The alternative, if there is one: a coupon in place of the money and of the coupon that comes with it.

    It is left out if it alone would need a higher authority: a buyer is not made to wait for the sake of a choice.
    """
    percent = policy.price_drop.instead_percent
    if not percent:
        return (), (Rule.tried(RuleName.COUPON_INSTEAD, False, percent=percent),)

    coupon = in_place_of(refund, percent, cap)
    asked = refund.percent(percent)
    by_main, by_coupon = needed(main.cost, known), needed(coupon.amount, known)
    dearer = highest(by_main, by_coupon) is not by_main
    rules = (
        Rule.tried(RuleName.COUPON_INSTEAD, not dearer, percent=percent, amount=coupon.amount),
        Rule.tried(RuleName.INSTEAD_CAP, coupon.amount < asked, asked=asked, money=refund, cap=cap),
        Rule.tried(RuleName.INSTEAD_LEFT_OUT, dearer, by=by_coupon.value, main_by=by_main.value, main_cost=main.cost),
    )
    return () if dearer else (Proposal((coupon,)),), rules
