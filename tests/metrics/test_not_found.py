"""What no source prints: the README of the facts lists it, and no metric may make it up. And how many facts there are."""

import pandas as pd
import pytest

from data.home import FACTS
from tests.data.altered_facts import rows_of

TWO_YEARS = 24  # months of figures that would be a series


@pytest.mark.parametrize(
    ("file", "count"),
    [
        ("published_figures", 667),
        ("share_parts", 19),
        ("labour", 2_102),
        ("adjacency", 131),
        ("regions", 1 + 1 + 38 + 514),  # nation, Kanwil, provinces, regencies and cities
        ("scorecard_lombok_timur_2025", 7),
    ],
)
def test_the_facts_are_as_many_as_their_readme_says(file: str, count: int) -> None:
    assert len(rows_of(FACTS / f"{file}.csv")) == count


def is_regency(figures: pd.DataFrame) -> pd.Series:
    """Say which figures are of a regency or city: their code has a dot."""
    return figures["region_code"].str.contains(".", regex=False)


def test_no_regency_has_a_series_of_months(figures: dict[str, pd.DataFrame]) -> None:
    for name, frame in figures.items():
        monthly = frame[is_regency(frame) & (frame["period"].str.len() == 7)]
        of_members = (
            monthly[~monthly["series"].isin(["sakernas"])] if name in ("workforce", "informal_share") else monthly
        )
        months = of_members.groupby(["region_code", "base", "segment", "series"], dropna=False)["month"].nunique()
        assert (months < TWO_YEARS).all(), name


def test_denpasar_has_no_coverage_after_2016(figures: dict[str, pd.DataFrame]) -> None:
    coverage = figures["coverage"]
    assert coverage.loc[coverage["region_code"] == "51.71", "month"].tolist() == ["2016-05"]


@pytest.mark.parametrize("name", ["contributions_received", "contributions_due", "contribution_growth"])
def test_no_contributions_of_bali_are_known(name: str, figures: dict[str, pd.DataFrame]) -> None:
    assert figures[name].empty


def test_no_share_of_a_regency_stands_on_a_round_of_sakernas(figures: dict[str, pd.DataFrame]) -> None:
    for name in ("coverage", "formal_coverage", "informal_coverage"):
        of_regencies = figures[name][is_regency(figures[name])]
        assert not of_regencies["base"].isin(["bps", "bps_pu_bpu", "bps_formal", "bps_informal"]).any()


def test_no_row_of_the_award_has_a_weight() -> None:
    for file in ("award_results", "award_editions", "award_gates", "scorecard_lombok_timur_2025"):
        assert not {"weight", "weights", "bobot"} & set(rows_of(FACTS / f"{file}.csv")[0])


def test_the_30_percent_of_2023_has_no_start_that_it_is_measured_from() -> None:
    of_article = [
        row for row in rows_of(FACTS / "published_figures.csv") if row["source_id"] == "article-paritrana-2023"
    ]
    (grown,) = [row for row in of_article if row["indicator"].startswith("growth_")]
    assert (grown["office_id"], grown["region_code"], grown["period"], grown["value"]) == (
        "KC-DENPASAR",
        "",
        "2022",
        "30",
    )
    assert "base period not stated" in grown["note"]
