from datetime import date

import pytest

from bot.language.line import Line, LineError, Sentence
from bot.remedy.money import Money


@pytest.fixture(autouse=True)
def _no_lines_yet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Line, "known", {})


def test_a_line_is_known_by_its_key_from_its_declaration_on() -> None:
    thanks = Line("test.thanks", "Thank you.")

    assert Line.known == {"test.thanks": thanks}
    assert repr(thanks) == "Line('test.thanks')"


def test_a_key_is_given_once() -> None:
    first = Line("test.thanks", "Thank you.")

    with pytest.raises(LineError, match=r"^the line test\.thanks is declared twice$"):
        Line("test.thanks", "Thanks.")

    assert Line.known == {"test.thanks": first}


@pytest.mark.parametrize(
    ("english", "samples"),
    [
        ("Order {order}", {}),
        ("Order", {"order": "1042"}),
        ("Order {order}", {"number": "1042"}),
        ("Order {Order}", {"Order": "1042"}),
        ("Order {order.number}", {"order": "1042"}),
        ("Order {}", {"order": "1042"}),
    ],
)
def test_a_line_has_a_sample_for_each_of_its_places_and_no_other(english: str, samples: dict[str, str]) -> None:
    with pytest.raises(LineError, match=r"^the line test\.order and its samples name different placeholders$"):
        Line("test.order", english, **samples)

    assert Line.known == {}


def test_a_place_may_be_named_twice() -> None:
    line = Line("test.order", "{order}: yes, {order}", order="1042")

    assert line.samples == {"order": "1042"}


def test_a_sentence_is_a_line_with_its_facts() -> None:
    line = Line("test.back", "{refund} back on {day}", refund=Money(1, "EUR"), day=date(2026, 1, 1))

    sentence = Sentence.of(line, refund=Money(840, "EUR"), day=date(2026, 2, 13))

    assert sentence == Sentence(line, (("refund", Money(840, "EUR")), ("day", date(2026, 2, 13))))


@pytest.mark.parametrize("values", [{}, {"oder": "1042"}, {"order": "1042", "item": "lamp"}])
def test_a_sentence_wants_exactly_the_facts_of_its_line(values: dict[str, str]) -> None:
    line = Line("test.order", "Order {order}", order="1")

    with pytest.raises(LineError) as refused:
        Sentence.of(line, **values)

    assert str(refused.value) == f"the line test.order wants ['order'], got {sorted(values)}"
