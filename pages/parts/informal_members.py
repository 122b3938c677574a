"""The figure of how long BPU members stay: churn of each month and how many of a year ago are still active, over time."""

from __future__ import annotations

from typing import Any

import pandas as pd

from charts import informal_findings, share_lines, words
from metrics.catalogue import metric
from metrics.panel import Panel, panel
from metrics.periods import month_after
from pages.parts import tables
from pages.parts.asked import Asked
from pages.parts.drawing import WITH_FORMULA, burned, definition, is_example, plain, source, why_missing
from pages.parts.figure import Shown

SPAN = 36  # months shown
STANDS_OUT = 2.0  # times the usual churn from which a month is named
NAMES = ("retention", "churn")


def stay(of: Asked, growth: Any | None) -> Shown:
    """Make the figure of churn and retention of BPU members.

    Args:
        of: what is asked.
        growth: row of the metric of growth of BPU members, or None.
    """
    say, key = of.say, "bpu-bertahan"
    lines = {name: panel(of.query, metric(name), [of.place.code], of.as_of, segment="BPU", fewest=1) for name in NAMES}
    held = {name: next(each.now.itertuples(), None) for name, each in lines.items()}
    title = informal_findings.kept(held["retention"], held["churn"], say)
    if held["retention"] is None and held["churn"] is None:
        missing = " ".join([why_missing("retention", of), *_growth(of, growth)])
        return Shown(key, title, "", None, "", missing=missing)
    frame = _months(of, lines)
    labels = {"retention": say("Still active after a year"), "churn": say("Left in the month")}
    rows: list[dict[str, Any]] = frame.to_dict("records")
    span = say(
        "{first} to {last}", first=say.short_period(frame["month"].min()), last=say.short_period(frame["month"].max())
    )
    chart = share_lines.share_lines(
        frame, {"retention": say("Kept for<br>a year"), "churn": say("Left in<br>a month")}, of.theme, say,
        filling="",
    )  # fmt: skip
    return Shown(
        key=key,
        title=title,
        reading=" ".join([
            words.flagged(" ".join([
                say("Active BPU members, {area}, {span}; a month that was not sent is a gap.", area=of.place.short_name,
                    span=span),
                *_churn(of, frame),
            ]), is_example(rows), say),
            *_growth(of, growth),
        ]),
        chart=burned(chart, say("Churn and retention"), span, rows, of),
        alt=share_lines.describe(frame, labels, say),
        table=tables.filled(
            [
                {
                    say("Month"): say.period(str(row["month"])),
                    say("Measure"): labels[str(row["line"])],
                    say("Share"): say.percent(row["value"]),
                    say("Members, number"): say.number(int(row["numerator"])),
                    say("Of, number"): say.number(int(row["denominator"])),
                    say("Status"): words.status_name(row["status"], say),
                }
                for row in sorted(rows, key=lambda row: (str(row["month"]), str(row["line"])), reverse=True)[: 2 * 12]
            ]
        ),
        data=plain(frame[["region_code", "month", "line", "segment", "series", "boundary", "base", "value", "numerator",
                                "denominator", "status", "source_ids", "batch_ids"]], label=True),
        definition=definition((*NAMES, "member_growth"), say, WITH_FORMULA),
        source=source(rows, of),
        example=is_example(rows),
    )  # fmt: skip


def _months(of: Asked, lines: dict[str, Panel]) -> pd.DataFrame:
    """The months of both measures within the span, each measure on its own line."""
    since = month_after(of.as_of, -SPAN)
    held = [each.figures.assign(line=name, is_filling=False) for name, each in lines.items() if each.month is not None]
    frame = pd.concat(held, ignore_index=True)
    return frame[frame["month"] > since].reset_index(drop=True)


def _churn(of: Asked, frame: pd.DataFrame) -> list[str]:
    """Say what leaves in a usual month, and name the month in which most left where it stands out."""
    say = of.say
    churn = frame[(frame["line"] == "churn") & (frame["month"] > month_after(of.as_of, -24))]
    if churn.empty:
        return []
    usual, most = float(churn["value"].median()), churn.loc[churn["value"].idxmax()]
    said = say("In a usual month of the last two years {share} leave.", share=say.percent(usual))
    if most["value"] >= STANDS_OUT * usual:
        said += " " + say(
            "Most left in {month}: {share}. Cover that is not renewed leaves the count at the end of the third unpaid month.",
            month=say.period(str(most["month"])), share=say.percent(most["value"]),
        )  # fmt: skip
    return [said]


def _growth(of: Asked, growth: Any | None) -> list[str]:
    """Say how BPU members grew over twelve months, with date and status."""
    if growth is None or not words.is_known(growth.value):
        return []
    say = of.say
    said = say(
        "BPU members over twelve months to {period}: {growth} ({status}).",
        period=say.short_period(growth.period), growth=say.percent(growth.value, signed=True),
        status=words.status_words(growth, say),
    )  # fmt: skip
    return [words.flagged(said, words.is_example(growth), say)]
