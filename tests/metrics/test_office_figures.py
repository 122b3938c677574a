"""Figures made of what a few offices sent, worked by hand: sums, gaps, totals, outlines, sponsored cover, small counts."""

from collections.abc import Iterator
from typing import Any

import pandas as pd
import pytest

from data.batches import accept, decide, writing
from data.home import FACTS
from data.store import Query, build, open_store
from metrics._model import HELD_BACK, NOTHING, Scope, measure
from metrics.catalogue import metric
from tests.data.office_rows import members, rows
from tests.metrics.office_sent import BALI, BARAT_DAYA, PAPUA_OF_TODAY, Rows, first_batch, second_batch
from tests.metrics.oracle import Facts
from tests.metrics.oracle_cards import CARDS, Oracle
from tests.metrics.test_office_oracle import comparable
from tests.published_only import switch_demonstration_off


def send(tables: dict[str, Rows]) -> None:
    """Accept rows as if an office had sent them in one file."""
    with writing():
        accept(repr(tables).encode(), "sent.xlsx", {name: rows(name, *given) for name, given in tables.items()}, "KC")


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Query]:
    """Ask a store of two files of offices, without the demonstration set."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COVERAGE_HOME", str(tmp_path_factory.mktemp("office")))
        switch_demonstration_off()
        send(first_batch())
        send(second_batch())
        build()
        store = open_store()
    yield store.query
    store.close()


@pytest.fixture(scope="module")
def by_card(office: Query) -> Oracle:
    return Oracle(office, Facts(FACTS))


def held(office: Query, name: str, region: str, month: str, segment: str, **scope: Any) -> Any:
    """Give the one figure of an office there is, or None."""
    found = measure(office, metric(name), Scope((region,), segment=segment, since=month, until=month, **scope))
    found = found[found["series"] == "office"]
    assert len(found) <= 1
    return None if found.empty else found.iloc[0]


def value(office: Query, name: str, region: str, month: str, segment: str = "total") -> float | None:
    """Give the value of the one figure of an office there is, or None."""
    figure = held(office, name, region, month, segment)
    return None if figure is None else float(figure["value"])


@pytest.mark.parametrize("name", CARDS)
def test_every_figure_of_the_offices_is_what_its_card_says(name: str, office: Query, by_card: Oracle) -> None:
    found = measure(office, metric(name), Scope())
    pd.testing.assert_frame_equal(comparable(found), comparable(by_card.figures(name)), rtol=1e-14, atol=0)
    sent = found[found["series"] == "office"]
    assert len(sent) > 0
    known = {"0002", "0003"}  # the first entry of the record is the switch of the demonstration set
    assert {batch[:4] for batches in sent["batch_ids"] for batch in batches} <= known
    assert sent["batch_ids"].map(list).equals(sent["source_ids"].map(list))
    assert found["reason"].notna().equals(found["value"].isna() | found["reason"].notna())


def test_a_province_is_the_sum_of_all_its_regencies_and_is_not_made_with_one_missing(office: Query) -> None:
    bali = held(office, "registered_participants", "51", "2026-01", "total")
    assert bali["value"] == 3 * 200 * (1 + 2 + 3 + 4 + 5 + 6 + 7 + 8 + 9) == 27_000
    assert (bali["status"], bali["parts_present"], bali["parts_expected"]) == ("summed", 9, 9)
    assert value(office, "registered_participants", "51", "2026-02") is None  # the ninth did not send February
    assert value(office, "inactive_share", "51", "2026-01") == (27_000 - 3 * 100 * 45) / 27_000


def test_what_one_part_does_not_know_the_sum_does_not_know(office: Query) -> None:
    assert value(office, "new_participants", "51.01", "2026-01") == 3 * 10
    assert value(office, "new_participants", "51.02", "2026-01") is None
    assert value(office, "new_participants", "51", "2026-01") is None
    assert value(office, "exits", "51", "2026-01") == 3 * (1 + 2 + 3 + 4 + 5 + 6 + 7 + 8 + 9)
    assert value(office, "contributions_due", "51", "2026-01", "BPU") == 2 * 1000 * 45
    assert value(office, "contributions_received", "51.04", "2026-01", "BPU") is None
    assert value(office, "contributions_received", "51", "2026-01", "BPU") is None
    assert value(office, "contributions_received", "51", "2026-01") is None  # nor does the total of the segments
    assert value(office, "contributions_received", "51", "2026-01", "PU") == 2 * 900 * 45


def test_across_a_gap_there_are_no_net_additions_and_no_churn_but_what_was_sent_stands(office: Query) -> None:
    assert value(office, "net_additions", "51.01", "2026-01") is None  # December was never sent
    assert value(office, "net_additions", "51.01", "2026-03") == 3 * 10
    for name in ("net_additions", "churn"):
        assert value(office, name, "51.71", "2026-03") is None  # February is the gap
        assert value(office, name, "51", "2026-03") is None
    assert value(office, "new_participants", "51.71", "2026-03") == 3 * 10
    assert value(office, "new_participants", "51", "2026-03") == 9 * 3 * 10
    churn = held(office, "churn", "51.02", "2026-03", "BPU")
    assert churn["value"] == 2 / (200 + 10)  # 2 left of those active in February
    assert (churn["period"], churn["denominator_period"]) == ("2026-03", "2026-02")


def test_a_gap_lowers_completeness_until_it_is_a_year_ago(office: Query) -> None:
    shares = [value(office, "completeness", "51.71", month) for month in ("2026-01", "2026-02", "2026-03")]
    assert shares == [1 / 1, 1 / 2, 2 / 3]
    assert value(office, "completeness", "51.01", "2026-03") == 3 / 3


def test_retention_is_of_the_same_people_twelve_months_before(office: Query) -> None:
    kept = held(office, "retention", "51.03", "2026-01", "total")
    assert (kept["numerator"], kept["denominator"]) == (3 * 60 * 3, 3 * 80 * 3)
    assert (kept["value"], kept["denominator_period"]) == (0.75, "2025-01")


def test_migrants_are_left_out_of_the_total_and_of_arrears_by_age(office: Query) -> None:
    assert value(office, "registered_participants", "51.03", "2026-01", "PMI") == 9
    assert value(office, "registered_participants", "51.03", "2026-01") == 3 * 600
    assert value(office, "arrears", "52.01", "2026-01") == 60 + 20 + 15 + 5
    assert value(office, "arrears_by_age", "52.01", "2026-01", "0-3") == (60 + 15 + 5) / 100
    assert value(office, "arrears_by_age", "52.01", "2026-01", "24+") == 20 / 100


def test_arrears_of_one_segment_are_neither_a_total_nor_a_mix_of_ages(office: Query) -> None:
    assert value(office, "arrears", "52.02", "2026-01", "PU") == 50
    assert value(office, "arrears", "52.02", "2026-01") is None
    assert value(office, "arrears_by_age", "52.02", "2026-01", "0-3") is None


def test_employers_need_all_four_sizes_for_a_total(office: Query) -> None:
    assert value(office, "employers_active", "52.01", "2026-01") == 4 * 10
    assert value(office, "employers_active", "52.02", "2026-01", "small") == 10
    assert value(office, "employers_active", "52.02", "2026-01") is None
    assert value(office, "employers_unregistered", "52.01", "2026-01", "large") is None
    assert value(office, "employers_unregistered", "52.01", "2026-01") is None  # the large ones are not known
    assert value(office, "arrears_recovered", "52.01", "2026-01") == 4_000_000


def test_growth_of_contributions_needs_all_twenty_four_months_and_cites_all_their_files(office: Query) -> None:
    grown = held(office, "contribution_growth", "52.01", "2025-12", "PU")
    assert (grown["numerator"], grown["denominator"]) == (12 * 130 - 12 * 100, 12 * 100)
    assert (grown["value"], grown["denominator_period"]) == (0.3, "2024-12")
    assert [batch[:4] for batch in grown["batch_ids"]] == ["0002", "0003"]
    assert len(grown["fact_rows"]) == 24
    assert value(office, "contribution_growth", "52.01", "2025-11", "PU") is None  # twenty-three months
    assert value(office, "contribution_growth", "52.02", "2025-12", "PU") is None  # June is missing in both years


def test_contributions_are_divided_by_the_active_of_the_same_month_and_segment(office: Query) -> None:
    per_head = held(office, "contribution_per_active", "51.02", "2026-01", "PU")
    assert (per_head["numerator"], per_head["denominator"]) == (2 * 900 * 2, 200)
    assert per_head["value"] == 18
    assert value(office, "collection_rate", "51.02", "2026-01") == 0.9
    assert value(office, "on_time_rate", "51", "2026-01", "JAKON") == 0.8
    assert value(office, "contribution_per_active", "52.01", "2025-12", "PU") is None  # no members were sent


def test_before_the_split_of_papua_its_old_outline_has_the_figure_and_the_new_provinces_have_none(
    office: Query,
) -> None:
    found = measure(office, metric("registered_participants"), Scope(PAPUA_OF_TODAY, segment="total"))
    held_of = [tuple(row) for row in found[["region_code", "period", "value"]].itertuples(index=False)]
    assert held_of == [("91", "2022-06", 4 * 60), *((code, "2022-07", 60) for code in PAPUA_OF_TODAY)]
    assert found["boundary"].fillna("today").tolist() == ["before-2022-split", *["today"] * 4]
    assert (found.iloc[0]["status"], found.iloc[0]["parts_present"]) == ("summed", 4)


def test_sponsored_cover_is_zero_after_a_scheme_ends_and_a_place_that_never_sent_has_no_row(office: Query) -> None:
    months = ("2025-09", "2025-10", "2025-12", "2026-01", "2026-02", "2026-03")
    covered = [value(office, "sponsored_workers", "52.01", month) for month in months]
    assert covered == [None, 140, 140, 0, 25, 0]  # before the first scheme nothing is known; 500 pay themselves
    assert measure(office, metric("sponsored_workers"), Scope(("52.02",))).empty  # only people who pay themselves
    assert measure(office, metric("sponsored_workers"), Scope(("52.03", "52"))).empty  # never sent, and the sum of it
    zero = held(office, "sponsored_workers", "52.01", "2026-03", "total")
    assert (zero["status"], len(zero["batch_ids"]), len(zero["fact_rows"])) == ("reported", 2, 0)


def test_the_cost_is_of_those_whose_premium_is_known(office: Query) -> None:
    cost = held(office, "sponsored_cost", "52.01", "2025-10", "total")
    assert (cost["numerator"], cost["denominator"], cost["value"]) == (100 * 16_800, 100, 16_800)
    assert value(office, "sponsored_cost", "52.01", "2025-10", "farmers") is None
    assert value(office, "sponsored_cost", "52.01", "2026-01") is None  # nobody is covered


def test_the_mix_of_payers_is_by_people(office: Query) -> None:
    assert value(office, "funding_mix", "52.01", "2025-11", "apbd_regency") == 100 / 140
    assert value(office, "funding_mix", "52.01", "2025-11", "csr") == 40 / 140
    assert value(office, "funding_mix", "52.01", "2025-11", "own") is None
    assert value(office, "funding_mix", "52.01", "2026-02", "dbh_cht") == 1


@pytest.mark.parametrize(
    ("month", "one", "three", "six", "twelve"),
    [
        ("2025-10", 0, 140, 140, 140),  # to December it is the last of three months
        ("2025-12", 140, 140, 140, 140),  # this month included
        ("2026-01", 0, 0, 0, 0),  # over; they leave the active count at the end of March
        ("2026-02", 25, 25, 25, 25),
        ("2026-03", 0, 0, 0, 0),
    ],
)
def test_cover_expires_within_a_span_that_holds_its_last_month(
    month: str, one: int, three: int, six: int, twelve: int, office: Query
) -> None:
    spans = [value(office, "cover_expiring", "52.01", month, span) for span in ("1m", "3m", "6m", "12m")]
    assert spans == [one, three, six, twelve]


def test_a_province_counts_a_place_without_a_running_scheme_as_nobody(office: Query) -> None:
    every = len(BARAT_DAYA)
    june, july = (held(office, "sponsored_workers", "96", month, "total") for month in ("2025-06", "2025-07"))
    assert (june["value"], june["parts_present"], june["parts_expected"]) == (10 * every + 8, every, every)
    assert july["value"] == 8  # only the non-ASN staff of one regency are still covered
    assert value(office, "cover_expiring", "96", "2025-06", "1m") == 10 * every
    staff = held(office, "non_asn_covered", "96", "2025-07", "non_asn")
    assert (staff["value"], staff["status"]) == (8, "summed")
    assert value(office, "non_asn_covered", "96", "2026-01", "non_asn") is None


def test_small_claims_are_held_back_with_a_second_cell_and_the_totals_stay(office: Query) -> None:
    # 3 is small; 63 - 40 - 20 would give it back, so 20 goes; 12 - 9 would, so 9 goes; and 8 beside it, for 28 - 8.
    hidden = [("51.01", "JKK"), ("51.01", "JKM"), ("51.02", "JKK"), ("51.02", "JKM")]
    for name, one in (("claim_cases", 1), ("claims_paid", 1_000_000)):
        found = measure(office, metric(name), Scope(("51", *BALI), since="2026-01", until="2026-01"))
        held_back = found[found["suppressed"]]
        assert list(zip(held_back["region_code"], held_back["segment"], strict=True)) == hidden
        assert held_back[["numerator", "value"]].isna().all(axis=None)
        assert set(held_back["reason"]) == {HELD_BACK}
        assert found.loc[~found["suppressed"], "reason"].isna().all()
        shown = found[~found["suppressed"]].set_index(["region_code", "segment"])["value"]
        assert [shown["51.01", "total"], shown["51.02", "total"]] == [63 * one, 87 * one]
        assert [shown["51", "JKK"], shown["51", "JKM"]] == [12 * one, (28 + 7 * 30) * one]
        assert [shown["51.01", "JHT"], shown["51.03", "JKM"]] == [40 * one, 30 * one]


def test_claims_of_a_province_need_all_its_regencies_of_the_month(office: Query) -> None:
    january = held(office, "claim_cases", "51", "2026-01", "total")
    assert (january["value"], january["parts_present"]) == (63 + 87 + 7 * 80, 9)
    assert held(office, "claim_cases", "51", "2026-02", "total") is None  # the ninth sent nothing: not zero
    assert held(office, "claim_cases", "51", "2026-02", "JKK") is None


def test_small_groups_of_covered_people_are_held_back_in_people_cost_and_mix(office: Query) -> None:
    workers, cost = (
        measure(office, metric(name), Scope(("51.05",), since="2026-02", until="2026-02")).set_index("segment")
        for name in ("sponsored_workers", "sponsored_cost")
    )
    assert workers["suppressed"].to_dict() == {"farmers": True, "fishers": True, "total": False, "village_staff": False}
    assert (workers.loc["total", "value"], workers.loc["village_staff", "value"]) == (113, 60)
    assert cost["suppressed"].to_dict() == workers["suppressed"].to_dict()
    assert cost.loc[["farmers", "fishers"], ["numerator", "denominator", "value"]].isna().all(axis=None)
    mix = measure(office, metric("funding_mix"), Scope(("51.05",), since="2026-02", until="2026-02")).set_index(
        "segment"
    )
    assert mix["suppressed"].to_dict() == {"apbd_regency": True, "apbdes": False, "csr": True}
    assert mix.loc["apbdes", "value"] == 60 / 113
    assert mix.loc[["apbd_regency", "csr"], ["numerator", "value"]].isna().all(axis=None)
    assert set(mix.loc[["apbd_regency", "csr"], "reason"]) == {HELD_BACK}


def test_nothing_to_divide_by_is_said(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COVERAGE_HOME", str(tmp_path))
    switch_demonstration_off()
    nobody = members("51.03", "2026-01", {"PU": 0}, registered=0)
    send({"membership": nobody})
    build()
    store = open_store()
    figure = held(store.query, "inactive_share", "51.03", "2026-01", "PU")
    store.close()
    assert (figure["numerator"], figure["denominator"], figure["reason"]) == (0, 0, NOTHING)
    assert pd.isna(figure["value"])


def test_demonstration_and_office_rows_are_never_in_one_sum(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COVERAGE_HOME", str(tmp_path))
    each = {"PU": 10, "BPU": 5, "JAKON": 1}
    send({
        "membership": [row for code in BALI[:8] for row in members(code, "2025-06", each, registered=20)],
        "claim": [{"region_code": code, "month": "2025-06", "programme": "JKM", "cases": 7} for code in BALI[:8]],
    })  # fmt: skip
    with writing():
        decide("demo", by="tests", on=True)
    build()
    store = open_store()
    try:
        for name in ("registered_participants", "claim_cases"):
            found = measure(
                store.query, metric(name), Scope(("51", "KW-BANUSPA", *BALI), since="2025-06", until="2025-06")
            )
            bali = found[(found["region_code"] == "51") & (found["segment"] == "total")]
            assert bali["series"].tolist() == ["demonstration"]  # eight of nine offices make no sum
            parts = found[found["region_code"].isin(BALI) & (found["segment"] == "total")]
            assert parts["series"].value_counts().to_dict() == {"demonstration": 9, "office": 8}
            assert bali["value"].iloc[0] == parts.loc[parts["series"] == "demonstration", "value"].sum()
            assert set(found.loc[found["series"] == "demonstration", "status"]) == {"demonstration"}
            shown = parts[parts["shown"]].set_index("region_code")["series"]
            assert shown.to_dict() == dict.fromkeys(BALI[:8], "office") | {BALI[8]: "demonstration"}
    finally:
        store.close()
