"""Five classes of what may be expected, and what is said where one is not met."""

from dataclasses import replace

import pytest

from bot.complaint.expectations import answer, asked_for, of
from bot.language.asking import Asking
from bot.language.understand import Understanding
from bot.remedy.money import Money
from bot.terms import Cause, Expectation, Keeper
from tests.complaint.cases import case, keys, offered, said, step

PAID = Money(9980, "EUR")
BEYOND = Asking(demand=Expectation.BEYOND_REASON)
NOT_TODAY = Asking(demand=Expectation.WANTED_NOT_TODAY)


def wants(*amounts: Money, asking: Asking | None = None) -> Understanding:
    return Understanding("", amounts=amounts, asking=asking or Asking())


@pytest.mark.parametrize(
    ("understood", "cause", "expected"),
    [
        (wants(Money(9981, "EUR")), Cause.DAMAGED, Expectation.BEYOND_REASON),
        (wants(asking=BEYOND), Cause.DAMAGED, Expectation.BEYOND_REASON),
        (wants(asking=NOT_TODAY), Cause.DAMAGED, Expectation.WANTED_NOT_TODAY),
        (wants(Money(9980, "EUR")), Cause.DAMAGED, Expectation.REASONABLE),
        (wants(), Cause.BAD_SERVICE, Expectation.REASONABLE),
        (wants(), Cause.RETURN_REQUEST, Expectation.BASIC),
        (wants(), Cause.MEMBERSHIP_BENEFIT, Expectation.DELIGHT),
        (wants(), None, None),
    ],
)
def test_what_is_expected_is_told_by_amounts_then_words_then_the_trouble(
    understood: Understanding, cause: Cause | None, expected: Expectation | None
) -> None:
    assert of(understood, PAID, case(cause=cause)) is expected


def test_an_amount_in_another_currency_is_not_compared() -> None:
    assert asked_for(wants(Money(1_000_000, "JPY")), PAID) is None


def test_of_several_amounts_the_largest_is_asked_for() -> None:
    assert asked_for(wants(Money(100, "EUR"), Money(900, "EUR")), PAID) == Money(900, "EUR")


def test_where_nobody_knows_what_was_paid_no_amount_is_beyond_reason() -> None:
    assert of(wants(Money(9_999_900, "EUR")), None, case(cause=Cause.DAMAGED)) is Expectation.BASIC


@pytest.mark.parametrize(
    ("expected", "asked", "line"),
    [
        (Expectation.BEYOND_REASON, None, "expect.beyond_reason"),
        (Expectation.WANTED_NOT_TODAY, None, "expect.wanted_not_today"),
        (Expectation.REASONABLE, PAID, "expect.reasonable"),
        (Expectation.REASONABLE, None, None),
        (Expectation.BASIC, PAID, None),
        (Expectation.DELIGHT, None, None),
    ],
)
def test_each_has_its_own_words_or_the_offer_is_the_answer(expected: Expectation, asked: Money | None, line: str | None) -> None:
    sentence = answer(expected, asked)

    assert (sentence.line.key if sentence else None) == line


def test_ten_times_the_price_is_declined_with_its_reason_and_the_offer_stands() -> None:
    outcome = step(offered(), said(asking=BEYOND))

    assert [lines[0] for lines in keys(outcome)] == ["expect.beyond_reason", "offer.refund_coupon"]


def test_whoever_insists_is_given_a_person() -> None:
    insisting = offered()
    for _ in range(2):
        insisting = step(insisting, said(asking=BEYOND)).case

    assert step(insisting, said(asking=BEYOND)).case.keeper is Keeper.WAITING


def test_an_amount_that_is_offered_anyway_is_not_called_too_much() -> None:
    before = replace(offered(), paid=PAID)

    as_much = step(before, said(amounts=(Money(1497, "EUR"),)))
    more = step(before, said(amounts=(Money(1498, "EUR"),)))

    assert keys(as_much)[0] == ["offer.beyond"]
    assert keys(more)[0] == ["expect.reasonable"]
