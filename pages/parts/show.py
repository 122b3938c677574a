"""A figure as a reader gets it: finding, reading, chart, and behind it the table, the definition, the source, the file."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from charts import findings, words
from charts.theme import CONFIG, Figure
from i18n import Language
from metrics.catalogue import metric
from metrics.overview import HEADLINE_TARGET, Overview
from pages.parts import safe, tables, view
from pages.parts.drawing import UNTITLED, definition
from pages.parts.note import note
from pages.parts.sources import Source


def heading(shown: Overview, known: dict[str, Source], say: Language) -> None:
    """Show the finding of the page, and under it base, date, status and source of the figure."""
    st.title(safe.plain(findings.headline(shown, shown.goal, say)), anchor=False)
    if shown.figure is None:
        without = metric("coverage").why_missing(shown.base)
        note(findings.segments_sentence(shown, say) + "." if len(shown.segments) else say(without))
        return
    figure = shown.figure
    base = words.line_words(figure, say)
    if figure.base_certainty == "inferred":
        base = say("{base} (inferred, not stated by the source)", base=base)
    if words.is_old_boundary(figure):
        base += f" · {words.old_boundary(say)}"
    note(
        say(
            "Coverage of active participants · {base} · {date} · **{status}** · {source}",
            base=base,
            date=tables.date_words(figure, say),
            status=words.status_words(figure, say),
            source=tables.sources(figure.source_ids, known, say),
        )
    )


def figure(title: str, text: str, chart: Figure, alt: str, key: str, *, open_region: bool = False) -> None:
    """Show one figure: its finding, a sentence of reading, and the chart.

    Args:
        title: the finding.
        text: measure, base, dates: what one must know to read the chart.
        chart: Plotly dictionary.
        alt: text that stands for the chart.
        key: name of the chart on the page.
        open_region: a click on a tile or bar opens that region; its code is the point's customdata.
    """
    st.header(safe.plain(title), anchor=False)
    note(text)
    if not open_region:
        st.plotly_chart(chart, theme=None, config=CONFIG, alt=alt, key=key)
        return
    # The key changes with the region: else the click would still be held when the new region is shown.
    name = f"{key}-{view.current().region}"
    event = st.plotly_chart(
        chart, theme=None, config=CONFIG, alt=alt, key=name, on_select="rerun", selection_mode="points"
    )
    points = event["selection"]["points"]
    if points and points[0]["customdata"] != view.current().region:
        code = points[0]["customdata"]
        view.show(region=code[0] if isinstance(code, list) else code)
        st.rerun()


def behind(shown: Overview, table: pd.DataFrame, csv: bytes, say: Language) -> None:
    """Show what stands behind the map and the bars: the table, the definition, the file."""
    with st.expander(say("Table, definition and file of both figures"), icon=":material/table:"):
        st.table(
            table,
            border="horizontal",
            hide_index=True,
            alt=say("Regions side by side"),
        )
        note(definition(("coverage",), say, UNTITLED))
        st.download_button(
            say("Download the table (CSV)"),
            csv,
            file_name=f"{_example(shown)}cakupan-{shown.beside_whole.code}-{shown.base}-{shown.as_of}.csv",
            mime="text/csv",
            icon=":material/download:",
            on_click="ignore",
        )


def _example(shown: Overview) -> str:
    return "CONTOH-" if (shown.beside["status"] == "demonstration").any() else ""


def table(title: str, frame: pd.DataFrame) -> None:
    """Show the table behind a figure, folded away; nothing when there is no row."""
    if frame.empty:
        return
    with st.expander(title, icon=":material/table:"):
        st.table(frame, border="horizontal", hide_index=True, alt=title)


def reading(text: str, say: Language) -> None:
    """Show what the numbers say, in sentences."""
    st.header(say("What the numbers say"), anchor=False)
    st.markdown(safe.plain(text))


def targets(shown: Overview, read: pd.DataFrame, others: pd.DataFrame, say: Language) -> None:
    """Show every target that holds for the region, inherited ones and readings of an unstated base included."""
    st.header(say("Targets that hold here"), anchor=False)
    if (shown.targets["target_id"] == HEADLINE_TARGET).any():
        note(
            say(
                "The aim of 65 percent in 2024 was said in an interview that names neither the area nor the base; it is "
                "therefore read on each base that has a figure. An official target is never replaced by it."
            )
        )
    if read.empty:
        note(
            say("No target can be held against a figure of this region yet; the box below lists those that hold here.")
        )
    else:
        st.table(read, border="horizontal", hide_index=True, alt=say("Targets"))
    table(say("Targets in people, in plans, and without a figure here"), others)
