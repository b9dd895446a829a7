"""The words of chat: from the file of each language."""

import logging
from pathlib import Path

import pytest

from bot.language import chat_words as chat
from bot.language.chat_words import CHAT, chat_words
from bot.language.evidence import LATIN
from bot.language.romanized import ROMANIZED


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(chat, "locales_folder", lambda: tmp_path)
    (tmp_path / "de").mkdir()
    return tmp_path


def test_words_are_parted_by_blanks_and_remarks_are_none(folder: Path) -> None:
    (folder / "de" / CHAT).write_text("# so sagt man\nnix moin\n\npaket\n", "utf-8")

    assert chat_words("de") == {"nix", "moin", "paket"}


@pytest.mark.usefixtures("folder")
def test_a_language_without_the_file_has_none() -> None:
    assert chat_words("de") == frozenset()


def test_a_file_with_a_fault_is_logged_and_gives_none(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    (folder / "de" / CHAT).write_bytes(b"nix\n\xff")

    with caplog.at_level(logging.ERROR):
        assert chat_words("de") == frozenset()

    assert "de/chat.txt" in caplog.text


@pytest.mark.parametrize("language", [language for language in (*LATIN, *ROMANIZED) if language != "uk"])
def test_every_language_that_is_told_by_latin_letters_has_some(language: str) -> None:
    assert len(chat_words(language)) > 100
