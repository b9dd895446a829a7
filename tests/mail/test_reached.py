"""A whole story: a buyer leaves after the yes, a colleague approves the offer, and a letter brings them back."""

from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from bot.app import practice_of
from bot.complaint import deciding
from bot.settings import Settings
from bot.terms import Authority
from tests.complaint.counter import CHAU
from tests.mail.fake_mail import fake_mail
from tests.talk import Buyer, Shop, open_shop


async def leave_and_be_answered(shop: Shop, settings: dict[str, Any]) -> Buyer:
    """A buyer proves an order, agrees to be written to, and is gone when a colleague approves the offer that waited."""
    laptop = await shop.buyer()
    await laptop.say(CHAU)
    await shop.web.post("/api/chat/mail", json={"agree": True}, headers=laptop.headers)
    await laptop.say("yes")
    practice = practice_of(Settings.model_validate(settings))
    await shop.house.memory.write(deciding.approve, 1, "Mei", Authority.STAFF, practice, shop.clock.now())
    return laptop


def words_of(letter: EmailMessage) -> str:
    plain = letter.get_body(("plain",))
    assert isinstance(plain, EmailMessage)
    return str(plain.get_content()).replace("\r\n", "\n")


async def test_a_buyer_who_left_before_the_answer_came_goes_on_from_another_device(tmp_path: Path) -> None:
    async with fake_mail() as server:
        mail = {"host": "127.0.0.1", "port": server.port, "security": "none", "sender": "Wanderlight <help@shop.example.com>"}
        settings: dict[str, Any] = {"mail": mail, "web": {"public_url": "https://help.example.com"}}
        async with open_shop(tmp_path, **settings) as shop:
            laptop = await leave_and_be_answered(shop, settings)

            await shop.later(timedelta(minutes=9))
            too_soon = len(server.letters)
            await shop.later(timedelta(minutes=1))
            (letter,) = server.letters
            _, _, token = words_of(letter).partition("https://help.example.com/?link=")
            opened = await shop.web.post("/api/chat", json={"link": token.split()[0]})
            phone = Buyer(shop.web, shop.house, {"Authorization": f"Bearer {opened.json()['token']}"}, sent=50)
            answers = (await phone.read())[-2:]
            await phone.say("yes, do it")
            await shop.later(timedelta(minutes=10))
            await phone.read()

    assert too_soon == 0
    assert all(str(line["text"]) in words_of(letter) for line in answers)
    assert phone.case is not None
    assert phone.case["step"] == "review"
    assert len(server.letters) == 1
    assert laptop.lines == phone.lines[: len(laptop.lines)]


async def test_without_mail_nobody_is_written_to_and_the_answer_is_shown_on_return(tmp_path: Path) -> None:
    async with open_shop(tmp_path) as shop:
        laptop = await leave_and_be_answered(shop, {})
        await shop.later(timedelta(hours=8))

        waiting = await shop.house.memory.read(lambda unit: unit.agenda.waiting("mail"))
        shown = await laptop.read()

    assert waiting == 0
    assert [line["from"] for line in shown] == ["bot", "bot"]
