"""Opens the real page in a real browser and reads what stands on it; remembers what the browser asked for and said."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from urllib.parse import urlencode, urlsplit

from playwright.sync_api import Browser, Error, Page

from tests.browser.chromium import BUSY
from tests.browser.walk import settle

DRAWN = (
    "(drawn => drawn >= {charts} && drawn === document.querySelectorAll('[data-testid=stPlotlyChart]').length)"
    "(document.querySelectorAll('.js-plotly-plot:has(.main-svg)').length)"
)


# Those of other tabs are not seen. They are pressed at once: with the mouse each waits for the one before to unfold.
_OPEN = """() => [...document.querySelectorAll("[data-testid=stExpander] details:not([open]) > summary")]
  .filter((one) => one.checkVisibility({ visibilityProperty: true })).forEach((one) => one.click())"""
# Counts how often the script has begun to run. An app says so on its element, which stays the same.
_COUNT = """() => {
  const app = document.querySelector("[data-testid=stApp]")
  window.runs = 0
  new MutationObserver(() => { window.runs += app.dataset.testScriptState === "running" })
    .observe(app, { attributeFilter: ["data-test-script-state"] })
}"""


@dataclass
class Seen:
    """A page in a browser.

    Args:
        page: playwright's page.
        complaints: what the browser wrote to its console as a warning or an error.
        hosts: every host it asked for anything.
    """

    page: Page
    complaints: list[str] = field(default_factory=list)
    hosts: set[str] = field(default_factory=set)

    def until(self, holds: str, seconds: float = BUSY) -> None:
        """Wait until a script gives true. Playwright's own waiting needs eval, which the page's policy forbids."""
        for _ in range(int(seconds * 10)):
            with suppress(Error):  # what it looks at may be drawn anew at this very moment
                if self.page.evaluate(holds):
                    return
            self.page.wait_for_timeout(100)
        raise AssertionError(f"after {seconds} s still not: {holds}")

    def wait(self, charts: int = 1) -> None:
        """Wait until the page is drawn and stands still: nothing runs, and all charts stand, no fewer than these."""
        self.page.wait_for_selector("h1")
        self.until(DRAWN.format(charts=charts))
        settle(self.page)

    @contextmanager
    def rerun(self, at_most: float = 15) -> Iterator[None]:
        """Wait after the block until the page has begun to run anew, or for so many seconds, and then until it stands.

        A run can be so short that the browser never says that it began.
        """
        self.page.evaluate(_COUNT)
        yield
        for _ in range(int(at_most * 20)):
            if self.page.evaluate("window.runs > 0"):
                break
            self.page.wait_for_timeout(50)
        settle(self.page)

    def title(self) -> str:
        """Read the headline."""
        return self.page.locator("h1").inner_text()

    def texts(self) -> str:
        """Read all text of the page, charts included."""
        return str(self.page.locator("[data-testid=stMain]").inner_text()) + " ".join(self.chart_texts())

    def chart_texts(self) -> list[str]:
        """Read every text in the charts."""
        return list(self.page.locator(".js-plotly-plot text").all_text_contents())

    def open_all(self) -> None:
        """Open everything that is folded away. What stands open stays so, even where the page grows meanwhile."""
        settle(self.page)  # opened while the page still grows, a box may be missed
        self.page.evaluate(_OPEN)
        self.until("document.getAnimations().length === 0")
        settle(self.page)

    def tables(self) -> list[list[dict[str, str]]]:
        """Read every table of the page as rows of column to text."""
        found = []
        for table in self.page.locator("[data-testid=stTable] table").all():
            cells = table.evaluate("t => [...t.rows].map(r => [...r.cells].map(c => c.innerText.trim()))")
            found.append([dict(zip(cells[0], row, strict=True)) for row in cells[1:]])
        return found


@contextmanager
def opened(
    browser: Browser, server: str, path: str = "/", *, dark: bool = False, width: int = 1366, height: int = 768,
    bypass_csp: bool = False, trusting: bool = False, charts: int = 1, **link: str,
) -> Iterator[Seen]:  # fmt: skip
    """Open a page of the app in a fresh browser profile, wait until it is drawn, and close it afterwards."""
    context = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme="dark" if dark else "light", bypass_csp=bypass_csp,
        ignore_https_errors=trusting,
    )  # fmt: skip
    context.set_default_timeout(BUSY * 1000)
    page = context.new_page()
    seen = Seen(page)
    page.on("console", lambda said: seen.complaints.append(said.text) if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: seen.complaints.append(str(error)))
    page.on("request", lambda request: seen.hosts.add(urlsplit(request.url).hostname or ""))
    try:
        page.goto(f"{server}{path}" + (f"?{urlencode(link)}" if link else ""))
        seen.wait(charts)
        yield seen
    finally:
        context.close()


def number(text: str, lang: str) -> float | None:
    """Read the first number of a text as it is printed in a language; None where there is none."""
    found = re.search(r"[−-]?\d[\d.,]*", text)
    if not found:
        return None
    digits = found.group().replace("−", "-").rstrip(".,")
    return float(digits.replace(".", "").replace(",", ".") if lang == "id" else digits.replace(",", ""))
