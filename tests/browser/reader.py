"""One reader's browser: opens links, waits until the page stands still, and notes what is said and asked meanwhile."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlencode, urlsplit

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Request

DESKTOP, PHONE = (1366, 768), (390, 844)
PATIENCE = 60_000  # milliseconds until a page that never comes to rest is given up
_STANDS_STILL = (Path(__file__).parent / "stands_still.js").read_text(encoding="utf-8")
_CONTENT = (Path(__file__).parent / "content.js").read_text(encoding="utf-8")


class Reader:
    """A browser of its own: no cookies, no cache, nothing remembered of another reader."""

    def __init__(self, browser: Browser, address: str, size: tuple[int, int] = DESKTOP, light: str = "light") -> None:
        self.address = address
        # axe is a script of the test's own: the page's policy would not run it.
        self.context = browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            color_scheme=light,  # type: ignore[arg-type]
            bypass_csp=True,
            locale="de-DE",  # neither of ours: what is printed must not follow the browser
        )
        self.said: list[str] = []
        self.hosts: set[str] = set()
        self.failed: list[str] = []
        self.context.set_default_timeout(PATIENCE)
        self.context.on("request", self._note)
        self.context.on("requestfailed", lambda request: self.failed.append(f"{request.failure} {request.url}"))
        self.context.on(
            "response", lambda answer: answer.status < 400 or self.failed.append(f"{answer.status} {answer.url}")
        )
        self.context.on("console", lambda message: self.said.append(f"{message.type}: {message.text}"))
        self.context.on("weberror", lambda error: self.said.append(f"uncaught: {error.error}"))
        self.page: Page = self.context.new_page()
        self.page.on("websocket", lambda socket: self.hosts.add(urlsplit(socket.url).netloc))

    def open(self, path: str = "", **link: str) -> None:
        """Open a page by its link and wait until it is drawn."""
        self.page.goto(f"{self.address}/{path}" + (f"?{urlencode(link)}" if link else ""))
        self.settle()

    def settle(self) -> None:
        """Wait until the script has run, the charts are drawn and nothing has moved for a while."""
        self.page.evaluate(_STANDS_STILL)

    def wait_for_link(self, **link: str) -> None:
        """Wait until the link says so much of the view, then until the page is drawn."""
        wanted = urlencode(link).split("&")
        self.page.wait_for_function("wanted => wanted.every(part => location.search.includes(part))", arg=wanted)
        self.settle()

    def choose(self, label: str, option: str) -> None:
        """Choose from one of the filters, as a reader does."""
        self.page.get_by_role("combobox", name=label).click()
        self.page.get_by_role("option", name=option, exact=True).click()

    def speak(self, language: str) -> None:
        """Change the language of the page."""
        if self.link().get("lang", "id") != language:
            self.page.get_by_role("radio", name=language.upper()).or_(
                self.page.get_by_role("button", name=language.upper(), exact=True)
            ).first.click()
            self.wait_for_link(lang=language)

    def open_expanders(self) -> None:
        """Open all that is folded away."""
        self.page.evaluate("document.querySelectorAll('details:not([open]) > summary').forEach(each => each.click())")
        self.settle()

    def link(self) -> dict[str, str]:
        """Give what the link says."""
        return dict(parse_qsl(urlsplit(self.page.url).query))

    def content(self) -> dict[str, Any]:
        """Read all that stands on the page."""
        read: dict[str, Any] = self.page.evaluate(_CONTENT)
        return read

    def assert_silent(self) -> None:
        """Hold that the console said nothing, no request failed, and no other machine was asked."""
        assert self.said == []
        assert self.failed == []
        assert self.hosts <= {urlsplit(self.address).netloc}

    def close(self) -> None:
        """Close the browser of this reader."""
        self.context.close()

    def _note(self, request: Request) -> None:
        if urlsplit(request.url).scheme not in ("data", "blob"):  # what the page itself drew in memory
            self.hosts.add(urlsplit(request.url).netloc)
