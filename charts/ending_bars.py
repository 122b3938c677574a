"""Cover that ends, month by month: a bar where it ends, and a mark where the same people leave the active count.

People whose cover a later scheme renews stand apart, in grey on top: they have no mark, since they do not leave. A month
whose people are withheld has no bar but a sign.
"""

from typing import Any

import pandas as pd

from charts import words
from charts.amounts import Unit, steps
from charts.key import LINE, key_words
from charts.months import BELOW, WIDE, amount_axis, bars, date_axis
from charts.theme import Figure, Theme, layout, look, words_at
from charts.timeline import known_by
from i18n import Language

_HEIGHT, _TOP = 190, 36  # pixels
_LAPSE = 3  # months that the axis goes on behind the last month looked at, so that the marks have room
_LEAST = 0.12  # of the highest, below which two numbers would lie on each other
_ROOM = 0.6  # of a month at the right end, for half of the last mark
_KEY_ROWS = 2


def ending_bars(frame: pd.DataFrame, first: str, last: str, now: str, theme: Theme, say: Language) -> Figure:
    """Draw the months in which cover ends.

    Args:
        frame: one row a month in which cover ends, in any order: month and leaves_active_count (``YYYY-MM``), people,
            renewed_people, leaving_people (null: withheld), status.
        first: first month of the axis; an earlier row moves it.
        last: last month looked at.
        now: month from whose end is looked; a dotted line stands there.
        theme: the colours.
        say: the reader's language.

    Returns:
        Bars of those who leave, bars of those who are renewed, and marks at the end of the months of leaving.
    """
    rows = sorted(frame.itertuples(), key=lambda row: str(row.month))
    held = [row for row in rows if words.is_known(row.people)]
    start = min([known_by(first), *(known_by(row.month) for row in rows)]) - 1
    end = max([known_by(last) + _LAPSE, *(known_by(row.leaves_active_count) for row in rows)])
    marks = steps(max((float(row.people) for row in held), default=0.0))
    key = _key(rows, held, say)
    below = BELOW + LINE * len(key)
    drawn = layout(theme, say, _TOP + _HEIGHT + below) | {
        "margin": {"l": 6, "r": 6, "t": _TOP, "b": below},
        "barmode": "stack",
        "xaxis": date_axis(start, end, theme, say) | {"range": [start, end + _ROOM]},
        "yaxis": amount_axis(max(marks[-1], 1.0) * 1.08, marks, Unit(1, ""), theme, say),
        "shapes": [_now(known_by(now), theme), *(_until(row, theme) for row in held if row.leaving_people)],
        "annotations": [
            words_at(say("people"), theme.muted, y=1, yanchor="bottom", yshift=_TOP - 16),
            words_at(
                say("end of {month}", month=say.short_period(now)), theme.muted, 10, xref="x", x=known_by(now), y=1,
                yanchor="bottom", yshift=2, xanchor="center",
            ),
            *_numbers(held, theme, say),
            *(
                words_at("×", theme.text, 14, xref="x", x=known_by(row.month) - 0.5, yanchor="bottom", xanchor="center")
                for row in rows
                if not words.is_known(row.people)
            ),
            *key_words(key, BELOW + 6, theme),
        ],
    }  # fmt: skip
    return {"data": [_bars(held, theme, say), _renewed(held, theme, say), _leaving(held, theme, say)], "layout": drawn}


def describe(frame: pd.DataFrame, say: Language) -> str:
    """Say the months in words, for a reader who does not see them. Frame as of `ending_bars`."""
    if frame.empty:
        return say("Cover that ends by month: none in these months.")
    said = [say("Cover that ends by month.")]
    for row in sorted(frame.itertuples(), key=lambda row: str(row.month)):
        ends = say.period(row.month)
        if not words.is_known(row.people):
            said.append(say("{month}: not shown, the count is small.", month=ends))
            continue
        said.append(
            say("{month}: {people} people, {renewed} of them renewed; {leaving} leave the active count at the end of {leaves}.",
                month=ends, people=say.number(row.people), renewed=say.number(row.renewed_people),
                leaving=say.number(row.leaving_people), leaves=say.period(row.leaves_active_count))
        )  # fmt: skip
    return words.flagged(" ".join(said), bool((frame["status"] == "demonstration").any()), say)


def _key(rows: list[Any], held: list[Any], say: Language) -> list[str]:
    """The words for the signs, on as few lines as a phone can show."""
    first = [say("▮ cover ends"), say("▼ leaves the active count")] if held else []
    second = [say("grey: renewed")] if any(row.renewed_people for row in held) else []
    second += [say("hatched: DEMO")] if any(row.status == "demonstration" for row in held) else []
    second += [say("× not shown: small count")] if len(held) < len(rows) else []
    return [" · ".join(line) for line in (first, second) if line][:_KEY_ROWS]


def _now(time: float, theme: Theme) -> dict[str, Any]:
    return {
        "type": "line", "x0": time, "x1": time, "yref": "paper", "y0": 0, "y1": 1, "layer": "below",
        "line": {"color": theme.peer, "width": 1, "dash": "dot"},
    }  # fmt: skip


def _until(row: Any, theme: Theme) -> dict[str, Any]:
    """The line that leads from where cover ends to where the people leave the count."""
    height = float(row.leaving_people)
    return {
        "type": "line", "x0": known_by(row.month) - 0.5 + WIDE / 2, "x1": known_by(row.leaves_active_count), "y0": height,
        "y1": height, "line": {"color": theme.worse, "width": 1.5},
    }  # fmt: skip


def _numbers(held: list[Any], theme: Theme, say: Language) -> list[dict[str, Any]]:
    """The number of those who leave, over their mark, where the marks are high enough to be told apart."""
    highest = max((float(row.people) for row in held), default=0.0)
    return [
        words_at(
            f"<b>{say.number(row.leaving_people)}</b>", theme.text, 12, xref="x", x=known_by(row.leaves_active_count),
            yref="y", y=float(row.leaving_people), xanchor="center", yanchor="bottom", yshift=8,
        )
        for row in held
        if row.leaving_people and float(row.leaving_people) >= _LEAST * highest
    ]  # fmt: skip


def _bars(held: list[Any], theme: Theme, say: Language) -> dict[str, Any]:
    return _stack(held, "leaving_people", theme.focus, theme, say)


def _renewed(held: list[Any], theme: Theme, say: Language) -> dict[str, Any]:
    return _stack(held, "renewed_people", theme.rest, theme, say)


def _stack(held: list[Any], of: str, tone: str, theme: Theme, say: Language) -> dict[str, Any]:
    return bars(held, [float(getattr(row, of)) for row in held], [_hover(row, say) for row in held], tone)


def _leaving(held: list[Any], theme: Theme, say: Language) -> dict[str, Any]:
    leaving = [row for row in held if row.leaving_people]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [known_by(row.leaves_active_count) for row in leaving],
        "y": [float(row.leaving_people) for row in leaving],
        "marker": {
            "symbol": ["triangle-down" + look(row.status).symbol.removesuffix("-dot") for row in leaving],
            "size": 13, "color": theme.worse, "line": {"color": theme.worse, "width": 2},
        },
        "hovertext": [_hover(row, say) for row in leaving],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "cliponaxis": False,
    }  # fmt: skip


def _hover(row: Any, say: Language) -> str:
    return "<br>".join(
        [
            f"<b>{say('cover ends {month}', month=say.period(row.month))}</b>",
            say("{number} people", number=say.number(row.people)),
            say("renewed: {number} people", number=say.number(row.renewed_people)),
            say("leave the active count at the end of {month}: {number} people", number=say.number(row.leaving_people),
                month=say.period(row.leaves_active_count)),
            words.status_words(row, say),
        ]
    )  # fmt: skip
