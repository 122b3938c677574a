"""What the demonstration set tells: the pandemic, seasons, schemes that end, contributions by the printed rates, gaps."""

import hashlib
import re

import pandas as pd
import pytest

from data.demo import SEED, card, demonstration, left_out, used
from data.demo.ground import stream
from data.store import Query
from tests.data.demonstration_made import MONTHS, Frames, members_in, the_set, total


@pytest.fixture(scope="module")
def frames(query: Query) -> Frames:
    return the_set(query)


@pytest.fixture(scope="module")
def members(frames: Frames) -> pd.DataFrame:
    return members_in(frames)


def test_the_pandemic_leaves_a_trough_that_is_deepest_where_tourism_was(frames: Frames) -> None:
    def kept(region: str) -> float:
        return total(frames, region, "2020-11", ("PU",)) / total(frames, region, "2020-02", ("PU",))

    assert kept("51.03") < 0.80  # Badung: its regional product fell by 22 percent
    assert kept("51.03") < kept("51.08") < 1
    assert kept("53") > kept("51")
    assert total(frames, "51", "2020-11") < total(frames, "51", "2019-11")
    assert total(frames, "51", "2024-11") > total(frames, "51", "2019-11")


def test_construction_falls_at_the_end_of_the_year(frames: Frames) -> None:
    november, january = (
        total(frames, "52", "2023-11", ("JAKON",)),
        total(frames, "52", "2024-01", ("JAKON",)),
    )
    assert january < 0.7 * november


def test_cover_bought_to_december_leaves_the_active_count_at_the_end_of_march(
    frames: Frames, members: pd.DataFrame
) -> None:
    schemes = frames["sponsored_cover"]
    ends = schemes[(schemes["end_month"] == "2024-12") & (schemes["funding_source"] == "apbd_regency")]
    again = schemes[
        schemes["start_month"].between("2025-01", "2025-03") & (schemes["funding_source"] == "apbd_regency")
    ]
    lapsing = ends[~ends["region_code"].isin(again["region_code"])].set_index("region_code")["people"]
    bpu = members[(members["segment"] == "BPU") & members["region_code"].isin(lapsing.index)]
    by_month = bpu.pivot(index="region_code", columns="month", values=["active", "exits"])
    assert len(lapsing) > 20
    assert (by_month["exits"]["2025-03"] >= lapsing).all()
    assert (by_month["exits"]["2025-02"] < by_month["exits"]["2025-03"]).all()
    assert by_month["active"]["2025-03"].sum() < 0.9 * by_month["active"]["2025-02"].sum()


def test_a_scheme_that_starts_is_a_step_up(frames: Frames, members: pd.DataFrame) -> None:
    schemes = frames["sponsored_cover"]
    started = schemes[schemes["scheme"].str.contains("pekerja rentan 2025") & (schemes["start_month"] == "2025-06")]
    bpu = members[(members["segment"] == "BPU") & (members["month"] == "2025-06")].set_index("region_code")
    came = bpu["new"] + bpu["reactivated"]
    assert len(started) > 3
    assert all(came[row.region_code] >= row.people for row in started.itertuples())


def test_election_workers_come_in_january_2024_and_are_gone_by_may(frames: Frames) -> None:
    schemes = frames["sponsored_cover"]
    election = schemes[schemes["worker_category"] == "election_workers"]
    assert set(zip(election["start_month"], election["end_month"], strict=True)) == {("2024-01", "2024-02")}
    assert election["region_code"].nunique() > 60
    rows = frames["membership"]
    flows = rows[rows["segment"] == "BPU"].groupby("month")[["new", "reactivated", "exits"]].sum()
    # Unpaid in March, April and May: out of the count at the end of May.
    assert flows["exits"]["2024-05"] > flows["exits"]["2024-04"] + 0.8 * election["people"].sum()


def test_a_scheme_costs_its_people_times_premium_times_months(frames: Frames) -> None:
    rows = frames["sponsored_cover"]
    start, end = (
        rows[name].str[:4].astype(int) * 12 + rows[name].str[5:].astype(int) for name in ("start_month", "end_month")
    )
    assert (rows["budget"] == rows["people"] * rows["premium"] * (end - start + 1)).all()
    assert set(rows["premium"]) == {16_800}


def test_schemes_are_marked_and_name_no_decree(frames: Frames) -> None:
    names = frames["sponsored_cover"]["scheme"]
    assert names.str.startswith("CONTOH ").all()
    decree = re.compile(r"\b(sk|perda|pergub|perbup|perwali|instruksi|keputusan|nomor|no)\b|/", re.IGNORECASE)
    assert [name for name in names.unique() if decree.search(name)] == []


def test_contributions_fall_to_a_hundredth_in_the_months_of_pp_49_of_2020(frames: Frames) -> None:
    rows = frames["contribution"]
    due = rows[rows["segment"] == "PU"].pivot_table(index="month", columns="programme", values="due", aggfunc="sum")
    for programme in ("JKK", "JKM", "JP"):
        assert due[programme]["2020-08":"2021-01"].max() < 0.012 * due[programme]["2020-07"]
        assert due[programme]["2021-02"] > 0.9 * due[programme]["2020-07"]
    assert due["JHT"]["2020-08"] > 0.9 * due["JHT"]["2020-07"]


def test_contributions_follow_the_printed_rates(frames: Frames) -> None:
    keys = ["region_code", "month", "segment", "programme"]
    rows = frames["contribution"].merge(frames["programme_membership"][[*keys, "active"]], on=keys)
    rows = rows[rows["month"] == "2024-06"].pivot(index=["region_code", "segment"], columns="programme")
    bpu, pu = rows.xs("BPU", level="segment"), rows.xs("PU", level="segment")
    assert (bpu["due"]["JKK"] == 10_000 * bpu["active"]["JKK"]).all()
    assert (bpu["due"]["JKM"] == 6_800 * bpu["active"]["JKM"]).all()
    assert (bpu["due"]["JHT"] == 20_000 * bpu["active"]["JHT"]).all()
    wage = pu["due"]["JHT"] / pu["active"]["JHT"] / 0.057
    assert wage.between(2_000_000, 4_700_000).all()
    assert (pu["due"]["JKM"] / pu["active"]["JKM"] / wage).between(0.00299, 0.00301).all()
    assert (pu["due"]["JKK"] / pu["active"]["JKK"] / wage).between(0.0023, 0.0055).all()
    assert (pu["due"]["JP"] / pu["active"]["JP"] / wage).between(0.0299, 0.0301).all()


def test_jkp_begins_in_february_2021_and_costs_less_from_february_2025(frames: Frames) -> None:
    rows = frames["contribution"]
    jkp = rows[rows["programme"] == "JKP"].groupby("month")["due"].sum()
    assert jkp.index[0] == "2021-02"
    assert 0.75 < jkp["2025-02"] / jkp["2025-01"] < 0.82  # 0.36 / 0.46 = 0.783


def test_nobody_is_in_a_programme_who_is_not_in_jkk(frames: Frames) -> None:
    rows = frames["programme_membership"].pivot(
        index=["region_code", "month", "segment"], columns="programme", values="active"
    )
    assert all((rows[programme].dropna() <= rows["JKK"][rows[programme].notna()]).all() for programme in rows)
    members = frames["membership"].set_index(["region_code", "month", "segment"])["active"]
    assert (rows["JKK"] == members).all()


def test_some_places_have_a_gap_and_some_are_late_with_the_last_month(frames: Frames, query: Query) -> None:
    told = card(query)
    rows = frames["membership"]
    reported = rows.groupby("region_code")["month"].agg(set)
    missing = {region: sorted(set(MONTHS) - months) for region, months in reported.items() if len(months) < len(MONTHS)}
    late = sorted(region for region, months in missing.items() if months == ["2025-12"])
    gaps = {region: (months[0], months[-1]) for region, months in missing.items() if region not in late}
    assert late == sorted(told["late"])
    assert gaps == {region: (first, last) for region, first, last in told["gaps"]}
    assert (len(late), len(gaps)) == (2, 5)
    assert all(1 <= len(missing[region]) <= 3 and missing[region][-1] < "2025-12" for region in gaps)


def test_no_gap_falls_in_a_month_through_which_the_set_is_led(frames: Frames, query: Query) -> None:
    rows = frames["membership"]
    there = set(zip(rows["region_code"], rows["month"], strict=True))
    regions = sorted(set(rows["region_code"]))
    found = used(query)
    led = {
        (region, row.month) for row in found.itertuples() for region in regions if region.startswith(row.region_code)
    }
    assert led <= there


def test_the_same_facts_give_the_same_set(frames: Frames, query: Query) -> None:
    again = demonstration(query)
    for name, frame in frames.items():
        assert _hash(again[name]) == _hash(frame), name


def test_what_is_drawn_for_one_place_does_not_depend_on_any_other() -> None:
    first = stream("members", "51.03").standard_normal(3).tolist()
    stream("members", "51.04").standard_normal(1000)
    assert stream("members", "51.03").standard_normal(3).tolist() == first
    assert stream("claims", "51.03").standard_normal(3).tolist() != first


def test_the_model_card_says_what_the_set_is_and_gives_its_numbers(query: Query) -> None:
    told = card(query)
    words = " ".join(text.format(**told["values"]) for _, text in told["paragraphs"])
    assert "all 83 regencies" in words
    assert f"seed {SEED}" in words
    assert "must not be quoted" in words
    assert "No targets and no regulations" in words
    assert told["values"]["used"] == len(used(query))
    assert told["values"]["left_out"] == len(left_out(query))


def _hash(frame: pd.DataFrame) -> str:
    return hashlib.sha256(pd.util.hash_pandas_object(frame, index=True).to_numpy().tobytes()).hexdigest()
