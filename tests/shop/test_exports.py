"""The seller's real exports, through the command line: what is told of each is what was expected of it."""

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import structlog

from bot.__main__ import main
from tests.shop.sheets import EXPORTS

FILES: list[dict[str, Any]] = json.loads((EXPORTS / "expected.json").read_text(encoding="utf-8"))["files"]
COUNTS = ("file", "format", "encoding", "settings", "orders", "lines", "totals", "net_sales_totals")


@pytest.fixture(autouse=True)
def _log_as_before() -> Iterator[None]:
    yield
    structlog.reset_defaults()


def dry_run(capsys: pytest.CaptureFixture[str], tmp_path: Path, name: str, **settings: str) -> dict[str, Any]:
    config = tmp_path / "config.toml"
    config.write_text(f'[database]\nurl = "sqlite:///{tmp_path}/shop.db"\n[test]\nsample_shop = true\n', encoding="utf-8")
    said = {"time_zone": "--time-zone", "default_currency": "--currency"}
    options = [part for key, value in settings.items() for part in (said[key], value)]
    code = main(["import", str(EXPORTS / name), "--dry-run", "--json", "--config", str(config), *options])
    (told,) = json.loads(capsys.readouterr().out)
    assert code == 0
    assert not (tmp_path / "shop.db").exists()
    return dict(told)


def at(value: str | None) -> object:
    """A time as an instant; a day as a day."""
    return datetime.fromisoformat(value) if value and "T" in value else value


def in_instants(order: dict[str, Any]) -> dict[str, Any]:
    return order | {name: at(order[name]) for name in ("placed_at", "shipped_at", "delivered_at")}


@pytest.mark.parametrize("expected", FILES, ids=[file["file"] for file in FILES])
def test_a_dry_run_tells_what_is_expected(expected: dict[str, Any], capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    told = dry_run(capsys, tmp_path, expected["file"], **expected["settings"])

    assert {name: told[name] for name in COUNTS if name in told} == {name: expected[name] for name in COUNTS if name in expected}
    assert told["refused"] == []
    orders = {order["order_no"]: in_instants(order) for order in told["picked"]}
    assert [orders[order["order_no"]] for order in expected["picked"]] == [in_instants(order) for order in expected["picked"]]
    assert len(orders) == expected["orders"]


@pytest.mark.parametrize(("name", "rows"), [("prices.csv", 168), ("promotions.csv", 3)])
def test_a_dry_run_counts_prices_and_promotions(name: str, rows: int, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    told = dry_run(capsys, tmp_path, name)

    assert (told["rows"], told["refused"]) == (rows, [])
