import json

import pytest

from bot.shop.imports.refusal import Refusal
from bot.shop.imports.report import ImportReport, as_data, as_text


def test_a_report_counts_and_names_each_refused_place() -> None:
    report = ImportReport(
        "orders.csv",
        "own",
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
        "encoding": "",
        "settings": {},
        "rows": 0,
        "new": 1,
        "updated": 2,
        "unchanged": 3,
        "refused": [{"file": "a.csv", "line": 2, "column": "sku", "value": "x", "reason": "is empty"}],
    }


def test_a_dry_run_says_what_could_be_taken_and_that_nothing_was() -> None:
    report = ImportReport("a.csv", "own_prices", 0, 0, 0, (), facts=168, dry=True)

    assert as_text(report) == "a.csv (own prices): 168 rows can be taken, 0 refusals. Nothing was stored."
    assert as_data(report).keys() == {"file", "format", "encoding", "settings", "rows", "refused"}


def test_of_a_file_that_could_not_be_read_nothing_is_counted() -> None:
    report = ImportReport("a.png", "", 0, 0, 0, (Refusal(1, "", "", "this is a picture"),), dry=True)

    assert as_data(report).keys() == {"file", "format", "encoding", "settings", "refused"}


def test_an_order_file_with_nothing_to_take_has_no_orders() -> None:
    told = as_data(ImportReport("a.csv", "shopify", 0, 0, 0, (), dry=True))

    assert (told["orders"], told["lines"], told["totals"], told["picked"]) == (0, 0, None, [])


@pytest.mark.parametrize(("new", "updated", "nothing"), [(0, 0, True), (1, 0, False), (0, 1, False)])
def test_a_report_knows_whether_anything_changed(new: int, updated: int, nothing: bool) -> None:
    assert ImportReport("a.csv", "own_prices", new, updated, unchanged=3, refused=()).changed_nothing is nothing
