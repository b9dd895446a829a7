"""Who decides, and where goods go back to: each setting changes what people may do, or what buyers read."""

from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from bot.app import practice_of
from bot.remedy.offer import Part
from bot.settings import Settings
from bot.terms import Authority
from tests.complaint.counter import told
from tests.payments import ScriptedPayments
from tests.remedy.promises import RETURN, WARRANTY, at_once, promised
from tests.talk import open_shop


def settings(**given: Any) -> Settings:
    return Settings.model_validate(given)


def test_the_staff_are_who_the_owner_names() -> None:
    practice = practice_of(settings(staff=[{"name": "Noor", "role": "admin"}]))

    assert practice.staff == {"Noor": Authority.ADMIN}


@pytest.mark.parametrize(
    ("staff", "said"),
    [
        ([{"name": "Mei", "role": "lead"}, {"name": "Mei", "role": "staff"}], "Mei stands there twice"),
        ([{"name": " ", "role": "lead"}], "this is no name to sign with"),
        ([{"name": "Mei", "role": "bot"}], "'staff', 'lead' or 'admin'"),
        ([{"name": "Mei"}], "Field required"),
    ],
)
def test_who_cannot_be_told_apart_or_placed_is_refused(staff: list[dict[str, str]], said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        settings(staff=staff)


@pytest.mark.parametrize(
    ("returns", "part", "reads"),
    [
        ({"address": "Dock 4, 20457 Hamburg"}, RETURN, "Please send it by March 2 to: Dock 4, 20457 Hamburg."),
        ({"days": 30}, Part(RETURN.kind, RETURN.amount), "Please send it by March 18 to: Wanderlight Returns"),
        ({"guarantee_months": 6}, WARRANTY, "Your warranty now lasts until November"),
    ],
)
async def test_returns(tmp_path: Path, returns: dict[str, Any], part: Part, reads: str) -> None:
    async with open_shop(tmp_path, payments=ScriptedPayments(), returns=returns) as shop:
        buyer = await promised(shop, part)

        await at_once(shop)

        assert reads in str((await buyer.read())[-1]["text"])


def test_without_an_address_of_its_own_a_shop_has_a_person_tell_it() -> None:
    practice = practice_of(settings())

    assert practice.returns.address == ""
    assert practice_of(settings(test={"sample_shop": True})).returns.address.startswith("Wanderlight Returns")


async def test_by_hand_is_about_money_alone(tmp_path: Path) -> None:
    async with open_shop(tmp_path, payments=ScriptedPayments(), money={"by_hand": ["own"]}) as shop:
        await promised(shop, WARRANTY)

        await at_once(shop)

        assert await told(shop) == ["bot: done.warranty"]
