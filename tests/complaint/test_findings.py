"""What the seller's own records add to a trouble: the margin and the supplier of the articles concerned."""

from dataclasses import replace
from decimal import Decimal

import pytest

from bot.complaint import findings, records
from bot.complaint.outcome import MatterNeeded
from bot.memory.store import Memory, Unit
from bot.remedy.money import Money
from bot.shop.articles import Article
from bot.shop.orders import Order, order_key
from bot.terms import Cause
from tests.complaint.cases import AT, ORDER, PRACTICE, matter_of
from tests.complaint.test_gathering import TWO, about

SHOES = Article("SLIP-CNV-WHT-40", "", Money(2994, "EUR"), "Lin Shoes")
LAMP = Article("LAMP-CLIP-01", "", Money(1000, "EUR"), "Rossi")


@pytest.mark.parametrize(
    ("concerned", "articles", "margin", "supplier"),
    [
        ((0,), (SHOES, LAMP), Decimal("40.00"), "Lin Shoes"),  # 49.90 each, less 29.94
        ((), (SHOES, LAMP), Decimal("59.97"), ""),  # of 199.60, less 2 x 29.94 and 2 x 10.00: 59.979…
        ((0,), (LAMP,), None, ""),
    ],
    ids=["one of them", "all of them", "nothing told"],
)
def test_the_lines_concerned_have_a_margin_and_a_supplier_where_the_seller_told_them(
    concerned: tuple[int, ...], articles: tuple[Article, ...], margin: Decimal | None, supplier: str
) -> None:
    matter = findings.find(about(Cause.DAMAGED, concerned=concerned), matter_of(TWO, articles=articles), PRACTICE).matter

    assert (matter.margin, matter.supplier) == (margin, supplier)


def test_of_what_was_never_ordered_neither_is_known() -> None:
    matter = findings.find(about(Cause.OUT_OF_STOCK), matter_of(None, articles=(SHOES,)), PRACTICE).matter

    assert (matter.margin, matter.supplier) == (None, "")


def test_the_records_answer_with_what_was_told_of_the_articles_ordered(memory: Memory) -> None:
    def asked(unit: Unit) -> object:
        order: Order = unit.shop.find_orders(order_key(ORDER.number))[0]
        buyer = unit.doors.open("page", "ana", "es", "Europe/Madrid", AT).buyer_id
        known = replace(about(Cause.DAMAGED), order_id=order.id)
        return records.answer(unit, MatterNeeded(), known, buyer, PRACTICE, AT)

    memory.write_now(lambda unit: unit.shop.put_orders([ORDER]))
    memory.write_now(lambda unit: unit.shop.put_articles([SHOES, LAMP]))

    assert memory.write_now(asked).articles == (SHOES,)  # type: ignore[attr-defined]
