"""Targets on made registers and figures against an oracle in exact fractions that counts month by month."""

import random
from fractions import Fraction
from typing import Any

import numpy as np
import pandas as pd
import pytest

from data.store import Query
from metrics.analyses.pace import due_at, pace_path
from metrics.analyses.target import targets
from metrics.territory import Territory
from tests.metrics.analyses.compared_figures import asked_of, figure

AS_OF = "2025-06"
NOW = 12 * 2025 + 6
GROWTH, LAPSE = 0.012, 0.01
Row = dict[str, Any]


def month(number: int) -> str:
    return f"{(number - 1) // 12}-{(number - 1) % 12 + 1:02}"


def number(text: str) -> int:
    """Give the running number of a month; a bare year stands for its December."""
    return 12 * int(text[:4]) + (int(text[5:7]) if len(text) > 4 else 12)


def made_figures(dice: random.Random) -> list[Row]:
    """Make figures of one region: two series on the first base, one on the second, gaps, printed ones, the old outline."""
    rows: list[Row] = []
    workforce = dice.randrange(1_000, 2_000_000)
    for base, series in (("ucj", "ucj_report"), ("ucj", "press"), ("bps", "kemnaker")):
        share = dice.uniform(0.0, 0.9)
        for at in sorted(dice.sample(range(NOW - 40, NOW + 4), dice.randrange(0, 9))):
            share = min(max(share + dice.uniform(-0.03, 0.06), 0.0), 1.3)
            row = figure("51.03", month(at), int(share * workforce), workforce, base=base, series=series, approx=False)
            if dice.random() < 0.2:
                row |= {"numerator": None, "denominator": None, "value": round(share, 4)}
            if dice.random() < 0.1:
                row |= {"boundary": "before-2022-split"}
            if dice.random() < 0.1 and row["month"].endswith("-12"):
                row |= {"period": row["month"][:4]}
            rows.append(row | {"fact_rows": [], "conflict": False})
    for row in rows:  # of two in a month the report stands before the press
        row["shown"] = row["series"] != "press" or not any(
            other["series"] == "ucj_report" and other["month"] == row["month"] for other in rows
        )
    return rows


def made_register(dice: random.Random) -> list[Row]:
    rows = []
    for name in range(dice.randrange(1, 6)):
        deadline = month(dice.choice([NOW, NOW + 1, NOW + 6, NOW + 30, NOW - 2, NOW - 14]))
        start = dice.random() < 0.3
        rows.append(
            {"target_id": f"t{name}", "region_code": dice.choice(["51.03", "51", "ID"]), "metric": "coverage", "unit": "share"}
            | {"base": dice.choice(["ucj", "bps", "unstated"]), "value": dice.randrange(1, 101) / 100}
            | {"deadline": f"{deadline}-28", "set_by": "x", "set_by_id": "x", "kind": "aim", "preferred": True, "note": None}
            | {"set_on": dice.choice(["2021", "2023-02", "2024-05-10"]), "source_id": f"source-{name}"}
            | {"baseline_period": month(NOW - 30) if start else None, "baseline_value": 0.2 if start else None}
        )  # fmt: skip
    return rows


def held(register: list[Row], figures: list[Row]) -> Query:
    """Answer for the register, and for coverage; of participants nothing is held."""
    asked = asked_of(figures)

    def query(sql: str, **parameters: Any) -> pd.DataFrame:
        if "from target" in sql:
            return pd.DataFrame(
                [row for row in register if row["region_code"] in parameters["regions"]], columns=list(register[0])
            )
        found = asked(sql, **parameters)
        return found if "from coverage_share" in sql else found.head(0)

    return query


def read(target: Row, base: str, figures: list[Row]) -> Row:
    """Read one target on one base by the written rules."""
    deadline, goal = number(target["deadline"]), Fraction(str(target["value"]))
    held = sorted((f for f in figures if f["base"] == base and f["month"] <= AS_OF), key=lambda f: number(f["month"]))
    shown = [f for f in held if f["shown"]]
    if not held:
        return {"progress": "no_figure" if deadline < NOW else "unknown"}
    todays = [f for f in shown if f["boundary"] is None]
    row: Row = {}
    if deadline < NOW:
        near = sorted(
            (abs(number(f["month"]) - deadline), number(f["month"]), place)
            for place, f in enumerate(todays)
            if abs(number(f["month"]) - deadline) <= 3
        )
        row["progress"] = "no_figure"
        if near:
            judged = todays[near[0][2]]
            row |= {
                "progress": "reached" if judged["value"] >= float(goal) - 1e-12 else "missed",
                "judged": judged["value"],
            }
    now = shown[-1]
    if now["boundary"] is not None:
        return {"progress": "unknown"} | row
    row |= {"current": now["value"], "gap_points": float(goal) - now["value"]}
    if now["denominator"] is not None:
        members, workforce = Fraction(now["numerator"]), Fraction(now["denominator"])
        row["gap_people"] = next_whole(goal * workforce - members)
        if deadline >= NOW:
            months = deadline - NOW
            then = float(goal) * float(workforce) * (1 + GROWTH) ** (months / 12)
            row["required_net_per_month"] = max(then - float(members), 0.0) / max(months, 1)
            row["required_gross_per_month"] = gross(float(members), then, months)
    if deadline >= NOW:
        row |= paced(target, held, now, deadline)
        if now["value"] >= float(goal) - 1e-12:
            row["progress"] = "reached"
    return row


def next_whole(people: Fraction) -> int:
    return max(0, -(-people.numerator // people.denominator))


def gross(members: float, due: float, months: int) -> float:
    """Give what is to be enrolled a month: counted through with nobody and with one a month, the rest is a line."""
    if months == 0:
        return max(due - members, 0.0)
    ends = []
    for enrolled in (0.0, 1.0):
        count = members
        for _ in range(months):
            count = count * (1 - LAPSE) + enrolled
        ends.append(count)
    return max((due - ends[0]) / (ends[1] - ends[0]), 0.0)


def paced(target: Row, held: list[Row], now: Row, deadline: int) -> Row:
    line = [
        f
        for f in held
        if (f["series"], f["boundary"], len(f["period"])) == (now["series"], now["boundary"], len(now["period"]))
        if f["month"] >= (target["set_on"] + "-01")[:7]
    ]
    if target["baseline_value"] is not None:
        start, since = target["baseline_value"], number(target["baseline_period"])
    elif not line or line[0]["month"] == now["month"]:
        return {"progress": "unknown"}
    else:
        start, since = line[0]["value"], number(line[0]["month"])
    if start >= target["value"] - 1e-12:
        return {"progress": "reached", "baseline": start}
    elapsed = number(now["month"]) - since
    if elapsed < 3:
        return {"progress": "unknown", "baseline": start}
    # Points a month so far over points a month in all, in fractions of the doubles themselves.
    gained, needed = Fraction(now["value"]) - Fraction(start), Fraction(target["value"]) - Fraction(start)
    pace = float(gained / elapsed / (needed / (deadline - since)))
    words = [(0.95, "on_track"), (0.60, "behind"), (0.0, "far_behind"), (-float("inf"), "moving_away")]
    return {"baseline": start, "pace": pace, "progress": next(word for least, word in words if pace >= least)}


@pytest.mark.parametrize("seed", range(60))
def test_every_target_is_read_as_the_written_rules_say(seed: int, places: Territory) -> None:
    dice = random.Random(seed)
    register, figures = made_register(dice), made_figures(dice)
    found = targets(held(register, figures), places, "51.03", AS_OF, growth=GROWTH, lapse=LAPSE)
    by_key = {(row.target_id, row.base): row for row in found.itertuples()}
    bases = [base for base in ("ucj", "bps") if any(f["base"] == base and f["month"] <= AS_OF for f in figures)]
    for target in register:
        for base in [target["base"]] if target["base"] != "unstated" else bases or ["unstated"]:
            row = by_key.pop((target["target_id"], base))
            expected = dict.fromkeys(
                ("current", "gap_points", "gap_people", "required_net_per_month", "required_gross_per_month", "baseline",
                 "pace", "judged")
            ) | read(target, base, figures)  # fmt: skip
            for name, value in expected.items():
                told = getattr(row, name)
                assert (
                    told == value if isinstance(value, str) or value is None else told == pytest.approx(value, rel=1e-9)
                ), name
            assert row.inherited_from == (None if target["region_code"] == "51.03" else target["region_code"])
    assert not by_key


def test_the_made_registers_reach_every_progress() -> None:
    seen = set()
    for seed in range(60):
        dice = random.Random(seed)
        register, figures = made_register(dice), made_figures(dice)
        seen |= {
            read(t, base, figures)["progress"]
            for t in register
            for base in ("ucj", "bps")
            if t["base"] in (base, "unstated")
        }
    assert seen == {
        "on_track", "behind", "far_behind", "moving_away", "unknown", "reached", "missed", "no_figure",
    }  # fmt: skip


@pytest.mark.parametrize("seed", range(40))
def test_what_is_due_in_a_month_is_what_numpy_reads_off_the_corners(seed: int) -> None:
    dice = random.Random(seed)
    start, quarters = dice.randrange(NOW - 20, NOW), dice.randrange(0, 5)
    goal = start + dice.randrange(1, 30)
    others = [(goal - 3 * step, dice.random()) for step in range(1, quarters + 1)]
    value, aim = dice.random(), dice.random()
    path = pace_path((month(start), value), (month(goal), aim), [(month(at), share) for at, share in others])
    corners = sorted([(start, value), (goal, aim), *((at, share) for at, share in others if start < at < goal)])
    months, shares = [at for at, _ in corners], [share for _, share in corners]
    for at in range(start, goal + 1):
        assert due_at(path, month(at)) == pytest.approx(float(np.interp(at, months, shares)), abs=1e-12)
