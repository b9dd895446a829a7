"""What an error of Telegram means, for errors as they come over the wire."""

from datetime import timedelta

import pytest
import telegram.error
from telegram import Bot
from telegram.error import PassportDecryptionError, RetryAfter, TelegramError

from handlers.telegram.mishaps import LONGEST_DETAIL, Mishap, MishapKind, mishap_of
from handlers.telegram.transport import AiohttpRequest
from tests.shop_process import free_port
from tests.telegram.bots import bot_at
from tests.telegram.fake_api import FakeBotApi

ANA = 501


async def mishap_of_sending(bot: Bot, text: str = "Hello", **how: str) -> Mishap:
    with pytest.raises(TelegramError) as raised:
        await bot.send_message(ANA, text, **how)  # type: ignore[arg-type]
    return mishap_of(raised.value)


async def test_a_flood_is_for_later_and_says_when(api: FakeBotApi, bot: Bot) -> None:
    api.fail("sendMessage", status=429, retry_after=35)

    assert await mishap_of_sending(bot) == Mishap(MishapKind.LATER, after=timedelta(seconds=35))


@pytest.mark.filterwarnings("ignore:.*retry_after")
@pytest.mark.parametrize("switch", ["true", "false"])
def test_a_flood_means_the_same_whichever_way_the_library_counts(monkeypatch: pytest.MonkeyPatch, switch: str) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", switch)

    assert mishap_of(RetryAfter(7)) == Mishap(MishapKind.LATER, after=timedelta(seconds=7))


async def test_somebody_who_blocked_us_is_told_from_somebody_who_is_gone(api: FakeBotApi, bot: Bot) -> None:
    ana = api.user(ANA)
    ana.blocks()
    blocked = await mishap_of_sending(bot)
    api.fail("sendMessage", status=403, description="Forbidden: user is deactivated")

    gone = await mishap_of_sending(bot)

    assert blocked == Mishap(MishapKind.BLOCKED, "Forbidden: bot was blocked by the user")
    assert gone == Mishap(MishapKind.GONE, "Forbidden: user is deactivated")


async def test_a_chat_that_is_not_there_is_gone(bot: Bot) -> None:
    assert await mishap_of_sending(bot) == Mishap(MishapKind.GONE, "Chat not found")


async def test_a_group_that_moved_gives_its_new_number(api: FakeBotApi, bot: Bot) -> None:
    api.fail("sendMessage", status=400, description="Bad Request: group chat was upgraded", moved_to=-100123)

    assert await mishap_of_sending(bot) == Mishap(MishapKind.MOVED, new_chat_id=-100123)


async def test_wrong_html_is_malformed_and_what_it_quotes_is_left_out(api: FakeBotApi, bot: Bot) -> None:
    api.user(ANA)

    mishap = await mishap_of_sending(bot, "Dear <Ana-Maria>", parse_mode="HTML")

    assert mishap == Mishap(MishapKind.MALFORMED, 'Can\'t parse entities: unsupported start tag "…" at byte offset 5')


async def test_an_answer_that_never_came_is_perhaps_sent(api: FakeBotApi, bot: Bot) -> None:
    api.user(ANA)
    api.fail("sendMessage", drop_answer=True)

    mishap = await mishap_of_sending(bot)

    assert mishap.kind is MishapKind.PERHAPS_SENT


@pytest.mark.parametrize(("status", "page"), [(500, False), (502, True), (403, True)])
async def test_what_did_not_get_through_to_telegram_is_unreached(api: FakeBotApi, bot: Bot, status: int, page: bool) -> None:
    api.fail("sendMessage", status=status, page=page)

    mishap = await mishap_of_sending(bot)

    assert mishap.kind is MishapKind.UNREACHED


async def test_a_closed_door_is_unreached() -> None:
    async with bot_at(FakeBotApi(port=free_port()), AiohttpRequest()) as bot:
        assert (await mishap_of_sending(bot)).kind is MishapKind.UNREACHED


@pytest.mark.parametrize("token", ["7000000002:BBF-another-token-of-nobody-012345678", "7:malformed"])
async def test_a_wrong_token_is_unauthorized_and_not_named(api: FakeBotApi, token: str) -> None:
    async with bot_at(api, token=token) as bot:
        assert await mishap_of_sending(bot) == Mishap(MishapKind.UNAUTHORIZED)

        with pytest.raises(TelegramError) as raised:
            await bot.initialize()

        assert token in str(raised.value)
        assert mishap_of(raised.value) == Mishap(MishapKind.UNAUTHORIZED)


async def test_a_method_that_is_not_there_is_unauthorized_since_telegram_says_so_of_a_token_taken_back(
    api: FakeBotApi, bot: Bot
) -> None:
    await bot.initialize()
    api.fail("getupdates", status=404)

    with pytest.raises(TelegramError) as raised:
        await bot.do_api_request("getupdates")

    assert mishap_of(raised.value) == Mishap(MishapKind.UNAUTHORIZED)


async def test_two_that_poll_are_in_conflict(api: FakeBotApi, bot: Bot) -> None:
    api.fail("getUpdates", status=409, description="Conflict: terminated by other getUpdates request")

    with pytest.raises(TelegramError) as raised:
        await bot.get_updates()

    assert mishap_of(raised.value) == Mishap(MishapKind.CONFLICT, "Conflict: terminated by other getUpdates request")


async def test_a_press_that_grew_old_is_stale(bot: Bot) -> None:
    with pytest.raises(TelegramError) as raised:
        await bot.answer_callback_query("1")

    assert mishap_of(raised.value).kind is MishapKind.STALE


async def test_an_edit_without_a_change_is_stale(api: FakeBotApi, bot: Bot) -> None:
    api.user(ANA)
    sent = await bot.send_message(ANA, "Hello")

    with pytest.raises(TelegramError) as raised:
        await bot.edit_message_text("Hello", ANA, sent.message_id)

    assert mishap_of(raised.value).kind is MishapKind.STALE


@pytest.mark.parametrize(("message_id", "said"), [(999, "Message to edit not found"), (1, "Message can't be edited")])
async def test_an_edit_of_what_is_not_ours_to_edit_is_stale(api: FakeBotApi, bot: Bot, message_id: int, said: str) -> None:
    api.user(ANA).writes("Mine")

    with pytest.raises(TelegramError) as raised:
        await bot.edit_message_text("Hello", ANA, message_id)

    assert mishap_of(raised.value) == Mishap(MishapKind.STALE, said)


async def test_any_other_refusal_is_for_good_with_its_reason(api: FakeBotApi, bot: Bot) -> None:
    api.user(ANA)

    assert await mishap_of_sending(bot, "x" * 4097) == Mishap(MishapKind.REFUSED, "Message is too long")


async def test_a_long_reason_is_cut_short(api: FakeBotApi, bot: Bot) -> None:
    api.fail("sendMessage", status=400, description="Bad Request: " + "because " * 40)

    detail = (await mishap_of_sending(bot)).detail

    assert len(detail) <= LONGEST_DETAIL
    assert detail.endswith("because…")


def test_what_is_quoted_to_the_end_is_left_out() -> None:
    assert mishap_of(TelegramError('Odd: "My IBAN is')).detail == 'Odd: "…"'


EVERY_ERROR = [getattr(telegram.error, name) for name in telegram.error.__all__]


@pytest.mark.parametrize("error", EVERY_ERROR, ids=lambda error: error.__name__)
def test_every_error_of_the_library_means_something(monkeypatch: pytest.MonkeyPatch, error: type[TelegramError]) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "true")
    given = 3 if error.__name__ in {"RetryAfter", "ChatMigrated"} else "something"

    assert mishap_of(error(given)).kind in MishapKind  # type: ignore[arg-type]


def test_what_has_no_kind_of_its_own_was_refused() -> None:
    assert mishap_of(PassportDecryptionError("no key")) == Mishap(MishapKind.REFUSED, "PassportDecryptionError: no key")
