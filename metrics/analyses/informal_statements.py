"""What was published on the cover of vulnerable, customary and village workers and of non-ASN staff: every printed number.

Each is a statement of its own, with year, group and source: sources count different groups over different months, so they
are listed and never added. Beside a count of all vulnerable workers stands what the demonstration set holds for the same
place and time, so that a reader sees how far the example is from what was printed.
Source: ``data/facts/published_figures.csv``.
"""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from metrics._model import Query, Scope, measure
from metrics.catalogue import metric
from metrics.territory import Territory

# What an indicator says of people or money, by the end of its name.
KINDS = ("covered", "covered_plan", "budget_rp", "budget_plan_rp", "target", "target_per_village", "verified",
         "potential", "uncovered", "by_apbd")  # fmt: skip

STATEMENTS = (
    "region_code", "name", "short_name", "period", "indicator", "kind", "segment", "worker_category", "value", "unit",
    "approx", "base", "boundary", "note", "status", "source_ids", "fact_rows",
)  # fmt: skip
BESIDE = (
    "region_code", "name", "short_name", "period", "value", "approx", "status", "source_ids", "example_period", "example",
    "example_status",
)  # fmt: skip

SQL = """
    select region_code, period, indicator, segment, worker_category, value, unit, coalesce(approx, false) as approx, base,
        boundary, note, status, source_id, fact_row
    from published_figure
    where list_contains($regions, region_code)
        and regexp_matches(indicator, '^(vulnerable_workers|adat_workers|village_officials|non_asn)_|^workers_covered_by_apbd$')
    order by left(period, 4) desc, region_code, indicator, period desc, fact_row
"""


def statements(query: Query, places: Territory, region: str) -> pd.DataFrame:
    """Give what was published of a region and of the regions within it.

    Args:
        query: runs SQL on a store.
        places: all regions.
        region: its code.

    Returns:
        One row a printed number with the columns of ``STATEMENTS``, latest year first, then by region and indicator. People,
        and rupiah where the unit is ``IDR``, as printed; ``worker_category`` and ``note`` are null where there is none.

    Raises:
        UnknownName: when the region does not exist.
    """
    place = places.place(region)
    within = [inner.code for inner in places.places.values() if inner.code == place.code or place.code in inner.above]
    held = query(SQL, regions=within)
    found = held.assign(
        name=[places.place(code).name for code in held["region_code"]],
        short_name=[places.place(code).short_name for code in held["region_code"]],
        kind=[kind_of(indicator) for indicator in held["indicator"]],
        source_ids=[[one] for one in held["source_id"]],
        fact_rows=[[f"published_figures.csv:{row}"] for row in held["fact_row"]],
    )
    return found[list(STATEMENTS)].astype(object).where(found[list(STATEMENTS)].notna(), None)


def kind_of(indicator: str) -> str:
    """Say which of ``KINDS`` an indicator is of: the longest that its name ends with."""
    return max((kind for kind in KINDS if indicator.endswith(f"_{kind}")), key=len)


def beside_example(query: Query, places: Territory, told: pd.DataFrame) -> pd.DataFrame:
    """Set the latest printed count of all vulnerable workers of each region beside the demonstration set.

    Args:
        query: runs SQL on a store.
        places: all regions.
        told: rows of ``statements``.

    Returns:
        One row a region with a printed count of the segment BPU and of no narrower group, columns of ``BESIDE``, largest
        first. ``example`` is the sponsored workers of the demonstration set at the printed month; null where it holds
        none. A bare year counts as its December.
    """
    of_all = (told["segment"] == "BPU") & told["worker_category"].isna()
    counts = told[(told["indicator"] == "vulnerable_workers_covered") & of_all]
    counts = counts.assign(month=[_month(str(period)) for period in counts["period"]])
    # Of a month and a bare year, which counts as its December, the month stands (``data.standing``).
    counts["of_year"] = counts["period"].str.len() == len("2024")
    order = ["month", "of_year", "region_code"]
    counts = counts.sort_values(order, ascending=[False, True, True], kind="stable").drop_duplicates("region_code")
    months = list(counts["month"])
    example = _example(query, list(counts["region_code"]), months)
    rows = [
        {name: getattr(row, name) for name in BESIDE[:8]}
        | {
            "example_period": month if (row.region_code, month) in example else None,
            "example": example.get((row.region_code, month)),
            "example_status": "demonstration" if (row.region_code, month) in example else None,
        }
        for row, month in zip(counts.itertuples(), months, strict=True)
    ]
    found = pd.DataFrame(rows, columns=list(BESIDE), dtype=object)
    return found.sort_values(["value", "region_code"], ascending=[False, True], ignore_index=True)


def _example(query: Query, regions: list[str], months: Iterable[str]) -> dict[tuple[str, str], int]:
    wanted = sorted(set(months))
    if not wanted:
        return {}
    scope = Scope(tuple(regions), segment="total", since=wanted[0], until=wanted[-1])
    held = measure(query, metric("sponsored_workers"), scope)
    held = held[(held["status"] == "demonstration") & held["value"].notna()]
    return {(row.region_code, row.month): int(row.value) for row in held.itertuples()}


def _month(period: str) -> str:
    return f"{period}-12" if len(period) == len("2024") else period
