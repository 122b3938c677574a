"""What the comparison of regions says, in one line above each figure, made from the numbers each time.

What is printed is what is judged: a difference is that of the two shares as they are printed, and none is said where both
read alike. No word says better or worse where the uncertainty of the base is not known.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from charts import words
from charts.dumbbell import change_words, judged
from charts.funnel import outside
from charts.rank_table import place_words
from i18n import Language
from i18n.numbers import rounded


def headline(region: str, own: Any | None, benchmark: float | None, say: Language, when: str = "") -> str:
    """Say how the region stands among those it is compared with.

    Args:
        region: its name.
        own: its row of ``metrics.analyses.ranks``; None where its parts are compared.
        benchmark: share of the others together, or None.
        say: the reader's language.
        when: the month of all of them, where no heading says it.
    """
    if own is None or not words.is_known(own.rank):
        return say("{region}: no figure that can be compared", region=region)
    share, place = _dated(own.value, when, say), place_words(own, "rank", say)
    if benchmark is None:
        return say("{region} {share}: place {place} of {count}", region=region, share=share, place=place,
                   count=int(own.ranked))  # fmt: skip
    gap = rounded(own.value) - rounded(benchmark)
    said: dict[str, str | int] = {"region": region, "share": share, "place": place, "count": int(own.ranked)}
    if gap == 0:
        return say("{region} {share}: place {place} of {count}, level with the others together", **said)
    points = say.points(float(abs(gap)) / 100)
    if gap > 0:
        return say("{region} {share}: place {place} of {count}, {points} above the others together", **said,
                   points=points)  # fmt: skip
    return say("{region} {share}: place {place} of {count}, {points} below the others together", **said, points=points)


def beside_one(own: Any, other: Any, say: Language, when: str) -> str:
    """Say how far a region is above or below the only other one that has a figure. Rows: short_name, value."""
    gap = rounded(own.value) - rounded(other.value)
    told = {"region": own.short_name, "share": _dated(own.value, when, say), "other": other.short_name,
            "points": say.points(float(abs(gap)) / 100)}  # fmt: skip
    if gap == 0:
        return say("{region} {share}: level with {other}, the only other one with a figure", **told)
    if gap > 0:
        return say("{region} {share}: {points} above {other}, the only other one with a figure", **told)
    return say("{region} {share}: {points} below {other}, the only other one with a figure", **told)


def parts(region: str, frame: pd.DataFrame, benchmark: float | None, say: Language, when: str = "") -> str:
    """Say how many parts lie above the share that all parts have together. Frame: short_name, value."""
    known = frame[frame["value"].notna()]
    if benchmark is None or known.empty:
        return say("{region}: {finding}", region=region, finding=spread(frame, say))
    above = sum(rounded(value) > rounded(benchmark) for value in known["value"])
    return say("{region}: {above} of {count} parts above {share}, all parts together", region=region, above=int(above),
               count=len(known), share=_dated(benchmark, when, say))  # fmt: skip


def spread(frame: pd.DataFrame, say: Language) -> str:
    """Say which region is highest and how far below it the lowest is. Frame: short_name, value."""
    known = frame[frame["value"].notna()].sort_values(["value", "region_code"])
    if known.empty:
        return say("No figure yet that can be compared")
    least, most = known.iloc[0], known.iloc[-1]
    if len(known) == 1:
        return say("Only {region} has a figure: {share}", region=most["short_name"], share=say.percent(most["value"]))
    gap = rounded(most["value"]) - rounded(least["value"])
    if gap == 0:
        return say("All stand at {share}", share=say.percent(most["value"]))
    return say("{best} highest, {worst} {points} below it", best=most["short_name"], worst=least["short_name"],
               points=say.points(float(gap) / 100))  # fmt: skip


def peers(nearest: str | None, count: int, region: str, say: Language) -> str:
    """Say who is most like the region."""
    if nearest is None:
        return say("No peers of {region} are known yet", region=region)
    return say("{nearest} is most like {region}; {count} regions compared", nearest=nearest, region=region, count=count)


def places(frame: pd.DataFrame, own: Any | None, say: Language) -> str:
    """Say who leads by level and who by improvement, or both places of the region itself."""
    if own is not None and words.is_known(own.rank):
        if not words.is_known(own.change_rank):
            return say("{region}: place {place} by level", region=own.short_name, place=place_words(own, "rank", say))
        return say("{region}: place {place} by level, {improvement} by improvement", region=own.short_name,
                   place=place_words(own, "rank", say), improvement=place_words(own, "change_rank", say))  # fmt: skip
    first = _first(frame, "rank")
    risen = _first(frame, "change_rank")
    if first is None:
        return say("No figure yet to rank")
    if risen == first:
        return say("{region} is first by level and by improvement", region=first)
    if risen is None:
        return say("{region} is first by level", region=first)
    return say("{region} is first by level, {other} by improvement", region=first, other=risen)


def change(frame: pd.DataFrame, say: Language) -> str:
    """Say who gained and who lost most over the span, and how many did at all."""
    known = frame[frame["change"].notna()].sort_values(["change", "region_code"])
    if known.empty:
        return say("The change over twelve months is not known yet")
    up = sum(rounded(value) > 0 for value in known["change"])
    most, least = known.iloc[-1], known.iloc[0]
    if len(known) == 1 or rounded(most["change"]) == rounded(least["change"]):
        return say("{up} of {count} rose in twelve months", up=int(up), count=len(known))
    return say("{up} of {count} rose; {best} most ({change}), {worst} least ({other})", up=int(up), count=len(known),
               best=most["short_name"], change=change_words(most, say), worst=least["short_name"],
               other=change_words(least, say))  # fmt: skip


def certain_changes(frame: pd.DataFrame, say: Language) -> str:
    """Say how many changes are beyond their uncertainty, or why that is not said. Frame: ranks of the regions."""
    rows = [row for row in frame.itertuples() if words.is_known(row.change)]
    if not rows or not any(words.is_known(row.change_low) for row in rows):
        return ""
    gains, losses = sum(judged(row) > 0 for row in rows), sum(judged(row) < 0 for row in rows)
    return say("Beyond the uncertainty of the base rose {gains} and fell {losses} of {count}.", gains=gains, losses=losses,
               count=len(rows))  # fmt: skip


def strongest(
    table: pd.DataFrame, own: str | None, names: dict[str, str], titles: dict[str, str], say: Language
) -> str:
    """Say where the region is best and worst placed; where parts are compared, which of them leads most often.

    Args:
        table: rows of ``metrics.analyses.area_table``.
        own: code of the region, or None where parts are compared.
        names: name of each region, by code.
        titles: name of each measure, by id.
        say: the reader's language.
    """
    mine = table[(table["region_code"] == own) & table["place"].notna()].sort_values(["place", "indicator"])
    if len(mine) >= 2 and mine.iloc[0]["place"] < mine.iloc[-1]["place"]:
        worst, best = (in_sentence(titles[mine.iloc[place]["indicator"]]) for place in (0, -1))
        return say("{region}: best in {best}, weakest in {worst}", region=names[str(own)], best=best, worst=worst)
    held = table.loc[table["value"].notna(), "indicator"].nunique()
    firsts = table.loc[table["place"] == 1, "region_code"].value_counts()
    if own is None and len(firsts) and (firsts == firsts.iloc[0]).sum() == 1 and firsts.iloc[0] > 1:
        return say("{region} leads in {count} of {total} measures", region=names[str(firsts.index[0])],
                   count=int(firsts.iloc[0]), total=int(held))  # fmt: skip
    if held == 1:
        only = table.loc[table["value"].notna(), "indicator"].iloc[0]
        return say("Only one measure has figures: {measure}", measure=in_sentence(titles[only]))
    return say("{count} measures side by side", count=int(held)) if held else say("No figure yet that can be compared")


def funnel(points: pd.DataFrame, say: Language) -> str:
    """Say how many stand apart from the share of all by more than the widened limits."""
    above, below = outside(points)
    count = int(points["word"].notna().sum())
    if not above and not below:
        return say("None of {count} stands apart from the rest", count=count)
    return say(
        "{above} above and {below} below the limits, of {count}", above=len(above), below=len(below), count=count
    )


def in_sentence(title: str) -> str:
    """Give a title as it stands inside a sentence: in small letters, an acronym as it is."""
    return title if title[:2].isupper() else title[:1].lower() + title[1:]


def _first(frame: pd.DataFrame, kind: str) -> str | None:
    leading = frame[frame[kind] == 1].sort_values("region_code")
    return None if leading.empty else str(leading.iloc[0]["short_name"])


def _dated(share: float, when: str, say: Language) -> str:
    return f"{say.percent(share)} ({when})" if when else say.percent(share)
