"""The share that a plan reaches, month by month, from the figure it starts with to its target: a small chart of its own.

The axis need not begin at zero, since a line is read by its slope; both ends of the line are printed. The target is dashed.
"""

from __future__ import annotations

from math import ceil, floor
from typing import Any

import pandas as pd

from charts import words
from charts.key import LINE
from charts.months import BELOW, date_axis, known_rows, nothing, share_axis
from charts.theme import Figure, Theme, layout, look, words_at
from charts.timeline import known_by
from i18n import Language

_HEIGHT, _TOP, _NAMES = 120, LINE + 4, 54  # pixels; the last for the share at the end
_STEP = 0.1  # of the axis


def plan_path(frame: pd.DataFrame, target: float | None, theme: Theme, say: Language, *, name: str) -> Figure:
    """Draw the path of a plan.

    Args:
        frame: one row a month, in any order: month (``YYYY-MM``), value (share, 0 to 1), status.
        target: the share aimed at, or None where the plan aims at a number of people.
        theme: the colours.
        say: the reader's language.
        name: what is drawn, said once.

    Returns:
        One line with a marker a month; no trace where there is nothing to draw.
    """
    rows = known_rows(frame)
    if not rows:
        return nothing(say("nothing to draw"), theme, say)
    times = [known_by(row.month) - 0.5 for row in rows]
    first, last = times[0] - 0.5, times[-1] + 0.5
    low, high = _limits([float(row.value) for row in rows] + ([target] if target is not None else []))
    dates = date_axis(first, last, theme, say)
    drawn = layout(theme, say, _TOP + _HEIGHT + BELOW) | {
        "margin": {"l": 6, "r": _NAMES, "t": _TOP, "b": BELOW},
        # The chart has a third of the page: every second date has room.
        "xaxis": dates | {name: dates[name][::2] for name in ("tickvals", "ticktext")},
        "yaxis": share_axis(low, high, [low, (low + high) / 2, high], theme, say),
        "annotations": [words_at(name, theme.muted, y=1, yanchor="bottom", yshift=2)],
    }
    if target is not None:
        _target(drawn, target, first, last, theme, say)
    _ends(drawn, rows, times, target, theme, say)
    return {"data": [_line(rows, times, theme, say)], "layout": drawn}


def describe(frame: pd.DataFrame, target: float | None, say: Language) -> str:
    """Say the path in words, for a reader who does not see it. Arguments as of `plan_path`."""
    rows = known_rows(frame)
    if not rows:
        return say("Path of coverage: nothing to draw.")
    start, end = rows[0], rows[-1]
    said = say(
        "Path of coverage: {first} in {start}, {last} in {end}.",
        first=words.share_words(float(start.value), target, say),
        start=say.short_period(start.month),
        last=words.share_words(float(end.value), target, say),
        end=say.short_period(end.month),
    )
    if target is not None:
        said += " " + say("Target: {target}.", target=words.target_words(target, say))
    return words.flagged(said, any(row.status == "demonstration" for row in rows), say)


def _limits(shares: list[float]) -> tuple[float, float]:
    """Give two round shares between which all lie, at least two steps apart."""
    low = max(0, floor(min(shares) / _STEP - 0.8))
    high = max(low + 2, ceil(max(shares) / _STEP + 0.3))
    if max(shares) <= 1:
        high = min(high, 10)
    if (high - low) % 2:  # so that the middle is a round share too
        low, high = (low - 1, high) if low else (low, high + 1)
    return low * _STEP, high * _STEP


def _target(drawn: dict[str, Any], target: float, first: float, last: float, theme: Theme, say: Language) -> None:
    drawn["shapes"].append(
        {"type": "line", "xref": "x", "x0": first, "x1": last, "yref": "y", "y0": target, "y1": target,
         "line": {"color": theme.target, "width": 1.5, "dash": "dash"}}
    )  # fmt: skip
    # Above the line, but below one that is so high that its words would lie on those above the plot.
    low, high = drawn["yaxis"]["range"]
    anchor = "top" if (high - target) / (high - low) * _HEIGHT < LINE else "bottom"
    drawn["annotations"].append(
        words_at(say("target {target}", target=words.target_words(target, say)), theme.target, xref="x", x=first,
                 yref="y", y=target, yanchor=anchor)
    )  # fmt: skip


def _ends(
    drawn: dict[str, Any], rows: list[Any], times: list[float], target: float | None, theme: Theme, say: Language
) -> None:
    """Print the last share behind the line, and the first one below its start."""
    first, last = rows[0], rows[-1]
    drawn["annotations"].append(
        words_at(f"<b>{words.share_words(float(last.value), target, say)}</b>", theme.text, xref="paper", x=1, xshift=4,
                 yref="y", y=float(last.value))
    )  # fmt: skip
    if len(rows) > 1:
        drawn["annotations"].append(
            words_at(f"<b>{words.share_words(float(first.value), target, say)}</b>", theme.text, xref="x", x=times[0] - 0.5,
                     yref="y", y=float(first.value), yanchor="top", yshift=-5)
        )  # fmt: skip


def _line(rows: list[Any], times: list[float], theme: Theme, say: Language) -> dict[str, Any]:
    drawn = look(rows[-1].status)
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "x": times,
        "y": [float(row.value) for row in rows],
        "line": {"color": theme.focus, "width": 2, "dash": drawn.dash},
        "marker": {"color": theme.focus, "size": 6, "symbol": f"circle{drawn.symbol}"},
        "hovertext": [
            f"<b>{say.period(row.month)}</b><br><b>{say.percent(row.value)}</b><br>{words.status_words(row, say)}"
            for row in rows
        ],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }
