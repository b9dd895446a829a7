"""The form of a letter: what its headers say, that both its halves say the same, and that no word of anybody's gets further."""

from dataclasses import replace
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.followup.letters import writable
from bot.ports import Letter, Passage
from handlers.mail.letter import put_in_form
from tests.mail.sample import LETTER

SENDER = "Wanderlight <help@shop.example.com>"


def travelled(letter: Letter, sender: str = SENDER, reply_to: str = "") -> EmailMessage:
    """The message as it is read at the other end."""
    read = message_from_bytes(put_in_form(letter, sender, reply_to).as_bytes(), policy=default)
    assert isinstance(read, EmailMessage)
    return read


def half(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    assert isinstance(part, EmailMessage)
    return str(part.get_content()).replace("\r\n", "\n")


class Page(HTMLParser):
    """The tags of a page with their attributes, and the words between them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words += data


def test_the_headers_say_who_to_whom_and_what_it_is(letter: Letter) -> None:
    headers = dict(travelled(letter).items())

    del headers["Content-Type"]
    assert headers == {
        "From": "Wanderlight <help@shop.example.com>",
        "To": "ana.garcia@example.com",
        "Subject": "Wanderlight: an answer in your case 1",
        "Date": "Mon, 16 Feb 2026 09:30:00 +0000",
        "Message-ID": "<9f3a01c2-1-7@shop.example.com>",
        "Content-Language": "en",
        "Auto-Submitted": "auto-generated",
        "List-Unsubscribe": "<https://help.example.com/mail/stop/stop-token>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "MIME-Version": "1.0",
    }


def test_an_answer_by_mail_goes_where_the_shop_wants_it(letter: Letter) -> None:
    message = travelled(letter, reply_to="The shop <desk@shop.example.com>")

    assert message["Reply-To"] == "The shop <desk@shop.example.com>"


def test_the_same_letter_has_the_same_name_whatever_its_links_are(letter: Letter) -> None:
    again = replace(letter, open_url="https://help.example.com/?link=another")

    assert travelled(letter)["Message-ID"] == travelled(again)["Message-ID"]


def test_as_plain_text_it_is_a_letter(letter: Letter) -> None:
    assert half(travelled(letter), "plain") == (
        "You had left the page when this came.\n\n"
        "It's refunded: €9.98.\n\n"
        "Mei, Wanderlight\nSorry again.\nMei\n\n"
        "Open the conversation\nhttps://help.example.com/?link=back-token\n\n"
        "It works until March 2.\n\n"
        "-- \nYou agreed to it.\nStop these mails\nhttps://help.example.com/mail/stop/stop-token\n"
    )


def test_as_a_page_it_says_the_same_and_leads_to_the_same_two_places(letter: Letter) -> None:
    page = Page(half(travelled(letter), "html"))

    shown = [letter.intro, "It's refunded: €9.98.", "Mei, Wanderlight", "Sorry again.", letter.why, letter.stop_label]
    assert [words for words in shown if words not in page.words] == []
    assert [attributes["href"] for tag, attributes in page.tags if tag == "a"] == [letter.open_url, letter.stop_url]


def test_a_page_asks_nobody_for_anything(letter: Letter) -> None:
    html = half(travelled(letter), "html")

    assert {tag for tag, _ in Page(html).tags} <= {
        *("html", "head", "meta", "title", "style", "body", "main", "p", "blockquote", "b", "br", "a"),
    }
    assert "url(" not in html
    assert "src" not in html


@pytest.mark.parametrize(("right_to_left", "direction"), [(True, "rtl"), (False, "ltr")])
def test_a_page_runs_in_the_direction_of_its_language(letter: Letter, right_to_left: bool, direction: str) -> None:
    page = Page(half(travelled(replace(letter, language="zh_Hans", right_to_left=right_to_left)), "html"))

    assert page.tags[0] == ("html", {"lang": "zh-Hans", "dir": direction})
    assert [attributes for tag, attributes in page.tags if tag == "blockquote"] == [{"dir": "auto"}] * 2


def test_every_letter_travels_as_ascii(letter: Letter) -> None:
    chinese = replace(letter, subject="Wanderlight：您的服务单1有了回复", passages=(Passage("", "钱已退回。" * 100),))

    raw = put_in_form(chinese, "漫游 <help@shop.example.com>", "").as_bytes()

    assert raw.isascii()
    assert max(map(len, raw.splitlines())) <= 998
    assert travelled(chinese)["Subject"] == "Wanderlight：您的服务单1有了回复"


@given(st.text(), st.text(), st.text(), st.text())
def test_no_word_of_anybodys_becomes_a_header_or_a_tag(by: str, said: str, subject: str, hint: str) -> None:
    injected = f"{said}\r\nBcc: bea@example.com\r\n<script>alert(1)</script>"
    letter = replace(LETTER, subject=subject, passages=(Passage(by, injected),), hints=(hint,))

    message = travelled(letter)

    assert [name for name in message if name in {"Bcc", "Cc"}] == []
    assert message["To"] == "ana.garcia@example.com"
    assert message["Message-ID"] == "<9f3a01c2-1-7@shop.example.com>"
    assert {tag for tag, _ in Page(half(message, "html")).tags} & {"script", "img", "iframe", "form"} == set()


@given(st.from_regex(r"[0-9A-Za-z!#$%&'*+/=?^_`{|}~.-]{1,20}@[0-9A-Za-z.-]{1,20}\.[A-Za-z]{2,5}", fullmatch=True))
def test_whatever_address_can_be_written_to_is_the_one_it_goes_to(address: str) -> None:
    if writable(address):
        assert put_in_form(replace(LETTER, to=address), SENDER, "")["To"].addresses[0].addr_spec == address
