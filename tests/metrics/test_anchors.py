"""Hand-worked figures: the anchors that were checked by eye against their sources, with the sum visible."""

from typing import Any

import pandas as pd
import pytest

from data.store import Query
from metrics._model import Scope, measure
from metrics.catalogue import metric


def only(query: Query, name: str, region: str, month: str, **asked: str) -> Any:
    """Give the one figure there is."""
    frame = measure(query, metric(name), Scope(regions=(region,), since=month, until=month, **asked))
    assert len(frame) == 1
    return next(frame.itertuples())


def test_bali_in_march_2025_contradicts_its_own_source(query: Query) -> None:
    figure = only(query, "coverage", "51", "2025-03", base="ucj")
    assert (figure.numerator, figure.denominator) == (935_079, 1_873_899)
    assert figure.value == 935_079 / 1_873_899  # 49.90 percent
    assert figure.printed == 0.5088  # 0.98 points more than its own parts give
    assert figure.conflict
    assert figure.recomputed_from == "published_figures.csv:3,4"
    assert list(figure.source_ids) == ["bali-antaranews-com-2bdc37"]


@pytest.mark.parametrize(
    ("region", "month", "above", "below", "printed"),
    [
        ("51.04", "2025-09", 130_300, 198_628, 0.656),  # Gianyar: 65.60
        ("51.01", "2024-12", 70_017, 109_417, 0.6399),  # Jembrana: 63.99
        ("52", "2025-06", 555_276, 1_808_432, 0.307),  # NTB: 30.70
        ("91", "2024-08", 141_984, 240_009, 0.5916),  # Papua: 59.16
    ],
)
def test_a_share_that_its_parts_confirm_is_no_conflict(
    region: str, month: str, above: int, below: int, printed: float, query: Query
) -> None:
    frame = measure(query, metric("coverage"), Scope((region,), "ucj", "total", month, month))
    figure = next(frame[frame["shown"]].itertuples())
    assert (figure.numerator, figure.denominator, figure.value) == (above, below, above / below)
    assert (figure.printed, figure.conflict) == (printed, False)
    assert round(figure.value, 4) == round(printed, 4)


def test_the_34_provinces_of_december_2023_sum_to_the_nation(query: Query) -> None:
    frame = measure(query, metric("active_participants"), Scope(since="2023-12", until="2023-12"))
    frame = frame[(frame["series"] == "kemnaker") & (frame["period"] == "2023-12")]
    provinces = frame[frame["region_code"].str.len() == 2]
    provinces = provinces[provinces["region_code"] != "ID"]
    by_segment = provinces.groupby("segment")["numerator"].agg(["count", "sum"])
    assert by_segment["count"].tolist() == [34] * 4
    assert by_segment["sum"].to_dict() == {
        "PU": 25_004_383,
        "BPU": 9_192_755,
        "JAKON": 7_363_800,
        "total": 41_560_938,  # 25,004,383 + 9,192,755 + 7,363,800
    }
    assert 25_004_383 + 9_192_755 + 7_363_800 == 41_560_938
    assert sorted(provinces.loc[provinces["boundary"].notna(), "region_code"].unique()) == ["91", "92"]

    nation = frame[frame["region_code"] == "ID"].set_index("segment")
    assert nation["numerator"].to_dict() == by_segment["sum"].to_dict()
    assert set(zip(nation["parts_present"], nation["parts_expected"], nation["status"], strict=True)) == {
        (34, 34, "summed")
    }


def test_bali_in_december_2023_is_the_sum_of_its_segments(query: Query) -> None:
    frame = measure(query, metric("active_participants"), Scope(("51",), since="2023-12", until="2023-12"))
    people = frame[frame["series"] == "kemnaker"].set_index("segment")["numerator"]
    assert people.to_dict() == {"PU": 563_988, "BPU": 310_591, "JAKON": 152_655, "total": 1_027_234}
    assert 563_988 + 310_591 + 152_655 == 1_027_234
    on_base = only(query, "coverage", "51", "2023-12", base="bps")
    assert (on_base.numerator, on_base.denominator, on_base.denominator_period) == (1_027_234, 2_617_816, "2023-08")
    assert on_base.value == 1_027_234 / 2_617_816  # 39.24 percent, with construction
    without = measure(query, metric("coverage"), Scope(("51",), "bps_pu_bpu", None, "2023-12", "2023-12"))
    assert without.set_index("series")["value"].to_dict() == {
        "kemnaker": (563_988 + 310_591) / 2_617_816,  # 33.41 percent, without
        "den": (551_350 + 267_730) / 2_617_816,  # 31.29 percent, as another compiler counts
    }


@pytest.mark.parametrize(
    ("region", "above", "below", "percent"),
    [
        ("92", 127_068 + 183_242, 290_077 + 297_745, 52.8),  # Papua Barat + Papua Barat Daya
        ("91", 210_124 + 102_392, 458_792 + 226_586 + 778_596 + 1_008_418, 12.6),  # Papua + its three new provinces
    ],
)
def test_the_old_papuan_provinces_are_divided_only_over_all_their_parts(
    region: str, above: int, below: int, percent: float, query: Query
) -> None:
    figure = only(query, "coverage", region, "2024-12", base="bps_pu_bpu")
    assert (figure.numerator, figure.denominator, figure.period) == (above, below, "2024")
    assert figure.value == above / below
    assert round(100 * figure.value, 1) == percent
    assert (figure.boundary, figure.denominator_period, figure.status) == ("before-2022-split", "2024-08", "summed")
    assert (figure.parts_present, figure.parts_expected) == {"92": (2, 2), "91": (4, 4)}[region]


@pytest.mark.parametrize("region", ["93", "94", "95", "96"])
def test_a_new_papuan_province_has_no_share_made_of_an_old_ones_members(region: str, query: Query) -> None:
    frame = measure(query, metric("coverage"), Scope((region,)))
    assert not set(frame["base"]) & {"bps", "bps_pu_bpu", "bps_formal", "bps_informal"}


def test_the_growth_of_lombok_timur_can_be_followed_in_its_two_counts(query: Query) -> None:
    frame = measure(query, metric("active_participants"), Scope(("52.03",), None, "total"))
    people = frame.set_index("period")["value"]
    assert people.to_dict() == {"2023-12": 110_300, "2024-12": 144_110}
    assert round(100 * (144_110 / 110_300 - 1), 2) == 30.65


@pytest.mark.parametrize("region", ["51.02", "51.05", "51.08"])  # Tabanan, Klungkung, Buleleng
def test_a_region_without_a_published_share_has_no_row_and_never_a_zero(region: str, query: Query) -> None:
    assert measure(query, metric("coverage"), Scope((region,))).empty


def test_no_figure_is_zero_or_empty_where_none_is_held(figures: dict[str, pd.DataFrame]) -> None:
    for name, frame in figures.items():
        assert frame["value"].notna().all()
        if name != "member_growth":  # a change, below zero where there are fewer
            assert (frame["value"] > 0).all()


def test_no_regency_has_a_share_or_a_count_of_workers_on_a_sakernas_round(figures: dict[str, pd.DataFrame]) -> None:
    coverage, workforce = figures["coverage"], figures["workforce"]
    assert not coverage.loc[coverage["weights"].notna(), "region_code"].str.contains(".", regex=False).any()
    assert not workforce.loc[workforce["series"] == "sakernas", "region_code"].str.contains(".", regex=False).any()


def test_a_share_printed_alone_has_no_people(figures: dict[str, pd.DataFrame]) -> None:
    coverage = figures["coverage"]
    alone = coverage[coverage["recomputed_from"].isna() & coverage["printed"].notna()]
    assert len(alone) > 30
    assert (
        alone[["numerator", "denominator", "denominator_period", "conflict", "numerator_status"]].isna().all(axis=None)
    )
    assert alone["value"].equals(alone["printed"])
    assert alone["reason"].notna().all()


def test_nothing_is_divided_across_boundaries_or_from_other_sources_than_the_rules_allow(
    figures: dict[str, pd.DataFrame],
) -> None:
    segments = {
        "bps": ["PU", "BPU", "JAKON"],
        "bps_pu_bpu": ["PU", "BPU"],
        "bps_formal": ["PU"],
        "bps_informal": ["BPU"],
    }
    people = {
        (f.region_code, f.period, f.segment, f.series, f.boundary): f.numerator
        for f in figures["active_participants"].fillna({"boundary": ""}).itertuples()
    }
    rounds = {
        (f.region_code, f.period, f.base, f.weights, f.boundary): f.numerator
        for f in figures["workforce"].fillna({"boundary": ""}).itertuples()
        if f.series == "sakernas"
    }
    divided = figures["coverage"][figures["coverage"]["weights"].notna()].fillna({"boundary": ""})
    assert len(divided) > 40
    for f in divided.itertuples():
        above = [people[f.region_code, f.period, segment, f.series, f.boundary] for segment in segments[f.base]]
        base = "bps" if f.base == "bps_pu_bpu" else f.base
        below = rounds[f.region_code, f.denominator_period, base, f.weights, f.boundary]
        assert (f.numerator, f.denominator) == (sum(above), below)
        assert f.value == sum(above) / below
