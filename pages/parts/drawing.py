"""What the figures of every page have in common: the line of their source, their definition and files, and what is missing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeAlias

import numpy as np
import pandas as pd

from charts import words
from charts.signature import signed
from charts.theme import Figure
from i18n import Language, mark
from metrics.catalogue import metric
from metrics.lacking import why_lacking
from pages.parts import tables
from pages.parts.asked import Asked

# Characters of a source line on a phone: below a chart beside its amounts, with an axis at the left, with names there.
BESIDE_AMOUNTS, BESIDE_AXIS, BESIDE_NAMES = 52, 56, 44

LOAD = mark("An office loads it on the page Data.")
LOAD_MONTHS = mark("An office loads monthly figures on the page Data.")
PMI_ONCE = mark(
    "Migrant workers (PMI) pay once for a contract, not by the month: no monthly contributions of them are held."
)
TITLED = mark("**{title}**: {meaning} {formula}. {caveat}")
WITH_FORMULA = mark("**{title}**: {meaning} Formula: {formula}. {caveat}")
UNTITLED = mark("{meaning} {formula}. {caveat}")

Rows: TypeAlias = "pd.DataFrame | Iterable[dict[str, Any]]"
"""Figures with ``status`` and ``source_ids``; a figure without a status is none."""


def burned(
    chart: Figure, measure: str, when: str, rows: Rows, of: Asked, *, area: str | None = None,
    width: int = BESIDE_AMOUNTS,
) -> Figure:  # fmt: skip
    """Burn measure, area, date, status and source into a chart.

    Args:
        chart: as drawn.
        measure: what it shows.
        when: the dates of its figures.
        rows: those figures.
        of: what is asked.
        area: what they are of; the region where none is given.
        width: characters on a line.
    """
    text = of.say(
        "{measure}, {area}, {date}. Status: {status}. Source: {source}.",
        measure=measure,
        area=area or of.place.short_name,
        date=when,
        status=statuses(rows, of.say),
        source=publishers(rows, of),
    )
    return signed(chart, text, of.theme, width=width)


def source(rows: Rows, of: Asked) -> str:
    """Say the sources of figures as Markdown, with their status; nothing where there is no figure."""
    ids = source_ids(rows, of)
    if not ids:
        return ""
    return of.say(
        "Source: {source} · status: {status}",
        source=tables.sources(ids, of.known, of.say),
        status=statuses(rows, of.say),
    )


def statuses(rows: Rows, say: Language) -> str:
    """Name every status among figures, in their order."""
    if isinstance(rows, pd.DataFrame):
        held = [one for one in rows["status"] if isinstance(one, str)]
    else:
        held = [row["status"] for row in _figures(rows)]
    return ", ".join(words.status_name(one, say) for one in dict.fromkeys(held))


def publishers(rows: Rows, of: Asked) -> str:
    """Name every publisher of figures once."""
    return "; ".join(dict.fromkeys(of.known[one].named(of.say) for one in source_ids(rows, of)))


def source_ids(rows: Rows, of: Asked) -> list[str]:
    """Give every source of figures once: those of a frame sorted, others in the order of the figures.

    Batches of an office among them, which are no published source, are left out.
    """
    if isinstance(rows, pd.DataFrame):
        # Lists repeat from month to month: each is looked at once.
        found = sorted({one for each in {tuple(ids) for ids in rows["source_ids"]} for one in each})
    else:
        found = list(dict.fromkeys(one for row in _figures(rows) for one in row["source_ids"]))
    return [one for one in found if one in of.known]


def definition(names: Iterable[str], say: Language, text: str = TITLED, between: str = " ") -> str:
    """Say what metrics mean, how they are made, and what they must not be read as.

    Args:
        names: of the metrics.
        say: the reader's language.
        text: one of ``TITLED``, ``WITH_FORMULA`` and ``UNTITLED``.
        between: what stands between two metrics.
    """
    return between.join(
        say(text, title=say(one.title), meaning=say(one.meaning), formula=say(one.formula), caveat=say(one.caveat))
        for one in (metric(name) for name in names)
    )


def missing(reason: Any, say: Language, how: str = LOAD) -> str:
    """Say why there is nothing to draw, and how to load it."""
    return f"{say(reason)} {say(how)}"


def why_missing(name: str, of: Asked, how: str = LOAD) -> str:
    """Say why there is no figure of a metric, and how to load it."""
    if of.segment == "PMI":
        return missing(PMI_ONCE, of.say, how)
    return missing(why_lacking(of.query, metric(name), of.place.code, of.as_of), of.say, how)


def plain(frame: pd.DataFrame, *without: str, label: bool = False) -> pd.DataFrame:
    """Give figures as files have them: lists as text, without the columns that only draw.

    Args:
        frame: the figures.
        without: names of columns to leave out.
        label: whether a column says CONTOH in every row of the demonstration set: the word that every reader of an
            Indonesian office knows, whatever the language of the page.
    """
    kept = frame.drop(columns=[name for name in without if name in frame]).copy()
    for name in kept.columns:
        if any(isinstance(cell, list | tuple | np.ndarray) for cell in kept[name]):
            kept[name] = [
                "; ".join(map(str, cell)) if isinstance(cell, list | tuple | np.ndarray) else "" for cell in kept[name]
            ]
    if label and "status" in kept:
        kept["label"] = ["CONTOH" if status == "demonstration" else "" for status in kept["status"]]
    return kept


def is_example(rows: Rows) -> bool:
    """Say whether any of the figures is of the demonstration set."""
    if isinstance(rows, pd.DataFrame):
        return bool((rows["status"] == "demonstration").any())
    return any(row.get("status") == "demonstration" for row in rows)


def between(months: Iterable[str], say: Language) -> str:
    """Say between which months figures lie, or in which one."""
    held = sorted(months)
    if held[0] == held[-1]:
        return say.short_period(held[0])
    return f"{say.short_period(held[0])} – {say.short_period(held[-1])}"


def _figures(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    return [row for row in rows if row.get("status")]
