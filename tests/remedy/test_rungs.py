from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.remedy.money import Money
from bot.remedy.rungs import Given, PartError, read_part
from bot.terms import RemedyKind

TEN = Money.of("10.00", "EUR")


@pytest.mark.parametrize(
    ("words", "part"),
    [
        ("refund 15 %", Given(RemedyKind.REFUND, Decimal(15))),
        ("refund 7.5%", Given(RemedyKind.REFUND, Decimal("7.5"))),
        ("refund the amount", Given(RemedyKind.REFUND, Decimal(100), of_amount=True)),
        ("refund 50 % of the amount", Given(RemedyKind.REFUND, Decimal(50), of_amount=True)),
        ("coupon 5 %", Given(RemedyKind.COUPON, Decimal(5))),
        ("coupon 10 % of the amount up to 10 EUR", Given(RemedyKind.COUPON, Decimal(10), of_amount=True, at_most=TEN)),
        ("  coupon   the amount up to 10.00 EUR ", Given(RemedyKind.COUPON, Decimal(100), of_amount=True, at_most=TEN)),
        ("replacement", Given(RemedyKind.REPLACEMENT)),
        ("repair", Given(RemedyKind.REPAIR)),
        ("resend", Given(RemedyKind.RESEND)),
        ("return 14 days", Given(RemedyKind.RETURN, count=14)),
        ("warranty 3 months", Given(RemedyKind.WARRANTY, count=3)),
        ("points 100", Given(RemedyKind.POINTS, count=100)),
        ("gift", Given(RemedyKind.GIFT)),
        ("rain check", Given(RemedyKind.RAIN_CHECK)),
        ("apology", Given(RemedyKind.APOLOGY)),
        ("voucher", Given(RemedyKind.VOUCHER)),
    ],
)
def test_a_part_is_read_as_it_is_written(words: str, part: Given) -> None:
    assert read_part(words) == part


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        ("refnud 15 %", '"refnud 15 %" is nothing that can be given; did you mean refund?'),
        ("refund", '"refund" cannot be read; write it like "refund 15 %".'),
        ("refund 15", '"refund 15" cannot be read; write it like "refund 15 %".'),
        ("coupon 5 % up to 10 USD", '"coupon 5 % up to 10 USD" cannot be read; write it like "coupon 5 %".'),
        ("refund 101 %", '"refund 101 %" must be more than 0 and at most 100 percent; to give nothing, write on = false.'),
        ("coupon 0 %", '"coupon 0 %" must be more than 0 and at most 100 percent; to give nothing, write on = false.'),
        ("return 14 months", '"return 14 months" cannot be read; write it like "return 14 days".'),
        ("warranty 0 months", '"warranty 0 months" cannot be read; write it like "warranty 3 months".'),
        ("points", '"points" cannot be read; write it like "points 100".'),
        ("gift 3", '"gift 3" cannot be read; write it like "gift".'),
    ],
)
def test_what_cannot_be_read_is_told_with_what_could(words: str, fault: str) -> None:
    with pytest.raises(PartError) as refused:
        read_part(words)

    assert str(refused.value) == fault


def test_what_is_like_nothing_is_told_with_all_there_is() -> None:
    with pytest.raises(PartError, match="what can be given is refund, coupon, replacement, repair"):
        read_part("a holiday")


@given(st.text())
def test_any_words_are_a_part_or_a_fault_with_a_sentence(words: str) -> None:
    try:
        part = read_part(words)
    except PartError as fault:
        assert str(fault).endswith((".", "?"))  # noqa: PT017  both ends are right
    else:
        assert part.percent is None or 0 < part.percent <= 100
