"""Makes a register of any size to measure on: entries, lapses, moves, sponsored cover that ends in December, employers.

Nobody in it is real. Everything of a worker follows from a number and a seed, so the same call gives the same register, and
no month has to remember another.

python -m benchmarks.register FOLDER --rows 200000000 [--months 96] [--until 2025-12] [--order month|worker] [--seed 1]
"""

from __future__ import annotations

import argparse
import contextlib
import time
from pathlib import Path

import duckdb

from data.rollup.register import month_of, number_of
from data.schema import literal

PRESENT = 0.82  # share of the months in which a worker is registered, on the average of these rules
CHUNK = 50_000  # workers of one file, where the register is sorted by worker
_EMPLOYEES = 12  # workers of an employer, on average


def make(
    folder: Path, rows: int, months: int = 96, until: str = "2025-12", order: str = "month", seed: int = 1
) -> Path:
    """Write a register.

    Args:
        folder: is made; a folder a month in it, or one file a few thousand workers.
        rows: about as many.
        months: that it spans.
        until: the last of them.
        order: ``month`` or ``worker``: what its rows are sorted by.
        seed: another one gives another register.
    """
    workers = max(1, round(rows / (months * PRESENT)))
    first = number_of(until) - months + 1
    folder.mkdir(parents=True)
    with contextlib.closing(duckdb.connect(":memory:")) as connection:
        connection.execute("set enable_progress_bar = false; set preserve_insertion_order = false")
        _people(connection, workers, months, seed)
        if order == "month":
            for at in range(months):
                place = folder / f"month={month_of(first + at)}"
                place.mkdir()
                rows_of_month = _ROWS.format(workers="worker", first=first, seed=seed, since=at, before=at + 1)
                _write(connection, f"select * exclude (month) from ({rows_of_month})", place / "part.parquet")
        else:
            for start in range(0, workers, CHUNK):
                some = f"(select * from worker where number >= {start} and number < {start + CHUNK})"
                theirs = _ROWS.format(workers=some, first=first, seed=seed, since=0, before=months)
                _write(connection, f"{theirs} order by worker_id, month", folder / f"part-{start // CHUNK:05}.parquet")
    return folder


def _people(connection: duckdb.DuckDBPyConnection, workers: int, months: int, seed: int) -> None:
    codes = region_codes()
    numbers = {"places": len(codes), "months": months, "seed": seed, "employers": workers // _EMPLOYEES + 1}
    place = "select unnest($codes) as code, unnest(range(len($codes))) as number"
    connection.execute(f"create table place as {place}", {"codes": codes})
    connection.execute(f"create table employer as {_EMPLOYER}", numbers)
    connection.execute(f"create table worker as {_WORKER}", numbers | {"workers": workers})


def region_codes() -> list[str]:
    """Give the codes of all regencies and cities."""
    facts = Path(__file__).parent.parent / "data" / "facts" / "regions.csv"
    with contextlib.closing(duckdb.connect(":memory:")) as connection:
        sql = "select region_code from read_csv($file, all_varchar = true) where level = 'regency' order by 1"
        return [code for (code,) in connection.execute(sql, {"file": str(facts)}).fetchall()]


def _write(connection: duckdb.DuckDBPyConnection, sql: str, file: Path) -> None:
    connection.execute(f"copy ({sql}) to {literal(str(file))} (format parquet, compression zstd, compression_level 1)")


# Small employers are many; each lies in one region; from some on, contributions stop for a few months.
_EMPLOYER = """
    select number, 'E' || lpad(((number * 7919 + 104729 * $seed) % 10000000)::varchar, 7, '0') as employer_id,
        (hash(number, 'place', $seed) % $places)::integer as place,
        case when drawn < 60 then 'micro' when drawn < 88 then 'small' when drawn < 97 then 'medium' else 'large' end as size,
        (hash(number, 'stops', $seed) % ($months * 4))::integer as stops_at,
        2 + (hash(number, 'long', $seed) % 6)::integer as stops_for
    from (select range as number, hash(range, 'size', $seed) % 100 as drawn from range($employers))
"""
_WORKER = """
    select number, lpad(((number * 38654705671 + 7919 * $seed) % 100000000000)::varchar, 11, '0') as worker_id,
        case when kind < 55 then 'PU' when kind < 92 then 'BPU' when kind < 98 then 'JAKON' else 'PMI' end as segment,
        -- seven in ten were there before the first month; some leave for good
        if(hash(number, 'old', $seed) % 10 < 7, -1, (hash(number, 'comes', $seed) % $months)::integer) as comes_at,
        if(hash(number, 'goes', $seed) % 10 < 2, (hash(number, 'when', $seed) % $months)::integer, $months) as goes_at,
        (hash(number, 'place', $seed) % $places)::integer as place,
        if(hash(number, 'moves', $seed) % 100 < 6, (hash(number, 'moving', $seed) % $months)::integer, $months) as moves_at,
        (hash(number, 'there', $seed) % $places)::integer as place_then,
        (hash(number, 'employer', $seed) % $employers)::bigint as employer,
        (hash(number, 'next', $seed) % $employers)::bigint as employer_then,
        kind >= 55 and kind < 62 as sponsored,
        (hash(number, 'lapses', $seed) % ($months * 2))::integer as lapses_at,
        1 + (hash(number, 'lapse', $seed) % 9)::integer as lapses_for,
        2500000 + (hash(number, 'wage', $seed) % 90)::bigint * 100000 as wage,
        hash(number, 'jht', $seed) % 3 = 0 as saves, hash(number, 'away', $seed) % 50 = 0 as away
    from (select range as number, hash(range, 'kind', $seed) % 100 as kind from range($workers))
"""
# Rows of the months given; what is random in a month is drawn from the worker, the month and the seed alone.
_ROWS = """
    with there as (
        select w.*, m.at, {first} + m.at as month_number, if(m.at >= w.moves_at, w.employer_then, w.employer) as employed_by,
            if(m.at >= w.moves_at, w.place_then, w.place) as own_place, hash(w.number, m.at, {seed}) as drawn
        from {workers} w, (select range::integer as at from range({since}, {before})) m
        where m.at >= w.comes_at and m.at < w.goes_at
    ),
    paying as (
        select t.*, e.employer_id, e.size, if(t.segment = 'PU' and not t.away, e.place, t.own_place) as lives,
            case
                when t.sponsored then hash(t.number, (t.month_number // 12), {seed}) % 10 < 6 and t.month_number % 12 >= 2
                when t.segment = 'PU' then (t.at < e.stops_at or t.at >= e.stops_at + e.stops_for) and t.drawn % 100 < 98
                else (t.at < t.lapses_at or t.at >= t.lapses_at + t.lapses_for) and t.drawn % 100 < 94
            end as pays
        from there t left join employer e on t.segment = 'PU' and e.number = t.employed_by
    ),
    owing as (
        select *, case
                when segment = 'PU' then if(size in ('micro', 'small'), 'JKK,JKM,JHT', 'JKK,JKM,JHT,JP')
                when segment = 'PMI' or saves and segment = 'BPU' then 'JKK,JKM,JHT' else 'JKK,JKM' end as programmes,
            if(segment = 'PU', wage, 1000000) as base
        from paying
    ),
    due as (
        select *, if(segment = 'PU', base * 24 // 10000, 10000) as due_jkk, if(segment = 'PU', base * 3 // 1000, 6800) as due_jkm,
            if(contains(programmes, 'JHT'), if(segment = 'PU', base * 57 // 1000, 20000), 0) as due_jht,
            if(contains(programmes, 'JP'), base * 3 // 100, 0) as due_jp
        from owing
    )
    select d.worker_id, p.code as region_code, d.segment, d.programmes, d.base as wage, d.due_jkk, d.due_jkm, d.due_jht, d.due_jp,
        if(d.pays, d.due_jkk, 0) as received_jkk, if(d.pays, d.due_jkm, 0) as received_jkm,
        if(d.pays, d.due_jht, 0) as received_jht, if(d.pays, d.due_jp, 0) as received_jp,
        if(d.pays, (make_date(d.month_number // 12, d.month_number % 12 + 1, 1) + to_days(case
            when d.segment <> 'PU' then (d.drawn % 28)::integer
            when d.drawn % 20 = 0 then 60 + (d.drawn % 97)::integer
            else 29 + (d.drawn % 19)::integer end))::date, null) as received_on,
        if(d.segment = 'PU', d.employer_id, null) as employer_id, if(d.segment = 'PU', d.size, null) as employer_size,
        if(d.sponsored, 'apbd', null) as sponsor,
        lpad((d.month_number // 12)::varchar, 4, '0') || '-' || lpad((d.month_number % 12 + 1)::varchar, 2, '0') as month
    from due d join place p on p.number = d.lives
"""


def main() -> None:
    arguments = argparse.ArgumentParser(prog="python -m benchmarks.register", description=__doc__)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--rows", type=int, required=True, help="about as many")
    arguments.add_argument("--months", type=int, default=96)
    arguments.add_argument("--until", default="2025-12")
    arguments.add_argument("--order", choices=("month", "worker"), default="month")
    arguments.add_argument("--seed", type=int, default=1)
    asked = arguments.parse_args()
    start = time.perf_counter()
    make(asked.folder, asked.rows, asked.months, asked.until, asked.order, asked.seed)
    size = sum(file.stat().st_size for file in asked.folder.rglob("*.parquet")) / 1e9
    print(f"{asked.folder} is written: {size:.2f} GB in {time.perf_counter() - start:.0f} s")


if __name__ == "__main__":
    main()
