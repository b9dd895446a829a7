"""What is left to the seller of what was paid for some articles, once their cost is taken off."""

from collections.abc import Iterable
from decimal import Decimal

from bot.remedy.ground import paid_for
from bot.remedy.money import Money, add_up
from bot.remedy.rates import Rates, cost_of, in_euro
from bot.shop.articles import Article, article_of
from bot.shop.orders import Order, OrderLine


def margin_of(lines: tuple[OrderLine, ...], order: Order, articles: Iterable[Article], rates: Rates) -> Decimal | None:
    """The percentage of what was paid for these lines that their cost leaves: less than 0 where they were sold at a loss.

    Never overstated: down to a hundredth. None where the cost of a line is unknown, or is in a currency without a rate, or where
    nothing was paid.
    """
    paid = paid_for(lines, order)
    known = tuple(articles)
    costs = [_cost(line, known, order.currency, rates) for line in lines]
    told = [cost for cost in costs if cost is not None]
    if paid.minor <= 0 or len(told) < len(costs):
        return None
    left = paid - add_up(told, order.currency)
    # In integers, which round down at one place only and know no greatest figure.
    return Decimal(left.minor * 100_00 // paid.minor).scaleb(-2)


def _cost(line: OrderLine, articles: tuple[Article, ...], currency: str, rates: Rates) -> Money | None:
    """What all pieces of a line cost, in the currency of the order."""
    article = article_of(line, articles)
    if article is None or article.unit_cost is None:
        return None
    cost = article.unit_cost * line.quantity
    if cost.currency == currency:
        return cost
    euro = in_euro(cost, rates)
    return cost_of(euro, currency, rates) if euro is not None else None
