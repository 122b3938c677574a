"""The profile page of every kind of region: its sentences, its figures and tables, with examples and without."""

from functools import partial
from pathlib import Path

import pandas as pd
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from charts import wilayah_findings as findings
from charts.fact_words import _INDICATORS, indicator_words
from charts.wilayah_findings import _among, _standing
from data.store import Query
from i18n import language
from metrics.analyses.profile import profile
from metrics.analyses.profile_context import claims, published
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
    assert seen.title(pages["51.03"]) == f"Badung: cakupan {language('id').percent(0.5868)} (Mar 2025)"
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
    assert _standing(difference, "Bali", language("en")) == said


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
    assert findings.missing_sentence([], 14, say) == "All 14 indicators have a figure."
    assert findings.missing_sentence(list("abcde"), 14, say).endswith("a, b, c and 2 more.")


def test_nothing_is_said_of_a_year_that_is_not_held() -> None:
    said = findings.moved_sentence(None, pd.DataFrame(), language("en"))
    assert "not known" in said
