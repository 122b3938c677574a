"""The further tables of the award page: questions, gates, editions, winners."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from charts import words
from data.store import Store
from i18n import Language, mark
from metrics.analyses.award import editions
from metrics.analyses.award_gates import FAILED, PASSED, Gates, gates, kinds_of_evidence
from metrics.analyses.award_results import OTHERS, other_winners
from pages.parts import paritrana_reading, reading, safe, tables
from pages.parts.asked import Asked, asked
from pages.parts.drawing import is_example, plain
from pages.parts.paritrana_choices import Pairs
from pages.parts.wilayah_context import Listed

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
        if question.answer != "example":
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


@dataclass(frozen=True)
class GateSet:
    """A set of conditions, ready to show.

    Args:
        name: of the set.
        label: the same as a reader knows it.
        outcome: whether it is met, in words.
        table: its conditions.
        needs: evidence it asks for and the unit of each, None for yes or no.
    """

    name: str
    label: str
    outcome: str
    table: pd.DataFrame
    needs: tuple[tuple[str, str | None], ...]


@reading.each
def gates_of(
    _store: Store, version: str, region: str, as_of: str, base: str, lang: str, given: Pairs
) -> tuple[GateSet, ...]:
    """Evaluate every set of conditions on what the store holds and the reader entered."""
    entered = {name: value == "yes" if value in ("yes", "no") else float(value) for name, value in given}
    of = asked(_store, version, region, as_of, lang, False, base=base)
    found = gates(of.query, of.places, region, as_of, base=base, entered=entered)
    made = []
    for row in found.sets.itertuples():
        own = found.conditions[found.conditions["gate_set"] == row.gate_set].drop_duplicates("evidence")
        made.append(
            GateSet(
                name=str(row.gate_set),
                label=str(row.label_id if lang == "id" else row.label_en),
                outcome=outcome_words(str(row.outcome), of.say),
                table=conditions(found, str(row.gate_set), of.say),
                needs=tuple((str(need.evidence), need.unit) for need in own.itertuples()),
            )
        )
    return tuple(made)


def evidence(_store: Store) -> list[str]:
    """Read the kinds of evidence that a reader may enter."""
    return kinds_of_evidence(reading.query(_store))


def conditions(found: Gates, gate_set: str, say: Language) -> pd.DataFrame:
    """Give the conditions of a set as a table to show."""
    rows = found.conditions[found.conditions["gate_set"] == gate_set]
    groups = rows["and_group"].value_counts()
    choices = [name for name in dict.fromkeys(rows["and_group"]) if name and groups[name] > 1]
    made = [
        {
            say("Condition"): safe.plain(row.label_id if say.code == "id" else row.label_en),
            say("Demanded"): _demanded(row.and_group, choices, say),
            say("Given"): _given(row, say),
            say("Outcome"): outcome_words(row.outcome, say),
            say("Remark"): say(row.reason) if row.reason else "",
        }
        for row in rows.itertuples()
    ]
    return pd.DataFrame(made)


def _demanded(group: str, choices: list[str], say: Language) -> str:
    """Say whether a condition must be met, or one of those that share its letter."""
    if not group:
        return say("exception only")
    return say("one of {letter}", letter=chr(ord("A") + choices.index(group))) if group in choices else say("yes")


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


def _given(row: Any, say: Language) -> str:
    if row.given is None:
        return "–"
    if isinstance(row.given, bool):
        return say("yes") if row.given else say("no")
    return say.percent(row.given, 2) if row.unit == "share" else say.number(int(row.given))
