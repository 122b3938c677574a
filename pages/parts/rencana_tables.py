"""The tables and the assumptions of a plan, as text to show: what a budget buys, cover that ends, plans side by side."""

from __future__ import annotations

from typing import Any

import pandas as pd

from charts import rencana_findings as findings
from charts import words
from charts.group_words import group_words
from charts.premium_words import premium_words
from i18n import Language, retell
from metrics.analyses.contribution_rules import PAYERS
from pages.parts import rencana_words as named
from pages.parts import safe, tables
from pages.parts.rencana_reading import Made
from pages.parts.sources import Source

MOST = 12  # rows of cover that ends shown on the page; the files have all
STATE_PAYER = "apbn_apbd"


def months(made: Made, say: Language) -> pd.DataFrame:
    """Give the people and rupiah of each month as a table to show."""
    renewed = made.enrolled[made.enrolled["purpose"] == "renewal"].set_index("month")["people"]
    rows = []
    for month, part in made.plan.months.groupby("month", sort=True):
        rows.append(
            {
                say("Month"): say.period(str(month)),
                say("New, net"): say.number(int(part["people_net"].sum())),
                say("New, gross"): say.number(int(part["people_gross"].sum())),
                say("Renewed"): _count(renewed.get(month, 0), say),
            }
        )
    return pd.DataFrame(rows)


def path(made: Made, say: Language) -> pd.DataFrame:
    """Give the share of each month as a table to show."""
    target = made.summary["target"]
    return pd.DataFrame(
        [
            {
                say("Month"): say.period(row.month),
                say("Coverage"): words.share_words(row.value, target, say),
                say("Members"): say.number(row.numerator),
                say("Base (people)"): say.number(row.denominator),
            }
            for row in made.path.itertuples()
        ]
    )


def money(made: Made, say: Language) -> pd.DataFrame:
    """Give the rupiah of each month and source as a table to show, in full."""
    rows = [
        {
            say("Month"): say.period(row.month),
            say("Purpose"): say("New") if row.purpose == "new" else say("Renewal"),
            say("Source of funds"): named.source(row.source, say),
            say("People paid for"): _count(row.people, say),
            say("Rupiah"): say.rupiah(row.rupiah, full=True) if words.is_known(row.rupiah) else say(row.reason),
        }
        for row in made.plan.money.itertuples()
    ]
    return pd.DataFrame(rows)


def worth(made: Made, say: Language) -> pd.DataFrame:
    """Give what an amount buys, by months of cover, as a table to show; empty where no length of cover has a known price."""
    if made.worth["people"].isna().all():
        return pd.DataFrame()
    return pd.DataFrame(
        [
            {
                say("Months"): say.number(row.months),
                say("People paid for"): say.number(row.people) if words.is_known(row.people) else say(row.reason),
                say("Points"): say.number(row.points * 100, 2, signed=True) if words.is_known(row.points) else "–",
                say("Left over"): say.rupiah(row.remainder) if words.is_known(row.remainder) else "–",
            }
            for row in made.worth.itertuples()
        ]
    )


def renewals(made: Made, region_name: Any, say: Language) -> pd.DataFrame:
    """Give the cover that ends within the plan, both dates beside it, as a table to show; the first rows where it is long.

    Args:
        made: the plan.
        region_name: gives the name of a region by its code.
        say: the reader's language.
    """
    return pd.DataFrame(
        [
            {
                say("Region"): safe.plain(region_name(row.region_code)),
                say("Scheme"): safe.plain(row.scheme),
                say("People paid for"): _count(row.people, say),
                say("Cover ends"): say.short_period(row.cover_ends),
                say("Leaves the count"): say.short_period(row.leaves_active_count),
                say("Renewal"): say.rupiah(row.rupiah) if words.is_known(row.rupiah) else _reason(row.reason, say),
                say("Group"): safe.plain(group_words(row.worker_category, say)),
                say("Source of funds"): named.source(row.funding_source, say),
                say("Status"): words.status_name(row.status, say),
            }
            for row in made.plan.renewals.head(MOST).itertuples()
        ]
    )


def beside(plans: list[tuple[str, Made]], opened: str, say: Language) -> pd.DataFrame:
    """Set plans side by side as a table to show: a row a measure, a column a plan.

    Args:
        plans: the name of each and the plan.
        opened: the name of the one shown in full.
        say: the reader's language.
    """
    columns: dict[str, list[str]] = {say("Measure"): [
        say("Goal"), say("Deadline"), say("People to cover, net"), say("A month, net"), say("A month, gross"),
        say("Rupiah"), say("Coverage at the deadline"), say("Coverage moved"), say("First month short of money"),
        say("Premium"), say("Source of funds"), say("Status"),
    ]}  # fmt: skip
    for name, made in plans:
        row, asked = made.compared, made.plan.asked
        goal = (
            words.target_words(float(asked.target), say)
            if asked.target is not None
            else say("{number} people", number=say.number(asked.people or 0))
        )
        columns[say("{plan} (shown)", plan=name) if name == opened else name] = [
            goal, say.short_period(row["deadline"]), _count(row["people_net"], say),
            _month(row["required_net_per_month"], say), _month(row["required_gross_per_month"], say),
            say.rupiah(row["rupiah"]) if words.is_known(row["rupiah"]) else "–",
            words.reached_words(row["value_at_deadline"], row["target"], say)
            if words.is_known(row["value_at_deadline"]) else "–",
            say.points(row["points"], signed=True) if words.is_known(row["points"]) else "–",
            findings.short_words(row, say), premium_words(asked.premium, say), named.funds(asked, say),
            words.status_name(row["status"], say) if words.is_known(row["status"]) else "–",
        ]  # fmt: skip
    return pd.DataFrame(columns)


def assumptions(made: Made, known: dict[str, Source], say: Language) -> list[str]:
    """List what the plan rests on, as lines of Markdown: start, lapses, growth, prices with their regulation and source."""
    asked, summary = made.plan.asked, made.summary
    start = say(
        "**Start**: {share} ({numerator} of {denominator} people), {base}, {period}, {status}, {source}.",
        share=say.percent(summary["value"], 2), numerator=say.number(summary["numerator"]),
        denominator=say.number(summary["denominator"]), base=words.base_words(summary["base"], say),
        period=say.period(summary["period"]), status=words.status_name(summary["figure_status"], say),
        source=tables.sources(summary["figure_source_ids"], known, say),
    )  # fmt: skip
    lapse = (
        say("**Lapses**: none assumed, so the gross need is not known; enter a rate to see it.")
        if asked.lapse is None
        else say("**Lapses**: {rate} of the other members a month, your assumption.", rate=say.percent(asked.lapse, 2))
    )
    growth = (
        say("**Base**: does not grow.")
        if asked.growth == 0
        else say("**Base**: grows by {rate} a year, your assumption.", rate=say.percent(asked.growth, 2, signed=True))
    )
    enrolment = (
        say("**Enrolment**: as many every month; everyone is paid for from the month of joining to the deadline.")
        if asked.pattern == "even"
        else say("**Enrolment**: all in the first month, paid for until the deadline.")
    )
    lines = [start, lapse, growth, enrolment, *_prices(made, known, say)]
    if asked.segment == "BPU" and STATE_PAYER in {PAYERS[payer] for payer in made.premiums["payer"]}:
        lines.append(say("**PP 50/2025** never halves what APBN or APBD pays (Art. 3): it is due in full."))
    if len(made.plan.renewals):
        lines.append(
            say(
                "**Cover that ends** before the deadline is renewed until then by whoever paid for it; it keeps the figure."
            )
        )
    return [*lines, *(say(note) for note in made.plan.notes)]


def _prices(made: Made, known: dict[str, Source], say: Language) -> list[str]:
    lines = []
    for row in made.premiums.itertuples():
        span = say("{first} to {last}", first=say.short_period(row.first), last=say.short_period(row.last))
        span = say.short_period(row.first) if row.first == row.last else span
        if not words.is_known(row.rupiah):
            lines.append(say("**Premium**, {payer}, {span}: {reason}", payer=named.source(row.payer, say), span=span,
                             reason=say(row.reason)))  # fmt: skip
            continue
        lines.append(
            say(
                "**Premium**, {payer}, {span}: {rupiah} a person and month ({regulation}; {certainty}; {source}).",
                payer=named.source(row.payer, say), span=span, rupiah=say.rupiah(row.rupiah, full=True),
                regulation=safe.plain(", ".join(retell(one, say) for one in row.regulations)),
                certainty=say(named.CERTAINTY[row.confidence]),
                source=tables.sources(row.source_ids, known, say),
            )
        )  # fmt: skip
    return lines


def _count(people: Any, say: Language) -> str:
    return say.number(int(people)) if words.is_known(people) else "–"


def _month(people: Any, say: Language) -> str:
    return findings.a_month(people, say) if words.is_known(people) else "–"


def _reason(reason: Any, say: Language) -> str:
    return say(reason) if words.is_known(reason) else "–"
