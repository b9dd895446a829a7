import json

import pytest

from bot.shop.imports.report import ImportReport, Refusal, as_data, as_text


def test_a_report_counts_and_names_each_refused_place() -> None:
    report = ImportReport(
        "orders.csv",
        "own_orders",
        new=3,
        updated=2,
        unchanged=1,
        refused=(Refusal(7, "qty", "0", "is not a whole number from 1 to 999999"), Refusal(9, "", "", "has 3 cells")),
    )

    assert as_text(report) == (
        "orders.csv (own orders): 3 new, 2 updated, 1 unchanged, 2 refusals.\n"
        '  line 7, qty "0": is not a whole number from 1 to 999999\n'
        "  line 9: has 3 cells"
    )


def test_a_report_says_when_nothing_changed() -> None:
    report = ImportReport("prices.csv", "own_prices", new=0, updated=0, unchanged=168, refused=())

    assert as_text(report) == "prices.csv (own prices): 0 new, 0 updated, 168 unchanged, 0 refusals. Nothing changed."


def test_a_file_of_no_known_format_is_reported_without_one() -> None:
    report = ImportReport("photo.csv", "", new=0, updated=0, unchanged=0, refused=(Refusal(1, "", "", "this is a picture"),))

    assert as_text(report) == "photo.csv: 0 new, 0 updated, 0 unchanged, 1 refusal. Nothing changed.\n  line 1: this is a picture"


def test_a_long_or_wild_value_cannot_disturb_the_terminal() -> None:
    report = ImportReport("a.csv", "own_prices", 1, 0, 0, (Refusal(2, "sku", "\x1b[2J\n" + "x" * 99, "is too long"),))

    assert as_text(report).splitlines()[1] == '  line 2, sku "\\u001b[2J\\n' + "x" * 55 + '…": is too long'


def test_an_empty_cell_is_not_shown() -> None:
    report = ImportReport("a.csv", "own_prices", 1, 0, 0, (Refusal(2, "sku", "", "is empty"),))

    assert as_text(report).splitlines()[1] == "  line 2, sku: is empty"


def test_a_report_for_programs_holds_the_same_and_is_json() -> None:
    report = ImportReport("a.csv", "own_prices", 1, 2, 3, (Refusal(2, "sku", "x", "is empty"),))

    assert json.loads(json.dumps(as_data(report))) == {
        "file": "a.csv",
        "format": "own_prices",
        "new": 1,
        "updated": 2,
        "unchanged": 3,
        "refused": [{"line": 2, "column": "sku", "value": "x", "reason": "is empty"}],
    }


@pytest.mark.parametrize(("new", "updated", "nothing"), [(0, 0, True), (1, 0, False), (0, 1, False)])
def test_a_report_knows_whether_anything_changed(new: int, updated: int, nothing: bool) -> None:
    assert ImportReport("a.csv", "own_prices", new, updated, unchanged=3, refused=()).changed_nothing is nothing
