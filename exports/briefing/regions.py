"""The regions side by side: the map as tiles, the order by share, and the region among its peers."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd

from charts import banding_findings, bars, findings, strip, tiles, words
from charts.key import key_lines, signs
from charts.shades import limits_for, shades
from charts.theme import look, theme
from exports.briefing.context import Of, cell, float_or_none, int_or_none
from exports.briefing.map_words import lowest, stands_before
from exports.briefing.model import Cell, Chart, Column, Finding, Series, Table, Tile, TileMap
from exports.briefing.tables import coverage_table
from i18n import mark
from metrics.analyses.against_peers import ALL_PEERS, against_peers
from metrics.analyses.peers import Peers, peers
from metrics.analyses.ranks import ranks
from metrics.catalogue import metric
from metrics.overview import side_by_side, worth_listing
from metrics.panel import NOTHING_COMMON

MOST = 20  # bars of a chart; the table has all regions
LOAD = mark("Figures of one month for several regions come in with the offices' files, on the page Data.")


def tile_map(of: Of) -> Finding:
    """Show the regions as tiles near their place on the map, and list every one of them with its parts."""
    say, seen = of.say, of.seen
    goal = None if seen.base == "unstated" else seen.goal
    frame, chosen = seen.beside, _chosen(of)
    whole = seen.beside_whole.short_name
    text = " ".join([say("{region}, percent, {base}.", region=whole, base=of.base_words), *stands_before(frame, say)])
    if not frame["placed"].all():
        text += " " + say("Tiles stand in the order of codes, not on a map.")
    tables = [coverage_table(of, frame, say("Regions side by side"))]
    inside = _regencies(of)
    if inside:
        every = side_by_side(of.query, of.places, inside, metric("coverage"), seen.as_of, seen.base)
        every = every.sort_values(["value", "region_code"], na_position="last", ignore_index=True)
        tables.append(replace(coverage_table(of, every, say("All regencies and cities inside, lowest first")),
                              says=lowest(every, say)))  # fmt: skip
    title = say("{region}: {finding}", region=whole, finding=findings.reached_words(frame, seen.base, seen.goal, say))
    return of.finding(
        "map", "map", words.flagged(title, bool((frame["status"] == "demonstration").any()), say), frame,
        measure=say("Coverage of active participants"), when=_dates(frame, of), metrics=["coverage"], reading=text,
        tables=tuple(tables), chart=_tiles(of, frame, goal, chosen), alt=tiles.describe(frame, goal, say),
        draw=lambda look: tiles.tile_map(frame, goal, chosen, look, say),
        missing="" if frame["value"].notna().any() else say(metric("coverage").why_missing(seen.base)),
    )  # fmt: skip


def order(of: Of) -> Finding:
    """Show the regions by share against the target."""
    say, seen = of.say, of.seen
    goal = None if seen.base == "unstated" else seen.goal
    frame, chosen = worth_listing(seen.beside, of.place.code), _chosen(of)
    held = frame[frame["value"].notna()].sort_values(["value", "short_name"], ascending=[False, True])
    if len(held) > MOST:  # both ends: the title names the farthest
        held = pd.concat([held.head(MOST // 2), held.tail(MOST // 2)])
    chart = None
    if len(held):
        labels = tuple(
            f"{words.share_words(row.value, goal, say)} · {say.short_period(row.period)}{signs(row)}"
            for row in held.itertuples()
        )
        tones = tuple("focus" if chosen in (None, row.region_code) else "rest" for row in held.itertuples())
        key = key_lines(held.itertuples(), say("outline: summed or estimated"), say)
        looks = tuple(look(status).fill for status in held["status"])
        chart = Chart("bars", tuple(held["short_name"]),
                      (Series(say("Coverage"), tuple(map(float, held["value"])), labels, tones=tones, looks=looks),),
                      "share", " · ".join([_about(of, goal), *key]), goal)  # fmt: skip
    missing = [str(row.short_name) for row in seen.beside.itertuples() if not words.is_known(row.value)]
    text = findings.bars_reading(seen, say)
    if missing and len(missing) < len(seen.beside):
        text += " " + say("No figure yet: {regions}.", regions=", ".join(missing))
    return of.finding(
        "order", "map", findings.order_finding(seen.beside, seen.base, seen.goal, say), frame,
        measure=say("Coverage of active participants"), when=_dates(frame, of), metrics=["coverage"], reading=text,
        tables=(_gaps(of, seen.beside, goal),), chart=chart, alt=bars.describe(frame, goal, say),
        draw=lambda look: bars.target_bars(frame, goal, chosen, look, say),
        missing="" if len(held) else say(metric("coverage").why_missing(seen.base)),
    )  # fmt: skip


def among_peers(of: Of) -> Finding:
    """Show the region among those that are like it; of a Kanwil and the nation the parts among each other."""
    say, seen = of.say, of.seen
    found = peers(of.query, of.places, of.place.code) if of.place.level in ("province", "regency") else None
    own = of.place.code if found is not None else None
    others = _others(of, found)
    codes = [*([own] if own else []), *others]
    ranked = ranks(of.query, metric("coverage"), codes, seen.as_of, base=seen.base) if len(codes) > 1 else None
    month = None if ranked is None or ranked["period"].isna().all() else str(ranked["period"].dropna().iloc[0])
    if ranked is None or month is None:
        reason = str(ranked["reason"].iloc[0]) if ranked is not None and len(ranked) else NOTHING_COMMON
        title = say("{region}: no figure that can be compared", region=of.place.short_name)
        return of.finding("peers", "peers", title, [], measure=say("Coverage of active participants"), page="banding",
                          tables=_why(of, found), missing=f"{say(reason)} {say(LOAD)}")  # fmt: skip
    named = _named(of, ranked)
    benchmark = _benchmark(of, named, own, others, month)
    mine = next(named[named["region_code"] == own].itertuples(), None)
    others_held = named[named["value"].notna() & (named["region_code"] != own)]
    alone = next(others_held.itertuples(), None) if own and len(others_held) == 1 else None
    when = say.short_period(month)
    title = (
        banding_findings.parts(of.place.short_name, named, benchmark, say, when)
        if own is None
        else banding_findings.headline(of.place.short_name, mine, benchmark, say, when)
        if alone is None or mine is None or not words.is_known(mine.value)
        else banding_findings.beside_one(mine, alone, say, when)
    )
    if alone is not None:
        benchmark = None  # it would be that one again
    example = bool((named["status"] == "demonstration").any())
    among = _among(of, found)
    dots = named.assign(role=[strip.OWN if code == own else strip.PEER for code in named["region_code"]])
    line = say("these together") if own is None else say("the others together")
    lanes = {strip.PEER: say("{what} ({count})", what=among, count=int(named["value"].notna().sum()) - bool(own))}
    held = named[named["value"].notna()].sort_values(["value", "region_code"], ascending=[False, True]).head(MOST)
    text = say("{among}, {base}, {month}: one month for all.", among=among, base=of.base_words, month=say.period(month))
    if benchmark is not None:
        text += " " + say("Together they stand at {share}: the sum of members over the sum of workforce.",
                          share=say.percent(benchmark))  # fmt: skip
    without = int(named["value"].isna().sum())
    if without:
        text += " " + say("{count} of these {total} have no figure in that month.", count=without, total=len(named))
    reasons = list(dict.fromkeys(row.reason for row in named.itertuples() if words.is_known(row.value) and
                                 words.is_known(row.reason)))  # fmt: skip
    text += "".join(f" {say(one)}" for one in reasons)
    bar = _bars(of, held, own, benchmark, line)
    return of.finding(
        "peers", "peers", words.flagged(title, example, say), named, measure=say("Coverage of active participants"),
        when=say.period(month), page="banding", metrics=["coverage"], reading=text,
        tables=(_rank_table(of, named, own), *_why(of, found)), chart=bar, alt=strip.describe(dots, benchmark, line, say),
        draw=lambda look: strip.strip(dots, benchmark, line, lanes, look, say),
    )  # fmt: skip


def _bars(of: Of, held: pd.DataFrame, own: str | None, benchmark: float | None, line: str) -> Chart:
    say = of.say
    rows = [
        (row.short_name, float(row.value), "focus" if row.region_code == own else "peer") for row in held.itertuples()
    ]
    if benchmark is not None:
        rows.append((line[:1].upper() + line[1:], benchmark, "second"))
        rows.sort(key=lambda row: -row[1])
    names, values, tones = zip(*rows, strict=True)
    look = "hatched" if (held["status"] == "demonstration").any() else "solid"
    labels = tuple(say.percent(value) for value in values)
    return Chart("bars", names, (Series(say("Coverage"), values, labels, look=look, tones=tones),), "share",
                 say("Coverage in one month, percent"))  # fmt: skip


def _tiles(of: Of, frame: pd.DataFrame, goal: float | None, chosen: str | None) -> TileMap:
    say, look = of.say, theme("light")
    limits = limits_for(goal)
    fills = shades(frame["value"], limits, goal, look)
    made = []
    for row, fill in zip(frame.itertuples(), fills, strict=True):
        if not words.is_known(row.value):
            made.append(Tile(row.region_code, row.short_name, "", say("no figure yet"), int(row.col), int(row.row), None,
                             None, row.region_code == chosen))  # fmt: skip
            continue
        value = words.bare_share(row.value, goal, say)
        reached = goal is not None and words.is_reached(row.value, goal) and not words.is_old_boundary(row)
        note = ", ".join([say.short_period(row.period), *words.marks(row, say)])
        made.append(Tile(row.region_code, row.short_name, f"{value} ✓" if reached else value, note, int(row.col),
                         int(row.row), look.scale.index(fill), row.status, row.region_code == chosen))  # fmt: skip
    target = "" if goal is None else words.bare_limit(goal, say)
    ends = [words.bare_limit(limit, say) for limit in (0.0, *limits, 1.0)]
    return TileMap(tuple(made), tuple(ends), target, say("Coverage, percent"))


def _gaps(of: Of, frame: pd.DataFrame, goal: float | None) -> Table:
    """The same regions with the gap to the target, in points and in people."""
    say = of.say
    columns = (
        Column(say("Region")), Column(say("Value"), "share", parts=(2, 3)), Column(say("People"), "people"),
        Column(say("Of (people)"), "people"), Column(say("Target"), "target"), Column(say("Gap"), "points", less=(1, 4)),
        Column(say("Date")), Column(say("Status")), Column(say("Code"), brief=False),
    )  # fmt: skip
    rows = []
    for row in frame.sort_values("value", ascending=False, na_position="last").itertuples():
        compared = goal is not None and words.is_known(row.value) and not words.is_old_boundary(row)
        known: tuple[Cell, ...] = (
            float_or_none(row.value), int_or_none(row.numerator), int_or_none(row.denominator),
            goal if compared else None, float(row.value) - goal if compared and goal is not None else None,
            say.short_period(row.period) if words.is_known(row.period) else None,
            words.status_name(row.status, say) if words.is_known(row.status) else say("no figure yet"), row.region_code,
        )  # fmt: skip
        rows.append((row.name, *known))
    codes = [row[-1] for row in rows]
    return Table(say("Order and gap to the target"), columns, tuple(rows),
                 codes.index(of.place.code) if of.place.code in codes else None)  # fmt: skip


def _rank_table(of: Of, ranked: pd.DataFrame, own: str | None) -> Table:
    say = of.say
    columns = (
        Column(say("Region")), Column(say("Value"), "share", parts=(2, 3)), Column(say("People"), "people"),
        Column(say("Of (people)"), "people"), Column(say("Place by level"), "count"), Column(say("Change, points"), "points"),
        Column(say("By improvement"), "count"), Column(say("Date"), "month", brief=False), Column(say("Status")),
        Column(say("Code"), brief=False),
    )  # fmt: skip
    rows = tuple(
        (row.name, float_or_none(row.value), int_or_none(row.numerator), int_or_none(row.denominator),
         int_or_none(row.rank), float_or_none(row.change), int_or_none(row.change_rank), cell(row.period),
         words.status_name(row.status, say) if words.is_known(row.status) else say("no figure yet"), row.region_code)
        for row in ranked.itertuples()
    )  # fmt: skip
    codes = list(ranked["region_code"])
    return Table(say("Places by level and by improvement"), columns, rows, codes.index(own) if own in codes else None)


def _why(of: Of, found: Peers | None) -> tuple[Table, ...]:
    """Who is alike, and by how much: the distance of each peer."""
    if found is None or found.reason is not None:
        return ()
    say = of.say
    columns = (Column(say("Region")), Column(say("Distance"), "score"), Column(say("Variables"), "count"),
               Column(say("Code"), brief=False))  # fmt: skip
    chosen = found.candidates[found.candidates["chosen"].astype(bool)]
    rows = tuple(
        (of.places.place(row.peer_code).name, float(row.distance), len(row.variables) if not isinstance(row.variables, int)
         else row.variables, row.peer_code)
        for row in chosen.itertuples()
    )  # fmt: skip
    example = bool((chosen["status"] == "demonstration").any())
    return (Table(say("Peers by structure: how near they are"), columns, rows, example=example),)


def _named(of: Of, ranked: pd.DataFrame) -> pd.DataFrame:
    say = of.say
    named = ranked.assign(
        name=[of.places.place(code).name for code in ranked["region_code"]],
        short_name=[of.short_name(code) for code in ranked["region_code"]],
    )
    hovers = [
        f"<b>{words.name_words(row.name)}</b><br>{say.percent(row.value)}" if words.is_known(row.value) else ""
        for row in named.itertuples()
    ]
    return named.assign(hover=hovers)


def _benchmark(of: Of, ranked: pd.DataFrame, own: str | None, others: list[str], month: str) -> float | None:
    """The share of the others together, of the same series and month; of the parts that of all of them."""
    coverage, base = metric("coverage"), of.asked.base
    if own is None:
        known = ranked[ranked["numerator"].notna() & ranked["denominator"].notna()]
        return None if known.empty else int(known["numerator"].sum()) / int(known["denominator"].sum())
    beside = against_peers(of.query, coverage, own, others, month, base=base)
    together = beside[beside["role"] == ALL_PEERS].iloc[0]
    first = ranked[ranked["period"].notna()].iloc[0]
    alike = together["period"] == first["period"] and together["series"] == first["series"]
    return float_or_none(together["value"]) if alike else None


def _others(of: Of, found: Peers | None) -> list[str]:
    if found is None:
        return of.places.parts(of.place.code)
    if found.reason is None:
        return found.codes
    return [code for code in of.places.parts(of.place.above[0]) if code != of.place.code]


def _among(of: Of, found: Peers | None) -> str:
    if found is None:
        return of.say("Its parts")
    return of.say("Peers by structure") if found.reason is None else of.short_name(of.place.above[0])


def _regencies(of: Of) -> list[str]:
    """All regencies and cities of a region whose parts are provinces."""
    if of.place.level not in ("national", "kanwil"):
        return []
    return [code for province in of.places.parts(of.place.code) for code in of.places.parts(province)]


def _chosen(of: Of) -> str | None:
    return of.place.code if of.place.code in set(of.seen.beside["region_code"]) else None


def _about(of: Of, goal: float | None) -> str:
    if goal is None:
        return of.say("Coverage, percent")
    return of.say("Coverage, percent; target {target}", target=words.target_words(goal, of.say))


def _dates(frame: Any, of: Of) -> str:
    rows = [row for row in frame.itertuples() if words.is_known(row.period)]
    return words.dates(rows, of.say) if rows else ""
