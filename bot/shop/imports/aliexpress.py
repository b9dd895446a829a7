"""Orders as AliExpress exports them to its sellers: one row an order, all articles in one cell.

The cell names no price, the file neither currency nor zone nor address of mail. That the buyer confirmed the receipt stands
for the delivery.
"""

import re
from zoneinfo import ZoneInfo

from bot.remedy.money import Money
from bot.shop.imports.amounts import amount, currency_of, taken_off
from bot.shop.imports.cells import LONG_AGO, CellError, RowReading, email, text
from bot.shop.imports.found import Assumptions, Found, Rows, orders_in
from bot.shop.imports.table import Columns, Table
from bot.shop.imports.times import country_of, day_of, moment_in
from bot.shop.orders import Order, OrderLine, Untold

PLATFORM = "aliexpress"
# What the platform's own clock showed in the help pages seen; --time-zone says it if a seller's files show another.
ZONE = ZoneInfo("America/Los_Angeles")
CURRENCY = "USD"
ARTICLES = "产品信息（双击单元格展开所有产品信息！）"
COLUMNS = Columns(
    required=("订单号", "订单状态", "下单时间", "订单金额", ARTICLES),
    optional=(
        *("买家名称", "买家邮箱", "物流费用", "满立减", "订单备注", "收货人名称", "收货国家", "邮编"),
        *("发货期限", "实际发货物流:运单号", "发货时间", "确认收货时间"),
    ),
    also_called={ARTICLES: ("产品信息",)},
)
BEGINNING = re.compile(r"【\d+】")
ATTRIBUTE = re.compile(r"[(（](产品属性|商家编码|产品数量)[:：]\s*(.*?)\s*[)）]\s*(?=$|[(（]|\n)", re.DOTALL)
PIECES = re.compile(r"(\d{1,6})\b.*", re.ASCII | re.DOTALL)


def read_orders(table: Table, assumed: Assumptions) -> Found:
    """The orders of a table in the order of their rows, and what was refused in the order of the lines."""

    def order(number: str, rows: Rows) -> Order:
        head = rows[0]
        for again in rows[1:]:
            again.refuse("订单号", f"was already given in line {head.row.line}")
        code = head.required("订单金额", currency_of(assumed.currency or CURRENCY), "")
        nothing = Money(0, code)
        moment = moment_in(assumed.zone(ZONE))
        return Order(
            number=number,
            platform=PLATFORM,
            status=head.required("订单状态", text(32), ""),
            buyer_name=head.optional("买家名称", text(200), "") or head.optional("收货人名称", text(200), ""),
            email=head.optional("买家邮箱", email, ""),
            postcode=head.optional("邮编", text(32), ""),
            country=country_of(head.row["收货国家"]),
            currency=code,
            placed_at=head.required("下单时间", moment, LONG_AGO),
            lines=_lines(head, code),
            shipping=head.optional("物流费用", amount(code), nothing),
            discount=head.optional("满立减", taken_off(code), nothing),
            total_paid=head.required("订单金额", amount(code), nothing),
            refunded=nothing,
            shipped_at=head.optional("发货时间", moment, None),
            delivered_at=head.optional("确认收货时间", moment, None),
            tracking=tuple(dict.fromkeys(part.strip() for part in head.row["实际发货物流:运单号"].splitlines() if part.strip())),
            note=head.row["订单备注"],
            ship_by=head.optional("发货期限", day_of(moment), None),
            untold=frozenset({Untold.PRICES, Untold.REFUNDS}),
        )

    return orders_in(table.rows, "订单号", order)


def _lines(head: RowReading, code: str) -> tuple[OrderLine, ...]:
    def read(cell: str) -> tuple[OrderLine, ...]:
        articles = BEGINNING.split(cell)
        if len(articles) < 2 or articles[0].strip():
            raise CellError("does not list the articles as 【1】 title (商家编码:…) (产品数量:…)")
        return tuple(_line(article, code) for article in articles[1:])

    return head.required(ARTICLES, read, ())


def _line(article: str, code: str) -> OrderLine:
    attributes = {match[1]: match[2] for match in ATTRIBUTE.finditer(article)}
    first = ATTRIBUTE.search(article)
    title = " ".join((article[: first.start()] if first else article).split())
    pieces = PIECES.fullmatch(attributes.get("产品数量", ""))
    if not title or not pieces or int(pieces[1]) < 1:
        raise CellError("has an article without a title or a number of pieces")
    nothing = Money(0, code)
    return OrderLine(
        sku=text(64)(attributes.get("商家编码", "")),
        title=text(300)(title),
        variant=text(200)(attributes.get("产品属性", "")),
        quantity=int(pieces[1]),
        unit_price=nothing,
        discount=nothing,
    )
