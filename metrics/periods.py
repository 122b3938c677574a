"""Months: which ones hold news, and how old a figure is at the month a reader looks from."""

from __future__ import annotations

import re

import pandas as pd

from metrics._model import Query, months_between

OLD = 12  # months after which a figure is marked as old


def news_months(query: Query) -> list[str]:
    """Give the months in which some region has a new coverage figure or count of members, latest first."""
    frame = query(
        """
        select distinct month from (
            select month from printed_share union all select month from participants
        ) order by month desc
        """
    )
    return list(frame["month"])


def latest_month(query: Query) -> str:
    """Give the latest month with a coverage figure or a count of members: what "now" means to the figures held."""
    return news_months(query)[0]


def is_old(month: str | None, as_of: str) -> bool:
    """Say whether a figure is older than a year at the month a reader looks from; False where there is none."""
    return month is not None and not pd.isna(month) and months_between(month, as_of) > OLD


def month_after(month: str, count: int) -> str:
    """Give the month so many months after another, or before it where the count is negative; both ``YYYY-MM``."""
    year, number = divmod(int(month[:4]) * 12 + int(month[5:7]) - 1 + count, 12)
    return f"{year:04}-{number + 1:02}"


def is_month(text: str) -> bool:
    """Say whether a text is a month, ``YYYY-MM``."""
    return re.fullmatch(r"(?!0000)[0-9]{4}-(0[1-9]|1[0-2])", text) is not None
