"""A figure as Plotly has checked it, for what is shown again and again: a plain dictionary would be checked each time."""

from __future__ import annotations

from typing import Any

from charts.theme import Figure

# What Plotly's own template says of maps, scales and axes that none of our figures has.
_UNUSED = ("coloraxis", "colorscale", "geo", "mapbox", "polar", "scene", "ternary")


def checked(figure: Figure) -> Any:
    """Give a figure as a `plotly.graph_objects.Figure`, the same picture with half the bytes.

    Of Plotly's template only what the figure's own kinds of traces heed is left.

    Raises:
        ValueError: when the figure has something that Plotly does not know.
    """
    # Only where asked: Plotly is not needed to draw for a file.
    from plotly.graph_objects import Figure as Checked
    from plotly.io import templates

    kinds = {trace.get("type", "scatter") for trace in figure["data"]}
    template = templates[templates.default].to_plotly_json()
    template["data"] = {kind: looks for kind, looks in template["data"].items() if kind in kinds}
    template["layout"] = {name: looks for name, looks in template["layout"].items() if name not in _UNUSED}
    return Checked({**figure, "layout": {"template": template, **figure["layout"]}})
