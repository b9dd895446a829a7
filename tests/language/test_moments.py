"""A day with its time in the middle of a sentence, in every language: read each as a native would before changing it."""

from datetime import UTC, datetime

import pytest

from bot.language.catalogue import shipped
from bot.language.moments import in_words

NARROW = "\u202f"

SAID = {
    "ar": "الثلاثاء 17 فبراير الساعة 5:20 مساءً",
    "de": "Dienstag, 17. Februar, 17:20",
    "en": f"Tuesday, February 17, 5:20{NARROW}PM",
    "es": "martes 17 de febrero a las 17:20",
    "fr": "mardi 17 février à 17:20",
    "he": "יום שלישי, 17 בפברואר, בשעה 17:20",
    "hi": "मंगलवार, 17 फ़रवरी, शाम 5:20 बजे",
    "id": "Selasa, 17 Februari pukul 17.20",
    "it": "martedì 17 febbraio alle 17:20",
    "ja": "2月17日(火) 17:20",
    "ko": "2월 17일 (화요일) 오후 5:20",
    "nl": "dinsdag 17 februari om 17:20",
    "pl": "wtorek, 17 lutego, godz. 17:20",
    "pt_BR": "terça-feira, 17 de fevereiro, às 17:20",
    "ru": "вторник, 17 февраля, в 17:20",
    "th": "วันอังคารที่ 17 กุมภาพันธ์ เวลา 17:20",
    "tr": "17 Şubat Salı saat 17:20",
    "uk": "вівторок, 17 лютого, о 17:20",
    "vi": "17:20 Thứ Ba, ngày 17 tháng 2",
    "zh_Hans": "2月17日星期二 17:20",
    "zh_Hant": "2月17日 星期二 下午5:20",
}


def at(hour: int, minute: int = 20) -> datetime:
    return datetime(2026, 2, 17, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize("language", shipped())
def test_a_day_and_its_time_are_joined_as_the_language_joins_them(language: str) -> None:
    assert in_words(at(17), language) == SAID[language]


@pytest.mark.parametrize(
    ("language", "hour", "said"),
    [
        ("es", 1, "martes 17 de febrero a la 1:20"),
        ("es", 13, "martes 17 de febrero a las 13:20"),
        ("pt_BR", 1, "terça-feira, 17 de fevereiro, à 01:20"),
        ("it", 1, "martedì 17 febbraio all’01:20"),
        ("uk", 11, "вівторок, 17 лютого, об 11:20"),
    ],
)
def test_an_hour_that_changes_the_word_before_it_does(language: str, hour: int, said: str) -> None:
    assert in_words(at(hour), language) == said


@pytest.mark.parametrize(
    ("language", "hour", "said"),
    [
        ("ar", 9, "الثلاثاء 17 فبراير الساعة 9:20 صباحًا"),
        ("ar", 12, "الثلاثاء 17 فبراير الساعة 12:20 ظهرًا"),
        ("hi", 9, "मंगलवार, 17 फ़रवरी, सुबह 9:20 बजे"),
        ("hi", 23, "मंगलवार, 17 फ़रवरी, रात 11:20 बजे"),
        ("ko", 9, "2월 17일 (화요일) 오전 9:20"),
        ("zh_Hant", 9, "2月17日 星期二 上午9:20"),
        ("en", 9, f"Tuesday, February 17, 9:20{NARROW}AM"),
    ],
)
def test_the_part_of_the_day_is_told_where_a_clock_has_twelve_hours(language: str, hour: int, said: str) -> None:
    assert in_words(at(hour), language) == said


def test_a_language_that_is_not_in_the_table_has_the_day_and_the_time_side_by_side() -> None:
    assert in_words(at(17), "sv") == "tisdag 17 februari 17:20"
