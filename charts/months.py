"""What charts of months have in common: their rows and bars, the dates below, the axis at the left, the words for no figure."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from charts import words
from charts.amounts import Unit, step_words
from charts.theme import CLEAR, Figure, Theme, axis, layout, look, words_at
from charts.timeline import known_by, ticks
from i18n import Language

WIDE = 0.78  # of a month: a bar
BELOW = 22  # pixels of the dates
_OFF = 4  # pixels between the plot and the dates


def known_rows(frame: pd.DataFrame) -> list[Any]:
    """Return the rows with a value by their month; those of one month in the order of the frame."""
    found = (row for row in frame.itertuples() if words.is_known(row.value))
    return sorted(found, key=lambda row: str(row.month))


def nothing(text: str, theme: Theme, say: Language) -> Figure:
    """Return a low figure that holds only the words for why it is empty."""
    drawn = layout(theme, say, 60)
    drawn |= {"xaxis": axis(range=[0, 1]), "yaxis": axis(range=[0, 1])}
    drawn["annotations"] = [words_at(text, theme.muted, y=0.5)]
    return {"data": [], "layout": drawn}


def date_axis(first: float, last: float, theme: Theme, say: Language) -> dict[str, Any]:
    """Return the axis below, each date under the middle of its month.

    Args:
        first: start of the first month, in months of the calendar as `charts.timeline` counts them.
        last: end of the last month.
        theme: the colours.
        say: the reader's language.
    """
    dates = ticks(first + 0.5, last)
    return axis(
        range=[first, last],
        showticklabels=True,
        tickvals=[time - 0.5 for time in dates],
        ticktext=[say.short_period(month) for month in dates.values()],
        tickfont=_small(theme),
        # Unseen: they keep the first date off the lowest number of the axis at the left.
        ticks="outside",
        ticklen=_OFF,
        tickcolor=CLEAR,
    )


def amount_axis(high: float, marks: list[float], unit: Unit, theme: Theme, say: Language) -> dict[str, Any]:
    """Return the axis at the left for amounts from zero, with a line across at each round one.

    Args:
        high: where the axis ends.
        marks: the round amounts, of `charts.amounts.steps`.
        unit: in which they are written.
        theme: the colours.
        say: the reader's language.
    """
    texts = [step_words(step, unit, marks, say) for step in marks]
    return _upright(0, high, marks, texts, theme) | zero_line(theme)


def share_axis(low: float, high: float, marks: list[float], theme: Theme, say: Language) -> dict[str, Any]:
    """Return the axis at the left for shares, 0 to 1, with a line across at each mark."""
    return _upright(low, high, marks, [say.percent(mark, 0) for mark in marks], theme)


def zero_line(theme: Theme) -> dict[str, Any]:
    """Return the settings of an axis that draw zero as a line of its own."""
    return {"zeroline": True, "zerolinecolor": theme.outline}


def bars(rows: list[Any], heights: list[float], hovers: list[str], tones: str | list[str]) -> dict[str, Any]:
    """Return a trace of bars from zero, drawn as the status of each row asks for.

    Args:
        rows: one a month, with month (``YYYY-MM``) and status.
        heights: of the bars.
        hovers: what stands beside the pointer.
        tones: the colour of all, or of each.
    """
    looks = [look(row.status) for row in rows]
    each_tone = [tones] * len(rows) if isinstance(tones, str) else tones
    return {
        "type": "bar",
        "x": [known_by(row.month) - 0.5 for row in rows],
        "y": heights,
        "width": WIDE,
        "hovertext": hovers,
        "hovertemplate": "%{hovertext}<extra></extra>",
        "marker": {
            "color": [CLEAR if each.fill == "hollow" else tone for each, tone in zip(looks, each_tone, strict=True)],
            "line": {"color": tones, "width": 1},
            "pattern": {"shape": [each.pattern for each in looks], "size": 5, "solidity": 0.3},
        },
    }


def _upright(low: float, high: float, marks: Sequence[float], texts: list[str], theme: Theme) -> dict[str, Any]:
    return axis(
        range=[low, high],
        showticklabels=True,
        automargin=True,
        showgrid=True,
        gridcolor=theme.grid,
        tickvals=marks,
        ticktext=[text + " " for text in texts],
        tickfont=_small(theme),
    )


def _small(theme: Theme) -> dict[str, Any]:
    return {"size": 11, "color": theme.muted}
