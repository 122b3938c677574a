"""Membership since February 2020 as a level, 100 percent being that of then, and the flows of each year beside it."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from charts import words
from charts.key import LINE, key_words
from charts.theme import Figure, Theme, axis, layout, look, words_at
from charts.timeline import ONE_MONTH, known_by, ticks
from i18n import Language

_LEFT, _RIGHT, _TOP, _BOTTOM, _HEIGHT = 42, 92, 8, 24, 240  # pixels
_APART = 14  # pixels between two names at the right end
_ROW, _TITLE = 20, 20  # pixels of the bars of years


def recovery_lines(frame: pd.DataFrame, names: Mapping[str, str], theme: Theme, say: Language) -> Figure:
    """Draw one line a segment, all of them together in the colour of the focus.

    Args:
        frame: one row a segment and month: segment, month, value (share of the level of February 2020), status; sorted.
        names: the segments in order, the whole first, with what each is called.
        theme: the colours.
        say: the reader's language.

    Returns:
        A line a segment that breaks where a month is missing, each named with its latest value at its end.
    """
    held = [name for name in names if (frame["segment"] == name).any()]
    drawn = layout(theme, say, 60)
    if not held:
        return {"data": [], "layout": drawn | {"annotations": [words_at(say("no figure yet"), theme.muted, y=0.5)]}}
    first, last = known_by(frame["month"].min()) - 1, known_by(frame["month"].max()) + 0.5
    highest = float(frame["value"].max())
    top = max(1.2, highest * 1.05)
    step = next(step for step in (0.25, 0.5, 1.0, 2.0, 5.0, 10.0) if top / step <= 6)
    shares = [step * number for number in range(int(top / step) + 1)]
    example = bool((frame["status"] == "demonstration").any())
    key = [say("line at 100%: level of February 2020"), *([say("dotted line: DEMO")] if example else [])]
    dates = ticks(first, last)
    small = {"size": 10, "color": theme.muted}
    drawn |= {
        "height": _TOP + _HEIGHT + _BOTTOM + LINE,
        "margin": {"l": _LEFT, "r": _RIGHT, "t": _TOP, "b": _BOTTOM + LINE},
        "xaxis": axis(range=[first, last], showticklabels=True, tickfont=small, tickvals=list(dates),
                      ticktext=[say.short_period(month) for month in dates.values()]),
        "yaxis": axis(range=[0, top], showticklabels=True, tickfont=small, tickvals=shares, showgrid=True,
                      gridcolor=theme.grid, ticktext=[say.percent(share, 0) for share in shares], zeroline=True,
                      zerolinecolor=theme.outline),
        "shapes": [{"type": "line", "x0": first, "x1": last, "y0": 1, "y1": 1, "layer": "below",
                    "line": {"color": theme.target, "width": 1.5, "dash": "dash"}}],
    }  # fmt: skip
    tones = {name: theme.focus if number == 0 else theme.peer for number, name in enumerate(held)}
    ends = {name: frame[frame["segment"] == name].iloc[-1] for name in held}
    drawn["annotations"] = [
        *_ends(ends, names, tones, top, theme, say),
        *key_words([" · ".join(key)], _BOTTOM + 4, theme, xshift=2 - _LEFT),
    ]
    data = [_line(frame[frame["segment"] == name], names[name], tones[name], name == held[0], say) for name in held]
    return {"data": list(reversed(data)), "layout": drawn}


def describe_lines(frame: pd.DataFrame, names: Mapping[str, str], say: Language) -> str:
    """Say the lines in words, for a reader who does not see them. Arguments as of `recovery_lines`."""
    said = []
    for name, called in names.items():
        mine = frame[frame["segment"] == name]
        if len(mine):
            end = mine.iloc[-1]
            said.append(f"{called} {say.percent(end['value'], 0)} ({say.short_period(end['month'])})")
    text = say("Level against February 2020: {levels}.", levels="; ".join(said) or "–")
    return words.flagged(text, bool((frame["status"] == "demonstration").any()), say)


def year_bars(frame: pd.DataFrame, names: Mapping[str, str], theme: Theme, say: Language) -> Figure:
    """Draw the sum of each year of some flows, a block of bars a flow, on one scale.

    Args:
        frame: one row a flow and year: metric, year, months, value (people; null where a month is missing), status.
        names: the flows in order, with what each is called.
        theme: the colours.
        say: the reader's language.

    Returns:
        One bar trace; a year that is not whole has no bar but says how many of its months are held.
    """
    known = frame[frame["value"].notna()]
    longest = float(known["value"].max()) if len(known) else 1.0
    example = bool((frame["status"] == "demonstration").any())
    y: list[float] = []
    rows: list[Any] = []
    notes: list[dict[str, Any]] = []
    ticks_at: list[float] = []
    down = 0.0
    for name, called in names.items():
        mine = frame[frame["metric"] == name].sort_values("year")
        if mine.empty:
            continue
        notes.append(words_at(f"<b>{called}</b>", theme.text, 11, yref="y", y=down + _TITLE / 2))
        down += _TITLE
        for row in mine.itertuples():
            ticks_at.append(down + _ROW / 2)
            y.append(down + _ROW / 2)
            rows.append(row)
            down += _ROW
        down += 4
    key = [say("hatched: DEMO")] if example else []
    drawn = layout(theme, say, round(down) + 6 + LINE * len(key))
    for at, row in zip(y, rows, strict=True):
        whole = words.is_known(row.value)
        text = say.number(round(row.value)) if whole else say("{months} of 12 months held", months=int(row.months))
        notes.append(words_at(text, theme.text if whole else theme.muted, 10, xref="x", x=row.value if whole else 0,
                              yref="y", y=at, xshift=4))  # fmt: skip
    drawn |= {
        "margin": {"l": 2, "r": 2, "t": 2, "b": 4 + LINE * len(key)},
        "xaxis": axis(range=[0, longest * 1.3], zeroline=True, zerolinecolor=theme.outline),
        "yaxis": axis(range=[down, 0], showticklabels=True, automargin=True, tickvals=ticks_at,
                      ticktext=[f"{row.year} " for row in rows], tickfont={"size": 10, "color": theme.muted}),
        "annotations": [*notes, *key_words(key, 4, theme)],
    }  # fmt: skip
    trace = {
        "type": "bar", "orientation": "h", "y": y, "width": _ROW * 0.7,
        "x": [float(row.value) if words.is_known(row.value) else None for row in rows],
        "hovertext": [f"{names[row.metric]}, {row.year}" for row in rows], "hovertemplate": "%{hovertext}<extra></extra>",
        "marker": {"color": theme.focus, "line": {"color": theme.focus, "width": 1},
                   "pattern": {"shape": "/" if example else "", "size": 5, "solidity": 0.3}},
    }  # fmt: skip
    return {"data": [trace], "layout": drawn}


def describe_years(frame: pd.DataFrame, names: Mapping[str, str], say: Language) -> str:
    """Say the bars of years in words, for a reader who does not see them. Arguments as of `year_bars`."""
    said = []
    for name, called in names.items():
        mine = frame[(frame["metric"] == name) & frame["value"].notna()].sort_values("year")
        told = ", ".join(f"{row.year} {say.number(round(row.value))}" for row in mine.itertuples())
        said.append(f"{called}: {told or '–'}")
    return words.flagged("; ".join(said) + ".", bool((frame["status"] == "demonstration").any()), say)


def _line(rows: pd.DataFrame, called: str, tone: str, is_whole: bool, say: Language) -> dict[str, Any]:
    x: list[float] = []
    y: list[float | None] = []
    hovers: list[str] = []
    for row in rows.itertuples():
        time = known_by(row.month)
        if x and time - x[-1] > ONE_MONTH:
            x.append(x[-1])
            y.append(None)
            hovers.append("")
        x.append(time)
        y.append(float(row.value))
        hovers.append(f"<b>{called}</b><br>{say.period(row.month)}: <b>{say.percent(row.value)}</b>")
    line = {"color": tone, "width": 2.5 if is_whole else 1.5, "dash": look(rows["status"].iloc[-1]).dash}
    return {"type": "scatter", "mode": "lines", "x": x, "y": y, "line": line, "hovertext": hovers,
            "hovertemplate": "%{hovertext}<extra></extra>"}  # fmt: skip


def _ends(
    ends: dict[str, Any], names: Mapping[str, str], tones: dict[str, str], top: float, theme: Theme, say: Language
) -> list[dict[str, Any]]:
    """The names at the right end, from the highest down, each moved below the one above where they would meet."""
    said, floor = [], -float(_APART)
    for name, end in sorted(ends.items(), key=lambda each: -float(each[1]["value"])):
        floor = max((1 - float(end["value"]) / top) * _HEIGHT, floor + _APART)
        text = f"<b>{names[name]} {say.percent(end['value'], 0)}</b>"
        tone = theme.focus if tones[name] == theme.focus else theme.muted
        said.append(words_at(text, tone, 10, x=1, xshift=4, y=1, yshift=-floor))
    return said
