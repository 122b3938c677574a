"""People who have signed in: a provider of OpenID Connect as a process of its own, and each with a cookie of their own."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urljoin

import httpx
from streamlit.proto.WidgetStates_pb2 import WidgetState

from benchmarks.client import Reader
from data.access.session import USER
from tests.access_file import access_file
from tests.deploy.behind_nginx import Site
from tests.serving import free_port, serving

METADATA = "/.well-known/openid-configuration"
EVERYBODY = 'contact = "Bidang Kepesertaan"\nsession_hours = 8\nothers = "reader"\n'


@contextmanager
def provider(folder: Path) -> Iterator[str]:
    """Run the provider until the block ends, and give its address."""
    port = str(free_port())
    command = [sys.executable, "-m", "oidc_provider_mock", "--port", port]
    with serving(command, folder, METADATA, COVERAGE_PORT=port) as address:
        yield address


def let_in(site: Site, issuer: str) -> None:
    """Let everybody whom a provider knows read at a site."""
    access_file(site.home, issuer, site.address, top=EVERYBODY, people="")


def signed_in(site: Site, name: str) -> dict[str, str]:
    """Go the way of a browser to the provider and back, and give the cookies that it holds then.

    Raises:
        RuntimeError: when nobody is signed in after it.
    """
    with httpx.Client(verify=site.trust(), follow_redirects=True, timeout=60) as browser:
        browser.get(f"{site.address}/_stcore/health")
        with Reader(site.address, cookies=_held(browser), trust=site.trust()) as nobody:
            nobody.open()
            button = next(one.button for one in nobody.elements if one.WhichOneof("type") == "button")
            nobody.widgets[button.id] = WidgetState(id=button.id, trigger_value=True)
            nobody.rerun()
        asked = browser.get(urljoin(site.address, nobody.sent_to))
        browser.post(asked.url, data={"sub": name})
        held = _held(browser)
    if USER not in held:
        raise RuntimeError(f"{name} was not signed in: {asked.status_code} at {asked.url}.")
    return held


def _held(browser: httpx.Client) -> dict[str, str]:
    return {held.name: held.value or "" for held in browser.cookies.jar}
