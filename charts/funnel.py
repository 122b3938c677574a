"""The funnel: each region's share over its workforce, against the share of all and the limits around it."""

from __future__ import annotations

from typing import Any

import pandas as pd

from charts import words
from charts.key import LINE, key_words
from charts.placement import Box, Label, find_room
from charts.theme import Figure, Theme, axis, layout, look, words_at
from i18n import Language

_HEIGHT, _BELOW, _TOP = 320, 40, 18  # pixels
_WIDTH = 330  # pixels of the narrowest page, by which words find room
_NAMED = 8  # regions at most whose names are written
_LETTERS = 11
_LIMITS = (("low_998", "high_998", "dot"), ("low_95", "high_95", "dash"))


def funnel(
    points: pd.DataFrame, limits: pd.DataFrame, pooled: float, selected: str | None, theme: Theme, say: Language
) -> Figure:
    """Draw a funnel.

    Args:
        points: one row a region: region_code, short_name, denominator (people), value (share, 0 to 1), word
            (``strongly_better`` … ``strongly_worse``, null where not known), low_95, high_95, low_998, high_998, status,
            hover.
        limits: the curve: denominator and the four limits, sorted by denominator; shown no lower than 0 and no higher
            than 1. Where the errors of the workforces differ there is no curve: each region then has its limits as a line
            of its own.
        pooled: share of all regions together.
        selected: code of the region in the colour of the focus, or None.
        theme: the colours.
        say: the reader's language.

    Returns:
        Traces of the limits and one of the regions, whose customdata are the region codes.
    """
    known = points[points["value"].notna() & points["denominator"].notna()]
    right = float(known["denominator"].max()) * 1.06 if len(known) else 1.0
    shown = [*known["value"], pooled]
    is_curve = limits["standard_error"].nunique() <= 1
    ends = limits[["low_998", "high_998"]].clip(0, 1).to_numpy().ravel().tolist()
    low, high = min([*shown, *ends]), max([*shown, *ends])
    room = 0.06 * (high - low) + 0.002
    low, high = max(0.0, low - room), high + room
    curves = _curves(limits, right, theme) if is_curve else _own_limits(limits, theme)
    rows = list(known.itertuples())
    tones = [_tone(row, selected, theme) for row in rows]
    dots = {
        "type": "scatter",
        "mode": "markers",
        "x": [int(row.denominator) for row in rows],
        "y": [float(row.value) for row in rows],
        "customdata": [row.region_code for row in rows],
        "hovertext": [row.hover for row in rows],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "marker": {
            "size": [13 if row.region_code == selected else 9 for row in rows],
            "color": tones,
            "symbol": [_symbol(row) for row in rows],
            "line": {"width": 1.5, "color": tones},
        },
        "cliponaxis": False,
        "selected": {"marker": {"opacity": 1}},
        "unselected": {"marker": {"opacity": 1}},
    }
    ticks = _ticks(right)
    levels = [round(low + (high - low) * part, 3) for part in (0.02, 0.5, 0.98)]
    key = [say("▲ above, ▼ below the limits, ● within"), say("dashed 95%, dotted 99.8%")]
    below = _BELOW + LINE * len(key)
    drawn = layout(theme, say, _HEIGHT + LINE * len(key))
    drawn |= {
        "margin": {"l": 40, "r": 8, "t": _TOP, "b": below},
        "xaxis": axis(
            range=[0, right], showticklabels=True, showgrid=True, gridcolor=theme.grid, tickvals=ticks,
            ticktext=[say.number(tick) for tick in ticks], tickfont={"size": 10, "color": theme.muted},
        ),
        "yaxis": axis(
            range=[low, high], showticklabels=True, tickvals=levels, tickfont={"size": 10, "color": theme.muted},
            ticktext=[say.percent(level, 0) for level in levels],
        ),
        "shapes": [
            {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": pooled, "y1": pooled, "layer": "below",
             "line": {"color": theme.peer, "width": 1.5}}
        ],
        "annotations": [
            words_at(say("Coverage"), theme.muted, 10, y=1, yanchor="bottom", xshift=-38),
            words_at(say("workforce (people)"), theme.muted, 10, x=1, xanchor="right", yshift=-28),
            *key_words(key, _BELOW, theme, x=1, xanchor="right"),
            words_at(say("all together {share}", share=say.percent(pooled)), theme.peer, 10, yref="y", y=pooled, x=1,
                     xanchor="right", yanchor="bottom"),
            *_names(rows, selected, right, low, high, theme),
        ],
    }  # fmt: skip
    return {"data": [*curves, dots], "layout": drawn}


def describe(points: pd.DataFrame, pooled: float, say: Language) -> str:
    """Say the funnel in words, for a reader who does not see it. Arguments as of `funnel`."""
    above, below = outside(points)
    return say(
        "Funnel around {share}: {above} above and {below} below the limits of 95 percent, of {count} regions.",
        share=say.percent(pooled), above=len(above), below=len(below), count=int(points["word"].notna().sum()),
    )  # fmt: skip


def outside(points: pd.DataFrame) -> tuple[list[str], list[str]]:
    """Give the names of the regions above and of those below the limits of 95 percent."""
    said = points["word"].fillna("").astype(str).str.removeprefix("strongly_")
    return list(points.loc[said.isin(["better", "higher"]), "short_name"]), list(
        points.loc[said.isin(["worse", "lower"]), "short_name"]
    )


def _curves(limits: pd.DataFrame, right: float, theme: Theme) -> list[dict[str, Any]]:
    """Level lines over the whole width: a relative error does not shrink with size by itself."""
    if limits.empty:
        return []
    first = limits.iloc[0]
    return [
        {"type": "scatter", "mode": "lines", "x": [0, right], "y": [min(max(float(first[end]), 0.0), 1.0)] * 2,
         "line": {"color": theme.muted, "width": 1.5, "dash": dash}, "hoverinfo": "skip"}
        for *pair, dash in _LIMITS for end in pair
    ]  # fmt: skip


def _own_limits(limits: pd.DataFrame, theme: Theme) -> list[dict[str, Any]]:
    traces = []
    for low, high, dash in _LIMITS:
        x, y = [], []
        for row in limits.itertuples():
            x += [int(row.denominator), int(row.denominator), None]
            y += [min(max(float(getattr(row, end)), 0.0), 1.0) for end in (low, high)] + [None]
        traces.append(
            {"type": "scatter", "mode": "lines", "x": x, "y": y, "hoverinfo": "skip",
             "line": {"color": theme.muted, "width": 1.5, "dash": dash}}
        )  # fmt: skip
    return traces


def _tone(row: Any, selected: str | None, theme: Theme) -> str:
    if row.region_code == selected:
        return theme.focus
    word = str(row.word or "").removeprefix("strongly_")
    return {"better": theme.better, "worse": theme.worse}.get(word, theme.peer)


def _symbol(row: Any) -> str:
    word = str(row.word or "").removeprefix("strongly_")
    shape = {"better": "triangle-up", "higher": "triangle-up", "worse": "triangle-down", "lower": "triangle-down"}
    return shape.get(word, "circle") + look(row.status).symbol


def _names(
    rows: list[Any], selected: str | None, right: float, low: float, high: float, theme: Theme
) -> list[dict[str, Any]]:
    """The names of the region itself and of those outside the limits, where there is room for them."""
    apart = [row for row in rows if row.region_code == selected or row.word not in (None, "similar")]
    apart.sort(key=lambda row: (row.region_code != selected, -abs(float(row.z)), row.region_code))
    tall = _HEIGHT - _TOP - _BELOW
    labels = [
        Label(
            int(row.denominator) / right * _WIDTH,
            (high - float(row.value)) / (high - low) * tall,
            ((str(row.short_name), _LETTERS),),
        )
        for row in apart[:_NAMED]
    ]
    spots = find_room(labels, [label.mark for label in labels], Box(0, 0, _WIDTH, tall))
    notes = []
    for row, spot in zip(apart, spots, strict=False):
        if spot is None:
            continue
        across = "left" if "right" in spot else "right" if "left" in spot else "center"
        upright = "bottom" if "top" in spot else "top" if "bottom" in spot else "middle"
        shift = {"left": 8, "right": -8, "center": 0}[across], {"bottom": 6, "top": -6, "middle": 0}[upright]
        name = words.name_words(row.short_name)
        notes.append(
            words_at(f"<b>{name}</b>" if row.region_code == selected else name,
                     theme.focus if row.region_code == selected else theme.text, _LETTERS, xref="x", yref="y",
                     x=int(row.denominator), y=float(row.value), xanchor=across, yanchor=upright, xshift=shift[0],
                     yshift=shift[1])
        )  # fmt: skip
    return notes


def _ticks(right: float) -> list[int]:
    step = next(
        unit * 10**power for power in range(1, 10) for unit in (1, 2, 5) if right / (unit * 10**power) <= 4
    )  # fmt: skip
    return list(range(0, int(right) + 1, step))
