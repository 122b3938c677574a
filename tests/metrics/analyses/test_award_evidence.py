"""Evidence for the award from the store: growth, regulations, cover of groups."""

import pandas as pd
import pytest

from data.standing import STATUSES
from data.store import Query
from metrics._model import Scope, measure
from metrics.analyses.award import INDICATORS
from metrics.analyses.award_evidence import (
    BY_HAND,
    COLUMNS,
    HELD_BACK,
    NO_CLAUSE,
    NO_COVERAGE,
    NO_HEADCOUNT,
    NO_NON_ASN,
    NO_REGULATION,
    PIECES,
    evidence,
)
from metrics.analyses.award_growth import FROM_ZERO, GROWN, NOT_A_YEAR_AGO, grown, growth_of, year_before
from metrics.analyses.award_regulations import regulations
from metrics.analyses.uncertainty import UNKNOWN_ERROR
from metrics.catalogue import metric
from metrics.panel import NOTHING_COMMON
from metrics.territory import Territory
from tests.metrics.analyses.award_evidence_made import BALI, with_rows


@pytest.fixture(scope="module")
def demo(demonstration_query: Query) -> Query:
    """Ask a store as it is at first start, with the demonstration set."""
    return demonstration_query


def _of(rows: pd.DataFrame, indicator: str) -> pd.DataFrame:
    return rows[rows["indicator_id"] == indicator].reset_index(drop=True)


def test_growth_is_a_difference_of_shares_and_a_ratio_of_counts() -> None:
    # 144,110 / 110,300 - 1 = 33,810 / 110,300 = 30.65 percent
    assert round(growth_of(144_110, 110_300, "people") or 0, 4) == 0.3065
    assert growth_of(0.52, 0.5, "share") == pytest.approx(0.02)
    assert growth_of(0.4, 0.5, "share") == pytest.approx(-0.1)
    assert growth_of(10, 0, "people") is None
    assert growth_of(0.1, 0, "share") == 0.1


def test_the_month_a_year_before_is_the_same_month() -> None:
    assert (year_before("2024-12"), year_before("2025-01")) == ("2023-12", "2024-01")


def test_participants_of_lombok_timur_grew_by_the_published_figures(query: Query) -> None:
    row = grown(query, "active_participants", ["52.03"], "2025-06").iloc[0]
    assert (row["now"], row["earlier_value"], row["period"], row["earlier_period"]) == (
        144110.0, 110300.0, "2024-12", "2023-12",
    )  # fmt: skip
    assert round(row["value"], 4) == 0.3065
    assert (row["unit"], row["status"], row["reason"]) == ("growth", "published", None)
    assert row["source_ids"] == ["mataram-antaranews-com-d43cab"]


def test_without_a_figure_of_a_year_before_growth_is_not_known_and_the_figure_stays(query: Query) -> None:
    row = grown(query, "coverage", ["51.03"], "2025-03").iloc[0]
    assert (row["now"], row["value"], row["reason"]) == (0.5868, None, NOT_A_YEAR_AGO)
    nothing = grown(query, "coverage", ["51.05"], "2025-03").iloc[0]
    assert (nothing["now"], nothing["value"], nothing["reason"]) == (None, None, NOTHING_COMMON)


def test_growth_of_all_regencies_is_read_in_one_month_on_one_line(demo: Query) -> None:
    rows = grown(demo, "coverage", BALI, "2025-12")
    assert tuple(rows.columns) == GROWN and rows["region_code"].tolist() == BALI
    assert rows[["period", "earlier_period", "base", "series"]].drop_duplicates().shape[0] == 1
    held = measure(demo, metric("coverage"), Scope(tuple(BALI), "ucj", "total"))
    held = held[held["series"] == "demonstration"].set_index(["region_code", "month"])["value"]
    for row in rows.to_dict("records"):
        difference = held[row["region_code"], row["period"]] - held[row["region_code"], row["earlier_period"]]
        assert row["value"] == pytest.approx(difference, abs=1e-12)
    turned = grown(demo, "coverage", BALI[::-1], "2025-12").iloc[::-1].reset_index(drop=True)
    pd.testing.assert_frame_equal(turned, rows)


def test_nothing_is_divided_by_a_start_of_zero(demo: Query) -> None:
    def asked(sql: str, **parameters: object) -> pd.DataFrame:
        held = demo(sql, **parameters)
        if "month" in held:
            held.loc[held["month"] == "2024-12", "numerator"] = 0
        return held

    row = grown(asked, "active_participants", ["51.05"], "2025-12").iloc[0]
    assert (row["value"], row["reason"]) == (None, FROM_ZERO)


def test_every_indicator_of_every_kind_of_region_has_evidence_or_a_reason(
    query: Query, demo: Query, places: Territory
) -> None:
    for ask, region in ((query, "95.01"), (demo, "94.04"), (demo, "51"), (query, "ID"), (demo, "KW-BANUSPA")):
        rows = evidence(ask, places, region, "2025-12")
        assert tuple(rows.columns) == COLUMNS
        assert list(dict.fromkeys(rows["indicator_id"])) == list(INDICATORS)
        assert all(set(_of(rows, name)["piece"]) <= set(pieces) for name, pieces in PIECES.items())
        absent = rows["kind"] == "missing"
        assert rows.loc[absent, ["missing", "load"]].notna().all(axis=None)
        assert rows.loc[absent, ["value", "status", "low"]].isna().all(axis=None)
        assert set(rows.loc[~absent, "status"]) <= set(STATUSES)


def test_the_evidence_of_lombok_timur_is_what_its_scorecard_printed(query: Query, places: Territory) -> None:
    rows = evidence(query, places, "52.03", "2024-12")
    assert _of(rows, "vulnerable")["value"].tolist() == [17195, None]  # people; no budget in rupiah is held
    non_asn = _of(rows, "non_asn").iloc[0]
    assert (non_asn["value"], non_asn["denominator"], non_asn["period"]) == (32644, 34555, "2024")
    growth = _of(rows, "growth")
    assert growth["what"].tolist() == ["coverage", "active_participants"]
    assert growth["kind"].tolist() == ["missing", "figure"]
    assert round(growth["value"][1], 4) == 0.3065
    assert growth[["low", "high"]].isna().all(axis=None)
    coverage = _of(rows, "coverage")
    assert coverage["missing"].tolist() == [NO_COVERAGE, None]
    assert (coverage["what"][1], coverage["value"][1]) == ("active_participants", 144110)
    for name in ("presenter", "material"):
        assert _of(rows, name)["missing"].tolist() == [BY_HAND]


def test_a_bare_year_is_not_known_before_its_end(query: Query, places: Territory) -> None:
    rows = evidence(query, places, "52.03", "2024-11")
    assert _of(rows, "non_asn")["missing"].tolist() == [NO_NON_ASN, NO_HEADCOUNT]
    assert 17195 not in _of(rows, "vulnerable")["value"].tolist()


def test_coverage_says_that_the_uncertainty_of_its_base_is_not_known_unless_the_reader_assumes_one(
    query: Query, places: Territory
) -> None:
    plain = _of(evidence(query, places, "51", "2025-03"), "coverage").iloc[0]
    assert (plain["low"], plain["interval_reason"]) == (None, UNKNOWN_ERROR)
    assumed = _of(evidence(query, places, "51", "2025-03", error=0.03), "coverage").iloc[0]
    # 935,079 / 1,873,899 = 0.49900; over 1 + 1.95996 x 0.03 and 1 - 1.95996 x 0.03
    assert round(assumed["low"], 4) == 0.4713 and round(assumed["high"], 4) == 0.5302
    assert assumed["interval_reason"] is None


def test_regulations_are_named_one_by_one_with_a_budget_clause_only_where_it_was_found(
    query: Query, places: Territory
) -> None:
    rows = _of(evidence(query, places, "51.01", "2025-12"), "regulation")
    assert rows["what"].tolist() == ["Instruksi Bupati 3/2022", "Perbup", "budget_clause"]
    assert rows["missing"].tolist() == [None, None, NO_CLAUSE]
    assert rows["has_budget_clause"].isna().all() and rows["value"].isna().all()
    badung = _of(evidence(query, places, "51.03", "2025-12"), "regulation").iloc[0]
    assert (badung["what"], badung["has_budget_clause"]) == ("Perbup 6/2024", True)
    assert _of(evidence(query, places, "51.03", "2023-12"), "regulation")["missing"].tolist() == [
        NO_REGULATION,
        NO_CLAUSE,
    ]


def test_a_regulation_that_an_office_sent_too_stands_once_as_sent(query: Query) -> None:
    sent = """select '51.03' as region_code, 'Perbup' as kind, '6' as number, 2024::bigint as year, 'UCOK' as subject,
        false as has_budget_clause, 'reported' as status, 'b1' as batch_id"""
    rows = regulations(with_rows(query, "commitment", sent), ["51.03"], "2025-12")
    assert rows[["kind", "number", "year", "status"]].values.tolist() == [["Perbup", "6", 2024, "reported"]]
    assert rows["batch_ids"].map(list).tolist() == [["b1"]]
    assert rows["has_budget_clause"].isna().all()  # left empty by the office: not known


def test_cover_of_non_asn_groups_is_apart_from_that_of_vulnerable_workers(demo: Query, places: Territory) -> None:
    rows = evidence(demo, places, "51.03", "2025-12")
    cover = rows[rows["kind"] == "cover"].set_index("what")
    oracle = demo(
        """select worker_category, sum(people) as people from sponsored_cover
        where region_code = '51.03' and start_month <= '2025-12' and end_month >= '2025-12' group by all"""
    ).set_index("worker_category")["people"]
    assert cover["value"].to_dict() == oracle.to_dict()
    groups = dict(zip(cover.index, cover["indicator_id"], strict=True))
    assert groups == {"adat_religious": "vulnerable", "village_staff": "non_asn"}
    assert set(cover["status"]) == {"demonstration"}


def test_a_small_count_of_cover_is_held_back_and_says_so(demo: Query, places: Territory) -> None:
    held_back = "select * replace (null::bigint as people, true as suppressed) from sponsored_group"
    rows = evidence(with_rows(demo, "sponsored_group", held_back), places, "51.03", "2025-12")
    cover = rows[rows["kind"] == "cover"]
    assert len(cover) and cover["value"].isna().all()
    assert set(cover["missing"]) == {HELD_BACK}
