"""The roll-up of a register against a bare scan of the same columns, windows, pandas and polars: time, memory, growth.

Each measurement is a process of its own, so that its memory is its own: python -m benchmarks.rolling WAY FOLDER.
"""

from __future__ import annotations

import json
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from math import log
from pathlib import Path
from statistics import linear_regression, median

import duckdb
import pandas as pd

from benchmarks.register import make, region_codes
from benchmarks.report import Line, milliseconds, ratio
from benchmarks.rollup_otherwise import with_pandas, with_polars, with_windows
from data.rollup.counting import Asked, Span, roll_up, spans_of
from data.rollup.definition import UNPAID_MONTHS, steps
from data.rollup.engine import Duck
from data.rollup.reading import files_of, selection
from data.rollup.register import Shape, number_of, shape_of

Found = dict[str, tuple[list[float], float]]  # of each way the seconds of every round, and the most MB

MEMORY = 4 * 10**9
ROUNDS = {1: 5, 10: 3, 100: 2, 200: 2}
WITHOUT_FLOWS, WITH_FLOWS = 1.5, 8.0
FITS = {"pandas": 10, "polars": 10, "windows": 100}  # millions of rows up to which it is tried


def run(_: Path, millions: tuple[int, ...] = (1, 10), registers: Path | None = None) -> list[Line]:
    """Measure at each size; a register ``register-200m`` that lies in ``registers`` already is used and left there."""
    lines: list[Line] = []
    ours: dict[int, list[float]] = {}
    with tempfile.TemporaryDirectory(prefix="registers-", dir=registers) as made:
        for size in millions:
            kept = (registers or Path(made)) / f"register-{size}m"
            place = kept if kept.exists() else make(Path(made) / kept.name, size * 10**6)
            found = _measured(place, size)
            ours[size] = found["rollup"][0]
            lines += _lines(found, size, _rows(place))
            if place != kept:
                shutil.rmtree(place)
    if len(ours) > 1:
        logs = [(log(size), log(median(seconds))) for size, seconds in ours.items()]
        fit = linear_regression(*zip(*logs, strict=True)).slope
        beside = "; ".join(f"{size} million {milliseconds(seconds)}" for size, seconds in ours.items())
        lines.append(
            Line("Growth of the roll-up: exponent fitted over all sizes", f"{fit:.2f}", beside, "at most 1", fit <= 1)
        )
    return lines


def _rows(place: Path) -> int:
    files = [str(file) for file in files_of([place])]
    return int(duckdb.execute("select count(*) from read_parquet($files)", {"files": files}).fetchall()[0][0])


def _measured(place: Path, size: int) -> Found:
    """Give seconds of every round and the most MB of each way."""
    ways = [way for way in WAYS if size <= FITS.get(way, size)]
    taken: dict[str, list[float]] = {way: [] for way in ways}
    most, counted = dict.fromkeys(ways, 0.0), []
    for number in range(ROUNDS.get(size, 2)):
        for way in ways if number % 2 == 0 else reversed(ways):
            command = [sys.executable, "-W", "ignore", "-m", "benchmarks.rolling", way, str(place)]
            said = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
            taken[way].append(said["seconds"])
            if way in MEMBERS_BY:
                counted.append(said["found"])
            most[way] = max(most[way], said["megabytes"])
    if any(one != counted[0] for one in counted):
        raise AssertionError(f"the ways do not count alike: {counted}")
    return {way: (taken[way], most[way]) for way in ways}


def _lines(found: Found, size: int, rows: int) -> list[Line]:
    of = f"{rows / 1e6:.0f} million worker-months"
    money = "Counts and money by region, month and segment"
    lines = [
        _over(found, f"{money}, over a bare scan of the same columns, {of}", "cell", "bare_cell", WITHOUT_FLOWS),
        _over(found, f"The whole roll-up, over a bare scan of the same columns, {of}", "rollup", "bare", WITH_FLOWS),
    ]
    for way, what in (("windows", "by windows in DuckDB"), ("pandas", "by pandas"), ("polars", "by polars")):
        if way in found:
            lines.append(_over(found, f"Members with flows {what}, over those by bits, {of}", way, "members"))
    most, limit = found["rollup"][1], MEMORY / 1e6
    memory = Line(f"Most memory of the roll-up, {of}", f"{most:,.0f} MB", "", f"at most {limit:,.0f} MB", most <= limit)
    return [*lines, memory]


def _over(found: Found, what: str, way: str, floor: str, aim: float | None = None) -> Line:
    over = ratio(found[way][0], found[floor][0])
    each = [f"{milliseconds(found[one][0])}, {found[one][1]:,.0f} MB" for one in (way, floor)]
    return Line(
        what, f"{over:.2f}", " / ".join(each), f"at most {aim:g}" if aim else "", None if aim is None else over <= aim
    )


def _opened(place: Path, folder: Path) -> tuple[Duck, dict[str, str]]:
    engine = Duck(files_of([place]), MEMORY, folder)
    return engine, engine.columns()


def _bare(place: Path, folder: Path, *, every: bool) -> int:
    """Read the columns and group them by region, month and segment: nothing more."""
    engine, types = _opened(place, folder)
    shape, _ = shape_of(types, "")
    sums = ", ".join(f"sum({name})" for name in shape.money)
    more = ("programmes", "employer_id", "employer_size") if every else ()
    counts = ", ".join(f"count({name})" for name in ("worker_id", "received_on", *more))
    sql = f"select region_code, segment, month, count(*), {sums}, {counts} from {engine._files} group by all"
    engine.make("bare", sql, {})
    return int(engine.ask("select count(*) as rows from bare", {})["rows"].iloc[0])


def _steps(place: Path, folder: Path, names: tuple[str, ...]) -> int:
    """Run some steps of the definition over the last months that fit into one span, or all of them for money."""
    engine, types = _opened(place, folder)
    shape, _ = shape_of(types, "")
    engine.open(selection(shape, types))
    months = sorted(number_of(month) for month in engine.months())
    first = months[0]
    span = {
        "first": first, "checked": first, "last": months[-1], "fresh": len(months), "looked": len(months)
    }  # fmt: skip
    for step in steps(shape):
        if step.name in names:
            engine.make(step.name, step.sql, span)
    return int(engine.ask(f"select count(*) as rows from {names[-1]}", {})["rows"].iloc[0])


def _rollup(place: Path, folder: Path) -> int:
    engine = Duck(files_of([place]), MEMORY, folder)
    return sum(map(len, roll_up(engine, Asked(place.name, frozenset(region_codes()))).tables.values()))


MEMBERS_BY = ("members", "windows", "pandas", "polars")
MEMBERS = ("spell", "worker", "known_before", "standing", "stay", "programme_set", "membership")


def _members(place: Path, folder: Path) -> dict[str, int]:
    """Count members alone, span by span: what the other ways count."""
    engine, shape, begin, spans = _spans(place, folder)
    found = []
    for span in spans:
        months = [{"ago": ago} for ago in range(span.last - span.known + 1)]
        engine.put("month_counted", pd.DataFrame(months))
        for step in steps(shape):
            if step.name in MEMBERS:
                engine.make(step.name, step.sql, span.parameters)
        counted = engine.ask("select * from membership", {})
        found.append(counted.assign(month_number=span.last - counted["ago"]))
    return totals(pd.concat(found), begin, spans[-1].last)


def _spans(place: Path, folder: Path) -> tuple[Duck, Shape, int, list[Span]]:
    engine, types = _opened(place, folder)
    shape, _ = shape_of(types, "")
    engine.open(selection(shape, types))
    rows = {number_of(month): count for month, count in engine.months().items()}
    return engine, shape, min(rows), spans_of(rows, Asked("register", frozenset()))


def _otherwise(place: Path, folder: Path, count: Callable[..., pd.DataFrame], *, in_duckdb: bool) -> dict[str, int]:
    engine, _, begin, spans = _spans(place, folder)
    return totals(count(engine if in_duckdb else files_of([place])), begin, spans[-1].last)


def totals(members: pd.DataFrame, begin: int, last: int) -> dict[str, int]:
    """Add up what every way must give alike: flows from the month on from which they are known."""
    known = members[members["month_number"].between(begin + UNPAID_MONTHS, last)]
    names = ("registered", "active", "new", "reactivated", "exits", "moved_in", "moved_out")
    return {name: int(known[name].sum()) for name in names}


WAYS: dict[str, Callable[[Path, Path], object]] = {
    "bare_cell": lambda place, folder: _bare(place, folder, every=False),
    "cell": lambda place, folder: _steps(place, folder, ("cell",)),
    "bare": lambda place, folder: _bare(place, folder, every=True),
    "rollup": _rollup,
    "members": _members,
    "windows": lambda place, folder: _otherwise(place, folder, with_windows, in_duckdb=True),
    "pandas": lambda place, folder: _otherwise(place, folder, with_pandas, in_duckdb=False),
    "polars": lambda place, folder: _otherwise(place, folder, with_polars, in_duckdb=False),
}


def main() -> None:
    way, place = sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        found = WAYS[way](Path(place), Path(folder))
        seconds = time.perf_counter() - start
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    print(json.dumps({"seconds": seconds, "megabytes": most, "found": found}))


if __name__ == "__main__":
    main()
