"""Boundaries that a reader supplies: which region each shape is, and every fault with what to do about it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from data import boundaries_kept
from data.boundaries import of_regions, place, read
from data.boundaries_kept import NothingToDraw, keep, remove
from data.home import FACTS
from data.outlines import Boundaries, is_inside
from data.problem import CannotWrite
from tests.people import at_hand

SQUARE = [[115.0, -8.0], [116.0, -8.0], [116.0, -7.0], [115.0, -7.0], [115.0, -8.0]]
HOLE = [[115.4, -7.6], [115.6, -7.6], [115.6, -7.4], [115.4, -7.4], [115.4, -7.6]]
AGAIN = "Save the feature again as Polygon or MultiPolygon."
DEGREES = "Save the file again as GeoJSON in WGS 84 (EPSG:4326), longitude before latitude."


@pytest.fixture(scope="module")
def regions() -> pd.DataFrame:
    """The regions of the bundled facts."""
    table = pd.read_csv(FACTS / "regions.csv", dtype=str)
    return table.astype({"latitude": float, "longitude": float})


def polygon(*rings: Any) -> dict[str, Any]:
    """A shape of rings."""
    return {"type": "Polygon", "coordinates": list(rings)}


def file(*features: tuple[dict[str, Any], Any], **more: Any) -> bytes:
    """A file of features, each its properties and its geometry."""
    listed = [{"type": "Feature", "properties": held, "geometry": shape} for held, shape in features]
    return json.dumps({"type": "FeatureCollection", **more, "features": listed}).encode()


def coded(regions: pd.DataFrame, *properties: dict[str, Any]) -> Boundaries:
    """Read one square for each set of properties."""
    return read(file(*((each, polygon(SQUARE)) for each in properties)), regions)


def faults(held: Boundaries) -> list[tuple[int | None, str | None, str, str]]:
    """What is not drawn, in plain parts."""
    return [(one.feature, one.found, one.rule, one.remedy) for one in held.not_drawn]


@pytest.mark.parametrize(
    ("properties", "code"),
    [
        ({"code": "51.03"}, "51.03"),
        ({"KODE": "5103"}, "51.03"),  # Badung by both systems
        ({"bps_code": "9604"}, "94.01"),  # Nabire, BPS of today
        ({"bps_code_2020": "9404"}, "94.01"),  # the same before the split
        ({"kode_bps": "91"}, "92"),  # BPS 91 is Papua Barat
        ({"kemendagri": "91"}, "91"),  # Kemendagri 91 is Papua
        ({"ADM2_PCODE": "ID5103"}, "51.03"),
        ({"code": 51.1, "name": "Badung"}, None),
        ({"name": "Kab. Badung"}, "51.03"),
        ({"NAMOBJ": "Kabupaten Badung"}, "51.03"),
        ({"nama": "Kota Bima"}, "52.72"),
        ({"code": "91.01", "name": "Kabupaten Merauke"}, "93.01"),  # its code before the split
    ],
)
def test_a_region_is_found_by_code_or_name(regions, properties, code) -> None:
    assert list(coded(regions, properties).outlines) == ([code] if code else [])


@pytest.mark.parametrize(
    ("properties", "code"),
    [
        ({"NAME_1": "Nusa Tenggara Barat", "NAME_2": "Bima", "TYPE_2": "Kota", "ENGTYPE_2": "City"}, "52.72"),
        ({"NAME_1": "Nusa Tenggara Barat", "NAME_2": "Bima", "TYPE_2": "Kabupaten", "ENGTYPE_2": "Regency"}, "52.06"),
        ({"NAME_2": "Kota Bima", "TYPE_2": "Kota"}, "52.72"),
        ({"NAME_2": "Kupang", "ENGTYPE_2": "City"}, "53.71"),
        ({"nama": "Kab. Sorong", "jenis": "KAB"}, "96.01"),
        ({"NAME_2": "Kota Baru", "TYPE_2": "Kabupaten"}, "63.02"),  # the name is no kind here
        ({"code": "52.06", "name": "Bima", "type": "Kabupaten"}, "52.06"),
        ({"NAME_2": "Badung", "TYPE_2": "Waterbody"}, "51.03"),  # no kind of region: the name alone says it
    ],
)
def test_a_column_of_kinds_tells_the_city_from_the_regency_of_its_name(regions, properties, code) -> None:
    held = coded(regions, properties)
    assert (list(held.outlines), faults(held)) == ([code], [])


@pytest.mark.parametrize(
    ("properties", "found", "rule"),
    [
        ({"NAME_2": "Denpasar", "TYPE_2": "Kabupaten"}, "Kabupaten Denpasar", "is a region of the list"),
        ({"NAME_2": "Kota Bima", "TYPE_2": "Kabupaten"}, "Kabupaten Kota Bima", "is a region of the list"),
        (
            {"code": "52.72", "name": "Bima", "type": "Kabupaten"}, "Kabupaten Bima",
            "is the name of the region whose code stands beside it",
        ),
    ],
)  # fmt: skip
def test_a_kind_that_is_not_that_of_the_name_or_code_is_refused(regions, properties, found, rule) -> None:
    badung = {"code": "51.03", "NAME_2": "Badung", "name": "Badung", "TYPE_2": "Kabupaten", "type": "Kabupaten"}
    held = coded(regions, properties, {key: badung[key] for key in properties})
    assert list(held.outlines) == ["51.03"]
    assert [fault[:3] for fault in faults(held)] == [(1, found, rule)]


def test_every_regency_and_city_is_found_by_its_bare_name_and_its_kind(regions) -> None:
    listed = regions[regions["level"] == "regency"]
    kinds, bare = listed["name"].str.split(" ", n=1, expand=True).T.to_numpy()
    held = coded(regions, *({"NAME_2": name, "TYPE_2": kind} for kind, name in zip(kinds, bare, strict=True)))
    assert len(held.outlines) == 514
    assert list(held.outlines) == listed["region_code"].tolist()


@pytest.mark.parametrize("name", ["Bima", "Kupang", "Sorong", "Jayapura"])
def test_a_name_that_may_be_two_regions_is_refused(regions, name) -> None:
    held = coded(regions, {"name": name})
    assert held.outlines == {}
    (fault,) = faults(held)
    assert fault[:2] == (1, name)
    assert fault[2].startswith("names one region, and this may be Kabupaten ")
    assert fault[3] == "Write the code, or the name with what it is."


def test_bare_digits_that_are_two_regions_are_refused_unless_names_decide(regions) -> None:
    held = coded(regions, {"code": "9103"}, {"code": "9105"})
    assert held.outlines == {}
    (fault,) = faults(held)
    assert fault[2] == (
        "has codes that can be read in one way: this is Kabupaten Jayapura (91.03) by Kemendagri "
        "and Kabupaten Teluk Wondama (92.07) by BPS"
    )
    named = coded(regions, {"code": "9103", "name": "Teluk Wondama"}, {"code": "9105", "name": "Manokwari"})
    assert sorted(named.outlines) == ["92.02", "92.07"]


@pytest.mark.parametrize(
    ("shape", "found", "rule", "remedy"),
    [
        (None, None, "is a Polygon or MultiPolygon", AGAIN),
        ({"type": "GeometryCollection", "geometries": []}, "GeometryCollection", "is a Polygon or MultiPolygon", AGAIN),
        (polygon(), None, "has coordinates", AGAIN),
        ({"type": "MultiPolygon", "coordinates": []}, None, "has coordinates", AGAIN),
        (polygon([]), None, "has two finite numbers for each position", AGAIN),
        (polygon([["115", "-8"]] * 4), None, "has two finite numbers for each position", AGAIN),
        (polygon([[10**400, 1]] * 4), None, "has two finite numbers for each position", AGAIN),
        (
            polygon(SQUARE[:-1]), "115, -8", "has closed rings of at least four positions, the last as the first", AGAIN,
        ),
        (polygon([SQUARE[0]] * 4), "115, -8", "encloses an area", AGAIN),
        (polygon([[300000, 9100000], *SQUARE]), "300000, 9.1e+06", "is in degrees of longitude and latitude", DEGREES),
        (polygon([[y, x] for x, y in SQUARE]), "-8, 115", "has longitude before latitude", DEGREES),
        (polygon([[x - 100, y] for x, y in SQUARE]), "15, -8", "lies in Indonesia", DEGREES),
    ],
)  # fmt: skip
def test_a_shape_that_cannot_be_drawn_is_listed_beside_those_that_can(regions, shape, found, rule, remedy) -> None:
    held = read(file(({"code": "51.03"}, shape), ({"code": "51.04"}, polygon(SQUARE))), regions)
    assert faults(held) == [(1, found, rule, remedy)]
    assert list(held.outlines) == ["51.04"]


def test_a_region_that_stands_twice_or_is_not_named_is_not_drawn(regions) -> None:
    held = coded(regions, {"code": "51.03"}, {"code": "51.03"}, {"code": None}, {"code": "51.99"}, {"code": "51.04"})
    once = "Keep one feature for the region, its parts together as a MultiPolygon."
    assert list(held.outlines) == ["51.04"]
    assert [fault[:3] for fault in faults(held)] == [
        (1, "51.03", "is the only outline of its region"),
        (2, "51.03", "is the only outline of its region"),
        (3, None, "names its region"),
        (4, "51.99", "is a region of the list"),
    ]
    assert faults(held)[0][3] == once


def test_papua_of_before_the_split_is_not_drawn_as_papua_of_today(regions) -> None:
    island = [[134.0, -9.0], [141.0, -9.0], [141.0, 0.0], [134.0, 0.0], [134.0, -9.0]]
    held = read(file(({"kemendagri": "91"}, polygon(island))), regions)
    assert held.outlines == {}
    (fault,) = faults(held)
    assert fault[2] == "holds no seats of other provinces"


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (b"", "is whole JSON in UTF-8, without NaN"),
        (b'{"type": NaN}', "is whole JSON in UTF-8, without NaN"),
        (b"[" * 100_000, "is whole JSON in UTF-8, without NaN"),
        (b"\xff\xfe", "is whole JSON in UTF-8, without NaN"),
        (b"[]", "is a FeatureCollection with features"),
        (file(), "is a FeatureCollection with features"),
        (file(*[({}, None)] * 2001), "has at most 2,000 features"),
        (file(({"code": "51"}, None), crs={"name": "EPSG:32750"}), "is in longitude and latitude"),
        (b" " * 30_000_001, "has at most 30 MB"),
        (b"," * 3_000_001, "is whole JSON in UTF-8, without NaN"),
        (file(({"colour": "red"}, polygon(SQUARE))), "has a property with codes or names of regions"),
    ],
    ids=range(11),
)
def test_a_file_that_cannot_be_read_is_refused_in_one_line(regions, content, rule) -> None:
    held = read(content, regions)
    assert held.outlines == {}
    assert (held.not_drawn[0].feature, held.not_drawn[0].rule) == (None, rule)


def test_rings_turn_one_way_whichever_way_they_came_and_holes_stay(regions) -> None:
    one = read(file(({"code": "51.03"}, polygon(SQUARE, HOLE))), regions).outlines["51.03"]
    other = read(file(({"code": "51.03"}, polygon(SQUARE[::-1], HOLE[::-1]))), regions).outlines["51.03"]
    places = pd.DataFrame({"x": [115.2, 115.5, 117.0], "y": [-7.5, -7.5, -7.5]}).to_numpy()
    for shape in (one, other):
        assert is_inside([ring for rings in shape for ring in rings], places).tolist() == [True, False, False]
    assert [ring.shape for ring in one[0]] == [(5, 2), (5, 2)]


def test_the_file_may_name_its_source(regions) -> None:
    assert read(file(({"code": "51"}, None), attribution="BIG <b>2023</b>"), regions).attribution == "BIG <b>2023</b>"
    assert read(file(({"code": "51"}, None)), regions).attribution is None


def test_a_province_without_an_outline_has_those_of_its_regencies_when_all_are_there(regions) -> None:
    held = coded(regions, {"code": "51.03"}, {"code": "51.04"})
    assert len(of_regions(held, ["51"], lambda code: ["51.03", "51.04"])["51"]) == 2
    assert of_regions(held, ["51"], lambda code: ["51.03", "51.05"]) == {}


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of the test's own, where boundaries may be kept."""
    monkeypatch.setenv("COVERAGE_HOME", str(tmp_path))
    monkeypatch.delenv("COVERAGE_BOUNDARIES", raising=False)
    return tmp_path


def test_a_file_is_kept_replaced_and_removed(home: Path, regions) -> None:
    assert place() is None
    one, two = (file(({"code": code}, polygon(SQUARE))) for code in ("51.03", "51.04"))
    keep(one, regions, at_hand())
    keep(two, regions, at_hand())
    kept = place()
    assert kept is not None
    assert kept.read_bytes() == two
    assert len([each for each in home.iterdir() if each.is_file()]) == 1
    remove(at_hand())
    assert place() is None


@pytest.mark.parametrize(
    ("content", "count"), [(b"{}", 1), (b"\x00" * 9, 1), (file(({"code": "51.99"}, polygon(SQUARE)), ({}, None)), 3)]
)
def test_a_file_that_draws_nothing_is_refused_with_every_fault_and_the_one_before_stays(
    home: Path, regions, content, count
) -> None:
    before = file(({"code": "51.03"}, polygon(SQUARE)))
    keep(before, regions, at_hand())
    with pytest.raises(NothingToDraw) as refused:
        keep(content, regions, at_hand())
    assert len(refused.value.not_drawn) == count
    assert [each.read_bytes() for each in home.iterdir() if each.is_file()] == [before]


def test_a_full_disk_leaves_the_boundaries_before(home: Path, regions, monkeypatch: pytest.MonkeyPatch) -> None:
    before = file(({"code": "51.03"}, polygon(SQUARE)))
    keep(before, regions, at_hand())

    def full(*_given: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(boundaries_kept, "write_whole", full)
    with pytest.raises(CannotWrite):
        keep(file(({"code": "51.04"}, polygon(SQUARE))), regions, at_hand())
    assert [each.read_bytes() for each in home.iterdir() if each.is_file()] == [before]
