"""Contributions: due and received by month, what of it is collected, arrears, and the employers that are missing."""

from __future__ import annotations

from typing import Any

import pandas as pd

from charts import iuran_findings, month_bars, words
from charts.amounts import rupiah_unit
from exports.briefing.context import Of, float_or_none, int_or_none, known, many
from exports.briefing.model import Cell, Chart, Column, Figure, Finding, Series, Table
from i18n import Language, mark
from metrics.analyses.compliance import employers_outside
from metrics.analyses.contributions import beside_year_before, complete_month, monthly, year_beside
from metrics.catalogue import metric
from metrics.periods import month_after

SHOWN = 12  # months of the chart
LISTED = 24  # months of the table
LOAD = mark("An office loads it on the page Data.")

Row = dict[str, Any]


def contributions(of: Of) -> Finding:
    """Say what came in over twelve months, beside what was due."""
    say, region, as_of = of.say, of.place.code, of.asked.as_of
    year = year_beside(of.query, "contributions_received", region, as_of)
    rate = _complete_rate(of)
    owed = beside_year_before(of.query, "arrears", region, as_of)
    outside = employers_outside(of.query, region, as_of).iloc[0].to_dict()
    common: dict[str, Any] = {"measure": say("Contributions due and received"), "page": "iuran", "base": False,
              "metrics": ["contributions_received", "contributions_due", "collection_rate", "arrears"]}  # fmt: skip
    figures = _figures(of, year, rate, owed, outside)
    held = [row for row in (year, rate, owed, outside) if row["value"] is not None]
    paid = monthly(of.query, "contributions_received", region, as_of)
    if paid.held.month is None:
        title = iuran_findings.headline(of.place.short_name, rate, outside, say)
        missing = f"{say(metric('contributions_received').why_missing(None))} {say(LOAD)}"
        return of.finding("contributions", "contributions", title, held, figures=figures if held else (),
                          missing=missing, **common)  # fmt: skip
    due = monthly(of.query, "contributions_due", region, as_of).held.figures[["month", "series", "value"]]
    frame = paid.figures.merge(due.rename(columns={"value": "due"}), on=["month", "series"], how="left")
    frame = frame[frame["month"] > month_after(paid.held.month, -LISTED)].reset_index(drop=True)
    shown = frame.tail(SHOWN)
    unit = rupiah_unit(float(shown[["value", "due"]].max().max()), say)
    text = iuran_findings.headline(of.place.short_name, rate, outside, say)
    if shown["is_filling"].any():
        text += ". " + say("The latest months still fill up.")
    drawn = shown.assign(beside=shown["due"])
    return of.finding(
        "contributions", "contributions", iuran_findings.received_finding(year, say), [*held, *shown.to_dict("records")],
        when=f"{say.short_period(shown['month'].min())} – {say.short_period(shown['month'].max())}", reading=text,
        figures=figures, tables=(_table(of, frame),), chart=_chart(of, shown, unit.divisor, unit.words),
        alt=month_bars.describe(shown, say, name=say("Received"), unit=unit),
        draw=lambda look: month_bars.month_bars(drawn, look, say, name=say("Received"), unit=unit,
                                                line=say("contributions due"), filling=say("still filling up")),
        **common,
    )  # fmt: skip


def _complete_rate(of: Of) -> dict[str, Any]:
    """The collection rate of the latest month that no longer fills up, beside that of a year before."""
    month = complete_month(monthly(of.query, "collection_rate", of.place.code, of.asked.as_of))
    rate = beside_year_before(of.query, "collection_rate", of.place.code, month or of.asked.as_of)
    return rate if month is not None else {**rate, "value": None, "change": None}


def _figures(of: Of, year: Row, rate: Row, owed: Row, outside: Row) -> tuple[Figure, ...]:
    say = of.say
    whole = year["year_value"] is not None
    title = say("Received, 12 months") if whole else say("Received, {months} of 12 months", months=str(year["months"]))
    return (
        _one(of, year, title, "rupiah", "contributions_received.sum", "year_value" if whole else "value",
             iuran_findings.money_change),
        _one(of, rate, say("Collection rate"), "share", "collection_rate.value", "value", iuran_findings.points_change),
        _one(of, owed, say("Arrears"), "rupiah", "arrears.value", "value", iuran_findings.money_change),
        _one(of, outside, say("Not registered (PWBD)"), "count", "employers_unregistered.value", "value",
             iuran_findings.money_change),
    )  # fmt: skip


def _one(of: Of, row: dict[str, Any], label: str, unit: str, made_by: str, column: str, change: Any) -> Figure:
    say = of.say
    value = row[column]
    told: dict[str, Any] = {"label": label, "unit": unit, "made_by": made_by, "region": of.place.code}
    if value is None or row["value"] is None:
        return Figure(value=None, text=say("no figure yet"), note=say("Missing is not zero."), **told)
    note = say.short_period(row["period"])
    if row["change"] is not None:
        said = change(row["change"], say)
        months = row["months"] if made_by.endswith(".sum") else None  # of a sum: those that both years hold
        note += "; " + (
            say("{change} against {period}", change=said, period=say.short_period(row["earlier_period"]))
            if months in (None, 12)
            else say("{change} over the {months} months held in both years", change=said, months=str(months))
        )
    return Figure(
        value=float_or_none(value), text=_text(value, unit, say), note=note, period=known(row["period"]),
        numerator=int_or_none(row["numerator"]) if unit == "share" else None,
        denominator=int_or_none(row["denominator"]) if unit == "share" else None,
        status=known(row["status"]), source_ids=many(row["source_ids"]), batch_ids=many(row["batch_ids"]), **told,
    )  # fmt: skip


def _text(value: float, unit: str, say: Language) -> str:
    if unit == "share":
        return say.percent(value)
    return say.rupiah(value) if unit == "rupiah" else say.number(int(value))


def _chart(of: Of, shown: pd.DataFrame, divisor: float, unit: str) -> Chart:
    say = of.say
    look = "hatched" if (shown["status"] == "demonstration").any() else "solid"
    paid = tuple(float(value) for value in shown["value"])
    due = tuple(float_or_none(value) for value in shown["due"])
    short = tuple(say.number(value / divisor, 1 if max(paid) / divisor < 100 else 0) for value in paid)
    names = tuple(say.short_period(month) + ("*" if filling else "")
                  for month, filling in zip(shown["month"], shown["is_filling"], strict=True))  # fmt: skip
    about = say("In {unit}, by the month they are for", unit=unit)
    if shown["is_filling"].any():
        about += "; " + say("* still filling up")
    return Chart("columns", names, (
        Series(say("Contributions due"), due, ("",) * len(due), "rest", look),
        Series(say("Received"), paid, short, "focus", look),
    ), "rupiah", about)  # fmt: skip


def _table(of: Of, frame: pd.DataFrame) -> Table:
    say = of.say
    columns = (
        Column(say("Month"), "month"), Column(say("Contributions due"), "rupiah"), Column(say("Received"), "rupiah"),
        Column(say("Of what was due"), "share", parts=(2, 1)), Column(say("Status")), Column(say("Remark"), brief=False),
    )  # fmt: skip
    rows: list[tuple[Cell, ...]] = []
    for row in frame.sort_values("month", ascending=False).itertuples():
        due = int_or_none(row.due)
        rows.append((row.month, due, int_or_none(row.value), float(row.value) / due if due else None,
                     words.status_name(row.status, say), say("still filling up") if row.is_filling else None))  # fmt: skip
    return Table(say("Contributions due and received, by month"), columns, tuple(rows))
