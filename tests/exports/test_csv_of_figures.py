"""The file behind a figure: every digit, every source, every region, and nothing that a spreadsheet would run."""

import csv
import io
from typing import Any

import pandas as pd
import pytest

from data import store as coverage_store
from exports.table import COLUMNS, csv_bytes
from metrics.catalogue import metric
from metrics.overview import side_by_side
from metrics.territory import territory
from tests.built_once import published_home

FIGURE: dict[str, Any] = {
    "region_code": "51", "name": "Bali", "period": "2025-03", "base": "ucj", "base_certainty": "stated",
    "segment": "total", "series": "ucj_report", "boundary": None, "weights": None, "unit": "share",
    "value": 935079 / 1873899, "numerator": 935079, "denominator": 1873899, "denominator_period": "2025-03",
    "printed": 0.5088, "conflict": True, "status": "published", "parts_present": None, "parts_expected": None,
    "reason": None, "source_ids": ["antara", "den"], "batch_ids": [], "fact_rows": [],
    "approx": False, "month": "2025-03",
}  # fmt: skip
NONE = {**dict.fromkeys(FIGURE), "region_code": "51.08", "name": "Kabupaten Buleleng"}
SOURCES = {
    "antara": "Antara, 2025-04-30, https://bali.antaranews.com/x?a=1&b=2",
    "den": "Dewan Ekonomi Nasional, n.d., ",
}
PEOPLE = ("numerator", "denominator", "parts_present", "parts_expected")


def frame(*rows: dict[str, Any]) -> pd.DataFrame:
    return pd.DataFrame(list(rows)).astype({"conflict": "boolean"} | dict.fromkeys(PEOPLE, "Int64"))


def read(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def one(**changes: Any) -> dict[str, str]:
    (row,) = read(csv_bytes(frame({**FIGURE, **changes}), SOURCES))
    return row


def test_a_spreadsheet_is_told_that_it_is_utf8_and_gets_windows_lines() -> None:
    content = csv_bytes(frame(FIGURE, NONE), SOURCES)
    assert content.startswith(b"\xef\xbb\xbfregion_code,")
    assert content.count(b"\xef\xbb\xbf") == 1
    assert content.endswith(b"\r\n")
    assert content.count(b"\n") == content.count(b"\r\n") == 3


def test_the_columns_are_those_promised_in_their_order_by_code_not_by_language() -> None:
    assert tuple(one()) == COLUMNS


def test_every_value_stands_in_full_precision() -> None:
    row = one()
    assert row["value"] == repr(935079 / 1873899) == "0.49900181386510156"
    assert float(row["value"]) == 935079 / 1873899
    assert (row["numerator"], row["denominator"], row["printed"], row["conflict"]) == (
        "935079",
        "1873899",
        "0.5088",
        "True",
    )


@pytest.mark.parametrize("share", [1 / 3, 0.1 + 0.2, 1e-17, 0.65, 1.0000000000000002, 0.0])
def test_a_share_read_back_is_the_share_that_was_written(share: float) -> None:
    assert float(one(value=share)["value"]) == share


def test_a_region_without_a_figure_keeps_its_row_with_empty_cells() -> None:
    held, missing = read(csv_bytes(frame(FIGURE, NONE), SOURCES))
    assert held["region_code"] == "51"
    assert (missing.pop("region_code"), missing.pop("name")) == ("51.08", "Kabupaten Buleleng")
    assert set(missing.values()) == {""}


def test_a_table_without_any_figure_keeps_every_row() -> None:
    rows = read(csv_bytes(pd.DataFrame([NONE, NONE]).astype({"conflict": "object"}), SOURCES))
    assert [row["region_code"] for row in rows] == ["51.08", "51.08"]
    assert {row["value"] for row in rows} == {""}


def test_every_source_stands_in_every_row_in_words_and_by_code() -> None:
    rows = read(csv_bytes(frame(FIGURE, FIGURE), SOURCES))
    assert {row["sources"] for row in rows} == {f"{SOURCES['antara']}; {SOURCES['den']}"}
    assert {row["source_ids"] for row in rows} == {"antara; den"}


def test_a_source_without_words_is_named_by_its_code() -> None:
    assert one(source_ids=["lost"])["sources"] == "lost"


@pytest.mark.parametrize(
    "text",
    ["=1+1", '=HYPERLINK("http://example.org","x")', "+1", "-1", "@SUM(A1)", "\t=1+1", "\r=1+1", "=cmd|' /C calc'!A0"],
)
@pytest.mark.parametrize("column", ["name", "series", "reason", "period"])
def test_a_text_that_a_spreadsheet_would_run_is_only_text(column: str, text: str) -> None:
    assert one(**{column: text})[column] == f"'{text}"


def test_a_source_that_a_spreadsheet_would_run_is_only_text() -> None:
    (row,) = read(csv_bytes(frame({**FIGURE, "source_ids": ["=x"]}), {"=x": "@publisher"}))
    assert (row["sources"], row["source_ids"]) == ("'@publisher", "'=x")


def test_a_number_below_zero_stays_a_number() -> None:
    assert one(value=-0.25)["value"] == "-0.25"


@pytest.mark.parametrize(
    "text", ["Aa, Bb", 'say "no"', "two\nlines", "semi;colon", "é π 省", "  spaces  ", "007", "1.5E3"]
)
def test_any_other_text_comes_back_letter_by_letter(text: str) -> None:
    assert one(name=text)["name"] == text


def test_a_code_keeps_its_dot_and_zeros() -> None:
    assert one(region_code="51.10")["region_code"] == "51.10"


def test_the_frame_that_was_given_is_not_changed() -> None:
    given = frame({**FIGURE, "name": "=1+1"}, NONE)
    before = given.copy(deep=True)
    csv_bytes(given, SOURCES)
    pd.testing.assert_frame_equal(given, before)


@pytest.mark.parametrize("base", metric("coverage").bases)
@pytest.mark.parametrize("whole", ["51", "KW-BANUSPA", "94", "11"])
def test_the_figures_held_come_back_as_they_are_with_people_as_whole_numbers(query, whole: str, base: str) -> None:
    places = territory(query)
    figures = side_by_side(query, places, places.parts(whole), metric("coverage"), "2025-12", base)
    rows = read(csv_bytes(figures, {}))
    assert [row["region_code"] for row in rows] == list(figures["region_code"])
    for row, figure in zip(rows, figures.itertuples(), strict=True):
        if pd.isna(figure.value):
            assert row["value"] == row["status"] == row["sources"] == ""
            continue
        assert float(row["value"]) == figure.value
        assert row["sources"].split("; ") == list(figure.source_ids)
        for column in PEOPLE:
            held = getattr(figure, column)
            assert row[column] == ("" if pd.isna(held) else str(int(held))), column


@pytest.fixture(scope="module")
def query(tmp_path_factory: pytest.TempPathFactory):
    """Ask a store of the bundled facts."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COVERAGE_HOME", str(published_home(tmp_path_factory)))
        opened = coverage_store.open_store()
    yield opened.query
    opened.close()
