"""What comes in is noticed as its file is taken in: whoever waits for it is told."""

from collections.abc import Sequence
from datetime import datetime

from bot.memory.store import Unit
from bot.shop.stock import Stocked, arrived, meant_by

KIND = "back_in_stock"


def notice(unit: Unit, articles: Sequence[Stocked], now: datetime) -> None:
    """Let everybody be told who has a rain check for one of these articles, if more of it are told of than are known."""
    if not articles:
        return
    known = {(one.sku, one.variant): one for one in unit.shop.stock_of(article.sku for article in articles)}
    came = [one for one in articles if arrived(known.get((one.sku, one.variant)), one)]
    for check in unit.rain_checks.untold() if came else ():
        if any(meant_by(check.what, article) for article in came):
            unit.due.put(KIND, f"{KIND}:{check.id}", check.case_id, now, check.id)
