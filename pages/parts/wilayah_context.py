"""What else the profile lists of a region: regulations and budgets, cover that runs, offices, claims, published figures."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from charts import wilayah_findings as findings
from charts import words
from charts.fact_words import indicator_words, published_words
from data.store import Store
from i18n import Language, mark
from metrics.analyses.award_evidence import evidence
from metrics.analyses.award_regulations import regulations
from metrics.analyses.profile_context import claims, of_claims, offices, published
from pages.parts import reading, safe, tables
from pages.parts.asked import Asked, asked
from pages.parts.drawing import is_example, plain
from pages.parts.sources import Source
from pages.parts.wilayah_sources import source

NO_REGULATION = mark(
    "No regulation of this region was found; that is not to say that it has none. Load the sheet Regulations on the page Data."
)
NO_MONEY = mark(
    "No published budget and no running cover of this region is held. Load the sheet Sponsored cover on the page Data."
)
NO_OFFICE = mark("Which office serves this region is not recorded.")
NO_CLAIMS = mark("No monthly claims of this region are held. Load the sheet Claims on the page Data.")
NO_CLAIMS_PUBLISHED = mark("No published figure of claims in this region was found.")
NOTHING_PUBLISHED = mark("No published figure of this region was found up to this month.")


@dataclass(frozen=True)
class Listed:
    """A table with its finding. Texts are in the reader's language and escaped where they hold loaded words.

    Args:
        key: its name on the page and in file names.
        title: the finding.
        table: what is shown, as text.
        data: the same with plain values, for the files.
        notes: what one must know to read it, and the sources, as Markdown.
        missing: why there is no table.
        example: whether a figure of it is of the demonstration set.
    """

    key: str
    title: str
    table: pd.DataFrame = field(default_factory=pd.DataFrame)
    data: pd.DataFrame = field(default_factory=pd.DataFrame)
    notes: tuple[str, ...] = ()
    missing: str | None = None
    example: bool = False


@reading.each
def rules(_store: Store, version: str, region: str, as_of: str, lang: str) -> Listed:
    """List the regulations of a region."""
    of = asked(_store, version, region, as_of, lang, False)
    say = of.say
    held = regulations(of.query, [region], as_of)
    if held.empty:
        return Listed("peraturan", say("Regulations: none found yet"), missing=say(NO_REGULATION))
    with_budget = int(held["has_budget_clause"].fillna(False).astype(bool).sum())
    made = [
        {
            say("Regulation"): safe.plain(_named(row)),
            say("Subject"): tables.note(row.subject, say),
            say("Budget clause"): say("yes") if words.is_known(row.has_budget_clause) else say("not found"),
            say("Source"): _cited(row, of),
        }
        for row in held.itertuples()
    ]
    finding = findings.rules_finding(len(held), with_budget, say)
    title = words.flagged(finding, is_example(held), say)
    notes = (say("Subjects in short, in our own words: the regulation itself is what counts."),)
    return Listed(
        "peraturan", title, pd.DataFrame(made), plain(held, label=True), notes, example=is_example(held)
    )  # fmt: skip


@reading.each
def money(_store: Store, version: str, region: str, as_of: str, lang: str) -> Listed:
    """List published budgets and the sponsored cover that runs, by group of workers; small counts held back."""
    of = asked(_store, version, region, as_of, lang, False)
    say = of.say
    held = evidence(of.query, of.places, region, as_of)
    budgets = (held["kind"] == "published") & held["what"].astype(str).str.endswith("_budget_rp")
    held = held[(held["kind"] == "cover") | budgets]
    if held.empty:
        return Listed("biaya", say("Budgets and sponsored cover: none held yet"), missing=say(NO_MONEY))
    made = [
        {
            say("What"): safe.plain(words.segment_words(row.what, say))
            if row.kind == "cover"
            else indicator_words(row.what, say),
            say("Value"): _evidence_value(row, say),
            say("Period"): say.period(row.period),
            say("Source"): _cited(row, of),
            say("Remark"): say(row.missing) if words.is_known(row.missing) else tables.note(row.note, say),
        }
        for row in held.itertuples()
    ]
    running, printed = int((held["kind"] == "cover").sum()), int((held["kind"] == "published").sum())
    finding = findings.money_finding(running, printed, say)
    notes = (
        say("Cover in the latest month held; a person in two schemes is counted twice. Budgets are never added up."),
    )
    return Listed("biaya", words.flagged(finding, is_example(held), say), tables.filled(made),
                  plain(held, "label_id", "label_en", label=True), notes, example=is_example(held))  # fmt: skip


@reading.each
def serving(_store: Store, version: str, region: str, as_of: str, lang: str) -> Listed:
    """List the offices that serve a region."""
    of = asked(_store, version, region, as_of, lang, False)
    say = of.say
    held = offices(of.query, of.places, region)
    if held.empty:
        return Listed("kantor", say("Offices: not recorded"), missing=say(NO_OFFICE))
    made = [
        {
            say("Office"): safe.plain(str(row.name)),
            say("Serves"): ", ".join(safe.plain(of.places.place(code).short_name) for code in row.serves),
            say("How sure"): tables.note(row.certainty, say),
        }
        for row in held[["name", "serves", "certainty"]].itertuples(index=False)
    ]
    return Listed(
        "kantor",
        findings.offices_finding([str(name) for name in held["name"]], say),
        pd.DataFrame(made),
        plain(held, label=True),
    )


@reading.each
def claimed(_store: Store, version: str, region: str, as_of: str, lang: str) -> Listed:
    """List claims by programme over the last twelve months held."""
    of = asked(_store, version, region, as_of, lang, False)
    say = of.say
    held = claims(of.query, region, as_of)
    title = findings.claims_finding(held, say)
    if held.empty:
        return Listed("klaim", title, missing=say(NO_CLAIMS))
    made = [
        {
            say("Programme"): say("all programmes") if row.programme == "total" else row.programme,
            say("Cases"): _whole(row.cases, say),
            say("Paid"): say.rupiah(int(row.amount)) if words.is_known(row.amount) else "–",
            say("Months"): say("{present} of {expected}", present=int(row.months_present),
                               expected=int(row.months_expected)),
            say("Remark"): say(row.reason) if words.is_known(row.reason) else "",
        }
        for row in held.itertuples()
    ]  # fmt: skip
    span = say("{region}, from {since} to {until}.", region=safe.plain(of.place.short_name),
               since=say.period(held["since"].iloc[0]), until=say.period(held["until"].iloc[0]))  # fmt: skip
    more = say("More claims may mean more accidents or more people protected.")
    return Listed("klaim", title, tables.filled(made), plain(held, label=True), (f"{span} {more}", source(held, of)),
                  example=is_example(held))  # fmt: skip


@reading.each
def claims_published(_store: Store, version: str, region: str, as_of: str, lang: str) -> Listed:
    """List what has been published of claims in a region."""
    of = asked(_store, version, region, as_of, lang, False)
    held = of_claims(published(of.query, region, as_of))
    title = of.say("Published figures of claims: {count}", count=len(held))
    if held.empty:
        return Listed("klaim-terbit", title, missing=of.say(NO_CLAIMS_PUBLISHED))
    return Listed("klaim-terbit", title, _published_table(held, of), plain(held, label=True), (_apart(of.say),))


@reading.each
def everything(_store: Store, version: str, region: str, as_of: str, lang: str) -> Listed:
    """List every published figure of a region."""
    of = asked(_store, version, region, as_of, lang, False)
    held = published(of.query, region, as_of)
    title = of.say("Every published figure of {region}: {count}", count=len(held), region=of.place.short_name)
    if held.empty:
        return Listed("terbit", title, missing=of.say(NOTHING_PUBLISHED))
    return Listed("terbit", title, _published_table(held, of), plain(held, label=True), (_apart(of.say),))


def _cited(row: Any, of: Asked) -> str:
    """Say the sources of a row with its status; the one word of an example says both."""
    if row.status == "demonstration":
        return words.status_name(row.status, of.say)
    cited = tables.sources(row.source_ids, of.known, of.say)
    return of.say("{sources} ({status})", sources=cited, status=words.status_name(row.status, of.say))


def _published_table(held: pd.DataFrame, of: Asked) -> pd.DataFrame:
    say = of.say
    return tables.filled(
        [
            {
                say("Period"): say.period(row.period),
                say("What"): indicator_words(row.indicator, say),
                say("Of whom"): _whom(row, say),
                say("Value"): published_words(row, say),
                say("Base"): words.base_words(row.base, say) if words.is_known(row.base) else "",
                say("Source"): _one_source(row.source_id, of.known, say),
                say("Remark"): " ".join(filter(None, (_boundary(row, say), tables.note(row.note, say)))),
            }
            for row in held.itertuples()
        ]
    )


def _whom(row: Any, say: Language) -> str:
    parts = [words.segment_words(row.segment, say)] if words.is_known(row.segment) and row.segment != "total" else []
    parts += [safe.plain(str(row.programme))] if words.is_known(row.programme) else []
    parts += [safe.plain(words.segment_words(row.worker_category, say))] if words.is_known(row.worker_category) else []
    return ", ".join(parts)


def _one_source(source_id: Any, known: dict[str, Source], say: Language) -> str:
    return tables.sources([source_id], known, say) if words.is_known(source_id) else ""


def _boundary(row: Any, say: Language) -> str:
    return say("Boundaries before the split of 2022.") if words.is_old_boundary(row) else ""


def _apart(say: Language) -> str:
    return say("As printed. Figures of different sources, dates and bases are not added and not compared.")


def _named(row: Any) -> str:
    """Write a regulation as it is cited: Perbup 6/2024."""
    number = str(row.number) if words.is_known(row.number) else ""
    year = str(int(row.year)) if words.is_known(row.year) else ""
    return " ".join(filter(None, (str(row.kind), "/".join(filter(None, (number, year))))))


def _evidence_value(row: Any, say: Language) -> str:
    if not words.is_known(row.value):
        return "–"
    value = (
        say.rupiah(round(row.value))
        if row.unit == "rupiah"
        else say("{number} people", number=say.number(int(row.value)))
    )
    return words.about(value, row.approx, say)


def _whole(number: Any, say: Language) -> str:
    return say.number(int(number)) if words.is_known(number) else "–"
