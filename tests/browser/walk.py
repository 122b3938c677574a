"""Walks through the pages as readers do: by the menu, and by the link of each page in a tab of its own."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import product
from urllib.parse import urlencode, urlsplit

from playwright.sync_api import Browser, BrowserContext, Error, Page

from tests.browser.pairwise import pairwise

PAGES = ("", "tren", "wilayah", "banding", "informal", "iuran", "rencana", "paritrana", "data", "metode")
REGIONS = ("KW-BANUSPA", "51", "51.03", "51.08", "94")
SIZES = ((1366, 768), (390, 844), (1280, 720))
SECONDS = 60

_SIDEWAYS = """() => Math.max(
  ...[document.scrollingElement, document.querySelector("[data-testid=stMain]")].map((box) => box.scrollWidth - box.clientWidth)
)"""
_APP = "document.querySelector('[data-testid=stApp]')"
# Streamlit says on the app's element whether its script runs.
_WATCH = f"""() => {{
  window.hasRun = false
  const look = () => {{ window.hasRun ||= {_APP}.dataset.testScriptState === "running" }}
  new MutationObserver(look).observe({_APP}, {{ attributeFilter: ["data-test-script-state"] }})
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
    """Who looks: at which region, in which language and theme, on what screen, with the demonstration set or without."""

    demonstration: bool
    region: str
    lang: str
    theme: str
    size: tuple[int, int]


@dataclass(frozen=True, order=True)
class Visit:
    """One page as one reader sees it."""

    reader: Reader
    page: str

    def __str__(self) -> str:
        """Name it in the list of tests."""
        who = self.reader
        kind = "demo" if who.demonstration else "published"
        return f"{self.page or 'ringkasan'}-{who.region}-{who.lang}-{who.theme}-{who.size[0]}-{kind}"


def visits() -> list[Visit]:
    """Give the visits in which each page, region, language, theme, size and set of figures meets each of the others."""
    readers = pairwise(list(product((True, False), REGIONS, ("id", "en"), ("light", "dark"), SIZES)))
    chosen = pairwise([(page, *reader) for reader in readers for page in PAGES])
    return sorted(Visit(Reader(*reader), str(page)) for page, *reader in chosen)


@dataclass
class Walk:
    """A browser that one reader after the other uses.

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
    _context: BrowserContext | None = None
    _tab: Page | None = None

    def by_menu(self, visit: Visit) -> Page:
        """Go to a page by the menu, as the reader who was on another page before."""
        self.complaints.clear()
        self.hosts.clear()
        if visit.reader != self._reader or self._tab is None:
            self._tab = self._begin(visit.reader, "data" if visit.page != "data" else "metode")
        tab = self._tab
        tab.evaluate(_WATCH)
        # On a phone the menu is folded away, its links are not.
        tab.locator("[data-testid=stSidebarNavLink]").nth(PAGES.index(visit.page)).evaluate("link => link.click()")
        _settle(tab)
        return tab

    def by_link(self, address: str) -> Page:
        """Open a link in a new tab, in which the walk goes on."""
        assert self._context is not None
        before, self._tab = self._tab, self._context.new_page()
        self._tab.goto(address)
        _settle(self._tab)
        if before is not None:
            before.close()
        return self._tab

    def end(self) -> None:
        """Close the last reader's browser profile."""
        if self._context is not None:
            self._context.close()

    def _begin(self, reader: Reader, page: str) -> Page:
        self.end()
        width, height = reader.size
        context = self.browser.new_context(
            viewport={"width": width, "height": height}, color_scheme="dark" if reader.theme == "dark" else "light"
        )
        context.on(
            "console", lambda said: self.complaints.append(said.text) if said.type in ("error", "warning") else None
        )
        context.on("weberror", lambda failed: self.complaints.append(str(failed.error)))
        context.on("request", lambda request: self.hosts.add(urlsplit(request.url).hostname or ""))
        self._reader, self._context = reader, context
        link = urlencode({"region": reader.region, "lang": reader.lang})
        tab = context.new_page()
        tab.goto(f"{self.servers[reader.demonstration]}/{page}?{link}")
        _settle(tab)
        return tab


def texts(tab: Page) -> list[str]:
    """Read every text of a page, those of its charts and boxes included."""
    return list(tab.evaluate(_TEXTS))


def sideways(tab: Page) -> int:
    """Say by how many pixels a page is wider than the screen."""
    return int(tab.evaluate(_SIDEWAYS))


def _settle(tab: Page) -> None:
    """Wait until a page is drawn and has stood still for a moment."""
    stood = 0
    for _ in range(SECONDS * 20):
        standing = None
        with suppress(Error):  # the page may be exchanged at this very moment
            standing = tab.evaluate(_STANDING)
        if standing and standing == stood:
            return
        stood = standing or 0
        tab.wait_for_timeout(50)
    raise AssertionError(f"{tab.url} was not drawn within {SECONDS} s: {json.dumps(tab.inner_text('body')[:300])}")
