"""Months as bars from zero: what came in, or ends, month by month, with a second amount as a line and shaded bands.

A month without a figure leaves a gap. The latest months may still fill up: they are grey and say so. A band marks months in
which a rule moved the amounts: a strip above the plot with its short name, what it does in the key.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import Any

import pandas as pd

from charts import words
from charts.amounts import Unit, steps
from charts.key import LETTERS, LINE, key_words
from charts.months import BELOW, amount_axis, bars, date_axis, known_rows, nothing
from charts.theme import Figure, Theme, layout, words_at
from charts.timeline import known_by
from i18n import Language

_HEIGHT, _ROW, _UNIT = 210, 14, 18  # pixels: of the plot, a row of names, the unit
_DATE = 26  # pixels at the right end, for half of the last date
_WIDTH = 270  # of the plot on the narrowest page, by which names of bands find a row
_LETTER = 6.2  # pixels of a letter of a name
_STRIP = 4  # pixels of the strip above the plot
_BANDED, _SINCE = "▬", "┊"


@dataclass(frozen=True)
class Band:
    """Months in which a rule held.

    Args:
        first: ``YYYY-MM``.
        last: ``YYYY-MM``; None where it goes on, then only its start is marked.
        name: short, stands above the band.
        about: in full, in the key and beside the pointer.
    """

    first: str
    last: str | None
    name: str
    about: str


def month_bars(
    frame: pd.DataFrame,
    theme: Theme,
    say: Language,
    *,
    name: str,
    unit: Unit,
    line: str | None = None,
    bands: Sequence[Band] = (),
    filling: str | None = None,
) -> Figure:
    """Draw one bar a month.

    Args:
        frame: one row a month, in any order: month (``YYYY-MM``), value (an amount, not negative), status; with ``line``
            also beside (an amount or null), and optionally is_filling. Rows without a value are left out.
        theme: the colours.
        say: the reader's language.
        name: what the bars are, said once with the unit.
        unit: of the amounts.
        line: what ``beside`` is, named at the upper right; None for no line.
        bands: rules to shade; those outside the months shown are left out.
        filling: the words over the months that still fill up.

    Returns:
        The bars, and with ``line`` a stepped line, named above its end.
    """
    rows = known_rows(frame)
    if not rows:
        return nothing(say("no figure yet"), theme, say)
    times = [known_by(row.month) - 0.5 for row in rows]
    first, last = times[0] - 0.5, times[-1] + 0.5
    amounts = [float(row.value) for row in rows]
    others = [float(row.beside) for row in rows if line and words.is_known(row.beside)]
    marks = steps(max([*amounts, *others]), least=0.0 if unit.is_money else 1.0)
    held = _shown(bands, first, last)
    names = _names(held, rows, filling, first, last)
    top = _UNIT + _ROW * (1 + max((row for _, row in names), default=-1)) + _STRIP * bool(held)
    signs = [say("gap: no figure")] if len(rows) <= round(last - first) - 1 else []
    signs += [say("hatched: DEMO")] if any(row.status == "demonstration" for row in rows) else []
    key = [*([" · ".join(signs)] if signs else []), *(line for band in held for line in _about(band, theme))]
    below = BELOW + LINE * len(key)
    drawn = layout(theme, say, _HEIGHT + top + below) | {
        "margin": {"l": 6, "r": _DATE, "t": top, "b": below},
        "bargap": 0,
        "xaxis": date_axis(first, last, theme, say),
        "yaxis": amount_axis(max(marks[-1], 1e-9) * 1.02, marks, unit, theme, say),
        "shapes": [shape for band in held for shape in _shade(band, first, last, theme)],
        "annotations": [
            words_at(
                ", ".join(filter(None, (name, unit.words))), theme.muted, y=1, yanchor="bottom", yshift=top - _UNIT
            ),
            *(_name_of(band, row, first, last, theme, _STRIP * bool(held)) for band, row in names),
            *key_words(key, BELOW + 6, theme),
        ],
    }
    data: list[dict[str, Any]] = [_bars(rows, name, unit, line, theme, say)]
    if line:
        data.append(_line(rows, times, theme))
        drawn["annotations"].append(
            words_at(f"━ {line}", theme.text, x=1, xanchor="right", y=1, yanchor="bottom", yshift=top - _UNIT)
        )
    return {"data": data, "layout": drawn}


def describe(frame: pd.DataFrame, say: Language, *, name: str, unit: Unit, bands: Sequence[Band] = ()) -> str:
    """Say the bars in words, for a reader who does not see them. Arguments as of `month_bars`."""
    rows = known_rows(frame)
    if not rows:
        return say("Bars by month: no figure yet.")
    least, most = min(rows, key=lambda row: row.value), max(rows, key=lambda row: row.value)
    said = [
        say("Bars by month, {name}, {first} to {last}.", name=name, first=say.short_period(rows[0].month),
            last=say.short_period(rows[-1].month)),
        say("Highest: {figure}.", figure=f"{unit.one(most.value, say)} ({say.short_period(most.month)})"),
        say("Lowest: {figure}.", figure=f"{unit.one(least.value, say)} ({say.short_period(least.month)})"),
    ]  # fmt: skip
    shown = _shown(bands, known_by(rows[0].month) - 1, known_by(rows[-1].month))
    said += [say("Shaded: {bands}.", bands="; ".join(band.about for band in shown))] if shown else []
    return words.flagged(" ".join(said), any(row.status == "demonstration" for row in rows), say)


def _is_filling(row: Any) -> bool:
    return bool(getattr(row, "is_filling", False))


def _bars(rows: list[Any], name: str, unit: Unit, line: str | None, theme: Theme, say: Language) -> dict[str, Any]:
    tones = [theme.rest if _is_filling(row) else theme.focus for row in rows]
    hovers = []
    for row in rows:
        said = [f"<b>{say.period(row.month)}</b>", f"{name}: <b>{unit.one(row.value, say)}</b>"]
        if line and words.is_known(row.beside):
            said.append(f"{line}: {unit.one(row.beside, say)}")
        hovers.append("<br>".join([*said, words.status_words(row, say)]))
    return bars(rows, [float(row.value) for row in rows], hovers, tones)


def _line(rows: list[Any], times: list[float], theme: Theme) -> dict[str, Any]:
    x: list[float] = []
    y: list[float | None] = []
    before: float | None = None
    for row, time in zip(rows, times, strict=True):
        if before is not None and time - before > 1.01:
            x.append((time + before) / 2)
            y.append(None)
        x += [time - 0.5, time + 0.5]
        y += [float(row.beside) if words.is_known(row.beside) else None] * 2
        before = time
    return {
        "type": "scatter",
        "mode": "lines",
        "x": x,
        "y": y,
        "connectgaps": False,
        "line": {"color": theme.text, "width": 1.5},
        "hoverinfo": "skip",
    }


def _shown(bands: Sequence[Band], first: float, last: float) -> list[Band]:
    """The bands that have part in the months shown; of one that goes on only its start is marked."""
    return [
        band
        for band in bands
        if known_by(band.first) - 1 < last
        and (known_by(band.last) > first if band.last else known_by(band.first) - 1 >= first)
    ]


def _shade(band: Band, first: float, last: float, theme: Theme) -> list[dict[str, Any]]:
    """The months of a rule: shaded, under a strip that the bars do not cover; a line where one begins that goes on."""
    start = max(known_by(band.first) - 1, first)
    place = {"yref": "paper", "y0": 0, "y1": 1, "x0": start}
    if band.last is None:
        return [{"type": "line", "x1": start, "line": {"color": theme.second, "width": 2, "dash": "dot"}, **place}]
    rect = {"type": "rect", "x1": min(known_by(band.last), last), "fillcolor": theme.second, "line": {"width": 0}}
    return [
        {**place, **rect, "opacity": 0.16, "layer": "below"},
        {**place, **rect, "y0": 1, "y1": 1 + _STRIP / _HEIGHT},
    ]


def _about(band: Band, theme: Theme) -> list[str]:
    """What a rule does, in lines of the key behind its sign."""
    sign = _SINCE if band.last is None else _BANDED
    first, *more = wrap(band.about, LETTERS - 2)
    shown = [f'<span style="color:{theme.second}">{sign}</span> {words.name_words(first)}']
    return shown + [words.name_words(line) for line in more]


def _names(
    bands: list[Band], rows: list[Any], filling: str | None, first: float, last: float
) -> list[tuple[Band, int]]:
    """Give each name a row above the plot in which it lies on no other, on the narrowest page too."""
    named = list(bands)
    still = [row.month for row in rows if _is_filling(row)]
    if filling and still:
        named.append(Band(still[0], still[-1], filling, filling))
    taken: list[list[tuple[float, float]]] = []
    placed = []
    for band in named:
        left, right = _extent(band, first, last)
        at = next((row for row, full in enumerate(taken) if all(right < a or b < left for a, b in full)), len(taken))
        if at == len(taken):
            taken.append([])
        taken[at].append((left, right))
        placed.append((band, at))
    return placed


def _extent(band: Band, first: float, last: float) -> tuple[float, float]:
    start, is_late = _start(band, first, last)
    place = (start - first) / (last - first) * _WIDTH
    wide = _LETTER * len(band.name) + 6
    return (place - wide, place) if is_late else (place, place + wide)


def _start(band: Band, first: float, last: float) -> tuple[float, bool]:
    """Where a name stands, and whether it ends there: one that begins late is written towards the left."""
    start = max(known_by(band.first) - 1, first)
    is_late = (start - first) / (last - first) > 0.6
    end = min(known_by(band.last), last) if band.last else start
    return (end if is_late else start), is_late


def _name_of(band: Band, row: int, first: float, last: float, theme: Theme, over: int) -> dict[str, Any]:
    start, is_late = _start(band, first, last)
    return words_at(
        words.name_words(band.name), theme.muted, 10, xref="x", x=start, xanchor="right" if is_late else "left", y=1,
        yanchor="bottom", yshift=over + _ROW * row, hovertext=words.name_words(band.about),
    )  # fmt: skip
