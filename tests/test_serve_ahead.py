"""The code of elements that a browser runs while it waits for the script."""

from __future__ import annotations

import base64
import hashlib
import re
import urllib.request

import serve
from api.security import security_headers


def test_the_page_runs_the_code_of_every_element_named_and_the_server_has_it(server: str) -> None:
    with urllib.request.urlopen(f"{server}/") as answer:
        page = answer.read().decode()
    asked = re.findall(r'import\("\.(/static/js/([A-Za-z]+)\.[^"]+)"\);', page)
    assert {name for _, name in asked} == set(serve.AHEAD), "Streamlit calls its files differently now"
    for link, _ in asked:
        with urllib.request.urlopen(server + link) as answer:
            assert answer.headers.get_content_type() in ("text/javascript", "application/javascript"), link


def test_the_browser_may_run_exactly_the_scripts_of_the_page() -> None:
    policy = security_headers(
        '<script>one()</script><script type="module">two()</script><script src="three.js"></script>'
    )["Content-Security-Policy"]
    digest = {script: base64.b64encode(hashlib.sha256(script).digest()).decode() for script in (b"one()", b"two()")}
    assert set(re.findall("'sha256-([^']+)'", policy)) == set(digest.values())
