"""What changed, and why: the exact split of a change of coverage between two months of one line.

Three splits of the same change, each of which leaves nothing over: members against workforce (Shapley; Das Gupta 1978,
"A general method of decomposing a difference between two rates"), within and between the parts of a region (Kitagawa 1955,
"Components of a difference between two rates"), and by segment of members. Both months lie on one line key; where they do
not, nothing is subtracted. By area only where every part has both months; by segment only where the segments of the same
series make up the members to the person.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from data.standing import weakest
from i18n import mark
from metrics._model import PRINTED_ONLY, Query, Scope, measure
from metrics.analyses.change_arithmetic import kitagawa, moved_shares, shapley
from metrics.analyses.comparison import united
from metrics.analyses.uncertainty import numbers
from metrics.catalogue import metric
from metrics.panel import SHARED, Panel, first_recent, panel
from metrics.territory import Territory

NOT_ONE_LINE = mark("These two months are not on one line of this region: the change is not known.")
NOT_EVERY_PART = mark("Not every part has members and workforce in both months: the change is not split by area.")
NO_PARTS = mark("No level is held below this region.")
NOT_BY_SEGMENT = mark(
    "The segments held do not make up the members in both months: the change is not split by segment."
)

# Segments that make up the members of a base, as data/facts/bases.csv says; UCJ and potential only where an office or the
# demonstration set counts them so, which is checked to the person.
ALL_SEGMENTS = ("PU", "BPU", "JAKON")
SEGMENTS_OF = {"bps_pu_bpu": ("PU", "BPU"), "bps_formal": ("PU",), "bps_informal": ("BPU",)}

FIGURE = ("numerator", "denominator", "denominator_period", "value")
BOTH = (*SHARED, "since", "until", *(f"earlier_{name}" for name in FIGURE), *FIGURE, "change")
EFFECTS = ("members_effect", "workforce_effect")
MOVED = ("contribution", "moved_share", "moved_rank")
LAST = ("parts_present", "parts_expected", "status", "reason", "source_ids")

TOTAL_COLUMNS = ("scope", "region_code", *BOTH, *EFFECTS, "within", "between", *LAST)
AREA_COLUMNS = ("region_code", *BOTH, "earlier_weight", "weight", "within", "between", *MOVED, *LAST)
SEGMENT_COLUMNS = ("region_code", *BOTH, *EFFECTS, *MOVED, *LAST)
WHOLE_NUMBERS = ("numerator", "denominator", "earlier_numerator", "earlier_denominator", "moved_rank", *LAST[:2])


@dataclass(frozen=True)
class Split:
    """A change of coverage and its parts. Shares 0 to 1, changes and effects in the same unit (0.01 is one point).

    Args:
        totals: two rows with ``TOTAL_COLUMNS``, by ``scope``: ``region``, the region's own figure, and ``parts``, the sum
            of its parts. They may lie on two series, each named. ``within`` and ``between`` are null for ``region``.
        areas: one row a part, in the order of codes, with ``AREA_COLUMNS``. ``contribution`` is within plus between; they
            add up to ``change`` of the row ``parts``. Empty for a region without parts.
        segments: one row a segment with ``SEGMENT_COLUMNS``; ``denominator`` is that of the whole. ``contribution`` is
            members plus workforce effect; they add up to ``change`` of the row ``region``.

        In all of them ``moved_share`` is the part of all movement, up or down, ``moved_rank`` its place, 1 for the largest;
        ``status`` is the weakest of the figures used; null has its ``reason``. Of ``parts_expected`` parts or segments
        ``parts_present`` have both months.
    """

    totals: pd.DataFrame
    areas: pd.DataFrame
    segments: pd.DataFrame


def split(
    query: Query,
    places: Territory,
    region: str,
    since: str,
    until: str,
    base: str = "ucj",
    *,
    segment: str | None = None,
    level: str = "parts",
) -> Split:
    """Split the change of coverage of a region between two months.

    The line is the region's own where that holds both months; else the one that it has in common with its parts, or with
    the regencies beside it. Areas are always taken from that common line. Where a month is printed as a percentage only,
    the change is known and its effects are not.

    Args:
        query: runs SQL on a store.
        places: all regions.
        region: its code.
        since: first month, ``YYYY-MM``.
        until: second month, after the first.
        base: coverage base.
        segment: membership segment; the headline segment of the base when None.
        level: ``parts`` for the next administrative level, ``regency`` for all regencies inside.

    Raises:
        UnknownName: when the region does not exist.
        ValueError: when the first month is not before the second.
    """
    if since >= until:
        raise ValueError(f"The first month, {since}, is not before the second, {until}.")
    coverage = metric("coverage")
    parts = inside(places, region, level)
    beside = parts or inside(places, places.place(region).above[0], "parts")
    first = min(since, first_recent(until))
    own = panel(query, coverage, [region], until, base=base, segment=segment, since=first, fewest=1)
    together = list(dict.fromkeys([region, *beside]))
    common = panel(query, coverage, together, until, base=base, segment=segment, since=first)
    asked = {"base": base, "segment": segment or coverage.headline_segment(base), "since": since, "until": until}
    whole = _pairs(own, [region], asked)
    if whole["change"].isna().all():
        shared = _pairs(common, [region], asked)
        whole = whole if shared["change"].isna().all() else shared
    areas, summed = _by_area(_pairs(common, parts, asked), region, asked)
    whole = whole.assign(scope="region", within=np.nan, between=np.nan, parts_present=None, parts_expected=None)
    totals = _typed(pd.concat([_effects(whole), _effects(summed)], ignore_index=True), TOTAL_COLUMNS)
    return Split(totals, _typed(areas, AREA_COLUMNS), _typed(_by_segment(query, whole), SEGMENT_COLUMNS))


def common_month(
    query: Query,
    places: Territory,
    region: str,
    as_of: str,
    base: str = "ucj",
    *,
    segment: str | None = None,
    level: str = "parts",
) -> str:
    """Give the latest month that a region and its parts have in common at or before ``as_of``; that itself where none."""
    codes = [region, *inside(places, region, level)]
    held = panel(
        query, metric("coverage"), codes, as_of, base=base, segment=segment, since=first_recent(as_of), fewest=1
    )
    return held.month or as_of


def inside(places: Territory, region: str, level: str = "parts") -> list[str]:
    """Give the parts of a region, or with ``level`` ``regency`` all regencies inside it."""
    parts = places.parts(region)
    if level == "regency" and places.place(region).level in ("national", "kanwil"):
        return [regency for province in parts for regency in places.parts(province)]
    return parts


_PEOPLE = ("earlier_numerator", "earlier_denominator", "numerator", "denominator")


def _pairs(held: Panel, codes: list[str], asked: dict[str, str]) -> pd.DataFrame:
    """Set the two months of each region beside each other; a region without one of them has the reason."""
    then, now = (held.at(asked[name]).set_index("region_code").reindex(codes) for name in ("since", "until"))
    key = {part: held.key[part] for part in SHARED if part not in asked}
    rows = pd.DataFrame({"region_code": codes}, index=pd.Index(codes), dtype=object).assign(**asked, **key)
    for name in FIGURE:
        for month, frame in (("earlier_", then), ("", now)):
            rows[month + name] = frame[name] if name == "denominator_period" else numbers(frame[name])
    rows["change"] = numbers(now["value"]) - numbers(then["value"])
    figures = [then, now]
    rows["status"] = [weakest(pair) for pair in zip(*(frame["status"] for frame in figures), strict=True)]
    rows["source_ids"] = [
        united(list(ids) for ids in pair if np.ndim(ids))
        for pair in zip(*(frame["source_ids"] for frame in figures), strict=True)
    ]
    rows["reason"] = now["reason"].where(now["reason"].notna(), then["reason"])
    rows.loc[rows[[*_PEOPLE]].isna().any(axis=1), "reason"] = PRINTED_ONLY
    rows.loc[rows["change"].isna(), "reason"] = NOT_ONE_LINE
    return rows.reset_index(drop=True)


def _by_area(rows: pd.DataFrame, region: str, asked: dict[str, str]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Split among the parts, and give the row of their sum."""
    complete = rows[[*_PEOPLE]].notna().all(axis=1)
    rows = rows.assign(parts_present=int(complete.sum()), parts_expected=len(rows))
    whole = bool(len(rows)) and bool(complete.all())
    m0, d0, m1, d1 = (numbers(rows[name]) if whole else np.full(len(rows), np.nan) for name in _PEOPLE)
    within, between = kitagawa(m0, d0, m1, d1)
    rows = _moved(rows.assign(within=within, between=between, contribution=within + between))
    rows["earlier_weight"], rows["weight"] = (part / part.sum() if whole else part for part in (d0, d1))
    if not whole:
        rows.loc[complete, "reason"] = NOT_EVERY_PART
    sums = dict(zip(_PEOPLE, (part.sum() if whole else np.nan for part in (m0, d0, m1, d1)), strict=True))
    said = rows["reason"].dropna()
    one = rows.head(1).reindex([0])
    for name in ("denominator_period", "earlier_denominator_period"):
        # Parts may rest on rounds of several dates: then the sum has none.
        one[name] = rows[name].iloc[0] if rows[name].nunique(dropna=False) == 1 else None
    summed = one.assign(
        scope="parts", region_code=region, **asked, **sums, within=within.sum() if whole else np.nan,
        between=between.sum() if whole else np.nan, parts_present=int(complete.sum()), parts_expected=len(rows),
        earlier_value=sums["earlier_numerator"] / sums["earlier_denominator"], value=sums["numerator"] / sums["denominator"],
        status=weakest([*rows["status"], "summed"]) if whole else None,
    )  # fmt: skip
    summed["change"] = summed["value"] - summed["earlier_value"]
    why = (said.iloc[0] if len(said) else None) if whole else NOT_EVERY_PART if len(rows) else NO_PARTS
    summed["reason"] = pd.Series([why], dtype=object)
    summed["source_ids"] = [united(rows["source_ids"])]
    return rows, summed


def _effects(rows: pd.DataFrame) -> pd.DataFrame:
    members, workforce = shapley(*(numbers(rows[name]) for name in _PEOPLE))
    return rows.assign(members_effect=members, workforce_effect=workforce).astype(object)


def _by_segment(query: Query, whole: pd.DataFrame) -> pd.DataFrame:
    """Split by segment, with the members of the very series, boundary and months of the whole."""
    total = whole.iloc[0]
    names = SEGMENTS_OF.get(total["base"], ALL_SEGMENTS if total["segment"] == "total" else (total["segment"],))
    scope = Scope((total["region_code"],), since=total["since"], until=total["until"])
    # Not through a panel, which would choose a series of its own for every segment.
    held = measure(query, metric("active_participants"), scope)
    same = held["on_line"] & (held["series"] == total["series"]) & held["segment"].isin(names)
    edge = held["boundary"].isna() if pd.isna(total["boundary"]) else held["boundary"] == total["boundary"]
    held = held[same & edge & (held["period"].str.len() == 7)].set_index(["segment", "period"])
    rows = pd.concat([whole] * len(names), ignore_index=True).assign(segment=list(names))
    frames = [held.reindex([(name, total[month]) for name in names]) for month in ("since", "until")]
    m0, m1 = (numbers(frame["numerator"]) for frame in frames)
    complete = bool(m0.sum() == total["earlier_numerator"]) and bool(m1.sum() == total["numerator"])
    rows = rows.assign(
        parts_present=int((~np.isnan(m0 + m1)).sum()),
        parts_expected=len(names),
        earlier_numerator=m0,
        numerator=m1,
        earlier_value=m0 / _positive(rows["earlier_denominator"]),
        value=m1 / _positive(rows["denominator"]),
    )
    statuses = zip(*(frame["status"] for frame in frames), rows["status"], strict=True)
    rows["status"] = [weakest(used) for used in statuses]
    sources = zip(*(frame["source_ids"] for frame in frames), rows["source_ids"], strict=True)
    rows["source_ids"] = [united(list(ids) for ids in used if np.ndim(ids)) for used in sources]
    rows["change"] = rows["value"] - rows["earlier_value"]
    rows = _effects(rows)
    if not complete:
        unknown = total["reason"] if total["reason"] in (NOT_ONE_LINE, PRINTED_ONLY) else NOT_BY_SEGMENT
        rows = rows.assign(**dict.fromkeys(EFFECTS, np.nan), change=np.nan, reason=unknown)
    contribution = numbers(rows["members_effect"]) + numbers(rows["workforce_effect"])
    return _moved(rows.assign(contribution=contribution))


def _moved(rows: pd.DataFrame) -> pd.DataFrame:
    size = rows["contribution"].abs().round(15)  # what differs by the rounding of a float alone shares a place
    return rows.assign(
        moved_share=moved_shares(rows["contribution"]), moved_rank=size.rank(method="min", ascending=False)
    )


def _positive(workforce: pd.Series) -> pd.Series:
    people = workforce.astype(float)
    return people.where(people > 0)


def _typed(rows: pd.DataFrame, columns: tuple[str, ...]) -> pd.DataFrame:
    """Give the columns in order: people whole, shares doubles, everything else text or None."""
    texts = (*SHARED, "scope", "region_code", "since", "until", *LAST[2:], FIGURE[2], f"earlier_{FIGURE[2]}")
    frame = rows.reindex(columns=list(columns))
    for name in columns:
        if name in WHOLE_NUMBERS:
            frame[name] = pd.array(numbers(frame[name]), dtype="Int64")
        elif name in texts:
            frame[name] = frame[name].astype(object).where(frame[name].notna(), None)
        else:
            frame[name] = frame[name].astype(float)
    return frame
