"""What the trend shows of causes: what moved the share over a span, by segment and by area."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from charts import tren_causes, waterfall, words
from charts.waterfall import Step
from data.store import Store
from i18n import Language, mark
from metrics.analyses.change import NO_PARTS, split
from pages.parts import drawing, reading, safe
from pages.parts.asked import Asked, asked
from pages.parts.figure import Shown
from pages.parts.tren_choices import first_month
from pages.parts.tren_reading import lines

MOST = 12  # areas that are drawn; the others stand together

_SPLIT = mark(
    "The change is split without a remainder: members against the base (Shapley; Das Gupta 1978), members by segment, and "
    "within areas against their weight (Kitagawa 1955). Both months lie on one line."
)


@dataclass(frozen=True)
class Moved:
    """What moved a share: by segment and workforce, and by area; ``areas`` is None for a region without parts."""

    steps: Shown
    areas: Shown | None


@reading.each
def moved(
    _store: Store, version: str, region: str, as_of: str, base: str, until: str | None, span: str, lang: str, dark: bool
) -> Moved:  # fmt: skip
    """Draw what moved the share of a region over a span up to the last month of its line."""
    of = asked(_store, version, region, as_of, lang, dark, base=base)
    end = until or as_of
    line = lines(_store, version, region, as_of, base)
    since = first_month(span, end, line.loc[line["line"] == 0, "month"])
    told = split(of.query, of.places, region, since, end, base)
    areas = told.areas if of.places.parts(region) else None
    return Moved(_steps(of, told.totals, told.segments), None if areas is None else _areas(of, told.totals, areas))


def _steps(of: Asked, totals: pd.DataFrame, segments: pd.DataFrame) -> Shown:
    say = of.say
    row = next(totals[totals["scope"] == "region"].itertuples(index=False))
    span = say("{since} to {until}", since=say.short_period(row.since), until=say.short_period(row.until))
    if not words.is_known(row.change) or not words.is_known(row.members_effect):
        title = say("What moved it, {span}: not known", span=span)
        return Shown("moved", title, "", None, "", missing=drawing.missing(row.reason, say, drawing.LOAD_MONTHS))
    by_segment = segments if segments["members_effect"].notna().all() else segments.head(0)
    members = [(words.segment_words(each.segment, say), float(each.members_effect)) for each in by_segment.itertuples()]
    parts = [
        *(members or [(say("members"), float(row.members_effect))]),
        (say("growth of the base"), float(row.workforce_effect)),
    ]
    steps = [Step(name, change, _hover(name, change, say)) for name, change in parts]
    start = (say.short_period(row.since), float(row.earlier_value))
    end = (say.short_period(row.until), float(row.value))
    used = totals[totals["scope"] == "region"]
    chart = waterfall.waterfall(start, steps, end, row.status, of.theme, say)
    where = f"{of.place.short_name}, {words.base_words(row.base, say)}"
    return Shown(
        key="moved",
        title=tren_causes.moved_finding(row, parts, say),
        reading=tren_causes.moved_reading(row, of.place.short_name, say),
        chart=drawing.burned(chart, say("Change of coverage"), span, used, of, area=where, width=drawing.BESIDE_NAMES),
        alt=words.flagged(waterfall.describe(start, steps, end, say), drawing.is_example(used), say),
        table=_parts_table(
            [(start[0], start[1], False), *((*part, True) for part in parts), (end[0], end[1], False)], say
        ),
        data=drawing.plain(pd.concat([used.astype(object), segments.astype(object)], ignore_index=True)),
        definition=say(_SPLIT),
        source=drawing.source(used, of),
        example=drawing.is_example(used),
    )


def _areas(of: Asked, totals: pd.DataFrame, areas: pd.DataFrame) -> Shown:
    say = of.say
    whole = next(totals[totals["scope"] == "parts"].itertuples(index=False))
    span = say("{since} to {until}", since=say.short_period(whole.since), until=say.short_period(whole.until))
    if areas.empty or areas["contribution"].isna().any():
        title = say("Which areas moved it, {span}: not known", span=span)
        reason = whole.reason if words.is_known(whole.reason) else NO_PARTS
        return Shown("areas", title, "", None, "", missing=drawing.missing(reason, say, drawing.LOAD_MONTHS))
    named = areas.assign(short_name=[of.places.place(code).short_name for code in areas["region_code"]])
    drawn = _capped(named, say)
    chart = waterfall.area_bars(drawn, of.theme, say)
    where = f"{of.place.short_name}, {words.base_words(whole.base, say)}"
    text = say(
        "{area}, {base}, {span}. What each area added, in points; together {change}. Click a bar to open the area.",
        area=of.place.short_name,
        base=words.base_words(whole.base, say),
        span=span,
        change=say.points(whole.change, 2, signed=True),
    )
    return Shown(
        key="areas",
        title=tren_causes.areas_finding(named, say),
        reading=words.flagged(text, drawing.is_example(areas), say),
        chart=drawing.burned(
            chart, say("Change of coverage by area"), span, areas, of, area=where, width=drawing.BESIDE_NAMES
        ),
        alt=words.flagged(waterfall.describe_areas(drawn, say), drawing.is_example(areas), say),
        table=_area_table(named, say),
        data=drawing.plain(areas),
        definition=say(_SPLIT),
        source=drawing.source(areas, of),
        example=drawing.is_example(areas),
        opens=True,
    )


def _capped(areas: pd.DataFrame, say: Language) -> pd.DataFrame:
    """The areas that moved the whole most, and one row for all the others, so that the bars still add up."""
    if len(areas) <= MOST:
        return areas
    order = areas.sort_values(["moved_rank", "region_code"])
    kept, rest = order.head(MOST - 1), order.iloc[MOST - 1 :]
    others = kept.head(1).assign(
        region_code="", short_name=say("{count} others", count=len(rest)),
        **{name: rest[name].sum() for name in ("within", "between", "contribution")},
    )  # fmt: skip
    return pd.concat([kept, others], ignore_index=True)


def _hover(name: str, change: float, say: Language) -> str:
    return f"<b>{words.name_words(name)}</b><br>{say.points(change, 2, signed=True)}"


def _parts_table(rows: list[tuple[str, float, bool]], say: Language) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                say("Part"): name,
                say("Share or change"): say.points(value, 2, signed=True) if is_change else say.percent(value, 2),
            }
            for name, value, is_change in rows
        ]
    )


def _area_table(areas: pd.DataFrame, say: Language) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                say("Region"): safe.plain(row.short_name),
                say("Before"): say.percent(row.earlier_value),
                say("Now"): say.percent(row.value),
                say("Within, points"): say.number(row.within * 100, 2, signed=True),
                say("Weight, points"): say.number(row.between * 100, 2, signed=True),
                say("Added, points"): say.number(row.contribution * 100, 2, signed=True),
                say("Status"): words.status_name(row.status, say),
            }
            for row in areas.sort_values(["contribution", "region_code"], ascending=[False, True]).itertuples()
        ]
    )
