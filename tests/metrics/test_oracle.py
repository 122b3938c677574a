"""Every figure of every metric against an oracle that knows the CSVs and the written rules, and none of the SQL."""

from collections import Counter
from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from data.home import FACTS
from metrics._model import COLUMNS, EXTRA
from metrics.catalogue import metrics
from tests.metrics import oracle, oracle_shares
from tests.metrics.oracle import Facts, Figure, month_of
from tests.metrics.oracle_rules import pick_order, shown

ORACLES: dict[str, Callable[[Facts], list[Figure]]] = {
    "active_participants": oracle.active_participants,
    "coverage": oracle_shares.coverage,
    "informal_share": oracle_shares.informal_share,
    "population": oracle.population,
    "vulnerable_covered": oracle.vulnerable_covered,
    "workforce": oracle.workforce_figures,
}
COMPARED = (
    "region_code", "period", "base", "segment", "series", "boundary", "weights", "numerator", "denominator",
    "denominator_period", "value", "printed", "conflict", "status", "numerator_status", "denominator_status",
    "parts_present", "parts_expected", "approx", "shown",
)  # fmt: skip


@pytest.fixture(scope="module")
def expected() -> dict[str, list[Figure]]:
    facts = Facts(FACTS)
    all_figures = {name: by_rule(facts) for name, by_rule in ORACLES.items()}
    for figures in all_figures.values():
        shown(figures, pick_order)
    return all_figures


def plain(value: Any) -> Any:
    """Give a cell as plain Python: None where absent, fractions as the double nearest to them."""
    if value is None or isinstance(value, str):
        return value
    return None if pd.isna(value) else float(value)


def as_rows(figures: list[dict[str, Any]], sources: str) -> Counter[tuple[Any, ...]]:
    """Give each figure as one row to compare: the columns of ``COMPARED`` and its sources."""
    return Counter((*(plain(f[name]) for name in COMPARED), *sorted(f[sources])) for f in figures)


def test_every_metric_has_an_oracle() -> None:
    assert sorted(ORACLES) == list(metrics())


@pytest.mark.parametrize("metric", ORACLES)
def test_every_figure_is_what_the_rules_give_and_no_other(
    metric: str, figures: dict[str, pd.DataFrame], expected: dict[str, list[Figure]]
) -> None:
    computed = as_rows(figures[metric].to_dict("records"), "source_ids")
    by_rule = as_rows(expected[metric], "sources")
    assert len(by_rule) > 30
    assert computed - by_rule == Counter()
    assert by_rule - computed == Counter()


@pytest.mark.parametrize("metric", ORACLES)
def test_a_result_has_the_fixed_columns_and_the_fixed_order(metric: str, figures: dict[str, pd.DataFrame]) -> None:
    frame = figures[metric]
    assert tuple(frame.columns) == (*COLUMNS, *EXTRA)
    assert frame["month"].tolist() == [month_of(period) for period in frame["period"]]
    keys = frame[["region_code", "month", "base", "segment", "series"]].fillna("￿").astype(str)
    assert keys.equals(keys.sort_values(list(keys.columns), kind="stable"))


@pytest.mark.parametrize("metric", ORACLES)
def test_a_figure_names_its_sources_and_the_rows_it_came_from(metric: str, figures: dict[str, pd.DataFrame]) -> None:
    known = {row["source_id"] for row in Facts(FACTS).rows("sources")}
    for figure in figures[metric].itertuples():
        assert set(figure.source_ids) <= known
        assert len(figure.source_ids) == len(set(figure.source_ids)) > 0
        assert len(figure.fact_rows) >= (figure.parts_present if pd.notna(figure.parts_present) else 1)


@pytest.mark.parametrize("metric", ORACLES)
def test_what_this_step_cannot_know_is_null_and_nothing_is_suppressed(
    metric: str, figures: dict[str, pd.DataFrame]
) -> None:
    frame = figures[metric]
    assert frame[["low", "high"]].isna().all(axis=None)
    assert not frame["suppressed"].any()
    assert all(len(batches) == 0 for batches in frame["batch_ids"])
    assert set(frame["unit"]) == {metrics()[metric].unit}


def test_the_compilers_own_table_of_recomputed_shares_agrees(figures: dict[str, pd.DataFrame]) -> None:
    coverage = figures["coverage"].explode("fact_rows").set_index("fact_rows")
    said = {"yes": True, "no": False, "approximate parts": False}
    for row in Facts(FACTS).rows("share_parts"):
        figure = coverage.loc[f"published_figures.csv:{row['share_row']}"]
        assert (row["share_id"], bool(figure["conflict"])) == (row["share_id"], said[row["conflict"]])
        assert abs(100 * figure["value"] - float(row["recomputed"])) <= 0.0001
        assert figure["recomputed_from"] == f"published_figures.csv:{row['numerator_row']},{row['denominator_row']}"
