"""Every target that holds for a region, read on the bundled figures: who it is set for, how far, reached or missed."""

from typing import Any

import pytest

from data.store import Query
from metrics._model import UnknownName
from metrics.analyses import target as analysis
from metrics.analyses.target import targets
from metrics.territory import Territory


@pytest.fixture(scope="module")
def read(query: Query, places: Territory) -> Any:
    """Read the targets of a region as of a month: (target, base) to its row."""

    def rows(region: str, as_of: str, **assumed: float) -> dict[tuple[str, str | None], Any]:
        frame = targets(query, places, region, as_of, **assumed)
        return {(row.target_id, row.base): row for row in frame.itertuples(index=False)}

    return rows


def test_a_target_holds_for_its_region_and_every_one_within(query: Query, places: Territory) -> None:
    badung = targets(query, places, "51.03", "2025-03")
    assert list(zip(badung["target_id"], badung["inherited_from"], strict=True)) == [
        ("national-active-2023", "ID"),  # by deadline, then preferred ones first, then by name
        ("banuspa-65-2024", "KW-BANUSPA"),
        ("national-active-2024", "ID"),
        ("bali-ucj-2025", "51"),
        ("national-active-2025", "ID"),
        ("national-rpjmn-2025", "ID"),
        ("national-ucj-2025", "ID"),
        ("bali-rpjmn-2025", "51"),  # not the one a headline uses
        ("badung-2026", None),
        ("bali-ucj-2026", "51"),
        ("national-active-2026", "ID"),
        ("national-rkp-2026", "ID"),
        ("national-rpjmn-2029", "ID"),
        ("national-rpjpn-2045", "ID"),
    ]
    nation = targets(query, places, "ID", "2025-03")
    assert nation["inherited_from"].isna().all()
    assert len(nation["target_id"].unique()) == 9


@pytest.mark.parametrize(
    ("region", "first"), [("52", "ntb-ucj-2025"), ("52.03", "ntb-ucj-2025"), ("94.04", "papua-tengah-ucj-2025")]
)
def test_of_two_targets_for_one_day_that_of_the_nearest_region_comes_first(
    region: str, first: str, query: Query, places: Territory
) -> None:
    rows = targets(query, places, region, "2025-09")
    on_base = rows[(rows["deadline"] == "2025-12-31") & (rows["base"] == "ucj")]
    assert on_base["target_id"].tolist() == [first, "national-ucj-2025"]


@pytest.mark.parametrize(
    ("region", "not_held"),
    [("ID", "banuspa-65-2024"), ("52", "bali-ucj-2025"), ("51", "badung-2026"), ("11", "ntb-ucj-2025")],
)
def test_a_target_does_not_hold_above_or_beside_its_region(region: str, not_held: str, read: Any) -> None:
    assert not_held not in {target for target, _ in read(region, "2025-03")}


def test_a_target_without_a_base_is_read_once_on_each_base_held_and_says_so(read: Any) -> None:
    rows = {base: row for (target, base), row in read("51", "2025-03").items() if target == "banuspa-65-2024"}
    assert list(rows) == ["ucj", "bps", "bps_pu_bpu", "bps_formal", "bps_informal"]
    assert [row.reading for row in rows.values()] == list(rows)
    assert {row.value_target for row in rows.values()} == {0.65}
    stated = [row for (target, _), row in read("51", "2025-03").items() if target == "bali-ucj-2025"]
    assert [(row.base, row.reading) for row in stated] == [("ucj", None)]


def test_a_region_with_figures_of_no_stated_base_is_compared_with_nothing(read: Any) -> None:
    badung = read("51.03", "2024-12")[("badung-2026", "unstated")]  # 61 percent in May 2024, base not stated
    assert (badung.current, badung.reading, badung.progress) == (None, None, "unknown")
    assert badung.reason == analysis.NOTHING_COMPARED
    tabanan = read("51.02", "2024-12")[("banuspa-65-2024", "unstated")]
    assert (tabanan.current, tabanan.reason) == (None, analysis.NO_FIGURE)


def test_bali_in_march_2025_lacks_282_956_people_to_65_percent(read: Any) -> None:
    row = read("51", "2025-03")[("banuspa-65-2024", "ucj")]
    assert row.gap_people == 1_218_035 - 935_079 == 282_956  # 0.65 x 1,873,899 = 1,218,034.35
    assert row.gap_points == pytest.approx(0.65 - 935_079 / 1_873_899, abs=1e-15)
    assert (row.current, row.current_period) == (935_079 / 1_873_899, "2025-03")
    assert list(row.source_ids) == ["article-paritrana-2023", "bali-antaranews-com-2bdc37"]


def test_two_targets_for_one_deadline_are_both_read(read: Any) -> None:
    rows = read("51", "2025-06")
    ministry, secretary = rows[("bali-ucj-2025", "ucj")], rows[("bali-rpjmn-2025", "ucj")]
    assert ministry.deadline == secretary.deadline == "2025-12-31"
    assert (ministry.preferred, secretary.preferred) == (True, False)
    assert ministry.gap_points == pytest.approx(0.6728 - 0.5233)
    assert secretary.gap_points == pytest.approx(0.1536)  # the 15.36 points that its source prints


def test_a_percentage_alone_gives_points_and_no_people_with_the_reason(read: Any) -> None:
    row = read("51", "2025-06")[("bali-ucj-2025", "ucj")]
    assert (row.current, row.current_period) == (0.5233, "2025-06")
    assert (row.gap_people, row.required_net_per_month, row.required_gross_per_month) == (None, None, None)
    assert row.people_reason == analysis.SHARE_ONLY


def test_what_is_required_is_spread_over_the_months_left_and_whole_in_the_last_one(read: Any) -> None:
    due = 0.6728 * 198_628 - 130_300  # Gianyar, September 2025: 3,336.9 people short of Bali's target
    assert 3_336 < due < 3_337
    in_september = read("51.04", "2025-09", lapse=0.01)[("bali-ucj-2025", "ucj")]
    in_december = read("51.04", "2025-12", lapse=0.01)[("bali-ucj-2025", "ucj")]
    assert in_september.gap_people == in_december.gap_people == 3_337
    assert in_september.required_net_per_month == pytest.approx(due / 3)
    kept = 0.99**3
    assert in_september.required_gross_per_month == pytest.approx(
        (0.6728 * 198_628 - 130_300 * kept) * 0.01 / (1 - kept)
    )
    assert in_december.required_net_per_month == in_december.required_gross_per_month == pytest.approx(due)
    assert in_december.progress == "unknown"  # the deadline month is not past
    without = read("51.04", "2025-09")[("bali-ucj-2025", "ucj")]
    assert without.required_gross_per_month is None


def test_after_the_deadline_the_figure_of_its_month_decides(read: Any) -> None:
    jembrana = read("51.01", "2025-01")
    own, banuspa = jembrana[("jembrana-2024", "ucj")], jembrana[("banuspa-65-2024", "ucj")]
    assert 0.40 <= 70_017 / 109_417 < 0.65
    assert (own.progress, own.judged_period, own.reason) == ("reached", "2024-12", None)
    assert (banuspa.progress, banuspa.judged, banuspa.reason) == ("missed", 70_017 / 109_417, None)
    assert (own.required_net_per_month, own.pace, own.baseline) == (None, None, None)


def test_else_the_nearest_within_three_months_decides_and_later_figures_stand_beside_it(read: Any) -> None:
    row = read("51", "2026-01")[("banuspa-65-2024", "ucj")]
    assert (row.progress, row.judged, row.judged_period) == ("missed", 935_079 / 1_873_899, "2025-03")
    assert "nearest" in row.reason
    assert (row.current, row.current_period) == (0.5388, "2025-12")


def test_the_sources_of_the_figure_that_decided_stand_in_the_row_each_once(read: Any, query: Query) -> None:
    later = read("51", "2026-01")[("banuspa-65-2024", "ucj")]  # judged on March 2025, now December 2025
    assert later.source_ids == ["article-paritrana-2023", *later.figure_source_ids, "bali-antaranews-com-2bdc37"]
    same = read("51.01", "2025-01")[("jembrana-2024", "ucj")]  # the present figure decided
    assert same.source_ids[1:] == list(same.figure_source_ids)


def test_a_rounded_figure_and_another_series_are_marked(read: Any) -> None:
    now = read("ID", "2026-01")[("national-active-2024", None)]  # 41.38 million, rounded; judged on the annual report
    assert (now.current, now.figure_approx, now.figure_series) == (41_380_000.0, True, "kemnaker")
    assert (now.judged, now.judged_approx, now.judged_series) == (45_200_000.0, True, "annual_report")


def test_else_there_is_no_figure_and_no_judgement(read: Any) -> None:
    ntb = read("52", "2025-09")[("banuspa-65-2024", "ucj")]  # its first figure is of May 2025
    assert (ntb.progress, ntb.judged, ntb.reason) == ("no_figure", None, analysis.NO_FIGURE_THEN)
    assert ntb.current_period == "2025-08"
    plan = read("51", "2026-01")[("national-rpjmn-2025", "plan")]
    assert (plan.progress, plan.current, plan.reason) == ("no_figure", None, analysis.NO_FIGURE)


def test_a_figure_after_the_month_one_looks_from_is_not_used(read: Any) -> None:
    assert ("banuspa-65-2024", "ucj") not in read("51", "2025-02")
    assert read("51", "2025-05")[("bali-ucj-2025", "ucj")].current_period == "2025-03"


def test_a_target_in_people_holds_for_the_whole_area_only(read: Any) -> None:
    nation = read("ID", "2024-06")[("national-active-2025", None)]
    assert (nation.current, nation.gap_people, nation.gap_points) == (42_500_000.0, 57_000_000 - 42_500_000, None)
    assert nation.required_net_per_month == pytest.approx(14_500_000 / 18)
    bali = read("51", "2024-06")[("national-active-2025", None)]
    assert (bali.current, bali.gap_people, bali.progress) == (None, None, "unknown")
    assert bali.reason == analysis.PEOPLE_WHOLE
    missed = read("ID", "2024-01")[("national-active-2023", None)]
    assert (missed.progress, missed.judged) == ("missed", 41_560_938.0)  # of 43,920,000


def test_growth_of_the_base_raises_what_a_share_asks_for_and_not_a_number_of_people(read: Any) -> None:
    share = ("national-ucj-2025", "ucj")
    gianyar = read("51.04", "2025-09", growth=0.012)[share]
    assert gianyar.required_net_per_month == pytest.approx(max(0.0, 0.5215 * 198_628 * 1.012**0.25 - 130_300) / 3)
    bali = read("51.04", "2025-09", growth=0.012)[("bali-ucj-2025", "ucj")]
    assert bali.required_net_per_month == pytest.approx((0.6728 * 198_628 * 1.012**0.25 - 130_300) / 3)
    people = ("national-active-2025", None)  # 57 million stays 57 million
    plain, grown = (read("ID", "2024-06", growth=growth)[people] for growth in (0.0, 0.012))
    assert grown.required_net_per_month == plain.required_net_per_month


def test_a_region_that_does_not_exist_is_refused_with_those_that_do(query: Query, places: Territory) -> None:
    with pytest.raises(UnknownName, match=r"^There is no region '51\.99'\. There is: .*51\.01, 51\.02, .*51\.71, 52, "):
        targets(query, places, "51.99", "2025-03")
