"""The page of a briefing in a real browser: keys, the link, and the show on a projector that the server opens from it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.browser.reading import Seen, opened

pytestmark = pytest.mark.browser

SECONDS = 120  # until the show answers on a machine that is busy with other tests
LINK = {"region": "51", "as_of": "2025-12", "lang": "id"}
HEADING = "document.querySelector('h2').innerText.startsWith('{}')"


def test_arrow_keys_lead_from_finding_to_finding_and_the_link_follows(browser: Browser, server: str) -> None:
    with opened(browser, server, "/paparan", charts=1, **LINK) as seen:
        assert seen.title() == "Paparan: Bali, Desember 2025"
        seen.page.keyboard.press("ArrowRight")
        seen.until(HEADING.format("3 angka Bali"))
        assert "finding=trend" in seen.page.url
        seen.page.keyboard.press("ArrowLeft")
        seen.until(HEADING.format("Bali 53,9%"))
        assert "finding=headline" in seen.page.url
        assert seen.complaints == []
        assert seen.hosts == {"localhost"}


def test_the_show_opens_at_the_finding_in_a_window_of_its_own_and_asks_no_other_machine(
    browser: Browser, server: str
) -> None:
    with opened(browser, server, "/paparan", charts=1, finding="map", **LINK) as seen:
        with seen.page.context.expect_page(timeout=SECONDS * 1000) as opening:
            seen.page.get_by_role("link", name="Tayangkan").click()
        show, said = opening.value, list[str]()
        show.on("console", lambda message: said.append(message.text))
        show.set_viewport_size({"width": 1280, "height": 720})
        stands = Seen(show)
        stands.until("!!document.querySelector('#map.now .main-svg')")
        assert show.url == f"{server}/paparan/tayang?region=51&as_of=2025-12&base=ucj&lang=id#show=map"
        show.keyboard.press("PageDown")
        stands.until("!!document.querySelector('#order.now')")
        show.reload()
        stands.until("!!document.querySelector('#order.now .main-svg')")
        assert show.evaluate("[document.documentElement.scrollHeight, document.documentElement.scrollWidth]") == [
            720,
            1280,
        ]
        assert said == []
