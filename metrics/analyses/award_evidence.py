"""What a region can show for each of the seven indicators of the award, at a month: figures, regulations and budgets held.

Rule: evidence is what the printed scorecard of Lombok Timur (assessment of 2024) names for each indicator, in the pieces of
``PIECES``. Every figure keeps its own value, period, base, status and sources; they are never added to each other, and
nothing is turned into a score. A piece that is not held is said with what to load. Presenter and material are the jury's.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from i18n import mark
from metrics._model import Query, Scope, leading, measure
from metrics.analyses.award import INDICATORS
from metrics.analyses.award_budgets import BUDGET_PRINTED, NON_ASN_GROUPS, budgets
from metrics.analyses.award_growth import GROWTH_METRICS, grown
from metrics.analyses.award_regulations import regulations
from metrics.analyses.uncertainty import UNKNOWN_ERROR
from metrics.catalogue import metric
from metrics.territory import Territory

# What can be shown for each indicator, as the printed scorecard names it.
PIECES: Mapping[str, tuple[str, ...]] = {
    "coverage": ("coverage", "active_participants"),
    "vulnerable": ("vulnerable_covered", "vulnerable_budget"),
    "growth": GROWTH_METRICS,
    "regulation": ("regulation", "budget_clause"),
    "non_asn": ("non_asn_covered", "non_asn_headcount"),
    "presenter": ("jury",),
    "material": ("jury",),
}
# Groups of non-ASN and election workers as sources print them; the first names the indicators that are about them whole.
NON_ASN_PRINTED = ("non_asn_covered", "village_officials_covered")
NON_ASN_WORDS = ("election staff", "honorary teachers", "honorer OPD", "non-ASN", "village officials and RT/RW")

NO_COVERAGE = mark("No coverage of this region is held on this base.")
NO_PARTICIPANTS = mark("No count of active participants in this region is held.")
NO_VULNERABLE = mark("No count of vulnerable workers covered in this region is held.")
NO_VULNERABLE_BUDGET = mark("No budget for vulnerable workers of this region is held.")
NO_REGULATION = mark("No regulation of this region was found; that is not to say that it has none.")
NO_CLAUSE = mark("None of the regulations found is known to name a budget.")
NO_NON_ASN = mark("No count of non-ASN staff, election workers or village staff covered in this region is held.")
NO_HEADCOUNT = mark("How many non-ASN staff, election workers and village staff there are is not held.")
BY_HAND = mark("A jury judges this on the day: no figure is held.")
HELD_BACK = mark("The count is small: it is not shown.")

LOAD_MEMBERS = mark("Load the sheets Membership and Workforce.")
LOAD_COVER = mark("Load the sheet Sponsored cover.")
LOAD_REGULATIONS = mark("Load the sheet Regulations.")
BRING_HEADCOUNT = mark("Bring the headcount of the personnel office.")
ENTER_SCORE = mark("Enter the score of the jury by hand.")

COLUMNS = (
    "indicator_id", "label_id", "label_en", "piece", "kind", "what", "value", "unit", "numerator", "denominator", "period",
    "earlier_period", "earlier_value", "base", "segment", "series", "boundary", "low", "high", "status", "suppressed",
    "approx", "parts_present", "parts_expected", "regulation_kind", "regulation_number", "has_budget_clause",
    "interval_reason", "missing", "load", "source_ids", "batch_ids", "note",
)  # fmt: skip

_PASSED_ON = (
    "value", "unit", "numerator", "denominator", "period", "base", "segment", "series", "boundary", "low", "high",
    "status", "suppressed", "approx", "parts_present", "parts_expected", "source_ids", "batch_ids",
)  # fmt: skip

Row = dict[str, Any]


def evidence(
    query: Query,
    places: Territory,
    region: str,
    as_of: str,
    *,
    base: str = "ucj",
    error: float | None = None,
) -> pd.DataFrame:
    """Give what is held for each indicator.

    Args:
        query: runs SQL on a store.
        places: all regions.
        region: its code.
        as_of: month ``YYYY-MM``; nothing later is used.
        base: coverage base.
        error: relative standard error that the reader assumes of a base without one, such as 0.03.

    Returns:
        One row a figure, regulation or missing piece with the columns of ``COLUMNS``, in the order of the indicators and of
        ``PIECES``, at least one for each piece; a headcount and a budget clause that are known stand in the rows of the piece
        before them. ``kind`` is ``figure``, ``published``, ``cover`` (a group of workers),
        ``budget`` (the schemes of a year, added up), ``regulation``, or ``missing``: then ``missing`` says why and ``load``
        what to bring in, and every figure is null. ``what`` names the metric, the indicator as published, the group of
        workers, the regulation or the missing piece. Real coverage on other bases, but for one
        that its source does not state, stands there only where there is no real one on the base asked.
        ``value`` is in ``unit``: ``share`` (0 to 1), ``points`` (a difference of
        shares), ``growth`` (a share of what was before), ``people`` or ``rupiah``. ``low`` and ``high`` are null for a
        growth, and where the uncertainty of the base is not known, with ``interval_reason``. ``earlier_period`` and
        ``earlier_value`` are of a growth only, whose ``numerator`` and ``denominator`` are those of the later figure. A
        regulation has no value; ``has_budget_clause`` is True or null, ``note`` its subject.

    Raises:
        UnknownName: when the region does not exist.
    """
    places.place(region)
    found = {
        "coverage": _coverage(query, region, as_of, base, error),
        "vulnerable": _vulnerable(query, region, as_of),
        "growth": [_growth(query, name, region, as_of, base) for name in GROWTH_METRICS],
        "regulation": _regulations(query, region, as_of),
        "non_asn": _non_asn(query, region, as_of),
        "presenter": [_missing("jury", BY_HAND, ENTER_SCORE)],
        "material": [_missing("jury", BY_HAND, ENTER_SCORE)],
    }
    labels = query("select indicator_id, label_id, label_en from scorecard_lombok_timur_2025")
    named = {row["indicator_id"]: row for row in labels.to_dict("records")}
    rows = [{**dict.fromkeys(COLUMNS), **row, **named[name]} for name in INDICATORS for row in found[name]]
    return pd.DataFrame([_plain(row) for row in rows], columns=list(COLUMNS), dtype=object)


def figure_rows(
    query: Query, name: str, region: str, as_of: str, base: str | None = None, error: float | None = None
) -> list[Row]:
    """Give the latest figure of a metric, of its headline segment, as rows of ``evidence`` without their indicator."""
    asked = metric(name)
    scope = Scope((region,), base, asked.headline_segment(base), as_of=as_of, error=error)
    found = leading(measure(query, asked, scope))
    rows = [_from_figure("figure", name, row) for row in found.to_dict("records")]
    if asked.bases:
        rows = [row | {"interval_reason": UNKNOWN_ERROR if pd.isna(row["low"]) else None} for row in rows]
    return [row | {"missing": HELD_BACK} if row["suppressed"] else row for row in rows]


def _coverage(query: Query, region: str, as_of: str, base: str, error: float | None) -> list[Row]:
    rows = figure_rows(query, "coverage", region, as_of, base, error)
    if all(row["status"] == "demonstration" for row in rows):
        others = [other for other in metric("coverage").bases if other not in (base, "unstated")]
        real = [row for other in others for row in figure_rows(query, "coverage", region, as_of, other, error)]
        rows = [row for row in real if row["status"] != "demonstration"] + rows
    people = figure_rows(query, "active_participants", region, as_of)
    return [
        *(row | {"piece": "coverage"} for row in rows or [_missing("coverage", NO_COVERAGE, LOAD_MEMBERS)]),
        *(
            row | {"piece": "active_participants"}
            for row in people or [_missing("active_participants", NO_PARTICIPANTS, LOAD_MEMBERS)]
        ),
    ]


def _vulnerable(query: Query, region: str, as_of: str) -> list[Row]:
    covered = [
        *figure_rows(query, "vulnerable_covered", region, as_of),
        *(row for row in _cover(query, region, as_of) if row["what"] not in NON_ASN_GROUPS),
    ] or [_missing("vulnerable_covered", NO_VULNERABLE, LOAD_COVER)]
    printed = [row for row in _printed(query, region, as_of) if row["what"] in BUDGET_PRINTED]
    paid = printed + _schemes(query, region, as_of, "vulnerable_budget")
    paid = paid or [_missing("vulnerable_budget", NO_VULNERABLE_BUDGET, LOAD_COVER)]
    return [row | {"piece": "vulnerable_covered"} for row in covered] + [
        row | {"piece": "vulnerable_budget"} for row in paid
    ]


def _non_asn(query: Query, region: str, as_of: str) -> list[Row]:
    covered = [
        *(row for row in _printed(query, region, as_of) if row["what"] not in BUDGET_PRINTED),
        *(row for row in _cover(query, region, as_of) if row["what"] in NON_ASN_GROUPS),
    ]
    has_headcount = any(not pd.isna(row["denominator"]) for row in covered)
    rows = covered + _schemes(query, region, as_of, "non_asn_budget")
    rows = rows or [_missing("non_asn_covered", NO_NON_ASN, LOAD_COVER)]
    rows = [row | {"piece": "non_asn_covered"} for row in rows]
    return rows if has_headcount else [*rows, _missing("non_asn_headcount", NO_HEADCOUNT, BRING_HEADCOUNT)]


def _schemes(query: Query, region: str, as_of: str, what: str) -> list[Row]:
    """Give what governments pay in the year of the month as offices sent it; small schemes are no secret: people are."""
    paid = budgets(query, [region], as_of, of_staff=what == "non_asn_budget").get(region)
    if paid is None or paid["schemes"] is None or paid["value"] is None:
        return []
    kept = {name: paid[name] for name in ("value", "period", "status", "source_ids", "batch_ids")}
    return [{"kind": "budget", "what": what, "unit": "rupiah"} | kept]


def _growth(query: Query, name: str, region: str, as_of: str, base: str) -> Row:
    row = grown(query, name, [region], as_of, base=base).to_dict("records")[0]
    if row["reason"] is not None:
        return _missing(name, row["reason"], LOAD_MEMBERS)
    kept = [key for key in COLUMNS if key in row and key not in ("low", "high")]
    return {"kind": "figure", "what": name, "piece": name} | {key: row[key] for key in kept}


def _regulations(query: Query, region: str, as_of: str) -> list[Row]:
    rows = []
    for row in regulations(query, [region], as_of).to_dict("records"):
        year = None if pd.isna(row["year"]) else int(row["year"])
        named = " ".join(str(row[part]) for part in ("kind", "number") if not pd.isna(row[part]))
        said = [str(row[part]) for part in ("subject", "note") if not pd.isna(row[part])]
        rows.append(
            {
                "piece": "regulation",
                "kind": "regulation",
                "what": named if year is None else f"{named}/{year}",
                "period": None if year is None else str(year),
                "regulation_kind": row["kind"],
                "regulation_number": row["number"],
                "has_budget_clause": row["has_budget_clause"],
                "status": row["status"],
                "note": "; ".join(said) or None,
                "source_ids": list(row["source_ids"]),
                "batch_ids": list(row["batch_ids"]),
            }
        )
    if any(not pd.isna(row["has_budget_clause"]) for row in rows):
        return rows
    rows = rows or [_missing("regulation", NO_REGULATION, LOAD_REGULATIONS)]
    return [*rows, _missing("budget_clause", NO_CLAUSE, LOAD_REGULATIONS)]


def _cover(query: Query, region: str, as_of: str) -> list[Row]:
    """People in cover that a third party pays for, by group of workers, in the latest month held; small counts held back."""
    found = query(
        """
        select segment, people as value, 'people' as unit, people as numerator, null as denominator, period, null as base,
            series, boundary, null as low, null as high, status, suppressed, false as approx, parts_present,
            parts_expected, source_ids, batch_ids
        from sponsored_group
        where region_code = $region and segment <> 'total' and shown and (suppressed or people > 0)
            and month = (
                select max(month) from sponsored_group
                where region_code = $region and segment = 'total' and month <= $as_of
            )
        order by segment
        """,
        region=region,
        as_of=as_of,
    )
    rows = [_from_figure("cover", row["segment"], row) for row in found.to_dict("records")]
    return [row | {"missing": HELD_BACK} if row["suppressed"] else row for row in rows]


def _printed(query: Query, region: str, as_of: str) -> list[Row]:
    """Published counts of non-ASN groups and budgets for vulnerable workers: the latest of each kind, with its potential."""
    found = query(
        """
        with figures as (
            select *, if(length(period) = 4, period || '-12', period) as month from published_figure
            where region_code = $region
        )
        select f.indicator as what, f.value, if(f.unit = 'IDR', 'rupiah', f.unit) as unit,
            if(f.unit = 'people', f.value::bigint, null) as numerator, p.value::bigint as denominator, f.period,
            null as base, coalesce(f.worker_category, f.segment) as segment, coalesce(f.series, 'press') as series,
            f.boundary, null as low, null as high, f.status, false as suppressed, f.approx, null as parts_present,
            null as parts_expected, [f.source_id] as source_ids, []::varchar[] as batch_ids, f.note
        from figures f
        left join figures p on p.indicator = replace(f.indicator, '_covered', '_potential') and p.indicator <> f.indicator
            and p.period = f.period and p.source_id = f.source_id
            and p.worker_category is not distinct from f.worker_category
        where f.month <= $as_of and (
            list_contains($whole, f.indicator)
            or (f.indicator = 'workers_covered_by_apbd' and list_contains($words, f.worker_category))
            or list_contains($budgets, f.indicator)
        )
        qualify f.month = max(f.month) over (partition by f.indicator, f.worker_category)
        order by f.indicator, f.worker_category nulls first, f.fact_row
        """,
        region=region,
        as_of=as_of,
        whole=list(NON_ASN_PRINTED),
        words=list(NON_ASN_WORDS),
        budgets=list(BUDGET_PRINTED),
    )
    return [_from_figure("published", row["what"], row) | {"note": row["note"]} for row in found.to_dict("records")]


def _from_figure(kind: str, what: str, row: Mapping[Any, Any]) -> Row:
    return {"kind": kind, "what": what} | {name: row[name] for name in _PASSED_ON}


def _missing(piece: str, reason: str, load: str) -> Row:
    return {
        "piece": piece,
        "kind": "missing",
        "what": piece,
        "missing": reason,
        "load": load,
        "source_ids": [],
        "batch_ids": [],
    }


def _plain(row: Row) -> Row:
    """Give the row with None for every kind of null; lists as lists."""
    return {
        name: list(value) if name in ("source_ids", "batch_ids") else None if pd.isna(value) else value
        for name, value in row.items()
    }
