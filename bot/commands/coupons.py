"""The coupons that were given, from the terminal: a list, or a file that the seller's platform takes in."""

import argparse
from datetime import UTC, datetime

from bot.commands.opening import settings_of, with_memory
from bot.coupon_report import Platform, as_csv, as_text
from bot.memory.store import Memory

_EVER = datetime(2000, 1, 1, tzinfo=UTC)


def coupons(wanted: argparse.Namespace) -> int:
    """Print the coupons that were issued; with --csv, as the platform's import takes them."""
    settings = settings_of(wanted)

    def show(memory: Memory) -> int:
        found = memory.write_now(lambda unit: unit.coupons.since(wanted.since or _EVER))
        if wanted.csv:
            print(as_csv(found, Platform(wanted.platform)), end="")
        else:
            print(as_text(found, settings.shop.zone))
        return 0

    return with_memory(settings, show)
