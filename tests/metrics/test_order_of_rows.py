"""The order of rows in a fact file means nothing: shuffled facts give the same figures, contradictions and targets."""

import random
from pathlib import Path

import pandas as pd
import pytest

from data.store import Query
from metrics._model import COLUMNS, EXTRA, Scope, measure
from metrics.analyses.target import targets
from metrics.catalogue import metrics
from metrics.disagreement import conflicts, differing
from metrics.territory import Territory, territory
from tests.data.altered_facts import rows_of, write_rows
from tests.metrics.conftest import BuildFrom

BY_PLACE = {"recomputed_from", "fact_rows"}  # these name rows, so they follow them
KEPT = [column for column in (*COLUMNS, *EXTRA) if column not in BY_PLACE]


@pytest.fixture(scope="module")
def shuffled(facts: Path, build_from: BuildFrom) -> Query:
    dice = random.Random(2025)
    for path in sorted(facts.glob("*.csv")):
        rows = rows_of(path)
        order = list(range(len(rows)))
        dice.shuffle(order)
        write_rows(path, [rows[place] for place in order])
        if path.name == "published_figures.csv":
            moved = {str(place + 2): str(order.index(place) + 2) for place in order}
    names = ("share_row", "numerator_row", "denominator_row")  # these say where a row stands
    parts = [row | {name: moved[row[name]] for name in names} for row in rows_of(facts / "share_parts.csv")]
    write_rows(facts / "share_parts.csv", parts)
    return build_from(facts)


def as_text(frame: pd.DataFrame) -> list[tuple[str, ...]]:
    return sorted(
        tuple(map(repr, row)) for row in frame.astype(object).where(frame.notna(), None).itertuples(index=False)
    )


@pytest.mark.parametrize("name", list(metrics()))
def test_shuffled_facts_give_the_same_figures(name: str, shuffled: Query, figures: dict[str, pd.DataFrame]) -> None:
    assert as_text(measure(shuffled, metrics()[name], Scope())[KEPT]) == as_text(figures[name][KEPT])


def test_shuffled_facts_give_the_same_contradictions(shuffled: Query, query: Query) -> None:
    for listed in (conflicts, differing):
        assert as_text(listed(shuffled)[["metric", *KEPT]]) == as_text(listed(query)[["metric", *KEPT]])


@pytest.mark.parametrize("region", ["ID", "51", "92"])
def test_shuffled_facts_give_the_same_targets_in_the_same_order(
    region: str, shuffled: Query, query: Query, places: Territory
) -> None:
    found = targets(shuffled, territory(shuffled), region, "2025-09").drop(columns="figure_rows")
    pd.testing.assert_frame_equal(found, targets(query, places, region, "2025-09").drop(columns="figure_rows"))
