"""The charts: figures of a frame in, one Plotly figure out as a plain dictionary, drawn in one theme and without a title.

    figure = tile_map(frame, 0.65, "51.03", theme("light"), say)
    st.plotly_chart(figure, theme=None, alt=tiles.describe(frame, 0.65, say))

A plain dictionary because a `go.Figure` costs five times, and plotly.express forty times, as much to build. What a page
shows again and again it has checked once: `charts.checked`.
"""

from charts.bars import target_bars
from charts.bullet import bullet
from charts.points import published_points
from charts.theme import Figure, Theme, theme
from charts.tiles import tile_map

__all__ = ["Figure", "Theme", "bullet", "published_points", "target_bars", "theme", "tile_map"]
