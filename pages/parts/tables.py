"""The tables behind the figures: every value with its date, base, status and source, as text a screen reader reads."""

from __future__ import annotations

from typing import Any

import pandas as pd

from charts import findings, words
from i18n import Language, retell
from metrics.analyses.target import OLD_BOUNDARY
from metrics.overview import BETWEEN_NOTES
from metrics.territory import Territory
from pages.parts import safe
from pages.parts.sources import Source


def figures(frame: pd.DataFrame, known: dict[str, Source], say: Language) -> pd.DataFrame:
    """Give figures of many regions or dates as a table to show, one row a figure, in the order of the frame.

    Args:
        frame: rows of ``side_by_side``.
        known: sources by id.
        say: the reader's language.
    """
    rows = [
        {
            say("Region"): safe.plain(row.name),
            say("Value"): _value(row, say),
            say("As printed"): _percent(row.printed, say),
            say("People"): _people(row.numerator, say),
            say("Of (people)"): _people(row.denominator, say) if row.unit == "share" else "",
            say("Date"): date_words(row, say),
            say("Base"): _base(row, say),
            say("Status"): words.status_words(row, say) + _sum(row, say),
            say("Source"): sources(row.source_ids, known, say),
            say("Remark"): remark(row, say),
        }
        if words.is_known(row.value)
        else {say("Region"): safe.plain(row.name), say("Value"): say("no figure yet")}
        for row in frame.itertuples()
    ]
    return filled(rows)


def targets(frame: pd.DataFrame, say: Language) -> pd.DataFrame:
    """Give targets as a table to show, one row a target and reading: as much as fits a laptop, the answer first."""
    rows = [
        {
            say("Target"): _aim(row, say),
            say("Progress"): _progress(row, say),
            say("Figure now"): _now(row, say),
            say("Gap"): _gap(row, say),
            say("Read on"): _read_on(row, say),
            say("Pace"): _pace(row, say),
        }
        for row in frame.itertuples()
    ]
    return filled(rows)


def target_sources(frame: pd.DataFrame, places: Territory, known: dict[str, Source], say: Language) -> pd.DataFrame:
    """Give who set each target, its sources and what is to be known of it, rows as of `targets`."""
    rows = [
        {
            say("Target"): _aim(row, say),
            say("Read on"): _read_on(row, say),
            say("Set by"): _set_by(row, places, say),
            say("Source"): sources(row.source_ids, known, say),
            say("Remark"): _target_remark(row, say),
        }
        for row in frame.itertuples()
    ]
    return filled(rows)


def filled(rows: list[dict[str, str]]) -> pd.DataFrame:
    """Give rows as a table to show, without the columns that are empty throughout."""
    table = pd.DataFrame(rows).fillna("")
    return table.loc[:, (table != "").any()] if len(table) else table


def sources(ids: Any, known: dict[str, Source], say: Language) -> str:
    """Give the sources of a figure as links, each with its date."""
    shown = []
    for one in ids:
        source = known[one]
        when = f", {say.date(source.published_on)}" if source.published_on else ""
        # Where there is no address the publisher is named; how it is cited stands in the list of sources.
        at = safe.link(source.named(say), source.address) if source.address else safe.plain(source.named(say))
        shown.append(at + when)
    return "; ".join(shown)


def note(text: Any, say: Language) -> str:
    """Say what the facts record of a figure in the reader's language, as text to show; nothing where there is none."""
    return safe.plain(retell(text, say)) if words.is_known(text) else ""


def date_words(row: Any, say: Language) -> str:
    """Say the date of a figure, and that of its base where it is another one."""
    said = say.period(row.period)
    if words.is_known(row.denominator_period) and row.denominator_period != row.period:
        said += say("; base of {period}", period=say.period(row.denominator_period))
    if row.is_old:
        said += say("; older than a year")
    return said


def remark(row: Any, say: Language) -> str:
    """Say what is to be known of a figure: conflict, boundary, weights, rounding, the reason of what is missing."""
    said = []
    if words.is_known(row.conflict) and row.conflict:
        said.append(say("The printed share contradicts its own parts."))
    if words.is_old_boundary(row):
        said.append(say("Boundaries before the split of 2022."))
    if row.approx:
        said.append(say("Rounded in print."))
    if words.is_known(row.reason):
        said.append(say(row.reason))
    if len(row.batch_ids) and row.status == "reported":
        said += [safe.plain(place) for place in row.fact_rows]
    return " ".join([*said, *_source_notes(say, row.note)])


def goal(row: Any, say: Language) -> str:
    """Say the value of a target."""
    if row.unit == "people":
        return say("{number} people", number=say.number(int(row.value_target)))
    return words.target_words(row.value_target, say)


def _aim(row: Any, say: Language) -> str:
    return f"**{goal(row, say)}**, {say.short_period(row.deadline[:7])}"


def _target_remark(row: Any, say: Language) -> str:
    said = [say(text) for text in dict.fromkeys((row.reason, row.people_reason)) if words.is_known(text)]
    return " ".join([*said, *_source_notes(say, row.note, row.figure_note)])


def _source_notes(say: Language, *notes: Any) -> list[str]:
    """Give doubts and conditions as the facts record them, each once."""
    held = dict.fromkeys(one for text in notes if words.is_known(text) for one in text.split(BETWEEN_NOTES))
    return [say("Note: {note}.", note=note(text, say)) for text in held]


def _value(row: Any, say: Language) -> str:
    return say.percent(row.value, 2) if row.unit == "share" else say.number(int(row.value))


def _percent(value: Any, say: Language) -> str:
    return say.percent(value, 2) if words.is_known(value) else ""


def _people(value: Any, say: Language) -> str:
    return say.number(int(value)) if words.is_known(value) else ""


def _base(row: Any, say: Language) -> str:
    if not words.is_known(row.base):
        return ""
    inferred = say(" (inferred)") if row.base_certainty == "inferred" else ""
    return words.line_words(row, say) + inferred


def _sum(row: Any, say: Language) -> str:
    if not words.is_known(row.parts_present):
        return ""
    return say(", {present} of {expected}", present=int(row.parts_present), expected=int(row.parts_expected))


def _set_by(row: Any, places: Territory, say: Language) -> str:
    name = safe.plain(row.set_by_id if say.code == "id" else row.set_by)
    if not row.inherited_from:
        return name
    return say("{name}, for {region}", name=name, region=places.place(row.inherited_from).short_name)


def _read_on(row: Any, say: Language) -> str:
    if not row.base:
        return ""
    name = words.base_words(row.base, say) + (say(" (inferred)") if row.figure_certainty == "inferred" else "")
    return say("if read on {base}", base=name) if row.reading else name


def _now(row: Any, say: Language) -> str:
    if not words.is_known(row.current):
        # A figure of the old area is held, and the remark says why it is not set against the target.
        return "–" if words.is_known(row.judged) or row.reason == OLD_BOUNDARY else say("no figure yet")
    value = (
        words.share_words(row.current, row.value_target, say) if row.unit == "share" else say.number(int(row.current))
    )
    age = say("; older than a year") if row.figure_is_old else ""
    said = f"{words.about(value, row.figure_approx, say)} ({say.short_period(row.current_period)}{age})"
    return words.flagged(said, words.is_example(row), say)


def _progress(row: Any, say: Language) -> str:
    said = findings.progress_words(row.progress, say)
    if not words.is_known(row.judged):
        is_judged = row.progress not in ("unknown", "no_figure")
        return words.flagged(said, is_judged and words.is_example(row), say)
    value = words.share_words(row.judged, row.value_target, say) if row.unit == "share" else say.number(int(row.judged))
    value = words.about(value, row.judged_approx, say)
    is_other = words.is_known(row.figure_series) and row.judged_series != row.figure_series
    apart = say("; another series than the figure now") if is_other else ""
    return words.flagged(f"{said}: {value} ({say.short_period(row.judged_period)}{apart})", words.is_example(row), say)


def _pace(row: Any, say: Language) -> str:
    """Say how fast it goes and from where that is counted."""
    if not words.is_known(row.baseline):
        return ""
    is_share = row.unit == "share"
    value = words.share_words(row.baseline, row.value_target, say) if is_share else say.number(int(row.baseline))
    start = say("from {baseline} ({period})", baseline=value, period=say.short_period(row.baseline_period))
    if not words.is_known(row.pace):
        return words.flagged(start, words.is_example(row), say)
    said = say("{share} of the pace needed, {start}", share=say.percent(row.pace, 0), start=start)
    return words.flagged(said, words.is_example(row), say)


def _gap(row: Any, say: Language) -> str:
    known = words.is_known(row.gap_points)
    places = words.decimals(row.current, row.value_target) if known else 1
    said = [say.points(-row.gap_points, places, signed=True)] if known else []
    if words.is_known(row.gap_people) and row.gap_people > 0:
        said.append(say("{number} people", number=say.number(int(row.gap_people))))
    return words.flagged("; ".join(said), bool(said) and words.is_example(row), say)
