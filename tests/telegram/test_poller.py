"""The poller against the fake Bot API: stored first, forgotten afterwards, and whatever goes wrong is shown and got over."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from structlog.testing import capture_logs
from telegram import Bot

from handlers.telegram.poller import NOT_YET, Poller, PollState, RawUpdate, next_offset
from handlers.telegram.transport import AiohttpRequest
from tests.shop_process import crowding, free_port
from tests.telegram.bots import bot_at
from tests.telegram.fake_api import FakeBotApi

ANA, LI = 501, 502
MORNING = datetime(2026, 2, 16, 9, tzinfo=UTC)
SOON = 0.2  # seconds, in which a stop has to be over


class SteppingClock:
    """A minute later whenever somebody looks."""

    def __init__(self) -> None:
        self.looks = 0

    def now(self) -> datetime:
        self.looks += 1
        return MORNING + timedelta(minutes=self.looks - 1)


class Inbox:
    """Keeps every batch it is given; raises instead as often as it is told to."""

    def __init__(self, *raises: Exception) -> None:
        self.batches: list[list[RawUpdate]] = []
        self.tries = 0
        self._raises = list(raises)

    async def __call__(self, batch: Sequence[RawUpdate]) -> None:
        self.tries += 1
        if self._raises:
            raise self._raises.pop(0)
        self.batches.append(list(batch))

    @property
    def updates(self) -> list[RawUpdate]:
        return [update for batch in self.batches for update in batch]


class Naps:
    """Sleeps no time at all and remembers how long it should have been."""

    def __init__(self) -> None:
        self.seconds: list[float] = []

    async def __call__(self, seconds: float) -> None:
        self.seconds.append(seconds)
        await asyncio.sleep(0)


@asynccontextmanager
async def running(poller: Poller) -> AsyncIterator[None]:
    run = asyncio.create_task(poller.run())
    try:
        yield
    finally:
        poller.stop()
        await run


def polls(api: FakeBotApi) -> list[tuple[str | None, str]]:
    """From where, and how long, each poll wanted to wait."""
    return [(call.params.get("offset"), call.params["timeout"]) for call in api.calls("getUpdates")]


async def test_what_was_stored_is_confirmed_and_not_asked_for_again(api: FakeBotApi, bot: Bot) -> None:
    ana, inbox = api.user(ANA), Inbox()
    first, second = ana.writes("Hello"), ana.writes("My shoes are torn")
    async with running(Poller(bot, inbox, SteppingClock())):
        await api.until(lambda: not api.waiting())
        third = ana.writes("Both of them")
        await api.until(lambda: not api.waiting())

    assert inbox.batches == [[first, second], [third]]


async def test_nothing_is_confirmed_while_it_is_being_stored(api: FakeBotApi, bot: Bot) -> None:
    stored, going_on = asyncio.Event(), asyncio.Event()

    async def slowly(_batch: Sequence[RawUpdate]) -> None:
        stored.set()
        await going_on.wait()

    update = api.user(ANA).writes("Hello")
    async with running(Poller(bot, slowly, SteppingClock())):
        await stored.wait()
        still_there = api.waiting()
        going_on.set()
        await api.until(lambda: not api.waiting())

    assert still_there == [update]


async def test_it_asks_at_once_at_first_and_patiently_when_all_is_well(api: FakeBotApi, bot: Bot) -> None:
    async with running(Poller(bot, Inbox(), SteppingClock())):
        await api.until(lambda: len(api.log) == 2)

    assert polls(api) == [(None, "0"), (None, "50")]
    assert api.allowed_updates == ["message", "edited_message", "callback_query", "my_chat_member"]


async def test_what_waited_before_the_start_is_not_dropped(api: FakeBotApi, bot: Bot) -> None:
    api.now = lambda: MORNING.timestamp()
    ana, inbox = api.user(ANA), Inbox()
    waiting = [ana.writes(f"Message {number}") for number in range(250)]

    async with running(Poller(bot, inbox, SteppingClock())):
        await api.until(lambda: not api.waiting())

    assert [len(batch) for batch in inbox.batches] == [100, 100, 50]
    assert inbox.updates == waiting


async def test_after_a_quiet_week_numbers_may_begin_below_and_are_heard(api: FakeBotApi, bot: Bot) -> None:
    ana, inbox = api.user(ANA), Inbox()
    late = ana.writes("Hello")
    api.longest_poll = 0.01
    async with running(Poller(bot, inbox, SteppingClock())):
        await api.until(lambda: len(api.log) >= 3)
        early = api.put(late | {"update_id": 17})
        await api.until(lambda: len(inbox.batches) == 2)

    assert inbox.batches == [[late], [early]]


async def test_a_malformed_update_is_stored_with_its_batch_and_left_behind(api: FakeBotApi, bot: Bot) -> None:
    ana, inbox = api.user(ANA), Inbox()
    before = ana.writes("Before")
    malformed = api.put({"message": {"from": None, "date": "yesterday"}})
    after = ana.writes("After")

    async with running(Poller(bot, inbox, SteppingClock())):
        await api.until(lambda: not api.waiting())

    assert inbox.batches == [[before, malformed, after]]


async def test_a_malformed_update_at_the_end_is_left_behind_as_well(api: FakeBotApi, bot: Bot) -> None:
    ana, inbox = api.user(ANA), Inbox()
    before = ana.writes("Before")
    malformed = api.put({"message": "nonsense"})

    async with running(Poller(bot, inbox, SteppingClock())):
        await api.until(lambda: not api.waiting())

    assert inbox.batches == [[before, malformed], [malformed]]


async def test_an_update_that_is_no_object_is_stored_as_what_it_is(api: FakeBotApi, bot: Bot) -> None:
    inbox = Inbox()
    async with running(Poller(AnswersOnce(bot, [None, {"update_id": 7}]), inbox, SteppingClock())):
        await api.until(lambda: len(api.log) == 2)

    assert inbox.batches == [[{"malformed": None}, {"update_id": 7}]]


async def test_a_lone_update_without_a_number_waits_for_the_next_of_anybody(api: FakeBotApi, bot: Bot) -> None:
    ana, inbox, naps = api.user(ANA), Inbox(), Naps()
    malformed = api.put({"message": "nonsense"})
    poller = Poller(bot, inbox, SteppingClock(), sleep=naps)
    async with running(poller):
        await api.until(lambda: len(inbox.batches) >= 2)
        shown = poller.state.trouble
        helpful = ana.writes("Hello")
        await api.until(lambda: not api.waiting())

    assert shown.startswith("Telegram hands over updates without a number")
    assert inbox.batches[0] == [malformed]
    assert inbox.batches[-1] == [malformed, helpful]
    assert naps.seconds[:2] == [1.0, 2.0]


async def test_what_could_not_be_stored_is_asked_for_again(api: FakeBotApi, bot: Bot) -> None:
    inbox, naps = Inbox(OSError("disk full"), OSError("disk full")), Naps()
    update = api.user(ANA).writes("Hello")

    async with running(Poller(bot, inbox, SteppingClock(), sleep=naps)):
        await api.until(lambda: not api.waiting())

    assert (inbox.tries, inbox.batches, naps.seconds) == (3, [[update]], [1.0, 2.0])


async def test_what_could_not_be_stored_is_shown_by_the_kind_of_error_and_not_by_its_words(api: FakeBotApi, bot: Bot) -> None:
    api.user(ANA).writes("My IBAN is private")
    stuck = Stuck()
    poller = Poller(bot, Inbox(OSError("INSERT 'My IBAN is private'")), SteppingClock(), sleep=stuck)
    async with running(poller):
        await stuck.begun.wait()
        state = poller.state

    assert state == PollState(
        MORNING + timedelta(minutes=1),
        "Messages cannot be stored (OSError): look at the database. They wait at Telegram for a day.",
    )


async def test_a_timeout_of_the_store_is_a_trouble_like_any_other(api: FakeBotApi, bot: Bot) -> None:
    inbox, naps = Inbox(TimeoutError()), Naps()
    update = api.user(ANA).writes("Hello")

    async with running(Poller(bot, inbox, SteppingClock(), sleep=naps)):
        await api.until(lambda: not api.waiting())

    assert (inbox.batches, naps.seconds) == ([[update]], [1.0])


class Stuck:
    """Sleeps for ever, so that what is shown then can be looked at."""

    def __init__(self) -> None:
        self.begun = asyncio.Event()
        self.seconds = 0.0

    async def __call__(self, seconds: float) -> None:
        self.seconds = seconds
        self.begun.set()
        await asyncio.Event().wait()


class AnswersOnce(Bot):
    """A bot whose first poll is answered with this, whatever Telegram says."""

    def __init__(self, bot: Bot, answer: object) -> None:
        super().__init__(bot.token, base_url=bot.base_url.removesuffix(bot.token), request=bot.request)
        with self._unfrozen():
            self._answers = [answer]

    async def do_api_request(self, *arguments: object, **how: object) -> object:
        real = await super().do_api_request(*arguments, **how)  # type: ignore[arg-type]
        return self._answers.pop() if self._answers else real


async def trouble_of(bot: Bot, **options: bool) -> tuple[str, float]:
    """What is shown after the first round, and how long it waits then."""
    stuck = Stuck()
    poller = Poller(bot, Inbox(), SteppingClock(), sleep=stuck, **options)
    async with running(poller):
        async with asyncio.timeout(5):
            await stuck.begun.wait()
        return poller.state.trouble, stuck.seconds


@pytest.mark.parametrize(
    ("fault", "shown", "pause"),
    [
        ({"status": 401}, "The token is not known to Telegram: take the right one from @BotFather and restart.", 1.0),
        ({"status": 404}, "The token is not known to Telegram: take the right one from @BotFather and restart.", 1.0),
        ({"status": 409}, "Another instance polls with this token: stop one of them.", 1.0),
        ({"status": 429, "retry_after": 17}, "Telegram asks for a pause: nothing need be done.", 17.0),
        ({"status": 500}, "Telegram cannot be reached: if it lasts, look at the connection of this machine.", 1.0),
        ({"status": 502, "page": True}, "Telegram cannot be reached: if it lasts, look at the connection of this machine.", 1.0),
        ({"drop_answer": True}, "Telegram does not answer: if it lasts, look at the connection of this machine.", 1.0),
        (
            {"status": 400, "description": "Bad Request: odd"},
            "Telegram refuses to hand over messages, please report it: Odd",
            1.0,
        ),
    ],
)
async def test_each_trouble_is_shown_with_what_to_do_about_it(
    api: FakeBotApi, bot: Bot, fault: dict[str, int], shown: str, pause: float
) -> None:
    api.fail("getUpdates", **fault)  # type: ignore[arg-type]

    assert await trouble_of(bot) == (shown, pause)


async def test_a_token_taken_back_from_a_bot_that_worked_is_shown_as_such(api: FakeBotApi, bot: Bot) -> None:
    await bot.initialize()
    api.token = "7000000001:AAF-a-new-token-after-the-old-was-revoked"

    assert (await trouble_of(bot))[0].startswith("The token is not known to Telegram")


async def test_a_telegram_that_is_not_there_is_shown() -> None:
    async with bot_at(FakeBotApi(port=free_port()), AiohttpRequest()) as bot:
        assert (await trouble_of(bot))[0].startswith("Telegram cannot be reached")


async def test_an_answer_that_is_no_list_of_updates_is_not_telegrams(bot: Bot) -> None:
    assert (await trouble_of(AnswersOnce(bot, None)))[0].startswith("Telegram cannot be reached")


async def test_a_webhook_is_left_alone_and_shown(api: FakeBotApi, bot: Bot) -> None:
    await bot.set_webhook(f"http://127.0.0.1:{free_port()}/elsewhere")

    shown, _ = await trouble_of(bot)

    assert shown == "A webhook is set for this token: delete it, or have this shop served by it."
    assert api.webhook["url"].endswith("/elsewhere")


async def test_a_webhook_is_deleted_if_the_caller_says_so_and_what_waited_is_not_dropped(api: FakeBotApi, bot: Bot) -> None:
    inbox = Inbox()
    await bot.set_webhook(f"http://127.0.0.1:{free_port()}/elsewhere")
    update = api.user(ANA).writes("Hello")
    api.fail("deleteWebhook", status=502, page=True)

    async with running(Poller(bot, inbox, SteppingClock(), delete_webhook=True, sleep=Naps())):
        await api.until(lambda: not api.waiting())

    assert (api.webhook, inbox.batches) == ({}, [[update]])
    assert len(api.calls("deleteWebhook")) == 2


async def test_a_second_poller_is_noticed_by_one_of_them_and_the_buyers_are_heard(api: FakeBotApi, bot: Bot) -> None:
    first, second = Inbox(), Inbox()
    stuck = Stuck()
    older = Poller(bot, first, SteppingClock(), sleep=stuck)
    async with running(older):
        await api.until(lambda: len(api.log) == 2)
        async with running(Poller(bot, second, SteppingClock(), sleep=Naps())):
            await stuck.begun.wait()
            shown = older.state.trouble
            update = api.user(ANA).writes("Hello")
            await api.until(lambda: not api.waiting())

    assert shown == "Another instance polls with this token: stop one of them."
    assert (first.batches, second.batches) == ([], [[update]])


async def test_pauses_grow_to_a_minute_and_begin_anew_when_all_is_well(api: FakeBotApi, bot: Bot) -> None:
    naps, inbox = Naps(), Inbox()
    for _ in range(8):
        api.fail("getUpdates", status=502, page=True)
    poller = Poller(bot, inbox, SteppingClock(), sleep=naps)
    async with running(poller):
        await api.until(lambda: len(api.log) == 10)
        api.fail("getUpdates", status=500)
        api.user(ANA).writes("Hello")
        await api.until(lambda: not api.waiting() and poller.state.trouble == "")

    assert naps.seconds == [1, 2, 4, 8, 16, 32, 60, 60, 1]


async def test_a_state_is_logged_once_and_since_when_it_is_so(api: FakeBotApi, bot: Bot) -> None:
    for _ in range(3):
        api.fail("getUpdates", status=401)
    poller = Poller(bot, Inbox(), SteppingClock(), sleep=Naps())
    at_first = poller.state
    with capture_logs() as logs:
        async with running(poller):
            await api.until(lambda: len(api.log) == 5)

    assert at_first == PollState(MORNING, NOT_YET)
    assert poller.state == PollState(MORNING + timedelta(minutes=2), "")
    assert [(entry["event"], entry["log_level"]) for entry in logs] == [
        ("telegram polling in trouble", "warning"),
        ("telegram polling well", "info"),
    ]
    assert api.token not in repr(logs)


async def test_a_dropped_answer_hands_the_same_batch_out_again_and_nothing_is_lost(api: FakeBotApi, bot: Bot) -> None:
    inbox = Inbox()
    update = api.user(ANA).writes("Hello")
    api.fail("getUpdates", drop_answer=True)

    async with running(Poller(bot, inbox, SteppingClock(), sleep=Naps())):
        await api.until(lambda: not api.waiting())

    assert inbox.batches == [[update]]


async def stopped(poller: Poller, run: asyncio.Task[None]) -> float:
    """Stop it; how many seconds that took."""
    begun = asyncio.get_running_loop().time()
    poller.stop()
    await run
    return asyncio.get_running_loop().time() - begun


async def test_a_stop_gives_up_a_long_poll_at_once(api: FakeBotApi, bot: Bot) -> None:
    poller = Poller(bot, Inbox(), SteppingClock())
    run = asyncio.create_task(poller.run())
    await api.until(lambda: len(api.log) == 2)

    assert await stopped(poller, run) < SOON * crowding()
    assert polls(api)[-1][1] == "50"
    assert poller.state.trouble == ""


async def test_a_stop_gives_up_a_pause_at_once(api: FakeBotApi, bot: Bot) -> None:
    stuck = Stuck()
    api.fail("getUpdates", status=502)
    poller = Poller(bot, Inbox(), SteppingClock(), sleep=stuck)
    run = asyncio.create_task(poller.run())
    await stuck.begun.wait()

    assert await stopped(poller, run) < SOON * crowding()


async def test_a_stop_lets_the_store_finish_and_asks_for_nothing_more(api: FakeBotApi, bot: Bot) -> None:
    begun, going_on, done = asyncio.Event(), asyncio.Event(), []

    async def slowly(batch: Sequence[RawUpdate]) -> None:
        begun.set()
        await going_on.wait()
        done.append(len(batch))

    api.user(ANA).writes("Hello")
    poller = Poller(bot, slowly, SteppingClock())
    run = asyncio.create_task(poller.run())
    await begun.wait()
    poller.stop()
    going_on.set()
    await run

    assert (done, len(api.log)) == ([1], 1)


async def test_a_stop_while_a_store_fails_does_not_wait_out_the_pause(api: FakeBotApi, bot: Bot) -> None:
    stuck = Stuck()
    api.user(ANA).writes("Hello")

    async def fails(_batch: Sequence[RawUpdate]) -> None:
        poller.stop()
        raise OSError

    poller = Poller(bot, fails, SteppingClock(), sleep=stuck)
    async with asyncio.timeout(5):
        await poller.run()

    assert len(api.log) == 1


async def test_what_was_stored_before_a_stop_comes_again_after_it(api: FakeBotApi, bot: Bot) -> None:
    inbox = Inbox()
    update = api.user(ANA).writes("Hello")

    async def stores_and_is_stopped(batch: Sequence[RawUpdate]) -> None:
        await inbox(batch)
        poller.stop()

    poller = Poller(bot, stores_and_is_stopped, SteppingClock())
    await poller.run()
    async with running(Poller(bot, inbox, SteppingClock())):
        await api.until(lambda: not api.waiting())

    assert inbox.batches == [[update], [update]]


async def test_being_cancelled_is_no_stop(api: FakeBotApi, bot: Bot) -> None:
    run = asyncio.create_task(Poller(bot, Inbox(), SteppingClock()).run())
    await api.until(lambda: len(api.log) == 2)

    run.cancel()

    with pytest.raises(asyncio.CancelledError):
        await run


@pytest.mark.parametrize("number", [None, "830000001", 1.5, True, 0, -1, 2**31])
def test_no_number_that_telegram_would_not_give_moves_the_offset(number: object) -> None:
    assert next_offset([{"update_id": number}, {"update_id": 41}], 41) == 42


def test_a_batch_without_any_number_is_left_behind_as_if_it_had_the_lowest_there_can_be() -> None:
    assert next_offset([{}, {}], 41) == 43


@st.composite
def queues(draw: st.DrawFn) -> tuple[list[int], list[RawUpdate], int | None]:
    """The numbers that wait, the lowest of them as a batch in which some have lost theirs, and from where it was asked for."""
    numbers = sorted(draw(st.sets(st.integers(1, 9), min_size=1)))
    asked_from = draw(st.none() | st.integers(1, numbers[0]))
    batch = numbers[: draw(st.integers(1, len(numbers)))]
    return numbers, [{"update_id": n} if draw(st.booleans()) else {} for n in batch], asked_from


@given(queues())
def test_no_offset_forgets_what_was_not_handed_over(queue: tuple[list[int], list[RawUpdate], int | None]) -> None:
    numbers, batch, asked_from = queue

    offset = next_offset(batch, asked_from)

    assert offset is None or not [number for number in numbers[len(batch) :] if number < offset]


@given(queues())
def test_an_offset_leaves_something_behind_unless_nothing_is_known(
    queue: tuple[list[int], list[RawUpdate], int | None],
) -> None:
    _numbers, batch, asked_from = queue

    offset = next_offset(batch, asked_from)

    assert offset is None or offset > (asked_from or 0)
    assert (offset is None) == (asked_from is None and not any(batch))
