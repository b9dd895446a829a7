"""Saying a sentence: the line in the buyer's language, its facts in the buyer's formats."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from functools import cache

from babel.dates import format_date, format_skeleton, format_time
from babel.lists import format_list
from babel.numbers import format_currency, format_decimal, format_percent, get_currency_precision

from bot.language.catalogue import locale_of, text_of
from bot.language.line import PLACEHOLDER, Code, Days, Line, LineError, Listed, Percent, Phrases, Sentence, Value, WithYear
from bot.remedy.money import Money, exponent

# Scripts that put no blank between sentences. Thai has no full stop: there the blank is all that parts them.
_CLOSED_UP = {"zh", "ja"}
# Thai words stand close together, and foreign ones among them apart, which no list pattern does.
_CLOSE_TO_FOREIGN = re.compile(r"(?<=[\u0e00-\u0e7f])(?=[A-Za-z0-9])|(?<=[A-Za-z0-9)])(?=[\u0e00-\u0e7f])")
_LTR_ISOLATE, _END_ISOLATE = "\u2066", "\u2069"


@dataclass(frozen=True, slots=True)
class Voice:
    """Whom we speak to: their language and the zone in which they read a clock."""

    language: str
    zone: tzinfo

    def say(self, sentence: Sentence) -> str:
        """The sentence, whole; raises LineError if a fact is missing, which the tests rule out for every line."""
        spoken = {name: self.spoken(value) for name, value in sentence.values}
        return fill(text_of(sentence.line, self.language), spoken)

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
                # Letters and digits to copy keep their own direction inside right-to-left text.
                return f"{_LTR_ISOLATE}{text}{_END_ISOLATE}" if locale.text_direction == "rtl" else text
            case str():
                return value
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
                return _CLOSE_TO_FOREIGN.sub(" ", format_list(items, style="standard", locale=locale))
            case Phrases(items):
                return format_list([self.say(item) for item in items], style="standard", locale=locale)
            case datetime():
                here = value.astimezone(self.zone)
                day = format_date(here, _day_in_full(self.language), locale=locale)
                time = format_time(here, format=_clock(self.language), locale=locale)
                return str(locale.datetime_formats["short"]).format(time, day)
            case date():
                return format_skeleton("MMMMd", value, locale=locale)


@cache
def _day_in_full(language: str) -> str:
    """The pattern of a day with its weekday, both spelt out: CLDR has one only with both cut short ("mar, 17 feb")."""
    patterns = locale_of(language).datetime_skeletons
    short, day, full_day = (str(patterns[name].pattern) for name in ("MMMEd", "MMMd", "MMMMd"))
    return re.sub(r"[Ec]+", "EEEE", short.replace(day, full_day))


@cache
def _clock(language: str) -> str:
    """The pattern of a time with the halves of the day in words where the language has any: the short one has "PM" in Korean."""
    return re.sub(r"\ba\b", "aaaa", str(locale_of(language).time_formats["short"].pattern))


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
    own = exponent(value.currency) == get_currency_precision(value.currency)
    return format_currency(value.amount, value.currency, locale=locale_of(language), decimal_quantization=own)


def fill(text: str, values: Mapping[str, str]) -> str:
    """Put the values in their places. Only plain names are places: no attributes, no formats, nothing to escape."""

    def value(place: re.Match[str]) -> str:
        try:
            return values[place[1]]
        except KeyError:
            raise LineError(f"nothing to put in the place {place[0]}") from None

    return PLACEHOLDER.sub(value, text)
