"""Places under thousands of choices: a line from the 5 to the 95 percent place, the median, the chance of the first three."""

from __future__ import annotations

from textwrap import wrap
from typing import Any

import pandas as pd

from charts import words
from charts.theme import Figure, Theme, axis, layout, look, words_at
from i18n import Language

_ROW, _TOP = 26, 38  # pixels; over the columns two lines
_DOTS, _MEDIAN, _TOP_3 = (0.0, 0.38), 0.7, 1.0  # of the width; a phone has room for the words over each
_LETTERS = 9  # of a line of them


def rank_span(frame: pd.DataFrame, selected: str | None, theme: Theme, say: Language) -> Figure:
    """Draw one row an area, best median first.

    Args:
        frame: one row an area: region_code, name, median_rank, rank_5, rank_95, top_3 (share), status; none missing.
        selected: code of the area in the colour of the focus, or None.
        theme: the colours.
        say: the reader's language.
    """
    rows = list(ordered(frame).itertuples())
    drawn = layout(theme, say, _TOP + _ROW * max(len(rows), 1) + 4)
    last = max((int(row.rank_95) for row in rows), default=1)
    drawn |= {
        "margin": {"l": 2, "r": 2, "t": _TOP, "b": 4},
        "xaxis": axis(range=[0.5, last + 0.5], domain=list(_DOTS)),
        "yaxis": axis(
            range=[len(rows) - 0.5, -0.5], showticklabels=True, automargin=True, tickvals=list(range(len(rows))),
            ticktext=[_label(row, selected, theme) for row in rows],
        ),
        "annotations": [
            words_at(f"<b>{'<br>'.join(wrap(text, _LETTERS, break_long_words=False))}</b>", theme.text, 11, x=x, y=1,
                     xanchor=anchor, yanchor="bottom", yshift=4, align=anchor)
            for text, x, anchor in (
                (say("Place, 5–95%"), _DOTS[0], "left"), (say("Median"), _MEDIAN, "right"), (say("First three"), _TOP_3, "right"),
            )
        ],
    }  # fmt: skip
    for place, row in enumerate(rows):
        tone = theme.focus if row.region_code == selected else theme.peer
        drawn["shapes"].append(
            {"type": "line", "xref": "x", "x0": row.rank_5, "x1": row.rank_95, "y0": place, "y1": place, "layer": "below",
             "line": {"color": tone, "width": 4}}
        )  # fmt: skip
        for text, x in ((span_words(row, say), _MEDIAN), (say.percent(row.top_3, 0), _TOP_3)):
            drawn["annotations"].append(words_at(text, theme.text, 11, x=x, yref="y", y=place, xanchor="right"))
    tones = [theme.focus if row.region_code == selected else theme.peer for row in rows]
    dots = {
        "type": "scatter", "mode": "markers", "x": [int(row.median_rank) for row in rows], "y": list(range(len(rows))),
        "customdata": [row.region_code for row in rows], "cliponaxis": False,
        "hovertext": [f"{words.name_words(row.name)}: {span_words(row, say)}" for row in rows],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "marker": {"size": 11, "color": tones, "symbol": ["circle" + look(row.status).symbol for row in rows],
                   "line": {"width": 1.5, "color": tones}},
    }  # fmt: skip
    return {"data": [dots], "layout": drawn}


def ordered(frame: pd.DataFrame) -> pd.DataFrame:
    """Give areas by median place, then by chance of the first three, then by code."""
    return frame.sort_values(
        ["median_rank", "top_3", "region_code"], ascending=[True, False, True], ignore_index=True
    ).rename_axis(None)


def span_words(row: Any, say: Language) -> str:
    """Print a median place with the places between 5 and 95 percent: 3 (2–4)."""
    return say("{place} ({low}–{high})", place=int(row.median_rank), low=int(row.rank_5), high=int(row.rank_95))


def describe(frame: pd.DataFrame, say: Language) -> str:
    """Say the places in words, for a reader who does not see them."""
    listed = "; ".join(f"{row.name} {span_words(row, say)}" for row in ordered(frame).itertuples())
    return say("Median place, with 5 and 95 percent: {places}.", places=listed)


def _label(row: Any, selected: str | None, theme: Theme) -> str:
    name = words.name_words(row.name)
    return f'<b><span style="color:{theme.focus}">{name}</span></b> ' if row.region_code == selected else f"{name} "
