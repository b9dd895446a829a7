"""Until when a buyer may send everything back without a reason: the law where the parcel goes, else the shop's grace."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from bot.complaint.case import Case, Fact
from bot.followup.zones import zone_of_country
from bot.remedy.policy import WithdrawalRules
from bot.shop.orders import Order, Untold
from bot.shop.parcels import ParcelEvent, ParcelState, parcel_of
from bot.terms import Verification

# Where Directive 2011/83/EU holds, which is the whole European Economic Area, and the United Kingdom, which kept its days.
_EU_AND_UK = frozenset(
    {
        *("AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU", "LV"),
        *("MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK"),
        *("IS", "LI", "NO", "GB"),
    }
)
_SATURDAY = 5
_RECEIVED = "withdrawal received"


@dataclass(frozen=True, slots=True)
class Period:
    """How a wish to withdraw stands.

    `inside` is None where there is no time to be in or past: nothing has been sent yet, so it can simply be stopped, or the
    shop promises nothing there. `ends_on` is the last day, None as long as the days have not begun.
    """

    inside: bool | None
    ends_on: date | None
    shipped: bool


def received(at: datetime) -> Fact:
    """That the wish to withdraw reached us at this moment, which the buyer is told at once: it decides whether it was in time."""
    return Fact(_RECEIVED, at.isoformat(), Verification.CONFIRMED, "the buyer's words", at)


def declared_at(case: Case) -> datetime:
    """When the buyer first said that they withdraw, whatever the case was opened for."""
    return next((fact.at for fact in case.facts if fact.name == _RECEIVED), case.opened_at)


def period(order: Order, parcels: tuple[ParcelEvent, ...], wrote_at: datetime, rules: WithdrawalRules) -> Period:
    """Whether a buyer who wrote at this moment wrote in time. Whatever the records leave open is read in the buyer's favour."""
    if not _shipped(order, parcels):
        return Period(None, None, shipped=False)
    days = rules.eu_and_uk_days if order.country in _EU_AND_UK else rules.elsewhere_days
    if not days:
        return Period(None, None, shipped=True)
    received = _received_at(order, parcels)
    if received is None:
        return Period(inside=True, ends_on=None, shipped=True)
    zone = zone_of_country(order.country) or UTC
    # The day of receipt does not count, and a period that would end at a weekend ends on the Monday (Regulation 1182/71).
    last = received.astimezone(zone).date() + timedelta(days)
    if last.weekday() >= _SATURDAY:
        last += timedelta(7 - last.weekday())
    return Period(wrote_at.astimezone(zone).date() <= last, last, shipped=True)


def _shipped(order: Order, parcels: tuple[ParcelEvent, ...]) -> bool:
    """False only where the records can tell of parcels and know of none."""
    under_way = any(event.state is not ParcelState.ANNOUNCED for event in parcels)
    return bool(Untold.PARCELS in order.untold or order.shipped_at or order.delivered_at or order.tracking or under_way)


def _received_at(order: Order, parcels: tuple[ParcelEvent, ...]) -> datetime | None:
    """When the last of the parcels was handed over; None as long as one of them was not, or nobody says so.

    Stricter than when it is asked whether a parcel is late: a word of the seller's counts only where no carrier has spoken.
    """
    handed_over: dict[str, datetime] = {}
    for event in parcels:
        if event.state is ParcelState.DELIVERED:
            handed_over[event.number] = max(event.at, handed_over.get(event.number, event.at))
    numbers = {event.number for event in parcels} | {parcel_of(entry).number for entry in order.tracking}
    if parcels and numbers == handed_over.keys():
        return max(handed_over.values())
    if parcels or order.delivered_at is None:
        return None
    # Files that know only the day keep its beginning, in the shop's zone: it was received at some hour of it.
    return order.delivered_at + timedelta(days=1 if Untold.HOUR in order.untold else 0)
