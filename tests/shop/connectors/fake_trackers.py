"""The two tracking services as their APIs answer: what is asked of them, what they know, and how they fail."""

import json
from collections import deque
from dataclasses import dataclass, field
from typing import Any

from fastapi import FastAPI, Request, Response

Json = dict[str, Any]


@dataclass
class Asked:
    """One request, as it came."""

    what: str
    key: str
    body: Any = None
    query: dict[str, str] = field(default_factory=dict)


@dataclass
class FakeService:
    """What both have in common: `asked` is what came, and each of `faults` is answered once, before anything else."""

    header: str
    asked: list[Asked] = field(default_factory=list)
    faults: deque[Response] = field(default_factory=deque)

    def fails(self, status: int, content: str = "", **headers: str) -> None:
        self.faults.append(Response(content, status, headers=headers))

    async def heard(self, what: str, request: Request) -> Response | None:
        body = await request.body()
        key = request.headers.get(self.header, "")
        self.asked.append(Asked(what, key, json.loads(body) if body else None, dict(request.query_params)))
        if self.faults:
            return self.faults.popleft()
        return None if key == "sesame" else Response("{}", 401)


@dataclass
class Fake17Track(FakeService):
    """17TRACK: numbers are registered first, and known are those in `parcels`."""

    header: str = "17token"
    parcels: dict[str, Json] = field(default_factory=dict)
    registered: set[str] = field(default_factory=set)
    quota: int = 100

    def app(self) -> FastAPI:
        app = FastAPI()

        @app.post("/track/v2.4/{verb}")
        async def answer(verb: str, request: Request) -> Response:
            if fault := await self.heard(verb, request):
                return fault
            (item,) = self.asked[-1].body
            return _json({"code": 0, "data": self._data(verb, item)})

        return app

    def _data(self, verb: str, item: Json) -> Json:
        number = item["number"]
        if verb == "register":
            if number in self.registered:
                return _rejected(number, -18019901, "The tracking number has been registered.")
            if not self.quota:
                return _rejected(number, -18019908, "The tracking quota is used up.")
            self.registered.add(number)
            return {"accepted": [{"number": number, "carrier": item.get("carrier", 3011)}], "rejected": []}
        if number not in self.registered:
            return _rejected(number, -18019902, "The tracking number does not register, please register first.")
        info = self.parcels.get(number)
        if info is None:
            return _rejected(number, -18019909, "No tracking information at this time.")
        return {"accepted": [{"number": number, "carrier": 3011, "param": None, "track_info": info}], "rejected": []}


def on_the_way(*events: Json, status: str = "InTransit") -> Json:
    """What 17TRACK tells of a parcel, as far as it is looked at, and something beside it."""
    return {
        "latest_status": {"status": status, "sub_status": f"{status}_Other"},
        "latest_event": events[0] if events else None,
        "time_metrics": {"days_after_order": 12, "days_of_transit": 9},
        "tracking": {
            "providers_hash": 1,
            "providers": [{"provider": {"key": 3011, "name": "China Post"}, "events": list(events)}],
        },
    }


def event(utc: str | None, sub_status: str, *, stage: str | None = None, location: str | None = None, **more: Any) -> Json:
    told = {"time_utc": utc, "time_iso": None, "description": "…", "location": location, "stage": stage}
    return {**told, "sub_status": sub_status, **more}


@dataclass
class FakeAfterShip(FakeService):
    """AfterShip: a number that is handed over is followed from then on."""

    header: str = "as-api-key"
    trackings: list[Json] = field(default_factory=list)

    def app(self) -> FastAPI:
        app = FastAPI()

        @app.get("/tracking/2026-07/trackings")
        async def find(request: Request) -> Response:
            if fault := await self.heard("find", request):
                return fault
            number = self.asked[-1].query.get("tracking_numbers")
            found = [one for one in self.trackings if one["tracking_number"] == number]
            pages = {"total": len(found), "has_next_page": False}
            return _json({"meta": {"code": 200}, "data": {"pagination": pages, "trackings": found}})

        @app.post("/tracking/2026-07/trackings")
        async def follow(request: Request) -> Response:
            if fault := await self.heard("follow", request):
                return fault
            one = followed(self.asked[-1].body["tracking_number"], slug=None, tag="Pending")
            self.trackings.append(one)
            return _json({"meta": {"code": 201}, "data": one}, 201)

        return app


def followed(number: str, *checkpoints: Json, slug: str | None = "dhl", tag: str = "InTransit") -> Json:
    return {"id": "bff5a3ba", "tracking_number": number, "slug": slug, "tag": tag, "checkpoints": list(checkpoints)}


def checkpoint(time: str | None, tag: str, location: str | None = None) -> Json:
    return {"checkpoint_time": time, "tag": tag, "subtag": f"{tag}_001", "message": "…", "location": location, "slug": "dhl"}


def _rejected(number: str, code: int, message: str) -> Json:
    return {"accepted": [], "rejected": [{"number": number, "error": {"code": code, "message": message}}]}


def _json(content: Json, status: int = 200) -> Response:
    return Response(json.dumps(content), status, media_type="application/json")
