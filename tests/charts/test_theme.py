"""Colours can be read in both themes, are those of the page around the charts, and each status has its own look."""

import tomllib
from pathlib import Path

import pytest

from charts.colours import HATCH_OPACITY, MARK_CONTRAST, TEXT_CONTRAST, contrast, ink_on
from charts.theme import FONT, layout, look, theme
from i18n import language

LIGHT, DARK = theme("light"), theme("dark")
THEMES = pytest.mark.parametrize("look_of", [LIGHT, DARK], ids=["light", "dark"])
PAGE = tomllib.loads((Path(__file__).parents[2] / ".streamlit/config.toml").read_text(encoding="utf-8"))["theme"]


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#FFFFFF", 21.0),
        ("#FFFFFF", "#FFFFFF", 1.0),
        ("#12436D", "#FFFFFF", 10.25),
        ("#12436D", "#0E1117", 1.84),
    ],
)
def test_contrast_is_that_of_the_web_rules_in_either_order(one, other, ratio):
    assert contrast(one, other) == pytest.approx(ratio, abs=0.005)
    assert contrast(other, one) == contrast(one, other)


@THEMES
@pytest.mark.parametrize("role", ["text", "muted", "focus", "target", "better", "worse"])
def test_what_is_read_as_words_holds_four_and_a_half_to_one(look_of, role):
    assert contrast(getattr(look_of, role), look_of.background) >= TEXT_CONTRAST


@THEMES
@pytest.mark.parametrize("role", ["focus", "peer", "rest", "target", "second", "caution", "better", "worse", "outline"])
def test_what_is_seen_as_a_mark_holds_three_to_one(look_of, role):
    assert contrast(getattr(look_of, role), look_of.background) >= MARK_CONTRAST


@THEMES
@pytest.mark.parametrize("step", range(6))
def test_words_on_every_shade_can_be_read_hatched_or_not(look_of, step):
    fill = look_of.scale[step]
    ink = ink_on(fill)
    assert contrast(ink, fill) >= TEXT_CONTRAST
    assert contrast(ink, _hatched(fill)) >= TEXT_CONTRAST


@THEMES
def test_shades_go_from_least_to_most_away_from_the_page(look_of):
    assert len(look_of.scale) == 6
    away = [contrast(shade, look_of.background) for shade in look_of.scale]
    assert away == sorted(away)


@pytest.mark.parametrize("name", ["light", "dark"])
def test_the_page_has_the_same_colours_and_typeface(name):
    look_of, page = theme(name), PAGE[name]
    assert page["primaryColor"] == look_of.focus
    assert page["backgroundColor"] == look_of.background
    assert page["textColor"] == look_of.text
    assert PAGE["font"].replace("'", '"') == FONT


def test_every_status_of_the_contract_has_a_look_and_no_two_strengths_share_it():
    solid = {look("reported"), look("published")}
    dashed = {look("summed"), look("estimated")}
    assert [each.fill for each in (look("published"), look("summed"), look("demonstration"))] == [
        "solid", "hollow", "hatched",
    ]  # fmt: skip
    assert [len(looks) for looks in (solid, dashed, solid | dashed | {look("demonstration")})] == [1, 1, 3]
    assert look("demonstration").pattern == "/"
    assert {each.pattern for each in solid | dashed} == {""}
    assert (look("published").symbol, look("summed").symbol) == ("", "-open")


def test_an_unknown_status_is_not_drawn_as_if_it_were_sure():
    with pytest.raises(KeyError):
        look("rumoured")


@pytest.mark.parametrize(("code", "separators"), [("id", ",."), ("en", ".,")])
def test_the_ground_is_clear_and_the_separators_are_the_readers(code, separators):
    drawn = layout(LIGHT, language(code), 100)
    assert drawn["separators"] == separators
    assert drawn["paper_bgcolor"] == drawn["plot_bgcolor"] == "rgba(0,0,0,0)"
    assert "title" not in drawn


def _hatched(fill: str) -> str:
    """The lines that Plotly 7.1 draws on a fill of its own choice: #444444 on bright ones, white on dark ones."""
    channels = bytes.fromhex(fill[1:])
    is_dark = sum(share * value for share, value in zip((0.299, 0.587, 0.114), channels, strict=True)) < 128
    line = 255 if is_dark else 0x44
    return "#" + "".join(f"{round(value + (line - value) * HATCH_OPACITY):02X}" for value in channels)
