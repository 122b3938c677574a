"""The time axis: where a date lies, as precisely as it is known, and the few dates that are written below."""

ONE_MONTH = 1.5  # months; a longer step is a gap
_STEPS = (1, 2, 3, 6, 12, 24, 36, 60, 120)  # months
_MOST = 5  # spaces between dates that fit below a chart on the narrowest page


def known_by(date: str) -> float:
    """Return when a figure is known, in months of the calendar: at the end of its day, month or year.

    Args:
        date: ISO text of a year, a month or a day. A bare year is known at the end of it.
    """
    return known_from(date) + {4: 12, 7: 1, 10: 1 / 31}[len(date)]


def known_from(date: str) -> float:
    """Return the earliest time that a date may mean, in months of the calendar: the start of its day, month or year."""
    year, month, day = (int(part) for part in (date + "-01-01"[len(date) - 4 :]).split("-"))
    return year * 12 + month - 1 + (day - 1) / 31


def is_bare_year(period: str) -> bool:
    """Return whether a period is a year of which the month is not stated."""
    return len(period) == len("2025")


def ticks(first: float, last: float) -> dict[int, str]:
    """Return the times to write between two times, each with the month that ends there: few, and ends of years if it can be."""
    step = next((step for step in _STEPS if (last - first) / step <= _MOST), _STEPS[-1])
    start = -int(-first // step) * step
    return {time: f"{(time - 1) // 12}-{(time - 1) % 12 + 1:02}" for time in range(start, int(last) + 1, step)}
