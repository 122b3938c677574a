"""What a command shows in another table is the same figures: cover by month and by payer, figures that disagree."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.built_once import demonstration_home, published_home
from tests.exports.answers import WITHIN, asked

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return demonstration_home(tmp_path_factory)


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return published_home(tmp_path_factory)


@pytest.mark.parametrize("region", ["51", "KW-BANUSPA", "52.03"])
def test_cover_by_month_and_by_payer_adds_up_to_the_schemes(demonstration: Path, region: str) -> None:
    schemes, months, payers = (
        asked(demonstration, "expiring", *WITHIN, "--region", region, "--show", show)
        for show in ("schemes", "months", "payers")
    )
    assert sum(row["people"] for row in months) == sum(row["people"] for row in schemes) > 0
    running = [row for row in schemes if row["start_month"] <= "2025-12" <= row["cover_ends"]]
    assert {(row["worker_category"], row["funding_source"]) for row in payers} >= {
        (row["worker_category"], row["funding_source"]) for row in running
    }
    assert sum(row["people"] for row in payers) == sum(row["people"] for row in running)


def test_the_figures_that_disagree_are_as_many_as_are_counted(published: Path) -> None:
    (counted,) = asked(published, "quality", *WITHIN, "--region", "51")
    (printed,) = asked(published, "quality", *WITHIN, "--region", "51", "--show", "conflicts")
    assert counted["conflicts"] == 1
    assert (printed["printed"], printed["value"]) == (0.5088, 935079 / 1873899)
    differ = asked(published, "quality", *WITHIN, "--region", "51", "--show", "differing")
    assert counted["differing"] == len(differ) > 1
    assert {row["region_code"] for row in differ} == {"51"}
