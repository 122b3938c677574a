"""Published figures over time: marks at their dates that nothing joins, printed values, targets from day to deadline."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from plotly.graph_objects import Figure

from charts.placement import Box, Label, find_room
from charts.points import describe, published_points
from charts.theme import theme
from charts.timeline import known_by, known_from, ticks
from i18n import language
from tests.charts.frames import published, targets

LIGHT = theme("light")
LANGUAGES = pytest.mark.parametrize("say", [language("id"), language("en")], ids=["id", "en"])
indonesian = language("id")

BALI = published(
    {"value": 0.4990, "printed": 0.5088, "conflict": True, "period": "2025-03"},
    {"value": 0.5233, "period": "2025-06"},
    {"value": 0.5388, "period": "2025-12"},
)
GOALS = targets((0.65, "2024-12-31", "2023-02-14"), (0.7386, "2026-12-31", "2025-04-29"))
MARCH_2025 = 2025 * 12 + 3  # months of the calendar at the end of it


def plain(text):
    return re.sub(r"</?(?:b|span)(?: [^>]*)?>", "", text)


def traces(figure):
    goals, ghosts, *lines = figure["data"]
    return goals, ghosts, lines


@LANGUAGES
@pytest.mark.parametrize("frame", [BALI, BALI.head(1), BALI.head(0)], ids=["three", "one", "none"])
@pytest.mark.parametrize("goals", [GOALS, GOALS.head(0)], ids=["targets", "no target"])
def test_plotly_takes_the_figure_and_no_trace_joins_points(say, frame, goals):
    figure = published_points(frame, goals, LIGHT, say)
    assert Figure(figure).data
    assert {trace["mode"] for trace in figure["data"]} == {"markers+text"}
    assert "title" not in figure["layout"]


@LANGUAGES
def test_every_value_stands_at_its_date_as_printed(say):
    _, _, (line,) = traces(published_points(BALI, GOALS, LIGHT, say))
    assert line["y"] == [0.5388, 0.5233, 0.4990]
    assert line["x"] == [MARCH_2025 + 9, MARCH_2025 + 3, MARCH_2025]
    for text, share in zip(line["text"], line["y"], strict=True):
        assert plain(text).split("<br>")[0] == say.percent(share)
    assert all(
        say.period(period) in hover for period, hover in zip(("2025-12", "2025-06"), line["hovertext"], strict=False)
    )


@LANGUAGES
def test_a_share_printed_against_its_own_parts_is_a_hollow_mark_beside_the_recomputed_one(say):
    _, ghosts, _ = traces(published_points(BALI, GOALS, LIGHT, say))
    assert (ghosts["x"], ghosts["y"]) == ([MARCH_2025], [0.5088])
    assert ghosts["marker"]["symbol"] == ["circle-open"]
    assert plain(ghosts["text"][0]) == say("printed {share}", share=say.percent(0.5088))
    assert say.percent(0.5088) in ghosts["hovertext"][0]


def test_a_target_is_a_dashed_line_from_the_day_it_was_set_to_its_deadline():
    figure = published_points(BALI, GOALS, LIGHT, indonesian)
    goals, _, _ = traces(figure)
    assert (goals["x"], goals["y"]) == ([2026 * 12 + 12, 2024 * 12 + 12], [0.7386, 0.65])
    assert [plain(text) for text in goals["text"]] == ["target 73,86%", "target 65%"]
    upper, lower = figure["layout"]["shapes"]
    assert (lower["x0"], lower["x1"], lower["y0"], lower["y1"]) == (known_from("2023-02-14"), 24300, 0.65, 0.65)
    assert upper["line"] == {"color": LIGHT.target, "width": 1.5, "dash": "dash"}
    assert "Kemendagri" in goals["hovertext"][0]
    assert "Home Ministry" in traces(published_points(BALI, GOALS, LIGHT, language("en")))[0]["hovertext"][0]


def test_a_target_whose_day_is_not_known_is_only_a_mark():
    figure = published_points(BALI, targets((0.65, "2024-12-31", None)), LIGHT, indonesian)
    (line,) = figure["layout"]["shapes"]
    assert line["x0"] == line["x1"]


def test_two_targets_of_one_day_that_all_but_meet_share_their_words():
    near = targets((0.6728, "2025-12-31", "2025-04-30"), (0.6769, "2025-12-31", "2025-06-04"))
    goals, _, _ = traces(published_points(BALI, near, LIGHT, indonesian))
    assert [plain(text) for text in goals["text"]] == ["67,69 / 67,28%", ""]


@LANGUAGES
def test_a_target_whose_words_find_no_room_is_named_below(say):
    crowd = published(*({"value": 0.50 + number / 200, "period": f"2025-{number:02}"} for number in range(1, 13)))
    goals = targets((0.5215, "2025-12-31", "2025-05"), (0.54, "2025-12-31", "2025-04"), (0.70, "2025-12-31", "2025-04"))
    figure = published_points(crowd, goals, LIGHT, say)
    marks, _, _ = traces(figure)
    written = [plain(text) for text in marks["text"]]
    assert written[1:] == ["", ""]  # of 54 and 52.15 percent, which share their words
    below = " ".join(each["text"].strip() for each in figure["layout"]["annotations"])
    lost = f"{say.percent(0.5215, 2)} / 54%"
    assert say("dashed line: targets {targets}", targets=lost) in below
    roomy = str(published_points(BALI, GOALS, LIGHT, say)["layout"]["annotations"])
    assert say("dashed line: targets {targets}", targets="").strip() not in roomy


def test_three_targets_of_one_day_that_all_but_meet_share_their_words():
    near = targets((0.66, "2025-12-31", None), (0.67, "2025-12-31", None), (0.68, "2025-12-31", None))
    marks, _, _ = traces(published_points(BALI, near, LIGHT, indonesian))
    assert [plain(text) for text in marks["text"]] == ["68 / 67 / 66%", "", ""]


@LANGUAGES
@pytest.mark.parametrize(
    ("frame", "goals"),
    [(BALI, GOALS.assign(base="unstated")), (BALI.assign(boundary="before-2022-split"), GOALS)],
    ids=["base not stated", "old boundaries"],
)
def test_no_target_is_drawn_beside_figures_that_nothing_may_be_compared_with(say, frame, goals):
    figure = published_points(frame, goals, LIGHT, say)
    marks, _, (line,) = traces(figure)
    assert (marks["x"], figure["layout"]["shapes"]) == ([], [])
    assert len(line["y"]) == 3
    assert "65%" not in describe(frame, goals, say)


def test_a_bare_year_stands_at_its_end_with_a_band_back_over_the_year():
    frame = published({"value": 0.31, "period": "2023"}, {"value": 0.36, "period": "2024-08"})
    figure = published_points(frame, GOALS.head(0), LIGHT, indonesian)
    (band,) = figure["layout"]["shapes"]
    assert band["type"] == "rect"
    assert 2023 * 12 < band["x0"] < band["x1"] == 2023 * 12 + 12 == figure["data"][2]["x"][1]
    assert band["yanchor"] == 0.31
    assert any(indonesian("pale band: month not stated") in each["text"] for each in figure["layout"]["annotations"])
    assert indonesian.period("2023") in figure["data"][2]["hovertext"][1]


def test_each_line_key_has_a_symbol_of_its_own_and_words():
    frame = published(
        {"value": 0.52, "period": "2025-03"},
        {"value": 0.54, "period": "2025-12"},
        {"value": 0.20, "period": "2023-07", "base": "potential"},
        {"value": 0.44, "period": "2023-11", "base": "bps_formal", "segment": "PU"},
    )
    figure = published_points(frame, GOALS.head(0), LIGHT, indonesian)
    _, _, lines = traces(figure)
    assert [line["marker"]["symbol"][0] for line in lines] == ["circle", "square", "diamond"] or [
        line["marker"]["symbol"][0] for line in lines
    ] == ["circle", "diamond", "square"]
    assert [line["marker"]["color"] for line in lines] == [LIGHT.focus, LIGHT.peer, LIGHT.peer]
    said = plain(" ".join(text for line in lines for text in line["text"]) + str(figure["layout"]["annotations"]))
    said = said.replace("<br>", " ")
    for words in ("UCJ base", "BPJamsostek potential", "Formal employed (Sakernas)"):
        assert indonesian(words) in said


def test_status_is_drawn_and_said():
    frame = published(
        {"value": 0.2, "period": "2023-03", "status": "reported"},
        {"value": 0.3, "period": "2023-12", "status": "published"},
        {"value": 0.4, "period": "2024-12", "status": "summed"},
    )
    _, _, (line,) = traces(published_points(frame, GOALS.head(0), LIGHT, indonesian))
    assert line["marker"]["symbol"] == ["circle-open", "circle", "circle"]
    assert indonesian("summed") in line["text"][0]
    example = published({"value": 0.5, "period": "2025-12", "status": "demonstration"})
    _, _, (line,) = traces(published_points(example, GOALS.head(0), LIGHT, indonesian))
    assert line["marker"]["symbol"] == ["circle-open-dot"]
    assert indonesian("DEMO") in line["text"][0]


def test_a_row_without_a_value_is_left_out():
    frame = published({"value": 0.5, "period": "2025-03"}, {"value": None, "period": "2025-06", "status": None})
    _, _, (line,) = traces(published_points(frame, GOALS, LIGHT, indonesian))
    assert line["y"] == [0.5]


@LANGUAGES
def test_without_any_figure_it_says_so_and_still_shows_the_targets(say):
    figure = published_points(BALI.head(0), GOALS, LIGHT, say)
    assert figure["layout"]["annotations"][-1]["text"] == say("no figure yet")
    assert len(figure["data"][0]["x"]) == 2


@LANGUAGES
def test_the_time_axis_has_few_dates_in_the_readers_language(say):
    figure = published_points(BALI, GOALS, LIGHT, say)
    assert figure["layout"]["xaxis"]["ticktext"] == [say.short_period(f"{year}-12") for year in range(2022, 2027)]
    assert figure["layout"]["xaxis"]["tickvals"] == [year * 12 + 12 for year in range(2022, 2027)]


def test_shares_start_at_zero():
    assert published_points(BALI, GOALS, LIGHT, indonesian)["layout"]["yaxis"]["range"] == [0, 0.8]


@LANGUAGES
def test_described_in_words(say):
    text = describe(BALI, GOALS, say)
    figures = "; ".join(
        f"{say.short_period(period)} {say.percent(share)}"
        for period, share in (("2025-03", 0.499), ("2025-06", 0.5233), ("2025-12", 0.5388))
    )
    assert say("Figures: {figures}.", figures=figures) in text
    goals = f"65% ({say.date('2024-12-31')}); {say.percent(0.7386, 2)} ({say.date('2026-12-31')})"
    assert say("Targets: {targets}.", targets=goals) in text
    assert say("No figure yet.") in describe(BALI.head(0), GOALS, say)


@pytest.mark.parametrize(
    ("date", "first", "last"),
    [
        ("2025", 24300, 24312),
        ("2025-03", 24302, 24303),
        ("2025-01-01", 24300, 24300 + 1 / 31),
        ("2024-12-31", None, 24300),
    ],
)
def test_a_date_is_known_by_the_end_of_what_it_names(date, first, last):
    assert known_by(date) == pytest.approx(last)
    if first is not None:
        assert known_from(date) == first


@given(st.integers(24000, 24600), st.integers(12, 400))
def test_few_dates_are_written_and_all_lie_on_the_axis(first, months):
    written = ticks(first, first + months)
    assert 1 <= len(written) <= 6
    assert all(first <= time <= first + months for time in written)
    assert all(known_by(month) == time for time, month in written.items())


@settings(max_examples=50)
@given(st.lists(st.tuples(st.floats(0, 300), st.floats(0, 240), st.integers(1, 20)), max_size=15))
def test_no_words_lie_on_others_on_a_mark_or_over_the_edge(asked):
    labels = [Label(x, y, (("8" * letters, 12),)) for x, y, letters in asked]
    marks, page = [label.mark for label in labels], Box(0, 0, 300, 240)
    boxes = [label.at(spot) for label, spot in zip(labels, find_room(labels, marks, page), strict=True) if spot]
    for at, box in enumerate(boxes):
        assert page.holds(box)
        assert not any(box.meets(other) for other in [*marks, *boxes[:at]])
