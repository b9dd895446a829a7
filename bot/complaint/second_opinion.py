"""A second opinion on what a buyer wrote: where our own words and examples leave it open, a language model may propose a cause.

What it proposes is never sure and settles nothing: it stands first among the buttons, and the buyer presses one.
"""

from collections import OrderedDict
from dataclasses import replace
from datetime import datetime

from bot.complaint.joining import current
from bot.complaint.listen import cause_of
from bot.complaint.post import Post
from bot.complaint.practice import Practice
from bot.language.masking import HIDDEN, masked
from bot.language.script_buttons import BUTTON_CAUSE
from bot.language.tokens import is_character, tokens_of
from bot.language.understand import Answer, Asked, Guess, Understanding
from bot.memory.store import Memory, Unit
from bot.ports import Clock, LanguageModel
from bot.terms import Cause, Keeper

_OPEN = frozenset({Asked.NOTHING, Asked.WHAT_HAPPENED})
_LEAST_WORDS = 2.0
_MOST_GUESSES = 3
_LONGEST = 1_000  # characters of a message that are shown: who writes more has said it by then
_REMEMBERED = 256
_AMONG = {cause.value: line.english for cause, line in BUTTON_CAUSE.items()}


class SecondOpinion:
    """Asks a language model once about a message that is not understood, and only while the bot has the case."""

    def __init__(self, memory: Memory, clock: Clock, practice: Practice, model: LanguageModel) -> None:
        self._memory = memory
        self._clock = clock
        self._practice = practice
        self._model = model
        self._asked: OrderedDict[int, Cause | None] = OrderedDict()

    async def on(self, entry_id: int, buyer_id: int, post: Post, understood: Understanding, asked: Asked) -> Understanding:
        """What was understood of that entry of the inbox, with the model's proposal in front if it was asked and has one."""
        if not is_unsure(post, understood, asked, self._practice):
            return understood
        if entry_id not in self._asked:
            # Whatever comes of it, an entry that is worked a second time is not shown a second time.
            self._asked[entry_id] = None
            self._asked[entry_id] = await self._opinion(buyer_id, understood)
            if len(self._asked) > _REMEMBERED:
                self._asked.popitem(last=False)
        proposed = self._asked[entry_id]
        return replace(understood, guesses=with_first(proposed, understood.guesses)) if proposed else understood

    async def _opinion(self, buyer_id: int, understood: Understanding) -> Cause | None:
        known = await self._memory.read(_names_known, buyer_id, self._clock.now())
        if known is None:
            return None
        shown = masked(understood.text, understood.language, known)[:_LONGEST]
        if _words_in(shown.replace(HIDDEN, " ")) < _LEAST_WORDS:
            return None
        label = await self._model.label(shown, _AMONG)
        return Cause(label) if label in _AMONG else None


def is_unsure(post: Post, understood: Understanding, asked: Asked, practice: Practice) -> bool:
    """Whether free words, where the buyer may say anything, leave open what they are about."""
    free = asked in _OPEN and not (post.button or post.command or post.link or post.edits or post.drawn or post.unreadable)
    told = understood.answer is not Answer.NONE or understood.wants_person or understood.safety
    courteous = understood.thanks or understood.greeting
    if not free or told or courteous or cause_of(understood, practice):
        return False
    return practice.shelf.find(understood.text, understood.language) is None


def with_first(proposed: Cause, guesses: tuple[Guess, ...]) -> tuple[Guess, ...]:
    """The guesses with the proposed one in front, as sure as our own words make it: not at all, where they do not tell of it."""
    own = next((guess for guess in guesses if guess.cause is proposed), Guess(proposed, 0.0))
    return (own, *(guess for guess in guesses if guess.cause is not proposed))[:_MOST_GUESSES]


def _words_in(text: str) -> float:
    """How many words there are, signs and figures left out; a letter that is a word of its own is half of one."""
    return sum(0.5 if is_character(word) else 1.0 for word in tokens_of(text).words if word[0].isalpha())


def _names_known(unit: Unit, buyer_id: int, now: datetime) -> tuple[str, ...] | None:
    """Who the buyer may sign as, and who of the staff has talked to them.

    None where nothing is to be asked: a person has the case, or what it is about is known.
    """
    stored = current(unit.cases.in_hand(buyer_id), now)
    case = stored.case if stored else None
    if case and (case.keeper is not Keeper.BOT or case.cause):
        return None
    orders = {*unit.links.bound_to(buyer_id), *([case.order_id] if case and case.order_id else [])}
    person = case.person if case else ""
    return unit.buyers.name_of(buyer_id), person, *(unit.shop.order(number).buyer_name for number in sorted(orders))
