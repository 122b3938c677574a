"""The page of contributions and compliance: its four numbers, its figures and what was printed, with examples and without."""

from functools import partial
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from charts import iuran_findings as findings
from data.store import Query
from i18n import language
from i18n.numbers import rounded
from metrics._model import Scope, measure
from metrics.analyses import printed_money
from metrics.analyses.contributions import year_beside
from metrics.catalogue import metric
from tests.pages import seen
from tests.pages.conftest import walk_to

ENGLISH, INDONESIAN = language("en"), language("id")
AS_OF = "2025-12"
opened = partial(walk_to, page="iuran", as_of=AS_OF)


@pytest.fixture(scope="module")
def badung(demonstration: Path) -> AppTest:
    return opened(demonstration, region="51.03", lang="id")


@pytest.fixture(scope="module")
def bali(demonstration: Path) -> AppTest:
    return opened(demonstration, region="51", lang="en")


def value(ask: Query, name: str, region: str, month: str, segment: str = "total") -> float:
    """Ask the metric itself."""
    found = measure(ask, metric(name), Scope((region,), segment=segment, since=month, until=month))
    return float(found["value"].iloc[0])


def test_the_four_numbers_are_those_of_the_metrics(badung: AppTest, ask: Query) -> None:
    say, shown = INDONESIAN, seen.cards(badung)
    months = [f"2025-{month:02}" for month in range(1, 13)]
    received = sum(value(ask, "contributions_received", "51.03", month) for month in months)
    assert shown == {
        say("Received, 12 months"): say.rupiah(received),
        say("Collection rate in {period}", period=say.short_period("2025-09")): say.percent(
            value(ask, "collection_rate", "51.03", "2025-09")
        ),
        say("Arrears, {period}", period=say.short_period(AS_OF)): say.rupiah(value(ask, "arrears", "51.03", AS_OF)),
        say("Not registered (PWBD)"): say.number(int(value(ask, "employers_unregistered", "51.03", AS_OF))),
    }


def test_each_number_stands_beside_that_of_a_year_before(badung: AppTest, ask: Query) -> None:
    say, texts = INDONESIAN, seen.texts(badung)
    growth = value(ask, "contribution_growth", "51.03", AS_OF)
    assert any(findings.money_change(growth, say) in text for text in texts[1:5])
    now, then = (value(ask, "employers_unregistered", "51.03", month) for month in (AS_OF, "2024-12"))
    assert any(findings.count_change(now, then, say) in text for text in texts[1:5])


def test_every_text_that_rests_on_examples_says_so(badung: AppTest, bali: AppTest) -> None:
    for app, flag in ((badung, "CONTOH"), (bali, "DEMO")):
        assert seen.title(app).startswith(flag)
        figures = [text for text in seen.headings(app) if "30" not in text[:12]]
        assert [text for text in figures if not text.startswith(flag)] == []
        assert all(text.startswith(flag) for text in seen.texts(app)[1:5])


def test_every_figure_is_drawn_with_words_and_its_source_in_the_picture(badung: AppTest) -> None:
    charts = seen.charts(badung)
    assert len(charts) == len(seen.alternatives(badung)) == 9
    for chart, words in zip(charts, seen.alternatives(badung), strict=True):
        assert chart["data"]
        assert words
        burned = chart["layout"]["title"]["text"].replace("<br>", " ")
        assert "Badung" in burned
        assert "CONTOH" in burned
    assert not badung.exception


def test_bars_are_the_months_of_the_metric(bali: AppTest, ask: Query) -> None:
    bars = seen.charts(bali)[0]["data"][0]
    held = measure(ask, metric("contributions_received"), Scope(("51",), segment="total", since="2023-01", until=AS_OF))
    assert bars["y"] == list(held["value"])


def test_months_that_both_years_lack_are_left_out_and_said(bali: AppTest, ask: Query) -> None:
    year = year_beside(ask, "contributions_received", "51", AS_OF)
    said = seen.texts(bali)[1]
    assert year["months"] < 12
    assert f"the {year['months']} months that both years have" in said


def written(app: AppTest) -> str:
    return " ".join(each["text"] for each in seen.charts(app)[0]["layout"]["annotations"])


def test_rules_are_shaded_and_explained_in_the_picture(bali: AppTest) -> None:
    assert "PP 7/2025: half-price JKK" in written(bali)
    assert "PP 49/2020" not in written(bali)


def test_the_trough_of_2020_is_a_link_away(demonstration: Path) -> None:
    app = opened(demonstration, region="51", lang="en", iuran_span="relief")
    assert "PP 49/2020: 99% off JKK and JKM" in written(app)
    assert len(seen.charts(app)[0]["data"][0]["x"]) == 24


def test_months_that_do_not_exist_are_told_calmly(demonstration: Path) -> None:
    app = opened(demonstration, region="51.03", lang="en", iuran_span="x")
    assert ENGLISH("The link asks for months that do not exist; the last 36 are shown.") in seen.texts(app)
    assert not app.exception


def test_the_segment_of_the_filter_rules_money(demonstration: Path, ask: Query) -> None:
    app = opened(demonstration, region="51.03", lang="en", segment="BPU")
    owed = value(ask, "arrears", "51.03", AS_OF, "BPU")
    assert ENGLISH.rupiah(owed) in seen.cards(app).values()
    assert "Badung, BPU" in seen.texts(app)[0]


def test_migrant_workers_pay_once_and_have_no_months(demonstration: Path) -> None:
    app = opened(demonstration, region="51.03", lang="en", segment="PMI")
    (lacking,) = [each for each in app.expander if each.label.startswith("Not there yet")]
    assert "Migrant workers (PMI) pay once for a contract" in lacking.markdown[0].value
    assert list(seen.cards(app).values())[:3] == [ENGLISH("no figure yet")] * 3
    assert not app.exception


def test_the_printed_30_percent_is_shown_and_not_checked_against_examples(bali: AppTest) -> None:
    texts = " ".join(seen.texts(bali))
    assert "“30%”" in texts
    assert ENGLISH(findings.VERDICTS["unchecked"]) in texts


@pytest.mark.parametrize(("region", "lang"), [("KW-BANUSPA", "en"), ("94", "id"), ("51.08", "en"), ("ID", "id")])
def test_every_kind_of_region_is_drawn_without_a_complaint(demonstration: Path, region: str, lang: str) -> None:
    app = opened(demonstration, region=region, lang=lang)
    assert not app.exception
    assert len(app.title) == 1
    assert len(app.metric) == (0 if region == "ID" else 4)  # of the nation the set has its regencies alone
    assert seen.charts(app)


@pytest.mark.parametrize(("region", "lang"), [("51", "id"), ("51.03", "en"), ("94", "en"), ("ID", "id")])
def test_without_examples_it_explains_calmly_and_shows_what_was_printed(
    published: Path, query: Query, places, region: str, lang: str
) -> None:
    app, say = opened(published, region=region, lang=lang), language(lang)
    assert not (app.exception or app.error)
    # Said once, where four empty cards would say it four times.
    assert seen.cards(app) == {}
    (told,) = app.info
    assert say("Missing is not zero.") in told.value.replace("\\", "")
    assert say("An office loads monthly figures on the page Data.") in told.value.replace("\\", "")
    (lacking,) = [each for each in app.expander if each.label == say("Not there yet: {count}", count=9)]
    assert say("An office loads it on the page Data.") in lacking.markdown[0].value
    said = printed_money.statements(query, places, region, AS_OF)
    title = say("Printed statements on contributions, employers and claims")
    if said.empty:
        assert title not in seen.headings(app)
    else:
        assert len(seen.tables(app)[title]) == len(said)
    assert "CONTOH" not in " ".join([seen.title(app), *seen.headings(app)])


@pytest.mark.parametrize("change", [0.0004, -0.0004])
def test_what_prints_as_no_change_is_none(change: float) -> None:
    assert rounded(change) == 0
    assert findings.money_change(change, ENGLISH) == ENGLISH("● unchanged")
    assert findings.tone(change, "lower") == ""


def test_fewer_missing_employers_are_better_and_more_are_worse() -> None:
    assert findings.tone(-0.05, "lower") == "better"
    assert findings.tone(0.05, "lower") == "worse"
    assert findings.tone(0.05, "neither") == ""
    assert findings.count_change(6455, 6809, INDONESIAN) == "▼ turun 354"


@pytest.mark.parametrize(
    ("earlier", "expected"),
    [
        (6809, "6.455 pemberi kerja belum daftar, 354 lebih sedikit daripada setahun sebelumnya"),
        (6454, "6.455 pemberi kerja belum daftar, 1 lebih banyak daripada setahun sebelumnya"),
        (6455, "6.455 pemberi kerja belum daftar, sama dengan setahun sebelumnya"),
        (None, "6.455 pemberi kerja belum daftar"),
    ],
)
def test_the_finding_counts_employers_against_a_year_before(earlier: int | None, expected: str) -> None:
    row = {"value": 6455, "earlier_value": earlier, "status": "reported"}
    assert findings.outside_finding(row, INDONESIAN) == expected
