"""The charts of a briefing in both themes, as the page's script reads them."""

from __future__ import annotations

import json
from typing import Any

import pandas as pd

from charts.amounts import rupiah_unit
from charts.row_bars import row_bars
from charts.theme import Figure, Theme, theme
from exports.briefing.model import Briefing, Chart, Finding
from i18n import Language, language

THEMES = ("light", "dark")
UNPRINTED = ("contributions", "plan", "plan-money")  # the amounts of their months stand at the pointer only
AMOUNTS = "amounts"  # what the script of the page leaves out where they would lie on each other
MOST = 14  # months whose amounts have room over their bars


def is_drawn(finding: Finding) -> bool:
    """Say whether a finding has a chart to draw; one that is missing has none."""
    return not finding.missing and (finding.draw is not None or isinstance(finding.chart, Chart))


def charts(told: Briefing) -> str:
    """Give the charts as JSON that may stand inside a script element: ``{key: {"light": {…}, "dark": {…}}}``."""
    say = language(told.lang)
    figures = {
        finding.key: {name: drawn(finding, name, say) for name in THEMES}
        for finding in told.findings
        if is_drawn(finding)
    }
    # No text of a chart can end the element that holds it.
    return json.dumps(figures, ensure_ascii=False, allow_nan=False, separators=(",", ":")).replace("<", "\\u003c")


def drawn(finding: Finding, name: str, say: Language) -> Figure:
    """Draw the chart of a finding that has one, every value printed.

    Args:
        finding: with a chart (``is_drawn``).
        name: of the theme.
        say: the reader's language.
    """
    look = theme(name)
    if finding.draw is not None:
        figure = finding.draw(look)
        return _printed(figure, finding.chart, look, say) if finding.key in UNPRINTED else figure
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


def _printed(figure: Figure, chart: object, look: Theme, say: Language) -> Figure:
    """Print over each month what its bars amount to: on paper and on a projector nothing is pointed at.

    A month of which a part is missing has no amount.
    """
    if not isinstance(chart, Chart) or len(chart.categories) > MOST:
        return figure
    totals: dict[float, float] = {}
    missing: set[float] = set()
    for trace in figure["data"]:
        if trace["type"] == "bar":
            for at, value in zip(trace["x"], trace["y"], strict=True):
                if value is None:
                    missing.add(at)
                else:
                    totals[at] = totals.get(at, 0.0) + value
    held = {at: value for at, value in totals.items() if value and at not in missing}
    if not held:
        return figure
    divisor = rupiah_unit(max(held.values()), say).divisor if chart.unit == "rupiah" else 1
    digits = 0 if divisor == 1 or max(held.values()) / divisor >= 100 else 1
    # A line over the bars, such as what was due, must not run through the numbers.
    highest = max(value for one in chart.series for value in (*one.values, *held.values()) if value is not None)
    over = {
        "type": "scatter", "mode": "text", "meta": AMOUNTS, "x": list(held),
        "y": [value + (highest - value if chart.kind == "columns" else 0) for value in held.values()],
        "text": [say.number(value / divisor, digits) for value in held.values()], "textposition": "top center",
        "textfont": {"size": 10, "color": look.text}, "cliponaxis": False, "hoverinfo": "skip",
    }  # fmt: skip
    low, high = figure["layout"]["yaxis"]["range"]
    room = {**figure["layout"]["yaxis"], "range": [low, max(high, highest * 1.14)]}
    return {"data": [*figure["data"], over], "layout": {**figure["layout"], "yaxis": room}}
