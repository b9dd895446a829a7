"""The likeliest causes of a message, of what its words say plainly and of what examples taught."""

import math
from collections.abc import Mapping
from collections.abc import Set as AbstractSet

from bot.language.experience import CAUSES, Experience
from bot.terms import Cause

AT_MOST = 3

_DOUBT = 3.0  # the weight at which a cause that stands alone is as likely right as not
_ONLY_A_WISH = 0.6  # how far they are where a wish is all that was said
_TRUST = 0.18  # how far examples are believed: so far that of what is held for sure, 19 of 20 are right


def likeliest(
    told: Mapping[Cause, float],
    text: str,
    experience: Experience | None,
    denied: AbstractSet[Cause] = frozenset(),
    *,
    wished: bool = False,
) -> list[tuple[Cause, float]]:
    """The causes and how likely each is, best first: what the words leave in doubt, the examples decide, but for what was denied.

    Weights count by their squares: twice the weight is four times as sure, so that a side remark ("my parcel") does not
    drown what was plainly said, while two causes of equal weight stay a question to the buyer. Who has `wished` for something
    and told nothing plainly ("refund") may have any trouble: what is likeliest is a guess then, and never sure.
    """
    whole = sum(weight**2 for weight in told.values()) + _DOUBT**2
    likely = {cause: weight**2 / whole for cause, weight in told.items()}
    trusted = _ONLY_A_WISH if wished and max(told.values(), default=0.0) < _DOUBT else 1.0
    if experience and any(map(str.isalpha, text)):
        for cause, share in zip(CAUSES, _shares(experience.scores(text)), strict=True):
            if cause not in denied:
                likely[cause] = likely.get(cause, 0.0) + trusted * share * _DOUBT**2 / whole
    best = sorted(likely.items(), key=lambda item: (-item[1], item[0]))[:AT_MOST]
    return [(cause, round(share, 3)) for cause, share in best]


def _shares(scores: tuple[float, ...]) -> list[float]:
    highest = max(scores)
    weights = [math.exp(_TRUST * (score - highest)) for score in scores]
    whole = sum(weights)
    return [weight / whole for weight in weights]
