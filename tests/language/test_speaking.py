"""A language that is asked for is heard in any language, and nothing else is taken for it."""

import pytest

from bot.language.speaking import language_asked_for


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("can you speak english please?", "en"),
        ("sorry english please", "en"),
        ("parlez-vous anglais ?", "en"),
        ("russian pls", "ru"),
        ("español por favor", "es"),
        ("em português por favor", "pt_BR"),
        ("en français svp", "fr"),
        ("auf deutsch bitte", "de"),
        ("scusa possiamo parlare italiano?", "it"),
        ("можно на русском?", "ru"),
        ("українською будь ласка", "uk"),
        ("po polsku proszę", "pl"),
        ("in het nederlands graag", "nl"),
        ("türkçe konuşabilir miyiz", "tr"),
        ("بالعربية من فضلك", "ar"),
        ("אפשר בעברית בבקשה", "he"),
        ("日本語でお願いします", "ja"),
        ("한국어로 해주세요", "ko"),
        ("中文可以吗", "zh_Hans"),
        ("可以用繁體中文嗎", "zh_Hant"),
        ("ภาษาไทยได้ไหม", "th"),
        ("tiếng việt được không", "vi"),
        ("bahasa indonesia dong", "id"),
        ("hindi mein baat karo", "hi"),
    ],
)
def test_a_language_is_asked_for_by_its_own_name_or_the_english_one(text: str, language: str) -> None:
    assert language_asked_for(text, "de") == language


def test_of_two_languages_the_one_that_is_not_spoken_is_not_meant() -> None:
    assert language_asked_for("I don't speak German, English please", "de") == "en"
    assert language_asked_for("english or spanish please", "de") == ""


def test_chinese_that_is_not_told_which_stays_the_one_that_is_spoken() -> None:
    assert language_asked_for("可以說中文嗎", "zh_Hant") == "zh_Hant"


@pytest.mark.parametrize(
    "text",
    ["", "please", "the manual is only in english", "can I talk to someone in english", "I'm english", "english " * 20],
)
def test_what_says_more_or_less_asks_for_no_language(text: str) -> None:
    assert language_asked_for(text, "de") == ""


def test_a_bare_name_may_be_an_answer_to_something_else() -> None:
    assert (language_asked_for("polish", "en"), language_asked_for("polish", "en", by_name=False)) == ("pl", "")
