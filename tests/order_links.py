"""A link to an order of the sample shop, as a parcel card has it."""

from datetime import timedelta

from bot.memory.store import Unit
from bot.shop.orders import order_key
from tests.talk import Shop

CANVAS = "WL-2026-0063"


async def link_to(shop: Shop, valid_for: timedelta = timedelta(days=180), order: str = CANVAS) -> str:
    """The token of a new link to that order."""

    def make(unit: Unit) -> str:
        (found,) = unit.shop.find_orders(order_key(order))
        now = shop.clock.now()
        return unit.links.to_order(found.id, now, now + valid_for)

    return await shop.house.memory.write(make)
