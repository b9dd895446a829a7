"""Amounts of money in a buyer's own spelling: "€8,40", "1.050,00 €", "8€50", "49,- €", "MX$ 599.50", "8천원", "31块5"."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.numbers import get_currency_name

from bot.language.numerals import number_pattern, number_words, value_of
from bot.remedy.money import Money, MoneyError, exponent

# Longest first, so that "US$" is not read as "$". A currency that a sign does not settle (kr, peso) is never guessed.
_SIGNS = {
    "US$": "USD", "MX$": "MXN", "R$": "BRL", "CA$": "CAD", "C$": "CAD", "AU$": "AUD", "A$": "AUD", "NZ$": "NZD", "HK$": "HKD",
    "NT$": "TWD", "S$": "SGD", "$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "₽": "RUB", "₩": "KRW", "₺": "TRY",
    "CN¥": "CNY", "JP¥": "JPY", "UK£": "GBP", "$MX": "MXN", "$CA": "CAD",
    "S/": "PEN", "S/.": "PEN", "₴": "UAH", "₪": "ILS", "฿": "THB", "₫": "VND", "₱": "PHP", "₦": "NGN",
}  # fmt: skip
# Codes people also type in lower case; TRY, ALL and TOP are words of English, and are left out.
_CODES = [
    "EUR", "USD", "GBP", "JPY", "CNY", "CHF", "PLN", "SEK", "NOK", "DKK", "CZK", "HUF", "RON", "BGN", "MXN", "BRL", "ARS",
    "CLP", "COP", "PEN", "CAD", "AUD", "NZD", "HKD", "TWD", "SGD", "KRW", "INR", "RUB", "UAH", "ILS", "THB", "VND", "IDR",
    "MYR", "PHP", "AED", "SAR", "KWD", "QAR", "BHD", "OMR", "JOD", "EGP", "MAD", "TND", "ZAR",
    "IQD", "LBP", "DZD", "LYD", "PKR", "KZT", "BYN", "NGN",
]  # fmt: skip
_WORDS = {
    "euros": "EUR", "euro": "EUR", "ευρώ": "EUR", "евро": "EUR", "يورو": "EUR", "ユーロ": "EUR", "유로": "EUR",
    "欧元": "EUR", "欧": "EUR",
    "dollars": "USD", "dollar": "USD", "bucks": "USD", "dólares": "USD", "dolares": "USD", "dólar": "USD", "dolar": "USD",
    "долларов": "USD", "доллара": "USD", "دولار": "USD", "ドル": "USD", "달러": "USD", "美元": "USD", "美金": "USD", "刀": "USD",
    "pounds": "GBP", "pound": "GBP", "quid": "GBP", "libras": "GBP", "英镑": "GBP", "镑": "GBP", "ポンド": "GBP",
    "reais": "BRL", "rmb": "CNY", "人民币": "CNY", "元": "CNY", "块钱": "CNY", "块": "CNY",
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
# What a word means only in one language, where it is no currency or another one elsewhere ("pilas" are batteries).
_ONLY_IN: Mapping[str, Mapping[str, str]] = {
    "es": {"pavos": "EUR", "pavo": "EUR"},
    "pt_BR": {"real": "BRL", "conto": "BRL", "contos": "BRL", "pila": "BRL", "pilas": "BRL", "pratas": "BRL", "mangos": "BRL"},
    "fr": {"balles": "EUR", "boules": "EUR"},
    "de": {"öcken": "EUR", "ocken": "EUR", "tacken": "EUR", "franken": "CHF"},
    "pl": {"zeta": "PLN", "zetów": "PLN", "zetow": "PLN", "złociszy": "PLN", "zlociszy": "PLN", "ziko": "PLN"},
    "ru": {"рэ": "RUB", "рубликов": "RUB", "rub": "RUB", "rublei": "RUB", "rubley": "RUB", "evro": "EUR", "baksov": "USD"},
    "uk": {"баксів": "USD", "гривнів": "UAH", "грн.": "UAH", "hryven": "UAH", "hrn": "UAH", "grn": "UAH"},
    "ar": {"riyal": "SAR", "rial": "SAR", "geneh": "EGP", "gneh": "EGP", "gnih": "EGP"},
    "hi": {
        **dict.fromkeys(("rupay", "rupya", "rupiya", "rupaiye", "rupye", "rupey", "रूपये", "रूपए", "रुपया", "रुपैया", "रू"), "INR"),
    },
    "th": {".-": "THB"},
    "zh_Hant": {
        "元": "TWD",
        "塊": "TWD",
        "塊錢": "TWD",
        "块": "TWD",
        "塊台幣": "TWD",
        "塊臺幣": "TWD",
        "新台幣": "TWD",
        "港幣": "HKD",
    },
}
_PIECES = {one: frozenset({"块", "塊", "원"}) for one in "一二两兩三四五六七八九일이삼사오육칠팔구"}  # 一块 is a piece, too
_SET_BEFORE = frozenset({"rp", "rs", "rs.", "tl"})  # "Rp 50.000", "rs 500"
_MARKS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")  # of direction
_NUMBER_WORDS = {
    "百": 100, "백": 100, "千": 1_000, "천": 1_000, "万": 10_000, "萬": 10_000, "만": 10_000,
    "k": 1_000, "тыс": 1_000, "тыс.": 1_000, "тысяч": 1_000, "тысячи": 1_000, "тис": 1_000, "тисяч": 1_000, "tys": 1_000,
    "tys.": 1_000,
    "mil": 1_000, "mila": 1_000, "bin": 1_000, "ribu": 1_000, "rb": 1_000, "juta": 1_000_000, "jt": 1_000_000, "nghìn": 1_000,
    "ngàn": 1_000, "triệu": 1_000_000, "พัน": 1_000, "หมื่น": 10_000, "ألف": 1_000, "الف": 1_000, "אלף": 1_000, "हज़ार": 1_000,
    "हजार": 1_000, "hazar": 1_000, "hazaar": 1_000, "hajar": 1_000, "लाख": 100_000, "lakh": 100_000, "करोड़": 10_000_000,
    "к": 1_000, "тыщ": 1_000, "tr": 1_000_000, "trieu": 1_000_000, "nghin": 1_000, "ngan": 1_000, "آلاف": 1_000, "الاف": 1_000,
}  # fmt: skip
# "150rb" and "250k" name no currency where everybody means the one of the country.
_MEANT = {"id": ("IDR", r"ribu|rb|juta|jt|k"), "vi": ("VND", r"k|nghìn|ngàn|triệu|nghin|ngan|trieu|tr")}


def _any_of(names: list[str]) -> str:
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))


_LETTER = r"[A-Za-zА-яёіїєґ\u00c0-\u024f\u1e00-\u1eff]"
_LARGE = "[百千万萬백천만]"  # between these stand figures: 4만 9천
# "12 euro e 50", "5 zł 50 groszy"
_HUNDREDTHS = (
    r"(?:\s(?:(?:and|e|et|y|und|en|i|и|й|та|ve)\s)?(?P<hundredths>\d{1,2})\s?"
    r"(?:cents?|centimes?|centesimi|c[ée]ntimos?|centavos?|коп\w*|gr|groszy|grosze|kuruş|kurus)(?![^\W\d_])"
    r"|\s(?:e|et|y|und)\s(?P<two_more>\d\d)(?![\d.,]|\s?[^\W\d_]|\s?%))?"
)
# Names of currencies that mean something else behind a number in words: "a real person", "two soles".
_OTHER_WORDS = frozenset({"real", "soles", "sole", "won", "rand", "k", "р", "р.", "к", "rs", "rs.", "rp", "刀"})
_NUMBER = (
    r"(?:\d{1,3}(?:[ .,'’\u00a0\u202f]\d{3})+|\d{1,2}(?:,\d{2})+,\d{3}|\d{1,12})(?:[.,]\d{1,3})?"  # 1.050,00 or 12,34,567.89
)


@dataclass(frozen=True, slots=True)
class _Spelling:
    """How amounts are written in one language: the pattern of one, words that multiply, and currencies by name and sign."""

    pattern: re.Pattern[str]
    multiples: Mapping[str, int]
    currencies: Mapping[str, str]


@cache
def _spelling(language: str) -> _Spelling:
    """The signs and names above, and those of the language by CLDR; where two currencies share one, ours stands."""
    names = {**_words_of(language), **{word.casefold(): code for word, code in _WORDS.items()}, **_ONLY_IN.get(language, {})}
    signs = {**{name: code for name, code in names.items() if not name[0].isalpha()}, **_SIGNS}
    # A name may be set before an amount where its language does so; one that ends in letters ends at the end of a word.
    before = _any_of([*_CODES, "TRY", *(name for name in names if name in _SET_BEFORE or name in _signs_of(language))])
    after = _any_of([*_CODES, "TRY", *names])
    after_words = _any_of([*(name for name in names if name not in _OTHER_WORDS), *signs])
    sign = _any_of(list(signs))
    large = {word: int(value) for word, value in number_words(language).items() if value >= 1_000} | _NUMBER_WORDS
    times = _any_of(list(large))
    meant = rf"|(?:{_MEANT[language][1]})(?![^\W\d_]|\s?k[gm])" if language in _MEANT else ""
    tenth = r"\s?\d{1,3}(?![\d.,]|\s?[^\W\d_])" if language == "vi" else r"\d(?!\d)"
    pattern = re.compile(
        rf"(?P<whole>(?<![\d.,])\d{{1,6}})(?P<sign_between>[€£$])(?P<cents>\d\d)(?![\d.,])"
        rf"|(?P<before>{sign}|(?<![A-Za-z])(?:{before}))\s?(?P<number_after>{_NUMBER})(?!\d)(?:\s?(?P<more>{times})(?![^\W\d_]))?"
        rf"|(?<![\d.,:/-])(?P<number_before>{_NUMBER})(?:,-)?(?P<times>(?:\s?(?:{_LARGE}(?:\s?\d{{1,4}}(?![\d.,]))?|{times})){{0,4}})\s?"
        rf"(?P<after>{sign}|(?:{after})(?!{_LETTER}){meant})(?:(?P<tenth>{tenth})|{_HUNDREDTHS})"
        rf"|(?<!{_LETTER})(?P<words>{number_pattern(language)})[\s-]?(?P<after_words>(?:{after_words})(?!{_LETTER}){meant})",
        re.IGNORECASE,
    )
    codes = {code.casefold(): code for code in (*_CODES, "TRY")}
    return _Spelling(pattern, large, {**names, **codes, **{sign.casefold(): code for sign, code in signs.items()}})


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
            money = _read(match, language, spelling)
        except MoneyError:
            continue
        yield money, match.span()


def _read(match: re.Match[str], language: str, spelling: _Spelling) -> Money:
    if match["sign_between"]:
        return Money.of(f"{match['whole']}.{match['cents']}", _SIGNS[match["sign_between"]])
    name = match["before"] or match["after"] or match["after_words"]
    if name == "try":  # the code only in capitals: in lower case it is a word of English
        raise MoneyError("try is a word")
    if name.casefold() in _NUMBER_WORDS:
        currency, meant = _MEANT[language][0], _NUMBER_WORDS[name.casefold()]
    else:
        currency = "CNY" if name == "¥" and language.startswith("zh") else spelling.currencies[name.casefold()]
        meant = 1
    if match["words"]:
        if match["words"] in _PIECES and name in _PIECES[match["words"]]:
            raise MoneyError("a piece of something")
        return Money.of(value_of(match["words"], language) * meant, currency)
    number = _decimal(match["number_after"] or match["number_before"], exponent(currency))
    number = _multiplied(number, match["times"] or match["more"] or "", spelling.multiples) * meant
    if hundredths := match["hundredths"] or match["two_more"]:
        number += Decimal(hundredths) / 100
    if match["tenth"] and (meant > 1 or name.startswith("块")):  # 31块5 is 31.5, "1tr2" is 1.2 million
        tenth = match["tenth"].strip()
        number += Decimal(tenth).scaleb(-len(tenth)) * meant
    return Money.of(number, currency)


def _multiplied(number: Decimal, times: str, multiples: Mapping[str, int]) -> Decimal:
    """A figure with the words that multiply it and the figures between them: the 만 9천 of "4만 9천"."""
    whole, smaller = Decimal(0), number
    for part in re.findall(rf"\d+|{_any_of(list(multiples))}", times, re.IGNORECASE) if times else ():
        if part.isdigit():
            smaller = Decimal(part)
            continue
        factor = multiples[part.casefold()]
        whole = whole + smaller * factor if smaller else whole * factor
        smaller = Decimal(0)
    return whole + smaller


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
