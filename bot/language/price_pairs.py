"""Two prices with one currency between them: "39,90 and 32,50 euro", "from 35 to 29 €", "£35 → 29"."""

import re
from collections.abc import Iterator

from bot.language.figures import FIGURES, FRESH, decimal_of
from bot.language.no_prices import SIZE
from bot.remedy.money import Money, MoneyError, exponent

# Between two amounts of one currency: the first was, or is, as much again as the second.
_ARROW = r"\s?(?:-+>|→|=>|>|➡️?|⇒)\s?"
_INSTEAD = (
    r"(?:\s(?:instead of|rather than|statt|anstatt|au lieu de|en vez de|en lugar de|em vez de|invece di|ipv|i\.p\.v\.|"
    r"in plaats van|"
    r"zamiast|вместо|замість|yerine|बजाय|की जगह|के बजाय|ki jagah|بدل|במקום|แทน|thay vì|bukan|versus|vs\.?)\s|\sเหลือ\s)"
)
_TO = (
    r"\s(?:to|till|a|à|até|para|por|auf|bis|naar|tot|na|do|до|на|to|'?e|ke|jadi|sampai|xuống|còn|lên|đến|se|से|مقابل|الى|"
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
_FAR = 5  # a price that moves does not move further than this, so 2 and 30 are not two prices
_FARTHER = 20  # but a price may have a freight beside it
_LEAST = 10  # of what is only parted by an "and": less is a count
_PRICE = r"\d{1,3}(?:[ .,]\d{3})*[.,]\d\d|\d{1,6}[.,]\d\d"
_NOW = (
    r"(?:(?<!\w)(?:now|today|ahora|hoy|agora|hoje|maintenant|aujourd'hui|jetzt|heute|nun|adesso|ora|oggi|nu|nou|teraz|dzi[sś]|"
    r"dzisiaj|сейчас|теперь|щас|сегодня|зараз|тепер|сьогодні|şimdi|simdi|bugün|و?الآن|و?الان|و?الحين|و?دلوقتي|و?اليوم|ו?עכשיו|"
    r"ו?היום|अब|ab|abhi|sekarang|skrg|giờ|bây giờ)(?!\w)|ตอนนี้|เดี๋ยวนี้|今|지금|现在|現在|如今|现价|現價|特价|特價)"
)
_PAID = (
    r"(?:\s?(?:gekauft|bezahlt|gekocht|betaald|ödedim|ödemiştim|odedim|aldım|aldim|verdim|दिए|दिया|में लिया|mein liya|diye|diya|"
    r"원?\s?냈는데|에 샀는데|で買って|に買って|払って))?"
)
_BUT = r"(?:(?:e|y|et|und|a|а|i|и|en|and|but|pero|mas|ma|mais|aber|maar|ale|но|але|ama|و|ו|और|dan|nhưng)\s)?"
_WAS = rf"{_PAID}[\s,;:、，]{{0,3}}{_BUT}{_NOW}[^\d.!?\n;€$£]{{0,20}}"
_ENDS = r"(?![\d%])(?![.,]\d)(?=\s*(?:$|[.,!?;)。，！？]))"
_EARLIER = re.compile(
    rf"{FRESH}(?<![#A-Za-z])(?:(?P<price>{_PRICE})(?!\d)(?:{_OR}|{_TO}|{_GAP})|(?P<moved>{FIGURES})(?:{_ARROW}|\s?-\s?|{_TO})"
    rf"|(?P<either>{FIGURES})(?:{_EITHER})|(?P<other>{FIGURES})(?:{_OR})|(?P<was>{FIGURES}){_WAS})$",
    re.IGNORECASE,
)
# A time and a day of the month are written as a price is: "20 € um 17.30 Uhr", "30 € le 12.03".
_PRICE_ALONE = r"\d{1,6},\d\d|(?!(?:[0-2]?\d|3[01])\.[0-5]\d)\d{1,6}\.\d\d"
_LATER = re.compile(
    rf"{_ARROW}(?P<later>{FIGURES})(?![\d%]|\s?[^\W\d_]{{0,2}}[%°])|{_INSTEAD}(?P<instead>{FIGURES}){_ENDS}"
    rf"|[^\d.!?\n;€$£]{{0,12}}?{_NOW}[^\d.!?\n;€$£]{{0,14}}?(?P<now>{FIGURES}){_ENDS}"
    rf"|(?:降到|降至|降為|降为|变成|變成|から|에서)(?P<fallen>{FIGURES}){_ENDS}"
    rf"|[^\d.!?\n;€$£%]{{1,32}}?(?<![#A-Za-z])(?P<price>{_PRICE_ALONE})(?![\d%]|[.,]\d|\s?(?:[%°x×\"]|(?:[ckm]?[mgl]|uhr|h|inch|zoll)\b))",
    re.IGNORECASE,
)


def earlier(text: str, start: int, end: int, money: Money) -> Iterator[tuple[Money, tuple[int, int]]]:
    """The first of two prices where only the second, which begins at `end`, has the currency."""
    start = max(start, end - 45)
    found = _EARLIER.search(text[:end], start)
    if found is None or SIZE.search(text[start : found.start()]):
        return
    yield from _alike(found, found.lastgroup or "", money)


def later(text: str, start: int, end: int, money: Money) -> Iterator[tuple[Money, tuple[int, int]]]:
    """The second of two prices where only the first, which ends at `start`, has the currency; `end` is where the next begins."""
    found = _LATER.match(text, start)
    if found is None or found.end() > end or SIZE.search(text[start : found.start(found.lastgroup or "")]):
        return
    yield from _alike(found, found.lastgroup or "", money)


def _alike(found: re.Match[str], group: str, money: Money) -> Iterator[tuple[Money, tuple[int, int]]]:
    try:
        other = Money.of(decimal_of(found[group], exponent(money.currency)), money.currency)
    except MoneyError:
        return
    small, large = sorted((money.amount, other.amount))
    if (
        small * (_FAR if group != "price" else _FARTHER) >= large
        and (group != "other" or small >= _LEAST)
        and (group != "either" or small * 2 >= large)
    ):
        yield other, found.span(group)
