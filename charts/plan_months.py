"""A plan month by month as stacked bars from zero: people by purpose, or rupiah by source; what nobody pays is outlined.

Each part has its colour, and its square with its name stands above the plot in the order of the stack. The part without
funds is drawn empty with a strong edge and named; a month can be marked from which the money no longer suffices.
"""

from __future__ import annotations

from itertools import cycle
from textwrap import wrap
from typing import Any

import pandas as pd

from charts import words
from charts.amounts import Unit, steps
from charts.key import LINE
from charts.months import BELOW, WIDE, amount_axis, date_axis, known_rows, nothing
from charts.theme import CLEAR, Figure, Theme, layout, look, words_at
from charts.timeline import known_by
from i18n import Language

UNFUNDED = "unfunded"
_HEIGHT = 190  # pixels of the plot
_LETTERS = 38  # of the names above the plot that fit on a line of the narrowest page
_COLOURS = 4  # that differ from each other at a glance
_PALE = 0.62  # opacity of what is worked out rather than counted
_SOLID = "\N{NO-BREAK SPACE}"


def plan_months(
    frame: pd.DataFrame,
    names: dict[str, str],
    theme: Theme,
    say: Language,
    *,
    name: str,
    unit: Unit,
    short: tuple[str, str] | None = None,
) -> Figure:
    """Draw one stacked bar a month.

    Args:
        frame: one row a month and part, in any order: month (``YYYY-MM``), part (one of ``names``), value (an amount, not
            negative), status. Rows without a value are left out.
        names: the words for each part, from the foot of the stack to its top; ``UNFUNDED`` is drawn empty.
        theme: the colours.
        say: the reader's language.
        name: what is stacked, said once with the unit.
        unit: of the amounts.
        short: a month from which money is short, with the words that stand at it; or None.

    Returns:
        A trace for each part that has an amount, in the order of ``names``.
    """
    rows = known_rows(frame)
    if not rows:
        return nothing(say("nothing to draw"), theme, say)
    times = [known_by(row.month) - 0.5 for row in rows]
    first, last = min(times) - 0.5, max(times) + 0.5
    highest = pd.Series([float(row.value) for row in rows]).groupby(times).sum().max()
    marks = steps(float(highest), least=0.0 if unit.is_money else 1.0)
    parts = [part for part in names if any(row.part == part and row.value > 0 for row in rows)]
    # Few names keep their colours whatever is drawn; of many only those that are drawn get one.
    toned = list(names) if len(names) <= _COLOURS else parts
    tones = dict(zip(toned, _tones(toned, theme), strict=True))
    key = _key(parts, names, tones, rows, say)
    top = LINE * (1 + len(key)) + 4 + (LINE if short else 0)
    drawn = layout(theme, say, _HEIGHT + top + BELOW) | {
        "margin": {"l": 6, "r": 6, "t": top, "b": BELOW},
        "barmode": "stack",
        "bargap": 0,
        "xaxis": date_axis(first, last, theme, say),
        "yaxis": amount_axis(max(marks[-1], 1e-9) * 1.02, marks, unit, theme, say),
        "annotations": [
            words_at(text, theme.muted if number == 0 else theme.text, y=1, yanchor="bottom",
                     yshift=top - LINE * (number + 1) - 4)
            for number, text in enumerate([f"{name}, {unit.words}", *key])
        ],
    }  # fmt: skip
    if short:
        _mark(drawn, short, first, last, theme)
    return {"data": [_trace(part, names, tones[part], rows, unit, theme, say) for part in parts], "layout": drawn}


def describe(frame: pd.DataFrame, names: dict[str, str], say: Language, *, name: str, unit: Unit) -> str:
    """Say the bars in words, for a reader who does not see them. Arguments as of `plan_months`."""
    rows = known_rows(frame)
    if not rows:
        return say("Stacked bars by month: nothing to draw.")
    said = [
        say("Stacked bars by month, {name}, {first} to {last}.", name=name, first=say.short_period(rows[0].month),
            last=say.short_period(rows[-1].month))
    ]  # fmt: skip
    for part, words_for in names.items():
        own = [row for row in rows if row.part == part and row.value > 0]
        if own:
            most = max(own, key=lambda row: row.value)
            said.append(
                say("{name}: {total} in all, most in {month} ({most}).", name=words_for, month=say.short_period(most.month),
                    total=unit.one(sum(row.value for row in own), say), most=unit.one(most.value, say))
            )  # fmt: skip
    return words.flagged(" ".join(said), any(row.status == "demonstration" for row in rows), say)


def _tones(names: list[str], theme: Theme) -> list[str]:
    """Give each part a colour; after four the shades of the scale, which their edge keeps apart."""
    order = cycle([theme.focus, theme.second, theme.peer, theme.rest, *theme.scale[3:0:-1]])
    return [theme.worse if name == UNFUNDED else next(order) for name in names]


def _key(parts: list[str], names: dict[str, str], tones: dict[str, str], rows: list[Any], say: Language) -> list[str]:
    """Give the lines above the plot: a square and a name for each part, and how the bars are drawn."""
    squares = {f"{'□' if part == UNFUNDED else '■'}{_SOLID}{names[part]}": tones[part] for part in parts}
    statuses = {row.status for row in rows}
    how = [say("hatched: DEMO")] if "demonstration" in statuses else []
    how += [say("pale: worked out")] if statuses & {"summed", "estimated"} else []
    items = [item.replace(" ", _SOLID) for item in [*squares, *how]]
    lines = wrap(" ".join(items), _LETTERS, break_long_words=False, break_on_hyphens=False)
    coloured = []
    for line in lines:
        text = words.name_words(line.replace(" ", "   "))
        for item, tone in squares.items():
            plain = words.name_words(item.replace(" ", _SOLID))
            text = text.replace(plain, f'<span style="color:{tone}">{plain[0]}</span>{plain[1:]}')
        coloured.append(text.replace(_SOLID, " "))
    return coloured


def _trace(
    part: str, names: dict[str, str], tone: str, rows: list[Any], unit: Unit, theme: Theme, say: Language
) -> dict[str, Any]:
    own = [row for row in rows if row.part == part]
    looks = [look(row.status) for row in own]
    is_empty = part == UNFUNDED
    edge = theme.outline if tone in theme.scale[1:4] else theme.background
    return {
        "type": "bar",
        "name": names[part],
        "x": [known_by(row.month) - 0.5 for row in own],
        "y": [float(row.value) for row in own],
        "width": WIDE,
        "hovertext": [
            f"<b>{say.period(row.month)}</b><br>{words.name_words(names[part])}: <b>{unit.one(row.value, say)}</b><br>"
            + words.status_words(row, say)
            for row in own
        ],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "marker": {
            "color": CLEAR if is_empty else tone,
            "opacity": [_PALE if each.fill == "hollow" and not is_empty else 1.0 for each in looks],
            "line": {"color": tone if is_empty else edge, "width": 2 if is_empty else 0.5},
            "pattern": {"shape": ["" if is_empty else each.pattern for each in looks], "size": 5, "solidity": 0.3},
        },
    }


def _mark(drawn: dict[str, Any], short: tuple[str, str], first: float, last: float, theme: Theme) -> None:
    """Mark the month from which money is short, with its words above the plot on the side that has room."""
    time = known_by(short[0]) - 1
    is_late = (time - first) / (last - first) > 0.5
    drawn["shapes"].append(
        {"type": "line", "xref": "x", "x0": time, "x1": time, "yref": "paper", "y0": 0, "y1": 1,
         "line": {"color": theme.worse, "width": 1.5, "dash": "dot"}}
    )  # fmt: skip
    drawn["annotations"].append(
        words_at(f"▼ {short[1]}", theme.worse, xref="x", x=time, xanchor="right" if is_late else "left", y=1,
                 yanchor="bottom")
    )  # fmt: skip
