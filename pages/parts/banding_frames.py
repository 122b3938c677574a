"""The frames of the comparison as charts, tables and files want them: with names, words and the source in every row."""

from __future__ import annotations

from typing import Any

import pandas as pd

from charts import words
from charts.dumbbell import change_words
from charts.rank_table import place_words
from data.standing import weakest
from i18n import Language, mark
from metrics.analyses.comparison import united
from metrics.territory import Territory
from pages.parts import drawing, safe, tables
from pages.parts.sources import Source

MOST = 25  # rows of a chart; above that the first and the last are shown, and the region itself
HALF = 12
NARROW = 42  # letters of the line under a chart with names at its left, on a phone
NARROWER = 28  # the same where values stand behind the names

_WORDS = {
    "strongly_better": mark("far above the limits"),
    "better": mark("above the limits"),
    "similar": mark("within the limits"),
    "worse": mark("below the limits"),
    "strongly_worse": mark("far below the limits"),
}


def named(frame: pd.DataFrame, places: Territory, say: Language) -> pd.DataFrame:
    """Add to rows about regions their names and what is said beside the pointer."""
    shown = frame.assign(
        name=[places.place(code).name for code in frame["region_code"]],
        short_name=[places.place(code).short_name for code in frame["region_code"]],
    )
    return shown.assign(hover=[hover(row, say) for row in shown.itertuples()])


def hover(row: Any, say: Language) -> str:
    """Say all that is known of one share, a line each."""
    lines = [f"<b>{words.name_words(row.name)}</b>"]
    if not words.is_known(row.value):
        return "<br>".join([*lines, say("no figure yet")])
    lines += [f"<b>{say.percent(row.value)}</b>, {say.period(row.period)}", words.line_words(row, say)]
    if words.is_known(row.low):
        lines.append(say("between {low} and {high}", low=say.percent(row.low), high=say.percent(row.high))
                     if words.is_known(row.high) else say("at least {low}", low=say.percent(row.low)))  # fmt: skip
    return "<br>".join([*lines, words.status_name(row.status, say)])


def worth_showing(ranked: pd.DataFrame, own: str | None) -> pd.DataFrame:
    """Cut a long list, sorted by rank, to its first and last rows and the region itself."""
    if len(ranked) <= MOST:
        return ranked
    number = pd.Series(range(len(ranked)), index=ranked.index)
    kept = (number < HALF) | (number >= len(ranked) - HALF) | (ranked["region_code"] == own)
    return ranked[kept].reset_index(drop=True)


def ranks_table(ranked: pd.DataFrame, say: Language) -> pd.DataFrame:
    """Give the regions with their shares, places and changes as a table to show."""
    rows = [
        {
            say("Region"): safe.plain(row.name),
            say("Value"): say.percent(row.value),
            say("95 percent interval"): _interval(row, say),
            say("People"): _people(row.numerator, say),
            say("Of (people)"): _people(row.denominator, say),
            say("Place by level"): place_words(row, "rank", say),
            say("Change, points"): change_words(row, say) if words.is_known(row.change) else "",
            say("By improvement"): place_words(row, "change_rank", say) if words.is_known(row.change_rank) else "",
            say("Date"): say.period(row.period),
            say("Status"): words.status_name(row.status, say),
        }
        if words.is_known(row.value)
        else {say("Region"): safe.plain(row.name), say("Value"): say("no figure yet")}
        for row in ranked.itertuples()
    ]
    return tables.filled(rows)


def funnel_table(points: pd.DataFrame, say: Language) -> pd.DataFrame:
    """Give the regions of a funnel as a table to show."""
    rows = [
        {
            say("Region"): safe.plain(row.name),
            say("Value"): say.percent(row.value) if words.is_known(row.value) else say("no figure yet"),
            say("Of (people)"): _people(row.denominator, say),
            say("Limits of 95 percent"): _limits(row.low_95, row.high_95, say),
            say("Limits of 99.8 percent"): _limits(row.low_998, row.high_998, say),
            say("Against the limits"): say(_WORDS[row.word]) if words.is_known(row.word) else "",
        }
        for row in points.itertuples()
    ]
    return tables.filled(rows)


def plain(frame: pd.DataFrame, *without: str) -> pd.DataFrame:
    """Give a frame for the files: plain values, lists as text, without the columns that only a chart needs."""
    return drawing.plain(frame, "hover", *without, label=True).rename(columns={"row": "region_code"})


def whole(frame: pd.DataFrame) -> pd.DataFrame:
    """Give the rows that have both members and workforce."""
    return frame[frame["numerator"].notna() & frame["denominator"].notna()]


def how_to_load(reason: str, say: Language) -> str:
    """Say why nothing is drawn, and how figures come in."""
    return say("{reason} Figures of one month for several regions come in with the offices' files, on the page Data.",
               reason=say(reason))  # fmt: skip


def standing_line(what: str, frame: pd.DataFrame, known: dict[str, Source], say: Language) -> str:
    """Say measure, regions, base, month, status and sources of the rows in one line of Markdown."""
    used = frame[frame["status"].notna()]
    if used.empty:
        return safe.plain(what)
    status = words.status_name(str(weakest(used["status"])), say)
    return f"{safe.plain(what)} · **{status}** · {tables.sources(united(used['source_ids']), known, say)}"


def cited(frame: pd.DataFrame, known: dict[str, Source], say: Language) -> str:
    """Give status and sources of some rows as Markdown."""
    used = frame[frame["status"].notna()]
    if used.empty:
        return ""
    listed = tables.sources(united(used["source_ids"]), known, say)
    return say("Status: {status}. Source: {sources}.", status=words.status_name(str(weakest(used["status"])), say),
               sources=listed)  # fmt: skip


def signature(what: str, frame: pd.DataFrame, known: dict[str, Source], say: Language) -> str:
    """Give the line that is burned into a chart: what it shows, status and publishers, as plain text."""
    used = frame[frame["status"].notna()]
    if used.empty:
        return what
    # One source may be published by several, named together: each is said once.
    publishers = dict.fromkeys(name for one in united(used["source_ids"]) for name in known[one].named(say).split("; "))
    sources = say("source: {sources}", sources=", ".join(list(publishers)[:3]) + (", …" if len(publishers) > 3 else ""))
    status = str(weakest(used["status"]))
    # What rests on the demonstration set is flagged as a whole.
    said = [what, *([words.status_name(status, say)] if status != "demonstration" else []), sources]
    return words.name_words(" · ".join(said))


def _interval(row: Any, say: Language) -> str:
    if not words.is_known(row.low) or not words.is_known(row.high):
        return ""
    return f"{say.percent(row.low)} – {say.percent(row.high)}"


def _limits(low: Any, high: Any, say: Language) -> str:
    if not words.is_known(low):
        return ""
    return f"{say.percent(max(0.0, low))} – {say.percent(min(1.0, high))}"


def _people(value: Any, say: Language) -> str:
    return say.number(int(value)) if words.is_known(value) else ""
