"""What all figures of the trend have in common: what they are asked with, their source, definition and plain values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from charts import words
from charts.signature import signed
from charts.theme import Figure, Theme, theme
from data.store import Query, Store
from i18n import Language, language, mark
from metrics.catalogue import metric
from metrics.overview import Overview
from metrics.territory import Territory
from pages.parts import reading, tables
from pages.parts.sources import Source

HOW_TO_LOAD = mark("An office loads monthly figures on the page Data.")
BESIDE_AXIS = 56  # characters of a source line under a chart with an axis at the left, on a phone
BESIDE_NAMES = 44  # characters of a source line the same where names stand at the left
_LISTS = ("source_ids", "batch_ids", "fact_rows", "signals")


@dataclass(frozen=True)
class Asked:
    """What is asked of the store, and how to say it."""

    query: Query
    places: Territory
    known: dict[str, Source]
    seen: Overview
    segment: str
    """``total`` for all of them together."""
    theme: Theme
    say: Language

    @property
    def area(self) -> str:
        """The area and the segment of a flow."""
        return f"{self.seen.place.short_name}, {words.segment_words(self.segment, self.say)}"


def asked(
    store: Store, version: str, region: str, as_of: str, base: str, segment: str, lang: str, dark: bool
) -> Asked:  # fmt: skip
    """Gather what every figure of the page needs."""
    return Asked(
        query=reading.query(store),
        places=reading.places(store, version),
        known=reading.sources(store, version),
        seen=reading.seen(store, version, region, as_of, base),
        segment=segment or "total",
        theme=theme("dark" if dark else "light"),
        say=language(lang),
    )


def burned(
    chart: Figure, measure: str, area: str, when: str, rows: pd.DataFrame, of: Asked, *, width: int = BESIDE_AXIS
) -> Figure:
    """Burn measure, area, date, status and source into a chart, so many characters on a line."""
    statuses, ids = _held(rows)
    text = of.say(
        "{measure}, {area}, {date}. Status: {status}. Source: {source}.",
        measure=measure,
        area=area,
        date=when,
        status=", ".join(words.status_name(one, of.say) for one in statuses),
        source="; ".join(dict.fromkeys(of.known[one].publisher for one in ids if one in of.known)),
    )
    return signed(chart, text, of.theme, width=width)


def source(rows: pd.DataFrame, of: Asked) -> str:
    """Say the sources of figures as Markdown, with their status."""
    statuses, ids = _held(rows)
    if not ids:
        return ""
    return of.say(
        "Source: {source} · status: {status}",
        source=tables.sources([one for one in ids if one in of.known], of.known, of.say),
        status=", ".join(words.status_name(one, of.say) for one in statuses),
    )


def definition(names: Iterable[str], say: Language) -> str:
    """Say what metrics mean, how they are made, and what they must not be read as."""
    return " ".join(
        say(
            "**{title}**: {meaning} {formula}. {caveat}",
            title=say(one.title),
            meaning=say(one.meaning),
            formula=say(one.formula),
            caveat=say(one.caveat),
        )
        for one in (metric(name) for name in names)
    )


def missing(reason: Any, say: Language) -> str:
    """Say why there is nothing to draw, and how to load it."""
    return f"{say(str(reason))} {say(HOW_TO_LOAD)}"


def plain(frame: pd.DataFrame, without: Iterable[str] = ()) -> pd.DataFrame:
    """Give a frame as files have it: lists as text, without the columns that only draw."""
    kept = frame.drop(columns=[name for name in without if name in frame]).copy()
    for name in (name for name in _LISTS if name in kept):
        kept[name] = ["; ".join(map(str, each)) if isinstance(each, Iterable) else None for each in kept[name]]
    return kept


def is_example(rows: pd.DataFrame) -> bool:
    """Say whether any of the figures is of the demonstration set."""
    return bool((rows["status"] == "demonstration").any())


def when(months: Iterable[str], say: Language) -> str:
    """Say between which months figures lie."""
    held = sorted(months)
    return f"{say.short_period(held[0])} – {say.short_period(held[-1])}"


def _held(rows: pd.DataFrame) -> tuple[list[str], list[str]]:
    statuses = dict.fromkeys(one for one in rows["status"] if isinstance(one, str))
    # Lists repeat from month to month: each is looked at once.
    ids = dict.fromkeys(one for each in {tuple(ids) for ids in rows["source_ids"]} for one in each)
    return list(statuses), sorted(ids)
