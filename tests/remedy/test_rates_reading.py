from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.remedy.rates_reading import SNAPSHOT, RatesError, read_rates

DAY = date(2026, 2, 13)
DAILY_CSV = "Date, USD, JPY, GBP, \n13 February 2026, 1.1862, 181.45, 0.8711, \n"
HISTORY_CSV = "Date,USD,JPY,CYP,\n2026-02-12,1.1800,180.00,0.58,\n2026-02-13,1.1862,N/A,N/A,\n2026-02-11,1.1700,179.00,0.58,\n"
XML = """<?xml version="1.0" encoding="UTF-8"?>
<gesmes:Envelope xmlns:gesmes="http://www.gesmes.org/xml/2002-08-01" xmlns="http://www.ecb.int/vocabulary/2002-08-01/eurofxref">
  <gesmes:subject>Reference rates</gesmes:subject>
  <Cube>
    <Cube time='2026-02-12'><Cube currency='USD' rate='1.1800'/></Cube>
    <Cube time='2026-02-13'><Cube currency='USD' rate='1.1862'/><Cube currency='JPY' rate='181.45'/></Cube>
  </Cube>
</gesmes:Envelope>
"""


def test_the_days_csv_is_read() -> None:
    rates = read_rates(DAILY_CSV)

    assert (rates.on, dict(rates.per_euro)) == (
        DAY,
        {"USD": Decimal("1.1862"), "JPY": Decimal("181.45"), "GBP": Decimal("0.8711")},
    )


def test_of_a_history_the_newest_day_counts_and_what_was_not_fixed_is_unknown() -> None:
    rates = read_rates(HISTORY_CSV)

    assert (rates.on, dict(rates.per_euro)) == (DAY, {"USD": Decimal("1.1862")})


def test_the_xml_is_read() -> None:
    rates = read_rates("\ufeff" + XML)

    assert (rates.on, dict(rates.per_euro)) == (DAY, {"USD": Decimal("1.1862"), "JPY": Decimal("181.45")})


def test_a_currency_that_is_none_any_more_is_passed_over() -> None:
    assert dict(read_rates("Date,USD,CYP\n2026-02-13,1.18,0.58\n").per_euro) == {"USD": Decimal("1.18")}


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "the first line must name the columns, like Date, USD, JPY."),
        ("USD,JPY\n1.18,183\n", "the first line must name the columns, like Date, USD, JPY."),
        ("Date,USD\n", "there is no line of rates in it."),
        ("Date,USD\nyesterday,1.18\n", '"yesterday" is no day; the bank writes 2026-02-13 or 13 February 2026.'),
        ("Date,USD\n2026-02-13,cheap\n", 'USD = "cheap" is no rate.'),
        ("Date,USD\n2026-02-13,-1\n", 'USD = "-1" is no rate.'),
        ("Date,USD\n2026-02-13,NaN\n", 'USD = "NaN" is no rate.'),
        ("Date,USD\n2026-02-13,N/A\n", "there is no rate in it."),
        ("<html><body>not found</body></html>", "there is no day of rates in it."),
        ('<!DOCTYPE x [<!ENTITY a "b">]><x/>', "this is not the bank's XML: it declares entities."),
    ],
)
def test_what_is_no_file_of_the_bank_is_refused_with_the_reason(text: str, fault: str) -> None:
    with pytest.raises(RatesError) as refused:
        read_rates(text)

    assert str(refused.value) == fault


def test_a_csv_that_is_none_is_refused() -> None:
    with pytest.raises(RatesError, match="the CSV cannot be read"):
        read_rates("Date," + "1" * 200_000)


def test_broken_xml_is_refused() -> None:
    with pytest.raises(RatesError, match="the XML cannot be read"):
        read_rates("<Cube")


def test_the_rates_that_come_with_the_program_are_of_a_day_and_know_the_currencies_of_the_trade() -> None:
    rates = read_rates(SNAPSHOT.read_text(encoding="utf-8"))

    assert rates.on == DAY
    assert {"USD", "GBP", "JPY", "KWD", "CNY"} <= rates.per_euro.keys()
    assert "EUR" not in rates.per_euro


def test_rates_grow_old_by_the_day() -> None:
    assert read_rates(DAILY_CSV).days_old(date(2026, 3, 15)) == 30


@given(st.text())
def test_any_text_is_rates_or_a_fault_with_a_sentence(text: str) -> None:
    for given_text in (text, f"Date,USD\n{text}", f"<{text}"):
        with pytest.raises(RatesError, match=r"[.]$"):
            read_rates(given_text)
