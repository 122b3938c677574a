"""A plan on made figures: people, rupiah, the order of sources and cover that ends."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from functools import partial
from math import ceil
from typing import Any

import pytest

from data.store import Query
from metrics.analyses import plan as analysis
from metrics.analyses import premium
from metrics.analyses.pace import gap_people
from metrics.analyses.plan import plan
from metrics.analyses.plan_asked import PlanAsked
from metrics.analyses.plan_money import PRICES_DIFFER
from metrics.analyses.sponsored import WITHHELD
from metrics.territory import Territory
from tests.metrics.analyses.compared_figures import figure
from tests.metrics.analyses.plan_made import ASKED, MEMBERS, TARGET, Row, asking, summary


@pytest.fixture
def of(query: Query) -> Callable[..., Query]:
    """Ask the bundled rules, made coverage figures and made schemes."""
    return partial(asking, query)


# Plans


def test_badung_in_2023_costs_495_129_600_rupiah(of: Any, places: Territory) -> None:
    figures = [MEMBERS | {"month": "2022-12", "period": "2022-12"}]
    made = plan(of(figures), places, replace(ASKED, as_of="2022-12", deadline="2023-12"))
    assert summary(made)["rupiah"] == 2_456 * 16_800 * 12 == 495_129_600
    assert made.money["rupiah"].tolist() == [41_260_800] * 12
    assert made.money["month"].tolist() == [f"2023-{month:02}" for month in range(1, 13)]
    assert set(made.money["source"]) == {"apbd_regency"}
    assert (summary(made)["status"], summary(made)["reason"]) == ("estimated", None)
    assert (summary(made)["numerator"], summary(made)["denominator"], summary(made)["value"]) == (60_000, 150_000, 0.4)


@pytest.mark.parametrize(("people", "months", "rupiah"), [(12_698, 9, 1_919_937_600), (11_321, 12, 2_282_313_600)])
def test_the_budgets_of_the_domain_notes(people: int, months: int, rupiah: int, of: Any, places: Territory) -> None:
    asked = replace(ASKED, people=people, deadline=f"2025-{months:02}", payer="dbh_cht")
    assert summary(plan(of([MEMBERS]), places, asked))["rupiah"] == people * 16_800 * months == rupiah


def test_enrolled_evenly_everyone_is_paid_for_from_the_month_they_join(of: Any, places: Territory) -> None:
    made = plan(of([MEMBERS]), places, replace(ASKED, people=10, deadline="2025-04", pattern="even"))
    assert made.months["people_net"].tolist() == [3, 2, 3, 2]  # reached: 2.5, 5, 7.5 and 10, rounded up
    assert made.months["people_paid"].tolist() == [3, 5, 8, 10]
    assert summary(made)["rupiah"] == (3 + 5 + 8 + 10) * 16_800
    assert made.months["rupiah"].sum() == summary(made)["rupiah_new"]


def test_a_target_asks_for_the_net_and_gross_people_of_the_pace(of: Any, places: Territory) -> None:
    asked = PlanAsked("51.03", "2024-12", "2026-12", target=TARGET, lapse=Decimal("0.01"), growth=Decimal("0.012"))
    row = summary(plan(of([MEMBERS]), places, asked))
    assert round(row["required_net_per_month"], 1) == 1_660.6
    assert round(row["required_gross_per_month"], 1) == 2_459.5
    assert row["people_net"] == ceil(Fraction(65, 100) * 150_000 * Fraction("1.012") ** 2 - 60_000) == 39_855
    assert row["people_gross"] == ceil(24 * row["required_gross_per_month"]) == 59_029
    assert row["denominator_at_deadline"] == 153_622  # 150,000 x 1.024144
    assert (row["months"], row["target"]) == (24, 0.65)


def test_without_growth_the_people_are_those_of_the_gap(of: Any, places: Territory) -> None:
    bali = [figure("51.03", "2025-03", 935_079, 1_873_899, batch_ids=[])]
    row = summary(plan(of(bali), places, PlanAsked("51.03", "2025-03", "2025-12", target=TARGET)))
    assert row["people_net"] == row["people_gross"] == gap_people(935_079, 1_873_899, 0.65) == 282_956
    assert row["required_gross_per_month"] is None  # no lapse rate was given


def test_a_target_that_is_reached_asks_for_nobody(of: Any, places: Territory) -> None:
    above = [MEMBERS | {"numerator": 200_000, "value": 200_000 / 150_000}]  # a share above 1 is kept
    row = summary(plan(of(above), places, replace(ASKED, people=None, target=Decimal(1))))
    assert (row["people_net"], row["people_gross"], row["rupiah"]) == (0, 0, 0)
    assert row["value"] == pytest.approx(4 / 3)


def test_in_the_deadline_month_the_whole_gap_is_due_in_that_month(of: Any, places: Territory) -> None:
    made = plan(of([MEMBERS]), places, replace(ASKED, deadline="2024-12", pattern="even"))
    assert made.months["month"].tolist() == ["2024-12"]
    assert summary(made)["rupiah"] == 2_456 * 16_800


def test_sources_share_the_people_and_pay_their_own_premium(of: Any, places: Territory) -> None:
    funds = (("own", Decimal("0.25")), ("apbd_regency", Decimal("0.75")))
    asked = replace(ASKED, as_of="2026-03", deadline="2026-04", people=10, funds=funds, condition="transport workers")
    made = plan(of([MEMBERS | {"month": "2026-03", "period": "2026-03"}]), places, asked)
    paid = [(row.source, row.people, row.premium, row.rupiah) for row in made.money.itertuples()]
    # 2.5 and 7.5: of equal remainders the first is served first. Half price only where nobody but the worker pays.
    assert paid == [("own", 3, 8_400, 25_200), ("apbd_regency", 7, 16_800, 117_600)]
    assert summary(made)["rupiah"] == 142_800


def test_sources_with_amounts_pay_in_their_order_and_what_is_left_is_unfunded(of: Any, places: Territory) -> None:
    funds = (("csr", Decimal(200_000)), ("apbd_regency", Decimal(100_000)))
    made = plan(of([MEMBERS]), places, replace(ASKED, people=10, deadline="2025-02", funds=funds))
    paid = [(row.month, row.source, row.rupiah) for row in made.money.itertuples()]
    # 168,000 a month: 200,000 covers one and 32,000 of the next, then 100,000, and 36,000 nobody has.
    assert paid == [("2025-01", "csr", 168_000), ("2025-02", "csr", 32_000), ("2025-02", "apbd_regency", 100_000),
                    ("2025-02", "unfunded", 36_000)]  # fmt: skip
    assert (summary(made)["rupiah"], summary(made)["unfunded_rupiah"]) == (336_000, 36_000)


def test_amounts_of_sources_that_pay_different_premiums_are_not_added(of: Any, places: Territory) -> None:
    funds = (("own", Decimal(10**9)), ("apbd_regency", Decimal(10**9)))
    asked = replace(ASKED, as_of="2026-03", deadline="2026-12", funds=funds, condition="other than transport")
    made = plan(of([MEMBERS | {"month": "2026-03", "period": "2026-03"}]), places, asked)
    assert (summary(made)["rupiah"], summary(made)["reason"]) == (None, PRICES_DIFFER)
    assert made.money["rupiah"].tolist() == [None] * len(made.money)


def test_cover_that_ends_is_renewed_first_and_only_keeps_the_figure(of: Any, places: Territory) -> None:
    # Paid to March 2025, so it leaves at the end of June; renewing it for nine months costs 151,200 a person.
    asked = replace(ASKED, people=50, budget=151_200 * 100 + 201_600 * 20 + 5)
    made = plan(of([MEMBERS], [{}]), places, asked)
    row = summary(made)
    assert (row["ending_people"], row["leaving_people"]) == (100, 100)
    assert row["rupiah_renewal"] == 100 * 9 * 16_800 == 15_120_000
    assert row["rupiah"] == 15_120_000 + 50 * 12 * 16_800
    assert (row["budget_renewed_people"], row["budget_new_people"], row["budget_remainder"]) == (100, 20, 5)
    assert row["value_without"] == (60_000 - 100) / 150_000
    assert row["value_with"] == (60_000 + 20) / 150_000
    assert row["moved_points"] == 120 / 150_000
    assert (row["budget_months"], row["budget_months_remainder"]) == (12, row["budget"] - 50 * 201_600)
    one = made.renewals.iloc[0]
    assert (one["cover_ends"], one["leaves_active_count"], one["months"]) == ("2025-03", "2025-06", 9)
    renewals = made.money[made.money["purpose"] == "renewal"]
    assert renewals["month"].tolist() == [f"2025-{month:02}" for month in range(4, 13)]


def test_a_budget_too_small_for_all_renewals_covers_nobody_new(of: Any, places: Territory) -> None:
    row = summary(plan(of([MEMBERS], [{}]), places, replace(ASKED, budget=151_200 * 30 + 1)))
    assert (row["budget_renewed_people"], row["budget_new_people"], row["budget_remainder"]) == (30, 0, 1)
    assert row["value_with"] == (60_000 - 70) / 150_000 < row["value"]


@pytest.mark.parametrize(
    ("change", "ending", "leaving", "months"),
    [
        ({"cover_ends": "2025-09"}, 100, 100, 3),  # leaves at the end of December, the deadline
        ({"cover_ends": "2025-10"}, 100, 0, 2),  # protection ends, the figure falls after the deadline
        ({"cover_ends": "2025-12"}, 0, 0, 0),
        ({"cover_ends": "2024-10"}, 100, 100, 12),  # ended, but still counted in December 2024
        ({"cover_ends": "2024-09"}, 0, 0, 0),  # no longer counted when the plan is made
        ({"start_month": "2025-02", "cover_ends": "2025-06"}, 0, 0, 0),  # nobody of it is in the figure now
    ],
)
def test_which_cover_must_be_renewed(
    change: Row, ending: int, leaving: int, months: int, of: Any, places: Territory
) -> None:
    row = summary(plan(of([MEMBERS], [change]), places, ASKED))
    assert (row["ending_people"], row["leaving_people"]) == (ending, leaving)
    assert row["rupiah_renewal"] == ending * months * 16_800


def test_a_later_scheme_stands_for_the_one_it_renews(of: Any, places: Territory) -> None:
    later = {"start_month": "2025-04", "cover_ends": "2025-08", "people": 60, "premium": None}
    made = plan(of([MEMBERS], [{}, later]), places, ASKED)
    assert made.renewals[["people", "months"]].to_numpy().tolist() == [[40, 9], [60, 4]]
    assert summary(made)["rupiah_renewal"] == (40 * 9 + 60 * 4) * 16_800  # its own premium is not stated: by the rules


def test_small_reported_counts_of_cover_that_ends_are_withheld_and_the_sums_stay(of: Any, places: Territory) -> None:
    schemes = [{"people": 3, "funding_source": "csr"}, {"people": 40}, {"people": 70, "worker_category": "farmers"}]
    made = plan(of([MEMBERS], schemes), places, ASKED)
    assert made.renewals[["people", "rupiah"]].to_numpy().tolist() == [[70, 70 * 151_200], [None, None], [None, None]]
    renewals = made.money[made.money["purpose"] == "renewal"]
    assert len(renewals) == 18 and renewals[["people", "rupiah"]].isna().all(axis=None)  # nine months, two sources
    assert set(renewals["reason"]) == {WITHHELD}
    assert (summary(made)["ending_people"], summary(made)["rupiah_renewal"]) == (113, 113 * 151_200)


def test_a_lapse_rate_is_not_also_of_those_whose_cover_ends(of: Any, places: Territory) -> None:
    asked = replace(ASKED, people=None, target=TARGET, lapse=Decimal("0.01"))
    row = summary(plan(of([MEMBERS], [{}]), places, asked))
    others, kept = 60_000 - 100, 0.99**12
    due = 97_500 - 100 - others * kept
    assert row["required_gross_per_month"] == pytest.approx(due * 0.01 / (1 - kept))


def test_people_of_other_segments_are_counted_without_rupiah(of: Any, places: Territory) -> None:
    mix = (("BPU", Decimal("0.7")), ("PU", Decimal("0.3")))
    made = plan(of([MEMBERS]), places, replace(ASKED, people=10, deadline="2025-01", mix=mix))
    rows = made.months.set_index("segment")
    assert rows["people_net"].to_dict() == {"BPU": 7, "PU": 3}
    assert rows["rupiah"].to_dict() == {"BPU": 7 * 16_800, "PU": None}
    assert rows["reason"].to_dict() == {"BPU": None, "PU": analysis.OTHER_PREMIUM}


def test_where_no_premium_is_known_people_are_given_and_rupiah_are_not(of: Any, places: Territory) -> None:
    made = plan(of([MEMBERS]), places, replace(ASKED, income=5_000_000, budget=10**9))
    row = summary(made)
    assert (row["people_net"], row["rupiah"], row["budget_new_people"]) == (2_456, None, None)
    assert row["reason"] == premium.BETWEEN_BANDS
    assert made.money["reason"].tolist() == [premium.BETWEEN_BANDS] * 12
    assert made.worth["people"].tolist() == [None] * 5


def test_what_a_budget_is_worth_for_some_lengths(of: Any, places: Territory) -> None:
    made = plan(of([MEMBERS]), places, replace(ASKED, budget=495_129_600))
    assert made.worth[["months", "people", "remainder"]].to_numpy().tolist() == [
        [1, 29_472, 0], [3, 9_824, 0], [6, 4_912, 0], [9, 3_274, 100_800], [12, 2_456, 0],
    ]  # fmt: skip
    assert made.worth["points"].tolist()[-1] == 2_456 / 150_000
