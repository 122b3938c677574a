"""How dates and periods are printed: each as precisely as it is known, with Babel's names of the months."""

import datetime

from babel import Locale
from babel.dates import format_date, format_skeleton

# By length of the ISO text: what completes it to a day, and the CLDR skeleton that shows no more than is known.
_YEAR, _MONTH, _DAY = 4, 7, 10
_COMPLETION = {_YEAR: "-01-01", _MONTH: "-01", _DAY: ""}


def is_year(period: str) -> bool:
    """Return whether a period is a bare year, known at the end of it without its month.

    Raises:
        TypeError: the period is missing.
        ValueError: it is neither a year nor a month.
    """
    _first_day(period)
    if len(period) == _DAY:
        raise ValueError(f"{period!r} is a day, not a period. A period is written 2025 or 2025-03.")
    return len(period) == _YEAR


def month(period: str, locale: Locale, *, short: bool = False) -> str:
    """Print a month such as "2025-03": Maret 2025, or short, Mar 2025.

    Raises:
        TypeError: the period is missing.
        ValueError: it is not a date.
    """
    return format_skeleton("yMMM" if short else "yMMMM", _first_day(period), locale=locale)


def date(day: str | datetime.date, locale: Locale) -> str:
    """Print a day, a month or a year, whichever the text names: 14 Februari 2023, Juni 2025, 2025.

    Args:
        day: a date (or a pandas Timestamp, whose time of day is left out), or ISO text of 4, 7 or 10 characters.
        locale: the reader's.

    Raises:
        TypeError: the date is missing.
        ValueError: it is not a date.
    """
    text = day.isoformat()[:_DAY] if isinstance(day, datetime.date) else day
    first_day = _first_day(text)
    if len(text) == _YEAR:
        return text
    if len(text) == _MONTH:
        return month(text, locale)
    return format_date(first_day, "long", locale=locale)


def _first_day(text: str) -> datetime.date:
    # pandas' NaT counts as a date, and writes itself so.
    if not isinstance(text, str) or text == "NaT":
        raise TypeError(f"{text!r} is not a date to print. What a missing one says is the caller's to decide.")
    try:
        return datetime.date.fromisoformat(text + _COMPLETION[len(text)])
    except (KeyError, ValueError):
        raise ValueError(f"{text!r} is not a date. Dates are written 2025, 2025-03 or 2025-03-31.") from None
