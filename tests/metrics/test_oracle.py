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
from tests.metrics.oracle_cards import CARDS
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
    assert not set(ORACLES) & set(CARDS)
    assert sorted({*ORACLES, *CARDS}) == list(metrics())


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
def test_of_what_is_published_nothing_is_suppressed_and_no_office_sent_it(
    metric: str, figures: dict[str, pd.DataFrame]
) -> None:
    frame = figures[metric]
    assert not frame["suppressed"].any()
    assert all(len(batches) == 0 for batches in frame["batch_ids"])
    assert set(frame["unit"]) == {metrics()[metric].unit}


@pytest.mark.parametrize("metric", [*ORACLES, "formal_coverage", "informal_coverage"])
def test_only_a_share_over_a_round_of_sakernas_has_an_error_the_one_assumed_for_its_base_and_level(
    metric: str, figures: dict[str, pd.DataFrame]
) -> None:
    facts = Facts(FACTS)
    divided_by = {row["base"]: row["workforce_base"] for row in facts.rows("bases")}
    level = {row["region_code"]: row["level"] for row in facts.rows("regions")}
    assumed = {(row["base"], row["level"]): row for row in facts.rows("base_errors")}
    with_error = 0
    for figure in figures[metric].itertuples():
        row = assumed.get((divided_by.get(figure.base), level[figure.region_code]))
        if (
            figure.unit != "share"
            or metric == "informal_share"
            or pd.isna(figure.weights)
            or figure.month < row["since"]
        ):
            assert all(pd.isna(getattr(figure, name)) for name in ("low", "high", "error", "error_from"))
            continue
        error = float(row["error"])
        assert (figure.error, figure.error_from) == (error, "assumed")
        # 95 percent of a normal distribution lie within 1.96 standard errors of the workforce.
        assert figure.low == pytest.approx(
            figure.numerator / (figure.denominator * (1 + 1.959963985 * error)), rel=1e-9
        )
        assert figure.high == pytest.approx(
            figure.numerator / (figure.denominator * (1 - 1.959963985 * error)), rel=1e-9
        )
        with_error += 1
    assert (with_error > 20) == (metric in ("coverage", "formal_coverage", "informal_coverage"))


def test_the_compilers_own_table_of_recomputed_shares_agrees(figures: dict[str, pd.DataFrame]) -> None:
    coverage = figures["coverage"].explode("fact_rows").set_index("fact_rows")
    said = {"yes": True, "no": False, "approximate parts": False}
    for row in Facts(FACTS).rows("share_parts"):
        figure = coverage.loc[f"published_figures.csv:{row['share_row']}"]
        assert (row["share_id"], bool(figure["conflict"])) == (row["share_id"], said[row["conflict"]])
        assert abs(100 * figure["value"] - float(row["recomputed"])) <= 0.0001
        assert figure["recomputed_from"] == f"published_figures.csv:{row['numerator_row']},{row['denominator_row']}"
