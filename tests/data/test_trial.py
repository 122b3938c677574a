"""A file tried against what is held: what contradicts it, what is unusual, and what it would change."""

from typing import Any

import pytest

from data.batches import accept, writing
from data.office.trial import Difference, trying
from data.problem import Problem
from data.store import build, ensure
from i18n import language, retell
from tests.data.office_rows import members, rows, workforce


@pytest.fixture
def held(home: object) -> None:
    """Hold January 2026 of Badung."""
    given = members("51.03", "2026-01", {"PU": 100}, registered=120) + members("51.03", "2026-01", {"BPU": 50})
    with writing():
        accept(b"held", "held.xlsx", {"membership": rows("membership", *given)}, "KC")
    build()


def _try(**tables: list[dict[str, Any]]) -> tuple[list[Problem], Difference]:
    with trying({name: rows(name, *given) for name, given in tables.items()}, ensure().path) as trial:
        return trial.deviations("sent.xlsx", {}), trial.difference()


FLOWS = {"new": 12, "reactivated": 3, "exits": 6, "moved_in": 2, "moved_out": 1}  # 100 + 12 + 3 + 2 - 6 - 1 = 110


@pytest.mark.usefixtures("held")
def test_a_balance_that_holds_is_not_mentioned() -> None:
    assert _try(membership=members("51.03", "2026-02", {"PU": 110}, **FLOWS))[0] == []


@pytest.mark.usefixtures("held")
def test_a_balance_that_fails_against_an_earlier_file_is_a_warning() -> None:
    found, _ = _try(membership=members("51.03", "2026-02", {"PU": 111}, **FLOWS))
    (said,) = map(str, found)
    assert said == (
        'Warning: sent.xlsx, sheet "Kepesertaan", row 2, column "Aktif": the rule is that it equals active of the month '
        "before + new + reactivated + moved in - exits - moved out, 110; '111' stands there. Correct the flows or the stock."
    )


@pytest.mark.usefixtures("held")
def test_a_balance_that_fails_within_the_file_is_an_error() -> None:
    both = members("51.04", "2026-01", {"PU": 100}) + members("51.04", "2026-02", {"PU": 111}, **FLOWS)
    found, _ = _try(membership=both)
    assert [(problem.row, problem.is_warning) for problem in found] == [(3, False)]


@pytest.mark.usefixtures("held")
def test_a_correction_of_the_month_before_is_held_against_the_month_after() -> None:
    with writing():
        later = rows("membership", *members("51.03", "2026-02", {"PU": 110}, **FLOWS))
        accept(b"later", "later.xlsx", {"membership": later}, "KC")
    build()
    found, _ = _try(membership=members("51.03", "2026-01", {"PU": 99}, registered=120))
    assert [(problem.row, problem.rule.partition(":")[0], problem.is_warning) for problem in found] == [
        (None, "51.03 2026-02", True)
    ]


@pytest.mark.usefixtures("held")
def test_a_month_left_out_is_pointed_out() -> None:
    found, _ = _try(membership=members("51.03", "2026-03", {"PU": 104}))
    assert [(problem.rule, problem.is_warning) for problem in found] == [("follows the last month held, 2026-01", True)]


def _steady(last: int) -> list[dict[str, Any]]:
    """Nine changes of 1 percent or so, and a last one."""
    counts = [1000, 1010, 1019, 1030, 1039, 1050, 1059, 1070, 1080, 1091]
    months = [f"2025-{month:02}" for month in range(1, 11)] + ["2025-11"]
    return [
        row
        for month, count in zip(months, [*counts, last], strict=True)
        for row in members("51.05", month, {"PU": count})
    ]


@pytest.mark.parametrize(("last", "jumps"), [(1102, False), (1140, False), (1400, True), (700, True)])
def test_a_jump_is_large_and_far_from_the_changes_before(last: int, jumps: bool, home: object) -> None:
    build()
    found, _ = _try(membership=_steady(last))
    assert [problem.value for problem in found if problem.rule.startswith("does not jump")] == [str(last)] * jumps


@pytest.mark.usefixtures("held")
def test_a_jump_is_said_with_the_decimal_sign_of_the_language() -> None:
    found, _ = _try(membership=members("51.03", "2026-02", {"PU": 165}))
    assert retell(found[0].rule, language("id")) == (
        "tidak melonjak dari 100 pada bulan lalu; perubahannya 65,0 persen, z –, z termodifikasi –"
    )


@pytest.mark.usefixtures("held")
def test_with_little_known_only_a_change_by_half_is_a_jump() -> None:
    assert [_try(membership=members("51.03", "2026-02", {"PU": count}))[0] == [] for count in (149, 151)] == [
        True,
        False,
    ]


def test_a_province_that_is_not_the_sum_of_its_regencies_is_an_error(home: object) -> None:
    build()
    codes = [f"51.0{number}" for number in range(1, 9)] + ["51.71"]
    parts = [row for code in codes for row in members(code, "2026-01", {"PU": 10})]
    assert _try(membership=[*parts, *members("51", "2026-01", {"PU": 90})])[0] == []
    found, _ = _try(membership=[*parts, *members("51", "2026-01", {"PU": 91})])
    assert [(problem.row, problem.rule, problem.is_warning) for problem in found] == [
        (11, "equals the sum of its 9 regencies and cities, 90", False)
    ]


def test_a_share_above_one_is_pointed_out(home: object) -> None:
    build()
    sent = members("51.03", "2026-01", {"PU": 60, "BPU": 30, "JAKON": 11})
    found, _ = _try(membership=sent, office_workforce=[workforce("51.03", "2026-01", 100)])
    assert [(problem.rule.partition(",")[0], problem.is_warning) for problem in found] == [
        ("is at least the active participants of the month", True)
    ]


@pytest.mark.usefixtures("held")
def test_the_difference_is_of_cells_and_of_totals() -> None:
    sent = [
        *members("51.03", "2026-01", {"PU": 104}, registered=120),
        *members("51.03", "2026-01", {"BPU": 50}),
        *members("51.03", "2026-02", {"PU": 105}),
    ]
    _, found = _try(membership=sent)
    assert found.counts == {"new": 1, "changed": 1, "deleted": 0, "same": 1}
    assert found.cells[["change", "key", "field", "old", "new"]].fillna("").to_numpy().tolist() == [
        ["changed", "51.03 · 2026-01 · PU", "active", "100", "104"],
    ]
    assert found.totals[["month", "of", "old", "new"]].fillna(0).to_numpy().tolist() == [
        ["2026-01", "PU", 100, 104],  # BPU stays as it is
        ["2026-02", "PU", 0, 105],
    ]


@pytest.mark.usefixtures("held")
def test_a_correction_that_leaves_columns_out_says_how_many_figures_it_would_empty() -> None:
    with writing():
        more = rows("membership", *members("51.03", "2026-02", {"PU": 110}, registered=130, **FLOWS))
        accept(b"more", "more.xlsx", {"membership": more}, "KC")
    build()
    sent = members("51.03", "2026-01", {"PU": 100, "BPU": 50}) + members("51.03", "2026-02", {"PU": 110})
    found, difference = _try(membership=sent)
    # Registered of PU in both months, and the five flows of the second: 2 + 5. BPU never had more than active.
    (said,) = map(str, found)
    assert said == (
        'Warning: sent.xlsx, sheet "Kepesertaan": the rule is that it keeps what is held in the columns Terdaftar, Baru, '
        "Aktif kembali, Keluar, Pindah masuk, Pindah keluar, which are empty here; found 7 values that would be emptied. "
        "Send these columns filled as well, or say why they are to be emptied."
    )
    assert (len(difference.cells), difference.cells["new"].isna().all()) == (7, True)


@pytest.mark.usefixtures("held")
def test_a_row_that_is_deleted_empties_no_column_by_the_way() -> None:
    found, _ = _try(membership=[{"region_code": "51.03", "month": "2026-01", "segment": "PU", "delete": True}])
    assert found == []


@pytest.mark.usefixtures("held")
def test_a_file_that_says_what_is_held_changes_nothing() -> None:
    _, found = _try(membership=members("51.03", "2026-01", {"PU": 100}, registered=120))
    assert found.is_empty
    assert (found.cells.empty, found.totals.empty) == (True, True)


@pytest.mark.usefixtures("held")
def test_a_deletion_is_shown_and_one_of_nothing_is_pointed_out() -> None:
    gone = [{"region_code": code, "month": "2026-01", "segment": "PU", "delete": True} for code in ("51.03", "51.04")]
    problems, found = _try(membership=gone)
    assert found.counts == {"new": 0, "changed": 0, "deleted": 1, "same": 1}
    assert found.cells[["field", "old"]].to_numpy().tolist() == [["active", "100"], ["registered", "120"]]
    assert [(problem.row, problem.is_warning) for problem in problems] == [(3, True)]


def test_totals_never_add_people_over_programmes_bases_or_levels(home: object) -> None:
    build()
    programmes = [
        {"region_code": "51.03", "month": "2026-01", "segment": "PU", "programme": code, "active": 100}
        for code in ("JKK", "JKM")
    ]
    _, found = _try(
        membership=[row for region in ("51.03", "51.04", "51") for row in members(region, "2026-01", {"PU": 10})],
        programme_membership=programmes,
        office_workforce=[workforce("51.03", "2026-01", 250), workforce("51.03", "2026-01", 400, base="bps")],
    )
    assert found.totals[["table", "level", "of", "new"]].to_numpy().tolist() == [
        ["membership", "province", "PU", 10],
        ["membership", "regency", "PU", 10 + 10],
        ["programme_membership", "regency", "PU · JKK", 100],
        ["programme_membership", "regency", "PU · JKM", 100],
        ["office_workforce", "regency", "bps", 400],
        ["office_workforce", "regency", "ucj", 250],
    ]


def _region(code: str) -> dict[str, Any]:
    return {
        "region_code": code,
        "name": "Kabupaten Baru",
        "level": "regency",
        "kind": "kabupaten",
        "valid_from": "2027-01",
    }


def test_a_new_region_that_is_known_already_is_an_error(home: object) -> None:
    build()
    found, _ = _try(new_region=[_region("51.03"), _region("51.09")])
    assert [(problem.row, problem.value, problem.rule, problem.is_warning) for problem in found] == [
        (2, "51.03", "is not in the list of regions yet", False)
    ]


def test_a_new_region_may_be_corrected(home: object) -> None:
    with writing():
        accept(b"new", "new.xlsx", {"new_region": rows("new_region", _region("51.09"))}, "KC")
    build()
    found, difference = _try(new_region=[_region("51.09") | {"valid_from": "2027-02"}])
    assert (found, difference.counts["changed"]) == ([], 1)


@pytest.mark.parametrize(
    ("serves", "refused"),
    [
        ("51.03;51.04", False),
        ("51.03 ; 51.09", False),
        (None, False),
        ("51.03;99.99", True),
        ("Kabupaten Badung", True),
        ("51.03 51.04", True),
    ],
)
def test_an_office_serves_regions_of_the_list_or_of_the_file(serves: str | None, refused: bool, home: object) -> None:
    build()
    office = {"office_id": "KC-BARU", "name": "Cabang Baru", "serves": serves, "valid_from": "2026-01"}
    found, _ = _try(new_office=[office], new_region=[_region("51.09")])
    assert [problem.column for problem in found] == ["Melayani"] * refused
