"""What the charts say of a figure: its value, its date, how sure it is, and the text that stands for a whole chart."""

from collections.abc import Iterable
from html import escape
from typing import Any

import pandas as pd

from charts.group_words import group_words
from i18n import Language, mark
from i18n.numbers import rounded
from metrics.analyses import message_words

# The words that messages and charts share.
flagged = message_words.flagged
target_words = message_words.target_words

# As in data/facts/bases.csv, which a test holds this to.
_BASES = {
    "ucj": mark("UCJ base"),
    "bps": mark("Employed persons (Sakernas)"),
    "bps_pu_bpu": mark("Employed persons (Sakernas), without construction"),
    "bps_formal": mark("Formal employed (Sakernas)"),
    "bps_informal": mark("Informal employed (Sakernas)"),
    "potential": mark("BPJamsostek potential"),
    "plan": mark("Planning-document base"),
    "unstated": mark("Base not stated"),
}

# PU, BPU, JAKON and PMI are said as they are.
_SEGMENTS = {
    "total": mark("all segments"),
    "formal": mark("formal"),
    "informal": mark("informal"),
    "unstated": mark("segment not stated"),
}
_SERIES = {
    "ucj_report": mark("UCJ report"),
    "kemnaker": mark("Ministry of Manpower"),
    "annual_report": mark("annual report"),
    "den": mark("National Economic Council"),
    "press": mark("press"),
    "registered": mark("registered, not active"),
    "office": mark("office data"),
    "demonstration": mark("DEMO"),
}


def is_known(value: object) -> bool:
    """Return whether a cell of a frame holds anything: None, NaN and pandas' NA are missing."""
    return bool(pd.notna(value))


def decimals(share: float, target: float | None) -> int:
    """Return with how many decimals a share is printed as a percentage: one, or more where one would cross the target.

    64,96% is not printed as 65,0% beside a target of 65%: what is read and what is judged are the same.
    """
    return 1 if target is None else message_words.decimals(share, target)


def share_words(share: float, target: float | None, say: Language) -> str:
    """Print a share, 0 to 1, as a percentage beside its target: 53,9%."""
    return say.percent(share, decimals(share, target))


def reached_words(share: float, target: float | None, say: Language) -> str:
    """Print a share that is to reach its target in no fewer digits than the target was set in: 73,86%."""
    if target is None or not is_known(target):
        return share_words(share, None, say)
    return say.percent(share, max(decimals(share, target), message_words.own_decimals(target)))


def bare_share(share: float, target: float | None, say: Language) -> str:
    """Print a share as `share_words` does, without its sign, for a chart that names the unit once: 58,7."""
    places = decimals(share, target)
    return say.number(rounded(share, places), places)


def bare_limit(limit: float, say: Language) -> str:
    """Print a target or a limit as `target_words` does, without the sign: 65, 67,28."""
    places = message_words.own_decimals(limit)
    return say.number(rounded(limit, places), places)


def change_of(now: float, then: float) -> float:
    """Return how far a share has moved, rounded once, where it is shown: 0.5388 − 0.5233 is 0.0155, not 0.015499…98."""
    return round(now - then, 12)


def is_reached(share: float, target: float) -> bool:
    """Return whether a share is at or over a target, as the command line judges it."""
    return share >= target - 1e-12


def gap_words(share: float, target: float, say: Language) -> str:
    """Print how far a share is below a target, in points."""
    places = decimals(share, target)
    return say.points(_gap(share, target, places) / 100, places)


def gap_digits(share: float, target: float, say: Language) -> str:
    """Print the same as a number alone, for where the unit is said otherwise."""
    places = decimals(share, target)
    return say.number(_gap(share, target, places), places)


def name_words(name: str) -> str:
    """Return a loaded name for a chart, which would read tags in it."""
    return escape(name, quote=False)


def month_of(period: str) -> str:
    """Return the month by which a period is ordered: a bare year is known at the end of it."""
    return f"{period}-12" if len(period) == len("2024") else period


def is_old_boundary(row: Any) -> bool:
    """Return whether a figure stands on the boundaries before the split of Papua in 2022."""
    return bool(row.boundary == "before-2022-split")


def status_words(row: Any, say: Language) -> str:
    """Say the status of a figure in a word."""
    return status_name(row.status, say)


def old_boundary(say: Language) -> str:
    """Say that a figure is about the area before the split of Papua."""
    return say("boundaries before the split of 2022")


def about(value: str, is_rounded: Any, say: Language) -> str:
    """Say that a number is rounded in print: about 69%."""
    return say("about {value}", value=value) if is_known(is_rounded) and is_rounded else value


def aside(text: str, is_demonstration: bool, say: Language) -> str:
    """Say behind one amount that it is an example, where what stands around it is none."""
    return say("{text} (DEMO)", text=text) if is_demonstration else text


def is_example(row: Any) -> bool:
    """Return whether a figure, or the one a target is read on, is of the demonstration set."""
    return "demonstration" in (getattr(row, "status", None), getattr(row, "figure_status", None))


def marks(row: Any, say: Language) -> list[str]:
    """Say in a word or two each what sets a figure apart: a weak status, its age, its boundaries."""
    said = [] if row.status in ("reported", "published") else [status_words(row, say)]
    said += [say(">1 yr")] if row.is_old else []
    return [*said, say("old boundary")] if is_old_boundary(row) else said


def doubts(row: Any, say: Language) -> list[str]:
    """Say what sets a figure apart from one of today, in full: its age and its boundaries."""
    said = [say("older than a year")] if row.is_old else []
    return [*said, old_boundary(say)] if is_old_boundary(row) else said


def dates(rows: Iterable[Any], say: Language) -> str:
    """Say the dates between which figures lie."""
    periods = sorted((row.period for row in rows), key=month_of)
    first, last = say.short_period(periods[0]), say.short_period(periods[-1])
    return first if first == last else say("dated {first} to {last}", first=first, last=last)


def line_words(row: Any, say: Language) -> str:
    """Say what a figure is measured on: its base and, where it is not the whole, its segment."""
    words = base_words(row.base, say)
    return words if row.segment == "total" else f"{words}, {segment_words(row.segment, say)}"


def hover(row: Any, say: Language) -> str:
    """Say all that a frame knows of one figure, a line each, for the box beside the pointer."""
    lines = [f"<b>{name_words(row.name)}</b>"]
    if not is_known(row.value):
        return "<br>".join([*lines, say("no figure yet")])
    lines += [
        f"<b>{say.percent(row.value)}</b>, {say.period(row.period)}",
        line_words(row, say),
        status_words(row, say),
    ]
    if is_known(row.conflict) and row.conflict:
        lines.append(say("printed as {printed}, against its own parts", printed=say.percent(row.printed)))
    lines += doubts(row, say)
    lines.append(say("source: {sources}", sources=_sources(row.source_ids)))
    return "<br>".join(lines)


def base_words(base: str, say: Language) -> str:
    """Say a coverage base by its name."""
    return say(_BASES[base])


def base_choice(base: str, say: Language) -> str:
    """Say a coverage base in a box to choose from, whole also on a phone."""
    return say("Sakernas, without construction") if base == "bps_pu_bpu" else base_words(base, say)


def segment_words(segment: str, say: Language) -> str:
    """Say a segment, or a narrower group of workers as the facts name it."""
    return say(_SEGMENTS[segment]) if segment in _SEGMENTS else group_words(segment, say)


def series_words(series: str, say: Language) -> str:
    """Say who counted: a series that is not ours has the name it was loaded with."""
    return say(_SERIES[series]) if series in _SERIES else series


def status_name(status: str, say: Language) -> str:
    """Say the name of a status."""
    return say(message_words.STATUS_WORDS[status])


def few_words(drawn: int, count: int, say: Language, *, chosen: bool) -> str:
    """Say which of very many regions are shown, by the rule of ``metrics.shortlist``, and where the others are.

    Args:
        drawn: regions shown.
        count: regions there are.
        say: the reader's language.
        chosen: whether one of them is looked at, which stays with its peers.
    """
    text = (
        mark("{drawn} of {count} shown: the highest, the lowest, the region chosen and its peers; the table holds all.")
        if chosen
        else mark("{drawn} of {count} shown: the highest and the lowest; the table holds all.")
    )
    return say(text, drawn=say.number(drawn), count=say.number(count))


def _sources(source_ids: str | Iterable[str]) -> str:
    return source_ids if isinstance(source_ids, str) else ", ".join(source_ids)


def _gap(share: float, target: float, places: int) -> float:
    return float(rounded(target - share, places))
