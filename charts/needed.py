"""Net additions of each month beside the number that the next target asks for every month."""

from typing import Any

import pandas as pd

from charts import words
from charts.key import LINE, key_words
from charts.theme import CLEAR, Figure, Theme, axis, layout, look, words_at
from charts.timeline import known_by, ticks
from i18n import Language
from metrics.analyses.pace import whole_people

_TOP, _BOTTOM, _HEIGHT = 22, 22, 220  # pixels
_FAR = 2.5  # times the longest bar, beyond which the line is told but not drawn to scale


def needed_bars(
    frame: pd.DataFrame, required: float | None, average: float | None, theme: Theme, say: Language
) -> Figure:
    """Draw one bar a month from zero, below it where more left than came.

    Args:
        frame: one row a month: month, value (people, net), status; sorted. A month that is not held leaves a gap.
        required: people needed a month, net; None for no line.
        average: mean a month over the last year; None for no line.
        theme: the colours.
        say: the reader's language.

    Returns:
        One bar trace. Where the need is far beyond every bar an arrow at the upper edge says so, in place of the line.
    """
    rows = list(frame.itertuples())
    drawn = layout(theme, say, 60)
    if not rows:
        return {"data": [], "layout": drawn | {"annotations": [words_at(say("no figure yet"), theme.muted, y=0.5)]}}
    amounts = [float(row.value) for row in rows]
    reach = max(abs(amount) for amount in amounts) or 1.0
    is_far = required is not None and required > _FAR * reach
    ends = [0.0, *amounts, *([required] if required is not None and not is_far else [])]
    low, high = min(ends), max(ends)
    room = 0.06 * (high - low) or 1.0
    first, last = known_by(rows[0].month) - 1, known_by(rows[-1].month)
    style = look(rows[-1].status)
    tones = [theme.better if required is not None and amount >= required else theme.peer for amount in amounts]
    key = [say("bars: net additions a month"), *([say("hatched: DEMO")] if style.pattern else [])]
    if average is not None:
        key.append(say("thin line: mean of the last year"))
    dates = ticks(first, last)
    drawn |= {
        "height": _TOP + _HEIGHT + _BOTTOM + LINE * len(key),
        "margin": {"l": 4, "r": 4, "t": _TOP, "b": _BOTTOM + LINE * len(key)},
        "xaxis": axis(range=[first, last], showticklabels=True, tickvals=[time - 0.5 for time in dates],
                      ticktext=[say.short_period(month) for month in dates.values()],
                      tickfont={"size": 10, "color": theme.muted}),
        "yaxis": axis(range=[low - room, high + room], showticklabels=True, automargin=True, showgrid=True,
                      gridcolor=theme.grid, zeroline=True, zerolinecolor=theme.outline, nticks=5, tickformat=",d",
                      tickfont={"size": 10, "color": theme.muted}),
        "annotations": [
            *_words(required, is_far, theme, say),
            *key_words(key, _BOTTOM + 4, theme),
        ],
        "shapes": [
            *([_level(required, first, last, theme.target, 2, "dash")] if required is not None and not is_far else []),
            *([_level(average, first, last, theme.focus, 1.5, "solid")] if average is not None else []),
        ],
    }  # fmt: skip
    trace: dict[str, Any] = {
        "type": "bar", "x": [known_by(row.month) - 0.5 for row in rows], "y": amounts, "width": 0.78,
        "hovertext": [f"{say.period(row.month)}: <b>{say.number(round(row.value), signed=True)}</b>" for row in rows],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "marker": {"color": [CLEAR if style.fill == "hollow" else tone for tone in tones],
                   "line": {"color": tones, "width": 1},
                   "pattern": {"shape": [look(row.status).pattern for row in rows], "size": 5, "solidity": 0.3}},
    }  # fmt: skip
    return {"data": [trace], "layout": drawn}


def describe(frame: pd.DataFrame, required: float | None, average: float | None, say: Language) -> str:
    """Say the bars in words, for a reader who does not see them. Arguments as of `needed_bars`."""
    if frame.empty:
        return say("No figure yet.")
    end = frame.iloc[-1]
    said = [say("Net additions in {month}: {people}.", month=say.period(end["month"]),
                people=say.number(round(end["value"]), signed=True))]  # fmt: skip
    if average is not None:
        said.append(say("Mean of the last year: {people}.", people=say.number(round(average), signed=True)))
    if required is not None:
        said.append(say("Needed a month: {people}.", people=say.number(whole_people(required))))
    return words.flagged(" ".join(said), bool((frame["status"] == "demonstration").any()), say)


def _level(height: float, first: float, last: float, colour: str, width: float, dash: str) -> dict[str, Any]:
    line = {"color": colour, "width": width, "dash": dash}
    return {"type": "line", "x0": first, "x1": last, "y0": height, "y1": height, "line": line}


def _words(required: float | None, is_far: bool, theme: Theme, say: Language) -> list[dict[str, Any]]:
    if required is None:
        return []
    people = say.number(whole_people(required))
    text = (
        say("▲ needed: {people} a month, far above this scale", people=people)
        if is_far
        else say("dashed: {people} needed a month", people=people)
    )
    return [words_at(text, theme.target, 11, x=1, xanchor="right", y=1, yanchor="bottom", yshift=3)]
