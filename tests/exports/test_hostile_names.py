"""A name that would be a formula, a script or a novel stays words in all four files, in every place that words can come to."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from typing import Any

import openpyxl
import pytest
from lxml import etree
from pptx import Presentation

from exports import snapshot
from exports.briefing import Briefing, BriefingAsked, briefing
from exports.deck import deck
from exports.page import page_html
from exports.workbook import workbook
from metrics.territory import Territory
from tests.exports.rows import read

HOSTILE = {
    "formula": '=HYPERLINK("http://example.invalid","x")',
    "script": "</script><script>alert(1)</script>",
    "quotes": "\"Kota\" 'Baru' & Laut",
    "emoji": "Kota 🌴🏝️ Bali",
    "200 characters": "Panjang " * 25,
    "markup and braces": "{{ 7*7 }} ${1} <b>**_x0041_** [a](javascript:alert(1))",
}


@pytest.fixture(scope="module", params=list(HOSTILE))
def told(request: pytest.FixtureRequest, demonstration: Any, places: Territory) -> tuple[str, Briefing]:
    """Give Badung's briefing as it is when Badung has a hostile name in every form of it."""
    text = HOSTILE[request.param].strip()
    own = places.frame["region_code"] == "51.03"
    named = Territory(places.frame.assign(name=places.frame["name"].where(~own, text)))
    asked = BriefingAsked("51.03", "2025-12")
    made = briefing(demonstration.query, named, asked, store=demonstration.version, made_on="2026-11-30")
    sources = tuple(replace(one, publisher=text, address=text) for one in made.sources)
    findings = tuple(
        replace(one, footer=text, definition=text, reading=f"{one.reading}\n{text}",
                figures=tuple(replace(figure, note=text) for figure in one.figures)) for one in made.findings
    )  # fmt: skip
    return text, replace(made, title=text, findings=findings, sources=sources)


def test_slides_hold_it_as_words_in_titles_tables_charts_and_notes(told: tuple[str, Briefing]) -> None:
    text, made = told
    content = deck(made)
    slides = list(Presentation(io.BytesIO(content)).slides)
    assert slides[0].shapes.title.text_frame.text == text
    assert all(text in slide.notes_slide.notes_text_frame.text for slide in slides if slide is not slides[0])
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        for name in packed.namelist():
            if name.endswith(".xlsx"):
                book = openpyxl.load_workbook(io.BytesIO(packed.read(name)))
                assert {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row} <= {"s", "n"}
                assert list(book.defined_names) == []
            elif name.endswith((".xml", ".rels")):
                root = etree.fromstring(packed.read(name))
                assert not [one for one in root.iter("*") if etree.QName(one).localname in ("script", "hlinkClick", "f")
                            and "example.invalid" in "".join(one.itertext())]  # fmt: skip
        related = b"".join(packed.read(name) for name in packed.namelist() if name.endswith(".rels"))
    assert b"example.invalid" not in related and b"javascript:" not in related


def test_the_workbook_holds_it_as_words_in_cells_links_and_defined_names(told: tuple[str, Briefing]) -> None:
    text, made = told
    content = workbook(made)
    book = openpyxl.load_workbook(io.BytesIO(content))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert sum(text in str(cell.value) for cell in cells) > 20
    formulas = [str(cell.value) for cell in cells if cell.data_type == "f"]
    assert formulas and all(
        re.fullmatch(r"=[A-Z]+\d+/[A-Z]+\d+|=\([A-Z]+\d+-[A-Z]+\d+\)\*100", one) for one in formulas
    )
    assert not [cell for cell in cells if cell.hyperlink and "invalid" in str(cell.hyperlink.target)]
    assert all(len(sheet.title) <= 31 and not set(sheet.title) & set("[]:*?/\\'") for sheet in book)
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        front = etree.fromstring(packed.read("xl/workbook.xml"))
    for name in front.iter("{*}definedName"):  # what a program makes for filter and print, never a word that was loaded
        assert re.fullmatch(r"_xlnm\.(_FilterDatabase|Print_Titles)", name.get("name"))
        assert text not in (name.text or "")


def test_the_page_and_what_is_printed_of_it_hold_it_as_words(told: tuple[str, Briefing]) -> None:
    text, made = told
    for at_once in (False, True):  # as it is read, and as it is printed
        page = read(page_html(made, at_once=at_once))
        assert page.scripts == 3
        assert not [name for tag, name in page.tags if name.startswith("on") or tag in ("img", "iframe", "b")]
        assert sum(text in one for one in page.texts) > 20


def test_the_snapshot_gives_it_back_letter_by_letter(told: tuple[str, Briefing], tmp_path: Any) -> None:
    text, made = told
    file = tmp_path / "frozen.json"
    file.write_bytes(snapshot.written(snapshot.freeze(replace(made, known_on="2026-01-01"))))
    assert snapshot.read(file).title == text
