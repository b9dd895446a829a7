"""What may stand in a letter, and where one can be sent."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.followup.letters import masked, without_codes, writable
from bot.remedy.coupon_code import new_code


@pytest.mark.parametrize("address", ["ana@example.com", "ana.garcia+shoes@mail.example.co.uk", "o'neil_7@ex-ample.com"])
def test_a_plain_address_can_be_written_to(address: str) -> None:
    assert writable(address)


@pytest.mark.parametrize(
    "address",
    [
        *("", "ana", "ana@", "@example.com", "ana@localhost", "ana@@example.com", "ana@example..com", "ana@-example.com"),
        *("ana..garcia@example.com", ".ana@example.com", "ana.@example.com", "ana garcia@example.com", "añá@example.com"),
        *("<ana@example.com>", "Ana <ana@example.com>", "ana@example.com,bea@example.com", '"ana"@example.com'),
        *("ana@example.com\n", "ana@example.com\r\nBcc: bea@example.com", "ana@example.com\x00", f"{'a' * 65}@example.com"),
        f"ana@{'a.' * 126}com",
    ],
)
def test_whatever_is_more_or_less_than_one_plain_address_cannot_be(address: str) -> None:
    assert not writable(address)


def test_of_an_address_its_owner_knows_enough_and_nobody_else_does() -> None:
    assert masked("ana.garcia@example.com") == "a•••@example.com"


def test_a_letter_says_that_there_is_a_coupon_and_not_its_code() -> None:
    said = "Your coupon is AM-7Q2K-XD4H-9WPC-3TRM: 5% off your next order, once, until May 17."

    assert without_codes(said) == "Your coupon is AM-••••: 5% off your next order, once, until May 17."


@pytest.mark.parametrize("code", ["am-7q2k-xd4h-9wpc-3trm", "AM 7Q2K XD4H 9WPC 3TRM", "AM7Q2KXD4H9WPC3TRM"])
def test_a_code_is_known_however_a_person_wrote_it(code: str) -> None:
    assert without_codes(f"It's {code}.") == "It's AM-••••."


@pytest.mark.parametrize("said", ["I am here since 9:30.", "It's refunded: €9.98, reference R-1001.", "Order WL-2026-0063."])
def test_everything_else_is_left_as_it_was_said(said: str) -> None:
    assert without_codes(said) == said


@given(st.text(), st.text(), st.integers(1, 4))
def test_no_code_that_is_ever_issued_gets_through(before: str, after: str, times: int) -> None:
    code = new_code()

    # A code stands by itself: not with a letter or a digit of its neighbours' grown on to it.
    assert code not in without_codes(f"{before} {' '.join([code] * times)} {after}")
