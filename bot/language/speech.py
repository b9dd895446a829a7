"""Saying a sentence: the line in the buyer's language, its facts in the buyer's formats."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.numbers import format_currency, format_decimal, format_percent, get_currency_precision, get_currency_symbol

from bot.language.catalogue import locale_of, text_of
from bot.language.direction import amount_in, code_in, name_in
from bot.language.line import PLACEHOLDER, Code, Days, Line, LineError, Listed, Percent, Phrases, Sentence, Value, WithYear
from bot.language.moments import in_words
from bot.remedy.money import Money, exponent

# Scripts that put no blank between sentences. Thai has no full stop: there the blank is all that parts them.
_CLOSED_UP = {"zh", "ja"}
# Thai words stand close together, and foreign ones among them apart, which no list pattern does.
_CLOSE_TO_FOREIGN = re.compile(r"(?<=[\u0e00-\u0e7f])(?=[A-Za-z0-9])|(?<=[A-Za-z0-9)])(?=[\u0e00-\u0e7f])")
# The signs a shop of that country writes where CLDR has a code or a sign nobody uses. None of them means another currency there.
_SIGNS = {
    "es": {"GBP": "£", "JPY": "¥"},
    "fr": {"GBP": "£", "JPY": "¥"},
    "it": {"USD": "$", "JPY": "¥"},
    "pl": {"USD": "$", "GBP": "£", "JPY": "¥"},
    "uk": {"EUR": "€", "USD": "$", "GBP": "£"},
}
# Whose hundredths are not in use, so that a whole amount has none.
_COUNTED_WHOLE = frozenset({"IDR"})
_CODE_BEFORE_FIGURE = re.compile(r"(?<=[A-Z])(?=\d)")  # "KWD0.540", where no sign stands for the code
_HEBREW = re.compile("[\u200e\u200f\u2066-\u2069]*[\u05d0-\u05ea]")


@dataclass(frozen=True, slots=True)
class Voice:
    """Whom we speak to: their language and the zone in which they read a clock."""

    language: str
    zone: tzinfo

    def say(self, sentence: Sentence) -> str:
        """The sentence, whole; raises LineError if a fact is missing, which the tests rule out for every line."""
        text = text_of(sentence.line, self.language)
        # Words that are all there is to a line have no other direction beside them, and are a label to compare with.
        alone = PLACEHOLDER.fullmatch(text) is not None
        said = {name: value if alone and isinstance(value, str) else self.spoken(value) for name, value in sentence.values}
        return fill(text, said)

    def say_all(self, sentences: Iterable[Sentence]) -> str:
        """Several sentences as one message, set apart as the script does it."""
        gap = "" if self.language.split("_")[0] in _CLOSED_UP else " "
        return gap.join(self.say(sentence) for sentence in sentences)

    def line(self, line: Line, /, **values: Value) -> str:
        """A line with its facts, said at once."""
        return self.say(Sentence.of(line, **values))

    def spoken(self, value: Value) -> str:
        """A fact in the formats of the buyer's language."""
        locale = locale_of(self.language)
        match value:
            case Code(text):
                return code_in(text, locale.text_direction)
            case str():
                return name_in(value, locale.text_direction)
            case int():
                return format_decimal(value, locale=locale)
            case Money():
                return _money(value, self.language)
            case Percent(percent):
                return format_percent(percent / 100, locale=locale, decimal_quantization=False)
            case Days(first, last) if first == last:
                return self.spoken(first)
            case Days(first, last):
                return _days(first, last, self.language)
            case WithYear(far_off):
                return format_date(far_off, "long", locale=locale)
            case Listed(items):
                return _CLOSE_TO_FOREIGN.sub(" ", _list([self.spoken(item) for item in items], self.language))
            case Phrases(items):
                return _list([self.say(item) for item in items], self.language)
            case datetime():
                return in_words(value.astimezone(self.zone), self.language)
            case date():
                return format_skeleton("MMMMd", value, locale=locale)


def _list(items: list[str], language: str) -> str:
    """Things in a row, Thai ones parted by commas; the Hebrew "and" is a part of the next word, and takes a hyphen before one in
    other letters or digits.
    """
    if language == "th" and len(items) > 1:
        items = [
            ", ".join(items[:-1]),
            items[-1],
        ]  # CLDR parts them by a blank, as words are not and articles with blanks in them are
    if language == "he" and len(items) > 1 and not _HEBREW.match(items[-1]):
        items = [*items[:-1], f"-{items[-1]}"]
    return format_list(items, style="standard", locale=locale_of(language))


def _days(first: date, last: date, language: str) -> str:
    """From day to day with the month spelt out, which CLDR has only for some languages; the short pattern serves all."""
    locale = locale_of(language)
    intervals = locale.interval_formats
    patterns = intervals.get("MMMMd") or intervals["MMMd"]
    begins, ends = patterns["d" if (first.year, first.month) == (last.year, last.month) else "M"]
    return "".join(format_date(day, _in_full(part), locale=locale) for day, part in ((first, begins), (last, ends)))


def _in_full(pattern: str) -> str:
    return re.sub(r"(?<!M)MMM(?!M)", "MMMM", pattern)


def _money(value: Money, language: str) -> str:
    """An amount with every decimal it has: where Babel's digits are not the currency's own, they do not round it."""
    locale = locale_of(language)
    if value.currency in _COUNTED_WHOLE and value.amount == value.amount.to_integral_value():
        whole = str(locale.currency_formats["standard"].pattern).replace("0.00", "0")
        said = format_currency(value.amount, value.currency, whole, locale, currency_digits=False)
    else:
        own = exponent(value.currency) == get_currency_precision(value.currency)
        said = format_currency(value.amount, value.currency, locale=locale, decimal_quantization=own)
    usual = get_currency_symbol(value.currency, locale=locale)
    sign = _SIGNS.get(language, {}).get(value.currency, usual)
    said = said.replace(usual, sign)
    if sign == value.currency:
        said = _CODE_BEFORE_FIGURE.sub("\N{NO-BREAK SPACE}", said)
    return amount_in(said, sign, locale.text_direction)


def fill(text: str, values: Mapping[str, str]) -> str:
    """Put the values in their places. Only plain names are places: no attributes, no formats, nothing to escape."""

    def value(place: re.Match[str]) -> str:
        try:
            return values[place[1]]
        except KeyError:
            raise LineError(f"nothing to put in the place {place[0]}") from None

    return PLACEHOLDER.sub(value, text)
