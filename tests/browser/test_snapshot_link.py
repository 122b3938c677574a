"""The link of a snapshot, clicked after newer figures have come in, opens the app as it was when the snapshot was made."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser

from data.store import build
from exports.__main__ import main
from tests.browser.reading import opened
from tests.built_once import published_home
from tests.data.office_rows import members, workforce
from tests.metrics.office_sent import send
from tests.serving import serving

pytestmark = pytest.mark.browser


def test_it_shows_the_share_of_then_and_the_same_page_without_it_the_share_of_now(
    browser: Browser, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    home, out = tmp_path / "home", tmp_path / "badung.json"
    shutil.copytree(published_home(tmp_path_factory), home)
    monkeypatch.setenv("COVERAGE_HOME", str(home))
    assert main(["snapshot", "--region", "51.03", "--as-of", "2025-12", "--out", str(out)]) == 0
    send({
        "membership": members("51.03", "2025-12", {"PU": 120_000, "BPU": 20_000, "JAKON": 10_000}),
        "office_workforce": [workforce("51.03", "2025-12", 250_000)],
    })  # fmt: skip
    build()
    link = urlsplit(json.loads(out.read_text())["link"])
    assert "known_on=0001-demo" in link.query
    with serving([sys.executable, "serve.py"], home) as server:
        with opened(browser, server, f"{link.path}?{link.query}") as seen:
            assert seen.title().startswith("Badung 58,7%")
            assert "60,0%" not in seen.title()
        with opened(browser, server, f"{link.path}?{link.query.replace('known_on=0001-demo', '')}") as seen:
            assert seen.title().startswith("Badung 60,0%")  # 150,000 of 250,000
