"""The evidence of the award, chosen again from all figures held, what offices sent and the file of published figures."""

import random
from collections import defaultdict
from typing import Any

import pandas as pd
import pytest

from metrics.analyses.award_budgets import NON_ASN_GROUPS
from metrics.analyses.award_evidence import NON_ASN_WORDS, PIECES, evidence
from metrics.analyses.award_growth import grown
from metrics.catalogue import metric
from metrics.territory import Territory
from tests.metrics.analyses.figures_held import Held
from tests.metrics.oracle import STRENGTH, month_of

REGIONS = [
    "ID",
    "KW-BANUSPA",
    "51",
    "51.03",
    "51.05",
    "51.71",
    "52",
    "52.01",
    "52.03",
    "53.04",
    "92",
    "94.04",
    "96",
    "11.01",
]
MOMENTS = ["2016-06", "2018-12", "2023-06", "2024-03", "2025-03", "2025-12", "2026-03"]
BUDGETS = ("vulnerable_workers_budget_rp", "adat_workers_budget_rp")


@pytest.fixture(scope="module", params=["query", "demonstration_query", "office"])
def held(request: pytest.FixtureRequest) -> Held:
    return Held(request.getfixturevalue(request.param))


def told(row: Any) -> tuple[Any, ...]:
    base = row["base"]
    value = row["value"]
    return None if pd.isna(base) else base, row["period"], row["status"], None if pd.isna(value) else float(value)


def coverage(held: Held, region: str, as_of: str, base: str) -> set[tuple[Any, ...]]:
    """The base asked; where it has no real figure, the real ones of the other bases that a source states too."""
    asked = metric("coverage")
    stated = [each for each in asked.bases if each != "unstated"]
    rows = {each: held.latest("coverage", region, asked.headline_segment(each), as_of, each) for each in stated}
    own = rows.pop(base)
    real = {told(row) for row in rows.values() if row is not None and row["status"] != "demonstration"}
    if own is None:
        return real
    return {told(own)} | (real if own["status"] == "demonstration" else set())


def cover(held: Held, region: str, as_of: str) -> dict[str, tuple[Any, ...]]:
    """People by group of workers in the latest month held: an office's, else examples."""
    rows = held.figures["sponsored_workers"]
    rows = rows[(rows["region_code"] == region) & (rows["month"] <= as_of) & rows["shown"]]
    real = rows[rows["status"] != "demonstration"]
    rows = rows if real.empty else real
    rows = rows[(rows["month"] == rows["month"].max()) & (rows["segment"] != "total")]
    return {row["segment"]: told(row) for _, row in rows.iterrows() if row["suppressed"] or row["value"] > 0}


def printed(held: Held, region: str, as_of: str) -> list[tuple[Any, ...]]:
    """The latest published count of each non-ASN group with its headcount, and the latest published budget of each kind."""
    kinds = defaultdict(list)
    of_region = [r for r in held.printed if r["region_code"] == region and month_of(r["period"]) <= as_of]
    for row in of_region:
        narrow = None if pd.isna(row["worker_category"]) else row["worker_category"]
        named = row["indicator"] == "workers_covered_by_apbd" and narrow in NON_ASN_WORDS
        if named or row["indicator"] in (*BUDGETS, "non_asn_covered", "village_officials_covered"):
            kinds[row["indicator"], narrow].append(row)
    found = []
    for (indicator, _), rows in kinds.items():
        row = max(rows, key=lambda each: month_of(each["period"]))
        all_staff = [
            each["value"] for each in of_region
            if each["indicator"] == indicator.replace("_covered", "_potential") != indicator
            if (each["period"], each["source_id"]) == (row["period"], row["source_id"])
        ]  # fmt: skip
        piece = "vulnerable_budget" if indicator in BUDGETS else "non_asn_covered"
        found.append((piece, indicator, row["period"], row["value"], *all_staff))
    return sorted(found)


@pytest.mark.parametrize("seed", range(4))
def test_evidence_is_the_latest_figure_of_each_piece_or_the_word_that_none_is_held(
    held: Held, places: Territory, seed: int
) -> None:
    dice = random.Random(seed)
    as_of, base = MOMENTS[seed % len(MOMENTS)], dice.choice(["ucj", "ucj", "bps"])
    for region in dice.sample(REGIONS, 2):
        found = evidence(held.query, places, region, as_of, base=base)
        figures = found[(found["kind"] == "figure") & (found["indicator_id"] == "coverage")]
        shares = [told(row) for _, row in figures.iterrows() if row["what"] == "coverage"]
        assert sorted(shares) == sorted(coverage(held, region, as_of, base))
        for name, segment in (("active_participants", "total"), ("vulnerable_covered", "BPU")):
            row = held.latest(name, region, segment, as_of)
            of_metric = found[
                (found["piece"] == name)
                & (found["what"] == name)
                & (found["kind"] == "figure")
                & (found["unit"] == "people")
            ]
            assert [told(each) for _, each in of_metric.iterrows()] == ([] if row is None else [told(row)])
        by_group = {row["what"]: told(row) for _, row in found[found["kind"] == "cover"].iterrows()}
        assert by_group == cover(held, region, as_of)
        staff = found[(found["kind"] == "cover") & (found["indicator_id"] == "non_asn")]["what"]
        assert set(staff) == set(by_group) & set(NON_ASN_GROUPS)
        counted = [
            (
                row["piece"],
                row["what"],
                row["period"],
                row["value"],
                *([row["denominator"]] if row["denominator"] else []),
            )
            for _, row in found[found["kind"] == "published"].iterrows()
        ]
        assert sorted(counted) == printed(held, region, as_of)


@pytest.mark.parametrize("seed", range(4))
def test_every_piece_is_held_or_said_to_be_missing_and_growth_is_that_of_one_line(
    held: Held, places: Territory, seed: int
) -> None:
    dice = random.Random(100 + seed)
    as_of = MOMENTS[seed % len(MOMENTS)]
    for region in dice.sample(REGIONS, 2):
        found = evidence(held.query, places, region, as_of)
        assert list(dict.fromkeys(found["indicator_id"])) == list(PIECES)
        for name, pieces in PIECES.items():
            of_one = found[found["indicator_id"] == name]
            within = {"budget_clause": of_one["has_budget_clause"], "non_asn_headcount": of_one["denominator"]}
            stands = [piece for piece in pieces if piece not in within or not within[piece].notna().any()]
            assert list(dict.fromkeys(of_one["piece"])) == stands
            for _, rows in of_one.groupby("piece"):
                missing = rows["kind"] == "missing"
                assert not missing.any() or len(rows) == 1
                assert rows.loc[missing, ["missing", "load"]].notna().all(axis=None)
                assert rows.loc[missing, ["value", "period", "status"]].isna().all(axis=None)
        for name in PIECES["growth"]:
            expected = grown(held.query, name, [region], as_of).iloc[0]
            (row,) = (
                row for _, row in found[(found["indicator_id"] == "growth") & (found["piece"] == name)].iterrows()
            )
            assert (row["kind"] == "missing") == (expected["value"] is None)
            for one, other in (("value", "value"), ("period", "period"), ("earlier_value", "earlier_value")):
                if expected["value"] is not None:
                    assert row[one] == expected[other]
        known = held.query("select * from regulation where region_code = $region", region=region)
        known = known[known["year"].isna() | (known["year"] <= int(as_of[:4]))]
        assert (found["kind"] == "regulation").sum() == len(known)
        clauses = found["has_budget_clause"].notna().sum()
        assert clauses == known["has_budget_clause"].fillna(False).sum()
        status = [each for each in found["status"] if isinstance(each, str)]
        assert set(status) <= set(STRENGTH)
