"""The plan a region opens on, against the register read straight from its file."""

from decimal import Decimal
from typing import Any

import pytest

from data.home import FACTS
from data.store import Query
from metrics.analyses.plan_default import BASES, default_plan
from metrics.overview import overview
from metrics.territory import Territory
from tests.data.altered_facts import rows_of
from tests.metrics.oracle import Facts, month_of
from tests.metrics.oracle_shares import coverage

HEADLINE = "banuspa-65-2024"
REGIONS = ("ID", "KW-BANUSPA", "51", "52", "94", "11", "51.01", "51.03", "51.71", "52.03", "11.01")
COUNTED = {"bps_formal": "PU", "bps_informal": "BPU"}  # of every other base all workers


@pytest.fixture(scope="module")
def held() -> set[tuple[str, str, str]]:
    """Give region, base and month of every share held of the workers that its base is about, by the oracle of shares."""
    return {
        (f["region_code"], f["base"], month_of(f["period"]))
        for f in coverage(Facts(FACTS))
        if f["segment"] == COUNTED.get(f["base"], "total")
    }


def expected(region: str, as_of: str, base: str, held: set[tuple[str, str, str]], places: Territory) -> dict[str, Any]:
    above = places.place(region).above
    register = [row for row in rows_of(FACTS / "targets.csv") if row["region_code"] in (region, *above)]
    has_figure = any((code, of) == (region, base) and month <= as_of for code, of, month in held)
    next_ones = [
        row
        for row in register
        if row["metric"] == "coverage" and row["target_id"] != HEADLINE and row["preferred"] == "yes"
        if row["base"] == base or (row["base"] == "unstated" and has_figure)
        if row["deadline"][:7] >= as_of
    ]
    own = [row for row in next_ones if row["region_code"] == region] or next_ones
    later = [row for row in own if row["deadline"][:7] > as_of] or own
    nearest = (region, *above).index
    aim = min(later, key=lambda row: (row["deadline"], nearest(row["region_code"])), default=None)
    sixty_five = any(row["target_id"] == HEADLINE for row in register)
    of_wages = base == "bps_formal"
    return {
        "region": region,
        "as_of": as_of,
        "base": base,
        "target": Decimal(aim["value"]) if aim else Decimal("0.65") if sixty_five else None,
        "people": None if aim or sixty_five else 1_000,
        "deadline": aim["deadline"][:7] if aim and aim["deadline"][:7] > as_of else f"{int(as_of[:4]) + 1}{as_of[4:]}",
        "payer": "employer" if of_wages else "apbd_regency" if "." in region else "apbd_province",
        "premium": "PU:JKK+JKM:low" if of_wages else "BPU:JKK+JKM",
    }


@pytest.mark.parametrize("as_of", ["2024-06", "2025-03", "2025-12", "2026-12", "2027-01"])
@pytest.mark.parametrize("base", ["ucj", "bps", "bps_formal"])
def test_a_region_opens_on_its_next_target_paid_by_its_own_budget(
    as_of: str, base: str, held: set[tuple[str, str, str]], query: Query, places: Territory
) -> None:
    assert base in BASES
    for region in REGIONS:
        made = default_plan(overview(query, places, region, as_of, base))
        told = {name: getattr(made, name) for name in expected(region, as_of, base, held, places)}
        assert told == expected(region, as_of, base, held, places), region


def test_bali_opens_on_its_own_target_and_not_on_that_of_the_nation(query: Query, places: Territory) -> None:
    bali = default_plan(overview(query, places, "51", "2025-03", "ucj"))
    assert (bali.target, bali.deadline, bali.people) == (Decimal("0.6728"), "2025-12", None)
    # In the month in which that falls due the next one is planned for, a year later.
    bali = default_plan(overview(query, places, "51", "2025-12", "ucj"))
    assert (bali.target, bali.deadline) == (Decimal("0.7386"), "2026-12")
    # No target of Aceh is registered on the survey: a thousand people more, for the reader to change.
    aceh = default_plan(overview(query, places, "11", "2025-03", "bps"))
    assert (aceh.target, aceh.people, aceh.deadline) == (None, 1_000, "2026-03")
