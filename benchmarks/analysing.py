"""One metric for all regencies and months, and every analysis for a province and for Banuspa, beside their bare SQL."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import partial
from pathlib import Path

import pandas as pd

from benchmarks.report import Line, interleaved, milliseconds, ratio
from data.store import Query, open_store
from metrics._model import Scope, measure
from metrics.analyses.award_governments import governments
from metrics.analyses.change import common_month, split
from metrics.analyses.comparison import comparison
from metrics.analyses.expiring import expiring
from metrics.analyses.forecast import forecast
from metrics.analyses.forecast_rows import Goal
from metrics.analyses.funnel import funnel
from metrics.analyses.inequality import inequality
from metrics.analyses.likeness import likeness
from metrics.analyses.movers import movers
from metrics.analyses.news import since
from metrics.analyses.peers import peers_of
from metrics.analyses.plan import plan
from metrics.analyses.plan_asked import PlanAsked
from metrics.analyses.quality import quality
from metrics.analyses.ranks import ranks
from metrics.analyses.signals import signals
from metrics.analyses.standing_words import standing
from metrics.analyses.structure import structure
from metrics.analyses.target import targets
from metrics.analyses.trend import monthly_trend
from metrics.catalogue import metric, metrics
from metrics.periods import month_after
from metrics.territory import Territory, territory

AS_OF = "2025-11"
ROUNDS, ROUNDS_OF_METRICS = 3, 9
METRIC_AIM = 0.050  # seconds, 83 regencies by 84 months
AIMS = {"51": 1.0, "KW-BANUSPA": 5.0}  # seconds

Question = Callable[[Query, Territory, str], object]


def run(home: Path) -> list[Line]:
    store = open_store()
    places = territory(store.query)
    lines = [_metrics(store.query, _inside(places, "KW-BANUSPA"))]
    for region, aim in AIMS.items():
        lines += [_analysis(store.query, places, name, question, region, aim) for name, question in QUESTIONS.items()]
    store.close()
    return lines


def _metrics(query: Query, regencies: list[str]) -> Line:
    taken = {}
    for name, card in metrics().items():
        base = "ucj" if "ucj" in card.bases else (card.bases[0] if card.bases else None)
        scope = Scope(tuple(regencies), base, card.headline_segment(base), "2019-01", "2025-12")
        measure(query, card, scope)
        (taken[name],) = interleaved(ROUNDS_OF_METRICS, partial(measure, query, card, scope))
    slowest = max(taken, key=lambda name: min(taken[name]))
    each = ", ".join(f"{name} {1000 * min(seconds):.0f}" for name, seconds in taken.items())
    return Line(
        f"One metric, {len(regencies)} regencies by 84 months: the slowest of {len(taken)}",
        f"{1000 * min(taken[slowest]):.0f} ms",
        f"{slowest}: {milliseconds(taken[slowest])}; fastest of each: {each}",
        f"under {1000 * METRIC_AIM:g} ms",
        min(taken[slowest]) < METRIC_AIM,
    )


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
    ours, alone = interleaved(ROUNDS, lambda: question(query, places, region), bare)
    return Line(
        f"{name}, {region}, over its bare SQL ({len(sent)} queries)",
        f"{ratio(ours, alone):.2f}",
        f"{milliseconds(ours)} / {milliseconds(alone)}",
        f"under {aim:g} s",
        min(ours) < aim,
    )


def _inside(places: Territory, region: str) -> list[str]:
    if places.place(region).level == "kanwil":
        return [regency for province in places.parts(region) for regency in places.parts(province)]
    return places.parts(region)


def _change(query: Query, places: Territory, region: str) -> object:
    until = common_month(query, places, region, AS_OF, level="regency")
    return split(query, places, region, month_after(until, -12), until, level="regency")


def _movers(query: Query, places: Territory, region: str) -> object:
    until = common_month(query, places, region, AS_OF, level="regency")
    return movers(query, places, region, month_after(until, -12), until, level="regency", target=0.65)


def _every_peer(query: Query, places: Territory, region: str) -> object:
    alike = likeness(structure(query, "regency"))
    return [peers_of(alike, places, code) for code in _inside(places, region)]


def _every_signal(query: Query, places: Territory, region: str) -> object:
    return [signals(query, metric("exits"), code, AS_OF) for code in _inside(places, region)]


def _every_trend(query: Query, places: Territory, region: str) -> object:
    return [monthly_trend(query, metric("exits"), code, AS_OF) for code in _inside(places, region)]


def _forecast(query: Query, places: Territory, region: str) -> object:
    return forecast(
        query, places, metric("coverage"), region, AS_OF, base="ucj", goal=Goal(0.65, "2026-12"), children=True
    )


QUESTIONS: dict[str, Question] = {
    "Targets": lambda query, places, region: targets(query, places, region, AS_OF),
    "Change": _change,
    "Movers": _movers,
    "Peers of every regency": _every_peer,
    "Against the rest": lambda query, places, region: comparison(
        query, metric("coverage"), _inside(places, region), AS_OF, base="ucj"
    ),
    "Funnel": lambda query, places, region: funnel(
        query, metric("coverage"), _inside(places, region), AS_OF, base="ucj", error=0.03
    ),
    "Ranks": lambda query, places, region: ranks(
        query, metric("coverage"), _inside(places, region), AS_OF, base="ucj", error=0.03
    ),
    "Signals of every regency": _every_signal,
    "Trend of every regency": _every_trend,
    "Forecast with its test": _forecast,
    "Inequality": lambda query, places, region: inequality(
        query, metric("coverage"), _inside(places, region), AS_OF, base="ucj", target=0.65
    ),
    "Plan": lambda query, places, region: plan(
        query, places, PlanAsked(region=region, as_of=AS_OF, deadline="2026-12", target=Decimal("0.65"))
    ),
    "Expiring cover": lambda query, places, region: expiring(query, places, region, AS_OF),
    "Award, governments side by side": lambda query, places, region: governments(query, places, region, AS_OF),
    "What changed": lambda query, places, region: since(
        query, places, region, month_after(AS_OF, -1), AS_OF, parts=_inside(places, region)
    ),
    "Where it stands": lambda query, places, region: standing(query, places, region, AS_OF, "ucj"),
    "Quality": lambda query, places, region: quality(query, places, _inside(places, region), AS_OF),
}
