"""What the first screen gathers of a region: a change along one line, the old area apart, segments where there is no whole."""

import pytest

from data.store import Query
from metrics.overview import overview
from metrics.territory import Territory


def test_a_change_never_starts_at_a_figure_that_is_rounded_in_print(query: Query, places: Territory) -> None:
    start = overview(query, places, "52", "2025-08", "ucj").line_start
    assert start is not None
    assert (start.period, bool(start.approx)) == ("2025-06", False)  # May 2025 is printed as 30 percent


def test_a_change_never_starts_at_a_figure_that_another_one_stands_for(query: Query, places: Territory) -> None:
    bali = overview(query, places, "51", "2025-12", "bps_pu_bpu")
    years = bali.points[(bali.points["series"] == "den") & (bali.points["weights"] == bali.figure.weights)]
    assert dict(zip(years["period"], years["shown"], strict=True))["2023"] is False  # Kemnaker's stands for it
    assert bali.line_start.period == "2024"


@pytest.mark.parametrize("base", ["bps", "bps_pu_bpu", "bps_formal", "bps_informal"])
def test_no_gap_is_made_of_a_figure_of_the_old_papua(query: Query, places: Territory, base: str) -> None:
    papua = overview(query, places, "91", "2026-01", base)
    assert papua.figure.boundary == "before-2022-split"
    assert (papua.last_with_people, papua.people_then) == (None, None)


def test_the_segments_are_given_where_there_is_no_figure_of_all_of_them(query: Query, places: Territory) -> None:
    barat = overview(query, places, "92", "2026-01", "ucj")
    assert barat.figure is None
    found = barat.segments[["segment", "value", "period"]].to_numpy().tolist()
    assert found == [
        ["formal", pytest.approx(0.7045, abs=5e-5), "2024"],
        ["informal", pytest.approx(0.4557, abs=5e-5), "2024"],
    ]
    ntt = overview(query, places, "53", "2026-01", "unstated").segments
    assert dict(zip(ntt["segment"], ntt["period"], strict=True)) == {"formal": "2025-06", "informal": "2025-07"}
    assert overview(query, places, "92", "2026-01", "bps").segments.empty


def test_what_the_facts_record_of_a_figure_comes_with_it(query: Query, places: Territory) -> None:
    bali = overview(query, places, "51", "2025-12", "ucj")
    notes = dict(zip(bali.points["period"], bali.points["note"], strict=True))
    assert "935,079/1,873,899 divides to 49.90%" in notes["2025-03"]
    assert notes["2025-06"].startswith("the provincial secretary")
    own = bali.targets[(bali.targets["target_id"] == "bali-ucj-2025")].iloc[0]
    assert own["figure_note"] == notes["2025-12"]
    assert overview(query, places, "51.08", "2025-12", "ucj").beside["note"].isna().any()
