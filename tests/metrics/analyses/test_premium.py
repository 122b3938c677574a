"""What one worker's cover costs a month: the bundled rules, by hand, and against the rows read another way."""

import csv
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from itertools import pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.home import FACTS
from data.store import Query
from metrics.analyses import premium as analysis
from metrics.analyses.contribution_rules import PAYERS, SOURCES, contribution_rules, next_ceiling
from metrics.analyses.premium import Premium, PremiumAsked, Rules, migrant_package, premium_of

PACKAGE = frozenset({"JKK", "JKM"})
TRANSPORT, OTHERS = "transport workers", "other than transport"
LABOUR_INTENSIVE = "labour-intensive industry, 50 or more workers"


@pytest.fixture(scope="module")
def rules(query: Query) -> Rules:
    return contribution_rules(query)


def sponsored(rules: Rules, payer: str, month: str, condition: str | None = None, income: int | None = None) -> Premium:
    return premium_of(rules, PremiumAsked("BPU", PACKAGE, payer, month, condition=condition, income=income))


def waged(rules: Rules, programmes: str, payer: str, month: str, kind: str | None = None, income: int | None = 5_000_000,
          condition: str | None = None) -> Premium:  # fmt: skip
    return premium_of(
        rules, PremiumAsked("PU", frozenset(programmes.split("+")), payer, month, kind, condition, income)
    )


@pytest.mark.parametrize("payer", SOURCES)
@pytest.mark.parametrize("month", ["2015-07", "2020-07", "2021-02", "2023-01", "2025-12"])
def test_the_smallest_package_costs_16_800_a_month(payer: str, month: str, rules: Rules) -> None:
    found = sponsored(rules, payer, month)
    assert (found.rupiah, found.reason, found.notes) == (16_800, None, ())  # 10,000 + 6,800
    assert found.confidence == "verified"


@pytest.mark.parametrize("month", ["2026-01", "2026-06", "2026-12", "2027-03", "2030-01"])
@pytest.mark.parametrize("payer", ["apbd_province", "apbd_regency", "dbh_cht", "apbn_apbd"])
@pytest.mark.parametrize("condition", [None, TRANSPORT, OTHERS])
def test_the_half_price_never_holds_for_what_a_public_budget_pays(
    payer: str, month: str, condition: str | None, rules: Rules
) -> None:
    found = sponsored(rules, payer, month, condition)
    assert (found.rupiah, found.notes) == (16_800, ())  # known from Art. 3, so nothing is in doubt
    assert [part.rule.payer for part in found.parts] == ["apbn_apbd"]


@pytest.mark.parametrize(
    ("month", "transport", "others"),
    [("2025-12", 16_800, 16_800), ("2026-01", 8_400, 16_800), ("2026-03", 8_400, 16_800), ("2026-04", 8_400, 8_400),
     ("2026-12", 8_400, 8_400), ("2027-01", 8_400, 16_800), ("2027-03", 8_400, 16_800), ("2027-04", 16_800, 16_800)],
)  # fmt: skip
def test_who_pays_alone_pays_half_in_the_months_of_the_relief(
    month: str, transport: int, others: int, rules: Rules
) -> None:
    assert sponsored(rules, "own", month, TRANSPORT).rupiah == transport
    assert sponsored(rules, "own", month, OTHERS).rupiah == others


def test_a_relief_under_a_condition_that_is_not_named_is_left_out_and_said(rules: Rules) -> None:
    found = sponsored(rules, "own", "2026-05")
    assert (found.rupiah, found.notes) == (16_800, (analysis.RELIEF_UNDER_CONDITION,))
    assert sponsored(rules, "own", "2026-05", TRANSPORT).notes == ()


@pytest.mark.parametrize("payer", ["csr", "sertakan", "apbdes"])
def test_a_relief_is_not_given_to_a_payer_whom_no_rule_names_and_that_is_said(payer: str, rules: Rules) -> None:
    found = sponsored(rules, payer, "2026-05", OTHERS)
    assert (found.rupiah, found.notes) == (16_800, (analysis.RELIEF_OTHER_PAYER,))


def test_in_the_relief_of_2020_who_pays_alone_pays_one_percent(rules: Rules) -> None:
    found = sponsored(rules, "own", "2020-08")
    assert found.rupiah == 100 + 68 == 168
    assert {part.rule.relief for part in found.parts} == {True}
    assert sponsored(rules, "own", "2020-07").rupiah == sponsored(rules, "own", "2021-02").rupiah == 16_800
    assert sponsored(rules, "own", "2021-01").rupiah == 168
    apbd = sponsored(rules, "apbd_regency", "2020-08")
    assert (apbd.rupiah, apbd.notes) == (16_800, (analysis.RELIEF_OTHER_PAYER,))


@pytest.mark.parametrize(
    ("income", "rupiah"), [(1, 16_800), (1_000_000, 16_800), (20_700_000, 213_800), (90_000_000, 213_800)]
)
def test_the_floor_and_the_cap_of_the_income_table_have_a_price(income: int, rupiah: int, rules: Rules) -> None:
    assert sponsored(rules, "apbd_regency", "2025-01", income=income).rupiah == rupiah  # 207,000 + 6,800 at the cap


@pytest.mark.parametrize("income", [1_000_001, 2_000_000, 10_000_000, 20_699_999])
@pytest.mark.parametrize("payer", ["own", "apbd_regency"])
def test_an_income_between_the_bands_is_refused(income: int, payer: str, rules: Rules) -> None:
    found = sponsored(rules, payer, "2025-01", income=income)
    assert (found.rupiah, found.reason, found.parts) == (None, analysis.BETWEEN_BANDS, ())


@given(st.integers(min_value=1, max_value=100_000_000))
def test_an_income_has_the_lowest_price_the_highest_or_none(rules: Rules, income: int) -> None:
    expected = 16_800 if income * 1 <= 100 * 10_000 else 213_800 if income >= 100 * 207_000 else None
    assert sponsored(rules, "csr", "2024-06", income=income).rupiah == expected


def test_half_of_the_highest_band_is_not_stored_and_so_refused(rules: Rules) -> None:
    found = sponsored(rules, "own", "2026-05", TRANSPORT, income=30_000_000)
    assert (found.rupiah, found.reason) == (None, analysis.RELIEF_UNPRICED)
    alone = premium_of(rules, PremiumAsked("BPU", frozenset({"JKK"}), "own", "2026-05", condition=TRANSPORT))
    assert (alone.rupiah, alone.reason) == (None, analysis.RELIEF_UNPRICED)
    assert sponsored(rules, "apbd_regency", "2026-05", TRANSPORT, income=30_000_000).rupiah == 213_800


def test_with_old_age_savings_the_smallest_package_costs_36_800(rules: Rules) -> None:
    three = frozenset({"JKK", "JKM", "JHT"})
    assert premium_of(rules, PremiumAsked("BPU", three, "own", "2025-01")).rupiah == 36_800
    halved = premium_of(rules, PremiumAsked("BPU", three, "own", "2026-05", condition=OTHERS))
    assert halved.rupiah == 8_400 + 20_000  # the relief is of JKK and JKM; 2 percent of Rp1,000,000 stays
    assert premium_of(rules, PremiumAsked("BPU", three, "apbd_regency", "2025-01")).reason == analysis.NO_RULE
    savings = PremiumAsked("BPU", frozenset({"JHT"}), "own", "2025-01", income=30_000_000)
    assert premium_of(rules, savings).reason == analysis.JHT_LOWEST_ONLY


@pytest.mark.parametrize(
    ("asked", "reason"),
    [
        (PremiumAsked("BPU", PACKAGE, "own", "2015-06"), analysis.NO_RULE),  # the programmes begin in July 2015
        (PremiumAsked("BPU", frozenset({"JP"}), "own", "2025-01"), analysis.NO_RULE),  # BPU has no JP
        (PremiumAsked("PU", PACKAGE, "csr", "2025-01", "low", None, 1), analysis.NO_RULE),
        (PremiumAsked("PMI", PACKAGE, "own", "2025-01"), analysis.PER_CONTRACT),
        (PremiumAsked("PU", frozenset({"JKP"}), "employer", "2025-01"), analysis.NO_JKP),
        (PremiumAsked("PU", PACKAGE, "employer", "2025-01", None, None, 5_000_000), analysis.NAME_THE_CLASS),
        (PremiumAsked("PU", PACKAGE, "employer", "2020-09", None, None, 5_000_000), analysis.NAME_THE_CLASS),
        (PremiumAsked("PU", PACKAGE, "employer", "2025-01", "low"), analysis.NAME_THE_WAGE),
        (PremiumAsked("PU", PACKAGE, "employer", "2025-01", "lowest", None, 5_000_000), analysis.NO_RULE),
        (PremiumAsked("BPU", PACKAGE, "own", "2026-05", None, "drivers"), analysis.NO_CONDITION),
        (PremiumAsked("JAKON", PACKAGE, "employer", "2025-01"), analysis.NAME_THE_CLASS),
        (PremiumAsked("JAKON", PACKAGE, "employer", "2025-01", "Rp100m-500m", None, 1), analysis.NO_RULE),
        (PremiumAsked("JAKON", PACKAGE, "employer", "2020-09", "wage component known", None, 1),
         analysis.RELIEF_UNPRICED),
    ],
)  # fmt: skip
def test_what_no_rule_says_is_refused_with_a_reason(asked: PremiumAsked, reason: str, rules: Rules) -> None:
    found = premium_of(rules, asked)
    assert (found.rupiah, found.reason, found.source_ids, found.confidence) == (None, reason, (), None)


def test_a_worker_on_wages_pays_and_is_paid_for(rules: Rules) -> None:
    assert waged(rules, "JKK+JKM", "employer", "2025-01", "low").rupiah == 27_000 + 15_000  # 0.54 and 0.30 percent
    assert waged(rules, "JHT", "employer+worker", "2025-01").rupiah == 285_000  # 5.7 percent
    assert waged(rules, "JHT", "worker", "2025-01").rupiah == 100_000
    everything = waged(rules, "JKK+JKM+JHT+JP", "employer+worker", "2025-01", "low")
    assert everything.rupiah == 42_000 + 285_000 + 150_000
    assert (
        waged(rules, "JKK+JKM+JHT+JP", "worker", "2025-01", "low").reason == analysis.NO_RULE
    )  # JKK has no worker's share


def test_the_pension_is_charged_up_to_the_ceiling_of_its_year(rules: Rules) -> None:
    for month, ceiling in [("2016-02", 7_000_000), ("2016-03", 7_335_300), ("2025-02", 10_042_300),
                           ("2025-03", 10_547_400), ("2026-02", 10_547_400), ("2026-03", 11_086_300)]:  # fmt: skip
        assert waged(rules, "JP", "employer+worker", month, income=50_000_000).rupiah == ceiling * 3 // 100
    deferred = waged(rules, "JP", "employer", "2020-09", income=1_000_000)
    assert (deferred.rupiah, deferred.notes) == (20_000, (analysis.DEFERRED,))  # due, whenever it is paid


def test_the_reliefs_of_wages_hold_in_their_months_and_under_their_condition(rules: Rules) -> None:
    assert waged(rules, "JKK+JKM", "employer", "2020-09", "low").rupiah == 420  # one percent of 42,000
    assert waged(rules, "JKK", "employer", "2025-05", "low", condition=LABOUR_INTENSIVE).rupiah == 13_500
    assert waged(rules, "JKK", "employer", "2025-08", "low", condition=LABOUR_INTENSIVE).rupiah == 27_000
    plain = waged(rules, "JKK", "employer", "2025-05", "low")
    assert (plain.rupiah, plain.notes) == (27_000, (analysis.RELIEF_UNDER_CONDITION,))


def test_rupiah_are_rounded_once_halves_upward(rules: Rules) -> None:
    assert waged(rules, "JKK", "employer", "2025-01", "very_low", 1_000_001).rupiah == 2_400  # 2,400.0024
    assert waged(rules, "JKM", "employer", "2025-01", None, 500).rupiah == 2  # 1.5


def test_construction_is_charged_on_wages_where_they_are_known(rules: Rules) -> None:
    asked = PremiumAsked("JAKON", PACKAGE, "employer", "2025-01", "wage component known", None, 1_000_000)
    assert premium_of(rules, asked).rupiah == 17_400 + 3_000


def test_a_migrant_worker_pays_494_500_for_36_months(rules: Rules) -> None:
    assert migrant_package(rules, "2024-01", 24, 12).rupiah == 332_500 + 12 * 13_500 == 494_500
    assert [migrant_package(rules, "2024-01", months).rupiah for months in (6, 12, 24)] == [108_000, 189_000, 332_500]


@pytest.mark.parametrize(("month", "contract", "extra"), [("2022-12", 24, 0), ("2024-01", 18, 0), ("2024-01", 24, -1)])
def test_a_contract_without_a_rule_has_no_price(month: str, contract: int, extra: int, rules: Rules) -> None:
    assert migrant_package(rules, month, contract, extra) == Premium(None, reason=analysis.NO_RULE)


def test_the_pension_ceiling_of_every_year_follows_from_the_year_before() -> None:
    with (FACTS / "jp_wage_ceiling.csv").open(newline="") as file:
        years = list(csv.DictReader(file))
    ceiling = 7_000_000
    for before, year in pairwise(years):
        ceiling = next_ceiling(ceiling, Fraction(before["gdp_growth_pct"]))
        assert ceiling == int(year["ceiling_rp"])
    assert (years[0]["ceiling_rp"], years[-2]["ceiling_rp"], ceiling) == ("7000000", "10547400", 11_086_300)


def test_the_ceilings_in_the_rules_are_those_of_the_years(rules: Rules) -> None:
    with (FACTS / "jp_wage_ceiling.csv").open(newline="") as file:
        by_year = {year["year"]: int(year["ceiling_rp"]) for year in csv.DictReader(file)}
    held = {rule.first[:4]: rule.wage_cap for rule in rules if rule.programmes == {"JP"} and rule.first and rule.priced}
    assert held == by_year


def test_the_order_of_the_rules_changes_no_premium(rules: Rules) -> None:
    backwards = tuple(reversed(rules))
    months = ["2015-06", "2019-01", "2020-09", "2025-05", "2026-02", "2026-05"]
    programmes = [PACKAGE, frozenset({"JKK"}), frozenset({"JKK", "JKM", "JHT"})]
    for month, asked, payer, kind in product(months, programmes, PAYERS, (None, "low")):
        for segment in ("PU", "BPU", "JAKON"):
            one = PremiumAsked(segment, asked, payer, month, kind, None, 900_000)
            assert premium_of(backwards, one) == premium_of(rules, one)


def test_the_rows_of_the_file_give_the_same_wage_premiums_when_read_by_hand(rules: Rules) -> None:
    """An oracle: the CSV, decimals and dates, one row chosen by a sort instead of by rules."""
    with (FACTS / "contribution_rules.csv").open(newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["segment"] == "PU" and row["rate"] and not row["condition"]]
    risks = ["very_low", "low", "medium", "high", "very_high"]
    for year, month, risk, wage in product(range(2015, 2028), (1, 8), risks, (3_456_789, 25_000_000)):
        day = date(year, month, 1)
        total = Decimal(0)
        for programme, kind in (("JKK", risk), ("JKM", "all"), ("JHT", "employer"), ("JP", "employer")):
            held = [
                row
                for row in rows
                if (row["programme"], row["class"]) == (programme, kind)
                and date.fromisoformat(row["effective_from"])
                <= day
                <= date.fromisoformat(row["effective_to"] or "2999-01-01")
            ]
            held.sort(key=lambda row: row["relief"] != "yes")
            if not held:
                break
            charged = min(wage, int(held[0]["wage_cap_rp"] or wage))
            total += Decimal(held[0]["rate"]) * charged
        else:
            found = waged(rules, "JKK+JKM+JHT+JP", "employer", day.strftime("%Y-%m"), risk, wage)
            assert found.rupiah == int(total.quantize(Decimal(1), ROUND_HALF_UP))
            continue
        assert day < date(2015, 7, 1)
