"""Who has an article, from the terminal: to warn them of it, or to call it back."""

import argparse
import csv
import sys
from datetime import timedelta

from bot.app import clock_of
from bot.commands.opening import complain, settings_of, with_memory
from bot.memory.store import Memory
from bot.spreadsheet import as_text

_A_YEAR = timedelta(days=365)


def recall(wanted: argparse.Namespace) -> int:
    """Print the orders that have an article, by its number or its title, as a file for spreadsheets; not those never sent."""
    settings = settings_of(wanted)

    def show(memory: Memory) -> int:
        now = clock_of(memory, settings).now()
        found = memory.write_now(
            lambda unit: unit.shop.orders_with(wanted.article, wanted.article, wanted.since or now - _A_YEAR, now)
        )
        orders = [order for order in found if order.may_have_left]
        if not orders:
            return complain(
                f"No order has {wanted.article!r}: it is written as in your files, the number (SKU) or the whole title."
            )
        sheet = csv.writer(sys.stdout, lineterminator="\n")
        sheet.writerow(("order", "platform", "placed", "country", "name", "email"))
        for one in orders:
            placed = one.placed_at.astimezone(settings.shop.zone).date().isoformat()
            sheet.writerow(map(as_text, (one.number, one.platform, placed, one.country, one.buyer_name, one.email)))
        return 0

    return with_memory(settings, show)
