"""Phrases of an owner, found in what buyers write."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.phrasebook import PhraseBook
from bot.language.phrases import Found, PhraseError, phrase_of
from bot.language.tokens import tokens_of


def found(phrase: str, text: str, real_words: frozenset[str] = frozenset()) -> bool:
    book = PhraseBook([phrase_of(phrase, "it")], real_words)
    tokens = tokens_of(text)
    return bool(book.find(tokens))


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("went on sale", "and then it went on sale!"),
        ("refund*", "I was never refunded"),
        ("price fell|dropped", "the price dropped"),
        ("price .. dropped", "the price of my new shoes dropped"),
        ("money_back|refund please", "money back please"),
        ("after_i bought", "right after I bought them"),
        ("paid # now #", "paid 49.90 now 44,91"),
        ("# % off", "10% off"),
        ("bought & # % off", "I bought it on Monday. Today: 10% off"),
        ("bought & # % off", "10% off what I bought"),
        ("price .. fell & bought & today", "today the price just fell, and I bought it"),
        ("=no", "no, thanks"),
        ("=no", "it's late. no"),
        ("que no", "¡QUE NO!"),
        ("didnt arrive", "it didn’t arrive"),
        ("está", "esta"),
        ("esta", "está"),
        ("没收到", "我根本没收到货"),
        ("快递 .. 没|不", "快递到现在都没来"),
        ("换 大|小", "换大的"),
        ("没收到", "没 收 到"),
        ("sure", "ＳＵＲＥ"),
        ("👍", "👍👍"),
        ("so late", "sooooo late"),
        ("cool", "coooool"),
        ("yes", "yesss"),
        ("received", "recieved"),
        ("received", "recived"),
        ("received", "receivved"),
        ("received", "receuved"),
        ("deliver*", "delivred"),
    ],
)
def test_a_phrase_is_found(phrase: str, text: str) -> None:
    assert found(phrase, text)


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("went on sale", "it went quickly on sale"),
        ("refund", "refunded"),
        ("price .. dropped", "the price is one two three four five six dropped"),
        ("price .. dropped", "what a price. he dropped it"),
        ("bought & # % off", "I bought it"),
        ("bought & # % off", "10% off"),
        ("price .. fell & bought", "what a price. I fell for it and bought"),
        ("=no", "no charger"),
        ("=no", "not"),
        ("换 大|小", "换货后大的"),
        ("received", "resieved"[:7]),
        ("late", "lade"),
        ("charged", "barged"),
    ],
)
def test_a_phrase_is_not_found(phrase: str, text: str) -> None:
    assert not found(phrase, text)


def test_a_real_word_is_never_taken_for_a_slip() -> None:
    assert found("charged", "chaged twice", frozenset({"changed"}))
    assert not found("charged", "changed twice", frozenset({"changed"}))


def test_a_phrase_is_found_at_each_of_its_places_with_its_meaning() -> None:
    book = PhraseBook([phrase_of("yes", "agreed"), phrase_of("no way", "declined")], frozenset())
    tokens = tokens_of("yes yes no way")

    assert book.find(tokens) == [
        Found(0, 1, (0,), "agreed"),
        Found(1, 2, (1,), "agreed"),
        Found(2, 4, (2, 3), "declined"),
    ]


def test_the_words_in_a_gap_are_not_the_phrases_own() -> None:
    book = PhraseBook([phrase_of("want .. refund", "it")], frozenset())
    tokens = tokens_of("i want ten thousand as refund")

    assert book.find(tokens) == [Found(1, 6, (1, 5), "it")]


def test_what_is_somewhere_in_the_message_is_found_once_with_its_own_words() -> None:
    book = PhraseBook([phrase_of("bought & cheaper", "it")], frozenset())
    tokens = tokens_of("cheaper. I bought it, I bought two")

    assert book.find(tokens) == [Found(0, 3, (0, 2), "it")]


@pytest.mark.parametrize(
    "phrase",
    ["", "=", ".. late", "late ..", "late .. .. today", "*", "ref*und", "a|", "?", "late &", "late & .. today", "=late & today"],
)
def test_a_phrase_that_cannot_be_read_is_refused(phrase: str) -> None:
    with pytest.raises(PhraseError):
        phrase_of(phrase, "it")


def test_the_message_that_refuses_a_phrase_quotes_it() -> None:
    with pytest.raises(PhraseError, match=r"'late \.\.'"):
        phrase_of("late ..", "it")


@given(st.text(max_size=400))
def test_no_message_is_ever_too_much(text: str) -> None:
    book = PhraseBook([phrase_of("never .. arrived", 1), phrase_of("refund*", 2), phrase_of("没 .. 到", 3)], frozenset())
    tokens = tokens_of(text)

    for one in book.find(tokens):
        assert 0 <= one.start < one.end <= len(tokens.words)


@given(st.text(alphabet="(a+)*[b]\\d{9}$^.|?", max_size=60))
def test_a_message_is_never_read_as_a_pattern(text: str) -> None:
    assert found("refund", f"{text} refund {text}") is found("refund", f"{text} refund")


def test_a_message_made_to_be_slow_is_read_to_a_limit() -> None:
    assert len(tokens_of("没" * 100_000).words) == 400


def test_words_know_their_clause() -> None:
    tokens = tokens_of("no, thanks. ok")

    assert tokens.words == ("no", "thanks", "ok")
    assert tokens.clauses == (0, 1, 2)
    assert tokens.sentences == (0, 0, 1)
