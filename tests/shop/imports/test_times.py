from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.shop.imports.cells import CellError
from bot.shop.imports.times import american_moment_in, beginning_of, country_of, day_of, moment_in, named_day

LONDON = ZoneInfo("Europe/London")
BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("cell", "at"),
    [
        ("2026-02-02 13:28:05 +0100", datetime(2026, 2, 2, 12, 28, 5, tzinfo=UTC)),
        ("2026-02-02T12:28:05+00:00", datetime(2026, 2, 2, 12, 28, 5, tzinfo=UTC)),
        ("2026-02-02 13:28:05", datetime(2026, 2, 2, 12, 28, 5, tzinfo=UTC)),
        ("2026-07-02 13:28", datetime(2026, 7, 2, 11, 28, tzinfo=UTC)),
    ],
)
def test_a_time_without_an_offset_is_of_the_zone(cell: str, at: datetime) -> None:
    assert moment_in(BERLIN)(cell) == at


@pytest.mark.parametrize("cell", ["yesterday", "2026-02-30", "1999-12-31 23:59", "2100-01-01"])
def test_what_is_no_time_of_ours_is_refused(cell: str) -> None:
    with pytest.raises(CellError):
        moment_in(BERLIN)(cell)


@pytest.mark.parametrize(
    ("cell", "hour", "minute"),
    [
        ("02/12/2026 8:46:53 AM", 8, 46),
        ("2/12/2026 8:46 PM", 20, 46),
        ("02/12/2026 12:05:53 AM", 0, 5),
        ("02/12/2026 12:05:53 PM", 12, 5),
        ("02/12/2026 20:46", 20, 46),
        ("2026-02-12 20:46:53", 20, 46),
    ],
)
def test_an_american_time_is_read_with_either_clock(cell: str, hour: int, minute: int) -> None:
    at = american_moment_in(LONDON)(cell)

    assert (at.date(), at.hour, at.minute, at.tzinfo) == (date(2026, 2, 12), hour, minute, LONDON)


@pytest.mark.parametrize("cell", ["13/02/2026 8:00 AM", "02/12/2026 13:00 PM", "02/12/2026 0:00 AM", "02/12/1999 8:00 AM"])
def test_an_american_time_that_does_not_exist_is_refused(cell: str) -> None:
    with pytest.raises(CellError):
        american_moment_in(LONDON)(cell)


@pytest.mark.parametrize("cell", ["Feb-14-26", "14-Feb-26", "feb-14-2026", "2026-02-14", "2026-02-14 00:00:00"])
def test_a_day_is_read_in_either_order(cell: str) -> None:
    assert named_day(cell) == date(2026, 2, 14)


@pytest.mark.parametrize("cell", ["Feb-30-26", "Fev-14-26", "14/02/26", "soon"])
def test_what_is_no_day_is_refused(cell: str) -> None:
    with pytest.raises(CellError, match=r"^is not a day, like Feb-14-26 or 14-Feb-26$"):
        named_day(cell)


def test_a_day_begins_at_its_midnight_in_the_zone() -> None:
    assert beginning_of(BERLIN)("Feb-14-26") == datetime(2026, 2, 13, 23, tzinfo=UTC)


def test_the_day_of_a_time_is_the_one_the_file_has() -> None:
    assert day_of(moment_in(UTC))("2026-02-25T22:59:59+00:00") == date(2026, 2, 25)


@pytest.mark.parametrize(
    ("cell", "code"), [("GB", "GB"), ("gb", "GB"), ("United Kingdom", "GB"), ("germany", "DE"), ("Nowhere", ""), ("", "")]
)
def test_a_country_is_read_as_its_code_or_its_name(cell: str, code: str) -> None:
    assert country_of(cell) == code
