"""What regions are like, whatever their coverage: size, informality, product per head, unemployment, growth.

Each variable is read in one year for all regions of a level: the one that the most of them have, the later of two. A
region without that year stands in with its own latest figure of the two years before, from the same publisher or with
the same weights, and its year is shown. Counts of people and money are put on a logarithm, since they are skewed; then
every variable is standardised over all regions held, not over those of one province. Coverage is never among them, so
that a region is not compared with those that merely do as well. The practice is that of the Nearest Neighbours Model of
CIPFA, of the Office for National Statistics and of Kolada. Demonstration figures are not used.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from data.standing import STATUSES
from i18n import mark
from metrics._model import Query, months_between
from metrics.analyses.uncertainty import Numbers

MOST = 0.5  # a variable that fewer than this part of the regions have is not compared
EARLIER = 24  # months before the common period within which a region's own figure may stand in
SPAN = (12, 120)  # months between the two counts of a growth

NOT_HELD = mark("No figure of this is held for these regions.")
HELD_BY_FEW = mark("Held for fewer than half of the regions: not compared.")
ALL_ALIKE = mark("The same for all regions: it tells none apart.")

FIGURES = (
    "region_code", "variable", "value", "score", "period", "stands_in", "series", "status", "source_ids",
)  # fmt: skip
VINTAGES = ("variable", "title", "unit", "logged", "period", "series", "regions", "regions_held", "reason")

SQL = """
    with figures as (
        select 'population' as variable, region_code, period, month, series, people::double as value, status, source_ids
        from residents
        where status <> 'demonstration'
        union all
        select 'workforce', region_code, period, month, concat_ws(' ', series, weights), people::double, status,
            source_ids
        from workforce
        where base = 'bps' and segment = 'total' and boundary is null and status <> 'demonstration'
        union all
        select indicator, region_code, period, if(length(period) = 4, period || '-12', period), series,
            if(indicator = 'grdp_per_capita', 1000, 0.01) * value, if(derived, 'estimated', 'published'), [source_id]
        from labour
        where indicator in ('informal_share', 'unemployment_rate', 'grdp_per_capita') and boundary is null
            and coalesce(round, 'august') = 'august'
    )
    select f.*
    from figures f join region r using (region_code)
    where r.level = $level
    order by variable, region_code, month, series, value
"""


@dataclass(frozen=True)
class Variable:
    """One thing that regions are compared on.

    Args:
        id: name in results and in the reader's weights.
        title: name as shown.
        unit: ``people``, ``share``, ``rupiah_per_person`` or ``share_per_year``.
        skewed: whether it is compared by its logarithm; true for counts of people and for money.
    """

    id: str
    title: str
    unit: str
    skewed: bool


# In falling precedence: of two that say nearly the same, the earlier one is kept.
VARIABLES = (
    Variable("population", mark("Residents"), "people", skewed=True),
    Variable("informal_share", mark("Informal share"), "share", skewed=False),
    Variable("grdp_per_capita", mark("Regional product per head"), "rupiah_per_person", skewed=True),
    Variable("unemployment_rate", mark("Unemployment rate"), "share", skewed=False),
    Variable("population_growth", mark("Growth of population a year"), "share_per_year", skewed=False),
    Variable("workforce", mark("Employed persons"), "people", skewed=True),
)


@dataclass(frozen=True)
class Structure:
    """What the regions of one level are like.

    Args:
        figures: one row a region and variable, the columns of ``FIGURES``, sorted by region and then in the order of
            ``VARIABLES``. ``value`` in its unit (rupiah at constant 2010 prices, shares 0 to 1); ``score`` in standard
            deviations from the mean of all regions held, null where it is not compared; ``stands_in`` where the figure is
            of an earlier period than the common one.
        vintages: one row a variable, the columns of ``VINTAGES``, in the order of ``VARIABLES``: the common period and
            series, how many of the regions held have it, and why it is not compared, else null.
    """

    figures: pd.DataFrame
    vintages: pd.DataFrame

    @cached_property
    def scores(self) -> pd.DataFrame:
        """The scores, one row a region and one column a variable that is compared; null where a region has none."""
        wide = self.figures.pivot(index="region_code", columns="variable", values="score")
        compared = self.vintages.loc[self.vintages["reason"].isna(), "variable"]
        return wide.reindex(columns=list(compared)).sort_index()


def structure(query: Query, level: str) -> Structure:
    """Read what all regions of a level are like, from the latest facts held.

    Args:
        query: runs SQL on a store.
        level: ``regency`` or ``province``.
    """
    return structure_of(query(SQL, level=level))


def structure_of(held: pd.DataFrame) -> Structure:
    """Choose the period of each variable and standardise it.

    Args:
        held: rows of ``SQL``, in any order.
    """
    held = held.sort_values(["variable", "region_code", "month", "series", "value"], ignore_index=True)
    held = pd.concat([held, growth(held[held["variable"] == "population"])], ignore_index=True)
    regions = held["region_code"].nunique()
    figures, vintages = [], []
    for variable in VARIABLES:
        chosen = one_period(held[held["variable"] == variable.id])
        logged = variable.skewed
        scores = standard_scores(chosen["value"].to_numpy(dtype=float), logged=logged)
        of_period = chosen.loc[~chosen["stands_in"].astype(bool), ["period", "series"]].head(1).to_dict("records")
        vintage = of_period[0] if of_period else {"period": None, "series": None}
        reason = _reason(len(chosen), regions, scores)
        figures.append(chosen.assign(score=np.nan if reason else scores))
        vintages.append(
            {"variable": variable.id, "title": variable.title, "unit": variable.unit, "logged": logged, **vintage,
             "regions": len(chosen), "regions_held": regions, "reason": reason}
        )  # fmt: skip
    order = {variable.id: number for number, variable in enumerate(VARIABLES)}
    every = pd.concat([part for part in figures if not part.empty] or figures[:1], ignore_index=True)
    every = every.assign(order=every["variable"].map(order)).sort_values(["region_code", "order"], ignore_index=True)
    return Structure(every[list(FIGURES)], pd.DataFrame(vintages, columns=list(VINTAGES), dtype=object))


def one_period(held: pd.DataFrame) -> pd.DataFrame:
    """Give one figure a region, of the period and series that the most regions have, the later of two.

    Args:
        held: figures of one variable.

    Returns:
        The figures with ``stands_in`` added, true where a region without that period has one of the same series at most
        ``EARLIER`` months before it.
    """
    if held.empty:
        return held.assign(stands_in=pd.Series(dtype=bool))
    series = held["series"].fillna("")
    counts = held.groupby([series, "month"])["region_code"].nunique()
    most = counts[counts == counts.max()]
    # The later of two; of two publishers in one month the first by name, so that the answer never depends on order.
    best, month = min(most.index, key=lambda key: (-months_between("0000-01", key[1]), key[0]))
    line = held[(series == best) & (held["month"] <= month)]
    line = line[[months_between(each, month) <= EARLIER for each in line["month"]]]
    latest = line.sort_values(["region_code", "month"], kind="stable").drop_duplicates("region_code", keep="last")
    return latest.assign(stands_in=latest["month"] != month)


def growth(population: pd.DataFrame) -> pd.DataFrame:
    """Give the growth of population a year between two counts of one publisher, at least a year apart.

    Args:
        population: figures of the residents.

    Returns:
        One row a region, publisher and pair of dates, in the columns of ``population``. ``period`` holds both dates, and
        ``series`` the first of them, so that no two regions are compared over different spans.
    """
    pairs = population.merge(population, on=["region_code", "series"], suffixes=("_before", ""))
    months = np.array(
        [months_between(*pair) for pair in zip(pairs["month_before"], pairs["month"], strict=True)], dtype=float
    )
    apart = (months >= SPAN[0]) & (months <= SPAN[1])
    pairs, months = pairs[apart], months[apart]
    if pairs.empty:
        return population.head(0)
    weaker = pairs["status"].map(STATUSES.index) < pairs["status_before"].map(STATUSES.index)
    return pairs.assign(
        variable="population_growth",
        status=pairs["status"].mask(weaker, pairs["status_before"]),
        series=pairs["series"] + " since " + pairs["period_before"],
        value=(pairs["value"] / pairs["value_before"]) ** (12 / months) - 1,
        period=pairs["period_before"] + "/" + pairs["period"],
    )[list(population.columns)]


def standard_scores(values: Numbers, *, logged: bool) -> Numbers:
    """Give values in standard deviations (of all of them, divisor n) from their mean.

    Args:
        values: one a region; null where not known.
        logged: whether their logarithm is meant; a value of zero or less then has no score.

    Returns:
        One score a value; all null where the values do not differ.
    """
    scale = np.full(values.shape, np.nan)
    known = ~np.isnan(values) & ((values > 0) | (not logged))
    scale[known] = np.log(values[known]) if logged else values[known]
    if not known.any():
        return scale
    centred = scale - scale[known].mean()
    spread = centred[known].std()
    # A spread of a rounding error is none.
    if spread <= 1e-12 * max(1.0, float(np.abs(scale[known]).max())):
        return np.full(values.shape, np.nan)
    return np.asarray(centred / spread)


def _reason(present: int, regions: int, scores: Numbers) -> str | None:
    if present == 0:
        return NOT_HELD
    if present < MOST * regions:
        return HELD_BY_FEW
    return ALL_ALIKE if np.isnan(scores).all() else None
