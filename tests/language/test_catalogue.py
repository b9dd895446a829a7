import importlib.util
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from bot.language import catalogue
from bot.language.catalogue import locales_folder, nearest, shipped, text_of
from bot.language.line import Line
from bot.language.script_buttons import BUTTON_PERSON

HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n'
PORTUGUESE = """
msgctxt "test.both"
msgid "English"
msgstr "Portugal"

msgctxt "test.parent"
msgid "English"
msgstr "Portugal"

msgctxt "test.empty"
msgid "English"
msgstr ""

#, fuzzy
msgctxt "test.fuzzy"
msgid "English"
msgstr "Portugal"
"""
BRAZILIAN = """
msgctxt "test.both"
msgid "English"
msgstr "Brasil"

msgctxt "test.parent"
msgid "English"
msgstr ""
"""
TRADITIONAL = """
msgctxt "test.both"
msgid "English"
msgstr "繁體"
"""
PLURAL = """
msgctxt "test.both"
msgid "English"
msgid_plural "Englishes"
msgstr[0] "Portugal"
msgstr[1] "Portugais"
"""


def with_lines(said: int, empty: int) -> str:
    """A catalogue that says so many lines, and leaves so many unsaid."""
    texts = ["Sim"] * said + [""] * empty
    return "".join(f'\nmsgctxt "line.{n}"\nmsgid "Yes"\nmsgstr "{text}"\n' for n, text in enumerate(texts))


@pytest.fixture
def in_a_house_of(tmp_path: Path) -> Callable[[dict[str, str]], ModuleType]:
    """The catalogue as it stands in another house, with the languages given; they lie in `locales` unless said otherwise."""

    def build(messages: dict[str, str], locales: str = "locales") -> ModuleType:
        for language, text in messages.items():
            path = tmp_path / locales / language / "LC_MESSAGES" / "messages.po"
            path.parent.mkdir(parents=True)
            path.write_text(HEADER + text, encoding="utf-8")
        file = tmp_path / "bot" / "language" / "catalogue.py"
        file.parent.mkdir(parents=True)
        shutil.copy(str(catalogue.__file__), file)
        spec = importlib.util.spec_from_file_location("catalogue_elsewhere", file)
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module

    return build


@pytest.fixture
def line(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Line]:
    monkeypatch.setattr(Line, "known", {})
    return lambda key: Line(key, "English")


House = Callable[..., ModuleType]
Declare = Callable[[str], Line]


@pytest.mark.parametrize(
    ("key", "language", "said"),
    [
        ("test.both", "pt_BR", "Brasil"),
        ("test.both", "pt", "Portugal"),
        ("test.parent", "pt_BR", "Portugal"),
        ("test.empty", "pt_BR", "English"),
        ("test.fuzzy", "pt_BR", "English"),
        ("test.fuzzy", "pt", "English"),
        ("test.absent", "pt_BR", "English"),
        ("test.both", "pt_PT", "Portugal"),
        ("test.both", "tlh", "English"),
        ("test.both", "en", "English"),
        ("test.both", "zh_Hant", "繁體"),
        ("test.both", "zh_Hans", "English"),
    ],
)
def test_a_line_is_said_in_the_language_else_in_its_parent_else_in_english(
    in_a_house_of: House, line: Declare, key: str, language: str, said: str
) -> None:
    house = in_a_house_of({"pt": PORTUGUESE, "pt_BR": BRAZILIAN, "zh_Hant": TRADITIONAL})

    assert house.text_of(line(key), language) == said


def test_english_is_shipped_without_a_catalogue_and_comes_first(in_a_house_of: House) -> None:
    house = in_a_house_of({"pt": with_lines(1, 0), "ar": with_lines(2, 0), "zh_Hant": TRADITIONAL})

    assert house.shipped() == ("en", "ar", "pt", "zh_Hant")


def test_a_language_that_is_only_understood_is_not_shipped(in_a_house_of: House, tmp_path: Path) -> None:
    (tmp_path / "locales" / "de").mkdir(parents=True)
    (tmp_path / "locales" / "de" / "words.toml").touch()

    assert in_a_house_of({"pt": with_lines(1, 0)}).shipped() == ("en", "pt")


@pytest.mark.parametrize(
    ("text", "shipped"),
    [
        (with_lines(9, 1), ("en", "pt")),
        (with_lines(89, 11), ("en",)),
        (with_lines(0, 0), ("en",)),
        (PLURAL, ("en",)),
        ("<<<<<<< ours", ("en",)),
    ],
)
def test_a_language_is_shipped_once_nine_lines_of_ten_are_said(in_a_house_of: House, text: str, shipped: tuple[str, ...]) -> None:
    assert in_a_house_of({"pt": text}).shipped() == shipped


def test_the_readme_says_from_when_on_a_language_is_offered() -> None:
    readme = (locales_folder() / "README.md").read_text("utf-8")

    assert f"offered to buyers once {catalogue.OFFERED_FROM} % of its lines are said" in readme


@pytest.mark.parametrize(("lines", "shipped"), [(100, ("en", "pt")), (101, ("en",))])
def test_lines_that_a_catalogue_does_not_know_of_are_unsaid_too(
    in_a_house_of: House, tmp_path: Path, lines: int, shipped: tuple[str, ...]
) -> None:
    house = in_a_house_of({"pt": with_lines(90, 0)})

    (tmp_path / "locales" / "messages.pot").write_text(HEADER + with_lines(0, lines), encoding="utf-8")

    assert house.shipped() == shipped


def test_a_template_that_cannot_be_read_takes_no_language_away(in_a_house_of: House, tmp_path: Path) -> None:
    house = in_a_house_of({"pt": with_lines(1, 0)})

    (tmp_path / "locales" / "messages.pot").write_text("<<<<<<< ours", encoding="utf-8")

    assert house.shipped() == ("en", "pt")


def test_in_a_wheel_the_catalogues_lie_inside_the_package(in_a_house_of: House, line: Declare) -> None:
    house = in_a_house_of({"pt": PORTUGUESE}, locales="bot/locales")

    assert house.text_of(line("test.both"), "pt") == "Portugal"


def change(tmp_path: Path, text: str) -> None:
    path = tmp_path / "locales" / "pt" / "LC_MESSAGES" / "messages.po"
    path.write_text(text, encoding="utf-8")
    os.utime(path, (1, 1))


def test_a_catalogue_that_is_changed_counts_for_the_next_message(
    in_a_house_of: House, line: Declare, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.language.watched._LOOKS_APART", 0.0)
    house, both = in_a_house_of({"pt": PORTUGUESE}), line("test.both")

    before = house.text_of(both, "pt")
    change(tmp_path, HEADER + PORTUGUESE.replace("Portugal", "Lisboa"))

    assert (before, house.text_of(both, "pt")) == ("Portugal", "Lisboa")


@pytest.mark.parametrize("text", ["<<<<<<< ours", 'msgid "Yes"\nYes'])
def test_a_catalogue_that_is_broken_by_a_change_says_what_it_said(
    in_a_house_of: House, line: Declare, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    monkeypatch.setattr("bot.language.watched._LOOKS_APART", 0.0)
    house, both = in_a_house_of({"pt": PORTUGUESE}), line("test.both")

    before = house.text_of(both, "pt")
    change(tmp_path, text)

    assert (before, house.text_of(both, "pt")) == ("Portugal", "Portugal")


def test_a_catalogue_that_never_could_be_read_stops_no_conversation(in_a_house_of: House, line: Declare) -> None:
    assert in_a_house_of({"pt": "<<<<<<< ours"}).text_of(line("test.both"), "pt") == "English"


def test_the_mark_that_some_editors_put_first_is_no_part_of_a_catalogue(
    in_a_house_of: House, line: Declare, tmp_path: Path
) -> None:
    house = in_a_house_of({"pt": PORTUGUESE})
    path = tmp_path / "locales" / "pt" / "LC_MESSAGES" / "messages.po"
    path.write_text(path.read_text(encoding="utf-8"), encoding="utf-8-sig")

    assert house.text_of(line("test.both"), "pt") == "Portugal"


def test_plural_forms_are_not_said(in_a_house_of: House, line: Declare) -> None:
    assert in_a_house_of({"pt": PLURAL}).text_of(line("test.both"), "pt") == "English"


def test_spanish_and_chinese_are_shipped_here() -> None:
    assert {"en", "es", "zh_Hans"} <= set(shipped())
    assert len({text_of(BUTTON_PERSON, language) for language in ("en", "es", "zh_Hans")}) == 3
    assert (locales_folder() / "messages.pot").is_file()


ALL = ("en", "es", "zh_Hans", "zh_Hant", "pt_BR", "he", "id", "nb")


@pytest.mark.parametrize(
    ("tag", "language"),
    [
        ("es", "es"),
        ("es-MX", "es"),
        ("es-419", "es"),
        ("es_ES", "es"),
        ("EN-us", "en"),
        ("zh", "zh_Hans"),
        ("zh-CN", "zh_Hans"),
        ("zh-SG", "zh_Hans"),
        ("zh-TW", "zh_Hant"),
        ("zh-HK", "zh_Hant"),
        ("zh-hant", "zh_Hant"),
        ("zh-Hant-HK", "zh_Hant"),
        ("zh-Hans-TW", "zh_Hans"),
        ("pt-BR", "pt_BR"),
        ("pt-br", "pt_BR"),
        ("pt", "pt_BR"),
        ("pt-PT", "pt_BR"),
        ("iw", "he"),
        ("in-ID", "id"),
        ("no", "nb"),
        ("de", ""),
        ("", ""),
        ("-", ""),
        ("*", ""),
        ("../../etc", ""),
        ("x" * 100_000, ""),
        ("-".join(["es"] * 10_000), "es"),
    ],
    ids=lambda text: text[:20],
)
def test_a_tag_is_served_by_the_nearest_language_there_is(tag: str, language: str) -> None:
    assert nearest(tag, ALL) == language


def test_a_tag_is_served_by_the_exact_place_before_the_language_alone() -> None:
    assert nearest("pt-BR", ("pt", "pt_BR")) == "pt_BR"
    assert nearest("pt-br", ("pt", "pt_BR")) == "pt_BR"
    assert nearest("pt-PT", ("pt", "pt_BR")) == "pt"


def test_one_chinese_script_is_no_kind_of_the_other() -> None:
    assert nearest("zh-TW", ("en", "zh_Hans")) == ""
    assert nearest("zh-CN", ("en", "zh_Hant")) == ""
