"""Amounts as the platforms write them: with a sign or a code before or after, and in their own separators.

Nothing is guessed where two readings would be two amounts: "1,234" in dinars, which have three decimals, is refused.
"""

import re
from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache

from bot.remedy.money import Money, MoneyError, exponent
from bot.shop.imports.cells import CellError, currency

AMOUNT = re.compile(r"(?P<before>[^0-9+-]*)(?P<minus>-?)(?P<sign>[^0-9+-]*)(?P<number>[0-9][0-9.,'’\s]*)(?P<after>[^0-9]*)")
LONGEST = 40  # characters of a cell with an amount; what is longer is something else
CODE = re.compile(r"[A-Z]{3}")
LONGEST_SIGN = 5
NO_AMOUNT = "is not an amount, like 1039.50 or $1,039.50"
DIGITS = 12  # before the point: every sum then fits into the 64 bits it is stored in

SIGNS = {
    "$": ("USD", "CAD", "AUD", "NZD", "SGD", "HKD", "TWD", "MXN", "CLP", "ARS", "COP"),
    "US$": ("USD",),
    "C$": ("CAD",),
    "CA$": ("CAD",),
    "A$": ("AUD",),
    "AU$": ("AUD",),
    "NZ$": ("NZD",),
    "HK$": ("HKD",),
    "S$": ("SGD",),
    "R$": ("BRL",),
    "€": ("EUR",),
    "£": ("GBP",),
    "¥": ("JPY", "CNY"),
    "￥": ("CNY", "JPY"),
    "円": ("JPY",),
    "元": ("CNY",),
    "₩": ("KRW",),
    "₹": ("INR",),
    "₽": ("RUB",),
    "₺": ("TRY",),
    "₪": ("ILS",),
    "฿": ("THB",),
    "₫": ("VND",),
    "zł": ("PLN",),
    "د.ك": ("KWD",),
}
"""What a sign stands for; of several the seller says which, or it is the first if that is how the world reads it."""
ONLY_IF_SAID = frozenset({"¥", "￥"})


def amount(of: str) -> Callable[[str], Money]:
    """Read an amount of a currency, exactly; if the currency itself was refused (""), only the form is looked at."""

    def read(cell: str) -> Money:
        money = _amount(cell, of)
        if money.minor < 0:
            raise CellError("is below zero")
        return money

    return read


def taken_off(of: str) -> Callable[[str], Money]:
    """Read what was taken off or given back, which some files write below zero and others above."""

    def read(cell: str) -> Money:
        money = _amount(cell, of)
        return Money(abs(money.minor), of)

    return read


def currency_of(said: str) -> Callable[[str], str]:
    """Read the currency an amount is written in; `said` is what the seller says of the file, "" for nothing."""

    def read(cell: str) -> str:
        sign = _sign(_parts(cell))
        if not sign and not said:
            raise CellError("does not say its currency; say it with --currency")
        if CODE.fullmatch(sign):
            return currency(sign)
        meant = SIGNS.get(sign, (said,))
        if not meant[0]:
            raise CellError(f"is in {sign}, which may be any currency; say it with --currency")
        if said in meant:
            return said
        if sign in ONLY_IF_SAID:
            raise CellError(f"may be {' or '.join(meant)}; say which with --currency")
        return meant[0]

    return read


@lru_cache(maxsize=4096)  # the same few prices and zeros make most of a file
def _amount(cell: str, of: str) -> Money:
    parts = _parts(cell)
    if not of:
        return Money(0, of)
    sign = _sign(parts)
    if of not in SIGNS.get(sign, (sign if CODE.fullmatch(sign) else of,)):
        raise CellError(f"is not in {of} as the order is")
    number = _decimal(parts["number"], exponent(of))
    try:
        return Money.of(-number if parts["minus"] else number, of)
    except MoneyError:
        raise CellError(f"has too many decimals: {of} has {exponent(of)}") from None


def _parts(cell: str) -> dict[str, str]:
    match = AMOUNT.fullmatch(cell) if len(cell) <= LONGEST else None
    if not match or len(_sign(match.groupdict())) > LONGEST_SIGN:
        raise CellError(NO_AMOUNT)
    return match.groupdict()


def _sign(parts: dict[str, str]) -> str:
    """What stands around a number, without blanks: a sign or a code, or nothing."""
    return "".join((parts["before"] + parts["sign"] + parts["after"]).split())


def _decimal(number: str, digits: int) -> Decimal:
    """A number whose separators are told by their places."""
    bare = "".join(c for c in number if c not in "'’" and not c.isspace())
    last = max(bare.rfind("."), bare.rfind(","))
    point = ""
    if last >= 0:
        mark, behind = bare[last], len(bare) - last - 1
        if "." in bare and "," in bare:
            point = mark
        elif bare.count(mark) == 1:
            if mark == "," and behind == 3 and digits == 3:
                raise CellError("may mean a thousand times less or more; write it with a point, like 1039.500")
            point = "" if mark == "," and behind == 3 else mark
    whole, _, decimals = bare.partition(point) if point else (bare, "", "")
    whole = whole.replace(",", "").replace(".", "")
    if len(whole) > DIGITS or (decimals and not decimals.isdigit()):
        raise CellError(NO_AMOUNT)
    return Decimal(f"{whole}.{decimals or 0}")
