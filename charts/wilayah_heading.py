"""What the profile of a region leads with: its finding as the title, and the card of its place among others."""

from __future__ import annotations

from typing import Any

from charts import findings, words
from charts.headline_cards import Card
from charts.wilayah_findings import moved_words, standing
from i18n import Language
from metrics.overview import Overview


def title(shown: Overview, row: Any, parent: str | None, total: Any | None, say: Language) -> str:
    """Say how the coverage of the region has moved and where it stands; a real figure leads before any example.

    Args:
        shown: the first screen of the region.
        row: its row of coverage of ``metrics.analyses.profile``.
        parent: short name of the region above; None where there is none.
        total: the row ``region`` of ``metrics.analyses.change.Split.totals``; None where nothing was split.
        say: the reader's language.
    """
    figure, start, region = shown.figure, shown.line_start, shown.place.short_name
    is_real = figure is not None and not words.is_example(figure)
    if row.compared and not (is_real and row.status == "demonstration"):
        beside = standing(row.difference, parent, say) if parent and words.is_known(row.difference) else ""
        said = ""
        if total is not None and words.is_known(total.change):
            said = say("{moved}, {last}", moved=moved_words(region, total.change, total.since, say),
                       last=beside or say("now {share}", share=say.percent(row.value)))  # fmt: skip
        elif beside:
            said = say("{region}: coverage {standing}", region=region, standing=beside)
        if said:
            return words.flagged(said, row.status == "demonstration", say)
    if figure is None or start is None or not is_real or start.period == figure.period:
        return findings.headline(shown, shown.goal, say)
    change = words.change_of(figure.value, start.value)
    return say("{moved}, {last}", moved=moved_words(region, change, start.period, say),
               last=say("now {share}", share=say.percent(figure.value)))  # fmt: skip


def among(row: Any, parent: str | None, is_peers: bool, say: Language) -> Card:
    """Give the card that says how many of the others the region is above, and how far from the region above.

    Args:
        row: the row of coverage of ``metrics.analyses.profile``.
        parent: short name of the region above; None where there is none.
        is_peers: whether the others are peers; else they are its parts.
        say: the reader's language.
    """
    text = say("Among peers") if is_peers else say("Among its parts")
    if not row.compared:
        return Card(text, "–", say(row.reason) if words.is_known(row.reason) else say("no figure yet"))
    count, expected = int(row.others_present), int(row.others_expected)
    value = say("above {below} of {count}", below=int(row.others_below), count=count) if count else "–"
    said = [say("{period}: coverage {share}", period=say.short_period(row.period), share=say.percent(row.value))]
    if parent and words.is_known(row.difference):
        said.append(standing(row.difference, parent, say))
    if count < expected:
        said.append(say("{present} of {expected} have such a figure", present=count, expected=expected))
    return Card(text, value, words.flagged("; ".join(said), row.status == "demonstration", say))
