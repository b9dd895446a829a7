"""What became of a file that was imported: counts, and every refused place with its reason."""

import json
from dataclasses import dataclass

SHOWN = 60  # characters of a refused value that a line of the report repeats


@dataclass(frozen=True, slots=True)
class Refusal:
    """One place that could not be taken. `line` is the one an editor shows; `column` is empty for a whole row."""

    line: int
    column: str
    value: str
    reason: str


@dataclass(frozen=True, slots=True)
class ImportReport:
    """The outcome of one file. The counts are of orders, prices or promotions; a refused order may have several refusals."""

    file: str
    format: str
    new: int
    updated: int
    unchanged: int
    refused: tuple[Refusal, ...]

    @property
    def changed_nothing(self) -> bool:
        """Whether the shop knows exactly what it knew before."""
        return not self.new and not self.updated


def as_text(report: ImportReport) -> str:
    """The report for a person: one line of counts, then one line for each refused place."""
    kind = f" ({report.format.replace('_', ' ')})" if report.format else ""
    nothing = " Nothing changed." if report.changed_nothing else ""
    counts = f"{report.new} new, {report.updated} updated, {report.unchanged} unchanged, {_count(report)}."
    return "\n".join([f"{report.file}{kind}: {counts}{nothing}", *(f"  {_place(refusal)}" for refusal in report.refused)])


def as_data(report: ImportReport) -> dict[str, object]:
    """The report for a program: nothing but what JSON can hold."""
    return {
        "file": report.file,
        "format": report.format,
        "new": report.new,
        "updated": report.updated,
        "unchanged": report.unchanged,
        "refused": [
            {"line": refusal.line, "column": refusal.column, "value": refusal.value, "reason": refusal.reason}
            for refusal in report.refused
        ],
    }


def _count(report: ImportReport) -> str:
    return "1 refusal" if len(report.refused) == 1 else f"{len(report.refused)} refusals"


def _place(refusal: Refusal) -> str:
    if not refusal.column:
        return f"line {refusal.line}: {refusal.reason}"
    value = refusal.value if len(refusal.value) <= SHOWN else refusal.value[:SHOWN] + "…"
    # as JSON, so that a line break or an escape sequence inside a cell cannot disturb the terminal
    shown = f" {json.dumps(value, ensure_ascii=False)}" if value else ""
    return f"line {refusal.line}, {refusal.column}{shown}: {refusal.reason}"
