"""The course of a region, chosen again by plain Python from made months with gaps: its lines, what it is made of, claims."""

import random
from collections import defaultdict
from fractions import Fraction
from typing import Any

import pandas as pd
import pytest

from data.store import Query
from metrics.analyses.history import monthly_lines
from metrics.analyses.profile_context import PROGRAMMES, claims
from metrics.analyses.profile_lines import LINES, NO_COMPOSITION, NO_YEAR_AGO, composition, lines
from metrics.territory import Territory
from tests.metrics.analyses.made_lines import months
from tests.metrics.analyses.made_measures import answering, count
from tests.metrics.analyses.made_tables import Row

REGION, SINCE, HELD = "51.03", "2022-01", 40
SEEDS = pytest.mark.parametrize("seed", range(15))
OLD = "before-2022-split"


def before(month: str, back: int) -> str:
    number = int(month[:4]) * 12 + int(month[5:]) - 1 - back
    return f"{number // 12}-{number % 12 + 1:02}"


def made(dice: random.Random, series: list[str], **same: Any) -> list[Row]:
    """Make the months of some series, each with gaps and an end of its own; some on an old outline or other weights."""
    rows = []
    for name in series:
        first = dice.randrange(HELD)
        last = dice.randrange(first, HELD)
        turn, kept = dice.randrange(first, last + 2), dice.choice([0.4, 0.8, 1.0])
        for place, month in enumerate(months(SINCE, HELD)[first : last + 1], start=first):
            if dice.random() < kept:
                key = {"boundary": OLD if place < turn else None, "weights": "w1" if place < turn - 3 else "w2"}
                status = "demonstration" if name == "demonstration" else "published" if name == "press" else "reported"
                people = dice.randrange(5_000)
                rows.append(count(REGION, month, people, series=name, status=status, **key, **same))
    return rows


def key_of(row: Row) -> tuple[Any, ...]:
    return row["series"], row["boundary"], row["weights"]


@SEEDS
def test_months_lie_on_one_line_only_within_one_key_and_the_latest_line_comes_first(
    seed: int, query: Query, places: Territory
) -> None:
    dice = random.Random(seed)
    rows = made(dice, dice.sample(["office", "demonstration", "press"], 2), base="ucj", unit="share")
    rows += [row | {"period": "2023", "month": "2023-12", "series": "office"} for row in rows[:1]]
    as_of = dice.choice(months(SINCE, HELD)[5:])
    held = [r for r in rows if r["month"] <= as_of and len(r["period"]) == 7 and r["series"] != "press"]
    if any(row["series"] == "office" for row in held):
        held = [row for row in held if row["series"] == "office"]
    apart = defaultdict(list)
    for row in held:
        apart[key_of(row)].append(row)
    expected = sorted(apart.values(), key=lambda line: max(row["month"] for row in line), reverse=True)
    found = monthly_lines(answering(query, coverage=rows), places, REGION, as_of, "ucj")
    assert [list(part["month"]) for _, part in found.groupby("line")] == [
        sorted(row["month"] for row in line) for line in expected
    ]
    assert list(found["line"]) == sorted(found["line"])
    values = {(*key_of(row), row["month"]): row["value"] for row in held}
    for _, row in found.iterrows():
        key = tuple(None if pd.isna(row[name]) else row[name] for name in ("series", "boundary", "weights"))
        assert row["value"] == values[*key, row["month"]]
        assert row["is_old"] == (before(as_of, 12) > row["month"])
        assert row["note"] is None or pd.isna(row["note"])


def chosen(rows: list[Row], as_of: str) -> list[Row]:
    """Give the line that is read for one region: real before example, then the one with the latest month of the last year."""
    apart = defaultdict(list)
    for row in rows:
        if row["month"] <= as_of:
            apart[key_of(row)].append(row)
    recent = [line for line in apart.values() if any(row["month"] >= before(as_of, 12) for row in line)]
    return max(
        recent, key=lambda line: (line[0]["status"] != "demonstration", max(r["month"] for r in line)), default=[]
    )


@SEEDS
def test_the_lines_of_a_profile_are_the_months_of_the_line_that_stands(seed: int, query: Query) -> None:
    dice = random.Random(seed)
    held: dict[str, list[Row]] = {name: [] for name, _ in LINES}
    for name, segment in LINES:
        same = {"segment": segment or "total"} | ({"base": "ucj", "unit": "share"} if name == "coverage" else {})
        held[name] += made(dice, dice.sample(["office", "demonstration"], dice.randrange(3)), **same)
    as_of, span = dice.choice(months(SINCE, HELD)[12:]), dice.choice([6, 24, 60])
    found = lines(answering(query, **held), REGION, as_of, months=span)
    for number, (name, segment) in enumerate(LINES):
        of_span = [row for row in held[name] if row["month"] >= before(as_of, span)]
        line = chosen([row for row in of_span if row["segment"] == (segment or "total")], as_of)
        expected = [(row["month"], row["value"]) for row in line]
        told = found.figures[found.figures["line"] == number]
        assert list(zip(told["month"], told["value"], strict=True)) == expected
        lacking = found.missing[found.missing["line"] == number]
        assert len(lacking) == (not expected) and lacking["reason"].notna().all()


SEGMENTS = ("PU", "BPU", "JAKON")


@SEEDS
def test_a_composition_is_the_latest_month_whose_segments_make_up_the_total(seed: int, query: Query) -> None:
    dice = random.Random(seed)
    rows, whole = [], {}
    for series in dice.sample(["office", "demonstration"], dice.randrange(1, 3)):
        for month in months(SINCE, HELD):
            if dice.random() < 0.3:
                continue
            people = {name: dice.randrange(1, 900) for name in SEGMENTS}
            total = sum(people.values()) + dice.choice([0, 0, 1])
            sent = {name: number for name, number in people.items() if dice.random() < 0.9} | {"total": total}
            status = "demonstration" if series == "demonstration" else "reported"
            rows += [count(REGION, month, n, segment=s, series=series, status=status) for s, n in sent.items()]
            rows.append(count(REGION, month, 77, segment="PMI", series=series, status=status))
            if len(sent) == 4 and total == sum(people.values()):
                whole[series, month] = people
    as_of = dice.choice(months(SINCE, HELD + 8)[14:])
    found = composition(answering(query, active_participants=rows), REGION, as_of)
    recent = [key for key in whole if before(as_of, 12) <= key[1] <= as_of]
    if not recent:
        assert found.rows.empty and found.reason == NO_COMPOSITION
        return
    series, month = max(recent, key=lambda key: (key[0] == "office", key[1]))
    then = (series, before(month, 12))
    expected = [(at, whole[series, at]) for at in (then[1], month) if (series, at) in whole]
    assert found.reason == (None if then in whole else NO_YEAR_AGO)
    assert [(row["month"], row["segment"], row["people"], row["total"]) for _, row in found.rows.iterrows()] == [
        (at, name, people[name], sum(people.values())) for at, people in expected for name in SEGMENTS
    ]
    for _, row in found.rows.iterrows():
        assert row["share"] == pytest.approx(float(Fraction(row["people"], row["total"])), rel=1e-15)


def made_claims(dice: random.Random) -> tuple[list[Row], list[Row]]:
    """Make cases and their money by programme: some held back, some without money, some months and programmes left out."""
    cases, paid = [], []
    for series in dice.sample(["office", "demonstration"], dice.randrange(1, 3)):
        status = "demonstration" if series == "demonstration" else "reported"
        first, last = sorted(dice.sample(range(HELD), 2))
        for month in months(SINCE, HELD)[first : last + 1]:
            if dice.random() < 0.15:
                continue
            for programme in (*dice.sample(PROGRAMMES[:-1], dice.choice([4, 5])), "total"):
                hidden = status == "reported" and dice.random() < 0.02
                same = {"segment": programme, "series": series, "status": status, "suppressed": hidden}
                cases.append(count(REGION, month, None if hidden else dice.randrange(5, 90), **same))
                money = dice.randrange(10**9)
                if dice.random() < 0.99:
                    paid.append(count(REGION, month, None if hidden else money, unit="rupiah", **same))
    return cases, paid


@SEEDS
def test_claims_are_added_over_the_months_held_and_not_where_one_is_held_back(seed: int, query: Query) -> None:
    dice = random.Random(seed)
    cases, paid = made_claims(dice)
    as_of = dice.choice(months(SINCE, HELD + 8)[10:])
    found = claims(answering(query, claim_cases=cases, claims_paid=paid), REGION, as_of).set_index("programme")
    recent = [(row["series"] == "office", row["month"]) for row in cases if before(as_of, 12) < row["month"] <= as_of]
    if not recent:
        assert found.empty
        return
    real, until = max(recent)
    since = before(until, 11)
    series = "office" if real else "demonstration"

    def of_year(rows: list[Row], programme: str) -> list[Row]:
        return [
            row for row in rows
            if (row["series"], row["segment"]) == (series, programme) and since <= row["month"] <= until
        ]  # fmt: skip

    assert list(found.index) == [programme for programme in PROGRAMMES if of_year(cases, programme)]
    for programme, row in found.iterrows():
        counted, money = of_year(cases, str(programme)), of_year(paid, str(programme))
        hidden = any(each["suppressed"] for each in counted)
        assert (row["since"], row["until"], row["months_expected"]) == (since, until, 12)
        assert row["series"] == series and row["suppressed"] == hidden
        if hidden:
            assert pd.isna(row["cases"]) and pd.isna(row["amount"]) and row["reason"]
        else:
            assert row["cases"] == sum(each["value"] for each in counted)
            if len(money) == len(counted):
                assert row["amount"] == sum(each["value"] for each in money) and row["reason"] is None
            else:
                assert pd.isna(row["amount"]) and row["reason"]
