"""Rows with a bar in one column or more: each row's name and value in words over its bar, a mark where it was before.

For few rows whose words are long: kinds of employers, rates of growth, the parts of a region with two measures side by
side. Bars start at zero, also where some are below it.
"""

from typing import Any

import pandas as pd

from charts import words
from charts.key import LINE, key_words
from charts.theme import CLEAR, Figure, Theme, axis, layout, look, words_at
from i18n import Language

_ROW, _TOP, _BAR, _BETWEEN = 42, 4, 0.3, 0.05  # pixels a row, pixels above, part of a row, part of the width
_TITLE = 18  # pixels
_LIFT = 0.03  # of a row, from a bar to the words over it
# Letters of a name and its value that stand beside each other on the narrowest page, over the bar of one column or of more.
_LETTERS = {1: 46, 2: 21}


def row_bars(
    frame: pd.DataFrame,
    columns: dict[str, str],
    theme: Theme,
    say: Language,
    *,
    selected: str | None = None,
    before: str | None = None,
    whole: dict[str, float] | None = None,
) -> Figure:
    """Draw rows of bars.

    Args:
        frame: one row a row and column, in the order to draw: row (its code), label (its name), column (one of
            ``columns``), value (null: no bar), earlier (null: no mark), text (the value in words), tone ("better", "worse" or
            ""), status.
        columns: the title of each column; one that is empty has none.
        theme: the colours.
        say: the reader's language.
        selected: code of the row in the colour of the focus, the others being calmer.
        before: what the mark is, in words; None where there is none.
        whole: for a column the least length of its axis, such as 1 of a share.

    Returns:
        One bar trace a column, whose points carry the codes of their rows as customdata, and one of marks where needed.
    """
    codes = list(dict.fromkeys(frame["row"]))
    has_titles = any(columns.values())
    key = _key(frame, before, say)
    top, below = _TOP + _TITLE * has_titles, 4 + LINE * bool(key)
    over = _over(frame, columns)
    drawn = layout(theme, say, top + (_ROW + over) * max(len(codes), 1) + below)
    drawn |= {
        "margin": {"l": 2, "r": 2, "t": top, "b": below},
        "yaxis": axis(range=[len(codes) - 0.55, -0.55]),
        "xaxis": axis(range=[0, 1]),
        "annotations": key_words([" · ".join(key)] if key else [], 2, theme, yanchor="top"),
    }
    if not codes:
        drawn["annotations"] = [words_at(say("no figure yet"), theme.muted, y=0.5)]
        return {"data": [], "layout": drawn}
    data = []
    wide = (1 - _BETWEEN * (len(columns) - 1)) / len(columns)
    for number, (column, title) in enumerate(columns.items()):
        own = [row for row in frame.itertuples() if row.column == column]
        left = number * (wide + _BETWEEN)
        name = "x" if number == 0 else f"x{number + 1}"
        drawn["xaxis" + name[1:]] = axis(
            domain=[left, left + wide], range=_span(own, (whole or {}).get(column, 0.0)), zeroline=True,
            zerolinecolor=theme.outline, anchor="y",
        )  # fmt: skip
        data.append(_bars(own, codes, name, selected, title, theme, say))
        earlier = [row for row in own if words.is_known(row.earlier)]
        if earlier:
            data.append(_marks(earlier, codes, name, theme))
        for row in own:
            place = {"yref": "y", "y": codes.index(row.row) - _LIFT, "yanchor": "bottom"}
            if number == 0:
                label = words.name_words(str(row.label))
                label = f"<b>{label}</b>" if row.row == selected else label
                drawn["annotations"].append(words_at(label, theme.text, 12, x=left, yshift=over, **place))
            tone = {"better": theme.better, "worse": theme.worse}.get(row.tone, theme.text)
            drawn["annotations"].append(words_at(row.text, tone, 12, x=left + wide, xanchor="right", **place))
        if title:
            drawn["annotations"].append(
                words_at(title, theme.muted, 11, x=left + wide, xanchor="right", y=1, yanchor="bottom")
            )
    return {"data": data, "layout": drawn}


def describe(frame: pd.DataFrame, columns: dict[str, str], say: Language) -> str:
    """Say the rows in words, for a reader who does not see them. Arguments as of `row_bars`."""
    if frame.empty:
        return say("Rows of bars: no figure yet.")
    said = []
    for code in dict.fromkeys(frame["row"]):
        own = frame[frame["row"] == code]
        figures = ", ".join(f"{columns[row.column]} {row.text}".strip() for row in own.itertuples())
        said.append(f"{own.iloc[0]['label']}: {figures}.")
    is_example = bool((frame["status"] == "demonstration").any())
    return words.flagged(say("Rows of bars.") + " " + " ".join(said), is_example, say)


def _over(frame: pd.DataFrame, columns: dict[str, str]) -> int:
    """Give the pixels by which names stand over their values: a line where two would not fit beside each other."""
    first = frame[frame["column"] == next(iter(columns))]
    longest = max((len(str(row.label)) + len(str(row.text)) for row in first.itertuples()), default=0)
    return LINE if longest > _LETTERS[min(len(columns), 2)] else 0


def _key(frame: pd.DataFrame, before: str | None, say: Language) -> list[str]:
    key = [f"┃ {before}"] if before and frame["earlier"].notna().any() else []
    return key + ([say("hatched: DEMO")] if (frame["status"] == "demonstration").any() else [])


def _span(rows: list[Any], whole: float) -> list[float]:
    held = [float(each) for row in rows for each in (row.value, row.earlier) if words.is_known(each)]
    least, most = min([0.0, *held]), max([whole, 0.0, *held])
    room = (most - least) * 0.01 or 1.0
    return [least - (room if least < 0 else 0), most + room]


def _bars(
    rows: list[Any], codes: list[str], name: str, selected: str | None, title: str, theme: Theme, say: Language
) -> dict[str, Any]:
    chosen = selected if selected in codes else None
    tones = [theme.focus if chosen in (None, row.row) else theme.rest for row in rows]
    looks = [look(row.status) if words.is_known(row.value) else None for row in rows]
    hovers = [
        "<br>".join(
            [f"<b>{words.name_words(str(row.label))}</b>", f"{title} {row.text}".strip(),
             *([words.status_words(row, say)] if words.is_known(row.value) else [])]
        )
        for row in rows
    ]  # fmt: skip
    return {
        "type": "bar",
        "orientation": "h",
        "xaxis": name,
        "x": [float(row.value) if words.is_known(row.value) else None for row in rows],
        "y": [codes.index(row.row) for row in rows],
        "offset": 0,
        "width": _BAR,
        "customdata": [row.row for row in rows],
        "hovertext": hovers,
        "hovertemplate": "%{hovertext}<extra></extra>",
        "marker": {
            "color": [
                CLEAR if each and each.fill == "hollow" else tone for each, tone in zip(looks, tones, strict=True)
            ],
            "line": {"color": tones, "width": 1},
            "pattern": {"shape": [each.pattern if each else "" for each in looks], "size": 6, "solidity": 0.3},
        },
        "selected": {"marker": {"opacity": 1}},
        "unselected": {"marker": {"opacity": 1}},
    }


def _marks(rows: list[Any], codes: list[str], name: str, theme: Theme) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "xaxis": name,
        "x": [float(row.earlier) for row in rows],
        "y": [codes.index(row.row) + _BAR / 2 for row in rows],
        "marker": {"symbol": "line-ns", "size": 15, "line": {"color": theme.text, "width": 3}},
        "hoverinfo": "skip",
        "cliponaxis": False,
        "unselected": {"marker": {"opacity": 1}},
    }
