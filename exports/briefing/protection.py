"""The informal sector: cover that others pay for, when it ends, and who pays for whom."""

from __future__ import annotations

from typing import Any

import pandas as pd

from charts import ending_bars, informal_findings, words
from data.office.choices import FUNDING, WORKER_CATEGORY
from exports.briefing.context import Of, figure_of, int_or_none
from exports.briefing.model import Cell, Chart, Column, Figure, Finding, Series, Table
from exports.briefing.stacks import with_total
from i18n import Language, mark
from metrics._model import Scope, measure
from metrics.analyses.comparison import united
from metrics.analyses.expiring import NO_COVER, SPANS, expiring
from metrics.analyses.informal_cover import endings, who_pays
from metrics.analyses.sponsored import sponsored_cover
from metrics.catalogue import metric
from metrics.periods import month_after

LOAD = mark("An office loads it on the page Data.")
NAMES = {code: (indonesian, english) for code, indonesian, english in (*FUNDING, *WORKER_CATEGORY)}


def protection(of: Of) -> list[Finding]:
    """Say when cover ends, and who pays for whom."""
    return [_ending(of), _payers(of)]


def choice(code: Any, say: Language) -> str:
    """Say a group of workers or a source of funds in the words of the office's workbook."""
    if not words.is_known(code):
        return ""
    return NAMES[code][0 if say.code == "id" else 1] if code in NAMES else str(code)


def _ending(of: Of) -> Finding:
    say = of.say
    months = endings(expiring(of.query, of.places, of.place.code, of.asked.as_of), of.place.code)
    cover = sponsored_cover(of.query, of.places, of.place.code)
    rows = months.assign(source_ids=[list(_cited(of, cover))] * len(months)).to_dict("records")
    last = month_after(of.asked.as_of, max(SPANS))
    when = say("{first} to {last}", first=say.short_period(of.asked.as_of), last=say.short_period(last))
    common: dict[str, Any] = {"measure": say("Cover that ends"), "when": when, "page": "informal", "base": False,
              "metrics": ["cover_expiring"]}  # fmt: skip
    figures = _figures(of)
    held = [{"status": one.status, "source_ids": one.source_ids, "batch_ids": one.batch_ids} for one in figures]
    if months.empty:
        title = informal_findings.ending(months, say) if len(cover) else _without_cover(of)
        missing = say("Cover is held, and none ends within a year.") if len(cover) else f"{say(NO_COVER)} {say(LOAD)}"
        title = words.flagged(title, any(one["status"] == "demonstration" for one in held), say)
        return of.finding("informal", "informal", title, held, figures=figures, missing=missing, **common)
    return of.finding(
        "informal", "informal", informal_findings.ending(months, say), [*rows, *held],
        reading=informal_findings.warning(months, say), figures=figures, tables=(_ending_table(of, months),),
        chart=_ending_chart(of, months), alt=ending_bars.describe(months, say),
        draw=lambda look: ending_bars.ending_bars(months, of.asked.as_of, last, of.asked.as_of, look, say), **common,
    )  # fmt: skip


def _without_cover(of: Of) -> str:
    """Say what is known of the informal sector where no cover is held that others pay for."""

    def latest(name: str) -> Any | None:
        held = measure(of.query, metric(name), Scope((of.place.code,), segment="BPU", as_of=of.asked.as_of))
        return next((row for row in held.itertuples(index=False) if words.is_known(row.value)), None)

    coverage, members = latest("informal_coverage"), latest("active_participants")
    if coverage is None and members is None:
        return of.say("When cover ends is not known yet")
    nothing = pd.DataFrame()
    return informal_findings.headline(of.place.short_name, None, None, nothing, coverage, members, of.say)


def _figures(of: Of) -> tuple[Figure, ...]:
    """Active BPU members, sponsored workers and the price of one, each the latest held."""
    say, found = of.say, []
    asked = (("active_participants", "BPU", say("Active BPU members")), ("sponsored_workers", "total", say("Sponsored workers")),
             ("informal_coverage", "BPU", say("Informal coverage")))  # fmt: skip
    for name, segment, label in asked:
        held = measure(of.query, metric(name), Scope((of.place.code,), segment=segment, as_of=of.asked.as_of))
        row = next(held.itertuples(index=False), None)
        if row is None or not words.is_known(row.value) or row.suppressed:
            continue
        is_share = row.unit == "share"
        text = say.percent(row.value) if is_share else say.number(int(row.value))
        note = say("{period} · {status}", period=say.short_period(row.period), status=words.status_words(row, say))
        found.append(figure_of(row, label, text, f"{name}.value", unit="share" if is_share else "people", note=note))
    return tuple(found)


def _ending_chart(of: Of, months: pd.DataFrame) -> Chart | None:
    say = of.say
    shown = months[months["people"].notna()]
    if shown.empty:
        return None
    example = bool((shown["status"] == "demonstration").any())
    look = "hatched" if example else "solid"
    leaving, renewed = (tuple(float(value) for value in shown[name]) for name in ("leaving_people", "renewed_people"))
    series = [Series(say("Leave the active count"), leaving, _counts(leaving, say), "focus", look)]
    if any(renewed):
        series.append(Series(say("Renewed"), renewed, _counts(renewed, say), "rest", look))
    names = tuple(
        say(
            "{month} (leave: {leaves})",
            month=say.short_period(row.month),
            leaves=say.short_period(row.leaves_active_count),
        )
        for row in shown.itertuples()
    )
    stacked = with_total(series, say("Total"), lambda value: say.number(round(value)))
    return Chart("stacked", names, stacked, "people", say("People, by the month in which their cover ends"))


def _counts(values: tuple[float, ...], say: Language) -> tuple[str, ...]:
    return tuple(say.number(round(value)) if value else "" for value in values)


def _ending_table(of: Of, months: pd.DataFrame) -> Table:
    say = of.say
    columns = (
        Column(say("Cover ends"), "month"), Column(say("Leaves the active count, end of"), "month"),
        Column(say("Workers, number"), "people"), Column(say("Of them renewed"), "people"),
        Column(say("Leave the count"), "people"), Column(say("Schemes"), "count", brief=False), Column(say("Status")),
        Column(say("Remark"), brief=False, wide=True),
    )  # fmt: skip
    rows: list[tuple[Cell, ...]] = [
        (row.month, row.leaves_active_count, int_or_none(row.people), int_or_none(row.renewed_people),
         int_or_none(row.leaving_people), int(row.schemes), words.status_name(row.status, say),
         say(row.reason) if words.is_known(row.reason) else None)
        for row in months.itertuples()
    ]  # fmt: skip
    return Table(say("Cover that ends, by month"), columns, tuple(rows))


def _payers(of: Of) -> Finding:
    say = of.say
    cells = who_pays(of.query, of.places, of.place.code, of.asked.as_of)
    common: dict[str, Any] = {"measure": say("Who pays for whom"), "when": say.period(of.asked.as_of),
                              "page": "informal", "base": False,
              "metrics": ["sponsored_workers", "funding_mix"]}  # fmt: skip
    if cells.empty:
        missing = f"{say(metric('funding_mix').why_missing(None))} {say(LOAD)}"
        return of.finding(
            "payers", "informal", say("Who pays for whom is not known yet"), [], missing=missing, **common
        )
    whole = 0 if cells["suppressed"].any() else int(cells["people"].sum())
    shares = [
        {"part": choice(code, say), "value": int(own["people"].sum()) / whole, "status": own["status"].iloc[0]}
        for code, own in cells.groupby("funding_source", sort=True)
    ] if whole else []  # fmt: skip
    cells = cells.sort_values("people", ascending=False, na_position="last", kind="stable", ignore_index=True)
    held = cells[cells["people"].notna()].head(12)
    example = bool((cells["status"] == "demonstration").any())
    names = tuple(
        f"{choice(row.worker_category, say)} · {choice(row.funding_source, say)}" for row in held.itertuples()
    )
    values = tuple(float(value) for value in held["people"])
    return of.finding(
        "payers", "informal", informal_findings.payers(pd.DataFrame(shares, columns=["part", "value", "status"]), say),
        cells, reading=say("Sponsored workers by who pays, counted by people, {area}, {month}.", area=of.place.short_name,
                           month=say.period(of.asked.as_of)),
        tables=(_payer_table(of, cells, whole),),
        chart=Chart("bars", names, (Series(say("Workers, number"), values, _counts(values, say),
                                           look="hatched" if example else "solid"),), "people", say("Workers, number")),
        alt="; ".join(f"{name} {say.number(round(value))}" for name, value in zip(names, values, strict=True)), **common,
    )  # fmt: skip


def _payer_table(of: Of, cells: pd.DataFrame, whole: int) -> Table:
    say = of.say
    columns = (
        Column(say("Group")), Column(say("Who pays")), Column(say("Workers, number"), "people"),
        Column(say("Of all"), "share", parts=(2, 4)), Column(say("All together"), "people", brief=False),
        Column(say("Paid a month"), "rupiah", brief=False), Column(say("Budget of these schemes"), "rupiah"),
        Column(say("Another 12 months, by the rules"), "rupiah"), Column(say("Status")),
    )  # fmt: skip
    rows: list[tuple[Cell, ...]] = [
        (choice(row.worker_category, say), choice(row.funding_source, say), int_or_none(row.people),
         int(row.people) / whole if whole else None, whole or None, int_or_none(row.paid_a_month), int_or_none(row.budget),
         int_or_none(row.to_renew), words.status_name(row.status, say))
        for row in cells.itertuples()
    ]  # fmt: skip
    return Table(say("Who pays for whom"), columns, tuple(rows))


def _cited(of: Of, cover: pd.DataFrame) -> list[str]:
    """The sources of the schemes that the region and those within it sent."""
    codes = tuple(sorted(set(cover["region_code"])))
    held = measure(of.query, metric("sponsored_workers"), Scope(codes, segment="total", as_of=of.asked.as_of))
    return united(held["source_ids"])
