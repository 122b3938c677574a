"""The profile page of every kind of region: its sentences, its figures and tables, with examples and without."""

from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pandas as pd
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from charts import wilayah_findings as findings
from charts.fact_words import _INDICATORS, indicator_words
from charts.wilayah_findings import _among, standing
from charts.wilayah_heading import among, title
from data.store import Query
from i18n import language
from metrics.analyses.profile import profile
from metrics.analyses.profile_context import claims, published
from metrics.overview import Overview
from metrics.territory import territory
from tests.pages import seen
from tests.pages.conftest import walk_to

AS_OF = "2025-12"
opened = partial(walk_to, page="wilayah", as_of=AS_OF)
OPENED = (("51.03", "id"), ("51", "en"), ("KW-BANUSPA", "id"), ("94", "en"), ("ID", "id"))


@pytest.fixture(scope="module")
def pages(demonstration: Path) -> dict[str, AppTest]:
    st.cache_resource.clear()
    return {region: opened(demonstration, region=region, lang=lang) for region, lang in OPENED}


def test_every_kind_of_region_is_drawn_without_a_complaint(pages) -> None:
    for region, app in pages.items():
        assert not (app.exception or app.error), region
        assert len(app.title) == 1


def test_the_sentences_say_the_values_of_the_profile(pages, ask) -> None:
    say = language("id")
    row = profile(ask, territory(ask), "51.03", AS_OF).rows.iloc[0]
    said = " ".join(seen.texts(pages["51.03"]))
    assert say.points(abs(row["difference"])) in said
    assert say.percent(row["value"]) in said
    assert say("DEMO · {text}", text="")[:6] in said


def test_a_real_figure_leads_and_the_example_is_flagged(pages) -> None:
    # 65 − 58.68 = 6.32 points; its example of December leads only where nothing has been published.
    assert seen.title(pages["51.03"]) == "Badung 58,7%: masih 6,3 poin persen di bawah 65%"
    assert seen.headings(pages["51.03"])[1].startswith("CONTOH")
    assert any(heading.startswith("DEMO") for heading in seen.headings(pages["51"]))


def test_charts_have_words_that_stand_for_them(pages) -> None:
    for region in ("51.03", "51", "KW-BANUSPA", "94"):
        assert len(seen.charts(pages[region])) == 3, region
        assert all(len(text) > 40 for text in seen.alternatives(pages[region]))


def test_the_tables_hold_the_claims_and_published_figures_of_the_analyses(pages, ask) -> None:
    say = language("en")
    tables = seen.tables(pages["51"])
    held = claims(ask, "51", AS_OF)
    title = findings.claims_finding(held, say)
    assert list(tables[title][say("Cases")]) == [say.number(int(each)) for each in held["cases"]]
    every = say("Every published figure of {region}: {count}", region="Bali", count=len(published(ask, "51", AS_OF)))
    assert len(tables[every]) == len(published(ask, "51", AS_OF))


def test_without_examples_the_page_says_what_is_missing(published: Path) -> None:
    st.cache_resource.clear()
    for region, lang in (("51.08", "id"), ("51", "en")):
        app = opened(published, region=region, lang=lang)
        assert not (app.exception or app.error)
        said = " ".join([*seen.texts(app), *seen.headings(app), seen.title(app)])
        assert "CONTOH" not in said
        assert "DEMO" not in said
        waiting = [
            box.label
            for box in app.expander
            if box.label.startswith(language(lang)("Not there yet: {count}", count=0)[:-1])
        ]
        assert len(waiting) == 1
        assert any("Data" in text for text in seen.texts(app))
    st.cache_resource.clear()


def test_one_figure_of_coverage_alone_is_drawn_no_second_time(published: Path) -> None:
    st.cache_resource.clear()
    app = opened(published, region="94", lang="en")
    assert seen.cards(app)["Coverage"] == "33.8%"
    assert len(seen.charts(app)) == 1  # the spine; no line of one month
    assert any("**Monthly figures: only single ones are held**" in text for text in seen.texts(app))
    st.cache_resource.clear()


def test_every_published_indicator_has_its_words(ask: Query) -> None:
    held = set(ask("select distinct indicator from published_figure")["indicator"])
    assert held <= set(_INDICATORS)
    assert indicator_words("not_known_yet", language("en")) == "not known yet"


# Findings


@pytest.mark.parametrize(
    ("difference", "said"),
    [(0.0004, "level with Bali"), (-0.0004, "level with Bali"), (0.0006, "0.1 percentage points above Bali"),
     (-0.102, "10.2 percentage points below Bali")],
)  # fmt: skip
def test_a_difference_that_prints_as_nothing_is_none(difference: float, said: str) -> None:
    assert standing(difference, "Bali", language("en")) == said


@pytest.mark.parametrize(
    ("below", "above", "count", "said"),
    [(5, 0, 5, "above all 5 peers"), (0, 5, 5, "below all 5 peers"), (3, 2, 5, "above 3 and below 2 of 5 peers"),
     (1, 0, 1, "above the only other one with such a figure"),
     (0, 1, 1, "not above the only other one with such a figure")],
)  # fmt: skip
def test_the_place_among_peers_is_said(below: int, above: int, count: int, said: str) -> None:
    assert _among(below, above, count, "peers", language("en")) == said


def test_missing_indicators_are_named_up_to_three() -> None:
    say = language("en")
    assert findings.missing_sentence([], 14, say) == ""
    assert findings.missing_sentence(list("abcde"), 14, say).endswith("a, b, c and 2 more.")


def test_nothing_is_said_of_a_year_that_is_not_held() -> None:
    said = findings.moved_sentence(None, pd.DataFrame(), language("en"))
    assert "not known" in said


def test_the_first_screen_says_own_figure_gap_need_and_place_among_peers(pages, ask) -> None:
    own = profile(ask, territory(ask), "51.03", AS_OF).rows.iloc[0]
    cards = seen.cards(pages["51.03"])
    assert cards["Cakupan"] == "58,7%"
    assert cards["Kekurangan terhadap 65%"] == "6,3 poin persen"
    assert cards["Di antara wilayah sebanding"] == f"di atas {own['others_below']} dari {own['others_present']}"
    assert list(cards) == [
        "Cakupan",
        "Kekurangan terhadap 65%",
        "Perlu per bulan (neto)",
        "Di antara wilayah sebanding",
    ]


# Title: (published figure, its line's start, compared, change in a year, difference) and what is said


def _row(difference: float | None = None, status: str = "demonstration", *, compared: bool = True) -> SimpleNamespace:
    return SimpleNamespace(compared=compared, difference=difference, status=status, value=0.457)


def _shown(status: str, start: float | None = None) -> Overview:
    figure = SimpleNamespace(value=0.5388, status=status, period="2025-12", boundary=None, base="ucj")
    since = None if start is None else SimpleNamespace(value=start, period="2025-06")
    place = SimpleNamespace(short_name="Bali")
    return cast(Overview, SimpleNamespace(figure=figure, line_start=since, place=place, base="ucj", goal=0.65))


YEAR = SimpleNamespace(change=-0.004, since="2024-12")


@pytest.mark.parametrize(
    ("shown", "compared", "year", "said"),
    [
        (_shown("demonstration"), _row(-0.082), YEAR,
         "DEMO · Coverage of Bali down 0.4 percentage points since Dec 2024, 8.2 percentage points below Banuspa"),
        (_shown("demonstration"), _row(-0.082), None, "DEMO · Bali: coverage 8.2 percentage points below Banuspa"),
        (_shown("demonstration"), _row(), YEAR,
         "DEMO · Coverage of Bali down 0.4 percentage points since Dec 2024, now 45.7%"),
        # 53.88 − 52.33 = 1.55, printed 1.6: published figures lead, whatever the examples beside them say
        (_shown("published", 0.5233), _row(-0.082), YEAR,
         "Coverage of Bali up 1.6 percentage points since Jun 2025, now 53.9%"),
        (_shown("published", 0.5233), _row(compared=False), None,
         "Coverage of Bali up 1.6 percentage points since Jun 2025, now 53.9%"),
        (_shown("published", 0.5388), _row(compared=False), None, "Coverage of Bali unchanged since Jun 2025, now 53.9%"),
        (_shown("published"), _row(compared=False), None, "Bali 53.9%: still 11.1 percentage points below 65%"),
    ],
)  # fmt: skip
def test_the_title_is_a_finding(shown: Overview, compared: SimpleNamespace, year: Any, said: str) -> None:
    assert title(shown, compared, "Banuspa", year, language("en")) == said


def test_the_card_of_the_others_says_how_many_have_such_a_figure() -> None:
    held = {"value": 0.523, "difference": None, "period": "2025-06", "status": "published", "compared": True,
            "others_below": 1, "others_present": 1, "others_expected": 7, "reason": None}  # fmt: skip
    card = among(SimpleNamespace(**held), "Banuspa", True, language("en"))
    assert (card.value, card.note) == ("above 1 of 1", "Jun 2025: coverage 52.3%; 1 of 7 have such a figure")
    alone = among(SimpleNamespace(**{**held, "compared": False, "reason": "Too old."}), None, False, language("en"))
    assert (alone.title, alone.value, alone.note) == ("Among its parts", "–", "Too old.")


def test_findings_over_lines_and_parts_say_which_way_it_went() -> None:
    say = language("en")
    months = {"line": [1, 1], "month": ["2020-12", "2025-12"], "unit": "people", "status": "reported"}
    said = findings.lines_finding(pd.DataFrame({**months, "value": [57907.0, 88123.0]}), {1: "Active"}, say)
    assert said == "Active up from 57,907 (Dec 2020) to 88,123 (Dec 2025)"
    said = findings.lines_finding(pd.DataFrame({**months, "value": [3.0, 2.0]}), {1: "Active"}, say)
    assert said == "Active down from 3 (Dec 2020) to 2 (Dec 2025)"
    parts = pd.DataFrame({"month": ["2024-12", "2024-12", "2025-12", "2025-12"], "segment": ["PU", "BPU"] * 2,
                          "share": [0.68, 0.32, 0.66, 0.34], "status": "reported"})  # fmt: skip
    assert findings.composition_finding(parts, say).startswith("PU from 68.0% to 66.0%")


def test_tables_have_findings_too() -> None:
    say = language("en")
    assert findings.rules_finding(2, 0, say) == "Regulations found: 2, a budget clause in none"
    assert findings.money_finding(0, 1, say) == "Budgets published: 1; no cover that others pay is held"
    assert findings.offices_finding(["A", "B"], say) == "Served by A, B"
    assert findings.offices_finding(list("ABCD"), say) == "Served by several offices: 4"
