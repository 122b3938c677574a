"""The governments of a province on the award page: side by side, and their places under thousands of choices."""

from __future__ import annotations

from typing import Any

import pandas as pd

from charts import award_words, rank_span, words
from data.store import Store
from i18n import Language, mark
from metrics.analyses.award_governments import governments, ranked_on
from metrics.analyses.award_robustness import robustness
from metrics.shortlist import DRAWN, near, shortlist
from pages.parts import paritrana_reading, reading, safe
from pages.parts.asked import asked
from pages.parts.drawing import burned, is_example, plain
from pages.parts.figure import Shown
from pages.parts.wilayah_context import Listed

RANKED_WORDS = {
    "coverage": mark("Coverage"),
    "growth": mark("Growth of coverage"),
    "regulations": mark("Regulations found"),
    "budget": mark("Budget for vulnerable workers"),
    "on_time": mark("On-time rate"),
}
_CHOICE = {
    "weights": mark("the weights"),
    "scaling": mark("the scaling"),
    "mean": mark("the kind of mean"),
    "together": mark("choices together"),
}
NOT_RANKED = mark("Fewer than two governments have all of these on one line and month: nothing is ranked.")


@reading.each
def side_by_side(_store: Store, version: str, region: str, as_of: str, base: str, lang: str) -> Listed:
    """Set the governments of the province side by side; of very many only some, and all of them in `every_one`."""
    of = asked(_store, version, region, as_of, lang, False, base=base)
    say, held = of.say, _held(_store, version, region, as_of, base)
    kept = near(of.query, of.places, region, held["region_code"]) if len(held) > DRAWN else ()
    few = shortlist(held, kept, by="own_coverage")
    table, without = _table(few, region, say), _without(held, say)
    title = say("{count} governments side by side: {shares} have a real share; a regulation was found of {regulations}",
                count=len(held), shares=int((held["own_coverage"].notna() & (held["own_status"] != "demonstration")).sum()),
                regulations=int(held["regulations"].notna().sum()))  # fmt: skip
    notes = [
        say(
            "Each figure has its own date and status; shares of different months are not compared. None found is not zero."
        )
    ]
    if len(few) < len(held):
        notes.insert(0, words.few_words(len(few), len(held), say, chosen=bool(kept)))
    notes += [say("No government has a figure yet of: {columns}.", columns=", ".join(without))] if without else []
    notes.append(paritrana_reading.cited(held, of.known, say))
    return Listed("pemerintah", title, table.drop(columns=without), plain(held), tuple(filter(None, notes)),
                  example=is_example(held))  # fmt: skip


@reading.each
def every_one(_store: Store, version: str, region: str, as_of: str, base: str, lang: str) -> pd.DataFrame:
    """Give the table of all the governments."""
    say = asked(_store, version, region, as_of, lang, False, base=base).say
    held = _held(_store, version, region, as_of, base)
    return _table(held, region, say).drop(columns=_without(held, say))


@reading.each
def _held(_store: Store, version: str, region: str, as_of: str, base: str) -> pd.DataFrame:
    query, places = reading.query(_store), reading.places(_store, version)
    return governments(query, places, region, as_of, base=base)


@reading.each
def places_drawn(
    _store: Store, version: str, region: str, as_of: str, base: str, lang: str, dark: bool, ranked: tuple[str, ...]
) -> Shown:
    """Draw the places of the governments under thousands of choices."""
    of = asked(_store, version, region, as_of, lang, dark, base=base)
    say = of.say
    held = _held(_store, version, region, as_of, base)
    found = robustness(ranked_on(held, list(ranked)), addable=False)
    areas = found.areas.merge(held[["region_code", "name", "status", "source_ids"]], on="region_code")
    areas = areas[areas["median_rank"].notna()]
    if areas.empty:
        return Shown("peringkat", say("Places under other choices"), "", None, "", missing=say(NOT_RANKED))
    best = next(rank_span.ordered(areas).itertuples(index=False))
    own = next(areas[areas["region_code"] == region].itertuples(index=False), best)
    title = say("{region}: median place {span} of {count} under {draws} ways of scoring", region=own.name,
                span=rank_span.span_words(own, say), count=len(areas), draws=say.number(found.draws))  # fmt: skip
    if own.name != best.name:
        title = say("{title}; {best} first", title=title, best=best.name)
    used = ", ".join(say(RANKED_WORDS[name]) for name in ranked)
    when = say.period(held["period"].dropna().max()) if held["period"].notna().any() else say.period(as_of)
    whole = of.places.place(of.place.above[0]).short_name if of.place.level == "regency" else of.place.short_name
    text = say(
        "{indicators}, {period}. Random weights, three scalings, two means: none is official. Most depends on {choice}.",
        indicators=used, period=when,
        choice=say(_CHOICE[str(found.choices["choice"].iloc[0])]),
    )  # fmt: skip
    if is_example(areas):
        text += " " + say("It rests on demonstration figures and says nothing about the results that were published.")
    chosen = region if region in set(areas["region_code"]) else None
    kept = near(of.query, of.places, region, areas["region_code"]) if len(areas) > DRAWN else ()
    few = shortlist(areas, kept, by="median_rank")
    if len(few) < len(areas):
        text += " " + words.few_words(len(few), len(areas), say, chosen=bool(kept))
    chart = burned(rank_span.rank_span(few, chosen, of.theme, say), say("Places by {indicators}", indicators=used), when,
                   few, of, area=whole)  # fmt: skip
    shares = [
        {say("Choice"): say(_CHOICE[str(row.choice)]), say("Share of the differences"): say.percent(row.share, 0)}
        for row in found.choices.itertuples() if words.is_known(row.share)
    ]  # fmt: skip
    return Shown(
        key="peringkat", title=words.flagged(title, is_example(areas), say), reading=text, chart=chart,
        alt=rank_span.describe(few, say), table=pd.DataFrame(shares), data=plain(areas), example=is_example(areas),
        definition=say("An assumption of ours to see how firm an order is: the award publishes neither weights nor formula."),
        source=paritrana_reading.cited(areas, of.known, say),
    )  # fmt: skip


def _table(rows: pd.DataFrame, region: str, say: Language) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                say("Government"): f"**{safe.plain(row.name)}**" if row.region_code == region else safe.plain(row.name),
                say("Coverage"): _share(row.own_coverage, row.own_period, row.own_status, say),
                say("Regulations"): _regulations(row, say),
                say("Budget, vulnerable workers"): _rupiah(row.budget, row.budget_status, say, row.budget_covers),
                say("Budget, non-ASN"): _rupiah(row.staff_budget, row.staff_budget_status, say),
                say("Paid in time"): _share(row.on_time, row.on_time_period, row.on_time_status, say),
                say("Employers not registered"): _count(row, say),
                say("Growth, 12 months"): _growth(row, say),
            }
            for row in rows.itertuples(index=False)
        ]
    )


def _without(held: pd.DataFrame, say: Language) -> list[str]:
    """Give the headings of the columns in which no government has anything."""
    told = {
        say("Budget, vulnerable workers"): "budget", say("Budget, non-ASN"): "staff_budget", say("Paid in time"): "on_time",
        say("Employers not registered"): "unregistered", say("Coverage"): "own_coverage", say("Growth, 12 months"): "growth",
    }  # fmt: skip
    return [heading for heading, column in told.items() if len(held) and held[column].isna().all()]


def _regulations(row: Any, say: Language) -> str:
    if not words.is_known(row.regulations):
        return say("none found")
    clause = int(row.with_budget_clause)
    return str(int(row.regulations)) + (say(", {count} with a budget", count=clause) if clause else "")


def _rupiah(value: Any, status: Any, say: Language, covers: Any = None) -> str:
    if not words.is_known(value):
        return "–"
    narrower = f" ({award_words.what_words(str(covers), say)})" if words.is_known(covers) else ""
    return safe.plain(say.rupiah(round(value)) + narrower + _flag(status, say))


def _share(value: Any, period: Any, status: Any, say: Language) -> str:
    if not words.is_known(value):
        return "–"
    return safe.plain(f"{say.percent(value, 2)} ({say.short_period(period)}){_flag(status, say)}")


def _count(row: Any, say: Language) -> str:
    if not words.is_known(row.unregistered):
        return "–"
    return safe.plain(say.number(int(row.unregistered)) + _flag(row.unregistered_status, say))


def _growth(row: Any, say: Language) -> str:
    if not words.is_known(row.growth):
        return "–"
    return safe.plain(say.points(row.growth, 2, signed=True) + _flag(row.growth_status, say))


def _flag(status: Any, say: Language) -> str:
    return f" · {words.status_name('demonstration', say)}" if status == "demonstration" else ""
