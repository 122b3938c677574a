"""Where the sources contradict themselves or each other, listed and never mended.

A conflict is a share whose own source prints parts that give another share (0.1 point or half the last printed digit,
and no part rounded). What different sources say of one place, base and month is listed apart, as sources that differ.
"""

from __future__ import annotations

import pandas as pd

from metrics._model import Query, Scope, measure
from metrics.catalogue import metrics

DIFFERENT = 0.0005  # shares that agree to half a tenth of a point are one figure in print


def conflicts(query: Query) -> pd.DataFrame:
    """List shares that their own source contradicts.

    Returns:
        The rows of ``measure`` with ``conflict`` true, of all metrics that are shares, with ``metric`` in front and
        ``difference`` (printed less recomputed, 0 to 1) behind; largest difference first.
    """
    frames = [_all(query, name) for name, metric in metrics().items() if metric.printed and metric.unit == "share"]
    found = pd.concat(frames, ignore_index=True)
    found = found[found["conflict"].fillna(False).astype(bool)]
    found = found.assign(difference=found["printed"] - found["value"])
    return found.sort_values("difference", key=lambda points: points.abs(), ascending=False, ignore_index=True)


def differing(query: Query) -> pd.DataFrame:
    """List figures that sources give differently for one place, base, segment and month.

    Returns:
        One row a figure, with ``metric`` in front; the figures of one place and month stand together, the one that is
        shown first. Sorted by metric, region, month. A bare year counts as its December.
    """
    frames = []
    for metric in (name for name, card in metrics().items() if card.printed):
        figures = _all(query, metric)
        figures = figures[figures["series"] != "registered"]
        same = figures.groupby(["region_code", "base", "segment", "boundary", "month"], dropna=False)["value"]
        spread = same.transform("max") - same.transform("min")
        allowed = DIFFERENT if metrics()[metric].unit == "share" else 0
        frames.append(figures[spread > allowed])
    found = pd.concat(frames, ignore_index=True)
    order = ["metric", "region_code", "base", "segment", "month", "shown"]
    return found.sort_values(order, ascending=[True] * 5 + [False], ignore_index=True)


def _all(query: Query, metric: str) -> pd.DataFrame:
    return measure(query, metrics()[metric], Scope(real=True)).assign(metric=metric)
