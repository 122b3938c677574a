"""What a presenter must not say of a region, or only with a condition: generated from the store, one row a caution.

Rule: each kind of ``KINDS`` is a fact about figures held, found by a query and never by opinion: examples of the demonstration
set, shares that contradict their own parts, sources and targets that differ, bases that no source states, figures of several
bases, months or series that invite a comparison nobody may make, and what is official nowhere. ``severity`` 1 is wrong to
say at all, 2 is right only with its condition. Sentences are made of the rows by ``charts.award_cautions``.
"""

from __future__ import annotations

import pandas as pd

from metrics._model import Query
from metrics.analyses import award_doubts
from metrics.analyses.award_doubts import Row
from metrics.analyses.award_evidence import evidence
from metrics.analyses.comparison import united
from metrics.analyses.profile_context import offices
from metrics.analyses.target import targets
from metrics.territory import Territory

NEVER, WITH_CONDITION = 1, 2

# In the order in which they are listed.
KINDS = {
    "demonstration": NEVER,  # `count` figures of the evidence are examples; `names` says which
    "conflict": NEVER,  # `printed` share whose own source prints parts that give `value`
    "sources_differ": WITH_CONDITION,  # `values` of one place, base, segment and month
    "targets_differ": WITH_CONDITION,  # `values` of targets for one deadline
    "no_weights": NEVER,  # no weights of the award are official
    "other_gates": NEVER,  # the gates shipped are those of another agency
    "target_without_base": WITH_CONDITION,  # target of `value` whose source names no base
    "base_unstated": WITH_CONDITION,  # `printed` share whose source names no base
    "base_inferred": WITH_CONDITION,  # the base of a leading share is inferred
    "bases_differ": NEVER,  # shares on several bases: `names`, `values`, `periods`
    "series_differ": NEVER,  # participants (`series`) are not the numerator of the share (`other_series`)
    "months_differ": NEVER,  # governments of the province have their figures of `count` months
    "share_only": WITH_CONDITION,  # the source prints no people behind the share
    "old_figure": WITH_CONDITION,  # older than a year
    "old_boundary": WITH_CONDITION,  # of the area before the split of 2022
    "rounded": WITH_CONDITION,  # rounded in print
    "growth_unknown": NEVER,  # no figure of the same line a year before
    "growth_unfounded": NEVER,  # a growth in print without what it is measured from
    "number_missing": WITH_CONDITION,  # a regulation whose number or year was not found
    "source_missing": WITH_CONDITION,  # a regulation without a source
    "edition_label": WITH_CONDITION,  # the edition is called `names` but assessed `period`
}

COLUMNS = (
    "kind", "severity", "region_code", "what", "value", "unit", "printed", "period", "other_period", "base", "segment",
    "series", "other_series", "count", "names", "values", "periods", "statuses", "source_ids", "note",
)  # fmt: skip

GROWTH_PRINTED = ("growth_participants_and_contributions_pct", "growth_participants_pct")
_LISTS = ("names", "values", "periods", "statuses", "source_ids")


def cautions(query: Query, places: Territory, region: str, as_of: str, *, base: str = "ucj") -> pd.DataFrame:
    """List what must not be said of a region, or only with a condition.

    Args:
        query: runs SQL on a store.
        places: all regions.
        region: its code. Contradictions and targets of the regions above count too: a presenter quotes them.
        as_of: month ``YYYY-MM``; nothing later is looked at.
        base: coverage base.

    Returns:
        One row a caution with the columns of ``COLUMNS``, in the order of ``KINDS``, own region first. ``region_code`` is
        whose figure it is about. Shares 0 to 1 (``unit`` ``share``), else ``people`` or ``percent`` as printed. ``names``,
        ``values``, ``periods`` and ``statuses`` are lists that belong together; empty where a kind has none.

    Raises:
        UnknownName: when the region does not exist.
    """
    place = places.place(region)
    held = evidence(query, places, region, as_of, base=base)
    around = [region, *place.above]
    rows = [
        *_demonstration(held),
        *award_doubts.conflicts(query, around, as_of),
        *award_doubts.differing(query, region, as_of),
        *_targets(query, places, region, as_of),
        {"kind": "no_weights"},
        {"kind": "other_gates", "source_ids": _gate_sources(query)},
        *award_doubts.shares(query, region, as_of, base),
        *award_doubts.series(held),
        *award_doubts.months(query, places, region, as_of, base),
        *_growth(query, places, held, region, as_of),
        *_regulations(held),
        *_editions(query, region, as_of),
    ]
    order = {kind: place for place, kind in enumerate(KINDS)}
    rows.sort(key=lambda row: order[row["kind"]])
    full = [
        {"severity": KINDS[row["kind"]], "region_code": region} | {name: [] for name in _LISTS} | row for row in rows
    ]  # fmt: skip
    return pd.DataFrame(
        [{name: row.get(name) for name in COLUMNS} for row in full], columns=list(COLUMNS), dtype=object
    )


def _demonstration(held: pd.DataFrame) -> list[Row]:
    found = held[held["status"] == "demonstration"]
    if found.empty:
        return []
    return [{"kind": "demonstration", "count": len(found), "names": list(dict.fromkeys(found["what"]))}]


def _targets(query: Query, places: Territory, region: str, as_of: str) -> list[Row]:
    held = targets(query, places, region, as_of)
    held = held[held["unit"] == "share"].assign(area=held["inherited_from"].fillna(region))
    rows: list[Row] = []
    for _, group in held[~held["reading"].astype(bool)].groupby(["area", "base", "deadline"], sort=False):
        if group["value_target"].nunique() > 1:
            rows.append(
                {
                    "kind": "targets_differ", "region_code": group["area"].iloc[0], "base": group["base"].iloc[0],
                    "period": group["deadline"].iloc[0], "unit": "share", "values": [float(v) for v in group["value_target"]],
                    "names": list(group["target_id"]), "source_ids": united(group["source_ids"]),
                }
            )  # fmt: skip
    unread = held[held["reading"].astype(bool) | (held["base"] == "unstated")].drop_duplicates("target_id")
    rows += [
        {
            "kind": "target_without_base", "region_code": row["area"], "value": float(row["value_target"]), "unit": "share",
            "period": row["deadline"], "names": [row["target_id"]], "source_ids": list(row["source_ids"][:1]),
        }
        for row in unread.to_dict("records")
    ]  # fmt: skip
    return rows


def _growth(query: Query, places: Territory, held: pd.DataFrame, region: str, as_of: str) -> list[Row]:
    absent = held[(held["indicator_id"] == "growth") & (held["kind"] == "missing")]
    rows: list[Row] = [{"kind": "growth_unknown", "what": what, "note": None} for what in absent["what"]]
    serving = list(offices(query, places, region)["office_id"]) if places.place(region).level == "regency" else []
    printed = query(
        """
        select region_code, indicator, value, period, segment, source_id, note from published_figure
        where (region_code = $region or list_contains($offices, office_id)) and list_contains($growth, indicator)
            and if(length(period) = 4, period || '-12', period) <= $as_of
        order by fact_row
        """,
        region=region,
        offices=serving,
        growth=list(GROWTH_PRINTED),
        as_of=as_of,
    )
    rows += [
        {
            "kind": "growth_unfounded", "what": row["indicator"], "value": float(row["value"]), "unit": "percent",
            "period": row["period"], "segment": row["segment"], "source_ids": [row["source_id"]],
            "note": None if pd.isna(row["note"]) else row["note"],
        }
        for row in printed.to_dict("records")
    ]  # fmt: skip
    return rows


def _regulations(held: pd.DataFrame) -> list[Row]:
    found = held[held["kind"] == "regulation"]
    rows = []
    for row in found.to_dict("records"):
        of = {"what": row["what"], "period": row["period"], "source_ids": list(row["source_ids"])}
        if row["regulation_number"] is None or row["period"] is None:
            rows.append({"kind": "number_missing"} | of)
        if row["status"] == "published" and not of["source_ids"]:
            rows.append({"kind": "source_missing"} | of)
    return rows


def _editions(query: Query, region: str, as_of: str) -> list[Row]:
    found = query(
        """
        select assessment_year, edition_label, list_sort(list_distinct(list(source_id))) as source_ids from award_result
        where region_code = $region and edition_label <> assessment_year::varchar and left(awarded_on, 4) <= left($as_of, 4)
        group by all order by assessment_year desc
        """,
        region=region,
        as_of=as_of,
    )
    return [
        {
            "kind": "edition_label", "period": str(row["assessment_year"]), "names": [str(row["edition_label"])],
            "source_ids": list(row["source_ids"]),
        }
        for row in found.to_dict("records")
    ]  # fmt: skip


def _gate_sources(query: Query) -> list[str]:
    found = query(
        "select distinct coalesce(source_id, url) as source from gate_condition where starts_with(gate_set, 'uhc') order by 1"
    )
    return list(found["source"])
