"""Sequences found in one walk."""

from hypothesis import given
from hypothesis import strategies as st

from bot.language.paths import Paths

SEQUENCES = st.lists(st.lists(st.integers(0, 3), min_size=1, max_size=3).map(tuple), max_size=8)


@given(SEQUENCES, st.lists(st.sets(st.integers(0, 4), max_size=2).map(tuple), max_size=8))
def test_every_sequence_is_found_wherever_its_steps_follow_one_another(
    sequences: list[tuple[int, ...]], told: list[tuple[int, ...]]
) -> None:
    paths = Paths(sequences)

    found = paths.found_in(told)

    assert {node: set(places) for node, places in found.items()} == {
        paths.end_of(sequence): spots
        for sequence in sequences
        if (spots := {(start, start + len(sequence)) for start in range(len(told)) if _stands_at(sequence, told[start:])})
    }


def _stands_at(sequence: tuple[int, ...], told: list[tuple[int, ...]]) -> bool:
    return len(sequence) <= len(told) and all(step in numbers for step, numbers in zip(sequence, told, strict=False))
