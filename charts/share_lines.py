"""Shares over months, from 0 to 100 percent: a line for each measure, named with its latest value at its end.

A month without a figure is a gap in the line. Months that still fill up are grey, and the value named is that of the last
month before them.
"""

from typing import Any

import pandas as pd

from charts import words
from charts.key import LINE, key_words
from charts.months import BELOW, date_axis, known_rows, nothing, share_axis, zero_line
from charts.theme import Figure, Theme, layout, look, words_at
from charts.timeline import known_by
from i18n import Language

_TOP, _HEIGHT, _NAMES = 18, 210, 84  # pixels; the last for the names at the end
_LINE = 0.068  # of the axis, that one line of a name takes


def share_lines(frame: pd.DataFrame, names: dict[str, str], theme: Theme, say: Language, *, filling: str) -> Figure:
    """Draw a line for each measure.

    Args:
        frame: one row a measure and month, in any order: line (one of ``names``), month (``YYYY-MM``), value (share, 0 to 1),
            status, is_filling. Rows without a value are left out.
        names: the words for each measure, the first in the colour of the focus.
        theme: the colours.
        say: the reader's language.
        filling: the words over the months that still fill up.

    Returns:
        For each measure a line of its complete months and, where there are some, one of those that still fill up.
    """
    rows = known_rows(frame)
    if not rows:
        return nothing(say("no figure yet"), theme, say)
    times = [known_by(row.month) - 0.5 for row in rows]
    first, last = min(times) - 0.5, max(times) + 0.5
    key = [say("dotted: DEMO")] if any(row.status == "demonstration" for row in rows) else []
    still = [known_by(row.month) - 1 for row in rows if row.is_filling]
    below = BELOW + LINE * bool(key)
    drawn = layout(theme, say, _TOP + _HEIGHT + below) | {
        "margin": {"l": 6, "r": _NAMES, "t": _TOP, "b": below},
        "xaxis": date_axis(first, last, theme, say),
        "yaxis": share_axis(0, 1.03, [0, 0.25, 0.5, 0.75, 1], theme, say) | zero_line(theme),
        "annotations": key_words(key, BELOW + 6, theme),
    }
    if still:
        drawn["annotations"].append(
            words_at(filling, theme.muted, 10, xref="x", x=last, xanchor="right", y=1, yanchor="bottom", yshift=2)
        )
        drawn["shapes"] = [
            {"type": "rect", "yref": "paper", "y0": 0, "y1": 1, "x0": min(still), "x1": last, "layer": "below",
             "fillcolor": theme.rest, "opacity": 0.16, "line": {"width": 0}}
        ]  # fmt: skip
    tones = dict(zip(names, (theme.focus, theme.peer), strict=False))
    data, ends = [], []
    for line, name in names.items():
        own = [row for row in rows if row.line == line]
        complete = [row for row in own if not row.is_filling]
        open_months = [row for row in own if row.is_filling]
        if complete:
            data.append(_trace(complete, name, tones[line], say))
        if open_months:
            joined = [*complete[-1:], *open_months]
            data.append(_trace(joined, name, theme.rest, say))
        if own:
            ends.append(((complete or own)[-1], name, tones[line]))
    drawn["annotations"] += _ends(ends, say)
    return {"data": data, "layout": drawn}


def describe(frame: pd.DataFrame, names: dict[str, str], say: Language) -> str:
    """Say the lines in words, for a reader who does not see them. Arguments as of `share_lines`."""
    rows = known_rows(frame)
    if not rows:
        return say("Shares by month: no figure yet.")
    said = [say("Shares by month.")]
    for line, name in names.items():
        own = [row for row in rows if row.line == line and not row.is_filling]
        if own:
            said.append(
                say("{name}: {first} in {start}, {last} in {end}.", name=name, first=say.percent(own[0].value),
                    start=say.short_period(own[0].month), last=say.percent(own[-1].value),
                    end=say.short_period(own[-1].month))
            )  # fmt: skip
    return words.flagged(" ".join(said), any(row.status == "demonstration" for row in rows), say)


def _trace(rows: list[Any], name: str, tone: str, say: Language) -> dict[str, Any]:
    x: list[float] = []
    y: list[float | None] = []
    hovers: list[str] = []
    for row in rows:
        time = known_by(row.month) - 0.5
        if x and time - x[-1] > 1.01:
            x.append((x[-1] + time) / 2)
            y.append(None)
            hovers.append("")
        x.append(time)
        y.append(float(row.value))
        said = [
            f"<b>{say.period(row.month)}</b>",
            f"{name}: <b>{say.percent(row.value)}</b>",
            words.status_words(row, say),
        ]
        hovers.append("<br>".join(said))
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "x": x,
        "y": y,
        "connectgaps": False,
        "line": {"color": tone, "width": 2, "dash": look(rows[-1].status).dash},
        # A month between two gaps would else not be seen.
        "marker": {"color": tone, "size": 4},
        "hovertext": hovers,
        "hovertemplate": "%{hovertext}<extra></extra>",
    }


def _ends(ends: list[tuple[Any, str, str]], say: Language) -> list[dict[str, Any]]:
    """Write each name at the end of its line, above the dates, moved apart where two would lie on each other."""
    placed: list[dict[str, Any]] = []
    below = 0.0
    for row, name, tone in sorted(ends, key=lambda end: float(end[0].value)):
        text = f"{name}<br><b>{say.percent(row.value)}</b>"
        half = _LINE * (text.count("<br>") + 1) / 2
        at = max(float(row.value), below + half)
        below = at + half
        placed.append(words_at(text, tone, xref="paper", x=1, xshift=6, yref="y", y=at, xanchor="left", align="left"))
    return placed[::-1]
