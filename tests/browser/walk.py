"""Walks through the pages as readers do: by the menu, and by the link of each page in a tab of its own."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import product
from urllib.parse import urlencode, urlsplit

from playwright.sync_api import Browser, Error, Page

from tests.browser.chromium import BUSY
from tests.browser.pairwise import pairwise

PAGES = ("", "tren", "wilayah", "banding", "informal", "iuran", "rencana", "paritrana", "paparan", "data", "metode")
REGIONS = ("KW-BANUSPA", "51", "51.03", "51.08", "94")
SIZES = ((1920, 1080), (1366, 768), (1280, 720), (390, 844))

_SIDEWAYS = """() => Math.max(
  ...[document.scrollingElement, document.querySelector("[data-testid=stMain]")].map((box) => box.scrollWidth - box.clientWidth)
)"""
_APP = "document.querySelector('[data-testid=stApp]')"
# Streamlit says on the app's element whether its script runs; a run so short that it never says so draws at once.
_WATCH = f"""() => {{
  window.hasRun = false
  const look = () => {{ window.hasRun ||= {_APP}.dataset.testScriptState === "running" }}
  new MutationObserver(look).observe({_APP}, {{ attributeFilter: ["data-test-script-state"] }})
  new MutationObserver(() => {{ window.hasRun = true }}).observe(
    document.querySelector("[data-testid=stMain]"), {{ childList: true, subtree: true }})
}}"""
# How many elements stand, once nothing runs and every chart is drawn; else nothing.
_STANDING = f"""() => {_APP}?.dataset.testScriptState === "notRunning" && window.hasRun !== false
  && !!document.querySelector("h1")
  && !document.querySelector("[data-testid=stSkeleton], [data-testid=stSpinner], [data-stale=true]")
  && [...document.querySelectorAll("[data-testid=stPlotlyChart]")].every((chart) => chart.querySelector(".main-svg"))
  && document.querySelectorAll("*").length"""
_TEXTS = """() => [...document.querySelectorAll(
  "[data-testid=stMain] :is(h1, h2, p, li, label, summary, td, th, input, [data-testid=stMetricValue]), .main-svg text"
)].map((one) => one.value ?? one.textContent)"""


@dataclass(frozen=True, order=True)
class Reader:
    """Who looks: at which region, in which language and theme, with the demonstration set or without."""

    demonstration: bool
    region: str
    lang: str
    theme: str


@dataclass(frozen=True)
class Visit:
    """One page as one reader sees it on one screen."""

    reader: Reader
    size: tuple[int, int]
    page: str

    def __str__(self) -> str:
        """Name it in the list of tests."""
        who = self.reader
        kind = "demo" if who.demonstration else "published"
        return f"{self.page or 'ringkasan'}-{who.region}-{who.lang}-{who.theme}-{self.size[0]}-{kind}"


def visits() -> list[Visit]:
    """Give the visits in which each page, region, language, theme, size and set of figures meets each of the others.

    A reader costs a page that is loaded anew, so few readers see many pages each; a screen only becomes smaller, for
    Streamlit folds the menu away by itself then, but does not unfold it.
    """
    readers = pairwise(list(product(REGIONS, (True, False), ("id", "en"), ("light", "dark"))))
    # In turn: the first of equals is chosen, and no reader, size or page is to be chosen more often than others.
    turns = product(range(len(SIZES)), range(len(readers)), range(len(PAGES)))
    chosen = pairwise(
        [
            (*readers[(turn + page) % len(readers)], SIZES[(turn + size) % len(SIZES)], PAGES[page])
            for size, turn, page in turns
        ]
    )
    walked = [
        Visit(Reader(demonstration, region, lang, theme), size, page)
        for region, demonstration, lang, theme, size, page in chosen
    ]
    return sorted(walked, key=lambda visit: (visit.reader, SIZES.index(visit.size), PAGES.index(visit.page)))


def restored() -> set[Visit]:
    """Choose of the visits one for each page and set of figures: their links are opened anew as well."""
    return set({(visit.page, visit.reader.demonstration): visit for visit in visits()}.values())


def tabs_of(visit: Visit, count: int) -> list[int]:
    """Choose which tabs of a page a visit opens, so that its visits together open each of them.

    Args:
        visit: one of ``visits()``.
        count: how many tabs the page has.
    """
    same = [one for one in visits() if one.page == visit.page]
    place = same.index(visit)
    return [tab for tab in range(count) if tab % len(same) == place] or [place % count] if count else []


@dataclass
class Walk:
    """A browser's window that one reader after the other uses.

    Args:
        browser: runs already.
        servers: the address with the demonstration set, and the one without.
    """

    browser: Browser
    servers: dict[bool, str]
    complaints: list[str] = field(default_factory=list)
    """What the browser wrote to its console as a warning or an error, and scripts that failed."""
    hosts: set[str] = field(default_factory=set)
    """Every host it asked for anything."""
    _reader: Reader | None = None

    def __post_init__(self) -> None:
        """Open the window and listen to it."""
        self._context = self.browser.new_context()
        self._context.on(
            "console", lambda said: self.complaints.append(said.text) if said.type in ("error", "warning") else None
        )
        self._context.on("weberror", lambda failed: self.complaints.append(str(failed.error)))
        self._context.on("request", lambda request: self.hosts.add(urlsplit(request.url).hostname or ""))
        self._context.set_default_timeout(BUSY * 1000)
        self._tab = self._context.new_page()

    def by_menu(self, visit: Visit) -> Page:
        """Go to a page by the menu, as the reader who was on another page before."""
        self.complaints.clear()
        self.hosts.clear()
        width, height = visit.size
        self._tab.set_viewport_size({"width": width, "height": height})
        if visit.reader != self._reader:
            self._begin(visit.reader, "data" if visit.page != "data" else "iuran")
        self._tab.evaluate(_WATCH)
        # On a phone the menu is folded away, its links are not.
        link = self._tab.locator("[data-testid=stSidebarNavLink]").nth(PAGES.index(visit.page))
        link.evaluate("link => link.click()")
        settle(self._tab)
        return self._tab

    def open_tab(self, number: int) -> None:
        """Open a tab of the page."""
        self._tab.get_by_test_id("stMain").get_by_role("tab").nth(number).click()
        settle(self._tab)

    def by_link(self, address: str) -> Page:
        """Open a link anew."""
        self._tab.goto(address)
        settle(self._tab)
        return self._tab

    def end(self) -> None:
        """Close the window."""
        self._context.close()

    def _begin(self, reader: Reader, page: str) -> None:
        self._reader = reader
        self._tab.emulate_media(color_scheme="dark" if reader.theme == "dark" else "light")
        link = urlencode({"region": reader.region, "lang": reader.lang})
        self.by_link(f"{self.servers[reader.demonstration]}/{page}?{link}")


def texts(tab: Page) -> list[str]:
    """Read every text of a page, those of its charts and boxes included."""
    return list(tab.evaluate(_TEXTS))


def sideways(tab: Page) -> int:
    """Say by how many pixels a page is wider than the screen."""
    return int(tab.evaluate(_SIDEWAYS))


def settle(tab: Page) -> None:
    """Wait until a page is drawn and has stood still for a moment."""
    stood = 0
    for _ in range(BUSY * 20):
        standing = None
        with suppress(Error):  # the page may be exchanged at this very moment
            standing = tab.evaluate(_STANDING)
        if standing and standing == stood:
            return
        stood = standing or 0
        tab.wait_for_timeout(50)
    raise AssertionError(f"{tab.url} was not drawn within {BUSY} s: {json.dumps(tab.inner_text('body')[:300])}")
