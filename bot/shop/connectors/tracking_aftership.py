"""Parcels followed by AfterShip (its API of 2026-07). A number it does not follow yet is handed to it, once."""

from datetime import datetime

import msgspec

from bot.ports import TrackingAnswer, TrackingState
from bot.shop.connectors.tracking_http import Wire
from bot.shop.connectors.tracking_times import moment_of
from bot.shop.parcels import ParcelEvent, ParcelState

BASE_URL = "https://api.aftership.com/tracking/2026-07"

# "Exception" says that something is wrong and not what, "Expired" that nothing was heard: neither says that a parcel is lost.
_STATES = {
    "Pending": ParcelState.ANNOUNCED,
    "InfoReceived": ParcelState.ANNOUNCED,
    "OutForDelivery": ParcelState.OUT_FOR_DELIVERY,
    "AvailableForPickup": ParcelState.OUT_FOR_DELIVERY,
    "Delivered": ParcelState.DELIVERED,
}


class _Checkpoint(msgspec.Struct):
    checkpoint_time: str | None = None
    tag: str | None = None
    location: str | None = None


class _Followed(msgspec.Struct):
    tracking_number: str
    slug: str | None = None
    checkpoints: list[_Checkpoint] | None = None


class _Data(msgspec.Struct):
    trackings: list[_Followed] = []


class _Answer(msgspec.Struct):
    data: _Data


class AfterShip:
    """`Tracking` by AfterShip."""

    def __init__(self, key: str, base_url: str = "") -> None:
        self._wire = Wire("aftership", base_url or BASE_URL, {"as-api-key": key})

    async def events(self, carrier: str, number: str) -> TrackingAnswer:
        """What became of the parcel. Of several parcels with one number, it is that of the carrier."""
        body = await self._wire.ask("GET", "/trackings", of={"tracking_numbers": number})
        if body is None:
            return TrackingAnswer(TrackingState.UNKNOWN)
        try:
            followed = msgspec.json.decode(body, type=_Answer).data.trackings
        except msgspec.DecodeError:
            self._wire.silent("not of the known form")
            return TrackingAnswer(TrackingState.UNKNOWN)
        if not followed:
            handed_over = await self._wire.ask("POST", "/trackings", body={"tracking_number": number})
            return TrackingAnswer(TrackingState.UNKNOWN if handed_over is None else TrackingState.NOT_THERE)
        parcel = next((one for one in followed if _is_of(one, carrier)), followed[0])
        events = sorted(filter(None, (_event(number, one) for one in parcel.checkpoints or [])), key=lambda event: event.at)
        return TrackingAnswer(TrackingState.TOLD if events else TrackingState.NOT_THERE, tuple(events))

    async def close(self) -> None:
        """Hang up."""
        await self._wire.close()


def _is_of(parcel: _Followed, carrier: str) -> bool:
    """Whether a carrier by the seller's name for it ("Royal Mail") is AfterShip's ("royal-mail", "dhl-germany")."""
    return bool(carrier) and (parcel.slug or "").startswith("-".join(carrier.casefold().split()))


def _event(number: str, told: _Checkpoint) -> ParcelEvent | None:
    at = moment_of(told.checkpoint_time) or _without_offset(told.checkpoint_time)
    state = _STATES.get(told.tag or "", ParcelState.UNDER_WAY)
    return ParcelEvent(number, state, at, (told.location or "").strip()[:200]) if at else None


def _without_offset(told: str | None) -> datetime | None:
    """Some carriers write the clock of the place and not which that is: read as UTC it is at most half a day off."""
    return moment_of(f"{told}+00:00") if told and "T" in told else None
