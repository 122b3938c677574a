"""One metric for all regencies and months, and every analysis for a province and for Banuspa, beside their bare SQL."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pandas as pd

from benchmarks.measuring import bare_sql
from benchmarks.questions import QUESTIONS, Question, regencies
from benchmarks.report import Line, interleaved, milliseconds, ratio
from data.store import Query, open_store
from metrics._model import Metric, Scope, measure
from metrics.catalogue import metrics
from metrics.territory import Territory, territory

ROUNDS, ROUNDS_OF_METRICS = 5, 9
METRIC_AIM = 0.050  # seconds, 83 regencies by 84 months
AIMS = {"51": 1.0, "KW-BANUSPA": 5.0}  # seconds
SINCE, UNTIL = "2019-01", "2025-12"


def run(home: Path) -> list[Line]:
    store = open_store()
    places = territory(store.query)
    codes = regencies(places, "KW-BANUSPA")
    lines = [_metric(store.query, card, codes) for card in metrics().values()]
    for region, aim in AIMS.items():
        lines += [_analysis(store.query, places, name, question, region, aim) for name, question in QUESTIONS.items()]
    store.close()
    return lines


def _metric(query: Query, card: Metric, codes: list[str]) -> Line:
    """Time a metric beside its bare SQL of the same regions and months."""
    base = "ucj" if "ucj" in card.bases else next(iter(card.bases), None)
    scope = Scope(tuple(codes), base, card.headline_segment(base), SINCE, UNTIL)
    sql, parameters = bare_sql(card, scope)
    ours, alone, clock = _spent(
        ROUNDS_OF_METRICS, partial(measure, query, card, scope), partial(query, sql, **parameters)
    )
    what = f"{card.id}, {len(codes)} regencies by 84 months, over its bare SQL"
    return _line(what, ours, alone, clock, METRIC_AIM)


def _analysis(query: Query, places: Territory, name: str, question: Question, region: str, aim: float) -> Line:
    """Time an analysis beside the very queries that it sends, all of them in turn and nothing else."""
    sent: list[tuple[str, dict[str, object]]] = []

    def noted(sql: str, **parameters: object) -> pd.DataFrame:
        sent.append((sql, parameters))
        return query(sql, **parameters)

    def bare() -> None:
        for sql, parameters in sent:
            query(sql, **parameters)

    question(noted, places, region)
    ours, alone, clock = _spent(ROUNDS, partial(question, query, places, region), bare)
    queries = f"{len(sent)} quer{'y' if len(sent) == 1 else 'ies'}"
    return _line(f"{name}, {region}, over its bare SQL ({queries})", ours, alone, clock, aim)


def _spent(
    rounds: int, action: Callable[[], object], bare: Callable[[], object]
) -> tuple[list[float], list[float], list[float]]:
    """Give the time on the cores of an action and of its bare SQL, and the time by the clock of the action."""
    action()
    bare()
    ours, alone, clock = interleaved(rounds, _on_cores(action), _on_cores(bare), action)
    return ours, alone, clock


def _on_cores(action: Callable[[], object]) -> Callable[[], float]:
    def timed() -> float:
        start = time.process_time()
        action()
        return time.process_time() - start

    return timed


def _line(what: str, ours: list[float], alone: list[float], clock: list[float], aim: float) -> Line:
    """Hold the time on the cores against an aim: nothing else the machine does adds to it, and nothing here waits."""
    beside = f"{milliseconds(ours)} / {milliseconds(alone)} on the cores; {milliseconds(clock)} by the clock"
    return Line(what, f"{ratio(ours, alone):.2f}", beside, f"under {aim:g} s", min(ours) < aim)
