"""Amounts of money in a buyer's own spelling: "€8,40", "1.050,00 €", "8€50", "49,- €", "MX$ 599.50", "8천원", "31块5"."""

import re
from collections.abc import Iterator
from decimal import Decimal

from bot.remedy.money import Money, MoneyError, exponent

# Longest first, so that "US$" is not read as "$". A currency that a sign does not settle (kr, peso) is never guessed.
_SIGNS = {
    "US$": "USD", "MX$": "MXN", "R$": "BRL", "CA$": "CAD", "C$": "CAD", "AU$": "AUD", "A$": "AUD", "NZ$": "NZD", "HK$": "HKD",
    "NT$": "TWD", "S$": "SGD", "$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "₽": "RUB", "₩": "KRW", "₺": "TRY",
    "₴": "UAH", "₪": "ILS", "฿": "THB", "₫": "VND", "₱": "PHP", "₦": "NGN",
}  # fmt: skip
# Codes people also type in lower case; TRY, ALL and TOP are words of English, and are left out.
_CODES = [
    "EUR", "USD", "GBP", "JPY", "CNY", "CHF", "PLN", "SEK", "NOK", "DKK", "CZK", "HUF", "RON", "BGN", "MXN", "BRL", "ARS",
    "CLP", "COP", "PEN", "CAD", "AUD", "NZD", "HKD", "TWD", "SGD", "KRW", "INR", "RUB", "UAH", "ILS", "THB", "VND", "IDR",
    "MYR", "PHP", "AED", "SAR", "KWD", "QAR", "BHD", "OMR", "JOD", "EGP", "MAD", "TND", "ZAR",
]  # fmt: skip
_WORDS = {
    "euros": "EUR", "euro": "EUR", "ευρώ": "EUR", "евро": "EUR", "يورو": "EUR", "ユーロ": "EUR", "유로": "EUR",
    "欧元": "EUR", "欧": "EUR",
    "dollars": "USD", "dollar": "USD", "bucks": "USD", "dólares": "USD", "dolares": "USD", "dólar": "USD", "dolar": "USD",
    "долларов": "USD", "доллара": "USD", "دولار": "USD", "ドル": "USD", "달러": "USD", "美元": "USD", "美金": "USD", "刀": "USD",
    "pounds": "GBP", "pound": "GBP", "quid": "GBP", "libras": "GBP", "英镑": "GBP", "镑": "GBP", "ポンド": "GBP",
    "reais": "BRL", "real": "BRL", "rmb": "CNY", "人民币": "CNY", "元": "CNY", "块钱": "CNY", "块": "CNY",
    "日元": "JPY", "円": "JPY", "港币": "HKD", "원": "KRW", "рублей": "RUB", "рубля": "RUB", "рубль": "RUB", "руб": "RUB",
    "гривень": "UAH", "грн": "UAH", "zł": "PLN", "zl": "PLN", "złotych": "PLN", "ريال سعودي": "SAR", "ر.س": "SAR", "ريال": "SAR",
    "درهم اماراتي": "AED", "درهم إماراتي": "AED", "د.إ": "AED", "دينار كويتي": "KWD", "د.ك": "KWD", "pesos mexicanos": "MXN",
    "pesos chilenos": "CLP", "pesos colombianos": "COP", "pesos argentinos": "ARS", "soles": "PEN", "tl": "TRY", "lira": "TRY",
    "rupees": "INR", "baht": "THB", "đồng": "VND", "rupiah": "IDR", "rp": "IDR", "שקל": "ILS", "ש״ח": "ILS", "रुपये": "INR",
}  # fmt: skip
_NUMBER_WORDS = {"千": 1_000, "천": 1_000, "万": 10_000, "만": 10_000}


def _any_of(names: list[str]) -> str:
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))


_NUMBER = r"(?:\d{1,3}(?:[ .,'’\u00a0\u202f]\d{3})+|\d{1,12})(?:[.,]\d{1,3})?"
_SIGN = _any_of(list(_SIGNS))
_NAME = rf"{_any_of(_CODES)}|TRY"
_AMOUNT = re.compile(
    rf"(?P<whole>(?<![\d.,])\d{{1,6}})(?P<sign_between>[€£$])(?P<cents>\d\d)(?![\d.,])"
    rf"|(?P<before>{_SIGN}|(?<![A-Za-z])(?:{_NAME}))\s?(?P<number_after>{_NUMBER})(?!\d)"
    rf"|(?<![\d.,:/-])(?P<number_before>{_NUMBER})(?:,-)?(?P<times>[千천万만](?:\d[千천])?)?\s?"
    rf"(?P<after>{_SIGN}|(?:{_NAME}|{_any_of(list(_WORDS))})(?![A-Za-zА-я\u00c0-\u024f]))(?P<tenth>\d(?!\d))?",
    re.IGNORECASE,
)
_OF_NAME = {
    name.casefold(): code for name, code in (*_SIGNS.items(), *_WORDS.items(), *((code, code) for code in (*_CODES, "TRY")))
}


def amounts_in(text: str, language: str) -> Iterator[tuple[Money, tuple[int, int]]]:
    """The amounts in text order, each with where it stands. "¥" is yuan in a Chinese message, yen in any other.

    An amount with more decimals than its currency has is no amount.
    """
    for match in _AMOUNT.finditer(text):
        try:
            money = _read(match, language)
        except MoneyError:
            continue
        yield money, match.span()


def _read(match: re.Match[str], language: str) -> Money:
    if match["sign_between"]:
        return Money.of(f"{match['whole']}.{match['cents']}", _SIGNS[match["sign_between"]])
    name = match["before"] or match["after"]
    currency = "CNY" if name == "¥" and language.startswith("zh") else _OF_NAME[name.casefold()]
    if name == "try":  # the code only in capitals: in lower case it is a word of English
        raise MoneyError("try is a word")
    number = _decimal(match["number_after"] or match["number_before"], exponent(currency))
    if match["times"]:
        number = number * _NUMBER_WORDS[match["times"][0]] + _smaller(match["times"][1:])
    if match["tenth"] and name.startswith("块"):  # "31块5" is 31.5
        number += Decimal(match["tenth"]) / 10
    return Money.of(number, currency)


def _smaller(rest: str) -> int:
    """What follows the larger number word: the 4천 of 8만4천."""
    return int(rest[0]) * _NUMBER_WORDS[rest[1]] if rest else 0


def _decimal(written: str, decimals: int) -> Decimal:
    """The number, whichever way it is punctuated: a last mark before one or two digits is the decimal one.

    Before three digits it groups thousands, unless the currency has three decimals and the mark stands alone.
    """
    marks = re.findall(r"[.,]", written)
    digits = re.sub(r"\D", "", written)
    if not marks:
        return Decimal(digits)
    tail = len(written) - max(written.rfind("."), written.rfind(",")) - 1
    alone = marks.count(marks[-1]) == 1
    if tail != 3 or (alone and (decimals == 3 or len(set(marks)) > 1)):
        return Decimal(digits).scaleb(-tail)
    return Decimal(digits)
