"""What the bundled facts do not hold: small facts of our own, added to a copy of them, and what must come of each."""

from pathlib import Path
from typing import Any

import pytest

from data.store import Query
from metrics._model import Scope, measure
from metrics.catalogue import metric
from tests.data.altered_facts import add_row, find_row, set_cell
from tests.metrics.conftest import BuildFrom

PUBLISHED = "published_figures.csv"
BALI = ["51.01", "51.02", "51.03", "51.04", "51.05", "51.06", "51.07", "51.08", "51.71"]
PEOPLE = {"level": "regency", "indicator": "active_participants", "unit": "people", "status": "published"}
PEOPLE |= {"source_id": "github-com-f44567", "series": "kemnaker"}


def count(facts: Path, region: str, period: str, segment: str, value: int, **cells: str) -> None:
    """Add a count of active participants."""
    figure = {"region_code": region, "period": period, "segment": segment, "value": str(value)}
    add_row(facts, PUBLISHED, like=None, **(PEOPLE | figure | cells))


@pytest.fixture(scope="module")
def altered(facts: Path, build_from: BuildFrom) -> Query:
    for number, regency in enumerate(BALI, start=1):
        count(facts, regency, "2024-06", "PU", 1000 * number)  # all nine
        if number < 9:
            count(facts, regency, "2024-06", "BPU", 1000 * number)  # eight of nine
            count(facts, regency, "2024-06", "JAKON", 1000 * number)  # eight of nine, and one of them twice
        count(facts, regency, "2024-07", "PU", 1000, series="press" if number == 9 else "kemnaker")
        count(facts, regency, "2024-08" if number == 9 else "2024-09", "PU", 1000)
        count(facts, regency, "2024" if number == 9 else "2024-12", "BPU", 1000)
        count(facts, regency, "2024-10", "PU", 1000, approx="yes" if number == 9 else "")
    count(facts, "51.01", "2024-06", "JAKON", 1001, source_id="spn-or-id-30a18b")

    count(
        facts, "52", "2026-08", "PU", 300_000, series="press", level="province"
    )  # the August round of 2025 is twelve months older
    count(facts, "52", "2026-08", "BPU", 200_000, series="press", level="province")
    count(facts, "53", "2026-09", "PU", 300_000, series="press", level="province")  # thirteen months
    count(facts, "53", "2026-09", "BPU", 200_000, series="press", level="province")

    bali_2025 = find_row(facts, "members_by_province_year.csv", region_code="51", year="2025")
    set_cell(facts, "members_by_province_year.csv", bali_2025, "active_pu", "3000000")
    formal = find_row(facts, "labour.csv", region_code="53", period="2025-08", indicator="formal_employed")
    set_cell(facts, "labour.csv", formal, "value", "0")

    for row, people in ((9, "111"), (10, "222")):  # two that nothing but their place in the file tells apart
        for column, value in {"region_code": "51.05", "level": "regency", "period": "2026-01",
                              "indicator": "vulnerable_workers_covered",
                              "segment": "BPU", "value": people, "unit": "people", "approx": ""}.items():  # fmt: skip
            if column != "approx" or row == 10:
                set_cell(facts, PUBLISHED, row, column, value)
    return build_from(facts)


def bali(altered: Query, month: str, segment: str) -> list[Any]:
    frame = measure(altered, metric("active_participants"), Scope(("51",), None, segment, month, month))
    return list(frame[frame["series"] == "kemnaker"].itertuples(index=False))


def test_nine_of_nine_regencies_sum_to_their_province(altered: Query) -> None:
    (figure,) = bali(altered, "2024-06", "PU")
    assert figure.value == 1000 + 2000 + 3000 + 4000 + 5000 + 6000 + 7000 + 8000 + 9000 == 45_000
    assert (figure.parts_present, figure.parts_expected, figure.status) == (9, 9, "summed")
    assert (figure.series, figure.boundary, figure.approx) == ("kemnaker", None, False)
    assert list(figure.source_ids) == ["github-com-f44567"]
    assert len(figure.fact_rows) == 9


def test_eight_of_nine_regencies_give_no_sum(altered: Query) -> None:
    assert bali(altered, "2024-06", "BPU") == []


def test_eight_of_nine_regencies_of_which_one_is_counted_twice_give_no_sum(altered: Query) -> None:
    assert bali(altered, "2024-06", "JAKON") == []


def test_two_series_give_no_sum(altered: Query) -> None:
    assert bali(altered, "2024-07", "PU") == []


def test_two_months_give_no_sum(altered: Query) -> None:
    assert bali(altered, "2024-08", "PU") == bali(altered, "2024-09", "PU") == []


def test_a_bare_year_and_its_december_give_no_sum(altered: Query) -> None:
    assert bali(altered, "2024-12", "BPU") == []


def test_a_sum_with_a_rounded_part_is_rounded(altered: Query) -> None:
    (figure,) = bali(altered, "2024-10", "PU")
    assert (figure.value, figure.approx) == (9000, True)


def test_a_share_above_one_is_kept(altered: Query) -> None:
    frame = measure(altered, metric("coverage"), Scope(("51",), "bps_pu_bpu", None, "2025-12", "2025-12"))
    assert frame["value"].tolist() == [(3_000_000 + 394_898) / 2_701_726]
    assert frame["value"].iloc[0] > 1.25


def test_nobody_in_the_base_gives_no_share_and_not_infinity(altered: Query) -> None:
    frame = measure(altered, metric("coverage"), Scope(("53",), "bps_formal", None, "2025-12", "2025-12"))
    assert frame[["numerator", "denominator"]].to_numpy().tolist() == [[389_644, 0]]
    assert frame["value"].isna().all()


def test_a_round_of_twelve_months_before_is_used_and_an_older_one_is_not(altered: Query) -> None:
    ntb = measure(altered, metric("coverage"), Scope(("52",), "bps_pu_bpu", None, "2026-08", "2026-08"))
    assert ntb["value"].tolist() == [(300_000 + 200_000) / 3_106_729]
    assert ntb["denominator_period"].tolist() == ["2025-08"]
    ntt = measure(altered, metric("coverage"), Scope(("53",), "bps_pu_bpu", None, "2026-09", "2026-09"))
    assert ntt.empty


def test_without_construction_there_is_no_share_on_the_base_that_needs_it(altered: Query) -> None:
    ntb = measure(altered, metric("coverage"), Scope(("52",), None, None, "2026-08", "2026-08"))
    assert sorted(ntb["base"]) == ["bps_formal", "bps_informal", "bps_pu_bpu"]


def test_of_two_figures_alike_the_one_that_stands_first_in_the_file_is_shown(altered: Query) -> None:
    frame = measure(altered, metric("vulnerable_covered"), Scope(("51.05",), since="2026-01"))
    rows = dict(zip(frame["fact_rows"].str[0], frame["shown"], strict=True))
    assert rows == {"published_figures.csv:9": True, "published_figures.csv:10": False}
