"""The figures of sponsored cover: when it ends, by month, and who pays for whom, at what price."""

from __future__ import annotations

from typing import Any

import pandas as pd

from charts import ending_bars, informal_findings, row_bars, words
from charts.group_words import group_words
from data.standing import weakest
from metrics.analyses.expiring import NO_COVER, SPANS
from metrics.periods import month_after
from pages.parts import informal_words as named
from pages.parts import safe, tables
from pages.parts.asked import Asked
from pages.parts.drawing import LOAD, WITH_FORMULA, burned, definition, is_example, plain, source, why_missing
from pages.parts.figure import Shown


def when(of: Asked, months: pd.DataFrame, cited: list[str], regions: int, people: int | None) -> Shown:
    """Make the figure of cover that ends by month.

    Args:
        of: what is asked.
        months: rows of ``metrics.analyses.informal_cover.endings``.
        cited: ids of the sources of the schemes.
        regions: regencies and cities whose schemes are held; 0 where none is.
        people: all sponsored workers, where their number stands on the page; else None.
    """
    say, key = of.say, "cakupan-berakhir"
    title = informal_findings.ending(months, say, people)
    if months.empty:
        missing = say(NO_COVER) + " " + say(LOAD) if not regions else say("Cover is held, and none ends within a year.")
        return Shown(key, title if regions else say("When cover ends is not known yet"), "", None, "", missing=missing)
    rows: list[dict[str, Any]] = [row | {"source_ids": cited} for row in months.to_dict("records")]
    last = month_after(of.as_of, max(SPANS))
    chart = ending_bars.ending_bars(months, of.as_of, last, of.as_of, of.theme, say)
    span = say("to {month}", month=say.period(last))
    return Shown(
        key=key,
        title=title,
        reading=words.flagged(" ".join([
            say("{area}, seen from {month} to {last}; ▼ is the end of the third unpaid month.", area=of.place.short_name,
                month=say.period(of.as_of), last=say.period(last)),
            *_from(of, regions),
        ]), is_example(rows), say),
        chart=burned(chart, say("Cover that ends"), f"{say.period(of.as_of)} {span}", rows, of),
        alt=ending_bars.describe(months, say),
        table=tables.filled(
            [
                {
                    say("Cover ends"): say.period(row.month),
                    say("Leaves the active count, end of"): say.period(row.leaves_active_count),
                    say("Workers, number"): named.people(row.people, say),
                    say("Of them renewed"): named.people(row.renewed_people, say),
                    say("Leave the count"): named.people(row.leaving_people, say),
                    say("Schemes"): say.number(row.schemes),
                    say("Status"): words.status_name(row.status, say),
                    say("Remark"): say(row.reason) if row.reason else "",
                }
                for row in months.itertuples()
            ]
        ),
        data=plain(months.assign(source_ids=[cited] * len(months), base=None), label=True),
        definition=definition(("cover_expiring",), say)
        + " "
        + say(
            "A later scheme of the same region, group and payer that begins before the count falls is taken to renew the "
            "cover, for as many people as it has."
        ),
        source=source(rows, of),
        example=is_example(rows),
    )  # fmt: skip


def who(of: Asked, cells: pd.DataFrame, cost: Any | None, cited: list[str], regions: int) -> Shown:
    """Make the figure of who pays for whom.

    Args:
        of: what is asked.
        cells: rows of ``metrics.analyses.informal_cover.who_pays``.
        cost: row of the metric of the cost of one sponsored worker, or None.
        cited: ids of the sources of the schemes.
        regions: regencies and cities whose schemes are held.
    """
    say, key = of.say, "siapa-membayar"
    if cells.empty:
        why = why_missing("funding_mix", of)
        return Shown(key, say("Who pays for whom is not known yet"), "", None, "", missing=why)
    month, frame, columns = say.period(of.as_of), _rows(of, cells), {"people": ""}
    whole = 0 if cells["suppressed"].any() else int(cells["people"].sum())
    rows: list[dict[str, Any]] = [
        row | {"source_ids": sorted({*cited, *row["source_ids"]})} for row in cells.to_dict("records")
    ]
    return Shown(
        key=key,
        title=informal_findings.payers(shares(of, cells), say),
        reading=words.flagged(" ".join([
            say("Sponsored workers by who pays, counted by people, {area}, {month}.", area=of.place.short_name, month=month),
            *(_from(of, regions) if of.place.level == "national" else []),
            *_costs(of, cells, cost),
        ]), is_example(rows), say),
        chart=burned(row_bars.row_bars(frame, columns, of.theme, say), say("Who pays for whom"), month, rows, of),
        alt=row_bars.describe(frame, columns, say),
        table=tables.filled(
            [
                {
                    say("Group"): safe.plain(group_words(row.worker_category, say)),
                    say("Who pays"): safe.plain(group_words(row.funding_source, say)),
                    say("Workers, number"): named.people(row.people, say),
                    say("Of all"): say.percent(row.people / whole) if whole else "",
                    say("Paid a month"): named.rupiah(row.paid_a_month, say),
                    say("Budget of these schemes"): named.rupiah(row.budget, say),
                    say("Premium by the rules, a month"): named.rupiah(row.rule_premium, say),
                    say("Another 12 months, by the rules"): named.rupiah(row.to_renew, say),
                    say("Schemes"): say.number(row.schemes),
                    say("Status"): words.status_name(row.status, say),
                    say("Remark"): " ".join(say(text) for text in [*([row.reason] if row.reason else []), *row.notes]),
                }
                for row in cells.itertuples()
            ]
        ),
        data=plain(cells.assign(base=None), label=True),
        definition=definition(("sponsored_workers", "funding_mix", "sponsored_cost"), say, WITH_FORMULA),
        source=source(rows, of),
        example=is_example(rows),
    )  # fmt: skip


def _from(of: Asked, regions: int) -> list[str]:
    """Say of how many regencies and cities the schemes are, where they are of more than one."""
    return [of.say("Schemes of {count} regencies and cities are held.", count=regions)] if regions > 1 else []


def _rows(of: Asked, cells: pd.DataFrame) -> pd.DataFrame:
    """Give one bar a group and payer, with the number of people."""
    rows = [
        {
            "row": f"{row.worker_category}-{row.funding_source}",
            "label": f"{group_words(row.worker_category, of.say)} · {named.short_payer(row.funding_source, of.say)}",
            "column": "people", "value": row.people, "earlier": None, "text": named.people(row.people, of.say), "tone": "",
            "status": row.status,
        }
        for row in cells.itertuples()
    ]  # fmt: skip
    return pd.DataFrame(rows)


def shares(of: Asked, cells: pd.DataFrame) -> pd.DataFrame:
    """Give the share of all sponsored workers that each payer pays for; none where some are withheld.

    Returns:
        One row a payer: part (its name), value, status (the weakest of its schemes).
    """
    if cells["suppressed"].any() or not cells["people"].sum():
        return pd.DataFrame(columns=["part", "value", "status"])
    whole = int(cells["people"].sum())
    rows = [
        {
            "part": group_words(str(code), of.say),
            "value": int(own["people"].sum()) / whole,
            "status": weakest(list(own["status"])),
        }
        for code, own in cells.groupby("funding_source", sort=True)
    ]
    return pd.DataFrame(rows)


def _costs(of: Asked, cells: pd.DataFrame, cost: Any | None) -> list[str]:
    """Say what one worker costs and should cost, what is paid a month, and what another year would cost."""
    say, said = of.say, []
    rules = sorted({int(value) for value in cells["rule_premium"].dropna()})
    if cost is not None and rules == [round(cost.value)]:
        said.append(say("One worker costs {cost} a month ({month}), as the rule for JKK and JKM of BPU says.",
                        cost=say.rupiah(rules[0], full=True), month=say.period(cost.period)))  # fmt: skip
        rules = []
    elif cost is not None and words.is_known(cost.value):
        said.append(say("Cost of one worker: {cost} a month ({month}).", cost=say.rupiah(round(cost.value), full=True),
                        month=say.period(cost.period)))  # fmt: skip
    if len(rules) == 1:
        said.append(say("The rule for JKK and JKM of BPU: {premium} a month.", premium=say.rupiah(rules[0], full=True)))
    totals = {name: None if cells[name].isna().any() else int(cells[name].sum()) for name in ("budget", "to_renew")}
    if totals["budget"] is not None:
        said.append(say("Budget of the schemes that run: {budget}.", budget=say.rupiah(totals["budget"])))
    if totals["to_renew"] is not None:
        said.append(
            say("Another 12 months for all of them: {amount}, by the rules.", amount=say.rupiah(totals["to_renew"]))
        )
    return said
