"""Where a share may go from here: the line so far, the median, and a fan that holds 80 and 95 of 100 simulated paths."""

import itertools
from typing import Any

import pandas as pd

from charts import words
from charts.key import LINE, key_words
from charts.theme import Figure, Theme, axis, layout, look, words_at
from charts.timeline import ONE_MONTH, known_by, ticks
from charts.trend_lines import Path
from i18n import Language

_LEFT, _RIGHT, _TOP, _BOTTOM, _HEIGHT = 38, 64, 14, 24, 240  # pixels
_APART = 13  # pixels between two words at the right end
_BANDS = (("95", 0.18), ("80", 0.34))  # with how thick each is


def fan(
    line: pd.DataFrame, ahead: pd.DataFrame, goal: float | None, deadline: str | None, path: Path, theme: Theme,
    say: Language,
) -> Figure:  # fmt: skip
    """Draw a forecast after the line that it goes on from.

    Args:
        line: the last months of one line: month, value (share, 0 to 1), status; sorted.
        ahead: one row a month ahead: period, value, low_80, high_80, low_95, high_95; sorted.
        goal: share to reach, or None.
        deadline: month ``YYYY-MM`` it is to be reached by, or None.
        path: corners of the pace line; the part before the line shown is cut off.
        theme: the colours.
        say: the reader's language.

    Returns:
        Two bands, the line, and the median, with their words at the right end.
    """
    past = [(known_by(row.month), float(row.value)) for row in line.itertuples()]
    times = [past[-1][0], *(known_by(row.period) for row in ahead.itertuples())]
    start = past[-1][1]
    first, last = past[0][0] - 1, times[-1] + 0.5
    top = min(1.0, max([0.2, *ahead["high_95"], *(value for _, value in past), goal or 0.0]) + 0.05)
    top = top if top < 0.95 else 1.02
    style = look(line["status"].iloc[-1])
    data = [
        *(_band(times, start, ahead, name, weight, theme) for name, weight in _BANDS),
        _lines(past, theme.focus, 2, style.dash),
        _lines([(times[0], start), *zip(times[1:], ahead["value"], strict=True)], theme.focus, 2, "dash"),
        _marks(times[1:], ahead, theme, say),
    ]
    key = [say("dark band: 80 of 100 paths, pale band: 95 of 100"), say("dashed line: middle of the forecast")]
    key += [say("dash-dotted line: pace from baseline to target")] if len(path) > 1 else []
    key += [say("dotted line: DEMO")] if style.dash == "dot" else []
    dates = ticks(first, last)
    shares = [0.2 * number for number in range(round(top / 0.2) + 1) if 0.2 * number <= top]
    small = {"size": 10, "color": theme.muted}
    end = ahead.iloc[-1]
    drawn = layout(theme, say, _TOP + _HEIGHT + _BOTTOM + LINE * len(key))
    drawn |= {
        "margin": {"l": _LEFT, "r": _RIGHT, "t": _TOP, "b": _BOTTOM + LINE * len(key)},
        "xaxis": axis(range=[first, last], showticklabels=True, tickfont=small, tickvals=list(dates),
                      ticktext=[say.short_period(month) for month in dates.values()], ticks="outside",
                      tickcolor=theme.outline, ticklen=4),
        "yaxis": axis(range=[0, top], showticklabels=True, tickfont=small, tickvals=shares, showgrid=True,
                      ticktext=[say.percent(share, 0) for share in shares], gridcolor=theme.grid, zeroline=True,
                      zerolinecolor=theme.outline),
        "shapes": [*_goal(goal, first, last, deadline, theme), *_pace(path, first, theme)],
        "annotations": [
            *_ends(end, top, theme, say),
            *([_goal_words(goal, theme, say)] if goal is not None and goal <= top else []),
            *key_words(key, _BOTTOM + 6, theme, xshift=2 - _LEFT),
        ],
    }  # fmt: skip
    return {"data": data, "layout": drawn}


def describe(ahead: pd.DataFrame, say: Language) -> str:
    """Say the fan in words, for a reader who does not see it."""
    end = ahead.iloc[-1]
    text = say(
        "Forecast for {month}: middle {value}; 80 of 100 paths between {low} and {high}, 95 of 100 between {lowest} and "
        "{highest}.",
        month=say.period(end["period"]),
        value=say.percent(end["value"]),
        low=say.percent(end["low_80"]),
        high=say.percent(end["high_80"]),
        lowest=say.percent(end["low_95"]),
        highest=say.percent(end["high_95"]),
    )
    return words.flagged(text, bool((ahead["status"] == "demonstration").any()), say)


def _band(
    times: list[float], start: float, ahead: pd.DataFrame, name: str, weight: float, theme: Theme
) -> dict[str, Any]:
    low, high = ([start, *map(float, ahead[f"{end}_{name}"])] for end in ("low", "high"))
    red, green, blue = bytes.fromhex(theme.focus.removeprefix("#"))
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [*times, *reversed(times)],
        "y": [*high, *reversed(low)],
        "fill": "toself",
        "fillcolor": f"rgba({red},{green},{blue},{weight})",
        "line": {"width": 0.5, "color": theme.focus},
        "hoverinfo": "skip",
    }


def _lines(spots: list[tuple[float, float]], colour: str, width: float, dash: str) -> dict[str, Any]:
    x: list[float] = []
    y: list[float | None] = []
    for time, value in spots:
        if x and time - x[-1] > ONE_MONTH:
            x.append(x[-1])
            y.append(None)
        x.append(time)
        y.append(float(value))
    line = {"color": colour, "width": width, "dash": dash}
    return {"type": "scatter", "mode": "lines", "x": x, "y": y, "line": line, "hoverinfo": "skip"}


def _marks(times: list[float], ahead: pd.DataFrame, theme: Theme, say: Language) -> dict[str, Any]:
    hovers = [
        "<br>".join(
            [
                f"<b>{say.period(row.period)}</b>",
                say("middle: {value}", value=say.percent(row.value)),
                f"80%: {say.percent(row.low_80)} – {say.percent(row.high_80)}",
                f"95%: {say.percent(row.low_95)} – {say.percent(row.high_95)}",
            ]
        )
        for row in ahead.itertuples()
    ]
    return {
        "type": "scatter", "mode": "markers", "x": times, "y": [float(value) for value in ahead["value"]],
        "hovertext": hovers, "hovertemplate": "%{hovertext}<extra></extra>",
        "marker": {"size": 8, "color": theme.focus, "opacity": 0},
    }  # fmt: skip


def _ends(end: Any, top: float, theme: Theme, say: Language) -> list[dict[str, Any]]:
    """The values at the right end of the fan, moved apart where they would lie on each other."""
    named = [("high_95", theme.muted), ("high_80", theme.muted), ("value", theme.focus), ("low_80", theme.muted),
             ("low_95", theme.muted)]  # fmt: skip
    heights = [(1 - float(end[name]) / top) * _HEIGHT for name, _ in named]
    for at in (3, 4):
        heights[at] = max(heights[at], heights[at - 1] + _APART)
    for at in (1, 0):
        heights[at] = min(heights[at], heights[at + 1] - _APART)
    said = []
    for (name, colour), height in zip(named, heights, strict=True):
        text = say.percent(end[name])
        text = f"<b>{text}</b>" if name == "value" else f"{name[-2:]}: {text}"
        said.append(words_at(text, colour, 12 if name == "value" else 10, x=1, xshift=4, y=1, yshift=-height))
    return said


def _goal(goal: float | None, first: float, last: float, deadline: str | None, theme: Theme) -> list[dict[str, Any]]:
    if goal is None:
        return []
    line = {"color": theme.target, "width": 1.5, "dash": "dash"}
    end = last if deadline is None else min(last, known_by(deadline))
    shapes = [{"type": "line", "x0": first, "x1": end, "y0": goal, "y1": goal, "layer": "below", "line": line}]
    if deadline is not None and known_by(deadline) <= last:
        stop = {"color": theme.target, "width": 1.5}
        shapes.append({"type": "line", "x0": end, "x1": end, "y0": goal - 0.03, "y1": goal + 0.03, "line": stop})
    return shapes


def _goal_words(goal: float, theme: Theme, say: Language) -> dict[str, Any]:
    text = say("target {target}", target=words.target_words(goal, say))
    return words_at(text, theme.target, 11, x=0, xshift=4, yref="y", y=goal, yanchor="bottom")


def _pace(path: Path, first: float, theme: Theme) -> list[dict[str, Any]]:
    corners = [(known_by(month), share) for month, share in path]
    shapes = []
    for (x0, y0), (x1, y1) in itertools.pairwise(corners):
        if x1 <= first:
            continue
        begin = max(x0, first)
        height = y0 + (y1 - y0) * (begin - x0) / (x1 - x0)
        line = {"color": theme.target, "width": 1.5, "dash": "dashdot"}
        shapes.append({"type": "line", "layer": "below", "x0": begin, "y0": height, "x1": x1, "y1": y1, "line": line})
    return shapes
