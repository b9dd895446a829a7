"""Which languages a word leans to."""

from bot.language.leanings import Leanings


def test_what_was_told_of_a_word_is_told_again() -> None:
    leanings = Leanings({"ja": {"de": 2.0, "nl": 1.5}, "oui": {"fr": 4.0}})

    assert list(leanings.of("ja")) == [("de", 2.0), ("nl", 1.5)]
    assert list(leanings.of("oui")) == [("fr", 4.0)]


def test_of_a_word_nobody_told_of_nothing_is_known() -> None:
    assert list(Leanings({"oui": {"fr": 4.0}}).of("non")) == []
    assert list(Leanings({}).of("oui")) == []
