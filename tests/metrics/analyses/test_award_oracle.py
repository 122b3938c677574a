"""What the award shows, again by pandas and plain Python: growth, budgets, regulations, places, counts, on made tables."""

import random
from typing import Any

import numpy as np
import pandas as pd
import pytest

from metrics.analyses.award_budgets import budgets
from metrics.analyses.award_evidence import PIECES
from metrics.analyses.award_growth import grown
from metrics.analyses.award_regulations import regulations
from metrics.analyses.award_results import place_in_province
from metrics.analyses.award_sheet import held
from metrics.territory import Territory
from tests.metrics.analyses.award_evidence_made import BALI
from tests.metrics.analyses.compared_figures import asked_of, figure
from tests.metrics.analyses.made_lines import months
from tests.metrics.analyses.made_tables import Row, tables

SEEDS = pytest.mark.parametrize("seed", range(20))


# Growth over twelve months


def made_line(dice: random.Random, unit: str) -> list[Row]:
    rows = []
    for region in BALI:
        for month in months("2023-06", 30):
            if dice.random() < 0.8:
                members, workforce = dice.choice([0, dice.randrange(1, 9_000)]), dice.randrange(1, 9_000)
                row = figure(region, month, members, workforce)
                if unit == "people":
                    row |= {
                        "denominator": None,
                        "denominator_period": None,
                        "value": members,
                        "base": None,
                        "unit": unit,
                    }
                rows.append(row | {"batch_ids": [f"batch-{month}"]})
    return rows


@SEEDS
@pytest.mark.parametrize(("name", "unit"), [("coverage", "share"), ("active_participants", "people")])
def test_growth_is_that_of_two_columns_of_pandas(name: str, unit: str, seed: int) -> None:
    rows = made_line(random.Random(f"{unit} {seed}"), unit)
    wide = pd.DataFrame(rows).pivot(index="month", columns="region_code", values="value").astype(float)
    recent = wide.loc["2024-08":"2025-08"].notna().sum(axis=1)
    month = recent[recent == recent.max()].index.max()
    before = f"{int(month[:4]) - 1}{month[4:]}"
    now, then = wide.loc[month], wide.loc[before]
    expected = now - then if unit == "share" else (now / then - 1).where(then != 0)
    found = grown(asked_of(rows), name, BALI, "2025-08").set_index("region_code")
    for region in BALI:
        told = found.loc[region]
        if np.isnan(now[region]):
            assert told["now"] is None and told["value"] is None
        else:
            assert (told["now"], told["period"]) == (now[region], month)
            assert (told["value"] is None) == np.isnan(expected[region])
            assert bool(told["reason"]) == (told["value"] is None)
            if told["value"] is not None:
                assert told["value"] == pytest.approx(expected[region], rel=1e-12, abs=1e-15)


# Budgets


STAFF = {"election_workers", "non_asn", "village_staff"}


GOVERNMENT = {"apbd_province", "apbd_regency", "apbdes", "dbh_cht"}


def made_schemes(dice: random.Random) -> list[Row]:
    return [
        {"region_code": dice.choice(BALI[:5]), "start_month": dice.choice(["2023-11", "2024-01", "2024-06", "2024-09"])}
        | {
            "worker_category": dice.choice(["fishers", "farmers", *sorted(STAFF)]),
            "batch_id": dice.choice(["b1", "b2"]),
        }
        | {"funding_source": dice.choice([*sorted(GOVERNMENT), "csr", "own"])}
        | {"budget": dice.choice([None, *range(10, 20)]), "status": dice.choice(["reported", "demonstration"])}
        for _ in range(dice.randrange(1, 25))
    ]


def made_printed(dice: random.Random) -> list[Row]:
    return [
        {"region_code": dice.choice(BALI[:6]), "period": dice.choice(["2023", "2024", "2024-05", "2024-12"])}
        | {"indicator": dice.choice(["vulnerable_workers_budget_rp", "adat_workers_budget_rp", "coverage_pct"])}
        | {"value": float(1_000 * dice.randrange(1, 9) + number), "worker_category": dice.choice([None, "fishers"])}
        | {"status": "published", "source_id": f"source-{number}"}
        for number in range(dice.randrange(1, 12))
    ]


def paid(
    schemes: list[Row], printed: list[Row], region: str, *, of_staff: bool
) -> tuple[float | None, str | None] | None:
    """Give rupiah and the narrower group of the budget that goes before others; None without any."""

    def added(status: str) -> list[Row]:
        return [
            row
            for row in schemes
            if (row["region_code"], row["status"]) == (region, status)
            if "2024-01" <= row["start_month"] <= "2024-08" and row["funding_source"] in GOVERNMENT
            if (row["worker_category"] in STAFF) == of_staff
        ]

    def total(rows: list[Row]) -> tuple[float | None, str | None]:
        return (None if any(row["budget"] is None for row in rows) else sum(row["budget"] for row in rows)), None

    if rows := added("reported"):
        return total(rows)
    found = [
        (row["indicator"].startswith("adat") or row["worker_category"] is not None, -row["value"], row)
        for row in printed
        if row["region_code"] == region and row["period"] in ("2024", "2024-05") and "budget" in row["indicator"]
    ]
    if found and not of_staff:
        _, _, row = min(found, key=lambda each: each[:2])
        return row["value"], row["worker_category"] or ("adat" if row["indicator"].startswith("adat") else None)
    return total(rows) if (rows := added("demonstration")) else None


@SEEDS
@pytest.mark.parametrize("of_staff", [False, True])
def test_the_budget_of_a_government_is_what_goes_before_all_others(seed: int, of_staff: bool) -> None:
    dice = random.Random(seed)
    schemes, printed = made_schemes(dice), made_printed(dice)
    found = budgets(tables(sponsored_cover=schemes, published_figure=printed), BALI, "2024-08", of_staff=of_staff)
    for region in BALI:
        expected = paid(schemes, printed, region, of_staff=of_staff)
        assert (region in found) == (expected is not None)
        if expected is not None:
            told = found[region]
            assert told["value"] == expected[0]
            assert told["covers"] == expected[1] or (told["value"] is not None and expected[0] == told["value"])
            assert (told["status"] is None) == (expected[0] is None)


# Regulations


@SEEDS
def test_a_regulation_stands_once_as_the_office_sent_it(seed: int) -> None:
    dice = random.Random(seed)

    def made(count: int, **more: Any) -> list[Row]:
        rows = {
            (
                dice.choice(BALI[:4]),
                dice.choice(["Perda", "Perbup"]),
                dice.choice(["1", "2"]),
                dice.choice([2022, 2025]),
            )
            for _ in range(count)
        }
        names = ("region_code", "kind", "number", "year")
        return [
            dict(zip(names, row, strict=True))
            | {"subject": "x", "has_budget_clause": dice.choice([True, False])}
            | more
            for row in sorted(rows)
        ]

    sent = made(dice.randrange(1, 8), status="reported", batch_id="b1")
    found_in_public = made(dice.randrange(1, 8), source_id="s", note="n")
    told = regulations(tables(commitment=sent, regulation=found_in_public), BALI[:3], "2024-06")

    def key(row: Any) -> tuple[Any, ...]:
        return row["region_code"], row["kind"], row["number"], int(row["year"])

    known = [row for row in sent + found_in_public if row["region_code"] in BALI[:3] and row["year"] <= 2024]
    by_office = {key(row) for row in sent}
    expected = {key(row): "reported" if key(row) in by_office else "published" for row in known}
    assert {key(row): row["status"] for _, row in told.iterrows()} == expected
    assert len(told) == len(expected)
    clause = {key(row): row["has_budget_clause"] for row in found_in_public} | {
        key(row): row["has_budget_clause"] for row in sent
    }
    for _, row in told.iterrows():  # what was not found is not known, and is never said to be missing
        assert pd.notna(row["has_budget_clause"]) == clause[key(row)]


# Places in the province


@SEEDS
def test_a_place_in_the_province_is_the_first_one_of_the_year(seed: int, places: Territory) -> None:
    dice = random.Random(seed)
    rows: list[Row] = [
        {"assessment_year": dice.choice([2021, 2022, 2023]), "edition_label": "x", "awarded_on": "2024-01-01"}
        | {"region_code": dice.choice([*BALI, "52.01"]), "rank_number": dice.choice([None, 1, 2, 3]), "source_id": "s"}
        | {"level": dice.choice(["province", "national"])}
        | {"category": dice.choice(["local government: regency or city", "business: large"])}
        for _ in range(40)
    ]
    told = place_in_province(tables(award_result=rows), places, "51.03").set_index("assessment_year")
    of_round = [
        row for row in rows
        if row["level"] == "province" and row["region_code"] in BALI and row["rank_number"] is not None
        and row["category"].startswith("local")
    ]  # fmt: skip
    years = sorted({row["assessment_year"] for row in of_round}, reverse=True)
    assert list(told.index) == years
    for year in years:
        own = [
            row["rank_number"] for row in of_round if (row["assessment_year"], row["region_code"]) == (year, "51.03")
        ]
        ranks = {row["rank_number"] for row in of_round if row["assessment_year"] == year}
        row = told.loc[year]
        assert (None if pd.isna(row["rank_number"]) else row["rank_number"]) == min(own, default=None)
        assert row["places_found"] == len(ranks)
        assert pd.notna(row["first"]) == (1 in ranks)
        assert (row["reason"] is None or pd.isna(row["reason"])) == bool(own)


# The sheet


@SEEDS
def test_pieces_held_and_missing_are_counted_as_by_hand(seed: int) -> None:
    dice = random.Random(seed)
    rows = []
    for name, pieces in PIECES.items():
        for piece in pieces:
            if dice.random() < 0.4:
                reason = dice.choice(["none sent", "none found"])
                rows.append(
                    {"indicator_id": name, "piece": piece, "kind": "missing", "missing": reason, "status": None}
                )
            else:
                rows += [
                    {"indicator_id": name, "piece": piece, "kind": "figure", "missing": None}
                    | {"status": dice.choice(["published", "demonstration"])}
                    for _ in range(dice.randrange(1, 4))
                ]
    told = held(pd.DataFrame(rows)).set_index("indicator_id")
    assert list(told.index) == list(PIECES)
    for name in PIECES:
        held_of = {
            piece: [row for row in rows if (row["indicator_id"], row["piece"]) == (name, piece)]
            for piece in PIECES[name]
        }
        lacking = [piece for piece, found in held_of.items() if found[0]["kind"] == "missing"]
        real = [piece for piece, found in held_of.items() if any(row["status"] == "published" for row in found)]
        row = told.loc[name]
        assert (row["expected"], row["pieces"], row["real"]) == (len(held_of), len(held_of) - len(lacking), len(real))
        assert row["missing"] == lacking
