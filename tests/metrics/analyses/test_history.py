"""Monthly lines, each apart where weights or boundaries changed, and the events beside them."""

import pytest

from data.standing import LINE_KEY
from metrics._model import Scope, UnknownName, line_of, measure
from metrics.analyses.events import COLUMNS, events
from metrics.analyses.history import monthly_lines
from metrics.catalogue import metric


@pytest.mark.parametrize(("region", "base"), [("51", "ucj"), ("51.03", "bps"), ("91", "ucj"), ("94", "bps_formal")])
def test_each_line_has_one_key_and_the_first_is_the_one_that_goes_on(demonstration_query, places, region, base) -> None:
    held = monthly_lines(demonstration_query, places, region, "2025-12", base)
    ends = []
    for number, line in held.groupby("line"):
        line_of(line)
        assert list(line["month"]) == sorted(set(line["month"]))
        ends.append((number, line["month"].max()))
    assert [number for number, _ in ends] == list(range(len(ends)))
    assert [month for _, month in ends] == sorted((month for _, month in ends), reverse=True)
    assert held.groupby(list(LINE_KEY), dropna=False).ngroups == len(ends)


def test_a_change_of_weights_and_of_boundaries_begins_a_new_line(demonstration_query, places) -> None:
    weights = monthly_lines(demonstration_query, places, "51.03", "2025-12", "bps")
    assert weights.groupby("line")["weights"].first().tolist()[:2] == ["weights-sp2020", "weights-before-sp2020"]
    split = monthly_lines(demonstration_query, places, "91", "2025-12", "ucj")
    assert [set(line["boundary"].dropna()) for _, line in split.groupby("line")] == [set(), {"before-2022-split"}]


def test_the_months_are_those_of_the_metric(demonstration_query, places) -> None:
    line = monthly_lines(demonstration_query, places, "51.08", "2024-06", "ucj")
    asked = measure(demonstration_query, metric("coverage"), Scope(("51.08",), "ucj", "total", until="2024-06"))
    assert line["value"].tolist() == asked.loc[asked["on_line"], "value"].tolist()
    assert line["month"].max() == "2024-06"


def test_published_points_are_no_monthly_line(query, places) -> None:
    assert monthly_lines(query, places, "51", "2025-12", "ucj").empty


def test_an_unknown_region_is_refused(query, places) -> None:
    with pytest.raises(UnknownName):
        monthly_lines(query, places, "99", "2025-12", "ucj")


def test_an_event_holds_for_its_region_all_within_and_the_whole_around(query, places) -> None:
    def names(region: str, *affects: str) -> set[str]:
        return set(events(query, places, region, "2025-12", affects)["event_id"])

    assert "papua-split-1" in names("91", "boundary") & names("91.71", "boundary") & names("KW-BANUSPA", "boundary")
    assert names("51", "boundary") == set()
    assert {"covid", "inpres2-2021"} == names("51.03", "membership")
    assert "sakernas-sp2020" in names("51.03", "workforce")


def test_events_that_start_later_are_left_out_and_rows_are_in_the_order_of_time(query, places) -> None:
    told = events(query, places, "51", "2020-12", ("membership", "contribution", "workforce"))
    assert tuple(told.columns) == COLUMNS
    assert told["start"].tolist() == sorted(told["start"])
    assert told["start"].max() <= "2020-12-31"
    assert told.loc[told["event_id"] == "covid", "end"].item() == "2022-12-30"
