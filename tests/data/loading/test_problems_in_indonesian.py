"""What is wrong with a file is said in the steward's language: every rule, every remedy, and the numbers in them."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from data.loading import Limits
from data.office import OFFICE_TABLES
from data.problem import Problem
from i18n import language, retell
from tests.data.loading.making import MEMBERSHIP, ROW, load, membership, repacked, text, workbook

ID, EN = language("id"), language("en")
WIDE = ["wilayah", "per tanggal", "aktif PU", "aktif BPU", "Total aktif", "basis", "%", "target", "Catatan"]
REGULATION = ["Wilayah", "Jenis", "Nomor", "Tahun", "Memuat anggaran"]
WORKFORCE = ["Wilayah", "Bulan", "Basis", "Formal", "Informal", "Jumlah", "RSE", "Sumber"]
TARGET = ["Wilayah", "Kantor", "Tenggat", "Satuan", "Basis", "Nilai", "Sifat", "Ditetapkan oleh", "Ditetapkan pada"]
CHOSEN = ["UCJ", "Resmi", "Kanwil", "2026-01"]


def broken_workbook() -> list[Problem]:
    """Read a workbook in which nearly everything is wrong that can be wrong with a cell or a heading."""

    def change(book: Any) -> None:
        members = book.get_worksheet_by_name("Kepesertaan")
        members.write_formula("E20", "=1+1", None, 2)
        members.write_formula("D20", "=1/0", None, "#DIV/0!")

    members = [
        ["51.99", "2025", "TKI", "x", None],
        ["Bima", "2027-01", "PU", -1, 2**53],
        ["51.04", "2026-01", "PU", 1, 2],
        ["51.04", "2026-01", "PU", 2, 2],
        ["51.05", "2026-01", "PU", "1.234.567", "1.000"],
        ["51.06", "2026-01", "PU", "7,654,321", 1, 5],
    ]
    sheets: dict[str, Any] = {
        "Kepesertaan": [[*MEMBERSHIP, None], *members],
        "Lagi": [[*MEMBERSHIP, "Active", "Catatan"], [*ROW, 5, 5], ["51.04", "2026-01", "PU", 3, 3, 3, 3]],
        "Iuran": [["Wilayah", "BLTH", "Program", "Iuran seharusnya"], ["5301", "2026-01", "JKK", "9.100"]],
        "Sistem": [MEMBERSHIP, ["9119", "2026-01", "PU", 5, 5], ["9471", "2026-01", "PU", 5, 5]],
        "Titik": [MEMBERSHIP, ["53.02", "2026-01", "JAKON", 5, 5], ["5301", "2026-01", "JAKON", 5, 5]],
        "Regulasi": [
            REGULATION,
            ["51.03", "Perda", date(2024, 1, 1), 24, "x"],
            ["51.03", "Perda", "y" * 2001, 1900, 1],
        ],
        "Basis tenaga kerja": [
            WORKFORCE,
            ["51.03", "2026-01", "UCJ", 1, 2, 4, 65, "x"],
            ["51.04", "2026-01", "UCJ", 1, 2, 3, "165%", "x"],
            ["51.05", "2026-01", "UCJ", 1, 2, 3, "-", "x"],
        ],
        "Target": [
            TARGET,
            ["51.03", "KC-1", "2026-12", "Cakupan", "UCJ", 0.5, *CHOSEN[1:]],
            ["51.03", None, "2026-12", "Orang", None, "65%", *CHOSEN[1:]],
            ["51.04", None, "2026-12", "Cakupan", None, 0, *CHOSEN[1:]],
        ],
        "Wilayah baru": [
            ["Kode", "Nama", "Tingkat", "Jenis", "Berlaku mulai"],
            ["5109x", "A", "regency", "kota", "2026-01"],
        ],
        "Data": [WIDE, ["Kab. Badung", "2025-12", 300, 200, 501, 1000, "65%", "65%", "x"]],
        "Nama": [["Wilayah", "Nama wilayah", *MEMBERSHIP[1:]], ["51.03", "Gianyar", "2026-01", "BPU", 5, 5]],
        "Surat": [["halo"]],
    }
    return load(workbook(sheets, change)).problems


def broken_files() -> Iterator[Problem]:
    """Read files that are refused whole."""
    yield from load(b"x", "a.xls").problems
    yield from load(b"", "a.csv").problems
    yield from load(b"%PDF", "a.csv").problems
    yield from load(text([MEMBERSHIP, ROW]), "a.xlsx").problems
    yield from load(b"Wilayah,Bulan\n\x81,1\n", "a.csv").problems
    yield from load(b"PAR1 PAR1", "a.parquet").problems
    yield from load(membership(), "a.xlsx").problems
    yield from load(text([MEMBERSHIP, ["51.04", "2026-01"]]), "a.csv").problems
    yield from load(membership(ROW)[:3000], "a.xlsx").problems
    yield from load(repacked(membership(ROW), {"xl/vbaProject.bin": b"x"}), "a.xlsx").problems
    for limit in ("file_bytes", "unpacked_bytes", "members", "sheets", "rows", "columns", "cells", "problems"):
        yield from load(membership(["51.99", *ROW[1:]]), "a.xlsx", limits=Limits(**{limit: 0})).problems


def test_every_rule_and_remedy_of_a_broken_workbook_is_said_in_indonesian() -> None:
    problems = broken_workbook()
    assert len({problem.rule for problem in problems}) >= 40
    for problem in problems:
        _is_in_both_languages(problem.rule)
        _is_in_both_languages(problem.remedy)


def test_every_reason_to_refuse_a_file_is_said_in_indonesian() -> None:
    problems = list(broken_files())
    assert len({problem.rule for problem in problems}) >= 18
    for problem in problems:
        _is_in_both_languages(problem.rule)
        _is_in_both_languages(problem.remedy)


@pytest.mark.parametrize("table", OFFICE_TABLES, ids=lambda table: table.name)
def test_the_rules_of_every_office_table_are_said_in_indonesian(table: Any) -> None:
    for rule in table.rules:
        _is_in_both_languages(rule.says)
        _is_in_both_languages(rule.remedy)


def test_a_message_is_said_with_its_values_and_with_the_signs_of_the_language() -> None:
    rows = [problem for problem in load(membership(*[ROW] * 1100)).problems if problem.row is None]
    # 1,100 rows of one key: 1,099 repeat the first, 1,000 are listed and 99 are not.
    assert [(retell(problem.rule, ID), retell(problem.value or "", ID)) for problem in rows] == [
        ("ditampilkan dengan paling banyak 1.000 masalah sekaligus", "99 lagi")
    ]
    wide = load(workbook({"Data": [[*WIDE[:4], "basis UCJ", "%"], ["Kab. Badung", "2025-12", 1, 1, 3, 60]]})).problems
    # (1 + 1) / 3 is 66.67 percent.
    assert [retell(problem.rule, ID) for problem in wide] == [
        "sama dengan peserta aktif dibagi basis pada baris ini, yaitu 66,67%"
    ]
    huge = load(membership(ROW), limits=Limits(members=1)).problems[0]
    assert retell(huge.rule, ID) == "memuat paling banyak 1 bagian"
    name = load(membership(["Gorontalo", *ROW[1:]])).problems[0]
    assert retell(name.rule, ID) == (
        "menyebut satu wilayah; ini dapat berarti Gorontalo (75) atau Kabupaten Gorontalo (75.01) atau Kota Gorontalo (75.71)"
    )


def test_what_was_found_in_place_of_a_cell_is_said_in_indonesian_and_a_cell_is_never_translated() -> None:
    found = load(b"x", "a.xls").problems[0].value
    assert found is not None
    assert retell(found, ID) == "akhiran nama berkas: .xls"
    cell = load(membership([*ROW[:3], "macros", 5])).problems[0].value
    assert cell == "macros"
    assert type(cell) is str  # so that a page which retells what is told leaves it alone


def _is_in_both_languages(english: str) -> None:
    indonesian = retell(english, ID)
    assert retell(english, EN) == english
    assert indonesian != english
    assert "{" not in indonesian
