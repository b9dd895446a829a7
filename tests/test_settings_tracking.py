"""The settings of the tracking service: off unless one is named, and with a key that need not stand in the file."""

from pathlib import Path

import pytest

from bot.config import faults_of, load
from bot.services import tracking_of
from bot.settings import Settings
from bot.shop.connectors.tracking_17track import SeventeenTrack
from bot.shop.connectors.tracking_aftership import AfterShip


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "config.toml"


def test_nobody_is_asked_unless_a_service_is_named() -> None:
    assert tracking_of(Settings()) is None


@pytest.mark.parametrize(("service", "kind"), [("17track", SeventeenTrack), ("aftership", AfterShip)])
def test_the_key_comes_from_the_environment_and_is_printed_nowhere(path: Path, service: str, kind: type[object]) -> None:
    path.write_text(f'[tracking]\nservice = "{service}"\n')

    settings = load(path, {"AMENDS_TRACKING_KEY": "sesame"})

    assert settings.tracking.key == "sesame"
    assert "sesame" not in repr(settings)
    assert isinstance(tracking_of(settings), kind)


@pytest.mark.parametrize(
    ("tracking", "fault"),
    [
        ('service = "17track"', "tracking.key: 17track answers nobody without one; put it into AMENDS_TRACKING_KEY."),
        ('service = "dhl"', "tracking.service = \"dhl\": choose 'none', '17track' or 'aftership'."),
        (
            'base_url = "here"',
            'tracking.base_url = "here": this is no web address; write it whole, like "https://help.example.com", '
            "or leave it empty.",
        ),
    ],
)
def test_what_does_not_fit_is_said(path: Path, tracking: str, fault: str) -> None:
    path.write_text(f"[tracking]\n{tracking}\n")

    assert faults_of(path, {}) == [fault]
