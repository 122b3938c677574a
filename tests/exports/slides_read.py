"""Reads a deck as python-pptx gives it back: titles, tables, charts with their labels, notes."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest
from pptx import Presentation

from data import store as coverage_store
from exports.briefing import Briefing, BriefingAsked, Chart, Finding, briefing
from exports.deck import deck
from metrics.territory import Territory

if TYPE_CHECKING:
    from pathlib import Path

    from data.store import Store


def store_of(home: Path) -> Store:
    """Open the store of a home."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COVERAGE_HOME", str(home))
        return coverage_store.ensure()


def made(store: Store, places: Territory, region: str, lang: str = "id") -> Briefing:
    """Make the briefing of a region as of the end of the demonstration set."""
    asked = BriefingAsked(region, "2025-12", lang=lang)
    return briefing(store.query, places, asked, store=store.version, made_on="2026-11-30")


def opened(told: Briefing) -> Any:
    """Make the deck of a briefing and open it."""
    return Presentation(io.BytesIO(deck(told)))


def slides_of(made: Any, finding: Finding) -> list[Any]:
    """Give the slides whose title is that of a finding, its continuations among them, or of one of its tables."""
    titles = (finding.title, *(table.says for table in finding.tables if table.says))
    return [slide for slide in made.slides if slide.shapes.title.text_frame.text.startswith(titles)]


def tables_of(slides: list[Any]) -> list[list[list[str]]]:
    """Give the tables of slides, a list of rows of texts each."""
    return [
        [[cell.text for cell in row.cells] for row in shape.table.rows]
        for slide in slides for shape in slide.shapes if shape.has_table
    ]  # fmt: skip


def charts_of(slides: list[Any]) -> list[Any]:
    """Give the native charts of slides."""
    return [shape.chart for slide in slides for shape in slide.shapes if shape.has_chart]


def labels_of(series: Any) -> dict[int, str]:
    """Give the words printed at the points of a series of a chart."""
    return {
        label.idx_val: "".join(text.text for text in label.iter("{*}t")) for label in series._element.iter("{*}dLbl")
    }


def drawn(told: Briefing) -> Iterator[tuple[Finding, Chart]]:
    """Give the findings that have a chart of bars, columns or lines on a slide."""
    for finding in told.findings:
        alone = isinstance(finding.chart, Chart) and finding.chart.kind != "bars" and len(finding.chart.categories) == 1
        if isinstance(finding.chart, Chart) and not finding.missing and not alone:
            yield finding, finding.chart
