"""The whole of stacked columns: a series of its own that is drawn as nothing and printed above the parts it sums."""

from __future__ import annotations

from collections.abc import Callable, Collection

from exports.briefing.model import Series

TOTAL = "total"  # the look of the series


def with_total(
    parts: list[Series],
    name: str,
    print_one: Callable[[float], str],
    missing: Collection[int] = (),
    *,
    shown: bool = True,
) -> tuple[Series, ...]:
    """Give stacked series with what they amount to behind them; one part alone is its own whole.

    Args:
        parts: one above the other.
        name: of the whole, in the reader's language.
        print_one: prints an amount as the labels of the parts do.
        missing: places at which a part is not known: no amount is given there.
        shown: whether amounts are printed; where a single part makes up the column it is printed in it already.
    """
    if len(parts) < 2:
        return tuple(parts)
    values: list[float | None] = []
    labels: list[str] = []
    for place, column in enumerate(zip(*(one.values for one in parts), strict=True)):
        known = [value for value in column if value is not None]
        whole = None if place in missing or len(known) < len(column) else sum(known)
        values.append(whole)
        labels.append(print_one(whole) if whole and shown and sum(map(bool, known)) > 1 else "")
    return (*parts, Series(name, tuple(values), tuple(labels), "text", TOTAL))
