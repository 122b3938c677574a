"""What the profile of a region says in words: its summary, and the finding over each of its figures.

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


def beside_sentence(row: Any, parent: str | None, beside: str, say: Language) -> str:
    """Say where coverage stands beside the region above and the peers, in the month that they have in common."""
    if not row.compared:
        why = say(row.reason) if words.is_known(row.reason) else say("no figure yet")
        return say("Beside others nothing can be said of coverage: {reason}", reason=why)
    parts = []
    if parent and words.is_known(row.difference):
        parts.append(standing(row.difference, parent, say))
    if row.others_present:
        parts.append(_among(int(row.others_below), int(row.others_above), int(row.others_present), beside, say))
    if not parts:
        return say("No other region has a coverage figure of the same series and month.")
    said = say("In {period}, compared within one series (here {share}): {parts}.", period=say.period(row.period),
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
    """Say which indicators have no figure; nothing where all have one.

    Args:
        labels: names of those without.
        count: how many there are in all.
        say: the reader's language.
    """
    if not labels:
        return ""
    named = ", ".join(labels[:MOST_NAMED])
    if len(labels) > MOST_NAMED:
        named = say("{names} and {more} more", names=named, more=len(labels) - MOST_NAMED)
    return say("No figure yet for {missing} of {count} indicators: {names}.", missing=len(labels), count=count,
               names=named)  # fmt: skip


def spine_finding(rows: pd.DataFrame, parent: str | None, beside: str, say: Language) -> str:
    """Say on which share the region differs most from the region above; without one, where it stands among the others.

    Args:
        rows: of ``metrics.analyses.profile``, with ``label``.
        parent: short name of the region above.
        beside: whether the others are ``peers`` or ``parts``.
        say: the reader's language.
    """
    held = int(rows["value"].notna().sum())
    shares = rows[(rows["unit"] == "share") & rows["compared"] & rows["difference"].notna()]
    own = rows[(rows["metric"] == "coverage") & rows["compared"] & (rows["others_present"] > 0)]
    if (parent is None or shares.empty) and len(own):
        row = next(own.itertuples())
        text = say("Coverage {share}: {place}", share=say.percent(row.value),
                   place=_among(int(row.others_below), int(row.others_above), int(row.others_present), beside, say))  # fmt: skip
        return words.flagged(text, row.status == "demonstration", say)
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
    start, end = _amount(first, say), _amount(last, say)
    text = mark("{name} up from {first} ({start}) to {last} ({end})")
    if start == end:
        text = mark("{name} as before: {first} ({start}), {last} ({end})")
    elif last.value < first.value:
        text = mark("{name} down from {first} ({start}) to {last} ({end})")
    text = say(text, name=names[line], first=start, start=say.short_period(first.month), last=end,
               end=say.short_period(last.month))  # fmt: skip
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
    before, after = say.percent(then[top]), say.percent(now[top])
    text = mark("{segment} from {then} to {now} of active participants in a year")
    if before == after:
        text = mark("Segments as a year before: {segment} {now} of active participants")
    text = say(text, segment=words.segment_words(top, say), now=after, then=before)
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


def rules_finding(count: int, with_budget: int, say: Language) -> str:
    """Say how many regulations of the region were found, and in how many of them a budget clause."""
    if with_budget:
        return say("Regulations found: {count}, a budget clause in {with_budget}", count=count, with_budget=with_budget)
    return say("Regulations found: {count}, a budget clause in none", count=count)


def money_finding(groups: int, budgets: int, say: Language) -> str:
    """Say for how many groups of workers cover is paid, and how many budgets have been published."""
    text = mark("Groups whose cover others pay: {groups}; budgets published: {budgets}")
    if not budgets:
        text = mark("Groups whose cover others pay: {groups}; no budget published")
    elif not groups:
        text = mark("Budgets published: {budgets}; no cover that others pay is held")
    return say(text, groups=groups, budgets=budgets)


def offices_finding(names: Sequence[str], say: Language) -> str:
    """Name the offices that serve the region, or say how many where they are many."""
    if len(names) > MOST_NAMED:
        return say("Served by several offices: {count}", count=len(names))
    return say("Served by {offices}", offices=", ".join(names))


def standing(difference: float, other: str, say: Language) -> str:
    """Say a difference in points with its direction; none where it prints as none."""
    printed = rounded(abs(difference), 1)
    if printed == 0:
        return say("level with {region}", region=other)
    text = mark("{points} above {region}") if difference > 0 else mark("{points} below {region}")
    return say(text, points=say.points(abs(difference)), region=other)


def moved_words(region: str, change: float, since: str, say: Language) -> str:
    """Say how far coverage has moved since a month; not at all where the change prints as nothing."""
    if rounded(abs(change), 1) == 0:
        return say("Coverage of {region} unchanged since {since}", region=region, since=say.short_period(since))
    text = (
        mark("Coverage of {region} up {points} since {since}")
        if change > 0
        else mark("Coverage of {region} down {points} since {since}")
    )
    return say(text, region=region, points=say.points(abs(change)), since=say.short_period(since))


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


def _amount(row: Any, say: Language) -> str:
    if row.unit == "share":
        return say.percent(row.value)
    return say.rupiah(round(row.value)) if row.unit == "rupiah" else say.number(round(row.value))
