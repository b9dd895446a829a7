"""The ladder: from the facts of a complaint to what may be offered, by whom, and why."""

from dataclasses import replace

from bot.remedy.approval import who_must_agree
from bot.remedy.authority import highest, reaches
from bot.remedy.decision import Allowed, Decision, Facts, NeedsApproval, RefusalReason, Refused
from bot.remedy.ground import Ground, ground_of
from bot.remedy.matter import Matter
from bot.remedy.money import Money
from bot.remedy.offer import Basis, Offer, Proposal
from bot.remedy.policy import Policy
from bot.remedy.price_ladder import decide_price
from bot.remedy.proposing import propose
from bot.remedy.rung_choice import choose
from bot.remedy.rungs import Rung
from bot.remedy.trace import Rule, RuleName
from bot.remedy.wishes import as_wished
from bot.shop.orders import Standing
from bot.terms import Authority, Cause

_UNPAID = {Standing.NOTHING_LEFT: RefusalReason.NOTHING_PAID, Standing.UNSETTLED: RefusalReason.UNSETTLED}


def decide(facts: Facts, policy: Policy) -> Decision:
    """What may be offered. Total: for all facts there is an answer, and its trace says why, what it came to at its end.

    The same facts give the same decision. The wish orders the proposals and never changes what they are worth.
    """
    return _closed(_decided(facts, policy))


def _decided(facts: Facts, policy: Policy) -> Decision:
    finding = facts.finding
    if facts.order is None and not (isinstance(finding, Matter) and finding.cause is Cause.OUT_OF_STOCK):
        return Refused(RefusalReason.PERSON_DECIDES, ())
    if isinstance(finding, Matter):
        return _decide_matter(finding, facts, policy)
    assert facts.order is not None  # noqa: S101  or it was refused above
    return decide_price(finding, facts.order, facts, policy)


def _decide_matter(matter: Matter, facts: Facts, policy: Policy) -> Decision:
    """The first rung that holds, as far as it can be given on this order."""
    ground = ground_of(matter, facts, policy)
    choice = choose(matter, ground.value, facts.rates, policy)
    if choice.rung is None or not choice.rung.remedies:
        return Refused(choice.because, choice.trace)
    proposals, reckoned = propose(choice.rung, matter, ground, facts, policy)
    if not proposals:
        because = _UNPAID.get(ground.standing, choice.because) if ground.standing else choice.because
        return Refused(because, (*choice.trace, *reckoned))

    kept, left_out = _kept(choice.rung, proposals, ground, facts, policy)
    ordered, wish = as_wished(kept, facts.wish)
    offer = Offer(ordered, Basis.LOSS)
    demands, rules = who_must_agree(offer.cost, facts, policy, reaches(ground.paid, policy, facts.rates))
    trace = (*choice.trace, *reckoned, *left_out, *rules, wish)
    if not demands:
        return Allowed(offer, trace)
    because_of, by = next(iter(demands.items()))
    return NeedsApproval(offer, by, because_of, trace)


def _kept(
    rung: Rung, proposals: tuple[Proposal, ...], ground: Ground, facts: Facts, policy: Policy
) -> tuple[tuple[Proposal, ...], tuple[Rule, ...]]:
    """The offer and the alternatives that stay beside it.

    One that alone would need a higher authority is left out, so that nobody waits for the sake of a choice; unless the policy
    says that the choice is the buyer's.
    """
    main, *others = proposals
    if rung.choice:
        return proposals, (Rule.tried(RuleName.CHOICE, bool(others), alternatives=len(others)),)
    by_main = _asks(main.cost, ground, facts, policy)
    kept, rules = [main], []
    for other in others:
        by_other = _asks(other.cost, ground, facts, policy)
        dearer = highest(by_main, by_other) is not by_main
        rules.append(Rule.tried(RuleName.INSTEAD_LEFT_OUT, dearer, by=by_other.value, main_by=by_main.value, main_cost=main.cost))
        if not dearer:
            kept.append(other)
    return tuple(kept), tuple(rules)


def _asks(cost: Money, ground: Ground, facts: Facts, policy: Policy) -> Authority:
    """The authority that so much asks for on this order; the bot's, if nobody has to agree."""
    demands, _ = who_must_agree(cost, facts, policy, reaches(ground.paid, policy, facts.rates))
    return highest(Authority.BOT, *demands.values())


def _closed(decision: Decision) -> Decision:
    """The decision with the last line of its trace: what it came to."""
    match decision:
        case Refused(because, trace):
            came_to = Rule.tried(RuleName.DECIDED, False, because=because.value, instead=decision.instead.value)
        case NeedsApproval(offer, by, because, trace):
            came_to = Rule.tried(RuleName.DECIDED, True, by=by.value, because=because.value, cost=offer.cost)
        case Allowed(offer, trace):
            came_to = Rule.tried(RuleName.DECIDED, True, by=Authority.BOT.value, cost=offer.cost)
    return replace(decision, trace=(*trace, came_to))
