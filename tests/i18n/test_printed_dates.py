"""How dates and periods read on screen: never more precise than they are known."""

import datetime

import pandas
import pytest

from i18n import language

indonesian, english = language("id"), language("en")


@pytest.mark.parametrize(
    ("period", "in_indonesian", "in_english"),
    [
        ("2025-03", "Maret 2025", "March 2025"),
        ("2023-12", "Desember 2023", "December 2023"),
        ("2024", "2024 (bulan tidak disebut)", "2024 (month not stated)"),
    ],
)
def test_a_period_keeps_its_precision(period, in_indonesian, in_english):
    assert indonesian.period(period) == in_indonesian
    assert english.period(period) == in_english


@pytest.mark.parametrize(
    ("period", "in_indonesian", "in_english"),
    [("2025-03", "Mar 2025", "Mar 2025"), ("2025-08", "Agu 2025", "Aug 2025"), ("2024", "2024", "2024")],
)
def test_a_short_period_fits_an_axis(period, in_indonesian, in_english):
    assert indonesian.short_period(period) == in_indonesian
    assert english.short_period(period) == in_english


@pytest.mark.parametrize(
    ("day", "in_indonesian", "in_english"),
    [
        ("2023-02-14", "14 Februari 2023", "February 14, 2023"),
        (datetime.date(2025, 3, 31), "31 Maret 2025", "March 31, 2025"),
        (datetime.datetime(2025, 3, 31, 23, 59), "31 Maret 2025", "March 31, 2025"),
        (pandas.Timestamp("2025-05-01 10:00"), "1 Mei 2025", "May 1, 2025"),
        ("2025-06", "Juni 2025", "June 2025"),
        ("2025", "2025", "2025"),
    ],
)
def test_a_date_is_as_precise_as_it_was_given(day, in_indonesian, in_english):
    assert indonesian.date(day) == in_indonesian
    assert english.date(day) == in_english


@pytest.mark.parametrize("missing", [None, float("nan"), pandas.NA, pandas.NaT, 2025])
@pytest.mark.parametrize("method", ["period", "short_period", "date"])
def test_a_missing_date_is_refused(method, missing):
    with pytest.raises(TypeError, match="is not a date to print"):
        getattr(indonesian, method)(missing)


@pytest.mark.parametrize("wrong", ["", "Maret 2025", "2025-13", "2025-3", "2025-02-30", "31/03/2025", "20250331"])
@pytest.mark.parametrize("method", ["period", "short_period", "date"])
def test_what_is_not_a_date_says_how_dates_are_written(method, wrong):
    with pytest.raises(ValueError) as refused:
        getattr(indonesian, method)(wrong)
    assert str(refused.value) == f"{wrong!r} is not a date. Dates are written 2025, 2025-03 or 2025-03-31."


@pytest.mark.parametrize("method", ["period", "short_period"])
def test_a_day_is_not_a_period(method):
    with pytest.raises(ValueError) as refused:
        getattr(indonesian, method)("2025-03-31")
    assert str(refused.value) == "'2025-03-31' is a day, not a period. A period is written 2025 or 2025-03."
