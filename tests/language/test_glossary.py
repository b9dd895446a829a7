"""The shop's words: what a glossary may say, and whether translations keep to it."""

from pathlib import Path

import pytest

from bot.language.catalogue import locales_folder
from bot.language.glossary import (
    TERMS,
    Glossary,
    GlossaryError,
    faults_of_wording,
    needless_freedom,
    read_glossary,
    speaks_of,
)


def told(folder: Path, text: str) -> Glossary:
    path = folder / "glossary.toml"
    path.write_text(text, encoding="utf-8")
    return read_glossary(path)


def wording(english: str, text: str, **tables: object) -> list[str]:
    """What is wrong with one line, whose key is `a`, by a glossary of these tables."""
    glossary = Glossary(**{"terms": {}, "avoided": {}, "free": {}, **tables})
    return list(faults_of_wording(glossary, {"a": english}, {"a": text}))


# --- the file --------------------------------------------------------------------------------------------------------


def test_a_glossary_has_the_words_of_the_trade_those_that_are_avoided_and_the_lines_that_are_free(tmp_path: Path) -> None:
    read = told(
        tmp_path,
        """
        # The shop's words in German.
        [terms]
        refund = ["erstatt", "zurück"]
        [avoid]
        "coupon*" = "Gutschein"
        "du" = ""
        [free]
        refund = ["page.refund"]
        """,
    )

    assert read == Glossary({"refund": ("erstatt", "zurück")}, {"coupon*": "Gutschein", "du": ""}, {"refund": ("page.refund",)})


def test_the_example_of_the_readme_is_a_glossary(tmp_path: Path) -> None:
    readme = (locales_folder() / "README.md").read_text("utf-8")
    example = readme.partition("## The words of the shop")[2].split("```toml\n")[1].split("```")[0]

    assert set(told(tmp_path, example).terms) == {"refund", "coupon"}


def test_the_readme_names_every_word_of_the_trade() -> None:
    readme = (locales_folder() / "README.md").read_text("utf-8")

    assert [term for term in TERMS if f"`{term}`" not in readme] == []


def test_an_empty_glossary_asks_nothing(tmp_path: Path) -> None:
    assert told(tmp_path, "") == Glossary({}, {}, {})


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("[words]", ["unknown key words; known are terms, avoid, free"]),
        ("terms = 1", ["terms must be a table"]),
        ('terms.money = ["Geld"]', [f"unknown key terms.money; known are {', '.join(TERMS)}"]),
        ('terms.order = "bestell"', ["terms.order must be a list of texts"]),
        ("terms.order = [1]", ["terms.order must be a list of texts"]),
        ('terms.order = [" "]', ["terms.order must be a list of texts"]),
        ('terms.order = ["bestell*"]', ["terms.order: a part of a word is enough; leave the * away"]),
        ("avoid.du = 1", ["avoid.du must be a text: what is said instead"]),
        ('avoid."*" = "Sie"', ["avoid: '*' is not a word, nor the beginning of one like refund*"]),
        ('avoid."d*u" = "Sie"', ["avoid: 'd*u' is not a word, nor the beginning of one like refund*"]),
        ('free.money = ["a"]', [f"unknown key free.money; known are {', '.join(TERMS)}"]),
        ("[more]\n[terms]\norder = 1", ["unknown key more; known are terms, avoid, free", "terms.order must be a list of texts"]),
    ],
)
def test_all_that_nobody_would_read_is_said_at_once(tmp_path: Path, text: str, faults: list[str]) -> None:
    with pytest.raises(GlossaryError) as refused:
        told(tmp_path, text)

    assert list(refused.value.faults) == faults


@pytest.mark.parametrize("content", [b"[terms", b'a = "\xff"'])
def test_what_is_no_toml_is_one_fault(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "glossary.toml"
    path.write_bytes(content)

    with pytest.raises(GlossaryError, match=r"^cannot be read: ") as refused:
        read_glossary(path)

    assert len(refused.value.faults) == 1


# --- the words of the trade ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("english", "term", "speaks"),
    [
        ("Your order is here.", "order", True),
        ("ORDERS and more", "order", True),
        ("You ordered two.", "order", True),
        ("We are refunding it.", "refund", True),
        ("The case's number", "case", True),
        ("It came in a disorderly box.", "order", False),
        ("A casement window.", "case", False),
        ("In case it is late", "case", False),
        ("just in case", "case", False),
        ("in your case", "case", True),
        ("Number {order} is noted.", "order", False),
        ("{order}ed", "order", False),
    ],
)
def test_a_word_of_the_trade_is_a_word_of_the_line_with_its_endings(english: str, term: str, speaks: bool) -> None:
    assert speaks_of(term, english) is speaks


@pytest.mark.parametrize(
    ("pieces", "text"),
    [
        (("bestell",), "Ihre Bestellung"),
        (("bestell",), "IHRE BESTELLNUMMER"),
        (("auftrag", "bestell"), "Wie bestellt"),
        (("注文",), "ご注文の品"),
        (("iade",), "İade"),
        (("ırmak",), "IRMAK"),
        (("cafe\N{COMBINING ACUTE ACCENT}",), "das Café"),
        ((), "egal"),
    ],
)
def test_one_piece_anywhere_in_the_line_is_enough(pieces: tuple[str, ...], text: str) -> None:
    assert wording("Your order.", text, terms={"order": pieces}) == []


def test_a_line_without_its_word_is_named_with_what_it_should_have() -> None:
    terms = {"order": ("bestell", "auftrag")}

    assert wording("Order {order}.", "Vorgang {order}.", terms=terms) == [
        "a: the English says order, and this has none of: bestell, auftrag"
    ]


def test_the_name_of_a_place_is_no_word() -> None:
    assert wording("The coupon {coupon}.", "Das {coupon}.", terms={"coupon": ("coupon",)}) == [
        "a: the English says coupon, and this has none of: coupon"
    ]


def test_a_free_line_may_say_it_in_another_way() -> None:
    assert wording("Your order.", "Das Gewünschte.", terms={"order": ("bestell",)}, free={"order": ("a",)}) == []


def test_a_line_is_free_of_one_word_only() -> None:
    found = wording("Your order.", "Das Gewünschte.", terms={"order": ("bestell",)}, free={"case": ("a",)})

    assert found == ["a: the English says order, and this has none of: bestell"]


@pytest.mark.parametrize(
    ("english", "texts", "found"),
    [
        ("Your order.", {"a": "Das Gewünschte."}, []),
        ("Your order.", {}, []),
        ("Your order.", {"a": "Ihre Bestellung."}, ["free.order: a needs no freedom; take it out"]),
        ("Your wish.", {"a": "Das Gewünschte."}, ["free.order: a needs no freedom; take it out"]),
    ],
)
def test_a_line_that_needs_no_freedom_has_none(english: str, texts: dict[str, str], found: list[str]) -> None:
    glossary = Glossary({"order": ("bestell",)}, {}, {"order": ("a",)})

    assert list(needless_freedom(glossary, {"a": english}, texts)) == found


def test_a_line_that_is_not_there_is_not_free() -> None:
    glossary = Glossary({}, {}, {"order": ("gone",)})

    assert list(needless_freedom(glossary, {"a": "Your order."}, {})) == ["free.order: the code declares no line gone"]


# --- what is never said ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("word", "text"),
    [
        ("du", "Hast du es?"),
        ("du", "Du."),
        ("coupon*", "Die Coupons"),
        ("coupon*", "Ihr Coupon"),
        ("d’accord", "D'accord !"),
        ("en cas de", "En\N{NO-BREAK SPACE}cas de retard"),
        ("亲", "好的亲，请"),
        ("อะไร", "ขออะไรสัก"),
        ("तुम", "क्या तुम हो?"),
        ("쿠폰권*", "쿠폰권을 드려요"),
    ],
)
def test_a_word_that_is_avoided_is_found_where_it_is_said(word: str, text: str) -> None:
    assert wording("English", text, avoided={word: ""}) == [f"a: says {word}, which the glossary avoids"]


@pytest.mark.parametrize(
    ("word", "text"),
    [
        ("du", "Dulden Sie es"),
        ("du", "Ihr Lied Idu"),
        ("coupon*", "der Rabattcoupon"),
        ("कर", "करें"),
        ("तुम", "तुम्हारा"),
        ("order", "{order}"),
        ("esta", "está"),
    ],
)
def test_a_word_that_is_avoided_may_be_a_part_of_another(word: str, text: str) -> None:
    assert wording("English", text, avoided={word: ""}) == []


def test_what_is_said_instead_is_told_with_the_fault() -> None:
    assert wording("English", "Hast du es?", avoided={"du": "Sie"}) == ["a: says du, which the glossary avoids; say Sie"]
