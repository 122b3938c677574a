"""The charts of a briefing in both themes, as the page's script reads them."""

from __future__ import annotations

import json
from typing import Any

import pandas as pd

from charts.row_bars import row_bars
from charts.theme import Figure, theme
from exports.briefing.model import Briefing, Chart, Finding
from i18n import Language, language

THEMES = ("light", "dark")


def is_drawn(finding: Finding) -> bool:
    """Say whether a finding has a chart to draw; one that is missing has none."""
    return not finding.missing and (finding.draw is not None or isinstance(finding.chart, Chart))


def charts(told: Briefing) -> str:
    """Give the charts as JSON that may stand inside a script element: ``{key: {"light": {…}, "dark": {…}}}``."""
    say = language(told.lang)
    drawn = {
        finding.key: {name: _drawn(finding, name, say) for name in THEMES}
        for finding in told.findings
        if is_drawn(finding)
    }
    # No text of a chart can end the element that holds it.
    return json.dumps(drawn, ensure_ascii=False, allow_nan=False, separators=(",", ":")).replace("<", "\\u003c")


def _drawn(finding: Finding, name: str, say: Language) -> Figure:
    look = theme(name)
    if finding.draw is not None:
        return finding.draw(look)
    assert isinstance(finding.chart, Chart)
    series = finding.chart.series[0]
    return row_bars(
        _rows(finding.chart, "demonstration" if series.look == "hatched" else "published"), {"": ""}, look, say
    )


def _rows(chart: Chart, status: str) -> pd.DataFrame:
    series = chart.series[0]
    rows: list[dict[str, Any]] = [
        {
            "row": name,
            "label": name,
            "column": "",
            "value": value,
            "earlier": None,
            "text": label,
            "tone": "",
            "status": status,
        }
        for name, value, label in zip(chart.categories, series.values, series.labels, strict=True)
    ]
    return pd.DataFrame(rows)
