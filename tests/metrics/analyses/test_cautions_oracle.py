"""What not to say and what a jury may ask, found again in all figures held, the registers and the evidence."""

import random
from collections import defaultdict
from typing import Any

import pandas as pd
import pytest

from data.home import FACTS
from data.standing import STATUSES
from metrics import disagreement
from metrics.analyses.award_cautions import GROWTH_PRINTED, KINDS, cautions
from metrics.analyses.award_evidence import evidence
from metrics.analyses.award_questions import COMPLIANCE, QUESTIONS, questions
from metrics.analyses.target import targets
from metrics.catalogue import metric
from metrics.territory import Territory
from tests.data.altered_facts import rows_of
from tests.metrics.analyses.figures_held import Held
from tests.metrics.analyses.regions_read import above
from tests.metrics.oracle import month_of

REGIONS = ["51", "51.03", "51.08", "51.71", "52", "52.03", "92", "94", "94.04", "96", "KW-BANUSPA", "ID"]
MOMENTS = ["2023-06", "2024-06", "2025-03", "2025-12", "2026-03"]
SEEDS = pytest.mark.parametrize("seed", range(3))


@pytest.fixture(scope="module", params=["query", "demonstration_query"])
def held(request: pytest.FixtureRequest) -> Held:
    return Held(request.getfixturevalue(request.param))


def earlier(month: str) -> str:
    return f"{int(month[:4]) - 1}{month[4:]}"


def leading(held: Held, region: str, as_of: str) -> dict[str, Any]:
    """Give the latest real share of each base that a source states."""
    asked = metric("coverage")
    stated = [base for base in asked.bases if base != "unstated"]
    rows = {base: held.latest("coverage", region, asked.headline_segment(base), as_of, base) for base in stated}
    return {base: row for base, row in rows.items() if row is not None and row["status"] != "demonstration"}


def expected_of_shares(held: Held, region: str, as_of: str) -> dict[str, set[Any]]:
    """Give what is doubtful about the shares on the base asked, else about all that stand in its place, as kind and bases."""
    found: dict[str, set[Any]] = defaultdict(set)
    rows = leading(held, region, as_of)
    for base, row in rows.items():
        if base == "ucj" or "ucj" not in rows:
            marks = {
                "base_inferred": row["base_certainty"] == "inferred",
                "share_only": pd.isna(row["denominator"]),
                "old_figure": row["month"] < earlier(as_of),
                "old_boundary": pd.notna(row["boundary"]),
                "rounded": row["approx"],
            }
            for kind, is_so in marks.items():
                found[kind] |= {base} if is_so else set()
    if len(rows) > 1:
        found["bases_differ"] |= set(rows)
    shares = held.figures["coverage"]
    shares = shares[(shares["region_code"] == region) & (shares["base"] == "unstated") & (shares["month"] <= as_of)]
    found["base_unstated"] |= set(shares["base"])
    return found


def expected_of_registers(held: Held, region: str, as_of: str) -> dict[str, set[Any]]:
    """Give what the registers say: targets without a base, contradictions, sources that differ."""
    found: dict[str, set[Any]] = defaultdict(set)
    around = [region, *above(region)]
    for row in rows_of(FACTS / "targets.csv"):
        if row["region_code"] in around and row["base"] == "unstated" and row["set_on"][:7] <= as_of:
            found["target_without_base"].add((row["region_code"], float(row["value"])))
    for _, row in disagreement.conflicts(held.query).iterrows():
        if row["region_code"] in around and row["month"] <= as_of:
            found["conflict"].add((row["region_code"], row["period"], row["base"], row["printed"]))
    latest: dict[Any, str] = {}
    values: dict[Any, set[float]] = defaultdict(set)
    for _, row in disagreement.differing(held.query).iterrows():
        known = row["metric"] in ("coverage", "active_participants", "vulnerable_covered")
        if row["region_code"] == region and row["month"] <= as_of and known:
            key = (row["metric"], None if pd.isna(row["base"]) else row["base"], row["segment"])
            latest[key] = max(latest.get(key, ""), row["month"])
            values[*key, row["month"]].add(float(row["value"]))
    found["sources_differ"] = {(*key, frozenset(values[*key, month])) for key, month in latest.items()}
    return found


@SEEDS
def test_every_caution_is_found_in_figures_and_registers_and_no_other(held: Held, places: Territory, seed: int) -> None:
    dice = random.Random(seed)
    for region in dice.sample(REGIONS, 2):
        as_of = dice.choice(MOMENTS)
        found = cautions(held.query, places, region, as_of)
        kinds = dict(iter(found.groupby("kind")))
        none = found.head(0)
        assert list(found["kind"]) == sorted(found["kind"], key=list(KINDS).index)
        assert list(found["severity"]) == [KINDS[kind] for kind in found["kind"]]
        of_shares = expected_of_shares(held, region, as_of)
        for kind in ("base_unstated", "base_inferred", "share_only", "old_figure", "old_boundary", "rounded"):
            assert set(kinds.get(kind, none)["base"]) == of_shares[kind], kind
        assert {name for names in kinds.get("bases_differ", none)["names"] for name in names} == of_shares[
            "bases_differ"
        ]
        registers = expected_of_registers(held, region, as_of)
        rows = kinds.get("target_without_base", none)
        assert set(zip(rows["region_code"], rows["value"], strict=True)) == registers["target_without_base"]
        rows = kinds.get("conflict", none)
        assert (
            set(zip(rows["region_code"], rows["period"], rows["base"], rows["printed"], strict=True))
            == (registers["conflict"])
        )
        rows = kinds.get("sources_differ", none)
        assert {
            (
                row["what"],
                None if pd.isna(row["base"]) else row["base"],
                row["segment"],
                frozenset(map(float, row["values"])),
            )
            for _, row in rows.iterrows()
        } == registers["sources_differ"]
        held_of = evidence(held.query, places, region, as_of)
        examples = (held_of["status"] == "demonstration").sum()
        assert list(kinds.get("demonstration", none)["count"]) == ([examples] if examples else [])
        growth = held_of[(held_of["indicator_id"] == "growth") & (held_of["kind"] == "missing")]
        assert set(kinds.get("growth_unknown", none)["what"]) == set(growth["what"])
        regulations = held_of[held_of["kind"] == "regulation"]
        unknown = regulations["regulation_number"].isna() | regulations["period"].isna()
        assert len(kinds.get("number_missing", none)) == unknown.sum()
        printed = [
            row["value"] for row in held.printed
            if row["region_code"] == region and row["indicator"] in GROWTH_PRINTED and month_of(row["period"]) <= as_of
        ]  # fmt: skip
        assert set(printed) <= set(kinds.get("growth_unfounded", none)["value"])


@SEEDS
def test_months_of_governments_are_counted_where_there_are_several(held: Held, places: Territory, seed: int) -> None:
    dice = random.Random(200 + seed)
    region, as_of = dice.choice(["51", "51.03", "52", "52.03", "94.04"]), dice.choice(MOMENTS)
    latest = [held.latest("coverage", part, "total", as_of, "ucj") for part in places.parts(region[:2])]
    periods = {row["period"] for row in latest if row is not None and row["status"] != "demonstration"}
    found = cautions(held.query, places, region, as_of)
    rows = found[found["kind"] == "months_differ"]
    assert list(rows["count"]) == ([len(periods)] if len(periods) > 1 else [])


@SEEDS
def test_a_question_has_the_evidence_of_its_indicator_and_the_editions_of_its_aspects(
    held: Held, places: Territory, seed: int
) -> None:
    dice = random.Random(300 + seed)
    region, as_of = dice.choice(REGIONS), dice.choice(MOMENTS)
    made = questions(held.query, places, region, as_of)
    assert list(made.asked["question_id"]) == list(QUESTIONS)
    given = evidence(held.query, places, region, as_of)
    for _, asked in made.asked.iterrows():
        answers = made.answers[made.answers["question_id"] == asked["question_id"]]
        real = answers["status"] != "demonstration"
        example, missing = answers["status"] == "demonstration", answers["kind"] == "missing"
        weight = list(2 * missing + 1 * (example & ~missing))
        assert weight == sorted(weight)
        held_some = (~missing).any()
        expected = (
            "none" if not held_some
            else "example" if not (real & ~missing & (answers["what"] != "target")).any()
            else "partly" if missing.any()
            else "held"
        )  # fmt: skip
        assert asked["answer"] == expected, asked["question_id"]
        question = QUESTIONS[asked["question_id"]]
        if question.indicator is not None:
            own = given[given["indicator_id"] == question.indicator]
            columns = ["kind", "what", "value", "period", "status"]
            assert sorted(map(repr, answers[columns].to_numpy().tolist())) == sorted(
                map(repr, own[columns].to_numpy().tolist())
            )
        editions = [
            row for row in rows_of(FACTS / "award_editions.csv")
            if row["kind"] == "aspect" and row["item_id"] in question.aspects
            and int(row["assessment_year"]) <= int(as_of[:4]) and row["who"] in ("all", "local government")
        ]  # fmt: skip
        assert set(asked["years"]) == {int(row["assessment_year"]) for row in editions}
        assert set(asked["aspects"]) == {row["item_id"] for row in editions}
        assert set(asked["asked_in"]) == {row["region_code"] for row in editions}
    read = targets(held.query, places, region, as_of)
    read = read[(read["base"] == "ucj") & read["gap_points"].notna() & read["preferred"].astype(bool)]
    # The next one, else the last one; of two for one day that of the nearest region, which comes first.
    days = list(read["deadline"])
    day = min((each for each in days if each[:7] >= as_of), default=max(days, default=None))
    told = made.answers[(made.answers["question_id"] == "target") & (made.answers["kind"] == "target")]
    expected = read[read["deadline"] == day].head(1)
    assert set(told["note"]) == set(expected["target_id"])
    for what, name in (("target", "value_target"), ("gap_points", "gap_points"), ("gap_people", "gap_people")):
        known = expected[name].dropna()
        assert list(told.loc[told["what"] == what, "value"]) == list(known)
    # The target is the register's; what is still missing to it is as weak as the figure held against it.
    register = {row["target_id"]: row["source_id"] for row in rows_of(FACTS / "targets.csv")}
    for _, row in told.iterrows():
        aim, of_figure = row["what"] == "target", expected["figure_status"].iloc[0]
        assert row["status"] == ("published" if aim else max("published", of_figure, key=STATUSES.index))
        assert row["source_ids"][0] == register[row["note"]]
        assert not aim or len(row["source_ids"]) == 1
    compliance = made.answers[(made.answers["question_id"] == "compliance") & (made.answers["kind"] == "figure")]
    assert set(compliance["what"]) <= set(COMPLIANCE)
