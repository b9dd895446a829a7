"""What the buyer wishes orders what is proposed, and changes nothing of it."""

from bot.remedy.offer import Proposal
from bot.remedy.trace import Rule, RuleName
from bot.terms import RemedyKind, Wish

_KINDS = {
    Wish.REFUND: frozenset({RemedyKind.REFUND}),
    Wish.REPLACEMENT: frozenset({RemedyKind.REPLACEMENT, RemedyKind.RESEND, RemedyKind.REPAIR}),
    Wish.COUPON: frozenset({RemedyKind.COUPON}),
    Wish.TELL_ME: frozenset[RemedyKind](),
}


def as_wished(proposals: tuple[Proposal, ...], wish: Wish | None) -> tuple[tuple[Proposal, ...], Rule]:
    """The same proposals, those in front whose first part is of the kind that was wished for."""
    kinds = _KINDS[wish] if wish else frozenset()
    ordered = tuple(sorted(proposals, key=lambda one: one.parts[0].kind not in kinds))
    return ordered, Rule.tried(RuleName.WISH, ordered != proposals, wish=wish.value if wish else None)
