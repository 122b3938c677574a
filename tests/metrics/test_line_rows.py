"""Rows held as dictionaries lie on the lines that frames lie on, and one question for many lines gives each as asked alone."""

import pandas as pd
import pytest

from data.standing import LINE_KEY
from data.store import Query
from metrics import _model, line_rows
from metrics._model import LinesMixed, Scope, line_of, measure
from metrics.analyses.news import SEGMENTS, since
from metrics.analyses.standing_words import standing
from metrics.analyses.target import targets
from metrics.catalogue import metric
from metrics.panel import line_of_each_segment, panel
from metrics.territory import Territory

COLUMNS = (*LINE_KEY, "period", "month", "status", "on_line", "shown", "value")
REGIONS = ("51", "51.03", "52.03", "91", "94", "ID")


def held(query: Query, name: str, region: str) -> pd.DataFrame:
    return measure(query, metric(name), Scope((region,)))


@pytest.mark.parametrize("region", REGIONS)
@pytest.mark.parametrize("name", ["coverage", "active_participants"])
def test_every_figure_has_the_line_in_rows_that_it_has_in_a_frame(
    demonstration_query: Query, name: str, region: str
) -> None:
    frame = held(demonstration_query, name, region)
    rows = line_rows.rows_of(frame, COLUMNS)
    for place, row in enumerate(rows):
        line = frame[_model.same_line(frame, frame.iloc[place])]
        try:
            line_of(line)
        except LinesMixed:
            assert line_rows.same_line(rows, row) is None
            continue
        found = line_rows.same_line(rows, row)
        assert found is not None
        assert [one["period"] for one in found] == line["period"].tolist()


@pytest.mark.parametrize("region", REGIONS)
def test_the_demonstration_set_gives_way_in_rows_as_in_a_frame(demonstration_query: Query, region: str) -> None:
    frame = held(demonstration_query, "coverage", region)
    told = ["base", "segment", "period", "status", "value"]
    left = [[row[name] for name in told] for row in line_rows.leading(line_rows.rows_of(frame, COLUMNS))]
    assert left == _model.leading(frame)[told].values.tolist()


def test_a_key_without_a_part_has_none_there(query: Query) -> None:
    row = line_rows.rows_of(held(query, "coverage", "51"), COLUMNS)[0]
    assert (row["boundary"], row["weights"]) == (None, None)


@pytest.mark.parametrize("region", ["51", "51.03", "91"])
def test_one_question_for_all_segments_gives_the_line_of_each(demonstration_query: Query, region: str) -> None:
    asked, as_of = metric("active_participants"), "2025-11"
    together = line_of_each_segment(demonstration_query, asked, region, as_of, SEGMENTS)
    for segment in SEGMENTS:
        alone = panel(demonstration_query, asked, [region], as_of, segment=segment, fewest=1)
        found = together[segment]
        assert (found.key, found.month, found.missing, found.reason) == (
            alone.key, alone.month, alone.missing, alone.reason,
        )  # fmt: skip
        told = ["region_code", "period", "numerator"]
        assert found.figures[told].values.tolist() == alone.figures[told].values.tolist()
    assert together["BPU"].month is not None


def test_targets_that_were_read_before_are_not_read_again(
    demonstration_query: Query, places: Territory, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = targets(demonstration_query, places, "51", "2025-01")
    asked = []

    def query(sql: str, **parameters: object) -> pd.DataFrame:
        asked.append(sql)
        return demonstration_query(sql, **parameters)

    told = standing(query, places, "51", "2025-01", "ucj", read=read)
    assert not any("from target" in sql for sql in asked)
    assert told.goal.target_id == standing(demonstration_query, places, "51", "2025-01", "ucj").goal.target_id
    passed = since(demonstration_query, places, "51", "2024-11", "2025-01", read=read).of("target")
    assert len(passed) > 0
    pd.testing.assert_frame_equal(
        passed, since(demonstration_query, places, "51", "2024-11", "2025-01").of("target"), check_dtype=False
    )
