import ast
import runpy
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from hypothesis import given
from hypothesis import strategies as st

from bot.language.catalogue import locales_folder
from bot.language.line import Line
from bot.language.template import SCRIPTS, CatalogueError, declared, in_step, read, template, up_to_date, written

ROOT = Path(__file__).parents[2]


def catalogue(*messages: tuple[str, str, str]) -> Catalog:
    """A catalogue of (key, English, translation)."""
    made = Catalog()
    for key, english, text in messages:
        made.add(english, text, context=key)
    return made


def lines_of(catalogue: Catalog) -> list[tuple[str, str, str, bool]]:
    return [(str(each.context), str(each.id), str(each.string or ""), each.fuzzy) for each in catalogue if each.id]


def test_every_line_of_the_scripts_is_declared_with_its_key_and_its_english(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [(line.key, line.english) for line, _, _ in declared()]

    monkeypatch.setattr(Line, "known", {})
    for module in SCRIPTS:
        runpy.run_path(str(module.__file__))
    assert found == [(line.key, line.english) for line in Line.known.values()]


def test_no_line_is_declared_outside_the_scripts() -> None:
    scripts = {Path(str(module.__file__)) for module in SCRIPTS}
    files = [path for room in ("bot", "handlers") for path in (ROOT / room).rglob("*.py")]

    declaring = {
        path
        for path in files
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Line"
    }

    assert declaring == scripts


def test_the_translator_is_told_what_a_line_is_for_where_it_is_and_what_it_holds() -> None:
    english = Line.known["explain.from_to"].english

    text = written(template()).decode()

    assert (
        "\n"
        "#. what was paid for the article, and what the same quantity cost afterwards. {item} may hold a\n"
        "#. quantity.\n"
        "#. {item}: 2 × Canvas Slip-on\n"
        "#. {paid}: €99.80\n"
        "#. {lower}: €89.82\n"
        "#: bot/language/script.py\n"
        "#, python-brace-format\n"
        'msgctxt "explain.from_to"\n'
        f'msgid "{english}"\n'
        'msgstr ""\n'
        "\n"
    ) in text


def test_a_percent_sign_does_not_make_a_line_a_printf_format() -> None:
    assert "10% c" in written(template()).decode()
    assert b"python-format" not in written(template())


def test_a_catalogue_begins_with_its_language_and_nothing_that_changes_by_itself() -> None:
    text = written(Catalog(), "pt_BR").decode()

    assert text == (
        "# Translations of Amends: pt_BR.\n"
        "# Copyright (C) 2026 The Amends authors\n"
        "# This file is distributed under the same license as Amends.\n"
        'msgid ""\n'
        'msgstr ""\n'
        '"Project-Id-Version: Amends\\n"\n'
        '"Language: pt_BR\\n"\n'
        '"MIME-Version: 1.0\\n"\n'
        '"Content-Type: text/plain; charset=utf-8\\n"\n'
        '"Content-Transfer-Encoding: 8bit\\n"\n'
    )


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_a_translation_is_read_as_it_was_written(text: str) -> None:
    file = BytesIO(written(catalogue(("a.key", "English", text)), "es"))

    assert lines_of(read_po(file, abort_invalid=True)) == [("a.key", "English", text, False)]


def test_a_catalogue_takes_the_lines_and_the_order_of_the_template() -> None:
    fresh = catalogue(("a", "One", ""), ("b", "Two", ""), ("c", "Three", ""))

    merged = in_step(catalogue(("gone", "Zero", "Cero"), ("c", "Three", "Tres"), ("a", "One", "Uno")), fresh)

    assert lines_of(merged) == [("a", "One", "Uno", False), ("b", "Two", "", False), ("c", "Three", "Tres", False)]
    assert list(merged.obsolete) == []


def test_a_reworded_line_keeps_its_translation_marked_and_beside_the_english_it_was_made_from() -> None:
    merged = in_step(catalogue(("a", "One", "Uno")), catalogue(("a", "The one", "")))

    assert written(merged, "es").decode().partition("\n\n")[2] == (
        '#, fuzzy\n#| msgid "One"\nmsgctxt "a"\nmsgid "The one"\nmsgstr "Uno"\n'
    )


@pytest.mark.parametrize(
    "english",
    [
        "One",
        'The one they call "one" \\ one',
        "One that runs on and on, " * 9 + "until it is more than one line of a file can hold.",
    ],
)
def test_a_line_reworded_twice_shows_the_english_that_was_translated(tmp_path: Path, english: str) -> None:
    file = tmp_path / "messages.po"
    file.write_bytes(written(in_step(catalogue(("a", english, "Uno")), catalogue(("a", "The one", ""))), "es"))

    twice = in_step(read(file), catalogue(("a", "That one", "")))

    assert [(each.id, each.previous_id, each.user_comments) for each in twice if each.id] == [("That one", [english], [])]


def test_the_mark_of_a_reworded_line_stays_until_somebody_takes_it_away() -> None:
    fresh = catalogue(("a", "The one", ""))

    once = in_step(catalogue(("a", "One", "Uno")), fresh)

    assert written(in_step(once, fresh), "es") == written(once, "es")
    assert lines_of(once) == [("a", "The one", "Uno", True)]


def test_a_reworded_line_without_a_translation_has_nothing_to_look_at_again() -> None:
    merged = in_step(catalogue(("a", "One", "")), catalogue(("a", "The one", "")))

    assert lines_of(merged) == [("a", "The one", "", False)]


def test_of_plural_forms_the_first_is_kept_and_marked() -> None:
    before = Catalog()
    before.add(("One", "Many"), ("Uno", "Muchos"), context="a")
    before.add(("Two", "Many"), ("", ""), context="b")

    merged = in_step(before, catalogue(("a", "One", ""), ("b", "Two", "")))

    assert lines_of(merged) == [("a", "One", "Uno", True), ("b", "Two", "", False)]


def test_a_new_line_is_not_given_the_words_of_one_that_reads_much_like_it() -> None:
    fresh = catalogue(
        ("a", "Order {order}, and it is late: is that right?", ""), ("b", "Order {order}, and it is torn: is that right?", "")
    )

    merged = in_step(catalogue(("a", "Order {order}, and it is late: is that right?", "Tarde")), fresh)

    assert [text for _, _, text, _ in lines_of(merged)] == ["Tarde", ""]


def test_two_lines_of_the_same_english_each_keep_their_own_words() -> None:
    lines = catalogue(("button.person", "Talk to a person", "Una persona"), ("page.person", "Talk to a person", "Hablar"))

    assert lines_of(in_step(lines, lines)) == lines_of(lines)


def test_what_a_translator_noted_stays() -> None:
    before = Catalog()
    before.add("One", "Uno", context="a", user_comments=["as on the shop's own page"])

    merged = in_step(before, catalogue(("a", "One", "")))

    assert '# as on the shop\'s own page\nmsgctxt "a"' in written(merged, "es").decode()


def test_the_template_is_not_changed_by_what_is_brought_in_step_with_it() -> None:
    fresh = catalogue(("a", "The one", ""))

    in_step(catalogue(("a", "One", "Uno")), fresh)

    assert lines_of(fresh) == [("a", "The one", "", False)]


def test_the_template_and_every_catalogue_here_are_up_to_date() -> None:
    folder = locales_folder()

    files = up_to_date(folder)

    wanted = {folder / "messages.pot", *folder.glob("*/LC_MESSAGES/messages.po")}
    assert files.keys() == wanted
    assert [path for path, text in files.items() if path.read_bytes() != text] == []


def test_a_language_is_added_by_its_folder_and_an_empty_file(tmp_path: Path) -> None:
    path = tmp_path / "de" / "LC_MESSAGES" / "messages.po"
    path.parent.mkdir(parents=True)
    path.touch()

    assert up_to_date(tmp_path) == {tmp_path / "messages.pot": written(template()), path: written(template(), "de")}


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b'msgid "a"\nmsgstr "b"\nhello', "messages.po cannot be read: Unknown or misformatted keyword, in line 3"),
        (b'msgid "a"\nmsgstr "\xff"', "messages.po cannot be read: 'utf-8' codec can't decode byte 0xff"),
        (None, "messages.po cannot be read: [Errno 2]"),
    ],
)
def test_a_file_that_is_no_catalogue_is_named_with_what_is_wrong(tmp_path: Path, content: bytes | None, fault: str) -> None:
    path = tmp_path / "messages.po"
    if content is not None:
        path.write_bytes(content)

    with pytest.raises(CatalogueError) as refused:
        read(path)

    assert str(refused.value).startswith(fault)
