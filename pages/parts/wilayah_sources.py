"""How the region profile names sources: below a figure with their status, and burned into a chart with measure and dates."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from charts import words
from charts.signature import WIDTH, signed
from charts.theme import Figure
from pages.parts import tables
from pages.parts.asked import Asked
from pages.parts.drawing import publishers, source_ids, statuses


def burned(
    chart: Figure, what: str, periods: Iterable[str], frame: pd.DataFrame, of: Asked, width: int = WIDTH
) -> Figure:
    """Burn measure, area, dates, status and publishers into a chart.

    Args:
        chart: as drawn.
        what: the measure, with its base where it has one.
        periods: dates of the figures that are drawn.
        frame: those figures, with ``status`` and ``source_ids``.
        of: what is asked.
        width: letters of a line.
    """
    say = of.say
    dates = sorted(dict.fromkeys(periods))
    when = " – ".join(say.short_period(each) for each in dict.fromkeys([*dates[:1], *dates[-1:]]))
    text = say(
        "{measure} · {region} · {dates} · {status} · Source: {sources}", measure=what, region=of.place.short_name,
        dates=when, status=statuses(frame, say), sources=publishers(frame, of),
    )  # fmt: skip
    return signed(chart, words.name_words(text), of.theme, width=width)


def source(frame: pd.DataFrame, of: Asked) -> str:
    """Give the sources of figures as Markdown, with their statuses."""
    cited = tables.sources(source_ids(frame, of), of.known, of.say)
    if (frame["status"].dropna() == "demonstration").all():  # its name says so already
        return of.say("Source: {sources}", sources=cited)
    return of.say("Source: {sources} ({status})", sources=cited, status=statuses(frame, of.say))
