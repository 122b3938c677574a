"""The figures of growth beside the printed "30 percent", of the parts of a region, and what was printed of money."""

from __future__ import annotations

from typing import Any

import pandas as pd

from charts import iuran_findings as findings
from charts import row_bars, words
from i18n import Language, mark
from metrics.analyses import printed_money
from metrics.analyses.compliance import growth_side_by_side
from metrics.analyses.contributions import YEAR, of_parts_beside
from pages.parts import safe, tables
from pages.parts.asked import Asked
from pages.parts.drawing import WITH_FORMULA, burned, definition, is_example, source, why_missing
from pages.parts.figure import Shown
from pages.parts.iuran_files import filed

MOST_ROWS = 25  # of the chart of parts: beyond them those with the lowest rates, the whole list in the table

INDICATORS = {
    "contributions_rp": mark("Contributions"),
    "contributions_target_rp": mark("Contributions, target"),
    "contribution_arrears_rp": mark("Arrears"),
    "contribution_recovery_rp": mark("Recovered contributions"),
    "employers_registered": mark("Registered employers"),
    "employers_active": mark("Active employers"),
    "employers_added": mark("Employers added"),
    "employers_acquired": mark("Employers acquired"),
    "employers_in_arrears": mark("Employers in arrears"),
    "employers_unregistered_estimate": mark("Employers not registered (estimate)"),
    "small_claims_suits": mark("Small-claims suits"),
    "claims_paid_rp": mark("Claims paid"),
    "claims_cases": mark("Claims"),
    "claims_recipients": mark("Recipients of claims"),
    "growth_participants_pct": mark("Growth of participants"),
    "growth_participants_and_contributions_pct": mark("Growth of participants and contributions"),
}


def growth(of: Asked) -> Shown:
    """Make the figure of growth over twelve months: members, contributions and informal members beside each other."""
    say, rows = of.say, growth_side_by_side(of.query, of.place.code, of.as_of)
    held = rows.to_dict("records")
    title = findings.growth_finding(rows, say)
    if rows["value"].isna().all():
        return Shown("pertumbuhan", title, "", None, "", missing=why_missing("contribution_growth", of))
    frame = pd.DataFrame([_grown(row, say) for row in held])
    columns = {"now": ""}
    period = max(str(row["period"]) for row in held if row["period"] is not None)
    text = say("Growth over twelve months, {area}, all segments and BPU, to {date}.", area=of.place.short_name,
               date=say.period(period))  # fmt: skip
    months = next((row["months"] for row in held if row["of"] == "contributions"), None)
    if months is not None and months < YEAR:
        text += " " + say(
            "Contributions are compared over the {months} months that both years have.", months=str(months)
        )
    return Shown(
        key="pertumbuhan",
        title=title,
        reading=text,
        chart=burned(row_bars.row_bars(frame, columns, of.theme, say), say("Growth"), say.period(period), held, of),
        alt=row_bars.describe(frame, columns, say),
        table=pd.DataFrame(
            [
                {
                    say("Growth"): say(findings.GROWN[row["of"]]),
                    say("Value"): _percent(row["value"], say),
                    say("From month"): _period(row["earlier_period"], say),
                    say("To month"): _period(row["period"], say),
                    say("Status"): words.status_name(row["status"], say) if row["status"] else "",
                    say("Remark"): say(row["reason"]) if row["reason"] else "",
                }
                for row in held
            ]
        ),
        data=filed(rows),
        definition=definition(("member_growth", "contribution_growth"), say, WITH_FORMULA),
        source=source(held, of),
        example=is_example(held),
    )


def printed_growth(of: Asked) -> str | None:
    """Say the printed growth of February 2023 and whether the figures held give it, as Markdown; None elsewhere."""
    say, said = of.say, printed_money.printed_growth(of.query, of.places, of.place.code)
    if said is None:
        return None
    row = said.statement
    return say(
        "**Printed, not computed here:** “{percent}” growth of participants and contributions, said of {scope}, {period}, "
        "span not stated ({source}). {verdict}",
        percent=say.percent(row["value"] / 100, 0),
        scope=safe.plain(str(row["about"])),
        period=say.period(row["period"]),
        source=tables.sources(row["source_ids"], of.known, say),
        verdict=say(findings.VERDICTS[said.verdict]),
    )


def parts(of: Asked) -> Shown:
    """Make the figure of collection rate and arrears of the parts of a region."""
    say = of.say
    rows = of_parts_beside(of.query, of.places, of.place.code, of.as_of, of.segment)
    title = findings.parts_finding(rows, say)
    if rows.empty or (rows["value"].isna() & rows["arrears"].isna()).all():
        return Shown("iuran-wilayah", title, "", None, "", missing=why_missing("collection_rate", of))
    listed = rows[rows["value"].notna() | rows["arrears"].notna()].head(MOST_ROWS)
    frame = pd.DataFrame([each for row in listed.to_dict("records") for each in _part(row, say)])
    first = rows.iloc[0]
    columns = {"rate": say("Collected {period}", period=_short(first["period"], say)),
               "owed": say("Arrears {period}", period=_short(rows["arrears_period"].dropna().max(), say))}  # fmt: skip
    drawn = row_bars.row_bars(frame, columns, of.theme, say, selected=of.place.code, whole={"rate": 1.0})
    held = rows.to_dict("records")
    whole = of.places.place(of.place.above[0]) if of.place.level == "regency" else of.place
    when = _short(first["period"], say)
    text = say("Parts of {region}, {segment}; lowest collection rate first. Click a row to open it.",
               region=whole.short_name, segment=words.segment_words(of.segment, say))  # fmt: skip
    if len(listed) < len(rows):
        text += " " + say("{shown} of {total} are drawn; the table has them all.", shown=str(len(listed)),
                          total=str(len(rows)))  # fmt: skip
    return Shown(
        key="iuran-wilayah",
        title=title,
        reading=text,
        chart=burned(drawn, say("Collection rates and arrears"), when, held, of, area=of.area),
        alt=row_bars.describe(frame, columns, say),
        table=_parts_table(held, of),
        data=filed(rows),
        definition=definition(("collection_rate", "arrears"), say, WITH_FORMULA),
        source=source(held, of),
        example=is_example(held),
        opens=True,
    )


def statements(of: Asked) -> pd.DataFrame:
    """Give what was printed of the region and the offices that serve it, as a table to show."""
    say, held = of.say, printed_money.statements(of.query, of.places, of.place.code, of.as_of)
    rows = [
        {
            say("Printed of"): safe.plain(str(row.about)),
            say("Printed figure"): say(INDICATORS[row.indicator])
            + ("" if row.segment in ("total", "unstated") else f", {words.segment_words(row.segment, say)}")
            + ("" if pd.isna(row.programme) else f", {safe.plain(str(row.programme))}"),
            say("Value"): words.about(_printed(row, say), row.approx, say),
            say("Date"): say.period(row.period),
            say("Source"): tables.sources(row.source_ids, of.known, say),
            say("Remark"): tables.note(row.note, say),
        }
        for row in held.itertuples()
    ]
    return pd.DataFrame(rows)


def _grown(row: dict[str, Any], say: Language) -> dict[str, Any]:
    text = say("no figure yet") if row["value"] is None else f"<b>{say.percent(row['value'], signed=True)}</b>"
    if row["status"] == "demonstration":
        text = words.flagged(text, is_demonstration=True, say=say)
    return {
        "row": row["of"], "label": say(findings.GROWN[row["of"]]), "column": "now", "value": row["value"],
        "earlier": None, "text": text, "tone": "", "status": row["status"],
    }  # fmt: skip


def _part(row: dict[str, Any], say: Language) -> list[dict[str, Any]]:
    same = {"row": row["region_code"], "label": row["short_name"], "earlier": None, "tone": ""}
    rate, owed = row["value"], row["arrears"]
    return [
        {**same, "column": "rate", "value": rate, "status": row["status"],
         "text": say("no figure yet") if rate is None else f"<b>{say.percent(rate)}</b>"},
        {**same, "column": "owed", "value": owed, "status": row["arrears_status"],
         "text": say("no figure yet") if owed is None else say.rupiah(owed)},
    ]  # fmt: skip


def _parts_table(held: list[dict[str, Any]], of: Asked) -> pd.DataFrame:
    say = of.say
    return pd.DataFrame(
        [
            {
                say("Region"): safe.plain(row["name"]),
                say("Collection rate"): _percent(row["value"], say),
                say("Date"): _period(row["period"], say),
                say("Arrears"): say("no figure yet") if row["arrears"] is None else say.rupiah(row["arrears"]),
                say("Arrears at"): _period(row["arrears_period"], say),
                say("Status"): words.status_name(row["status"], say) if row["status"] else "",
            }
            for row in held
        ]
    )


def _printed(row: Any, say: Language) -> str:
    if row.unit == "IDR":
        return say.rupiah(row.value)
    if row.unit == "percent":
        return say.percent(row.value / 100, 0)
    return say.number(int(row.value))


def _percent(value: Any, say: Language) -> str:
    return say.percent(value) if words.is_known(value) else say("no figure yet")


def _period(period: Any, say: Language) -> str:
    return say.period(period) if words.is_known(period) else ""


def _short(period: Any, say: Language) -> str:
    return say.short_period(period) if words.is_known(period) else ""
