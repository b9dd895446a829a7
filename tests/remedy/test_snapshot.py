import json
from decimal import Decimal
from typing import Any

import pytest

from bot.remedy import snapshot
from bot.remedy.decision import Budget, Facts, History
from bot.remedy.ladder import decide
from bot.remedy.money import Money
from bot.remedy.snapshot import SnapshotError
from bot.terms import Cause, Level, Severity, Wish
from tests.remedy.claims import RATES, facts, order, policy
from tests.remedy.matters import euro, facts_of, sold_out

MATTER = facts_of(
    Cause.DAMAGED,
    severity=Severity.COSMETIC,
    pictures=2,
    days_past=-1,
    lost=True,
    arrived=True,
    amount=Money.of("1.234", "KWD"),
    level=Level.GOLD,
    within_withdrawal=False,
    margin=Decimal("-12.50"),
    supplier="Lin Shoes",
    wish=Wish.COUPON,
    history=History(1, 2, euro("3.00"), 1, euro("4.00"), euro("5.00")),
    budget=Budget(euro("6.00")),
)
PRICE = facts(order(promised=euro("0.00")))
EVERY = [MATTER, PRICE, facts(order(), ()), sold_out("JPY")]


@pytest.mark.parametrize("told", EVERY)
def test_facts_go_through_json_and_come_back_the_same(told: Facts) -> None:
    kept = snapshot.of(told)

    back = snapshot.facts_of(json.loads(json.dumps(kept)))

    assert snapshot.of(back) == kept
    assert (back.finding, back.history, back.budget, back.wish) == (told.finding, told.history, told.budget, told.wish)


@pytest.mark.parametrize("told", [PRICE, facts(order(), ()), facts(order(refunded="9.98"))])
def test_a_price_claim_that_was_kept_is_decided_as_it_was(told: Facts) -> None:
    assert decide(snapshot.facts_of(snapshot.of(told)), policy()) == decide(told, policy())


def test_who_asked_is_not_kept() -> None:
    text = json.dumps(snapshot.of(facts(order(note="call me on Monday", tracking=("DHL:003400",)))))

    for secret in ("Ana García", "ana@example.com", "28013", "WL-1042", "Monday", "003400"):
        assert secret not in text


def test_only_the_rates_that_can_matter_are_kept() -> None:
    assert snapshot.of(MATTER)["rates"] == {"KWD": str(RATES["KWD"])}
    assert snapshot.of(PRICE)["rates"] == {}


def test_the_cause_of_a_price_claim_is_the_price() -> None:
    assert snapshot.cause_of(PRICE) is Cause.PRICE_DROP
    assert snapshot.cause_of(MATTER) is Cause.DAMAGED


@pytest.mark.parametrize("version", [None, 0, 2, "1"])
def test_facts_of_another_version_are_refused(version: object) -> None:
    with pytest.raises(SnapshotError, match="is not known here; only version 1 is"):
        snapshot.facts_of(snapshot.of(MATTER) | {"version": version})


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"history": {}}, "'on_order' is missing."),
        ({"matter": None}, "these are no facts: "),
        ({"spent_this_month": "much"}, "these are no facts: "),
        ({"rates": ["USD"]}, "these are no facts: "),
        ({"rates": {"USD": "cheap"}}, "these are no facts: "),
        ({"wish": "everything"}, "these are no facts: 'everything' is not a valid Wish."),
    ],
)
def test_what_are_no_facts_are_refused_with_the_reason(change: dict[str, Any], fault: str) -> None:
    with pytest.raises(SnapshotError) as refused:
        snapshot.facts_of(snapshot.of(MATTER) | change)

    assert str(refused.value).startswith(fault)
