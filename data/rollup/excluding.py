"""Workers who are left out because of what stands in their rows, and examples of what is wrong, ids masked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

import pandas as pd

from data.problem import DataError, one_line
from data.rollup.definition import BITS
from data.rollup.engine import Engine
from data.rollup.faults import EXAMPLES, NOBODY, SAFE, Found, conditions, masked, shown, unknown_programmes
from data.rollup.register import Shape, month_of
from data.rollup.rows import row_faults

Tell = Callable[[str], None]


def leave_out(
    engine: Engine, shape: Shape, kinds: Iterable[str], months: Mapping[int, int], tell: Tell
) -> tuple[str, int]:
    """Find the workers with faults of some kinds anywhere in the register: all their rows are left out of every table.

    Leaving out single rows would make exits and returns that never were.

    Returns:
        The register without them, as SQL; and how many there are.

    Raises:
        DataError: when a kind is none that may be left out.
    """
    kinds = list(kinds)
    for kind in kinds:
        if kind not in SAFE:
            raise DataError(f"--exclude {kind} is not safe, or no kind. Kinds that are: {', '.join(SAFE)}.")
    if not kinds:
        return "register", 0
    tell("looking for workers to leave out")
    known = conditions(shape)
    first, last = min(months), max(months)
    sets = engine.ask("select programmes from register group by programmes", {})["programmes"]
    engine.put("unknown_programmes", pd.DataFrame({"programmes": unknown_programmes(sets)}, dtype="str"))
    found = [f"select worker_id from register o where {known[kind]}" for kind in kinds if kind not in _OTHERWISE]
    if "duplicate" in kinds:
        found.append(_doubled(first, last))
    sql = " union ".join(found) or "select worker_id from register where false"
    engine.make("left_out", f"select distinct worker_id from ({sql}) found where worker_id is not null", {})
    count = int(engine.ask("select count(*) as workers from left_out", {})["workers"].iloc[0])
    named = f"and not {NOBODY}" if "no_worker" in kinds else ""
    without = "not exists (select 1 from left_out l where l.worker_id = o.worker_id)"
    return f"(select * from register o where {without} {named})", count


_OTHERWISE = ("duplicate", "no_worker")


def _doubled(first: int, last: int) -> str:
    """Give the workers with more rows than months; months are laid side by side as bits, as many numbers as are needed."""
    words = [(start, min(start + BITS, last + 1)) for start in range(first, last + 1, BITS)]
    each = [
        f"bit_count(bit_or(case when month_number >= {start} and month_number < {end} "
        f"then cast(1 as bigint) << (month_number - {start}) else 0 end))"
        for start, end in words
    ]
    return (
        f"select worker_id from register where month_number between {first} and {last} "
        f"group by worker_id having count(*) > {' + '.join(each)}"
    )


def examples(
    engine: Engine, shape: Shape, found: Found, rows: str, sets: set[str], checked: int, running: int, last: int
) -> dict[str, list[str]]:
    """Give a few rows of each kind that was found, as month, region, segment and what may be shown of the id.

    Args:
        engine: with the register, and the steps of the last span.
        shape: which columns there are.
        found: how often each kind was found.
        rows: the register without those left out, as SQL.
        sets: texts of programmes that are not known.
        checked: first month that was looked at.
        running: the month of today.
        last: last month.
    """
    engine.put("unknown_programmes", pd.DataFrame({"programmes": sorted(sets)}, dtype="str"))
    wrong = {**row_faults(shape), **conditions(shape), "duplicate": _twice(rows, checked, last)}
    asked = {"checked": checked, "running": running, "last": last}
    return {
        kind: [
            _said(row) for row in engine.ask(_EXAMPLE.format(rows=rows, wrong=wrong[kind]), asked).to_dict("records")
        ]
        for kind in found.counts
        if kind in wrong
    }


_EXAMPLE = f"""
    select o.month_number, o.region_code, o.segment, o.worker_id from {{rows}} o
    where o.month_number between $checked and $last and ({{wrong}})
    order by o.month_number, o.region_code, o.segment, o.worker_id limit {EXAMPLES}
"""


def _twice(rows: str, first: int, last: int) -> str:
    return f"""exists (
        select 1 from (
            select r.worker_id, r.month_number from {rows} r where r.worker_id in ({_doubled(first, last)})
            group by r.worker_id, r.month_number having count(*) > 1
        ) d where d.worker_id = o.worker_id and d.month_number = o.month_number
    )"""


def _said(row: Mapping[str, object]) -> str:
    """Say which row it is, and of whom, without saying who."""
    place = [
        shown(str(row[name])) for name in ("region_code", "segment") if row[name] is not None and row[name] == row[name]
    ]
    return one_line(" ".join([month_of(int(str(row["month_number"]))), *place, f"worker {masked(row['worker_id'])}"]))
