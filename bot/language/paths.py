"""Sequences of numbers, kept as the ways they share: which of them begin at a place is found in one walk."""

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Sequence

ROOT = 0


class Paths:
    """A tree of steps. A sequence is known by the number of the node to which its steps lead."""

    def __init__(self, sequences: Iterable[tuple[int, ...]]) -> None:
        nodes: dict[tuple[int, int], int] = {}
        ends: set[int] = set()
        for sequence in sequences:
            node = ROOT
            for number in sequence:
                node = nodes.setdefault((node, number), len(nodes) + 1)
            ends.add(node)
        steps = sorted((_step(*step), node) for step, node in nodes.items())
        self._steps, self._nodes = array("Q", (step for step, _ in steps)), array("I", (node for _, node in steps))
        self._ends = bytes(node in ends for node in range(len(nodes) + 1))

    def __len__(self) -> int:
        return len(self._ends)

    def end_of(self, sequence: Iterable[int]) -> int:
        """The node of one of the sequences."""
        node = ROOT
        for number in sequence:
            node = self._after(node, number)
        return node

    def found_in(self, told: Sequence[tuple[int, ...]]) -> dict[int, list[tuple[int, int]]]:
        """Of each sequence that is there, where: from, and up to, not including. A place may stand for several numbers."""
        places: dict[int, list[tuple[int, int]]] = {}
        for start in range(len(told)):
            nodes, end = [ROOT], start
            while nodes and end < len(told):
                nodes = [after for number in told[end] for node in nodes if (after := self._after(node, number))]
                end += 1
                for node in nodes:
                    if self._ends[node]:
                        places.setdefault(node, []).append((start, end))
        return places

    def _after(self, node: int, number: int) -> int:
        """The node after this step, ROOT if no sequence takes it."""
        step = _step(node, number)
        place = bisect_left(self._steps, step)
        return self._nodes[place] if place < len(self._steps) and self._steps[place] == step else ROOT


def _step(node: int, number: int) -> int:
    return node << 32 | number
