"""Coverage over time: the monthly lines that nothing joins, published marks, targets, the pace line, and what happened then."""

import itertools
from collections.abc import Sequence
from textwrap import wrap
from typing import Any

import pandas as pd

from charts import words
from charts.key import LINE, key_words
from charts.points import describe as describe_points
from charts.points import published_points
from charts.theme import Figure, Theme, words_at
from charts.timeline import known_by, known_from
from i18n import Language

NUMBERS = "①②③④⑤⑥⑦⑧⑨⑩"
_ABOVE = 16  # pixels over the plot for the numbers of events
_LETTERS = 56  # that fit on one line below, on the narrowest page
_LEFT = 38  # pixels at the left of the plot: the key starts at the edge of the page

Path = Sequence[tuple[str, float]]


def trend_lines(
    points: pd.DataFrame,
    lines: pd.DataFrame,
    targets: pd.DataFrame,
    events: pd.DataFrame,
    path: Path,
    until: str,
    theme: Theme,
    say: Language,
) -> Figure:
    """Draw how a share went, from the first figure held to the last.

    Args:
        points: published figures, columns of ``charts.points.published_points``; they keep their look.
        lines: the monthly lines, the same columns with ``line``, ``month`` and ``weights``; may be empty.
        targets: as of ``charts.points.published_points``.
        events: what happened, one row each: start, end (days; null where it goes on), label_id, label_en.
        path: corners of the pace line, months with shares; empty for none.
        until: month ``YYYY-MM`` that is looked from: months after the last of the line are shaded as not complete.
        theme: the colours.
        say: the reader's language.

    Returns:
        The chart of published points with, over it, the months to point at, and under it pace line, events and shade.
    """
    figure = published_points(_together(points, lines), targets, theme, say)
    drawn = dict(figure["layout"])
    first = float(drawn["xaxis"]["range"][0])
    key, shapes = [], list(drawn["shapes"])
    notes = list(drawn["annotations"])
    if len(path) > 1:
        shapes += _pace(path, theme)
        key.append(say("dash-dotted line: pace from baseline to target"))
    held = sorted(row.month for row in lines.itertuples() if row.line == 0)
    if held and held[-1] < until:
        drawn["xaxis"] = {
            **drawn["xaxis"],
            "range": [first, max(float(drawn["xaxis"]["range"][1]), known_by(until) + 0.5)],
        }
        shapes.append(_shade(known_by(held[-1]), known_by(until), theme))
        key.append(say("grey: months that are not complete yet"))
    if len(lines) and lines["line"].nunique() > 1:
        key.append(say("a new line begins where weights or boundaries changed"))
    last = float(drawn["xaxis"]["range"][1])
    seen = [row for row in events.itertuples() if first <= known_from(row.start) <= last][: len(NUMBERS)]
    shapes += [_event(row, theme) for row in seen]
    notes += [_number(number, row, theme, say) for number, row in zip(NUMBERS, seen, strict=False)]
    told = [f"{number} {_told(row, say)}" for number, row in zip(NUMBERS, seen, strict=False)]
    rows = [line for item in (*key, *told) for line in wrap(item, _LETTERS, subsequent_indent="\N{EM SPACE}")]
    margin = drawn["margin"]
    notes += key_words(rows, margin["b"] + 6, theme, xshift=2 - _LEFT)
    above = _ABOVE if seen else 0
    drawn |= {
        "height": drawn["height"] + above + LINE * len(rows) + 6,
        "margin": {**margin, "t": margin["t"] + above, "b": margin["b"] + LINE * len(rows) + 6},
        "shapes": shapes,
        "annotations": notes,
    }
    return {"data": [*figure["data"], *_hovers(lines, theme, say)], "layout": drawn}


def describe(
    points: pd.DataFrame,
    lines: pd.DataFrame,
    targets: pd.DataFrame,
    events: pd.DataFrame,
    path: Path,
    say: Language,
) -> str:
    """Say the chart in words, for a reader who does not see it. Arguments as of `trend_lines`."""
    said = []
    for _, line in lines.groupby("line", sort=True):
        first, last = line.iloc[0], line.iloc[-1]
        text = say(
            "Monthly line from {first} ({since}) to {last} ({until}).",
            first=say.percent(first["value"]),
            since=say.short_period(first["period"]),
            last=say.percent(last["value"]),
            until=say.short_period(last["period"]),
        )
        said.append(words.flagged(text, bool((line["status"] == "demonstration").any()), say))
    said.append(describe_points(points, targets, say))
    if len(path) > 1:
        corners = " → ".join(f"{say.percent(share)} ({say.short_period(month)})" for month, share in path)
        said.append(say("Pace line: {corners}.", corners=corners))
    told = [_told(row, say) for row in events.itertuples()]
    said += [say("Events: {events}.", events="; ".join(told))] if told else []
    return " ".join(said)


def event_name(row: Any, say: Language) -> str:
    """Give the name of an event in the reader's language."""
    return str(row.label_id if say.code == "id" else row.label_en)


def _together(points: pd.DataFrame, lines: pd.DataFrame) -> pd.DataFrame:
    """Set the marks and the months under each other; an office's months are on the line alone."""
    if lines.empty:
        return points
    rest = points[~points["series"].isin(lines["series"])]
    return pd.concat([rest, lines], ignore_index=True) if len(rest) else lines.reset_index(drop=True)


def _told(row: Any, say: Language) -> str:
    since = say.short_period(row.start[:7])
    when = f"{since} – {say.short_period(row.end[:7])}" if words.is_known(row.end) else since
    return f"{words.name_words(event_name(row, say))} ({when})"


def _pace(path: Path, theme: Theme) -> list[dict[str, Any]]:
    line = {"color": theme.target, "width": 1.5, "dash": "dashdot"}
    corners = [(known_by(month), share) for month, share in path]
    return [
        {"type": "line", "layer": "below", "x0": x0, "y0": y0, "x1": x1, "y1": y1, "line": line}
        for (x0, y0), (x1, y1) in itertools.pairwise(corners)
    ]


def _shade(since: float, until: float, theme: Theme) -> dict[str, Any]:
    place = {"x0": since, "x1": until, "yref": "paper", "y0": 0, "y1": 1, "layer": "below"}
    return {"type": "rect", "fillcolor": theme.peer, "opacity": 0.2, "line": {"width": 0}, **place}


def _event(row: Any, theme: Theme) -> dict[str, Any]:
    start = known_from(row.start)
    line = {"color": theme.rest, "width": 1, "dash": "dot"}
    return {"type": "line", "layer": "below", "x0": start, "x1": start, "yref": "paper", "y0": 0, "y1": 1, "line": line}


def _number(number: str, row: Any, theme: Theme, say: Language) -> dict[str, Any]:
    return words_at(number, theme.muted, 13, xref="x", x=known_from(row.start), xanchor="center", y=1,
                    yanchor="bottom", hovertext=_told(row, say))  # fmt: skip


def _hovers(lines: pd.DataFrame, theme: Theme, say: Language) -> list[dict[str, Any]]:
    """Marks that are not seen, one a month, so that each month of a line can be pointed at."""
    if lines.empty:
        return []
    rows = list(lines.itertuples())
    return [
        {
            "type": "scatter",
            "mode": "markers",
            "x": [known_by(row.period) for row in rows],
            "y": [float(row.value) for row in rows],
            "hovertext": [words.hover(row, say) for row in rows],
            "hovertemplate": "%{hovertext}<extra></extra>",
            "marker": {"size": 8, "color": theme.focus, "opacity": 0},
        }
    ]
