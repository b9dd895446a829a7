"""Codes that are worth money: nobody guesses one, and nobody reads one in a report."""

import re

import pytest

from bot.remedy.coupon_code import masked, new_code


def test_a_code_can_be_read_out_and_never_comes_twice() -> None:
    codes = [new_code() for _ in range(500)]

    assert all(re.fullmatch(r"AM(-[A-HJKMNP-TW-Z2-9]{4}){4}", code) for code in codes)
    assert len(set(codes)) == 500


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("PARTNER-88F2", "PA••••F2"),
        ("12345678", "12••••78"),
        ("1234567", "••••"),  # too much of it would be told
        ("AB", "••••"),
    ],
)
def test_only_its_ends_are_shown_and_of_a_short_one_nothing(code: str, shown: str) -> None:
    assert masked(code) == shown
