"""Members with flows counted in other ways, to hold the roll-up against: windows in DuckDB, pandas, polars.

None of them counts who was active a year ago. Each sorts the register by worker and month; the roll-up does not.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd

from data.rollup.definition import UNPAID_MONTHS
from data.rollup.engine import Duck

KEYS = ["region_code", "segment", "month_number"]
_WINDOWS = """
    with rows as (
        select *, coalesce(year(received_on) * 12 + month(received_on) - 1 - month_number, 3) as late from register
    ),
    months as (
        select worker_id, region_code, segment, month_number as stands, late,
            lag(month_number, 1) over line as stands_1, lag(month_number, 2) over line as stands_2,
            lag(late, 1) over line as late_1,
            lag(late, 2) over line as late_2
        from rows window line as (partition by worker_id order by month_number)
    ),
    standing as (
        select worker_id, region_code, segment, stands, stands_1,
            not (late > 0 and coalesce(late_1 > 1 and late_2 > 2 and stands_1 = stands - 1 and stands_2 = stands - 2, false))
                as active
        from months
    ),
    beside as (
        select *, coalesce(stands_1 = stands - 1 and lag(active) over line, false) as before,
            lag(region_code) over line <> region_code or lag(segment) over line <> segment as moved,
            coalesce(lead(stands) over line = stands + 1 and lead(active) over line, false) as later,
            lead(region_code) over line <> region_code or lead(segment) over line <> segment as moves
        from standing window line as (partition by worker_id order by stands)
    ),
    cells as (
        select region_code, segment, stands as month_number, 1 as registered, active::integer as active,
            (active and not before and stands_1 is null)::integer as new,
            (active and not before and stands_1 is not null)::integer as reactivated,
            (active and before and moved)::integer as moved_in, 0 as exits, 0 as moved_out
        from beside
        union all
        select region_code, segment, stands + 1, 0, 0, 0, 0, 0, (not later)::integer, (later and moves)::integer
        from beside where active
    )
    select region_code, segment, month_number, sum(registered)::bigint as registered, sum(active)::bigint as active,
        sum(new)::bigint as new, sum(reactivated)::bigint as reactivated, sum(moved_in)::bigint as moved_in,
        sum(exits)::bigint as exits, sum(moved_out)::bigint as moved_out
    from cells group by all
"""


def with_windows(engine: Duck) -> pd.DataFrame:
    """Count by windows over the months of each worker."""
    return engine.ask(_WINDOWS, {})


def with_pandas(files: list[Path]) -> pd.DataFrame:
    """Count with pandas: sorted once, each row beside the one above and below it."""
    rows = pd.concat([_read(file) for file in files]).sort_values(["worker_id", "month_number"], ignore_index=True)
    late = (rows.pop("paid_number") - rows["month_number"]).fillna(UNPAID_MONTHS)
    same = rows["worker_id"].eq(rows["worker_id"].shift())
    follows = same & rows["month_number"].diff().eq(1)
    lapsed = late.gt(0) & follows & late.shift().gt(1) & follows.shift(fill_value=False) & late.shift(2).gt(2)
    active = ~lapsed
    before = follows & active.shift(fill_value=False)
    moved = follows & (
        rows["region_code"].ne(rows["region_code"].shift()) | rows["segment"].ne(rows["segment"].shift())
    )
    later = before.shift(-1, fill_value=False) & active.shift(-1, fill_value=False)
    counted = rows[KEYS].assign(
        registered=1, active=active, new=active & ~before & ~same, reactivated=active & ~before & same,
        moved_in=active & before & moved, exits=False, moved_out=False,
    )  # fmt: skip
    moves = later & moved.shift(-1, fill_value=False)
    gone = rows[KEYS][active].assign(month_number=rows["month_number"] + 1, exits=~later, moved_out=moves)
    return pd.concat([_summed(counted), _summed(gone)]).groupby(KEYS, as_index=False).sum()


def _summed(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.groupby(KEYS, as_index=False).sum()


def _read(file: Path) -> pd.DataFrame:
    parted = file.parent.name.startswith("month=")
    names = ["worker_id", "region_code", "segment", "received_on", *([] if parted else ["month"])]
    rows = pd.read_parquet(file, columns=names, partitioning=None)
    rows["month"] = file.parent.name.removeprefix("month=") if parted else rows["month"]
    at, paid = pd.to_datetime(rows.pop("month")), pd.to_datetime(rows.pop("received_on"))
    return rows.assign(month_number=_number(at), paid_number=_number(paid))


def _number(day: pd.Series) -> pd.Series:
    return day.dt.year * 12 + day.dt.month - 1


def with_polars(files: list[Path]) -> Any:
    """Count with polars, as with pandas, lazily."""
    import polars as pl

    parted = files[0].parent.name.startswith("month=")
    rows = pl.scan_parquet(files, hive_partitioning=parted, hive_schema={"month": pl.String} if parted else None)
    month, paid, worker = pl.col("month"), pl.col("received_on"), pl.col("worker_id")
    at = (month.str.slice(0, 4).cast(pl.Int32) * 12 + month.str.slice(5, 2).cast(pl.Int32) - 1).alias("month_number")
    late = (paid.dt.year() * 12 + paid.dt.month() - 1 - pl.col("month_number")).fill_null(UNPAID_MONTHS).alias("late")
    rows = rows.select("worker_id", "region_code", "segment", "received_on", at).with_columns(late).drop("received_on")
    rows = rows.sort("worker_id", "month_number")
    region, segment, months, late = (pl.col(name) for name in ("region_code", "segment", "month_number", "late"))
    rows = rows.with_columns(same=(worker == worker.shift()).fill_null(False))
    rows = rows.with_columns(follows=pl.col("same") & (months.diff() == 1))
    same, follows, active = pl.col("same"), pl.col("follows"), pl.col("active")
    lapsed = (late > 0) & follows & (late.shift() > 1) & follows.shift() & (late.shift(2) > 2)
    moved = follows & ((region != region.shift()) | (segment != segment.shift()))
    rows = rows.with_columns(active=~lapsed.fill_null(False), moved=moved)
    rows = rows.with_columns(before=(follows & active.shift()).fill_null(False))
    before, moved = pl.col("before"), pl.col("moved")
    rows = rows.with_columns(later=(before & active).shift(-1).fill_null(False), moves=moved.shift(-1).fill_null(False))

    def people(condition: Any) -> Any:
        return condition.sum().cast(pl.Int64)

    counted = rows.group_by(KEYS).agg(
        registered=pl.len().cast(pl.Int64), active=people(active), new=people(active & ~before & ~same),
        reactivated=people(active & ~before & same), moved_in=people(before & active & moved),
    )  # fmt: skip
    gone = rows.filter(active).with_columns(pl.col("month_number") + 1).group_by(KEYS).agg(
        exits=people(~pl.col("later")), moved_out=people(pl.col("later") & pl.col("moves"))
    )  # fmt: skip
    return pl.concat([counted, gone], how="diagonal").group_by(KEYS).sum().collect().to_pandas()
