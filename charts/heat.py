"""The heat table: regions down, measures across, every value printed and shaded from the worst to the best of its column."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap
from typing import Any

import pandas as pd

from charts import words
from charts.colours import HATCH_OPACITY, ink_on
from charts.key import LINE, key_words
from charts.theme import CLEAR, Figure, Theme, axis, layout, words_at
from i18n import Language

_ROW, _HEADER = 30, 13  # pixels: of a row, of a line above the columns
_LETTERS = 9  # of a word above a column on the narrowest page


def heat(
    frame: pd.DataFrame,
    columns: Sequence[tuple[str, str, str]],
    selected: str | None,
    key: Sequence[str],
    theme: Theme,
    say: Language,
) -> Figure:
    """Draw one cell for each region and measure; up to five columns are read on a phone.

    Args:
        frame: one row a cell: row (code of the region), short_name, column (id), text (the value as printed; null where
            none is held), place (0 worst to 1 best of the column; null: no shade), status, hover; regions in the order of
            rows.
        columns: id, title and direction of each: ``higher``, ``lower`` or ``neither``; the direction is said by an arrow.
        selected: code of the region whose row is framed, or None.
        key: what the shades mean, a line each.
        theme: the colours.
        say: the reader's language.

    Returns:
        One bar trace, whose customdata are the region codes.
    """
    codes = list(dict.fromkeys(frame["row"]))
    down, across = ({name: n for n, name in enumerate(each)} for each in (codes, [name for name, _, _ in columns]))
    cells = [row for row in frame.itertuples() if row.column in across]
    fills = [_fill(row.place, theme) if words.is_known(row.text) else CLEAR for row in cells]
    example = [row.status == "demonstration" for row in cells]
    heads = [_head(title, better) for _, title, better in columns]
    lines = max((text.count("<br>") + 1 for text in heads), default=1)
    said = [*key, *([say("hatched: DEMO")] if any(example) else [])]
    top, below = _HEADER * lines + 8, 8 + LINE * len(said)
    drawn = layout(theme, say, top + _ROW * len(codes) + below)
    names = dict(zip(frame["row"], frame["short_name"], strict=True))
    drawn |= {
        "barmode": "overlay",
        "margin": {"l": 2, "r": 10, "t": top, "b": below},
        "xaxis": axis(range=[-0.5, max(len(columns), 1) - 0.5]),
        "yaxis": axis(
            range=[len(codes) - 0.5, -0.5], showticklabels=True, automargin=True, tickvals=list(range(len(codes))),
            ticktext=[_label(names[code], code == selected, theme) for code in codes],
        ),
        "uniformtext": {"mode": "show", "minsize": 4},
        "annotations": [
            *(words_at(text, theme.text, 10, xref="x", x=place, y=1, xanchor="center", yanchor="bottom", yshift=4)
              for place, text in enumerate(heads)),
            *key_words(said, 9, theme, x=1, xanchor="right"),
        ],
        "shapes": [
            {"type": "rect", "x0": -0.49, "x1": len(columns) - 0.51, "y0": down[code] - 0.48, "y1": down[code] + 0.48,
             "line": {"color": theme.text, "width": 2}}
            for code in codes if code == selected
        ],
    }  # fmt: skip
    trace = {
        "type": "bar",
        "x": [across[row.column] for row in cells],
        "base": [down[row.row] - 0.46 for row in cells],
        "y": [0.92] * len(cells),
        "width": 0.96,
        "customdata": [row.row for row in cells],
        "hovertext": [row.hover for row in cells],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "text": [_cell(row, fill, theme, say) for row, fill in zip(cells, fills, strict=True)],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "textfont": {"size": 12},
        "marker": {
            "color": fills,
            "line": {"color": theme.grid, "width": 1},
            "pattern": {
                "shape": ["/" if each else "" for each in example],
                "fillmode": "overlay", "fgopacity": HATCH_OPACITY / 2, "bgcolor": theme.background, "size": 7,
                "solidity": 0.3,
            },
        },
        "selected": {"marker": {"opacity": 1}},
        "unselected": {"marker": {"opacity": 1}, "textfont": {"color": theme.text}},
    }  # fmt: skip
    return {"data": [trace], "layout": drawn}


def describe(frame: pd.DataFrame, columns: Sequence[tuple[str, str, str]], say: Language) -> str:
    """Say the heat table in words, for a reader who does not see it: of each column the best and the worst."""
    said = []
    for name, title, _ in columns:
        ranked = frame[(frame["column"] == name) & frame["place"].notna()].sort_values("place")
        if len(ranked):
            worst, best = ranked.iloc[0], ranked.iloc[-1]
            said.append(
                say("{measure}: best {best}, worst {worst}", measure=title, best=f"{best['short_name']} {best['text']}",
                    worst=f"{worst['short_name']} {worst['text']}")
            )  # fmt: skip
    return say("Table of regions and measures. {columns}.", columns="; ".join(said) or "–")


def _fill(place: Any, theme: Theme) -> str:
    """The shade of a place, the best the last of the scale: dark on a light page, light on a dark one."""
    if not words.is_known(place):
        return CLEAR
    shades = theme.scale
    return shades[min(int(float(place) * len(shades)), len(shades) - 1)]


def _head(title: str, better: str) -> str:
    # On a line of its own: beside a word of nine letters it would stand over the next column on a phone.
    sign = {"higher": ["↑"], "lower": ["↓"], "neither": []}[better]
    return "<br>".join([*wrap(title, _LETTERS, break_long_words=False), *sign])


def _cell(row: Any, fill: str, theme: Theme, say: Language) -> str:
    if not words.is_known(row.text):
        missing = "<br>".join(wrap(say("no figure yet"), _LETTERS))
        return f'<span style="font-size:9px;color:{theme.muted}">{missing}</span>'
    ink = theme.text if fill == CLEAR else ink_on(fill)
    return f'<span style="font-size:12px;color:{ink}">{row.text}</span>'


def _label(name: str, is_selected: bool, theme: Theme) -> str:
    shown = words.name_words(name)
    return f'<b><span style="color:{theme.focus}">{shown}</span></b> ' if is_selected else f"{shown} "
