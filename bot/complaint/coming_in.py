"""Coming in by a link that was given out: back into a conversation, from any device, or to an order."""

from dataclasses import dataclass
from datetime import datetime

from bot.errors import LinkUnknown
from bot.memory.doors import Door
from bot.memory.store import Unit
from bot.memory.tables import LinkKind
from bot.memory.transcript import PULLED_CHANNEL


@dataclass(frozen=True, slots=True)
class CameIn:
    """The door that was opened; `for_an_order` if the link is still to be worked, as the first thing that was said there."""

    door: Door
    for_an_order: bool


def come_by_link(unit: Unit, token: str, door_external_id: str, app_language: str, time_zone: str, now: datetime) -> CameIn:
    """Open a new door of the page to whatever the link leads to. Raises LinkUnknown, and then nothing was opened.

    A return link leads to its buyer, as often as it is used until it expires; an order link to somebody new, whose it will be.
    """
    link = unit.links.find(token)
    if link is None or link.expires_at <= now:
        raise LinkUnknown
    match link.kind:
        case LinkKind.ORDER if link.used_at is None:
            door = unit.doors.open(PULLED_CHANNEL, door_external_id, app_language, time_zone, now)
            return CameIn(door, for_an_order=True)
        case LinkKind.RETURN if link.buyer_id and (back := unit.doors.add(link.buyer_id, PULLED_CHANNEL, door_external_id, now)):
            return CameIn(back, for_an_order=False)
    raise LinkUnknown
