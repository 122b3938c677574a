"""What every figure of the region profile needs, and what they have in common: source line, definition, plain rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from charts import words
from charts.signature import WIDTH, signed
from charts.theme import Figure, Theme, theme
from data.store import Query, Store
from i18n import Language, language
from metrics.analyses.comparison import united
from metrics.catalogue import metric
from metrics.territory import Place, Territory
from pages.parts import reading, tables
from pages.parts.sources import Source


@dataclass(frozen=True)
class Asked:
    """What is asked of the store, and how to say it."""

    query: Query
    places: Territory
    known: dict[str, Source]
    place: Place
    parent: Place | None
    as_of: str
    base: str
    theme: Theme
    say: Language


def asked(store: Store, version: str, region: str, as_of: str, base: str, lang: str, dark: bool) -> Asked:
    """Gather what every figure of the page needs."""
    places = reading.places(store, version)
    place = places.place(region)
    return Asked(
        query=reading.query(store),
        places=places,
        known=reading.sources(store, version),
        place=place,
        parent=places.place(place.above[0]) if place.above else None,
        as_of=as_of,
        base=base,
        theme=theme("dark" if dark else "light"),
        say=language(lang),
    )


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
    ids = united(list(each) for each in frame["source_ids"])
    text = say(
        "{measure} · {region} · {dates} · {status} · Source: {sources}", measure=what, region=of.place.short_name,
        dates=when, status=statuses(frame, say), sources="; ".join(dict.fromkeys(of.known[one].publisher for one in ids)),
    )  # fmt: skip
    return signed(chart, words.name_words(text), of.theme, width=width)


def source(frame: pd.DataFrame, of: Asked) -> str:
    """Give the sources of figures as Markdown, with their statuses."""
    ids = united(list(each) for each in frame["source_ids"])
    return of.say("Source: {sources} ({status})", sources=tables.sources(ids, of.known, of.say),
                  status=statuses(frame, of.say))  # fmt: skip


def statuses(frame: pd.DataFrame, say: Language) -> str:
    """Name every status among some figures."""
    held = [str(status) for status in dict.fromkeys(frame["status"].dropna())]
    return ", ".join(words.status_name(status, say) for status in held)


def definition(names: Iterable[str], say: Language) -> str:
    """Say of each measure what it counts and what it must not be read as."""
    said = []
    for name in dict.fromkeys(names):
        of = metric(name)
        said.append(f"**{say(of.title)}**: {say(of.meaning)} {say(of.formula)}. {say(of.caveat)}")
    return "\n\n".join(said)


def plain(frame: pd.DataFrame) -> pd.DataFrame:
    """Give rows for a file: lists as text, and CONTOH on every row of the demonstration set."""
    shown = frame.copy()
    for name in shown.columns:
        if any(isinstance(cell, list | np.ndarray) for cell in shown[name]):
            shown[name] = [
                "; ".join(map(str, cell)) if isinstance(cell, list | np.ndarray) else "" for cell in shown[name]
            ]
    if "status" in shown:
        shown["label"] = ["CONTOH" if status == "demonstration" else "" for status in shown["status"]]
    return shown


def is_example(frame: pd.DataFrame) -> bool:
    """Return whether any row is of the demonstration set."""
    return bool((frame["status"] == "demonstration").any())


def first(frame: pd.DataFrame) -> Any | None:
    """Give the first row, or None."""
    return next(frame.itertuples(index=False), None)
