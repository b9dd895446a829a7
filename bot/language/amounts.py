"""Amounts of money in a buyer's own spelling: "€8,40", "1.050,00 €", "8€50", "49,- €", "MX$ 599.50", "8천원", "31块5"."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.numbers import get_currency_name

from bot.remedy.money import Money, MoneyError, exponent

# Longest first, so that "US$" is not read as "$". A currency that a sign does not settle (kr, peso) is never guessed.
_SIGNS = {
    "US$": "USD", "MX$": "MXN", "R$": "BRL", "CA$": "CAD", "C$": "CAD", "AU$": "AUD", "A$": "AUD", "NZ$": "NZD", "HK$": "HKD",
    "NT$": "TWD", "S$": "SGD", "$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "₽": "RUB", "₩": "KRW", "₺": "TRY",
    "CN¥": "CNY", "JP¥": "JPY", "UK£": "GBP", "$MX": "MXN", "$CA": "CAD",
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
    "р": "RUB", "руб.": "RUB", "рублів": "RUB", "гривні": "UAH", "гривня": "UAH", "гривен": "UAH", "złote": "PLN", "złoty": "PLN",
    "zlotych": "PLN", "zlote": "PLN", "zloty": "PLN", "euro's": "EUR", "eur.": "EUR", "avro": "EUR", "אירו": "EUR", "यूरो": "EUR",
    "ยูโร": "EUR", "dolarów": "USD", "dolary": "USD", "dolara": "USD", "доллар": "USD", "доларів": "USD", "долар": "USD",
    "баксов": "USD", "דולר": "USD", "डॉलर": "USD", "ดอลลาร์": "USD", "đô": "USD", "đô la": "USD", "đ": "VND",
    "vnđ": "VND", "dong": "VND",
    "บาท": "THB", "שקלים": "ILS", "שקל חדש": "ILS", "שח": "ILS", 'ש"ח': "ILS", "रुपए": "INR", "रु": "INR", "rs": "INR",
    "rs.": "INR",
    "rupaye": "INR", "rupee": "INR", "جنيه": "EGP", "دولارات": "USD", "歐元": "EUR", "日圓": "JPY", "日幣": "JPY",
    "台幣": "TWD", "rupees": "INR", "baht": "THB", "đồng": "VND", "rupiah": "IDR", "rp": "IDR", "שקל": "ILS", "ש״ח": "ILS",
    "रुपये": "INR",
}  # fmt: skip
_SET_BEFORE = frozenset({"rp", "rs", "rs.", "tl"})  # "Rp 50.000", "rs 500"
_MARKS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")  # of direction
_NUMBER_WORDS = {
    "千": 1_000, "천": 1_000, "万": 10_000, "萬": 10_000, "만": 10_000,
    "k": 1_000, "тыс": 1_000, "тыс.": 1_000, "тысяч": 1_000, "тысячи": 1_000, "тис": 1_000, "тисяч": 1_000, "tys": 1_000,
    "tys.": 1_000,
    "mil": 1_000, "mila": 1_000, "bin": 1_000, "ribu": 1_000, "rb": 1_000, "juta": 1_000_000, "jt": 1_000_000, "nghìn": 1_000,
    "ngàn": 1_000, "triệu": 1_000_000, "พัน": 1_000, "หมื่น": 10_000, "ألف": 1_000, "الف": 1_000, "אלף": 1_000, "हज़ार": 1_000,
    "हजार": 1_000, "hazar": 1_000, "hazaar": 1_000,
}  # fmt: skip
# "150rb" and "250k" name no currency where everybody means the one of the country.
_MEANT = {"id": ("IDR", r"ribu|rb|juta|jt"), "vi": ("VND", r"k|nghìn|ngàn|triệu")}


def _any_of(names: list[str]) -> str:
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))


_NUMBER = (
    r"(?:\d{1,3}(?:[ .,'’\u00a0\u202f]\d{3})+|\d{1,2}(?:,\d{2})+,\d{3}|\d{1,12})(?:[.,]\d{1,3})?"  # 1.050,00 or 12,34,567.89
)


@dataclass(frozen=True, slots=True)
class _Spelling:
    """How amounts are written in one language: the pattern of one, and the currencies by their names and signs."""

    pattern: re.Pattern[str]
    currencies: Mapping[str, str]


@cache
def _spelling(language: str) -> _Spelling:
    """The signs and names above, and those of the language by CLDR; where two currencies share one, ours stands."""
    names = {**_words_of(language), **{word.casefold(): code for word, code in _WORDS.items()}}
    signs = {**{name: code for name, code in names.items() if not name[0].isalpha()}, **_SIGNS}
    # A name may be set before an amount where its language does so; one that ends in letters ends at the end of a word.
    before = _any_of([*_CODES, "TRY", *(name for name in names if name in _SET_BEFORE or name in _signs_of(language))])
    after = _any_of([*_CODES, "TRY", *names])
    sign = _any_of(list(signs))
    times = _any_of(list(_NUMBER_WORDS))
    meant = rf"|(?:{_MEANT[language][1]})(?![^\W\d_]|\s?k[gm])" if language in _MEANT else ""
    pattern = re.compile(
        rf"(?P<whole>(?<![\d.,])\d{{1,6}})(?P<sign_between>[€£$])(?P<cents>\d\d)(?![\d.,])"
        rf"|(?P<before>{sign}|(?<![A-Za-z])(?:{before}))\s?(?P<number_after>{_NUMBER})(?!\d)(?:\s?(?P<more>{times})(?![^\W\d_]))?"
        rf"|(?<![\d.,:/-])(?P<number_before>{_NUMBER})(?:,-)?(?:\s?(?P<times>(?:{times})(?:\d[千천])?))?\s?"
        rf"(?P<after>{sign}|(?:{after})(?![A-Za-zА-я\u00c0-\u024f]){meant})(?P<tenth>\d(?!\d))?",
        re.IGNORECASE,
    )
    codes = {code.casefold(): code for code in (*_CODES, "TRY")}
    return _Spelling(pattern, {**names, **codes, **{sign.casefold(): code for sign, code in signs.items()}})


@cache
def _signs_of(language: str) -> Mapping[str, str]:
    """The signs of the currencies that CLDR has for a language."""
    try:
        locale = Locale.parse(language)
    except (UnknownLocaleError, ValueError):
        return {}
    return _settled((locale.currency_symbols.get(code, ""), code) for code in (*_CODES, "TRY"))


@cache
def _words_of(language: str) -> Mapping[str, str]:
    """The signs and the names, in all their forms, of the currencies that CLDR has for a language."""
    signs = _signs_of(language)
    if not signs:
        return {}
    return {**_settled((name, code) for code in (*_CODES, "TRY") for name in _forms(language, code)), **signs}


def _forms(language: str, code: str) -> Iterator[str]:
    for count in (0, 1, 2, 5, 21, Decimal("1.5"), None):
        yield get_currency_name(code, count, locale=language)


def _settled(told: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    """Of names and codes those names that mean one currency, as they are read: without marks of direction or capitals."""
    meant: dict[str, set[str]] = {}
    for name, code in told:
        plain = unicodedata.normalize("NFKC", _MARKS.sub("", name)).casefold()
        if plain and not plain[-1].isdigit():
            meant.setdefault(plain, set()).add(code)
    return {name: codes.pop() for name, codes in meant.items() if len(codes) == 1}


def amounts_in(text: str, language: str) -> Iterator[tuple[Money, tuple[int, int]]]:
    """The amounts in text order, each with where it stands. "¥" is yuan in a Chinese message, yen in any other.

    An amount with more decimals than its currency has is no amount.
    """
    spelling = _spelling(language)
    for match in spelling.pattern.finditer(text):
        try:
            money = _read(match, language, spelling.currencies)
        except MoneyError:
            continue
        yield money, match.span()


def _read(match: re.Match[str], language: str, currencies: Mapping[str, str]) -> Money:
    if match["sign_between"]:
        return Money.of(f"{match['whole']}.{match['cents']}", _SIGNS[match["sign_between"]])
    name = match["before"] or match["after"]
    times = match["times"] or match["more"] or ""
    if name.casefold() in _NUMBER_WORDS:
        currency, times = _MEANT[language][0], name
    else:
        currency = "CNY" if name == "¥" and language.startswith("zh") else currencies[name.casefold()]
    if name == "try":  # the code only in capitals: in lower case it is a word of English
        raise MoneyError("try is a word")
    number = _decimal(match["number_after"] or match["number_before"], exponent(currency))
    if times:
        word, rest = (times[:-2], times[-2:]) if times[-2:-1].isdigit() else (times, "")
        number = number * _NUMBER_WORDS[word.casefold()] + _smaller(rest)
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
