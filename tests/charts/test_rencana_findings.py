"""The sentences about a plan: from the numbers, in both languages, never none where somebody is to be covered."""

import pandas as pd
import pytest

from charts import rencana_findings as findings
from i18n import LANGUAGES, language

english, indonesian = language("en"), language("id")
PLAN = {
    "base": "ucj", "deadline": "2026-12", "people_net": 12_345, "required_net_per_month": 1_234.4,
    "required_gross_per_month": 1_890.2,
    "rupiah": 2_400_000_000, "rupiah_renewal": 400_000_000, "unfunded_rupiah": 0, "ending_people": 300, "leaving_people": 200,
    "target": 0.65, "budget": None, "status": "estimated", "people_status": "estimated", "gross_status": "estimated",
    "short_from": None, "short_reason": None,
}  # fmt: skip
# It starts from a published figure; cover of the demonstration set ends before its deadline.
BESIDE = PLAN | {"status": "demonstration"}
EXAMPLE = BESIDE | {"people_status": "demonstration", "gross_status": "demonstration"}


def test_the_headline_says_people_rupiah_and_deadline() -> None:
    assert findings.headline("Badung", PLAN, english) == (
        "Badung: 65% on UCJ base by Dec 2026 takes 1,235 people a month and IDR 2.4 billion"
    )
    more = findings.headline("Badung", PLAN | {"target": None}, english)
    assert more.startswith("Badung: 12,345 people more by Dec 2026 takes 1,235 people a month")
    assert findings.headline("Badung", PLAN | {"rupiah": None}, english).endswith("rupiah not known")
    assert "already reached" in findings.headline("Badung", PLAN | {"people_net": 0}, english)
    assert "no plan" in findings.headline("Badung", PLAN | {"people_net": None}, english)


@pytest.mark.parametrize(
    ("today", "said"),
    [
        ("2025-12", ""),
        ("2026-01", ""),  # its first month is not over
        ("2026-11", ("10 of the 12 months of this plan have passed: it is now November 2026. The need a month is counted "
                    "from January 2026 on; what has not been added since then comes on top.")),
        ("2027-01", "Every month of this plan has passed: it is now January 2027. Choose a later deadline."),
    ],
)  # fmt: skip
def test_months_of_a_plan_that_lie_behind_the_reader_are_said(today: str, said: str) -> None:
    months = [f"2026-{month:02d}" for month in range(1, 13)]
    assert findings.months_passed(months, today, english) == said


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_text_of_the_demonstration_says_so(lang: str) -> None:
    say, row = language(lang), EXAMPLE
    flag = say("DEMO · {text}", text="")
    assert findings.headline("Badung", row, say).startswith(flag)
    assert findings.answer(row, row, say).startswith(flag)
    assert findings.ending(row, say).startswith(flag)
    (aside,) = {text.count(say("{text} (DEMO)", text="")) for text in (findings.headline("Badung", row, say),
                                                                      findings.answer(row, row, say))}  # fmt: skip
    assert aside == 0  # what is wholly an example says so once


def test_beside_a_published_start_only_the_amounts_with_an_example_in_them_are_marked() -> None:
    assert findings.headline("Gianyar", BESIDE, english) == (
        "Gianyar: 65% on UCJ base by Dec 2026 takes 1,235 people a month and IDR 2.4 billion (DEMO)"
    )
    assert findings.headline("Gianyar", BESIDE, indonesian).endswith("Rp2,4 miliar (CONTOH)")
    assert findings.answer(BESIDE, BESIDE, english) == (
        "Closing the gap of 12,345 people to 65% by December 2026 takes 1,235 people a month net (1,891 gross), "
        "IDR 2.4 billion (DEMO) in all. DEMO · IDR 400 million of it renews the cover of 300 people that ends before then."
    )
    lapsing = BESIDE | {"gross_status": "demonstration"}
    assert "net (1,891 (DEMO) gross)" in findings.answer(lapsing, lapsing, english)


def test_all_who_leave_are_not_counted_twice() -> None:
    assert findings.ending(PLAN, english) == ("Cover of 300 people ends before Dec 2026; 200 leave the count by then")
    assert findings.ending(PLAN | {"leaving_people": 300}, english) == (
        "Cover of 300 people ends before Dec 2026; all of them leave the count by then"
    )


def test_plans_side_by_side_name_the_dearest_and_the_cheapest() -> None:
    plans = {"A": PLAN, "B": PLAN | {"rupiah": 10**9, "people_net": 5_000}, "C": PLAN | {"rupiah": 2 * 10**9}}
    assert findings.beside(plans, english) == (
        "Plan A costs most: IDR 2.4 billion for 12,345 people; B least: IDR 1 billion for 5,000"
    )
    assert findings.beside({"A": PLAN, "B": PLAN}, english) == "Plans side by side"
    assert findings.beside({"A": PLAN, "B": PLAN | {"rupiah": None}}, english) == "Plans side by side"
    assert findings.beside(plans | {"A": PLAN | {"status": "demonstration"}}, english).startswith("DEMO · ")


def test_the_answer_gives_net_gross_and_rupiah() -> None:
    assert findings.answer(PLAN, PLAN, english) == (
        "Closing the gap of 12,345 people to 65% by December 2026 takes 1,235 people a month net (1,891 gross), "
        "IDR 2.4 billion in all. IDR 400 million of it renews the cover of 300 people that ends before then."
    )


def test_without_a_lapse_rate_there_is_no_gross_and_without_a_price_no_rupiah() -> None:
    row = PLAN | {"required_gross_per_month": None, "rupiah": None}
    assert findings.answer(row, row, english).endswith("1,235 people a month net; the rupiah are not known.")


def test_the_first_month_short_of_money_is_said_with_what_is_short() -> None:
    row = PLAN | {"short_from": "2026-05"}
    assert "IDR 7 has no source of funds, first in May 2026." in findings.answer(
        row | {"unfunded_rupiah": 7}, row, english
    )
    budget = PLAN | {"short_from": "2026-05", "budget": 10**9}
    assert "The budget of IDR 1 billion no longer suffices from May 2026." in findings.answer(budget, budget, english)
    assert findings.short_words(row, english) == "May 2026"
    assert findings.short_words(PLAN, english) == "none"


@pytest.mark.parametrize(
    ("people", "words"),
    [(0, "0"), (0.3, "1"), (1, "1"), (1.5, "2"), (1234.0000000001, "1,234"), (1234.4, "1,235")],
)
def test_a_need_a_month_is_rounded_up_and_never_to_none(people: float, words: str) -> None:
    assert findings.a_month(people, english) == words


def test_people_and_renewals_are_counted_over_the_months() -> None:
    frame = pd.DataFrame(
        [("2026-01", "new", 10), ("2026-01", "renewal", 4), ("2026-02", "new", 9)],
        columns=["month", "purpose", "people"],
    ).assign(status="estimated")
    assert findings.people_finding(frame, english) == "19 people to enrol in 2 months; 4 to renew beside them"
    beside = frame.assign(status=["estimated", "demonstration", "estimated"])
    assert findings.people_finding(beside, english) == "19 people to enrol in 2 months; 4 (DEMO) to renew beside them"
    example = findings.people_finding(frame.assign(status="demonstration"), english)
    assert example == "DEMO · 19 people to enrol in 2 months; 4 to renew beside them"
    hidden = frame.assign(people=[10, None, 9]).astype({"people": object})
    assert findings.people_finding(hidden, english) == "19 people to enrol in 2 months"


def test_a_path_below_its_target_is_not_printed_as_at_it() -> None:
    line = pd.DataFrame({"month": ["2025-12", "2026-12"], "value": [0.5, 0.6496], "status": "estimated"})
    assert findings.path_finding(line, 0.65, english) == "From 50.0% to 64.96% by Dec 2026"


def test_money_says_the_rise_or_the_level() -> None:
    frame = pd.DataFrame({"month": ["2026-01", "2026-02"], "part": "csr", "value": [1e9, 2e9], "status": "estimated"})
    assert findings.money_finding(frame, PLAN, english) == "Cost rises to IDR 2 billion in Feb 2026"
    flat = frame.assign(value=1e9)
    assert findings.money_finding(flat, PLAN | {"unfunded_rupiah": 5_000_000}, english) == (
        "IDR 1 billion a month at most, IDR 2.4 billion in all; IDR 5 million has no source"
    )


def test_what_an_amount_is_worth_is_said_or_why_not() -> None:
    row = {"people": 4_960, "months": 12, "points": 0.0026, "status": "estimated", "reason": None}
    assert (
        findings.worth(row, 10**9, english)
        == "IDR 1 billion pays for 4,960 people over 12 months: +0.26 percentage points"
    )
    assert findings.worth(row, 10**9, indonesian).count("4.960") == 1
    assert "not known: why" in findings.worth(row | {"people": None, "reason": "why"}, 10**9, english)


def test_what_a_budget_does_names_both_shares() -> None:
    row = PLAN | {
        "budget": 10**9, "budget_renewed_people": 100, "budget_new_people": 7, "value_with": 0.5, "value_without": 0.45,
        "budget_months": 0,
    }  # fmt: skip
    said = findings.budget_use(row, english)
    assert "renews 100 people and adds 7: coverage 50.0% at the deadline instead of 45.0%" in said
    assert said.endswith("does not last a month.")
    assert findings.budget_use(row | {"budget_new_people": None}, english) == ""
