"""The other figures of the comparison page: what regions are like, the table of measures, and the funnel."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from charts import banding_findings as findings
from charts import funnel, heat, words
from charts.signature import signed
from charts.theme import theme
from data.store import Store
from i18n import Language, language, mark
from metrics.analyses.area_table import INDICATORS, area_table
from metrics.analyses.uncertainty import UNKNOWN_ERROR
from metrics.catalogue import metric
from metrics.panel import NOTHING_COMMON
from pages.parts import banding_frames as frames
from pages.parts import reading, safe, tables
from pages.parts.banding_choices import Choices
from pages.parts.banding_standing import COVERAGE, standing
from pages.parts.banding_who import like, who
from pages.parts.banding_why import period_words, reasons, structure_table
from pages.parts.drawing import is_example
from pages.parts.figure import Shown

HALF = 5  # five measures a table are read on a phone
FUNNEL = 52  # letters of the line under the funnel, on a phone
MOST_REASONS = 8
MOST_ROWS = 12  # of a table of measures
ONLY_COVERAGE = mark("Only coverage has figures that can be compared, and they stand above.")


@dataclass(frozen=True)
class Why:
    """Who is comparable, and why."""

    title: str
    lines: list[str]
    more: int
    structure: Shown


@reading.each
def why(_store: Store, version: str, region: str, lang: str, dark: bool, asked: Choices) -> Why | None:
    """Say why each region is comparable; None where parts are compared."""
    say, look = language(lang), theme("dark" if dark else "light")
    chosen, places = who(_store, version, region, asked), reading.places(_store, version)
    if chosen.peers is None or chosen.own is None:
        return None
    found, name = chosen.peers, chosen.place.short_name
    near = found.candidates[found.candidates["peer_code"].isin(chosen.others) & found.candidates["distance"].notna()]
    nearest = places.place(near.iloc[0]["peer_code"]).short_name if len(near) else None
    title = findings.peers(nearest, len(chosen.others), name, say)
    missing = Shown("banding-structure", say("What they are like"), "", None, "",
                    missing=say(found.reason or NOTHING_COMMON))  # fmt: skip
    if nearest is None:
        return Why(title, [], 0, missing)
    lines = reasons(found, chosen.others, places, say)
    shown = tuple(near["peer_code"].head(MOST_ROWS))
    cells = structure_table(found, like(_store, version, chosen.place.level), shown, places, say)
    columns = [(row.column, say(row.title), "neither") for row in cells.drop_duplicates("column").itertuples()]
    known = reading.sources(_store, version)
    left_out = [
        say("{variable}: {reason}", variable=say(row.title), reason=say(row.reason))
        for row in found.compared_on[~found.compared_on["compared"]].itertuples()
    ]
    periods = ", ".join(
        say("{variable} {period}", variable=say(row.title), period=period_words(row.period, say))
        for row in found.compared_on[found.compared_on["compared"]].itertuples()
    )
    key = [say("the lighter, the more alike") if dark else say("the darker, the more alike")]
    what = say("Structure of {region} and its peers", region=name)
    chart = heat.heat(cells, columns, region, key, look, say)
    structure = Shown(
        key="banding-structure",
        title=say("What they are like, beside {region}", region=name),
        reading=say("{periods}. Coverage is not among the variables, nor is any demonstration figure.", periods=periods),
        chart=signed(chart, frames.signature(what, cells, known, say), look, width=frames.NARROW),
        alt=heat.describe(cells.assign(place=cells["place"].astype(float)), columns, say),
        table=_wide(cells, say),
        data=frames.plain(cells, "text", "title"),
        definition=" ".join(
            [
                say(
                    "Distance: in standard deviations over all variables, with your weights; 0 is the same. Of two variables "
                    "that say nearly the same only one counts."
                ),
                *left_out,
            ]
        ),
        source=frames.cited(cells, known, say),
        opens=True,
    )  # fmt: skip
    return Why(title, lines[:MOST_REASONS], max(0, len(lines) - MOST_REASONS), structure)


@reading.each
def measures(_store: Store, version: str, region: str, as_of: str, base: str, asked: Choices) -> pd.DataFrame:
    """Read every measure of the regions that are shown."""
    chosen = who(_store, version, region, asked)
    held = standing(_store, version, region, as_of, base, asked)
    codes = list(held.ranked["region_code"])
    if len(codes) > MOST_ROWS:
        half = MOST_ROWS // 2
        kept = [*codes[:half], *codes[-half:]]
        codes = kept if chosen.own is None or chosen.own in kept else [*kept, chosen.own]
    return area_table(reading.query(_store), codes, held.month or as_of, base=base)


@reading.each
def table(
    _store: Store, version: str, region: str, as_of: str, base: str, lang: str, dark: bool, asked: Choices, second: bool
) -> Shown:
    """Draw the first or the second half of the measures."""
    say, look = language(lang), theme("dark" if dark else "light")
    chosen, places = who(_store, version, region, asked), reading.places(_store, version)
    known = reading.sources(_store, version)
    wanted = {one.id: one for one in (INDICATORS[HALF:] if second else INDICATORS[:HALF])}
    every = measures(_store, version, region, as_of, base, asked)
    every = every[every["indicator"].isin(wanted)].reset_index(drop=True)
    held = every[every.groupby("indicator")["value"].transform("count") > 0].reset_index(drop=True)
    key = "banding-measures-2" if second else "banding-measures-1"
    titles = {name: say(one.title) for name, one in wanted.items()}
    if held.empty:
        reasons_held = list(dict.fromkeys(say(text) for text in every["reason"] if words.is_known(text)))
        return Shown(key, say("No figure yet that can be compared"), "", None, "",
                     missing=frames.how_to_load(" ".join(reasons_held), say))  # fmt: skip
    if set(held["indicator"]) == {COVERAGE}:
        return Shown(key, say("Coverage beside other measures"), "", None, "",
                     missing=frames.how_to_load(ONLY_COVERAGE, say))  # fmt: skip
    names = {code: places.place(code).short_name for code in held["region_code"]}
    cells = held.assign(
        row=held["region_code"],
        column=held["indicator"],
        short_name=[names[code] for code in held["region_code"]],
        text=[measure_words(row, say) for row in held.itertuples()],
    )
    cells = cells.assign(hover=[_hover(row, titles[row.indicator], say) for row in cells.itertuples()])
    columns = [(each, titles[each], wanted[each].better) for each in dict.fromkeys(cells["indicator"])]
    legend = [
        say("the lighter, the better") if dark else say("the darker, the better"),
        say("↑ higher is better, ↓ lower is better"),
    ]
    chart = heat.heat(cells, columns, chosen.own, legend, look, say)
    without = [titles[each] for each in wanted if each not in set(held["indicator"])]
    months = ", ".join(
        say("{measure} {period}", measure=titles[row.indicator], period=say.short_period(row.period))
        for row in held.drop_duplicates("indicator").itertuples()
    )
    said = [say("Each measure at one month for all: {months}.", months=months)]
    said += [say("No figure yet: {measures}.", measures=", ".join(without))] if without else []
    example = is_example(held)
    what = frames.signature(say("Measures side by side"), held, known, say)
    return Shown(
        key=key,
        title=words.flagged(findings.strongest(held, chosen.own, names, titles, say), example, say),
        reading=words.flagged(" ".join(said), example, say),
        chart=signed(chart, words.flagged(what, example, say), look, width=frames.NARROW),
        alt=words.flagged(heat.describe(cells, columns, say), example, say),
        table=_wide(cells.assign(title=[titles[each] for each in cells["column"]]), say),
        data=frames.plain(held),
        definition=" ".join(
            say("{measure}: {meaning} {formula}.", measure=titles[each.id], meaning=say(of.meaning), formula=say(of.formula))
            for each in wanted.values()
            for of in [metric(each.numerator)]
        ),
        source=frames.cited(held, known, say),
        example=example,
        opens=True,
    )  # fmt: skip


@reading.each
def funnel_shown(
    _store: Store, version: str, region: str, as_of: str, base: str, lang: str, dark: bool, asked: Choices
) -> Shown:
    """Draw the funnel of the compared regions and those behind them, or say why there is none."""
    say, look = language(lang), theme("dark" if dark else "light")
    chosen, places = who(_store, version, region, asked), reading.places(_store, version)
    held, known = standing(_store, version, region, as_of, base, asked), reading.sources(_store, version)
    made = held.funnel
    if made.reason or made.pooled is None:
        why_none = say(made.reason or NOTHING_COMMON)
        if made.reason == UNKNOWN_ERROR:
            why_none += " " + say(
                "With an error that you assume yourself, above, limits are drawn and labelled as yours."
            )
        return Shown(
            "banding-funnel", say("No funnel: limits need the error of the base"), "", None, "", missing=why_none
        )
    points = frames.named(made.points, places, say)
    example = is_example(points)
    what = say("Coverage of active participants · {base} · {period}", base=words.base_words(base, say),
               period=say.period(str(points["period"].dropna().iloc[0])))  # fmt: skip
    said = [what + ".", _dispersion(made.dispersion, made.widened, made.pooled, say)]
    said += [say(made.warning)] if made.warning else []
    if "reader" in set(points["error_from"]):
        said.append(say("Intervals follow from your own assumption: a relative standard error of {error} of the base.",
                        error=say.percent(asked.error or 0.0)))  # fmt: skip
    chart = funnel.funnel(points, made.limits, made.pooled, chosen.own, look, say)
    return Shown(
        key="banding-funnel",
        title=words.flagged(findings.funnel(points, say), example, say),
        reading=words.flagged(" ".join(said), example, say),
        chart=signed(
            chart, words.flagged(frames.signature(what, points, known, say), example, say), look, width=FUNNEL
        ),
        alt=words.flagged(funnel.describe(points, made.pooled, say), example, say),
        table=frames.funnel_table(points, say),
        data=frames.plain(points),
        definition=say(
            "Limits of 95 and 99.8 percent around the share of all regions together, from the error of each workforce, "
            "widened where regions differ by more than that; shown no lower than 0 and no higher than 100 percent."
        ),
        source=frames.cited(points, known, say),
        example=example,
        opens=True,
    )


def measure_words(row: Any, say: Language) -> str | None:
    """Print a measure in its unit; None where there is no figure."""
    if not words.is_known(row.value):
        return None
    return say.percent(row.value) if row.unit == "share" else say.number(row.value, 2)


def _dispersion(dispersion: float | None, widened: float, pooled: float, say: Language) -> str:
    share = say.percent(pooled)
    if widened > 1:
        return say(
            "All together {share}. Regions differ by more than the error of the base explains; the limits are therefore "
            "{widened} times as wide.",
            share=share,
            widened=say.number(widened, 1),
        )
    return say("All together {share}. Regions differ no more than the error of the base explains.", share=share)


def _hover(row: Any, title: str, say: Language) -> str:
    known = words.is_known(row.text)
    value = row.text if known else say("no figure yet")
    lines = [f"<b>{words.name_words(row.short_name)}</b>", f"{title}: <b>{value}</b>"]
    if known:
        lines += [say.period(row.period), words.status_name(row.status, say)]
    return "<br>".join(lines)


def _wide(cells: pd.DataFrame, say: Language) -> pd.DataFrame:
    """Give cells as a table to show: regions down, measures across."""
    rows = [
        {say("Region"): safe.plain(str(name))}
        | {
            say(row.title): row.text if words.is_known(row.text) else say("no figure yet")
            for row in of_it.itertuples()
        }
        for name, of_it in cells.groupby("short_name", sort=False)
    ]  # fmt: skip
    return tables.filled(rows)
