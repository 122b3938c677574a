"""Boundaries that a reader supplies: chosen on the overview, kept in the link, managed on the page Data."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from data.boundaries import place
from tests.pages import seen
from tests.pages.conftest import Open, open_at


@pytest.fixture
def supplied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Supply the outline of Badung, and a shape that cannot be drawn, whose source tries to be HTML."""
    ring = [[115.0, -8.8], [115.3, -8.8], [115.3, -8.2], [115.0, -8.2], [115.0, -8.8]]
    features = [
        {"type": "Feature", "properties": {"code": "51.03"}, "geometry": {"type": "Polygon", "coordinates": [ring]}},
        {"type": "Feature", "properties": {"code": "51.04"}, "geometry": None},
    ]
    path = tmp_path / "supplied.geojson"
    held = {"type": "FeatureCollection", "attribution": "BIG <b>2023</b>", "features": features}
    path.write_text(json.dumps(held), encoding="utf-8")
    monkeypatch.setenv("COVERAGE_BOUNDARIES", str(path))
    return path


def test_tiles_stay_until_the_reader_chooses_outlines(open_app: Open, supplied: Path) -> None:
    app = open_app(region="51", lang="en")
    assert seen.is_calm(app)
    assert not any("Boundaries:" in text for text in seen.texts(app))
    app.segmented_control(key="map").set_value("outlines").run()
    assert seen.is_calm(app)
    assert app.query_params["map"] in ("outlines", ["outlines"])
    said = " ".join(seen.texts(app))
    assert "Without an outline: 8 of 9" in said
    # Shown letter by letter: neither Markdown nor HTML.
    assert any(r"BIG \<b\>2023" in each.value for each in [*app.main.markdown, *app.main.caption])


def test_a_link_to_outlines_shows_tiles_where_there_are_none(open_app: Open) -> None:
    app = open_app(region="51", lang="en", map="outlines")
    assert seen.is_calm(app)
    assert "There are no boundaries here, so tiles are shown" in " ".join(seen.texts(app))


def test_the_page_data_lists_what_cannot_be_drawn(published: Path, supplied: Path) -> None:
    app = open_at(published, "data", region="51", lang="en")
    assert not app.exception
    said = " ".join(each.value for each in app.markdown).replace("\\", "")
    assert "Feature 2: the rule is that it is a Polygon or MultiPolygon." in said
    assert "The file is named by COVERAGE_BOUNDARIES" in " ".join(seen.texts(app))


def test_boundaries_kept_here_can_be_removed(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COVERAGE_BOUNDARIES", raising=False)
    home.mkdir(parents=True, exist_ok=True)
    (home / "boundaries.geojson").write_bytes(b"{}")  # as one kept before it was checked first
    app = open_at(home, "data", region="51", lang="en")
    said = " ".join(each.value for each in app.markdown).replace("\\", "")
    assert "The file: the rule is that it is a FeatureCollection with features. Save it again as GeoJSON." in said
    next(each for each in app.button if each.label == "Remove the boundaries").click().run()
    assert not app.exception
    assert place() is None
