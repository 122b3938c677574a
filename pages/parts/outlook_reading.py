"""What the first screen adds to the present figure: actual pace, chance, who could move it most, what changed, what ends."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from charts.changes import change_lines
from data.store import Store
from i18n import language
from metrics.analyses.change import common_month
from metrics.analyses.expiring import expiring
from metrics.analyses.movers import movers
from metrics.analyses.news import since
from metrics.analyses.news_words import news_words
from metrics.analyses.standing_words import standing, standing_words
from metrics.catalogue import metric
from metrics.periods import month_after
from pages.parts import reading

SOON = 3  # months within which ending cover is warned of
LARGEST = ("province", "regency")  # levels whose forecast is quick enough for the first screen
MOST = 3  # regions and segments named


@dataclass(frozen=True)
class Outlook:
    """What lies ahead of one region, worked out once and shared between readers.

    Args:
        actual: net additions a month over the last year, people; None where no line gives them.
        actual_since: month from which they are counted.
        actual_example: whether they rest on the demonstration set.
        chance: row of ``metrics.analyses.forecast.LINES`` for the next target; None where nothing is forecast here.
        aim: the share that the people missing are counted to: the next target's, else the goal's; None
            where there is neither, and then no areas.
        areas: the ``MOST`` areas with the most people missing, the largest first, rows of ``metrics.analyses.movers``.
        segments: the ``MOST`` segments that moved it most, rows of the same.
        shares: whether the areas' shares of the people missing may be told: where some parts are above the target they add
            up to more than the whole lacks.
        movers_example: whether any of it rests on the demonstration set.
        moved_until: the month the movers are seen at.
        message: one paragraph on where the region stands.
        changes: what changed since the month before, at most three lines.
        news: the same as one paragraph, with all that changed and its sources.
        not_reported: regions that sent figures for the month before and none for this month.
        ending: cover that ends within ``SOON`` months, a row of ``metrics.analyses.expiring.TOTALS``; None without cover.
        ended: the same of cover that has ended and still counts.
        completeness: share of the last twelve months held, a row of ``measure``; None where none is.
    """

    actual: float | None
    actual_since: str | None
    actual_example: bool
    chance: Any | None
    aim: float | None
    areas: tuple[Any, ...]
    segments: tuple[Any, ...]
    shares: bool
    movers_example: bool
    moved_until: str
    message: str
    changes: tuple[str, ...]
    news: str
    not_reported: tuple[str, ...]
    ending: Any | None
    ended: Any | None
    no_cover: str | None
    completeness: Any | None


@reading.each
def outlook(_store: Store, version: str, region: str, as_of: str, base: str, lang: str) -> Outlook:
    """Gather what lies ahead of a region."""
    query, places, say = reading.query(_store), reading.places(_store, version), language(lang)
    shown = reading.seen(_store, version, region, as_of, base)
    stands = standing(query, places, region, as_of, base, read=shown.targets)
    target = shown.next_target.value_target if shown.next_target is not None else shown.goal
    until = common_month(query, places, region, as_of, base)
    changed = since(query, places, region, month_after(as_of, -1), as_of, base=base, read=shown.targets)
    moved = movers(query, places, region, month_after(until, -12), until, base, target=target)
    cover = expiring(query, places, region, as_of, grouped=False)
    return Outlook(
        actual=stands.actual,
        actual_since=stands.actual_since,
        actual_example=stands.figure is not None and stands.figure.status == "demonstration",
        chance=_chance(_store, version, region, as_of, base),
        aim=target,
        areas=_largest_gaps(moved),
        segments=_segments(moved),
        shares=bool(moved["gap_share"].sum() <= 1.005),
        movers_example=bool((moved["status"] == "demonstration").any()),
        moved_until=until,
        message=standing_words(query, places, stands, say),
        changes=tuple(change_lines(changed, places, say)),
        news=news_words(query, places, changed, say),
        not_reported=tuple(changed.of("not_reported")["region_code"]),
        ending=_total(cover.totals, SOON),
        ended=_total(cover.totals, 0),
        no_cover=cover.reason,
        completeness=next(
            reading.figures(_store, version, "completeness", region, as_of).itertuples(index=False), None
        ),
    )


def _largest_gaps(rows: pd.DataFrame) -> tuple[Any, ...]:
    areas = rows[(rows["kind"] == "area") & rows["gap_rank"].notna()].sort_values(["gap_rank", "region_code"])
    return tuple(areas.head(MOST).itertuples(index=False))


def _segments(rows: pd.DataFrame) -> tuple[Any, ...]:
    return tuple(rows[(rows["kind"] == "segment") & rows["contribution"].notna()].head(MOST).itertuples(index=False))


def _chance(store: Store, version: str, region: str, as_of: str, base: str) -> Any | None:
    shown, places = reading.seen(store, version, region, as_of, base), reading.places(store, version)
    aim = shown.next_target
    if aim is None or aim.unit != "share" or shown.place.level not in LARGEST:
        return None
    # Only where asked: the numerical library behind it starts slowly.
    from metrics.analyses.forecast import forecast
    from metrics.analyses.forecast_rows import Goal

    goal = Goal(float(aim.value_target), aim.deadline[:7])
    told = forecast(reading.query(store), places, metric("coverage"), region, as_of, base=base, goal=goal)
    row = next(told.lines.itertuples(index=False), None)
    return row if row is not None and row.reason is None else None


def _total(totals: pd.DataFrame, ahead: int) -> Any | None:
    row = next(totals[(totals["by"] == "total") & (totals["months_ahead"] == ahead)].itertuples(index=False), None)
    return row if row is not None and row.schemes else None
