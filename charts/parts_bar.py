"""Bars of 100 percent: of what a whole consists, now and before, each part with its share in it and its name above it."""

from typing import Any

import pandas as pd

from charts import words
from charts.colours import ink_on
from charts.key import LINE, key_words
from charts.theme import CLEAR, Figure, Theme, axis, layout, look, words_at
from i18n import Language

_ROW, _TOP, _BAR = 58, 18, 0.5  # pixels a bar with its words, pixels for the names above, part of a row that is bar
_LEAST = 0.045  # share below which a part has no room for words


def parts_bar(frame: pd.DataFrame, theme: Theme, say: Language) -> Figure:
    """Draw one bar of 100 percent for each whole.

    Args:
        frame: one row a whole and part, in the order to draw: whole (its words, such as date and amount), part (its name),
            value (share of the whole, 0 to 1), status. All wholes have the same parts in one order.
        theme: the colours.
        say: the reader's language.

    Returns:
        One trace a part, from the palest to the deepest colour.
    """
    wholes, parts = list(dict.fromkeys(frame["whole"])), list(dict.fromkeys(frame["part"]))
    is_example = bool((frame["status"] == "demonstration").any())
    drawn = layout(theme, say, 0)
    below = 4 + (LINE + 4) * is_example
    drawn |= {
        "height": _TOP + _ROW * max(len(wholes), 1) + below,
        "margin": {"l": 2, "r": 2, "t": _TOP, "b": below},
        "barmode": "stack",
        "xaxis": axis(range=[0, 1]),
        "yaxis": axis(range=[len(wholes) - 0.5, -0.5]),
        "annotations": key_words([say("hatched: DEMO")] if is_example else [], 6, theme, yanchor="top"),
    }
    if frame.empty:
        drawn["annotations"] = [words_at(say("no figure yet"), theme.muted, y=0.5)]
        return {"data": [], "layout": drawn}
    tones = _tones(len(parts), theme)
    data = [
        _trace(frame[frame["part"] == part], part, tone, wholes, theme, say)
        for part, tone in zip(parts, tones, strict=True)
    ]
    left = dict.fromkeys(wholes, 0.0)
    for row in frame.itertuples():
        share = float(row.value)
        middle = left[str(row.whole)] + share / 2
        left[str(row.whole)] += share
        if row.whole == wholes[0] and share >= _LEAST:
            drawn["annotations"].append(
                words_at(str(row.part), theme.muted, 10, xref="x", x=middle, xanchor="center", y=1, yanchor="bottom")
            )
    for number, whole in enumerate(wholes):
        place = {"xref": "x", "x": 0, "yref": "y", "y": number + _BAR / 2 + 0.02, "yanchor": "top"}
        drawn["annotations"].append(words_at(words.name_words(whole), theme.text, 12, **place))
    return {"data": data, "layout": drawn}


def describe(frame: pd.DataFrame, say: Language) -> str:
    """Say the bars in words, for a reader who does not see them. Arguments as of `parts_bar`."""
    if frame.empty:
        return say("Parts of a whole: no figure yet.")
    said = []
    for whole in dict.fromkeys(frame["whole"]):
        own = frame[frame["whole"] == whole]
        listed = ", ".join(f"{row.part} {say.percent(row.value)}" for row in own.itertuples())
        said.append(f"{whole}: {listed}.")
    is_example = bool((frame["status"] == "demonstration").any())
    return words.flagged(say("Parts of a whole.") + " " + " ".join(said), is_example, say)


def _tones(count: int, theme: Theme) -> list[str]:
    """Spread the parts over the scale, from the least to the most."""
    if count < 2:
        return [theme.scale[-1]]
    return [theme.scale[round(number * (len(theme.scale) - 1) / (count - 1))] for number in range(count)]


def _trace(rows: pd.DataFrame, part: str, tone: str, wholes: list[str], theme: Theme, say: Language) -> dict[str, Any]:
    looks = [look(status) for status in rows["status"]]
    return {
        "type": "bar",
        "orientation": "h",
        "x": [float(value) for value in rows["value"]],
        "y": [wholes.index(whole) for whole in rows["whole"]],
        "width": _BAR,
        "text": [say.percent(value, 0) if value >= _LEAST else "" for value in rows["value"]],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "constraintext": "none",
        "textfont": {"color": [theme.text if each.fill == "hollow" else ink_on(tone) for each in looks], "size": 11},
        "hovertext": [
            f"<b>{words.name_words(str(row.whole))}</b><br>{part}: <b>{say.percent(row.value)}</b>"
            for row in rows.itertuples()
        ],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "marker": {
            "color": [CLEAR if each.fill == "hollow" else tone for each in looks],
            "line": {"color": theme.outline, "width": 1},
            # Drawn over the colour, so pale that the words on it hold their contrast.
            "pattern": {
                "shape": [each.pattern for each in looks], "fillmode": "overlay", "fgcolor": ink_on(tone),
                "fgopacity": 0.16, "size": 6, "solidity": 0.2,
            },
        },
    }  # fmt: skip
