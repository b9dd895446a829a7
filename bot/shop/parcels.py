"""Where a parcel is, and whether it is late, by the seller's records and the carrier's."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from enum import StrEnum

from bot.followup.zones import zone_of_country
from bot.remedy.policy import DeliveryRules
from bot.shop.orders import Order, Untold
from bot.terms import Verification


class ParcelState(StrEnum):
    """What a carrier reports, in the order in which it comes about."""

    ANNOUNCED = "announced"
    UNDER_WAY = "under_way"
    AT_CUSTOMS = "at_customs"
    OUT_FOR_DELIVERY = "out_for_delivery"
    DELIVERED = "delivered"
    RETURNED = "returned"
    LOST = "lost"


_STAGE = {state: stage for stage, state in enumerate(ParcelState)}


@dataclass(frozen=True, slots=True)
class ParcelEvent:
    """One report of a carrier about one parcel."""

    number: str
    state: ParcelState
    at: datetime
    place: str = ""


@dataclass(frozen=True, slots=True)
class Parcel:
    """A parcel as its carrier knows it; `carrier` is as the seller's file writes it, "" where it names none."""

    carrier: str
    number: str


def parcel_of(tracking: str) -> Parcel:
    """Read an entry of an order's tracking: "DHL:00340434161094", or only the number."""
    carrier, _, number = tracking.rpartition(":")
    return Parcel(carrier.strip(), number.strip())


class PromisedBy(StrEnum):
    """Where a promised day comes from."""

    ESTIMATE = "estimate"  # the platform named the day to the buyer
    TRANSIT = "transit"  # the day of shipment and the longest way to that country
    POLICY = "policy"  # the day of the order and the longest that a buyer may have to wait


@dataclass(frozen=True, slots=True)
class Lateness:
    """What is known of the parcels of an order on a day. The days are those of the buyer's country.

    `days_past` counts from the promised day to the day of delivery, or to today, and is 0 before and on that day. What the
    records call delivered cannot be verified by them where the buyer says that it never came: `delivered_on` tells that apart
    from records that know nothing, which have not `told` of any parcel. `last_seen` is when a carrier last reported on what is
    still under way. One of several parcels has come where it is there `in_part`; one that was `sent_back` is on its way to us.
    """

    promised: date | None
    days_past: int
    lost: bool
    shipped_late: bool
    delivered_on: date | None
    last_seen: date | None
    verdict: Verification
    told: bool = True
    promised_by: PromisedBy | None = None
    shipped_on: date | None = None
    delivered_where: str = ""
    in_part: bool = False
    sent_back: bool = False

    @property
    def still_here(self) -> bool:
        """Whether the records know of parcels, and of none that has left: nothing can have reached the buyer."""
        return self.told and self.shipped_on is None and self.delivered_on is None and not self.in_part


def lateness(order: Order, events: Iterable[ParcelEvent], today: date, rules: DeliveryRules, shop: tzinfo = UTC) -> Lateness:
    """Whether an order is late on that day of the buyer's country, and by which promise.

    An order of several parcels has arrived when the last of them has. `shop` is the zone of times that are only days, and of
    buyers whose country is not known.
    """
    there = _Calendar(order, shop)
    last = _last_by_parcel(events)
    shipped_at = order.shipped_at or min((event.at for event in last.values() if _left(event)), default=None)
    shipped_on = there.day(shipped_at) if shipped_at else None
    promised, promised_by = _promise(order, there.day(order.placed_at), shipped_on, rules)

    delivery = _delivery(order, last)
    delivered_on = there.day(delivery.at) if delivery else None
    days_past = max(((delivered_on or today) - promised).days, 0) if promised else 0

    untold = Untold.PARCELS in order.untold and not last
    under_way = {number: event for number, event in last.items() if event.state is not ParcelState.DELIVERED}
    seen = [there.day(event.at) for event in under_way.values()]
    lost = not (delivery or untold) and (
        any(event.state is ParcelState.LOST for event in last.values())
        or (days_past >= rules.lost_days_past and _silent(order, under_way, shipped_on, today, there, rules))
    )
    return Lateness(
        promised=promised,
        days_past=days_past,
        lost=lost,
        shipped_late=not untold and order.ship_by is not None and (shipped_on or today) > order.ship_by,
        delivered_on=delivered_on,
        last_seen=max(seen, default=None),
        verdict=_verdict(known=promised is not None and not untold and not delivery, late=days_past > 0 or lost),
        promised_by=promised_by,
        shipped_on=shipped_on,
        delivered_where=delivery.place if delivery else "",
        told=not untold,
        in_part=not delivery and any(event.state is ParcelState.DELIVERED for event in last.values()),
        sent_back=any(event.state is ParcelState.RETURNED for event in last.values()),
    )


def _verdict(*, known: bool, late: bool) -> Verification:
    if not known:
        return Verification.CANNOT_BE_VERIFIED
    return Verification.CONFIRMED if late else Verification.NOT_CONFIRMED


class _Calendar:
    """The days of the country an order goes to. A time that is only a day is that day everywhere."""

    def __init__(self, order: Order, shop: tzinfo) -> None:
        self._zone = zone_of_country(order.country) or shop
        self._told = shop if Untold.HOUR in order.untold else None
        self._only_days = {order.placed_at, order.shipped_at, order.delivered_at}

    def day(self, at: datetime) -> date:
        zone = self._told if self._told and at in self._only_days else self._zone
        return at.astimezone(zone).date()


def _last_by_parcel(events: Iterable[ParcelEvent]) -> dict[str, ParcelEvent]:
    """The newest report of each parcel; of several of one moment, the one that is furthest on."""
    last: dict[str, ParcelEvent] = {}
    for event in sorted(events, key=lambda one: (one.at, _STAGE[one.state])):
        last[event.number] = event
    return last


def _left(event: ParcelEvent) -> bool:
    """Whether the carrier has the parcel: an announcement is only a label."""
    return event.state is not ParcelState.ANNOUNCED


def _promise(
    order: Order, placed_on: date, shipped_on: date | None, rules: DeliveryRules
) -> tuple[date | None, PromisedBy | None]:
    """The day until which the buyer has to wait, by the first promise that was made."""
    if order.estimated_delivery_max:
        return order.estimated_delivery_max, PromisedBy.ESTIMATE
    transit = rules.transit_max_days.get(order.country)
    if shipped_on and transit is not None:
        return shipped_on + timedelta(days=transit), PromisedBy.TRANSIT
    if rules.policy_max_days:
        return placed_on + timedelta(days=rules.policy_max_days), PromisedBy.POLICY
    return None, None


def _delivery(order: Order, last: Mapping[str, ParcelEvent]) -> ParcelEvent | None:
    """The report by which everything has arrived; None while something has not.

    The seller's word that it has stands until a carrier has said something else since.
    """
    numbers = {parcel_of(entry).number for entry in order.tracking} | set(last)
    arrived = [event for event in last.values() if event.state is ParcelState.DELIVERED]
    if arrived and len(arrived) == len(numbers):
        return max(arrived, key=lambda event: event.at)
    told = order.delivered_at
    if told is None or any(event.at > told for event in last.values() if event.state is not ParcelState.DELIVERED):
        return None
    return ParcelEvent("", ParcelState.DELIVERED, told)


def _silent(
    order: Order,
    under_way: Mapping[str, ParcelEvent],
    shipped_on: date | None,
    today: date,
    there: _Calendar,
    rules: DeliveryRules,
) -> bool:
    """Whether nothing has been heard for too long of a parcel that left, be it that no report ever came."""
    if shipped_on is None:
        return False
    numbers = {parcel_of(entry).number for entry in order.tracking} or {""}
    signs = {number: shipped_on for number in numbers} | {number: there.day(event.at) for number, event in under_way.items()}
    return any((today - sign).days >= rules.lost_silent_days for sign in signs.values())
