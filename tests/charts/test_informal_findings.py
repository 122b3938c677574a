"""What the page on the informal sector says above each figure: both dates, and nothing of what is withheld."""

from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest

from charts import informal_findings as findings
from charts.informal_findings import Soon
from i18n import language

ENGLISH = language("en")


def row(value: float, status: str = "reported", period: str = "2025-12", **more: Any) -> SimpleNamespace:
    return SimpleNamespace(value=value, status=status, period=period, figure_status=None, **more)


def soon(people: int, first: str = "2025-12", last: str = "2025-12") -> Soon:
    return Soon(people, first, last, "2026-03", 0)


def payers(*parts: tuple[str, float]) -> pd.DataFrame:
    rows = [(*part, "reported") for part in parts]
    return pd.DataFrame(rows, columns=["part", "value", "status"])


def ends(*rows: tuple[object, ...]) -> pd.DataFrame:
    return pd.DataFrame(
        rows,
        columns=["month", "leaves_active_count", "people", "renewed_people", "leaving_people", "status"],
        dtype=object,
    )


@pytest.mark.parametrize(
    ("ending", "expected"),
    [
        (soon(800), "; all of that cover ends in December 2025"),
        (soon(800, "2025-11"), "; all of that cover ends by December 2025"),
        (soon(200), "; cover of 200 of 800 people ends by December 2025"),
        (Soon(0, None, None, None, 0), ""),
        (None, ""),
    ],
)
def test_the_headline_says_who_pays_and_until_when(ending: Soon | None, expected: str) -> None:
    shares = payers(("CSR", 0.2), ("APBDes", 0.8))
    said = findings.headline("Bali", row(800), ending, shares, row(0.29), row(5000), ENGLISH)
    assert said == f"Bali: APBDes pays for 80% of the sponsored workers{expected}"


@pytest.mark.parametrize(
    ("ending", "expected"),
    [
        (soon(800), "Bali: cover of all 800 sponsored workers ends in December 2025"),
        (soon(800, "2025-11"), "Bali: cover of all 800 sponsored workers ends by December 2025"),
        (soon(200), "Bali: cover of 200 of 800 sponsored workers ends by December 2025"),
        (Soon(0, None, None, None, 0), "Bali: others pay for 800 workers"),
        (None, "Bali: others pay for 800 workers"),
    ],
)
def test_where_who_pays_is_withheld_the_headline_says_for_how_many_and_until_when(
    ending: Soon | None, expected: str
) -> None:
    assert findings.headline("Bali", row(800), ending, payers(), row(0.29), row(5000), ENGLISH) == expected


def test_without_sponsored_workers_the_headline_falls_back_to_coverage_then_members_then_nothing() -> None:
    told = [
        findings.headline("Bali", None, None, payers(), coverage, members, ENGLISH)
        for coverage, members in ((row(0.29), row(5000)), (None, row(5000)), (None, None))
    ]
    assert told == [
        "Bali: 29.0% of informal workers protected; who pays is not known yet",
        "Bali: 5,000 active BPU members; who pays is not known yet",
        "Bali: no office has sent figures of the informal sector yet",
    ]


def test_a_small_count_is_neither_said_nor_called_unknown() -> None:
    hidden = findings.headline("Bali", row(float("nan")), None, payers(), row(0.29), None, ENGLISH)
    assert hidden == "Bali: others pay for some workers; the number is too small to show"


def test_a_headline_on_the_demonstration_says_so() -> None:
    example = row(8, "demonstration")
    assert findings.headline("Bali", example, None, payers(("CSR", 1.0)), None, None, ENGLISH).startswith("DEMO · ")
    assert not findings.headline("Bali", None, None, payers(), row(0.29), example, ENGLISH).startswith("DEMO")


def test_nobody_sponsored_is_not_a_missing_figure() -> None:
    said = findings.headline("Bali", row(0), None, payers(), None, None, ENGLISH)
    assert said == "Bali: nobody's contribution is paid by others"


def test_the_month_in_which_most_leave_is_named_with_the_date_of_leaving() -> None:
    frame = ends(("2025-10", "2026-01", 5, 0, 5, "reported"), ("2025-12", "2026-03", 90, 20, 70, "reported"))
    assert findings.ending(frame, ENGLISH) == "70 people leave the active count at the end of March 2026 unless renewed"
    told = findings.warning(frame, ENGLISH)
    assert "Cover of 90 people ends in December 2025; 20 are renewed." in told
    assert "the other 70 leave the active count" in told
    assert "end of March 2026" in told


def test_where_all_sponsored_workers_leave_at_once_their_number_is_said_once_beside_it() -> None:
    frame = ends(("2025-12", "2026-03", 90, 0, 90, "reported"))
    assert (
        findings.ending(frame, ENGLISH, 90)
        == "All of them leave the active count at the end of March 2026 unless renewed"
    )
    assert findings.warning(frame, ENGLISH, 90).startswith("The cover of all of them ends in December 2025. Unpaid")
    assert findings.ending(frame, ENGLISH, 91).startswith("90 people leave")
    assert findings.warning(frame, ENGLISH, 91).startswith("Cover of 90 people ends")
    renewed = ends(("2025-12", "2026-03", 90, 20, 70, "reported"))
    assert findings.ending(renewed, ENGLISH, 90).startswith("70 people leave")


def test_where_all_is_renewed_nobody_is_warned() -> None:
    frame = ends(("2025-12", "2026-03", 90, 90, 0, "reported"))
    assert findings.ending(frame, ENGLISH) == "All cover that ends has been renewed: 90 people"
    assert findings.warning(frame, ENGLISH) == ""


def test_a_withheld_count_is_in_no_sentence() -> None:
    frame = ends(("2025-12", "2026-03", None, None, None, "reported"))
    assert findings.ending(frame, ENGLISH) == "Months in which cover ends: 1; the numbers are too small to show"
    assert findings.warning(frame, ENGLISH) == ""
    assert findings.ending(ends(), ENGLISH) == "No cover ends in the next twelve months"


@pytest.mark.parametrize(
    ("share", "expected"),
    [
        (1.0, "CSR pays for all sponsored workers"),
        (0.9996, "CSR pays for nearly all sponsored workers"),
        (0.95, "CSR pays for 95% of the sponsored workers"),
    ],
)
def test_a_payer_of_nearly_all_is_never_said_to_pay_for_all(share: float, expected: str) -> None:
    assert findings.payers(payers(("CSR", share), ("APBDes", 1 - share)), ENGLISH) == expected


def test_who_pays_is_not_known_without_shares() -> None:
    assert findings.payers(payers(), ENGLISH) == "Who pays for whom is not known yet"


def regions(*rows: tuple[str, float | None, float | None]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["short_name", "sponsored_share", "members"])
    return frame.assign(status="reported")


def test_regions_that_read_alike_are_not_set_against_each_other() -> None:
    assert findings.regions(regions(("A", 0.301, 9), ("B", 0.299, 9)), ENGLISH) == "A: 30 sponsored for 100 BPU members"
    assert findings.regions(regions(("A", 0.30, 9), ("B", 0.14, 9)), ENGLISH) == (
        "A: 30 sponsored for 100 BPU members; B: 14"
    )
    assert findings.regions(regions(("A", None, 9)), ENGLISH) == "BPU members are known; who pays for them is not"
    assert findings.regions(regions(("A", None, None)), ENGLISH) == "BPU members by region are not known yet"


def test_coverage_of_provinces_leaves_examples_and_old_outlines_out_where_real_figures_are_held() -> None:
    frame = pd.DataFrame(
        [
            ("1", "A", 0.29, "estimated", None),
            ("2", "B", 0.11, "estimated", None),
            ("3", "C", 0.02, "demonstration", None),
            ("4", "D", 0.53, "estimated", "before-2022-split"),
        ],
        columns=["region_code", "short_name", "value", "status", "boundary"],
    )
    assert findings.coverage(frame, ENGLISH) == "Informal workers protected: from 11.0% (B) to 29.0% (A)"
    assert findings.coverage(frame[2:3], ENGLISH) == "DEMO · C: 2.0% of informal workers protected"
    assert findings.coverage(frame.head(0), ENGLISH) == "Coverage of informal workers is not known here yet"


def test_retention_is_said_of_a_hundred_and_churn_stands_in_where_it_is_not_held() -> None:
    assert findings.kept(row(0.6121), row(0.05), ENGLISH) == "Of 100 BPU members a year ago, 61 are still active"
    assert findings.kept(None, row(0.05), ENGLISH) == "5.0% of BPU members left in December 2025"
    assert findings.kept(None, None, ENGLISH) == "How long BPU members stay is not known yet"


def test_printed_numbers_are_counted_with_their_years() -> None:
    told = pd.DataFrame({"period": ["2023", "2025-07", "2016-09"]})
    assert findings.published(told, ENGLISH) == "Published numbers: 3, 2016 to 2025, not to be added up"
    assert findings.published(told.head(1), ENGLISH) == "Published numbers: 1, of 2023"
    assert findings.published(told.head(0), ENGLISH) == "No published number on vulnerable workers is held"


def test_the_demonstration_beside_a_printed_count_is_flagged() -> None:
    columns = ["short_name", "period", "value", "approx", "example"]
    both = pd.DataFrame([("Badung", "2024", 25000.0, False, 6627)], columns=columns)
    assert findings.counts(both, ENGLISH).startswith("DEMO · Badung: sources say 25,000")
    alone = pd.DataFrame([("Badung", "2024", 25000.0, True, None)], columns=columns)
    assert findings.counts(alone, ENGLISH) == "Badung: sources say about 25,000 vulnerable workers covered (2024)"
