"""Gathers the findings of a briefing, each from the same metrics and analyses as the page that it links to."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd

from exports.briefing import awarded, method, money, moved, planned, protection, regions, standing
from exports.briefing.asked import BriefingAsked
from exports.briefing.context import DEMONSTRATION, DEMONSTRATION_SET, Of
from exports.briefing.model import Briefing, Finding, Source
from i18n import Language, retell
from metrics._model import Query, UnknownName
from metrics.analyses.plan_asked import PlanAsked, read, written
from metrics.analyses.plan_default import BASES, default_plan
from metrics.overview import Overview, overview
from metrics.territory import Territory


def briefing(
    query: Query, places: Territory, asked: BriefingAsked, *, store: str, made_on: str, known_on: str = ""
) -> Briefing:
    """Make a briefing.

    Args:
        query: runs SQL on a store.
        places: all regions.
        asked: region, month, base, target, plan and language.
        store: version of the store.
        made_on: day ``YYYY-MM-DD``.
        known_on: batch or day at which the app shows what this briefing was made from.

    Returns:
        At least one finding a section, in the order of ``SECTIONS``. A region without a figure has findings that say why
        there is nothing.

    Raises:
        UnknownName: when the region or the target does not exist there.
        PlanInvalid: when the plan cannot be read, or is none of this region, month and base.
    """
    remembered = _remembering(query)
    seen = _led_by(overview(remembered, places, asked.region, asked.as_of, asked.base), asked)
    of = Of(remembered, places, asked, seen, _sources(remembered, asked.say))
    plan = _plan(seen, asked)
    told = [
        standing.cover(of, made_on), standing.headline(of), standing.trend(of), regions.tile_map(of), regions.order(of),
        regions.among_peers(of), *moved.moved(of), *protection.protection(of), money.contributions(of),
        *planned.planned(of, plan, made_on), *awarded.award(of), method.quality_of(of),
    ]  # fmt: skip
    cited = _united(told)
    batches = sorted({batch for finding in told for batch in finding.batch_ids if batch != "demo"})
    told += [method.method(of, store, batches), method.cited(of, cited)]
    title = of.say("Briefing: {region}, {month}", region=of.place.short_name, month=of.say.period(asked.as_of))
    return Briefing(
        title=title, region=asked.region, name=of.place.name, as_of=asked.as_of, base=asked.base, target=asked.target,
        plan=written(plan) if plan is not None else "", lang=asked.lang, made_on=made_on, store=store, known_on=known_on,
        findings=tuple(told), sources=cited,
    )  # fmt: skip


def _led_by(seen: Overview, asked: BriefingAsked) -> Overview:
    """Lead with the target that is asked for, in place of the one that the first screen leads with."""
    if asked.target is None:
        return seen
    own = seen.targets[(seen.targets["target_id"] == asked.target) & (seen.targets["unit"] == "share")]
    if own.empty:
        known = sorted(set(seen.targets.loc[seen.targets["unit"] == "share", "target_id"]))
        raise UnknownName(f"target of {seen.place.short_name}", asked.target, known)
    on_base = own[own["base"] == asked.base]
    row = next(on_base.itertuples(index=False), None)
    first = next(own.itertuples(index=False))
    ahead = row is not None and row.deadline[:7] >= asked.as_of
    return replace(
        seen, goal=float(first.value_target), goal_deadline=first.deadline, headline=row,
        next_target=row if ahead else seen.next_target,
    )  # fmt: skip


def _plan(seen: Overview, asked: BriefingAsked) -> PlanAsked | None:
    if asked.base not in BASES:
        return None
    if not asked.plan:
        return default_plan(seen)
    # Read on the region, month and base of the briefing, as the page of plans does.
    return replace(read(asked.plan), region=asked.region, as_of=asked.as_of, base=asked.base)


def _sources(query: Query, say: Language) -> dict[str, Source]:
    """Read all sources; what the facts say in English of one that has no name or address of its own is translated."""
    frame = query("select source_id, publisher, url, published_on from source order by source_id")
    return {
        row.source_id: Source(
            row.source_id,
            say(DEMONSTRATION_SET) if row.source_id == DEMONSTRATION else retell(row.publisher, say),
            retell(row.url, say),
            None if pd.isna(row.published_on) else row.published_on,
        )
        for row in frame.itertuples()
    }


def _united(told: list[Finding]) -> tuple[Source, ...]:
    found = {one.source_id: one for finding in told for one in finding.sources}
    return tuple(sorted(found.values(), key=lambda one: (one.publisher.casefold(), one.source_id)))


def _remembering(query: Query) -> Query:
    """Ask the store nothing twice: several findings rest on the same figures."""
    held: dict[Any, pd.DataFrame] = {}

    def asked(sql: str, **parameters: Any) -> pd.DataFrame:
        key = (sql, repr(sorted(parameters.items())))
        if key not in held:
            held[key] = query(sql, **parameters)
        return held[key].copy(deep=False)

    return asked
