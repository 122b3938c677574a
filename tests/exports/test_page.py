"""The page of a briefing: every number is the metric's, every loaded text is text, and nothing is asked of any machine."""

from __future__ import annotations

import re
from dataclasses import replace

import pandas as pd
import pytest

from data.store import Store
from exports.briefing import Briefing, BriefingAsked, Chart, Series, briefing, printed
from exports.page import page_html
from exports.page.drawing import drawn
from exports.page.html import css_text
from exports.page.view import web_address
from i18n import language
from metrics._model import Scope, measure
from metrics.analyses.target import targets
from metrics.catalogue import metric
from metrics.territory import Territory
from tests.exports.rows import number_and_step, read

HOSTILE = "=1+1 \"'><script>alert(1)</script></style><!-- {{ 7*7 }} 🌴 " + "panjang" * 25


@pytest.fixture(scope="module", params=["demonstration", "published"])
def store(request: pytest.FixtureRequest) -> Store:
    held: Store = request.getfixturevalue(request.param)
    return held


MADE: dict[tuple[str, str, str], Briefing] = {}


def made(store: Store, places: Territory, region: str, lang: str = "id") -> Briefing:
    key = (store.version, region, lang)
    if key not in MADE:
        MADE[key] = _made(store, places, region, lang)
    return MADE[key]


def _made(store: Store, places: Territory, region: str, lang: str) -> Briefing:
    asked = BriefingAsked(region, "2025-12", lang=lang)
    return briefing(store.query, places, asked, store=store.version, made_on="2026-11-30")


@pytest.mark.parametrize(("region", "lang"), [("KW-BANUSPA", "id"), ("51", "en"), ("52.03", "id"), ("94", "en")])
def test_every_number_is_that_of_the_finding_within_its_printed_rounding(
    store: Store, places: Territory, region: str, lang: str
) -> None:
    told = made(store, places, region, lang)
    page = read(page_html(told))
    say, compared = language(lang), 0
    for finding in told.findings[1:]:
        assert page.titles[finding.key] == finding.title
        assert len(page.cards[finding.key]) == len(finding.figures)
        for text, figure in zip(page.cards[finding.key], finding.figures, strict=True):
            assert text == figure.text
            if figure.value is not None:
                _is_near(text, figure.value, lang)
                compared += 1
        for shown, table in zip(page.tables[finding.key], finding.tables, strict=True):
            assert shown[0] == [column.title for column in table.columns]
            for texts, row in zip(shown[1:], table.rows, strict=True):
                for text, cell, column in zip(texts, row, table.columns, strict=True):
                    assert text == printed(cell, column, say)
                    if isinstance(cell, int | float):
                        _is_near(text, cell * 100 if column.unit == "points" else cell, lang)
                        compared += 1
    assert compared > 40


def _is_near(text: str, value: float, lang: str) -> None:
    number, step = number_and_step(text, lang)
    # People needed are rounded up, and a share never over a target: a whole step, else half of one.
    assert abs(number - value) <= step * 1.0001, (text, value)


@pytest.mark.parametrize("region", ["KW-BANUSPA", "51", "51.03"])
def test_shares_of_regions_are_those_of_the_metric(store: Store, places: Territory, region: str) -> None:
    table = read(page_html(made(store, places, region))).tables["map"][-1]
    at = {title: place for place, title in enumerate(table[0])}
    say = language("id")
    codes = tuple(row[at[say("Code")]] for row in table[1:])
    assert len(codes) == {"KW-BANUSPA": 83, "51": 9, "51.03": 9}[region]
    held = measure(store.query, metric("coverage"), Scope(codes, "ucj", "total", as_of="2025-12"))
    by_code = {row.region_code: row for row in held.itertuples()}
    for row in table[1:]:
        figure = by_code.get(row[at[say("Code")]])
        if figure is None:
            assert row[at[say("Value")]] == row[at[say("People")]] == ""
            continue
        assert row[at[say("Value")]] == say.percent(figure.value)
        assert row[at[say("People")]] == ("" if pd.isna(figure.numerator) else say.number(int(figure.numerator)))


def test_the_headline_prints_what_the_register_of_targets_gives(store: Store, places: Territory) -> None:
    share, gap, *_ = read(page_html(made(store, places, "51"))).cards["headline"]
    goals = targets(store.query, places, "51", "2025-12")
    aim = goals[(goals["target_id"] == "banuspa-65-2024") & (goals["base"] == "ucj")].iloc[0]
    assert share == "53,9%"
    assert gap == f"{round((0.65 - 0.5388) * 100, 1)} poin persen".replace(".", ",")
    assert aim["gap_points"] == pytest.approx(0.65 - 0.5388)


def test_seven_printed_scores_of_lombok_timur_add_up(store: Store, places: Territory) -> None:
    page = read(page_html(made(store, places, "52.03")))
    scores = [number_and_step(row[1], "id")[0] for row in page.tables["award"][0][1:]]
    assert sum(scores) == pytest.approx(51.51)
    assert page.cards["award"] == ["51,51"]


def test_nothing_in_it_is_asked_of_any_machine(store: Store, places: Territory) -> None:
    page = page_html(made(store, places, "51")).decode()
    found = read(page.encode())
    assert {tag for tag, _ in found.tags} & {
        "link",
        "img",
        "iframe",
        "object",
        "embed",
        "base",
        "form",
        "source",
    } == set()
    assert not [tag for tag, name in found.tags if name in ("src", "srcset", "style") or name.startswith("on")]
    assert not re.search(r"url\((?!#)", page)  # of itself alone: the lines of a hatch
    assert "@import" not in page
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
    assert policy is not None
    assert policy[1].startswith("default-src &#39;none&#39;; script-src &#39;sha256-")
    assert "http" not in policy[1]


def test_demonstration_figures_are_marked_on_page_and_paper(store: Store, places: Territory) -> None:
    told = made(store, places, "51")
    page = page_html(told).decode()
    assert ("Tidak boleh menjadi dasar keputusan." in page) == told.example
    assert (f"@top-right {{ content: {css_text('CONTOH')} }}" in page) == told.example
    flagged = set(re.findall(r'<section id="([a-z-]+)"[^>]*data-paper="example"', page))
    assert flagged == {finding.key for finding in told.findings[1:] if finding.example}
    assert page.count('class="slide finding sheet example"') == sum(
        finding.example and bool(finding.tables) for finding in told.findings[1:]
    )


def test_a_hostile_name_stays_text_everywhere(store: Store, places: Territory) -> None:
    named = places.frame["name"].where(places.frame["region_code"] != "51.03", HOSTILE)
    hostile = Territory(places.frame.assign(name=named))
    plain = read(page_html(made(store, places, "51.03")))
    page = read(page_html(_made(store, hostile, "51.03", "id")))
    assert page.scripts == plain.scripts == 3
    assert page.tags == plain.tags
    assert page.texts.count(HOSTILE) >= 3
    assert HOSTILE in [row[0] for row in page.tables["map"][0]]


def test_a_month_of_which_a_part_is_missing_has_no_amount_over_its_bar(demonstration: Store, places: Territory) -> None:
    """Two payers: 2 + 3 in the first month, 2 and a missing part in the second."""
    whole = made(demonstration, places, "51").finding("plan")
    assert isinstance(whole.chart, Chart)
    bars = [{"type": "bar", "x": [0, 1], "y": amounts} for amounts in ([2.0, 2.0], [3.0, None])]
    figure = {"data": bars, "layout": {"yaxis": {"range": [0, 5]}}}
    series = tuple(Series(str(bar), tuple(bar["y"]), ("", "")) for bar in bars)
    chart = replace(whole.chart, categories=("1", "2"), series=series, unit="people")
    told = drawn(replace(whole, chart=chart, draw=lambda _: figure), "light", language())
    assert (told["data"][-1]["x"], told["data"][-1]["text"]) == ([0], ["5"])


@pytest.mark.parametrize("text", ["", "Bali · 2025", HOSTILE, "\\", '"', "</style>", "é🌴"])
def test_a_text_in_the_looks_cannot_end_them(text: str) -> None:
    written = css_text(text)
    assert not set(written[1:-1]) - set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789\\")
    assert re.sub(r"\\([0-9a-f]{6})", lambda sign: chr(int(sign[1], 16)), written[1:-1]) == text


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("https://bps.go.id/x?a=1&b=2", "https://bps.go.id/x?a=1&b=2"),
        ("javascript:alert(1)", ""),
        ("http://", ""),
        ("http://[bps", ""),
        ("data:text/html,x", ""),
        ("https://a b", ""),
        ("bps.go.id", ""),
    ],
)
def test_only_an_address_of_the_web_is_a_link(text: str, address: str) -> None:
    assert web_address(text) == address


def test_a_printed_number_is_read_with_its_last_digit() -> None:
    assert number_and_step("Rp1,2 miliar", "id") == pytest.approx((1.2e9, 1e8))
    assert number_and_step("−11,12", "id") == pytest.approx((-11.12, 0.01))
    assert number_and_step("53.9%", "en") == pytest.approx((0.539, 0.001))
    assert number_and_step("11,1 poin persen", "id") == pytest.approx((0.111, 0.001))
    assert number_and_step("1.877.697", "id") == (1877697, 1)
