"""Sorted bars: every region's share from zero, highest on top, against one target line."""

from typing import Any

import pandas as pd

from charts import words
from charts.theme import CLEAR, Figure, Theme, axis, layout, look, words_at
from i18n import Language

_ROW, _TOP = 26, 22  # pixels
_LETTER = 5.6  # width of a letter of a note, in pixels


def target_bars(frame: pd.DataFrame, target: float | None, selected: str | None, theme: Theme, say: Language) -> Figure:
    """Draw one bar for each region, 26 pixels a row; above some 40 rows the caller cuts the frame.

    Args:
        frame: one row a region: region_code, name, short_name, period, base, segment, boundary, value (share, 0 to 1),
            printed, conflict, status, is_old, source_ids, in any order. Where value is null there is no figure: the
            region stands at the bottom, with the words for that and no bar.
        target: share, 0 to 1, drawn as a dashed line with its label on top. None: no line.
        selected: code of the region in the colour of the focus, the others being calmer. None: all in it.
        theme: the colours.
        say: the reader's language.

    Returns:
        A bar trace, whose customdata are the region codes, and a text trace with the dates at the right end.
    """
    rows = sorted(frame.itertuples(), key=_order)
    places = list(range(len(rows)))
    shares = [float(row.value) if words.is_known(row.value) else None for row in rows]
    longest = max([share for share in shares if share is not None] + ([target] if target else []), default=1.0) * 1.02
    notes = [_note(row, say) for row in rows]
    drawn = layout(theme, say, _TOP + _ROW * len(rows) + 6)
    drawn |= {
        "margin": {"l": 2, "r": _width(notes, shares), "t": _TOP, "b": 4},
        "xaxis": axis(range=[0, longest], zeroline=True, zerolinecolor=theme.outline),
        "yaxis": axis(
            range=[len(rows) - 0.5, -0.5],
            showticklabels=True,
            automargin=True,
            tickvals=places,
            ticktext=[_label(row, row.region_code == selected, theme, say) for row in rows],
        ),
        "bargap": 0.34,
    }
    if target is not None:
        line = {"color": theme.target, "width": 2, "dash": "dash"}
        drawn["shapes"] = [
            {"type": "line", "x0": target, "x1": target, "yref": "paper", "y0": 0, "y1": 1, "line": line}
        ]
        text = f"<b>{say('target {target}', target=words.target_words(target, say))}</b>"
        label = {"xref": "x", "x": target, "y": 1, "xanchor": "center", "yanchor": "bottom"}
        drawn["annotations"] = [words_at(text, theme.target, **label)]
    bars = {
        "type": "bar",
        "orientation": "h",
        "x": shares,
        "y": places,
        "customdata": [row.region_code for row in rows],
        "hovertext": [words.hover(row, say) for row in rows],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "marker": _marker(rows, selected, theme),
        # A click selects the bar for the page; the others keep their colours.
        "selected": {"marker": {"opacity": 1}},
        "unselected": {"marker": {"opacity": 1}},
    }
    dates = {
        "type": "scatter",
        "mode": "text",
        "x": [0 if share is None else longest for share in shares],
        "y": places,
        "text": notes,
        "textposition": "middle right",
        "textfont": {"size": 10, "color": theme.muted},
        "cliponaxis": False,
        "hoverinfo": "skip",
    }
    return {"data": [bars, dates], "layout": drawn}


def describe(frame: pd.DataFrame, target: float | None, say: Language) -> str:
    """Say the bars in words, for a reader who does not see them. Arguments as of `target_bars`."""
    return f"{say('Sorted bars.')} {words.order_words(frame, target, say)}"


def _order(row: Any) -> tuple[bool, float, str]:
    known = words.is_known(row.value)
    return not known, -row.value if known else 0.0, row.short_name


def _label(row: Any, is_selected: bool, theme: Theme, say: Language) -> str:
    name = f'<b><span style="color:{theme.focus}">{row.short_name}</span></b>' if is_selected else row.short_name
    return f"{name}  <b>{say.percent(row.value)}</b> " if words.is_known(row.value) else f"{name} "


def _note(row: Any, say: Language) -> str:
    if not words.is_known(row.value):
        return say("no figure yet")
    marks = ", ".join(words.marks(row, say))
    return say.short_period(row.period) + (f"<br>{marks}" if marks else "")


def _width(notes: list[str], shares: list[float | None]) -> int:
    lines = [
        line for note, share in zip(notes, shares, strict=True) if share is not None for line in note.split("<br>")
    ]
    return round(_LETTER * max((len(line) for line in lines), default=0)) + 8


def _marker(rows: list[Any], selected: str | None, theme: Theme) -> dict[str, Any]:
    tones = [theme.focus if selected in (None, row.region_code) else theme.rest for row in rows]
    looks = [look(row.status) if words.is_known(row.value) else None for row in rows]
    return {
        "color": [CLEAR if each and each.fill == "hollow" else tone for tone, each in zip(tones, looks, strict=True)],
        "line": {"color": tones, "width": 1.5},
        # Hatching takes the bar's own colour and leaves the ground clear.
        "pattern": {"shape": [each.pattern if each else "" for each in looks], "size": 6, "solidity": 0.3},
    }
