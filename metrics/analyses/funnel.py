"""Who stands apart from the pooled share by more than the error of the workforce explains? The funnel.

Limits of 95 and 99.8 percent lie around the share that all areas have together. An area's standard error is that pooled
share times the relative standard error of its own workforce: where it would stray if it were like the pool. Areas differ
for real, and more than their errors, so over-dispersion is tested (chi-square of the z scores over their number) and the
limits are widened by its root where it is above 1; without that nearly every area would be outside (Spiegelhalter 2005,
multiplicative model, nothing trimmed). The limits are those of each area's own error, at its own workforce: where one
relative error is assumed for all they are level, because a relative error does not shrink with size by itself.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from data.standing import weakest
from i18n import mark
from metrics._model import Z95, Metric, Query
from metrics.analyses.comparison import (
    OF_AREA,
    of_area,
    share_metric,
    united,
    usable_error,
    why_no_band,
    with_every_region,
)
from metrics.analyses.uncertainty import Z998, Numbers, numbers, word
from metrics.panel import first_recent, panel

FEW = 20  # areas under which the over-dispersion is itself hardly known

FEW_AREAS = mark("Under 20 areas: the limits are hardly more than a hint.")

LIMITS = ("low_95", "high_95", "low_998", "high_998")
COLUMNS = (*OF_AREA, "pooled", "standard_error", "z", *LIMITS, "word", "status", "reason", "source_ids")


@dataclass(frozen=True)
class Limits:
    """The arithmetic of a funnel, one value an area in the order given; null where its error is not known.

    Args:
        pooled: members of all areas over their workforce; null where no area has both.
        standard_error: of each area's share if it were the pooled one, before widening.
        z: distance from the pooled share in widened standard errors.
        areas: how many areas have a known error.
        dispersion: chi-square of the z scores before widening, over their number; null where there are none.
        widened: factor on every standard error, 1 or more.
        ends: for each area the four limits of ``LIMITS``; they may lie under 0 or over 1.
    """

    pooled: float
    standard_error: Numbers
    z: Numbers
    areas: int
    dispersion: float
    widened: float
    ends: Numbers


@dataclass(frozen=True)
class Funnel:
    """A funnel of several regions.

    Args:
        points: one row a region, in the order asked, with the columns of ``COLUMNS``; null with ``reason`` where no
            figure or no error is known. ``word`` says on which side of the widened limits it lies, as in
            ``uncertainty.word``; ``status`` and ``source_ids`` are those of all figures in the pool.
        limits: the curve: one row a workforce (``denominator``) and standard error with the columns of ``LIMITS``, sorted
            by both; empty where there is no funnel.
        pooled: the pooled share, 0 to 1, or None.
        dispersion: chi-square over number of areas, before widening, or None.
        widened: factor on the limits, 1 where there is no over-dispersion.
        areas: areas with a known error.
        warning: a word of caution, or None.
        reason: why there is no funnel, or None.
    """

    points: pd.DataFrame
    limits: pd.DataFrame
    pooled: float | None
    dispersion: float | None
    widened: float
    areas: int
    warning: str | None
    reason: str | None


def funnel(
    query: Query,
    metric: Metric,
    regions: list[str],
    as_of: str,
    *,
    base: str | None = None,
    segment: str | None = None,
    error: float | None = None,
) -> Funnel:
    """Make the funnel of several regions.

    Args:
        query: runs SQL on a store.
        metric: a share.
        regions: codes that do not overlap, such as the parts of one region.
        as_of: month ``YYYY-MM``; the common month is the latest within the year before it.
        base: coverage base.
        segment: membership segment; the metric's headline one when None.
        error: relative standard error that the reader assumes where none is known; ``error_from`` then says ``reader``.

    Raises:
        UnknownName: when the metric is not a share.
    """
    since = first_recent(as_of)
    held = panel(query, share_metric(metric), regions, as_of, base=base, segment=segment, since=since, error=error)
    now = held.now
    found = limits_of(now["numerator"], now["denominator"], usable_error(now))
    rows = of_area(now)
    rows["pooled"], rows["standard_error"], rows["z"] = found.pooled, found.standard_error, found.z
    rows[list(LIMITS)] = found.ends
    # The z of a share beyond a limit is beyond the standard errors that make the limit.
    steps = np.sign(found.z) * np.where(np.isnan(found.z), np.nan, np.sum(np.abs(found.z)[:, None] > (Z95, Z998), 1))
    rows["word"] = [None if np.isnan(step) else word(step, metric.better) for step in steps]
    rows["status"] = weakest([*now["status"], "summed"]) if len(now) else pd.Series(dtype=object)
    rows["reason"] = why_no_band(now)
    sources = united(now["source_ids"])
    rows["source_ids"] = [sources] * len(rows)
    known = rows[rows["z"].notna()]
    curve = known[["denominator", "standard_error", *LIMITS]].drop_duplicates()
    made = Funnel(
        with_every_region(rows[list(COLUMNS)], held, regions),
        curve.sort_values(["denominator", "standard_error"], ignore_index=True),
        None if np.isnan(found.pooled) else found.pooled,
        None if np.isnan(found.dispersion) else found.dispersion,
        found.widened,
        found.areas,
        FEW_AREAS if found.areas < FEW else None,
        None,
    )
    return made if found.areas else replace(made, warning=None, reason=held.reason or rows["reason"].iloc[0])


def limits_of(members: npt.ArrayLike, workforce: npt.ArrayLike, error: npt.ArrayLike) -> Limits:
    """Give pooled share, z scores, over-dispersion and limits.

    Args:
        members: people counted, one an area; null where not known.
        workforce: people who could be covered, one an area.
        error: relative standard error of the workforce, above zero; null where not known. Such an area is in the pool
            but has no limits.
    """
    m, d, r = (numbers(values) for values in (members, workforce, error))
    both = ~np.isnan(m) & (d > 0)
    pooled = float(m[both].sum() / d[both].sum()) if both.any() else np.nan
    standard_error = np.where(both & (r > 0), pooled * r, np.nan)
    known = standard_error > 0
    z = np.divide(m, d, out=np.full(m.shape, np.nan), where=known) - pooled
    z = np.divide(z, standard_error, out=np.full(m.shape, np.nan), where=known)
    areas = int(known.sum())
    dispersion = float(np.sum(z[known] ** 2) / areas) if areas else np.nan
    widened = float(np.sqrt(dispersion)) if dispersion > 1 else 1.0
    reach = standard_error[:, None] * widened * np.array([-Z95, Z95, -Z998, Z998])
    return Limits(pooled, standard_error, z / widened, areas, dispersion, widened, pooled + reach)
