"""After a stop of hours everything that fell due meanwhile is done: once, in order, and what is said by itself only by day."""

from datetime import timedelta
from pathlib import Path

from sqlalchemy import select
from structlog.testing import capture_logs

from bot.memory.columns import columns_of
from bot.memory.store import Unit
from bot.memory.tables import LineRow
from bot.terms import Speaker
from tests.complaint.counter import ANA, told, with_offer
from tests.talk import STORY, Shop, open_shop

HOUR = timedelta(hours=1)
FELL = "The price fell after I bought the canvas shoes"


async def said_in_order(shop: Shop, after: int = 0) -> list[tuple[int, str]]:
    """What the bot has said to whom, by the order in which it was written down."""
    line = columns_of(LineRow)
    wanted = select(line.c.buyer_id, line.c.script_keys).where(line.c.speaker == Speaker.BOT).order_by(line.c.id)

    def read(unit: Unit) -> list[tuple[int, str]]:
        return [(buyer, keys) for buyer, keys in unit.connection.execute(wanted)]

    return (await shop.house.memory.read(read))[after:]


async def test_what_fell_due_during_a_stop_is_done_once_in_order_and_said_by_day(sqlite_database: str, tmp_path: Path) -> None:
    async with open_shop(tmp_path, url=sqlite_database) as shop:
        await (await with_offer(shop, ANA)).say("yes")
        for _ in range(2):
            shop.clock.forward(HOUR)
            await (await shop.buyer()).say(FELL)
        before = len(await said_in_order(shop))

    async with open_shop(tmp_path, url=sqlite_database, at=STORY + 41 * HOUR) as shop:  # three in the morning
        await shop.house.open()
        with capture_logs() as logged:
            await shop.later(timedelta())
        at_night = await said_in_order(shop, before)
        for _ in range(4):
            await shop.later(HOUR)
        before_nine = await said_in_order(shop, before)
        await shop.later(3 * HOUR)
        by_day = await said_in_order(shop, before)

        assert at_night == before_nine == [(1, "done.refunded"), (1, "done.coupon_percent")]
        assert by_day[2:4] == [(2, "silence.order"), (3, "silence.order")]
        assert len([keys for _, keys in by_day if keys == "silence.order"]) == 2
        assert {"event": "did what was due", "log_level": "debug", "count": 3, "latest_by_seconds": 41 * 3600.0} in logged
        assert (await told(shop)).count("bot: done.refunded") == 1
