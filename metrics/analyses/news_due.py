"""What ends or falls due in a region: sponsored cover that runs out, and targets whose deadline has passed.

Cover that a third party pays leaves the active count at the end of the third month after the last one paid (contract of
figures, "Lapse"); a deadline has passed from the month after it.
"""

from __future__ import annotations

import pandas as pd

from data.standing import weakest
from i18n import mark
from metrics._model import Query, Scope, measure
from metrics.analyses.sponsored import sponsored_cover
from metrics.analyses.target import NEAREST, targets
from metrics.catalogue import metric
from metrics.parts import HELD_BACK
from metrics.periods import month_after
from metrics.territory import Territory

AHEAD = 3  # months within which cover that ends is news
DECIDED = ("reached", "missed")

# Regions and last paid months whose people are held back: schemes of a few of an office would be told by them.
HIDDEN = "select region_code, month from held_back where counted = 'cover_ends'"

ENDS = mark("Paid cover ends; three months later these people leave the active count unless it is renewed.")
DEADLINE_PASSED = mark("The deadline passed between the two months.")
NEWLY_DECIDED = mark("What is known of this target changed between the two months.")


def cover_ending(query: Query, places: Territory, region: str, parts: tuple[str, ...], until: str) -> pd.DataFrame:
    """Give cover whose last paid month is ``until`` or one of the three after it.

    Args:
        query: runs SQL on a store.
        places: all regions.
        region: code of the region.
        parts: codes of its parts; what is inside one is counted with it, what is in none of them is left out.
        until: month looked from.

    Returns:
        One row a part and last paid month, ``ends``, and one for schemes of the region itself: all schemes together in
        ``people``, null where held back, and ``leaves``, the month at whose end they leave the active count.
    """
    inside = {code: _part_of(places, code, region, parts) for code in places.places}
    cover = sponsored_cover(query, places, region)
    cover = cover.assign(region_code=[inside[code] for code in cover["region_code"]])
    cover = cover[cover["region_code"].notna() & cover["cover_ends"].between(until, month_after(until, AHEAD))]
    held_back = {(hidden.region_code, hidden.month) for hidden in query(HIDDEN).itertuples()}
    rows = [
        {
            "region_code": code,
            "people": None if hide else int(schemes["people"].sum()),
            "ends": ends,
            "leaves": leaves,
            "status": weakest(schemes["status"]),
            "reason": HELD_BACK if hide else ENDS,
            "batch_ids": sorted(set(schemes["batch_id"])),
        }
        for (code, ends, leaves), schemes in cover.groupby(["region_code", "cover_ends", "leaves_active_count"])
        for hide in [(code, ends) in held_back and "reported" in set(schemes["status"])]
    ]
    columns = ["region_code", "people", "ends", "leaves", "status", "reason", "batch_ids"]
    frame = pd.DataFrame(rows, columns=columns).astype({"people": object})
    return frame.assign(metric="sponsored_cover", source_ids=frame["batch_ids"])


def passed_targets(
    query: Query,
    places: Territory,
    region: str,
    base: str,
    back_to: str,
    until: str,
    read: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Give the targets on a base, and those in people, that fell due or were decided from one month to another.

    Args:
        query: runs SQL on a store.
        places: all regions.
        region: its code.
        base: coverage base.
        back_to: month looked back to.
        until: month looked from.
        read: the targets of the region at ``until``, where the caller has read them already.

    Returns:
        One row a target, as ``metrics.analyses.target.targets`` sorts them; ``value_now`` is the figure it is judged on,
        else the present one.
    """
    now = targets(query, places, region, until) if read is None else read
    if now.empty:
        return now
    now = now[(now["base"] == base) | now["base"].isna()]
    due = now["deadline"].astype(str).str[:7]
    # What was decided longer ago cannot have changed: only figures of the months about the deadline decide.
    is_open = now["progress"].isin(DECIDED) & (due >= month_after(back_to, -NEAREST))
    now = now[is_open | ((due >= back_to) & (due < until))]
    if now.empty:
        return now
    keys = ["target_id", "base"]
    then = targets(query, places, region, back_to).reindex(columns=[*keys, "progress"])
    both = then.merge(now, on=keys, how="right", suffixes=("_then", "_now"))
    due = both["deadline"].astype(str).str[:7]
    passed = (due >= back_to) & (due < until)
    rows = both[passed | (both["progress_then"] != both["progress_now"])]
    judged = rows["judged"].notna()
    return rows.assign(
        region_code=region,
        metric=rows["unit"].map({"people": "active_participants"}).fillna("coverage"),
        value_now=rows["judged"].where(judged, rows["current"]),
        period_now=rows["judged_period"].where(judged, rows["current_period"]),
        status=_statuses(query, region, base, rows),
        reason=rows["reason"].where(rows["reason"].notna(), DEADLINE_PASSED).where(passed[rows.index], NEWLY_DECIDED),
    )


def _part_of(places: Territory, code: str, region: str, parts: tuple[str, ...]) -> str | None:
    """Give the part that a region is counted with, itself or the province above it; none where it lies in no part."""
    if code == region or code in parts:
        return code
    return next((above for above in places.places[code].above if above in parts), None)


def _statuses(query: Query, region: str, base: str, rows: pd.DataFrame) -> list[str | None]:
    """Give the status of the figure that each target is read on: the one judged at the deadline, else the present one."""
    asked = metric("coverage")
    figures = measure(query, asked, Scope((region,), base, asked.headline_segment(base)))
    stands = figures[figures["shown"]].set_index("period")["status"].to_dict()
    return [
        row.figure_status
        if row.judged is None or row.judged_period == row.current_period
        else stands.get(row.judged_period if row.unit == "share" else None)
        for row in rows.itertuples()
    ]
