"""Sequences of numbers, kept as the ways they share: which of them begin at a place is found in one walk."""

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Sequence

ROOT = 0
_END, _LEADS_ON = 1, 2  # a node may be both


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
        self._firsts = array("I", bytes(4 * (max((number for _, number in nodes), default=-1) + 1)))
        for (before, number), node in nodes.items():
            if before == ROOT:
                self._firsts[number] = node
        steps = sorted((_step(*step), node) for step, node in nodes.items() if step[0] != ROOT)
        self._steps, self._nodes = array("Q", (step for step, _ in steps)), array("I", (node for _, node in steps))
        leading = {before for before, _ in nodes}
        self._kinds = bytes((node in ends) * _END | (node in leading) * _LEADS_ON for node in range(len(nodes) + 1))

    def __len__(self) -> int:
        return len(self._kinds)

    def end_of(self, sequence: Iterable[int]) -> int:
        """The node of one of the sequences."""
        node = ROOT
        for number in sequence:
            node = self._after(node, number)
        return node

    def found_in(self, told: Sequence[tuple[int, ...]]) -> dict[int, list[tuple[int, int]]]:
        """Of each sequence that is there, where: from, and up to, not including. A place may stand for several numbers."""
        places: dict[int, list[tuple[int, int]]] = {}
        firsts, kinds = self._firsts, self._kinds
        for start, numbers in enumerate(told):
            nodes, end = [node for number in numbers if number < len(firsts) and (node := firsts[number])], start + 1
            while nodes:
                leading = []
                for node in nodes:
                    if kinds[node] & _END:
                        places.setdefault(node, []).append((start, end))
                    if kinds[node] & _LEADS_ON:
                        leading.append(node)
                following = told[end] if leading and end < len(told) else ()
                nodes = [after for number in following for node in leading if (after := self._after(node, number))]
                end += 1
        return places

    def _after(self, node: int, number: int) -> int:
        """The node after this step, ROOT if no sequence takes it. First steps, by far the most, need no search."""
        if node == ROOT:
            return self._firsts[number] if number < len(self._firsts) else ROOT
        step = _step(node, number)
        place = bisect_left(self._steps, step)
        return self._nodes[place] if place < len(self._steps) and self._steps[place] == step else ROOT


def _step(node: int, number: int) -> int:
    return node << 32 | number
