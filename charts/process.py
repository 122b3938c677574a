"""Flows month by month, one strip above the other, each with its usual range; months that stand out carry a sign."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from charts import words
from charts.key import LINE, key_words
from charts.theme import Figure, Theme, axis, layout, look, words_at
from charts.timeline import known_by, ticks
from i18n import Language
from metrics.analyses.process_limits import SIGNALS, UPWARD

_STRIP, _GAP, _TITLE, _BOTTOM = 74, 12, 18, 22  # pixels: of a strip, between two, of its title, of the dates
_RIGHT = 60  # pixels for the latest value
UP, DOWN = "▲", "▼"


def process(points: pd.DataFrame, names: Mapping[str, str], theme: Theme, say: Language) -> Figure:
    """Draw one strip a flow.

    Args:
        points: one row a flow and month: metric, month, value (people), lower, upper, mean (null without limits), signals
            (names of ``process_limits.SIGNALS``), reads_as (``better``, ``worse`` or null), value_status; sorted by month.
        names: the flows in order, with what each is called.
        theme: the colours.
        say: the reader's language.

    Returns:
        For each flow a line that breaks where a month is missing, and the marks of its months; the band behind it is what
        is usual. Blue reads better, orange worse, grey neither; the triangle points where the month lies.
    """
    held = [name for name in names if (points["metric"] == name).any()]
    key = [
        say("band: usual range"), say("{up} high {down} low: unusual", up=UP, down=DOWN),
        say("blue better, orange worse"),
        *([say("dotted line: DEMO")] if (points["value_status"] == "demonstration").any() else []),
    ]  # fmt: skip
    rows = [" · ".join(key[:2]), " · ".join(key[2:])] if held else []
    below = _BOTTOM + LINE * len(rows)
    inside = max(len(held) * (_STRIP + _TITLE + _GAP) - _GAP, 1)
    drawn = layout(theme, say, inside + below + 2)
    if not held:
        return {"data": [], "layout": drawn | {"annotations": [words_at(say("no figure yet"), theme.muted, y=0.5)]}}
    first, last = known_by(points["month"].min()) - 1, known_by(points["month"].max()) + 0.5
    dates = ticks(first, last)
    drawn["margin"] = {"l": 2, "r": _RIGHT, "t": 2, "b": below}
    small = {"size": 10, "color": theme.muted}
    data: list[dict[str, Any]] = []
    for number, name in enumerate(held):
        mine = points[points["metric"] == name]
        top = 1 - number * (_STRIP + _TITLE + _GAP) / inside
        floor = top - (_TITLE + _STRIP) / inside
        suffix = str(number + 1) if number else ""
        is_lowest = number == len(held) - 1
        drawn[f"xaxis{suffix}"] = axis(
            range=[first, last], anchor=f"y{suffix}", showticklabels=is_lowest, tickfont=small, tickvals=list(dates),
            ticktext=[say.short_period(month) for month in dates.values()], showgrid=True, gridcolor=theme.grid,
        )  # fmt: skip
        drawn[f"yaxis{suffix}"] = axis(range=_range(mine), domain=[max(floor, 0.0), top - _TITLE / inside],
                                       anchor=f"x{suffix}")  # fmt: skip
        drawn["annotations"].append(
            words_at(_title(names[name], mine, say), theme.text, 11, y=top, yanchor="top", align="left")
        )
        drawn["annotations"].append(_latest(mine, suffix, theme, say))
        drawn["shapes"] += _band(mine, suffix, first, last, theme)
        data += _strip(mine, names[name], suffix, theme, say)
    drawn["annotations"] += key_words(rows, _BOTTOM + 4, theme)
    return {"data": data, "layout": drawn}


def describe(points: pd.DataFrame, names: Mapping[str, str], say: Language) -> str:
    """Say the strips in words, for a reader who does not see them. Arguments as of `process`."""
    said = []
    for name, called in names.items():
        mine = points[points["metric"] == name]
        if mine.empty:
            continue
        end = mine.iloc[-1]
        text = say(
            "{flow}: {value} in {month}; {count} of {months} months unusual.",
            flow=called,
            value=say.number(round(end["value"])),
            month=say.short_period(end["month"]),
            count=int(mine["signals"].map(len).gt(0).sum()),
            months=len(mine),
        )
        said.append(words.flagged(text, bool((mine["value_status"] == "demonstration").any()), say))
    return " ".join(said) or say("No figure yet.")


def signal_words(names: list[str], say: Language) -> str:
    """Say the signals of a month in words; a dash where there is none."""
    return "; ".join(f"{sign(names)} {say(SIGNALS[name])}" for name in names) or "–"


def sign(names: list[str]) -> str:
    """Give the sign of a month's signals: up, down, or both where they point both ways."""
    ways = {name in UPWARD for name in names}
    return "".join([UP] * (True in ways) + [DOWN] * (False in ways))


def _range(rows: pd.DataFrame) -> list[float]:
    values = pd.concat([rows[name].astype(float) for name in ("value", "lower", "upper")]).dropna()
    low, high = min(0.0, float(values.min())), max(0.0, float(values.max()))
    room = 0.06 * (high - low) or 1.0
    return [low - room, high + room]


def _title(called: str, rows: pd.DataFrame, say: Language) -> str:
    end = rows.iloc[-1]
    if not words.is_known(end["lower"]) or not words.is_known(end["upper"]):
        return f"<b>{called}</b>"
    usual = say(
        "usual {low} to {high}", low=say.number(round(end["lower"])), high=say.number(round(end["upper"]))
    )  # fmt: skip
    return f"<b>{called}</b>  {usual}"


def _latest(rows: pd.DataFrame, suffix: str, theme: Theme, say: Language) -> dict[str, Any]:
    end = rows.iloc[-1]
    text = f"<b>{sign(end['signals'])}{say.number(round(end['value']))}</b>"
    tone = _tone(end["signals"], end["reads_as"], theme)
    return words_at(text, theme.text if tone == theme.muted else tone, 10, x=1, xshift=3, yref=f"y{suffix}",
                    y=float(end["value"]))  # fmt: skip


def _band(rows: pd.DataFrame, suffix: str, first: float, last: float, theme: Theme) -> list[dict[str, Any]]:
    """The usual range of each part of the line, and its mean."""
    shapes = []
    for _, part in rows.groupby(rows["part"]) if "part" in rows else [(1, rows)]:
        lower, upper, mean = (part[name].iloc[0] for name in ("lower", "upper", "mean"))
        x0 = max(first, known_by(part["month"].iloc[0]) - 1)
        x1 = last if part["month"].iloc[-1] == rows["month"].iloc[-1] else known_by(part["month"].iloc[-1])
        place = {"xref": f"x{suffix}", "yref": f"y{suffix}", "x0": x0, "x1": x1, "layer": "below"}
        if words.is_known(lower) and words.is_known(upper):
            shapes.append({"type": "rect", "y0": float(lower), "y1": float(upper), "fillcolor": theme.peer,
                           "opacity": 0.16, "line": {"width": 0}, **place})  # fmt: skip
        if words.is_known(mean):
            line = {"color": theme.rest, "width": 1}
            shapes.append({"type": "line", "y0": float(mean), "y1": float(mean), "line": line, **place})
    return shapes


def _strip(rows: pd.DataFrame, called: str, suffix: str, theme: Theme, say: Language) -> list[dict[str, Any]]:
    x: list[float] = []
    y: list[float | None] = []
    each = list(rows.itertuples())
    for row in each:
        time = known_by(row.month)
        if x and time - x[-1] > 1.5:
            x.append(x[-1])
            y.append(None)
        x.append(time)
        y.append(float(row.value))
    axes = {"xaxis": f"x{suffix}", "yaxis": f"y{suffix}"}
    line = {"color": theme.peer, "width": 1.5, "dash": look(rows["value_status"].iloc[-1]).dash}
    hovers = [
        "<br>".join(
            [f"<b>{called}</b>", f"{say.period(row.month)}: <b>{say.number(round(row.value))}</b>",
             *([signal_words(row.signals, say)] if row.signals else [])]
        )
        for row in each
    ]  # fmt: skip
    symbols = {"": "circle", UP: "triangle-up", DOWN: "triangle-down", UP + DOWN: "diamond"}
    return [
        {"type": "scatter", "mode": "lines", "x": x, "y": y, "line": line, "hoverinfo": "skip", **axes},
        {
            "type": "scatter", "mode": "markers", "x": [known_by(row.month) for row in each],
            "y": [float(row.value) for row in each], "hovertext": hovers,
            "hovertemplate": "%{hovertext}<extra></extra>", "cliponaxis": False,
            "marker": {"symbol": [symbols[sign(row.signals)] for row in each],
                       "size": [8 if row.signals else 4 for row in each],
                       "color": [_tone(row.signals, row.reads_as, theme) for row in each]},
            **axes,
        },
    ]  # fmt: skip


def _tone(names: list[str], reads_as: Any, theme: Theme) -> str:
    if not names or not words.is_known(reads_as):
        return theme.muted
    return theme.better if reads_as == "better" else theme.worse
