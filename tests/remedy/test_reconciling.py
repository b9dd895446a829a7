"""Our side of the books is gathered as it is written: each part as it stands, each task, each coupon, and what buyers read."""

from pathlib import Path

import pytest

from bot.ports import PaymentState
from bot.remedy.offer import Part
from bot.remedy.reconciling import booked, our_side
from bot.remedy.settling import Settlement, Word, settle_by_hand
from bot.remedy.verifying import Booked, Chore, OurSide, Standing
from bot.shop.connectors.embedded import BookEntry
from bot.terms import RemedyKind
from tests.complaint.counter import PRACTICE, reply
from tests.payments import ScriptedPayments, Turn
from tests.remedy.promises import COUPON, GIFT, POINTS, RAIN_CHECK, REFUND, RETURN, WARRANTY, at_once, euros, promised
from tests.talk import STORY, Shop, open_shop


async def ours(shop: Shop) -> OurSide:
    return await shop.house.memory.read(our_side)


def standings(side: OurSide) -> dict[str, Standing]:
    return {line.kind.value: line.standing for line in side.ledger}


async def test_nothing_promised_is_nothing(database: str, tmp_path: Path) -> None:
    async with open_shop(tmp_path, url=database, payments=ScriptedPayments()) as shop:
        side = await ours(shop)

        assert (side.ledger, side.overpaid, side.tasks, side.coupons) == ((), (), {}, ())
        assert not any(side.told.values())


async def test_every_part_stands_as_it_is_with_its_task_and_its_coupon(database: str, tmp_path: Path) -> None:
    async with open_shop(tmp_path, url=database, payments=ScriptedPayments(Turn.DONE)) as shop:
        await promised(shop, REFUND, COUPON, GIFT)
        before = standings(await ours(shop))
        await at_once(shop)

        side = await ours(shop)

        key = {line.kind: line.key for line in side.ledger}
        assert before == dict.fromkeys(("refund", "coupon", "gift"), Standing.OPEN)
        assert standings(side) == {"refund": Standing.DONE, "coupon": Standing.DONE, "gift": Standing.OPEN}
        assert side.tasks == {key[RemedyKind.GIFT]: Chore.OPEN}
        assert side.coupons == (key[RemedyKind.COUPON],)
        assert (side.ledger[0].amount, side.ledger[0].reference) == (euros(998), "R-1")


@pytest.mark.parametrize(
    ("part", "times"),
    [(POINTS, 1), (WARRANTY, 1), (RETURN, 1), (RAIN_CHECK, 1), (COUPON, 1)],
    ids=lambda one: one.kind.value if isinstance(one, Part) else "",
)
async def test_what_buyers_read_is_counted_by_kind_and_case(tmp_path: Path, part: Part, times: int) -> None:
    async with open_shop(tmp_path, payments=ScriptedPayments()) as shop:
        await promised(shop, part)
        await at_once(shop)

        told = {kind: cases for kind, cases in (await ours(shop)).told.items() if cases}

        assert told == {part.kind: {1: times}}


@pytest.mark.parametrize(("how", "stands"), [(Settlement.PAID, Standing.BY_HAND), (Settlement.CANCELLED, Standing.CANCELLED)])
async def test_what_a_person_settled_stands_so(tmp_path: Path, how: Settlement, stands: Standing) -> None:
    async with open_shop(tmp_path, payments=ScriptedPayments(Turn.ANSWER_LOST)) as shop:
        await promised(shop, REFUND)
        await at_once(shop)
        await reply(shop)
        word = Word(how, "Mei", "on the statement", "T-1" if how is Settlement.PAID else "")

        await shop.house.memory.write(settle_by_hand, 1, word, PRACTICE, shop.clock.now())

        assert standings(await ours(shop)) == {"refund": stands}


async def test_an_order_of_which_more_is_gone_than_came_is_named(database: str, tmp_path: Path) -> None:
    async with open_shop(tmp_path, url=database, payments=ScriptedPayments()) as shop:
        await shop.house.memory.write(
            lambda unit: (
                unit.connection.exec_driver_sql(
                    "UPDATE shop_order SET refunded_minor = paid_minor + 1 WHERE number = 'WL-2026-0063'"
                ).rowcount
            )
        )

        assert (await ours(shop)).overpaid == ("WL-2026-0063",)


@pytest.mark.parametrize(
    ("state", "moved"), [(PaymentState.DONE, True), (PaymentState.PENDING, False), (PaymentState.REFUSED, False)]
)
def test_of_the_book_only_what_is_done_has_moved(state: PaymentState, moved: bool) -> None:
    entry = BookEntry("key", "1042", euros(998), "R-1", STORY, STORY, state)

    assert booked(entry) == Booked("key", euros(998), moved, "R-1")
