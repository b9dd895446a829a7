"""Order numbers in a buyer's own spelling: known by their shape, by what they are called, or by where they stand."""

import re
from collections.abc import Iterator
from functools import cache

from bot.language.currencies import CODES
from bot.language.figures import END, START
from bot.language.frequent import real_words
from bot.language.order_words import (
    ARTICLES,
    BETWEEN,
    CODE_WORDS,
    COPULAS,
    COUPONS,
    MISSPELT,
    MODELS,
    NUMBER_WORDS,
    NUMBER_WORDS_UNPARTED,
    OF_OTHER_THINGS,
    ORDER_WORDS,
    ORDER_WORDS_UNPARTED,
    REGARDING,
    SPELT,
)
from bot.language.spelling import Spelling
from bot.language.tokens import folded

Found = tuple[str, tuple[int, int]]

_ENOUGH = re.compile(r"\d[\dO]{2}|\d(?: \d){3}", re.IGNORECASE)
# A prefix set apart by a blank must not be a word, a unit or a currency:
# "tg 14420" is an order, "paid 14420" and "kg 5000" are not.
_UNITS = (
    r"kg|cm|mm|ml|km|gb|mb|hz|kr|rs|rp|sms|gbp|czk|dkk|cny|pln|nzd|nt|tl|pts|hrs|st|th|nd|rd|vs|pcs|ltd|nr|num|cmd|cde|"
    r"ped|zam|rmb|nts|mrz|mrt|spt"
)
_APART = rf"(?!(?:{_UNITS})\b)(?:ord|орд|[b-df-hj-np-tv-z]{{2,4}})"
_YEAR = r"(?:19|2[0O])[\dO]{2}"
_GROUPED = r"\d{4}(?:[ -]\d{4}){3}(?:[ -]\d{2})?|\d{3}(?:[ -]\d{3}){5}"
_SHAPED = re.compile(
    rf"{START}(?:(?P<dashed>\d{{3}} ?[-._/] ?\d{{7}} ?[-._/ ] ?\d{{7}}|\d{{3}} \d{{7}}[- ]\d{{7}}){END}"
    rf"|(?P<prefix_year>[A-Za-z]{{2,4}})[- ]?(?P<year>{_YEAR})-(?P<serial>[\dO]{{3,6}}){END}"
    rf"|(?P<prefix_spaced>{_APART}) ?[-_./ ]? ?(?P<year_spaced>{_YEAR}) ?[-_./ ] ?(?P<serial_spaced>[\dO]{{3,6}}){END}"
    rf"|(?P<prefix>(?!n[or]\d)[A-Za-z]{{2,4}})[-_]?(?P<digits>\d{{4,8}}){END}(?![-/]\d)"
    rf"|(?P<prefix_apart>{_APART}) (?:- ?)?(?P<digits_apart>\d{{4,8}}){END}(?![-./:]\d|\s?[gmt]b\b)"
    rf"|(?P<two_dashed>\d{{2}} ?[-.] ?\d{{5}} ?[-.] ?\d{{5}}|(?<=ebay )\d{{2}} \d{{5}} \d{{5}}){END}"
    rf"|(?<!\d[ -])(?P<marketplace>\d{{16,18}}|\d(?: \d){{15}}(?: \d \d)?|(?:{_GROUPED})(?![ -]\d)){END}"
    rf"|(?P<called>\d{{4,8}})\s?(?:nolu|no'?lu|numaral[ıi]|'?nu?mar\w*)\s?(?:sipari|order)"
    rf"|(?P<called_unparted>\d{{4,8}})\s?(?:(?:号|號)的?(?:订单|訂單)|番の(?:ご?注文|オーダー)|번\s?주문))",
    re.IGNORECASE,
)
# What is paid, counted or dated is no number of an order: "my order is 4500 yen".
_NOT_BEHIND = (
    r"(?![-./:,]\d|\s?(?:[€£$¥₹₽₩₺₴₪฿₫%](?!\s?\d)|(?:eur|euros?|usd|gbp|руб|грн|zł|zl|tl|lira|dollars?|円|원|元|块|塊|บาท|"
    r"ريال|шт|pcs|yen|baht|rupiah|rupees?|rupaye|reais|pesos?|d[óo]lares|pounds|quid|dong|гривень|рублей|евро|євро|रुपये|रुपए|שקל|"
    r"ש\"ח|درهم|دينار|k[gm]|mah|ml|[gmt]b|[gm]?hz|dpi|rpm)(?![A-Za-zА-я])))"
)
_FIGURES = re.compile(
    rf"(?<!\d)(?P<number>{_GROUPED}|\d{{3}}[ .]\d{{7}}[ .]\d{{7}}|\d{{17}}|\d{{2}} \d{{5}} \d{{5}}|"
    rf"\d{{4,12}}/\d{{2}}(?:\d{{2}})?|\d{{4,12}}|\d(?: \d){{3,7}}|(?=\d[O\d]*\d)[1-9][\dO]{{3,7}}){END}{_NOT_BEHIND}",
    re.IGNORECASE,
)
_SIGN = r"#|№|(?<![A-Za-z])(?:no\.|n°|n\.°|(?:n|num|núm|nro|ном|н)\.|nr°|n[or](?=$))|(?:^|(?<=[.;!?(]))\s?(?:no:|编号|編號)"
_CALLED = re.compile(
    rf"(?:(?P<sign>{_SIGN})|(?P<of_zeros>(?<!\w)(?:nr|số)[.:]?)|(?<!\w)(?:{ORDER_WORDS})(?<=\w)-?{BETWEEN}{{0,12}}"
    rf"|(?<!\w)(?P<number>{NUMBER_WORDS})(?<=\w){BETWEEN}{{0,12}}|(?<!\w)(?P<code>{CODE_WORDS})(?<=\w)\.?{BETWEEN}{{0,12}}"
    rf"|(?:{ORDER_WORDS_UNPARTED}){BETWEEN}{{0,12}}|(?:{NUMBER_WORDS_UNPARTED}){BETWEEN}{{1,12}})\s?#?$",
    re.IGNORECASE,
)
_ORDER = re.compile(rf"(?<!\w)(?:{ORDER_WORDS})(?!\w)|{ORDER_WORDS_UNPARTED}", re.IGNORECASE)
_OF_ANOTHER = re.compile(rf"{OF_OTHER_THINGS}(?:\W{{0,3}}|\s(?:no|nr|n°|mi|my|é|es|is|meu|mein\w*)\W{{0,2}})$", re.IGNORECASE)
_OF_A_MODEL = re.compile(rf"(?:{MODELS}|{COUPONS})\W{{0,3}}$", re.IGNORECASE)
# NY 10036, and the beginning of an IBAN
_OF_A_PLACE = re.compile(
    r", ?(?:n[cdhjmvy]|s[cd]|t[nx]|m[dnst]|k[sy]|ct|dc|vt|w[vy]) \d{5}$|(?<![A-Z])[A-Z]{2}\d\d ?[A-Z]{4} ?\d{4,}$", re.IGNORECASE
)
_OF_A_YEAR = re.compile(rf"(?:(?<!\w)(?:de|del|di) {_YEAR}|(?<!\w)(?:of|from) \d{{4}})$", re.IGNORECASE)
_ZEROS = re.compile(r"00\d{2,5}$")  # so does a shop count, and no telephone begins
_FAR = 48  # characters before its figures, in which a number is called something

# Where nothing else is an order's, a number is that is said to be one behind it, or that stands where one would.
_NO_YEAR = r"(?!(?:19|20)\d\d(?!\d))"
_NUMBER = rf"(?<![\w.,:/-]){_NO_YEAR}(?P<number>[1-9]\d{{3,7}}(?:/\d{{2}})?)(?![\w%])"
_FREE = rf"(?<![\d.,:/-]){_NO_YEAR}(?P<number>[1-9]\d{{3,7}})"
_STANDING = (
    re.compile(
        rf"(?:^|[.!?;:\n])\s*{_FREE}(?!\d)[\s,-]{{0,3}}(?:{COPULAS}(?:\s|(?<=[^\x00-\u0dff]))){{0,3}}"
        rf"(?:(?:{ORDER_WORDS})(?!\w)|{ORDER_WORDS_UNPARTED})",
        re.IGNORECASE,
    ),
    re.compile(rf"{_FREE}\s?(?:नंबर|नम्बर|number|no\.?|nambar)\s(?:वाला|वाले|ka|का|wala|की)?\s?(?:{ORDER_WORDS})", re.IGNORECASE),
    re.compile(rf"[(\[]\s?{_NO_YEAR}(?P<number>[1-9]\d{{3}})\s?[)\]]"),
    re.compile(rf"^\s*{_NUMBER}\s?[-:]\s?(?=[^\W\d_])"),
    re.compile(rf"^\s*{ARTICLES}\s{_NUMBER}\s*[.!]?\s*$", re.IGNORECASE),
    re.compile(rf"(?<!\w){REGARDING}\s?(?:{ARTICLES}\s)?{_FREE}(?=\s*(?:$|[,;:!?)-]|\.(?!\d)))", re.IGNORECASE),
    re.compile(rf"(?:{MISSPELT})[\s:#]{{0,3}}{_FREE}{END}{_NOT_BEHIND}"),
)
_IN_BRACKETS = re.compile(rf"[(\[]\s?{_NO_YEAR}(?P<number>[1-9]\d{{3,7}})\s?[)\]]")  # a postcode is, too, but in no order
_BEHIND_A_WORD = re.compile(
    rf"(?P<word>[^\W\d_]{{5,16}})[\s:#.-]{{1,3}}(?:(?:nr|no|n|num|nº|n°|numero|номер)[\s.:#°]{{1,2}})?{_FREE}{END}{_NOT_BEHIND}",
    re.IGNORECASE,
)
# A prefix that has vowels and is no word: "kai 48213". Figures of four might be a year, or be counted.
_APART_BY_ITSELF = re.compile(rf"{START}(?P<prefix>[A-Za-z]{{3,4}}) (?P<digits>\d{{5,8}}){END}(?![-/][A-Za-z]){_NOT_BEHIND}")
_OF_GOODS = frozenset(
    {"SKU", "EAN", "UPC", "GTIN", "ASIN", "ART", "REF", "TEL", "FAX", "PIN", "SIM", "ZIP", "CEP", "PLZ", "CAP", "CP", "PC", "BOX",
     "LOT", "IBAN", "OTP", "BS", "NF", "DIN", "ISO", "GB", "RAL", "WD", "SX", "NSX", "MFG", "MFD", "BJ"}
)  # fmt: skip
_OF_PARCELS = frozenset(
    {"GHN", "GHTK", "SPX", "JNE", "JNT", "VTP", "DHL", "UPS", "DPD", "GLS", "BRT", "TNT", "EMS", "SDEK", "СДЭК"}
)
_MARKS_AROUND = " .,!?\"'«»“”„()[]"
_OTHER_SCRIPT = re.compile(r"[^\x00-ɏ\W]")
_A_WORD = 520  # the rarity, as `frequent` has it, from which on three letters are rather a prefix than a word
_A_WORD_OF_MANY, _FEW = 470, 5  # and the same before more figures than a count has: "abc 123456"
_A_WORD_OF_AN_ORDER = 440  # and the same behind "order": "order abc 123456", but "order from 123456"
_NOT_A_PREFIX = frozenset(
    {*CODES, *_OF_PARCELS, "IMG", "DSC", "VID", "PXL", "RTX", "GTX", "RX", "RMB", "NT", "TRY", "SIZE", "EU", "UK"}
)
_CARDS = "23456"  # what the number of a card begins with


def orders_in(text: str) -> list[Found]:
    """The order numbers that tell themselves, or are called so, and where each stands with its prefix or name.

    They come in upper case, a prefix set off by a hyphen.
    """
    if not _ENOUGH.search(text):
        return []
    found: list[Found] = []
    for number, (start, end) in sorted((*_shaped(text), *_called(text)), key=lambda one: one[1][0]):
        if not found or start >= found[-1][1][1]:
            found.append((number, (start, end)))
    return found


def orders_standing(text: str, language: str) -> list[Found]:
    """Numbers that only their place in the message makes the order's; for a text where nothing else is an order or an amount."""
    if not _ENOUGH.search(text):
        return []
    for pattern in _STANDING:
        if match := pattern.search(text):
            return [(match["number"], match.span("number"))]
    if (match := _IN_BRACKETS.search(text)) and _ORDER.search(text):
        return [(match["number"], match.span("number"))]
    for match in _BEHIND_A_WORD.finditer(text):
        word = folded(match["word"])
        if _spelling().put_right(word) in _words() and word not in _words():
            return [(match["number"], match.span("number"))]
    for match in _APART_BY_ITSELF.finditer(text):
        prefix = match["prefix"]
        of_an_order = match[0] == text.strip(_MARKS_AROUND) or any(_names_before(text, match.start()))
        least = _A_WORD_OF_AN_ORDER if of_an_order else _A_WORD_OF_MANY if len(match["digits"]) > _FEW else _A_WORD
        is_prefix = prefix.upper() not in _NOT_A_PREFIX | _OF_GOODS and not _is_a_word(prefix, language, text, least)
        if is_prefix and not _OF_ANOTHER.search(text[: match.start()]):
            return [(f"{prefix.upper()}-{match['digits']}", match.span())]
    return []


def _is_a_word(letters: str, language: str, text: str, least: int) -> bool:
    """Whether people say it, no more rarely than that, in their language or, amid other Latin letters, in English.

    A unit is said, too.
    """
    spoken = (language,) if _OTHER_SCRIPT.search(text) else (language, "en")
    rarities = [real_words(one).rarity(folded(letters)) for one in spoken]
    said = any(rarity is not None and rarity < least for rarity in rarities)
    return said or re.fullmatch(_UNITS, letters, re.IGNORECASE) is not None


@cache
def _words() -> frozenset[str]:
    return frozenset(map(folded, SPELT))


@cache
def _spelling() -> Spelling:
    return Spelling(_words(), (), frozenset({"perdido", "pedidos", "ordina", "commando"}))


def _shaped(text: str) -> Iterator[Found]:
    for match in _SHAPED.finditer(text):
        if number := _of_shape(match, text):
            yield number, match.span()


def _called(text: str) -> Iterator[Found]:
    for match in _FIGURES.finditer(text):
        names = _names_before(text, match.start())
        if _OF_A_YEAR.search(text, 0, match.end()):
            continue
        if name := next((name for name in names if _is_of_order(name, match["number"], text)), None):
            yield _plain_digits(match["number"].replace(" ", "")), (name.start(), match.end())


def _names_before(text: str, end: int) -> Iterator[re.Match[str]]:
    """All that the figures which begin there may be called, the longest first."""
    start = max(0, end - _FAR)
    while name := _CALLED.search(text, start, end):
        yield name
        start = name.start() + 1


def _is_of_order(name: re.Match[str], number: str, text: str) -> bool:
    if name["number"] or name["sign"]:
        of_a_telephone = number[0] == "0" and not _ZEROS.match(number)
        return not (name["number"] and of_a_telephone) and not _OF_ANOTHER.search(text[: name.start()])
    if name["of_zeros"]:
        return _ZEROS.match(number) is not None and not _OF_ANOTHER.search(text[: name.start()])
    return not name["code"] or _ORDER.search(text, 0, name.start()) is not None


def _of_shape(match: re.Match[str], text: str) -> str:
    """The number as the seller would write it, or "" where the prefix is a currency or a size, or all of it a card's."""
    if year := match["year"] or match["year_spaced"]:
        prefix, serial = match["prefix_year"] or match["prefix_spaced"], match["serial"] or match["serial_spaced"]
        return f"{prefix.upper()}-{_plain_digits(year)}-{_plain_digits(serial)}"
    prefix, digits = match["prefix"] or match["prefix_apart"], match["digits"] or match["digits_apart"]
    if prefix:
        return "" if _is_no_order(match, prefix, text) else f"{prefix.upper().replace('ОРД', 'ORD')}-{digits}"
    if dashed := match["dashed"] or match["two_dashed"]:
        return "-".join(re.findall(r"\d+", dashed))
    if grouped := match["marketplace"]:
        digits = re.sub(r"\D", "", grouped)
        return "" if (grouped != digits and _of_a_card(digits)) or _OF_ANOTHER.search(text[: match.start()]) else digits
    return match["called"] or match["called_unparted"] or ""


def _is_no_order(match: re.Match[str], prefix: str, text: str) -> bool:
    """Whether what has a prefix is a sum, a parcel, a model, a place or an account; one set apart may be of goods, too."""
    if prefix.upper() in _NOT_A_PREFIX or _OF_A_MODEL.search(text[: match.start()]) or _OF_A_PLACE.search(text[: match.end()]):
        return True
    return match["prefix_apart"] is not None and prefix.upper() in _OF_GOODS


def _plain_digits(written: str) -> str:
    """The letter O made the figure it is taken for."""
    return re.sub("[Oo]", "0", written)


def _of_a_card(digits: str) -> bool:
    """Whether sixteen digits can be a card's: they begin as one, and their last is the check of the others."""
    if len(digits) != 16 or digits[0] not in _CARDS:
        return False
    doubled = (sum(divmod(2 * int(digit), 10)) for digit in digits[::2])
    return not (sum(doubled) + sum(map(int, digits[1::2]))) % 10
