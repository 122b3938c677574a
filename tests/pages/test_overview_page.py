"""The first screen of every kind of region, on every base, in both languages: what is known, and what is not."""

from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from charts import words
from data.store import Query
from i18n import LANGUAGES, Language, language, retell
from i18n.numbers import rounded
from metrics._model import Scope, measure
from metrics.analyses.target import OLD_BOUNDARY, OLD_FIGURE
from metrics.catalogue import metric
from metrics.overview import overview
from metrics.territory import Territory
from pages.parts.ringkasan_reading import LOAD_OWN, LOAD_PARTS
from tests.pages import seen
from tests.pages.conftest import Open, open_at

COVERAGE = metric("coverage")
# Full; a grouping, one with a percentage alone, one with a base of its own; those without any figure. The languages
# take turns from base to base, so that each kind of region is seen in both on every base.
REGIONS = (("51", 0), ("51", 1), ("KW-BANUSPA", 0), ("51.03", 1), ("94", 0), ("51.08", 0), ("11.01", 1))

Pages = dict[str, tuple[Language, AppTest]]


def figures_of(query: Query, codes: list[str], base: str, month: str) -> dict[str, pd.Series]:
    """Ask the metric itself for the latest figure of each region."""
    scope = Scope(tuple(codes), base, COVERAGE.headline_segment(base), as_of=month)
    return {row["region_code"]: row for _, row in measure(query, COVERAGE, scope).iterrows()}


def has_segments(query: Query, region: str, base: str, month: str) -> bool:
    """Say whether there is a figure of a segment alone."""
    return not measure(query, COVERAGE, Scope((region,), base, None, as_of=month)).empty


@pytest.fixture(scope="module", params=REGIONS, ids=lambda each: f"{each[0]}, {LANGUAGES[each[1]]} first")
def on_each_base(request: pytest.FixtureRequest, open_page: Open) -> tuple[str, Pages]:
    """Open one region on every base."""
    region, first = request.param
    turns = [LANGUAGES[(first + number) % len(LANGUAGES)] for number in range(len(COVERAGE.bases))]
    return region, {
        base: (language(lang), open_page(region=region, base=base, lang=lang))
        for base, lang in zip(COVERAGE.bases, turns, strict=True)
    }


def test_each_base_is_drawn_without_a_complaint(on_each_base) -> None:
    _, pages = on_each_base
    assert [base for base, (_, app) in pages.items() if not seen.is_calm(app)] == []
    assert {base: (len(app.title), len(app.metric)) for base, (_, app) in pages.items()} == (
        dict.fromkeys(COVERAGE.bases, (1, 4))
    )


def test_the_headline_and_the_first_card_are_the_figure_of_the_metric(on_each_base, query, places, latest) -> None:
    region, pages = on_each_base
    name = places.place(region).short_name
    for base, (say, app) in pages.items():
        figure = figures_of(query, [region], base, latest).get(region)
        if figure is None:
            without = (
                say("{region}: no figure for all segments together on this base", region=name)
                if has_segments(query, region, base, latest)
                else say("{region}: no coverage figure yet on this base", region=name)
            )
            assert seen.title(app) == without
            assert seen.cards(app)[say("Coverage")] == say("no figure yet")
        else:
            share = say.percent(figure["value"])
            assert seen.title(app).startswith(f"{name} {share}")
            assert seen.cards(app)[say("Coverage")] == share


def test_under_the_headline_stand_base_date_status_and_source_or_the_reason(on_each_base, query, latest) -> None:
    region, pages = on_each_base
    sources = query("select source_id, publisher, url from source").set_index("source_id")
    for base, (say, app) in pages.items():
        figure = figures_of(query, [region], base, latest).get(region)
        under = app.main.markdown[0].value
        if figure is None:
            if not has_segments(query, region, base, latest):
                assert seen.texts(app)[0] == say(COVERAGE.why_missing(base))
            continue
        text = seen.texts(app)[0]
        for words_expected in (
            words.base_words(base, say),
            say.period(figure["period"]),
            words.status_name(figure["status"], say),
            *(retell(name, say) for name in sources.loc[figure["source_ids"], "publisher"]),
        ):
            assert words_expected in text, (base, words_expected, text)
        addresses = [url for url in sources.loc[figure["source_ids"], "url"] if url.startswith("http")]
        assert len(seen.links(under)) == len(addresses)


def test_the_gap_is_that_to_65_percent_and_nothing_is_compared_on_a_base_not_stated(
    on_each_base, query: Query, latest: str
) -> None:
    region, pages = on_each_base
    for base, (say, app) in pages.items():
        figure = figures_of(query, [region], base, latest).get(region)
        title, number = list(seen.cards(app).items())[1]
        if figure is None or base == "unstated":
            assert number == "–", base
        else:
            assert title == say("Short of {target}", target="65%"), base
            assert number.split()[0] == say.number(rounded(max(0.65 - figure["value"], 0.0)), 1), base


def test_the_table_behind_the_map_has_a_row_for_each_part_with_its_figure_or_the_words_for_none(
    on_each_base, query: Query, places: Territory, latest: str
) -> None:
    region, pages = on_each_base
    place = places.place(region)
    codes = places.parts(place.above[0] if place.level == "regency" else region)
    for base, (say, app) in pages.items():
        held = figures_of(query, codes, base, latest)
        table = seen.tables(app)[say("Regions side by side")]
        values = dict(zip(table[say("Region")], table[say("Value")], strict=True))
        assert values == {
            places.place(code).name: say.percent(held[code]["value"], 2) if code in held else say("no figure yet")
            for code in codes
        }
        if held:
            dates = dict(zip(table[say("Region")], table[say("Date")], strict=True))
            for code, figure in held.items():
                assert dates[places.place(code).name].startswith(say.period(figure["period"]))


def test_a_region_without_a_figure_says_on_which_bases_it_has_one(on_each_base, query: Query, latest: str) -> None:
    region, pages = on_each_base
    held = {base: found[region] for base in COVERAGE.bases if (found := figures_of(query, [region], base, latest))}
    for base, (say, app) in pages.items():
        everything = " ".join(
            [*seen.texts(app), *(box.value for box in app.info), *(one.label for one in app.main.button)]
        )
        if base not in held:
            assert [other for other, figure in held.items() if say.percent(figure["value"]) not in everything] == []


def test_every_chart_has_words_that_stand_for_it_and_without_figures_a_sentence_stands_for_the_chart(
    on_each_base, query: Query, places: Territory, latest: str
) -> None:
    region, pages = on_each_base
    for base, (say, app) in pages.items():
        shown = overview(query, places, region, latest, base)
        beside = [say("Tile map."), say("Sorted bars.")] if shown.beside["value"].notna().any() else []
        over_time = [say("Figures over time, not joined.")] if len(shown.points) else []
        found = seen.alternatives(app)
        assert len(found) == len(beside + over_time)
        assert all(any(each.startswith(one) for each in found) for one in beside + over_time)
        assert all(chart["data"] and chart["layout"]["height"] > 0 for chart in seen.charts(app))
        texts = " ".join(seen.texts(app))
        assert (say(LOAD_PARTS) in texts, say(LOAD_OWN) in texts) == (not beside, not over_time), base


def test_every_picture_carries_its_source_status_and_date(open_page: Open, query: Query, latest: str) -> None:
    charts = seen.charts(open_page(region="51"))
    figure = figures_of(query, ["51"], "ucj", latest)["51"]
    publishers = query("select source_id, publisher from source").set_index("source_id")["publisher"]
    signatures = [chart["layout"]["title"]["text"].replace("<br>", " ") for chart in charts]
    assert len(signatures) == 3
    assert all(words.status_name("published", SAY) in text and "Bali" in text for text in signatures)
    for text in (SAY.short_period(figure["period"]), *publishers[figure["source_ids"]]):
        assert text in signatures[2]


SAY = language("id")


def test_the_old_papua_is_named_and_not_set_against_a_target(open_page: Open) -> None:
    app = open_page(region="91", base="bps")
    boundary = SAY("boundaries before the split of 2022")
    assert boundary == "batas sebelum pemekaran 2022"
    assert seen.title(app).endswith(boundary)
    texts = seen.texts(app)
    assert boundary in texts[0]
    (_, share), (_, gap), (_, needed), (_, progress) = seen.cards(app).items()
    assert (gap, needed, progress) == ("–", "–", f"– {SAY('No figure then')}")
    assert share == SAY.percent(0.203)
    reason = SAY(OLD_BOUNDARY)
    assert reason in texts
    assert sum(reason.rstrip(".") in text for text in texts) >= 3  # gap, target, reading


def test_where_only_segments_have_a_figure_the_page_lists_them(open_page: Open) -> None:
    app = open_page(region="92", base="ucj")
    assert f"formal {SAY.percent(0.7045)} (2024), informal {SAY.percent(0.4557)} (2024)" in seen.texts(app)[0]


def test_in_the_deadline_month_the_whole_gap_is_due_and_before_it_a_rate(open_page: Open) -> None:
    words_due = SAY("; the whole gap is due in that month")
    last, before = (open_page(region="53", base="ucj", as_of=month) for month in ("2025-12", "2025-11"))
    assert SAY("Needed in {month}, net", month=SAY.short_period("2025-12")) in seen.cards(last)
    assert any(words_due in text for text in seen.texts(last))
    assert SAY("Needed a month, net") in seen.cards(before)
    assert not any(words_due in text for text in seen.texts(before))


def test_a_goal_met_on_an_old_figure_says_its_age_on_every_card(open_page: Open) -> None:
    app = open_page(region="91", base="ucj", as_of="2025-10")
    texts = seen.texts(app)
    reached = SAY("next, {target}: {progress}", target=SAY.percent(0.5215, 2), progress=f"✓ {SAY('Reached')}")
    assert any(reached + SAY("; older than a year") in text for text in texts)
    assert any(text.startswith(SAY.short_period("2024-08")) and SAY("older than a year") in text for text in texts)
    table = seen.tables(app)[SAY("Targets")]
    remarks = seen.tables(app)[SAY("Who set each target, sources and remarks")][SAY("Remark")]
    assert SAY(OLD_FIGURE) in " ".join(remarks)
    assert any(SAY("; older than a year") in cell for cell in table[SAY("Figure now")])


def test_an_old_figure_on_another_base_is_said_to_be_old_on_its_button(open_page: Open) -> None:
    app = open_page(region="91", base="plan")
    labels = {each.key: each.label for each in app.main.button}
    assert labels["base-bps"].endswith(SAY("older than a year"))


def test_the_rate_so_far_is_said_with_its_unit(open_page: Open) -> None:
    texts = seen.texts(open_page(region="51", base="ucj"))
    points = SAY("{number} points", number=SAY.number(1.55 / 6, 1, signed=True))
    rate = SAY("; rate since {period}: {points} a month", period=SAY.short_period("2025-06"), points=points)
    assert any(text.endswith(rate) for text in texts)


def test_beside_the_gap_to_65_percent_stands_that_to_the_next_target(open_page: Open) -> None:
    # 73.86 - 53.88 = 19.98 points, to the target of the end of 2026; that of 65 percent was due in 2024.
    (told,) = [text for text in seen.texts(open_page(region="51", base="ucj")) if "73,86%: 20,0" in text]
    assert told.endswith(
        SAY("; next, {target}: {points}", target="73,86%", points=SAY("{number} points", number="20,0"))
    )
    # Before the deadline of 2024 that target is itself the next one, and is said once.
    before = seen.texts(open_page(region="51", base="ucj", as_of="2024-11"))
    assert not [text for text in before if SAY("; next, {target}: {points}", target="65%", points="")[:-1] in text]


def test_cover_that_no_office_has_sent_is_not_said_to_end_nowhere(open_page: Open, demonstration: Path) -> None:
    unknown = seen.texts(open_page(region="51.08", base="ucj"))
    assert SAY("No sponsored cover of this region is held.") in unknown
    none_ends = SAY("Of the sponsored cover that is held none ends within three months.")
    assert none_ends not in unknown
    # Schemes of the demonstration set end in December: seen from June they run on for more than three months.
    running = seen.texts(open_at(demonstration, "ringkasan", region="51.08", lang="id", as_of="2025-06"))
    assert none_ends in running


def test_all_that_is_read_of_a_target_on_an_example_says_so(demonstration: Path) -> None:
    app = open_at(demonstration, "ringkasan", region="51.08", lang="en", as_of="2025-12", base="ucj")
    rows = seen.tables(app)["Targets"]
    for heading in ("Progress", "Figure now", "Gap"):
        assert all(cell.startswith("DEMO · ") for cell in rows[heading]), heading
    assert all(cell.startswith("DEMO · ") for cell in rows["Pace"] if cell)
    assert not [cell for cell in rows["Target"] if "DEMO" in cell]


def test_the_lines_under_the_cards_say_what_is_not_known(open_page: Open) -> None:
    texts = " ".join(seen.texts(open_page(region="94", base="ucj")))
    assert SAY("Pace and chance: not known; they need monthly figures of one series.") in texts
    assert SAY("What would move it most: not known; it needs two monthly figures of one series.") in texts


def test_people_missing_name_the_target_they_are_counted_to(demonstration: Path) -> None:
    texts = seen.texts(open_at(demonstration, "ringkasan", region="51", lang="en", as_of="2025-12"))
    # Buleleng: 0.7386 of 337,651 people are 249,390 rounded up, of whom 154,225 are active.
    (told,) = [text for text in texts if "most people missing to 73.86%" in text]
    assert f"Buleleng {249_390 - 154_225:,}" in told
    assert [text for text in texts if "People missing to 73.86%, December 2025" in text]


def test_the_note_on_the_65_percent_stands_only_where_that_target_holds(open_page: Open) -> None:
    note = SAY(
        "The aim of 65 percent in 2024 was said in an interview that names neither the area nor the base; it is "
        "therefore read on each base that has a figure. An official target is never replaced by it."
    )
    empty = SAY("No target can be held against a figure of this region yet; the box below lists those that hold here.")
    bali, aceh = seen.texts(open_page(region="51")), seen.texts(open_page(region="11.01"))
    assert (note in bali, empty in bali) == (True, False)
    assert (note in aceh, empty in aceh) == (False, True)
