"""The distribution strip: every compared region as a dot on one axis of shares, in lanes, with the benchmark as a line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from charts import words
from charts.key import LINE, key_words
from charts.theme import Figure, Theme, axis, layout, look, words_at
from i18n import Language

OWN, PEER, REST = "own", "peer", "rest"

_BINS = 34  # dots that stand side by side on the narrowest page
_DOT, _LABEL, _SPACE = 12, 16, 8  # pixels: of a dot, of a line of words, between lanes
_TICKS = 26  # pixels of the axis
_SIZES = {OWN: 15, PEER: 11, REST: 9}
_APART = 0.62  # of the axis between two names that fit on one line
_STEPS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5)


def strip(
    frame: pd.DataFrame,
    benchmark: float | None,
    benchmark_words: str,
    lanes: dict[str, str],
    theme: Theme,
    say: Language,
) -> Figure:
    """Draw regions as dots.

    Args:
        frame: one row a region: region_code, short_name, value (share, 0 to 1), role (``own``, ``peer``, ``rest``), status,
            hover; a row without a value is not drawn.
        benchmark: share of the line that all are read against; None for none.
        benchmark_words: what the line is, without its value.
        lanes: what the dots of a role are, by role.
        theme: the colours.
        say: the reader's language.

    Returns:
        One scatter trace a role, top to bottom own, peers and the rest, whose customdata are the region codes. The lowest and
        the highest of each lane, and the region itself, have their names and values printed.
    """
    known = frame[frame["value"].notna()].sort_values(["value", "region_code"], ignore_index=True)
    low, high = _range([*known["value"], *([benchmark] if benchmark is not None else [])])
    data, notes, down = [], [], float(_LABEL) if benchmark is not None else 0.0
    for role in (OWN, PEER, REST):
        rows = list(known[known["role"] == role].itertuples())
        if not rows:
            continue
        if role != OWN:
            notes.append(
                words_at(
                    lanes[role], theme.muted, 11, yref="y", y=down + _LABEL / 2, bgcolor=theme.background, borderpad=0
                )
            )
            down += _LABEL
        # The lowest and the highest of a lane; on lines of their own where they stand near each other.
        named = [rows[0]] if len(rows) == 1 else [rows[0], rows[-1]]
        apart = len(named) == 1 or named[1].value - named[0].value > _APART * (high - low)
        lines = 0 if role == OWN else 1 if apart else 2
        down += _LABEL * lines
        levels = _stacked([float(row.value) for row in rows], low, high)
        heights = [down + _DOT * (level + 0.5) for level in levels]
        notes += [
            _name(row, role, down - (_LABEL * place if lines > 1 else 0), low, high, theme, say)
            for place, row in enumerate(named)
        ]
        data.append(_dots(rows, heights, role, theme))
        down += _DOT * (max(levels) + 1) + _SPACE
    steps = _ticks(low, high)
    key = [say("dotted circle: DEMO")] if (known["status"] == "demonstration").any() else []
    key += [say("hollow: summed or estimated")] if known["status"].isin(["summed", "estimated"]).any() else []
    below = _TICKS + LINE * len(key)
    drawn = layout(theme, say, round(down) + below + 4)
    drawn |= {
        "margin": {"l": 2, "r": 2, "t": 2, "b": below},
        "xaxis": axis(
            range=[low, high], showticklabels=True, showgrid=True, gridcolor=theme.grid, tickvals=steps,
            ticktext=[say.percent(step, 0) for step in steps], tickfont={"size": 11, "color": theme.muted},
        ),
        "yaxis": axis(range=[down, 0]),
        "annotations": [*notes, *key_words(key, _TICKS, theme)],
    }  # fmt: skip
    if benchmark is not None:
        drawn["shapes"] = [
            {"type": "line", "x0": benchmark, "x1": benchmark, "y0": _LABEL, "y1": down, "layer": "below",
             "line": {"color": theme.peer, "width": 2, "dash": "5px,3px"}}
        ]  # fmt: skip
        text = say("{what}: {share}", what=benchmark_words, share=say.percent(benchmark))
        drawn["annotations"].append(
            words_at(text, theme.peer, 11, xref="x", x=benchmark, yref="y", y=_LABEL / 2,
                     xanchor=_anchor(benchmark, low, high))
        )  # fmt: skip
    return {"data": data, "layout": drawn}


def describe(frame: pd.DataFrame, benchmark: float | None, benchmark_words: str, say: Language) -> str:
    """Say the strip in words, for a reader who does not see it. Arguments as of `strip`."""
    known = frame[frame["value"].notna()].sort_values(["value", "region_code"])
    said = [say("Dots on one axis, {count} regions.", count=len(known))]
    if len(known):
        least, most = known.iloc[0], known.iloc[-1]
        said.append(say("Highest: {figure}.", figure=f"{most['short_name']} {say.percent(most['value'])}"))
        said.append(say("Lowest: {figure}.", figure=f"{least['short_name']} {say.percent(least['value'])}"))
    said += [f"{row.short_name}: {say.percent(row.value)}." for row in known[known["role"] == OWN].itertuples()]
    if benchmark is not None:
        said.append(say("{what}: {share}", what=benchmark_words, share=say.percent(benchmark)) + ".")
    return " ".join(said)


def _dots(rows: Sequence[Any], heights: list[float], role: str, theme: Theme) -> dict[str, Any]:
    colour = {OWN: theme.focus, PEER: theme.peer, REST: theme.rest}[role]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [float(row.value) for row in rows],
        "y": heights,
        "customdata": [row.region_code for row in rows],
        "hovertext": [row.hover for row in rows],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "marker": {
            "size": _SIZES[role],
            "color": colour,
            "symbol": ["circle" + look(row.status).symbol for row in rows],
            "line": {"width": 2 if role == OWN else 1.5, "color": colour},
        },
        "cliponaxis": False,
        "selected": {"marker": {"opacity": 1}},
        "unselected": {"marker": {"opacity": 1}},
    }


def _name(row: Any, role: str, down: float, low: float, high: float, theme: Theme, say: Language) -> dict[str, Any]:
    text = f"<b>{words.name_words(row.short_name)} {say.percent(row.value)}</b>"
    place: dict[str, Any] = {"xref": "x", "x": float(row.value), "yref": "y"}
    if role == OWN:
        left = float(row.value) > (low + high) / 2
        place |= {"y": down + _DOT / 2, "xanchor": "right" if left else "left", "xshift": -12 if left else 12}
        return words_at(text, theme.focus, 13, **place, bgcolor=theme.background, borderpad=0)
    # On its own ground no line strikes through a name.
    return words_at(text, theme.text, 11, **place, y=down - _LABEL / 2, xanchor=_anchor(float(row.value), low, high),
                    bgcolor=theme.background, borderpad=0)  # fmt: skip


def _stacked(values: list[float], low: float, high: float) -> list[int]:
    """How many dots already stand at the place of each, so that none lies on another."""
    filled: dict[int, int] = {}
    levels = []
    for value in values:
        place = int((value - low) / (high - low) * _BINS)
        levels.append(filled.get(place, 0))
        filled[place] = levels[-1] + 1
    return levels


def _range(values: list[float]) -> tuple[float, float]:
    if not values:
        return 0.0, 1.0
    least, most = min(values), max(values)
    room = max(0.04 * (most - least), 0.01)
    return least - room, most + room


def _ticks(low: float, high: float) -> list[float]:
    step = next((step for step in _STEPS if (high - low) / step <= 5), 1.0)
    first = int(-(-low // step))
    return [round(step * number, 4) for number in range(first, int(high // step) + 1)]


def _anchor(value: float, low: float, high: float) -> str:
    place = (value - low) / (high - low)
    return "left" if place < 0.3 else "right" if place > 0.7 else "center"
