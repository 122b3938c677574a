"""A metric against its bare SQL: what `measure` adds to the metric's own query, on stores of three sizes."""

from __future__ import annotations

import re
from pathlib import Path

import duckdb
import pandas as pd

from benchmarks.report import Line, interleaved, milliseconds, ratio
from data.schema import literal
from data.store import Store, open_store
from metrics._model import RATIOS, Metric, Query, Scope, measure
from metrics.catalogue import metrics

SIZES = (5_000, 50_000)  # figures of the metric in the store
ROUNDS = {"Bali's regions as of a month": 41, "every figure": 9}
REAL_ROUNDS = 41
AIM, AIM_SECONDS = 1.2, 0.002
BALI = ("51", "51.01", "51.02", "51.03", "51.04", "51.05", "51.06", "51.07", "51.08", "51.71")
SCOPES = {"Bali's regions as of a month": Scope(regions=BALI, as_of="2025-12"), "every figure": Scope()}

# What one would write by hand for the same answer: the metric's own SQL, the same filters, the division and the columns
# of a result, those that are the same in every row as constants. What `measure` alone does is left out: to pick the
# figure that is shown, to find the latest, to compare with what was printed, to sort.
BARE = """
    select region_code, period, base, segment, series, boundary, '{unit}' as unit, numerator, denominator,
        denominator_period, {value} as value, printed, recomputed_from, null::boolean as conflict,
        numerator / nullif(denominator * (1 + 1.96 * error), 0) as low,
        numerator / nullif(denominator * (1 - 1.96 * error), 0) as high, status, numerator_status, denominator_status,
        parts_present, parts_expected, null::varchar as carried_from, suppressed, reason, source_ids,
        []::varchar[] as batch_ids, month, weights, base_certainty, approx, fact_rows, true as shown, error, error_from
    from ({sql})
    where {asked}
"""


def run(home: Path) -> list[Line]:
    store = open_store()
    lines = [line for name, scope in SCOPES.items() for line in _on_real_store(store, name, scope)]
    lines.append(_outside_sql(store))
    for size in SIZES:
        grown = {
            name: _grown(store, metric, size, home.parent / f"{name}-{size}.duckdb")
            for name, metric in metrics().items()
        }
        lines += [_on_grown_stores(grown, size, name, scope) for name, scope in SCOPES.items()]
        for one in grown.values():
            one.close()
            one.path.unlink()
    store.close()
    return lines


def _on_real_store(store: Store, name: str, scope: Scope) -> list[Line]:
    """Hold each metric against the aim for as many figures as the store has of it: up to 5,000 in time, then as a ratio."""
    lines = []
    for few in (True, False):
        chosen = [metric for metric in metrics().values() if (_held(store, metric) < SIZES[0]) is few]
        lines.append(_few(store, chosen, name, scope) if few else _many(store, chosen, name, scope))
    return lines


def _held(store: Store, metric: Metric) -> int:
    return int(store.query(f"select count(*) as figures from ({metric.sql})")["figures"].iloc[0])


def _few(store: Store, chosen: list[Metric], name: str, scope: Scope) -> Line:
    taken = {metric.id: _timed(store.query, metric, scope, REAL_ROUNDS) for metric in chosen}
    over = {name: min(ours) - min(bare) for name, (ours, bare) in taken.items()}
    worst = max(over, key=over.__getitem__)
    each = ", ".join(f"{name} {1000 * seconds:+.1f}" for name, seconds in over.items())
    return Line(
        f"Metric over its bare SQL, the real store, {name}: most of the metrics with fewer than {SIZES[0]:,} figures",
        f"{1000 * over[worst]:+.1f} ms",
        f"{worst}: {' / '.join(map(milliseconds, taken[worst]))}; {each}",
        f"at most +{1000 * AIM_SECONDS:g} ms",
        over[worst] <= AIM_SECONDS,
    )


def _many(store: Store, chosen: list[Metric], name: str, scope: Scope) -> Line:
    taken = {metric.id: _timed(store.query, metric, scope, REAL_ROUNDS) for metric in chosen}
    return _as_ratio(taken, f"Metric over its bare SQL, the real store, {name}: most of the metrics with more figures")


def _outside_sql(store: Store) -> Line:
    """Set `measure` against the very SQL that it sends: what of it is Python, and what is the SQL's own."""
    coverage, scope = metrics()["coverage"], SCOPES["Bali's regions as of a month"]
    sent: list[tuple[str, dict[str, object]]] = []

    def noted(sql: str, **parameters: object) -> pd.DataFrame:
        sent.append((sql, parameters))
        return store.query(sql, **parameters)

    measure(noted, coverage, scope)
    sql, parameters = sent[0]
    ours, same = interleaved(
        REAL_ROUNDS, lambda: measure(store.query, coverage, scope), lambda: store.query(sql, **parameters)
    )
    beside = f"coverage: {milliseconds(ours)} / {milliseconds(same)}"
    return Line("Metric over the very SQL that it sends, the real store", f"{ratio(ours, same):.2f}", beside)


def _on_grown_stores(stores: dict[str, Store], size: int, name: str, scope: Scope) -> Line:
    taken = {metric.id: _timed(stores[metric.id].query, metric, scope, ROUNDS[name]) for metric in metrics().values()}
    return _as_ratio(taken, f"Metric over its bare SQL, {size:,} figures in the store, {name}: most of all metrics")


def _as_ratio(taken: dict[str, list[list[float]]], what: str) -> Line:
    found = {name: ratio(*both) for name, both in taken.items()}
    worst = max(found, key=found.__getitem__)
    each = ", ".join(f"{name} {over:.2f}" for name, over in found.items())
    return Line(
        what,
        f"{found[worst]:.2f}",
        f"{worst}: {' / '.join(map(milliseconds, taken[worst]))}; {each}",
        f"at most {AIM:g}",
        found[worst] <= AIM,
    )


def bare_sql(metric: Metric, scope: Scope) -> tuple[str, dict[str, object]]:
    """Give what one would write by hand for the answer of a metric, and its parameters."""
    value = "coalesce(numerator / nullif(denominator, 0), printed)" if metric.unit in RATIOS else "numerator::double"
    regions = None if scope.regions is None else list(scope.regions)
    conditions = {
        "list_contains($regions, region_code)": ("regions", regions),
        "base = $base": ("base", scope.base),
        "segment = $segment": ("segment", scope.segment),
        "month >= $since": ("since", scope.since),
        "month <= $until": ("until", scope.until or scope.as_of),
    }
    asked = {condition: given for condition, given in conditions.items() if given[1] is not None}
    sql = BARE.format(unit=metric.unit, value=value, sql=metric.sql, asked=" and ".join(asked) or "true")
    return sql, dict(asked.values())


def _timed(query: Query, metric: Metric, scope: Scope, rounds: int) -> list[list[float]]:
    sql, asked = bare_sql(metric, scope)

    def ours() -> None:
        measure(query, metric, scope)

    def bare() -> None:
        query(sql, **asked)

    ours()
    bare()
    return interleaved(rounds, ours, bare)


def _grown(store: Store, metric: Metric, figures: int, path: Path) -> Store:
    """Give a store with the tables of one metric repeated under invented regions until it holds so many figures."""
    held = len(store.query(f"select 1 from ({metric.sql})"))
    times = -(-figures // held)
    tables = store.query("select table_name as name from duckdb_tables() where not internal")["name"]
    with duckdb.connect(str(path)) as connection:
        connection.execute(f"attach {literal(str(store.path))} as old (read_only)")
        for table in tables[[re.search(rf"\b{name}\b", metric.sql) is not None for name in tables]]:
            columns = [column[0] for column in connection.execute(f"from old.{table} limit 0").description or []]
            repeated = f"from old.{table}"
            if "region_code" in columns:
                repeated = f"""
                    select old.* replace (if(number = 0, old.region_code, old.region_code || '~' || number) as region_code)
                    from old.{table} old, range({times}) numbers(number) order by old.region_code
                """
            connection.execute(f"create table {table} as {repeated}")
    connection = duckdb.connect(str(path), read_only=True)
    connection.execute("set enable_progress_bar = false")
    return Store(f"{metric.id}-{figures}", path, connection)
