"""The four numbers of the page on the informal sector, each with its date and status."""

from __future__ import annotations

from typing import Any

import pandas as pd

from charts import words
from charts.headline_cards import Card
from charts.informal_findings import Soon
from metrics.analyses.sponsored import WITHHELD
from metrics.catalogue import metric
from metrics.periods import month_after
from pages.parts.asked import Asked
from pages.parts.informal_regions import NO_BASE

NONE = "–"


def four(of: Asked, rows: dict[str, Any], soon: Soon | None, told: pd.DataFrame, regions: int) -> tuple[Card, ...]:
    """Make the four cards.

    Args:
        of: what is asked.
        rows: latest row of each metric by its short name, None where none is held.
        soon: cover that ends within three months, or None.
        told: published statements.
        regions: regencies and cities whose schemes are held.
    """
    return (
        _members(of, rows["members"], rows["growth"]),
        _sponsored(of, rows["sponsored"], told, regions),
        _ending(of, rows["ending"], soon),
        _coverage(of, rows["coverage"]),
    )


def _members(of: Asked, row: Any | None, growth: Any | None) -> Card:
    say, title = of.say, of.say("Active BPU members")
    if row is None:
        return Card(title, say("no figure yet"), say(metric("active_participants").why_missing(None)))
    if not words.is_known(row.value):
        return Card(title, say("not shown"), say(WITHHELD))
    said = _dated(of, row)
    if growth is not None and growth.period == row.period and growth.series == row.series:
        said += " · " + say("{growth} in 12 months", growth=say.percent(growth.value, signed=True))
    return Card(title, say.number(int(row.value)), said)


def _sponsored(of: Asked, row: Any | None, told: pd.DataFrame, regions: int) -> Card:
    say, title = of.say, of.say("Paid for by others")
    if row is not None and not words.is_known(row.value):
        return Card(title, say("not shown"), say(WITHHELD))
    if row is not None:
        return Card(
            title, say.number(int(row.value)), f"{_dated(of, row)} · {say('workers whose contribution others pay')}"
        )
    if regions:
        return Card(
            title, NONE, say("Schemes of {count} regencies and cities are held: no sum for all of it.", count=regions)
        )
    own = told[(told["region_code"] == of.place.code) & (told["indicator"] == "vulnerable_workers_covered")]
    own = own[own["segment"] == "BPU"].sort_values("period", ascending=False)
    if own.empty:
        return Card(title, say("no figure yet"), say("No office has sent who pays for whom. Missing is not zero."))
    last = own.iloc[0]
    number = words.about(say.number(last["value"]), last["approx"], say)
    return Card(title, say("no figure yet"), say("Printed: {number} vulnerable workers ({period}).", number=number,
                                                 period=say.short_period(last["period"])))  # fmt: skip


def _ending(of: Asked, row: Any | None, soon: Soon | None) -> Card:
    say, title = of.say, of.say("Ends within 3 months")
    if soon is not None and soon.people is None:
        return Card(title, say("not shown"), say(WITHHELD))
    if row is None or soon is None or soon.people is None:
        return Card(title, say("no figure yet"), say("Not known until an office sends its schemes."))
    status = words.status_words(row, say)
    if not soon.people or soon.first is None or soon.last is None or soon.leaves is None:
        return Card(title, say.number(soon.people), say("none in {first} to {last} · {status}", status=status,
                                                        first=say.short_period(row.period),
                                                        last=say.short_period(month_after(row.period, 2))))  # fmt: skip
    ends = say.short_period(soon.first)
    if soon.first != soon.last:
        ends = say("{first} to {last}", first=ends, last=say.short_period(soon.last))
    said = say("cover ends {ends} · leaves the active count at the end of {leaves} · {status}", ends=ends,
               leaves=say.short_period(soon.leaves), status=status)  # fmt: skip
    if soon.renewed:
        said += " · " + say("{number} of them renewed", number=say.number(soon.renewed))
    return Card(title, say.number(soon.people), said)


def _coverage(of: Asked, row: Any | None) -> Card:
    say, title = of.say, of.say("Informal workers protected")
    if row is None or not words.is_known(row.value):
        is_local = of.place.level == "regency"
        return Card(
            title, say("no figure yet"), say(NO_BASE if is_local else metric("informal_coverage").why_missing(None))
        )
    said = _dated(of, row) + " · " + say("SDG indicator 8.8.1.(a)")
    if words.is_old_boundary(row):
        said += f" · {words.old_boundary(say)}"
    if row.denominator_status == "demonstration":
        is_local = of.place.level == "regency"
        said += " · " + (
            say("the number of informal workers is an example too: no regency has a published one")
            if is_local
            else say("the number of informal workers is an example too")
        )
    return Card(title, say.percent(row.value), said)


def _dated(of: Asked, row: Any) -> str:
    return of.say("{period} · {status}", period=of.say.short_period(row.period), status=words.status_words(row, of.say))
