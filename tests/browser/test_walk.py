"""Walks through every page in a browser, so that each page, region, language, theme, size and set of figures meet."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.browser.walk import PAGES, Visit, Walk, sideways, texts, visits
from tests.built_once import demonstration_home
from tests.serving import serving

pytestmark = pytest.mark.browser

# The drop zone of an uploader, and the words over a box that cannot be used: WCAG asks no contrast of an inactive control,
# but Streamlit does not tell which control they belong to (1.67).
_STREAMLITS = """(found) => {
  const one = document.querySelector(found), box = one.closest("[data-testid=stSelectbox]")
  return !!one.closest("[data-testid=stFileUploaderDropzone]") || !!box?.querySelector("input:disabled")
}"""


@pytest.fixture(scope="module")
def walk(browser: Browser, server: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Walk]:
    home = tmp_path_factory.mktemp("demonstration")
    shutil.copytree(demonstration_home(tmp_path_factory), home, dirs_exist_ok=True)
    with serving([sys.executable, "serve.py"], home) as address:
        walking = Walk(browser, {True: address, False: server})
        yield walking
        walking.end()


@pytest.mark.parametrize("visit", visits(), ids=str)
def test_a_page_is_sound(visit: Visit, walk: Walk) -> None:
    left = walk.by_menu(visit)
    read, link = texts(left), left.url
    page = walk.by_link(link)
    assert page.url == link
    assert texts(page) == read
    assert page.get_by_test_id("stException").count() == 0
    assert page.evaluate("document.documentElement.lang") == visit.reader.lang
    assert walk.complaints == []
    assert walk.hosts == {"localhost"}
    assert sideways(page) == 0
    assert _inaccessible(page) == []
    assert _reached(page) == ["skip", *["menu"] * len(PAGES), "language"]


def _inaccessible(page: Page) -> list[str]:
    """List what axe finds, without what is Streamlit's own (1.67)."""
    return [
        f"{fault['id']}: {node['target']}"
        for fault in Axe().run(page).response["violations"]
        for node in fault["nodes"]
        if not page.evaluate(_STREAMLITS, node["target"][0])
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
