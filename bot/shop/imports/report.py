"""What became of a file that was imported: counts, and every refused place with its reason."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.shop.imports.found import OrderFound
from bot.shop.imports.listing import listing
from bot.shop.imports.recognise import NAMES, Format
from bot.shop.imports.refusal import Refusal

WITHOUT_ORDERS = frozenset({Format.OWN_PRICES, Format.OWN_PROMOTIONS, Format.OWN_STOCK, Format.OWN_ARTICLES})
SHOWN = 60  # characters of a refused value that a line of the report repeats


@dataclass(frozen=True, slots=True)
class ImportReport:
    """The outcome of one file. The counts are of orders or of facts; a refused order may have several refusals.

    `orders` is what the file tells of them, `facts` how many prices, promotions, counts or costs it tells; `settings` is what
    was said of the file. Of a `dry` run nothing was stored.
    """

    file: str
    format: str
    new: int
    updated: int
    unchanged: int
    refused: tuple[Refusal, ...]
    encoding: str = ""
    settings: Mapping[str, str] = field(default_factory=dict)
    orders: tuple[OrderFound, ...] = ()
    facts: int = 0
    dry: bool = False

    @property
    def changed_nothing(self) -> bool:
        """Whether the shop knows exactly what it knew before."""
        return not self.new and not self.updated


def as_text(report: ImportReport) -> str:
    """The report for a person: one line of counts, then one line for each refused place."""
    kind = f" ({NAMES[Format(report.format)]})" if report.format else ""
    return "\n".join([f"{report.file}{kind}: {_counts(report)}", *(f"  {_place(refusal)}" for refusal in report.refused)])


def as_data(report: ImportReport) -> dict[str, object]:
    """The report for a program: nothing but what JSON can hold."""
    stored = {} if report.dry else {"new": report.new, "updated": report.updated, "unchanged": report.unchanged}
    return {
        "file": report.file,
        "format": report.format,
        "encoding": report.encoding,
        "settings": dict(report.settings),
        **_told(report),
        **stored,
        "refused": [
            {
                "file": report.file,
                "line": refusal.line,
                "column": refusal.column,
                "value": refusal.value,
                "reason": refusal.reason,
            }
            for refusal in report.refused
        ],
    }


def _told(report: ImportReport) -> dict[str, object]:
    if not report.format:
        return {}
    return {"rows": report.facts} if report.format in WITHOUT_ORDERS else listing(report.orders)


def _counts(report: ImportReport) -> str:
    if report.dry:
        what = "rows" if report.format in WITHOUT_ORDERS else "orders"
        return f"{len(report.orders) + report.facts} {what} can be taken, {_count(report)}. Nothing was stored."
    nothing = " Nothing changed." if report.changed_nothing else ""
    return f"{report.new} new, {report.updated} updated, {report.unchanged} unchanged, {_count(report)}.{nothing}"


def _count(report: ImportReport) -> str:
    return "1 refusal" if len(report.refused) == 1 else f"{len(report.refused)} refusals"


def _place(refusal: Refusal) -> str:
    if not refusal.column:
        return f"line {refusal.line}: {refusal.reason}"
    value = refusal.value if len(refusal.value) <= SHOWN else refusal.value[:SHOWN] + "…"
    # as JSON, so that a line break or an escape sequence inside a cell cannot disturb the terminal
    shown = f" {json.dumps(value, ensure_ascii=False)}" if value else ""
    return f"line {refusal.line}, {refusal.column}{shown}: {refusal.reason}"
