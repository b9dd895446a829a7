"""What can be copied out of a message to the letter: order numbers, e-mail addresses, postcodes and amounts.

Numbers mean different things at different times: what the bot asked last decides what a bare one is.
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import Enum

from bot.language.amounts import amounts_in
from bot.remedy.money import Money


class Bare(Enum):
    """What a number that says nothing of itself is taken for."""

    NOTHING = "nothing"
    ORDER = "order"
    POSTCODE = "postcode"


@dataclass(frozen=True, slots=True)
class Entities:
    """What was found, each kind in text order and without repetitions."""

    order_numbers: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    postcodes: tuple[str, ...] = ()
    amounts: tuple[Money, ...] = ()


# Letters of other scripts may stand against a code without a blank, so edges are edges of Latin letters and digits only.
_START, _END = r"(?<![A-Za-z0-9])", r"(?![A-Za-z0-9])"
# In Chinese and Japanese no blank stands before an address: what is no Latin letter ends the word before it.
_EMAIL = re.compile(
    r"(?<![A-Za-zÀ-ɏ0-9_.%+'-])[A-Za-zÀ-ɏ0-9_.%+'-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){0,4}\.[A-Za-z]{2,24}"
)
_LINK = re.compile(r"https?://\S+|www\.\S+")
_NEITHER = re.compile(
    rf"{_START}[A-Za-z]{{2}}\d{{9}}[A-Za-z]{{2}}{_END}"  # a postal tracking number
    rf"|{_START}1Z[A-Za-z0-9]{{16}}{_END}"  # a courier's
    r"|\+\d[\d ().-]{6,18}\d"  # a telephone number
    rf"|{_START}\d{{1,2}}[./-]\d{{1,2}}[./-](?:\d{{4}}|\d{{2}}){_END}"  # dates
    rf"|{_START}(?:19|20)\d\d[./-]\d{{1,2}}[./-]\d{{1,2}}{_END}"
    rf"|{_START}\d{{1,2}}:\d{{2}}{_END}|(?<!\d)\d{{1,9}}(?:[.,]\d{{1,9}})?\s?%"
)

# A prefix set apart by a blank must not be a word, a unit or a currency:
# "tg 14420" is an order, "paid 14420" and "kg 5000" are not.
_UNITS = r"kg|cm|mm|ml|km|gb|mb|hz|kr|rs|rp|sms|gbp|czk|dkk|cny|pln|nzd|nt|tl|pts|hrs|st|th|nd|rd|vs|pcs|ltd|nr|num"
_APART = rf"(?!(?:{_UNITS})\b)(?:ord|[b-df-hj-np-tv-z]{{2,4}})"
_ORDER_WORDS = (
    r"orders?|ordr|order[ -]?(?:number|nr|no|id)|ref(?:erence)?|pedidos?|ordene?s?|compra|commande|"
    r"bestellung|bestellnummer|bestellnr|auftrag(?:snummer)?|zakaza?|"
    r"bestelnummer|bestelling|ordernummer|заказ\w{0,3}|замовлен\w{1,4}|zam[óo]wieni\w{0,3}|номер|numer|numero|número|nomor|"
    r"sipari[şs](?:im)?|encomenda|ordin[ei]|pesanan|đơn(?: hàng)?|"
    r"الطلب|طلب|طلبي|הזמנה|ऑर्डर"
)
# Before and behind these no blank is needed; in Thai, a vowel sign has a wide form and a narrow one.
_ORDER_WORDS_UNPARTED = unicodedata.normalize("NFKC", "订单|訂單|单号|單號|注文|주문|คำสั่งซื้อ|ออเดอร์")
_BETWEEN = (
    r"(?:\s|:|：|#|№|=|番号|번호|号码|編號|编号|号|號|رقم|是|为|は|는|은|מספר|ที่|หมายเลข|เลขที่|เลข|नंबर|नम्बर|"
    r"is|es|ist|est|è|é|il|lo|o|to|це|это|є|el|la|my|mi|number|nummer|numer|n|numero|número|numara(?:m|sı|si)?|nomor|số|num|nr|no|n°|id|код|номер|\.)"
)
_ORDER = re.compile(
    rf"{_START}(?P<dashed>\d{{3}}-\d{{7}}-\d{{7}}){_END}"
    rf"|{_START}(?P<prefix_year>[A-Za-z]{{2,4}})[- ]?(?P<year>(?:19|20)\d\d)-(?P<serial>\d{{3,6}}){_END}"
    rf"|{_START}(?P<prefix>(?!n[or]\d)[A-Za-z]{{2,4}})-?(?P<digits>\d{{4,8}}){_END}(?![-/]\d)"
    rf"|{_START}(?P<prefix_apart>{_APART}) (?P<digits_apart>\d{{4,8}}){_END}(?![-./:]\d)"
    rf"|{_START}(?P<two_dashed>\d{{2}}-\d{{5}}-\d{{5}}){_END}"
    rf"|{_START}(?P<marketplace>\d{{16}}|\d{{18}}|\d{{3}}(?: \d{{3}}){{5}}){_END}"
    rf"|(?:#|№|(?<![A-Za-z])(?:no\.|n°|n\.°|n[or](?=\d))|(?<!\w)(?:{_ORDER_WORDS}){_BETWEEN}{{0,12}}|(?:{_ORDER_WORDS_UNPARTED}){_BETWEEN}{{0,12}})"
    rf"\s?#?(?P<named>\d{{4}}(?: \d{{4}}){{3}}|\d{{3}} \d{{7}} \d{{7}}|\d{{4,8}}){_END}(?![-./:]\d)",
    re.IGNORECASE,
)
_BARE_ORDER = re.compile(rf"(?<![A-Za-z0-9.,/:-])(?P<bare>\d{{4,8}}|\d{{12,16}}){_END}(?![-./:,]\d)")
_NOT_A_PREFIX = frozenset({"EUR", "USD", "GBP", "JPY", "CNY", "RMB", "BRL", "MXN", "CHF", "SIZE", "EU", "UK"})

_GB = r"(?:GIR ?0AA|[A-Z]{1,2}\d[A-Z\d]? ?\d[ABD-HJLNP-UW-Z]{2})"
_CA = r"[ABCEGHJ-NPRSTVXY]\d[ABCEGHJ-NPRSTV-Z][ -]?\d[ABCEGHJ-NPRSTV-Z]\d"
_UNMISTAKABLE = re.compile(rf"{_START}(?P<code>{_GB}|{_CA}){_END}")
_ANY_POSTCODE = (
    rf"{_GB}|{_CA}|[A-Z]\d[\dW] ?[A-Z\d]{{4}}"  # Britain, Canada, Ireland
    r"|\d{4} ?[A-Z]{2}|[A-Z]\d{4}[A-Z]{3}|[A-Z]{3} ?\d{4}|[A-Z]{2}-?\d{3,5}"  # Netherlands, Argentina, Malta, Andorra
    r"|\d{5}-\d{3,4}|\d{4}-\d{3}|\d{3}-\d{3,4}|\d{2}-\d{3}|\d{3} \d{2}|\d{3} \d{3}|\d{4,7}"  # with a dash, a blank, or bare
)
_SAID_POSTCODE = re.compile(
    r"(?:\b(?:post ?code|postal code|zip ?code|zip|c[óo]digo postal|c\.?p\.?|code postal|plz|postleitzahl|cep|"
    r"kod pocztowy|posta kodu|kode pos|mã bưu điện|(?:почтовый )?индекс|(?:поштовий )?індекс)|"
    r"邮编|邮政编码|郵遞區號|郵便番号|〒|우편번호|الرمز البريدي|מיקוד)"
    rf"(?:\s|:|：|=|是|is|es|ist|est|my|mi|de){{0,6}}(?P<code>{_ANY_POSTCODE}){_END}",
    re.IGNORECASE,
)
_BARE_POSTCODE = re.compile(rf"{_START}(?P<code>{_ANY_POSTCODE}){_END}(?![-./:,]\d)", re.IGNORECASE)

_MARKS = dict.fromkeys([0x61C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])  # of direction, never seen
_NUMBER_SIGNS = {ord("№"): "#", ord("º"): "°"}  # or they would be made letters
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—−－"), "-") | {ord("٫"): ".", ord("٬"): ","}


def entities_in(text: str, language: str, bare: Bare) -> Entities:
    """All that can be copied out of the text; tracking and telephone numbers, dates, sizes, quantities, percentages are not.

    Order numbers come in upper case, a prefix set off by a hyphen; digits of any script as 0 to 9.
    """
    left = _plain(text)
    emails, left = _taken(_EMAIL, left)
    for pattern in (_LINK, _NEITHER):
        _, left = _taken(pattern, left)
    orders, left = _orders(left)
    found = list(amounts_in(left, language))
    for _, (start, end) in found:
        left = _blanked(left, start, end)
    if bare is Bare.ORDER:
        more, left = _taken(_BARE_ORDER, left)
        orders += more
    said, left = _taken(_SAID_POSTCODE, left, "code")
    postcodes, left = _taken(_BARE_POSTCODE if bare is Bare.POSTCODE else _UNMISTAKABLE, left, "code")
    return Entities(
        tuple(dict.fromkeys(orders)),
        tuple(dict.fromkeys(emails)),
        tuple(dict.fromkeys(code.upper() for code in said + postcodes)),
        tuple(money for money, _ in found),
    )


def without_codes(text: str) -> str:
    """The text with its addresses and order numbers blanked: what is left is meant to be read."""
    left = _plain(text)
    for pattern in (_EMAIL, _LINK):
        _, left = _taken(pattern, left)
    _, left = _orders(left)
    return left


def _plain(text: str) -> str:
    """Full-width forms made narrow, digits of every script made 0 to 9, dashes and decimal marks made plain."""
    folded = unicodedata.normalize("NFKC", text.translate(_NUMBER_SIGNS)).translate(_DASHES | _MARKS)
    plain = "".join(str(unicodedata.digit(c)) if not c.isascii() and c.isdigit() else c for c in folded)
    return re.sub(" {2,}", " ", plain)


def _blanked(text: str, start: int, end: int) -> str:
    return text[:start] + " " * (end - start) + text[end:]


def _taken(pattern: re.Pattern[str], text: str, group: str | int = 0) -> tuple[list[str], str]:
    """What the pattern finds, and the text with it blanked, so that nothing is read twice."""
    matches = list(pattern.finditer(text))
    for match in matches:
        text = _blanked(text, match.start(), match.end())
    return [match[group] for match in matches], text


def _orders(text: str) -> tuple[list[str], str]:
    orders: list[str] = []
    for match in list(_ORDER.finditer(text)):
        number = _order_number(match)
        if number:
            orders.append(number)
            text = _blanked(text, match.start(), match.end())
    return orders, text


def _order_number(match: re.Match[str]) -> str:
    """The number as the seller would write it, or "" where the prefix is a currency or a size."""
    if match["prefix_year"]:
        return f"{match['prefix_year'].upper()}-{match['year']}-{match['serial']}"
    prefix, digits = match["prefix"] or match["prefix_apart"], match["digits"] or match["digits_apart"]
    if prefix:
        return "" if prefix.upper() in _NOT_A_PREFIX else f"{prefix.upper()}-{digits}"
    spaced = match["marketplace"] or match["named"] or ""
    return match["dashed"] or match["two_dashed"] or spaced.replace(" ", "")
