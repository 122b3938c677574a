"""What axe is asked: it keeps no list of what is in order, and leaves out nothing that is not."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.browser.axe import violations

pytestmark = pytest.mark.browser


def test_every_element_with_a_fault_is_named(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content(
        "<html lang=id><title>Uji</title><main><h1>Uji</h1><img id=one src=x><img id=two src=x><img alt=Uji src=x>"
        "<p style='color: #999; background: #fff'>pudar</p></main></html>"
    )
    found = {fault["id"]: [node["target"] for node in fault["nodes"]] for fault in violations(page)}
    page.close()
    assert found == {"image-alt": [["#one"], ["#two"]], "color-contrast": [["p"]]}
