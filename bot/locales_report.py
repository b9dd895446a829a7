"""How far the languages have come, as a terminal shows it or a program reads it."""

from collections.abc import Sequence
from dataclasses import asdict

from bot.language.catalogue import OFFERED_FROM
from bot.language.standing import Standing

Row = Sequence[str]


def as_text(languages: Sequence[Standing]) -> str:
    """Two tables, a line a language: what is said and by what it is understood; then the examples of each cause."""
    if not languages:
        return "There is no language to count."
    of_all = [_row(one) for one in languages]
    of_causes = [(one.language, *map(str, one.examples.values())) for one in languages]
    kinds, causes = tuple(languages[0].phrases), tuple(languages[0].examples)
    head = ("language", "offered", "said", "lines", "fuzzy", "empty", *kinds, "examples", "stories")
    return "\n".join(
        [
            *_table([head, *of_all]),
            "",
            f"A language is offered to buyers once {OFFERED_FROM} % of its lines are said; what is left is said in English.",
            "",
            "Examples of each cause:",
            *_table([*_on_two_lines(("language", *causes)), *of_causes]),
        ]
    )


def as_record(languages: Sequence[Standing]) -> list[dict[str, object]]:
    """The same for machines."""
    return [{**asdict(one), "lines": one.lines, "offered": one.offered} for one in languages]


def _row(one: Standing) -> Row:
    stories = "-" if one.stories is None else str(one.stories)
    numbers = (one.said, one.fuzzy, one.empty, *one.phrases.values(), sum(one.examples.values()))
    said, fuzzy, empty, *rest = map(str, numbers)
    # Rounded down, so that 100 % is all of it.
    percent = f"{100 * one.said // one.lines} %"
    return (one.language, "yes" if one.offered else "no", percent, said, fuzzy, empty, *rest, stories)


def _on_two_lines(names: Row) -> tuple[Row, Row]:
    """Names of several words, broken at their last one."""
    parts = [name.rpartition("_") for name in names]
    return [before for before, _, _ in parts], [last for _, _, last in parts]


def _table(rows: Sequence[Row]) -> list[str]:
    """The first column to the left, all others, being numbers, to the right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return ["  ".join([row[0].ljust(widths[0]), *map(str.rjust, row[1:], widths[1:])]).rstrip() for row in rows]
