"""Burns source and date into a chart, so that a picture of it never travels without them."""

from __future__ import annotations

import textwrap

from charts.theme import FONT, Figure, Theme

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
    tall = layout["height"] + LINE * len(lines) + 6
    # As the chart's title, since that alone can stand at the edge of the chart, where names at the left take any room.
    signature = {
        "text": "<br>".join(lines),
        "font": {"family": FONT, "size": 10, "color": theme.muted},
        "x": 0, "xref": "container", "xanchor": "left",
        "y": (LINE * len(lines) - 2) / tall, "yref": "container", "yanchor": "top",
    }  # fmt: skip
    return {
        **chart,
        "layout": {
            **layout,
            "height": tall,
            "margin": {**layout["margin"], "b": below + LINE * len(lines) + 6},
            "title": signature,
        },
    }
