"""Every number of a deck, a workbook and a page is one that `python -m metrics` gives, within its printed rounding."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from exports.briefing import Briefing, Chart, Finding, TileMap
from exports.deck import deck
from exports.page import page_html
from exports.workbook import workbook
from metrics.territory import Territory
from tests.built_once import demonstration_home
from tests.exports.answers import answers
from tests.exports.explained import Known, unexplained
from tests.exports.numbers_in_files import Held, of_deck, of_page, of_workbook
from tests.exports.slides_read import made, store_of

if TYPE_CHECKING:
    from pathlib import Path

FILES = {"workbook": (workbook, of_workbook), "deck": (deck, of_deck), "page": (page_html, of_page)}
ASKED = [("51", "id"), ("51", "en"), ("51.03", "id"), ("KW-BANUSPA", "id"), ("94", "id")]


def read(told: Briefing) -> dict[str, Held]:
    return {name: reader(make(told), told) for name, (make, reader) in FILES.items()}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return demonstration_home(tmp_path_factory)


@pytest.mark.parametrize(("region", "lang"), ASKED)
def test_every_number_is_one_of_the_command_line(home: Path, places: Territory, region: str, lang: str) -> None:
    told = made(store_of(home), places, region, lang)
    known = Known(answers(home, places, region, told.plan), told)
    files = read(told)
    for name, held in files.items():
        assert len(held.raw) + len(held.words) > 300
        assert unexplained(held, known, files["workbook"]) == [], name


def other_cell(finding: Finding) -> Finding:
    """Put a share that is two tenths of a point off into the second column of the first row of the table."""
    first, *rest = finding.tables[0].rows
    row = (first[0], float(first[1] or 0) + 0.002, *first[2:])
    return replace(finding, tables=(replace(finding.tables[0], rows=(row, *rest)), *finding.tables[1:]))


def other_bar(finding: Finding) -> Finding:
    assert isinstance(finding.chart, Chart)
    series = finding.chart.series[0]
    values = (float(series.values[0] or 0) + 0.002, *series.values[1:])
    return replace(finding, chart=replace(finding.chart, series=(replace(series, values=values),)))


def other_label(finding: Finding) -> Finding:
    """Exchange the words at the first two bars."""
    assert isinstance(finding.chart, Chart)
    series = finding.chart.series[0]
    labels = (series.labels[1], series.labels[0], *series.labels[2:])
    return replace(finding, chart=replace(finding.chart, series=(replace(series, labels=labels),)))


def other_tile(finding: Finding) -> Finding:
    assert isinstance(finding.chart, TileMap)
    first, *rest = finding.chart.tiles
    return replace(finding, chart=replace(finding.chart, tiles=(replace(first, value="64,2"), *rest)))


def other_card(finding: Finding) -> Finding:
    return replace(finding, figures=(replace(finding.figures[0], text="54,2%"), *finding.figures[1:]))


def other_title(finding: Finding) -> Finding:
    return replace(finding, title=finding.title.replace("11,1", "11,4"))


CHANGED: list[tuple[str, Callable[[Finding], Finding], set[str]]] = [
    ("order", other_cell, {"workbook", "deck", "page"}),
    ("order", other_bar, {"workbook", "deck"}),  # the page draws its charts of the figures themselves
    ("order", other_label, {"deck"}),
    ("map", other_tile, {"workbook", "deck"}),
    ("headline", other_card, {"workbook", "deck", "page"}),
    ("headline", other_title, {"workbook", "deck", "page"}),
]


@pytest.mark.parametrize(("key", "change", "where"), CHANGED, ids=[one.__name__ for _, one, _ in CHANGED])
def test_a_number_that_is_off_by_more_than_its_rounding_is_found(
    home: Path, places: Territory, bali: Briefing, key: str, change: Callable[[Finding], Finding], where: set[str]
) -> None:
    known = Known(answers(home, places, "51", bali.plan), bali)
    altered = replace(bali, findings=tuple(change(one) if one.key == key else one for one in bali.findings))
    right = of_workbook(workbook(bali), bali)
    for name, (make, reader) in FILES.items():
        found = unexplained(reader(make(altered), altered), known, right)
        assert bool(found) == (name in where), (name, found)
        assert all(line.startswith(f"{key}: ") for line in found if not line.startswith("any: "))
