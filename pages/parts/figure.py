"""A figure as every page shows it: finding, reading sentence, chart, and behind it table, definition, source and files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import Any

import pandas as pd
import streamlit as st

from charts.checked import checked
from charts.theme import Figure
from exports.sheet import workbook_bytes
from exports.table import plain_csv
from i18n import Language
from pages.parts import safe, view
from pages.parts.note import note

# Only the button that saves a picture; source and date are burned into the chart (``charts.signature``).
_BUTTONS = ["zoom2d", "pan2d", "select2d", "lasso2d", "zoomIn2d", "zoomOut2d", "autoScale2d", "resetScale2d"]


@dataclass(frozen=True)
class Shown:
    """One figure, ready to show. Texts are in the reader's language and escaped where they hold loaded words.

    Args:
        key: its name on the page and in file names, as ``trend``.
        title: the finding, one line of about ten words, generated from the numbers.
        reading: measure, area, date, base: what one must know to read the chart, then what it says.
        chart: Plotly dictionary with the source burned in; None where there is nothing to draw.
        alt: text that stands for the chart.
        table: what is behind the chart, as text to show, values formatted.
        data: the same with plain values, codes, base, status and source_ids, for the files.
        definition: what is measured, how, and what it must not be read as.
        source: sources with dates and status, as Markdown.
        missing: why nothing is drawn and how to load it; None where something is.
        example: whether a figure of it is of the demonstration set.
        opens: whether the points carry codes of regions as customdata, and a click opens that region.
    """

    key: str
    title: str
    reading: str
    chart: Figure | None
    alt: str
    table: pd.DataFrame = field(default_factory=pd.DataFrame)
    data: pd.DataFrame = field(default_factory=pd.DataFrame)
    definition: str = ""
    source: str = ""
    missing: str | None = None
    example: bool = False
    opens: bool = False

    @cached_property
    def checked(self) -> Any:
        """The chart as Plotly has checked it, once for all readers of the figure; there must be one."""
        assert self.chart is not None
        return checked(self.chart)


def draw(shown: Shown, say: Language, title: str | None = None) -> None:
    """Show one figure, under another title if one is given, or why there is none."""
    with st.container(gap=None):
        st.header(safe.plain(shown.title if title is None else title), anchor=False)
        if shown.chart is None:
            note(f":material/info: {shown.missing or say('no figure yet')}")
            return
        note(shown.reading)
        _chart(shown)
    if shown.table.empty and not shown.source:
        return
    with st.expander(say("Table, definition, source and files"), icon=":material/table:"):
        if not shown.table.empty:
            st.table(shown.table, border="horizontal", hide_index=True, alt=shown.title)
        for text in (shown.definition, shown.source):
            if text:
                note(text)
        if not shown.data.empty:
            _files(shown, say)


def side_by_side(pair: Sequence[Shown], say: Language) -> None:
    """Show figures beside each other, a phone stacks them; those without anything to draw are left out."""
    there = [one for one in pair if one.chart is not None]
    if not there:
        return
    for column, one in zip(st.columns(2, gap="medium"), there, strict=False):
        with column:
            draw(one, say)


def not_yet(titles_and_reasons: Sequence[tuple[str, str | None]], say: Language) -> None:
    """Say in one folded line what cannot be shown yet, and for each why and how it is loaded."""
    if not titles_and_reasons:
        return
    with st.expander(say("Not there yet: {count}", count=len(titles_and_reasons)), icon=":material/info:"):
        st.markdown("\n".join(f"- **{safe.plain(title)}** {reason or ''}" for title, reason in titles_and_reasons))


def files(key: str, title: str, data: pd.DataFrame, notes: Sequence[str], stem: str) -> None:
    """Offer figures as CSV and XLSX, made when they are asked for: most readers look and do not save.

    Args:
        key: of the figure or table, which the buttons are named after.
        title: its finding, above the table of the workbook.
        data: plain values, codes, base, status and source_ids.
        notes: what the workbook says below.
        stem: name of both files, without their ending.
    """
    bar = st.container(horizontal=True)
    bar.download_button(
        "CSV", partial(plain_csv, data), f"{stem}.csv", "text/csv", key=f"{key}-csv", icon=":material/download:",
        on_click="ignore",
    )  # fmt: skip
    bar.download_button(
        "XLSX", partial(workbook_bytes, title, data, list(notes)), f"{stem}.xlsx", key=f"{key}-xlsx",
        icon=":material/download:", on_click="ignore",
        mime="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    )  # fmt: skip


def _chart(shown: Shown) -> None:
    stem = _stem(shown)
    config = {
        "displaylogo": False,
        "modeBarButtonsToRemove": _BUTTONS,
        "toImageButtonOptions": {"format": "png", "filename": stem, "scale": 2},
    }
    if not shown.opens:
        st.plotly_chart(shown.checked, theme=None, config=config, alt=shown.alt, key=shown.key)
        return
    # The key changes with the region: else the click would still be held when the new region is shown.
    here = view.current().region
    event = st.plotly_chart(
        shown.checked, theme=None, config=config, alt=shown.alt, key=f"{shown.key}-{here}", on_select="rerun",
        selection_mode="points",
    )  # fmt: skip
    points = event["selection"]["points"]
    if points and "customdata" in points[0]:
        code = points[0]["customdata"]
        code = code[0] if isinstance(code, list) else code
        if code != here:
            view.show(region=code)
            st.rerun()


def _files(shown: Shown, say: Language) -> None:
    notes = [text for text in (shown.reading, shown.definition, shown.source) if text]
    files(shown.key, shown.title, shown.data, notes, _stem(shown))
    note(say("A picture (PNG) is saved with the camera above the chart."))


def _stem(shown: Shown) -> str:
    seen = view.current()
    return f"{'CONTOH-' if shown.example else ''}{shown.key}-{seen.region}-{seen.base}-{seen.as_of}"
