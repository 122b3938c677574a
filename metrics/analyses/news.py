"""What changed: one region and its parts at two months, as rows that a page lists and a message is made from.

Every difference is made within one line: base, segment, series, boundary and weights are those that ``metrics.panel``
chooses, "now" is the month asked for (else the latest month of the line), "then" the latest month of that line at or before
the day one looks back to, the same for all parts.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from data.standing import weakest
from i18n import mark
from metrics._model import Metric, Query, Scope, measure
from metrics.analyses.news_due import cover_ending, passed_targets
from metrics.catalogue import metric
from metrics.panel import line_of_each_segment, panel
from metrics.periods import is_old, month_after
from metrics.territory import Territory

SEGMENTS = ("total", "PU", "BPU", "JAKON", "PMI")
MOST = 5  # parts listed as those that moved most

NO_LINE = mark("No monthly figure of the year before is held that could be compared.")
NO_NEWS = mark("No figure of this line is newer than the month looked back to.")
NO_EARLIER = mark("No earlier figure of the same line is held to compare with.")
NOT_NOW = mark("This region has no figure in the month that the others have.")
NOT_REPORTED = mark("A figure was sent for the month before and none for this month.")
OLD = mark("The figure is older than a year.")

KINDS = ("coverage", "segment", "moved_most", "fell", "not_reported", "old", "cover_ending", "target",
         "restated", "new", "vanished", "demonstration")  # fmt: skip
COLUMNS = (
    "kind", "region_code", "metric", "base", "segment", "series", "boundary", "weights", "period_then", "period_now",
    "value_then", "value_now", "difference", "numerator_then", "numerator_now", "numerator_difference",
    "denominator_then", "denominator_now", "denominator_difference", "people", "ends", "leaves", "target_id",
    "inherited_from", "reading", "value_target", "deadline",
    "progress_then", "progress_now", "status", "reason", "source_ids", "batch_ids",
)  # fmt: skip

COMPARED = ("value", "numerator", "denominator")


@dataclass(frozen=True)
class News:
    """What changed in a region.

    Args:
        region: its code.
        base: coverage base.
        since: month looked back to; None between two releases.
        until: month looked from; None between two releases where all months are compared.
        parts: codes of the parts looked at.
        rows: one row a piece of news, the columns of ``COLUMNS``, in the order of ``KINDS``. Shares 0 to 1, differences
            of shares too; people whole; null is not known, and ``reason`` says why. ``status`` is the weaker of the two
            figures.
    """

    region: str
    base: str
    since: str | None
    until: str | None
    parts: tuple[str, ...]
    rows: pd.DataFrame

    def of(self, kind: str) -> pd.DataFrame:
        """Give the rows of one kind."""
        return self.rows[self.rows["kind"] == kind].reset_index(drop=True)


def since(
    query: Query,
    places: Territory,
    region: str,
    back_to: str,
    until: str,
    *,
    parts: list[str] | None = None,
    base: str = "ucj",
    segment: str | None = None,
    read: pd.DataFrame | None = None,
) -> News:
    """Give what changed from one month to another.

    Args:
        query: runs SQL on a store.
        places: all regions.
        region: code of the region.
        back_to: month looked back to, ``YYYY-MM``.
        until: month looked from; nothing later is used.
        parts: codes of its parts; the next administrative level when None.
        base: coverage base.
        segment: membership segment of the share; its headline segment when None.
        read: the targets of the region at ``until``, where the caller has read them already.

    Returns:
        ``coverage``: a row for the region, then one for each part, in that order. ``segment``: active participants of the
        region by segment. ``moved_most``: at most ``MOST`` parts by people gained or lost. ``fell``: parts whose share
        fell, most first. ``not_reported``: parts that sent a figure for the month before ``until`` and none for it.
        ``old``: latest figures older than a year. ``cover_ending``: sponsored cover by part, last paid month (``ends``)
        and month at whose end it leaves the active count (``leaves``). ``target``: targets on this base, or in people,
        whose deadline passed or which were decided in between.

    Raises:
        UnknownName: when a region does not exist.
        ValueError: when ``back_to`` is not before ``until``.
    """
    if back_to >= until:
        raise ValueError(f"The month looked back to, {back_to}, is not before {until}.")
    places.place(region)
    inside = [places.place(part).code for part in (places.parts(region) if parts is None else parts)]
    asked = metric("coverage")
    segment = segment or asked.headline_segment(base)
    whole, held = _compared(query, asked, [region], back_to, until, base, segment)
    changed = whole.head(0)
    if inside:
        changed, held = _compared(query, asked, inside, back_to, until, base, segment)
    found = {
        "coverage": pd.concat([whole.astype(object), changed.astype(object)]),
        "segment": _by_segment(query, region, back_to, until),
        "moved_most": moved_most(changed),
        "fell": fell(changed),
        "not_reported": _not_reported(held, until),
        "old": _old(query, [region, *inside], until, base, segment),
        "cover_ending": cover_ending(query, places, region, tuple(inside), until),
        "target": passed_targets(query, places, region, base, back_to, until, read),
    }
    return News(region, base, back_to, until, tuple(inside), in_columns(found))


def moved_most(changed: pd.DataFrame) -> pd.DataFrame:
    """Give the rows whose members changed most, gains and losses alike, at most ``MOST``; of two alike by code."""
    moved = changed[changed["numerator_difference"].fillna(0) != 0]
    size = moved["numerator_difference"].abs()
    return moved.assign(size=size).sort_values(["size", "region_code"], ascending=[False, True]).head(MOST)


def fell(changed: pd.DataFrame) -> pd.DataFrame:
    """Give the rows whose share fell, the largest fall first; of two alike by code."""
    return changed[changed["difference"].fillna(0) < -1e-12].sort_values(["difference", "region_code"])


def paired(before: pd.DataFrame, after: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """Set figures of one time beside those of another.

    Args:
        before: rows of ``measure`` at the earlier time, one a key.
        after: rows at the later time, one a key.
        keys: columns that tell which figures belong together, without nulls.

    Returns:
        One row a key of either, sorted by key, with the columns of ``COLUMNS`` that a comparison fills and ``_merge``:
        ``both``, ``left_only`` or ``right_only``. A difference with a part missing is null.
    """
    wanted = [*keys, *COMPARED, "status", "source_ids", "batch_ids", *(() if "period" in keys else ("period",))]
    both = before[wanted].merge(
        after[wanted], on=keys, how="outer", suffixes=("_then", "_now"), indicator=True, sort=True
    )
    return both.assign(
        difference=both["value_now"] - both["value_then"],
        numerator_difference=both["numerator_now"] - both["numerator_then"],
        denominator_difference=both["denominator_now"] - both["denominator_then"],
        status=[weakest(pair) for pair in both[["status_then", "status_now"]].to_numpy()],
        source_ids=_together(both, "source_ids"),
        batch_ids=_together(both, "batch_ids"),
    )


def in_columns(found: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Put frames of news by kind one under the other, with the columns of ``COLUMNS`` and None where nothing is known."""
    frames = [
        frame.assign(kind=kind).reindex(columns=COLUMNS).astype(object) for kind, frame in found.items() if len(frame)
    ]
    rows = pd.concat(frames or [pd.DataFrame(columns=COLUMNS)], ignore_index=True)
    return rows.astype(object).where(rows.notna(), None)


def _together(both: pd.DataFrame, column: str) -> list[list[str]]:
    """Give what either figure cites, each once and sorted; a figure that is missing cites nothing."""
    pairs = both[[f"{column}_then", f"{column}_now"]].itertuples(index=False, name=None)
    return [sorted({str(item) for cited in pair if hasattr(cited, "__len__") for item in cited}) for pair in pairs]


def _compared(
    query: Query, asked: Metric, regions: list[str], back_to: str, until: str, base: str | None, segment: str
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Compare regions on the series that most of them have, and give every figure of that series as well."""
    chosen = panel(query, asked, regions, until, base=base, segment=segment, fewest=1)
    held, month = chosen.figures, chosen.month
    if len(regions) > 1 and month is not None and month < until:
        # A panel ends with the month that most regions have; one that reports before the others is news all the same.
        held = measure(query, asked, Scope(tuple(regions), base, segment, until=until))
        held = held[_on_key(held, chosen.key)]
        month = str(held["month"].max())
    key = (chosen.key if month else {}) | {"metric": asked.id, "base": base, "segment": segment}
    return _two_months(held, regions, back_to, month).assign(**key), held


def _on_key(figures: pd.DataFrame, key: dict[str, str | None]) -> pd.Series:
    same = figures["on_line"] & (figures["period"].str.len() == 7) & figures["value"].notna()
    for part, value in key.items():
        same &= figures[part].isna() if value is None else figures[part] == value
    return same


def _two_months(held: pd.DataFrame, regions: list[str], back_to: str, month: str | None) -> pd.DataFrame:
    """Compare figures of one line in the order of regions, each with the reason where there is no difference."""
    both = paired(*_then_and_now(held, back_to, month), ["region_code"])
    both = both.set_index("region_code").reindex(regions).reset_index()
    return both.assign(reason=[_reason(row, back_to, month) for row in both.itertuples()])


def _then_and_now(held: pd.DataFrame, back_to: str, month: str | None) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Give the figures of the latest month at or before the one looked back to, and those of ``month`` if that is later."""
    is_news = month is not None and month > back_to
    earlier = held.loc[held["month"] <= back_to, "month"].max() if is_news else None
    return held[held["month"] == earlier], held[held["month"] == month]


def _reason(row: Any, back_to: str, month: str | None) -> str | None:
    if month is None:
        return NO_LINE
    if pd.isna(row.value_now):
        return NOT_NOW
    if month <= back_to:
        return NO_NEWS
    return NO_EARLIER if pd.isna(row.value_then) else None


def _by_segment(query: Query, region: str, back_to: str, until: str) -> pd.DataFrame:
    """Compare each segment on its own line; one whose figures are older or rarer has other months than the next."""
    asked = metric("active_participants")
    lines = line_of_each_segment(query, asked, region, until, SEGMENTS)
    pairs = [_then_and_now(line.figures, back_to, line.month) for line in lines.values()]
    before, after = (pd.concat([frame.astype(object) for frame in frames]) for frames in zip(*pairs, strict=True))
    both = paired(before, after, ["segment"]).set_index("segment")
    both = both.reindex([name for name in SEGMENTS if lines[name].month]).reset_index()
    return both.assign(
        region_code=region,
        metric=asked.id,
        series=[lines[name].key["series"] for name in both["segment"]],
        boundary=[lines[name].key["boundary"] for name in both["segment"]],
        reason=[_reason(row, back_to, lines[row.segment].month) for row in both.itertuples()],
    )


def _not_reported(held: pd.DataFrame, until: str) -> pd.DataFrame:
    """Regions whose office sent the month before and not this one; what is only published comes at no fixed time."""
    sent = held[held["batch_ids"].str.len() > 0]
    before = sent[sent["month"] == month_after(until, -1)]
    rows = before[~before["region_code"].isin(sent.loc[sent["month"] == until, "region_code"])]
    return _then_only(rows).assign(metric="coverage", reason=NOT_REPORTED)


def _then_only(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.rename(columns={name: f"{name}_then" for name in ("period", "value", "numerator", "denominator")})


def _old(query: Query, regions: list[str], until: str, base: str, segment: str) -> pd.DataFrame:
    figures = measure(query, metric("coverage"), Scope(tuple(regions), base, segment, as_of=until))
    aged = pd.Series([is_old(month, until) for month in figures["month"]], index=figures.index, dtype=bool)
    rows = figures[aged].set_index("region_code")
    rows = rows.loc[[code for code in regions if code in rows.index]].reset_index()
    return _then_only(rows).assign(metric="coverage", reason=OLD)
