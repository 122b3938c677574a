"""A single small bar against its targets, for the card with the headline figure."""

from collections.abc import Sequence

from charts import words
from charts.theme import CLEAR, Figure, Theme, axis, layout, look, words_at
from i18n import Language

_HEIGHT, _TOP, _BELOW = 40, 3, 19  # pixels: of all, over the bar, and under it for the words


def bullet(value: float | None, status: str | None, targets: Sequence[float], theme: Theme, say: Language) -> Figure:
    """Draw one share from zero to the whole against its targets, 40 pixels high.

    Args:
        value: share, 0 to 1; None or NaN when there is no figure: the track stays empty and says so.
        status: of the value; None when there is no figure.
        targets: shares, 0 to 1. The least is named to the left of its line, the greatest to the right.
        theme: the colours.
        say: the reader's language.

    Returns:
        One bar trace.
    """
    share = value if words.is_known(value) else None
    fill = look(status).fill if status else "solid"
    goals = sorted(set(targets))
    whole = max([1.0, *goals, *([] if share is None else [share])])
    track = {"x0": 0, "x1": 1, "y0": -0.35, "y1": 0.35, "xref": "x", "layer": "below", "fillcolor": theme.scale[0]}
    bar = {
        "type": "bar",
        "orientation": "h",
        "x": [share],
        "y": [0],
        "width": 0.7,
        "marker": {
            "color": CLEAR if fill == "hollow" else theme.focus,
            "line": {"color": theme.focus, "width": 1.5},
            "pattern": {"shape": look(status).pattern if status else "", "size": 5, "solidity": 0.3},
        },
        "hoverinfo": "skip",
    }
    drawn = layout(theme, say, _HEIGHT)
    drawn |= {
        "margin": {"l": 2, "r": 2, "t": _TOP, "b": _BELOW},
        "xaxis": axis(range=[0, whole]),
        "yaxis": axis(range=[-0.5, 0.5]),
        "shapes": [
            {"type": "rect", "line": {"color": theme.outline, "width": 1}, **track},
            *(_line(goal, theme.background, 5) for goal in goals),
            *(_line(goal, theme.target, 2.5, "4px,2px") for goal in goals),
        ],
        "annotations": [
            words_at(words.target_words(goal, say), theme.target, xref="x", x=goal, xanchor=side, yanchor="top")
            for goal, side in _named(goals, whole)
        ],
    }
    if share is None:
        drawn["annotations"].append(words_at(say("no figure yet"), theme.muted, xshift=4, y=0.5))
    return {"data": [bar], "layout": drawn}


def describe(value: float | None, targets: Sequence[float], say: Language) -> str:
    """Say the bar in words, for a reader who does not see it. Arguments as of `bullet`."""
    figure = say.percent(value) if value is not None and words.is_known(value) else say("no figure yet")
    goals = ", ".join(words.target_words(goal, say) for goal in sorted(set(targets)))
    return f"{figure}. " + say("Targets: {targets}.", targets=goals) if goals else f"{figure}."


def _named(goals: Sequence[float], whole: float) -> list[tuple[float, str]]:
    """Which targets are named, and which end of the words stands at the line: no two on each other, none over the edge."""
    if not goals:
        return []
    least, most = goals[0], goals[-1]
    side = "right" if most > 0.85 * whole else "left"
    if least == most:
        return [(most, side if most > 0.85 * whole or most < 0.1 * whole else "center")]
    return [(most, side)] if side == "right" and most - least < 0.2 * whole else [(least, "right"), (most, side)]


def _line(goal: float, color: str, width: float, dash: str = "solid") -> dict[str, object]:
    line = {"color": color, "width": width, "dash": dash}
    return {"type": "line", "x0": goal, "x1": goal, "y0": -0.5, "y1": 0.5, "line": line}
