"""A plan by month as stacked bars: amounts in are bars out, parts named above, what nobody pays outlined."""

import pandas as pd
import pytest
from plotly.graph_objects import Figure

from charts.amounts import Unit, rupiah_unit
from charts.plan_months import UNFUNDED, describe, plan_months
from charts.theme import CLEAR, theme
from i18n import language

LIGHT = theme("light")
indonesian, english = language("id"), language("en")
LANGUAGES = pytest.mark.parametrize("say", [indonesian, english], ids=["id", "en"])
NAMES = {"csr": "CSR <b>", "own": "Mandiri", UNFUNDED: "Belum ada"}
MONEY = rupiah_unit(3e9, english)


def frame(*rows, status="estimated"):
    return pd.DataFrame(
        [{"month": month, "part": part, "value": value, "status": status} for month, part, value in rows],
        columns=["month", "part", "value", "status"],
    )


HELD = frame(
    ("2026-02", "csr", 2e9), ("2026-01", "csr", 1e9), ("2026-02", UNFUNDED, 1e9), ("2026-01", "own", 0), ("2026-03", "csr", None)
)  # fmt: skip


def drawn(held=HELD, say=english, **more):
    return plan_months(held, NAMES, LIGHT, say, name="Cost", unit=MONEY, **more)


def above(figure):
    return [each["text"] for each in figure["layout"]["annotations"]]


@LANGUAGES
def test_plotly_takes_the_figure_and_amounts_are_the_heights(say):
    bars = Figure(drawn(say=say)).data
    assert [bar.name for bar in bars] == [
        "CSR <b>",
        "Belum ada",
    ]  # in the order of the names, without the part of nothing
    assert bars[0].y == (1e9, 2e9)
    assert bars[1].y == (1e9,)
    assert drawn()["layout"]["barmode"] == "stack"


def test_the_axis_begins_at_zero_and_holds_the_highest_stack():
    low, high = drawn()["layout"]["yaxis"]["range"]
    assert low == 0
    assert high >= 3e9


def test_what_nobody_pays_is_empty_with_an_edge_and_named_by_an_empty_square():
    figure = drawn()
    marker = figure["data"][1]["marker"]
    assert (marker["color"], marker["line"]) == (CLEAR, {"color": LIGHT.worse, "width": 2})
    assert any("□</span> Belum ada" in text for text in above(figure))


def test_every_part_that_is_drawn_is_named_above_with_its_colour_and_no_other():
    text = " ".join(above(drawn()))
    assert f'<span style="color:{LIGHT.focus}">■</span> CSR &lt;b&gt;' in text
    assert "Mandiri" not in text
    assert "Cost, billion rupiah" in text


@pytest.mark.parametrize(
    ("status", "pattern", "words"), [("demonstration", "/", "hatched: DEMO"), ("estimated", "", "pale: worked out")]
)
def test_the_status_is_drawn_and_explained(status, pattern, words):
    figure = drawn(frame(("2026-01", "csr", 5e9), status=status))
    assert figure["data"][0]["marker"]["pattern"]["shape"] == [pattern]
    assert any(words in text for text in above(figure))


def test_a_line_of_names_fits_the_narrowest_page():
    names = {f"source{number}": f"Source of funds {number}" for number in range(8)}
    held = frame(*[("2026-01", part, 1e9) for part in names])
    figure = plan_months(held, names, LIGHT, english, name="Cost", unit=MONEY)
    plain = [pd.Series([text]).str.replace(r"<[^>]+>", "", regex=True)[0] for text in above(figure)]
    assert max(len(text) for text in plain) <= 46
    assert len(figure["data"]) == 8


@pytest.mark.parametrize(("month", "side"), [("2026-01", "left"), ("2026-12", "right")])
def test_the_month_short_of_money_is_marked_with_its_words_on_the_side_with_room(month, side):
    held = frame(*[(f"2026-{number:02}", "csr", 1e9) for number in range(1, 13)])
    figure = drawn(held, short=(month, "short"))
    (line,) = figure["layout"]["shapes"]
    words = next(each for each in figure["layout"]["annotations"] if each["text"] == "▼ short")
    assert line["x0"] == words["x"]
    assert words["xanchor"] == side


@LANGUAGES
def test_nothing_to_draw_is_said(say):
    figure = drawn(frame(), say=say)
    assert figure["data"] == []
    assert above(figure) == [say("nothing to draw")]
    assert describe(frame(), NAMES, say, name="cost", unit=MONEY) == say("Stacked bars by month: nothing to draw.")


def test_the_alternative_text_gives_sums_and_the_highest_month():
    said = describe(HELD, NAMES, english, name="cost", unit=MONEY)
    assert said == (
        "Stacked bars by month, cost, Jan 2026 to Feb 2026. CSR <b>: IDR 3 billion in all, most in Feb 2026 (IDR 2 billion). "
        "Belum ada: IDR 1 billion in all, most in Feb 2026 (IDR 1 billion)."
    )
    assert describe(
        frame(("2026-01", "csr", 1), status="demonstration"), NAMES, english, name="x", unit=MONEY
    ).startswith("DEMO")


def test_a_part_alone_keeps_the_colour_it_has_beside_others():
    beside = drawn(frame(("2026-01", "csr", 1e9), ("2026-01", "own", 1e9)))["data"][1]
    assert (
        drawn(frame(("2026-01", "own", 1e9)))["data"][0]["marker"]["color"] == beside["marker"]["color"] == LIGHT.second
    )


def test_people_stand_on_whole_steps():
    held = frame(("2026-01", "csr", 2))
    figure = plan_months(held, NAMES, LIGHT, english, name="People", unit=Unit(1, "people"))
    assert figure["layout"]["yaxis"]["ticktext"] == ["0 ", "1 ", "2 "]
