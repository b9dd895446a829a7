"""The scripted payment provider of the tests: it does what it is told, once, and lets nobody ask for more."""

import pytest

from bot.ports import PaymentAnswer, PaymentState
from bot.remedy.money import Money
from tests.payments import Refund, ScriptedPayments, Turn

TEN = Money(1000, "EUR")
UNKNOWN = PaymentAnswer(PaymentState.UNKNOWN)
PENDING = PaymentAnswer(PaymentState.PENDING)
NOT_THERE = PaymentAnswer(PaymentState.NOT_THERE)
REFUSED = PaymentAnswer(PaymentState.REFUSED, reason="refused by the script")


def done(number: int) -> PaymentAnswer:
    return PaymentAnswer(PaymentState.DONE, reference=f"R-{number}")


async def test_turns_are_taken_in_the_order_of_the_script() -> None:
    payments = ScriptedPayments(Turn.DONE, Turn.REFUSED, Turn.PENDING, Turn.DONE)

    answers = [await payments.refund(key, "1042", TEN) for key in "abcd"]

    assert answers == [done(1), REFUSED, PENDING, done(2)]
    assert payments.calls == [("refund", "a"), ("refund", "b"), ("refund", "c"), ("refund", "d")]
    assert payments.moved == {"a": TEN, "d": TEN}


async def test_an_answer_is_lost_after_the_money_moved() -> None:
    payments = ScriptedPayments(Turn.ANSWER_LOST, Turn.AS_WRITTEN)

    answers = [await payments.refund("a", "1042", TEN), await payments.look_up("a")]

    assert answers == [UNKNOWN, done(1)]
    assert payments.book == {"a": Refund("1042", TEN, done(1))}


async def test_a_request_is_lost_and_nothing_moves() -> None:
    payments = ScriptedPayments(Turn.REQUEST_LOST, Turn.AS_WRITTEN, Turn.REQUEST_LOST)

    answers = [await payments.refund("a", "1042", TEN), await payments.look_up("a"), await payments.look_up("a")]

    assert answers == [UNKNOWN, NOT_THERE, UNKNOWN]
    assert payments.book == {}


async def test_what_is_pending_is_decided_by_a_later_turn() -> None:
    payments = ScriptedPayments(Turn.PENDING, Turn.PENDING, Turn.DONE)

    answers = [await payments.refund("a", "1042", TEN), await payments.look_up("a"), await payments.look_up("a")]

    assert answers == [PENDING, PENDING, done(1)]


async def test_what_is_done_or_refused_stays_so() -> None:
    payments = ScriptedPayments(Turn.DONE, Turn.REFUSED, Turn.REFUSED, Turn.DONE)

    answers = [await payments.refund(key, "1042", TEN) for key in "aabb"]

    assert answers == [done(1), done(1), REFUSED, REFUSED]
    assert payments.moved == {"a": TEN}


@pytest.mark.parametrize("call", ["refund", "look_up"])
async def test_a_call_more_than_the_script_has_fails_the_test_past_every_except(call: str) -> None:
    payments = ScriptedPayments()
    calls = {"refund": payments.refund("a", "1042", TEN), "look_up": payments.look_up("a")}
    calls.pop("look_up" if call == "refund" else "refund").close()

    with pytest.raises(pytest.fail.Exception, match="the script has no such call") as caught:
        await calls[call]

    assert not isinstance(caught.value, Exception)
    assert payments.book == {}


@pytest.mark.parametrize(("order_number", "amount"), [("1043", TEN), ("1042", Money(1001, "EUR")), ("1042", Money(1000, "USD"))])
async def test_a_key_asked_again_for_something_else_fails_the_test(order_number: str, amount: Money) -> None:
    payments = ScriptedPayments(Turn.DONE, Turn.DONE)
    await payments.refund("a", "1042", TEN)

    with pytest.raises(pytest.fail.Exception, match=r"a is 10\.00 EUR of 1042 and cannot be"):
        await payments.refund("a", order_number, amount)


async def test_a_script_that_cannot_be_fails_the_test() -> None:
    payments = ScriptedPayments(Turn.DONE)

    with pytest.raises(pytest.fail.Exception, match="cannot be said of a: it was never asked for"):
        await payments.look_up("a")
