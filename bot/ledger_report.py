"""Money as the people who look after it read it: the ledger for a terminal or a spreadsheet, and how things stand."""

import csv
import io
from collections.abc import Sequence
from datetime import tzinfo

from bot import spreadsheet
from bot.memory.ledger import LedgerLine
from bot.remedy.switch import MoneyStanding

_COLUMNS = (
    "key", "case", "order", "part", "amount", "currency", "percent", "state", "reference", "reason", "approved_by", "agreed_at",
    "changed_at",
)  # fmt: skip


def as_csv(lines: Sequence[LedgerLine]) -> str:
    """One row a part, times in UTC. A cell that a spreadsheet would take for a formula is marked as text."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for line in lines:
        cells = (
            line.key, line.case_id, line.order_number, line.part, line.amount.amount, line.amount.currency, line.percent,
            line.state, line.reference, line.reason, line.approved_by, line.created_at.isoformat(), line.changed_at.isoformat(),
        )  # fmt: skip
        writer.writerow([spreadsheet.as_text(str(cell)) for cell in cells])
    return out.getvalue()


def as_text(lines: Sequence[LedgerLine], zone: tzinfo) -> str:
    """One line a part, times in the shop's zone."""
    if not lines:
        return "Nothing was promised in this time."
    rows = []
    for line in lines:
        what = f"{line.percent} % coupon" if line.percent else f"{line.amount} {line.part}"
        proof = f", {line.reference or line.reason}" if line.reference or line.reason else ""
        agreed = f"{line.created_at.astimezone(zone):%d %b %H:%M}"
        rows.append(f"{agreed}  case {line.case_id}  {line.order_number}  {what}: {line.state}{proof} (by {line.approved_by})")
    return "\n".join(rows)


def money_status(standing: MoneyStanding, zone: tzinfo) -> str:
    """How money stands, a sentence a line, times in the shop's zone."""
    since = f" since {standing.since.astimezone(zone):%d %b %H:%M}" if standing.since else ""
    moves = f"All money is paused by {standing.paused_by}{since}." if standing.paused_by else "Money moves."
    waiting = {0: "No promise waits", 1: "1 promise waits"}.get(standing.waiting, f"{standing.waiting} promises wait")
    nearly = " The month is nearly spent." if standing.nearly_spent else ""
    spent = f"{standing.spent} of the {standing.monthly} of {standing.month} are promised.{nearly}"
    return "\n".join((moves, f"{waiting} to be carried out.", spent))
