"""Cover that ends by month: bars, those renewed apart, the mark of leaving, and what is withheld."""

import pandas as pd
import pytest

from charts.ending_bars import describe, ending_bars
from charts.theme import theme
from charts.timeline import known_by
from i18n import language

ENGLISH, INDONESIAN = language("en"), language("id")
LIGHT, DARK = theme("light"), theme("dark")
COLUMNS = ["month", "leaves_active_count", "people", "renewed_people", "leaving_people", "status"]


def months(*rows: tuple[object, ...]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=COLUMNS, dtype=object)


TWO = months(
    ("2025-12", "2026-03", 1000, 300, 700, "reported"),
    ("2026-06", "2026-09", 400, 0, 400, "demonstration"),
)


def drawn(frame: pd.DataFrame, say=ENGLISH, look=LIGHT) -> dict:
    return ending_bars(frame, "2025-11", "2026-11", "2025-11", look, say)


def said(chart: dict) -> list[str]:
    return [each["text"] for each in chart["layout"]["annotations"]]


def test_a_bar_stands_in_the_month_in_which_cover_ends_and_the_renewed_on_top() -> None:
    leaving, renewed, _ = drawn(TWO)["data"]
    assert leaving["x"] == renewed["x"] == [known_by("2025-12") - 0.5, known_by("2026-06") - 0.5]
    assert leaving["y"] == [700.0, 400.0]
    assert renewed["y"] == [300.0, 0.0]
    assert drawn(TWO)["layout"]["barmode"] == "stack"


def test_the_mark_stands_at_the_end_of_the_third_unpaid_month_at_the_height_of_those_who_leave() -> None:
    marks = drawn(TWO)["data"][2]
    assert marks["x"] == [known_by("2026-03"), known_by("2026-09")]
    assert marks["y"] == [700.0, 400.0]


def test_nobody_who_is_renewed_has_a_mark() -> None:
    chart = drawn(months(("2025-12", "2026-03", 500, 500, 0, "reported")))
    assert chart["data"][2]["x"] == []
    assert chart["data"][1]["y"] == [500.0]


def test_the_number_over_the_mark_is_that_of_those_who_leave_in_the_readers_language() -> None:
    frame = months(("2025-12", "2026-03", 76_799, 0, 76_799, "demonstration"))
    assert "<b>76,799</b>" in said(drawn(frame))
    assert "<b>76.799</b>" in said(drawn(frame, INDONESIAN))


def test_demonstration_is_hatched_with_a_hollow_mark_and_a_key_and_a_reported_one_is_solid() -> None:
    leaving, _, marks = drawn(TWO)["data"]
    assert leaving["marker"]["pattern"]["shape"] == ["", "/"]
    assert marks["marker"]["symbol"] == ["triangle-down", "triangle-down-open"]
    assert any(ENGLISH("hatched: DEMO") in text for text in said(drawn(TWO)))
    assert not any(ENGLISH("hatched: DEMO") in text for text in said(drawn(TWO.head(1))))


def test_a_withheld_month_has_a_sign_and_no_bar_no_mark_and_no_number() -> None:
    chart = drawn(months(("2025-12", "2026-03", None, None, None, "reported")))
    assert [each["x"] for each in chart["data"]] == [[], [], []]
    assert "×" in said(chart)
    assert any(ENGLISH("× not shown: small count") in text for text in said(chart))


def test_the_axis_begins_with_cover_that_has_ended_already_and_leaves_room_for_the_last_mark() -> None:
    first, last = drawn(months(("2025-10", "2026-01", 10, 0, 10, "reported")))["layout"]["xaxis"]["range"]
    assert first == known_by("2025-10") - 1
    assert last > known_by("2027-02")


def test_a_frame_without_rows_draws_an_axis_and_says_that_none_ends() -> None:
    chart = drawn(months())
    assert [each["x"] for each in chart["data"]] == [[], [], []]
    assert describe(months(), ENGLISH) == ENGLISH("Cover that ends by month: none in these months.")


@pytest.mark.parametrize("say", [ENGLISH, INDONESIAN])
def test_the_alternative_text_gives_both_dates_of_every_month_and_flags_the_example(say) -> None:
    text = describe(TWO, say)
    for month in ("2025-12", "2026-03", "2026-06", "2026-09"):
        assert say.period(month) in text
    assert text.startswith(say("DEMO · {text}", text=""))
    assert not describe(TWO.head(1), say).startswith(say("DEMO · {text}", text=""))


def test_the_alternative_text_says_that_a_count_is_not_shown() -> None:
    frame = months(("2025-12", "2026-03", None, None, None, "reported"))
    assert ENGLISH("{month}: not shown, the count is small.", month=ENGLISH.period("2025-12")) in describe(
        frame, ENGLISH
    )


def test_both_themes_draw_the_same_marks_in_their_own_colours() -> None:
    light, dark = drawn(TWO), drawn(TWO, look=DARK)
    assert [each["x"] for each in light["data"]] == [each["x"] for each in dark["data"]]
    assert light["data"][2]["marker"]["color"] == LIGHT.worse != dark["data"][2]["marker"]["color"] == DARK.worse
