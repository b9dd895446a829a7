"""The settings of the language model and of the translator: off unless named, and with keys that need not stand in the file."""

from pathlib import Path

import pytest

from bot.config import faults_of, load
from bot.language.connectors.chat_completions import ChatCompletions
from bot.language.connectors.deepl import DeepL
from bot.language.connectors.libretranslate import LibreTranslate
from bot.services import model_of, translator_of
from bot.settings import Settings


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "config.toml"


def test_as_shipped_nobody_outside_is_asked() -> None:
    assert (model_of(Settings()), translator_of(Settings())) == (None, None)


def test_a_language_model_is_asked_where_it_is_named_and_its_key_is_printed_nowhere(path: Path) -> None:
    path.write_text('[language_model]\nurl = "http://127.0.0.1:11434/v1/"\nmodel = "small-1"\ntimeout_seconds = 1\n')

    settings = load(path, {"AMENDS_LANGUAGE_MODEL_KEY": "sesame"})

    wanted = settings.language_model
    assert (wanted.url, wanted.key, wanted.timeout_seconds) == ("http://127.0.0.1:11434/v1", "sesame", 1.0)
    assert "sesame" not in repr(settings)
    assert isinstance(model_of(settings), ChatCompletions)


@pytest.mark.parametrize(("named", "kind"), [("libretranslate", LibreTranslate), ("deepl", DeepL)])
def test_a_translator_is_asked_where_it_is_named_and_its_key_is_printed_nowhere(path: Path, named: str, kind: type) -> None:
    path.write_text(f'[translation]\nkind = "{named}"\nurl = "http://127.0.0.1:5000"\n')

    settings = load(path, {"AMENDS_TRANSLATION_KEY": "sesame"})

    assert settings.translation.key == "sesame"
    assert "sesame" not in repr(settings)
    assert isinstance(translator_of(settings), kind)


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        (
            '[language_model]\nurl = "http://127.0.0.1:11434/v1"',
            'language_model.model = "": an address answers for several; write the name of the one to be asked.',
        ),
        ("[language_model]\ntimeout_seconds = 0", "language_model.timeout_seconds = 0: this must be more than 0.0."),
        ("[language_model]\ntimeout_seconds = 31", "language_model.timeout_seconds = 31: this must be 30.0 or less."),
        (
            '[translation]\nkind = "libretranslate"',
            'translation.url = "": libretranslate is found at more than one address; write yours.',
        ),
        (
            '[translation]\nkind = "deepl"\nurl = "https://api.example.com"',
            "translation.key: deepl answers nobody without one; put it into AMENDS_TRANSLATION_KEY.",
        ),
        ('[translation]\nkind = "google"', "translation.kind = \"google\": choose 'none', 'libretranslate' or 'deepl'."),
    ],
)
def test_what_does_not_fit_is_said(path: Path, written: str, fault: str) -> None:
    path.write_text(f"{written}\n")

    assert faults_of(path, {}) == [fault]
