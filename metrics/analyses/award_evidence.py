"""What a region can show for each of the seven indicators of the award, at a month: figures, regulations and budgets held.

Rule: evidence is what the printed scorecard of Lombok Timur (assessment of 2024) names for each indicator. Every piece
keeps its own value, period, base, status and sources; pieces are never added to each other, and nothing is turned into a
score. What is not held is said with what to load. The presenter and the material are judged by a jury on the day.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from i18n import mark
from metrics._model import Query, Scope, leading, measure
from metrics.analyses.award import INDICATORS
from metrics.analyses.award_growth import GROWTH_METRICS, grown
from metrics.analyses.uncertainty import UNKNOWN_ERROR
from metrics.catalogue import metric
from metrics.territory import Territory

NON_ASN_GROUPS = ("election_workers", "non_asn", "village_staff")
# Groups of non-ASN and election workers as sources print them; the first names the indicators that are about them whole.
NON_ASN_PRINTED = ("non_asn_covered", "village_officials_covered")
NON_ASN_WORDS = ("election staff", "honorary teachers", "honorer OPD", "non-ASN", "village officials and RT/RW")

NO_COVERAGE = mark("No coverage of this region is held on this base.")
NO_VULNERABLE = mark("No count of vulnerable workers covered in this region is held.")
NO_REGULATION = mark("No regulation of this region was found; that is not to say that it has none.")
NO_NON_ASN = mark("No count of non-ASN staff, election workers or village staff covered in this region is held.")
BY_HAND = mark("A jury judges this on the day: no figure is held.")
HELD_BACK = mark("The count is small: it is not shown.")

LOAD_MEMBERS = mark("Load the sheets Membership and Workforce.")
LOAD_COVER = mark("Load the sheet Sponsored cover.")
LOAD_REGULATIONS = mark("Load the sheet Regulations.")
ENTER_SCORE = mark("Enter the score of the jury by hand.")

COLUMNS = (
    "indicator_id", "label_id", "label_en", "kind", "what", "value", "unit", "numerator", "denominator", "period",
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
        One row a piece of evidence with the columns of ``COLUMNS``, in the order of the indicators, at least one for each.
        ``kind`` is ``figure``, ``published``, ``cover``, ``regulation``, or ``missing``: then ``missing`` says why and
        ``load`` what to bring in, and every figure is null. ``what`` names the metric, the indicator as published, the
        group of workers or the regulation. ``value`` is in ``unit``: ``share`` (0 to 1), ``points`` (a difference of
        shares), ``growth`` (a share of what was before), ``people`` or ``rupiah``. ``low`` and ``high`` are null for a
        growth, and where the uncertainty of the base is not known, with ``interval_reason``. ``earlier_period`` and
        ``earlier_value`` are of a growth only, whose ``numerator`` and ``denominator`` are those of the later figure. A
        regulation has no value; ``has_budget_clause`` is True or null, ``note`` its subject.

    Raises:
        UnknownName: when the region does not exist.
    """
    places.place(region)
    printed = _printed(query, region, as_of)
    cover = _cover(query, region, as_of)
    found: dict[str, list[Row]] = {
        "coverage": _figures(query, "coverage", region, as_of, base, error) or [_missing(NO_COVERAGE, LOAD_MEMBERS)],
        "vulnerable": [
            *_figures(query, "vulnerable_covered", region, as_of, None, None),
            *(row for row in cover if row["what"] not in NON_ASN_GROUPS),
            *(row for row in printed if row["what"].endswith("_budget_rp")),
        ]
        or [_missing(NO_VULNERABLE, LOAD_COVER)],
        "growth": [_growth(query, name, region, as_of, base) for name in GROWTH_METRICS],
        "regulation": _regulations(query, region, as_of) or [_missing(NO_REGULATION, LOAD_REGULATIONS)],
        "non_asn": [
            *(row for row in printed if not row["what"].endswith("_budget_rp")),
            *(row for row in cover if row["what"] in NON_ASN_GROUPS),
        ]
        or [_missing(NO_NON_ASN, LOAD_COVER)],
        "presenter": [_missing(BY_HAND, ENTER_SCORE)],
        "material": [_missing(BY_HAND, ENTER_SCORE)],
    }
    labels = query("select indicator_id, label_id, label_en from scorecard_lombok_timur_2025")
    named = {row["indicator_id"]: row for row in labels.to_dict("records")}
    rows = [{**dict.fromkeys(COLUMNS), **row, **named[name]} for name in INDICATORS for row in found[name]]
    return pd.DataFrame([_plain(row) for row in rows], columns=list(COLUMNS), dtype=object)


def regulations(query: Query, regions: list[str], as_of: str) -> pd.DataFrame:
    """Give the regulations of several regions, those found in public and those that offices sent.

    Args:
        query: runs SQL on a store.
        regions: their codes.
        as_of: month ``YYYY-MM``; regulations of later years are left out, those whose year was not found stay.

    Returns:
        One row a regulation: ``region_code, kind, number, year, subject, has_budget_clause, status, source_ids,
        batch_ids, note``, sorted by region, year, kind and number. A regulation that an office sent too stands once, as
        sent. ``has_budget_clause`` is True or null: what was not found is not known.
    """
    return query(
        """
        with sent as (
            select region_code, kind, number, year, subject, if(has_budget_clause, true, null) as has_budget_clause, status,
                []::varchar[] as source_ids, [batch_id] as batch_ids, null as note
            from commitment
        )
        select * from sent where list_contains($regions, region_code) and year <= left($as_of, 4)::bigint
        union all
        select region_code, kind, number, year, subject, if(has_budget_clause, true, null), 'published',
            if(source_id is null, [], [source_id]), [], note
        from regulation r
        where list_contains($regions, region_code) and coalesce(year <= left($as_of, 4)::bigint, true)
            and not exists (
                select 1 from sent s where s.region_code = r.region_code and s.kind = r.kind and s.number = r.number
                    and s.year = r.year
            )
        order by region_code, year nulls last, kind, number nulls last, subject
        """,
        regions=regions,
        as_of=as_of,
    )


def _figures(query: Query, name: str, region: str, as_of: str, base: str | None, error: float | None) -> list[Row]:
    asked = metric(name)
    scope = Scope((region,), base, asked.headline_segment(base), as_of=as_of, error=error)
    held = leading(measure(query, asked, scope))
    rows = [_from_figure("figure", name, row) for row in held.to_dict("records")]
    if asked.bases:
        rows = [row | {"interval_reason": UNKNOWN_ERROR if pd.isna(row["low"]) else None} for row in rows]
    return [row | {"missing": HELD_BACK} if row["suppressed"] else row for row in rows]


def _growth(query: Query, name: str, region: str, as_of: str, base: str) -> Row:
    row = grown(query, name, [region], as_of, base=base).to_dict("records")[0]
    if row["reason"] is not None:
        return _missing(row["reason"], LOAD_MEMBERS) | {"what": name}
    kept = [key for key in COLUMNS if key in row and key not in ("low", "high")]
    return {"kind": "figure", "what": name} | {key: row[key] for key in kept}


def _regulations(query: Query, region: str, as_of: str) -> list[Row]:
    rows = []
    for row in regulations(query, [region], as_of).to_dict("records"):
        year = None if pd.isna(row["year"]) else int(row["year"])
        named = " ".join(str(row[part]) for part in ("kind", "number") if not pd.isna(row[part]))
        said = [str(row[part]) for part in ("subject", "note") if not pd.isna(row[part])]
        rows.append(
            {
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
    return rows


def _cover(query: Query, region: str, as_of: str) -> list[Row]:
    """People in cover that a third party pays for, by group of workers, in the latest month held; small counts held back."""
    held = query(
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
    rows = [_from_figure("cover", row["segment"], row) for row in held.to_dict("records")]
    return [row | {"missing": HELD_BACK} if row["suppressed"] else row for row in rows]


def _printed(query: Query, region: str, as_of: str) -> list[Row]:
    """Published counts of non-ASN groups and budgets for vulnerable workers: the latest of each kind, with its potential."""
    held = query(
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
            or f.indicator in ('vulnerable_workers_budget_rp', 'adat_workers_budget_rp')
        )
        qualify f.month = max(f.month) over (partition by f.indicator, f.worker_category)
        order by f.indicator, f.worker_category nulls first, f.fact_row
        """,
        region=region,
        as_of=as_of,
        whole=list(NON_ASN_PRINTED),
        words=list(NON_ASN_WORDS),
    )
    return [_from_figure("published", row["what"], row) | {"note": row["note"]} for row in held.to_dict("records")]


def _from_figure(kind: str, what: str, row: Mapping[Any, Any]) -> Row:
    return {"kind": kind, "what": what} | {name: row[name] for name in _PASSED_ON}


def _missing(reason: str, load: str) -> Row:
    return {"kind": "missing", "missing": reason, "load": load, "source_ids": [], "batch_ids": []}


def _plain(row: Row) -> Row:
    """Give the row with None for every kind of null; lists as lists."""
    return {
        name: list(value) if name in ("source_ids", "batch_ids") else None if pd.isna(value) else value
        for name, value in row.items()
    }
