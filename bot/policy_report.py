"""Decisions and replays as a person reads them, or a program."""

from collections.abc import Sequence
from decimal import Decimal

from bot.remedy.decision import Allowed, Decision, NeedsApproval, Refused
from bot.remedy.offer import Offer, Part, Proposal
from bot.remedy.replay import OfCause
from bot.remedy.trace_words import in_words

_LONGEST_LIST = 12


def decision_as_text(decision: Decision) -> str:
    """What was decided, and why, in words."""
    match decision:
        case Refused():
            told = [f"Nothing is offered: {_plain(decision.because)}. What can be done instead: {_plain(decision.instead)}."]
        case NeedsApproval(offer, by, because):
            told = [f"The {by} has to agree ({_plain(because)}). Then it is offered:", *_proposals(offer)]
        case Allowed(offer):
            told = ["The bot offers by itself:", *_proposals(offer)]
    return "\n".join([*told, "", "Why:", *(f"  {'+' if rule.taken else '-'} {in_words(rule)}" for rule in decision.trace)])


def replay_as_text(found: Sequence[OfCause], before: str, after: str) -> str:
    """What another policy would change, cause by cause."""
    if not found:
        return "No case with a decision on record."
    page = [f"Policy {before} against {after}, in euro; of each case the proposal that is named first.", ""]
    for one in found:
        page.append(f"{one.cause}: {one.cases} {'case' if one.cases == 1 else 'cases'}")
        page.append(f"  cost      {one.before.amount} -> {one.after.amount}")
        page.append(f"  refused   {one.refused_before} -> {one.refused_after}")
        page.append(f"  approval  {one.waits_before} -> {one.waits_after}")
        page.append(f"  more      {_cases(one.more)}")
        page.append(f"  less      {_cases(one.less)}")
    return "\n".join(page)


def replay_as_record(found: Sequence[OfCause], before: str, after: str) -> dict[str, object]:
    """The same for programs."""
    return {
        "before": before,
        "after": after,
        "causes": [
            {
                "cause": one.cause,
                "cases": one.cases,
                "cost_eur": [str(one.before.amount), str(one.after.amount)],
                "refused": [one.refused_before, one.refused_after],
                "approval": [one.waits_before, one.waits_after],
                "more": list(one.more),
                "less": list(one.less),
            }
            for one in found
        ],
    }


def _proposals(offer: Offer) -> list[str]:
    return [f"  {'or ' if number else ''}{_proposal(one)}" for number, one in enumerate(offer.proposals)]


def _proposal(proposal: Proposal) -> str:
    return " and ".join(_part(part) for part in proposal.parts)


def _part(part: Part) -> str:
    """A part with what it costs; what is counted comes with its number."""
    name = _plain(part.kind)
    if part.percent is not None:
        return f"{name} {_short(part.percent)} % ({part.amount})"
    return f"{name}{f' {part.count}' if part.count else ''}{f' ({part.amount})' if part.amount else ''}"


def _short(percent: Decimal) -> str:
    return f"{percent.normalize():f}"


def _plain(term: str) -> str:
    return str(term).replace("_", " ")


def _cases(numbers: tuple[int, ...]) -> str:
    if not numbers:
        return "0"
    shown = ", ".join(map(str, numbers[:_LONGEST_LIST]))
    rest = len(numbers) - _LONGEST_LIST
    return f"{len(numbers)} (case {shown}{f' and {rest} more' if rest > 0 else ''})"
