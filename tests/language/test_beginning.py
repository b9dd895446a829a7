"""A new language: its first files, and what is refused. Swedish is one we do not speak yet."""

import re
import tomllib
from itertools import pairwise
from pathlib import Path

import pytest

from bot.language.beginning import GOODS, STORIES, WORDS, BeginningError, beginning_of, name_of
from bot.language.catalogue import locales_folder
from bot.language.examples import TAUGHT, read_examples
from bot.language.glossary import TERMS, read_glossary
from bot.language.goods import read_goods
from bot.language.proofreading import faults_of_catalogue
from bot.language.turns import Cue
from bot.language.words import Came, Choices, Sign, read_words
from bot.terms import Expectation, Missing, Question, Severity, Wish

ROOT = Path(__file__).parents[2]
ENGLISH = ROOT / "tests" / "stories" / "en"


@pytest.fixture
def locales(tmp_path: Path) -> Path:
    folder = tmp_path / "locales"
    (folder / "es").mkdir(parents=True)
    return folder


@pytest.fixture
def stories(tmp_path: Path) -> Path:
    folder = tmp_path / "stories"
    (folder / "en").mkdir(parents=True)
    for story in STORIES:
        (folder / "en" / f"{story}.toml").write_bytes((ENGLISH / f"{story}.toml").read_bytes())
    return folder


def begin(locales: Path, stories: Path) -> dict[Path, bytes]:
    files = beginning_of("sv", locales, stories)
    for path, text in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text)
    return files


def test_a_language_begins_with_its_files_and_drafts_of_stories(locales: Path, stories: Path) -> None:
    files = beginning_of("sv", locales, stories)

    names = ("glossary.toml", "LC_MESSAGES/messages.po", "words.toml", "examples.jsonl", "goods.toml")
    wanted = {locales / "sv" / name for name in names}
    assert files.keys() == wanted | {stories / "sv" / f"{story}.toml.draft" for story in STORIES}
    assert not (locales / "sv").exists()


@pytest.mark.parametrize(
    ("language", "there"),
    [("zh", "zh_Hans"), ("zh_CN", "zh_Hans"), ("zh_TW", "zh_Hant"), ("pt", "pt_BR"), ("pt-br", "pt_BR"), ("es_ES", "es")],
)
def test_a_language_that_is_there_in_another_spelling_is_refused(locales: Path, stories: Path, language: str, there: str) -> None:
    for known in ("zh_Hans", "zh_Hant", "pt_BR"):
        (locales / known).mkdir()

    with pytest.raises(BeginningError) as raised:
        beginning_of(language, locales, stories)

    assert str(raised.value) == f"{language} is {there}, and is there already, in {locales / there}; nothing was changed."


@pytest.mark.parametrize("language", ["es_MX", "zh_Hans_SG"])
def test_a_language_as_another_place_speaks_it_is_one_of_its_own(locales: Path, stories: Path, language: str) -> None:
    (locales / "zh_Hans").mkdir()

    assert locales / language / "words.toml" in beginning_of(language, locales, stories)


def test_an_installed_shop_has_no_stories(locales: Path, tmp_path: Path) -> None:
    files = beginning_of("sv", locales, tmp_path / "none")

    assert {path.name for path in files} == {"glossary.toml", "messages.po", "words.toml", "examples.jsonl", "goods.toml"}


def test_nothing_is_wrong_with_a_language_that_was_begun(locales: Path, stories: Path) -> None:
    begin(locales, stories)

    folder = locales / "sv"
    assert list(faults_of_catalogue(folder / "LC_MESSAGES" / "messages.po", "sv")) == []
    assert read_words("sv", folder / "words.toml").phrases == ()
    assert read_examples(folder / "examples.jsonl") == ()
    assert set().union(*read_goods(folder / "goods.toml").kinds.values()) == set()
    assert set(read_glossary(folder / "glossary.toml").terms) == set(TERMS)


def test_the_goods_have_every_kind_of_the_english_file() -> None:
    english = read_goods(locales_folder() / "en" / "goods.toml")

    assert read_goods(GOODS).kinds == dict.fromkeys(english.kinds, ())


def test_the_words_have_every_key_and_nothing_in_it() -> None:
    told = tomllib.loads(WORDS.read_text("utf-8"))

    assert {key: set(table) for key, table in told.items() if isinstance(table, dict) and key != "causes"} == {
        "answers": {Sign.YES, Sign.NO, Sign.BUT, Sign.ONLY_IF, Sign.UNSURE, Sign.ALONG},
        "signs": {
            Sign.THANKS,
            Sign.GREETING,
            Sign.ANYONE,
            Sign.QUESTION,
            Sign.ABUSE,
            Sign.SAFETY,
            Sign.CLEAR,
            Sign.DEFECT,
            Sign.TOO_LITTLE,
            Sign.ALL_OF_IT,
            Sign.KEEPS,
        },
        "wishes": {*Wish, Sign.INSTEAD, Sign.INSTEAD_AFTER},
        "arrived": set(Came),
        "grades": set("1234567"),
        "turns": {*Cue, "beside"},
        Choices.SEVERITIES: set(Severity),
        Choices.MISSING: set(Missing),
        "questions": set(Question),
        "demands": {Expectation.WANTED_NOT_TODAY, Expectation.BEYOND_REASON},
    }
    assert told["causes"] == {cause: {"4": []} for cause in TAUGHT}
    assert (told["negations"], told["negations_after"], told["denials"]) == ([], [], [])


def test_above_each_empty_list_stands_what_it_is_for() -> None:
    lines = WORDS.read_text("utf-8").splitlines()

    causes = [(above, line) for above, line in pairwise(lines) if above.startswith("[causes.")]
    named = [(above, line) for above, line in pairwise(lines) if line.endswith("= []") and not line[0].isdigit()]
    assert [table for table, line in causes if not line.startswith("#")] == []
    assert [line for above, line in named if not above.startswith("#")] == []


def test_a_draft_is_the_english_story_on_a_device_of_that_language(locales: Path, stories: Path) -> None:
    files = beginning_of("sv", locales, stories)

    draft = tomllib.loads(files[stories / "sv" / "arrived_broken.toml.draft"].decode())
    english = tomllib.loads((ENGLISH / "arrived_broken.toml").read_text("utf-8"))
    assert draft["device"] == {**english["device"], "language": "sv"}
    assert draft == {**english, "device": draft["device"]}


def test_the_stories_that_are_told_first_are_there() -> None:
    assert [story for story in STORIES if not (ENGLISH / f"{story}.toml").is_file()] == []


@pytest.mark.parametrize(("language", "name"), [("sv", "Swedish"), ("pt_PT", "Portuguese (Portugal)"), ("yue", "Cantonese")])
def test_a_language_is_called_as_english_calls_it(language: str, name: str) -> None:
    assert name_of(language) == name


@pytest.mark.parametrize(
    ("language", "fault"),
    [
        ("klingon", "CLDR knows no language 'klingon'; an id is written like sv, pt_BR or zh_Hant."),
        ("xx", "CLDR knows no language 'xx'; an id is written like sv, pt_BR or zh_Hant."),
        ("", "CLDR knows no language ''; an id is written like sv, pt_BR or zh_Hant."),
        ("../sv", "CLDR knows no language '../sv'; an id is written like sv, pt_BR or zh_Hant."),
        ("pt-PT", "CLDR writes pt-PT as pt_PT: add that."),
        ("SV", "CLDR writes SV as sv: add that."),
    ],
)
def test_what_is_no_language_of_cldr_is_refused(locales: Path, stories: Path, language: str, fault: str) -> None:
    with pytest.raises(BeginningError, match=f"^{re.escape(fault)}$"):
        beginning_of(language, locales, stories)


def test_what_is_there_already_is_refused(locales: Path, stories: Path) -> None:
    with pytest.raises(BeginningError) as refused:
        beginning_of("es", locales, stories)

    assert str(refused.value) == f"Spanish is there already, in {locales / 'es'}; nothing was changed."


def test_stories_that_are_told_already_are_not_written_over(locales: Path, stories: Path) -> None:
    (stories / "sv").mkdir()

    with pytest.raises(BeginningError) as refused:
        beginning_of("sv", locales, stories)

    assert str(refused.value) == f"Swedish is there already, in {stories / 'sv'}; nothing was changed."
