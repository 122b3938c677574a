"""The rules of the oracle: when a share contradicts its parts, and which figure is shown where several stand."""

from collections import defaultdict
from collections.abc import Callable
from fractions import Fraction
from typing import Any

from tests.metrics.oracle import STRENGTH, Figure, month_of


def conflicts(printed: str, parts: tuple[int, int], *, rounded: bool) -> bool:
    """Say whether a printed percentage contradicts its parts: beyond 0.1 point and half its last digit, none rounded."""
    step = Fraction(1, 100 * 10 ** len(printed.partition(".")[2]))
    apart = abs(Fraction(printed) / 100 - Fraction(*parts))
    return not rounded and apart > max(Fraction(1, 1000), step / 2)


def shown(figures: list[Figure], order: Callable[[Figure], Any]) -> None:
    """Mark the figure that stands for its place, base, segment and month: the first in ``order``, never ``registered``."""
    groups = defaultdict(list)
    for figure in figures:
        figure["shown"] = False
        if figure["series"] != "registered":
            key = (figure["region_code"], figure["base"], figure["segment"], month_of(figure["period"]))
            groups[key].append(figure)
    for group in groups.values():
        min(group, key=order)["shown"] = True


def pick_order(figure: Figure) -> tuple[Any, ...]:
    """The written rule: status, stated month, exact, with its parts, stated base, kind of source, place in the file.

    Between an outline of today and an older one that nothing else tells apart, the one of today.
    """
    series = ["ucj_report", "kemnaker", "annual_report", "den", "press"]
    return (
        STRENGTH.index(figure["status"]),
        len(figure["period"]) == 4,
        figure["approx"],
        figure["denominator"] is None,
        figure["base_certainty"] == "inferred",
        series.index(figure["series"]) if figure["series"] in series else len(series),
        figure["boundary"] is not None,
        figure["fact_rows"],
    )
