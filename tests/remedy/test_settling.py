"""What a person settles by hand is settled once: nothing is asked for afterwards, and the figures are right."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.errors import BadRequest, NoSuchCase, NotNow
from bot.memory.store import Unit
from bot.remedy import switch
from bot.remedy.money import Money
from bot.remedy.offer import Part
from bot.remedy.reconciling import our_side
from bot.remedy.settling import Settlement, Word, settle_by_hand
from bot.remedy.verifying import Booked, disagreements
from bot.shop.orders import order_key
from bot.terms import Keeper, RemedyKind, Step
from tests.complaint.counter import ANA, PRACTICE, close, file_of, hand_back, reply, told, with_offer
from tests.payments import ScriptedPayments, Turn
from tests.remedy.promises import at_once, promised
from tests.talk import Shop, open_shop

HALF_A_MINUTE, DAY = timedelta(seconds=30), timedelta(days=1)
PAID = Word(Settlement.PAID, "Mei", "seen on the bank statement", "T-77")
CANCELLED = Word(Settlement.CANCELLED, "Mei", "the buyer kept the coupon of last week")
NOTHING, BACK, WHOLE = Money(0, "EUR"), Money(998, "EUR"), Money(998 + 499, "EUR")

DONE = [("refund", "done", "T-77", "Mei: seen on the bank statement"), ("coupon", "done", "", "")]
CALLED_OFF = [
    ("refund", "cancelled", "", "Mei: the buyer kept the coupon of last week"),
    ("coupon", "cancelled", "", "the refund is cancelled"),
]


@asynccontextmanager
async def agreed(database: str, folder: Path, *script: Turn) -> AsyncIterator[tuple[Shop, ScriptedPayments]]:
    """A shop in which a refund of 9.98 EUR and a coupon were agreed on, with a provider that does what the script says."""
    payments = ScriptedPayments(*script)
    async with open_shop(folder, url=database, payments=payments) as shop:
        await (await with_offer(shop, ANA)).say("yes")
        yield shop, payments


@asynccontextmanager
async def uncertain(database: str, folder: Path, *script: Turn) -> AsyncIterator[tuple[Shop, ScriptedPayments]]:
    """The provider has lost its answer, and Mei has the case."""
    async with agreed(database, folder, Turn.ANSWER_LOST, *script) as (shop, payments):
        await shop.later(timedelta())
        await reply(shop)
        yield shop, payments


@asynccontextmanager
async def failed(database: str, folder: Path) -> AsyncIterator[tuple[Shop, ScriptedPayments]]:
    """The provider has refused, and Mei has the case."""
    async with agreed(database, folder, Turn.REFUSED) as (shop, payments):
        await shop.later(timedelta())
        await reply(shop)
        yield shop, payments


async def settle(shop: Shop, word: Word = PAID, case_id: int = 1) -> None:
    await shop.house.memory.write(settle_by_hand, case_id, word, PRACTICE, shop.clock.now())


async def ledger(shop: Shop) -> list[tuple[str, str, str, str]]:
    lines = await shop.house.memory.read(lambda unit: unit.accounts.lines(datetime(2000, 1, 1, tzinfo=UTC)))
    return [(line.part.value, line.state.value, line.reference, line.reason) for line in lines]


async def figures(shop: Shop) -> tuple[Money, Money, Money]:
    """What is promised and returned on the order, and what the month has promised."""

    def read(unit: Unit) -> tuple[Money, Money, Money]:
        (order,) = unit.shop.find_orders(order_key("WL-2026-0063"))
        return order.promised, order.refunded, unit.ledger.budget("2026-02").spent

    return await shop.house.memory.read(read)


async def disagreeing(shop: Shop, payments: ScriptedPayments) -> list[str]:
    """What `ledger verify` would say."""
    book = [Booked(key, amount, True, payments.book[key].answer.reference) for key, amount in payments.moved.items()]
    found = disagreements(await shop.house.memory.read(our_side), book)
    return [sentence[sentence.index("case-") :] for sentence in found]


async def said_last(shop: Shop, lines: int) -> list[str]:
    return (await told(shop))[-lines:]


# --- it has been paid ----------------------------------------------------------------------------------------------


async def test_what_was_paid_by_hand_is_returned_once_and_told_when_the_bot_has_the_case_again(
    database: str, tmp_path: Path
) -> None:
    async with uncertain(database, tmp_path) as (shop, payments):
        await settle(shop)
        meanwhile = (await ledger(shop), await figures(shop), await said_last(shop, 1))
        await shop.later(2 * DAY)

        await hand_back(shop)

        assert meanwhile == (DONE, (NOTHING, BACK, WHOLE), ["Mei: Hello, this is Mei."])
        assert await said_last(shop, 3) == ["bot: person.handed_back", "bot: done.returned", "bot: done.coupon_percent"]
        assert [call for call, _ in payments.calls] == ["refund"]


async def test_what_was_settled_is_on_record_with_who_and_why(database: str, tmp_path: Path) -> None:
    async with uncertain(database, tmp_path) as (shop, _):
        await settle(shop)

        file = await file_of(shop)
        assert [(one.who, one.what, one.detail) for one in file.log][-2:] == [
            ("Mei", "refund", "unknown -> done: paid, T-77 (seen on the bank statement)"),
            ("Mei", "coupon", "approved -> done: issued"),
        ]
        assert [(due.state, due.reason) for due in file.due if due.kind == "pay"] == [("cancelled", "paid, says Mei")]


async def test_a_provider_that_has_moved_it_as_well_is_told_of(database: str, tmp_path: Path) -> None:
    async with uncertain(database, tmp_path) as (shop, payments):
        await settle(shop)

        assert await disagreeing(shop, payments) == [
            "case-1-offer-1-refund is paid twice: by hand (T-77), and the provider has moved 9.98 EUR (R-1)."
        ]


async def test_what_was_seen_in_the_providers_book_agrees_with_it(database: str, tmp_path: Path) -> None:
    async with uncertain(database, tmp_path) as (shop, payments):
        await settle(shop, Word(Settlement.PAID, "Mei", "seen in the provider's book", "R-1"))
        await hand_back(shop)

        assert await disagreeing(shop, payments) == []


async def test_a_refund_that_failed_and_was_paid_by_hand_is_promised_and_counted_anew(database: str, tmp_path: Path) -> None:
    async with failed(database, tmp_path) as (shop, payments):
        before = await figures(shop)

        await settle(shop)
        await hand_back(shop)

        assert before == (NOTHING, NOTHING, NOTHING)
        assert (await ledger(shop), await figures(shop)) == (DONE, (NOTHING, BACK, WHOLE))
        assert await said_last(shop, 3) == ["bot: person.handed_back", "bot: done.returned", "bot: done.coupon_percent"]
        assert await disagreeing(shop, payments) == []


async def test_a_refund_whose_case_went_on_without_it_brings_no_coupon_of_which_nobody_would_tell(
    database: str, tmp_path: Path
) -> None:
    async with failed(database, tmp_path) as (shop, _):
        await hand_back(shop)
        said = await told(shop)

        await settle(shop)

        assert (await file_of(shop)).stored.case.step is Step.REVIEW
        assert [state for _, state, _, _ in await ledger(shop)] == ["done", "cancelled"]
        assert (await figures(shop), await told(shop)) == ((NOTHING, BACK, BACK), said)


async def test_what_a_person_closed_and_paid_later_is_told_at_once(database: str, tmp_path: Path) -> None:
    async with failed(database, tmp_path) as (shop, _):
        await close(shop)

        await settle(shop)

        assert await said_last(shop, 2) == ["bot: done.returned", "bot: done.coupon_percent"]


async def test_no_more_than_was_paid_is_put_on_record(database: str, tmp_path: Path) -> None:
    async with failed(database, tmp_path) as (shop, _):

        def use_up(unit: Unit) -> None:
            (order,) = unit.shop.find_orders(order_key("WL-2026-0063"))
            unit.ledger.promise(order.id, order.returnable)

        await shop.house.memory.write(use_up)
        before = (await ledger(shop), await figures(shop))

        with pytest.raises(NotNow, match=r"^Less than 9\.98 EUR is left of what was paid for WL-2026-0063: "):
            await settle(shop)

        assert (await ledger(shop), await figures(shop)) == before


# --- it will not be paid -------------------------------------------------------------------------------------------


async def test_what_is_cancelled_gives_everything_back_and_is_never_asked_about_again(database: str, tmp_path: Path) -> None:
    async with uncertain(database, tmp_path) as (shop, payments):
        await settle(shop, CANCELLED)

        await shop.later(2 * DAY)

        assert (await ledger(shop), await figures(shop)) == (CALLED_OFF, (NOTHING, NOTHING, NOTHING))
        assert [call for call, _ in payments.calls] == ["refund"]


async def test_what_moved_all_the_same_is_told_of_until_it_is_settled_as_paid(database: str, tmp_path: Path) -> None:
    async with uncertain(database, tmp_path) as (shop, payments):
        await settle(shop, CANCELLED)
        found = await disagreeing(shop, payments)

        await settle(shop, Word(Settlement.PAID, "Mei", "it was in the book", "R-1"))

        assert found == [
            "case-1-offer-1-refund was cancelled, and the provider has moved 9.98 EUR all the same (R-1): settle case 1 as paid."
        ]
        assert await disagreeing(shop, payments) == []
        assert await figures(shop) == (NOTHING, BACK, WHOLE)


async def test_what_was_not_asked_for_yet_can_be_cancelled_and_a_person_is_called(database: str, tmp_path: Path) -> None:
    async with agreed(database, tmp_path) as (shop, payments):
        await shop.house.memory.write(switch.pause, "Mei", shop.clock.now())
        await shop.later(timedelta())

        await settle(shop, CANCELLED)
        await shop.house.memory.write(switch.resume, shop.clock.now())
        await shop.later(DAY)

        assert (await ledger(shop), await figures(shop), payments.calls) == (CALLED_OFF, (NOTHING, NOTHING, NOTHING), [])
        assert await said_last(shop, 2) == ["bot: done.failed person.looks", "bot: person.waits_longer"]
        assert (await file_of(shop)).stored.case.keeper is Keeper.WAITING


async def test_what_failed_and_is_cancelled_changes_nothing_but_its_name(database: str, tmp_path: Path) -> None:
    async with failed(database, tmp_path) as (shop, _):
        before = (await told(shop), await figures(shop))

        await settle(shop, CANCELLED)

        assert (await told(shop), await figures(shop)) == before
        assert (await ledger(shop))[0] == CALLED_OFF[0]


# --- it cannot be said now -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("word", "sentence"),
    [
        (Word(Settlement.PAID, "Mei", " ", "T-77"), "It needs a why, for the record."),
        (Word(Settlement.CANCELLED, "Mei", "why", "T-77"), "What is cancelled has no reference."),
        *(
            (
                Word(Settlement.PAID, "Mei", "why", reference),
                "A payment needs its reference, of at most 120 characters: the buyer is told it.",
            )
            for reference in ("", " ", "T" * 121)
        ),
    ],
)
def test_what_cannot_be_put_on_record_is_refused(word: Word, sentence: str) -> None:
    with pytest.raises(BadRequest) as refused:
        word.check()

    assert str(refused.value) == sentence


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        (" ", "A name is needed to sign it with, of at most 80 characters."),
        ("Bob", "Nobody of the staff is called Bob. Known are Ada (admin), Li (staff), Mei (lead)."),
    ],
)
@pytest.mark.parametrize("how", Settlement)
async def test_what_nobody_of_the_staff_says_is_refused(tmp_path: Path, name: str, sentence: str, how: Settlement) -> None:
    async with uncertain("", tmp_path) as (shop, _):
        before = (await ledger(shop), await figures(shop))

        with pytest.raises(BadRequest) as refused:
            await settle(shop, Word(how, name, "why", "T-77" if how is Settlement.PAID else ""))

        assert str(refused.value) == sentence
        assert (await ledger(shop), await figures(shop)) == before


async def test_so_much_is_called_paid_only_by_whom_it_is_within_the_authority_of(database: str, tmp_path: Path) -> None:
    async with open_shop(tmp_path, url=database, payments=ScriptedPayments(Turn.REFUSED)) as shop:
        await promised(shop, Part(RemedyKind.REFUND, Money(8000, "EUR")))
        await at_once(shop)

        refused = await refusal(shop, replace(PAID, name="Li"))
        await settle(shop, PAID)

        assert refused == "To call 80.00 EUR paid on order WL-2026-0063 needs the authority of lead, which staff is not."
        assert [state for _, state, *_ in await ledger(shop)] == ["done"]


async def refusal(shop: Shop, word: Word) -> str:
    """Why it is refused; nothing of it is kept."""
    before = (await ledger(shop), await figures(shop), await told(shop))
    with pytest.raises(NotNow) as refused:
        await settle(shop, word)
    assert (await ledger(shop), await figures(shop), await told(shop)) == before
    return str(refused.value)


async def test_what_follows_by_itself_is_not_paid_by_hand(database: str, tmp_path: Path) -> None:
    async with agreed(database, tmp_path) as (shop, _):
        assert await refusal(shop, PAID) == (
            "The refund of case 1 was not asked for yet and follows by itself. To pay it by hand, cancel it first."
        )


async def test_while_the_bot_has_the_case_what_is_uncertain_is_the_providers_to_tell(database: str, tmp_path: Path) -> None:
    async with agreed(database, tmp_path, Turn.ANSWER_LOST) as (shop, _):
        await shop.later(timedelta())

        assert [await refusal(shop, word) for word in (PAID, CANCELLED)] == [
            "The provider may still answer for case 1, and the bot has it. Reply to the buyer first: then you have it."
        ] * 2


async def test_while_the_provider_is_being_asked_nobody_settles_it(database: str, tmp_path: Path) -> None:
    async with uncertain(database, tmp_path) as (shop, _):
        shop.clock.forward(HALF_A_MINUTE)
        await shop.house.memory.write(lambda unit: unit.due.claim(shop.clock.now()))

        assert [await refusal(shop, word) for word in (PAID, CANCELLED)] == [
            "The refund of case 1 is being asked for at this moment. Try again in two minutes."
        ] * 2


async def test_what_is_done_or_cancelled_is_not_settled_again(database: str, tmp_path: Path) -> None:
    async with uncertain(database, tmp_path) as (shop, _):
        await settle(shop, CANCELLED)
        cancelled = await refusal(shop, CANCELLED)
        await settle(shop, PAID)

        assert cancelled == "The refund of case 1 is cancelled."
        assert [await refusal(shop, word) for word in (PAID, CANCELLED)] == ["The refund of case 1 is done: T-77."] * 2


async def test_where_no_refund_is_agreed_on_nothing_is_settled(database: str, tmp_path: Path) -> None:
    async with open_shop(tmp_path, url=database) as shop:
        await (await shop.buyer()).say(ANA)

        assert await refusal(shop, PAID) == "No refund is agreed on in case 1."
        with pytest.raises(NoSuchCase):
            await settle(shop, PAID, case_id=2)


async def test_of_a_person_and_a_provider_who_settle_it_at_once_one_does(database: str, tmp_path: Path) -> None:
    async with uncertain(database, tmp_path, Turn.AS_WRITTEN) as (shop, payments):
        shop.clock.forward(HALF_A_MINUTE)

        await asyncio.gather(shop.house.delivery.drain(), settle(shop), return_exceptions=True)

        (_, state, reference, _), *_ = await ledger(shop)
        assert (state, reference) in {("done", "R-1"), ("done", "T-77")}
        assert await figures(shop) == (NOTHING, BACK, WHOLE)
        assert await shop.house.memory.read(lambda unit: unit.agenda.waiting("pay")) == 0
        assert len(payments.moved) == 1


async def test_of_two_who_settle_it_at_once_one_does(database: str, tmp_path: Path) -> None:
    async with uncertain(database, tmp_path) as (shop, _):
        became = await asyncio.gather(settle(shop), settle(shop, CANCELLED), settle(shop), return_exceptions=True)

        assert sum(one is None for one in became) in {1, 2}  # what was cancelled first may be told to be paid after all
        assert await figures(shop) in {(NOTHING, BACK, WHOLE), (NOTHING, NOTHING, NOTHING)}
