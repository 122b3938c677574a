"""What ends or falls due, again by plain Python: cover added up by part and month, deadlines by their dates."""

import random
from typing import Any

import pandas as pd
import pytest

from data.store import Query
from metrics.analyses.news_due import cover_ending, passed_targets
from metrics.analyses.target import targets
from metrics.territory import Territory
from tests.metrics.analyses.made_lines import months
from tests.metrics.analyses.made_tables import Row, tables
from tests.metrics.analyses.regions_read import REGIONS, above

PARTS = {
    "51": ("51.01", "51.03", "51.71"),
    "KW-BANUSPA": ("51", "52", "96"),
    "ID": ("11", "51", "96"),
    "96": ("96.01", "96.03"),
}
DECIDED = ("reached", "missed")


def later(month: str, count: int) -> str:
    number = int(month[:4]) * 12 + int(month[5:]) - 1 + count
    return f"{number // 12}-{number % 12 + 1:02}"


def made_schemes(dice: random.Random) -> list[Row]:
    places = [code for code in REGIONS if code[:2] in ("51", "52", "96", "11") and len(code) == 5] + ["51", "96"]
    rows = []
    for number in range(80):
        start = dice.choice(months("2024-01", 18))
        rows.append(
            {"region_code": dice.choice(places), "scheme": f"scheme {number}", "people": dice.choice([0, dice.randrange(90)])}
            | {"worker_category": dice.choice(["fishers", "farmers"]), "premium": 16_800, "budget": None}
            | {"funding_source": dice.choice(["csr", "apbd_regency", "own"]), "batch_id": "0001", "source_file": "f.xlsx"}
            | {"start_month": start, "end_month": later(start, dice.randrange(12)), "source_sheet": "s", "source_row": number}
            | {"status": dice.choice(["reported", "demonstration"])}
        )  # fmt: skip
    return rows


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("region", PARTS)
def test_cover_that_ends_is_added_by_part_and_last_paid_month(seed: int, region: str, places: Territory) -> None:
    dice = random.Random(f"{seed} {region}")
    rows, parts = made_schemes(dice), PARTS[region]
    until = dice.choice(months("2024-06", 12))
    ahead = [later(until, count) for count in range(4)]
    sums: dict[tuple[str, str], int] = {}
    reported: set[tuple[str, str]] = set()
    for row in rows:
        inside = [part for part in parts if part in (row["region_code"], *above(row["region_code"]))]
        inside += [region] if row["region_code"] == region else []
        if inside and row["funding_source"] != "own" and row["end_month"] in ahead:
            key = (inside[0], row["end_month"])
            sums[key] = sums.get(key, 0) + row["people"]
            reported |= {key} if row["status"] == "reported" else set()
    hidden = [key for key in sorted(reported) if dice.random() < 0.2]
    names = ("region_code", "month")
    withheld: list[Row] = [
        dict(zip(names, key, strict=True)) | {"counted": "cover_ends", "segment": ""} for key in hidden
    ]
    withheld += [{"region_code": parts[0], "month": until, "counted": "claims", "segment": "JKK"}]
    found = cover_ending(tables(sponsored_cover=rows, held_back=withheld), places, region, parts, until)
    told = {(row["region_code"], row["ends"]): row for _, row in found.iterrows()}
    assert len(told) == len(found)
    assert {key: None if pd.isna(row["people"]) else row["people"] for key, row in told.items()} == {
        key: None if key in hidden else people for key, people in sums.items()
    }
    for (_, ends), row in told.items():
        assert row["leaves"] == later(ends, 3)
        assert row["reason"]


def known(rows: pd.DataFrame) -> dict[tuple[Any, ...], Any]:
    return {(row["target_id"], row["base"]): row for _, row in rows.iterrows()}


@pytest.mark.parametrize("region", ["51", "51.03", "52", "52.03", "94", "KW-BANUSPA", "ID"])
@pytest.mark.parametrize("seed", range(3))
def test_a_target_is_news_when_its_deadline_passed_or_it_was_decided_in_between(
    seed: int, region: str, query: Query, demonstration_query: Query, places: Territory
) -> None:
    dice = random.Random(f"{seed} {region}")
    store = dice.choice([query, demonstration_query])
    back_to, until = sorted(dice.sample(months("2023-06", 42), 2))
    base = dice.choice(["ucj", "ucj", "bps"])
    then, now = (known(targets(store, places, region, month)) for month in (back_to, until))
    expected = {}
    for key, row in now.items():
        if key[1] != base and key[1] is not None:
            continue
        before = then[key]["progress"] if key in then else None
        deadline = str(row["deadline"])[:7]
        passed = back_to <= deadline < until
        decided = deadline < until and row["progress"] in DECIDED and before != row["progress"]
        if passed or decided:
            judged = row["judged"] if pd.notna(row["judged"]) else row["current"]
            expected[key[0]] = (before, row["progress"], None if pd.isna(judged) else judged)
    found = passed_targets(store, places, region, base, back_to, until)
    assert {
        row["target_id"]: (
            row["progress_then"],
            row["progress_now"],
            None if pd.isna(row["value_now"]) else row["value_now"],
        )
        for _, row in found.iterrows()
    } == expected
    assert list(found["target_id"]) == [key[0] for key in now if key[0] in expected and key[1] in (base, None)]
    assert found["reason"].notna().all()
