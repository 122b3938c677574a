"""The further tables of the award page: questions, governments side by side, places under other choices, gates, editions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd

from charts import award_words, rank_span, words
from data.store import Store
from i18n import Language, mark
from metrics.analyses.award import editions
from metrics.analyses.award_gates import FAILED, PASSED, Gates, gates, kinds_of_evidence
from metrics.analyses.award_governments import governments, ranked_on
from metrics.analyses.award_results import OTHERS, other_winners
from metrics.analyses.award_robustness import robustness
from pages.parts import paritrana_reading, reading, safe, tables
from pages.parts.asked import Asked, asked
from pages.parts.drawing import burned, is_example, plain
from pages.parts.figure import Shown
from pages.parts.paritrana_choices import Pairs
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
_OUTCOMES = {PASSED: mark("met"), FAILED: mark("not met")}
_KINDS = {
    "aspect": mark("Aspects"), "stage": mark("Stages"), "category": mark("Categories"), "entrants": mark("Entrants"),
    "finalists": mark("Finalists"), "rule": mark("Rules"), "judges": mark("Judges"), "ceremony": mark("Ceremony"),
}  # fmt: skip
_CATEGORIES = dict(
    zip(
        OTHERS,
        (mark("Large firms"), mark("Medium firms"), mark("Public service"), mark("Micro and small"), mark("Other firms"),
         mark("Villages")),
        strict=True,
    )
)  # fmt: skip
NOT_RANKED = mark("Fewer than two governments have all of these on one line and month: nothing is ranked.")
NO_WINNER = mark("No business or village that won is found for this province.")


@reading.each
def asked_of(_store: Store, version: str, region: str, as_of: str, base: str, lang: str) -> Listed:
    """List the likely questions with the evidence at hand."""
    of = asked(_store, version, region, as_of, lang, False, base=base)
    say = of.say
    found = paritrana_reading.questions_of(_store, version, region, as_of, base)
    rows = []
    for question in found.asked.itertuples():
        own = found.answers[found.answers["question_id"] == question.question_id]
        present, absent = own[own["kind"] != "missing"], own[own["kind"] == "missing"]
        if (present["status"] != "demonstration").any():
            present = present[present["status"] != "demonstration"]
        rows.append(
            {
                say("Question"): f"**{safe.plain(say(question.question))}**" + _years(question.years, say),
                say("Evidence, and what is missing"): "  \n".join([
                    *(safe.plain(paritrana_reading.evidence_line(row, say)) for row in present.itertuples()),
                    *(f"○ {safe.plain(text)}" for text in dict.fromkeys(say(text) for text in absent["missing"])),
                ]),
            }
        )  # fmt: skip
    answered = int(found.asked["answer"].isin(["held", "partly"]).sum())
    title = say("Likely questions: {answered} of {count} can be answered with real figures", answered=answered,
                count=len(found.asked))  # fmt: skip
    notes = (
        say("The wording is ours; the years are those whose assessment named the aspect."),
        paritrana_reading.cited(found.answers, of.known, say),
    )
    return Listed("pertanyaan", title, tables.filled(rows), plain(found.answers, label=True), notes,
                  example=is_example(found.answers))  # fmt: skip


@reading.each
def side_by_side(_store: Store, version: str, region: str, as_of: str, base: str, lang: str) -> Listed:
    """Set the governments of the province side by side."""
    of = asked(_store, version, region, as_of, lang, False, base=base)
    say = of.say
    held = governments(of.query, of.places, region, as_of, base=base)
    rows = [
        {
            say("Government"): f"**{safe.plain(row.name)}**" if row.region_code == region else safe.plain(row.name),
            say("Regulations"): _regulations(row, say),
            say("Budget, vulnerable workers"): _rupiah(row.budget, row.budget_status, say, row.budget_covers),
            say("Budget, non-ASN"): _rupiah(row.staff_budget, row.staff_budget_status, say),
            say("Paid in time"): _share(row.on_time, row.on_time_period, row.on_time_status, say),
            say("Employers not registered"): _count(row, say),
            say("Coverage"): _share(row.own_coverage, row.own_period, row.own_status, say),
            say("Growth, 12 months"): _growth(row, say),
        }
        for row in held.itertuples(index=False)
    ]
    table = pd.DataFrame(rows)
    without = [name for name in table if len(table) and (table[name] == "–").all()]
    title = say("{count} governments side by side: {shares} have a real share, {regulations} a regulation", count=len(held),
                shares=int((held["own_coverage"].notna() & (held["own_status"] != "demonstration")).sum()),
                regulations=int(held["regulations"].notna().sum()))  # fmt: skip
    notes = [
        say(
            "Each figure has its own date and status; shares of different months are not compared. None found is not zero."
        )
    ]
    notes += [say("No government has a figure yet of: {columns}.", columns=", ".join(without))] if without else []
    notes.append(paritrana_reading.cited(held, of.known, say))
    return Listed("pemerintah", title, table.drop(columns=without), plain(held), tuple(filter(None, notes)),
                  example=is_example(held))  # fmt: skip


@reading.each
def places_drawn(
    _store: Store, version: str, region: str, as_of: str, base: str, lang: str, dark: bool, ranked: tuple[str, ...]
) -> Shown:
    """Draw the places of the governments under thousands of choices."""
    of = asked(_store, version, region, as_of, lang, dark, base=base)
    say = of.say
    held = governments(of.query, of.places, region, as_of, base=base)
    found = robustness(ranked_on(held, list(ranked)), addable=False)
    areas = found.areas.merge(held[["region_code", "name", "status", "source_ids"]], on="region_code")
    areas = areas[areas["median_rank"].notna()]
    if areas.empty:
        return Shown("peringkat", say("Places under other choices"), "", None, "", missing=say(NOT_RANKED))
    best = rank_span.ordered(areas).iloc[0]
    title = say("{region}: median place {span} under {draws} choices", region=best["name"],
                span=rank_span.span_words(best, say), draws=say.number(found.draws))  # fmt: skip
    used = ", ".join(say(RANKED_WORDS[name]) for name in ranked)
    when = say.period(held["period"].dropna().max()) if held["period"].notna().any() else say.period(as_of)
    whole = of.places.place(of.place.above[0]).short_name if of.place.level == "regency" else of.place.short_name
    text = say(
        "{indicators}, {period}. Random weights, three scalings, two means: none is official. Most depends on {choice}.",
        indicators=used, period=when,
        choice=say(_CHOICE[str(found.choices["choice"].iloc[0])]),
    )  # fmt: skip
    chosen = region if region in set(areas["region_code"]) else None
    chart = burned(rank_span.rank_span(areas, chosen, of.theme, say), say("Places by {indicators}", indicators=used), when,
                   areas, of, area=whole)  # fmt: skip
    shares = [
        {say("Choice"): say(_CHOICE[str(row.choice)]), say("Share of the differences"): say.percent(row.share, 0)}
        for row in found.choices.itertuples() if words.is_known(row.share)
    ]  # fmt: skip
    return Shown(
        key="peringkat", title=words.flagged(title, is_example(areas), say), reading=text, chart=chart,
        alt=rank_span.describe(areas, say), table=pd.DataFrame(shares), data=plain(areas), example=is_example(areas),
        definition=say("An assumption of ours to see how firm an order is: the award publishes neither weights nor formula."),
        source=paritrana_reading.cited(areas, of.known, say),
    )  # fmt: skip


def gates_of(_store: Store, version: str, region: str, as_of: str, base: str, given: Pairs) -> Gates:
    """Evaluate every set of conditions on what the store holds and the reader entered."""
    entered = {name: value == "yes" if value in ("yes", "no") else float(value) for name, value in given}
    query, places = reading.query(_store), reading.places(_store, version)
    return gates(query, places, region, as_of, base=base, entered=entered)


def evidence(_store: Store) -> list[str]:
    """Read the kinds of evidence that a reader may enter."""
    return kinds_of_evidence(reading.query(_store))


def conditions(found: Gates, gate_set: str, say: Language) -> pd.DataFrame:
    """Give the conditions of a set as a table to show."""
    rows = found.conditions[found.conditions["gate_set"] == gate_set]
    made = [
        {
            say("Condition"): safe.plain(row.label_id if say.code == "id" else row.label_en),
            say("Group"): safe.plain(row.and_group) if row.and_group else say("exception only"),
            say("Given"): _given(row, say),
            say("Outcome"): outcome_words(row.outcome, say),
            say("Remark"): say(row.reason) if row.reason else "",
        }
        for row in rows.itertuples()
    ]
    return pd.DataFrame(made)


def outcome_words(outcome: str, say: Language) -> str:
    """Say whether a condition is met."""
    return say(_OUTCOMES[outcome]) if outcome in _OUTCOMES else say("not known")


@reading.each
def known_of_editions(_store: Store, version: str, region: str, lang: str) -> Listed:
    """List what is known of each edition, one row a year and kind."""
    of = asked(_store, version, region, "", lang, False)
    say, place = of.say, of.place
    held = editions(of.query, None, None if place.level == "national" else [place.code, *place.above])
    rows = []
    for (year, kind), group in held.groupby(["assessment_year", "kind"], sort=False):
        rows.append({say("Year assessed"): str(year), say("What"): say(_KINDS[str(kind)]),
                     say("As published"): "; ".join(_item(row, of) for row in group.itertuples())})  # fmt: skip
    rows.sort(key=lambda row: -int(row[say("Year assessed")]))
    notes = (
        say("Aspects and categories changed from year to year; those of one province are not those of another."),
        paritrana_reading.cited(held, of.known, say),
    )
    return Listed(
        "edisi", say("Editions: aspects, stages and categories by year"), pd.DataFrame(rows), plain(held), notes
    )


@reading.each
def winners(_store: Store, version: str, region: str, lang: str) -> Listed:
    """List businesses and villages that won."""
    of = asked(_store, version, region, "", lang, False)
    say = of.say
    held = other_winners(of.query, of.places, region)
    title = say("Businesses and villages that won: {count}", count=len(held))
    if held.empty:
        return Listed("pemenang", title, missing=say(NO_WINNER))
    made = [
        {
            say("Year assessed"): str(row.assessment_year),
            say("Round"): say("national") if row.level == "national" else safe.plain(str(row.province)),
            say("Category"): say(_CATEGORIES[row.category]),
            say("Place"): safe.plain(str(row.rank_printed)) if words.is_known(row.rank_printed) else "–",
            say("Winner"): safe.plain(row.winner),
            say("Source"): tables.sources(row.source_ids, of.known, say),
        }
        for row in held.itertuples()
    ]
    return Listed("pemenang", title, pd.DataFrame(made), plain(held), (say("Scoring covers governments only."),))


def _years(years: Iterable[int], say: Language) -> str:
    listed = ", ".join(str(year) for year in years)
    return "  \n" + say("Assessed in {years}", years=listed) if listed else ""


def _item(row: Any, of: Asked) -> str:
    said = str(row.label_id if of.say.code == "id" else row.label_en)
    notes = [of.say.number(int(row.number))] if words.is_known(row.number) else []
    notes += [of.places.place(row.region_code).short_name] if row.region_code != "ID" else []
    notes += [of.say("inferred")] if row.certainty == "inferred" else []
    return safe.plain(f"{said} ({', '.join(notes)})" if notes else said)


def _flag(status: Any, say: Language) -> str:
    return f" · {words.status_name('demonstration', say)}" if status == "demonstration" else ""


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


def _given(row: Any, say: Language) -> str:
    if row.given is None:
        return "–"
    if isinstance(row.given, bool):
        return say("yes") if row.given else say("no")
    return say.percent(row.given, 2) if row.unit == "share" else say.number(int(row.given))
