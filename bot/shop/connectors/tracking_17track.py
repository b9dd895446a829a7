"""Parcels followed by 17TRACK (its API 2.4). A number is registered once, and can then be asked for as often as need be."""

import msgspec

from bot.ports import TrackingAnswer, TrackingState
from bot.shop.connectors.tracking_http import Wire
from bot.shop.connectors.tracking_times import moment_of
from bot.shop.parcels import ParcelEvent, ParcelState

BASE_URL = "https://api.17track.net/track/v2.4"

_REGISTERED_BEFORE = -18019901
_NOT_REGISTERED = -18019902
_NOTHING_YET = -18019909
_NOT_FOUND = "NotFound"

# Only those whose number at 17TRACK is certain: it finds the others by the form of the parcel's number.
_CARRIERS = {
    "cainiao": 190271,
    "china post": 3011,
    "dhl": 100001,
    "fedex": 100003,
    "ups": 100002,
    "usps": 21051,
    "yanwen": 190012,
}

_STATES = {
    "InfoReceived": ParcelState.ANNOUNCED,
    "InTransit_CustomsProcessing": ParcelState.AT_CUSTOMS,
    "InTransit_CustomsRequiringInformation": ParcelState.AT_CUSTOMS,
    "AvailableForPickup": ParcelState.OUT_FOR_DELIVERY,
    "OutForDelivery": ParcelState.OUT_FOR_DELIVERY,
    "Delivered": ParcelState.DELIVERED,
    "Returning": ParcelState.RETURNED,
    "Returned": ParcelState.RETURNED,
    "Exception_Returning": ParcelState.RETURNED,
    "Exception_Returned": ParcelState.RETURNED,
    "Exception_Lost": ParcelState.LOST,
}


class _Event(msgspec.Struct):
    time_utc: str | None = None
    time_iso: str | None = None
    location: str | None = None
    stage: str | None = None
    sub_status: str | None = None


class _Provider(msgspec.Struct):
    events: list[_Event] | None = None


class _Way(msgspec.Struct):
    providers: list[_Provider] | None = None


class _Status(msgspec.Struct):
    status: str | None = None


class _Info(msgspec.Struct):
    latest_status: _Status | None = None
    tracking: _Way | None = None


class _Accepted(msgspec.Struct):
    track_info: _Info | None = None


class _Error(msgspec.Struct):
    code: int


class _Rejected(msgspec.Struct):
    error: _Error


class _Data(msgspec.Struct):
    accepted: list[_Accepted] = []
    rejected: list[_Rejected] = []


class _Answer(msgspec.Struct):
    code: int
    data: _Data | None = None


class SeventeenTrack:
    """`Tracking` by 17TRACK."""

    def __init__(self, key: str, base_url: str = "") -> None:
        self._wire = Wire("17track", base_url or BASE_URL, {"17token": key})

    async def events(self, carrier: str, number: str) -> TrackingAnswer:
        """What became of the parcel. A number that 17TRACK has not heard of is registered, for the next time at the latest."""
        answer = await self._ask("gettrackinfo", carrier, number)
        if answer and _refusal(answer) == _NOT_REGISTERED:
            registered = await self._ask("register", carrier, number)
            if registered is None or _refusal(registered) not in {None, _REGISTERED_BEFORE}:
                return self._unknown(registered)
            answer = await self._ask("gettrackinfo", carrier, number)
        if answer is None or _refusal(answer) not in {None, _NOTHING_YET, _NOT_REGISTERED}:
            return self._unknown(answer)
        return _told(answer, number)

    async def close(self) -> None:
        """Hang up."""
        await self._wire.close()

    async def _ask(self, verb: str, carrier: str, number: str) -> _Answer | None:
        code = _CARRIERS.get(carrier.casefold())
        item: dict[str, object] = {"number": number} if code is None else {"number": number, "carrier": code}
        body = await self._wire.ask("POST", f"/{verb}", body=[item])
        if body is None:
            return None
        try:
            answer = msgspec.json.decode(body, type=_Answer)
        except msgspec.DecodeError:
            self._wire.silent("not of the known form")
            return None
        if answer.code or answer.data is None:
            self._wire.silent(f"code {answer.code}")
            return None
        return answer

    def _unknown(self, answer: _Answer | None) -> TrackingAnswer:
        if answer:
            self._wire.silent(f"code {_refusal(answer)}")
        return TrackingAnswer(TrackingState.UNKNOWN)


def _refusal(answer: _Answer) -> int | None:
    """Why the one number that was asked about was rejected; None if it was not."""
    return answer.data.rejected[0].error.code if answer.data and answer.data.rejected else None


def _told(answer: _Answer, number: str) -> TrackingAnswer:
    accepted = answer.data.accepted if answer.data else []
    info = accepted[0].track_info if accepted else None
    if info is None or (info.latest_status and info.latest_status.status == _NOT_FOUND):
        return TrackingAnswer(TrackingState.NOT_THERE)
    providers = (info.tracking.providers if info.tracking else None) or []
    events = [_event(number, one) for provider in providers for one in provider.events or []]
    known = sorted((event for event in events if event), key=lambda event: event.at)
    return TrackingAnswer(TrackingState.TOLD if known else TrackingState.NOT_THERE, tuple(known))


def _event(number: str, told: _Event) -> ParcelEvent | None:
    """A report, as far as it says when it was made."""
    at = moment_of(told.time_utc) or moment_of(told.time_iso)
    return ParcelEvent(number, _state(told), at, (told.location or "").strip()[:200]) if at else None


def _state(told: _Event) -> ParcelState:
    exact = told.sub_status or ""
    words = (exact, exact.partition("_")[0], told.stage or "")
    return next((_STATES[word] for word in words if word in _STATES), ParcelState.UNDER_WAY)
