"""The figures of compliance: employers out of it by kind and size, what was recovered, and cases at the prosecutor."""

from __future__ import annotations

from typing import Any

import pandas as pd

from charts import iuran_findings as findings
from charts import month_bars, row_bars, words
from charts.amounts import Unit, rupiah_unit
from i18n import Language
from metrics.analyses.compliance import KINDS
from metrics.analyses.contributions import monthly
from metrics.catalogue import metric
from pages.parts import iuran_choices
from pages.parts.asked import Asked
from pages.parts.drawing import WITH_FORMULA, burned, definition, is_example, source, why_missing
from pages.parts.figure import Shown
from pages.parts.iuran_files import filed


def outside(of: Asked, rows: pd.DataFrame) -> Shown:
    """Make the figure of employers out of compliance by kind, now and a year before.

    Args:
        of: what is asked.
        rows: of ``metrics.analyses.compliance.employers_outside``.
    """
    say, held = of.say, rows.to_dict("records")
    title = findings.outside_finding(held[0], say)
    kinds = [row for row in held if row["metric"] in KINDS]
    if all(row["value"] is None for row in kinds):
        return Shown("pemberi-kerja", title, "", None, "", missing=why_missing(KINDS[0], of))
    frame = pd.DataFrame([_row(row, row["metric"], say(findings.KINDS[row["metric"]]), say) for row in kinds])
    text = say("Employers found by the office at month end, {area}, {date}.", area=of.place.short_name,
               date=say.period(_period(kinds)))  # fmt: skip
    text += " " + _lost(held[-1], say)
    return _shown("pemberi-kerja", title, text, frame, held, (*KINDS, "employers_active"), of)


def by_size(of: Asked, rows: pd.DataFrame, total: dict[str, Any]) -> Shown:
    """Make the figure of employers not registered by size class.

    Args:
        of: what is asked.
        rows: of ``metrics.analyses.compliance.employers_by_size``.
        total: the row of all sizes.
    """
    say, held = of.say, rows.to_dict("records")
    title = findings.sizes_finding(rows, total, say)
    sizes = [row for row in held if row["metric"] == KINDS[0]]
    if all(row["value"] is None for row in sizes):
        return Shown("pemberi-kerja-ukuran", title, "", None, "", missing=why_missing(KINDS[0], of))
    frame = pd.DataFrame([_row(row, row["segment"], say(findings.SIZES[row["segment"]]), say) for row in sizes])
    text = say("Employers not registered (PWBD) by size class, {area}, {date}.", area=of.place.short_name,
               date=say.period(_period(sizes)))  # fmt: skip
    return _shown("pemberi-kerja-ukuran", title, text, frame, held, (KINDS[0], "employers_active"), of)


def recovered(of: Asked, year: dict[str, Any]) -> Shown:
    """Make the figure of recovered contributions by month."""
    return _by_month(of, "arrears_recovered", findings.recovered_finding(year, of.say))


def cases(of: Asked, year: dict[str, Any]) -> Shown:
    """Make the figure of cases at the prosecutor by month."""
    return _by_month(of, "prosecutor_cases", findings.cases_finding(year, of.say))


def _by_month(of: Asked, name: str, title: str) -> Shown:
    say, asked = of.say, metric(name)
    line = monthly(of.query, name, of.place.code, of.as_of)
    key = name.replace("_", "-")
    if line.held.month is None:
        return Shown(key, title, "", None, "", missing=why_missing(name, of))
    first, last = iuran_choices.months(iuran_choices.LATEST, line.held.month)
    # What is recovered and handed over in a month is known at its end: nothing fills up here.
    frame = line.held.figures
    frame = frame[(frame["month"] >= first) & (frame["month"] <= last)].reset_index(drop=True)
    rows = frame.to_dict("records")
    is_money = asked.unit == "rupiah"
    unit = rupiah_unit(float(frame["value"].max()), say) if is_money else Unit(1.0, "")
    label = say("Recovered") if is_money else say("New cases")
    when = f"{say.short_period(frame['month'].min())}–{say.short_period(frame['month'].max())}"
    return Shown(
        key=key,
        title=title,
        reading=say("{title}, by month, {area}, {date}.", title=say(asked.title), area=of.place.short_name, date=when),
        chart=burned(
            month_bars.month_bars(frame, of.theme, say, name=label, unit=unit), say(asked.title), when, rows, of
        ),
        alt=month_bars.describe(frame, say, name=label, unit=unit),
        table=pd.DataFrame(
            {
                say("Month"): [say.period(row["month"]) for row in rows],
                label: [unit.one(row["value"], say) for row in rows],
                say("Status"): [words.status_name(row["status"], say) for row in rows],
            }
        ),
        data=filed(frame.assign(metric=name)),
        definition=definition((name,), say, WITH_FORMULA),
        source=source(rows, of),
        example=is_example(rows),
    )


def _shown(
    key: str, title: str, text: str, frame: pd.DataFrame, held: list[dict[str, Any]], names: tuple[str, ...], of: Asked
) -> Shown:
    say, columns = of.say, {"now": ""}
    drawn = row_bars.row_bars(frame, columns, of.theme, say, before=say("a year before"))
    return Shown(
        key=key,
        title=title,
        reading=text,
        chart=burned(drawn, say("Employers and compliance"), say.period(_period(held)), held, of),
        alt=row_bars.describe(frame, columns, say),
        table=_table(held, say),
        data=filed(pd.DataFrame(held)),
        definition=definition(names, say, WITH_FORMULA),
        source=source(held, of),
        example=is_example(held),
    )


def _row(row: dict[str, Any], code: str, label: str, say: Language) -> dict[str, Any]:
    text = say("no figure yet") if row["value"] is None else f"<b>{say.number(int(row['value']))}</b>"
    if row["change"] is not None:
        text += f"  {findings.count_change(row['value'], row['earlier_value'], say)}"
    return {
        "row": code, "label": label, "column": "now", "value": row["value"], "earlier": row["earlier_value"],
        "text": text, "tone": findings.tone(row["change"], metric(row["metric"]).better), "status": row["status"],
    }  # fmt: skip


def _table(held: list[dict[str, Any]], say: Language) -> pd.DataFrame:
    rows = [
        {
            say("Employers"): say(findings.KINDS[row["metric"]])
            + (f", {say(findings.SIZES[row['segment']])}" if row["segment"] in findings.SIZES else ""),
            say("Date"): say.period(row["period"]),
            say("Now"): say.number(int(row["value"])),
            say("A year before"): _number(row["earlier_value"], say),
            say("Change"): findings.count_change(row["value"], row["earlier_value"], say)
            if row["earlier_value"] is not None
            else say(row["reason"]),
            say("Status"): words.status_name(row["status"], say),
        }
        for row in held
        if row["value"] is not None
    ]
    return pd.DataFrame(rows)


def _lost(active: dict[str, Any], say: Language) -> str:
    """Say how many active employers there are, and whether some were lost since a year before."""
    if active["value"] is None:
        return say("The number of active employers is not known.")
    count = say.number(int(active["value"]))
    if active["earlier_value"] is None:
        return say("Active employers: {count}; those of a year before are not known.", count=count)
    change = findings.count_change(active["value"], active["earlier_value"], say)
    return say("Active employers: {count}, {change} in a year.", count=count, change=change)


def _period(rows: list[dict[str, Any]]) -> str:
    return max(str(row["period"]) for row in rows if row["period"] is not None)


def _number(value: Any, say: Language) -> str:
    return say("no figure yet") if value is None else say.number(int(value))
