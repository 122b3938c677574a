"""The dumbbell of change: each region's earlier share hollow, its present one filled, sorted by what changed."""

from __future__ import annotations

from typing import Any

import pandas as pd

from charts import words
from charts.key import LINE, key_words
from charts.theme import Figure, Theme, axis, layout, words_at
from i18n import Language
from i18n.numbers import rounded

_ROW, _TOP = 26, 20  # pixels
_CHANGE = 62  # pixels at the right end, enough for "▲ +10,4"


def dumbbell(frame: pd.DataFrame, selected: str | None, theme: Theme, say: Language) -> Figure:
    """Draw one row a region, 26 pixels each; above some 25 the caller cuts the frame.

    Args:
        frame: one row a region: region_code, short_name, value and earlier_value (shares, 0 to 1), change, change_low and
            change_high (null where its uncertainty is not known), status, hover, in any order. A region without a change
            stands at the bottom, with the words for that.
        selected: code of the region in the colour of the focus, or None.
        theme: the colours.
        say: the reader's language.

    Returns:
        A trace of lines, one of the earlier marks and one of the present ones, whose customdata are the region codes. The
        change at the right is judged in colour only where its interval leaves zero out, and with a sign in any case.
    """
    rows = sorted(frame.itertuples(), key=_order)
    places = list(range(len(rows)))
    moved = [(row, place) for row, place in zip(rows, places, strict=True) if words.is_known(row.change)]
    ends = [float(value) for row, _ in moved for value in (row.value, row.earlier_value)]
    low, high = (min(ends), max(ends)) if ends else (0.0, 1.0)
    room = max(0.06 * (high - low), 0.005)
    example = any(row.status == "demonstration" for row, _ in moved)
    key = [say("○ earlier  ● now"), *([say("dotted line: DEMO")] if example else [])]
    below = 6 + LINE
    drawn = layout(theme, say, _TOP + _ROW * len(rows) + below)
    drawn |= {
        "margin": {"l": 2, "r": _CHANGE, "t": _TOP, "b": below},
        "xaxis": axis(range=[low - room, high + room]),
        "yaxis": axis(
            range=[len(rows) - 0.5, -0.5], showticklabels=True, automargin=True, tickvals=places,
            ticktext=[_label(row, row.region_code == selected, theme) for row in rows],
        ),
        "annotations": [
            words_at(say("points"), theme.muted, 10, x=1, y=1, xanchor="left", yanchor="bottom", xshift=4),
            *(_change(row, place, theme, say) for row, place in zip(rows, places, strict=True)),
            *key_words([" · ".join(key)], 8, theme, x=1, xanchor="right"),
        ],
        "shapes": [
            {"type": "line", "x0": float(row.earlier_value), "x1": float(row.value), "y0": place, "y1": place,
             "layer": "below", "line": {"color": _tone(row, selected, theme), "width": 3,
                                        "dash": "dot" if row.status == "demonstration" else "solid"}}
            for row, place in moved
        ],
    }  # fmt: skip
    tones = [_tone(row, selected, theme) for row, _ in moved]
    common: dict[str, Any] = {
        "type": "scatter", "mode": "markers", "y": [place for _, place in moved],
        "customdata": [row.region_code for row, _ in moved],
        "hovertext": [row.hover for row, _ in moved], "hovertemplate": "%{hovertext}<extra></extra>",
        "cliponaxis": False, "selected": {"marker": {"opacity": 1}}, "unselected": {"marker": {"opacity": 1}},
    }  # fmt: skip
    earlier = {
        **common,
        "x": [float(row.earlier_value) for row, _ in moved],
        "marker": {"size": 10, "color": theme.background, "line": {"width": 2, "color": tones}},
    }
    now = {**common, "x": [float(row.value) for row, _ in moved], "marker": {"size": 11, "color": tones}}
    return {"data": [earlier, now], "layout": drawn}


def describe(frame: pd.DataFrame, say: Language) -> str:
    """Say the dumbbell in words, for a reader who does not see it. Arguments as of `dumbbell`."""
    rows = [row for row in sorted(frame.itertuples(), key=_order) if words.is_known(row.change)]
    said = [
        say("{region} from {earlier} to {now}", region=str(row.short_name), earlier=say.percent(row.earlier_value),
            now=say.percent(row.value))
        for row in rows
    ]  # fmt: skip
    return say("Change of each region, the largest gain first: {changes}.", changes="; ".join(said) or "–")


def change_words(row: Any, say: Language) -> str:
    """Print a change in points with the sign of its direction: ▲ +4,4. What prints as zero has none."""
    shown = rounded(row.change)
    sign = "▲ " if shown > 0 else "▼ " if shown < 0 else ""
    return sign + say.number(shown, 1, signed=True)


def judged(row: Any) -> int:
    """Say whether a change is a gain (1) or a loss (−1) beyond its uncertainty; what prints as zero is neither, 0."""
    if not words.is_known(row.change_low) or rounded(row.change) == 0:
        return 0
    return int(row.change_low > 0) - int(row.change_high < 0)


def _order(row: Any) -> tuple[bool, float, str]:
    known = words.is_known(row.change)
    return not known, -float(row.change) if known else 0.0, str(row.region_code)


def _tone(row: Any, selected: str | None, theme: Theme) -> str:
    return theme.focus if row.region_code == selected else theme.peer


def _label(row: Any, is_selected: bool, theme: Theme) -> str:
    name = words.name_words(row.short_name)
    return f'<b><span style="color:{theme.focus}">{name}</span></b> ' if is_selected else f"{name} "


def _change(row: Any, place: int, theme: Theme, say: Language) -> dict[str, Any]:
    at: dict[str, Any] = {"x": 1, "yref": "y", "y": place, "xanchor": "left", "xshift": 4}
    if not words.is_known(row.change):
        return words_at(say("no figure yet"), theme.muted, 10, **{**at, "x": 0})
    tone = {1: theme.better, -1: theme.worse, 0: theme.text}[judged(row)]
    return words_at(f"<b>{change_words(row, say)}</b>", tone, 11, **at)
