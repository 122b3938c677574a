"""One region at one month on one base: its figure, the regions beside it, its points over time, its targets.

What the first screen shows, the slides later, and the tests compare with the command line.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil, sqrt
from typing import Any

import pandas as pd

from metrics._model import LinesMixed, Metric, Query, Scope, leading, line_of, measure, months_between, same_line
from metrics.analyses.pace import gap_people
from metrics.analyses.target import targets
from metrics.catalogue import metric
from metrics.periods import is_old
from metrics.territory import Place, Territory

HEADLINE_TARGET = "banuspa-65-2024"  # the row of the register that the first screen leads with
BETWEEN_NOTES = " · "  # what is recorded of several facts, where they make one figure
BEFORE = 12  # months of the demonstration line before the first real figure
LONGEST_LIST = 12  # regions with and without a figure
CONTEXT = ("population", "active_participants", "informal_share", "vulnerable_covered")


@dataclass(frozen=True)
class Overview:
    """What is known of one region. Frames must not be changed: they are shared between readers.

    Args:
        place: the region.
        as_of: month it is seen from, ``YYYY-MM``.
        base: coverage base.
        figure: its coverage figure, a row of ``side_by_side``; None where none is held.
        beside: one row a region: its parts, or for a regency the regencies of its province.
        beside_whole: the region that ``beside`` are the parts of.
        points: every real coverage figure of the region on the base up to the month, columns of ``side_by_side``.
        example: the months of the demonstration set, the same columns, from a year before the first real figure on;
            empty where it is off.
        listed: what the table behind the points shows: them, or the last year of ``example`` where there are none.
        elsewhere: its latest figure on each base that it has one on, in the order of bases.
        targets: every target that holds, read on the figures held: ``metrics.analyses.target``; with ``figure_note``, what the
            facts record of the present figure.
        goal: value of the target that the screen leads with: the aim of 65 percent where it holds, else the next target
            on this base; None where there is none.
        goal_deadline: its deadline.
        headline: that target read on this base; None where it cannot be read for want of a figure.
        next_target: the preferred target on this base with the next deadline, its own before inherited ones; one that
            is due in this very month only where no later one is registered; None where there is none.
        line_start: the earliest figure on the line of ``figure`` that stands for its month, is not rounded in print and
            is not contradicted by its source; None where there is none, or on a base that is compared with nothing.
        last_with_people: its latest figure of today's area with numerator and denominator; None where none has.
        people_then: people missing then to ``goal``; None where not known.
        segments: where it has no real figure on the base for the segment a page shows, the latest real one of each
            other segment.
        context: metric id to its latest figure, one row of ``side_by_side`` but for the grid; a metric without one is left out.
    """

    place: Place
    as_of: str
    base: str
    figure: Any | None
    beside: pd.DataFrame
    beside_whole: Place
    points: pd.DataFrame
    example: pd.DataFrame
    listed: pd.DataFrame
    elsewhere: pd.DataFrame
    targets: pd.DataFrame
    goal: float | None
    goal_deadline: str | None
    headline: Any | None
    next_target: Any | None
    line_start: Any | None
    last_with_people: Any | None
    people_then: int | None
    segments: pd.DataFrame
    context: dict[str, Any]


def overview(query: Query, places: Territory, region: str, as_of: str, base: str) -> Overview:
    """Gather what the first screen shows.

    Args:
        query: runs SQL on a store.
        places: all regions.
        region: its code.
        as_of: month ``YYYY-MM``; nothing later is used.
        base: coverage base.

    Raises:
        UnknownName: when the region does not exist.
    """
    place = places.place(region)
    whole = places.place(place.above[0]) if place.level == "regency" else place
    coverage = metric("coverage")
    notes = _notes(query)
    beside = _beside(query, places, places.parts(whole.code), coverage, as_of, base, notes)
    held = _named(measure(query, coverage, Scope(regions=(region,), until=as_of)), places, as_of, notes)
    narrower = held[(held["base"] == base) & (held["segment"] != coverage.headline_segment(base)) & held["shown"]]
    narrower = narrower[narrower["status"] != "demonstration"].drop_duplicates("segment", keep="last")
    held = held[held["segment"] == [coverage.headline_segment(each) for each in held["base"]]]
    is_example = held["status"] == "demonstration"
    points = held[(held["base"] == base) & ~is_example].reset_index(drop=True)
    example = held[(held["base"] == base) & is_example]
    if len(points):  # around the real figures, which else would stand crowded at the end of a long line
        example = example[[months_between(points["month"].min(), month) >= -BEFORE for month in example["month"]]]
    held = leading(held)
    shown = held[held["shown"]]
    latest = shown[shown["month"] == shown.groupby("base")["month"].transform("max")]
    order = {name: number for number, name in enumerate(coverage.bases)}
    latest = latest.sort_values("base", key=lambda names: names.map(order), ignore_index=True)
    standing = latest[latest["base"] == base]
    read = targets(query, places, region, as_of)
    read = read.assign(figure_note=[_note(rows, notes) for rows in read["figure_rows"]])
    with_people = (shown["base"] == base) & shown["denominator"].notna() & shown["boundary"].isna()
    last_with_people = _first(shown[with_people].iloc[::-1])
    aim = _first(read[read["target_id"] == HEADLINE_TARGET])
    coming = _next(read, base, as_of)
    lead = aim or coming
    on_base = read[(read["base"] == base) & (read["target_id"] == (lead.target_id if lead else None))]
    asked = {name: _latest(query, places, region, metric(name), as_of, notes) for name in CONTEXT}
    return Overview(
        place=place,
        as_of=as_of,
        base=base,
        figure=_first(standing),
        beside=beside,
        beside_whole=whole,
        points=points,
        example=example,
        listed=example.tail(12) if points.empty else points,
        elsewhere=latest,
        targets=read,
        goal=lead.value_target if lead else None,
        goal_deadline=lead.deadline if lead else None,
        headline=_first(on_base),
        next_target=coming,
        line_start=_line_start(example if points.empty else points, standing),
        last_with_people=last_with_people,
        people_then=_people_then(last_with_people, lead),
        segments=narrower.head(0) if (standing["status"] != "demonstration").any() else narrower,
        context={name: row for name, row in asked.items() if row is not None},
    )


def side_by_side(
    query: Query, places: Territory, regions: list[str], asked: Metric, as_of: str, base: str | None
) -> pd.DataFrame:
    """Give the latest figure of each region, marks side by side: their dates differ, so they are not ranked.

    Returns:
        One row a region in the order given, with a missing figure as nulls; the columns of ``measure``, with
        ``name, short_name, tile_label, col, row`` (place on a grid of tiles), ``placed`` (the grid follows the map),
        ``is_old`` (older than a year at ``as_of``) and ``note`` (doubts and conditions that the facts record, English).
    """
    return _beside(query, places, regions, asked, as_of, base, _notes(query))


def _beside(
    query: Query,
    places: Territory,
    regions: list[str],
    asked: Metric,
    as_of: str,
    base: str | None,
    notes: dict[str, str],
) -> pd.DataFrame:
    scope = Scope(tuple(regions), base, asked.headline_segment(base), as_of=as_of)
    found = measure(query, asked, scope)
    rows = pd.DataFrame({"region_code": regions}).merge(found, on="region_code", how="left")
    return _named(rows, places, as_of, notes).merge(_grid(places, regions), on="region_code", how="left")


def _latest(
    query: Query, places: Territory, region: str, asked: Metric, as_of: str, notes: dict[str, str]
) -> Any | None:
    """Give the latest figure of one region, None where none is held."""
    found = measure(query, asked, Scope((region,), None, asked.headline_segment(None), as_of=as_of))
    return _first(_named(found[found["value"].notna()].head(1), places, as_of, notes))


def worth_listing(beside: pd.DataFrame, region: str) -> pd.DataFrame:
    """Leave out regions without a figure where the list is long; the region asked for stays. The tiles show them all."""
    known = beside["value"].notna()
    return (
        beside if len(beside) <= LONGEST_LIST or not known.any() else beside[known | (beside["region_code"] == region)]
    )


def _named(figures: pd.DataFrame, places: Territory, as_of: str, notes: dict[str, str]) -> pd.DataFrame:
    codes = figures["region_code"]
    return figures.assign(
        name=[places.place(code).name for code in codes],
        short_name=[places.place(code).short_name for code in codes],
        is_old=[is_old(month, as_of) for month in figures["month"]],
        note=[_note(rows, notes) for rows in figures["fact_rows"]],
    )


def _grid(places: Territory, regions: list[str]) -> pd.DataFrame:
    """Place each region on a grid of equal tiles: our grid where one is held, else in the order of codes."""
    rows = places.by_code.loc[regions]
    in_block = rows["block_col"].notna().all()
    columns = ("block_col", "block_row") if in_block else ("tile_col", "tile_row")
    placed = bool(rows[list(columns)].notna().all().all())
    spots = _spots(len(regions))
    return pd.DataFrame(
        {
            "region_code": regions,
            "tile_label": rows["tile_label"].fillna("").to_numpy(),
            "col": rows[columns[0]].astype(int).to_numpy() if placed else [spot[1] for spot in spots],
            "row": rows[columns[1]].astype(int).to_numpy() if placed else [spot[0] for spot in spots],
            "placed": placed,
        }
    )


def in_order(beside: pd.DataFrame) -> pd.DataFrame:
    """Place regions on a grid of tiles in their order, where some of those that make a map are left out."""
    spots = _spots(len(beside))
    return beside.assign(col=[spot[1] for spot in spots], row=[spot[0] for spot in spots], placed=False)


def _spots(count: int) -> list[tuple[int, int]]:
    """Give row and column of so many tiles, one after the other."""
    wide = max(1, ceil(sqrt(count * 1.6)))
    return [divmod(number, wide) for number in range(count)]


def _next(read: pd.DataFrame, base: str, as_of: str) -> Any | None:
    ahead = read[
        (read["base"] == base) & read["preferred"].astype(bool) & (read["deadline"].str[:7] >= as_of)
        & (read["target_id"] != HEADLINE_TARGET)
    ]  # fmt: skip
    if ahead.empty:
        return None
    own = ahead[ahead["inherited_from"].isna()]
    ahead = ahead if own.empty else own
    later = ahead[ahead["deadline"].str[:7] > as_of]
    return _first(ahead if later.empty else later)


def _line_start(points: pd.DataFrame, figure: pd.DataFrame) -> Any | None:
    if figure.empty:
        return None
    current = figure.iloc[0]
    doubtful = points["conflict"].fillna(False).astype(bool) | points["approx"].astype(bool) | ~points["shown"]
    sound = points[~doubtful | (points["month"] == current["month"])]
    line = sound[same_line(sound, current)]
    try:
        line_of(line)
    except LinesMixed:
        return None
    return _first(line) if len(line) > 1 else None


def _people_then(figure: Any | None, aim: Any | None) -> int | None:
    if figure is None or aim is None or figure.base == "unstated":
        return None
    return gap_people(int(figure.numerator), int(figure.denominator), aim.value_target)


def _notes(query: Query) -> dict[str, str]:
    rows = query("select fact_row, note from published_figure where note is not null")
    return {
        f"published_figures.csv:{number}": text for number, text in zip(rows["fact_row"], rows["note"], strict=True)
    }


def _note(fact_rows: Any, notes: dict[str, str]) -> str | None:
    """Give what is recorded of the rows of one figure, each text once; None where nothing is, or there is no figure."""
    if not isinstance(fact_rows, Iterable):
        return None
    return BETWEEN_NOTES.join(dict.fromkeys(notes[row] for row in fact_rows if row in notes)) or None


def _first(frame: pd.DataFrame) -> Any | None:
    return next(frame.head(1).itertuples(index=False), None)
