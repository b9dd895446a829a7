"""What the seller's own records say of an article: what it costs, and who supplies it."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.remedy.money import Money
from bot.shop.orders import OrderLine


@dataclass(frozen=True, slots=True)
class Article:
    """What one piece costs the seller, and who supplies it; None and "" where the seller does not say.

    One without a `variant` speaks for every variant that is not told of by itself.
    """

    sku: str
    variant: str
    unit_cost: Money | None
    supplier: str


def article_of(line: OrderLine, articles: Iterable[Article]) -> Article | None:
    """What is known of the article of a line."""
    of_sku = {one.variant: one for one in articles if one.sku == line.sku}
    return of_sku.get(line.variant) or of_sku.get("")


def supplier_of(lines: Iterable[OrderLine], articles: Iterable[Article]) -> str:
    """Who supplied all of these lines, as first spelt; "" where nobody can tell of one of them, or they have several."""
    known = tuple(articles)
    found = [article_of(line, known) for line in lines]
    names = [one.supplier if one else "" for one in found]
    return names[0] if len(set(map(supplier_key, names))) == 1 else ""


def supplier_key(name: str) -> str:
    """A supplier's name reduced to what people agree on: the same in any case, whatever the blanks."""
    return " ".join(name.split()).casefold()
