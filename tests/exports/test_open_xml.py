"""Slides and workbook keep to the Open XML schema, and to what PowerPoint and Excel otherwise offer to repair."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING, Any

import pytest
from lxml import etree
from openxml_audit import OpenXmlValidator

from exports.briefing import Briefing
from exports.deck import deck
from exports.workbook import workbook
from metrics.territory import Territory
from tests.exports.slides_read import made

if TYPE_CHECKING:
    from pathlib import Path

    from data.store import Store

CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
MAKERS = {"pptx": deck, "xlsx": workbook}


def faults(content: bytes, folder: Path, suffix: str) -> list[str]:
    """Give what the schema and the rules of Open XML forbid in a file."""
    file = folder / f"briefing.{suffix}"
    file.write_bytes(content)
    return sorted(
        {f"{one.part_uri}: {one.description}" for one in OpenXmlValidator(max_errors=0).validate(file).errors}
    )


@pytest.mark.parametrize("suffix", list(MAKERS))
@pytest.mark.parametrize(("region", "lang", "kind"), [("51", "id", "demonstration"), ("94", "en", "published"),
                                                      ("KW-BANUSPA", "id", "demonstration")])  # fmt: skip
def test_nothing_in_it_is_forbidden_by_the_schema(
    request: pytest.FixtureRequest, places: Territory, tmp_path: Path, suffix: str, region: str, lang: str, kind: str
) -> None:
    store: Store = request.getfixturevalue(kind)
    assert faults(MAKERS[suffix](made(store, places, region, lang)), tmp_path, suffix) == []


def test_what_the_schema_forbids_is_found(bali: Briefing, tmp_path: Path) -> None:
    wrong = repacked(deck(bali), lambda name, part: re.sub(rb'axId val="1"', b'axId val="-1"', part))
    assert any("-1" in fault for fault in faults(wrong, tmp_path, "pptx"))
    exchanged = repacked(
        deck(bali), lambda name, part: re.sub(rb"(<c:catAx>)(<c:axId [^>]*>)(<c:scaling>)", rb"\1\3\2", part)
    )
    assert faults(exchanged, tmp_path, "pptx") != []


def repacked(content: bytes, change: Any) -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as held, zipfile.ZipFile(whole, "w") as packed:
        for name in held.namelist():
            part = held.read(name)
            packed.writestr(name, change(name, part) if name.startswith("ppt/charts/chart") else part)
    return whole.getvalue()


@pytest.mark.parametrize("suffix", list(MAKERS))
def test_every_part_is_there_once_and_has_a_type_and_every_relation_a_part(bali: Briefing, suffix: str) -> None:
    with zipfile.ZipFile(io.BytesIO(MAKERS[suffix](bali))) as packed:
        names = packed.namelist()
        assert len(names) == len({name.casefold() for name in names})
        types = etree.fromstring(packed.read("[Content_Types].xml"))
        of_parts = {one.get("PartName").lstrip("/") for one in types.iter(f"{TYPES}Override")}
        of_suffixes = {one.get("Extension") for one in types.iter(f"{TYPES}Default")}
        assert of_parts <= set(names)
        assert not [name for name in names if name not in of_parts and name.rpartition(".")[2] not in of_suffixes]
        for name in names:
            if not name.endswith(".rels"):
                continue
            folder = name.partition("_rels/")[0]
            for one in etree.fromstring(packed.read(name)):
                if one.get("TargetMode") != "External":
                    assert _target(folder, one.get("Target")) in names, (name, one.get("Target"))


def _target(folder: str, target: str) -> str:
    """Give the part that a relation of a folder leads to."""
    if target.startswith("/"):
        return target[1:]
    held = [step for step in folder.split("/") if step]
    for step in target.split("/"):
        held = held[:-1] if step == ".." else [*held, step]
    return "/".join(held)


def test_charts_hold_as_many_points_as_they_say_each_with_a_value_and_the_workbook_behind_them(bali: Briefing) -> None:
    charts = 0
    with zipfile.ZipFile(io.BytesIO(deck(bali))) as packed:
        for name in packed.namelist():
            if not name.startswith("ppt/charts/chart"):
                continue
            chart = etree.fromstring(packed.read(name))
            charts += 1
            for cache in chart.iter(f"{CHART}numCache", f"{CHART}strCache"):
                count = int(cache.find(f"{CHART}ptCount").get("val"))
                places = [int(point.get("idx")) for point in cache.iter(f"{CHART}pt")]
                assert places == sorted(set(places)) and (not places or places[-1] < count)
                assert all(point.findtext(f"{CHART}v") for point in cache.iter(f"{CHART}pt"))
                assert cache.tag.endswith("numCache") or len(places) == count
            related = packed.read(name.replace("charts/", "charts/_rels/") + ".rels")
            assert b"package" in related and chart.find(f"{CHART}externalData") is not None
    assert charts >= 10


def test_no_shape_is_smaller_than_nothing_and_no_word_holds_what_xml_cannot(bali: Briefing, slides: Any) -> None:
    for slide in slides.slides:
        for element in slide._element.iter(f"{DRAWING}ext"):
            if element.get("cx") is not None:
                assert int(element.get("cx")) >= 0 and int(element.get("cy")) >= 0
        for text in slide._element.iter(f"{DRAWING}t"):
            assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", text.text or "")
