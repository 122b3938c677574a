"""The page of the trend: its numbers are those of the analyses, its choices live in the link, and what is missing is said."""

from functools import partial
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from charts import tren_findings
from data.store import Query
from i18n import language
from metrics._model import Scope, measure
from metrics.analyses.change import split
from metrics.analyses.forecast import forecast
from metrics.analyses.forecast_rows import Goal
from metrics.analyses.history import monthly_lines
from metrics.analyses.standing_words import net_additions
from metrics.analyses.target import targets
from metrics.catalogue import metric
from metrics.territory import Territory
from pages.parts.tren_choices import first_month
from tests.pages import seen
from tests.pages.conftest import walk_to

ENGLISH, INDONESIAN = language("en"), language("id")
AS_OF = "2025-12"
opened = partial(walk_to, page="tren", as_of=AS_OF)
FIGURES = 8  # over time, ahead, flows, needed, moved by segment, by area, level since 2020, flows a year


@pytest.fixture(scope="module")
def bali(demonstration: Path) -> AppTest:
    return opened(demonstration, region="51", lang="en")


@pytest.fixture(scope="module")
def buleleng(demonstration: Path) -> AppTest:
    return opened(demonstration, region="51.08", lang="id")


def test_every_figure_is_drawn_with_words_that_stand_for_it_and_its_source(bali: AppTest, buleleng: AppTest) -> None:
    for app, count, say in ((bali, FIGURES, ENGLISH), (buleleng, FIGURES - 1, INDONESIAN)):
        assert not (app.exception or app.error)
        assert (len(seen.charts(app)), len(seen.headings(app))) == (count, count)
        assert all(seen.alternatives(app))
        signatures = [chart["layout"]["title"]["text"] for chart in seen.charts(app)]
        assert len(signatures) == count
        assert all(say("DEMO") in text.replace("<br>", " ") for text in signatures)


def test_what_rests_on_the_demonstration_set_says_so(bali: AppTest, buleleng: AppTest) -> None:
    assert all(text.startswith("DEMO") for text in seen.headings(bali))
    assert all(text.startswith("CONTOH") for text in [seen.title(buleleng), *seen.headings(buleleng)])
    assert not seen.title(bali).startswith("DEMO")  # Bali's figure is published


def test_the_headline_is_the_figure_of_the_metric_and_its_change_over_a_year(buleleng: AppTest, ask: Query) -> None:
    found = measure(ask, metric("coverage"), Scope(("51.08",), "ucj", "total", since="2024-12", until=AS_OF))
    held = found[found["on_line"]].set_index("month")["value"]
    change = round(held[AS_OF] - held["2024-12"], 12)
    assert INDONESIAN.percent(held[AS_OF]) in seen.title(buleleng)
    assert INDONESIAN("{number} points", number=INDONESIAN.number(change * 100, 1, signed=True)) in seen.title(buleleng)


def test_the_line_over_time_is_that_of_the_analysis(buleleng: AppTest, ask: Query, places: Territory) -> None:
    line = monthly_lines(ask, places, "51.08", AS_OF, "ucj")
    (drawn,) = [trace for trace in seen.charts(buleleng)[0]["data"] if trace["mode"] == "lines"]
    assert [share for share in drawn["y"] if share is not None] == pytest.approx(line["value"].tolist())
    said = INDONESIAN(
        "Coverage from {earlier} ({since}) to {now} ({until})",
        earlier=INDONESIAN.percent(line["value"].iloc[0]),
        since=INDONESIAN.short_period(line["month"].iloc[0]),
        now=INDONESIAN.percent(line["value"].iloc[-1]),
        until=INDONESIAN.short_period(line["month"].iloc[-1]),
    )
    assert f"CONTOH · {said}" in seen.headings(buleleng)


def test_published_points_keep_their_marks_beside_the_line(bali: AppTest) -> None:
    marks = [trace for trace in seen.charts(bali)[0]["data"] if trace["mode"] == "markers+text" and trace["y"]]
    assert any(0.5388 in trace["y"] and set(trace["marker"]["symbol"]) == {"circle"} for trace in marks)


def test_the_chance_and_the_fan_are_those_of_the_forecast(buleleng: AppTest, ask: Query, places: Territory) -> None:
    rows = targets(ask, places, "51.08", AS_OF)
    aim = rows[(rows["target_id"] == "bali-ucj-2026") & (rows["base"] == "ucj")].iloc[0]
    goal = Goal(aim["value_target"], "2026-12")
    told = forecast(ask, places, metric("coverage"), "51.08", AS_OF, base="ucj", goal=goal)
    row = next(told.lines.itertuples())
    assert tren_findings.outlook_finding(row, INDONESIAN) in seen.headings(buleleng)
    median = seen.charts(buleleng)[1]["data"][3]
    assert median["y"][1:] == pytest.approx(told.months["value"].astype(float).tolist())


def test_needed_and_actual_are_those_of_the_target_and_of_the_message(
    buleleng: AppTest, ask: Query, places: Territory
) -> None:
    rows = targets(ask, places, "51.08", AS_OF)
    aim = rows[(rows["target_id"] == "bali-ucj-2026") & (rows["base"] == "ucj")].iloc[0]
    actual, since = net_additions(monthly_lines(ask, places, "51.08", AS_OF, "ucj")) or (0.0, "")
    assert tren_findings.needed_finding(
        aim["required_net_per_month"], actual, since, True, INDONESIAN
    ) in seen.headings(buleleng)


def test_the_steps_add_up_to_the_change_of_the_split(bali: AppTest, ask: Query, places: Territory) -> None:
    told = split(ask, places, "51", "2024-12", AS_OF, "ucj")
    whole = told.totals[told.totals["scope"] == "region"].iloc[0]
    bars = seen.charts(bali)[4]["data"][0]
    assert sum(bars["x"][:-1]) == pytest.approx(whole["change"], abs=1e-12)
    assert bars["x"][-1] == pytest.approx(whole["change"], abs=1e-12)
    assert bars["x"][:3] == pytest.approx(told.segments["members_effect"].tolist())
    within, between = seen.charts(bali)[5]["data"]
    parts = told.totals[told.totals["scope"] == "parts"].iloc[0]
    assert sum(within["x"]) + sum(between["x"]) == pytest.approx(parts["change"], abs=1e-12)


def test_the_span_lives_in_the_link_and_changes_the_steps(demonstration: Path) -> None:
    app = opened(demonstration, region="51.08", lang="en", tren_span="24")
    assert any("since Dec 2023" in text for text in seen.headings(app))
    wrong = opened(demonstration, region="51.08", lang="en", tren_span="7<b>")
    assert any("7<b>" in seen.bare(box.value) for box in wrong.info)
    assert any("since Dec 2024" in text for text in seen.headings(wrong))


def test_a_month_that_is_not_held_gives_way_to_the_nearest_one_within_two() -> None:
    held = ["2023-06", "2023-10", "2024-03", "2025-11"]
    assert first_month("24", "2025-11", held) == "2023-10"
    assert first_month("24", "2025-11", ["2023-10", "2023-12"]) == "2023-10"
    assert first_month("12", "2025-11", held) == "2024-11"
    assert first_month("2020-02", "2025-11", held) == "2020-02"


def test_the_segment_of_the_filter_rules_the_flows(demonstration: Path, ask: Query) -> None:
    app = opened(demonstration, region="51.08", lang="en", segment="BPU")
    found = measure(ask, metric("exits"), Scope(("51.08",), segment="BPU", since=AS_OF, until=AS_OF))
    assert any("Buleleng, BPU" in text for text in seen.texts(app))
    shown = next(table for name, table in seen.tables(app).items() if "unusual" in name)
    assert shown["Exits"].iloc[0] == ENGLISH.number(int(found.loc[found["on_line"], "value"].item()))


@pytest.mark.parametrize("base", ["bps", "unstated", "bps_informal"])
def test_other_bases_are_drawn_or_say_why_not(demonstration: Path, base: str) -> None:
    app = opened(demonstration, region="51.03", lang="id", base=base)
    assert not (app.exception or app.error)
    folded = [line for text in seen.texts(app) for line in text.splitlines() if line.startswith("- **")]
    assert len(seen.headings(app)) + len(folded) == FIGURES - 1


@pytest.mark.parametrize(("region", "lang"), [("51.08", "id"), ("ID", "en")])
def test_without_the_demonstration_set_every_gap_says_why_and_where_to_load(
    published: Path, region: str, lang: str
) -> None:
    app, say = opened(published, region=region, lang=lang), language(lang)
    assert seen.is_calm(app)
    missing = len(seen.headings(app)) - len(seen.charts(app))
    said = [text for text in seen.missing(app) if say("An office loads monthly figures on the page Data.") in text]
    assert len(said) == missing > 0
    assert not any(text.startswith(("DEMO", "CONTOH")) for text in [seen.title(app), *seen.headings(app)])


def test_one_figure_alone_is_set_against_the_target_and_what_moved_it_is_folded(published: Path) -> None:
    app = opened(published, region="51.03", lang="id")
    # 65 − 58.68 = 6.32 points
    assert seen.title(app) == "Badung 58,7%: masih 6,3 poin persen di bawah 65%"
    assert not any(heading.startswith("Penggerak perubahan") for heading in seen.headings(app))
    assert any("**Penggerak perubahan" in text for text in seen.texts(app))


def test_published_points_alone_are_not_joined(published: Path) -> None:
    app = opened(published, region="51", lang="en")
    assert seen.title(app).startswith("Bali: 53.9% (Dec 2025)")
    (chart,) = seen.charts(app)
    assert not any(trace["mode"] == "lines" for trace in chart["data"])
    assert any(shape["line"].get("dash") == "dashdot" for shape in chart["layout"]["shapes"])
