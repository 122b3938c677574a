"""Figures made of what a few offices sent, worked by hand: sums, gaps, totals, outlines."""

from typing import Any

import pandas as pd
import pytest

from data.batches import decide, writing
from data.home import FACTS
from data.store import Query, build, open_store
from metrics._model import NOTHING, Scope, measure
from metrics.catalogue import metric
from tests.data.office_rows import members
from tests.metrics.office_sent import BALI, PAPUA_OF_TODAY, held, send, value
from tests.metrics.oracle import Facts
from tests.metrics.oracle_cards import CARDS, Oracle
from tests.metrics.test_office_oracle import comparable
from tests.published_only import switch_demonstration_off


@pytest.fixture(scope="module")
def by_card(office: Query) -> Oracle:
    return Oracle(office, Facts(FACTS))


@pytest.mark.parametrize("name", CARDS)
def test_every_figure_of_the_offices_is_what_its_card_says(name: str, office: Query, by_card: Oracle) -> None:
    found = measure(office, metric(name), Scope())
    pd.testing.assert_frame_equal(comparable(found), comparable(by_card.figures(name)), rtol=1e-14, atol=0)
    sent = found[found["series"] == "office"]
    assert len(sent) > 0
    known = {"0002", "0003"}  # the first entry of the record is the switch of the demonstration set
    assert {batch[:4] for batches in sent["batch_ids"] for batch in batches} <= known
    cited = sent["source_ids"].map(list)
    if name in ("formal_coverage", "informal_coverage"):  # an office without a workforce is set against Sakernas
        cited = cited.map(lambda sources: [source for source in sources if source[:4] in known])
    assert sent["batch_ids"].map(list).equals(cited)
    assert found.loc[found["value"].isna(), "reason"].notna().all()


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


def test_growth_and_recovery_stand_on_one_line_and_may_be_below_zero_and_above_one(office: Query) -> None:
    grown = [value(office, "member_growth", "53.02", "2026-01", name) for name in ("PU", "BPU", "total")]
    assert grown == [10_000 / 20_000, -5_000 / 25_000, 5_000 / 55_000]
    back = [value(office, "recovery", "53.02", "2026-01", name) for name in ("PU", "BPU", "total")]
    assert back == [30_000 / 40_000, 20_000 / 16_000, 60_000 / 64_000]
    figure = held(office, "recovery", "53.02", "2025-01", "total")
    assert (figure["denominator_period"], figure["status"]) == ("2020-02", "reported")
    assert value(office, "member_growth", "53.01", "2026-01") is None
    assert value(office, "recovery", "53.01", "2026-01") is None


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
