"""Reading a row of the ladder as the owner wrote it."""

from collections import Counter
from decimal import Decimal

from bot.remedy.policy_table import Table
from bot.remedy.rungs import Conditions, Given, PartError, Rung, read_part
from bot.shop.articles import supplier_key
from bot.terms import Cause, Level, Severity

# Whatever the policy says, these are for people, or are no complaint at all.
_NEVER = frozenset({Cause.SAFETY, Cause.HUMAN, Cause.SPAM_ABUSE, Cause.OTHER_QUESTION})


def read_rung(table: Table) -> Rung:
    """One [[ladder]] section; what is wrong with it is written down in the table's faults."""
    name = table.text("name")
    causes = table.terms("causes", Cause)
    for cause in sorted(causes & _NEVER):
        table.fault("causes", f"= {cause} has no ladder: it is answered, or goes to a person at once. Take it out.")
    rung = Rung(
        name=name,
        causes=causes,
        when=_read_conditions(table),
        remedies=_read_remedies(table),
        choice=table.flag("choice", False),
        benefit=table.flag("benefit", False),
        on=table.flag("on", True),
        line=table.line,
    )
    table.done()
    return rung


def _read_conditions(table: Table) -> Conditions:
    at_least, below = _read_margins(table)
    return Conditions(
        confirmed=_only_true(table, "confirmed"),
        days_past=table.days("days_past") if table.has("days_past") else None,
        lost=_only_true(table, "lost"),
        not_there=_only_true(table, "not_there"),
        severity=table.terms("severity", Severity) if table.has("severity") else frozenset(),
        photo=_only_true(table, "photo"),
        amount_up_to=table.euro("amount_up_to_eur") if table.has("amount_up_to_eur") else None,
        value_up_to=table.euro("value_up_to_eur") if table.has("value_up_to_eur") else None,
        level=table.terms("level", Level) if table.has("level") else frozenset(),
        within_withdrawal=_only_true(table, "within_withdrawal"),
        margin_at_least=at_least,
        margin_below=below,
        supplier=_read_suppliers(table),
    )


def _read_margins(table: Table) -> tuple[Decimal | None, Decimal | None]:
    """From which margin to below which, as far as either is asked for."""
    at_least = table.percent("margin_at_least") if table.has("margin_at_least") else None
    below = table.percent("margin_below") if table.has("margin_below") else None
    if at_least is not None and below is not None and at_least >= below:
        table.fault("margin_below", f"= {below} must be more than margin_at_least, which is {at_least}: nothing is between them.")
    return at_least, below


def _read_suppliers(table: Table) -> frozenset[str]:
    names = table.texts("supplier") if table.has("supplier") else ()
    if not all(map(supplier_key, names)):
        table.fault("supplier", "must name them; what nobody supplied cannot be told from what nobody knows of.")
    return frozenset(map(supplier_key, names))


def _only_true(table: Table, key: str) -> bool:
    """A condition asks for something or is left out: "photo = false" would be read as "only without one", and is not."""
    if not table.has(key):
        return False
    wanted = table.flag(key, True)
    if not wanted:
        table.fault(key, "= false asks for nothing; leave it out.")
    return wanted


def _read_remedies(table: Table) -> tuple[tuple[Given, ...], ...]:
    """The offer and its alternatives; none where a person decides."""
    person = table.flag("person", False)
    offers = table.has("offer")
    others = table.lists("or")
    if person and (offers or others):
        table.fault("person", "= true leaves all to a person; take out the offer, or this.")
    if person:
        return ()
    if not offers:
        table.fault("offer", 'is missing; write one like ["refund 10 %"], or person = true.')
        return ()
    return (_read_remedy(table, "offer", table.texts("offer")), *(_read_remedy(table, "or", words) for words in others))


def _read_remedy(table: Table, key: str, words: tuple[str, ...]) -> tuple[Given, ...]:
    parts = []
    for written in words:
        try:
            parts.append(read_part(written))
        except PartError as fault:
            table.fault(key, f"= {fault}")
    for kind, times in Counter(part.kind for part in parts).items():
        if times > 1:
            table.fault(key, f"gives {kind.value.replace('_', ' ')} twice in one remedy; write one of them.")
    return tuple(parts)
