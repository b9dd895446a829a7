"""The switch that stops all money, and what it says of itself."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from bot.complaint import records
from bot.errors import BadRequest
from bot.memory.store import Memory
from bot.remedy import switch
from bot.remedy.money import Money
from bot.remedy.switch import MoneyStanding
from tests.complaint.cases import PRACTICE
from tests.complaint.counter import ANA, CHAU, approve, with_offer
from tests.memory.people import AT
from tests.talk import open_shop

HOUR = timedelta(hours=1)


def standing(memory: Memory) -> MoneyStanding:
    return memory.write_now(switch.standing, PRACTICE, AT)


def test_money_moves_until_somebody_pauses_it_and_the_first_one_is_remembered(memory: Memory) -> None:
    before = standing(memory)

    memory.write_now(switch.pause, "Mei", AT)
    memory.write_now(switch.pause, "Lin", AT + HOUR)

    assert (before.paused_by, before.since) == ("", None)
    assert (standing(memory).paused_by, standing(memory).since) == ("Mei", AT)


def test_resumed_it_moves_and_the_next_pause_is_another(memory: Memory) -> None:
    memory.write_now(switch.pause, "Mei", AT)

    memory.write_now(switch.resume, AT + HOUR)
    resumed = standing(memory)
    memory.write_now(switch.pause, "Lin", AT + 2 * HOUR)

    assert (resumed.paused_by, resumed.since) == ("", None)
    assert (standing(memory).paused_by, standing(memory).since) == ("Lin", AT + 2 * HOUR)


def test_nobody_pauses_without_a_name(memory: Memory) -> None:
    with pytest.raises(BadRequest):
        memory.write_now(switch.pause, " ", AT)

    assert standing(memory).paused_by == ""


def test_what_waits_and_what_the_month_has_promised_is_said(memory: Memory) -> None:
    monthly, warn_at = PRACTICE.policy.budget.monthly, PRACTICE.policy.budget.warn_at
    month = records.month_of(AT, PRACTICE)
    memory.write_now(lambda unit: unit.due.put("pay", "pay:1", None, AT + HOUR))
    memory.write_now(lambda unit: unit.ledger.spend(month, warn_at - Money(1, "EUR"), None))
    before = standing(memory)

    memory.write_now(lambda unit: unit.ledger.spend(month, Money(1, "EUR"), None))

    assert before == MoneyStanding("", None, 1, month, warn_at - Money(1, "EUR"), monthly, nearly_spent=False)
    assert standing(memory) == replace(before, spent=warn_at, nearly_spent=True)


async def test_the_operator_is_warned_once_when_the_month_is_nearly_spent(database: str, tmp_path: Path) -> None:
    async with open_shop(tmp_path, url=database) as shop:
        almost = PRACTICE.policy.budget.warn_at - Money(1, "EUR")
        await shop.house.memory.write(lambda unit: unit.ledger.spend("2026-02", almost, None))

        with capture_logs() as logged:
            await (await with_offer(shop, ANA)).say("yes")
            second = await with_offer(shop, CHAU)
            await approve(shop, case_id=2)
            await second.say("yes")

        assert [one for one in logged if one["event"] == "the month's budget is nearly spent"] == [
            {
                "event": "the month's budget is nearly spent", "log_level": "warning", "month": "2026-02",
                "promised": str(almost + Money(998 + 499, "EUR")), "monthly": str(PRACTICE.policy.budget.monthly),
            }
        ]  # fmt: skip
        assert await shop.house.memory.read(lambda unit: unit.ledger.budget("2026-02").spent > almost + Money(998 + 499, "EUR"))
