"""Somebody to remember: a buyer, a case of theirs, an order of the sample shop."""

from datetime import UTC, datetime

from bot.memory.cases import StoredCase
from bot.memory.store import Memory
from bot.shop.orders import Order, order_key

AT = datetime(2026, 2, 16, 9, 0, tzinfo=UTC)


def buyer(memory: Memory, name: str = "ana") -> int:
    """The number of a buyer on the page."""
    return memory.write_now(lambda unit: unit.doors.open("page", name, "es", "Europe/Madrid", AT).buyer_id)


def complaint(memory: Memory, buyer_id: int) -> StoredCase:
    """A case opened just now."""
    return memory.write_now(lambda unit: unit.cases.open(buyer_id, AT))


def sample_order(memory: Memory, number: str = "WL-2026-0063") -> Order:
    """An order of the sample shop as it is stored; WL-2026-0063 was paid with 104.70 EUR."""
    (found,) = memory.write_now(lambda unit: unit.shop.find_orders(order_key(number)))
    return found
