"""The marks of the chart over time: where each one stands and what is written beside it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from textwrap import wrap
from typing import Any

import pandas as pd

from charts import words
from charts.timeline import is_bare_year, known_by, known_from
from i18n import Language

VALUE, SMALL = 12, 10  # heights of letters
_MEETING = 0.025  # between two targets of one day, as a share, below which their words would lie on each other
_NAME_LETTERS = 20  # of the name of a line, before it is broken

LineKey = tuple[str | None, ...]
_KEY_COLUMNS = ("base", "segment", "series", "boundary")


@dataclass(frozen=True)
class Mark:
    """A mark: when (months of the calendar), how high (share), the words beside it, and those beside the pointer."""

    x: float
    y: float
    lines: tuple[tuple[str, int], ...]
    """Each with the height of its letters."""
    hover: str
    since: float
    """Where the line that leads to it starts: the day a target was set, or the first of a year without a month."""


def point(row: Any, say: Language) -> Mark:
    """Return the mark of a figure: its value and, if it is neither reported nor published, its status."""
    lines = [(say.percent(row.value), VALUE)]
    if row.status not in ("reported", "published"):
        lines.append((words.status_words(row, say), SMALL))
    time = known_by(row.period)
    since = known_from(row.period) if is_bare_year(row.period) else time
    return Mark(time, float(row.value), tuple(lines), words.hover(row, say), since)


def ghost(row: Any, say: Language) -> Mark:
    """Return the mark of a share that its source prints against its own parts."""
    text = say("printed {share}", share=say.percent(row.printed))
    time = known_by(row.period)
    return Mark(time, float(row.printed), ((text, SMALL),), words.hover(row, say), time)


def target_marks(targets: pd.DataFrame, say: Language) -> list[Mark]:
    """Return the marks of targets on their last days, the highest first; two that all but meet share their words."""
    marks: list[Mark] = []
    for row in targets.sort_values("value_target", ascending=False).itertuples():
        goal, time = words.target_words(row.value_target, say), known_by(row.deadline)
        since = known_from(row.set_on) if words.is_known(row.set_on) else time
        text = say("target {target}", target=goal)
        who = row.set_by_id if say.code == "id" else row.set_by
        hover = "<br>".join([f"<b>{text}</b>", say("by {date}", date=say.date(row.deadline)), who])
        above = next((mark for mark in marks if mark.x == time and mark.y - row.value_target < _MEETING), None)
        if above:
            meeting = [mark for mark in marks if mark.x == time and above.y - mark.y < _MEETING]
            all_of_them = " / ".join([*(words.bare_limit(mark.y, say) for mark in meeting), goal])
            marks[marks.index(above)] = replace(above, lines=((all_of_them, VALUE - 1),))
            text = ""
        marks.append(Mark(time, float(row.value_target), ((text, VALUE - 1),), hover, since))
    return marks


def without_words(aims: Sequence[Mark], spots: Sequence[str | None]) -> list[Mark]:
    """Return the targets whose words find no room, those included that share the words of another, the lowest first."""
    lost = [mark for mark, spot in zip(aims, spots, strict=True) if mark.lines[0][0] and not spot]
    return [
        mark
        for mark in sorted(aims, key=lambda mark: mark.y)
        if any(mark is one or _shares_words(mark, one) for one in lost)
    ]


def _shares_words(mark: Mark, above: Mark) -> bool:
    return not mark.lines[0][0] and mark.x == above.x and 0 <= above.y - mark.y < _MEETING


def line_key(row: Any) -> LineKey:
    """Return what must be the same for two figures to lie on one line."""
    cells = (getattr(row, column) for column in _KEY_COLUMNS)
    return tuple(cell if words.is_known(cell) else None for cell in cells)


def line_names(rows: Sequence[Any], say: Language) -> dict[LineKey, str]:
    """Say for each line key what tells it from the others, the one with most figures first."""
    keys = [key for key, _ in Counter(line_key(row) for row in rows).most_common()]
    differing = [len(set(cells)) > 1 for cells in zip(*keys, strict=True)]
    return {key: _name(key, differing, say) for key in keys}


def with_names(points: Sequence[Mark], rows: Sequence[Any], names: dict[LineKey, str]) -> list[Mark]:
    """Return the marks with the name of their line under the first mark of each; rows as of the marks."""
    waiting = dict(names)
    named = []
    for each, row in zip(points, rows, strict=True):
        name = tuple((line, SMALL) for line in wrap(waiting.pop(line_key(row), ""), _NAME_LETTERS))
        named.append(replace(each, lines=each.lines + name) if name else each)
    return named


def _name(key: LineKey, differing: Sequence[bool], say: Language) -> str:
    base, segment, series, boundary = (cell if differs else None for cell, differs in zip(key, differing, strict=True))
    said = [
        words.base_words(base, say) if base else "",
        words.segment_words(segment, say) if segment else "",
        words.series_words(series, say) if series else "",
        say("old boundary") if boundary else "",
    ]
    return ", ".join(filter(None, said)) or words.base_words(str(key[0]), say)
