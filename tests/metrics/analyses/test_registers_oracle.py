"""What stands in a register, chosen again by plain Python: events, groups, contribution rules."""

import random
from datetime import date
from fractions import Fraction
from typing import Any

import pandas as pd
import pytest

from data.home import FACTS
from data.store import Query
from metrics.analyses import printed_money
from metrics.analyses.contribution_rules import PAYERS, contribution_rules, next_ceiling
from metrics.analyses.events import events
from metrics.analyses.groups import ALONE, CITIES, NEIGHBOURS, NO_BORDER, OWN_LIST, SAME_KANWIL, SAME_PROVINCE, groups
from metrics.territory import Territory, territory
from tests.data.altered_facts import rows_of
from tests.metrics.analyses.made_lines import months
from tests.metrics.analyses.made_tables import Row, tables
from tests.metrics.analyses.regions_read import ASKED, REGIONS, above

SEEDS = pytest.mark.parametrize("seed", range(4))


def text(value: Any) -> str | None:
    return None if value is None or value is pd.NaT or value != value else str(value)


# Events


def made_events(dice: random.Random) -> list[Row]:
    rows = []
    for number in range(40):
        first = date(2024, 1, 1).toordinal() + dice.randrange(700)
        rows.append(
            {"event_id": f"e{dice.randrange(100):02}-{number}", "start": date.fromordinal(first)}
            | {"end": dice.choice([None, date.fromordinal(first + dice.randrange(300))])}
            | {"region_code": dice.choice([*ASKED, "52", "51.01"])}
            | {"affects": ";".join(dice.sample(["membership", "contribution", "workforce", "award"], dice.randrange(1, 4)))}
            | {"label_id": f"id {number}", "label_en": f"en {number}", "source_id": dice.choice([None, f"s{number}"])}
        )  # fmt: skip
    return rows


def touches(row: Row, region: str) -> bool:
    """An event holds for its region and all within; one of a part is told at the whole as well."""
    return row["region_code"] in (region, *above(region)) or region in above(row["region_code"])


@SEEDS
def test_an_event_is_told_for_its_region_all_within_and_the_whole_from_the_month_it_starts(
    seed: int, places: Territory
) -> None:
    dice = random.Random(seed)
    rows = made_events(dice)
    held = tables(policy_event=rows)
    for region in ASKED:
        until, affects = dice.choice(months("2024-02", 20)), dice.sample(["membership", "contribution", "workforce"], 2)
        expected = [
            (str(row["start"]), row["event_id"], text(row["end"]), row["region_code"], row["label_id"], row["label_en"])
            for row in rows
            if touches(row, region) and str(row["start"])[:7] <= until
            if set(row["affects"].split(";")) & set(affects)
        ]
        found = events(held, places, region, until, affects)
        names = ["start", "event_id", "end", "region_code", "label_id", "label_en"]
        assert [tuple(map(text, row)) for row in found[names].itertuples(index=False)] == sorted(expected)


@SEEDS
def test_an_event_that_moved_contributions_is_told_by_its_months_where_it_has_a_source(
    seed: int, places: Territory
) -> None:
    rows = made_events(random.Random(seed))
    held = tables(policy_event=rows)
    for region in ASKED:
        expected = [
            (str(row["start"]), row["event_id"], str(row["start"])[:7], row["end"] and str(row["end"])[:7], row["source_id"])
            for row in rows
            if row["region_code"] in (region, *above(region))
            if row["source_id"] and "contribution" in row["affects"].split(";")
        ]  # fmt: skip
        found = printed_money.events(held, places, region)[["event_id", "first", "last", "source_id"]]
        assert [tuple(map(text, row)) for row in found.itertuples(index=False)] == [
            row[1:] for row in sorted(expected, key=lambda row: row[:2])
        ]


# Groups


def made_borders(dice: random.Random) -> dict[str, list[Row]]:
    regencies = [code for code in REGIONS if len(code) == 5 and above(code)[1] == "KW-BANUSPA"]
    pairs = {tuple(sorted(dice.sample(regencies, 2))) for _ in range(60)}
    lists: list[Row] = [
        {"group_id": f"list-{number}", "region_code": code, "label_id": f"id {number}", "label_en": f"en {number}"}
        | {"kind": "tourism", "source_id": None if number % 2 else f"s{number}", "note": None}
        for number in range(4)
        for code in dice.sample(["51", "51.03", "51.71", "96.03", *regencies[:20]], dice.randrange(1, 8))
    ]
    return {
        "adjacency": [{"code_a": a, "code_b": b, "border_km": 1.0} for a, b in sorted(pairs)],
        "region_group": list({(row["group_id"], row["region_code"]): row for row in lists}.values()),
    }


def expected_groups(made: dict[str, list[Row]], region: str) -> dict[str, set[str]]:
    """Give the members of each group by its label, from codes, kinds and pairs alone."""
    found: dict[str, set[str]] = {}
    own = REGIONS[region]
    pairs = [(row["code_a"], row["code_b"]) for row in made["adjacency"]]
    if len(region) == 5:
        found[SAME_PROVINCE] = {code for code in REGIONS if code[:2] == region[:2] and len(code) == 5}
        if own["kind"] == "kota":
            held = REGIONS[region[:2]]["kanwil_code"]
            found[CITIES] = {
                code
                for code, row in REGIONS.items()
                if row["kind"] == "kota" and (not held or REGIONS[code[:2]]["kanwil_code"] == held)
            }
    elif own["kanwil_code"]:
        found[SAME_KANWIL] = {
            code for code, row in REGIONS.items() if len(code) == 2 and row["kanwil_code"] == own["kanwil_code"]
        } - {"ID"}
    short = len(region)
    found[NEIGHBOURS] = {region} | {
        other[:short] for pair in pairs for other in pair if region in (pair[0][:short], pair[1][:short])
    }
    for row in made["region_group"]:
        if row["region_code"] == region:
            same = {each["region_code"] for each in made["region_group"] if each["group_id"] == row["group_id"]}
            found[row["label_en"]] = same
    return found


@SEEDS
def test_groups_are_those_of_codes_kinds_borders_and_lists(seed: int, query: Query) -> None:
    dice = random.Random(seed)
    made = made_borders(dice)
    held = tables(region=query("select * from region"), **made)
    places = territory(held)
    sources = {row["label_en"]: row["source_id"] for row in made["region_group"]}
    for region in ["51", "52", "96", "11", "51.03", "51.71", "96.03", "11.01", "11.71", *dice.sample(list(REGIONS), 4)]:
        if region in ("ID", "KW-BANUSPA"):
            continue
        found = groups(held, places, region)
        found["named"] = found["label"].where(found["label"].notna(), found["label_en"])
        expected = expected_groups(made, region)
        assert {name: set(rows["region_code"]) for name, rows in found.groupby("named")} == expected
        assert list(found["itself"]) == list(found["region_code"] == region)
        for name, rows in found.groupby("named", sort=False):
            assert list(rows["region_code"]) == sorted(expected[name])
            own_list = name in sources and sources[name] is None
            assert set(rows["own_list"]) == {own_list}
            assert rows["reason"].notna().all() == (own_list or len(rows) == 1)
            if rows["reason"].notna().any():
                reason = OWN_LIST if own_list else NO_BORDER if name == NEIGHBOURS else ALONE
                assert set(rows["reason"]) == {reason}
        listed = found["named"].isin(set(sources))
        assert list(listed) == sorted(listed)  # computed groups first
    assert groups(held, places, "ID").empty and groups(held, places, "KW-BANUSPA").empty


# Contribution rules


def test_a_rule_holds_in_a_month_whose_first_day_lies_within_its_days(query: Query) -> None:
    written = rows_of(FACTS / "contribution_rules.csv")
    rules = contribution_rules(query)
    assert [rule.fact_row for rule in rules] == list(range(2, len(written) + 2))
    for rule, row in zip(rules, written, strict=True):
        for name, given in [("rate", "rate"), ("fixed", "fixed_rp"), ("floor", "floor_rp"), ("cap", "cap_rp")]:
            assert getattr(rule, name) == (Fraction(row[given]) if row[given] else None)
        assert rule.wage_cap == (Fraction(row["wage_cap_rp"]) if row["wage_cap_rp"] else None)
        assert rule.programmes == set(row["programme"].split("+"))
        assert (rule.segment, rule.relief) == (row["segment"], row["relief"] == "yes")
        amounts = ("rate", "fixed_rp", "floor_rp", "cap_rp")
        assert rule.priced == any(row[name] for name in amounts)
        for month in months("2015-05", 150):
            first = row["effective_from"] or "0000"
            assert rule.in_force(month) == (first <= f"{month}-01" <= (row["effective_to"] or "9999"))


def test_a_rule_is_for_a_payer_where_it_names_his_kind_or_anyone(query: Query) -> None:
    for rule in contribution_rules(query):
        for payer in sorted(set(PAYERS.values())):
            expected = rule.payer in ("any", payer, *payer.split("+"))
            assert rule.paid_by(payer) == expected, (rule.payer, payer)


def test_the_ceiling_is_the_one_before_grown_and_cut_to_hundreds() -> None:
    dice = random.Random(29)
    for _ in range(500):
        ceiling, growth = dice.randrange(5_000_000, 20_000_000, 100), Fraction(dice.randrange(-800, 1500), 100)
        found = next_ceiling(ceiling, growth)
        exact = ceiling * (100 + growth) / 100
        assert found % 100 == 0 and 0 <= exact - found < 100
