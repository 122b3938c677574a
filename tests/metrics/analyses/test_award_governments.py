"""Governments side by side for the award, budgets and their order, and the command that prints every table."""

import argparse
import json

import pandas as pd
import pytest

from data.store import Query
from metrics._model import UnknownName
from metrics.analyses.award_budgets import BUDGET_UNSTATED, PART_OF_BUDGET
from metrics.analyses.award_evidence import (
    NO_REGULATION,
)
from metrics.analyses.award_governments import COLUMNS as SIDE_BY_SIDE
from metrics.analyses.award_governments import NO_BUDGET, governments, ranked_on
from metrics.analyses.award_growth import grown
from metrics.analyses.uncertainty import UNKNOWN_ERROR
from metrics.commands import OutOfBounds, award
from metrics.territory import Territory
from tests.metrics.analyses.award_evidence_made import BALI, with_rows


@pytest.fixture(scope="module")
def demo(demonstration_query: Query) -> Query:
    """Ask a store as it is at first start, with the demonstration set."""
    return demonstration_query


def test_nine_governments_of_bali_stand_side_by_side(demo: Query, places: Territory) -> None:
    rows = governments(demo, places, "51", "2025-12")
    assert tuple(rows.columns) == SIDE_BY_SIDE and rows["region_code"].tolist() == BALI
    by_code = rows.set_index("region_code")
    assert by_code.at["51.01", "regulations"] == 2 and by_code.at["51.03", "with_budget_clause"] == 1
    assert by_code.at["51.05", "regulations"] is None and by_code.at["51.05", "regulation_reason"] == NO_REGULATION
    growth = grown(demo, "coverage", BALI, "2025-12")
    assert rows["coverage"].tolist() == growth["now"].tolist() and rows["growth"].tolist() == growth["value"].tolist()
    assert set(rows["status"]) == {"demonstration"}
    assert set(rows["interval_reason"]) == {UNKNOWN_ERROR} and rows["low"].isna().all()
    pd.testing.assert_frame_equal(governments(demo, places, "51.03", "2025-12"), rows)


def test_a_published_budget_goes_before_the_demonstration_set_and_a_narrower_one_says_so(
    demo: Query, places: Territory
) -> None:
    rows = governments(demo, places, "51", "2025-12").set_index("region_code")
    assert (rows.at["51.04", "budget"], rows.at["51.04", "budget_status"]) == (1e9, "published")
    assert (rows.at["51.01", "budget"], rows.at["51.01", "budget_covers"]) == (648e6, "fishers")
    assert rows.at["51.01", "budget_reason"] == PART_OF_BUDGET
    oracle = demo(
        """select sum(budget) as budget, count(*) as schemes from sponsored_cover where region_code = '51.08'
        and worker_category = 'adat_religious' and funding_source = 'apbd_regency' and left(start_month, 4) = '2025'"""
    ).iloc[0]
    assert rows.loc["51.08", ["budget", "budget_schemes"]].tolist() == oracle.tolist()
    assert rows.at["51.08", "budget_status"] == "demonstration"


def test_the_sum_of_reported_schemes_is_summed_and_unknown_where_one_states_no_budget(
    query: Query, places: Territory
) -> None:
    scheme = """select '{}' as region_code, 'fishers' as worker_category, '{}' as funding_source, 100 as people,
        {} as budget, '2025-01' as start_month, '2025-12' as end_month, 'reported' as status, 'b1' as batch_id"""
    rows = " union all ".join(
        scheme.format(*parts)
        for parts in (
            ("51.04", "apbd_regency", 300), ("51.04", "dbh_cht", 200), ("51.04", "csr", 999),
            ("51.05", "apbdes", 100), ("51.05", "apbdes", "null"), ("51.06", "apbd_province", 70),
        )
    )  # fmt: skip
    found = governments(with_rows(query, "sponsored_cover", rows), places, "51", "2025-12").set_index("region_code")
    # 300 + 200; what firms pay is no budget of a government; the published billion gives way to what the office sent
    assert found.loc["51.04", ["budget", "budget_schemes", "budget_status"]].tolist() == [500.0, 2, "summed"]
    assert found.at["51.04", "batch_ids"] == ["b1"]
    assert (found.at["51.05", "budget"], found.at["51.05", "budget_reason"]) == (None, BUDGET_UNSTATED)
    assert found.loc["51.06", ["budget", "budget_status"]].tolist() == [70.0, "reported"]
    assert found.at["51.07", "budget_reason"] == NO_BUDGET


def test_without_figures_every_government_has_its_row_and_its_reasons(query: Query, places: Territory) -> None:
    rows = governments(query, places, "95", "2025-12")
    assert rows["region_code"].tolist() == places.parts("95")
    assert rows[["coverage", "growth", "regulations", "budget", "status"]].isna().all(axis=None)
    assert rows[["reason", "regulation_reason", "budget_reason"]].notna().all(axis=None)


def test_a_budget_of_a_narrower_group_is_not_ranked_with_whole_ones(demo: Query, places: Territory) -> None:
    values = ranked_on(governments(demo, places, "51", "2025-12"), ["coverage", "budget"]).set_index("region_code")
    assert pd.isna(values.at["51.01", "budget"]) and values.at["51.04", "budget"] == 1e9


def _answer(query: Query, places: Territory, words: str) -> pd.DataFrame:
    parser = argparse.ArgumentParser()
    parser.add_argument("--region")
    award.arguments(parser)
    return award.answer(parser.parse_args(words.split()), query, places)


@pytest.mark.parametrize("show", award.SHOWN)
def test_the_command_gives_flat_rows_for_every_table(show: str, demo: Query, places: Territory) -> None:
    rows = _answer(demo, places, f"--region 51.03 --show {show}")
    assert len(rows) and rows.columns.is_unique
    kinds = {type(value).__name__ for row in rows.to_dict("records") for value in row.values()}
    assert kinds <= {
        "str",
        "int",
        "float",
        "bool",
        "list",
        "ndarray",
        "NoneType",
        "NAType",
        "float64",
        "int64",
        "bool_",
    }


def test_the_command_adds_the_published_card_up_and_says_whose_weights_are_used(
    query: Query, places: Territory
) -> None:
    last = _answer(query, places, "--region 52.03").iloc[-1]
    assert (last["indicator_id"], last["score"], last["reason"]) == ("total", "51.51", None)
    weighted = _answer(query, places, "--region 52.03 --weight coverage=1").iloc[-1]
    assert weighted["score"] == "54.25" and "reader's own" in weighted["reason"]  # 7 x 7.75
    part = _answer(query, places, "--region 51.03 --score coverage=8.5 --score growth=1").iloc[-1]
    assert (part["indicator_id"], part["score"]) == ("entered", "9.5")
    assert json.dumps(part["missing"]) == '["vulnerable", "regulation", "non_asn", "presenter", "material"]'


@pytest.mark.parametrize(
    ("words", "error", "says"),
    [
        ("--region 51,52", OutOfBounds, "write one code"),
        ("--region 51.99", UnknownName, "region '51.99'"),
        ("--region 51 --as-of 2025-13", OutOfBounds, "write a month"),
        ("--region 51 --error 3", OutOfBounds, "--error is 3.0"),
        ("--region 51 --base x", UnknownName, "base of coverage 'x'"),
        ("--region 51 --score coverage", OutOfBounds, "write a name and a value"),
        ("--region 51 --score coverage=ten", OutOfBounds, "write numbers with a point"),
        ("--region 51 --score coverage=11", OutOfBounds, "from 0 to 10"),
        ("--region 51 --score speech=1", OutOfBounds, "There is no indicator 'speech'"),
        ("--region 51 --weight coverage=0", OutOfBounds, "All weights are zero"),
        ("--region 51 --show gates --given uhc_priority=perhaps", OutOfBounds, "a number, yes or no"),
        ("--region 51 --show gates --gate-set x", UnknownName, "gate set 'x'"),
        ("--region 51 --show robustness --weightings 10", OutOfBounds, "from 1000 to 20000"),
        ("--region 51 --show robustness --indicators speech", UnknownName, "indicator 'speech'"),
    ],
)
def test_a_wrong_question_is_refused_in_one_sentence(
    words: str, error: type[Exception], says: str, query: Query, places: Territory
) -> None:
    with pytest.raises(error) as refused:
        _answer(query, places, words)
    assert says in str(refused.value)
