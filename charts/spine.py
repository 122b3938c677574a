"""A spine: one region on many indicators, each on its own scale, the favourable side always to the right.

After the area profiles of public health (Fingertips). On each row the upright line is the region above, the pale bar the
others from least to greatest, the darker part their middle half, the mark the region itself. A row is as long as the
farthest value from the upright line; rows are therefore not compared with each other.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import Any

import pandas as pd

from charts import words
from charts.key import LINE
from charts.theme import Figure, Theme, axis, layout, look, words_at
from i18n import Language, mark

_ROW, _HEAD, _NAME = 34, 30, 7  # pixels: a row, the names over the columns, from the top of a row to its words
_BAR, _THICK = 24, 8  # pixels: from the top of a row to the middle of its bar, and its thickness
_MARK = 11  # pixels: a diamond is a third higher, and may touch neither the values above it nor the next row
_PARENT, _OWN = 4, 84  # pixels from the right edge to the ends of the two columns
_LETTERS = 60  # of a line below that fit on the narrowest page
_SIDE = 1.06  # half the length of the axis, of which 1 is the farthest value

_JUDGED = {
    "strongly_better": ("▲▲", mark("better")),
    "better": ("▲", mark("better")),
    "similar": ("■", mark("similar")),
    "worse": ("▼", mark("worse")),
    "strongly_worse": ("▼▼", mark("worse")),
    "higher": ("▲", mark("higher")),
    "lower": ("▼", mark("lower")),
}


@dataclass(frozen=True)
class Names:
    """What the columns and signs of a spine are called.

    Args:
        own: the region.
        parent: the region above it; None where there is none.
        others: what the bars are of, as "peers".
    """

    own: str
    parent: str | None
    others: str


def spine(frame: pd.DataFrame, names: Names, theme: Theme, say: Language) -> Figure:
    """Draw a row for each indicator, in the order of the frame.

    Args:
        frame: one row an indicator: label, unit (``share`` or ``rupiah_per_person``), better (``higher``, ``lower``,
            ``neither``), signed (whether a plus is written), value, period, compared, parent_value, others_low, others_q1,
            others_median, others_q3, others_high, others_present, word, figure_status, parent_status, status, reason.
            Without a value the row is grey, and its reason stands below; a value that is not compared has its date and no
            mark.
        names: what the columns are called.
        theme: the colours.
        say: the reader's language.

    Returns:
        One trace, the marks of the region.
    """
    rows = list(frame.itertuples())
    reasons = list(dict.fromkeys(str(row.reason) for row in rows if words.is_known(row.reason)))
    key = [line for text in _key(rows, names, reasons, say) for line in wrap(text, _LETTERS, subsequent_indent=" ")]
    height, below = _HEAD + _ROW * len(rows), 6 + LINE * len(key)
    drawn = layout(theme, say, height + below)
    drawn |= {
        "margin": {"l": 2, "r": 2, "t": 0, "b": below},
        "xaxis": axis(range=[-_SIDE, _SIDE]),
        "yaxis": axis(range=[height, 0]),
    }
    # A column without a figure has no heading.
    above = (names.parent or "") if frame["parent_value"].notna().any() else ""
    notes = [_column(names.own, theme.text, _OWN), _column(above, theme.muted, _PARENT)]
    shapes: list[dict[str, Any]] = []
    marks = []
    for number, row in enumerate(rows):
        top = _HEAD + _ROW * number
        notes += _written(row, top, reasons, theme, say)
        places = _places(row)
        shapes += _drawn(places, top + _BAR, theme)
        if places.get("value") is not None:
            marks.append((row, places["value"], top + _BAR))
    drawn["shapes"] = shapes
    drawn["annotations"] = notes + [
        words_at(line, theme.muted, 10, yshift=-10 - LINE * number) for number, line in enumerate(key)
    ]
    return {"data": [_marks(marks, names, theme, say)], "layout": drawn}


def describe(frame: pd.DataFrame, names: Names, say: Language) -> str:
    """Say the spine in words, for a reader who does not see it. Arguments as of `spine`."""
    said = [say("Region on every indicator, the favourable side to the right.")]
    missing = []
    for row in frame.itertuples():
        if not words.is_known(row.value):
            missing.append(str(row.label))
            continue
        parts = [f"{row.label}: {figure_words(row.value, row, say)}"]
        if row.compared and words.is_known(row.parent_value):
            parts.append(f"{names.parent} {figure_words(row.parent_value, row, say)}")
        if row.compared and words.is_known(row.others_low):
            span = f"{figure_words(row.others_low, row, say)}–{figure_words(row.others_high, row, say)}"
            parts.append(f"{names.others} {span}")
        if words.is_known(row.word):
            parts.append(say(_JUDGED[row.word][1]))
        said.append(words.flagged(", ".join(parts), row.figure_status == "demonstration", say) + ".")
    if missing:
        said.append(say("No figure yet: {regions}.", regions=", ".join(missing)))
    return " ".join(said)


def figure_words(value: float, row: Any, say: Language) -> str:
    """Print a value of a row in its unit: 64,1%, +3,2%, Rp151.083."""
    if row.unit == "share":
        return say.percent(value, signed=bool(row.signed))
    return say.rupiah(round(value))


def place(value: float, centre: float, extent: float, better: str) -> float:
    """Give where a value stands between -1 and 1: the favourable side right, the centre at 0.

    Args:
        value: what is placed.
        centre: what stands at 0.
        extent: the farthest distance from it on the row, zero where all are equal.
        better: ``lower`` turns the row round.
    """
    if extent <= 0:
        return 0.0
    way = (value - centre) / extent
    return -way if better == "lower" else way


def _places(row: Any) -> dict[str, float]:
    """Give where everything on a row stands; nothing where the region is not compared."""
    if not (words.is_known(row.value) and row.compared):
        return {}
    names = ("value", "parent_value", "others_low", "others_q1", "others_q3", "others_high")
    known = {name: float(getattr(row, name)) for name in names if words.is_known(getattr(row, name))}
    centre = known.get("parent_value", float(row.others_median if words.is_known(row.others_median) else row.value))
    extent = max(abs(each - centre) for each in known.values())
    return {name: place(each, centre, extent, row.better) for name, each in known.items()}


def _drawn(places: dict[str, float], middle: int, theme: Theme) -> list[dict[str, Any]]:
    shapes = []
    for low, high, fill in (
        ("others_low", "others_high", theme.scale[0]),
        ("others_q1", "others_q3", theme.scale[3]),
    ):
        if low in places and high in places:
            shapes.append(_bar(places[low], places[high], middle, fill, theme))
    if "parent_value" in places:
        x = places["parent_value"]
        shapes.append(
            {"type": "line", "x0": x, "x1": x, "y0": middle - 8, "y1": middle + 8, "layer": "below",
             "line": {"color": theme.text, "width": 2}}
        )  # fmt: skip
    return shapes


def _bar(one: float, other: float, middle: int, fill: str, theme: Theme) -> dict[str, Any]:
    half = _THICK / 2
    return {
        "type": "rect", "x0": min(one, other), "x1": max(one, other), "y0": middle - half, "y1": middle + half,
        "fillcolor": fill, "line": {"color": theme.outline, "width": 1}, "layer": "below",
    }  # fmt: skip


def _written(row: Any, top: int, reasons: Sequence[str], theme: Theme, say: Language) -> list[dict[str, Any]]:
    """Write the name of the indicator and both values over its bar."""
    known = words.is_known(row.value)
    tone = theme.text if known else theme.muted
    note = _superior(reasons.index(str(row.reason)) + 1) if words.is_known(row.reason) else ""
    name = words.name_words(str(row.label)) + (" ↔" if row.better == "neither" else "")
    if words.is_known(row.word):
        sign, said = _JUDGED[row.word]
        name += f' <span style="color:{_tone(row, theme)}">{sign} {say(said)}</span>'
    at = {"yref": "y", "y": top + _NAME}
    notes = [words_at(name, tone, 11, **at)]
    if not known:
        return [*notes, words_at(say("no figure yet") + note, theme.muted, 11, x=1, xanchor="right", **at)]
    value = f"<b>{figure_words(row.value, row, say)}</b>"
    if not row.compared:
        value = f"{value} ({say.short_period(row.period)}){note}"
        return [*notes, words_at(value, theme.text, 11, x=1, xanchor="right", xshift=-_PARENT, **at)]
    notes.append(words_at(value + note, theme.text, 11, x=1, xanchor="right", xshift=-_OWN, **at))
    if words.is_known(row.parent_value):
        text = figure_words(row.parent_value, row, say)
        notes.append(words_at(text, theme.muted, 11, x=1, xanchor="right", xshift=-_PARENT, **at))
    return notes


def _column(name: str, tone: str, away: int) -> dict[str, Any]:
    text = "<br>".join(wrap(words.name_words(name), 12, break_long_words=False))
    bold = f"<b>{text}</b>" if name else ""
    return words_at(bold, tone, 11, yref="y", y=_HEAD - 2, x=1, xanchor="right", xshift=-away, yanchor="bottom",
                    align="right")  # fmt: skip


def _marks(marks: list[tuple[Any, float, int]], names: Names, theme: Theme, say: Language) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [x for _, x, _ in marks],
        "y": [y for _, _, y in marks],
        "marker": {
            "symbol": ["diamond" + look(row.figure_status).symbol for row, _, _ in marks],
            "color": [_tone(row, theme) for row, _, _ in marks],
            "size": _MARK,
            "line": {"width": 2, "color": [_tone(row, theme) for row, _, _ in marks]},
        },
        "hovertext": [_hover(row, names, say) for row, _, _ in marks],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "cliponaxis": False,
    }


def _hover(row: Any, names: Names, say: Language) -> str:
    lines = [
        f"<b>{words.name_words(str(row.label))}</b>",
        f"{words.name_words(names.own)}: <b>{figure_words(row.value, row, say)}</b>, {say.period(row.period)}",
        words.status_name(row.figure_status, say),
    ]
    if words.is_known(row.parent_value):
        lines.append(f"{words.name_words(names.parent or '')}: {figure_words(row.parent_value, row, say)}")
    if words.is_known(row.others_low):
        low, high = (figure_words(each, row, say) for each in (row.others_low, row.others_high))
        lines.append(f"{names.others} ({row.others_present}): {low}–{high}")
    return "<br>".join(lines)


def _tone(row: Any, theme: Theme) -> str:
    """Blue where it is better, orange where it is worse; nothing else is judged."""
    if not words.is_known(row.word) or not row.word.endswith(("better", "worse")):
        return theme.text
    return theme.better if row.word.endswith("better") else theme.worse


def _key(rows: list[Any], names: Names, reasons: Sequence[str], say: Language) -> list[str]:
    """Say what the signs are, only those that are drawn, and the reasons that rows refer to."""
    drawn = [row for row in rows if words.is_known(row.value) and row.compared]
    said = []
    if drawn:
        said = [f"◆ {names.own}"]
        if any(words.is_known(row.parent_value) for row in drawn):
            said.append(f"│ {names.parent}")
        if any(words.is_known(row.others_low) for row in drawn):
            said.append(say("bar: {others}, middle half darker", others=names.others))
        said.append(say("right: favourable side"))
        if any(row.better == "neither" for row in drawn):
            said.append(say("↔ right is only higher"))
        if any(words.is_known(row.word) for row in drawn):
            said.append(say("▲▼ against all {others} together, doubled at 99.8 percent", others=names.others))
        if any(row.figure_status == "demonstration" for row in drawn):
            said.append(say("hollow with a dot: DEMO"))
    listed = [" · ".join(said)] if said else []
    return listed + [f"{_superior(number)} {say(reason)}" for number, reason in enumerate(reasons, 1)]


def _superior(number: int) -> str:
    return "".join("⁰¹²³⁴⁵⁶⁷⁸⁹"[int(digit)] for digit in str(number))
