"""Do contributions come in? Months that still fill up, a year beside the year before, and the parts of a region.

Rule: a month is complete ``FILLING`` months after it: a contribution is due by the fifteenth of the next month, and a
member who owes three months in a row is no longer active (glossary of the domain notes, numbers 2, 34 and 38). A year
is set beside the year before it month by month: a month counts only where the same month of the year before is held
too, so a month that an office did not send never looks like a fall.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from data.standing import weakest
from i18n import mark
from metrics._model import Metric, Query, Scope, measure
from metrics.analyses.award_growth import FROM_ZERO, NOT_A_YEAR_AGO, growth_of, year_before
from metrics.analyses.comparison import united
from metrics.catalogue import metric
from metrics.lacking import why_lacking
from metrics.panel import NOT_IN_PANEL, SHARED, Panel, panel
from metrics.periods import month_after
from metrics.territory import Territory

FILLING = 3  # months after which what is unpaid counts as arrears that ended protection
YEAR = 12  # months

NO_YEAR = mark("No month of the last twelve is held together with the same month of the year before.")

BESIDE = (
    "region_code", "metric", "segment", "series", "boundary", "base", "unit", "period", "value", "numerator",
    "denominator", "earlier_period", "earlier_value", "change", "months", "year_value", "status", "reason",
    "source_ids", "batch_ids",
)  # fmt: skip
PARTS = (
    "region_code", "name", "short_name", "segment", "series", "boundary", "base", "period", "value", "numerator",
    "denominator", "status", "arrears_period", "arrears", "arrears_status", "reason", "source_ids", "batch_ids",
)  # fmt: skip


@dataclass(frozen=True)
class Monthly:
    """The months of one region on one line.

    Args:
        held: the figures, of ``metrics.panel``; ``held.figures`` must not be changed.
        filling_from: first month that still fills up; None where nothing is held.
    """

    held: Panel
    filling_from: str | None

    @property
    def figures(self) -> pd.DataFrame:
        """The figures with ``is_filling``, sorted by month."""
        since = self.filling_from or ""
        return self.held.figures.assign(is_filling=[month >= since for month in self.held.figures["month"]])


def monthly(query: Query, name: str, region: str, as_of: str, segment: str | None = None) -> Monthly:
    """Give every month of a metric of one region on one line, and from when on months still fill up.

    Args:
        query: runs SQL on a store.
        name: id of a metric.
        region: its code.
        as_of: month ``YYYY-MM``; nothing later is used, save that a month is complete once later ones are held.
        segment: membership segment, size class or age class; the metric's own when None.
    """
    asked = metric(name)
    held = panel(query, asked, [region], as_of, segment=segment, fewest=1)
    return Monthly(held, None if held.month is None else month_after(_latest_held(query, asked, held), 1 - FILLING))


def complete_month(of: Monthly) -> str | None:
    """Give the latest month that no longer fills up; None where none is held."""
    known = of.held.figures["month"]
    known = known[known < of.filling_from] if of.filling_from else known.head(0)
    return None if known.empty else str(known.max())


def year_sums(months: list[str], values: list[float], until: str) -> tuple[float, float, list[str]]:
    """Sum the last twelve months and the twelve before, over the months that both have.

    Args:
        months: ``YYYY-MM``, each once.
        values: of those months.
        until: last month of the year.

    Returns:
        The sum, that of the same months of the year before, and the months summed, in order.
    """
    by_month = dict(zip(months, values, strict=True))
    year = [month_after(until, -back) for back in range(YEAR - 1, -1, -1)]
    both = [month for month in year if month in by_month and year_before(month) in by_month]
    return sum(by_month[month] for month in both), sum(by_month[year_before(month)] for month in both), both


def year_total(months: list[str], values: list[float], until: str) -> float | None:
    """Sum the twelve months up to a month; None where one of them is not held. Arguments as of ``year_sums``."""
    by_month = dict(zip(months, values, strict=True))
    year = [month_after(until, -back) for back in range(YEAR)]
    return sum(by_month[month] for month in year) if all(month in by_month for month in year) else None


def year_beside(query: Query, name: str, region: str, as_of: str, segment: str | None = None) -> dict[str, Any]:
    """Set what came in within twelve months beside the twelve before, over the months that both have.

    Args:
        query: runs SQL on a store.
        name: id of a metric that counts what happened within a month.
        region: its code.
        as_of: month ``YYYY-MM``; the year ends with the latest month held up to it.
        segment: membership segment or size class; the metric's own when None.

    Returns:
        The columns of ``BESIDE``: ``value`` and ``earlier_value`` are sums over ``months`` months of each year, ``change``
        the one over the other minus one; ``year_value`` is the sum of all twelve months, null where one is not held.
        ``value`` is null, with the reason, where the two years share no month.
    """
    asked = metric(name)
    held = panel(query, asked, [region], as_of, segment=segment, fewest=1)
    row = _empty(region, asked, segment)
    if held.month is None:
        return row | {"reason": why_lacking(query, asked, region, as_of)}
    figures = held.figures
    now, then, months = year_sums(list(figures["month"]), list(figures["value"]), held.month)
    row |= held.key | {"period": held.month, "earlier_period": year_before(held.month), "months": len(months)}
    row["year_value"] = year_total(list(figures["month"]), list(figures["value"]), held.month)
    if not months:
        return row | {"reason": NO_YEAR}
    since = month_after(held.month, 1 - YEAR)
    used = figures[(figures["month"] >= since) | figures["month"].isin([year_before(month) for month in months])]
    return row | {
        "value": now,
        "earlier_value": then,
        "change": growth_of(now, then, asked.unit),
        **_standing(used),
    }


def beside_year_before(query: Query, name: str, region: str, as_of: str, segment: str | None = None) -> dict[str, Any]:
    """Set the latest figure of a region beside that of the same month a year before, on one line.

    Args:
        query: runs SQL on a store.
        name: id of a metric: a count at month end, or a share.
        region: its code.
        as_of: month ``YYYY-MM``; nothing later is used.
        segment: membership segment, size class or age class; the metric's own when None.

    Returns:
        The columns of ``BESIDE``; ``change`` is a difference of shares, or a share of what was before. ``value`` may be
        known without an earlier one, or beside one of zero, with the reason.
    """
    asked = metric(name)
    held = panel(query, asked, [region], as_of, segment=segment, fewest=1)
    row = _empty(region, asked, segment)
    if held.month is None:
        return row | {"reason": why_lacking(query, asked, region, as_of)}
    return row | held.key | _beside(held.now, held.at(year_before(held.month)), asked)


def classes_beside(query: Query, name: str, region: str, as_of: str, classes: tuple[str, ...]) -> list[dict[str, Any]]:
    """Set the classes of a metric, such as sizes or ages, beside those of a year before, in the month of all of them.

    Args:
        query: runs SQL on a store.
        name: id of a metric whose segments are classes of one whole.
        region: its code.
        as_of: month ``YYYY-MM``; nothing later is used.
        classes: the segments wanted.

    Returns:
        The columns of ``BESIDE``, one row a class in the order given, all of one month and line, that of their whole.
    """
    asked = metric(name)
    held = panel(query, asked, [region], as_of, fewest=1)
    rows = [_empty(region, asked, one) for one in classes]
    if held.month is None:
        return [row | {"reason": why_lacking(query, asked, region, as_of)} for row in rows]
    then = year_before(held.month)
    found = measure(query, asked, Scope((region,), since=then, until=held.month))
    found = found[found["on_line"] & found["value"].notna()]
    for part in SHARED:  # a class lies on the line of the whole, but for its segment
        if part != "segment":
            found = found[found[part].isna() if held.key[part] is None else found[part] == held.key[part]]
    made = []
    for row in rows:
        of_class = found[found["segment"] == row["segment"]]
        now = of_class[of_class["period"] == held.month]
        if now.empty:
            made.append(row | {"reason": why_lacking(query, asked, region, as_of)})
            continue
        key = {**held.key, "segment": row["segment"]}
        made.append(row | key | _beside(now, of_class[of_class["period"] == then], asked))
    return made


def of_parts_beside(
    query: Query, places: Territory, region: str, as_of: str, segment: str | None = None
) -> pd.DataFrame:
    """Give collection rate and arrears of the parts of a region, or for a regency of the regencies of its province.

    Args:
        query: runs SQL on a store.
        places: all regions.
        region: its code.
        as_of: month ``YYYY-MM``, of the arrears; the collection rate is that of the latest complete month.
        segment: membership segment; all of them when None.

    Returns:
        One row a part with the columns of ``PARTS``, the lowest collection rate first, parts without one last in the order
        of codes. All rates are of one month and line, and so are all arrears; what is not held is null, with the reason.
    """
    place = places.place(region)
    codes = places.parts(place.above[0] if place.level == "regency" else region)
    asked = metric("collection_rate")
    first = panel(query, asked, codes, as_of, segment=segment, fewest=1)
    rates = first
    if first.month is not None:
        latest = _latest_held(query, asked, first)
        rates = panel(query, asked, codes, min(as_of, month_after(latest, -FILLING)), segment=segment, fewest=1)
    owed = panel(query, metric("arrears"), codes, as_of, segment=segment, fewest=1)
    by_rate = rates.now.set_index("region_code").to_dict("index")
    by_owed = owed.now.set_index("region_code").to_dict("index")
    rows = [_part(places, code, by_rate.get(code), by_owed.get(code), rates.reason) for code in codes]
    made = pd.DataFrame(rows, columns=list(PARTS), dtype=object)
    order = sorted(range(len(made)), key=lambda at: (pd.isna(made["value"][at]), made["value"][at] or 0.0, codes[at]))
    return made.iloc[order].reset_index(drop=True)


def _latest_held(query: Query, asked: Metric, held: Panel) -> str:
    """The latest month of the same lines that the store holds at all, whatever month the reader looks from."""
    regions = tuple(sorted(set(held.now["region_code"])))
    found = measure(query, asked, Scope(regions, segment=held.key["segment"], since=held.month))
    same = found[(found["series"] == held.key["series"]) & (found["period"].str.len() == 7)]
    return str(held.month) if same.empty else str(same["month"].max())


def _part(places: Territory, code: str, rate: Any, owed: Any, reason: str | None) -> dict[str, Any]:
    place = places.place(code)
    found = [each for each in (rate, owed) if each is not None]
    row = {**dict.fromkeys(PARTS), "region_code": code, "name": place.name, "short_name": place.short_name}
    row |= {name: united(each[name] for each in found) for name in ("source_ids", "batch_ids")}
    if rate is not None:
        row |= {
            name: None if pd.isna(rate[name]) else rate[name]
            for name in (
                "segment",
                "series",
                "boundary",
                "base",
                "period",
                "value",
                "numerator",
                "denominator",
                "status",
            )
        }
    if owed is not None:
        row |= {"arrears": float(owed["value"]), "arrears_period": owed["period"], "arrears_status": owed["status"]}
    return row | {"reason": (reason or NOT_IN_PANEL) if rate is None else None}


def _empty(region: str, asked: Metric, segment: str | None) -> dict[str, Any]:
    empty: dict[str, Any] = {**dict.fromkeys(BESIDE), "source_ids": [], "batch_ids": []}
    chosen = segment or asked.headline_segment(None)
    return empty | {"region_code": region, "metric": asked.id, "segment": chosen, "unit": asked.unit}


def _beside(now: pd.DataFrame, then: pd.DataFrame, asked: Metric) -> dict[str, Any]:
    figure = now.iloc[0]
    row = {"period": str(figure["period"]), "value": float(figure["value"]), "months": 1, **_standing(now)}
    row |= {part: None if pd.isna(figure[part]) else int(figure[part]) for part in ("numerator", "denominator")}
    if then.empty:
        return row | {"reason": NOT_A_YEAR_AGO}
    earlier = float(then.iloc[0]["value"])
    change = growth_of(float(figure["value"]), earlier, asked.unit)
    return row | {
        "earlier_period": str(then.iloc[0]["period"]),
        "earlier_value": earlier,
        "change": change,
        "reason": FROM_ZERO if change is None else None,
        **_standing(pd.concat([now, then])),
    }


def _standing(used: pd.DataFrame) -> dict[str, Any]:
    lists = {name: united(used[name]) for name in ("source_ids", "batch_ids")}
    return {"status": weakest(used["status"]), **lists}
