"""Two prices with one currency between them: "39,90 and 32,50 euro", "from 35 to 29 €", "£35 → 29"."""

import re
from collections.abc import Iterator, Sequence

from bot.language.figures import FIGURES, FRESH, decimal_of
from bot.language.no_prices import SIZE
from bot.language.price_words import (
    BUT,
    FREIGHT,
    NOW,
    OF_ANOTHER,
    ONLY,
    ONLY_BEHIND,
    PAID_BEFORE,
    PAID_BEHIND,
    PLUS,
    TAKEN_BEFORE,
    TAKEN_BEHIND,
)
from bot.remedy.money import Money, MoneyError, exponent

# Between two amounts of one currency: the first was, or is, as much again as the second.
_ARROW = r"\s?(?:-+>|→|=>|>|➡️?|⇒)\s?"
_INSTEAD = (
    r"(?:\s(?:instead of|rather than|statt|anstatt|au lieu de|en vez de|en lugar de|em vez de|invece di|ipv|i\.p\.v\.|"
    r"in plaats van|"
    r"zamiast|вместо|замість|yerine|बजाय|की जगह|के बजाय|ki jagah|بدل|במקום|แทน|thay vì|bukan|versus|vs\.?)\s|\sเหลือ\s)"
)
_TO = (
    r"\s(?:to|till|a|à|até|para|pra|pro|por|auf|bis|naar|tot|na|do|до|на|to|'?e|ke|jadi|sampai|xuống|còn|lên|đến|se|से|مقابل|الى|"
    r"إلى|ل|ل-|ל-?)\s?"
    r"|'?(?:den|dan|ten|tan)\s|에서\s?|から|降到|降至|降為|降为|变成|變成|变|變|到|涨到|漲到|เหลือ|เป็น|ถึง|"
    rf"{_INSTEAD}|"
    r"\sเป็น\s|\sถึง\s|\sל-?"
)
_OR = (
    r"\s(?:and|or|oder|und|y|o|e|ou|et|i|lub|en|of|и|или|і|та|або|ve|veya|و|أو|ו-?|או|aur|और|या|ya|กับ|และ|và|hoặc|dan|"
    r"atau)\s?-?|\s?[和跟或、と]\s?|\s(?:ו-?)"
)
_EITHER = (
    r"\s(?:or|oder|o|u|ou|of|lub|czy|albo|или|чи|або|veya|ya\sda|[أا]و|או|या|ya|หรือ|hoặc|hay|atau|아니면|이나)\s|"
    r"\s?(?:หรือ|或者?|还是|還是|か)\s?|이나\s?"
)
_GAP = r"[^\d.!?\n;€$£]{1,32}"
_FIGURE = re.compile("[0-9]")
# How much a price may be of the other: one that moves does not move further than five-fold, so 2 and 30 are not two prices,
# but it may have a freight beside it.
_FAR = 5
_FARTHEST = {"price": 20, "freight": 20, "either": 2, "to": 2, "taken": 12, "taken_too": 12}
_LEAST = {"other": 10, "part": 10, "paid": 10, "paid_too": 10, "taken": 5, "taken_too": 5}  # less is a count
_PRICE = r"\d{1,3}(?:[ .,]\d{3})*[.,]\d\d|\d{1,6}[.,]\d\d"
_WAS = rf"{PAID_BEHIND}?[\s,;:、，]{{0,3}}{BUT}?{NOW}[^\d.!?\n;€$£]{{0,20}}"
_OF_THE = r"\s(?:of (?:the|my)|de (?:los|las|mis)|d[eo]s|des|dei|von den|van de|из|із|з|z)\s"
_ENDS = r"(?![\d%])(?![.,]\d)(?=\s*(?:$|[.,!?;)。，！？]))"
_EARLIER = re.compile(
    rf"{FRESH}(?<![#A-Za-z])(?:(?P<price>{_PRICE})(?!\d)(?:{_OR}|{_TO}|{_GAP})|(?P<moved>{FIGURES})(?:{_ARROW}|\s?-\s?|{_TO})"
    rf"|(?P<either>{FIGURES})(?:{_EITHER})|(?P<part>{FIGURES}){_OF_THE}|(?P<other>{FIGURES})(?:{_OR})|(?P<was>{FIGURES}){_WAS})$",
    re.IGNORECASE,
)
# "35 → £29", where the sign of the currency stands before the second.
_BEFORE_SIGN = re.compile(
    rf"{FRESH}(?<![#A-Za-z])(?:(?P<moved>{FIGURES})(?:{_ARROW}|{_TO})|(?P<was>{FIGURES}){_WAS}"
    rf"|(?P<price>{_PRICE})[^\d!?\n;€$£]{{0,24}}{NOW}[^\d.!?\n;€$£]{{0,8}})$",
    re.IGNORECASE,
)
_SAID_BEFORE = rf"(?:{TAKEN_BEFORE}|{OF_ANOTHER})"
# "I paid 45, and now it is 39 €"
_JOINED = rf"(?:\s?[,;:،，、-]\s?{BUT}?|\s{BUT}|\s?(?=[只才退扣]|และ|ตัด|카드|결제|실제)|\s(?=card|{_SAID_BEFORE}))"
_AND_THEN = rf"{_JOINED}[^\d.!?\n;€$£]{{0,28}}"
_PAID = re.compile(
    rf"(?:{PAID_BEFORE}|{_SAID_BEFORE}\s?){ONLY}?\s?(?P<paid>{FIGURES}){_AND_THEN}$"
    rf"|{FRESH}(?P<paid_too>{FIGURES}){PAID_BEHIND}{_AND_THEN}$",
    re.IGNORECASE,
)
# "45 € of which you gave back 30", "the price fell from 45 € to 39", "45 €, and 39 today", "45 € and 6 postage"
_TAKEN = re.compile(
    rf"[^\d!?\n;€$£%]{{0,24}}?(?:{_SAID_BEFORE}\s?{ONLY}?\s?(?P<taken>{FIGURES})(?:(?=\s{ONLY_BEHIND})|{_ENDS})"
    rf"|(?:\s?,\s?|\s){BUT}?{ONLY}?(?P<taken_too>{FIGURES})(?={TAKEN_BEHIND}))"
    rf"|[^\d.!?\n;€$£%]{{0,20}}?\s(?:to|at|a|auf|à|para|pra|por|naar|na|do|до|за|jadi)\s(?P<to>{FIGURES}){_ENDS}"
    rf"|[^\d.!?\n;€$£%]{{1,20}}?(?P<today>{FIGURES})\s?{NOW}(?=\s*(?:$|[.,!?;)]))"
    rf"|(?:\s(?:de |di |of |for )?{FREIGHT})?,?\s?{PLUS}(?P<freight>{FIGURES})"
    rf"(?=\s(?:of |for |de |d'|di |für |voor |za |за |untuk |pour |per |le )?(?:l[ao]s? |der |die |den |il )?{FREIGHT})",
    re.IGNORECASE,
)
# A time and a day of the month are written as a price is: "20 € um 17.30 Uhr", "30 € le 12.03".
_PRICE_ALONE = r"\d{1,6},\d\d|(?!(?:[0-2]?\d|3[01])\.[0-5]\d)\d{1,6}\.\d\d"
_LATER = re.compile(
    rf"{_ARROW}(?P<later>{FIGURES})(?![\d%]|\s?[^\W\d_]{{0,2}}[%°])|{_INSTEAD}(?P<instead>{FIGURES}){_ENDS}"
    rf"|[^\d.!?\n;€$£]{{0,12}}?{NOW}[^\d.!?\n;€$£]{{0,14}}?(?P<now>{FIGURES}){_ENDS}"
    rf"|(?:降到|降至|降為|降为|变成|變成|から|에서)(?P<fallen>{FIGURES}){_ENDS}"
    rf"|[^\d.!?\n;€$£%]{{1,32}}?(?<![#A-Za-z])(?P<price>{_PRICE_ALONE})(?![\d%]|[.,]\d|\s?(?:[%°x×\"]|(?:[ckm]?[mgl]|uhr|h|inch|zoll)\b))",
    re.IGNORECASE,
)

# "It fell from 50 to 40, I want the 10 €": hours, days and sizes are counted upwards.
_FELL = re.compile(
    rf"(?<!\w)(?:de|from|von|van|da|od|ze?|со?|від|из|desde|dari|từ|من|מ-?|จาก|从|從)\s?(?P<high>{FIGURES})(?:{_TO})\s?(?P<low>{FIGURES})"
    rf"(?:{_ENDS}|(?=\s(?:y|and|und|et|e|en|i|и|і|ve|و|dan|và|gefallen|gesunken|runter\w*|gedaald|gezakt)(?!\w)))",
    re.IGNORECASE,
)


def fallen(text: str, found: Sequence[tuple[Money, tuple[int, int]]]) -> Iterator[tuple[Money, tuple[int, int]]]:
    """Two prices of which none has a currency, the second the lower one, where all amounts beside them have the same."""
    if len({money.currency for money, _ in found}) != 1:
        return
    currency = found[0][0].currency
    for match in _FELL.finditer(text):
        spans = [match.span("high"), match.span("low")]
        if SIZE.search(text[: match.start()]) or any(start < spans[1][1] and spans[0][0] < end for _, (start, end) in found):
            continue
        try:
            high, low = (Money.of(decimal_of(match[which], exponent(currency)), currency) for which in ("high", "low"))
        except MoneyError:
            continue
        if low.amount < high.amount <= low.amount * _FAR:
            yield from zip((high, low), spans, strict=True)


def earlier(text: str, start: int, end: int, money: Money, *, of_sign: bool) -> Iterator[tuple[Money, tuple[int, int]]]:
    """The first of two prices where only the second, which begins at `end`, has the currency, as a sign before it or behind."""
    start = max(start, end - 45)
    if not _FIGURE.search(text, start, end):
        return
    said = text[:end]
    found = _BEFORE_SIGN.search(said, start) if of_sign else _EARLIER.search(said, start) or _PAID.search(said, start)
    if found is None or SIZE.search(text[start : found.start(found.lastgroup or "")]):
        return
    yield from _alike(found, found.lastgroup or "", money)


def later(text: str, start: int, end: int, money: Money) -> Iterator[tuple[Money, tuple[int, int]]]:
    """The second of two prices where only the first, which ends at `start`, has the currency; `end` is where the next begins."""
    if not _FIGURE.search(text, start, end):
        return
    found = _LATER.match(text, start) or _TAKEN.match(text, start)
    if found is None or found.end() > end or SIZE.search(text[start : found.start(found.lastgroup or "")]):
        return
    yield from _alike(found, found.lastgroup or "", money)
    if found.lastgroup == "price":
        yield from later(text, found.end(), end, money)


def _alike(found: re.Match[str], group: str, money: Money) -> Iterator[tuple[Money, tuple[int, int]]]:
    try:
        other = Money.of(decimal_of(found[group], exponent(money.currency)), money.currency)
    except MoneyError:
        return
    small, large = sorted((money.amount, other.amount))
    if small * _FARTHEST.get(group, _FAR) >= large and small >= _LEAST.get(group, 0):
        yield other, found.span(group)
