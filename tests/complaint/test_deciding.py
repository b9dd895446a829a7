"""People decide: within their role, never on their own word, and the buyer hears a no as kindly as a yes."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.complaint import deciding
from bot.complaint.case import Fact
from bot.complaint.event import Doubt
from bot.desk_report import approvals_as_text
from bot.errors import BadRequest, NotNow
from bot.memory.store import Unit
from bot.terms import Authority, Keeper, Step, Verification
from tests.complaint.counter import CHAU, PRACTICE, file_of, told, with_offer
from tests.talk import Shop, open_shop


async def approve(shop: Shop, name: str, lowered: Authority | None = None) -> None:
    await shop.house.memory.write(deciding.approve, 1, name, lowered, PRACTICE, shop.clock.now())


async def decline(shop: Shop, name: str = "Li", doubt: Doubt = Doubt.UNSAID, why: str = "the parcel was opened") -> None:
    await shop.house.memory.write(deciding.decline, 1, name, doubt, why, PRACTICE, shop.clock.now())


def says(name: str, unit: Unit, shop: Shop, value: str = "price_drop") -> None:
    """Somebody of the staff said something that the offer rests on."""
    stored = unit.cases.load(1)
    fact = Fact("cause", value, Verification.CONFIRMED, name, shop.clock.now())
    assert unit.cases.save(stored, stored.case.knowing(fact), shop.clock.now())


async def test_what_waits_is_listed_with_its_cost_who_may_decide_and_why(database: str, tmp_path: Path) -> None:
    async with open_shop(tmp_path, url=database) as shop:
        await with_offer(shop, CHAU)

        (one,) = await shop.house.memory.read(deciding.waiting, PRACTICE)

        assert (one.case.id, one.needs, one.may) == (1, Authority.STAFF, ("Li", "Mei", "Ada"))
        first, second, third, *trace = approvals_as_text([one], PRACTICE.zone).splitlines()
        assert first == "case 1  price_drop  waits for staff since 16 Feb 10:00"
        assert second.startswith("  offer 1: refund ")
        assert third.endswith("may be decided by: Li, Mei, Ada")
        assert all(line[:4] in {"  x ", "  - "} and line.endswith(".") for line in trace)


async def test_where_nothing_waits_it_is_said() -> None:
    assert approvals_as_text([], PRACTICE.zone) == "No offer waits for approval."


@pytest.mark.parametrize("name", ["Li", "Mei", "Ada"])
async def test_whoever_has_the_authority_agrees(tmp_path: Path, name: str) -> None:
    async with open_shop(tmp_path) as shop:
        await with_offer(shop, CHAU)

        await approve(shop, name)

        assert (await file_of(shop)).stored.case.offer.approved_by == name  # type: ignore[union-attr]
        assert any(line.startswith("bot: offer.agreed_by_colleague") for line in await told(shop))


async def test_nobody_agrees_above_their_role(tmp_path: Path) -> None:
    async with open_shop(tmp_path) as shop:
        await with_offer(shop, CHAU)
        await shop.house.memory.write(_needs_an_admin, shop)

        with pytest.raises(NotNow, match="needs the authority of admin, which lead is not"):
            await approve(shop, "Mei")
        with pytest.raises(NotNow, match="needs the authority of admin, which staff is not"):
            await approve(shop, "Ada", lowered=Authority.STAFF)
        await approve(shop, "Ada")


def _needs_an_admin(unit: Unit, shop: Shop) -> None:
    stored = unit.cases.load(1)
    assert stored.case.offer is not None
    case = replace(stored.case, offer=replace(stored.case.offer, waits_for=Authority.ADMIN))
    assert unit.cases.save(stored, case, shop.clock.now())


async def test_the_limits_are_held_against_the_order_as_it_is_now(tmp_path: Path) -> None:
    async with open_shop(tmp_path) as shop:
        await with_offer(shop, CHAU)
        cost = (await file_of(shop)).stored.case.offer.offer.cost  # type: ignore[union-attr]
        await shop.house.memory.write(_paid_only, cost.minor)

        with pytest.raises(NotNow, match="which staff is not"):
            await approve(shop, "Li")


def _paid_only(unit: Unit, minor: int) -> None:
    unit.connection.exec_driver_sql(f"UPDATE shop_order SET paid_minor = {minor}")


async def test_whoever_said_what_the_offer_rests_on_does_not_agree_to_it(database: str, tmp_path: Path) -> None:
    async with open_shop(tmp_path, url=database) as shop:
        await with_offer(shop, CHAU)
        await shop.house.memory.write(lambda unit: says("Ada", unit, shop))

        with pytest.raises(NotNow, match="rests on what Ada said of it, so four eyes are needed"):
            await approve(shop, "Ada")
        (one,) = await shop.house.memory.read(deciding.waiting, PRACTICE)
        await approve(shop, "Mei")

        assert one.may == ("Li", "Mei")


@pytest.mark.parametrize("name", ["Bob", "mei", ""])
async def test_a_name_nobody_knows_decides_nothing(tmp_path: Path, name: str) -> None:
    async with open_shop(tmp_path) as shop:
        await with_offer(shop, CHAU)

        with pytest.raises(BadRequest):
            await approve(shop, name)
        with pytest.raises(BadRequest):
            await decline(shop, name)


@pytest.mark.parametrize(
    ("doubt", "line"),
    [
        (Doubt.UNSAID, "offer.not_agreed"), (Doubt.EVIDENCE, "offer.not_agreed_evidence"),
        (Doubt.AMOUNT, "offer.not_agreed_amount"), (Doubt.REPEATED, "offer.not_agreed_repeated"),
    ],
)  # fmt: skip
async def test_who_is_not_agreed_with_hears_why_and_gets_a_person(tmp_path: Path, doubt: Doubt, line: str) -> None:
    async with open_shop(tmp_path) as shop:
        await with_offer(shop, CHAU)

        await decline(shop, doubt=doubt)

        case = (await file_of(shop)).stored.case
        assert (case.keeper, case.step, case.offer) == (Keeper.WAITING, Step.EXPLAIN, None)
        assert (await told(shop))[-1] == f"bot: {line} person.looks"
        assert ("Li", "handed over", "offer 1 not agreed to by Li: the parcel was opened") in [
            (one.who, one.what, one.detail) for one in (await file_of(shop)).log
        ]


async def test_a_no_needs_a_reason_and_something_that_waits(tmp_path: Path) -> None:
    async with open_shop(tmp_path) as shop:
        await with_offer(shop)

        with pytest.raises(BadRequest, match="It needs a why"):
            await decline(shop, why=" ")
        with pytest.raises(NotNow, match="No offer of case 1 waits for approval"):
            await decline(shop)
