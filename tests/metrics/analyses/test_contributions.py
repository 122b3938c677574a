"""A year beside the year before, months that still fill up, employers and growth: by hand, and on the store of examples."""

import pandas as pd
import pytest

from metrics._model import Scope, measure
from metrics.analyses import compliance, contributions, printed_money
from metrics.catalogue import metric
from metrics.territory import territory

YEAR = [f"2025-{month:02}" for month in range(1, 13)]
BEFORE = [f"2024-{month:02}" for month in range(1, 13)]


@pytest.fixture(scope="module")
def ask(demonstration_query):
    return demonstration_query


@pytest.fixture(scope="module")
def regions(ask):
    return territory(ask)


def received(ask, region, segment="total"):
    """Contributions received of the demonstration set by month, straight from the metric."""
    found = measure(ask, metric("contributions_received"), Scope((region,), segment=segment, until="2025-12"))
    return found.set_index("period")["value"]


def test_a_year_is_the_sum_of_twelve_months_beside_the_twelve_before():
    now, then, months = contributions.year_sums(BEFORE + YEAR, [10.0] * 12 + [11.0] * 12, "2025-12")
    assert (now, then, months) == (132.0, 120.0, YEAR)  # 12 x 11 and 12 x 10


def test_a_month_missing_in_one_year_is_left_out_of_both():
    held = [month for month in BEFORE + YEAR if month not in ("2024-02", "2025-05")]
    now, then, months = contributions.year_sums(held, [1.0 + (month > "2025") for month in held], "2025-12")
    assert (now, then) == (20.0, 10.0)  # ten months have both: 10 x 2 and 10 x 1
    assert "2025-02" not in months
    assert "2025-05" not in months


def test_years_without_a_common_month_sum_nothing():
    assert contributions.year_sums(YEAR, [1.0] * 12, "2025-12") == (0, 0, [])


def test_the_total_of_a_year_needs_all_of_its_months():
    assert contributions.year_total(YEAR, [2.0] * 12, "2025-12") == 24.0
    assert contributions.year_total(YEAR[1:], [2.0] * 11, "2025-12") is None


def test_the_order_of_months_changes_nothing():
    months, values = BEFORE + YEAR, [float(number) for number in range(24)]
    turned = contributions.year_sums(months[::-1], values[::-1], "2025-12")
    assert turned == contributions.year_sums(months, values, "2025-12")


def test_growth_over_two_whole_years_is_that_of_the_metric(ask):
    row = contributions.year_beside(ask, "contributions_received", "51.03", "2025-12")
    found = measure(ask, metric("contribution_growth"), Scope(("51.03",), segment="total", as_of="2025-12"))
    assert row["months"] == 12
    assert row["change"] == pytest.approx(float(found["value"].iloc[0]), abs=1e-12)
    assert row["year_value"] == row["value"] == pytest.approx(received(ask, "51.03")[YEAR].sum())


def test_months_that_were_not_sent_are_no_fall(ask):
    row = contributions.year_beside(ask, "contributions_received", "51", "2025-12")
    held = received(ask, "51")
    both = [month for month in YEAR if month in held and contributions.year_before(month) in held]
    assert row["months"] == len(both) < 12
    then = sum(held[contributions.year_before(month)] for month in both)
    assert row["change"] == pytest.approx(held[both].sum() / then - 1, abs=1e-12)
    assert row["status"] == "demonstration"


def test_a_month_is_complete_three_months_after_it(ask):
    line = contributions.monthly(ask, "collection_rate", "51.03", "2025-12")
    assert line.filling_from == "2025-10"
    assert contributions.complete_month(line) == "2025-09"
    assert list(line.figures.tail(4)["is_filling"]) == [False, True, True, True]


def test_a_month_long_past_is_complete_though_the_reader_looks_from_it(ask):
    line = contributions.monthly(ask, "collection_rate", "51.03", "2024-03")
    assert contributions.complete_month(line) == "2024-03"
    assert not line.figures["is_filling"].any()


def test_a_share_changes_by_points_and_a_count_by_a_share(ask):
    rate = contributions.beside_year_before(ask, "collection_rate", "51.03", "2025-09")
    held = measure(ask, metric("collection_rate"), Scope(("51.03",), segment="total")).set_index("period")["value"]
    assert rate["change"] == pytest.approx(held["2025-09"] - held["2024-09"])
    owed = contributions.beside_year_before(ask, "arrears", "51.03", "2025-12")
    assert owed["change"] == pytest.approx(owed["value"] / owed["earlier_value"] - 1)
    assert (owed["period"], owed["earlier_period"]) == ("2025-12", "2024-12")


def test_without_a_figure_the_reason_stands_in_its_place(ask, regions):
    row = contributions.beside_year_before(ask, "arrears", "ID", "2025-12")
    assert (row["value"], row["reason"]) == (None, metric("arrears").why_missing(None))
    year = contributions.year_beside(ask, "contributions_received", "ID", "2025-12")
    assert (year["value"], year["months"]) == (None, None)
    assert contributions.monthly(ask, "arrears", "ID", "2025-12").filling_from is None
    assert contributions.of_parts_beside(ask, regions, "11", "2025-12")["value"].isna().all()


def test_ages_are_shares_of_one_whole(ask):
    rows = contributions.classes_beside(ask, "arrears_by_age", "51", "2025-12", ("0-3", "3-6", "6-12", "12-24", "24+"))
    assert sum(row["value"] for row in rows) == pytest.approx(1, abs=1e-12)
    assert sum(row["earlier_value"] for row in rows) == pytest.approx(1, abs=1e-12)
    assert {row["denominator"] for row in rows} == {rows[0]["denominator"]}


def test_sizes_add_up_to_all_employers(ask):
    kinds = compliance.employers_outside(ask, "51", "2025-12")
    sizes = compliance.employers_by_size(ask, "51", "2025-12")
    for name in ("employers_unregistered", "employers_active"):
        whole = kinds[kinds["metric"] == name].iloc[0]
        parts = sizes[sizes["metric"] == name]
        assert parts["value"].sum() == whole["value"]
        assert parts["earlier_value"].sum() == whole["earlier_value"]


def test_parts_stand_in_the_order_of_their_rates_in_one_month(ask, regions):
    rows = contributions.of_parts_beside(ask, regions, "51", "2025-12")
    assert list(rows["value"]) == sorted(rows["value"])
    assert set(rows["period"]) == {"2025-09"}
    assert set(rows["arrears_period"]) == {"2025-12"}
    assert set(rows["region_code"]) == set(regions.parts("51"))
    beside = contributions.of_parts_beside(ask, regions, "51.08", "2025-12")
    pd.testing.assert_frame_equal(rows, beside)


def test_growth_names_its_line_and_its_months(ask):
    rows = compliance.growth_side_by_side(ask, "51", "2025-12").set_index("of")
    found = measure(ask, metric("member_growth"), Scope(("51",), segment="BPU"))
    told = rows.loc["informal"]
    same = found[(found["series"] == told["series"]) & (found["period"] == told["period"])]
    assert told["value"] == same["value"].iloc[0]
    assert rows.loc["contributions", "months"] < rows.loc["members", "months"] == 12


def spans(*rows):
    return pd.DataFrame(rows, columns=["metric", "period", "value"])


def test_the_printed_growth_needs_both_of_one_month():
    members, paid = ("member_growth", "2022-12", 0.27), ("contribution_growth", "2022-12", 0.34)
    assert printed_money.verdict(spans(members, paid), 0.30) == "given"
    assert printed_money.verdict(spans(members), 0.30) == "unchecked"
    assert printed_money.verdict(spans(members, ("contribution_growth", "2022-11", 0.34)), 0.30) == "unchecked"
    assert printed_money.verdict(spans(members, ("contribution_growth", "2022-12", 0.36)), 0.30) == "not_given"
    assert printed_money.verdict(spans(), 0.30) == "unchecked"


def test_the_printed_growth_is_never_checked_against_generated_figures(ask, regions):
    said = printed_money.printed_growth(ask, regions, "51")
    assert (said.verdict, len(said.spans)) == ("unchecked", 0)
    assert said.statement["value"] == 30
    assert said.statement["office_id"] == "KC-DENPASAR"
    assert not measure(ask, metric("member_growth"), Scope(("51.71",), segment="total", until="2023-02")).empty


@pytest.mark.parametrize(
    ("region", "is_said"), [("51.71", True), ("KW-BANUSPA", True), ("51.04", False), ("94", False)]
)
def test_it_stands_only_where_it_was_said(ask, regions, region, is_said):
    assert (printed_money.printed_growth(ask, regions, region) is not None) == is_said


def test_statements_are_of_the_region_and_the_offices_that_serve_it(ask, regions):
    rows = printed_money.statements(ask, regions, "51", "2025-12")
    assert set(rows["region_code"].dropna()) == {"51"}
    assert set(rows["office_id"].dropna()) == {"KC-DENPASAR", "KC-GIANYAR"}
    assert (rows["region_code"].isna() != rows["office_id"].isna()).all()
    early = printed_money.statements(ask, regions, "51", "2018-12")
    assert set(early["period"].str[:4]) == {"2017", "2018"}


def test_only_rules_with_a_source_are_marked(ask, regions):
    rows = printed_money.events(ask, regions, "51")
    assert "covid" not in set(rows["event_id"])
    relief = rows[rows["event_id"] == "pp49-2020"].iloc[0]
    assert (relief["first"], relief["last"]) == ("2020-08", "2021-01")
