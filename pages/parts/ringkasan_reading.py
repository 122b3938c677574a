"""What the overview draws of a region: map, order and figures over time, with the words and tables that go with them."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from charts import bars, findings, points, tiles, words
from charts.theme import Figure
from data.store import Store
from i18n import mark
from metrics import overview
from metrics.shortlist import DRAWN, MAPPED, near, shortlist
from pages.parts import reading, tables
from pages.parts.asked import Asked, asked
from pages.parts.drawing import BESIDE_AXIS, between, burned
from pages.parts.figure import Shown
from pages.parts.view import View

LOAD_PARTS = mark(
    "None of them has a published figure on this base, so there is no map and no order. The office's monthly workbook brings "
    "them: load it on the page Data. Missing is not zero."
)
LOAD_OWN = mark(
    "Nothing has been published on this base, so there is nothing to draw over time. The office's monthly workbook brings it: "
    "load it on the page Data."
)


@dataclass(frozen=True)
class Drawn:
    """The first screen, ready to show."""

    tiles: Shown
    bars: Shown
    points: Shown
    reading: str
    listed: pd.DataFrame
    targets: pd.DataFrame
    other_targets: pd.DataFrame
    target_sources: pd.DataFrame


@reading.each
def drawn(_store: Store, version: str, view: View, dark: bool) -> Drawn:
    """Draw the figures of the first screen."""
    of = asked(_store, version, view.region, view.as_of, view.lang, dark, base=view.base)
    shown, say = of.seen, of.say
    goal = None if view.base == "unstated" else shown.goal
    listed, mapped = _to_draw(of)
    chosen = view.region if view.region in set(shown.beside["region_code"]) else None
    has_figure = shown.targets["current"].notna()
    return Drawn(
        tiles=Shown(
            key="tiles",
            title=findings.beside_finding(shown.beside, view.base, shown.goal, say),
            reading=findings.tiles_reading(shown, say, mapped),
            chart=signed_beside(tiles.tile_map(mapped, goal, chosen, of.theme, say), mapped, of),
            alt=tiles.describe(mapped, goal, say),
            missing=say(LOAD_PARTS),
            opens=True,
        ),
        bars=Shown(
            key="bars",
            title=findings.order_finding(shown.beside, view.base, shown.goal, say),
            reading=findings.bars_reading(shown, say, listed),
            chart=signed_beside(bars.target_bars(listed, goal, chosen, of.theme, say), listed, of),
            alt=bars.describe(listed, goal, say),
            opens=True,
        ),
        points=_points(of),
        reading=findings.reading(shown, say),
        listed=tables.figures(shown.listed, of.known, say),
        targets=tables.targets(shown.targets[has_figure], say),
        other_targets=tables.targets(shown.targets[~has_figure], say),
        target_sources=tables.target_sources(shown.targets, of.places, of.known, say),
    )


@reading.each
def beside(_store: Store, version: str, region: str, as_of: str, base: str, lang: str) -> pd.DataFrame:
    """Give the table behind map and order, every region in it."""
    of = asked(_store, version, region, as_of, lang, False, base=base)
    return tables.figures(of.seen.beside, of.known, of.say)


def _to_draw(of: Asked) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Give the regions that the bars and the tiles draw: all but where they are very many."""
    every = of.seen.beside
    listed = overview.worth_listing(every, of.place.code)
    if len(listed) <= DRAWN and len(every) <= MAPPED:
        return listed, every
    kept = near(of.query, of.places, of.place.code, every["region_code"])
    tiled = every if len(every) <= MAPPED else overview.in_order(shortlist(every, kept))
    return shortlist(listed, kept), tiled


def signed_beside(chart: Figure, beside: pd.DataFrame, of: Asked) -> Figure | None:
    """Burn area, date, status and source into a picture of regions side by side; None where none of them has a figure."""
    figures = beside[beside["value"].notna()]
    if figures.empty:
        return None
    where = f"{of.seen.beside_whole.short_name}, {words.base_words(of.base, of.say)}"
    return burned(chart, of.say("Coverage"), between(figures["period"], of.say), figures, of, area=where)


def _points(of: Asked) -> Shown:
    shown, say = of.seen, of.say
    over_time = pd.concat([shown.points, shown.example], ignore_index=True)
    aims = shown.targets[shown.targets["base"] == of.base]
    figures = over_time[over_time["value"].notna()]
    chart = None
    if len(figures):
        where = f"{of.place.short_name}, {words.base_words(of.base, say)}"
        chart = points.published_points(over_time, aims, of.theme, say)
        chart = burned(
            chart, say("Coverage"), between(figures["period"], say), figures, of, area=where, width=BESIDE_AXIS
        )
    return Shown(
        key="points",
        title=findings.points_finding(shown, say),
        reading=findings.points_reading(shown, say),
        chart=chart,
        alt=points.describe(over_time, aims, say),
        missing=say(LOAD_OWN),
    )
