"""What pages read, and the only caches: nothing is asked of the store twice for the same store and question.

A page with much to draw has a reading module of its own, ``pages/parts/<page>_reading.py``, which uses ``each``.

Everything cached is shared between readers and must not be changed. The version of the store is part of every key, so
a newly published store is read at the next click.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from data import batches, boundaries, demo
from data.earlier import as_known
from data.entry import Entry
from data.outlines import Boundaries
from data.store import Query, Store, describe, ensure
from exports.table import csv_bytes
from metrics import disagreement, overview, periods
from metrics import territory as territories
from metrics._model import Scope, measure
from metrics.catalogue import metric
from metrics.overview import Overview
from metrics.territory import Territory
from pages.parts import beforehand
from pages.parts.sources import Source
from pages.parts.view import View

once = st.cache_resource(show_spinner=False, max_entries=4)  # one answer a store
each = st.cache_resource(show_spinner=False, max_entries=128)  # one answer a store and question
files = st.cache_resource(show_spinner=False, max_entries=4)  # one answer a file sent: they are large


def store() -> Store:
    """Give the store that this reader looks at: the published one, or that of the earlier release in the link.

    A run for nobody looks at the one that is on its way.
    """
    coming = beforehand.store()
    if coming is not None:
        return coming
    view: View | None = st.session_state.get("view")
    return as_known(view.known_on) if view and view.known_on else ensure()


def query(opened: Store) -> Query:
    """Give the store's query with a memory: what one page has asked, another is not made to wait for again.

    Each answer is a copy on write: whoever puts a column into it changes nothing of what is remembered.
    """
    return lambda sql, **parameters: _answer(opened, opened.version, sql, parameters).copy(deep=False)


@once
def places(_store: Store, version: str) -> Territory:
    """Read all regions, once a store."""
    return territories.territory(query(_store))


@once
def regions(_store: Store, version: str) -> pd.DataFrame:
    """Read the regions that an office may send figures of: code, name and level, in the order of codes."""
    return _store.query("select region_code, name, level from region where level <> 'kanwil' order by region_code")


@once
def months(_store: Store, version: str) -> list[str]:
    """Read the months with new figures, latest first."""
    return periods.news_months(query(_store))


@once
def sources(_store: Store, version: str) -> dict[str, Source]:
    """Read all sources by id."""
    frame = query(_store)("select source_id, publisher, url, published_on from source order by source_id")
    return {
        row.source_id: Source(row.publisher, row.url, None if pd.isna(row.published_on) else row.published_on)
        for row in frame.itertuples()
    }


@each
def seen(_store: Store, version: str, region: str, as_of: str, base: str) -> Overview:
    """Gather the first screen of one region."""
    return overview.overview(query(_store), places(_store, version), region, as_of, base)


@once
def _boundaries(_store: Store, version: str, place: str, content: str) -> Boundaries:
    return boundaries.read_file(Path(place), outlined())


def supplied() -> Boundaries | None:
    """Read the boundaries that the reader supplies, once a content; None where there are none."""
    place, opened = boundaries.place(), store()
    if place is None:
        return None
    held: Boundaries = _boundaries(opened, opened.version, str(place), boundaries.mark_of(place))
    return held


def outlined() -> pd.DataFrame:
    """Read all that a file of boundaries is matched with: codes of both kinds, names, seats."""
    opened = store()
    return query(opened)("select * from region")


@files
def boundaries_sent(_content: bytes, checksum: str, version: str) -> Boundaries:
    """Read a file of boundaries on its way in, before it takes the place of the one held."""
    return boundaries.read(_content, outlined())


@each
def figures(_store: Store, version: str, name: str, region: str, as_of: str) -> pd.DataFrame:
    """Read the latest figure of a metric at a month, of its headline segment."""
    asked = metric(name)
    return measure(query(_store), asked, Scope((region,), segment=asked.headline_segment(None), as_of=as_of))


def csv(shown: Overview, known: dict[str, Source]) -> bytes:
    """Make the CSV file of the regions side by side; asked for by those who save it, so nothing of it is kept."""
    words = {name: f"{one.publisher}, {one.published_on or 'n.d.'}, {one.url}" for name, one in known.items()}
    return csv_bytes(shown.beside, words)


@once
def conflicts(_store: Store, version: str) -> pd.DataFrame:
    """List shares that their own source contradicts."""
    return disagreement.conflicts(query(_store))


@once
def differing(_store: Store, version: str) -> pd.DataFrame:
    """List figures that sources give differently."""
    return disagreement.differing(query(_store))


@once
def bases(_store: Store, version: str) -> pd.DataFrame:
    """Read the coverage bases."""
    return _store.query(
        "select base, label_id, label_en, numerator, denominator, denominator_id, note, note_id from base order by fact_row"
    )


@once
def dictionary(_store: Store, version: str) -> pd.DataFrame:
    """Read the dictionary of the store."""
    return describe(query(_store))


@once
def has_demonstration(_store: Store, version: str) -> bool:
    """Say whether the store holds the demonstration set."""
    return not query(_store)("select 1 from membership where status = 'demonstration' limit 1").empty


@once
def model_card(_store: Store, version: str) -> dict[str, Any]:
    """Read how the demonstration set is made."""
    return demo.card(query(_store))


def entries() -> list[Entry]:
    """Read the record of what offices sent; it is small, and may have changed since the last click."""
    return batches.entries()


@st.cache_resource(show_spinner=False, max_entries=1024)
def _answer(_store: Store, version: str, sql: str, parameters: dict[str, object]) -> pd.DataFrame:
    return _store.query(sql, **parameters)
