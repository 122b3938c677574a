"""The figures of money: contributions due and received, collection and on-time rate, arrears by age, as they are shown."""

from __future__ import annotations

from typing import Any

import pandas as pd

from charts import iuran_findings as findings
from charts import month_bars, parts_bar, share_lines, words
from charts.amounts import rupiah_unit
from i18n import Language
from metrics.analyses import printed_money
from metrics.analyses.contributions import Monthly, classes_beside, monthly
from pages.parts import iuran_choices
from pages.parts.asked import Asked
from pages.parts.drawing import WITH_FORMULA, burned, definition, is_example, source, why_missing
from pages.parts.figure import Shown
from pages.parts.iuran_files import filed

RATES = ("collection_rate", "on_time_rate")


def received(of: Asked, year: dict[str, Any], span: str) -> Shown:
    """Make the figure of contributions due and received by month."""
    say, paid = of.say, monthly(of.query, "contributions_received", of.place.code, of.as_of, of.segment)
    owed = monthly(of.query, "contributions_due", of.place.code, of.as_of, of.segment)
    title = findings.received_finding(year, say)
    if span == "relief":  # the finding of the latest year would not be what these months show
        title = words.flagged(say("Contributions due and received, 2020–2021"), year["status"] == "demonstration", say)
    if paid.held.month is None:
        return Shown("iuran-diterima", title, "", None, "", missing=why_missing("contributions_received", of))
    first, last = iuran_choices.months(span, paid.held.month)
    frame = _both(paid, owed, first, last)
    if frame.empty:
        missing = say("No figure is held of these months; choose others above.")
        return Shown("iuran-diterima", title, "", None, "", missing=missing)
    bands = _bands(of)
    unit = rupiah_unit(float(frame[["value", "due"]].max().max()), say)
    drawn = frame.assign(beside=frame["due"])
    chart = month_bars.month_bars(
        drawn,
        of.theme,
        say,
        name=say("Received"),
        unit=unit,
        line=say("contributions due"),
        bands=bands,
        filling=say("still filling up"),
    )
    rows = frame.to_dict("records")
    when = _between(frame, say)
    text = say("By the month they are for, {area}, {date}.", area=of.area, date=when)
    if frame["is_filling"].any():
        text += " " + say("The latest months still fill up.")
    return Shown(
        key="iuran-diterima",
        title=title,
        reading=text,
        chart=burned(chart, say("Contributions due and received"), when, rows, of, area=of.area),
        alt=month_bars.describe(frame, say, name=say("Received"), unit=unit, bands=bands),
        table=pd.DataFrame(
            {
                say("Month"): [say.period(row["month"]) for row in rows],
                say("Contributions due"): [_rupiah(row["due"], say) for row in rows],
                say("Received"): [_rupiah(row["value"], say) for row in rows],
                say("Remark"): [say("still filling up") if row["is_filling"] else "" for row in rows],
                say("Status"): [words.status_name(row["status"], say) for row in rows],
            }
        ),
        data=filed(frame.assign(metric="contributions_received")),
        definition=definition(("contributions_received", "contributions_due"), say, WITH_FORMULA),
        source=source(rows, of),
        example=is_example(rows),
    )


def rates(of: Asked, span: str) -> Shown:
    """Make the figure of collection rate and on-time rate by month."""
    say = of.say
    names = {"collection_rate": say("Collected"), "on_time_rate": say("On time")}
    lines = {name: monthly(of.query, name, of.place.code, of.as_of, of.segment) for name in RATES}
    title = findings.rates_finding(None, None, say)
    held = [one for one in lines.values() if one.held.month is not None]
    if not held:
        return Shown("iuran-tertagih", title, "", None, "", missing=why_missing("collection_rate", of))
    first, last = iuran_choices.months(span, max(str(one.held.month) for one in held))
    frame = pd.concat([_within(one, first, last).assign(line=name, metric=name) for name, one in lines.items()])
    if frame.empty:
        missing = say("No figure is held of these months; choose others above.")
        return Shown("iuran-tertagih", title, "", None, "", missing=missing)
    ends = [_complete(frame[frame["line"] == name]) for name in RATES]
    title = findings.rates_finding(ends[0], ends[1], say)
    rows = frame.to_dict("records")
    chart = share_lines.share_lines(frame, names, of.theme, say, filling=say("still filling up"))
    when = _between(frame, say)
    return Shown(
        key="iuran-tertagih",
        title=title,
        reading=say("Share of what was due for the month, in rupiah, {area}, {date}.", area=of.area, date=when),
        chart=burned(chart, say("Collection rate and on-time rate"), when, rows, of, area=of.area),
        alt=share_lines.describe(frame, names, say),
        table=_rates_table(frame, names, say),
        data=filed(frame),
        definition=definition(RATES, say, WITH_FORMULA),
        source=source(rows, of),
        example=is_example(rows),
    )


def ages(of: Asked, owed: dict[str, Any]) -> Shown:
    """Make the figure of arrears by age, now and a year before; ``owed`` are the arrears of all segments."""
    say = of.say
    held = classes_beside(of.query, "arrears_by_age", of.place.code, of.as_of, tuple(findings.AGES))
    title = findings.ages_finding(owed, held, say)
    known = [row for row in held if row["value"] is not None]
    if len(known) < len(held):
        return Shown("tunggakan-umur", title, "", None, "", missing=why_missing("arrears_by_age", of))
    now = _of_ages(known, "period", "value", owed["value"], say)
    frame = pd.DataFrame([*now, *_of_ages(known, "earlier_period", "earlier_value", owed["earlier_value"], say)])
    when = say.period(known[0]["period"])
    whole = of.place.short_name
    return Shown(
        key="tunggakan-umur",
        title=title,
        reading=say(
            "Months since due, share of arrears, {area}, all segments together, {date}.", area=whole, date=when
        ),
        chart=burned(parts_bar.parts_bar(frame, of.theme, say), say("Arrears by age"), when, known, of),
        alt=parts_bar.describe(frame, say),
        table=pd.DataFrame(
            {
                say("Age"): list(frame["part"]),
                say("Date"): [say.period(period) for period in frame["period"]],
                say("Share"): [say.percent(value) for value in frame["value"]],
                say("Status"): [words.status_name(status, say) for status in frame["status"]],
            }
        ),
        data=filed(pd.DataFrame(known)),
        definition=definition(("arrears", "arrears_by_age"), say, WITH_FORMULA),
        source=source(known, of),
        example=is_example(known),
    )


def _complete(frame: pd.DataFrame) -> Any | None:
    """The latest of the months that no longer fill up."""
    complete = frame[~frame["is_filling"].astype(bool)].sort_values("month")
    return None if complete.empty else next(complete.tail(1).itertuples(index=False))


def _both(paid: Monthly, owed: Monthly, first: str, last: str) -> pd.DataFrame:
    """The months of receipts, each with what was due where that stands in the same series."""
    due = owed.held.figures[["month", "series", "value"]].rename(columns={"value": "due"})
    return _within(paid, first, last).merge(due, on=["month", "series"], how="left")


def _within(line: Monthly, first: str, last: str) -> pd.DataFrame:
    figures = line.figures
    return figures[(figures["month"] >= first) & (figures["month"] <= last)].reset_index(drop=True)


def _bands(of: Asked) -> list[month_bars.Band]:
    """The rules that moved contributions: in short the rule's number, in full what it does, and since when."""
    found = []
    for row in printed_money.events(of.query, of.places, of.place.code).itertuples():
        label = row.label_id if of.say.code == "id" else row.label_en
        last = row.last if words.is_known(row.last) else None
        dates = of.say.short_period(row.first)
        dates = of.say("from {period}", period=dates) if last is None else f"{dates}–{of.say.short_period(last)}"
        found.append(month_bars.Band(row.first, last, label.split(":")[0], f"{label} ({dates})"))
    return found


def _between(frame: pd.DataFrame, say: Language) -> str:
    return f"{say.short_period(frame['month'].min())}–{say.short_period(frame['month'].max())}"


def _of_ages(rows: list[dict[str, Any]], period: str, value: str, amount: Any, say: Language) -> list[dict[str, Any]]:
    if any(row[value] is None for row in rows):
        return []
    whole = say.period(rows[0][period]) + ("" if amount is None else f" · {say.rupiah(amount)}")
    return [
        {"whole": whole, "part": say(findings.AGES[row["segment"]]), "value": row[value],
         "status": row["status"], "period": row[period]}
        for row in rows
    ]  # fmt: skip


def _rates_table(frame: pd.DataFrame, names: dict[str, str], say: Language) -> pd.DataFrame:
    wide = frame.pivot_table(index="month", columns="line", values="value").reindex(columns=list(names))
    status = frame.groupby("month")["status"].first()
    shown = {say("Month"): [say.period(month) for month in wide.index]}
    for line, name in names.items():
        shown[name] = [say.percent(value) if words.is_known(value) else say("no figure yet") for value in wide[line]]
    return pd.DataFrame(shown | {say("Status"): [words.status_name(status[month], say) for month in wide.index]})


def _rupiah(value: Any, say: Language) -> str:
    return say.rupiah(value) if words.is_known(value) else say("no figure yet")
