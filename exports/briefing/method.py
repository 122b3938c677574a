"""The last findings: how the numbers are made, how far they can be relied on, and where they were published."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from charts import findings, words
from exports.briefing.context import Of, cell, float_or_none, int_or_none
from exports.briefing.model import Cell, Column, Finding, Source, Table
from i18n import mark
from metrics.analyses.quality import quality
from metrics.catalogue import metric
from metrics.disagreement import conflicts, differing

_STATUSES = (
    ("reported", mark("sent by an office")),
    ("published", mark("printed in a public source, cited")),
    ("summed", mark("added up from parts that are held")),
    ("estimated", mark("computed from other figures")),
    ("demonstration", mark("generated, so that every page can be seen; no decision may rest on it")),
)
NUMBERS = mark(
    "Numbers in the tables and labels are printed here as the reader's language writes them. What a program prints itself, such "
    "as the axis of a chart or a cell, follows the settings of the computer it is opened on."
)
NOT_OFFICIAL = mark("These are not official statistics of BPJS Ketenagakerjaan or BPS, and carry no view of either.")


def quality_of(of: Of) -> Finding:
    """Say how fresh and complete the figures are, and where sources contradict themselves or each other."""
    say = of.say
    parts = list(of.seen.beside["region_code"])
    codes = list(dict.fromkeys([of.place.code, *parts]))
    held = quality(of.query, of.places, codes, of.asked.as_of)
    own = held.iloc[0]
    if not words.is_known(own["latest_period"]):
        title = say("{region}: no figure of members or coverage is held", region=of.place.short_name)
    else:
        told = {"region": of.place.short_name, "period": say.period(own["latest_period"])}
        months = int(own["months_old"])
        text = (
            mark("{region}: latest figure of {period}")
            if not months
            else mark("{region}: latest figure of {period}, a month old")
            if months == 1
            else mark("{region}: latest figure of {period}, {months} months old")
        )
        title = say(text, **told, months=months)
    said = findings.conflict_sentences(of.seen.points, say)
    counted = [
        say("{own}, with the regions listed {all}", own=one, all=every) if every != one else str(one)
        for one, every in ((int(own[name]), int(held[name].sum())) for name in ("conflicts", "differing"))
    ]
    said.append(
        say("Shares their own source contradicts: {conflicts}. Figures that sources give differently: {differing}.",
            conflicts=counted[0], differing=counted[1])
    )  # fmt: skip
    rows = held.assign(status=held["latest_status"])
    example = bool((rows["status"] == "demonstration").any())
    return of.finding(
        "quality", "method", words.flagged(title, example, say), rows, measure=say("Data quality"),
        when=say.period(of.asked.as_of), page="metode", base=False, reading=" ".join(said),
        tables=(_quality_table(of, held), *_contradictions(of, codes)),
    )  # fmt: skip


def method(of: Of, store: str, batches: Iterable[str]) -> Finding:
    """Say what the words mean: the measure, its base, the statuses, the release."""
    say, coverage = of.say, metric("coverage")
    base = of.query("select * from base where base = $base", base=of.asked.base).iloc[0]
    label = str(base[f"label_{say.code}"])
    rows: list[tuple[Cell, ...]] = [
        (say("Coverage"), say("{meaning} Formula: {formula}. {caveat}", meaning=say(coverage.meaning),
                              formula=say(coverage.formula), caveat=say(coverage.caveat))),
        (say("Base"), label),
        *((words.status_name(name, say), say(text)) for name, text in _STATUSES),
        (say("Numbers"), say(NUMBERS)),
        (say("Release"), say("store {version}; office files: {batches}", version=store,
                             batches=", ".join(batches) or say("none"))),
        (say("Not official"), say(NOT_OFFICIAL)),
    ]  # fmt: skip
    return of.finding(
        "method", "method", say("How these numbers are made"), [], measure=say("Method"), page="metode",
        metrics=["coverage"],
        tables=(Table(say("Words used"), (Column(say("Word")), Column(say("Meaning"), wide=True)), tuple(rows)),),
    )  # fmt: skip


def cited(of: Of, sources: tuple[Source, ...]) -> Finding:
    """List every source of the briefing."""
    say = of.say
    columns = (Column(say("Publisher")), Column(say("Published")), Column(say("Address"), wide=True),
               Column(say("Code"), brief=False))  # fmt: skip
    rows = tuple(
        (
            one.publisher,
            say.date(one.published_on) if one.published_on else say("date not stated"),
            one.address,
            one.source_id,
        )
        for one in sources
    )
    title = say("{count} sources stand behind these figures", count=len(sources))
    table = Table(say("Sources"), columns, rows)
    return of.finding("sources", "method", title, [], measure=say("Sources"), page="metode", base=False,
                      tables=(table,) if rows else (),
                      missing="" if rows else say("No published figure stands behind this briefing."))  # fmt: skip


def _quality_table(of: Of, held: pd.DataFrame) -> Table:
    say = of.say
    columns = (
        Column(say("Region")), Column(say("Latest figure")), Column(say("Status")), Column(say("Months old"), "count"),
        Column(say("Complete, 12 months"), "share", parts=(5, 6)), Column(say("Months held"), "count", brief=False),
        Column(say("Months expected"), "count", brief=False), Column(say("Contradictions"), "count"),
        Column(say("Sources differ"), "count"),
    )  # fmt: skip
    rows: list[tuple[Cell, ...]] = [
        (of.places.place(row.region_code).name,
         say.short_period(row.latest_period) if words.is_known(row.latest_period) else say("no figure yet"),
         words.status_name(row.latest_status, say) if words.is_known(row.latest_status) else None,
         int_or_none(row.months_old), float_or_none(row.completeness), int_or_none(row.months_held),
         int_or_none(row.months_expected), int(row.conflicts), int(row.differing))
        for row in held.itertuples()
    ]  # fmt: skip
    return Table(say("Data quality by region"), columns, tuple(rows), 0)


def _contradictions(of: Of, codes: list[str]) -> tuple[Table, ...]:
    """Printed shares beside what their own parts give, and figures of one place and month that sources give differently."""
    say = of.say
    found = conflicts(of.query)
    found = found[found["region_code"].isin(codes) & (found["month"] <= of.asked.as_of)]
    apart = differing(of.query)
    apart = apart[apart["region_code"].isin(codes) & (apart["month"] <= of.asked.as_of)]
    tables = []
    if len(found):
        columns = (Column(say("Region")), Column(say("Date")), Column(say("As printed"), "share", exact=True),
                   Column(say("Recomputed"), "share", parts=(4, 5), exact=True), Column(say("People"), "people"),
                   Column(say("Of (people)"), "people"), Column(say("Source"), brief=False, wide=True))  # fmt: skip
        rows = tuple(
            (of.places.place(row.region_code).name, say.short_period(row.period), float_or_none(row.printed),
             float_or_none(row.value), int_or_none(row.numerator), int_or_none(row.denominator), of.cited(row.source_ids))
            for row in found.itertuples()
        )  # fmt: skip
        tables.append(Table(say("Shares that their own source contradicts"), columns, rows, example=False))
    if len(apart):
        several = apart["region_code"].nunique() > 1
        measured = (Column(say("Measure")), Column(say("Region"), brief=several), Column(say("Date")),
                   Column(say("As a percentage"), "share"), Column(say("Number"), "people"), Column(say("Base")),
                   Column(say("Segment")), Column(say("Source"), brief=not several, wide=True))  # fmt: skip
        listed = tuple(_apart(of, row) for row in apart.itertuples())
        tables.append(Table(say("Figures that sources give differently"), measured, listed, example=False))
    return tuple(tables)


def _apart(of: Of, row: object) -> tuple[Cell, ...]:
    say, card = of.say, metric(row.metric)  # type: ignore[attr-defined]
    is_share = card.unit == "share"
    figure: dict[str, object] = row._asdict()  # type: ignore[attr-defined]
    value = float_or_none(figure["value"])
    base = str(figure["base"]) if cell(figure["base"]) else None
    return (
        say(card.title), of.places.place(str(figure["region_code"])).name, say.short_period(str(figure["period"])),
        value if is_share else None, None if is_share or value is None else round(value),
        words.base_words(base, say) if base else None,
        words.segment_words(str(figure["segment"]), say) if cell(figure["segment"]) else None,
        of.cited(figure["source_ids"]),
    )  # fmt: skip
