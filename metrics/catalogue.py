"""Every metric there is, found by itself: a file in this folder with a METRIC in it is in the catalogue."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from pathlib import Path

from metrics._model import Metric, UnknownName


@cache
def metrics() -> dict[str, Metric]:
    """Give all metrics by id, sorted by id."""
    found = {}
    for module in pkgutil.iter_modules([str(Path(__file__).parent)]):
        if not (module.ispkg or module.name.startswith("_")):
            metric = getattr(importlib.import_module(f"metrics.{module.name}"), "METRIC", None)
            if isinstance(metric, Metric):
                found[metric.id] = metric
    return dict(sorted(found.items()))


def metric(name: str) -> Metric:
    """Give one metric.

    Raises:
        UnknownName: when there is none of that name; the message lists those there are.
    """
    if name not in metrics():
        raise UnknownName("metric", name, list(metrics()))
    return metrics()[name]
