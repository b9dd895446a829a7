"""What the seller's price list and promotions said, and when."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from bot.remedy.money import Money


@dataclass(frozen=True, slots=True)
class PriceSeen:
    """One observation: from `seen_at` on the article cost `price`, until the next observation says otherwise."""

    sku: str
    variant: str
    price: Money
    seen_at: datetime
    source: str


@dataclass(frozen=True, slots=True)
class Promotion:
    """A time of lower prices. `skus` is empty when it holds for everything."""

    name: str
    starts_at: datetime
    ends_at: datetime
    percent_off: Decimal
    skus: frozenset[str]
    reason: str

    def covers(self, sku: str, at: datetime) -> bool:
        return self.starts_at <= at <= self.ends_at and (not self.skus or sku in self.skus)
