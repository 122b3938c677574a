"""The profile of a region: spread, who is compared, what stands alone, its lines, composition, claims and offices."""

from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.standing import STATUSES
from data.store import Query
from metrics._model import Scope, UnknownName, measure
from metrics.analyses.change import ALL_SEGMENTS
from metrics.analyses.profile import (
    COLUMNS,
    INDICATORS,
    NOT_COMPARED,
    PARTS,
    PEERS,
    TOO_OLD,
    WITHIN,
    Profile,
    profile,
    spread,
)
from metrics.analyses.profile_context import PROGRAMMES, claims, events, of_claims, offices, published
from metrics.analyses.profile_lines import LINES, composition, lines
from metrics.analyses.uncertainty import UNKNOWN_ERROR
from metrics.catalogue import metric
from metrics.panel import panel
from metrics.territory import Territory, territory

AS_OF = "2025-12"
REGIONS = ("51.03", "51", "KW-BANUSPA", "94", "ID")


@pytest.fixture(scope="module")
def demo_places(demonstration_query: Query) -> Territory:
    return territory(demonstration_query)


@pytest.fixture(scope="module")
def profiles(demonstration_query: Query, demo_places: Territory) -> dict[str, Profile]:
    return {code: profile(demonstration_query, demo_places, code, AS_OF) for code in REGIONS}


def row_of(found: Profile, name: str) -> pd.Series:
    return found.rows.set_index("metric").loc[name]


# The spread


def test_the_quartiles_are_interpolated() -> None:
    # Four values: the lower quartile is three quarters of the way from 1 to 2, the median halfway from 2 to 4.
    assert spread([1.0, 2.0, 4.0, 8.0]) == (1.0, 1.75, 3.0, 5.0, 8.0)


def test_under_four_values_there_are_no_quartiles() -> None:
    low, q1, middle, q3, high = spread([0.3, 0.1, 0.2])
    assert (low, middle, high) == (0.1, 0.2, 0.3)
    assert np.isnan([q1, q3]).all()
    assert np.isnan(spread([])).all()
    assert np.isnan(spread([np.nan])).all()


@given(st.lists(st.integers(-1000, 1000), min_size=4, max_size=12), st.randoms())
def test_the_spread_is_that_of_exact_fractions_in_any_order(values, shuffler) -> None:
    ordered = sorted(values)

    def at(part: Fraction) -> float:
        place = part * (len(ordered) - 1)
        low = int(place)
        high = min(low + 1, len(ordered) - 1)
        return float(ordered[low] + (place - low) * (ordered[high] - ordered[low]))

    expected = [at(Fraction(quarter, 4)) for quarter in range(5)]
    shuffler.shuffle(values)
    assert spread([float(each) for each in values]) == pytest.approx(expected, abs=1e-9)


# Who is compared


def test_each_kind_of_region_has_its_parent_and_others(profiles, demo_places) -> None:
    assert {code: (found.parent, found.beside) for code, found in profiles.items()} == {
        "51.03": ("51", PEERS), "51": ("KW-BANUSPA", PEERS), "KW-BANUSPA": ("ID", PARTS), "94": ("KW-BANUSPA", PEERS),
        "ID": (None, PARTS),
    }  # fmt: skip
    assert profiles["KW-BANUSPA"].others == tuple(demo_places.parts("KW-BANUSPA"))
    assert all(code not in found.others for code, found in profiles.items())


def test_the_rows_are_the_indicators_in_their_order(profiles) -> None:
    for found in profiles.values():
        assert tuple(zip(found.rows["topic"], found.rows["metric"], strict=True)) == INDICATORS
        assert tuple(found.rows.columns) == COLUMNS


def test_values_and_spread_are_those_of_the_panel(profiles, demonstration_query) -> None:
    found = profiles["51.03"]
    codes = ["51.03", "51", *found.others]
    for name in ("coverage", "churn", "contribution_per_active"):
        row = row_of(found, name)
        now = panel(
            demonstration_query, metric(name), codes, AS_OF, base="ucj" if name == "coverage" else None, fewest=1
        ).now
        by_region = now.set_index("region_code")["value"]
        others = by_region.drop(["51.03", "51"])
        assert row["period"] == now["period"].iloc[0]
        assert row["value"] == by_region["51.03"]
        assert row["difference"] == pytest.approx(by_region["51.03"] - by_region["51"], abs=1e-12)
        assert (row["others_low"], row["others_high"]) == (others.min(), others.max())
        assert row["others_q3"] == pytest.approx(others.quantile(0.75))
        assert row["others_above"] == (others > row["value"]).sum()
        assert row["others_below"] == (others < row["value"]).sum()


def test_the_others_together_are_sum_over_sum(profiles, demonstration_query) -> None:
    found = profiles["51"]
    row = row_of(found, "coverage")
    figures = measure(demonstration_query, metric("coverage"), Scope(found.others, "ucj", "total"))
    now = figures[(figures["series"] == row["series"]) & (figures["period"] == row["period"]) & figures["on_line"]]
    assert row["others_value"] == pytest.approx(now["numerator"].sum() / now["denominator"].sum())


def test_a_word_stands_only_where_the_error_of_the_base_is_known(profiles) -> None:
    coverage, formal = (row_of(profiles["51.03"], name) for name in ("coverage", "formal_coverage"))
    assert (coverage["word"], coverage["word_reason"]) == (None, UNKNOWN_ERROR)
    assert formal["word"] in ("strongly_better", "better", "similar", "worse", "strongly_worse")
    assert formal["word_reason"] is None


def test_an_assumed_error_gives_a_word_and_says_whose_it_is(demonstration_query, demo_places) -> None:
    row = row_of(profile(demonstration_query, demo_places, "51", AS_OF, error=0.01), "coverage")
    assert row["word"] == "strongly_better"
    assert row["error_from"] == "reader"


def test_parts_give_no_judgement(profiles) -> None:
    rows = profiles["KW-BANUSPA"].rows
    assert rows["word"].isna().all()
    assert set(rows["word_reason"]) == {WITHIN}


def test_a_region_without_a_figure_has_the_reason_and_the_status_of_the_weakest_part(profiles) -> None:
    for found in profiles.values():
        missing = found.rows[found.rows["value"].isna()]
        assert missing["reason"].notna().all()
        assert missing["figure_status"].isna().all()
        for row in found.rows[found.rows["figure_status"].notna()].itertuples():
            assert STATUSES.index(row.status) >= STATUSES.index(row.figure_status)
    assert profiles["ID"].rows[["difference", "parent_value", "others_low"]].isna().all(axis=None)
    assert row_of(profiles["ID"], "coverage")["status"] == "published"


def test_a_province_born_in_2022_has_no_level_of_february_2020(profiles) -> None:
    row = row_of(profiles["94"], "recovery")
    assert np.isnan(row["value"])
    assert row["reason"] == metric("recovery").why_missing(None)


def test_an_old_figure_stands_alone_with_its_date(profiles) -> None:
    row = row_of(profiles["51.03"], "informal_share")
    assert (row["period"], row["compared"]) == ("2024-08", False)
    assert row["reason"] in (NOT_COMPARED, TOO_OLD)
    assert np.isnan(row["difference"])


def test_an_indicator_that_repeats_the_base_is_left_out(demonstration_query, demo_places) -> None:
    found = profile(demonstration_query, demo_places, "51", AS_OF, "bps_formal")
    assert list(found.rows["metric"]).count("coverage") == 1
    assert "formal_coverage" not in set(found.rows["metric"])


def test_an_unknown_region_is_refused(demonstration_query, demo_places) -> None:
    with pytest.raises(UnknownName):
        profile(demonstration_query, demo_places, "99", AS_OF)


def test_published_facts_alone_say_what_is_missing(query, places) -> None:
    found = profile(query, places, "51.08", AS_OF)
    assert len(found.rows) == len(INDICATORS)
    assert found.rows.loc[found.rows["value"].isna(), "reason"].notna().all()
    assert "demonstration" not in set(found.rows["status"].dropna())


# Lines and composition


def test_a_line_is_of_one_key_and_a_missing_line_has_its_reason(demonstration_query, query) -> None:
    found = lines(demonstration_query, "51", AS_OF)
    for _, line in found.figures.groupby("line"):
        assert line["month"].is_monotonic_increasing
        assert line["month"].is_unique
        assert line["series"].nunique() == 1
        assert line["month"].min() >= "2020-12"
    bare = lines(query, "51.08", AS_OF)
    assert bare.missing["reason"].notna().all()
    assert set(bare.missing["line"]) | set(bare.figures["line"]) == set(range(len(LINES)))


def test_the_composition_adds_up_in_both_months(demonstration_query) -> None:
    found = composition(demonstration_query, "51.03", AS_OF)
    assert found.reason is None
    months = list(dict.fromkeys(found.rows["month"]))
    assert (len(months), months[0][5:]) == (2, months[1][5:])
    for _, month in found.rows.groupby("month"):
        assert tuple(month["segment"]) == ALL_SEGMENTS
        assert month["people"].sum() == month["total"].iloc[0]
        assert month["share"].sum() == pytest.approx(1.0, abs=1e-12)


def test_without_all_segments_there_is_no_composition(query) -> None:
    found = composition(query, "51.08", AS_OF)
    assert found.rows.empty
    assert found.reason is not None


# Claims, offices, events, published figures


def test_claims_are_the_sum_of_twelve_months(demonstration_query) -> None:
    found = claims(demonstration_query, "51.03", AS_OF).set_index("programme")
    assert tuple(found.index) == PROGRAMMES
    held = measure(
        demonstration_query, metric("claim_cases"), Scope(("51.03",), segment="JKK", since="2025-01", until=AS_OF)
    )
    assert found.loc["JKK", "cases"] == held["value"].sum()
    assert (found.loc["JKK", "months_present"], found.loc["JKK", "since"]) == (12, "2025-01")
    assert found.loc[list(PROGRAMMES[:-1]), "cases"].sum() == found.loc["total", "cases"]


def test_where_no_claims_are_held_nothing_is_made_up(query) -> None:
    assert claims(query, "51.08", AS_OF).empty


def test_an_office_serves_a_region_its_parts_and_what_lies_above(query, places) -> None:
    served = {code: set(offices(query, places, code)["office_id"]) for code in ("51.03", "51.04", "51", "52.01")}
    assert served["51.03"] == {"KC-DENPASAR"}
    assert served["51.04"] == {"KC-GIANYAR"}
    assert served["51"] == {"KC-DENPASAR", "KC-GIANYAR"}
    assert served["52.01"] == {"KC-MATARAM"}


def test_events_are_of_the_region_and_those_above_and_of_the_kind_asked(query, places) -> None:
    found = events(query, places, "51.03", "contribution")
    assert {"pp49-2020", "pp50-2025"} <= set(found["event_id"])
    assert "inpres2-2021" not in set(found["event_id"])
    assert "papua-split-1" not in set(events(query, places, "51.03", "boundary")["event_id"])


def test_nothing_published_later_is_listed(query) -> None:
    found, all_of_them = published(query, "51", "2023-06"), published(query, "51", AS_OF)
    assert 0 < len(found) < len(all_of_them)
    assert max(found["period"]) <= "2023-06"
    assert of_claims(all_of_them)["indicator"].str.contains("claims|scholarship").all()
