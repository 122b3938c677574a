"""Which conditions of an award are met? Conditions are data; evidence that is missing leaves the answer unknown.

Rule: the groups of a gate set are joined by AND, the conditions inside a group by OR, and a condition that names an
exception also counts as met where the exception is. Logic has three values (Kleene 1952): true, false and unknown.

    AND of several: false where one is false; else unknown where one is unknown; else true.
    OR of several:  true where one is true;   else unknown where one is unknown; else false.

    AND      true     false  unknown      OR       true  false    unknown
    true     true     false  unknown      true     true  true     true
    false    false    false  false        false    true  false    unknown
    unknown  unknown  false  unknown      unknown  true  unknown  unknown
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from i18n import mark
from metrics._model import Query, Scope, UnknownName, measure
from metrics.catalogue import metric, metrics
from metrics.territory import Territory

PASSED, FAILED, UNKNOWN = "passed", "failed", "unknown"

IS_MISSING = mark("No evidence is held: enter it by hand.")
IS_BELOW = mark("The evidence does not meet the condition.")
IS_EXCUSED = mark("Not met, but excused by its exception.")
MAY_BE_EXCUSED = mark("Not met; whether its exception excuses it is not known.")
ONE_OF_GROUP = mark("Not met, but another condition of its group is.")
MAY_NOT_MATTER = mark("Not met, but another condition of its group is not known.")
ALL_MET = mark("Every group of conditions is met.")
SOME_FAILED = mark("At least one group of conditions is not met.")
SOME_UNKNOWN = mark("Evidence is missing: the answer is not known.")

CONDITIONS = (
    "gate_set", "condition_id", "and_group", "label_id", "label_en", "evidence", "comparison", "value", "unit",
    "exception", "given", "period", "evidence_status", "outcome", "excused", "group_outcome", "reason", "certainty",
    "source_ids", "note",
)  # fmt: skip
SETS = (
    "gate_set", "label_id", "label_en", "awarded_by", "outcome", "groups_passed", "groups_failed", "groups_unknown",
    "reason", "certainty", "source_ids",
)  # fmt: skip

SQL = """
    select gate_set, set_label_id, set_label_en, awarded_by, condition_id, evidence, comparison, value, unit, and_group,
        exception, label_id, label_en, certainty, coalesce(source_id, url) as source, note
    from gate_condition order by fact_row
"""
RANK_EVIDENCE = "provincial_rank_"  # followed by the year that was assessed

_COMPARE: Mapping[str, Callable[[float, float], bool]] = {
    ">=": operator.ge,
    ">": operator.gt,
    "<=": operator.le,
    "<": operator.lt,
    "=": operator.eq,
}


@dataclass(frozen=True)
class Evidence:
    """What a condition is read on.

    Args:
        value: a share (0 to 1), rank or number of people; True or False for a yes or a no; None is not known.
        period: its date, where it has one.
        status: its status; None for what the reader enters.
        source_ids: where it is published.
    """

    value: float | bool | None
    period: str | None = None
    status: str | None = None
    source_ids: tuple[str, ...] = ()


@dataclass(frozen=True)
class Gates:
    """Gate sets evaluated.

    Args:
        conditions: one row a condition in the order of the data, with the columns of ``CONDITIONS``. ``outcome`` is that
            of the condition after its exception, ``group_outcome`` that of its group (null for a mere exception).
        sets: one row a gate set, with the columns of ``SETS``.
    """

    conditions: pd.DataFrame
    sets: pd.DataFrame


def all_of(values: Iterable[bool | None]) -> bool | None:
    """Give AND of three-valued truths; True where there are none."""
    held = list(values)
    return False if False in held else None if None in held else True


def any_of(values: Iterable[bool | None]) -> bool | None:
    """Give OR of three-valued truths; False where there are none."""
    held = list(values)
    return True if True in held else None if None in held else False


def meets(comparison: str, limit: float | None, given: float | bool | None) -> bool | None:
    """Say whether evidence meets a condition; None where there is no evidence.

    Args:
        comparison: ``>=``, ``>``, ``<=``, ``<``, ``=`` or ``holds``.
        limit: the value to compare with; None for ``holds``.
        given: the evidence; a number, or for ``holds`` True or False.
    """
    if given is None or pd.isna(given):
        return None
    return bool(given) if limit is None else _COMPARE[comparison](float(given), limit)


def evaluate(conditions: pd.DataFrame, evidence: Mapping[str, Evidence]) -> Gates:
    """Evaluate gate sets.

    Args:
        conditions: rows of ``SQL``, in any order.
        evidence: by the name that conditions give it; absent is unknown.
    """
    rows: list[dict[str, Any]] = []
    sets = []
    for _, members in conditions.groupby("gate_set", sort=False):
        read, verdict = _one_set([_plain(row) for row in members.to_dict("records")], evidence)
        rows += read
        sets.append(verdict)
    return Gates(
        pd.DataFrame(rows, columns=list(CONDITIONS), dtype=object), pd.DataFrame(sets, columns=list(SETS), dtype=object)
    )


def gates(
    query: Query,
    places: Territory,
    region: str,
    as_of: str,
    *,
    base: str | None = None,
    entered: Mapping[str, float | bool | None] | None = None,
    gate_set: str | None = None,
) -> Gates:
    """Evaluate the gate sets held for a region.

    Args:
        query: runs SQL on a store.
        places: all regions.
        region: its code.
        as_of: month ``YYYY-MM``; no later figure is used.
        base: coverage base, for conditions on a metric that has bases.
        entered: evidence of the reader by name; it goes before what the store holds.
        gate_set: one set only; None for all.

    Raises:
        UnknownName: for a region, gate set or kind of evidence that does not exist.
    """
    places.place(region)
    conditions = query(SQL)
    if gate_set is not None:
        if gate_set not in set(conditions["gate_set"]):
            raise UnknownName("gate set", gate_set, sorted(set(conditions["gate_set"])))
        conditions = conditions[conditions["gate_set"] == gate_set]
    kinds = sorted(set(conditions["evidence"]))
    for name in entered or {}:
        if name not in kinds:
            raise UnknownName("kind of evidence", name, kinds)
    own = {name: Evidence(value) for name, value in (entered or {}).items() if value is not None}
    return evaluate(conditions, _held(query, kinds, region, as_of, base) | own)


def kinds_of_evidence(query: Query) -> list[str]:
    """Give the kinds of evidence that a condition asks for, by name."""
    return sorted(set(query(SQL)["evidence"]))


def _held(query: Query, kinds: list[str], region: str, as_of: str, base: str | None) -> dict[str, Evidence]:
    """Give the evidence that the store holds: ranks of provincial rounds, and metrics."""
    ranks = query(
        """
        select assessment_year, min(rank_number)::double as place, min(awarded_on) as awarded_on,
            list_sort(list_distinct(list(source_id))) as source_ids
        from award_result
        where region_code = $region and level = 'province' and rank_number is not null
            and starts_with(category, 'local government') and rank_certainty = 'stated'
            and if(length(awarded_on) = 4, awarded_on || '-12', left(awarded_on, 7)) <= $as_of
        group by assessment_year
        """,
        region=region,
        as_of=as_of,
    )
    held = {
        f"{RANK_EVIDENCE}{row['assessment_year']}": Evidence(
            row["place"], row["awarded_on"], "published", tuple(row["source_ids"])
        )
        for row in ranks.to_dict("records")
    }
    for name in kinds:
        if name not in metrics():
            continue
        asked = metric(name)
        of = base if asked.bases else None
        figures = measure(query, asked, Scope((region,), of, asked.headline_segment(of), as_of=as_of))
        for row in figures.to_dict("records")[:1]:
            held[name] = Evidence(row["value"], row["period"], row["status"], tuple(row["source_ids"]))
    return held


def _one_set(
    members: list[dict[str, Any]], evidence: Mapping[str, Evidence]
) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    own = {
        row["condition_id"]: meets(row["comparison"], row["value"], evidence.get(row["evidence"], Evidence(None)).value)
        for row in members
    }
    after = {
        row["condition_id"]: any_of([own[row["condition_id"]], own[row["exception"]]])
        if row["exception"]
        else own[row["condition_id"]]
        for row in members
    }
    grouped: dict[str, list[bool | None]] = {}
    for row in members:
        if row["and_group"]:
            grouped.setdefault(row["and_group"], []).append(after[row["condition_id"]])
    groups = {name: any_of(truths) for name, truths in grouped.items()}
    verdict = all_of(groups.values())
    rows = [_row(row, own, after, groups, evidence.get(row["evidence"], Evidence(None))) for row in members]
    named = {
        word: [name for name, truth in groups.items() if _word(truth) == word] for word in (PASSED, FAILED, UNKNOWN)
    }
    first = members[0]
    return rows, {
        "gate_set": first["gate_set"],
        "label_id": first["set_label_id"],
        "label_en": first["set_label_en"],
        "awarded_by": first["awarded_by"],
        "outcome": _word(verdict),
        **{f"groups_{word}": names for word, names in named.items()},
        "reason": {True: ALL_MET, False: SOME_FAILED, None: SOME_UNKNOWN}[verdict],
        "certainty": "reports differ"
        if any(row["certainty"] == "reports differ" for row in members)
        else "as reported",
        "source_ids": sorted({row["source"] for row in members}),
    }


def _row(
    row: dict[str, Any],
    own: Mapping[str, bool | None],
    after: Mapping[str, bool | None],
    groups: Mapping[str, bool | None],
    found: Evidence,
) -> dict[str, Any]:
    name, group = row["condition_id"], row["and_group"]
    in_group = groups[group] if group else None
    return {
        **{column: row[column] for column in CONDITIONS if column in row},
        "given": None if found.value is None or pd.isna(found.value) else found.value,
        "period": found.period,
        "evidence_status": found.status,
        "outcome": _word(after[name]),
        "excused": after[name] is True and own[name] is not True,
        "group_outcome": _word(in_group) if group else None,
        "reason": _reason(own[name], after[name], in_group),
        "source_ids": sorted({row["source"], *found.source_ids}),
    }


def _reason(own: bool | None, after: bool | None, in_group: bool | None) -> str | None:
    """Say why a condition stands as it does; None where it is simply met."""
    if after is True:
        return None if own is True else IS_EXCUSED
    if after is None:
        return IS_MISSING if own is None else MAY_BE_EXCUSED
    return ONE_OF_GROUP if in_group is True else MAY_NOT_MATTER if in_group is None else IS_BELOW


def _word(truth: bool | None) -> str:
    return UNKNOWN if truth is None else PASSED if truth else FAILED


def _plain(row: Mapping[Any, Any]) -> dict[str, Any]:
    return {str(name): None if pd.isna(value) else value for name, value in row.items()}
