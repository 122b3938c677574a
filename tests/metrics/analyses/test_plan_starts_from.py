"""Which figure a plan starts from, what of it is an example, and the reason where there is none."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from functools import partial
from typing import Any

import pandas as pd
import pytest

from data.store import Query
from metrics.analyses import plan as analysis
from metrics.analyses.plan import plan
from metrics.analyses.plan_asked import written
from metrics.analyses.plan_path import enrolled, path
from metrics.analyses.target import NO_FIGURE, OLD_BOUNDARY, SHARE_ONLY
from metrics.territory import Territory
from tests.metrics.analyses.plan_made import ASKED, MEMBERS, TARGET, Row, asking, summary


@pytest.fixture
def of(query: Query) -> Callable[..., Query]:
    """Ask the bundled rules, made coverage figures and made schemes."""
    return partial(asking, query)


@pytest.mark.parametrize(
    ("figures", "reason"),
    [
        ([], NO_FIGURE),
        ([MEMBERS | {"shown": False}], NO_FIGURE),
        ([MEMBERS | {"series": "registered"}], NO_FIGURE),
        ([MEMBERS | {"numerator": None, "denominator": None}], SHARE_ONLY),
        ([MEMBERS | {"denominator": 0}], SHARE_ONLY),
        ([MEMBERS | {"boundary": "before_2022"}], OLD_BOUNDARY),
    ],
)
def test_without_a_figure_with_people_there_is_no_plan_but_the_reason(
    figures: list[Row], reason: str, of: Any, places: Territory
) -> None:
    made = plan(of(figures), places, ASKED)
    assert (summary(made)["reason"], summary(made)["people_net"], summary(made)["rupiah"]) == (reason, None, None)
    assert [len(table) for table in (made.months, made.money, made.renewals, made.worth)] == [0, 0, 0, 0]
    assert summary(made)["plan"] == written(ASKED)


def test_a_real_figure_is_started_from_before_a_later_one_of_the_demonstration(of: Any, places: Territory) -> None:
    example = MEMBERS | {"status": "demonstration", "numerator": 70_000, "source_ids": ["demo"]}
    early = MEMBERS | {"month": "2024-06", "period": "2024-06"}
    made = plan(of([early, example]), places, ASKED)
    assert (summary(made)["numerator"], summary(made)["status"]) == (60_000, "estimated")
    alone = plan(of([example]), places, ASKED)
    assert (summary(alone)["numerator"], summary(alone)["status"]) == (70_000, "demonstration")
    assert "demo" in summary(alone)["source_ids"]
    assert {summary(alone)[name] for name in ("people_status", "gross_status", "status")} == {"demonstration"}
    covered = plan(of([early], [{"status": "demonstration"}]), places, ASKED)
    assert summary(covered)["status"] == "demonstration"  # one part is enough


def test_only_what_an_example_of_ending_cover_has_a_part_in_is_an_example(of: Any, places: Territory) -> None:
    ending = of([MEMBERS], [{"status": "demonstration"}])
    made = plan(ending, places, ASKED)
    assert [summary(made)[name] for name in ("people_status", "gross_status", "status")] == [
        "estimated", "estimated", "demonstration",
    ]  # fmt: skip
    assert set(made.months["status"]) == set(path(made)["status"]) == {"estimated"}
    by_purpose = made.money.groupby("purpose")["status"].agg(set).to_dict()
    assert by_purpose == {"new": {"estimated"}, "renewal": {"demonstration"}}
    assert enrolled(made).groupby("purpose")["status"].agg(set).to_dict() == by_purpose
    # The members whose cover ends do not lapse besides: with a rate the gross need counts on them.
    lapsing = plan(ending, places, replace(ASKED, lapse=Decimal("0.01")))
    assert (summary(lapsing)["people_status"], summary(lapsing)["gross_status"]) == ("estimated", "demonstration")
    assert set(lapsing.months["status"]) == {"demonstration"}
    # Amounts renew first, so how much of them is left for new people hangs on cover that ends.
    amounts = plan(ending, places, replace(ASKED, funds=(("apbd_regency", Decimal(10**9)),)))
    assert set(amounts.money["status"]) == {"demonstration"}
    assert set(plan(ending, places, replace(ASKED, budget=10**9)).worth["status"]) == {"estimated"}


def test_a_later_percentage_and_cover_that_left_are_said(of: Any, places: Territory) -> None:
    early = MEMBERS | {"month": "2024-06", "period": "2024-06"}
    later = MEMBERS | {"numerator": None, "denominator": None}
    made = plan(of([early, later], [{"cover_ends": "2024-07"}]), places, ASKED)
    assert made.notes == (analysis.LATER_SHARE, analysis.COVER_LEFT_SINCE)


def test_people_of_a_segment_that_a_base_does_not_count_do_not_move_it(of: Any, places: Territory) -> None:
    made = plan(of([MEMBERS]), places, replace(ASKED, base="bps_formal"))
    assert summary(made)["reason"] == analysis.SEGMENT_NOT_COUNTED


def test_sponsored_cover_does_not_leave_a_base_that_counts_pu_only(of: Any, places: Territory) -> None:
    # 60,000 PU of 150,000 formal workers; 65 % of them are 97,500, so 37,500 are missing. The 100 BPU whose cover ends in
    # March 2025 are in none of these numbers: all 60,000 lapse at 1 % a month, not 59,900, and no rupiah renews the 100.
    formal = MEMBERS | {"base": "bps_formal", "segment": "PU"}
    asked = replace(
        ASKED, base="bps_formal", people=None, target=TARGET, lapse=Decimal("0.01"), premium="PU:JKK+JKM:low"
    )
    alone, beside = plan(of([formal]), places, asked), plan(of([formal], [{}]), places, asked)
    row = summary(beside)
    assert row["people_net"] == 97_500 - 60_000 == 37_500
    assert (row["ending_people"], row["leaving_people"], row["rupiah_renewal"]) == (0, 0, 0)
    assert row["people_gross"] == summary(alone)["people_gross"]
    assert beside.renewals.empty
    assert analysis.COVER_NOT_COUNTED in beside.notes
    assert analysis.COVER_NOT_COUNTED not in alone.notes


def test_the_order_of_schemes_changes_nothing(of: Any, places: Territory) -> None:
    schemes = [{"scheme": name, "people": people, "cover_ends": month, "funding_source": funds, "fact_row": name}
               for name, people, month, funds in [("a", 10, "2025-03", "csr"), ("b", 20, "2025-03", "apbdes"),
                                                  ("c", 30, "2025-05", "csr")]]  # fmt: skip
    one, other = (plan(of([MEMBERS], rows), places, replace(ASKED, budget=10**7)) for rows in (schemes, schemes[::-1]))
    for name in ("summary", "months", "money", "renewals", "worth"):
        pd.testing.assert_frame_equal(getattr(one, name), getattr(other, name))
