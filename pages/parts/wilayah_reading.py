"""What the region profile says and draws first: the summary in sentences, and the spine of every indicator."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from charts import spine, wilayah_heading, words
from charts import wilayah_findings as findings
from charts.headline_cards import Card, four
from data.store import Store
from i18n import Language, mark
from metrics.analyses.change import Split, split
from metrics.analyses.expiring import Expiring, expiring
from metrics.analyses.profile import PEERS, Profile, profile
from metrics.catalogue import metric
from metrics.periods import month_after
from pages.parts import reading, safe
from pages.parts.asked import Asked, asked
from pages.parts.drawing import definition, is_example, plain
from pages.parts.figure import Shown
from pages.parts.show import standing_line
from pages.parts.wilayah_sources import burned, source

YEAR = 12
NO_INDICATOR = mark(
    "No indicator of this region can be drawn yet. Load the workbook of its office on the page Data: Membership, Workforce, "
    "Contributions and Arrears give these rows."
)
# Titles too long to stand over a row beside two values on a phone.
SHORT = {"contribution_per_active": mark("Contribution per active")}
SIGNED = ("member_growth", "contribution_growth")


@dataclass(frozen=True)
class Summary:
    """The profile in words, each flagged where it rests on the demonstration set.

    Args:
        title: the finding.
        line: base, date, status and source of the coverage figure, as Markdown.
        cards: coverage, gap, need a month, place among others.
        sentences: what the numbers say, the first beside others.
    """

    title: str
    line: str
    cards: tuple[Card, ...]
    sentences: tuple[str, ...]


@reading.each
def rows(_store: Store, version: str, region: str, as_of: str, base: str) -> Profile:
    """Read every indicator of a region beside its parent and peers."""
    return profile(reading.query(_store), reading.places(_store, version), region, as_of, base)


@reading.each
def changed(_store: Store, version: str, region: str, as_of: str, base: str) -> Split:
    """Split the change of coverage over the year to the month that the region has in common with others."""
    row = _coverage(rows(_store, version, region, as_of, base))
    until = row.period if row.compared else as_of
    places = reading.places(_store, version)
    return split(reading.query(_store), places, region, month_after(until, -YEAR), until, base)


@reading.each
def cover(_store: Store, version: str, region: str, as_of: str) -> Expiring:
    """Read the sponsored cover that ends."""
    return expiring(reading.query(_store), reading.places(_store, version), region, as_of)


@reading.each
def summary(_store: Store, version: str, region: str, as_of: str, base: str, lang: str) -> Summary:
    """Say the profile in sentences."""
    of = asked(_store, version, region, as_of, lang, False, base=base)
    say = of.say
    found = rows(_store, version, region, as_of, base)
    row, parent = _coverage(found), of.parent.short_name if of.parent else None
    year = changed(_store, version, region, as_of, base)
    ends = cover(_store, version, region, as_of)
    without = found.rows.loc[found.rows["value"].isna(), "metric"]
    total: Any = _first(year.totals[year.totals["scope"] == "region"])
    sentences = (
        findings.beside_sentence(row, parent, found.beside, say),
        findings.moved_sentence(total, year.segments, say),
        findings.expiring_sentence(ends.totals, ends.reason, say),
        findings.missing_sentence([say(metric(each).title) for each in without], len(found.rows), say),
    )
    return Summary(
        wilayah_heading.title(of.seen, row, parent, total, say),
        standing_line(of.seen, of.known, say),
        (*four(of.seen, say)[:3], wilayah_heading.among(row, parent, found.beside == PEERS, say)),
        tuple(sentence for sentence in sentences if sentence),
    )


@reading.each
def spine_of(_store: Store, version: str, region: str, as_of: str, base: str, lang: str, dark: bool) -> Shown:
    """Draw every indicator of a region beside its parent and peers."""
    of = asked(_store, version, region, as_of, lang, dark, base=base)
    say = of.say
    found = rows(_store, version, region, as_of, base)
    labels = [say(SHORT.get(name) or metric(name).title) for name in found.rows["metric"]]
    frame = found.rows.assign(label=labels, signed=[name in SIGNED for name in found.rows["metric"]])
    parent = of.parent.short_name if of.parent else None
    others = say("peers") if found.beside == PEERS else say("its parts")
    names = spine.Names(of.place.short_name, parent, others)
    held = frame[frame["value"].notna()]
    title = findings.spine_finding(frame, parent, found.beside, say)
    if held.empty:
        return Shown("profil", title, "", None, "", missing=say(NO_INDICATOR))
    what = say("Indicators, coverage on {base}", base=words.base_words(base, say))
    # What has no figure is named in the sentences beside, and stands with its reason in the table below.
    chart = burned(spine.spine(held, names, of.theme, say), what, held["period"], held, of)
    return Shown(
        key="profil",
        title=title,
        reading=words.flagged(_reading(found, of), is_example(held), say),
        chart=chart,
        alt=spine.describe(frame, names, say),
        table=_table(frame, names, of),
        data=plain(found.rows.assign(name=of.place.name), label=True),
        definition=definition(dict.fromkeys(found.rows["metric"]), say, between="\n\n"),
        source=source(held, of),
        example=is_example(held),
    )


def _coverage(found: Profile) -> Any:
    """Give the row of coverage."""
    return _first(found.rows[found.rows["metric"] == "coverage"])


def _first(frame: pd.DataFrame) -> Any | None:
    """Give the first row, or None."""
    return next(frame.itertuples(index=False), None)


def _reading(found: Profile, of: Asked) -> str:
    """Say who is beside the region and how a row is read."""
    say = of.say
    named = [safe.plain(of.places.place(code).short_name) for code in found.others]
    if found.beside == PEERS and named:
        who = say("peers by structure: {names}", names=", ".join(named))
    elif found.beside == PEERS:
        who = say("no peers are known")
    else:
        who = say("its {count} parts", count=len(named))
    if of.parent:
        who = f"{safe.plain(of.parent.short_name)}; {who}"
    return say("Up to {period}, beside {others}. Each row has its own scale.", period=say.period(of.as_of), others=who)


def _table(frame: pd.DataFrame, names: spine.Names, of: Asked) -> pd.DataFrame:
    """Give the indicators as text."""
    say = of.say
    made = [
        {
            say("Indicator"): row.label,
            say("Segment or base"): _on(row, say),
            say("Value"): spine.figure_words(row.value, row, say) if words.is_known(row.value) else say("no figure yet"),
            say("Date"): say.period(row.period) if words.is_known(row.value) else "",
            safe.plain(names.parent or say("Region above")): _printed(row.parent_value, row, say),
            say("Difference"): _difference(row, say),
            say("Others, least to greatest"): _span(row, say),
            say("Others held"): say("{present} of {expected}", present=int(row.others_present),
                                    expected=int(row.others_expected)),
            say("Status"): words.status_name(row.figure_status, say) if words.is_known(row.figure_status) else "",
            say("Remark"): " ".join(say(text) for text in (row.reason, row.word_reason) if words.is_known(text)
                                    and text != (row.reason if text is row.word_reason else None)),
        }
        for row in frame.itertuples()
    ]  # fmt: skip
    return pd.DataFrame(made)


def _on(row: Any, say: Language) -> str:
    return words.line_words(row, say) if words.is_known(row.base) else words.segment_words(row.segment, say)


def _printed(value: Any, row: Any, say: Language) -> str:
    return spine.figure_words(value, row, say) if words.is_known(value) else ""


def _difference(row: Any, say: Language) -> str:
    if not words.is_known(row.difference):
        return ""
    return say.points(row.difference, signed=True) if row.unit == "share" else say.rupiah(round(row.difference))


def _span(row: Any, say: Language) -> str:
    if not words.is_known(row.others_low):
        return ""
    return f"{spine.figure_words(row.others_low, row, say)} – {spine.figure_words(row.others_high, row, say)}"
