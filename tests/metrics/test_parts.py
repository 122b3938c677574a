"""The numbers of a figure with what the store says describes it are the figure as it stands in the store's own row."""

from dataclasses import replace

import pandas as pd
import pytest

from metrics._model import FEW, Query, Scope, measure
from metrics.catalogue import metrics
from metrics.parts import DESCRIPTIONS, Parts, described
from tests.metrics.office_sent import BALI

EVERY_METRIC = pytest.mark.parametrize("name", list(metrics()))

SCOPES = {
    "every figure": Scope(),
    "published and reported ones": Scope(real=True),
    "Bali's regencies of two years": Scope(tuple(BALI), since="2023-06", until="2025-05"),
    "the latest of Bali": Scope(("51",), as_of="2025-12"),
    "an error that the reader assumes": Scope(("51", "ID"), error=0.03),
    "a segment": Scope(("51",), segment="PU"),
    "nobody": Scope(()),
}


@EVERY_METRIC
@pytest.mark.parametrize("scope", SCOPES.values(), ids=SCOPES)
def test_a_figure_is_the_one_that_its_own_row_gives(name: str, scope: Scope, demonstration_query: Query) -> None:
    asked = metrics()[name]
    by_row = replace(asked, sql=str(asked.sql))
    assert not isinstance(by_row.sql, Parts)
    pd.testing.assert_frame_equal(
        measure(demonstration_query, asked, scope), measure(demonstration_query, by_row, scope), check_exact=True
    )


@EVERY_METRIC
def test_figures_with_one_number_are_described_alike(name: str, demonstration_query: Query) -> None:
    rows = demonstration_query(f"select * from ({metrics()[name].sql})").set_index("described")
    rows = rows[list(DESCRIPTIONS)].map(lambda cell: "|".join(cell) if hasattr(cell, "__len__") else str(cell))
    ways = rows.reset_index().drop_duplicates()
    assert len(ways) == rows.index.nunique()


def test_so_many_regions_that_a_join_finds_them_come_in_the_order_of_results(demonstration_query: Query) -> None:
    regions = tuple(demonstration_query("select region_code from region order by region_code desc")["region_code"])
    assert len(regions) > FEW
    for as_of in ("2024-12", "2025-06", "2025-12"):
        found = measure(demonstration_query, metrics()["active_participants"], Scope(regions, as_of=as_of))
        assert found["region_code"].tolist() == sorted(found["region_code"])


def test_what_no_figure_has_is_an_empty_column_and_what_one_lacks_has_a_mask() -> None:
    numbers = pd.DataFrame(
        {
            "region_code": ["51", "52", "53"], "period": "2025-12", "month": "2025-12", "numerator": [1, 2, 3],
            "denominator": [4, 5, 6], "denominator_period": "2025-12", "printed": None, "described": [7, 2, 7],
        }
    )  # fmt: skip
    descriptions = pd.DataFrame(
        {
            "described": [2, 5, 7],
            "series": ["press", "office", None],
            "parts_present": pd.array([9, None, None], "Int64"),
            "source_ids": [["a"], ["b"], ["c", "d"]],
        }
    )
    found = described(numbers, descriptions)
    assert pd.Series(found["series"]).fillna("-").tolist() == ["-", "press", "-"]
    assert pd.Series(found["parts_present"]).fillna(0).tolist() == [0, 9, 0]
    assert list(found["source_ids"]) == [["c", "d"], ["a"], ["c", "d"]]
    alike = described(numbers[numbers["described"] == 7], descriptions)
    assert (alike["series"].dtype, list(alike["series"])) == (object, [None, None])
    assert described(numbers[numbers["described"] == 2], descriptions)["parts_present"].dtype == "int64"
