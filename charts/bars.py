"""Sorted bars: every region's share from zero, highest on top, against one target line."""

from typing import Any

import pandas as pd

from charts import words
from charts.key import LINE, key_lines, key_words, signs
from charts.summary import order_words
from charts.theme import CLEAR, Figure, Theme, axis, layout, look, words_at
from i18n import Language

_ROW, _TOP = 26, 22  # pixels
_DATES = 64  # pixels at the right end, enough for "Des 2025*†" and for half the target's label


def target_bars(frame: pd.DataFrame, target: float | None, selected: str | None, theme: Theme, say: Language) -> Figure:
    """Draw one bar for each region, 26 pixels a row; above some 40 rows the caller cuts the frame.

    Args:
        frame: one row a region: region_code, name, short_name, period, base, segment, boundary, value (share, 0 to 1),
            printed, conflict, status, is_old, source_ids, in any order. Where value is null there is no figure: the
            region stands at the bottom, with the words for that and no bar.
        target: share, 0 to 1, drawn as a dashed line with its label on top. None: no line.
        selected: code of the region in the colour of the focus, the others being calmer. If it has no row all are in it.
        theme: the colours.
        say: the reader's language.

    Returns:
        A bar trace, whose customdata are the region codes, and a text trace with the dates at the right end.
    """
    rows = sorted(frame.itertuples(), key=_order)
    figures = [row for row in rows if words.is_known(row.value)]
    chosen = selected if selected in {row.region_code for row in rows} else None
    places = list(range(len(rows)))
    shares = [float(row.value) if words.is_known(row.value) else None for row in rows]
    longest = max([float(row.value) for row in figures] + ([target] if target else []), default=1.0) * 1.02
    key = key_lines(figures, say("hollow: summed or estimated"), say)
    below = 4 + LINE * len(key)
    drawn = layout(theme, say, _TOP + _ROW * len(rows) + below)
    drawn |= {
        "margin": {"l": 2, "r": _DATES, "t": _TOP, "b": below},
        "xaxis": axis(range=[0, longest], zeroline=True, zerolinecolor=theme.outline),
        "yaxis": axis(
            range=[len(rows) - 0.5, -0.5],
            showticklabels=True,
            automargin=True,
            tickvals=places,
            ticktext=[_label(row, target, row.region_code == chosen, theme, say) for row in rows],
        ),
        "bargap": 0.34,
        # Right to left from the edge: how wide the names are is known to the browser only.
        "annotations": key_words(key, 10, theme, x=1, xanchor="right", xshift=_DATES),
    }
    if target is not None:
        # No longer than the bars it is read against, and cut out of them, since on its own it would not stand out there.
        across = {"type": "line", "x0": target, "x1": target, "y0": -0.5, "y1": (len(figures) or len(rows)) - 0.5}
        drawn["shapes"] = [
            {**across, "line": {"color": theme.background, "width": 4}},
            {**across, "line": {"color": theme.target, "width": 2, "dash": "dash"}},
        ]
        text = f"<b>{say('target {target}', target=words.target_words(target, say))}</b>"
        drawn["annotations"].append(
            words_at(text, theme.target, xref="x", x=target, y=1, xanchor="center", yanchor="bottom")
        )
    bars = {
        "type": "bar",
        "orientation": "h",
        "x": shares,
        "y": places,
        "customdata": [row.region_code for row in rows],
        "hovertext": [words.hover(row, say) for row in rows],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "marker": _marker(rows, chosen, theme),
        # A click selects the bar for the page; the others keep their colours.
        "selected": {"marker": {"opacity": 1}},
        "unselected": {"marker": {"opacity": 1}},
    }
    dates = {
        "type": "scatter",
        "mode": "text",
        "x": [0 if share is None else longest for share in shares],
        "y": places,
        "text": ["\N{NO-BREAK SPACE}" + _note(row, say) for row in rows],
        "textposition": "middle right",
        "textfont": {"size": 10, "color": theme.muted},
        "cliponaxis": False,
        "unselected": {"textfont": {"color": theme.muted}},
        "hoverinfo": "skip",
    }
    return {"data": [bars, dates], "layout": drawn}


def describe(frame: pd.DataFrame, target: float | None, say: Language) -> str:
    """Say the bars in words, for a reader who does not see them. Arguments as of `target_bars`."""
    return f"{say('Sorted bars.')} {order_words(frame, target, say)}"


def _order(row: Any) -> tuple[bool, float, str]:
    known = words.is_known(row.value)
    return not known, -row.value if known else 0.0, row.short_name


def _label(row: Any, target: float | None, is_selected: bool, theme: Theme, say: Language) -> str:
    name = words.name_words(row.short_name)
    name = f'<b><span style="color:{theme.focus}">{name}</span></b>' if is_selected else name
    return f"{name}  <b>{words.share_words(row.value, target, say)}</b> " if words.is_known(row.value) else f"{name} "


def _note(row: Any, say: Language) -> str:
    if not words.is_known(row.value):
        return say("no figure yet")
    return say.short_period(row.period) + signs(row)


def _marker(rows: list[Any], chosen: str | None, theme: Theme) -> dict[str, Any]:
    tones = [theme.focus if chosen in (None, row.region_code) else theme.rest for row in rows]
    looks = [look(row.status) if words.is_known(row.value) else None for row in rows]
    return {
        "color": [CLEAR if each and each.fill == "hollow" else tone for tone, each in zip(tones, looks, strict=True)],
        "line": {"color": tones, "width": 1.5},
        # Hatching takes the bar's own colour and leaves the ground clear.
        "pattern": {"shape": [each.pattern if each else "" for each in looks], "size": 6, "solidity": 0.3},
    }
