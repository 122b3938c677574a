"""Kemnaker's table of provinces and the plain wide table: a column a segment, compared with the totals they print."""

from datetime import date
from typing import Any

import pytest

from data.loading import Read
from tests.data.loading.making import cells, load, said, text, workbook

KEMNAKER = [
    "Provinsi",
    "Aktif PU",
    "Aktif BPU",
    "Aktif Jakon",
    "Tidak Aktif PU",
    "Tidak Aktif BPU",
    "Tidak Aktif Jakon",
]
BALI = ["Bali", 300, 200, 100, 30, 20, 10]
NTB = ["NTB", 30, 20, 10, 3, 2, 1]
TWO_ROWS: list[list[Any]] = [
    [None, "Aktif", None, None, "Non Aktif", None, None, "Total"],
    ["Provinsi", "PU", "BPU", "Jasa Konstruksi", "PU", "BPU", "Jasa Konstruksi", None],
]
WIDE = ["wilayah", "per tanggal", "aktif PU", "aktif BPU", "aktif Jakon", "basis UCJ", "%", "target", "tenggat"]
BADUNG = ["Kab. Badung", date(2025, 12, 31), 300, 200, 100, 1000, "60%", "65%", "2026-12"]
MEASURES = ("region_code", "month", "segment", "registered", "active", "source_row")


def kemnaker(*rows: list[Any], headings: list[Any] = KEMNAKER, title: Any = "Cakupan per 31 Desember 2023") -> Read:
    return load(workbook({"Data": [[title], headings, *rows]}))


def wide(*rows: list[Any], headings: list[str] = WIDE, **reading: Any) -> Read:
    return load(workbook({"Data": [headings, *rows]}), "rencana.xlsx", **reading)


def test_kemnakers_table_becomes_a_row_a_province_and_segment() -> None:
    result = kemnaker(BALI, NTB, ["Total", 330, 220, 110, 33, 22, 11])
    assert said(result) == []
    assert result.layouts == ["kemnaker"]
    assert cells(result, "membership", *MEASURES) == [
        ["51", "2023-12", "PU", 330, 300, 3],
        ["52", "2023-12", "PU", 33, 30, 4],
        ["51", "2023-12", "BPU", 220, 200, 3],
        ["52", "2023-12", "BPU", 22, 20, 4],
        ["51", "2023-12", "JAKON", 110, 100, 3],
        ["52", "2023-12", "JAKON", 11, 10, 4],
    ]


def test_its_headings_may_stand_in_two_rows_and_the_name_of_a_province_is_not_that_of_a_city() -> None:
    rows = [["Desember 2023"], *TWO_ROWS, ["Jambi", *BALI[1:], 660]]
    result = load(workbook({"Data": rows}))
    assert said(result) == []
    assert cells(result, "membership", *MEASURES)[0] == ["15", "2023-12", "PU", 330, 300, 4]
    assert said(load(workbook({"Data": [*rows[:-1], ["Jambi", *BALI[1:], 661]]}))) == [
        (
            'januari.xlsx, sheet "Data", row 4, column "Total": the rule is that it is the sum of its parts in the row, 660; '
            "'661' stands there. Correct the total or one of its parts."
        )
    ]


def test_a_total_row_that_is_not_the_sum_of_the_rows_is_refused() -> None:
    assert said(kemnaker(BALI, NTB, ["INDONESIA", 331, 220, 110, 33, 22, 11])) == [
        (
            'januari.xlsx, sheet "Data", row 5, column "Aktif PU": the rule is that it is the sum of the rows, 330; '
            "'331' stands there. Correct the total or one of its parts."
        )
    ]


def test_a_table_that_names_no_month_or_two_is_refused() -> None:
    assert said(kemnaker(BALI, title="Peserta")) == [
        (
            'januari.xlsx, sheet "Data": the rule is that it names one month, in a column or above the headings; found no '
            'month. Add a column "Bulan", or name one month above the headings, such as "Desember 2023".'
        )
    ]
    two = kemnaker(BALI, title="Desember 2022 dan Desember 2023")
    assert [problem.value for problem in two.problems] == ["2022-12 and 2023-12"]
    column = load(workbook({"Data": [[*KEMNAKER, "Bulan"], [*BALI, "Des 2023"]]}))
    assert cells(column, "membership", "month")[0] == ["2023-12"]


def test_provinces_on_the_boundaries_before_2022_are_pointed_out() -> None:
    result = kemnaker(["Papua", *BALI[1:]])
    assert [(problem.is_warning, problem.row, problem.value) for problem in result.problems] == [(True, 3, "Papua")]
    assert result.tables.keys() == {"membership"}
    today = kemnaker(["Papua", *BALI[1:]], ["Papua Tengah", *BALI[1:]])
    assert said(today) == []


def test_its_cells_and_columns_are_checked_like_any_other() -> None:
    result = kemnaker(["Atlantis", "x", *BALI[2:]], BALI, BALI, headings=[*KEMNAKER[:-1], "Catatan"])
    assert [(problem.row, problem.column, problem.rule) for problem in result.problems] == [
        (2, "Catatan", "is a column of such a table"),
        (3, "Aktif PU", "is a whole number"),
        (3, "Provinsi", "is a region of the list"),
        *[(5, "Provinsi", "stands once, and row 4 has the same Provinsi, Bulan, Segmen")] * 3,
    ]
    lacking = kemnaker(["Bali", 1, 2, 3, 4, 5], headings=["Provinsi", *KEMNAKER[1:3], *KEMNAKER[4:]])
    assert ("Aktif JAKON", "is among the columns, since those not active are") in [
        (problem.column, problem.rule) for problem in lacking.problems
    ]


def test_the_wide_table_becomes_participants_workforce_and_targets() -> None:
    result = wide(BADUNG, ["Kota Denpasar", "31/12/2025", 30, 20, None, 100, None, None, None])
    assert said(result) == []
    assert result.layouts == ["wide"]
    assert cells(result, "membership", *MEASURES) == [
        ["51.03", "2025-12", "PU", None, 300, 2],
        ["51.71", "2025-12", "PU", None, 30, 3],
        ["51.03", "2025-12", "BPU", None, 200, 2],
        ["51.71", "2025-12", "BPU", None, 20, 3],
        ["51.03", "2025-12", "JAKON", None, 100, 2],
    ]
    assert cells(result, "office_workforce", "region_code", "month", "base", "total", "source") == [
        ["51.03", "2025-12", "ucj", 1000, "rencana.xlsx"],
        ["51.71", "2025-12", "ucj", 100, "rencana.xlsx"],
    ]
    assert cells(
        result, "office_target", "region_code", "deadline_month", "unit", "base", "value", "kind", "set_by", "set_month"
    ) == [["51.03", "2026-12", "share", "ucj", 0.65, "plan", "rencana.xlsx", "2025-12"]]


def test_the_same_target_in_every_month_is_one_target() -> None:
    earlier = ["Kab. Badung", "2025-11", 290, 190, 90, 1000, "57%", "65%", "2026-12"]
    assert cells(wide(earlier, BADUNG), "office_target", "value", "set_month") == [[0.65, "2025-11"]]
    raised = [*earlier[:7], "64%", "2026-12"]
    assert [problem.row for problem in wide(raised, BADUNG).problems] == [3]


def test_a_base_without_a_name_is_asked_about() -> None:
    headings = [*WIDE[:5], "basis", *WIDE[6:]]
    assert said(wide(BADUNG, headings=headings)) == [
        (
            'rencana.xlsx, sheet "Data", row 1, column "basis": the rule is that it names its base; \'basis\' stands there. '
            'Say which base it is, UCJ, Sakernas or Potensi, or write it in the heading, such as "Basis UCJ".'
        )
    ]
    assert cells(wide(BADUNG, headings=headings, base="bps"), "office_workforce", "base") == [["bps"]]
    assert [problem.rule for problem in wide(BADUNG, base="bps").problems] == [
        "is the base bps, as chosen for this file"
    ]
    named = wide([*BADUNG[:5], "Sakernas", *BADUNG[6:]], headings=headings)
    assert named.tables.keys() == {"membership", "office_target"}
    assert cells(named, "office_target", "base") == [["bps"]]


def test_a_target_without_a_deadline_is_not_loaded_and_that_is_said() -> None:
    result = wide(BADUNG[:8], headings=WIDE[:8])
    assert said(result) == [
        (
            'Warning: rencana.xlsx, sheet "Data", row 2, column "target": the rule is that it stands beside its deadline, and '
            "is not loaded without; '65%' stands there. Add a column \"Tenggat\" with the month in which the target is to be "
            "reached."
        )
    ]
    assert result.tables.keys() == {"membership", "office_workforce"}


@pytest.mark.parametrize(
    ("printed", "is_pointed_out"),
    [
        # 600 of 1,000 are 60 percent; the parts may be off by half the last digit printed, and by 0.1 point.
        ("60%", False), ("60.4%", True), ("60.09%", False), ("61%", True), (0.6, False), (0.61, True), (60, False),
        ("60,05%", False), (0.6009, False), (0.6012, True),
    ],
    ids=repr,
)  # fmt: skip
def test_a_percentage_that_its_parts_contradict_is_pointed_out(printed: Any, is_pointed_out: bool) -> None:
    result = wide([*BADUNG[:6], printed, *BADUNG[7:]])
    rule = "is the active participants over the base of the row, 60.00%"
    assert [(problem.is_warning, problem.column, problem.rule) for problem in result.problems] == [
        (True, "%", rule)
    ] * is_pointed_out
    assert cells(result, "membership", "active") == [[300], [200], [100]]


def test_the_wide_table_is_read_from_csv_with_the_separators_its_columns_prove() -> None:
    # 300,500 + 200 + 1,000,100 of 2,000,000 are 65.04 percent.
    rows = [WIDE, ["Kab. Badung", "31/12/2025", "300.500", "200", "1.000.100", "2.000.000", "65,04%", "", ""]]
    result = load(text(rows, ";"), "a.csv")
    assert said(result) == []
    assert cells(result, "membership", "active") == [[300500], [200], [1000100]]
