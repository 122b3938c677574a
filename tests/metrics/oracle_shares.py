"""The shares of the oracle: coverage as printed and recomputed, coverage on the Sakernas bases, informal share."""

from collections import defaultdict
from fractions import Fraction
from typing import Any

from tests.metrics.oracle import EMPTY, Facts, Figure, month_of, participants, weakest, workforce
from tests.metrics.oracle_rules import conflicts


def coverage(facts: Facts) -> list[Figure]:
    return printed_coverage(facts) + divided_coverage(facts)


def printed_coverage(facts: Facts) -> list[Figure]:
    """Shares as printed; recomputed only where ``share_parts.csv`` names the two parts that the same source prints."""
    rows = {row["row"]: row for row in facts.rows("published_figures")}
    parts = {int(row["share_row"]): row for row in facts.rows("share_parts")}
    figures = []
    for number, row in rows.items():
        if row["indicator"] not in ("coverage_pct", "coverage_pct_registered") or not row["region_code"]:
            continue
        if row["worker_category"] or row["base"] == "plan":
            continue
        registered = row["indicator"] == "coverage_pct_registered"
        series = "registered" if registered else "ucj_report" if row["base"] == "ucj" else "press"
        figure = EMPTY | {
            name: row[name] for name in ("region_code", "period", "segment", "boundary", "base", "status")
        }
        figure |= {"base_certainty": row["base_certainty"], "series": series, "approx": row["approx"] == "yes"}
        figure |= {"sources": {row["source_id"]}, "fact_rows": (number,), "printed": Fraction(row["value"]) / 100}
        figure["value"] = figure["printed"]
        if number in parts:
            above, below = (rows[int(parts[number][name])] for name in ("numerator_row", "denominator_row"))
            assert row["source_id"] == above["source_id"] == below["source_id"]
            people = int(above["value"]), int(below["value"])
            rounded = "yes" in (above["approx"], below["approx"])
            figure |= {"value": Fraction(*people), "numerator": people[0], "denominator": people[1]}
            figure |= {"denominator_period": below["period"], "numerator_status": row["status"]}
            figure |= {
                "denominator_status": row["status"],
                "conflict": conflicts(row["value"], people, rounded=rounded),
            }
        figures.append(figure)
    return figures


def divided_coverage(facts: Facts) -> list[Figure]:
    """All segments that a Sakernas base needs, of one date, series and boundary, over the August round before."""
    held: dict[tuple[Any, ...], dict[str, list[Figure]]] = defaultdict(lambda: defaultdict(list))
    for figure in participants(facts):
        key = tuple(figure[name] for name in ("region_code", "period", "series", "boundary"))
        held[key][figure["segment"]].append(figure)
    people = [figure for figure in workforce(facts) if figure["series"] == "sakernas"]
    figures = []
    for base in facts.rows("bases"):
        if base["numerator"] == "as printed":
            continue
        needed = base["numerator"].split("+")
        for (region, period, series, boundary), segments in held.items():
            if not all(len(segments.get(segment, [])) == 1 for segment in needed):
                continue
            above = [segments[segment][0] for segment in needed]
            rounds = [
                figure for figure in people
                if (figure["region_code"], figure["base"], figure["boundary"]) == (region, base["workforce_base"], boundary)
                and figure["period"] <= month_of(period) and _months(figure["period"], month_of(period)) <= 12
            ]  # fmt: skip
            if not rounds:
                continue
            below = max(rounds, key=lambda figure: figure["period"])
            status = weakest([part["status"] for part in above])
            members = sum(part["people"] for part in above)
            of_parts = next((part for part in [*above, below] if part["parts_present"]), below)
            figures.append(
                EMPTY
                | {
                    "region_code": region,
                    "period": period,
                    "base": base["base"],
                    "series": series,
                    "boundary": boundary,
                }
                | {"segment": needed[0] if len(needed) == 1 else "total", "weights": below["weights"]}
                | {"numerator": members, "denominator": below["people"], "denominator_period": below["period"]}
                | {"value": Fraction(members, below["people"]) if below["people"] else None}
                | {"status": weakest([status, below["status"]]), "numerator_status": status}
                | {"denominator_status": below["status"], "approx": any(part["approx"] for part in above)}
                | {name: of_parts[name] for name in ("parts_present", "parts_expected")}
                | {"sources": {source for part in [*above, below] for source in part["sources"]}}
                | {"fact_rows": tuple(sorted(row for part in [*above, below] for row in part["fact_rows"]))}
            )
    return figures


def informal_share(facts: Facts) -> list[Figure]:
    """Informal shares of the August round as printed, and of sums of provinces: informal employed over employed."""
    labour = facts.rows("labour")
    counted = {
        (row["region_code"], row["period"], row["series"], row["boundary"], row["source_id"], row["indicator"]): row
        for row in labour
        if row["indicator"] in ("employed", "informal_employed") and row["derived"] != "yes"
    }
    figures = []
    for row in labour:
        if row["indicator"] != "informal_share" or row["round"] != "august":
            continue
        figure = _informal(row["region_code"], row["period"], row["boundary"], row["series"])
        figure |= {"printed": Fraction(row["value"]) / 100, "status": "published", "sources": {row["source_id"]}}
        figure |= {"value": figure["printed"], "fact_rows": (row["row"],)}
        key = tuple(row[name] for name in ("region_code", "period", "series", "boundary", "source_id"))
        if (*key, "employed") in counted and (*key, "informal_employed") in counted:
            people = [int(float(counted[(*key, name)]["value"])) for name in ("informal_employed", "employed")]
            figure |= {"numerator": people[0], "denominator": people[1], "value": Fraction(*people)}
            figure |= {"denominator_period": row["period"], "numerator_status": "published"}
            figure |= {"denominator_status": "published"}
            figure |= {"conflict": conflicts(row["value"], (people[0], people[1]), rounded=False)}
        figures.append(figure)
    return figures + _informal_sums(facts)


def _informal_sums(facts: Facts) -> list[Figure]:
    names = ("region_code", "period", "boundary", "weights")
    sums = [figure for figure in workforce(facts) if figure["series"] == "sakernas" and figure["parts_present"]]
    employed = {tuple(f[name] for name in names): f for f in sums if f["base"] == "bps"}
    figures = []
    for above in sums:
        below = employed.get(tuple(above[name] for name in names))
        if above["base"] == "bps_informal" and below and below["parts_present"] == above["parts_present"]:
            figures.append(
                _informal(*(above[name] for name in names))
                | {"numerator": above["people"], "denominator": below["people"], "denominator_period": above["period"]}
                | {"value": Fraction(above["people"], below["people"]), "numerator_status": above["status"]}
                | {"denominator_status": below["status"], "status": weakest([above["status"], below["status"]])}
                | {"parts_present": above["parts_present"], "parts_expected": above["parts_expected"]}
                | {"sources": above["sources"] | below["sources"]}
                | {"fact_rows": tuple(sorted(above["fact_rows"] + below["fact_rows"]))}
            )
    return figures


def _informal(region: str, period: str, boundary: str | None, weights: str | None) -> Figure:
    return EMPTY | {
        "region_code": region, "period": period, "base": "bps", "base_certainty": "stated", "segment": "informal",
        "series": "sakernas", "boundary": boundary, "weights": weights, "approx": False,
    }  # fmt: skip


def _months(first: str, second: str) -> int:
    return (int(second[:4]) - int(first[:4])) * 12 + int(second[5:]) - int(first[5:])
