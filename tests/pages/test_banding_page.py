"""The page Banding: whom a region is compared with and why, and every value as its analysis gives it."""

from functools import partial
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.store import Query
from i18n import LANGUAGES, language
from metrics.analyses.against_peers import against_peers
from metrics.analyses.area_table import INDICATORS, area_table
from metrics.analyses.groups import groups, members
from metrics.analyses.peers import peers
from metrics.analyses.ranks import ranks
from metrics.analyses.uncertainty import UNKNOWN_ERROR
from metrics.catalogue import metric
from metrics.territory import Territory
from tests.pages import seen
from tests.pages.conftest import open_at

MONTH, COVERAGE = "2025-12", metric("coverage")
opened = partial(open_at, page="banding", as_of=MONTH)
INDONESIAN = language("id")


@pytest.fixture(scope="module")
def badung(demonstration: Path) -> AppTest:
    """Open Badung on the UCJ base."""
    return opened(demonstration, region="51.03", lang="id")


@pytest.fixture(scope="module")
def badung_on_survey(demonstration: Path) -> AppTest:
    """Open Badung on a base whose error is known."""
    return opened(demonstration, region="51.03", base="bps", lang="en")


@pytest.fixture(scope="module")
def bali(demonstration: Path) -> AppTest:
    """Open Bali: its parts are compared."""
    return opened(demonstration, region="51", lang="en")


def figures(app: AppTest) -> dict[str, dict]:
    """Give the charts by their keys on the page."""
    keys = [str(each.proto.id).split("banding-")[-1] for each in app.get("plotly_chart")]
    return dict(zip(keys, seen.charts(app), strict=True))


def chart(app: AppTest, name: str) -> dict:
    """Give one chart by the start of its key."""
    return next(spec for key, spec in figures(app).items() if key.startswith(name))


def test_the_headline_is_rank_and_gap_of_the_analyses_and_flagged(badung, ask: Query, places: Territory) -> None:
    others = peers(ask, places, "51.03").codes
    own = ranks(ask, COVERAGE, ["51.03", *others], MONTH, base="ucj").set_index("region_code").loc["51.03"]
    together = against_peers(ask, COVERAGE, "51.03", others, MONTH, base="ucj").iloc[-1]
    title = seen.title(badung)
    assert not badung.exception
    assert title.startswith("CONTOH · Badung " + INDONESIAN.percent(own["value"]))
    assert f" {own['rank']} " in f"{title.replace(',', ' ')} "
    gap = round(own["value"] * 100, 1) - round(together["value"] * 100, 1)
    assert INDONESIAN.number(abs(gap), 1) in title


def test_below_the_headline_stand_measure_base_month_status_and_source(badung) -> None:
    line = next(text for text in seen.texts(badung) if text.startswith("Cakupan peserta aktif · "))
    for part in ("Wilayah sebanding", "Basis UCJ", "Desember 2025", "CONTOH", "Pantau Cakupan"):
        assert part in line


def test_a_real_figure_that_is_not_compared_stands_under_a_headline_of_generated_ones(demonstration: Path) -> None:
    told = "Tidak ikut dibandingkan"
    gianyar, buleleng = (opened(demonstration, region=code, lang="id") for code in ("51.04", "51.08"))
    (line,) = [text for text in seen.texts(gianyar) if told in text]
    # 130,300 of 198,628 people are 65.60 percent, as published for September 2025.
    assert all(part in line for part in ("65,6%", "September 2025", "dipublikasikan", "bali.antaranews.com"))
    assert "65,6%" not in seen.title(gianyar)
    assert not [text for text in seen.texts(buleleng) if told in text]  # nothing is published of it


def test_who_has_no_figure_is_named_once_and_takes_no_row(published: Path) -> None:
    app = opened(published, region="KW-BANUSPA", lang="en")
    drawn = chart(app, "ranks")
    assert {code for trace in drawn["data"] for code in trace["customdata"]} == {"51", "52"}
    assert not any("Papua" in note["text"] for note in drawn["layout"]["annotations"])
    assert sum("Papua Selatan" in text for text in seen.texts(app)) == 1
    assert not any(key.startswith("measures-1") for key in figures(app))


def test_each_peer_has_its_reason_and_its_distance(badung, ask: Query, places: Territory) -> None:
    found = peers(ask, places, "51.03")
    (reasons,) = [text for text in seen.texts(badung) if text.startswith("- ") and "jarak" in text]
    lines = reasons.splitlines()
    assert len(lines) == len(found.codes)
    for line, row in zip(lines, found.candidates.itertuples(), strict=False):
        assert places.place(row.peer_code).short_name in line
        assert INDONESIAN.number(row.distance, 2) in line


def test_the_strip_draws_own_and_peers_at_the_shares_of_the_metric(badung, ask: Query, places: Territory) -> None:
    others = peers(ask, places, "51.03").codes
    shares = ranks(ask, COVERAGE, ["51.03", *others], MONTH, base="ucj").set_index("region_code")["value"]
    own, around, *_ = chart(badung, "strip")["data"]
    drawn = dict(zip([*own["customdata"], *around["customdata"]], [*own["x"], *around["x"]], strict=True))
    assert drawn == pytest.approx(dict(shares))


def test_without_a_known_error_no_place_has_an_interval_and_the_page_says_why(badung) -> None:
    assert not chart(badung, "ranks")["layout"].get("shapes")
    assert sum(INDONESIAN(UNKNOWN_ERROR).rstrip(".") in text for text in seen.texts(badung)) >= 2
    folded = [text for text in seen.texts(badung) if text.startswith("- **Diagram corong")]
    assert any(INDONESIAN(UNKNOWN_ERROR) in text for text in folded)


def test_on_a_base_with_an_error_places_have_intervals_and_the_funnel_is_drawn(
    badung_on_survey, ask: Query, places: Territory
) -> None:
    app = badung_on_survey
    others = peers(ask, places, "51.03").codes
    expected = ranks(ask, COVERAGE, ["51.03", *others], MONTH, base="bps")
    lines = [(s["x0"], s["x1"]) for s in chart(app, "ranks")["layout"]["shapes"] if s["xref"] == "x"]
    assert lines == [(low, high) for low, high in zip(expected["rank_low"], expected["rank_high"], strict=True)]
    assert any("Under 20 areas" in text for text in seen.texts(app))
    assert chart(app, "funnel")


def test_an_assumed_error_is_used_and_labelled_as_the_reader_s_own(demonstration: Path) -> None:
    app = opened(demonstration, region="51.03", lang="en", banding_error="3")
    assert not app.exception
    assert any("your own assumption: a relative standard error of 3.0%" in text for text in seen.texts(app))
    assert chart(app, "ranks")["layout"]["shapes"]
    assert chart(app, "funnel")


def test_the_assumed_error_is_read_as_the_reader_s_language_writes_it(demonstration: Path) -> None:
    app = opened(demonstration, region="51.03", lang="id")
    app.text_input(key="banding-error").set_value("2,5").run()
    assert app.query_params["banding_error"] in ("2.5", ["2.5"])
    assert app.text_input(key="banding-error").value == "2,5"
    app.text_input(key="banding-error").set_value("31").run()
    assert app.query_params["banding_error"] in ("2.5", ["2.5"])
    app.text_input(key="banding-error").set_value("").run()
    assert "banding_error" not in app.query_params


def test_the_tables_of_measures_print_the_values_of_the_analysis(
    badung_on_survey, ask: Query, places: Territory
) -> None:
    say = language("en")
    codes = ["51.03", *peers(ask, places, "51.03").codes]
    expected = area_table(ask, codes, MONTH, base="bps").dropna(subset=["value"])
    tables = [table.set_index("Region") for table in seen.tables(badung_on_survey).values() if "Region" in table]
    titles = {each.id: say(each.title) for each in INDICATORS}
    for row in expected.itertuples():
        name, column = places.place(row.region_code).short_name, titles[row.indicator]
        printed = say.percent(row.value) if row.unit == "share" else say.number(row.value, 2)
        assert any(column in table and name in table.index and table.loc[name, column] == printed for table in tables)


def test_everything_that_rests_on_demonstration_figures_is_flagged(badung) -> None:
    flagged = [text for text in seen.headings(badung) if text.startswith("CONTOH · ")]
    assert len(flagged) == 5  # strip, places, change and two tables of measures; structure rests on published figures
    signed = [
        spec["layout"]["title"]["text"]
        for key, spec in figures(badung).items() if not key.startswith("structure")
    ]  # fmt: skip
    assert all("CONTOH" in text for text in signed)


def test_for_a_province_its_parts_are_compared(bali, places: Territory) -> None:
    assert not bali.exception
    dots = chart(bali, "strip")["data"]
    assert sorted(code for trace in dots for code in trace["customdata"]) == places.parts("51")
    assert chart(bali, "ranks")["data"][0]["customdata"]
    assert not any("distance" in text for text in seen.texts(bali))


def test_a_named_group_is_compared_and_says_that_it_is_no_official_one(
    demonstration: Path, ask: Query, places: Territory
) -> None:
    app = opened(demonstration, region="51.03", lang="en", banding_among="sarbagita")
    expected = members(groups(ask, places, "51.03"), "sarbagita")
    assert sorted(chart(app, "strip")["data"][1]["customdata"]) == expected
    assert any("not an official grouping" in text for text in seen.texts(app))


def test_weights_in_the_link_change_the_peers_as_the_analysis_says(
    demonstration: Path, ask: Query, places: Territory
) -> None:
    app = opened(demonstration, region="51.03", lang="en", banding_weights="population:3,unemployment_rate:0")
    found = peers(ask, places, "51.03", weights={"population": 3, "unemployment_rate": 0})
    assert sorted(chart(app, "strip")["data"][1]["customdata"]) == sorted(found.codes)


def test_choosing_another_set_writes_it_into_the_link_and_redraws(demonstration: Path, monkeypatch) -> None:
    monkeypatch.setenv("COVERAGE_HOME", str(demonstration))
    app = opened(demonstration, region="51.03", lang="en")
    select = next(box for box in app.selectbox if box.label == "Compare with")
    select.select("neighbours").run()
    assert app.query_params["banding_among"] == "neighbours"
    assert not app.exception
    assert next(box for box in app.selectbox if box.label == "Compare with").value == "neighbours"


@pytest.mark.parametrize(
    ("name", "value"),
    [("banding_among", "nowhere"), ("banding_weights", "population:9"), ("banding_weights", "x:1"), ("banding_error", "-1"),
     ("banding_error", "<b>")],
)  # fmt: skip
def test_a_wrong_choice_in_the_link_is_left_out_with_a_calm_word(published: Path, name: str, value: str) -> None:
    app = opened(published, region="51.03", lang="en", **{name: value})
    assert not app.exception
    assert any(f"{name} = {value}" in text and "does not exist here" in text for text in seen.texts(app))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("region", ["51.08", "94.01", "94", "KW-BANUSPA", "ID", "11.01"])
def test_published_facts_alone_draw_no_empty_chart_and_say_what_is_missing(
    published: Path, region: str, lang: str
) -> None:
    app = opened(published, region=region, lang=lang)
    assert not app.exception
    assert not app.error
    assert len(app.title) == 1
    folded = [
        box for box in app.expander if box.label.startswith(language(lang)("Not there yet: {count}", count=0)[:-1])
    ]
    assert seen.missing(app) or folded
    assert all(any(trace["x"] for trace in spec["data"]) for spec in seen.charts(app))
    assert not any("CONTOH" in text or "DEMO" in text for text in seen.headings(app))


@pytest.mark.parametrize(("region", "lang"), [("KW-BANUSPA", "id"), ("94.01", "id"), ("ID", "en")])
def test_every_kind_of_region_is_shown_with_the_demonstration_set(demonstration: Path, region: str, lang: str) -> None:
    app = opened(demonstration, region=region, lang=lang)
    assert not app.exception
    assert seen.title(app).startswith(language(lang)("DEMO · {text}", text=""))
    assert len(seen.alternatives(app)) >= 4
    assert all(seen.alternatives(app))
