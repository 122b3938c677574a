"""The course of a region on its profile: small lines of its months, and what its active participants are made of."""

from __future__ import annotations

import pandas as pd

from charts import parts_bar, sparklines, words
from charts import wilayah_findings as findings
from data.store import Store
from i18n import Language, mark
from metrics.analyses.change import Split
from metrics.analyses.profile_context import events
from metrics.analyses.profile_lines import LINES, Composition, Lines, composition, lines
from metrics.catalogue import metric
from pages.parts import reading, wilayah_reading
from pages.parts.asked import Asked, asked
from pages.parts.drawing import BESIDE_AMOUNTS, definition, is_example, plain
from pages.parts.figure import Shown
from pages.parts.wilayah_sources import burned, source

# What of the policy events affects a measure.
AFFECTS = {
    "coverage": "membership",
    "active_participants": "membership",
    "contributions_received": "contribution",
    "sponsored_workers": "contribution",
}
NO_LINES = mark("No monthly figures of this region are held. Load its workbook on the page Data.")
NOT_WHOLE = mark("Load the sheet Membership with PU, BPU and construction of one month on the page Data.")


@reading.each
def small_lines(_store: Store, version: str, region: str, as_of: str, base: str, lang: str, dark: bool) -> Shown:
    """Draw the small lines of a region."""
    of = asked(_store, version, region, as_of, lang, dark, base=base)
    say = of.say
    found = lines(of.query, region, as_of, base)
    names = _names(base, say)
    title = findings.lines_finding(found.figures, names, say)
    # The one figure of coverage stands on its card already.
    if found.figures.empty or (len(found.figures) == 1 and found.figures["metric"].iloc[0] == "coverage"):
        return Shown("garis", title, "", None, "", missing=say(NO_LINES))
    drawn = sparklines.sparklines(found.figures, names, _events(found, of), of.theme, say)
    what = say("Monthly figures, coverage on {base}", base=words.base_words(base, say))
    text = say("{region}, months up to {period}; each line from zero on its own scale.",
               region=words.name_words(of.place.short_name), period=say.period(as_of))  # fmt: skip
    if "contributions_received" in set(found.figures["metric"]):
        text += " " + say("The latest months of contributions still fill up.")
    if len(found.missing):
        without = ", ".join(names[int(line)] for line in found.missing["line"])
        text += " " + say("No figure yet: {names}; the reasons stand in the table.", names=without)
    return Shown(
        key="garis",
        title=title,
        reading=words.flagged(text, is_example(found.figures), say),
        chart=burned(drawn, what, found.figures["month"], found.figures, of, width=BESIDE_AMOUNTS),
        alt=sparklines.describe(found.figures, names, say),
        table=_ends(found, names, say),
        data=plain(found.figures.assign(name=of.place.name), label=True),
        definition=definition(dict.fromkeys(found.figures["metric"]), say, between="\n\n"),
        source=source(found.figures, of),
        example=is_example(found.figures),
    )


@reading.each
def parts(_store: Store, version: str, region: str, as_of: str, base: str, lang: str, dark: bool) -> Shown:
    """Draw what the active participants of a region are made of now and a year before, with the change by segment."""
    of = asked(_store, version, region, as_of, lang, dark, base=base)
    say = of.say
    found = composition(of.query, region, as_of)
    title = findings.composition_finding(found.rows, say)
    if found.rows.empty:
        return Shown("susunan", title, "", None, "", missing=f"{say(found.reason or '')} {say(NOT_WHOLE)}")
    frame = pd.DataFrame(
        {
            "whole": [
                say("{period}: {people} people", period=say.period(row.month), people=say.number(int(row.total)))
                for row in found.rows.itertuples()
            ],
            "part": [words.segment_words(segment, say) for segment in found.rows["segment"]],
            "value": found.rows["share"],
            "amount": [say("{number} people", number=say.number(int(people))) for people in found.rows["people"]],
            "status": found.rows["status"],
        }
    )
    year = wilayah_reading.changed(_store, version, region, as_of, base)
    return Shown(
        key="susunan",
        title=title,
        reading=_change_words(found, year, of),
        chart=burned(parts_bar.parts_bar(frame, of.theme, say), say("Active participants by segment"),
                     found.rows["month"], found.rows, of),
        alt=parts_bar.describe(frame, say),
        table=_segments_table(found, year, of),
        data=plain(found.rows.assign(name=of.place.name), label=True),
        definition=definition(["active_participants"], say),
        source=source(found.rows, of),
        example=is_example(found.rows),
    )  # fmt: skip


def _names(base: str, say: Language) -> dict[int, str]:
    """Name each line by its measure and segment or base."""
    named = {}
    for number, (name, segment) in enumerate(LINES):
        title = say(metric(name).title)
        if name == "coverage":
            title = f"{title}, {words.base_words(base, say)}"
        elif name == "active_participants":
            title = f"{title}, {_segment(str(segment), say)}"
        named[number] = title
    return named


def _segment(segment: str, say: Language) -> str:
    return say("construction") if segment == "JAKON" else words.segment_words(segment, say)


def _events(found: Lines, of: Asked) -> pd.DataFrame:
    """Give the policy events for each line that they affect."""
    held = {kind: events(of.query, of.places, of.place.code, kind) for kind in sorted(set(AFFECTS.values()))}
    made = [
        {"line": int(line), "month": row.month, "label": row.label_id if of.say.code == "id" else row.label_en}
        for line, name in found.figures.groupby("line")["metric"].first().items()
        for row in held[AFFECTS[name]].itertuples()
    ]
    return pd.DataFrame(made, columns=["line", "month", "label"])


def _ends(found: Lines, names: dict[int, str], say: Language) -> pd.DataFrame:
    """Give first and last value of each line as text, and why one is missing."""
    made = []
    for line, rows in found.figures.groupby("line"):
        first, last = next(rows.head(1).itertuples()), next(rows.tail(1).itertuples())
        made.append(
            {
                "line": line,
                say("Measure"): names[int(line)],
                say("First month"): say.period(first.month),
                say("First value"): sparklines.value_words(first, say),
                say("Last month"): say.period(last.month),
                say("Last value"): sparklines.value_words(last, say),
                say("Months held"): say.number(len(rows)),
                say("Status"): ", ".join(words.status_name(each, say) for each in dict.fromkeys(rows["status"])),
                say("Remark"): "",
            }
        )
    made += [
        {"line": row.line, say("Measure"): names[int(row.line)], say("Last value"): say("no figure yet"),
         say("Remark"): say(row.reason)}
        for row in found.missing.itertuples()
    ]  # fmt: skip
    return pd.DataFrame(made).sort_values("line").drop(columns="line").fillna("")


def _change_words(found: Composition, year: Split, of: Asked) -> str:
    """Say what is drawn, and what each segment moved of the change of coverage."""
    say = of.say
    text = say("{region}, active participants by segment; migrant workers (PMI) are counted apart.",
               region=words.name_words(of.place.short_name))  # fmt: skip
    if found.reason:
        text += " " + say(found.reason)
    moved = year.segments[year.segments["contribution"].notna()]
    if len(moved):
        listed = "; ".join(
            f"{_segment(row.segment, say)} {say.points(row.contribution, signed=True)}" for row in moved.itertuples()
        )
        text += " " + say("Of the change of coverage on {base} from {since} to {until}: {parts}.",
                          base=words.base_words(of.base, say), since=say.period(year.segments["since"].iloc[0]),
                          until=say.period(year.segments["until"].iloc[0]), parts=listed)  # fmt: skip
    flagged = is_example(found.rows) or is_example(moved)
    return words.flagged(text, flagged, say)


def _segments_table(found: Composition, year: Split, of: Asked) -> pd.DataFrame:
    """Give people and share of each segment, now and a year before, and what each moved."""
    say = of.say
    moved = {row.segment: row for row in year.segments.itertuples() if words.is_known(row.contribution)}
    made: dict[str, dict[str, str]] = {}
    for row in found.rows.itertuples():
        line = made.setdefault(str(row.segment), {say("Segment"): _segment(row.segment, say)})
        when = say.short_period(row.month)
        line[say("People, {period}", period=when)] = say.number(int(row.people))
        line[say("Share, {period}", period=when)] = say.percent(row.share)
        if row.segment in moved:
            points = say.points(moved[row.segment].contribution, signed=True)
            line[say("Part of the change of coverage")] = points
    return pd.DataFrame(list(made.values())).fillna("")
