import shutil
from collections.abc import Callable
from datetime import UTC
from decimal import Decimal
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message

from bot.language.catalogue import locales_folder, shipped, text_of
from bot.language.glossary import TERMS
from bot.language.line import Code, Line, Percent, Value
from bot.language.proofreading import COMPLETE, LONGEST_LINE, faults, faults_of_catalogue, faults_of_text
from bot.language.speech import Voice
from bot.language.template import declared, template, written
from bot.remedy.money import Money

Declare = Callable[..., Line]
Mend = Callable[[Message], None]


@pytest.fixture
def line(monkeypatch: pytest.MonkeyPatch) -> Declare:
    monkeypatch.setattr(Line, "known", {})
    return Line


# --- one text --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("english", "text"),
    [
        ("Order {order} is noted.", "Queda anotado el pedido {order}."),
        ("Order {order} is noted.", "¿{order}? Sí: {order}."),
        ("Order {order} is noted.", "订单 {order} 已记下。"),
        ("Order {order} is noted.", "“订单 {order} 已记下。”"),
        ("Order {order} is noted.", "«Queda anotado {order}…»"),
        ("Order {order} is noted.", "क्या ऑर्डर {order} दर्ज है\N{ZERO WIDTH JOINER}।"),
        ("Order {order} is noted.", "طلب {order}؟"),
        ("Order {order} is noted.", "100\N{NO-BREAK SPACE}% {order}, 3 < 5 > 2, todo & más; A & B!"),
        ("To order {order}", "Al pedido {order}"),
        ("To order {order}", "Al pedido {order}."),
    ],
)
def test_nothing_is_wrong_with_a_text_that_says_it_in_its_own_way(line: Declare, english: str, text: str) -> None:
    order = line("test.order", english, order=Code("1042"))

    assert list(faults_of_text(order, text, "es")) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Anotado.", ["{order} is missing"]),
        ("{pedido}: anotado.", ["{order} is missing", "{pedido} is no place of this line"]),
        ("{order} {shop}: anotado.", ["{shop} is no place of this line"]),
        ("{Order}: anotado.", ["{order} is missing", "has a brace that belongs to no place"]),
        ("{ order }: anotado.", ["{order} is missing", "has a brace that belongs to no place"]),
        ("{{order}}: anotado.", ["has a brace that belongs to no place"]),
        ("{order: anotado.", ["{order} is missing", "has a brace that belongs to no place"]),
        ("{order} anotado", ["does not end as a sentence, and the English does"]),
        ("{order} anotado:", ["does not end as a sentence, and the English does"]),
        (" {order} anotado.", ["begins or ends with a blank"]),
        (
            "{order} anotado.\N{NO-BREAK SPACE}",
            ["begins or ends with a blank", "does not end as a sentence, and the English does"],
        ),
        ("TODO {order}.", ["says TODO"]),
        ("{order} (FIXME).", ["says FIXME"]),
        ("{order} XXX.", ["says XXX"]),
        ("<b>{order}</b> anotado.", ["has markup, which a buyer would read as it stands: <b>"]),
        ("{order}<br/>anotado.", ["has markup, which a buyer would read as it stands: <br/>"]),
        ("{order} &amp; más.", ["has markup, which a buyer would read as it stands: &amp;"]),
        ("{order} &#39; más.", ["has markup, which a buyer would read as it stands: &#39;"]),
        ("{order}:\nanotado.", ["has a character that cannot be seen: U+000A"]),
        ("{order}\tanotado\x07.", ["has a character that cannot be seen: U+0007", "has a character that cannot be seen: U+0009"]),
        ("\N{RIGHT-TO-LEFT OVERRIDE}{order} anotado.", ["has a character that cannot be seen: U+202E"]),
        ("\N{LEFT-TO-RIGHT ISOLATE}{order} anotado.", ["has a character that cannot be seen: U+2066"]),
        ("{order} ano\N{SOFT HYPHEN}tado.", ["has a character that cannot be seen: U+00AD"]),
        ("{order} anotado\N{ZERO WIDTH SPACE}.", ["has a character that cannot be seen: U+200B"]),
        ("{order} anotado\ue000.", ["has a character that cannot be seen: U+E000"]),
        (
            " <i>{oder} TODO",
            [
                "{order} is missing",
                "{oder} is no place of this line",
                "begins or ends with a blank",
                "does not end as a sentence, and the English does",
                "says TODO",
                "has markup, which a buyer would read as it stands: <i>",
            ],
        ),
    ],
)
def test_all_that_is_wrong_with_a_text_is_said_at_once(line: Declare, text: str, found: list[str]) -> None:
    order = line("test.order", "Order {order} is noted.", order=Code("1042"))

    assert sorted(faults_of_text(order, text, "es")) == sorted(found)


@pytest.mark.parametrize(
    ("text", "torn"),
    [
        ("Noté : {order}.", ":"),
        ("{order} est notée ; merci.", ";"),
        ("{order} est notée ?", "?"),
        ("« {order}\N{NO-BREAK SPACE}» est notée.", "«"),
        ("«\N{NO-BREAK SPACE}{order} » est notée.", "»"),
        ("Noté\N{NO-BREAK SPACE}: {order}.", ""),
        ("Noté\N{NARROW NO-BREAK SPACE}: {order}.", ""),
    ],
)
def test_french_holds_its_marks_by_a_blank_that_does_not_break(line: Declare, text: str, torn: str) -> None:
    order = line("test.order", "Order {order} is noted.", order=Code("1042"))

    expected = [f"has a blank at which a line may break, and wants one that holds: {torn}"] if torn else []
    assert list(faults_of_text(order, text, "fr")) == expected
    assert not list(faults_of_text(order, text, "es"))


def test_thai_sentences_end_without_a_mark(line: Declare) -> None:
    noted = line("test.noted", "It is noted.")

    assert list(faults_of_text(noted, "บันทึกแล้ว", "th")) == []


@pytest.mark.parametrize(
    ("language", "text", "samples", "found"),
    [
        ("es", "x" * 24, {}, []),
        ("es", "x" * 25, {}, ["is 25 letters wide, and a button has room for 24: " + "x" * 25]),
        ("zh_Hans", "退" * 12, {}, []),
        ("zh_Hans", "退" * 12 + "x", {}, ["is 25 letters wide, and a button has room for 24: " + "退" * 12 + "x"]),
        ("th", "ที่" * 24, {}, []),
        ("es", "Sí, devuélvame {back}", {"back": Money(998, "EUR")}, []),
        (
            "es",
            "Sí, que me devuelvan {back}",
            {"back": Money(998, "EUR")},
            ["is 27 letters wide, and a button has room for 24: Sí, que me devuelvan 9,98\N{NO-BREAK SPACE}€"],
        ),
        ("ar", "x" * 18 + "{code}", {"code": Code("WL-123")}, []),
        ("es", "{oder}" + "x" * 30, {}, ["{oder} is no place of this line"]),
    ],
)
def test_a_button_is_as_wide_as_what_is_read_on_it(
    line: Declare, language: str, text: str, samples: dict[str, Value], found: list[str]
) -> None:
    button = line("button.test", "Press" + "".join(f" {{{name}}}" for name in samples), **samples)

    assert list(faults_of_text(button, text, language)) == found


def test_what_is_no_button_may_be_wider(line: Declare) -> None:
    page = line("page.test", "Press")

    assert list(faults_of_text(page, "x" * 25, "es")) == []


@pytest.mark.parametrize(("length", "found"), [(315, []), (316, ["is 321 characters long, and a buyer reads 320 at most"])])
def test_a_line_is_no_longer_than_what_a_buyer_reads(line: Declare, length: int, found: list[str]) -> None:
    long = line("test.long", "Long {percent}", percent=Percent(Decimal("12.5")))

    assert list(faults_of_text(long, "x" * length + "{percent}", "en")) == found


# --- one catalogue ---------------------------------------------------------------------------------------------------


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "messages.po"


def changed(key: str, change: Mend) -> Catalog:
    """An empty catalogue but for one message."""
    catalogue = template()
    change(next(message for message in catalogue if message.context == key))
    return catalogue


def translated(text: str, *, fuzzy: bool = False, english: str = "") -> Mend:
    def change(message: Message) -> None:
        message.string = text
        message.id = english or message.id
        if fuzzy:
            message.flags.add("fuzzy")

    return change


def test_a_catalogue_may_be_empty_in_a_language_that_need_not_be_complete(file: Path) -> None:
    file.write_bytes(written(template(), "sv"))

    assert list(faults_of_catalogue(file, "sv")) == []


def test_where_a_language_must_be_complete_each_empty_line_is_a_fault(file: Path) -> None:
    file.write_bytes(written(template(), "es"))

    assert list(faults_of_catalogue(file, "es")) == [f"es {line.key}: is not translated" for line, _, _ in declared()]


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (translated("Mit einem Menschen"), []),
        (translated("Mit einem {name}"), ["sv button.person: {name} is no place of this line"]),
        (translated(" "), ["sv button.person: begins or ends with a blank"]),
        (translated("Mensch", english="A person"), ["sv button.person: the English has changed since: run `make catalogues`"]),
        (
            translated("Mensch", fuzzy=True),
            ["sv button.person: is marked fuzzy: make it say what the English says, and take the mark away"],
        ),
        (
            translated("Mensch TODO", fuzzy=True, english="A person"),
            ["sv button.person: the English has changed since: run `make catalogues`", "sv button.person: says TODO"],
        ),
    ],
)
def test_what_is_wrong_with_a_line_is_said_with_language_and_key(file: Path, change: Mend, found: list[str]) -> None:
    file.write_bytes(written(changed("button.person", change), "sv"))

    assert list(faults_of_catalogue(file, "sv")) == found


@pytest.mark.parametrize(
    ("more", "found"),
    [
        (
            'msgctxt "button.gone"\nmsgid "Gone"\nmsgstr "Weg"',
            "button.gone: the code declares no line of this key: run `make catalogues`",
        ),
        ('msgid "Keyless"\nmsgstr "Namenlos"', "Keyless: the code declares no line of this key: run `make catalogues`"),
        ('#~ msgctxt "button.old"\n#~ msgid "Old"\n#~ msgstr "Alt"', "button.old: is obsolete: run `make catalogues`"),
    ],
)
def test_what_the_code_does_not_declare_does_not_stay_in_a_catalogue(file: Path, more: str, found: str) -> None:
    file.write_bytes(written(template(), "sv") + f"\n{more}\n".encode())

    assert list(faults_of_catalogue(file, "sv")) == [f"sv {found}"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("#: bot/language/script.py\n", ""),
        ('"Language: sv\\n"', '"Language: no\\n"'),
        ('msgctxt "button.person"\nmsgid "Talk to a person"\nmsgstr ""\n', ""),
    ],
)
def test_a_catalogue_is_written_as_everybody_writes_it(file: Path, old: str, new: str) -> None:
    text = written(template(), "sv").decode()
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")

    assert list(faults_of_catalogue(file, "sv")) == ["sv: messages.po is not up to date: run `make catalogues`"]


@pytest.mark.parametrize("forms", ['msgstr[0] "Människa"\nmsgstr[1] "Människor"', 'msgstr[0] ""\nmsgstr[1] ""'])
def test_a_line_in_plural_forms_is_told_why_it_has_none(file: Path, forms: str) -> None:
    text = written(template(), "sv").decode()
    one = 'msgctxt "button.person"\nmsgid "Talk to a person"\n'
    plural = text.replace(one + 'msgstr ""', f'{one}msgid_plural "Talk to people"\n{forms}', 1)
    assert plural != text
    file.write_text(plural, encoding="utf-8")

    assert list(faults_of_catalogue(file, "sv")) == [
        "sv button.person: has plural forms, and no line has any: word it so that every number will do, and run `make catalogues`"
    ]


def test_what_cannot_be_read_is_one_fault(file: Path) -> None:
    file.write_text("<<<<<<< ours", encoding="utf-8")

    assert list(faults_of_catalogue(file, "sv")) == ["sv: messages.po cannot be read: Unknown or misformatted keyword, in line 1"]


# --- the folder ------------------------------------------------------------------------------------------------------


NAMED = "".join(f'terms.{term} = ["{term}"]\n' for term in TERMS)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Catalogues in order, whoever reads them: whatever the language, it is English."""
    (tmp_path / "messages.pot").write_bytes(written(template()))
    catalogue = template()
    for message in catalogue:
        message.string = message.id
    for language in COMPLETE:
        file = tmp_path / language / "LC_MESSAGES" / "messages.po"
        file.parent.mkdir(parents=True)
        file.write_bytes(written(catalogue, language))
        keep_to(tmp_path, language, NAMED)
    shutil.rmtree(tmp_path / "en" / "LC_MESSAGES")
    return tmp_path


def keep_to(folder: Path, language: str, glossary: str) -> None:
    (folder / language / "glossary.toml").write_text(glossary, encoding="utf-8")


def test_what_is_shipped_is_in_order() -> None:
    assert faults(locales_folder()) == []


@pytest.mark.parametrize("language", shipped())
def test_every_line_fits_into_its_room_in_every_language_that_is_offered(language: str) -> None:
    voice = Voice(language, UTC)
    lines = [line for line, _, _ in declared()]

    found = [f"{line.key}: {fault}" for line in lines for fault in faults_of_text(line, text_of(line, language), language)]
    assert found == []
    assert [line.key for line in lines if len(voice.line(line, **line.samples)) > LONGEST_LINE] == []


def test_what_the_staff_reads_is_complete() -> None:
    assert {"en", "zh_Hans"} <= set(COMPLETE)


@pytest.mark.parametrize(
    "change", [lambda template: template.write_bytes(template.read_bytes() + b"\n"), lambda template: template.unlink()]
)
def test_the_template_is_what_the_code_declares(folder: Path, change: Callable[[Path], None]) -> None:
    change(folder / "messages.pot")

    assert faults(folder) == ["messages.pot is not up to date: run `make catalogues`"]


@pytest.mark.parametrize("name", ["klingon", "zh_CN", "es-MX", "ES", "iw", "templates"])
def test_a_folder_is_named_as_cldr_names_the_language(folder: Path, name: str) -> None:
    (folder / name).mkdir()

    assert faults(folder) == [f"{name}: CLDR knows no language by this name"]


def test_a_language_may_be_understood_before_it_is_spoken(folder: Path) -> None:
    (folder / "sv").mkdir()
    (folder / "sv" / "words.toml").touch()

    assert faults(folder) == []


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_line_that_does_not_keep_to_the_glossary_is_a_fault(folder: Path, language: str) -> None:
    keep_to(folder, language, NAMED + 'avoid."Talk to a person" = "Call somebody"')

    assert [fault for fault in faults(folder) if "button.person" in fault] == [
        f"{language} button.person: says Talk to a person, which the glossary avoids; say Call somebody"
    ]


def test_a_line_without_its_word_of_the_trade_is_a_fault(folder: Path) -> None:
    keep_to(folder, "es", NAMED.replace('["refund"]', '["reembolso"]'))

    assert "es page.refund: the English says refund, and this has none of: reembolso" in faults(folder)


def test_a_fault_of_a_glossary_is_told_with_its_language(folder: Path) -> None:
    keep_to(folder, "es", "[words]\n[more]")

    assert faults(folder) == [
        "es: glossary.toml: unknown key words; known are terms, avoid, free",
        "es: glossary.toml: unknown key more; known are terms, avoid, free",
    ]


def test_a_language_that_must_be_complete_has_a_glossary_and_every_word_of_the_trade_in_it(folder: Path) -> None:
    (folder / "en" / "glossary.toml").unlink()
    keep_to(folder, "es", NAMED.replace('["parcel"]', "[]"))

    assert faults(folder) == ["en: has no glossary.toml, and must be complete", "es: glossary.toml: has no word for parcel"]


def test_a_freedom_that_is_not_needed_is_a_fault(folder: Path) -> None:
    keep_to(folder, "es", NAMED + 'free.refund = ["page.refund"]')

    assert faults(folder) == ["es: glossary.toml: free.refund: page.refund needs no freedom; take it out"]


def test_a_glossary_may_be_settled_before_there_is_a_catalogue(folder: Path) -> None:
    (folder / "sv").mkdir()
    keep_to(folder, "sv", 'terms.refund = ["återbetal"]')

    assert faults(folder) == []


def test_english_has_no_catalogue(folder: Path) -> None:
    shutil.copytree(folder / "es" / "LC_MESSAGES", folder / "en" / "LC_MESSAGES")

    assert faults(folder) == ["en: the English is in the code, and a catalogue beside it is one too many"]


def test_the_faults_of_all_languages_are_said_together(folder: Path) -> None:
    (folder / "messages.pot").unlink()
    (folder / "klingon").mkdir()
    shutil.rmtree(folder / "es")
    (folder / "zh_Hans" / "LC_MESSAGES" / "messages.po").write_text("?", encoding="utf-8")

    assert faults(folder) == [
        "messages.pot is not up to date: run `make catalogues`",
        "es: has no catalogue, and must be complete",
        "es: has no glossary.toml, and must be complete",
        "klingon: CLDR knows no language by this name",
        "zh_Hans: messages.po cannot be read: Unknown or misformatted keyword, in line 1",
    ]
