"""Walks through every page in a browser, so that each page, region, language, theme, size and set of figures meet."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from i18n import language
from tests.browser.axe import violations
from tests.browser.geometry import unreadable
from tests.browser.stands import read
from tests.browser.told import untold
from tests.browser.walk import PAGES, Visit, Walk, restored, sideways, tabs_of, texts, visits
from tests.built_once import demonstration_home
from tests.serving import serving

pytestmark = pytest.mark.browser

# What Streamlit does (1.67) and nothing of ours can change, by axe's name for the fault: WCAG asks no contrast of a control
# that cannot be used, but it is not told which one the words over it belong to; the drop zone of an uploader has two roles.
_STREAMLITS = {
    "color-contrast": """(found) => !!document.querySelector(found).closest("[data-testid=stSelectbox]")
      ?.querySelector("input:disabled")""",
    "presentation-role-conflict": "(found) => document.querySelector(found).dataset.testid === 'stFileUploaderDropzone'",
}
RESTORED = restored()


@pytest.fixture(scope="module")
def homes(server_home: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[bool, Path]:
    """Give the COVERAGE_HOME of the server with the demonstration set, and of the one without."""
    home = tmp_path_factory.mktemp("demonstration")
    shutil.copytree(demonstration_home(tmp_path_factory), home, dirs_exist_ok=True)
    return {True: home, False: server_home}


@pytest.fixture(scope="module")
def walk(browser: Browser, server: str, homes: dict[bool, Path]) -> Iterator[Walk]:
    with serving([sys.executable, "serve.py"], homes[True]) as address:
        walking = Walk(browser, {True: address, False: server})
        yield walking
        walking.end()


@pytest.mark.parametrize("visit", visits(), ids=str)
def test_a_page_is_sound(visit: Visit, walk: Walk, homes: dict[bool, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COVERAGE_HOME", str(homes[visit.reader.demonstration]))
    page = walk.by_menu(visit)
    if visit in RESTORED:
        before, link = texts(page), page.url
        page = walk.by_link(link)
        assert page.url == link
        assert texts(page) == before
        assert _reached(page) == ["skip", *["menu"] * len(PAGES), "language"]
    assert page.get_by_test_id("stException").count() == 0
    assert page.evaluate("document.documentElement.lang") == visit.reader.lang
    assert untold(read(page, language(visit.reader.lang)), visit.page, visit.reader.region) == []
    _looks_sound(page)
    for tab in tabs_of(visit, page.get_by_test_id("stMain").get_by_role("tab").count()):
        if tab != 0:
            walk.open_tab(tab)
            _looks_sound(page)
    assert walk.complaints == []
    assert walk.hosts == {"localhost"}


def _looks_sound(page: Page) -> None:
    assert page.get_by_test_id("stException").count() == 0
    assert sideways(page) == 0
    assert unreadable(page) == []
    assert _inaccessible(page) == []


def _inaccessible(page: Page) -> list[str]:
    """List what axe finds, without what is Streamlit's own."""
    return [
        f"{fault['id']}: {node['target']}"
        for fault in violations(page)
        for node in fault["nodes"]
        if fault["id"] not in _STREAMLITS or not page.evaluate(_STREAMLITS[fault["id"]], node["target"][0])
    ]


def _reached(page: Page) -> list[str]:
    """Press Tab from the top of the page to the end of the menu, and say what was reached, in that order."""
    reached = []
    for _ in range(len(PAGES) + 2):
        page.keyboard.press("Tab")
        reached.append(
            page.evaluate(
                "() => { const one = document.activeElement, side = one.closest('[data-testid=stSidebar]');"
                " return one.dataset.testid === 'stSkipToContent' ? 'skip' : !side ? 'page'"
                " : one.dataset.testid === 'stSidebarNavLink' ? 'menu' : 'language' }"
            )
        )
    return reached
