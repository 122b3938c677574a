"""Places as a table that is drawn: by level and by improvement side by side, each with the places it may as well have."""

from __future__ import annotations

from textwrap import wrap
from typing import Any

import pandas as pd

from charts import words
from charts.key import LINE, key_words
from charts.theme import Figure, Theme, axis, layout, look, words_at
from i18n import Language

_ROW, _TOP = 26, 42  # pixels
_LETTERS = 11  # of a line above the places
_LEVEL, _CHANGE = (0.05, 0.21), (0.55, 0.73)  # of the width: where the dots stand, clear of the names
_ENDS = {"rank": 0.49, "change_rank": 1.0}  # of the width: where the words end


def rank_table(frame: pd.DataFrame, selected: str | None, theme: Theme, say: Language) -> Figure:
    """Draw one row a region in the order of the places by level, 26 pixels each; above some 25 the caller cuts the frame.

    Args:
        frame: one row a region: region_code, short_name, value (share, 0 to 1), rank, rank_low, rank_high, change_rank,
            change_rank_low, change_rank_high, status, hover, in any order. A place without an interval has
            only its dot; a region without a figure stands at the bottom, with the words for that.
        selected: code of the region in the colour of the focus, or None.
        theme: the colours.
        say: the reader's language.

    Returns:
        Two scatter traces, places by level and by improvement; customdata are the region codes.
    """
    rows = sorted(frame.itertuples(), key=_order)
    places = list(range(len(rows)))
    last = max([_last(row, name) for row in rows for name in ("rank", "change_rank")], default=1.0)
    example = any(row.status == "demonstration" for row in rows)
    key = [say("line: places that are possible as well")] if any(words.is_known(row.rank_low) for row in rows) else []
    key += [say("dotted circle: DEMO")] if example else []
    below = 4 + (LINE if key else 0)
    drawn = layout(theme, say, _TOP + _ROW * len(rows) + below)
    span = [0.5, last + 0.5]
    drawn |= {
        "margin": {"l": 2, "r": 2, "t": _TOP, "b": below},
        "xaxis": axis(range=span, domain=list(_LEVEL)),
        "xaxis2": axis(range=span, domain=list(_CHANGE), anchor="y"),
        "yaxis": axis(
            range=[len(rows) - 0.5, -0.5], showticklabels=True, automargin=True, tickvals=places, anchor="free", position=0,
            ticktext=[_label(row, row.region_code == selected, theme, say) for row in rows],
        ),
        "annotations": [
            words_at(_head(say("Place by level")), theme.text, 11, x=_LEVEL[0], y=1, yanchor="bottom", yshift=4, align="left"),
            words_at(_head(say("By improvement")), theme.text, 11, x=_CHANGE[0], y=1, yanchor="bottom", yshift=4, align="left"),
            *key_words([" · ".join(key)] if key else [], 8, theme, x=1, xanchor="right"),
        ],
    }  # fmt: skip
    for kind, at in (("rank", "x"), ("change_rank", "x2")):
        for row, place in zip(rows, places, strict=True):
            low, high = getattr(row, f"{kind}_low"), getattr(row, f"{kind}_high")
            if words.is_known(low):
                drawn["shapes"].append(
                    {"type": "line", "xref": at, "x0": int(low), "x1": int(high), "y0": place, "y1": place,
                     "layer": "below", "line": {"color": _tone(row, selected, theme), "width": 4}}
                )  # fmt: skip
            drawn["annotations"].append(_words(row, kind, place, theme, say))
    data = [_dots(rows, kind, at, selected, theme) for kind, at in (("rank", "x"), ("change_rank", "x2"))]
    return {"data": data, "layout": drawn}


def describe(frame: pd.DataFrame, say: Language) -> str:
    """Say the places in words, for a reader who does not see them. Arguments as of `rank_table`."""
    rows = [row for row in sorted(frame.itertuples(), key=_order) if words.is_known(row.rank)]
    said = [f"{place_words(row, 'rank', say)} {row.short_name} {say.percent(row.value)}" for row in rows]
    return say("Places by level: {places}.", places="; ".join(said) or "–")


def place_words(row: Any, kind: str, say: Language) -> str:
    """Print a place with the places it may as well have: 3 (2–4); the place alone where that is not known."""
    place, low, high = (getattr(row, name) for name in (kind, f"{kind}_low", f"{kind}_high"))
    if not words.is_known(low):
        return str(int(place))
    return say("{place} ({low}–{high})", place=int(place), low=int(low), high=int(high))


def _head(title: str) -> str:
    return f"<b>{'<br>'.join(wrap(title, _LETTERS, break_long_words=False))}</b>"


def _order(row: Any) -> tuple[bool, int, str]:
    known = words.is_known(row.rank)
    return not known, int(row.rank) if known else 0, str(row.region_code)


def _last(row: Any, kind: str) -> float:
    held = [getattr(row, name) for name in (kind, f"{kind}_high")]
    return max([float(each) for each in held if words.is_known(each)], default=1.0)


def _tone(row: Any, selected: str | None, theme: Theme) -> str:
    return theme.focus if row.region_code == selected else theme.peer


def _label(row: Any, is_selected: bool, theme: Theme, say: Language) -> str:
    name = words.name_words(row.short_name)
    name = f'<b><span style="color:{theme.focus}">{name}</span></b>' if is_selected else name
    return f"{name} <b>{say.percent(row.value)}</b> " if words.is_known(row.value) else f"{name} "


def _words(row: Any, kind: str, place: int, theme: Theme, say: Language) -> dict[str, Any]:
    spot: dict[str, Any] = {"yref": "y", "y": place, "x": _ENDS[kind], "xanchor": "right"}
    if not words.is_known(getattr(row, kind)):
        return words_at(say("no figure yet"), theme.muted, 10, **spot)
    return words_at(f"<b>{place_words(row, kind, say)}</b>", theme.text, 11, **spot)


def _dots(rows: list[Any], kind: str, at: str, selected: str | None, theme: Theme) -> dict[str, Any]:
    held = [(row, place) for place, row in enumerate(rows) if words.is_known(getattr(row, kind))]
    tones = [_tone(row, selected, theme) for row, _ in held]
    return {
        "type": "scatter",
        "mode": "markers",
        "xaxis": at,
        "yaxis": "y",
        "x": [int(getattr(row, kind)) for row, _ in held],
        "y": [place for _, place in held],
        "customdata": [row.region_code for row, _ in held],
        "hovertext": [row.hover for row, _ in held],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "marker": {
            "size": 11,
            "color": tones,
            "symbol": ["circle" + look(row.status).symbol for row, _ in held],
            "line": {"width": 1.5, "color": tones},
        },
        "cliponaxis": False,
        "selected": {"marker": {"opacity": 1}},
        "unselected": {"marker": {"opacity": 1}},
    }
