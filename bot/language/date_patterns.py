"""What to look for where people say when something was: patterns of a language, from CLDR and from our own words."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Literal

from babel import Locale, UnknownLocaleError
from babel.dates import get_day_names, get_month_names

from bot.language.cldr import copied
from bot.language.date_words import DATE_WORDS, DateWords
from bot.language.numerals import number_pattern

_Width = Literal["wide", "abbreviated"]
_Context = Literal["format", "stand-alone"]

_WIDTHS: tuple[_Width, ...] = ("wide", "abbreviated")
_CONTEXTS: tuple[_Context, ...] = ("format", "stand-alone")
# Where a month that stands alone has another name. Of other languages Babel 2 gives those of whichever was asked for first.
_ALONE = {("de", "abbreviated"), ("pl", "wide"), ("uk", "wide")} | {(one, width) for one in ("ru", "vi") for width in _WIDTHS}
_UNPARTED = frozenset({"ja", "ko", "th", "zh_Hans", "zh_Hant"})
_WITHIN = frozenset({"ja", "ko", "zh_Hans", "zh_Hant"})  # "last week" is part of "Tuesday of last week": 上周二
_PREFIXED = {"ar": "(?:[وبلف]|لل)?", "he": "(?:[ובלמהשכ]|מה|וב)?"}
_YEAR = r"(?:19|20|25)\d\d"
_ABOUT = (
    r"(?:about|around|almost|over|more than|like|casi|unos|unas|más de|quase|mais de|cerca de|presque|plus de|environ|"
    r"bien|fast|etwa|ca\.?|circa|"
    r"mehr als|über|rund|guten?|quasi|più di|bijna|ongeveer|meer dan|prawie|około|ponad|почти|примерно|около|больше|майже|"
    r"близько|понад|більше|"
    r"yaklaşık|neredeyse|حوالي|تقريبا|اكثر من|أكثر من|כמעט|בערך|יותר מ|lagbhag|kareeb|करीब|लगभग|ประมาณ|เกือบ|กว่า|khoảng|"
    r"gần|hơn|sekitar|hampir|lebih dari|"
    r"大概|大约|约|快|約|大約|差不多|もう|約|벌써|거의|약)"
)
_ORDINAL = r"(?:\.|st|nd|rd|th|er|º|°|-?го|-?те|-?ten?|-?e|ième)?"
_OF = r"(?:de\s|of\s|d[ei]l?\s|d'|-|/)?"


@cache
def date_patterns(language: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """What to look for in the `small` text of a language, the surest first: nothing is read twice."""
    words = DATE_WORDS.get(language)
    told = [
        ("day", rf"(?<!\d)(?P<year>{_YEAR})[-/.](?P<month>\d{{1,2}})[-/.](?P<day>\d{{1,2}})(?!\d)"),
        (
            "numeric",
            r"(?<![\d.,/])(?<!\d-)(?P<a>\d{1,2})(?P<by>[./-]) ?(?P<b>\d{1,2})(?P=by) ?(?P<year>\d{4}|"
            r"\d{2})(?![\d€$%])",
        ),
    ]
    if words:
        told += _told_in(language, words)
    return tuple((kind, _compiled(pattern)) for kind, pattern in told)


def small(text: str) -> str:
    """The text in small letters, each where it stood; the dotted and the dotless i of Turkish are one.

    A pattern that has to mind no case is tried at every letter, one of small letters only where one of its words may begin.
    """
    return text.replace("İ", "i").lower().replace("ı", "i")


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"\\.|\(\?P|.", lambda found: found[0] if len(found[0]) > 1 else small(found[0]), pattern))


def may_hold_a_time(plain: str, language: str) -> bool:
    """Whether a `small` text has what each of the patterns must have: most messages have none of it, and tell so in a glance."""
    return any(least.search(plain) for least in _leasts(language))


@cache
def _leasts(language: str) -> tuple[re.Pattern[str], ...]:
    """A date in figures, and the words of which one is in every other date; apart, each is found where its first letter is."""
    parts, words = [r"\d[./-] ?\d"], DATE_WORDS.get(language)
    if words:
        start, end = _edges(language)
        phrases = (words.today, words.yesterday, words.two_days_ago, words.tomorrow, words.last_week, words.last_month)
        weekdays = (*_names(language, "days", words.weekdays), *_names(language, "days", "", short=True))
        told = "|".join((*phrases, *(names for _, names in weekdays)))
        months = "|".join(names for _, names in _names(language, "months", words.months))
        spans = "|".join((*words.units, *(words.fixed or ())))
        parts += [rf"{start}(?:{told}){end}", rf"(?:{spans}){end}", rf"(?:{months or '(?!)'})(?!\d|[^\W\d_])"]
        parts += ["[月월]"] if language in _WITHIN else []
    return tuple(map(_compiled, parts))


def _edges(language: str) -> tuple[str, str]:
    """What stands before and behind a word: nothing where no blanks part them."""
    return ("", "") if language in _UNPARTED else (rf"(?<!\w){_PREFIXED.get(language, '')}", r"(?!\w)")


def _told_in(language: str, words: DateWords) -> Iterator[tuple[str, str]]:
    start, end = _edges(language)
    if language in {"ja", "ko", "zh_Hans", "zh_Hant"}:
        number = r"\d{1,2}|[一二三四五六七八九十廿]{1,3}"
        yield "day", rf"(?:(?P<year>\d{{4}}|\d\d)\s?[年년]\s?)?(?P<month>{number})\s?[月월]\s?(?P<day>{number})\s?[日号號일]"
    months = "|".join(f"(?P<month{n}>{names})" for n, names in _names(language, "months", words.months))
    year = rf"(?:[\s,]*(?:de\s|del\s|of\s|năm\s|พ\.ศ\.\s?)?(?P<year>{_YEAR}))?"
    yield (
        "month",
        rf"(?<![\d.,:])(?P<day>\d{{1,2}}){_ORDINAL}[\s.]{{0,2}}{_OF}{_PREFIXED.get(language, '')}(?:{months})\.?(?!\d|"
        rf"[^\W\d_]){year}",
    )
    if language in {"en", "es", "hi", "id"}:
        months = re.sub(r"\(\?P<month", "(?P<month", months)
        yield "month", rf"{start}(?:{months})\.?\s(?:the\s)?(?P<day>\d{{1,2}}){_ORDINAL}(?![\d.:%€$]|\s?[€$%]){year}"
    yield (
        "numeric",
        rf"{start}(?:{words.at})\s?(?P<a>\d{{1,2}})(?P<by>[./])(?P<b>\d{{1,2}})(?![\d/]|\.\d|\s?(?:€|eur|\$|usd|%))\.?",
    )
    yield (
        "numeric",
        r"(?<![\d.,/-])(?P<a>0\d|[123]\d)/(?P<b>0\d)(?![\d/%]|\s?[€$%])|(?<![\d.,/-])(?P<aa>\d{1,2})\.(?P<bb>1[0-2]|"
        r"0?[1-9])\.(?!\d)",
    )
    yield from _in_words(language, words, start, end)


def _in_words(language: str, words: DateWords, start: str, end: str) -> Iterator[tuple[str, str]]:
    blank = r"\s?" if language in _UNPARTED else r"\s"
    for ago, phrase in (("2", words.two_days_ago), ("1", words.yesterday), ("0", words.today), ("-1", words.tomorrow)):
        yield f"ago {ago}", rf"{start}(?:{phrase}){end}"
    weekdays = "|".join(f"(?P<weekday{n}>{names})" for n, names in _names(language, "days", words.weekdays))
    between = rf"{blank}(?:\w{{1,4}}\s){{0,2}}"
    yield "weekday of last week", rf"{start}(?:(?:{words.last_week}){between}(?:{weekdays}){end})"
    yield "weekday of last week", rf"{start}(?:(?:{weekdays}){between}(?:{words.last_week}){end})"
    amount = rf"(?P<number>\d{{1,3}}|{number_pattern(language)}|{words.ones}|{'|'.join(words.counts.split()) or '(?!)'})"
    units = "|".join(f"(?P<{name}>{forms})" for name, forms in zip("dwm", words.units, strict=True))
    fixed = "|".join(sorted(words.fixed or (), key=len, reverse=True))
    span = rf"(?:(?P<fixed>{fixed or '(?!)'})|{amount}\s?(?:{units}))"
    yield "span", rf"{start}(?:{words.before})\s?{_ABOUT}?\s?{span}{end}"
    yield "span", rf"{start}{span}{end}\s?(?:{words.behind}){end}"
    at = rf"(?:(?:{words.at}){blank})?"
    last = (("last week", rf"{start}(?:{words.last_week}){end}"), ("last month", rf"{start}(?:{words.last_month}){end}"))
    if language not in _WITHIN:
        yield from last
    yield (
        "weekday",
        rf"{start}(?:(?P<ahead>{words.ahead}){blank})?{at}(?:(?P<last>{words.last}){blank})?(?:{weekdays}){end}(?:{blank}(?P<behind>{words.last_behind}){end})?",
    )
    if language in _WITHIN:
        yield from last
    short = "|".join(f"(?P<weekday{n}>{names})" for n, names in _names(language, "days", "", short=True))
    if short and language not in _UNPARTED:
        yield "weekday", rf"{start}(?:(?:{words.at})\s|(?P<last>{words.last})\s)(?:{short})\.?{end}"


def _names(language: str, kind: str, own: str, *, short: bool = False) -> list[tuple[int, str]]:
    """The names of the days (Monday 0) or of the months (January 1), and our own beside CLDR's."""
    first = 0 if kind == "days" else 1
    names: dict[int, set[str]] = {}
    words = DATE_WORDS.get(language)
    told = _listed(language, kind, short=short)
    for n, called in enumerate(told, first):
        for name in called:
            plain = name.strip(".").replace("’", "'").replace("‏", "")
            if words and re.fullmatch("|".join(words.units), plain, re.IGNORECASE):
                continue  # the Indonesian "minggu" is a week as well as a Sunday
            if len(plain) > 2 or (language in _UNPARTED and not short and plain[-1:] in "月월"):
                names.setdefault(n, set()).add(re.escape(plain).replace(r"\ ", r"\s"))
    for n, more in enumerate(own.split() if told else (), first):
        if more != "_":
            names.setdefault(n, set()).update(more.split("|") if "(" not in more else [more])
    return [(n, "|".join(sorted(forms, key=len, reverse=True))) for n, forms in sorted(names.items(), reverse=True)]


def _listed(language: str, kind: str, *, short: bool) -> tuple[tuple[str, ...], ...]:
    names = copied(language)
    if not names:
        return days_by_babel(language, short=short) if kind == "days" else months_by_babel(language)
    if kind == "months":
        return names.months
    return names.short_days if short else names.days


def days_by_babel(language: str, *, short: bool = False) -> tuple[tuple[str, ...], ...]:
    """What each day is called, Monday first, alone and in a date; nothing in a language that Babel does not know."""
    locale = _locale(language)
    if locale is None:
        return ()
    width: _Width = "abbreviated" if short else "wide"
    told = [get_day_names(width, context, locale) for context in _CONTEXTS]
    return tuple(tuple(dict.fromkeys(names[n] for names in told)) for n in range(7))


def months_by_babel(language: str) -> tuple[tuple[str, ...], ...]:
    """The same of the months, with their short names."""
    locale = _locale(language)
    if locale is None:
        return ()
    told = [
        get_month_names(width, context, locale)
        for width in _WIDTHS
        for context in _CONTEXTS
        if context == "format" or (language, width) in _ALONE
    ]
    return tuple(tuple(dict.fromkeys(names[n] for names in told)) for n in range(1, 13))


def _locale(language: str) -> Locale | None:
    try:
        return Locale.parse(language)
    except (UnknownLocaleError, ValueError):
        return None
