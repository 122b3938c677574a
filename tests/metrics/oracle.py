"""Every figure again, from the CSVs and the written rules alone: plain Python, exact fractions, never the SQL.

What is counted and what it may be divided by: contract of figures, ``bases.csv``, README of the facts. The functions give
one dictionary a figure, with the columns of ``measure`` that a reader relies on; ``value`` is an exact fraction.
"""

from collections import defaultdict
from fractions import Fraction
from pathlib import Path
from typing import Any

from tests.data.altered_facts import rows_of

Figure = dict[str, Any]
STRENGTH = ["reported", "published", "summed", "estimated", "demonstration"]
SAKERNAS = {"employed": "bps", "formal_employed": "bps_formal", "informal_employed": "bps_informal"}
NARROWER = ("worker_category", "programme")
EMPTY = dict.fromkeys((
    "base", "base_certainty", "boundary", "weights", "numerator", "denominator", "denominator_period", "printed",
    "recomputed", "conflict", "numerator_status", "denominator_status", "parts_present", "parts_expected",
))  # fmt: skip


class Facts:
    """The fact files of a folder, each cell as text, None where empty, and ``row`` as in the file."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._read: dict[str, list[dict[str, Any]]] = {}

    def rows(self, name: str) -> list[dict[str, Any]]:
        if name not in self._read:
            cells = enumerate(rows_of(self._folder / f"{name}.csv"), start=2)
            self._read[name] = [
                {column: text or None for column, text in row.items()} | {"row": number} for number, row in cells
            ]
        return self._read[name]


def month_of(period: str) -> str:
    """Give the month that a period stands for: a bare year is known at its end."""
    return period if len(period) == 7 else f"{period}-12"


def weakest(statuses: list[str]) -> str:
    return max(statuses, key=STRENGTH.index)


def wholes(facts: Facts) -> list[tuple[str, str | None, dict[str, str | None]]]:
    """Give every whole with the boundary of its sum and its complete set of parts with the boundary of each."""
    regions, splits = facts.rows("regions"), facts.rows("boundary_parts")
    old = {row["region_code"] for row in splits}
    born = {row["part_code"] for row in splits} - old
    sets: list[tuple[str, str | None, dict[str, str | None]]] = []
    for whole in regions:
        code, level = whole["region_code"], whole["level"]
        inside = [
            row["region_code"]
            for row in regions
            if (level == "national" and row["level"] == "province")
            or (level == "kanwil" and row["level"] == "province" and row["kanwil_code"] == code)
            or (level == "province" and row["level"] == "regency" and row["parent_code"] == code)
        ]
        if inside:
            sets.append((code, None, dict.fromkeys(inside)))
        if level in ("national", "kanwil"):
            before = {part: "before-2022-split" if part in old else None for part in inside if part not in born}
            sets.append((code, None, before))
    sets += [
        (code, "before-2022-split", {r["part_code"]: None for r in splits if r["region_code"] == code}) for code in old
    ]
    return sets


def with_sums(facts: Facts, counts: list[Figure], same: tuple[str, ...]) -> list[Figure]:
    """Add the sum of every complete set of parts that agree in ``same``, where the whole is not printed itself."""
    groups: dict[tuple[Any, ...], dict[tuple[str, str | None], list[Figure]]] = defaultdict(lambda: defaultdict(list))
    for count in counts:
        groups[tuple(count[name] for name in same)][(count["region_code"], count["boundary"])].append(count)
    sums, sets = [], wholes(facts)
    for shared, held in groups.items():
        for code, boundary, parts in sets:
            if (code, boundary) in held or not all(len(held.get(part, [])) == 1 for part in parts.items()):
                continue
            added = [held[part][0] for part in parts.items()]
            sums.append(
                dict(zip(same, shared, strict=True))
                | {"region_code": code, "boundary": boundary, "people": sum(part["people"] for part in added)}
                | {"status": weakest(["summed", *(part["status"] for part in added)])}
                | {
                    "approx": any(part["approx"] for part in added),
                    "parts_present": len(added),
                    "parts_expected": len(parts),
                }
                | {"sources": {source for part in added for source in part["sources"]}}
                | {"fact_rows": tuple(sorted(row for part in added for row in part["fact_rows"]))}
            )
    return [{"parts_present": None, "parts_expected": None} | count for count in counts] + sums


def participants(facts: Facts) -> list[Figure]:
    """Counts of active participants of regions, all workers of a segment, by one series; and their complete sums."""
    counts = [
        {"region_code": row["region_code"], "period": row["period"], "segment": row["segment"], "series": row["series"]}
        | {
            "boundary": row["boundary"],
            "people": int(row["value"]),
            "approx": row["approx"] == "yes",
            "status": row["status"],
        }
        | {"sources": {row["source_id"]}, "fact_rows": (row["row"],)}
        for row in facts.rows("published_figures")
        if row["indicator"] == "active_participants" and row["region_code"] and row["series"]
        if row["status"] != "summed" and not any(row[name] for name in NARROWER)
    ]
    counts += [
        {"region_code": row["region_code"], "period": row["year"], "segment": segment, "series": "den"}
        | {"boundary": row["members_boundary"], "people": int(row[column]), "approx": False, "status": "published"}
        | {"sources": {row["source_id"]}, "fact_rows": (row["row"],)}
        for row in facts.rows("members_by_province_year")
        for column, segment in (("active_pu", "PU"), ("active_bpu", "BPU"))
        if row[column]
    ]
    return with_sums(facts, counts, ("period", "segment", "series"))


def workforce(facts: Facts) -> list[Figure]:
    """The people of each base: August rounds of Sakernas with their weights, and the bases that other sources print."""
    counts = [
        {
            "region_code": row["region_code"],
            "period": row["period"],
            "base": SAKERNAS[row["indicator"]],
            "segment": "total",
        }
        | {
            "series": "sakernas",
            "weights": row["series"],
            "boundary": row["boundary"],
            "people": int(float(row["value"])),
        }
        | {"approx": False, "status": "estimated" if row["derived"] == "yes" else "published"}
        | {"sources": {row["source_id"]}, "fact_rows": (row["row"],)}
        for row in facts.rows("labour")
        if row["indicator"] in SAKERNAS and row["round"] == "august"
    ]
    counts += [
        {"region_code": row["region_code"], "period": row["period"], "base": row["base"], "segment": row["segment"]}
        | {"series": "ucj_report" if row["base"] == "ucj" else "press", "weights": None, "boundary": row["boundary"]}
        | {"people": int(row["value"]), "approx": row["approx"] == "yes", "status": row["status"]}
        | {"sources": {row["source_id"]}, "fact_rows": (row["row"],)}
        for row in facts.rows("published_figures")
        if row["indicator"] in ("denominator_employed", "denominator_eligible", "denominator_potential")
        if row["region_code"] and row["base"] != "plan" and not row["worker_category"]
    ]
    return with_sums(facts, counts, ("period", "base", "segment", "series", "weights"))


def population(facts: Facts) -> list[Figure]:
    """Residents as each source prints them, and the sums of regencies to provinces and of those to the Kanwil."""
    counts = [
        {"region_code": row["region_code"], "period": row["period"], "segment": "total", "series": row["source_id"]}
        | {"boundary": None, "people": int(float(row["value"])), "approx": False}
        | {"status": "estimated" if row["derived"] == "yes" else "published"}
        | {"sources": {row["source_id"]}, "fact_rows": (row["row"],)}
        for row in facts.rows("labour")
        if row["indicator"] == "population" and not row["boundary"]
    ]
    for _ in ("provinces", "Kanwil"):
        counts = [f for f in with_sums(facts, counts, ("period", "segment", "series")) if f["boundary"] is None]
    return [plain_count(figure) for figure in counts]


def plain_count(figure: Figure) -> Figure:
    """A count as a figure: value and numerator are equal and there is no denominator."""
    named = {name: figure[name] for name in figure if name != "people"}
    return EMPTY | named | {
        "value": Fraction(figure["people"]), "numerator": figure["people"], "numerator_status": figure["status"],
    }  # fmt: skip


def active_participants(facts: Facts) -> list[Figure]:
    return [plain_count(figure) for figure in participants(facts)]


def workforce_figures(facts: Facts) -> list[Figure]:
    return [plain_count(figure) for figure in workforce(facts)]


def vulnerable_covered(facts: Facts) -> list[Figure]:
    """People whose contribution is paid for them; a narrower group that the source counts is a segment of its own."""
    return [
        plain_count({
            "region_code": row["region_code"], "period": row["period"], "segment": row["worker_category"] or row["segment"],
            "series": row["series"] or "press", "boundary": row["boundary"], "people": int(row["value"]),
            "approx": row["approx"] == "yes", "status": row["status"], "sources": {row["source_id"]}, "fact_rows": (row["row"],),
        })
        for row in facts.rows("published_figures")
        if row["indicator"] == "vulnerable_workers_covered" and row["region_code"]
    ]  # fmt: skip
