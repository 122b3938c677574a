"""What readers look at is drawn on a new store before it is published; and what is drawn for nobody lets nobody in."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.client import Reader
from benchmarks.server import PRODUCT, served
from data.access.session import Session
from pages.parts import beforehand, person
from tests.access_file import access_file
from tests.built_once import published_home
from tests.serving import PROJECT

FILE = "Wilayah;Bulan;Segmen;Aktif\n51.03;2026-01;PU;30000\n51.03;2026-01;BPU;400\n"


def published(home: Path) -> str:
    """Give the version of the store of a home."""
    return (home / "store" / "current").read_text()[9:25]


def test_after_a_publish_a_page_that_was_looked_at_asks_nothing_of_the_store(
    tmp_path_factory: pytest.TempPathFactory, tmp_path: Path
) -> None:
    home, queries = tmp_path / "home", tmp_path / "queries"
    shutil.copytree(published_home(tmp_path_factory), home)
    (tmp_path / "file.csv").write_text(FILE)
    link = "region=51.03&as_of=2025-12&base=ucj&lang=id"
    with served(PRODUCT, home, queries) as server, Reader(server.address) as reader:
        reader.open("tren")
        reader.rerun(link)
        before = str(reader.elements)
        assert published(home)[:6] in before
        loading = [
            sys.executable,
            "-m",
            "data",
            "load",
            str(tmp_path / "file.csv"),
            "--by",
            "tests",
            "--reason",
            "a test",
        ]
        subprocess.run(loading, cwd=PROJECT, env={**os.environ, "COVERAGE_HOME": str(home)}, check=True)
        asked = queries.read_text()
        reader.rerun(link)
        assert published(home)[:6] in str(reader.elements)  # the side bar names the store
        assert str(reader.elements) != before
        assert queries.read_text() == asked
        reader.rerun(link.replace("51.03", "51.04"))
        assert queries.read_text() != asked


def test_only_the_run_that_is_for_nobody_passes_without_a_sign_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COVERAGE_HOME", str(tmp_path))
    access_file(tmp_path)
    monkeypatch.setattr(beforehand, "_for_nobody", {"somebody": None})
    monkeypatch.setattr(beforehand, "_session", lambda: "another")
    assert person.session() == Session(why="nobody")
    monkeypatch.setattr(beforehand, "_session", lambda: "somebody")
    held = person.session().person
    assert held is not None
    assert held.role == "reader"


def test_views_are_drawn_in_the_order_of_how_many_look_at_them(monkeypatch: pytest.MonkeyPatch) -> None:
    moments = iter([0.0, 0.0, *[700.0] * 6])
    monkeypatch.setattr(beforehand.time, "monotonic", lambda: next(moments))
    monkeypatch.setattr(beforehand, "_looked_at", type(beforehand._looked_at)())
    links = iter([{"region": region} for region in ("53", "53", "51", "52", "52")])
    monkeypatch.setattr(beforehand.st, "query_params", type("Link", (), {"to_dict": lambda _: next(links)})())
    for _ in range(5):
        beforehand.note("tren")
    assert beforehand.most_looked_at() == [("tren", "region=52"), ("tren", "region=51")]  # 53 was long ago
