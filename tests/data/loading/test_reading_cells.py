"""How regions and months may be written, and what is refused rather than guessed."""

from datetime import date, datetime
from typing import Any

import pytest

from data.loading import Read
from tests.data.loading.making import MEMBERSHIP, cells, load, membership, said, text, workbook


def regions(*written: Any, **reading: Any) -> Read:
    return load(membership(*[[place, f"{2000 + n}-01", "PU", None, 5] for n, place in enumerate(written)]), **reading)


def codes(result: Read) -> list[Any]:
    assert said(result) == []
    return result.tables["membership"]["region_code"].tolist()


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("51.03", "51.03"), ("5103", "51.03"), (5103, "51.03"), (51.03, "51.03"), (" 51.03 ", "51.03"),
        ("53.10", "53.10"), (53.1, "53.10"), ("53.1", "53.10"), ("51", "51"), (51, "51"),
        ("Kabupaten Badung", "51.03"), ("KAB. BADUNG", "51.03"), ("kab  badung", "51.03"), ("Badung", "51.03"),
        ("Kota Bima", "52.72"), ("Kab. Bima", "52.06"), ("Bali", "51"), ("Provinsi Bali", "51"), ("Prov. Jambi", "15"),
        ("Kota Jambi", "15.71"), ("Pematang Siantar", "12.72"), ("Kota Jakarta Pusat", "31.71"), ("NTB", "52"),
        ("Kepulauan Seribu", "31.01"), ("Kotabaru", "63.02"), ("D.I. Yogyakarta", "34"), ("Bangka Belitung", "19"),
    ],
    ids=repr,
)  # fmt: skip
def test_a_region_may_be_written_as_a_code_or_a_name(written: Any, code: str) -> None:
    assert codes(regions(written)) == [code]


@pytest.mark.parametrize(
    "written",
    ["51.99", "51.3", 51.3, "ID", "Indonesia", "KW-BANUSPA", "51,03", "Atlantis", 510.3, "Badung (51.04)"],
    ids=repr,
)
def test_what_is_no_region_of_the_list_is_refused(written: Any) -> None:
    assert [(problem.row, problem.column, problem.rule) for problem in regions(written).problems] == [
        (2, "Wilayah", "is a region of the list")
    ]


@pytest.mark.parametrize(
    ("written", "either"),
    [
        ("Bima", "Kabupaten Bima (52.06) or Kota Bima (52.72)"),
        ("kupang", "Kabupaten Kupang (53.01) or Kota Kupang (53.71)"),
        ("Sorong", "Kabupaten Sorong (96.01) or Kota Sorong (96.71)"),
        ("Jayapura", "Kabupaten Jayapura (91.03) or Kota Jayapura (91.71)"),
        ("Gorontalo", "Gorontalo (75) or Kabupaten Gorontalo (75.01) or Kota Gorontalo (75.71)"),
        ("Yogyakarta", "DI Yogyakarta (34) or Kota Yogyakarta (34.71)"),
    ],
)
def test_a_name_of_two_regions_is_refused_with_both(written: str, either: str) -> None:
    assert said(regions(written)) == [
        (
            f'januari.xlsx, sheet "Kepesertaan", row 2, column "Wilayah": the rule is that it names one region, and this may '
            f"be {either}; '{written}' stands there. Write the code, or the name with what it is."
        )
    ]


def test_codes_that_mean_other_regions_by_the_other_system_are_asked_about() -> None:
    # 5301 is Kupang for Kemendagri and Sumba Barat for BPS; 5103 is Badung for both.
    assert said(regions("5103", "5301", "5302")) == [
        (
            'januari.xlsx, sheet "Kepesertaan", row 3, column "Wilayah": the rule is that it has codes that can be read in '
            "one way: this is Kabupaten Kupang (53.01) by Kemendagri and Kabupaten Sumba Barat (53.12) by BPS; '5301' "
            "stands there. Say whose codes the file uses, Kemendagri or BPS, or write them with the dot, such as 53.01."
        )
    ]
    assert codes(regions("5103", "5301", codes="kemendagri")) == ["51.03", "53.01"]
    assert codes(regions("5103", "5301", codes="bps")) == ["51.03", "53.12"]
    assert codes(regions("53.01", "51.03")) == ["53.01", "51.03"]


def test_the_whole_column_tells_whose_codes_it_has() -> None:
    # 5301 alone may be either; 9471 is a BPS code only, as are those that BPS had in 2020 for the new provinces.
    assert codes(regions("9471", "5301")) == ["91.71", "53.12"]
    assert codes(regions("9413", "9401")) == ["93.02", "93.01"]
    assert codes(regions("9119", "5301")) == ["91.19", "53.01"]  # 9119 is a Kemendagri code only


def test_codes_of_two_systems_in_one_column_are_refused() -> None:
    both = regions("9119", "9471")  # Supiori is 91.19 for Kemendagri only; Kota Jayapura is 9471 for BPS only
    assert [(problem.row, problem.rule) for problem in both.problems] == [
        (3, "has codes of one system in the column: 9119 is a Kemendagri code only")
    ]
    dotted = regions("53.02", "5301")
    assert [(problem.row, problem.rule) for problem in dotted.problems] == [
        (3, "has its dot, as other codes of its column have")
    ]
    assert [problem.rule for problem in regions("51.03", codes="bps").problems] == [
        "is a BPS code, as chosen for this file"
    ]


def test_names_beside_the_codes_tell_whose_codes_they_are_and_must_agree() -> None:
    headings = ["Wilayah", "Nama wilayah", "Bulan", "Segmen", "Aktif"]
    tail = ["2026-01", "PU", 5]
    by_bps = membership(["5301", "Sumba Barat", *tail], ["5302", "Kab. Sumba Timur", *tail], headings=headings)
    assert codes(load(by_bps)) == ["53.12", "53.11"]
    by_kemendagri = membership(["5301", "Kab. Kupang", *tail], headings=headings)
    assert codes(load(by_kemendagri)) == ["53.01"]
    wrong = load(membership(["51.03", "Gianyar", *tail], headings=headings))
    assert [(problem.row, problem.column, problem.value, problem.rule) for problem in wrong.problems] == [
        (2, "Nama wilayah", "Gianyar", "is the name of the region whose code stands beside it")
    ]


def test_a_region_that_the_workbook_adds_is_known_on_its_other_sheets() -> None:
    new = ["Kode", "Nama", "Tingkat", "Jenis", "Dimekarkan dari", "Berlaku mulai"]
    rows = [["51.09", "Kabupaten Contoh", "regency", "kabupaten", "51.08", "2025-06"]]
    members = [MEMBERSHIP, ["51.09", "2026-01", "PU", None, 5], ["Kab. Contoh", "2026-01", "BPU", None, 5]]
    result = load(workbook({"Kepesertaan": members, "Wilayah baru": [new, *rows]}))
    assert codes(result) == ["51.09", "51.09"]
    assert cells(result, "new_region", "split_from") == [["51.08"]]


@pytest.mark.parametrize(
    "written",
    [
        "2025-03", "2025-3", "Maret 2025", "Mar 2025", "March 2025", "MARET  2025", "31/03/2025", "03/2025", "3/2025",
        "31-03-2025", "03-2025", "2025-03-31", "31 Maret 2025", 202503, "202503", date(2025, 3, 31),
        datetime(2025, 3, 1, 8, 30),
    ],
    ids=repr,
)  # fmt: skip
def test_a_month_may_be_written_in_many_ways(written: Any) -> None:
    result = load(membership(["51.03", written, "PU", None, 5]))
    assert said(result) == []
    assert cells(result, "membership", "month") == [["2025-03"]]


@pytest.mark.parametrize(
    "written",
    ["2025", 2025, 45717, "45717", "03/31/2025", "2025-13", "Mart 2025", "Mar-25", "03/25", "31/02/2025", "x"],
    ids=repr,
)
def test_what_is_no_month_is_refused(written: Any) -> None:
    for content, name in (
        (membership(["51.03", written, "PU", None, 5]), "a.xlsx"),
        (text([MEMBERSHIP, ["51.03", written, "PU", None, 5]]), "a.csv"),
    ):
        found = [(problem.row, problem.column, problem.value, problem.rule) for problem in load(content, name).problems]
        assert found == [(2, "Bulan", str(written), "is a month")]
