"""Small lines under each other: the recent months of several measures, each on its own scale from zero.

First and last value are printed at the ends of each line. A month without a figure is a gap; a month between two gaps is a
mark. Dashed uprights are rules and events that affect the measure, numbered and named below.
"""

from collections.abc import Mapping
from textwrap import wrap
from typing import Any

import pandas as pd

from charts import words
from charts.key import LINE
from charts.theme import Figure, Theme, axis, layout, look, words_at
from charts.timeline import ONE_MONTH, known_by, ticks
from i18n import Language

_ROW, _NAME, _TOP, _LINE = 62, 7, 22, 28  # pixels: a row, to the middle of its name, to the top of its line, the line
_LEFT, _RIGHT, _DATES = 70, 76, 20  # pixels: for first and last values, and for the dates below
_WIDE = 10  # letters of a value beside its line
_LETTERS = 60  # of a line below that fit on the narrowest page


def sparklines(
    frame: pd.DataFrame,
    names: Mapping[int, str],
    events: pd.DataFrame,
    theme: Theme,
    say: Language,
) -> Figure:
    """Draw a line for each measure that has a figure, in the order of their numbers.

    Args:
        frame: one row a measure and month: line (its number), month (``YYYY-MM``), value, unit (``share``, ``people`` or
            ``rupiah``), status.
        names: the words over each line, by number.
        events: one row an event and line: line, month, label. Events before the first month drawn are left out.
        theme: the colours.
        say: the reader's language.

    Returns:
        For each measure a trace of its line; published marks within a demonstration line keep their own look.
    """
    known = frame[frame["value"].notna()]
    times = [known_by(str(month)) - 0.5 for month in known["month"]]
    first, last = (min(times), max(times)) if times else (0.0, 1.0)
    order = {int(number): place for place, number in enumerate(sorted(set(known["line"])))}
    shown = events["month"].between(*(sorted(known["month"].astype(str))[at] for at in (0, -1))) if times else False
    told = events[events["line"].isin(order) & shown]
    labels = list(dict.fromkeys(zip(told["month"], told["label"], strict=True)))
    numbered = {label: number for number, label in enumerate(sorted(labels), 1)}
    key = [say("dotted: DEMO")] if (known["status"] == "demonstration").any() else []
    key += [f"{number} {say.short_period(month)}: {label}" for (month, label), number in numbered.items()]
    key = [line for text in key for line in wrap(text, _LETTERS, subsequent_indent=" ")]
    height, below = _ROW * len(order), _DATES + LINE * len(key)
    dates = ticks(first, last + 0.5) if times else {}
    room = max(0.5, 0.02 * (last - first))
    drawn = layout(theme, say, height + below)
    drawn |= {
        "margin": {"l": _LEFT, "r": _RIGHT, "t": 0, "b": below},
        "xaxis": axis(
            range=[first - room, last + room], showticklabels=True, tickvals=[time - 0.5 for time in dates],
            ticktext=[say.short_period(month) for month in dates.values()],
            tickfont={"size": 10, "color": theme.muted},
        ),
        "yaxis": axis(range=[height, 0]),
    }  # fmt: skip
    data, notes = [], []
    shapes: list[dict[str, Any]] = []
    for number, place in order.items():
        top = _ROW * place
        name = words.name_words(names[number])
        notes.append(words_at(name, theme.text, 12, yref="y", y=top + _NAME, xshift=-_LEFT + 2))
        bottom = top + _TOP + _LINE
        shapes.append(_upright(0, 1, bottom, bottom, theme.grid, "solid") | {"xref": "paper"})
        rows = sorted(known[known["line"] == number].itertuples(), key=lambda row: str(row.month))
        signs: dict[str, list[int]] = {}  # those of one month stand beside each other
        for event in told[told["line"] == number].itertuples():
            signs.setdefault(str(event.month), []).append(numbered[(event.month, event.label)])
        for month, numbers in signs.items():
            x = known_by(month) - 1
            shapes.append(_upright(x, x, top + _TOP, bottom, theme.peer, "dot"))
            sign = ", ".join(map(str, sorted(numbers)))
            notes.append(words_at(sign, theme.muted, 9, xref="x", x=x, yref="y", y=bottom + 6, xanchor="center"))
        highest = max(float(row.value) for row in rows) or 1.0
        heights = [bottom - max(float(row.value), 0.0) / highest * _LINE for row in rows]
        data.append(_trace(rows, heights, names[number], theme, say))
        notes += _ends(rows, heights, theme, say)
    drawn["shapes"] = shapes
    drawn["annotations"] = notes + [
        words_at(line, theme.muted, 10, yshift=-_DATES - 6 - LINE * each, xshift=2 - _LEFT)
        for each, line in enumerate(key)
    ]
    return {"data": data, "layout": drawn}


def describe(frame: pd.DataFrame, names: Mapping[int, str], say: Language) -> str:
    """Say the lines in words, for a reader who does not see them. Arguments as of `sparklines`."""
    said = [say("Small lines over time, each from zero.")]
    for number in sorted(names):
        rows = sorted(
            (row for row in frame[frame["line"] == number].itertuples() if words.is_known(row.value)),
            key=lambda row: str(row.month),
        )
        if not rows:
            said.append(say("{name}: no figure yet.", name=names[number]))
            continue
        first, last = rows[0], rows[-1]
        text = say(
            "{name}: {first} in {start}, {last} in {end}.", name=names[number], first=value_words(first, say),
            start=say.short_period(first.month), last=value_words(last, say), end=say.short_period(last.month),
        )  # fmt: skip
        said.append(words.flagged(text, any(row.status == "demonstration" for row in (first, last)), say))
    return " ".join(said)


def value_words(row: Any, say: Language) -> str:
    """Print the value of a row in its unit."""
    if row.unit == "share":
        return say.percent(row.value)
    return say.rupiah(round(row.value)) if row.unit == "rupiah" else say.number(round(row.value))


def _trace(rows: list[Any], heights: list[float], name: str, theme: Theme, say: Language) -> dict[str, Any]:
    x: list[float] = []
    y: list[float | None] = []
    hovers: list[str] = []
    sizes: list[int] = []
    symbols: list[str] = []
    is_example = any(row.status == "demonstration" for row in rows)
    times = [known_by(str(row.month)) - 0.5 for row in rows]
    for place, (row, time, high) in enumerate(zip(rows, times, heights, strict=True)):
        starts = place == 0 or time - times[place - 1] > ONE_MONTH
        ends = place == len(rows) - 1 or times[place + 1] - time > ONE_MONTH
        if starts and x:
            x, y, hovers, sizes, symbols = [*x, time], [*y, None], [*hovers, ""], [*sizes, 0], [*symbols, "circle"]
        x.append(time)
        y.append(high)
        is_mark = (starts and ends) or place == len(rows) - 1 or (is_example and row.status != "demonstration")
        sizes.append(7 if is_mark else 0)
        symbols.append("circle" + look(str(row.status)).symbol)
        hovers.append(
            f"<b>{words.name_words(name)}</b><br>{value_words(row, say)}, {say.period(row.month)}<br>"
            + words.status_words(row, say)
        )
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "x": x,
        "y": y,
        "connectgaps": False,
        "line": {"color": theme.focus, "width": 2, "dash": look("demonstration" if is_example else str(rows[-1].status)).dash},
        "marker": {
            "color": theme.focus, "size": sizes, "symbol": symbols,
            "line": {"color": theme.focus, "width": 1.5},
        },
        "hovertext": hovers,
        "hovertemplate": "%{hovertext}<extra></extra>",
        "cliponaxis": False,
    }  # fmt: skip


def _ends(rows: list[Any], heights: list[float], theme: Theme, say: Language) -> list[dict[str, Any]]:
    """Print the first value left of the line and the last one right of it."""
    text = "<br>".join(wrap(value_words(rows[-1], say), _WIDE, break_long_words=False))
    last = words_at(f"<b>{text}</b>", theme.focus, 12, x=1, yref="y", y=heights[-1], xshift=6, align="left")
    if len(rows) == 1:
        return [last]
    text = "<br>".join(wrap(value_words(rows[0], say), _WIDE, break_long_words=False))
    first = words_at(text, theme.muted, 11, x=0, yref="y", y=heights[0], xanchor="right", xshift=-4, align="right")
    return [first, last]


def _upright(x0: float, x1: float, y0: float, y1: float, tone: str, dash: str) -> dict[str, Any]:
    line = {"color": tone, "width": 1, "dash": dash}
    return {"type": "line", "x0": x0, "x1": x1, "y0": y0, "y1": y1, "layer": "below", "line": line}
