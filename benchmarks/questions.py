"""Every analysis as a question about one region, so that each is timed: a province, and Banuspa with its 83 regencies."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from data.store import Query
from metrics.analyses.against_peers import against_peers
from metrics.analyses.area_table import area_table
from metrics.analyses.award_evidence import evidence
from metrics.analyses.award_gates import gates
from metrics.analyses.award_governments import governments, ranked_on
from metrics.analyses.award_robustness import robustness
from metrics.analyses.budgets import published_budgets
from metrics.analyses.change import common_month, split
from metrics.analyses.comparison import comparison
from metrics.analyses.compliance import employers_by_size, employers_outside, growth_side_by_side
from metrics.analyses.contributions import of_parts_beside
from metrics.analyses.expiring import expiring
from metrics.analyses.forecast import forecast
from metrics.analyses.forecast_rows import Goal
from metrics.analyses.funnel import funnel
from metrics.analyses.groups import groups
from metrics.analyses.history import monthly_lines
from metrics.analyses.inequality import inequality
from metrics.analyses.informal_cover import who_pays
from metrics.analyses.informal_regions import members_and_sponsored
from metrics.analyses.informal_statements import statements
from metrics.analyses.likeness import likeness
from metrics.analyses.movers import movers
from metrics.analyses.news import since
from metrics.analyses.news_releases import between
from metrics.analyses.peers import peers, peers_of
from metrics.analyses.plan import plan
from metrics.analyses.plan_asked import PlanAsked
from metrics.analyses.profile import profile
from metrics.analyses.profile_context import claims, published
from metrics.analyses.profile_lines import composition, lines
from metrics.analyses.quality import quality
from metrics.analyses.ranks import ranks
from metrics.analyses.regained import yearly_flow
from metrics.analyses.signals import signals_of_each
from metrics.analyses.sponsored import sponsored_cover
from metrics.analyses.standing_words import standing
from metrics.analyses.structure import structure
from metrics.analyses.target import targets
from metrics.analyses.trend import monthly_trends, yearly_trend
from metrics.catalogue import metric
from metrics.periods import month_after
from metrics.territory import Territory

AS_OF = "2025-11"
ERROR = 0.03  # relative standard error assumed of the base, so that bands and intervals are computed too

Question = Callable[[Query, Territory, str], object]


def regencies(places: Territory, region: str) -> list[str]:
    """Give the regencies of a province, or of all provinces of a Kanwil."""
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
    return [peers_of(alike, places, code) for code in regencies(places, region)]


def _beside_peers(query: Query, places: Territory, region: str) -> object:
    code = regencies(places, region)[0]
    return against_peers(query, metric("coverage"), code, peers(query, places, code).codes, AS_OF, base="ucj")


def _forecast(query: Query, places: Territory, region: str) -> object:
    goal = Goal(0.65, "2026-12")
    return forecast(query, places, metric("coverage"), region, AS_OF, base="ucj", goal=goal, children=True)


def _robustness(query: Query, places: Territory, region: str) -> object:
    rows = governments(query, places, region, AS_OF)
    return robustness(ranked_on(rows, ["coverage", "growth", "regulations"]), addable=False)


def _profile_context(query: Query, places: Territory, region: str) -> object:
    return lines(query, region, AS_OF), composition(query, region, AS_OF), claims(query, region, AS_OF)


def _compliance(query: Query, places: Territory, region: str) -> object:
    return (
        employers_outside(query, region, AS_OF),
        employers_by_size(query, region, AS_OF),
        growth_side_by_side(query, region, AS_OF),
    )


QUESTIONS: dict[str, Question] = {
    "Targets": lambda query, places, region: targets(query, places, region, AS_OF),
    "Change": _change,
    "Movers": _movers,
    "Peers of every regency": _every_peer,
    "Against its peers, one regency": _beside_peers,
    "Named groups": groups,
    "Against the rest": lambda query, places, region: comparison(
        query, metric("coverage"), regencies(places, region), AS_OF, base="ucj"
    ),
    "Funnel": lambda query, places, region: funnel(
        query, metric("coverage"), regencies(places, region), AS_OF, base="ucj", error=ERROR
    ),
    "Ranks": lambda query, places, region: ranks(
        query, metric("coverage"), regencies(places, region), AS_OF, base="ucj", error=ERROR
    ),
    "Table of regencies": lambda query, places, region: area_table(query, regencies(places, region), AS_OF, base="ucj"),
    "Profile": lambda query, places, region: profile(query, places, region, AS_OF),
    "Profile: lines, composition, claims": _profile_context,
    "Profile: everything published": lambda query, places, region: published(query, region, AS_OF),
    "Signals of every regency": lambda query, places, region: signals_of_each(
        query, metric("exits"), regencies(places, region), AS_OF
    ),
    "Trend of every regency": lambda query, places, region: monthly_trends(
        query, metric("exits"), regencies(places, region), AS_OF
    ),
    "Trend over the years": lambda query, places, region: yearly_trend(
        query, metric("coverage"), region, AS_OF, base="ucj", error=ERROR
    ),
    "Monthly lines": lambda query, places, region: monthly_lines(query, places, region, AS_OF, "ucj"),
    "Flow by year": lambda query, places, region: yearly_flow(query, metric("exits"), region, AS_OF),
    "Forecast with its test": _forecast,
    "Inequality": lambda query, places, region: inequality(
        query, metric("coverage"), regencies(places, region), AS_OF, base="ucj", target=0.65
    ),
    "Plan": lambda query, places, region: plan(
        query, places, PlanAsked(region=region, as_of=AS_OF, deadline="2026-12", target=Decimal("0.65"))
    ),
    "Budgets published": published_budgets,
    "Expiring cover": lambda query, places, region: expiring(query, places, region, AS_OF),
    "Sponsored cover": sponsored_cover,
    "Informal: members and sponsored": lambda query, places, region: members_and_sponsored(
        query, places, regencies(places, region), AS_OF
    ),
    "Informal: who pays": lambda query, places, region: who_pays(query, places, region, AS_OF),
    "Informal: statements": statements,
    "Contributions of parts": lambda query, places, region: of_parts_beside(query, places, region, AS_OF),
    "Compliance of employers": _compliance,
    "Award, evidence": lambda query, places, region: evidence(query, places, region, AS_OF),
    "Award, gates": lambda query, places, region: gates(query, places, region, AS_OF),
    "Award, governments side by side": lambda query, places, region: governments(query, places, region, AS_OF),
    "Award, robustness": _robustness,
    "What changed": lambda query, places, region: since(
        query, places, region, month_after(AS_OF, -1), AS_OF, parts=regencies(places, region)
    ),
    "What changed between releases": lambda query, places, region: between(
        query, query, places, region, parts=regencies(places, region)
    ),
    "Where it stands": lambda query, places, region: standing(query, places, region, AS_OF, "ucj"),
    "Quality": lambda query, places, region: quality(query, places, regencies(places, region), AS_OF),
}
