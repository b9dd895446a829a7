"""A figure that was measured, beside the one to be reached."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median, quantiles


@dataclass(frozen=True, slots=True)
class Figure:
    """What was measured in each round, in the unit said. `reach` is None where there is nothing to be reached."""

    what: str
    unit: str
    rounds: tuple[float, ...]
    reach: float | None = None
    at_most: bool = False  # the less the better

    @property
    def measured(self) -> float:
        """The middle one of the rounds: one that was disturbed does not count."""
        return median(self.rounds)

    @property
    def ratio(self) -> float | None:
        """How many times better than what is to be reached; below 1 it is missed."""
        if self.reach is None:
            return None
        return self.reach / self.measured if self.at_most else self.measured / self.reach


def per_hundred(samples: Sequence[float], percent: int) -> float:
    """The value that so many of a hundred samples do not exceed."""
    return quantiles(samples, n=100, method="inclusive")[percent - 1]


def as_table(figures: Iterable[Figure]) -> str:
    """The figures one a line; the last two columns say what was to be reached and how many times better it came out."""
    rows = [("", "measured", "rounds", "to reach", "ratio"), *map(_row, figures)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = [
        "  ".join(_aligned(cell, width, place) for place, (cell, width) in enumerate(zip(row, widths, strict=True)))
        for row in rows
    ]
    return "\n".join(line.rstrip() for line in lines)


def _row(figure: Figure) -> tuple[str, ...]:
    spread = f"{_number(min(figure.rounds))}–{_number(max(figure.rounds))}" if len(figure.rounds) > 1 else ""
    reach = f"{'≤' if figure.at_most else '≥'} {_number(figure.reach)}" if figure.reach is not None else ""
    ratio = f"{figure.ratio:.2f}{'' if figure.ratio >= 1 else ' missed'}" if figure.ratio is not None else ""
    return figure.what, f"{_number(figure.measured)} {figure.unit}".rstrip(), spread, reach, ratio


def _number(value: float) -> str:
    """Three figures are enough of any measurement."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def _aligned(cell: str, width: int, place: int) -> str:
    return cell.rjust(width) if place in {1, 2, 3} else cell.ljust(width)
