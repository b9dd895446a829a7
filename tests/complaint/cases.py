"""A complaint to be varied, the events that can happen to it, and what was said, by the keys of the lines."""

from dataclasses import replace
from datetime import UTC, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from bot.complaint import flow
from bot.complaint.case import Case
from bot.complaint.event import Choice, Event, MatterAnswered, Pressed, PricesAnswered, Said
from bot.complaint.outcome import Outcome
from bot.complaint.practice import Practice
from bot.followup.timing import OpeningHours
from bot.language.understand import Asked, Guess, Understanding
from bot.remedy.decision import Budget, History
from bot.remedy.money import Money
from bot.shop.orders import Order
from bot.shop.prices import PriceSeen
from bot.terms import Cause, Step
from tests.remedy.claims import PRICES, RATES, VALENTINE, order, policy

AT = datetime(2026, 2, 16, 9, 0, tzinfo=UTC)  # a Monday, 10 o'clock in the shop
BERLIN = ZoneInfo("Europe/Berlin")
PRACTICE = Practice(
    shop="Wanderlight",
    privacy_url="https://shop.example.com/privacy",
    opening=OpeningHours(frozenset(range(5)), time(9), time(18), BERLIN),
    zone=BERLIN,
    policy=policy(),
    rates=RATES,
)
ORDER = order(id=1)  # two pairs at 49.90, cheaper by 10 % from the day after on
DROP = Guess(Cause.PRICE_DROP, 0.9)


def case(step: Step = Step.LISTEN, **more: Any) -> Case:
    return Case(id=7, opened_at=AT, step=step, **more)


def said(text: str = "", **understood: Any) -> Said:
    return Said(Understanding(text, **understood), AT)


def pressed(choice: Choice, argument: str = "") -> Pressed:
    return Pressed(choice, argument, AT)


def prices_of(of: Order = ORDER, prices: tuple[PriceSeen, ...] = PRICES, **more: Any) -> PricesAnswered:
    """The records' answer for a buyer who was given nothing before, in a month in which nothing was spent."""
    told: dict[str, Any] = {
        "history": History(0, 0, Money.zero(of.currency)),
        "budget": Budget(Money.zero("EUR")),
        "promotions": (VALENTINE,),
        "at": AT,
    }
    return PricesAnswered(order=of, prices=prices, **told | more)


def matter_of(of: Order | None = ORDER, **more: Any) -> MatterAnswered:
    """The records' answer about any other trouble, for a buyer who bought this once and was given nothing."""
    told: dict[str, Any] = {
        "parcels": (),
        "spent": Money(9980, "EUR"),
        "orders": 1,
        "history": History(0, 0, Money.zero(of.currency if of else "EUR")),
        "budget": Budget(Money.zero("EUR")),
        "at": AT,
    }
    return MatterAnswered(order=of, **told | more)


def looked_into(**more: Any) -> Case:
    """A case of a fallen price whose order is proven and whose facts are being looked up."""
    known = {"cause": Cause.PRICE_DROP, "consoled": True, "order_number": ORDER.number, "order_id": ORDER.id}
    return case(Step.EXPLAIN, **known | more)


def offered(practice: Practice = PRACTICE, **answer: Any) -> Case:
    """A case with an offer on the table: 9.98 EUR and a coupon of 5 %, or one coupon of 14.97 EUR."""
    return flow.step(looked_into(), prices_of(**answer), practice).case


def agreed() -> Case:
    """A case whose buyer said yes to the first proposal."""
    return flow.step(offered(), pressed(Choice.ACCEPT, "1:0"), PRACTICE).case


def reading_back() -> Case:
    """A case whose buyer is asked whether all was understood."""
    return replace(looked_into(), step=Step.LISTEN, asked=Asked.READ_BACK)


def step(before: Case, event: Event, practice: Practice = PRACTICE) -> Outcome:
    return flow.step(before, event, practice)


def keys(outcome: Outcome) -> list[list[str]]:
    """What is said, message by message."""
    return [[sentence.line.key for sentence in say.sentences] for say in outcome.says]


def buttons(outcome: Outcome) -> list[str]:
    """What can be pressed beneath the last message."""
    return [button.label.line.key.removeprefix("button.") for button in outcome.says[-1].buttons]


def notes(outcome: Outcome) -> list[tuple[str, str]]:
    return [(note.what, note.detail) for note in outcome.notes]
