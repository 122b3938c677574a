"""Published figures of one region over time: marks that no line joins, each with its value, and the targets."""

from collections.abc import Sequence
from itertools import cycle
from textwrap import wrap
from typing import Any

import pandas as pd

from charts import words
from charts.key import LINE, key_words
from charts.placement import Box, find_room
from charts.plot import Plot, plot_of
from charts.point_marks import VALUE, Mark, ghost, line_key, line_names, point, target_marks, with_names, without_words
from charts.theme import Figure, Theme, axis, layout, look, words_at
from charts.timeline import ONE_MONTH, known_by, ticks
from i18n import Language

_LEFT, _RIGHT, _TOP, _BOTTOM, _HEIGHT = 38, 14, 12, 24, 240  # pixels around the plot, and of the plot
MONTHLY = ("office", "demonstration")  # series with a figure every month: a line, and one mark at its end
_WIDTH = 350 - _LEFT - _RIGHT  # of the plot on the narrowest page: words that find room there find it on any
_KEY_LETTERS = 56  # that fit on one line below
_PAGE = Box(-4, -_TOP, _WIDTH + _RIGHT, _HEIGHT - 3)

# For the line keys, the one with most figures first; the sign stands for the symbol in words.
_SYMBOLS = {
    "circle": "●", "diamond": "◆", "square": "■", "triangle-up": "▲", "triangle-down": "▼", "star": "★",
    "cross": "✚", "x": "✖", "triangle-left": "◀", "triangle-right": "▶",
}  # fmt: skip


def published_points(frame: pd.DataFrame, targets: pd.DataFrame, theme: Theme, say: Language) -> Figure:
    """Draw the figures of one region as separate marks, with a symbol for each line key, and its targets.

    Args:
        frame: one row a figure, in any order: name, period, base, segment, series, boundary, value (share, 0 to 1),
            printed, conflict, status, is_old, source_ids. Rows without a value are left out. A bare year stands at its
            end, with a pale band back over it. Where conflict is true a hollow mark shows the share as printed.
        targets: one row a target that holds here, shares only: value_target (0 to 1), deadline and set_on (dates as
            precise as known, set_on may be null), set_by and set_by_id (in English and Indonesian), base. A dashed line
            leads from the one day to the other; where its words find no room they stand below. None is drawn beside
            figures that nothing may be compared with: on a base not stated, or on old boundaries throughout.
        theme: the colours.
        say: the reader's language.

    Returns:
        A marker trace for each line key, before them one for the targets and one for the printed shares in conflict.
    """
    monthly = _monthly(frame)
    rows = _newest_first(_without_months(frame, monthly))
    names = line_names(rows, say)
    points = [point(row, say) for row in rows]
    ghosts = [ghost(row, say) for row in rows if words.is_known(row.conflict) and row.conflict]
    aims = target_marks(_comparable(targets, frame), say)
    marks = [*points, *ghosts, *aims]
    reach = [mark for line in monthly for mark in _extent(line)]
    plot = plot_of([*marks, *reach], _WIDTH, _HEIGHT)
    taken = [box for mark in marks for box in (plot.label(mark).mark, plot.since(mark))]
    # Of a single line all is said above the chart.
    named = with_names(points, rows, names) if len(names) > 1 else points
    rest = [plot.label(mark) for mark in (*aims, *ghosts)]
    spots = find_room([*map(plot.label, named), *rest], taken, _PAGE)
    bare = find_room([*map(plot.label, points), *rest], taken, _PAGE)
    key = []
    unnamed = any(spot is None and mark is not one for mark, one, spot in zip(named, points, spots, strict=False))
    if unnamed or bare.count(None) < spots.count(None):
        # The names of the lines find no room, or push other words out: they stand below.
        named, spots = points, bare
        key = [f"{sign} {name}" for name, sign in zip(names.values(), cycle(_SYMBOLS.values()), strict=False)]
    if any(mark.since < mark.x for mark in points):
        key.append(say("pale band: month not stated"))
    below = without_words(aims, spots[len(points) : len(points) + len(aims)])
    if below:
        goals = " / ".join(dict.fromkeys(words.target_words(mark.y, say) for mark in below))
        key.append(say("dashed line: targets {targets}", targets=goals))
    beside = iter(spots)
    placed = [(mark, next(beside)) for mark in named]
    data = [
        _trace([(mark, next(beside)) for mark in aims], theme.target, ["line-ns-open"] * len(aims), theme),
        _trace([(mark, next(beside)) for mark in ghosts], theme.muted, ["circle-open"] * len(ghosts), theme),
    ]
    for number, (name, symbol) in enumerate(zip(names, cycle(_SYMBOLS), strict=False)):
        mine = [place for place, row in enumerate(rows) if line_key(row) == name]
        symbols = [symbol + look(rows[place].status).symbol for place in mine]
        data.append(_trace([placed[place] for place in mine], theme.peer if number else theme.focus, symbols, theme))
    data = [*(_line(line, theme) for line in monthly), *data]
    if any(line["status"].iloc[0] == "demonstration" for line in monthly):
        key.append(say("dotted line: DEMO"))
    drawn = _layout(plot, bool(marks), key, theme, say)
    drawn["shapes"] = [
        *(_path(mark, theme) for mark in aims),
        *(_year(mark, theme) for mark in points if mark.since < mark.x),
    ]
    if not rows:
        drawn["annotations"].append(words_at(say("no figure yet"), theme.muted, 12, x=0.5, y=0.08, xanchor="center"))
    return {"data": data, "layout": drawn}


def describe(frame: pd.DataFrame, targets: pd.DataFrame, say: Language) -> str:
    """Say the chart in words, for a reader who does not see it. Arguments as of `published_points`."""
    rows = _newest_first(_without_months(frame, _monthly(frame)))
    said = [say("Figures over time, not joined.")]
    figures = [
        words.flagged(f"{say.short_period(row.period)} {say.percent(row.value)}", words.is_example(row), say)
        for row in reversed(rows)
    ]
    said.append(say("Figures: {figures}.", figures="; ".join(figures)) if figures else say("No figure yet."))
    goals = [
        f"{words.target_words(row.value_target, say)} ({say.date(row.deadline)})"
        for row in _comparable(targets, frame).itertuples()
    ]
    return " ".join([*said, say("Targets: {targets}.", targets="; ".join(goals))] if goals else said)


def _comparable(targets: pd.DataFrame, frame: pd.DataFrame) -> pd.DataFrame:
    """Leave the targets that the figures may be held against."""
    figures = [row for row in frame.itertuples() if words.is_known(row.value)]
    if figures and all(words.is_old_boundary(row) for row in figures):
        return targets.head(0)
    return targets[targets["base"] != "unstated"]


def _without_months(frame: pd.DataFrame, monthly: list[pd.DataFrame]) -> pd.DataFrame:
    """Leave of each monthly line only its end, which has a mark and words; none of DEMO where a real figure has them."""
    rest = frame.drop([place for line in monthly for place in line.index[:-1]])
    real = rest["status"] != "demonstration"
    return rest[real] if real.any() else rest


def _newest_first(frame: pd.DataFrame) -> list[Any]:
    rows = (row for row in frame.itertuples() if words.is_known(row.value))
    return sorted(rows, key=lambda row: known_by(row.period), reverse=True)


def _monthly(frame: pd.DataFrame) -> list[pd.DataFrame]:
    """Give the lines of monthly figures, of an office or of the demonstration set, each in the order of months."""
    monthly = frame[frame["series"].isin(MONTHLY) & frame["value"].notna()].sort_values("period")
    return [line for _, line in monthly.groupby(["series", "boundary", "weights"], dropna=False, sort=False)]


def _extent(line: pd.DataFrame) -> list[Mark]:
    """Marks without words at the start of a line and at its highest month, so that the axes hold all of it."""
    spots = [
        (known_by(line["period"].iloc[0]), line["value"].iloc[0]),
        (known_by(line["period"].iloc[-1]), line["value"].max()),
    ]
    return [Mark(time, float(value), (), "", time) for time, value in spots]


def _line(line: pd.DataFrame, theme: Theme) -> dict[str, Any]:
    """A line that breaks where a month is missing; it is joined within one line key only."""
    months = [known_by(period) for period in line["period"]]
    x: list[float] = []
    y: list[float | None] = []
    for time, value in zip(months, line["value"], strict=True):
        if x and time - x[-1] > ONE_MONTH:
            x.append(x[-1])
            y.append(None)
        x.append(time)
        y.append(value)
    style = look(line["status"].iloc[0])
    return {
        "type": "scatter",
        "mode": "lines",
        "x": x,
        "y": y,
        "line": {"color": theme.focus, "width": 2, "dash": style.dash},
        "hoverinfo": "skip",
    }


def _path(mark: Mark, theme: Theme) -> dict[str, Any]:
    line = {"color": theme.target, "width": 1.5, "dash": "dash"}
    return {"type": "line", "layer": "below", "x0": mark.since, "x1": mark.x, "y0": mark.y, "y1": mark.y, "line": line}


def _year(mark: Mark, theme: Theme) -> dict[str, Any]:
    """A pale band over a year of which the month is not stated, short of the mark that the year before may have.

    A line in its place would seem to join two years.
    """
    across = {"x0": mark.since + 2, "x1": mark.x, "ysizemode": "pixel", "yanchor": mark.y, "y0": -3.5, "y1": 3.5}
    return {"type": "rect", "layer": "below", "fillcolor": theme.peer, "opacity": 0.25, "line": {"width": 0}, **across}


def _trace(marks: Sequence[tuple[Mark, str | None]], color: str, symbols: list[str], theme: Theme) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": [mark.x for mark, _ in marks],
        "y": [mark.y for mark, _ in marks],
        "text": [_text(mark) if spot else "" for mark, spot in marks],
        "textposition": [spot or "top center" for _, spot in marks],
        "textfont": {"size": VALUE, "color": color, "shadow": _halo(theme)},
        "hovertext": [mark.hover for mark, _ in marks],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "marker": {"symbol": symbols, "size": 11, "color": color, "line": {"color": color, "width": 2}},
        "cliponaxis": False,
    }


def _halo(theme: Theme) -> str:
    """The ground of the page around letters, so that no line strikes through them."""
    return ", ".join(f"{x}px {y}px 1px {theme.background}" for x in (-2, 0, 2) for y in (-2, 0, 2) if x or y)


def _text(mark: Mark) -> str:
    (first, size), *others = mark.lines
    value = f'<b><span style="font-size:{size}px">{first}</span></b>'
    return "<br>".join([value, *(f'<span style="font-size:{size}px">{text}</span>' for text, size in others)])


def _layout(plot: Plot, has_dates: bool, key: list[str], theme: Theme, say: Language) -> dict[str, Any]:
    key = [line for item in key for line in wrap(item, _KEY_LETTERS, subsequent_indent="\N{EM SPACE}")]
    below = _BOTTOM + LINE * len(key)
    dates = ticks(plot.first, plot.last) if has_dates else {}
    step = 0.1 if plot.top <= 0.4 else 0.2
    shares = [step * number for number in range(round(plot.top / step) + 1)]
    drawn = layout(theme, say, _TOP + _HEIGHT + below)
    small = {"size": 10, "color": theme.muted}
    return drawn | {
        "margin": {"l": _LEFT, "r": _RIGHT, "t": _TOP, "b": below},
        "xaxis": axis(
            range=[plot.first, plot.last],
            showticklabels=True,
            tickfont=small,
            tickvals=list(dates),
            ticktext=[say.short_period(month) for month in dates.values()],
            ticks="outside",
            tickcolor=theme.outline,
            ticklen=4,
        ),
        "yaxis": axis(
            range=[0, plot.top],
            showticklabels=True,
            tickfont=small,
            tickvals=shares,
            ticktext=[say.percent(share, 0) for share in shares],
            showgrid=True,
            gridcolor=theme.grid,
            zeroline=True,
            zerolinecolor=theme.outline,
        ),
        "annotations": key_words(key, _BOTTOM + 6, theme, xshift=2 - _LEFT),
    }
