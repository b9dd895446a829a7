"""Where a checksum stands among many."""

from hypothesis import given
from hypothesis import strategies as st

from bot.language.checksums import Checksums

CHECKSUMS = st.one_of(st.integers(0, 2**32 - 1), st.sampled_from([0, 1, 7, 2**31, 2**32 - 1]))


@given(st.lists(CHECKSUMS, max_size=60), CHECKSUMS)
def test_a_checksum_is_found_at_all_its_places(told: list[int], other: int) -> None:
    ordered = sorted(told)

    found = Checksums(ordered)

    assert len(found) == len(ordered)
    for checksum in (*told, other):
        places = [place for place, one in enumerate(ordered) if one == checksum]
        assert list(found.places(checksum)) == places
        assert found.place(checksum) == (places[0] if places else None)
