"""Who of the staff is who: what a person decides is signed with a name, and the name has a role."""

from bot.complaint.practice import Practice
from bot.errors import BadRequest
from bot.terms import Authority

LONGEST_NAME = 80


def check_name(name: str) -> None:
    """What a person does is signed with their name. Raises BadRequest."""
    if not name.strip() or len(name) > LONGEST_NAME:
        raise BadRequest(f"A name is needed to sign it with, of at most {LONGEST_NAME} characters.")


def role_of(name: str, practice: Practice) -> Authority:
    """What somebody may decide. Raises BadRequest for whom nobody knows."""
    check_name(name)
    role = practice.staff.get(name)
    if role is None:
        known = ", ".join(f"{one} ({of})" for one, of in sorted(practice.staff.items())) or "nobody: name them under [[staff]]"
        raise BadRequest(f"Nobody of the staff is called {name}. Known are {known}.")
    return role


def who_may(needed: Authority, practice: Practice, but: frozenset[str] = frozenset()) -> list[str]:
    """Whoever has that authority, lowest first, except for some."""
    ranks = list(Authority)
    able = [(ranks.index(role), name) for name, role in practice.staff.items() if ranks.index(role) >= ranks.index(needed)]
    return [name for _, name in sorted(able) if name not in but]
