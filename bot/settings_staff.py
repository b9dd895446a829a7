"""The settings of the shop's people: who decides what, and where goods are sent back to."""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from bot.settings_section import Section

LONGEST_NAME = 80


def _name(given: str) -> str:
    if not given.strip() or given != given.strip() or not given.isprintable():
        raise ValueError('this is no name to sign with; write a first name, like "Mei".')
    return given


class Colleague(Section):
    """Somebody of the staff, by their first name, and what they may decide."""

    name: Annotated[str, Field(max_length=LONGEST_NAME), AfterValidator(_name)]
    role: Literal["staff", "lead", "admin"]


def _each_once(staff: tuple[Colleague, ...]) -> tuple[Colleague, ...]:
    names = [one.name for one in staff]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise ValueError(f"{', '.join(twice)} stands there twice; what somebody decides is signed with their name.")
    return staff


Staff = Annotated[tuple[Colleague, ...], Field(strict=False), AfterValidator(_each_once)]

SAMPLE_STAFF = (
    Colleague(name="Mei", role="lead"),
    Colleague(name="Li", role="staff"),
    Colleague(name="Ada", role="admin"),
)


class Returns(Section):
    """Where goods are sent back to. Without an address a person tells each buyer how."""

    address: Annotated[str, Field(max_length=300)] = ""
    days: Annotated[int, Field(ge=1, le=90)] = 14
    guarantee_months: Annotated[int, Field(ge=0, le=120)] = 24
