"""Letters over real SMTP: what goes through, how it is kept private, and what each no, or silence, of a server means."""

import asyncio
import socket
from dataclasses import replace

import pytest

from bot.ports import Letter, Posting, PostState
from handlers.mail.messenger import MailServer, SmtpPostOffice
from tests.mail.certificate import Certificate
from tests.mail.fake_mail import PASSWORD, USER, fake_mail

HERE = MailServer("127.0.0.1", 0, "none", "Wanderlight <help@shop.example.com>")
SENT, REFUSED, NOT_NOW, UNKNOWN = PostState.SENT, PostState.REFUSED, PostState.NOT_NOW, PostState.UNKNOWN


def post(port: int, **more: object) -> SmtpPostOffice:
    return SmtpPostOffice(replace(HERE, port=port, **more))  # type: ignore[arg-type]


async def test_a_letter_arrives_where_it_is_sent(letter: Letter) -> None:
    async with fake_mail() as server:
        answer = await post(server.port).send(letter)

    assert answer == Posting(SENT)
    assert server.envelopes == [("help@shop.example.com", ["ana.garcia@example.com"])]
    assert server.letters[0]["Message-ID"] == "<9f3a01c2-1-7@shop.example.com>"


async def test_two_letters_at_once_do_not_get_into_each_others_way(letter: Letter) -> None:
    other = replace(letter, name="other", to="bea@example.com")

    async with fake_mail() as server:
        office = post(server.port)
        answers = await asyncio.gather(office.send(letter), office.send(other))

    assert answers == [Posting(SENT)] * 2
    assert sorted(to for _, (to,) in server.envelopes) == ["ana.garcia@example.com", "bea@example.com"]


@pytest.mark.parametrize("security", ["starttls", "tls"])
async def test_a_letter_is_signed_in_and_sent_where_nobody_can_read_along(
    letter: Letter, certificate: Certificate, security: str
) -> None:
    wrapped = {"tls" if security == "tls" else "starttls": certificate.server}

    async with fake_mail(wants_a_user=True, **wrapped) as server:  # type: ignore[arg-type]
        who = {"security": security, "user": USER, "password": PASSWORD, "context": certificate.trusting}
        answer = await post(server.port, **who).send(letter)

    assert answer == Posting(SENT)
    assert len(server.signed_in) == len(server.letters) == 1


async def test_a_wrong_password_is_no_fault_of_the_address(letter: Letter, certificate: Certificate) -> None:
    async with fake_mail(starttls=certificate.server, wants_a_user=True) as server:
        who = {"security": "starttls", "user": USER, "password": "wrong", "context": certificate.trusting}
        answer = await post(server.port, **who).send(letter)

    assert answer == Posting(NOT_NOW, "535 5.7.8")
    assert server.letters == []


async def test_a_server_without_starttls_gets_no_letter_in_the_clear(letter: Letter) -> None:
    async with fake_mail() as server:
        answer = await post(server.port, security="starttls").send(letter)

    assert answer.state is NOT_NOW
    assert server.letters == []


@pytest.mark.parametrize("security", ["starttls", "tls"])
async def test_a_server_whose_certificate_nobody_vouches_for_gets_no_letter(
    letter: Letter, certificate: Certificate, security: str
) -> None:
    wrapped = {"tls" if security == "tls" else "starttls": certificate.server}

    async with fake_mail(**wrapped) as server:  # type: ignore[arg-type]
        answer = await post(server.port, security=security).send(letter)

    assert answer.state is NOT_NOW
    assert server.letters == []


@pytest.mark.parametrize(
    ("command", "said", "answer"),
    [
        ("RCPT", "550 5.1.1 No such user: ana.garcia@example.com", Posting(REFUSED, "550 5.1.1")),
        ("RCPT", "552 5.2.2 Mailbox full", Posting(REFUSED, "552 5.2.2")),
        ("RCPT", "553 No such user here", Posting(REFUSED, "553")),
        ("RCPT", "450 4.2.0 Greylisted, come again", Posting(NOT_NOW, "450 4.2.0")),
        ("RCPT", "452 Too many recipients", Posting(NOT_NOW, "452")),
        ("RCPT", "550 5.7.1 Your network is blocked", Posting(NOT_NOW, "550 5.7.1")),
        ("RCPT", "550 5.1.8 The sender's domain does not exist", Posting(NOT_NOW, "550 5.1.8")),
        ("RCPT", "530 Sign in first", Posting(NOT_NOW, "530")),
        ("MAIL", "550 5.1.0 Not this sender", Posting(NOT_NOW, "550 5.1.0")),
        ("MAIL", "451 4.3.2 Going down", Posting(NOT_NOW, "451 4.3.2")),
        ("DATA", "554 5.6.0 That looks like an advertisement", Posting(NOT_NOW, "554 5.6.0")),
        ("DATA", "552 5.2.2 Mailbox full", Posting(REFUSED, "552 5.2.2")),
        ("DATA", "554 No", Posting(NOT_NOW, "554")),
        ("DATA", "451 4.3.0 Out of space", Posting(NOT_NOW, "451 4.3.0")),
    ],
)
async def test_a_no_is_for_good_where_it_is_about_the_address_and_never_repeated_in_its_words(
    letter: Letter, command: str, said: str, answer: Posting
) -> None:
    async with fake_mail() as server:
        server.says = {command: said}
        given = await post(server.port).send(letter)

    assert given == answer
    assert server.letters == []


@pytest.mark.parametrize("command", ["MAIL", "RCPT"])
async def test_a_connection_lost_before_the_letter_has_sent_nothing(letter: Letter, command: str) -> None:
    async with fake_mail() as server:
        server.drops = command
        answer = await post(server.port).send(letter)

    assert answer.state is NOT_NOW
    assert server.letters == []


async def test_a_connection_lost_after_the_letter_may_have_sent_it(letter: Letter) -> None:
    async with fake_mail() as server:
        server.drops = "DATA"
        answer = await post(server.port).send(letter)

    assert answer.state is UNKNOWN
    assert len(server.letters) == 1


async def test_a_server_that_took_the_letter_and_says_nothing_may_have_taken_it(letter: Letter) -> None:
    async with fake_mail() as server:
        server.silent = True
        answer = await post(server.port, takes_within=0.2).send(letter)

    assert answer.state is UNKNOWN
    assert len(server.letters) == 1


async def test_where_no_server_is_nothing_was_sent(letter: Letter) -> None:
    async with fake_mail() as server:
        port = server.port

    assert (await post(port).send(letter)).state is NOT_NOW


async def test_a_server_that_does_not_greet_is_not_waited_for(letter: Letter) -> None:
    with socket.create_server(("127.0.0.1", 0)) as never_accepts:
        answer = await post(never_accepts.getsockname()[1], answers_within=0.2).send(letter)

    assert answer.state is NOT_NOW


def test_the_password_is_not_in_what_is_printed() -> None:
    assert PASSWORD not in repr(replace(HERE, user=USER, password=PASSWORD))
