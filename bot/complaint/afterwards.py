"""What a buyer writes right after the grade that closed their case: a comment on it, as they were asked for, and no new case."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.complaint import execute, listen, review, turn
from bot.complaint.case import Case, Ending
from bot.complaint.post import Post
from bot.complaint.practice import Practice
from bot.language import script_doors, script_people
from bot.language.thanking import is_bare_thanks
from bot.language.understand import Answer, Asked, Understanding
from bot.memory.buyers import KnownBuyer
from bot.memory.cases import StoredCase
from bot.memory.store import Unit
from bot.memory.transcript import NewLine
from bot.satisfaction.grades import GLAD_FROM
from bot.terms import Cause, Keeper, Question

_COMMENTED = "commented on the grade"

_COMMENT_WITHIN = timedelta(hours=36)
"""Whoever graded in the evening may have slept on it."""

_OF_THE_ORDER = frozenset({Question.PARCEL, Question.SHIPPED, Question.ORDER})

_ENDED_WELL = frozenset({Ending.GRADED, Ending.CLEAR})


def thanked(
    unit: Unit,
    buyer: KnownBuyer,
    newest: StoredCase | None,
    post: Post,
    understood: Understanding,
    line: NewLine,
    practice: Practice,
    now: datetime,
) -> bool:
    """Whether this was said of a case just closed with a grade, and is thanked for. The line is put with that case.

    Of one that was closed because all was clear, only thanks are.

    One comment is taken: should it have been a complaint that we failed to understand, the next words open a case again.
    Thanks and a yes to our own thanks are answered in kind as often as they come.
    """
    if newest is None or newest.closed_at is None or not _is_free(post):
        return False
    case = newest.case
    if case.ending not in _ENDED_WELL or case.keeper is not Keeper.BOT or now - newest.closed_at > _COMMENT_WITHIN:
        return False
    if case.ending is not Ending.GRADED and not is_bare_thanks(understood.text):
        return False
    if not _is_comment(case, understood, practice):
        return False
    courteous = understood.thanks or understood.answer is Answer.YES
    commented = any(one.what == _COMMENTED and one.at >= newest.closed_at for one in unit.cases.log(case.id))
    if not courteous and commented:
        return False
    if not courteous:
        unit.cases.note(case.id, now, "buyer", [(_COMMENTED, "")])
    glad = courteous or (understood.grade or 0) >= GLAD_FROM
    said = script_people.CLOSE_WELCOME if glad else script_doors.PICTURES_THANKS
    turn.speak(unit, buyer, case.id, said, practice, now, before=(line,))
    return True


def graded_anew(newest: StoredCase | None, post: Post, understood: Understanding, now: datetime) -> StoredCase | None:
    """The case just closed with a grade, as it was when it was asked for: another one is said in figures, and takes its place.

    None if nothing of the kind was said.
    """
    if newest is None or newest.closed_at is None or now - newest.closed_at > _COMMENT_WITHIN or not _is_free(post):
        return None
    case = newest.case
    other = understood.grade and review.graded_before(case, understood.grade)
    if case.ending is not Ending.GRADED or case.keeper is not Keeper.BOT or not other or not review.is_figure(understood):
        return None
    return replace(newest, case=replace(case, ending=None, asked=Asked.GRADE))


def asked_anew(newest: StoredCase | None, post: Post, understood: Understanding, now: datetime) -> StoredCase | None:
    """The case just closed because all was clear, open again to whoever asks on: its order is not to be proven twice.

    None if nothing of the kind is asked.
    """
    if newest is None or newest.closed_at is None or now - newest.closed_at > _COMMENT_WITHIN or not _is_free(post):
        return None
    case = newest.case
    answered = case.ending is Ending.CLEAR and case.keeper is Keeper.BOT and case.answered is not None and case.order_id
    if not answered or understood.asking.question not in _OF_THE_ORDER or execute.another_order(case, understood):
        return None
    return replace(newest, case=replace(case, ending=None, cause=None, asked=Asked.NOTHING, unclear=0))


def _is_free(post: Post) -> bool:
    """Whether it is words and nothing else."""
    more = post.button or post.command or post.link or post.pictures or post.wanted or post.unreadable
    return bool(post.text.strip()) and not more


def _is_comment(case: Case, understood: Understanding, practice: Practice) -> bool:
    """Whether the words may be about how it went. In doubt they are: who graded was just asked what could be better.

    Danger, a call for a person, an insult, a question, a wish, another order and trouble with goods or money are none.
    That we were slow is one, unless a parcel is plainly late and nothing is judged by it.
    """
    called = understood.safety or understood.wants_person or understood.abusive
    wanted = understood.question or understood.asking.question is not None or understood.wish is not None
    if called or wanted or understood.greeting or execute.another_order(case, understood):
        return False
    late = listen.sure_cause(understood, practice) is Cause.LATE_DELIVERY and not understood.grade
    return not (late or understood.arrival or review.complains_of_more(understood))
