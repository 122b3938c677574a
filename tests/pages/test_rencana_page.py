"""The page Rencana: what a plan takes as its analysis gives it, kept in the link, compared, and refused with calm words."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import partial
from pathlib import Path
from types import SimpleNamespace

import pytest
from streamlit.testing.v1 import AppTest

from charts import rencana_findings as findings
from charts import words
from data.store import Query
from i18n import LANGUAGES, language
from metrics.analyses.plan import SEGMENT_NOT_COUNTED, Plan, plan
from metrics.analyses.plan_asked import PlanAsked, read, written
from metrics.analyses.plan_path import compared
from metrics.analyses.premium import NAME_THE_WAGE, NO_RULE
from metrics.analyses.target import SHARE_ONLY
from metrics.territory import Territory
from pages.parts import rencana_words
from tests.pages import seen
from tests.pages.conftest import open_at

MONTH = "2025-12"
opened = partial(open_at, page="rencana", as_of=MONTH)
ENGLISH = language("en")
BADUNG = PlanAsked("51.03", MONTH, "2026-12", target=Decimal(1))


def texts(app: AppTest) -> str:
    """Give all running text as one."""
    return "\n".join(seen.texts(app) + [seen.bare(each.value) for each in app.info])


def answers(app: AppTest, made: Plan, name: str, lang: str) -> None:
    """Hold title, answer and the four numbers against the analysis."""
    say, row = language(lang), made.summary.iloc[0].to_dict()
    beside = compared([made]).iloc[0].to_dict()
    assert seen.title(app) == findings.headline(name, beside, say)
    assert findings.answer(row, beside, say) in seen.texts(app)
    assert list(seen.cards(app).values()) == [
        say.number(row["people_net"]),
        findings.a_month(row["required_net_per_month"], say),
        say.rupiah(row["rupiah"]),
        words.reached_words(beside["value_at_deadline"], row["target"], say),
    ]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_regency_opens_on_its_next_target_and_says_what_the_analysis_says(
    demonstration: Path, ask: Query, places: Territory, lang: str
) -> None:
    app = opened(demonstration, region="51.03", lang=lang)
    assert not app.exception
    answers(app, plan(ask, places, BADUNG), "Badung", lang)
    assert len(seen.charts(app)) == 3
    assert all(any(trace["x"] for trace in spec["data"]) for spec in seen.charts(app))


def test_every_text_that_rests_on_the_demonstration_says_so(demonstration: Path) -> None:
    app = opened(demonstration, region="51.03", lang="en")
    assert seen.title(app).startswith("DEMO · ")
    assert [text for text in seen.headings(app)[:5] if not text.startswith("DEMO · ")] == []
    assert all(text.startswith("DEMO") for text in seen.alternatives(app))


def test_a_published_start_is_no_example_beside_cover_that_is_one(demonstration: Path) -> None:
    app = opened(demonstration, region="51.04", lang="en")
    assert seen.title(app).startswith("Gianyar: ") and seen.title(app).endswith(" (DEMO)")
    told = dict(zip(["people", "path", "money"], seen.alternatives(app)[:3], strict=True))
    assert [name for name, text in told.items() if text.startswith("DEMO")] == ["people", "money"]
    marked = [text for text in seen.headings(app) if text.startswith("DEMO · ")]
    assert any(text.startswith("DEMO · Cost") for text in marked)
    assert not any("points" in text or text.startswith("DEMO · From") for text in marked)


def test_the_published_figure_of_bali_is_planned_from_without_a_word_of_demonstration(
    published: Path, query: Query, places: Territory
) -> None:
    app = opened(published, region="51", lang="en")
    asked = PlanAsked("51", MONTH, "2026-12", target=Decimal("0.7386"), payer="apbd_province")
    answers(app, plan(query, places, asked), "Bali", "en")
    assert "DEMO" not in texts(app)
    assert "**Start**: 49.90% (935,079 of 1,873,899 people)" in texts(app)
    assert (
        "The later 53.9% (Dec 2025) is printed without its people, which a plan needs: it starts from 49.9% (Mar 2025)."
    ) in texts(app)
    assert "PP 50/2025** never halves what APBN or APBD pays" in texts(app)


def test_the_link_restores_the_exact_plan_and_its_shortfall(demonstration: Path, ask: Query, places: Territory) -> None:
    asked = replace(
        BADUNG, target=None, people=5_000, deadline="2027-06", lapse=Decimal("0.01"), growth=Decimal("0.012"),
        pattern="at_once", payer="csr", funds=(("apbd_regency", Decimal(10**9)), ("apbdes", Decimal(2 * 10**8))),
    )  # fmt: skip
    app = opened(demonstration, region="51.03", lang="en", plan=written(asked))
    made = plan(ask, places, asked)
    answers(app, made, "Badung", "en")
    short = compared([made]).iloc[0]["short_from"]
    assert f"first in {ENGLISH.period(short)}." in texts(app)
    assert "□ No source yet" in str(seen.charts(app)[2]["layout"]["annotations"]).replace("</span>", "")


def test_a_change_of_the_form_goes_into_the_link_and_redraws(demonstration: Path, monkeypatch) -> None:
    monkeypatch.setenv("COVERAGE_HOME", str(demonstration))
    app = opened(demonstration, region="51.03", lang="en")
    app.text_input(key="rencana-form-target").set_value("70").run()
    assert read(app.query_params["plan"]) == replace(BADUNG, target=Decimal("0.7"))
    app.text_input(key="rencana-form-lapse").set_value("1.5").run()
    app.text_input(key="rencana-form-budget").set_value("2,500").run()
    app.selectbox(key="rencana-form-deadline").select("2027-12").run()
    asked = replace(BADUNG, target=Decimal("0.7"), lapse=Decimal("0.015"), budget=2_500_000_000, deadline="2027-12")
    assert read(app.query_params["plan"]) == asked
    assert not app.exception
    assert "IDR 2.5 billion" in texts(app)
    app.segmented_control(key="rencana-kind").set_value("people").run()
    assert read(app.query_params["plan"]).target is None
    assert not app.exception


def test_sources_of_funds_are_taken_over_together_and_refused_where_they_do_not_add_up(
    demonstration: Path, monkeypatch
) -> None:
    monkeypatch.setenv("COVERAGE_HOME", str(demonstration))
    app = opened(demonstration, region="51.03", lang="en")
    first = {box.label: box for box in app.text_input}
    first["Regency budget (APBD)"].set_value("60")
    first["CSR"].set_value("30")
    use = next(button for button in app.button if button.label == "Use these sources")
    use.click().run()
    assert "The funds are shares that add up to 1" in texts(app)
    assert "plan" not in app.query_params
    {box.label: box for box in app.text_input}["CSR"].set_value("40")
    next(button for button in app.button if button.label == "Use these sources").click().run()
    assert read(app.query_params["plan"]).funds == (("apbd_regency", Decimal("0.6")), ("csr", Decimal("0.4")))
    assert "The funds are shares" not in texts(app)
    {box.label: box for box in app.text_input}["CSR"].set_value("forty")
    next(button for button in app.button if button.label == "Use these sources").click().run()
    assert ENGLISH("A share or an amount is no number, or less than nothing.") in texts(app)
    assert read(app.query_params["plan"]).funds == (("apbd_regency", Decimal("0.6")), ("csr", Decimal("0.4")))


def test_a_box_holds_its_number_in_the_readers_language_and_tells_what_is_none(
    demonstration: Path, monkeypatch
) -> None:
    monkeypatch.setenv("COVERAGE_HOME", str(demonstration))
    text = written(replace(BADUNG, target=Decimal("0.7386"), budget=1_250_000_000_000))
    app = opened(demonstration, region="51.03", lang="id", plan=text)
    assert app.text_input(key="rencana-form-target").value == "73,86"
    assert app.text_input(key="rencana-form-budget").value == "1.250.000"
    app.text_input(key="rencana-form-target").set_value("74,5").run()
    assert read(app.query_params["plan"]).target == Decimal("0.745")
    for wrong in ("seratus", "101", "-1"):
        app.text_input(key="rencana-form-target").set_value(wrong).run()
        assert language("id")("A number from {low} to {high} is needed.", low="0", high="100") in texts(app)
        assert app.text_input(key="rencana-form-target").value == "74,5"
        assert read(app.query_params["plan"]).target == Decimal("0.745")


def test_the_cards_name_base_and_target(published: Path) -> None:
    notes = seen.texts(opened(published, region="51", lang="en"))
    assert "to 73.86% of UCJ base by Dec 2026" in notes
    assert any(text.startswith("UCJ base; +24.0 percentage points from 49.9%") for text in notes)


def test_three_plans_stand_side_by_side_and_one_can_be_taken_away(
    demonstration: Path, ask: Query, places: Territory, monkeypatch
) -> None:
    monkeypatch.setenv("COVERAGE_HOME", str(demonstration))
    second = replace(BADUNG, target=Decimal("0.8"), budget=10**9)
    third = replace(BADUNG, target=None, people=100)
    app = opened(demonstration, region="51.03", lang="en", plan_b=written(second), plan_c=written(third), plan_open="b")
    table = seen.tables(app)["Plans side by side"].set_index("Measure")
    rows = compared([plan(ask, places, asked) for asked in (BADUNG, second, third)])
    assert list(table.columns) == ["A", "B (shown)", "C"]
    assert any(text.startswith("DEMO · Plan A costs most: ") for text in seen.headings(app))
    assert table.loc["People to cover, net"].tolist() == [ENGLISH.number(people) for people in rows["people_net"]]
    assert table.loc["Coverage at the deadline"].tolist()[:2] == ["100.0%", "80.0%"]
    assert table.loc["Rupiah"].tolist() == [ENGLISH.rupiah(rupiah) for rupiah in rows["rupiah"]]
    assert table.loc["First month short of money"].tolist() == [
        "none",
        ENGLISH.short_period(rows["short_from"][1]),
        "none",
    ]
    assert next(iter(seen.cards(app).values())) == ENGLISH.number(rows["people_net"][1])
    next(button for button in app.button if button.label == "Remove this plan").click().run()
    assert [read(app.query_params[name]) for name in ("plan", "plan_b")] == [BADUNG, third]
    assert "plan_c" not in app.query_params
    assert not app.exception


@pytest.mark.parametrize(
    ("text", "words", "indonesian"),
    [
        ("plan9;region=51.03", "begins with plan1", "diawali plan1"),
        ("<b>", "begins with plan1", "diawali plan1"),
        (written(BADUNG).replace("target=1", "target=7"), "above 0 up to 1", "di atas 0 sampai 1"),
        (written(BADUNG).replace("2026-12", "2024-12"), "has passed", "lewat"),
    ],
)
def test_a_wrong_text_is_left_out_and_what_is_wrong_is_said(
    demonstration: Path, text: str, words: str, indonesian: str
) -> None:
    app = opened(demonstration, region="51.03", lang="en", plan=text)
    assert not app.exception
    assert "The plan in the link (plan) cannot be read and is left out" in texts(app)
    assert words in texts(app)
    assert list(seen.cards(app).values())[3] == "100.0%"  # of the plan that the page opens on
    assert words not in texts(opened(demonstration, region="51.03", lang="id", plan=text))


def test_a_plan_made_for_another_region_is_read_on_the_one_of_the_bar(
    demonstration: Path, ask: Query, places: Territory
) -> None:
    app = opened(
        demonstration, region="51.04", lang="en", plan=written(replace(BADUNG, as_of="2025-03", target=Decimal("0.8")))
    )
    answers(app, plan(ask, places, replace(BADUNG, region="51.04", target=Decimal("0.8"))), "Gianyar", "en")
    assert "was made for another region, month or base" in texts(app)


def test_without_a_known_price_people_are_shown_and_the_rupiah_refused(demonstration: Path) -> None:
    employer = replace(BADUNG, premium="PU:JKK+JKM:low", payer="employer")
    app = opened(demonstration, region="51.03", lang="en", plan=written(employer))
    assert not app.exception
    assert seen.title(app).endswith("rupiah not known")
    assert list(seen.cards(app).values())[2] == "–"
    assert NAME_THE_WAGE in texts(app)
    assert "Enter the wage a month" in texts(app)
    assert len(seen.charts(app)) == 2
    assert "What an amount buys" not in seen.tables(app)
    pension = opened(demonstration, region="51.03", lang="en", plan=written(replace(BADUNG, premium="BPU:JKK+JKM+JHT")))
    assert NO_RULE in texts(pension)
    assert "Choose another premium or another source of funds" in texts(pension)


def test_a_base_of_one_segment_opens_on_a_premium_of_that_segment(demonstration: Path) -> None:
    app = opened(demonstration, region="51.03", base="bps_formal", lang="en")
    assert seen.title(app).endswith("rupiah not known")
    informal = replace(BADUNG, base="bps_formal")
    app = opened(demonstration, region="51.03", base="bps_formal", lang="en", plan=written(informal))
    assert SEGMENT_NOT_COUNTED in texts(app)
    assert "Choose a premium of the segment" in texts(app)


@pytest.mark.parametrize("base", ["unstated", "plan"])
def test_on_a_base_without_people_the_others_are_offered(demonstration: Path, base: str) -> None:
    app = opened(demonstration, region="51.03", base=base, lang="en")
    assert not app.exception
    assert "Choose another base above" in texts(app)
    offered = [button.key for button in app.button if str(button.key).startswith("base-")]
    assert "base-bps" in offered
    assert not {"base-unstated", "base-plan"} & set(offered)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("region", ["51.08", "94.01", "94", "KW-BANUSPA", "ID", "11.01"])
def test_published_facts_alone_plan_nothing_where_there_are_no_people_and_say_why(
    published: Path, region: str, lang: str
) -> None:
    app = opened(published, region=region, lang=lang)
    assert not app.exception
    assert not app.error
    assert len(app.title) == 1
    assert app.info
    assert not seen.charts(app)
    assert not app.metric
    assert "CONTOH" not in texts(app)
    assert "DEMO" not in texts(app)


def test_a_printed_percentage_alone_is_refused_with_what_to_do(published: Path) -> None:
    app = opened(published, region="ID", lang="en")
    assert SHARE_ONLY in texts(app)
    assert "load the number of people and of the base" in texts(app)


@pytest.mark.parametrize(
    ("latest", "period", "numerator"),
    [("2025-12", "2025-12", None), ("2025-12", "2025-03", 5_000), ("2025-03", "2025-12", None)],
)
def test_an_older_start_is_explained_only_where_a_later_share_has_no_people(
    latest: str, period: str, numerator: int | None
) -> None:
    shown = SimpleNamespace(period=latest, value=0.539, numerator=numerator)
    assert rencana_words.older_start(shown, {"period": period, "value": 0.499}, ENGLISH) == ""
