"""The colours by role, light and dark, how each status is drawn, and what all figures have in common."""

from dataclasses import dataclass
from typing import Any

from i18n import Language

Figure = dict[str, Any]
"""A Plotly figure as a plain dictionary: {"data": [...], "layout": {...}}."""

FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif'
CLEAR = "rgba(0,0,0,0)"


@dataclass(frozen=True)
class Theme:
    """One colour for each role. All hold 3:1 on the background; those that are also read as words hold 4.5:1."""

    name: str
    background: str
    text: str
    muted: str
    """Words of second rank: dates, axis labels."""
    focus: str
    """What the reader asked for."""
    peer: str
    """What it is compared with."""
    rest: str
    """All others: the palest grey that still holds 3:1."""
    target: str
    """A target, always dashed."""
    second: str
    """A second category. Marks only."""
    caution: str
    """Marks only."""
    better: str
    worse: str
    outline: str
    """The edge of every tile, and all there is of an empty one."""
    grid: str
    """Lines that carry no information, the one role without a contrast to hold."""
    scale: tuple[str, ...]
    """Least to most. Neighbours differ little: the outline and the printed value carry the meaning."""


_THEMES = {
    "light": Theme(
        name="light", background="#FFFFFF", text="#1F2937", muted="#5B6472", focus="#12436D", peer="#5F6B78",
        rest="#8A94A0", target="#801650", second="#28A197", caution="#F46A25", better="#1D70B8", worse="#B4480F",
        outline="#7A8694", grid="#E3E8ED",
        scale=("#EDF3F9", "#D3E2F0", "#B0CAE2", "#88ADD0", "#215480", "#12436D"),
    ),
    "dark": Theme(
        name="dark", background="#0E1117", text="#E6EAF0", muted="#A3ADBA", focus="#7FB2E5", peer="#A0A9B5",
        rest="#6B7684", target="#E59ABF", second="#28A197", caution="#F46A25", better="#6FB1F0", worse="#F79A5B",
        outline="#6B7684", grid="#262D37",
        scale=("#15222F", "#1B334B", "#234A6E", "#28557E", "#7FB2E5", "#B5D5F3"),
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Look:
    """How the status of a figure is drawn."""

    fill: str
    """"solid", "hollow" or "hatched"."""
    dash: str
    """Of a line: "solid", "dash" or "dot"."""
    pattern: str
    """Of a bar or tile: "" or "/"."""
    symbol: str
    """What to put behind the name of a marker's symbol: "" is filled, "-open" hollow."""


_LOOKS = {
    "reported": Look("solid", "solid", "", ""),
    "published": Look("solid", "solid", "", ""),
    "summed": Look("hollow", "dash", "", "-open"),
    "estimated": Look("hollow", "dash", "", "-open"),
    "demonstration": Look("hatched", "dot", "/", "-open-dot"),
}


def theme(name: str) -> Theme:
    """Return the theme "light" or "dark"; the same colours stand in `.streamlit/config.toml`."""
    return _THEMES[name]


def look(status: str) -> Look:
    """Return how a status is drawn.

    Args:
        status: "reported", "published", "summed", "estimated" or "demonstration".
    """
    return _LOOKS[status]


def layout(theme: Theme, say: Language, height: int) -> dict[str, Any]:
    """Return the layout that all figures start from.

    Args:
        theme: the colours.
        say: the reader's language, for the decimal and grouping signs.
        height: of the whole figure, in pixels; the width is the page's to decide.
    """
    return {
        "height": height,
        "margin": {"l": 2, "r": 2, "t": 2, "b": 2},
        "paper_bgcolor": CLEAR,
        "plot_bgcolor": CLEAR,
        "font": {"family": FONT, "size": 12, "color": theme.text},
        "hoverlabel": {
            "bgcolor": theme.background, "bordercolor": theme.outline, "align": "left",
            "font": {"family": FONT, "size": 12, "color": theme.text},
        },
        "separators": say.separators,
        "showlegend": False,
        "dragmode": False,
        "shapes": [],
        "annotations": [],
    }  # fmt: skip


def axis(**settings: Any) -> dict[str, Any]:
    """Return an axis that shows nothing and cannot be dragged, changed by the settings."""
    still = {
        "fixedrange": True,
        "showgrid": False,
        "zeroline": False,
        "showticklabels": False,
        "tickangle": 0,
    }
    return {**still, **settings}


def words_at(text: str, color: str, size: int = 11, **place: Any) -> dict[str, Any]:
    """Return an annotation without an arrow; unless told otherwise it stands at the lower left of the plot."""
    origin = {"xref": "paper", "yref": "paper", "x": 0, "y": 0, "xanchor": "left", "yanchor": "middle"}
    return {**origin, "text": text, "showarrow": False, "font": {"size": size, "color": color}, **place}
