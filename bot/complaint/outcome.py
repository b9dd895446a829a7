"""What follows from what happened: the case as it is now, what is said, what is needed, what is promised."""

from dataclasses import dataclass, replace
from enum import StrEnum

from bot.complaint.case import Case
from bot.complaint.event import Choice, ReviewStage
from bot.language.line import Sentence, Value


@dataclass(frozen=True, slots=True)
class Button:
    """A choice to press: what the buyer would say, and what it means."""

    label: Sentence
    choice: Choice
    argument: str = ""


class CardKind(StrEnum):
    """What of a message stands out, where its buyer's side can show it so."""

    OFFER = "offer"
    REFUND = "refund"
    COUPON = "coupon"
    GRADE = "grade"


@dataclass(frozen=True, slots=True)
class Shown:
    """What stands out of a message: the amount, what goes with it, and a code or reference to keep. The words say it all too."""

    kind: CardKind
    headline: Value | None = None
    note: Sentence | None = None
    code: str = ""


@dataclass(frozen=True, slots=True)
class Say:
    """One message to the buyer: up to three sentences, the choices beneath it, and what stands out of it."""

    sentences: tuple[Sentence, ...]
    buttons: tuple[Button, ...] = ()
    shown: Shown | None = None


@dataclass(frozen=True, slots=True)
class OrderNeeded:
    """The order of this number, if this proof is its own."""

    number: str
    proof: str


@dataclass(frozen=True, slots=True)
class PricesNeeded:
    """The prices of a proven order."""

    order_id: int


@dataclass(frozen=True, slots=True)
class OrderAgain:
    """A proven order once more, to speak of it."""

    order_id: int


@dataclass(frozen=True, slots=True)
class MatterNeeded:
    """All that is on record about the trouble of a case: of its order, where it has one."""


Need = OrderNeeded | PricesNeeded | OrderAgain | MatterNeeded


@dataclass(frozen=True, slots=True)
class Note:
    """A line of the case's log that is not already told by its steps."""

    what: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What follows from an event: the case as it is now, what is said, what is needed, what is promised."""

    case: Case
    says: tuple[Say, ...] = ()
    needs: Need | None = None
    notes: tuple[Note, ...] = ()
    agreed: bool = False  # the standing offer was accepted: its remedy is to be written down
    wait_for_reply: bool = False  # a question stands: silence will be noticed
    let_be: bool = False  # nothing is asked any more: silence puts the case aside, without a reminder
    graded: int | None = None  # what the buyer said of how it was, 1 to 7
    look_up: bool = False  # somebody outside has to be asked first; the answer comes as an event of its own
    review: ReviewStage | None = None  # what is to be asked next, at a civil hour

    def after(self, earlier: "Outcome") -> "Outcome":
        """This outcome following on an earlier one of the same turn."""
        return replace(
            self,
            says=earlier.says + self.says,
            notes=earlier.notes + self.notes,
            agreed=earlier.agreed or self.agreed,
            look_up=earlier.look_up or self.look_up,
            graded=self.graded or earlier.graded,
            review=self.review or earlier.review,
        )
