"""All that the words of a language tell of a message, looked for once."""

from pathlib import Path

from bot.language.lexicon import Lexicon, lexicon_from
from bot.language.told import Told, told_in
from bot.language.words import Came, Sign, read_words
from bot.terms import Expectation, Question, Wish

WORDS = """
signs.thanks = ["thanks"]
answers.yes = ["sure"]
wishes.coupon = ["=the coupon"]
wishes.refund = ["refund*"]
questions.parcel = ["where is it"]
demands.beyond_reason = ["a million"]
arrived.yes = ["got it"]
"""


def lexicon(folder: Path) -> Lexicon:
    path = folder / "words.toml"
    path.write_text(WORDS, "utf-8")
    return lexicon_from(read_words("xx", path))


def meanings(told: Told) -> list[object]:
    return [one.meaning.what for one in told.meanings]


def test_each_kind_is_told_apart_and_in_the_order_of_its_places(tmp_path: Path) -> None:
    told = told_in("Thanks, got it! Where is it? A million, sure", lexicon(tmp_path))

    assert meanings(told) == [Sign.THANKS, Sign.YES]
    assert [one.meaning for one in told.arrivals] == [Came.YES]
    assert [one.meaning for one in told.questions] == [Question.PARCEL]
    assert [one.meaning for one in told.demands] == [Expectation.BEYOND_REASON]


def test_a_wish_that_must_be_all_of_its_clause_is_named_in_passing_elsewhere(tmp_path: Path) -> None:
    known = lexicon(tmp_path)

    alone, amid = told_in("the coupon", known), told_in("a refund, and keep the coupon", known)

    assert (meanings(alone), meanings(amid)) == ([Wish.COUPON], [Wish.REFUND])
    assert {one.meaning for one in alone.wishes} == {Wish.COUPON}
    assert [one.meaning for one in amid.wishes] == [Wish.REFUND, Wish.COUPON]


def test_where_nothing_is_told_there_are_only_the_words(tmp_path: Path) -> None:
    told = told_in("blue shoes", lexicon(tmp_path))

    assert (told.words, told) == (("blue", "shoes"), Told(told.tokens, ("blue", "shoes")))


def test_slips_are_put_right_only_where_they_may_be(tmp_path: Path) -> None:
    known = lexicon(tmp_path)

    assert meanings(told_in("thakns", known)) == [Sign.THANKS]
    assert meanings(told_in("thakns", known, slips=False)) == []


def test_other_words_tell_something_else_of_the_same_message(tmp_path: Path) -> None:
    first = lexicon(tmp_path)
    (tmp_path / "words.toml").write_text('answers.no = ["sure"]', "utf-8")
    changed = lexicon_from(read_words("xx", tmp_path / "words.toml"))

    assert (meanings(told_in("sure", first)), meanings(told_in("sure", changed))) == ([Sign.YES], [Sign.NO])
