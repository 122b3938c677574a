"""A costed plan: people, whole rupiah, funds and budgets by hand, its text for a link, and plans on the stores."""

import argparse
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from math import ceil
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.store import Query
from metrics._model import UnknownName
from metrics.analyses import plan as analysis
from metrics.analyses import premium
from metrics.analyses.budgets import published_budgets
from metrics.analyses.contribution_rules import SOURCES
from metrics.analyses.pace import gap_people, required_gross, required_net
from metrics.analyses.plan import Plan, plan
from metrics.analyses.plan_arithmetic import (
    Bought,
    Ending,
    drawn,
    months_bought,
    people_aimed_at,
    people_bought,
    renewed_first,
    shared_out,
    spread,
)
from metrics.analyses.plan_asked import SEGMENTS, PlanAsked, PlanInvalid, read, written
from metrics.analyses.plan_money import PRICES_DIFFER
from metrics.analyses.sponsored import WITHHELD
from metrics.analyses.target import NO_FIGURE, OLD_BOUNDARY, SHARE_ONLY
from metrics.commands import OutOfBounds
from metrics.commands import plan as command
from metrics.territory import Territory
from tests.metrics.analyses.compared_figures import figure

Row = dict[str, Any]
untimed = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
WHOLE = st.integers(min_value=0, max_value=10**12)
TARGET = Decimal("0.65")


@pytest.fixture(scope="module")
def examples(demonstration_query: Query) -> Query:
    """Ask a store with the demonstration set."""
    return demonstration_query


@pytest.fixture
def of(query: Query) -> Callable[..., Query]:
    """Ask the bundled rules, made coverage figures and made schemes."""

    def made(figures: list[Row], schemes: list[Row] | None = None) -> Query:
        def answer(sql: str, **named: Any) -> pd.DataFrame:
            if "from contribution_rule" in sql:
                return query(sql, **named)
            if "from sponsored_cover" in sql:
                filled: Row = {
                    "region_code": "51.03", "worker_category": "fishers", "funding_source": "apbd_regency",
                    "people": 100, "premium": 16_800, "start_month": "2024-01", "cover_ends": "2025-03", "budget": None,
                    "status": "reported", "batch_id": "b1",
                }  # fmt: skip
                rows = [filled | {"scheme": f"S{n}", "fact_row": f"f:{n}"} | row for n, row in enumerate(schemes or [])]
                return pd.DataFrame(rows, columns=[*filled, "scheme", "fact_row"])
            frame = pd.DataFrame([figure("51.03", "2024-12", None, None) | row for row in figures])
            frame = frame if figures else pd.DataFrame(columns=list(figure("51.03", "2024-12", None, None)))
            return frame.assign(
                numerator=frame["numerator"].astype("Int64"), denominator=frame["denominator"].astype("Int64")
            )

        return answer

    return made


MEMBERS = figure("51.03", "2024-12", 60_000, 150_000, batch_ids=["b0"])
ASKED = PlanAsked("51.03", "2024-12", "2025-12", people=2456, pattern="at_once")


def summary(made: Plan) -> Any:
    return made.summary.iloc[0]


# The arithmetic


def test_the_target_of_a_base_that_grows_is_that_of_the_statistics_notes() -> None:
    aimed = people_aimed_at(150_000, TARGET, 24, Decimal("0.012"))
    assert aimed == Decimal("0.65") * 150_000 * Decimal("1.012") ** 2
    assert round(required_net(60_000, 1, float(aimed), 24), 1) == 1_660.6
    assert round(required_gross(60_000, 1, float(aimed), 24, 0.01), 1) == 2_459.5


@given(st.integers(0, 10**6), st.integers(1, 240), st.booleans())
def test_people_are_reached_in_equal_steps_that_end_with_all_of_them(total: int, months: int, at_once: bool) -> None:
    reached = spread(total, months, at_once=at_once)
    steps = [after - before for before, after in zip([0, *reached], reached, strict=False)]
    assert (len(reached), reached[-1], sum(steps)) == (months, total, total)
    assert steps == [total] + [0] * (months - 1) if at_once else max(steps) - min(steps) <= 1


@given(st.integers(0, 10**9), st.lists(st.integers(1, 1_000), min_size=1, max_size=7))
def test_people_shared_out_add_up_and_nobody_is_a_person_off(total: int, weights: list[int]) -> None:
    shares = [Fraction(weight, sum(weights)) for weight in weights]
    people = shared_out(total, shares)
    assert sum(people) == total
    assert all(abs(given - total * share) < 1 for given, share in zip(people, shares, strict=True))


def test_of_equal_remainders_the_first_is_served_first() -> None:
    assert shared_out(10, [Fraction(1, 3)] * 3) == [4, 3, 3]
    assert shared_out(7, [Fraction(1, 4), Fraction(3, 4)]) == [2, 5]  # 1.75 and 5.25


@given(WHOLE, st.lists(st.integers(1, 300_000), min_size=1, max_size=24))
def test_a_budget_covers_as_many_people_as_it_can_and_the_rest_is_less_than_one(
    budget: int, premiums: list[int]
) -> None:
    people, left = people_bought(budget, premiums)
    assert people * sum(premiums) + left == budget
    assert 0 <= left < sum(premiums)


@given(WHOLE, st.integers(1, 10**6), st.lists(st.integers(1, 300_000), min_size=1, max_size=24))
def test_a_budget_lasts_as_many_whole_months_as_it_can(budget: int, people: int, premiums: list[int]) -> None:
    months, left = months_bought(budget, people, premiums)
    assert left == budget - people * sum(premiums[:months]) >= 0
    assert months == len(premiums) or left < people * premiums[months]


@given(
    WHOLE, st.lists(st.builds(Ending, st.integers(0, 10**5), st.integers(0, 10**6)), max_size=5), st.integers(1, 10**6)
)
def test_nobody_new_is_covered_before_all_cover_that_ends_is_renewed(
    budget: int, ending: list[Ending], each: int
) -> None:
    bought = renewed_first(budget, ending, each)
    spent = sum(people * cover.rupiah_each for people, cover in zip(bought.renewed, ending, strict=True))
    assert spent + bought.new * each + bought.remainder == budget
    assert bought.remainder >= 0
    complete = [people == cover.people for people, cover in zip(bought.renewed, ending, strict=True)]
    assert bought.new == 0 or all(complete)
    assert not all(complete) or bought.remainder < each
    for done, people, cover in zip(complete, bought.renewed, ending, strict=True):
        assert done or (people < cover.people and bought.remainder < cover.rupiah_each)


def test_renewals_come_in_their_order() -> None:
    ending = [Ending(10, 100), Ending(10, 50)]
    assert renewed_first(1_230, ending, 100) == Bought((10, 4), 0, 30)  # 1,000, then 4 x 50
    assert renewed_first(1_730, ending, 100) == Bought((10, 10), 2, 30)


@given(WHOLE, st.dictionaries(st.sampled_from(SOURCES), WHOLE, max_size=5))
def test_a_need_is_drawn_in_order_and_nothing_is_lost(need: int, amounts: dict[str, int]) -> None:
    left = dict(amounts)
    given = drawn(need, left)
    assert sum(given.values()) == need
    assert all(amounts[source] - left[source] == given.get(source, 0) for source in amounts)
    assert "unfunded" not in given or not any(left.values())


# The text of a link

SHARES = st.decimals(min_value=Decimal("0.0001"), max_value=1, places=4)


def parts_of(names: tuple[str, ...]) -> Any:
    """Draw shares of some names that add up to 1."""
    weights = st.dictionaries(st.sampled_from(names), st.integers(1, 9), min_size=2, max_size=4)

    def whole(drawn_weights: dict[str, int]) -> tuple[tuple[str, Decimal], ...]:
        tenths = [Decimal(weight) / 100 for weight in drawn_weights.values()]
        tenths[-1] = 1 - sum(tenths[:-1], Decimal(0))
        return tuple(zip(drawn_weights, tenths, strict=True))

    return weights.map(whole)


MONEY = st.dictionaries(st.sampled_from(SOURCES), st.integers(2, 10**12).map(Decimal), min_size=1).map(
    lambda amounts: tuple(amounts.items())
)
PLANS = st.builds(
    PlanAsked,
    region=st.sampled_from(["51", "51.03", "KW-BANUSPA", "ID"]),
    as_of=st.sampled_from(["2023-01", "2025-12"]),
    deadline=st.sampled_from(["2025-12", "2026-06", "2045-12"]),
    target=SHARES,
    premium=st.sampled_from(["BPU:JKK+JKM", "BPU:JKK+JKM+JHT", "PU:JKK+JKM:low", "JAKON:JKM:wage component known"]),
    condition=st.none() | st.text(min_size=1, max_size=30),
    income=st.none() | st.integers(1, 10**9),
    payer=st.sampled_from(SOURCES),
    funds=st.just(()) | MONEY | parts_of(SOURCES),
    budget=st.none() | WHOLE,
    lapse=st.none() | st.decimals(min_value=0, max_value=Decimal("0.5"), places=3),
    growth=st.decimals(min_value=Decimal("-0.5"), max_value=Decimal("0.5"), places=4),
    base=st.sampled_from(["ucj", "bps", "bps_pu_bpu", "potential"]),
    pattern=st.sampled_from(["even", "at_once"]),
    mix=st.just(()) | parts_of(SEGMENTS),
)


@untimed
@given(PLANS, st.none() | st.integers(1, 10**6))
def test_a_plan_is_read_back_from_its_text(asked: PlanAsked, people: int | None) -> None:
    asked = asked if people is None else replace(asked, target=None, people=people)
    text = written(asked)
    assert read(text) == asked
    assert written(read(text)) == text
    assert text.isascii() and " " not in text and "&" not in text and "#" not in text


def test_the_text_of_a_plan_stays_the_same() -> None:
    asked = PlanAsked("51.03", "2025-03", "2026-12", target=Decimal("0.650"), funds=(("own", Decimal("0.40")),
                      ("csr", Decimal("0.6"))), condition="transport workers", lapse=Decimal("0.01"))  # fmt: skip
    assert written(asked) == (
        "plan1;region=51.03;as_of=2025-03;deadline=2026-12;target=0.65;condition=transport%20workers;"
        "funds=own:0.4,csr:0.6;lapse=0.01"
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "begins with plan1"),
        ("plan2;region=51", "begins with plan1"),
        ("plan1", "needs: region, as_of, deadline"),
        ("plan1;region=51;region=52", "once at most"),
        ("plan1;colour=red", "once at most"),
        ("plan1;region", "name=value"),
        ("plan1;target=many", "is not a number"),
        ("plan1;target=NaN", "is not a number"),
        ("plan1;target=1e99", "is not a number"),
        ("plan1;people=1.5", "not a whole number"),
        ("plan1;funds=csr", "is not a number"),
    ],
)
def test_a_text_that_is_no_plan_is_refused_in_one_sentence(text: str, words: str) -> None:
    with pytest.raises(PlanInvalid, match=words):
        read(text)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"deadline": "2024-11"}, "has passed"),
        ({"deadline": "2060-01"}, "at most 300"),
        ({"deadline": "2025"}, "written as 2025-03"),
        ({"people": None}, "either a target share or a number"),
        ({"target": TARGET}, "either a target share or a number"),
        ({"people": 0}, "whole number from 1"),
        ({"people": None, "target": Decimal(0)}, "above 0 up to 1"),
        ({"people": None, "target": Decimal("1.01")}, "above 0 up to 1"),
        ({"people": None, "target": Decimal("0.1234567890123")}, "above 0 up to 1"),
        ({"lapse": Decimal("0.6")}, "from 0 to 0.5"),
        ({"growth": Decimal("NaN")}, "from -0.5 to 0.5"),
        ({"budget": -1}, "budget is rupiah"),
        ({"income": 0}, "above 0"),
        ({"premium": "BPU"}, "SEGMENT:PROGRAMMES"),
        ({"premium": "BPU:JKK+JKK"}, "SEGMENT:PROGRAMMES"),
        ({"premium": "BPU:JKK+JKP"}, "SEGMENT:PROGRAMMES"),
        ({"premium": "PU:JKK:"}, "SEGMENT:PROGRAMMES"),
        ({"payer": "me"}, "no payer 'me'"),
        ({"base": "unstated"}, "one of the bases"),
        ({"pattern": "late"}, "one of even, at_once"),
        ({"funds": (("csr", Decimal("0.5")),)}, "add up to 1"),
        ({"funds": (("csr", Decimal("0.5")), ("own", Decimal(500)))}, "add up to 1"),
        ({"funds": (("csr", Decimal("1.5")), ("own", Decimal("-0.5")))}, "add up to 1"),
        ({"funds": (("bank", Decimal(1)),)}, "source of funds is one of"),
        ({"funds": (("csr", Decimal("0.5")), ("csr", Decimal("0.5")))}, "each once"),
        ({"mix": (("BPU", Decimal("0.5")),)}, "mix add up to 1"),
        ({"mix": (("ASN", Decimal(1)),)}, "mix names segments"),
    ],
)
def test_a_plan_that_cannot_be_meant_is_refused(change: Row, words: str) -> None:
    with pytest.raises(PlanInvalid, match=words):
        replace(ASKED, **change)


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
    covered = plan(of([early], [{"status": "demonstration"}]), places, ASKED)
    assert summary(covered)["status"] == "demonstration"  # one part is enough


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


# The stores


def test_bali_starts_from_its_published_people(query: Query, places: Territory) -> None:
    row = summary(plan(query, places, PlanAsked("51", "2025-03", "2025-12", target=TARGET)))
    assert (row["numerator"], row["denominator"], row["period"]) == (935_079, 1_873_899, "2025-03")
    assert (row["people_net"], row["status"]) == (282_956, "estimated")
    assert "bali-antaranews-com-2bdc37" in row["source_ids"] and "lampost-co-344d0d" in row["source_ids"]
    badung = summary(plan(query, places, PlanAsked("51.03", "2025-03", "2025-12", target=TARGET)))
    assert (badung["people_net"], badung["reason"]) == (None, SHARE_ONLY)  # 58.68 percent, without people
    with pytest.raises(UnknownName):
        plan(query, places, PlanAsked("51.99", "2025-03", "2025-12", target=TARGET))


@pytest.mark.parametrize("region", ["51.03", "52", "94", "96"])
def test_plans_of_the_demonstration_set_add_up(region: str, examples: Query, places: Territory) -> None:
    asked = PlanAsked(region, "2025-06", "2026-06", target=Decimal("0.9"), budget=10**10, lapse=Decimal("0.005"))
    made = plan(examples, places, asked)
    row = summary(made)
    assert row["status"] == "demonstration"
    assert made.months["people_net"].sum() == row["people_net"]
    assert made.months["people_gross"].sum() == row["people_gross"] >= row["people_net"] > 0
    assert made.money["rupiah"].sum() == row["rupiah"] == row["rupiah_new"] + row["rupiah_renewal"]
    assert made.renewals["rupiah"].sum() == row["rupiah_renewal"] > 0
    assert made.renewals["people"].sum() == row["ending_people"] > 0
    rows = examples("select * from sponsored_cover where status = 'demonstration'")
    # An oracle: cover of 2025 to which nothing follows, whoever counted in June 2025 and is not paid for until June 2026.
    counted = (
        rows["region_code"].str.startswith(region)
        & (rows["start_month"] <= "2025-06")
        & (rows["end_month"] >= "2025-04")
    )
    assert row["ending_people"] == rows.loc[counted, "people"].sum()
    bought = (row["budget_renewed_people"], row["budget_new_people"], row["budget_remainder"])
    assert all(isinstance(number, int) and number >= 0 for number in bought)
    assert row["value_with"] == pytest.approx(row["value_without"] + row["moved_points"], abs=1e-12)


def test_a_published_budget_is_read_as_people_for_a_year(query: Query, places: Territory) -> None:
    found = published_budgets(query, places, "ID").set_index(["region_code", "period"])
    badung = found.loc[("51.03", "2023")]
    assert (badung["rupiah"], badung["people_for_a_year"], badung["remainder"]) == (495_129_600, 2_456, 0)
    papua = found.loc[("94", "2025")]  # 4.63 billion for 23,000 people, rounded in print
    assert (papua["people_for_a_year"], papua["remainder"]) == divmod(4_630_000_000, 201_600)
    assert found.loc[("51.04", "2026"), "people_for_a_year"] == 2_000_000_000 // 201_600  # no half price
    assert set(found["status"]) == {"estimated"}
    assert published_budgets(query, places, "53").empty


@pytest.fixture
def ask(examples: Query, places: Territory) -> Callable[[str], pd.DataFrame]:
    """Ask the command of plans."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--region")
    command.arguments(parser)
    return lambda words: command.answer(parser.parse_args(words.split()), examples, places)


def test_the_command_gives_the_tables_of_several_regions(ask: Any) -> None:
    words = "--region 51,51.03 --as-of 2025-03 --deadline 2025-05 --people 10 --fund own=0.5 --fund csr=0.5"
    rows = ask(words)
    assert rows["region_code"].tolist() == ["51", "51.03"]
    assert read(rows["plan"][1]).funds == (("own", Decimal("0.5")), ("csr", Decimal("0.5")))
    assert read(rows["plan"][1]).payer == "own"
    money = ask(f"{words} --show money")
    assert set(money["source"]) >= {"own", "csr"}
    assert set(money.loc[money["purpose"] == "new", "region_code"]) == {"51", "51.03"}


@pytest.mark.parametrize(
    "words",
    ["--deadline 2025-05", "--deadline 2025-05 --people 1 --target 0.5", "--deadline 2025-05 --target half",
     "--deadline 2025-01 --people 1", "--deadline 2025-05 --people 1 --fund csr", "--deadline soon --people 1"],
)  # fmt: skip
def test_the_command_refuses_what_is_no_plan(words: str, ask: Any) -> None:
    with pytest.raises(OutOfBounds):
        ask(f"--region 51 --as-of 2025-03 {words}")
