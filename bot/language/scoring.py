"""How well messages are understood whose meaning is known: shares of 1, language by language."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from bot.language.labelled import Labelled
from bot.language.understand import Asked, Understanding
from bot.shop.orders import order_key
from bot.terms import Cause

Understand = Callable[[str, str, Asked], Understanding]

AMONG = 3


@dataclass(frozen=True, slots=True)
class Heard:
    """One labelled complaint and the causes it was taken for, likeliest first; `confidence` is that of the first."""

    label: str
    also: frozenset[str]
    causes: tuple[str, ...]
    confidence: float = 0.0

    @property
    def first(self) -> str:
        """The cause that was acted on."""
        return self.causes[0]

    @property
    def meant(self) -> str:
        """The label; or what it was taken for, if that is right too."""
        return self.first if self.first in self.also else self.label


def heard(one: Labelled, language: str, understand: Understand) -> Heard:
    """Read a complaint as the first message of a conversation."""
    understood = understand(one["text"], language, Asked.NOTHING)
    called = [Cause.HUMAN.value] if understood.wants_person else []
    nothing = Cause.SPAM_ABUSE if understood.abusive else Cause.OTHER_QUESTION
    causes = dict.fromkeys([*called, *(guess.cause.value for guess in understood.guesses), nothing.value])
    confidence = 1.0 if called else max((guess.confidence for guess in understood.guesses), default=0.0)
    return Heard(one["label"], frozenset(one.get("also", ())), tuple(causes)[:AMONG], confidence)


def macro_f1(told: Sequence[Heard]) -> float:
    """The mean over the labels of how exact and how complete they are."""
    right = Counter(one.first for one in told if one.first == one.meant)
    said = Counter(one.first for one in told)
    meant = Counter(one.meant for one in told)
    return mean(2 * right[label] / (meant[label] + said[label]) for label in meant)


def among_three(told: Iterable[Heard]) -> float:
    """How often a right cause is among the three that a buyer is asked to choose of."""
    return mean(float(not {one.label, *one.also}.isdisjoint(one.causes)) for one in told)


def sure_and_right(told: Sequence[Heard], sure_from: float) -> tuple[float, float]:
    """How often a cause is acted on without a question back, and how often that is right."""
    sure = [one for one in told if one.confidence >= sure_from]
    return len(sure) / len(told) if told else 0.0, mean(float(one.first == one.meant) for one in sure)


def entities_right(one: Labelled, language: str, understand: Understand) -> bool:
    """Whether the order number and all the amounts were read to the letter; what a line says nothing of is not asked."""
    understood = understand(one["text"], language, Asked.NOTHING)
    orders = [order_key(number) for number in understood.order_numbers[:1]]
    wanted = [order_key(one["order_id"])] if one.get("order_id") else []
    amounts = [(Decimal(amount["amount"]), amount["currency"]) for amount in one.get("amounts", ())]
    read = [(money.amount, money.currency) for money in understood.amounts]
    return ("order_id" not in one or orders == wanted) and ("amounts" not in one or read == amounts)


def grade_right(one: Labelled, language: str, understand: Understand) -> bool:
    """Whether a reply to how it was is given the grade it says, or none if it says none."""
    return understand(one["text"], language, Asked.GRADE).grade in (one["grade"], *one.get("also", ()))


def mean(values: Iterable[float]) -> float:
    """The mean; of nothing it is 0."""
    listed = list(values)
    return sum(listed) / len(listed) if listed else 0.0
