"""What stands above each figure: made from the numbers, in both languages, and judged as it is printed."""

from types import SimpleNamespace
from typing import Any

import pytest
from babel.numbers import parse_decimal

from charts import findings
from i18n import LANGUAGES, Language, language
from tests.pages.rows import MISSING, figure, frame, percentage, row

BALI = SimpleNamespace(name="Provinsi Bali", short_name="Bali")


@pytest.fixture(params=LANGUAGES)
def say(request: pytest.FixtureRequest) -> Language:
    """Give each language in turn."""
    return language(request.param)


def view(shown: dict[str, Any] | None, base: str = "ucj", **changes: Any) -> Any:
    """Give what is known of Bali."""
    held = {"place": BALI, "base": base, "as_of": "2025-12", "beside_whole": BALI, "figure": row(shown) if shown else None,
            "points": frame(*([shown] if shown else [])), "beside": frame(figure()),
            "segments": frame(), "example": frame()}  # fmt: skip
    return SimpleNamespace(**{**held, **changes})


def regions(*shares: float | None) -> Any:
    """Give regions A, B, C ... with these shares."""
    return frame(
        *(
            {**(MISSING if share is None else percentage(value=share, printed=share)), "short_name": name, "name": name}
            for name, share in zip("ABCDEFGHI", shares, strict=False)
        )
    )


@pytest.mark.parametrize(
    ("share", "indonesian", "english"),
    [
        (
            0.5388,
            "Bali 53,9%: masih 11,1 poin persen di bawah 65%",
            "Bali 53.9%: still 11.1 percentage points below 65%",
        ),
        (0.6401, "Bali 64,0%: masih 1,0 poin persen di bawah 65%", "Bali 64.0%: still 1.0 percentage points below 65%"),
        (0.0, "Bali 0,0%: masih 65,0 poin persen di bawah 65%", "Bali 0.0%: still 65.0 percentage points below 65%"),
        (0.7112, "Bali 71,1%: sudah mencapai 65%", "Bali 71.1%: at or above 65%"),
        (1.0234, "Bali 102,3%: sudah mencapai 65%", "Bali 102.3%: at or above 65%"),
    ],
)
def test_the_headline_says_where_the_region_stands(share: float, indonesian: str, english: str) -> None:
    shown = view(percentage(value=share))
    assert findings.headline(shown, 0.65, language("id")) == indonesian
    assert findings.headline(shown, 0.65, language("en")) == english


def test_what_rests_on_the_demonstration_set_says_so_before_anything_else() -> None:
    indonesian = language("id")
    example = percentage(value=0.457, printed=None, status="demonstration")
    shown = view(example)
    assert findings.headline(shown, 0.65, indonesian).startswith("CONTOH · Bali 45,7%")
    mixed = frame({**percentage(value=0.7, printed=0.7), "short_name": "A"}, {**example, "short_name": "B"})
    assert findings.beside_finding(mixed, "ucj", 0.65, indonesian).startswith("CONTOH · ")
    assert findings.order_finding(mixed, "ucj", 0.65, indonesian).startswith("CONTOH · B")
    assert "CONTOH" not in findings.beside_finding(mixed.head(1), "ucj", 0.65, indonesian)


@pytest.mark.parametrize(
    ("share", "printed", "gap", "is_reached"),
    [
        (0.6489, "64.9%", "0.1", False), (0.6494, "64.9%", "0.1", False), (0.6496, "64.96%", "0.04", False),
        (0.65, "65.0%", None, True), (0.65049, "65.0%", None, True), (0.6506, "65.1%", None, True),
        (0.64996, "64.996%", "0.004", False), (1218034 / 1873899, None, None, False),
    ],
)  # fmt: skip
def test_what_is_read_and_what_is_judged_are_the_same(
    share: float, printed: str | None, gap: str | None, is_reached: bool
) -> None:
    say = language("en")
    text = findings.headline(view(percentage(value=share)), 0.65, say)
    read = parse_decimal(text.split()[1].removesuffix("%:"), locale="en")
    assert (read >= 65) == is_reached == ("at or above" in text), text
    assert printed is None or f"{printed}:" in text
    assert gap is None or f"still {gap} percentage points below" in text
    assert findings.beside_finding(regions(share, 0.1), "ucj", 0.65, say) == f"{int(is_reached)} of 2 at or above 65%"
    order = findings.order_finding(regions(share, 0.9), "ucj", 0.65, say)
    assert order == "All that have a figure are at or above 65%" if is_reached else order.startswith("A is farthest")


def test_a_target_with_decimals_is_said_with_them_and_the_gap_is_that_of_the_printed_numbers(say: Language) -> None:
    text = findings.headline(view(percentage()), 0.6728, say)
    assert say.percent(0.5868) in text
    assert say.percent(0.6728, 2) in text
    assert say.points(0.086) in text


def test_a_missing_figure_and_a_base_not_stated_are_compared_with_nothing(say: Language) -> None:
    assert findings.headline(view(None), 0.65, say) == say(
        "{region}: no coverage figure yet on this base", region="Bali"
    )
    assert findings.headline(view(percentage(value=0.4), base="unstated"), 0.65, say) == say(
        "{region} {share}, on a base its source does not state", region="Bali", share=say.percent(0.4)
    )
    assert findings.order_finding(regions(0.4, 0.7), "unstated", 0.65, say) == say(
        "As printed: bases are not stated, so nothing is compared"
    )
    assert findings.beside_finding(regions(0.4, None), "unstated", 0.65, say) == say(
        "{count} of {total} regions have a figure, as printed", count=1, total=2
    )
    for text in (findings.headline(view(percentage(), base="unstated"), 0.65, say),
                 findings.order_finding(regions(0.4), "unstated", 0.65, say)):  # fmt: skip
        assert say.percent(0.65, 0) not in text


def test_the_regions_beside_each_other_are_counted_and_the_missing_ones_too(say: Language) -> None:
    finding = findings.beside_finding
    assert finding(regions(0.66, 0.64, 0.59, 0.36, None, None), "ucj", 0.65, say) == say(
        "{reached} of {known} at or above {target}; {missing} have no figure yet",
        reached=1, known=4, target="65%", missing=2,
    )  # fmt: skip
    assert finding(regions(0.66, 0.64), "ucj", 0.65, say) == say(
        "{reached} of {known} at or above {target}", reached=1, known=2, target="65%"
    )
    assert finding(regions(None, None, None), "ucj", 0.65, say) == say(
        "None of the {count} regions has a figure on this base yet", count=3
    )


def test_the_farthest_region_is_named_with_its_gap(say: Language) -> None:
    finding = findings.order_finding
    assert finding(regions(0.66, 0.3552, 0.5), "ucj", 0.65, say) == say(
        "{region} is farthest: {gap} below {target}", region="B", gap=say.points(0.295), target="65%"
    )
    assert finding(regions(None, 0.0, 0.5), "ucj", 0.65, say).startswith("B ")
    assert finding(regions(0.7, None), "ucj", 0.65, say) == say(
        "All that have a figure are at or above {target}", target="65%"
    )
    assert finding(regions(None), "ucj", 0.65, say) == say("No figure yet to set against the target")


def test_the_published_points_are_counted_and_the_latest_is_said(say: Language) -> None:
    shown = percentage(value=0.5388, period="2025-12")
    several = view(shown, points=frame(percentage(period="2025-03"), percentage(period="2025-06"), shown))
    text = findings.points_finding(several, say)
    assert text.startswith("3 ")
    assert "Bali" in text
    assert say.percent(0.5388) in text
    assert say.short_period("2025-12") in text
    assert "Bali" in findings.points_finding(view(None), say)


def test_one_point_is_not_said_in_the_plural() -> None:
    text = findings.points_finding(view(percentage()), language("en"))
    assert "1 figures" not in text
    assert "58.7%" in text


def test_figures_of_registered_people_are_not_said_to_be_coverage(say: Language) -> None:
    text = findings.points_finding(view(None, points=frame(figure(series="registered"))), say)
    assert "1" in text
    assert say.percent(935079 / 1873899) not in text


def test_under_each_chart_stand_its_measure_and_base(say: Language) -> None:
    shown = view(percentage())
    for text in (
        findings.tiles_reading(shown, say),
        findings.bars_reading(shown, say),
        findings.points_reading(shown, say),
    ):
        assert say("UCJ base") in text
    assert "Bali" in findings.tiles_reading(shown, say)
    loose = view(percentage(), beside=frame(figure(placed=False)))
    assert findings.tiles_reading(loose, say) != findings.tiles_reading(shown, say)


OLD = {"boundary": "before-2022-split"}


def test_a_figure_of_the_old_area_names_its_boundaries_and_is_not_set_against_a_target(say: Language) -> None:
    text = findings.headline(view(percentage(value=0.4, **OLD)), 0.65, say)
    boundary = say("boundaries before the split of 2022")
    assert text == say("{region} {share}, {boundary}", region="Bali", share=say.percent(0.4), boundary=boundary)
    assert "65" not in text


def test_regions_on_old_boundaries_are_counted_apart_and_never_the_farthest(say: Language) -> None:
    beside = regions(0.66, 0.30, 0.50, None)
    beside.loc[beside["short_name"] == "B", "boundary"] = OLD["boundary"]
    assert findings.beside_finding(beside, "ucj", 0.65, say) == say(
        "{reached} of {known} at or above {target}; {old} on boundaries before the split of 2022; {missing} without a figure",
        reached=1, known=2, target="65%", old=1, missing=1,
    )  # fmt: skip
    assert findings.order_finding(beside, "ucj", 0.65, say).startswith("C ")
    all_old = regions(0.30, 0.50).assign(**OLD)
    assert findings.order_finding(all_old, "ucj", 0.65, say) == say(
        "As printed: on boundaries before the split of 2022, so nothing is compared"
    )
    assert findings.beside_finding(all_old, "ucj", 0.65, say) == say(
        "{count} of {total} regions have a figure, as printed", count=2, total=2
    )


def test_where_only_segments_have_a_figure_they_are_listed_with_their_dates(say: Language) -> None:
    held = frame(percentage(segment="formal", value=0.7045, period="2024"),
                 percentage(segment="informal", value=0.4557, period="2025-07", approx=True))  # fmt: skip
    shown = view(None, segments=held)
    text = findings.points_finding(shown, say)
    assert f"{say('formal')} {say.percent(0.7045)} ({say.short_period('2024')})" in text
    informal = say("about {value}", value=say.percent(0.4557))
    assert f"{say('informal')} {informal} ({say.short_period('2025-07')})" in text
    assert findings.headline(shown, 0.65, say) == say(
        "{region}: no figure for all segments together on this base", region="Bali"
    )
