"""Danger that comes again: where several buyers within days write of harm by the same article, the staff are alarmed at once.

Each such case is with a person already. The alarm is about all the others who have the article: one task names the cases, and the
orders whose buyers are to be warned; every further case is added to it as long as it is open.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

import structlog

from bot.complaint.case import Case
from bot.complaint.handover import endangered_at
from bot.complaint.practice import Practice
from bot.memory.cases import StoredCase
from bot.memory.money_tables import TaskKind
from bot.memory.store import Unit
from bot.remedy.tasks import open_task
from bot.shop.orders import OrderLine, order_key
from bot.terms import Cause

log = structlog.get_logger(__name__)

_LOOKED_AT = "safety.looked_at"
_SOLD_WITHIN = timedelta(days=365)
_NAMED = 50
"""So many orders are named in a task; of the rest it says how many they are."""


@dataclass(frozen=True, slots=True)
class Article:
    """What somebody may be in danger by. The same are those of one number, or of one title: not all platforms have numbers."""

    sku: str
    title: str

    def is_like(self, other: "Article") -> bool:
        """Whether it is the same article."""
        return (bool(self.sku) and self.sku == other.sku) or self.title.casefold() == other.title.casefold()

    def __str__(self) -> str:
        return f"{self.title} ({self.sku})" if self.sku else self.title


def raise_alarms(unit: Unit, case: Case, practice: Practice, at: datetime) -> None:
    """Look whether this case of danger, as it is now stored, is one of several; then alarm the staff, once for each article."""
    # Two who write at the same moment must each see the other: written first, this holds the second until the first is done.
    unit.state.put(_LOOKED_AT, at.isoformat())
    since = at - timedelta(days=practice.alarm_at.days)
    cases = [one for one in unit.cases.of_cause(Cause.SAFETY, since) if endangered_at(one.case) >= since]
    articles = {one.case.id: _articles(unit, one.case) for one in cases}
    for article in articles[case.id]:
        alike = [one for one in cases if any(map(article.is_like, articles[one.case.id]))]
        if _are_several(alike, practice):
            _alarm(unit, case, str(article), _of(unit, article, alike, practice, at), practice, at)
            log.error("several safety cases", article=article.sku or article.title, cases=[one.case.id for one in alike])
    # An article that nobody knows may be any: two fires that cannot be placed are no reason to wait for a third.
    if _are_several(cases, practice) and not all(articles.values()):
        _alarm(unit, case, "", _of_unknown(articles, practice), practice, at)
        log.error("several safety cases", article="not known", cases=sorted(articles))


def _are_several(cases: Iterable[StoredCase], practice: Practice) -> bool:
    """Whether these are more than one buyer's: whoever writes of one order by two doors is one."""
    told_by = {order_key(one.case.order_number) or one.buyer_id for one in cases}
    return len(told_by) >= practice.alarm_at.buyers


def _articles(unit: Unit, case: Case) -> list[Article]:
    """The articles it may be about; none where nobody knows.

    The number of an order that a buyer gave is enough here, proven or not: nobody but the staff reads of it.
    """
    lines: Iterable[OrderLine]
    if case.article:
        return [Article("", case.article)]
    if case.order_id:
        ordered = unit.shop.order(case.order_id).lines
        lines = [ordered[position] for position in case.concerned if position < len(ordered)] or ordered
    else:
        lines = [line for order in unit.shop.find_orders(order_key(case.order_number)) for line in order.lines]
    return list(dict.fromkeys(Article(line.sku, line.title) for line in lines))


def _of(unit: Unit, article: Article, alike: list[StoredCase], practice: Practice, at: datetime) -> str:
    """All that a person needs to know to act on it."""
    with_it = unit.shop.orders_with(article.sku, article.title, at - _SOLD_WITHIN, at)
    orders = [order.number for order in with_it if order.may_have_left]
    more = f" and {len(orders) - _NAMED} more" if len(orders) > _NAMED else ""
    named = f"{', '.join(orders[:_NAMED])}{more}" if orders else "none that we know of"
    cases = ", ".join(str(one.case.id) for one in alike)
    return (
        f"ALARM: within {practice.alarm_at.days} days several buyers wrote of danger by {article}: cases {cases}. Stop selling "
        f"it until somebody has looked at it, and warn everybody who has it. Ordered within a year: {named}. "
        f'With their addresses: python -m bot recall "{article.sku or article.title}"'
    )


def _of_unknown(articles: Mapping[int, list[Article]], practice: Practice) -> str:
    cases = ", ".join(f"{number} ({', '.join(map(str, known)) or 'not known'})" for number, known in sorted(articles.items()))
    return (
        f"ALARM: within {practice.alarm_at.days} days several buyers wrote of danger, and of some nobody knows by which article: "
        f"cases {cases}. Ask which one it is, and compare."
    )


def _alarm(unit: Unit, case: Case, article: str, what: str, practice: Practice, at: datetime) -> None:
    """One task for an article; while it is open, a further case only words it anew."""
    name = sha256(article.casefold().encode()).hexdigest()[:16]
    raised = [task for task in unit.tasks.waiting() if task.kind is TaskKind.ALARM and task.key.endswith(name)]
    if raised:
        unit.tasks.reword(raised[0].key, what, at)
        number: int | None = raised[0].id
    else:
        by = practice.opening.after(at, practice.person_within)
        number = open_task(unit, f"alarm-{case.id}-{name}", TaskKind.ALARM, case.id, what, by, at)
    if number:
        unit.cases.note(
            case.id, at, "bot", [("alarm", f"task {number}: one of several about {article or 'an article not known yet'}")]
        )
