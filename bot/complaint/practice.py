"""How this shop handles complaints: its hours, its policy, its patience."""

from dataclasses import dataclass, field
from datetime import timedelta
from zoneinfo import ZoneInfo

from bot.followup.letters import ByMail
from bot.followup.timing import OpeningHours
from bot.remedy.policy import Policy
from bot.remedy.rates import Rates


@dataclass(frozen=True, slots=True)
class Practice:
    """How this shop handles complaints: everything a step may ask of its settings."""

    shop: str
    privacy_url: str
    opening: OpeningHours
    zone: ZoneInfo  # the shop's own
    policy: Policy
    rates: Rates = field(default_factory=dict)  # for the limits only
    by_mail: ByMail | None = None  # how those who left the page are written to; None: they are not
    spoken: tuple[str, ...] = ("en",)  # the languages buyers are answered in
    sorry_after: timedelta = timedelta(minutes=30)  # from when on an answer is late, and is said to be
    sure_enough: float = 0.6  # from which confidence a cause is taken as understood
    unclear_replies: int = 2  # after so many in a row it is a person's turn
    proofs_per_buyer: int = 5  # wrong proofs in a day
    proofs_per_order: int = 10
    remind_after: timedelta = timedelta(hours=24)
    lapse_after: timedelta = timedelta(hours=96)
    person_within: timedelta = timedelta(hours=2)  # of opening time, handbook section 7
    solution_within: timedelta = timedelta(hours=24)  # by the clock, handbook section 7
