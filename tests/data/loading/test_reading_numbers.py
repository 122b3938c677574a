"""How numbers, shares, choices and flags may be written, and what is refused rather than guessed."""

from typing import Any

import pytest

from data.loading import Read
from tests.data.loading.making import cells, load, membership, said, workbook

WORKFORCE = ["Wilayah", "Bulan", "Basis", "Jumlah", "RSE", "Sumber"]


def active(*written: Any, beside: tuple[Any, ...] = ()) -> Read:
    others = (*beside, *[None] * (len(written) - len(beside)))
    rows = [
        ["51.03", f"{2000 + n}-01", "PU", other, value]
        for n, (value, other) in enumerate(zip(written, others, strict=True))
    ]
    return load(membership(*rows))


@pytest.mark.parametrize(
    ("written", "numbers"),
    [
        ([1234], [1234]),
        (["1234", 5], [1234, 5]),
        (["1.234.567", "1.234"], [1234567, 1234]),
        (["1,234,567", "1,234"], [1234567, 1234]),
        (["1.234,00", "5.678"], [1234, 5678]),
        (["1 234 567", "1\u00a0234"], [1234567, 1234]),
        (["0"], [0]),
        (["9007199254740991"], [9007199254740991]),
    ],
)
def test_a_number_may_be_written_with_separators_that_its_column_explains(
    written: list[Any], numbers: list[int]
) -> None:
    result = active(*written)
    assert said(result) == []
    assert result.tables["membership"]["active"].tolist() == numbers


@pytest.mark.parametrize(
    "written", ["-", "n/a", "1E5", "12,5", "+5", "(5)", "5%", "12.34.567", "Rp 5", "TRUE", 2.5, True], ids=repr
)
def test_what_is_no_whole_number_is_refused_and_never_zero(written: Any) -> None:
    found = [(problem.row, problem.column, problem.rule) for problem in active(1, written).problems]
    assert found == [(3, "Aktif", "is a whole number")]


def test_a_number_with_two_readings_is_refused_unless_the_file_tells_which() -> None:
    assert said(active("1.000", "2.000")) == [  # 1,000 and 2,000 people, or 1 and 2 of them
        f'januari.xlsx, sheet "Kepesertaan", row {row}, column "Aktif": the rule is that it can be read in one way, and a '
        f"lone point or comma before three digits divides thousands or decimals; '{value}' stands there. Format the "
        "column as numbers, or write it without separators, such as 1234."
        for row, value in ((2, "1.000"), (3, "2.000"))
    ]
    told = active("1.000", "2.000", beside=("1.500.000",))
    assert told.tables["membership"]["active"].tolist() == [1000, 2000]
    assert [problem.column for problem in active("1.234", "5678", beside=("1.500.000",)).problems] == ["Aktif"]
    assert [problem.rule for problem in active("1.234", beside=("1,500,000",)).problems] == ["is a whole number"]


@pytest.mark.parametrize(
    ("written", "people"),
    [
        (["9.100"], [9 * 1000 + 100]),  # with decimals it would be 9.1 people
        (["9,100"], [9 * 1000 + 100]),
        (["1.000", "9.100", 7], [1 * 1000, 9 * 1000 + 100, 7]),  # the 9.1 people decide for the 1.000 beside them
        (["1.234", "5.678"], [1 * 1000 + 234, 5 * 1000 + 678]),
    ],
)
def test_people_are_whole_so_a_sign_that_would_make_parts_of_them_divides_thousands(
    written: list[Any], people: list[int]
) -> None:
    result = active(*written)
    assert said(result) == []
    assert result.tables["membership"]["active"].tolist() == people


@pytest.mark.parametrize(
    ("written", "rows"), [(["9.100", "8,200"], [2, 3]), (["9.100", "8200"], [2]), (["1.000"], [2])], ids=repr
)
def test_people_in_two_signs_or_also_without_one_or_in_full_thousands_are_asked_about(
    written: list[str], rows: list[int]
) -> None:
    found = [(problem.row, problem.rule.partition(",")[0]) for problem in active(*written).problems]
    assert found == [(row, "can be read in one way") for row in rows]


def test_rupiah_and_shares_with_two_readings_are_refused_since_they_need_not_be_whole() -> None:
    headings = ["Wilayah", "BLTH", "Segmen", "Program", "Iuran seharusnya"]
    money = load(workbook({"Iuran": [headings, ["51.03", "2026-01", "PU", "JKK", "9.100"]]}))  # or 9.1, in millions
    for result, column in ((money, "Iuran seharusnya"), (shares("9.100%"), "RSE")):
        assert [(problem.column, problem.rule.partition(",")[0]) for problem in result.problems] == [
            (column, "can be read in one way")
        ]


def test_two_ways_of_writing_numbers_in_one_column_are_refused() -> None:
    assert [(problem.row, problem.rule) for problem in active("1.234.567", "7,654,321").problems] == [
        (3, "divides thousands and decimals as the rest of its column, where 1.234.567 stands")
    ]


def test_a_number_beyond_what_a_spreadsheet_holds_is_refused() -> None:
    assert [problem.rule for problem in active("9007199254740993").problems] == [
        "is below 9,007,199,254,740,992, where a spreadsheet begins to lose digits"
    ]


def test_rupiah_may_have_their_sign() -> None:
    headings = ["Wilayah", "BLTH", "Segmen", "Program", "Iuran seharusnya"]
    written = ["Rp 1.234.567,00", "Rp1.234.567", "IDR 1.234.567", "1.234.567,-", "Rp. 1.234.567"]
    rows = [["51.03", f"{2020 + n}-01", "PU", "JKK", value] for n, value in enumerate(written)]
    result = load(workbook({"Iuran": [headings, *rows]}))
    assert said(result) == []
    assert result.tables["contribution"]["due"].tolist() == [1234567] * 5


def shares(*written: Any) -> Read:
    rows = [["51.03", f"{2000 + n}-01", "UCJ", 5, value, "x"] for n, value in enumerate(written)]
    return load(workbook({"Basis": [WORKFORCE, *rows]}))


@pytest.mark.parametrize(
    ("written", "share"), [(0.065, 0.065), ("6,5%", 0.065), ("6.5 %", 0.065), ("0,065", 0.065), ("7%", 0.07)]
)
def test_a_share_may_be_written_as_one_or_in_percent(written: Any, share: float) -> None:
    assert shares(written).tables["office_workforce"]["relative_error"].tolist() == [share]


@pytest.mark.parametrize(
    ("written", "rule"),
    [
        (65, "is a share from 0 to 1, or has a percent sign"),
        ("65", "is a share from 0 to 1, or has a percent sign"),
        ("165%", "is at most 100%"),
        ("-5%", "is zero or more"),
        ("-", "is a share"),
        (
            "1.234%",
            "can be read in one way, and a lone point or comma before three digits divides thousands or decimals",
        ),
    ],
    ids=repr,
)
def test_a_share_that_is_not_clear_is_refused(written: Any, rule: str) -> None:
    assert [(problem.row, problem.column, problem.rule) for problem in shares(written).problems] == [(2, "RSE", rule)]


def test_a_target_is_a_share_or_a_number_of_people_as_its_unit_says() -> None:
    headings = ["Nilai", "Satuan", "Basis", "Wilayah", "Tenggat", "Sifat", "Ditetapkan oleh", "Ditetapkan pada"]

    def target(value: Any, unit: str, base: str | None) -> Read:
        row = [value, unit, base, "51.03", "2026-12", "Resmi", "Kanwil", "2026-01"]
        return load(workbook({"Target": [headings, row]}))

    assert target(5000, "Orang", None).tables["office_target"]["value"].tolist() == [5000.0]
    assert target("65,5%", "Cakupan", "UCJ").tables["office_target"]["value"].tolist() == [0.655]
    assert [problem.rule for problem in target(65, "Cakupan", "UCJ").problems] == [
        "is a share from 0 to 1, or has a percent sign"
    ]
    assert [problem.rule for problem in target("65%", "Orang", None).problems] == [
        "is a number of people, as its unit says"
    ]
    assert [problem.rule for problem in target(65.5, "Orang", None).problems] == ["is a whole number"]


def test_choices_are_stored_as_such_whatever_their_language_and_case() -> None:
    rows = [
        ["51.03", f"{2000 + n}-01", value, None, 5]
        for n, value in enumerate(["JAKON", "jakon", "Construction", "bpu", " PMI "])
    ]
    assert cells(load(membership(*rows)), "membership", "segment") == [
        ["JAKON"],
        ["JAKON"],
        ["JAKON"],
        ["BPU"],
        ["PMI"],
    ]
