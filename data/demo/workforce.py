"""The workforce of the demonstration set: the Sakernas base of every August, and the UCJ base of every month.

No employed count of any regency was ever published, so both are shares of a province's published figure, or of the
province's assumed one where nothing is published.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from data.demo.assumptions import PROVINCES
from data.demo.ground import MONTH_AT, MONTHS, YEARS, Ground, Query, Real, Whole
from data.demo.layout import lay_out, null_where
from data.demo.reconcile import Anchor, largest_remainder, pass_through

SOURCE = "Demonstrasi"
GROWTH = 0.008  # of the UCJ base in a year
START = MONTH_AT["2025-03"]  # month of the assumed shares
FORMAL = 0.3  # formal share of an outline for which none is published

# Sakernas of August by province of today; a row of the old outline stands once for each province that lay in it.
_EMPLOYED = """
    with rounds as (
        select region_code, period, boundary, series, indicator, value from labour
        where round = 'august' and level = 'province' and left(period, 4)::int between $first and $last
    )
    select left(e.period, 4)::int as year, coalesce(b.part_code, e.region_code) as province,
        concat_ws('|', e.region_code, e.boundary) as outline, e.value::bigint as people, e.series as weights,
        coalesce(f.value, e.value * (1 - i.value / 100)) as formal
    from rounds e
    left join boundary_parts b on b.region_code = e.region_code and b.boundary = e.boundary
    left join rounds n on n.region_code = e.region_code and n.period = e.period and n.indicator = 'informal_employed'
        and n.boundary is not distinct from e.boundary and n.series = e.series
    left join rounds f on f.region_code = e.region_code and f.period = e.period and f.indicator = 'formal_employed'
        and f.boundary is not distinct from e.boundary and f.series = e.series and f.value + n.value = e.value
    left join rounds i on i.region_code = e.region_code and i.period = e.period and i.indicator = 'informal_share'
        and i.boundary is not distinct from e.boundary
    where e.indicator = 'employed'
    order by year, province, outline
"""


@dataclass(frozen=True)
class Sakernas:
    """Employed persons by place and year of ``YEARS``, August.

    Args:
        total: employed persons.
        formal: the formal ones among them.
        weights: weights of the round.
    """

    total: Whole
    formal: Whole
    weights: npt.NDArray[np.object_]


@dataclass(frozen=True)
class _Outline:
    provinces: frozenset[str]
    people: int
    formal: int
    weights: str


def sakernas(ground: Ground, query: Query) -> Sakernas:
    """Divide each published figure of an August round among the places inside its outline.

    Where a province has no figure of a year, one is interpolated, or carried back by one percent a year.
    """
    employed = query(_EMPLOYED, first=YEARS[0], last=YEARS[-1])
    employed = employed[employed["province"].isin(ground.province_codes)]
    rate = _latest_rate(ground, employed)
    shape = (len(ground.codes), len(YEARS))
    found = Sakernas(np.zeros(shape, np.int64), np.zeros(shape, np.int64), np.empty(shape, object))
    for at, year in enumerate(YEARS):
        for outline in [*_published(employed, year), *_interpolated(ground, employed, year)]:
            inside = np.isin(ground.provinces, list(outline.provinces))
            total = largest_remainder(ground.population[inside] * rate[inside], outline.people)
            found.total[inside, at] = total
            found.formal[inside, at] = _formal(total, ground.formal[inside, at], outline.formal)
            found.weights[inside, at] = outline.weights
    return found


def ucj_base(ground: Ground, latest: Sakernas, figures: pd.DataFrame) -> Whole:
    """Give the people of the UCJ base by place and month.

    Args:
        ground: the places.
        latest: all formal workers of its latest round count, and of the informal ones as many as the province needs.
        figures: published figures that the set passes through, as ``anchors.used`` gives them.
    """
    formal, informal = latest.formal[:, -1], latest.total[:, -1] - latest.formal[:, -1]
    start = np.zeros(len(ground.codes))
    for code in ground.province_codes:
        inside = ground.inside(code)
        wanted = PROVINCES[code].base * ground.population[inside].sum()
        counted = np.clip((wanted - formal[inside].sum()) / informal[inside].sum(), 0.05, 0.95)
        start[inside] = formal[inside] + counted * informal[inside]
    wander = np.cumsum(0.0006 * ground.lots("ucj base", len(MONTHS)), axis=1)
    years = (np.arange(len(MONTHS)) - START) / 12
    paths = start[:, None] * np.exp(np.log1p(GROWTH) * years + wander - wander[:, [START]])
    anchors = []
    for (region, month), rows in figures[figures["quantity"] == "base"].groupby(["region_code", "month"]):
        total = rows[rows["segment"] == "total"]
        people = int((rows if total.empty else total)["value"].sum())  # in parts where no total is printed
        anchors.append(Anchor(MONTH_AT[month], ground.inside(region), np.array([True]), people, "." in region))
    nobody = np.zeros((*paths.shape, 1), dtype=np.int64)
    return pass_through(paths[:, :, None], nobody, anchors)[:, :, 0]


def workforce(ground: Ground, rounds: Sakernas, ucj: Whole) -> pd.DataFrame:
    """Give the table ``office_workforce``: ``bps`` of every August and ``ucj`` of every month."""
    shape = (len(ground.codes), len(MONTHS), 2)  # the last axis: bps, ucj
    august = np.array([MONTH_AT[f"{year}-08"] for year in YEARS])
    total, formal = np.zeros(shape, np.int64), np.zeros(shape, np.int64)
    weights = np.empty(shape, object)
    keep = np.zeros(shape, bool)
    total[:, august, 0], formal[:, august, 0], weights[:, august, 0] = rounds.total, rounds.formal, rounds.weights
    total[:, :, 1] = ucj
    keep[:, august, 0] = keep[:, :, 1] = True
    of_ucj = np.array([False, True])
    return lay_out(
        "office_workforce",
        {"region_code": ground.codes, "month": MONTHS, "base": ("bps", "ucj")},
        {
            "formal": null_where(formal, of_ucj),
            "informal": null_where(total - formal, of_ucj),
            "total": total,
            "weights": weights,
            "source": np.array(SOURCE, object),
        },
        keep,
    )


def _latest_rate(ground: Ground, employed: pd.DataFrame) -> Real:
    """Give employed persons a resident by place, from the latest round of its province."""
    latest = employed.drop_duplicates("province", keep="last").set_index("province")["people"]
    residents = {code: ground.population[ground.inside(code)].sum() for code in ground.province_codes}
    return ground.by_province({code: latest[code] / residents[code] for code in ground.province_codes})


def _published(employed: pd.DataFrame, year: int) -> list[_Outline]:
    outlines = []
    for _, rows in employed[employed["year"] == year].groupby("outline"):
        first = rows.iloc[0]
        formal = first["people"] * FORMAL if pd.isna(first["formal"]) else first["formal"]
        provinces = frozenset(rows["province"])
        outlines.append(_Outline(provinces, int(first["people"]), round(formal), str(first["weights"])))
    return outlines


def _interpolated(ground: Ground, employed: pd.DataFrame, year: int) -> list[_Outline]:
    outlines = []
    there = set(employed[employed["year"] == year]["province"])
    for province in sorted(set(ground.province_codes) - there):
        rows = employed[employed["province"] == province]
        known = rows["year"].to_numpy()
        people = np.exp(np.interp(year, known, np.log(rows["people"]))) * 1.01 ** min(0, year - known.min())
        inside = ground.inside(province)
        share = np.average(ground.formal[inside, YEARS.index(year)], weights=ground.population[inside])
        nearest = rows.iloc[np.argmin(np.abs(known - year))]
        outlines.append(_Outline(frozenset([province]), round(people), round(people * share), str(nearest["weights"])))
    return outlines


def _formal(total: Whole, share: Real, formal_people: int) -> Whole:
    """Divide the formal among places by their own shares, never above what a place has."""
    formal = total * share
    if formal_people <= formal.sum():
        return largest_remainder(formal, formal_people)
    return total - largest_remainder(total - formal, int(total.sum()) - formal_people)
