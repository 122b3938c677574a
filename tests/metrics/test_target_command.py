"""The command line for targets: its keys, the reason beside whatever is not known, and the reader's assumptions."""

from typing import Any

import pytest

from tests.metrics.conftest import rows

TARGET_KEYS = [
    "target_id", "inherited_from", "base", "reading", "value_target", "deadline", "set_by", "kind", "current",
    "current_period", "gap_points", "gap_people", "baseline", "baseline_period", "pace", "required_net_per_month",
    "required_gross_per_month", "progress", "reason", "source_ids",
]  # fmt: skip


def test_targets_have_their_keys_in_order(ask: Any) -> None:
    found = rows(ask("target --region 51 --as-of 2025-12 --format json"))
    assert [list(row) for row in found] == [TARGET_KEYS] * len(found)
    row = next(row for row in found if row["target_id"] == "bali-ucj-2025")
    assert row | {"gap_points": None, "pace": None} == {
        "target_id": "bali-ucj-2025", "inherited_from": None, "base": "ucj", "reading": None, "value_target": 0.6728,
        "deadline": "2025-12-31", "set_by": "Home Ministry, as quoted by BPJamsostek", "kind": "official",
        "current": 0.5388, "current_period": "2025-12", "gap_points": None, "gap_people": None, "baseline": 0.5233,
        "baseline_period": "2025-06", "pace": None, "required_net_per_month": None, "required_gross_per_month": None,
        "progress": "far_behind", "reason": "The source prints only a percentage: the gap in people is not known.",
        "source_ids": ["bali-antaranews-com-2bdc37", "feed-ilidea-com-f855e4"],
    }  # fmt: skip
    assert row["gap_points"] == pytest.approx(0.134)
    assert row["pace"] == pytest.approx(0.0155 / 0.1495)


def test_people_that_are_not_known_always_come_with_the_reason(ask: Any) -> None:
    asked = [("51", "2024-06"), ("51", "2026-01"), ("52", "2025-08"), ("51.03", "2025-06")]
    found = [
        row for region, as_of in asked for row in rows(ask(f"target --region {region} --as-of {as_of} --format json"))
    ]
    unknown = [row for row in found if row["current"] is not None and row["gap_people"] is None]
    assert len(unknown) > 10
    assert [row for row in unknown if "only a percentage" not in row["reason"]] == []


def test_an_unknown_region_of_a_target_is_exit_code_two(ask: Any) -> None:
    code, printed, said = ask("target --region 5103")
    assert (code, printed, said.count("\n")) == (2, "", 1)


def test_assumed_growth_and_lapse_change_only_what_is_required(ask: Any) -> None:
    gianyar = "target --region 51.04 --as-of 2025-09 --format json"
    plain, assumed = (rows(ask(f"{gianyar} {more}")) for more in ("", "--growth 0.012 --lapse 0.01"))
    required = {"required_net_per_month", "required_gross_per_month"}
    for before, after in zip(plain, assumed, strict=True):
        assert {key for key in TARGET_KEYS if before[key] != after[key]} <= required
    row = next(row for row in assumed if row["target_id"] == "bali-ucj-2025")
    assert row["required_gross_per_month"] > row["required_net_per_month"] > 0


def test_a_pace_by_compound_growth_changes_the_pace_and_what_follows_from_it(ask: Any) -> None:
    nusa_tenggara = "target --region 52 --as-of 2025-09 --format json"
    plain, compound = (rows(ask(f"{nusa_tenggara} --pace {how}")) for how in ("points", "compound"))
    assert rows(ask(nusa_tenggara)) == plain
    for before, after in zip(plain, compound, strict=True):
        assert {key for key in TARGET_KEYS if before[key] != after[key]} <= {"pace", "progress"}
    paced = [(before, after) for before, after in zip(plain, compound, strict=True) if before["pace"] is not None]
    assert paced
    assert all((before["pace"] != after["pace"]) for before, after in paced)


@pytest.mark.parametrize(
    ("assumed", "said"),
    [
        ("growth nan", "--growth is nan: write a share from -0.5 to 0.5, such as 0.01.\n"),
        ("growth inf", "--growth is inf: write a share from -0.5 to 0.5, such as 0.01.\n"),
        ("growth 0.51", "--growth is 0.51: write a share from -0.5 to 0.5, such as 0.01.\n"),
        ("growth -0.51", "--growth is -0.51: write a share from -0.5 to 0.5, such as 0.01.\n"),
        ("lapse nan", "--lapse is nan: write a share from 0.0 to 0.5, such as 0.01.\n"),
        ("lapse -0.01", "--lapse is -0.01: write a share from 0.0 to 0.5, such as 0.01.\n"),
        ("lapse 1", "--lapse is 1.0: write a share from 0.0 to 0.5, such as 0.01.\n"),
    ],
)
def test_an_assumption_beyond_its_bounds_is_exit_code_two_and_one_line(assumed: str, said: str, ask: Any) -> None:
    assert ask(f"target --region 51.04 --{assumed}") == (2, "", said)


@pytest.mark.parametrize("assumed", ["growth -0.5", "growth 0.5", "lapse 0", "lapse 0.5"])
def test_the_bounds_themselves_may_be_assumed(assumed: str, ask: Any) -> None:
    assert rows(ask(f"target --region 51.04 --as-of 2025-09 --format json --{assumed}"))
