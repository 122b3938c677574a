"""What all figures of contributions and compliance have in common: their source, definition, files, and what is missing."""

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
from metrics.territory import Place, Territory
from pages.parts import reading, tables
from pages.parts.sources import Source

PMI_ONCE = mark(
    "Migrant workers (PMI) pay once for a contract, not by the month: no monthly contributions of them are held."
)
_LETTERS = 52  # of a line of the source on a phone, beside the axis
_PLAIN = (
    "region_code", "name", "metric", "of", "segment", "series", "boundary", "period", "month", "value", "numerator",
    "denominator", "earlier_period", "earlier_value", "change", "months", "due", "on_time", "arrears", "arrears_period",
    "unit", "base", "status", "reason", "source_ids", "batch_ids",
)  # fmt: skip


@dataclass(frozen=True)
class Asked:
    """What is asked of the store, and how to say it."""

    query: Query
    places: Territory
    known: dict[str, Source]
    place: Place
    as_of: str
    segment: str
    """``total`` for all of them together."""
    theme: Theme
    say: Language


def asked(store: Store, version: str, region: str, as_of: str, segment: str, lang: str, dark: bool) -> Asked:
    """Gather what every figure of the page needs."""
    places = reading.places(store, version)
    return Asked(
        query=reading.query(store),
        places=places,
        known=reading.sources(store, version),
        place=places.place(region),
        as_of=as_of,
        segment=segment or "total",
        theme=theme("dark" if dark else "light"),
        say=language(lang),
    )


def where(of: Asked) -> str:
    """Say the area and the segment of a figure."""
    return f"{of.place.short_name}, {words.segment_words(of.segment, of.say)}"


def burned(
    chart: Figure, title: str, when: str, rows: Iterable[dict[str, Any]], of: Asked, *, by_segment: bool = False
) -> Figure:
    """Burn measure, area, date, status and source into a chart; the segment too where the figure follows the choice of it."""
    held = [row for row in rows if row.get("status")]
    text = of.say(
        "{measure}, {area}, {date}. Status: {status}. Source: {source}.",
        measure=title,
        area=where(of) if by_segment else of.place.short_name,
        date=when,
        status=_statuses(held, of.say),
        source="; ".join(dict.fromkeys(of.known[one].publisher for row in held for one in row["source_ids"])),
    )
    return signed(chart, text, of.theme, width=_LETTERS)


def source(rows: Iterable[dict[str, Any]], of: Asked) -> str:
    """Say the sources of figures as Markdown, with their status."""
    held = [row for row in rows if row.get("status")]
    ids = dict.fromkeys(one for row in held for one in row["source_ids"])
    if not ids:
        return ""
    return of.say(
        "Source: {source} · status: {status}",
        source=tables.sources(ids, of.known, of.say),
        status=_statuses(held, of.say),
    )


def definition(names: Iterable[str], say: Language) -> str:
    """Say what metrics mean, how they are made, and what they must not be read as."""
    return " ".join(
        say(
            "**{title}**: {meaning} Formula: {formula}. {caveat}",
            title=say(one.title),
            meaning=say(one.meaning),
            formula=say(one.formula),
            caveat=say(one.caveat),
        )
        for one in (metric(name) for name in names)
    )


def why_missing(name: str, of: Asked) -> str:
    """Say why there is nothing to draw, and how to load it."""
    reason = PMI_ONCE if of.segment == "PMI" else metric(name).why_missing(None)
    return f"{of.say(reason)} {of.say('An office loads it on the page Data.')}"


def plain(frame: pd.DataFrame) -> pd.DataFrame:
    """Give a frame as files have it: known columns only, lists as text."""
    kept = frame[[name for name in _PLAIN if name in frame]].copy()
    for name in ("source_ids", "batch_ids"):
        if name in kept:
            kept[name] = ["; ".join(ids) for ids in kept[name]]
    return kept


def is_example(rows: Iterable[dict[str, Any]]) -> bool:
    """Say whether any of the figures is of the demonstration set."""
    return any(row.get("status") == "demonstration" for row in rows)


def _statuses(held: list[dict[str, Any]], say: Language) -> str:
    return ", ".join(dict.fromkeys(words.status_name(row["status"], say) for row in held))
