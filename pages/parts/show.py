"""A figure as a reader gets it: finding, reading, chart, and behind it the table, the definition, the source, the file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pandas as pd
import streamlit as st

from charts import findings, words
from i18n import Language
from metrics.catalogue import metric
from metrics.overview import HEADLINE_TARGET, Overview
from metrics.shortlist import DRAWN
from pages.parts import safe, tables
from pages.parts.drawing import UNTITLED, definition
from pages.parts.note import note
from pages.parts.sources import Source


def heading(shown: Overview, known: dict[str, Source], say: Language) -> None:
    """Show the finding of the page, and under it base, date, status and source of the figure."""
    titled(findings.headline(shown, shown.goal, say), standing_line(shown, known, say))


def titled(finding: str, line: str) -> None:
    """Show a finding as the title of the page, and close under it the line, Markdown, that says what it rests on."""
    with st.container(gap=None):
        st.title(safe.plain(finding), anchor=False)
        note(line)


def standing_line(shown: Overview, known: dict[str, Source], say: Language) -> str:
    """Say base, date, status and source of the figure in one line, or why there is none."""
    if shown.figure is None:
        without = metric("coverage").why_missing(shown.base)
        return findings.segments_sentence(shown, say) + "." if len(shown.segments) else say(without)
    figure = shown.figure
    base = words.line_words(figure, say)
    if figure.base_certainty == "inferred":
        base = say("{base} (inferred, not stated by the source)", base=base)
    if words.is_old_boundary(figure):
        base += f" · {words.old_boundary(say)}"
    return say(
        "Coverage of active participants · {base} · {date} · **{status}** · {source}",
        base=base,
        date=tables.date_words(figure, say),
        status=words.status_words(figure, say),
        source=tables.sources(figure.source_ids, known, say),
    )


def behind(shown: Overview, table: Callable[[], pd.DataFrame], csv: Callable[[], bytes], say: Language) -> None:
    """Show what stands behind the map and the bars: the table, the definition, the file."""
    title = say("Table, definition and file of both figures")
    with on_demand(title, len(shown.beside), key="beside") as opened:
        if not opened:
            return
        st.table(
            table(),
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


@contextmanager
def on_demand(title: str, rows: int, *, key: str) -> Iterator[bool]:
    """Fold away what has so many rows, and say whether to show it: where they are very many only once a reader unfolds it."""
    many = rows > DRAWN
    with st.expander(
        title, icon=":material/table:", on_change="rerun" if many else "ignore", key=f"{key}-table" if many else None
    ) as box:
        yield box.open is not False


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


def targets(shown: Overview, read: pd.DataFrame, others: pd.DataFrame, set_by: pd.DataFrame, say: Language) -> None:
    """Show every target that holds for the region, inherited ones and readings of an unstated base included.

    Args:
        shown: the first screen.
        read: targets that have a figure, of ``tables.targets``.
        others: those without one.
        set_by: who set each of them, its sources and remarks.
        say: the reader's language.
    """
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
    table(say("Who set each target, sources and remarks"), set_by)


def _example(shown: Overview) -> str:
    return "CONTOH-" if (shown.beside["status"] == "demonstration").any() else ""
