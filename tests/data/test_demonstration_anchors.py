"""The demonstration set meets published counts, and every one of them is used or left out with a reason."""

import pandas as pd
import pytest

from data.demo import left_out, used
from data.demo.anchors import LEFT, TAKEN
from data.store import Query
from tests.data.demonstration_made import Frames, members_in, the_set, total


@pytest.fixture(scope="module")
def frames(query: Query) -> Frames:
    return the_set(query)


@pytest.fixture(scope="module")
def members(frames: Frames) -> pd.DataFrame:
    return members_in(frames)


def _base(frames: Frames, region: str, month: str, base: str = "ucj") -> int:
    rows = frames["office_workforce"]
    here = rows["region_code"].str.startswith(region) & (rows["month"] == month) & (rows["base"] == base)
    return int(rows[here]["total"].sum())


@pytest.mark.parametrize(
    ("region", "month", "people", "base"),
    [
        ("51", "2025-03", 935_079, 1_873_899),
        ("51.01", "2024-12", 70_017, 109_417),
        ("51.04", "2025-09", 130_300, 198_628),
        ("52", "2025-06", 555_276, 1_808_432),
        ("91", "2024-08", 141_984, 240_009),
        ("92", "2024-12", 151_371, 104_508 + 170_616),  # printed for 2024, month not stated; base in two parts
    ],
)
def test_the_regencies_add_up_to_both_parts_of_a_ucj_report(
    region: str, month: str, people: int, base: int, frames: Frames
) -> None:
    assert total(frames, region, month) == people
    assert _base(frames, region, month) == base


@pytest.mark.parametrize(
    ("region", "month", "segments", "people"),
    [
        ("51.01", "2022-12", ("PU", "BPU", "JAKON"), 30_938),
        ("51.06", "2022-12", ("PU",), 21_080),
        ("51.06", "2022-12", ("BPU",), 10_547),
        ("52.03", "2023-12", ("PU", "BPU", "JAKON"), 110_300),
        ("52.03", "2024-12", ("PU", "BPU", "JAKON"), 144_110),
        ("53.04", "2024-03", ("PU", "BPU", "JAKON"), 58_658),
        ("53.08", "2021-04", ("PU", "BPU", "JAKON"), 8_561),
        ("92", "2024-12", ("PU",), 55_974),
        ("92", "2024-12", ("JAKON",), 17_647),
        ("94.04", "2024-03", ("PU",), 49_505),
        ("94.04", "2024-03", ("BPU",), 38_210),
    ],
)
def test_the_set_passes_exactly_through_a_printed_count(
    region: str, month: str, segments: tuple[str, ...], people: int, frames: Frames
) -> None:
    assert total(frames, region, month, segments) == people


@pytest.mark.parametrize(
    ("region", "month", "printed"),
    [("51", "2025-12", 53.88), ("51.03", "2025-03", 58.68), ("51.06", "2025-03", 35.52), ("52", "2025-08", 33.25)],
)
def test_the_set_is_led_to_a_percentage_that_is_printed_alone(
    region: str, month: str, printed: float, frames: Frames
) -> None:
    assert round(100 * total(frames, region, month) / _base(frames, region, month), 2) == printed


def test_every_figure_listed_as_used_is_met(frames: Frames, query: Query) -> None:
    found = used(query)
    counts = found[found["quantity"] == "members"]
    met = [
        total(frames, row.region_code, row.month, ("PU", "BPU", "JAKON") if row.segment == "total" else (row.segment,))
        for row in counts.itertuples()
    ]
    assert met == counts["value"].astype(int).tolist()
    assert len(met) >= 15


@pytest.mark.parametrize(
    ("year", "old", "today", "employed"),
    [
        (2019, "51", ("51",), 2_428_679),
        (2022, "91 before 2022", ("91", "93", "94", "95"), 1_934_767),
        (2023, "92 before 2022", ("92", "96"), 560_883),
        (2025, "94", ("94",), 790_239),
    ],
)
def test_the_regencies_add_up_to_the_sakernas_of_their_outline(
    year: int, old: str, today: tuple[str, ...], employed: int, frames: Frames
) -> None:
    assert sum(_base(frames, province, f"{year}-08", "bps") for province in today) == employed, old


def test_the_sakernas_base_has_the_weights_of_its_round_and_two_parts(frames: Frames) -> None:
    rows = frames["office_workforce"]
    sakernas = rows[rows["base"] == "bps"]
    assert sorted(set(sakernas["month"])) == [f"{year}-08" for year in range(2019, 2026)]
    assert (sakernas["formal"] + sakernas["informal"] == sakernas["total"]).all()
    weights = sakernas.groupby([sakernas["region_code"].str[:2], "month"])["weights"].unique().str.join(",")
    assert weights["51", "2019-08"] == "weights-sp2010"
    assert weights["52", "2022-08"] == "weights-before-sp2020"
    assert weights["53", "2025-08"] == "weights-sp2020"


def test_no_place_has_more_members_than_people_to_cover(frames: Frames) -> None:
    rows = frames["membership"]
    members = rows[rows["segment"] != "PMI"].groupby(["region_code", "month"])["active"].sum()
    ucj = frames["office_workforce"].query("base == 'ucj'").set_index(["region_code", "month"])["total"]
    sakernas = frames["office_workforce"].query("base == 'bps'").set_index(["region_code", "month"])["total"]
    assert (members < ucj.reindex(members.index)).all()
    assert (ucj.reindex(sakernas.index) < sakernas).mean() > 0.9


def test_used_and_left_out_figures_each_have_a_reason_and_none_is_both(query: Query) -> None:
    taken, left = used(query), left_out(query)
    assert set(taken["reason"]) == set(TAKEN)
    assert set(left["reason"]) <= set(LEFT)
    assert not set(zip(taken["file"], taken["fact_row"], strict=True)) & {
        key for key in zip(left["file"], left["fact_row"], strict=True) if key[0] == "published_figures.csv"
    }
    reasons = left[left["file"] == "published_figures.csv"].set_index("fact_row")["reason"]
    assert reasons[91] == "other_series"  # Kemnaker, Bali, December 2023: 1,027,234
    assert reasons[2] == "parts_printed"  # the printed 50.88 percent, of parts that give 49.90
    assert reasons[344] == "without_construction"  # Bangli: 31,627 = 21,080 + 10,547
    assert reasons[522] == "below_its_part"  # Papua Tengah: 72,146, fewer than Mimika alone had before


def test_every_count_of_active_participants_is_either_used_or_left_out(query: Query) -> None:
    held = query(
        """
        select fact_row from published_figure where indicator in ('active_participants', 'coverage_pct')
            and worker_category is null and programme is null and region_code in (
                select region_code from region where 'KW-BANUSPA' in (region_code, kanwil_code)
                    or parent_code in (select region_code from region where level = 'province' and kanwil_code = 'KW-BANUSPA'))
        """
    )["fact_row"]
    listed = pd.concat([used(query), left_out(query)])
    rows = listed[(listed["file"] == "published_figures.csv") & listed["quantity"].isin(["members", "share"])]
    assert sorted(rows["fact_row"]) == sorted(held)
