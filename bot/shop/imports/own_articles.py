"""What articles cost and who supplies them, in our own format: one article a row."""

from bot.remedy.money import Money
from bot.shop.articles import Article
from bot.shop.imports.cells import RowReading, currency, money, text
from bot.shop.imports.refusal import Refusal
from bot.shop.imports.table import Columns, Table

COLUMNS = Columns(("sku", "unit_cost", "currency", "supplier"), ("variant",))


def read_articles(table: Table) -> tuple[tuple[Article, ...], tuple[Refusal, ...]]:
    """The articles of a table, and what was refused, both in the order of the rows.

    Two rows that say different things of one article contradict each other; the later one is refused.
    """
    known: dict[tuple[str, str], tuple[Article, int]] = {}
    refused: list[Refusal] = []
    for row in table.rows:
        reading = RowReading(row)
        article = _article(reading)
        if not reading.refused:
            first, line = known.setdefault((article.sku, article.variant), (article, row.line))
            if first.unit_cost != article.unit_cost:
                cost = "nothing of it" if first.unit_cost is None else first.unit_cost
                reading.refuse("unit_cost", f"contradicts line {line}, which says {cost}")
            if first.supplier != article.supplier:
                reading.refuse("supplier", f"contradicts line {line}, which says {first.supplier or 'nothing of it'}")
        refused += reading.refused
    return tuple(article for article, _ in known.values()), tuple(refused)


def _article(reading: RowReading) -> Article:
    """A cost needs its currency; a currency alone is what a file says throughout, and tells nothing."""
    code = reading.required("currency", currency, "") if reading.row["unit_cost"] else ""
    cost: Money | None = reading.optional("unit_cost", money(code), None)
    return Article(
        sku=reading.required("sku", text(64), ""),
        variant=reading.optional("variant", text(200), ""),
        unit_cost=cost,
        supplier=reading.optional("supplier", text(200), ""),
    )
