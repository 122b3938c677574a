"""What was printed of contributions, arrears, employers and claims; and the "30 percent" of February 2023.

A printed statement is shown as its source prints it, about the region or the office it names, and compared with
nothing: a branch is not a region, and most are of part of a year. The growth of 30 percent was said of Denpasar
without naming its span; it counts as given only if members and contributions of Denpasar both grew so much over some
twelve months that end between the year it is printed for and the day it was said, by figures that are not generated.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from metrics._model import Query, Scope, measure
from metrics.catalogue import metric
from metrics.territory import Territory

INDICATORS = (
    "contributions_rp", "contributions_target_rp", "contribution_arrears_rp", "contribution_recovery_rp",
    "employers_registered", "employers_active", "employers_added", "employers_acquired", "employers_in_arrears",
    "employers_unregistered_estimate", "small_claims_suits", "claims_paid_rp", "claims_cases", "claims_recipients",
    "growth_participants_pct", "growth_participants_and_contributions_pct",
)  # fmt: skip
GROWTH = "growth_participants_and_contributions_pct"
SAID_OF = "51.71"  # the city of Denpasar
SAID = "2023-02"
NEAR = 0.05  # half of the last digit that "30 percent" prints, where it is rounded to tens

STATEMENTS = (
    "region_code", "office_id", "about", "period", "indicator", "segment", "programme", "value", "unit", "approx",
    "status", "note", "source_ids", "fact_rows",
)  # fmt: skip
EVENTS = ("event_id", "first", "last", "label_id", "label_en", "source_id")


@dataclass(frozen=True)
class PrintedGrowth:
    """The printed growth, and what the figures held say to it.

    Args:
        statement: the row of ``STATEMENTS``.
        spans: growth over twelve months of members and of contributions that may be meant, one row a metric and month:
            metric, period, value (a share), status.
        verdict: ``unchecked`` where one of the two is not held, ``given`` where one month has both within the rounding,
            ``not_given`` else.
    """

    statement: pd.Series
    spans: pd.DataFrame
    verdict: str


def events(query: Query, places: Territory, region: str) -> pd.DataFrame:
    """Give the rules with a source that moved contributions of a region, its own and those of the regions above it.

    Returns:
        One row a rule with the columns of ``EVENTS``, by first day and id: ``first`` and ``last`` are months, ``last`` null
        where it goes on.
    """
    here = [region, *places.place(region).above]
    return query(
        """
        select event_id, strftime(start, '%Y-%m') as first, strftime("end", '%Y-%m') as last, label_id, label_en, source_id
        from policy_event
        where list_contains(string_split(affects, ';'), 'contribution') and list_contains($here, region_code)
            and source_id is not null
        order by start, event_id
        """,
        here=here,
    )[list(EVENTS)]


def statements(query: Query, places: Territory, region: str, as_of: str) -> pd.DataFrame:
    """Give what was printed of a region, and of the offices that serve it or part of it.

    Args:
        query: runs SQL on a store.
        places: all regions.
        region: its code.
        as_of: month ``YYYY-MM``; nothing about a later time is used.

    Returns:
        One row a statement with the columns of ``STATEMENTS``, the region's own first, latest first. Exactly one of
        ``region_code`` and ``office_id`` is filled. A bare year counts as its December. The rows of a ``programme`` are
        left out where all together are printed too, of the same place, period and segment.
    """
    held = query(
        """
        with known as (
            select *, if(length(period) = 4, period || '-12', period) as month from published_figure
            where list_contains($indicators, indicator)
        )
        select f.region_code, f.office_id, coalesce(o.name, f.region) as about, f.period, f.indicator, f.segment,
            f.programme, f.value, f.unit, f.approx, f.status, f.note, [f.source_id] as source_ids,
            ['published_figures.csv:' || f.fact_row] as fact_rows, o.serves, o.kanwil_code
        from known f left join office o using (office_id)
        where month <= $as_of and (f.programme is null or not exists (
            select 1 from known t where t.programme is null and t.region_code is not distinct from f.region_code
                and t.office_id is not distinct from f.office_id
                and (t.period, t.indicator, t.segment) = (f.period, f.indicator, f.segment)
        ))
        order by f.region_code is null, month desc, f.office_id, f.fact_row
        """,
        indicators=list(INDICATORS),
        as_of=as_of,
    )
    concerns = pd.Series([_concerns(places, region, row) for row in held.itertuples()], dtype=bool)
    return held.loc[concerns, list(STATEMENTS)].reset_index(drop=True)


def printed_growth(query: Query, places: Territory, region: str) -> PrintedGrowth | None:
    """Give the printed growth of members and contributions and whether the figures held give it.

    Args:
        query: runs SQL on a store.
        places: all regions.
        region: its code.

    Returns:
        None where the statement concerns neither the region nor an office that serves it or part of it.
    """
    said = statements(query, places, region, SAID)
    said = said[said["indicator"] == GROWTH]
    if said.empty:
        return None
    statement = said.iloc[0]
    spans = pd.concat(
        [_spans(query, name, str(statement["period"])) for name in ("member_growth", "contribution_growth")]
    )
    return PrintedGrowth(statement, spans.reset_index(drop=True), verdict(spans, float(statement["value"]) / 100))


def verdict(spans: pd.DataFrame, printed: float) -> str:
    """Say whether members and contributions both grew as printed over the same twelve months.

    Args:
        spans: one row a metric and month: metric, period, value (a share).
        printed: growth as a share, rounded to tens of percent.
    """
    table = spans.pivot(index="period", columns="metric", values="value").dropna()
    if table.shape[1] < 2 or table.empty:
        return "unchecked"
    return "given" if ((table - printed).abs() <= NEAR + 1e-12).all(axis=1).any() else "not_given"


def _spans(query: Query, name: str, year: str) -> pd.DataFrame:
    scope = Scope((SAID_OF,), segment="total", since=f"{year}-01", until=SAID)
    found = measure(query, metric(name), scope)
    found = found[found["on_line"] & (found["status"] != "demonstration") & (found["period"].str.len() == 7)]
    found = found.drop_duplicates("period").assign(metric=name)
    return found[["metric", "period", "value", "status"]]


def _concerns(places: Territory, region: str, row: object) -> bool:
    code, serves = row.region_code, row.serves  # type: ignore[attr-defined]
    if pd.notna(code):
        return bool(code == region)
    served = [] if pd.isna(serves) else str(serves).split(";")
    whole = [row.kanwil_code] if pd.notna(row.kanwil_code) else []  # type: ignore[attr-defined]
    return any(one in places.place(region).above for one in served) or any(
        region in (one, *places.place(one).above) for one in [*served, *whole]
    )
