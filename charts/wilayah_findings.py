"""What the profile of a region says in words: the title, the summary above it, and the finding over each of its figures.

A finding compares only figures of one series and month. Higher and lower are always said; better and worse only where the
uncertainty of the base is known (the spine writes them on its rows). What is printed is what is judged: a difference that
prints as nothing is said to be none.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from charts import words
from i18n import Language, mark
from i18n.numbers import rounded

MOST_NAMED = 3


def title(region: str, row: Any, parent: str | None, figure: Any | None, say: Language) -> str:
    """Say how the coverage of the region stands beside the region above, or what is known of it.

    Args:
        region: its short name.
        row: the row of coverage of ``metrics.analyses.profile``.
        parent: short name of the region above; None where there is none.
        figure: the latest coverage figure of the region, a row of ``measure``; None where there is none.
        say: the reader's language.
    """
    # A real figure leads, and a comparison that rests on examples follows in the summary.
    leads = figure is not None and not words.is_example(figure) and row.status == "demonstration"
    if row.compared and parent and words.is_known(row.difference) and not leads:
        said = say("{region}: coverage {standing}", region=region, standing=_standing(row.difference, parent, say))
        return words.flagged(said, row.status == "demonstration", say)
    if figure is not None:
        said = say("{region}: coverage {share} ({period})", region=region, share=say.percent(figure.value),
                   period=say.short_period(figure.period))  # fmt: skip
        return words.flagged(said, words.is_example(figure), say)
    return say("{region}: no coverage figure yet on this base", region=region)


def coverage_sentence(region: str, figure: Any | None, base: str, say: Language) -> str:
    """Say the latest coverage figure with its base, date, status and people."""
    if figure is None:
        return say("No coverage figure of {region} is held on {base}; missing is not zero.", region=region,
                   base=words.base_words(base, say))  # fmt: skip
    said = say(
        "Coverage of {region} was {share} in {period}, on {base} ({status}).", region=region,
        share=say.percent(figure.value), period=say.period(figure.period), base=words.line_words(figure, say),
        status=", ".join([words.status_words(figure, say), *words.doubts(figure, say)]),
    )  # fmt: skip
    if words.is_known(figure.numerator) and words.is_known(figure.denominator):
        said += " " + say("That is {numerator} of {denominator} people.", numerator=say.number(int(figure.numerator)),
                          denominator=say.number(int(figure.denominator)))  # fmt: skip
    return words.flagged(said, words.is_example(figure), say)


def beside_sentence(row: Any, parent: str | None, beside: str, say: Language) -> str:
    """Say where coverage stands beside the region above and the peers, in the month that they have in common."""
    if not row.compared:
        why = say(row.reason) if words.is_known(row.reason) else say("no figure yet")
        return say("Beside others nothing can be said of coverage: {reason}", reason=why)
    parts = []
    if parent and words.is_known(row.difference):
        parts.append(_standing(row.difference, parent, say))
    if row.others_present:
        parts.append(_among(int(row.others_below), int(row.others_above), int(row.others_present), beside, say))
    if not parts:
        return say("No other region has a coverage figure of the same series and month.")
    said = say("In {period}, within one series ({share}): {parts}.", period=say.period(row.period),
               share=say.percent(row.value), parts=", ".join(parts))  # fmt: skip
    if words.is_known(row.word_reason):
        said += " " + say(row.word_reason)
    return words.flagged(said, row.status == "demonstration", say)


def moved_sentence(total: Any | None, segments: pd.DataFrame, say: Language) -> str:
    """Say how coverage changed over a year and which segment moved it most.

    Args:
        total: the row ``region`` of ``metrics.analyses.change.Split.totals``; None where nothing was split.
        segments: its ``segments``.
        say: the reader's language.
    """
    if total is None or not words.is_known(total.change):
        return say("How coverage changed over a year is not known: no two months a year apart lie on one line.")
    said = say("From {since} to {until} coverage changed by {points}", since=say.period(total.since),
               until=say.period(total.until), points=say.points(total.change, signed=True))  # fmt: skip
    ranked = segments[segments["moved_rank"] == 1]
    if len(ranked):
        top = next(ranked.itertuples())
        said += say("; {segment} moved it most ({points})", segment=words.segment_words(top.segment, say),
                    points=say.points(top.contribution, signed=True))  # fmt: skip
    return words.flagged(f"{said}.", total.status == "demonstration", say)


def expiring_sentence(totals: pd.DataFrame, reason: str | None, say: Language) -> str:
    """Say how many sponsored workers' cover has ended or ends within a year, and when they leave the active count.

    Args:
        totals: of ``metrics.analyses.expiring.Expiring``.
        reason: why there are none.
        say: the reader's language.
    """
    if totals.empty:
        return say(reason or "no figure yet")
    whole = totals[totals["by"] == "total"].set_index("months_ahead")
    ended, ahead = (next(whole.loc[[span]].itertuples()) for span in (0, 12))
    said = []
    if ended.schemes and words.is_known(ended.people):
        said.append(
            say("Of the schemes held, cover of {people} sponsored workers has ended; they leave the active count by {month} "
                "unless renewed.",
                people=say.number(int(ended.people)), month=say.period(ended.leaves_last))
        )  # fmt: skip
    if ahead.schemes and words.is_known(ahead.people):
        said.append(
            say("Of the schemes held, cover of {people} sponsored workers ends within twelve months, the first in {month}.",
                people=say.number(int(ahead.people)), month=say.period(ahead.cover_ends_first))
        )  # fmt: skip
    held_back = [row for row in (ended, ahead) if row.schemes and not words.is_known(row.people)]
    said += [say(held_back[0].reason)] if held_back else []
    if not said:
        return say("No sponsored cover that is held ends within the next twelve months.")
    return words.flagged(" ".join(said), "demonstration" in (ended.status, ahead.status), say)


def missing_sentence(labels: Sequence[str], count: int, say: Language) -> str:
    """Say which indicators have no figure.

    Args:
        labels: names of those without.
        count: how many there are in all.
        say: the reader's language.
    """
    if not labels:
        return say("All {count} indicators have a figure.", count=count)
    named = ", ".join(labels[:MOST_NAMED])
    if len(labels) > MOST_NAMED:
        named = say("{names} and {more} more", names=named, more=len(labels) - MOST_NAMED)
    return say("No figure yet for {missing} of {count} indicators: {names}.", missing=len(labels), count=count,
               names=named)  # fmt: skip


def spine_finding(rows: pd.DataFrame, parent: str | None, say: Language) -> str:
    """Say on which share the region differs most from the region above.

    Args:
        rows: of ``metrics.analyses.profile``, with ``label``.
        parent: short name of the region above.
        say: the reader's language.
    """
    held = int(rows["value"].notna().sum())
    shares = rows[(rows["unit"] == "share") & rows["compared"] & rows["difference"].notna()]
    if parent is None or shares.empty:
        return say("{count} of {total} indicators have a figure", count=held, total=len(rows))
    top = next(shares.loc[[shares["difference"].abs().idxmax()]].itertuples())
    text = say("Largest difference from {parent}: {label}, {points}", parent=parent, label=top.label,
               points=say.points(top.difference, signed=True))  # fmt: skip
    return words.flagged(text, top.status == "demonstration", say)


def lines_finding(figures: pd.DataFrame, names: dict[int, str], say: Language) -> str:
    """Say of one measure its first and last value; of the measure with the longest line, the first of equally long ones."""
    if figures.empty:
        return say("No monthly figures yet")
    line = int(figures["line"].value_counts(sort=False).sort_index().idxmax())
    own = figures[figures["line"] == line]
    first, last = next(own.head(1).itertuples()), next(own.tail(1).itertuples())
    if first.month == last.month:
        return say("Monthly figures: only single ones are held")
    text = say("{name}: {first} in {start}, {last} in {end}", name=names[line], first=_amount(first, say),
               start=say.short_period(first.month), last=_amount(last, say), end=say.short_period(last.month))  # fmt: skip
    return words.flagged(text, "demonstration" in (first.status, last.status), say)


def composition_finding(rows: pd.DataFrame, say: Language) -> str:
    """Say which segment's share of the active participants has changed most within the year.

    Args:
        rows: of ``metrics.analyses.profile_lines.Composition``.
        say: the reader's language.
    """
    if rows.empty:
        return say("Composition of active participants: no figure yet")
    is_example = bool((rows["status"] == "demonstration").any())
    months = sorted(rows["month"].unique())
    now = rows[rows["month"] == months[-1]].set_index("segment")["share"]
    if len(months) == 1:
        top = str(now.idxmax())
        text = say("{segment} is {share} of active participants", segment=words.segment_words(top, say),
                   share=say.percent(now[top]))  # fmt: skip
        return words.flagged(text, is_example, say)
    then = rows[rows["month"] == months[0]].set_index("segment")["share"]
    top = str((now - then).abs().idxmax())
    text = say("{segment}: {now} of active participants, a year before {then}", segment=words.segment_words(top, say),
               now=say.percent(now[top]), then=say.percent(then[top]))  # fmt: skip
    return words.flagged(text, is_example, say)


def claims_finding(claims: pd.DataFrame, say: Language) -> str:
    """Say how many claims were paid in the last twelve months held, and how much.

    Args:
        claims: of ``metrics.analyses.profile_context.claims``.
        say: the reader's language.
    """
    whole = claims[claims["programme"] == "total"]
    if whole.empty or not words.is_known(whole["cases"].iloc[0]):
        return say("Claims: no monthly figures yet")
    row = next(whole.itertuples())
    amount = say.rupiah(int(row.amount)) if words.is_known(row.amount) else say("no figure yet")
    text = say("{cases} claims paid, {amount}, in {months} months to {until}", cases=say.number(int(row.cases)),
               amount=amount, months=int(row.months_present), until=say.short_period(row.until))  # fmt: skip
    return words.flagged(text, row.status == "demonstration", say)


def _among(below: int, above: int, count: int, beside: str, say: Language) -> str:
    """Say how many of the others are lower and higher."""
    peers = beside == "peers"
    if count == 1:
        only = mark("above the only other one with such a figure")
        return say(only if below else mark("not above the only other one with such a figure"))
    if below == count:
        text = mark("above all {count} peers") if peers else mark("above all {count} parts")
    elif above == count:
        text = mark("below all {count} peers") if peers else mark("below all {count} parts")
    elif peers:
        text = mark("above {below} and below {above} of {count} peers")
    else:
        text = mark("above {below} and below {above} of {count} parts")
    return say(text, below=below, above=above, count=count)


def _standing(difference: float, other: str, say: Language) -> str:
    """Say a difference in points with its direction; none where it prints as none."""
    printed = rounded(abs(difference), 1)
    if printed == 0:
        return say("level with {region}", region=other)
    text = mark("{points} above {region}") if difference > 0 else mark("{points} below {region}")
    return say(text, points=say.points(abs(difference)), region=other)


def _amount(row: Any, say: Language) -> str:
    if row.unit == "share":
        return say.percent(row.value)
    return say.rupiah(round(row.value)) if row.unit == "rupiah" else say.number(round(row.value))
