"""What the trend says in words: no finer than it is known, never across a class, flagged where it rests on examples."""

from types import SimpleNamespace

import pandas as pd
import pytest

from charts import tren_causes, tren_findings
from i18n import language
from metrics.analyses.regained import recovery_of

LANGUAGES = pytest.mark.parametrize("say", [language("id"), language("en")], ids=["id", "en"])
english = language("en")

FORECAST = {
    "value_target": 0.65, "deadline": "2026-12", "chance": 0.2, "reach_median": "2027-05", "reach_early": "2026-08",
    "reach_late": "2029-01", "within_10_years": 0.97, "origin": "2025-12", "cover_80": 0.78, "tested": 40,
    "test_reason": None, "status": "estimated",
}  # fmt: skip
END = SimpleNamespace(period="2027-12", value=0.6, low_80=0.5, high_80=0.7)


def forecast(**changes):
    return SimpleNamespace(**{**FORECAST, **changes})


@pytest.mark.parametrize(
    ("chance", "said"),
    [
        (0.0, "under 1%"),
        (0.0099, "under 1%"),
        (0.01, "1%"),
        (0.5, "50%"),
        (0.99, "99%"),
        (0.9901, "over 99%"),
        (1.0, "over 99%"),
    ],
)
def test_a_chance_is_never_none_and_never_certain(chance, said):
    assert tren_findings.chance_words(chance, english) == said


def test_the_forecast_leads_with_the_chance_else_with_the_month_else_with_never():
    assert tren_findings.outlook_finding(forecast(), english) == "Chance of 65% by Dec 2026: 20%"
    assert tren_findings.outlook_finding(forecast(chance=None), english) == "65% as likely as not by May 2027"
    never = forecast(chance=None, reach_median=None, reach_late=None)
    assert tren_findings.outlook_finding(never, english) == "65% not within 10 years"
    assert (
        tren_findings.outlook_finding(forecast(value_target=None), english) == "Where it goes if it goes on as before"
    )
    assert tren_findings.outlook_finding(forecast(status="demonstration"), english).startswith("DEMO")


def test_the_reading_of_the_forecast_tells_range_month_test_and_that_it_was_no_better():
    text = tren_findings.outlook_reading(forecast(test_reason="No better."), END, english)
    for part in ("between 50.0% and 70.0%", "May 2027 (Aug 2026 to Jan 2029)", "40 past figures: 78%", "No better."):
        assert part in text
    open_end = tren_findings.outlook_reading(forecast(reach_late=None), END, english)
    assert "in more than a tenth of the paths not within 10 years" in open_end
    never = tren_findings.outlook_reading(forecast(reach_median=None, reach_late=None), END, english)
    assert "not within 10 years, in more than half of the paths" in never
    there = forecast(reach_median="2025-12", reach_early="2025-12", reach_late="2025-12", within_10_years=1.0)
    assert "65% is reached already" in tren_findings.outlook_reading(there, END, english)


def test_the_need_is_set_against_what_was_added():
    assert tren_findings.needed_finding(90.4, -31.2, "2024-12", False, english) == "Net −31 a month, 91 needed"
    assert tren_findings.needed_finding(None, 12.0, "2024-12", True, english) == "DEMO · +12 a month since Dec 2024"
    assert (
        tren_findings.needed_finding(0.0, 12.0, "2024-12", False, english)
        == "The target is reached: nothing is missing"
    )
    assert tren_findings.needed_finding(5.0, None, None, False, english) == "Net additions month by month"


@LANGUAGES
def test_a_change_that_prints_as_zero_is_laid_to_nobody(say):
    row = SimpleNamespace(change=0.00004, since="2024-12", status="reported")
    said = tren_causes.moved_finding(row, [("PU", 0.00004), ("BPU", -0.00001)], say)
    assert "PU" not in said and "BPU" not in said
    moved = SimpleNamespace(change=0.01, since="2024-12", status="reported")
    assert tren_causes.moved_finding(moved, [("PU", 0.004), ("BPU", 0.006)], say).endswith("BPU")


@LANGUAGES
def test_a_fall_is_put_down_to_what_fell_most_not_to_what_rose_more(say):
    """-0.12 + 0.76 - 0.75 - 0.24 = -0.35 points: BPU moved most, but the other way."""
    row = SimpleNamespace(change=-0.0035, since="2024-12", status="reported")
    parts = [("PU", -0.0012), ("BPU", 0.0076), ("JAKON", -0.0075), ("angkatan kerja", -0.0024)]
    assert tren_causes.moved_finding(row, parts, say).endswith("JAKON")


def test_marks_are_named_only_where_there_are_some():
    place = SimpleNamespace(short_name="Buleleng")
    seen = SimpleNamespace(base="ucj", place=place, points=pd.DataFrame(), figure=None, next_target=None)
    line = pd.DataFrame({"month": ["2025-12"]})
    assert tren_findings.history_reading(seen, line, None, english).endswith("A line joins the months of one series.")
    seen.points = line
    assert tren_findings.history_reading(seen, line, None, english).endswith("published points stay marks.")


def areas(*moved):
    codes = [f"51.0{number}" for number in range(len(moved))]
    return pd.DataFrame({"region_code": codes, "short_name": list("ABC")[: len(moved)], "contribution": moved,
                         "status": "reported"})  # fmt: skip


@pytest.mark.parametrize(
    ("moved", "said"),
    [
        ((0.01, -0.02, 0.0), "A lifted coverage most, B held it back"),
        ((0.01, 0.02, 0.0), "B lifted coverage most"),
        ((-0.01, -0.02, 0.0), "B held coverage back most"),
        ((0.00001, -0.00001, 0.0), "No area moved coverage"),
    ],
)
def test_areas_are_named_only_where_their_part_prints_as_more_than_zero(moved, said):
    assert tren_causes.areas_finding(areas(*moved), english) == said


def flows(*signals, status="reported"):
    count = len(signals)
    return pd.DataFrame(
        {"metric": "exits", "month": [f"2025-{at + 1:02}" for at in range(count)], "signals": signals, "status": status}
    )


def test_flows_name_what_is_unusual_in_the_latest_month_alone():
    names = {"exits": "Exits"}
    assert (
        tren_causes.flows_finding(flows(["above_limit"], []), names, english)
        == "Feb 2025: nothing unusual in the flows"
    )
    assert tren_causes.flows_finding(flows([], ["above_limit"]), names, english) == "Feb 2025, unusual: Exits ▲"


def test_only_where_most_months_are_unusual_a_reader_is_told_calmly_why():
    names, calm = {"exits": "Exits"}, "no alarm"
    assert calm not in tren_causes.flows_reading(flows([], ["above_limit"]), names, "Bali", english)
    many = tren_causes.flows_reading(flows([], ["seven_above"], ["seven_above"]), names, "Bali", english)
    assert calm in many and "Exits: seven months in a row above the mean." in many


def test_recovery_is_said_in_words_for_each_segment():
    months = ["2020-03", "2020-04", "2020-05"]
    told = {
        "total": recovery_of(months, [0.9, 0.8, 1.0]), "PU": recovery_of(months, [0.9, 0.9, 0.96]),
        "BPU": recovery_of(months, [1.0, 1.1, 1.2]),
    }  # fmt: skip
    names = {"total": "all segments", "PU": "PU", "BPU": "BPU"}
    assert tren_causes.recovery_finding(told, names, english) == "All segments regained in May 2020"
    text = tren_causes.recovery_reading(told, names, "Bali", english)
    assert "All segments regained in May 2020 (lowest 80%, Apr 2020)." in text
    assert "PU still below, 96% (lowest 90%, Mar 2020)." in text
    assert "BPU never fell below February 2020." in text


def test_the_worst_year_is_named_only_among_several_whole_ones():
    years = pd.DataFrame(
        {"metric": "exits", "year": [2023, 2024, 2025], "value": [5.0, 7.0, None], "status": "reported"}
    )
    assert tren_causes.years_finding(years, english) == "Most left in 2024, of 2 whole years: 7"
    assert tren_causes.years_finding(years.tail(2), english) == "Who left, who was new, who came back"
