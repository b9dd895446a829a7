"""How this shop handles complaints: its hours, its policy, its patience."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from zoneinfo import ZoneInfo

from bot.followup.letters import ByMail
from bot.followup.timing import OpeningHours
from bot.remedy.policy import Policy
from bot.remedy.rates import Rates
from bot.shop.answers import Shelf
from bot.terms import Authority, Cause


@dataclass(frozen=True, slots=True)
class ReturnRoute:
    """Where goods are sent back to, and within how many days; without an address a person has to find a way."""

    address: str = ""
    days: int = 14


@dataclass(frozen=True, slots=True)
class AlarmAt:
    """From how many buyers on, within how many days, danger by the same article is an alarm."""

    buyers: int = 2
    days: int = 30


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
    looks_up: frozenset[Cause] = frozenset()  # for which causes somebody outside is asked first
    shelf: Shelf = field(default_factory=Shelf)  # the owner's short answers
    answers_for_service: str = "Mei"  # the first name of the person who does
    solution_within: timedelta = timedelta(hours=24)  # by the clock, handbook section 7
    promise_within: timedelta = timedelta(hours=24)  # a yes is carried out, handbook section 7
    staff: Mapping[str, Authority] = field(default_factory=dict)  # who decides, by first name
    paid_by_hand: frozenset[str] = frozenset()  # the platforms on which no program can return money
    returns: ReturnRoute = ReturnRoute()
    guarantee_months: int = 24  # before any warranty of ours
    alarm_at: AlarmAt = AlarmAt()
