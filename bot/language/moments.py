"""A day and a time of that day, as each language says them in the middle of a sentence ("mardi 17 février à 17:20").

CLDR has patterns for this, but Babel reads only those that set the two side by side, as on a screen; so ours are here.
"""

import re
from datetime import datetime
from functools import cache

from babel.dates import format_date, format_time

from bot.language.catalogue import locale_of

# What stands between the day {1} and the time {0}. A German "Uhr" and its like are words of the sentences around.
_TOGETHER = {
    "es": "{1} a las {0}",
    "pt_BR": "{1}, às {0}",
    "fr": "{1} à {0}",
    "it": "{1} alle {0}",
    "ru": "{1}, в {0}",
    "uk": "{1}, о {0}",
    "pl": "{1}, godz. {0}",
    "nl": "{1} om {0}",
    "tr": "{1} saat {0}",
    "ar": "{1} الساعة {0}",
    "he": "{1}, בשעה {0}",
    "id": "{1} pukul {0}",
    "th": "{1} เวลา {0}",
}
# Hours that change the word before them: one o'clock is no plural, and eleven begins with a vowel in Ukrainian.
_AT_THIS_HOUR = {
    ("es", 1): "{1} a la {0}",
    ("pt_BR", 1): "{1}, à {0}",
    ("it", 1): "{1} all’{0}",
    ("uk", 11): "{1}, об {0}",
}
# Where a day inside a sentence looks other than at the head of a letter.
_DAYS = {
    "es": "EEEE d 'de' MMMM",
    "ar": "EEEE d MMMM",
    "th": "EEEE'ที่' d MMMM",
    "vi": "EEEE, 'ngày' d MMMM",
    "ja": "M月d日(EEE)",
}
_CLOCKS = {"hi": "B h:mm 'बजे'"}
# Where noon by the halves of the day would be read as midnight.
_NOON = {"ar": "ظهرًا"}


def in_words(here: datetime, language: str) -> str:
    """The day with its weekday and the time, by the clock the moment is given in."""
    locale = locale_of(language)
    day = format_date(here, _day_in_full(language), locale=locale)
    time = format_time(here, _clock(language, here.hour), locale=locale)
    together = _AT_THIS_HOUR.get((language, here.hour)) or _TOGETHER.get(language) or str(locale.datetime_formats["short"])
    return together.format(time, day)


@cache
def _day_in_full(language: str) -> str:
    """The pattern of a day with its weekday, both spelt out: CLDR has one only with both cut short ("mar, 17 feb")."""
    if language in _DAYS:
        return _DAYS[language]
    patterns = locale_of(language).datetime_skeletons
    short, day, full_day = (str(patterns[name].pattern) for name in ("MMMEd", "MMMd", "MMMMd"))
    return re.sub(r"[Ec]+", "EEEE", short.replace(day, full_day))


@cache
def _clock(language: str, hour: int) -> str:
    """The pattern of a time, with the halves of the day in words where the language has any: the short ones are "PM" or "م"."""
    if language in _CLOCKS:
        return _CLOCKS[language]
    locale = locale_of(language)
    half = locale.day_periods.get("stand-alone", {}).get("wide", {}).get("am" if hour < 12 else "pm")
    if hour == 12:
        half = _NOON.get(language, half)
    return re.sub(r"\ba\b", f"'{half}'" if half else "aaaa", str(locale.time_formats["short"].pattern))
