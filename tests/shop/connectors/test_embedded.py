"""The payment provider that comes with the house: money moves once a key, and what is in its book is what it says."""

import asyncio
import sqlite3
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import DatabaseClosed
from bot.ports import PaymentAnswer, Payments, PaymentState
from bot.remedy.money import Money
from bot.shop.charges import Charge
from bot.shop.connectors.embedded import BookEntry, Conduct, EmbeddedProvider
from tests.talk import STORY, StandingClock

ROOT = Path(__file__).parents[3]
KEY = "case-1-offer-1-refund"
KEYS = [f"case-{n}-offer-1-refund" for n in range(1, 2001)]
EIGHT_FORTY = Money(840, "EUR")
DONE = PaymentAnswer(PaymentState.DONE, reference="R-1001")
PENDING = PaymentAnswer(PaymentState.PENDING)
DECLINED = PaymentAnswer(PaymentState.REFUSED, reason="the bank declined the refund")
USED_FOR_ANOTHER = PaymentAnswer(PaymentState.REFUSED, reason="this key was used for another refund")
NOTHING_TO_RETURN = PaymentAnswer(PaymentState.REFUSED, reason="there is nothing to return")
NOT_THERE = PaymentAnswer(PaymentState.NOT_THERE)
UNKNOWN = PaymentAnswer(PaymentState.UNKNOWN)
ASKED_AT = STORY + timedelta(microseconds=250_000)
AN_HOUR = timedelta(hours=1)
ALL_LATE = Conduct(late_percent=100, late_by=AN_HOUR)

# Another process at the same book: it asks for what everybody asks for, and for one refund of its own after each.
ANOTHER_PROCESS = """
import asyncio, sys
from pathlib import Path
from bot.clock import RealClock
from bot.remedy.money import Money
from bot.shop.charges import Charge
from bot.shop.connectors.embedded import Conduct, EmbeddedProvider

async def ask():
    provider = EmbeddedProvider(Path(sys.argv[1]), RealClock(), Conduct())
    for n in range(25):
        for key in (f"everybody-{n}", f"{sys.argv[2]}-{n}"):
            print((await provider.refund(key, "1042", Money(840, "EUR"))).state)

asyncio.run(ask())
"""

Provider = Callable[..., EmbeddedProvider]


@pytest.fixture
def clock() -> StandingClock:
    return StandingClock(ASKED_AT)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return tmp_path / "data" / "provider.db"


@pytest.fixture
def provider(book: Path, clock: StandingClock) -> Provider:
    def that_is(conduct: Conduct = Conduct()) -> EmbeddedProvider:  # noqa: B008  it is frozen
        return EmbeddedProvider(book, clock, conduct)

    return that_is


async def ask(provider: Payments, key: str = KEY, order_number: str = "1042", amount: Money = EIGHT_FORTY) -> PaymentAnswer:
    return await provider.refund(key, order_number, amount)


async def test_a_refund_is_done_and_stands_in_the_book(provider: Provider) -> None:
    faultless = provider()

    answer = await ask(faultless)

    assert answer == DONE
    assert faultless.book() == [BookEntry(KEY, "1042", EIGHT_FORTY, "R-1001", ASKED_AT, ASKED_AT, PaymentState.DONE)]


async def test_the_same_key_gets_the_same_answer_and_moves_the_money_once(provider: Provider, clock: StandingClock) -> None:
    faultless = provider()
    await ask(faultless)
    clock.forward(AN_HOUR)

    again = await ask(faultless)

    assert again == DONE
    assert [(entry.reference, entry.asked_at) for entry in faultless.book()] == [("R-1001", ASKED_AT)]


@pytest.mark.parametrize(
    ("order_number", "amount"), [("1043", EIGHT_FORTY), ("1042", Money(841, "EUR")), ("1042", Money(840, "USD"))]
)
async def test_a_key_that_was_used_for_another_refund_is_refused(provider: Provider, order_number: str, amount: Money) -> None:
    faultless = provider()
    await ask(faultless)
    before = faultless.book()

    answer = await ask(faultless, KEY, order_number, amount)

    assert answer == USED_FOR_ANOTHER
    assert faultless.book() == before


@pytest.mark.parametrize("minor", [0, -840])
async def test_nothing_or_less_cannot_be_returned(provider: Provider, minor: int) -> None:
    faultless = provider()

    answer = await ask(faultless, amount=Money(minor, "EUR"))

    assert answer == NOTHING_TO_RETURN
    assert faultless.book() == []


async def test_references_are_counted_up_and_never_given_out_twice(provider: Provider, book: Path) -> None:
    faultless = provider()
    answers = [await ask(faultless, key) for key in "abc"]
    with closing(sqlite3.connect(book)) as connection, connection:
        connection.execute("DELETE FROM refund WHERE key = 'c'")

    after = await ask(faultless, "d")

    assert [answer.reference for answer in (*answers, after)] == ["R-1001", "R-1002", "R-1003", "R-1004"]


async def test_what_was_asked_for_can_be_looked_up_and_what_was_not_is_not_there(provider: Provider) -> None:
    faultless = provider()
    await ask(faultless)

    assert await faultless.look_up(KEY) == DONE
    assert await faultless.look_up("another key") == NOT_THERE


async def test_an_amount_in_any_currency_is_kept_exactly(provider: Provider) -> None:
    faultless = provider()
    amounts = [Money(1, "JPY"), Money(12345, "KWD"), Money(10**18 - 1, "IDR")]

    for amount in amounts:
        await ask(faultless, amount.currency, amount=amount)

    assert [entry.amount for entry in faultless.book()] == amounts


async def test_a_book_outlives_whoever_opened_it(provider: Provider) -> None:
    await ask(provider())

    reopened = provider()

    assert await reopened.look_up(KEY) == DONE
    assert (await ask(reopened, "another key")).reference == "R-1002"


async def test_a_lost_answer_leaves_the_money_moved_and_the_truth_to_be_looked_up(provider: Provider) -> None:
    forgetful = provider(Conduct(lose_answer_percent=100))

    asked = [await ask(forgetful), await ask(forgetful)]

    assert asked == [UNKNOWN, UNKNOWN]
    assert await forgetful.look_up(KEY) == DONE
    assert len(forgetful.book()) == 1


async def test_a_late_refund_is_pending_until_its_moment_and_done_from_then_on(provider: Provider, clock: StandingClock) -> None:
    slow = provider(ALL_LATE)

    first = [await ask(slow), await slow.look_up(KEY)]
    clock.forward(AN_HOUR - timedelta(microseconds=1))
    just_before = [await ask(slow), await slow.look_up(KEY)]
    clock.forward(timedelta(microseconds=1))
    then = [await ask(slow), await slow.look_up(KEY)]

    assert first + just_before == [PENDING] * 4
    assert then == [DONE, DONE]


async def test_the_book_knows_when_a_late_refund_was_asked_for_and_when_it_is_done(
    provider: Provider, clock: StandingClock
) -> None:
    slow = provider(ALL_LATE)
    await ask(slow)

    pending = slow.book()
    clock.forward(AN_HOUR)
    done = slow.book()

    assert pending == [BookEntry(KEY, "1042", EIGHT_FORTY, "R-1001", ASKED_AT, ASKED_AT + AN_HOUR, PaymentState.PENDING)]
    assert done == [BookEntry(KEY, "1042", EIGHT_FORTY, "R-1001", ASKED_AT, ASKED_AT + AN_HOUR, PaymentState.DONE)]


async def test_what_was_done_late_stays_done_when_a_clock_is_set_back(provider: Provider, clock: StandingClock) -> None:
    slow = provider(ALL_LATE)
    await ask(slow)
    clock.forward(AN_HOUR)
    await slow.look_up(KEY)

    clock.forward(-AN_HOUR)

    assert await slow.look_up(KEY) == DONE


async def test_a_refused_refund_moves_nothing_and_stays_refused(provider: Provider) -> None:
    await ask(provider(Conduct(refuse_percent=100, late_percent=100, late_by=AN_HOUR)))

    mended = provider()

    assert await ask(mended) == DECLINED
    assert await mended.look_up(KEY) == DECLINED
    assert mended.book() == [BookEntry(KEY, "1042", EIGHT_FORTY, "", ASKED_AT, ASKED_AT, PaymentState.REFUSED)]


async def test_a_refusal_takes_no_reference(provider: Provider) -> None:
    await ask(provider(Conduct(refuse_percent=100)))

    assert (await ask(provider(), "another key")).reference == "R-1001"


async def test_a_provider_that_is_down_answers_nothing_and_writes_nothing(provider: Provider) -> None:
    down = provider(Conduct(down=True))

    answers = [await ask(down), await down.look_up(KEY)]

    assert answers == [UNKNOWN, UNKNOWN]
    assert down.book() == []
    assert await provider().look_up(KEY) == NOT_THERE


async def test_latency_lies_half_before_the_book_and_half_after_it(book: Path, clock: StandingClock) -> None:
    seen: list[tuple[float, int]] = []

    async def sleep(seconds: float) -> None:
        seen.append((seconds, len(slow.book())))

    slow = EmbeddedProvider(book, clock, Conduct(latency=timedelta(milliseconds=300)), sleep)
    await ask(slow)
    await slow.look_up(KEY)

    assert seen == [(0.15, 0), (0.15, 1), (0.15, 1), (0.15, 1)]


async def test_whoever_stops_waiting_for_the_answer_does_not_take_the_refund_back(book: Path, clock: StandingClock) -> None:
    on_the_way_back = asyncio.Event()

    async def sleep(_seconds: float) -> None:
        if slow.book():
            on_the_way_back.set()
            await asyncio.Event().wait()

    slow = EmbeddedProvider(book, clock, Conduct(latency=timedelta(seconds=1)), sleep)
    asking = asyncio.create_task(ask(slow))
    await on_the_way_back.wait()
    asking.cancel()

    with pytest.raises(asyncio.CancelledError):
        await asking
    assert [entry.state for entry in slow.book()] == [PaymentState.DONE]


async def test_a_provider_that_is_down_says_nothing_at_once(book: Path, clock: StandingClock) -> None:
    async def sleep(seconds: float) -> None:
        pytest.fail(f"waited for {seconds} seconds")

    down = EmbeddedProvider(book, clock, Conduct(latency=timedelta(seconds=1), down=True), sleep)

    assert await ask(down) == UNKNOWN


def test_a_fault_befalls_the_same_keys_on_every_run_and_each_fault_its_own() -> None:
    first = KEYS[:40]

    assert [n for n, key in enumerate(first, 1) if Conduct(lose_answer_percent=20).loses_answer(key)] == [8, 15, 17, 19, 22, 25]
    assert [n for n, key in enumerate(first, 1) if Conduct(late_percent=20).is_late(key)] == [4, 12, 19, 22, 25, 26, 27]
    assert [n for n, key in enumerate(first, 1) if Conduct(refuse_percent=20).refuses(key)] == [26, 29, 30, 31, 36]


@pytest.mark.parametrize(("percent", "share"), [(0, 0), (1, 23), (20, 413), (50, 993), (99, 1983), (100, 2000)])
def test_as_many_refunds_in_a_hundred_as_were_asked_for(percent: int, share: int) -> None:
    assert sum(Conduct(late_percent=percent).is_late(key) for key in KEYS) == share


@given(st.text(), st.integers(0, 99))
def test_a_higher_percentage_befalls_the_same_keys_and_more(key: str, percent: int) -> None:
    fewer, more = Conduct(refuse_percent=percent), Conduct(refuse_percent=percent + 1)

    assert more.refuses(key) or not fewer.refuses(key)


@settings(max_examples=50)
@given(
    st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from(["1042", "1043"]), st.sampled_from([840, 841])), max_size=8),
    st.builds(
        Conduct,
        lose_answer_percent=st.sampled_from([0, 50]),
        late_percent=st.sampled_from([0, 50]),
        refuse_percent=st.sampled_from([0, 50]),
    ),
)
async def test_whatever_is_asked_the_book_holds_the_first_refund_of_each_key(
    asked: list[tuple[str, str, int]], conduct: Conduct
) -> None:
    first = {key: (order_number, minor) for key, order_number, minor in reversed(asked)}

    with TemporaryDirectory() as folder:
        provider = EmbeddedProvider(Path(folder, "provider.db"), StandingClock(), conduct)
        for key, order_number, minor in asked:
            await provider.refund(key, order_number, Money(minor, "EUR"))
        book = provider.book()

    assert {entry.key: (entry.order_number, entry.amount.minor) for entry in book} == first
    assert len(book) == len(first)


async def test_of_many_asking_at_once_under_one_key_all_get_the_one_refund(provider: Provider) -> None:
    faultless = provider()

    answers = await asyncio.gather(*(ask(faultless) for _ in range(20)))

    assert answers == [DONE] * 20
    assert len(faultless.book()) == 1


def test_processes_share_a_book_without_giving_a_key_or_a_reference_out_twice(book: Path, provider: Provider) -> None:
    processes = [
        subprocess.Popen([sys.executable, "-c", ANOTHER_PROCESS, book, name], cwd=ROOT, stdout=subprocess.PIPE, text=True)
        for name in ("one", "two", "three")
    ]
    said = [process.communicate()[0].split() for process in processes]

    entries = provider().book()
    keys = Counter(entry.key.split("-")[0] for entry in entries)

    assert said == [["done"] * 50] * 3
    assert keys == {"everybody": 25, "one": 25, "two": 25, "three": 25}
    assert sorted(entry.reference for entry in entries) == [f"R-{n}" for n in range(1001, 1101)]


def test_a_new_book_can_be_opened_by_many_at_once(tmp_path: Path, clock: StandingClock) -> None:
    faults: list[Exception] = []

    def open_it(book: Path, together: threading.Barrier) -> None:
        together.wait()
        try:
            EmbeddedProvider(book, clock, Conduct())
        except DatabaseClosed as error:
            faults.append(error)

    for n in range(20):
        together = threading.Barrier(16)
        threads = [threading.Thread(target=open_it, args=(tmp_path / f"{n}.db", together)) for _ in range(16)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    assert faults == []


def test_a_book_that_went_away_is_an_unknown_outcome_and_not_an_empty_book(provider: Provider, book: Path) -> None:
    faultless = provider()
    book.unlink()

    answers = [asyncio.run(ask(faultless)), asyncio.run(faultless.look_up(KEY))]

    assert answers == [UNKNOWN, UNKNOWN]
    assert not book.exists()


async def test_a_write_that_fails_leaves_nothing_behind(provider: Provider, book: Path) -> None:
    faultless = provider()
    with closing(sqlite3.connect(book)) as connection:
        connection.execute("CREATE TRIGGER full BEFORE INSERT ON refund BEGIN SELECT RAISE(ABORT, 'the disk is full'); END")

    failed = await ask(faultless)
    with closing(sqlite3.connect(book)) as connection:
        connection.execute("DROP TRIGGER full")

    assert failed == UNKNOWN
    assert await faultless.look_up(KEY) == NOT_THERE
    assert await ask(faultless) == DONE


def test_a_book_can_be_read_while_it_is_written(provider: Provider, book: Path) -> None:
    provider()

    with closing(sqlite3.connect(book)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_a_book_that_cannot_be_opened_is_told_in_one_sentence(tmp_path: Path, clock: StandingClock) -> None:
    with pytest.raises(
        DatabaseClosed, match=r"^The payment provider's book .* cannot be opened: unable to open database file\.$"
    ):
        EmbeddedProvider(tmp_path, clock, Conduct())


def test_a_file_that_is_something_else_is_not_written_over(tmp_path: Path, clock: StandingClock) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear Mei, " * 1000, encoding="utf-8")

    with pytest.raises(DatabaseClosed, match=r"cannot be opened: file is not a database\.$"):
        EmbeddedProvider(letter, clock, Conduct())

    assert letter.read_text(encoding="utf-8") == "Dear Mei, " * 1000


def taken(reference: str, minor: int, after: timedelta = timedelta(), back: int = 0) -> Charge:
    return Charge(reference, Money(minor, "EUR"), STORY + after, Money(back, "EUR"))


async def test_what_was_taken_for_an_order_is_told_oldest_first(provider: Provider) -> None:
    one = provider()
    one.enter_charges("1042", [taken("P-2", 840, AN_HOUR), taken("P-1", 840)])
    one.enter_charges("1043", [taken("P-3", 990)])

    assert await one.charges("1042") == (taken("P-1", 840), taken("P-2", 840, AN_HOUR))


async def test_of_an_order_that_was_paid_for_elsewhere_it_cannot_tell(provider: Provider) -> None:
    assert await provider().charges("1042") is None


async def test_a_payment_entered_twice_is_in_the_book_once(provider: Provider) -> None:
    one = provider()
    one.enter_charges("1042", [taken("P-1", 840)])
    one.enter_charges("1042", [taken("P-1", 999)])

    assert await one.charges("1042") == (taken("P-1", 840),)


async def test_what_went_back_is_taken_off_the_newest_payment_first(provider: Provider) -> None:
    one = provider()
    one.enter_charges("1042", [taken("P-1", 840), taken("P-2", 840, AN_HOUR)])
    await one.refund("a", "1042", Money(840, "EUR"))
    await one.refund("b", "1042", Money(100, "EUR"))
    await one.refund("c", "1043", Money(500, "EUR"))

    assert await one.charges("1042") == (taken("P-1", 840, back=100), taken("P-2", 840, AN_HOUR, back=840))


async def test_a_refund_that_was_declined_is_taken_off_nothing(provider: Provider) -> None:
    one = provider(Conduct(refuse_percent=100))
    one.enter_charges("1042", [taken("P-1", 840)])
    await one.refund("a", "1042", Money(840, "EUR"))

    assert await one.charges("1042") == (taken("P-1", 840),)


async def test_a_provider_that_is_down_tells_nothing_of_payments(provider: Provider) -> None:
    one = provider(Conduct(down=True))
    one.enter_charges("1042", [taken("P-1", 840)])

    assert await one.charges("1042") is None


@pytest.mark.parametrize(
    "spoilt",
    ["DROP TABLE refund", "UPDATE refund SET asked_at = 'yesterday'", "ALTER TABLE refund ADD COLUMN more TEXT"],
)
def test_a_book_that_cannot_be_read_is_told_in_one_sentence(tmp_path: Path, clock: StandingClock, spoilt: str) -> None:
    provider = EmbeddedProvider(tmp_path / "book.db", clock, Conduct())
    asyncio.run(provider.refund(KEY, "1042", EIGHT_FORTY))
    with closing(sqlite3.connect(tmp_path / "book.db", isolation_level=None)) as book:
        book.execute(spoilt)

    with pytest.raises(DatabaseClosed, match=r"^The payment provider's book .*book\.db cannot be read: .+\.$"):
        provider.book()
