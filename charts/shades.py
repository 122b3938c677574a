"""The shades of the tile map: where they change, which one a share has, and the strip that says so below the map."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import Any

from charts import words
from charts.theme import CLEAR, Theme, words_at
from i18n import Language
from i18n.numbers import rounded

LIMITS = (0.20, 0.35, 0.50, 0.65, 0.80)
"""Where the shade changes, as shares. The one nearest to the target gives way to it."""

_START, _SWATCH = 3, 30  # pixels


def limits_for(target: float | None) -> list[float]:
    """Return where the shade changes, the target among the limits."""
    limits = list(LIMITS)
    if target is not None:
        nearest = min(range(len(limits)), key=lambda place: abs(limits[place] - target))
        limits[nearest] = target
    return limits


def shades(shares: Iterable[float], limits: Sequence[float], target: float | None, theme: Theme) -> list[str]:
    """Return the colour for each share as it is printed beside the target; clear where there is none."""
    steps = [rounded(limit, 4) for limit in limits]
    return [
        theme.scale[bisect_right(steps, rounded(share, words.decimals(share, target)))]
        if words.is_known(share)
        else CLEAR
        for share in shares
    ]


def strip(theme: Theme) -> list[dict[str, Any]]:
    """Return the shades side by side, just below the plot."""
    in_pixels = {"type": "rect", "xref": "paper", "yref": "paper", "xsizemode": "pixel", "ysizemode": "pixel"}
    return [
        {
            **in_pixels, "xanchor": 0, "yanchor": 0, "x0": _START + _SWATCH * step, "x1": _START + _SWATCH * (step + 1),
            "y0": -6, "y1": -15, "fillcolor": colour, "line": {"color": theme.outline, "width": 1},
        }
        for step, colour in enumerate(theme.scale)
    ]  # fmt: skip


def strip_words(limits: list[float], target: float | None, theme: Theme, say: Language) -> list[dict[str, Any]]:
    """Return the limits under the strip, the target among them, and what the check mark means."""
    ends = [0.0, *limits, 1.0] if limits[-1] < 1 else [0.0, *limits]
    said = []
    for step, limit in enumerate(ends):
        text = words.target_words(limit, say) if limit == ends[-1] else words.bare_limit(limit, say)
        color = theme.muted
        if limit == target:
            text, color = f"<b>{text}</b>", theme.target
        said.append(words_at(text, color, size=10, xanchor="center", xshift=_START + _SWATCH * step, yshift=-23))
    if target is not None:
        reached = say("target {target} reached", target=words.target_words(target, say))
        said.append(words_at(f"✓ {reached}", theme.text, xshift=_START + _SWATCH * len(theme.scale) + 16, yshift=-11))
    return said
