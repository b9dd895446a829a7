"""The settings of letters: off unless a host is named, and with a password that stands in no file."""

from pathlib import Path

import pytest

from bot.config import faults_of, load

PAGE = '[web]\npublic_url = "https://help.example.com"\n'
SERVER = '[mail]\nhost = "mail.example.com"\nsender = "Wanderlight <help@shop.example.com>"\n'


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "config.toml"


def test_the_password_comes_from_the_environment_and_is_printed_nowhere(path: Path) -> None:
    path.write_text(f'{PAGE}{SERVER}user = "amends"\n')

    settings = load(path, {"AMENDS_MAIL_PASSWORD": "hunter2"})

    assert settings.mail.password == "hunter2"
    assert "hunter2" not in repr(settings)


def test_a_password_in_the_file_is_refused_together_with_every_other_fault_and_not_repeated(path: Path) -> None:
    path.write_text(f'{PAGE}{SERVER}password = "hunter2"\nport = 0\n')

    assert faults_of(path, {}) == [
        "mail.password: a password is not written into this file; put it into AMENDS_MAIL_PASSWORD.",
        "mail.port = 0: this must be 1 or more.",
    ]


def test_a_password_in_the_file_is_refused_also_where_the_environment_has_one(path: Path) -> None:
    path.write_text(f'{PAGE}{SERVER}user = "amends"\npassword = "hunter2"\n')

    assert len(faults_of(path, {"AMENDS_MAIL_PASSWORD": "other"})) == 1


@pytest.mark.parametrize(
    ("mail", "environment", "fault"),
    [
        (
            f'{SERVER}user = "amends"',
            {},
            "mail.password: the user has none; put it into the environment variable AMENDS_MAIL_PASSWORD.",
        ),
        (
            f'{SERVER}user = "amends"\nsecurity = "none"',
            {"AMENDS_MAIL_PASSWORD": "hunter2"},
            'AMENDS_MAIL_PASSWORD: it would travel in the clear (security = "none"); choose "starttls" or "tls".',
        ),
        (
            '[mail]\nhost = "mail.example.com"',
            {},
            'mail.sender = "": a letter comes from somebody; write it like "Wanderlight <help@shop.example.com>".',
        ),
        (
            f'{SERVER}reply_to = "the desk"',
            {},
            'mail.reply_to = "the desk": this is no mailbox; write it like "Wanderlight <help@shop.example.com>".',
        ),
    ],
)
def test_what_cannot_work_is_told(path: Path, mail: str, environment: dict[str, str], fault: str) -> None:
    path.write_text(f"{PAGE}{mail}\n")

    assert faults_of(path, environment) == [fault]


@pytest.mark.parametrize("sender", ["help@shop.example.com", "漫游 <help@shop.example.com>", "The Shop <help@shop.example.com>"])
def test_a_sender_has_an_address_and_may_have_a_name(path: Path, sender: str) -> None:
    path.write_text(f'{PAGE}[mail]\nhost = "mail.example.com"\nsender = "{sender}"\n', encoding="utf-8")

    assert load(path, {}).mail.sender == sender


@pytest.mark.parametrize(
    "sender",
    ["help@shop.example.com\\r\\nBcc: x@example.com", "A <a@example.com> <b@example.com>", "a@example.com, b@example.com"],
)
def test_a_sender_that_is_more_than_one_mailbox_is_none(path: Path, sender: str) -> None:
    path.write_text(f'{PAGE}[mail]\nhost = "mail.example.com"\nsender = "{sender}"\n', encoding="utf-8")

    assert [fault.endswith('write it like "Wanderlight <help@shop.example.com>".') for fault in faults_of(path, {})] == [True]


def test_a_letter_needs_a_page_to_lead_back_to(path: Path) -> None:
    path.write_text(SERVER)

    assert faults_of(path, {}) == ["mail = { … }: a letter leads back to the page; say in web.public_url where buyers find that."]
