"""What changed since the month before, in at most three short lines; the whole is said by `metrics.analyses.news_words`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd

from charts import words
from i18n import Language
from i18n.numbers import rounded
from metrics.analyses.news import News
from metrics.territory import Territory

NAMED = 3  # segments or parts in one line


def change_lines(news: News, places: Territory, say: Language) -> list[str]:
    """Say how the share, the active participants by segment and the parts changed; what is not known is left out.

    Args:
        news: from ``metrics.analyses.news.since``.
        places: all regions.
        say: the reader's language.
    """
    return [line for line in (_share(news, say), _segments(news, say), _parts(news, places, say)) if line]


def _share(news: News, say: Language) -> str:
    row: Any = next(news.of("coverage").itertuples())
    if not words.is_known(row.value_now):
        return say("No coverage figure yet")
    share, period = say.percent(row.value_now), say.short_period(row.period_now)
    if not words.is_known(row.difference):
        said = say("Coverage: nothing newer than {share} ({period})", share=share, period=period)
    else:
        change = rounded(round(row.difference, 12))
        text = say("unchanged") if change == 0 else say.points(round(row.difference, 12), signed=True)
        said = say("Coverage {share} ({period}): {change} since {earlier}", share=share, period=period, change=text,
                   earlier=say.short_period(row.period_then))  # fmt: skip
    return _flagged(said, news.of("coverage").head(1), say)


def _segments(news: News, say: Language) -> str:
    rows = news.of("segment")
    rows = rows[(rows["segment"] != "total") & rows["difference"].notna()]
    rows = rows[rows["period_now"] == rows["period_now"].max()]
    rows = rows[rows["period_then"] == rows["period_then"].max()]
    if rows.empty:
        return ""
    named = _largest(rows, lambda row: words.segment_words(row.segment, say), say)
    return _flagged(
        say("Active participants, {span}: {named}", span=_span(rows, say), named=named), rows, say
    )  # fmt: skip


def _parts(news: News, places: Territory, say: Language) -> str:
    compared = news.of("coverage").iloc[1:]
    compared = compared[compared["difference"].notna()]
    moved = news.of("moved_most")
    if compared.empty or moved.empty:
        return ""
    said = say(
        "Moved most, {span}: {named}; the share fell in {fell} of {compared}",
        span=_span(moved, say),
        named=_largest(moved, lambda row: places.place(row.region_code).short_name, say),
        fell=len(news.of("fell")),
        compared=len(compared),
    )
    return _flagged(said, compared, say)


def _largest(rows: pd.DataFrame, name: Callable[[Any], str], say: Language) -> str:
    by_size = rows.sort_values("numerator_difference", key=lambda column: -column.astype(float).abs(), kind="stable")
    return ", ".join(
        f"{name(row)} {say.number(row.numerator_difference, signed=True)}" for row in by_size.head(NAMED).itertuples()
    )


def _span(rows: pd.DataFrame, say: Language) -> str:
    first, last = rows["period_then"].iloc[0], rows["period_now"].iloc[0]
    return say("{since} to {until}", since=say.short_period(first), until=say.short_period(last))


def _flagged(text: str, rows: pd.DataFrame, say: Language) -> str:
    return words.flagged(text, bool((rows["status"] == "demonstration").any()), say)
