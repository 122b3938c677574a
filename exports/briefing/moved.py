"""What moved the share over the last year: members by segment, workforce, and the areas inside."""

from __future__ import annotations

import pandas as pd

from charts import tren_causes, waterfall, words
from charts.waterfall import Step
from exports.briefing.context import Of, float_or_none, int_or_none
from exports.briefing.model import Cell, Chart, Column, Finding, Series, Table
from i18n import mark
from metrics.analyses.change import NO_PARTS, split
from metrics.analyses.history import monthly_lines
from metrics.periods import month_after

YEAR = 12  # months
MOST = 20  # areas of a chart; the table has all
LOAD = mark("An office loads monthly figures on the page Data.")

_SPLIT = mark(
    "The change is split without a remainder: members against the base (Shapley; Das Gupta 1978), members by segment, and "
    "within areas against their weight (Kitagawa 1955). Both months lie on one line."
)


def moved(of: Of) -> list[Finding]:
    """Say what moved the share, by segment and, where the region has parts, by area."""
    lines = monthly_lines(of.query, of.places, of.place.code, of.asked.as_of, of.asked.base)
    line = lines[lines["line"] == 0]
    until = of.asked.as_of if line.empty else str(line["month"].iloc[-1])
    told = split(of.query, of.places, of.place.code, month_after(until, -YEAR), until, of.asked.base)
    found = [_steps(of, told.totals, told.segments)]
    if of.places.parts(of.place.code):
        found.append(_areas(of, told.totals, told.areas))
    return found


def _steps(of: Of, totals: pd.DataFrame, segments: pd.DataFrame) -> Finding:
    say = of.say
    used = totals[totals["scope"] == "region"]
    row = next(used.itertuples(index=False))
    span = say("{since} to {until}", since=say.short_period(row.since), until=say.short_period(row.until))
    measure = say("Change of coverage")
    if not words.is_known(row.change) or not words.is_known(row.members_effect):
        title = say("What moved it, {span}: not known", span=span)
        return of.finding("change", "change", title, [], measure=measure, when=span, page="tren",
                          missing=f"{say(str(row.reason))} {say(LOAD)}")  # fmt: skip
    by_segment = segments if segments["members_effect"].notna().all() else segments.head(0)
    members = [(words.segment_words(each.segment, say), float(each.members_effect)) for each in by_segment.itertuples()]
    parts = [
        *(members or [(say("members"), float(row.members_effect))]),
        (say("growth of the base"), float(row.workforce_effect)),
    ]
    steps = [Step(name, change) for name, change in parts]
    start = (say.short_period(row.since), float(row.earlier_value))
    end = (say.short_period(row.until), float(row.value))
    names = [name[:1].upper() + name[1:] for name, _ in parts] + [say("Together")]
    values = [value for _, value in parts] + [float(row.change)]
    return of.finding(
        "change", "change", tren_causes.moved_finding(row, parts, say), used, measure=measure, when=span, page="tren",
        metrics=["coverage"], reading=tren_causes.moved_reading(row, of.place.short_name, say),
        tables=(_parts_table(of, row, list(zip(names, values, strict=True))),),
        chart=_signed_bars(of, names, values, last="focus", example=row.status == "demonstration"),
        alt=waterfall.describe(start, steps, end, say),
        draw=lambda look: waterfall.waterfall(start, steps, end, row.status, look, say),
    )  # fmt: skip


def _areas(of: Of, totals: pd.DataFrame, areas: pd.DataFrame) -> Finding:
    say = of.say
    whole = next(totals[totals["scope"] == "parts"].itertuples(index=False))
    span = say("{since} to {until}", since=say.short_period(whole.since), until=say.short_period(whole.until))
    measure = say("Change of coverage by area")
    if areas.empty or areas["contribution"].isna().any():
        title = say("Which areas moved it, {span}: not known", span=span)
        reason = whole.reason if words.is_known(whole.reason) else NO_PARTS
        return of.finding("areas", "change", title, [], measure=measure, when=span, page="tren",
                          missing=f"{say(reason)} {say(LOAD)}")  # fmt: skip
    named = areas.assign(short_name=[of.short_name(code) for code in areas["region_code"]])
    ordered = named.sort_values(["contribution", "region_code"], ascending=[False, True], ignore_index=True)
    shown = ordered if len(ordered) <= MOST else pd.concat([ordered.head(MOST // 2), ordered.tail(MOST // 2)])
    text = say(
        "What each area added, in points, {span}; together {change}.",
        span=span, change=say.points(whole.change, 2, signed=True),
    )  # fmt: skip
    return of.finding(
        "areas", "change", tren_causes.areas_finding(named, say), areas, measure=measure, when=span, page="tren",
        reading=text, tables=(_area_table(of, ordered),),
        chart=_signed_bars(of, list(shown["short_name"]), [float(value) for value in shown["contribution"]],
                           example=bool((areas["status"] == "demonstration").any())),
        alt=waterfall.describe_areas(named, say), draw=lambda look: waterfall.area_bars(named, look, say),
    )  # fmt: skip


def _signed_bars(of: Of, names: list[str], values: list[float], *, last: str = "", example: bool) -> Chart:
    """Bars in points, better and worse told apart by sign and side, not by colour alone."""
    say = of.say
    tones = ["better" if value >= 0 else "worse" for value in values]
    tones = [*tones[:-1], last] if last else tones
    labels = tuple(say.number(value * 100, 2, signed=True) for value in values)
    series = Series(say("Points"), tuple(values), labels, look="hatched" if example else "solid", tones=tuple(tones))
    return Chart("bars", tuple(names), (series,), "points", say("Percentage points"))


def _parts_table(of: Of, row: object, parts: list[tuple[str, float]]) -> Table:
    say = of.say
    columns = (Column(say("Part")), Column(say("Points"), "points"))
    return Table(say("What moved it"), columns, tuple(parts))


def _area_table(of: Of, areas: pd.DataFrame) -> Table:
    say = of.say
    columns = (
        Column(say("Region")), Column(say("Before"), "share", parts=(2, 3), brief=False),
        Column(say("People before"), "people", brief=False), Column(say("Of, before"), "people", brief=False),
        Column(say("Now"), "share", parts=(5, 6)), Column(say("People"), "people", brief=False),
        Column(say("Of (people)"), "people", brief=False), Column(say("Within, points"), "points"),
        Column(say("Weight, points"), "points"), Column(say("Added, points"), "points"), Column(say("Status")),
        Column(say("Code"), brief=False),
    )  # fmt: skip
    rows: list[tuple[Cell, ...]] = [
        (of.places.place(row.region_code).name, float_or_none(row.earlier_value), int_or_none(row.earlier_numerator),
         int_or_none(row.earlier_denominator), float_or_none(row.value), int_or_none(row.numerator),
         int_or_none(row.denominator), float(row.within), float(row.between), float(row.contribution),
         words.status_name(row.status, say), row.region_code)
        for row in areas.itertuples()
    ]  # fmt: skip
    return Table(say("What each area added"), columns, tuple(rows))
