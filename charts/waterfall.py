"""What moved a share: steps from the earlier to the present one that leave nothing over, and the areas it came from."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from charts import words
from charts.key import LINE, key_words
from charts.theme import CLEAR, Figure, Theme, axis, layout, look, words_at
from i18n import Language
from i18n.numbers import rounded

_ROW, _TOP = 30, 4  # pixels
_AREA_ROW = 26
_ROOM = 0.45  # of what the bars span, on each side, for the words beside them on the narrowest page
_LEAST = 0.0001  # a hundredth of a point: what prints as nothing does not fill the axis


@dataclass(frozen=True)
class Step:
    """One step of a change.

    Args:
        name: what it is, short.
        change: what it adds to the share, as a share (0.01 is one point).
        hover: what to say beside the pointer.
    """

    name: str
    change: float
    hover: str = ""


def waterfall(
    start: tuple[str, float], steps: Sequence[Step], end: tuple[str, float], status: str, theme: Theme, say: Language
) -> Figure:
    """Draw the way from one share to another, in points, zero being the earlier share.

    Args:
        start: the earlier share: its date and its value (0 to 1).
        steps: what was added or taken away; they add up to the difference.
        end: the present share, as ``start``.
        status: of the figures, the weakest.
        theme: the colours.
        say: the reader's language.

    Returns:
        One bar a step from where the one before ended, and a last one from zero for the whole change.
    """
    total = end[1] - start[1]
    before = [sum(step.change for step in steps[:number]) for number in range(len(steps))]
    bars = [*zip(before, [step.change for step in steps], strict=True), (0.0, total)]
    tones = [*(_tone(step.change, theme) for step in steps), theme.focus]
    names = [start[0], *(step.name for step in steps), end[0]]
    style = look(status)
    low = min(0.0, *(min(base, base + change) for base, change in bars))
    high = max(0.0, *(max(base, base + change) for base, change in bars))
    span = max(high - low, _LEAST)
    key = [say("points; zero is the earlier share"), *([say("hatched: DEMO")] if style.pattern else [])]
    below = 6 + LINE * len(key)
    drawn = layout(theme, say, _TOP + _ROW * len(names) + below)
    drawn |= {
        "margin": {"l": 2, "r": 2, "t": _TOP, "b": below},
        "xaxis": axis(range=[low - _ROOM * span, high + _ROOM * span], zeroline=True,
                      zerolinecolor=theme.outline),
        "yaxis": axis(range=[len(names) - 0.5, -0.5], showticklabels=True, automargin=True,
                      tickvals=list(range(len(names))), ticktext=[f"{words.name_words(name)} " for name in names]),
        "annotations": [
            words_at(f"<b>{say.percent(start[1])}</b>", theme.text, 12, xref="x", x=0, yref="y", y=0, xshift=4),
            *(
                _label(base, change, at, f"<b>{change_words(change, say)}</b>", _ink(tone, theme))
                for at, ((base, change), tone) in enumerate(zip(bars[:-1], tones[:-1], strict=True), start=1)
            ),
            _label(0.0, total, len(names) - 1,
                   f"<b>{say.percent(end[1])}</b>", theme.text),
            *key_words(key, 6, theme),
        ],
        "shapes": [
            {"type": "line", "x0": base, "x1": base, "y0": at - 0.36, "y1": at + 1.36, "layer": "below",
             "line": {"color": theme.rest, "width": 1, "dash": "dot"}}
            for at, base in enumerate([*before, total][1:], start=1)
        ],
    }  # fmt: skip
    trace = {
        "type": "bar", "orientation": "h", "y": list(range(1, len(names))), "x": [change for _, change in bars],
        "base": [base for base, _ in bars], "width": 0.62,
        "hovertext": [*(step.hover or step.name for step in steps), f"{say.percent(start[1])} → {say.percent(end[1])}"],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "marker": {"color": [CLEAR if style.fill == "hollow" else tone for tone in tones],
                   "line": {"color": tones, "width": 1},
                   "pattern": {"shape": [style.pattern] * len(bars), "size": 5, "solidity": 0.3}},
    }  # fmt: skip
    return {"data": [trace], "layout": drawn}


def describe(start: tuple[str, float], steps: Sequence[Step], end: tuple[str, float], say: Language) -> str:
    """Say the steps in words, for a reader who does not see them. Arguments as of `waterfall`."""
    told = "; ".join(f"{step.name} {say.points(step.change, 2, signed=True)}" for step in steps)
    return say(
        "From {earlier} ({since}) to {now} ({until}): {steps}.",
        earlier=say.percent(start[1]),
        since=start[0],
        now=say.percent(end[1]),
        until=end[0],
        steps=told,
    )


def area_bars(frame: pd.DataFrame, theme: Theme, say: Language) -> Figure:
    """Draw what each area added to the change of the whole, the largest gain on top.

    Args:
        frame: one row an area: region_code, short_name, within, between, contribution (shares, 0.01 is one point),
            status; in any order. One row may stand for the rest, with an empty region_code: it stands at the bottom.
        theme: the colours.
        say: the reader's language.

    Returns:
        Two bar traces that lie end to end, what happened within the areas and what their weight moved; the customdata are
        the region codes.
    """
    rows = sorted(frame.itertuples(), key=lambda row: (row.region_code == "", -row.contribution, row.region_code))
    places = list(range(len(rows)))
    ends = [0.0]
    for row in rows:
        parts = (float(row.within), float(row.between))
        ends += [sum(part for part in parts if part > 0), sum(part for part in parts if part < 0)]
    low, high = min(ends), max(ends)
    span = max(high - low, _LEAST)
    pattern = "/" if any(row.status == "demonstration" for row in rows) else ""
    key = [say("dark: coverage within the area"), say("light: its weight in the whole")]
    key += [say("hatched: DEMO")] if pattern else []
    below = 6 + LINE * len(key)
    drawn = layout(theme, say, _TOP + _AREA_ROW * len(rows) + below)
    drawn |= {
        "margin": {"l": 2, "r": 2, "t": _TOP, "b": below},
        "barmode": "relative",
        "xaxis": axis(range=[low - _ROOM * span * (low < 0), high + _ROOM * span], zeroline=True,
                      zerolinecolor=theme.outline),
        "yaxis": axis(range=[len(rows) - 0.5, -0.5], showticklabels=True, automargin=True, tickvals=places,
                      ticktext=[f"{words.name_words(row.short_name)} " for row in rows]),
        "annotations": [
            *(_label(*_extent(row), at, f"<b>{change_words(row.contribution, say)}</b>", theme.text)
              for row, at in zip(rows, places, strict=True)),
            *key_words(key, 6, theme),
        ],
    }  # fmt: skip
    traces = [
        {
            "type": "bar", "orientation": "h", "y": places, "x": [float(getattr(row, part)) for row in rows],
            "width": 0.66, "customdata": [row.region_code for row in rows], "hovertext": [_hover(row, say) for row in rows],
            "hovertemplate": "%{hovertext}<extra></extra>",
            "selected": {"marker": {"opacity": 1}}, "unselected": {"marker": {"opacity": 1}},
            "marker": {"color": tone, "line": {"color": theme.outline, "width": 1},
                       "pattern": {"shape": pattern, "size": 5, "solidity": 0.3}},
        }
        for part, tone in (("within", theme.focus), ("between", theme.second))
    ]  # fmt: skip
    return {"data": traces, "layout": drawn}


def describe_areas(frame: pd.DataFrame, say: Language) -> str:
    """Say the bars of areas in words, for a reader who does not see them. Arguments as of `area_bars`."""
    rows = sorted(frame.itertuples(), key=lambda row: (-row.contribution, row.region_code))
    told = "; ".join(f"{row.short_name} {say.points(row.contribution, 2, signed=True)}" for row in rows)
    return say("What each area added: {areas}.", areas=told or "–")


def change_words(change: float, say: Language) -> str:
    """Print a change in points with the sign of its direction: ▲ +0,42. What prints as zero has none."""
    shown = rounded(change, 2)
    return f"{'▲ ' if shown > 0 else '▼ ' if shown < 0 else ''}{say.number(shown, 2, signed=True)}"


def _tone(change: float, theme: Theme) -> str:
    shown = rounded(change, 2)
    return theme.better if shown > 0 else theme.worse if shown < 0 else theme.rest


def _ink(tone: str, theme: Theme) -> str:
    return theme.muted if tone == theme.rest else tone


def _extent(row: Any) -> tuple[float, float]:
    """Where the label of an area stands: beyond the end of its bars, on the side it moved the whole."""
    parts = (float(row.within), float(row.between))
    if row.contribution >= 0:
        return 0.0, sum(part for part in parts if part > 0)
    return 0.0, sum(part for part in parts if part < 0)


def _label(base: float, change: float, at: int, text: str, colour: str) -> dict[str, Any]:
    """Words beyond the end of a bar that points up, before that of one that points down."""
    down = change < 0
    return words_at(text, colour, 11, xref="x", x=base + change, yref="y", y=at, xanchor="right" if down else "left",
                    xshift=-4 if down else 4)  # fmt: skip


def _hover(row: Any, say: Language) -> str:
    return "<br>".join(
        [
            f"<b>{words.name_words(row.short_name)}</b>",
            say("within: {points}", points=say.points(row.within, 2, signed=True)),
            say("weight: {points}", points=say.points(row.between, 2, signed=True)),
        ]
    )
