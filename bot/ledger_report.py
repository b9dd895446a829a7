"""Money as the people who look after it read it: the ledger for a terminal or a spreadsheet, and how things stand."""

import csv
import io
from collections.abc import Sequence
from datetime import tzinfo

from bot import spreadsheet
from bot.memory.accounts import LedgerLine, LedgerSum
from bot.remedy.coupon_code import masked
from bot.remedy.money import add_up
from bot.remedy.switch import MoneyStanding
from bot.terms import RemedyKind

_COLUMNS = (
    "key", "case", "order", "part", "amount", "currency", "percent", "state", "reference", "reason", "approved_by", "agreed_at",
    "changed_at", "count", "what", "until",
)  # fmt: skip


def as_csv(lines: Sequence[LedgerLine]) -> str:
    """One row a part, times in UTC. A cell that a spreadsheet would take for a formula is marked as text."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for line in lines:
        cells = (
            line.key, line.case_id, line.order_number, line.part, line.amount.amount, line.amount.currency, line.percent,
            line.state, _reference(line), line.reason, line.approved_by, line.created_at.isoformat(), line.changed_at.isoformat(),
            line.count or "", line.what, line.until,
        )  # fmt: skip
        writer.writerow([spreadsheet.as_text(str(cell)) for cell in cells])
    return out.getvalue()


def as_text(lines: Sequence[LedgerLine], zone: tzinfo) -> str:
    """One line a part, times in the shop's zone."""
    if not lines:
        return "Nothing was promised in this time."
    rows = []
    for line in lines:
        proof = f", {_reference(line) or line.reason}" if line.reference or line.reason else ""
        agreed, order = f"{line.created_at.astimezone(zone):%d %b %H:%M}", line.order_number or "no order"
        rows.append(f"{agreed}  case {line.case_id}  {order}  {_what(line)}: {line.state}{proof} (by {line.approved_by})")
    return "\n".join(rows)


def _reference(line: LedgerLine) -> str:
    """By what a part is found. That of a partner's voucher is its code, and money to whoever reads it."""
    return masked(line.reference) if line.reference and line.part is RemedyKind.VOUCHER else line.reference


def _what(line: LedgerLine) -> str:
    """What a part is, in a few words."""
    match line.part:
        case RemedyKind.REFUND:
            return f"{line.amount} refund"
        case RemedyKind.COUPON:
            return f"{line.percent} % coupon" if line.percent else f"{line.amount} coupon"
        case RemedyKind.POINTS:
            return f"{line.count} points"
        case RemedyKind.WARRANTY:
            return f"warranty, {line.count} months longer"
        case kind:
            named = f" ({line.what})" if line.what else ""
            worth = f", worth {line.amount}" if line.amount else ""
            return f"{kind.value.replace('_', ' ')}{named}{worth}"


def sums_as_text(sums: Sequence[LedgerSum]) -> str:
    """What was promised and not called off: a line for each cause, kind and currency, and what it costs in euro."""
    if not sums:
        return "Nothing was promised in this time."
    rows = [
        f"{one.cause or 'cause not known':18}  {one.part:12}  {one.count:>6}  {one.amount!s:>18}  {one.euros!s:>14}"
        for one in sums
    ]
    euros = add_up((one.euros for one in sums), "EUR")
    return "\n".join((*rows, f"All of it costs {euros}, coupons at what they are expected to; where no rate is known, nothing."))


def money_status(standing: MoneyStanding, zone: tzinfo) -> str:
    """How money stands, a sentence a line, times in the shop's zone."""
    since = f" since {standing.since.astimezone(zone):%d %b %H:%M}" if standing.since else ""
    moves = f"All money is paused by {standing.paused_by}{since}." if standing.paused_by else "Money moves."
    waiting = {0: "No promise waits", 1: "1 promise waits"}.get(standing.waiting, f"{standing.waiting} promises wait")
    nearly = " The month is nearly spent." if standing.nearly_spent else ""
    spent = f"{standing.spent} of the {standing.monthly} of {standing.month} are promised.{nearly}"
    return "\n".join((moves, f"{waiting} to be carried out.", spent))
