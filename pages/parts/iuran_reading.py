"""What the page of contributions and compliance shows, read once a store, view and language; all of it is shared."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from charts import iuran_findings as findings
from charts import words
from charts.headline_cards import Card
from data.store import Store
from i18n import Language
from metrics.analyses.compliance import employers_by_size, employers_outside
from metrics.analyses.contributions import YEAR, beside_year_before, complete_month, monthly, year_beside
from pages.parts import iuran_employers, iuran_growth, iuran_money, reading
from pages.parts.asked import Asked, asked
from pages.parts.drawing import LOAD_MONTHS, source, why_missing
from pages.parts.figure import Shown


@dataclass(frozen=True)
class Page:
    """All of the page but the figures that depend on the months chosen.

    Args:
        title: the finding.
        note: area, segment, sources; or why nothing is held.
        cards: the four numbers; empty where none of them is held.
        nothing: why none of them is held and how they are loaded, in plain words; None where one is.
        has_months: whether contributions by month are held.
        lacking: title of each figure that cannot be drawn, why, and how it is loaded.
        figures: ages, outside, sizes, recovered, cases, growth and parts.
        printed_growth: the printed growth and what the figures say to it, as Markdown; None where it is about elsewhere.
        statements: what was printed, as a table to show; empty where nothing was.
    """

    title: str
    note: str
    cards: tuple[Card, ...]
    nothing: str | None
    has_months: bool
    lacking: tuple[tuple[str, str | None], ...]
    figures: dict[str, Shown]
    printed_growth: str | None
    statements: pd.DataFrame


@reading.each
def page(_store: Store, version: str, region: str, as_of: str, segment: str, lang: str, dark: bool) -> Page:
    """Read the page of one region."""
    of = asked(_store, version, region, as_of, lang, dark, segment=segment)
    say, query = of.say, of.query
    rate = _complete_rate(of)
    owed = beside_year_before(query, "arrears", region, as_of, of.segment)
    owed_all = owed if of.segment == "total" else beside_year_before(query, "arrears", region, as_of)
    year = year_beside(query, "contributions_received", region, as_of, of.segment)
    employers = employers_outside(query, region, as_of)
    missing = employers.iloc[0].to_dict()
    figures = {
        "ages": iuran_money.ages(of, owed_all),
        "outside": iuran_employers.outside(of, employers),
        "sizes": iuran_employers.by_size(of, employers_by_size(query, region, as_of), missing),
        "recovered": iuran_employers.recovered(of, year_beside(query, "arrears_recovered", region, as_of)),
        "cases": iuran_employers.cases(of, year_beside(query, "prosecutor_cases", region, as_of)),
        "growth": iuran_growth.growth(of),
        "parts": iuran_growth.parts(of),
    }
    held = [row for row in (year, rate, owed, missing) if row["value"] is not None]
    has_months = monthly(query, "contributions_received", region, as_of, of.segment).held.month is not None
    lacking = [(each.title, each.missing) for each in figures.values() if each.chart is None]
    if not has_months:
        why = why_missing("contributions_received", of)
        lacking = [
            (say("Contributions due and received, by month"), why),
            (say("Collection rate and on-time rate, by month"), why),
            *lacking,
        ]
    return Page(
        title=findings.headline(of.place.short_name, rate, missing, say),
        note=f"{of.area} · {source(held, of)}" if held else of.area,
        cards=(_received(year, of), _collected(rate, of), _owed(owed, of), _missing(missing, of)) if held else (),
        nothing=None if held else _nothing(of),
        has_months=has_months,
        lacking=tuple(lacking),
        figures=figures,
        printed_growth=iuran_growth.printed_growth(of),
        statements=iuran_growth.statements(of),
    )


@reading.each
def months(
    _store: Store, version: str, region: str, as_of: str, segment: str, span: str, lang: str, dark: bool
) -> tuple[Shown, Shown]:
    """Read the two figures that depend on the months chosen: due and received, and the rates."""
    of = asked(_store, version, region, as_of, lang, dark, segment=segment)
    year = year_beside(of.query, "contributions_received", region, as_of, of.segment)
    return iuran_money.received(of, year, span), iuran_money.rates(of, span)


def _complete_rate(of: Asked) -> dict[str, Any]:
    """The collection rate of the latest complete month beside that of a year before."""
    month = complete_month(monthly(of.query, "collection_rate", of.place.code, of.as_of, of.segment))
    rate = beside_year_before(of.query, "collection_rate", of.place.code, month or of.as_of, of.segment)
    # Where only months that still fill up are held, none of them is a rate to judge by.
    return rate if month is not None else {**rate, "value": None, "change": None}


def _nothing(of: Asked) -> str:
    return of.say(
        "Contributions received, collection rate, arrears and unregistered employers: no figure of {region} yet. {why} "
        "Missing is not zero.",
        region=of.place.short_name,
        why=why_missing("contributions_received", of, LOAD_MONTHS),
    )


def _received(year: dict[str, Any], of: Asked) -> Card:
    say = of.say
    if year["value"] is None:
        return Card(say("Received, 12 months"), say("no figure yet"), say("Missing is not zero."))
    is_whole = year["year_value"] is not None
    title = (
        say("Received, 12 months") if is_whole else say("Received, {months} of 12 months", months=str(year["months"]))
    )
    change = findings.money_change(year["change"], say)
    if year["months"] == YEAR:
        text = say(
            "{change} against the 12 months before; to {period}", change=change, period=say.short_period(year["period"])
        )
    else:
        text = say(
            "{change} over the {months} months that both years have; to {period}",
            change=change,
            months=str(year["months"]),
            period=say.short_period(year["period"]),
        )
    return Card(title, say.rupiah(year["year_value"] if is_whole else year["value"]), _flagged(text, year, say))


def _collected(rate: dict[str, Any], of: Asked) -> Card:
    say = of.say
    if rate["value"] is None:
        return Card(say("Collection rate"), say("no figure yet"), say("Missing is not zero."))
    title = say("Collection rate in {period}", period=say.short_period(rate["period"]))
    text = say("latest complete month; {change}", change=_against(rate, findings.points_change, say))
    return Card(title, say.percent(rate["value"]), _flagged(text, rate, say))


def _owed(owed: dict[str, Any], of: Asked) -> Card:
    say = of.say
    if owed["value"] is None:
        return Card(say("Arrears"), say("no figure yet"), say("Missing is not zero."))
    title = say("Arrears, {period}", period=say.short_period(owed["period"]))
    return Card(title, say.rupiah(owed["value"]), _flagged(_against(owed, findings.money_change, say), owed, say))


def _missing(row: dict[str, Any], of: Asked) -> Card:
    say, title = of.say, of.say("Not registered (PWBD)")
    if row["value"] is None:
        return Card(title, say("no figure yet"), say("Missing is not zero."))
    if row["earlier_value"] is None:
        text = say(row["reason"])
    else:
        change = findings.count_change(row["value"], row["earlier_value"], say)
        text = say("{change} against {period}", change=change, period=say.short_period(row["earlier_period"]))
    text = f"{say.short_period(row['period'])}; {text}"
    return Card(title, say.number(int(row["value"])), _flagged(text, row, say))


def _against(row: dict[str, Any], change: Any, say: Language) -> str:
    if row["change"] is None:
        return say(row["reason"])
    return say(
        "{change} against {period}", change=change(row["change"], say), period=say.short_period(row["earlier_period"])
    )


def _flagged(text: str, row: dict[str, Any], say: Language) -> str:
    return words.flagged(text, row["status"] == "demonstration", say)
