"""Telling refunds of ours apart from a platform's own, where its files tell no more than a sum."""

from collections.abc import Sequence
from itertools import combinations

from bot.remedy.money import Money, add_up

_MOST = 12  # beyond so many, which of them make up a sum is anybody's guess


def that_make_up(rise: Money, ours: Sequence[Money]) -> tuple[int, ...]:
    """Which refunds of ours make up exactly what a file newly tells of as returned: the fewest, the oldest of those.

    None of them where they do not: somebody else has returned it.
    """
    if rise <= Money.zero(rise.currency):
        return ()
    some = range(min(len(ours), _MOST))
    for number in range(1, len(some) + 1):
        for which in combinations(some, number):
            if add_up((ours[one] for one in which), rise.currency) == rise:
                return which
    return ()
