"""Burns source and date into a chart, so that a picture of it never travels without them."""

from __future__ import annotations

import textwrap

from charts.theme import Figure, Theme, words_at

LINE = 13  # pixels
WIDTH = 64  # characters that a phone shows on one line


def signed(chart: Figure, words: str, theme: Theme, *, width: int = WIDTH) -> Figure:
    """Give a chart with its source line below everything else that it shows.

    Args:
        chart: as drawn; it is not changed.
        words: measure, base, date, status and source, as plain text.
        theme: the colours.
        width: characters on a line.
    """
    lines = textwrap.wrap(words, width)
    layout = chart["layout"]
    below = layout["margin"]["b"]
    signature = words_at(
        "<br>".join(lines), theme.muted, 10, y=0, yanchor="top", yshift=-below - 4, xanchor="left", align="left"
    )
    return {
        **chart,
        "layout": {
            **layout,
            "height": layout["height"] + LINE * len(lines) + 6,
            "margin": {**layout["margin"], "b": below + LINE * len(lines) + 6},
            "annotations": [*layout["annotations"], signature],
        },
    }
