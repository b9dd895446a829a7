"""What can be copied out of a message to the letter: order numbers, e-mail addresses, postcodes and amounts.

Numbers mean different things at different times: what the bot asked last decides what a bare one is.
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from bot.language.amounts import amounts_in
from bot.language.figures import END, START
from bot.language.order_numbers import orders_in, orders_standing
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


# In Chinese and Japanese no blank stands before an address: what is no Latin letter ends the word before it.
_EMAIL = re.compile(
    r"(?<![A-Za-zÀ-ɏ0-9_.%+'-])[A-Za-zÀ-ɏ0-9_.%+'-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){0,4}\.[A-Za-z]{2,24}"
)
_FIGURE = re.compile("[0-9]")
_LINK = re.compile(r"https?://\S+|www\.\S+")
_NEITHER = re.compile(
    rf"{START}[A-Za-z]{{2}}\d{{9}}[A-Za-z]{{2}}{END}"  # a postal tracking number
    rf"|{START}1Z[A-Za-z0-9]{{16}}{END}"  # a courier's
    r"|\+\d[\d ().-]{6,18}\d"  # a telephone number
    rf"|{START}\d{{1,2}}[./-]\d{{1,2}}[./-](?:\d{{4}}|\d{{2}}){END}"  # dates
    rf"|{START}(?:19|20)\d\d[./-]\d{{1,2}}[./-]\d{{1,2}}{END}"
    rf"|{START}\d{{1,2}}:\d{{2}}{END}|(?<!\d)\d{{1,9}}(?:[.,]\d{{1,9}})?\s?%"
)

_BARE_ORDER = re.compile(rf"(?<![A-Za-z0-9.,/:-])(?P<bare>\d{{4,8}}|\d{{12,16}}){END}(?![-./:,]\d)")

_GB = r"(?:GIR ?0AA|[A-Z]{1,2}\d[A-Z\d]? ?\d[ABD-HJLNP-UW-Z]{2})"
_CA = r"[ABCEGHJ-NPRSTVXY]\d[ABCEGHJ-NPRSTV-Z][ -]?\d[ABCEGHJ-NPRSTV-Z]\d"
_UNMISTAKABLE = re.compile(rf"{START}(?P<code>{_GB}|{_CA}){END}")
_ANY_POSTCODE = (
    rf"{_GB}|{_CA}|[A-Z]\d[\dW] ?[A-Z\d]{{4}}"  # Britain, Canada, Ireland
    r"|\d{4} ?[A-Z]{2}|[A-Z]\d{4}[A-Z]{3}|[A-Z]{3} ?\d{4}|[A-Z]{2}-?\d{3,5}"  # Netherlands, Argentina, Malta, Andorra
    r"|\d{5}-\d{3,4}|\d{4}-\d{3}|\d{3}-\d{3,4}|\d{2}-\d{3}|\d{3} \d{2}|\d{3} \d{3}|\d{4,7}"  # with a dash, a blank, or bare
)
_SAID_POSTCODE = re.compile(
    r"(?:\b(?:post ?code|postal code|zip ?code|zip|c[óo]digo postal|c\.?p\.?|code postal|plz|postleitzahl|cep|"
    r"kod pocztowy|posta kodu|kode pos|mã bưu điện|(?:почтовый )?индекс|(?:поштовий )?індекс)|"
    r"邮编|邮政编码|郵遞區號|郵便番号|〒|우편번호|الرمز البريدي|מיקוד)"
    rf"(?:\s|:|：|=|是|is|es|ist|est|my|mi|de){{0,6}}(?P<code>{_ANY_POSTCODE}){END}",
    re.IGNORECASE,
)
_BARE_POSTCODE = re.compile(rf"{START}(?P<code>{_ANY_POSTCODE}){END}(?![-./:,]\d)", re.IGNORECASE)
# Who is asked for the order and writes hardly more than its number and one other gives both proofs at once: "…, 69002 Lyon".
_A_WORD_OR_TWO = r"(?:[^\W\d_]+\W+){0,2}"
_BESIDE_ORDER = re.compile(rf"\W*{_A_WORD_OR_TWO}{START}(?:{_ANY_POSTCODE}){END}\W*{_A_WORD_OR_TWO}(?:[^\W\d_]*)", re.IGNORECASE)

# Made narrow, it would make one number of two: 5519，300元. In 1，299元 it groups.
_WIDE_COMMA = re.compile("(?<=[0-9]{4})，(?=[0-9])|(?<=[0-9])，(?![0-9]{3}(?![0-9]))(?=[0-9])")
_NUMBER_SIGNS = {ord("№"): "#", ord("º"): "°"}  # or they would be made letters
_OTHER_FIGURE = re.compile(r"(?![0-9])\d")
_PLAIN = (
    dict.fromkeys(map(ord, "‐‑‒–—−－"), "-")
    | dict.fromkeys(map(ord, "’ʼ‘`´"), "'")
    | {ord("٫"): ".", ord("٬"): ","}
    | dict.fromkeys([0x61C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])  # marks of direction, never seen
)


def entities_in(text: str, language: str, bare: Bare) -> Entities:
    """All that can be copied out of the text; tracking and telephone numbers, dates, sizes, quantities, percentages are not.

    Digits of any script come as 0 to 9.
    """
    emails, left = _without_addresses(text)
    if not _FIGURE.search(left):  # then nothing else is there, but for amounts in words
        return Entities(emails=tuple(dict.fromkeys(emails)), amounts=tuple(money for money, _ in amounts_in(left, language)))
    _, left = _taken(_NEITHER, left)
    orders, left = _orders(left)
    found = list(amounts_in(left, language))
    for _, (start, end) in found:
        left = _blanked(left, start, end)
    if not orders:
        standing = orders_standing(left, language)
        orders = [number for number, _ in standing]
        for _, (start, end) in standing:
            left = _blanked(left, start, end)
    beside = _BESIDE_ORDER.fullmatch(left) if orders and bare is Bare.ORDER else None
    if bare is Bare.ORDER and not beside:
        more, left = _taken(_BARE_ORDER, left)
        orders += more
    said, left = _taken(_SAID_POSTCODE, left, "code")
    postcodes, left = _taken(_BARE_POSTCODE if beside or bare is Bare.POSTCODE else _UNMISTAKABLE, left, "code")
    return Entities(
        tuple(dict.fromkeys(orders)),
        tuple(dict.fromkeys(emails)),
        tuple(dict.fromkeys(code.upper() for code in said + postcodes)),
        tuple(money for money, _ in found),
    )


def without_codes(text: str) -> str:
    """The text with its addresses and order numbers blanked: what is left is meant to be read."""
    _, left = _without_addresses(text)
    return _orders(left)[1] if _FIGURE.search(left) else left


@lru_cache(maxsize=8)  # what is read of a message is asked for again at once
def _without_addresses(text: str) -> tuple[tuple[str, ...], str]:
    """The e-mail addresses of a text, and the text made plain without them and without links."""
    left = _plain(text)
    emails: list[str] = []
    if "@" in left:
        emails, left = _taken(_EMAIL, left)
    if "/" in left or "www." in left:
        _, left = _taken(_LINK, left)
    return tuple(emails), left


def _plain(text: str) -> str:
    """Full-width forms made narrow, digits of every script made 0 to 9, dashes and decimal marks made plain."""
    if not text.isascii():
        text = _WIDE_COMMA.sub(", ", text).translate(_NUMBER_SIGNS)
        text = _OTHER_FIGURE.sub(lambda found: str(unicodedata.digit(found[0])), unicodedata.normalize("NFKC", text))
    return re.sub(" {2,}", " ", text.translate(_PLAIN))


def _blanked(text: str, start: int, end: int) -> str:
    return text[:start] + " " * (end - start) + text[end:]


def _taken(pattern: re.Pattern[str], text: str, group: str | int = 0) -> tuple[list[str], str]:
    """What the pattern finds, and the text with it blanked, so that nothing is read twice."""
    matches = list(pattern.finditer(text))
    for match in matches:
        text = _blanked(text, match.start(), match.end())
    return [match[group] for match in matches], text


def _orders(text: str) -> tuple[list[str], str]:
    found = orders_in(text)
    for _, (start, end) in found:
        text = _blanked(text, start, end)
    return [number for number, _ in found], text
