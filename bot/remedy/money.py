"""Money as an integer of minor units and an ISO 4217 code, so that no cent is ever lost to a float."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal, DecimalException, Inexact, InvalidOperation, Overflow
from functools import cache

from iso4217 import Currency

# Reads an amount without rounding it, and no larger than what a 64-bit column holds (18 digits of minor units).
_EXACTLY = Context(prec=28, Emax=17, traps=[InvalidOperation, Inexact, Overflow])
_WRITTEN_BY_PROGRAMMERS = frozenset("_eE")


class MoneyError(ValueError):
    """An amount or a currency that cannot be read, or two currencies that were mixed."""


@cache
def exponent(currency: str) -> int:
    """How many decimals a currency has by ISO 4217 (JPY 0, EUR 2, KWD 3).

    Babel's digits follow display habits and differ for 13 currencies, so they are never used to store or to compute.
    Raises MoneyError for a code that is not a currency.
    """
    try:
        digits = Currency(currency).exponent
    except ValueError:
        raise MoneyError(f"{currency!r} is not an ISO 4217 currency code") from None
    if digits is None:
        raise MoneyError(f"{currency!r} is a code for accounting, not a currency one can pay in")
    return int(digits)


@dataclass(frozen=True, slots=True, order=False)
class Money:
    """An exact amount: `minor` counts the smallest units of `currency`."""

    minor: int
    currency: str

    @classmethod
    def of(cls, amount: str | Decimal, currency: str) -> "Money":
        """Read a decimal amount ("39.50"); raises MoneyError if it has more decimals than the currency.

        What a programmer may write for a number ("1_000", "1e3") nobody means by an amount.
        """
        if isinstance(amount, str) and _WRITTEN_BY_PROGRAMMERS & set(amount):
            raise MoneyError(f"{amount!r} is not an amount")
        try:
            scaled = _EXACTLY.scaleb(Decimal(amount), exponent(currency))
        except DecimalException:
            raise MoneyError(f"{amount!r} is not an amount that can be kept exactly") from None
        if not scaled.is_finite():
            raise MoneyError(f"{amount!r} is not an amount")
        if scaled % 1:
            raise MoneyError(f"{amount} has more decimals than {currency} allows ({exponent(currency)})")
        return cls(int(scaled), currency)

    @classmethod
    def zero(cls, currency: str) -> "Money":
        return cls(0, currency)

    @property
    def amount(self) -> Decimal:
        """The amount in major units, with the currency's own number of decimals."""
        return Decimal(self.minor).scaleb(-exponent(self.currency))

    def _same(self, other: "Money") -> int:
        if self.currency != other.currency:
            raise MoneyError(f"{self.currency} and {other.currency} cannot be reckoned together")
        return other.minor

    def __add__(self, other: "Money") -> "Money":
        return Money(self.minor + self._same(other), self.currency)

    def __sub__(self, other: "Money") -> "Money":
        return Money(self.minor - self._same(other), self.currency)

    def __mul__(self, count: int) -> "Money":
        return Money(self.minor * count, self.currency)

    def __lt__(self, other: "Money") -> bool:
        return self.minor < self._same(other)

    def __le__(self, other: "Money") -> bool:
        return self.minor <= self._same(other)

    def __gt__(self, other: "Money") -> bool:
        return self.minor > self._same(other)

    def __ge__(self, other: "Money") -> bool:
        return self.minor >= self._same(other)

    def __bool__(self) -> bool:
        return self.minor != 0

    def percent(self, percent: Decimal, rounding: str = ROUND_HALF_UP) -> "Money":
        """That many hundredths of the amount, rounded once to a minor unit."""
        share = Decimal(self.minor) * percent / 100
        return Money(int(share.to_integral_value(rounding=rounding)), self.currency)

    def __str__(self) -> str:
        return f"{self.amount} {self.currency}"


def add_up(amounts: Iterable[Money], currency: str) -> Money:
    """The sum of the amounts, all of which are in that currency; of none, nothing."""
    return sum(amounts, Money.zero(currency))


def share_out(total: Money, weights: list[int]) -> list[Money]:
    """Split an amount in proportion to the weights so that the parts add up to it exactly.

    The largest remainders get the left-over units, the earlier part first. If no part weighs anything, the first gets
    all. Raises MoneyError if there are no parts, or if one weighs less than nothing.
    """
    if not weights or min(weights) < 0:
        raise MoneyError(f"an amount cannot be shared out by the weights {weights}")
    whole = sum(weights)
    if whole == 0:
        return [total] + [Money.zero(total.currency)] * (len(weights) - 1)
    # In integers throughout: a Decimal quotient is rounded to its context, and a unit could go astray.
    sign = -1 if total.minor < 0 else 1
    shares, remainders = zip(*(divmod(abs(total.minor) * weight, whole) for weight in weights), strict=True)
    left = abs(total.minor) - sum(shares)
    first_served = set(sorted(range(len(weights)), key=lambda i: -remainders[i])[:left])
    return [Money(sign * (share + (i in first_served)), total.currency) for i, share in enumerate(shares)]
