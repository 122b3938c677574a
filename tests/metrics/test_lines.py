"""A line is one region, base, segment, series, boundary and weights: tests try to join two, and are refused."""

import pandas as pd
import pytest

from data.standing import LINE_KEY
from data.store import Query
from metrics._model import LinesMixed, Scope, line_of, measure, months_between, same_line
from metrics.catalogue import metric

OF_ONE_LINE = ("region_code", "base", "segment", "series", "boundary", "weights")


def ask(query: Query, name: str, region: str, **scope: str | None) -> pd.DataFrame:
    return measure(query, metric(name), Scope(regions=(region,), **scope))


def test_the_key_of_a_line_is_that_of_the_contract() -> None:
    assert LINE_KEY == OF_ONE_LINE


def test_figures_of_one_key_are_a_line(query: Query) -> None:
    bali = ask(query, "coverage", "51", base="ucj")
    assert bali["period"].tolist() == ["2025-03", "2025-06", "2025-12"]
    assert line_of(bali) == ("51", "ucj", "total", "ucj_report", None, None)


def test_kemnaker_in_february_and_the_ucj_report_in_march_2025_are_not_a_fall(query: Query) -> None:
    bali = ask(query, "active_participants", "51", segment="total", since="2025-02", until="2025-03")
    assert dict(zip(bali["series"], bali["numerator"], strict=True)) == {"kemnaker": 1_100_000, "ucj_report": 935_079}
    with pytest.raises(LinesMixed, match="These figures lie on 2 lines"):
        line_of(bali)


def test_papua_in_2023_and_2024_are_two_areas(query: Query) -> None:
    papua = ask(query, "workforce", "91", base="bps", since="2023-08", until="2024-08")
    papua = papua[papua["shown"]]
    assert papua["numerator"].tolist() == [2_448_947, 458_792]
    assert papua["boundary"].fillna("today").tolist() == ["before-2022-split", "today"]
    with pytest.raises(LinesMixed, match="2 lines"):
        line_of(papua)


def test_the_bridge_over_the_split_is_the_old_area_and_lies_on_its_line(query: Query) -> None:
    papua = ask(query, "workforce", "91", base="bps", since="2023-08", until="2024-08")
    old = papua[papua["boundary"] == "before-2022-split"]
    assert old["numerator"].tolist() == [2_448_947, 458_792 + 226_586 + 778_596 + 1_008_418]
    assert line_of(old)[4:] == ("before-2022-split", "weights-sp2020")


def test_papua_barat_in_2024_has_no_share_of_old_members_over_the_new_province(query: Query) -> None:
    barat = ask(query, "coverage", "92", since="2024-12", until="2024-12")
    assert (127_068 + 183_242) / 290_077 > 1.06  # what dividing the row of the file would give
    assert 290_077 not in barat["denominator"].tolist()
    pu = barat[barat["base"] == "bps_formal"].set_index("series")
    assert pu["denominator"].to_dict() == {"den": 107_706 + 128_149, "ucj_report": 107_706}
    assert pu["boundary"].fillna("today").to_dict() == {"den": "before-2022-split", "ucj_report": "today"}
    with pytest.raises(LinesMixed, match="2 lines"):
        line_of(barat[barat["base"] == "bps_formal"])


def test_a_round_with_other_weights_is_another_line(query: Query) -> None:
    bali = ask(query, "workforce", "51", base="bps", since="2022-08", until="2023-08")
    bali = bali[bali["series"] == "sakernas"]
    assert bali["weights"].tolist() == ["weights-before-sp2020", "weights-sp2020"]
    with pytest.raises(LinesMixed, match="2 lines"):
        line_of(bali)
    shares = ask(query, "coverage", "51", base="bps_pu_bpu", since="2022-12", until="2023-12")
    with pytest.raises(LinesMixed, match="2 lines"):
        line_of(shares[shares["series"] == "den"])


def test_two_bases_are_two_lines(query: Query) -> None:
    bali = ask(query, "coverage", "51", since="2024-05", until="2025-03")
    assert {"bps", "ucj"} <= set(bali["base"])
    with pytest.raises(LinesMixed, match="lines"):
        line_of(bali[bali["base"].isin(["bps", "ucj"])])


def test_two_regions_and_two_segments_are_two_lines(query: Query) -> None:
    ucj = measure(query, metric("coverage"), Scope(("51.03", "51.06"), "ucj", None, "2025-03", "2025-03"))
    with pytest.raises(LinesMixed, match="2 lines"):
        line_of(ucj)
    barat = ask(query, "coverage", "92", base="ucj")
    with pytest.raises(LinesMixed, match="2 lines"):
        line_of(barat)


def test_a_base_that_its_source_does_not_state_is_compared_with_nothing(query: Query) -> None:
    gianyar = ask(query, "coverage", "51.04", base="unstated")
    assert gianyar["period"].tolist() == ["2016", "2024-06"]
    with pytest.raises(LinesMixed):
        line_of(gianyar)
    with pytest.raises(LinesMixed, match="Nothing is compared within"):
        line_of(gianyar.head(1))


def test_registered_participants_are_compared_with_nothing_and_never_shown(
    query: Query, figures: dict[str, pd.DataFrame]
) -> None:
    nation = ask(query, "coverage", "ID", base="potential")
    assert nation["printed"].tolist() == [0.56, 0.5409]
    assert set(nation["series"]) == {"registered"}
    assert not nation["shown"].any()
    with pytest.raises(LinesMixed):
        line_of(nation)
    with pytest.raises(LinesMixed, match="Nothing is compared within"):
        line_of(nation.head(1))
    for frame in figures.values():
        assert not frame.loc[frame["series"] == "registered", "shown"].any()
    assert ask(query, "coverage", "ID", base="potential", as_of="2026-01").empty


def test_a_bare_year_is_never_part_of_a_monthly_line(query: Query) -> None:
    bangli = ask(query, "coverage", "51.06", base="ucj")
    assert bangli["period"].tolist() == ["2024", "2025-03"]  # 36.8 "in 2024", 35.52 in March: not a fall in 3 months
    with pytest.raises(LinesMixed):
        line_of(bangli)


def test_bare_years_of_one_key_are_a_yearly_line(query: Query) -> None:
    bali = ask(query, "coverage", "51", base="bps_pu_bpu", since="2023-01")
    years = bali[bali["series"] == "den"]
    assert years["period"].tolist() == ["2023", "2024", "2025"]
    assert line_of(years) == ("51", "bps_pu_bpu", "total", "den", None, "weights-sp2020")


def test_the_figures_of_the_same_line_are_found_where_parts_of_the_key_are_empty(query: Query) -> None:
    frame = ask(query, "active_participants", "51", segment="total")
    ucj = frame[frame["series"] == "ucj_report"].iloc[-1]
    assert frame[same_line(frame, ucj)]["series"].tolist() == ["ucj_report"]


@pytest.mark.parametrize(
    ("first", "second", "months"), [("2024-12", "2025-03", 3), ("2025-03", "2024-12", -3), ("2025-03", "2025-03", 0)]
)
def test_months_between_two_months_are_counted(first: str, second: str, months: int) -> None:
    assert months_between(first, second) == months
