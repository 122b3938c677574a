"""What readers and stewards do at a site of deploy/, and what its record says of it afterwards."""

from __future__ import annotations

import json

from tests.browser.reading import Seen
from tests.deploy.behind_nginx import Site
from tests.deploy.steward import Steward, Visitor

DATA = "data"
FILE = "Wilayah;Bulan;Segmen;Aktif\n{region};2025-12;PU;{active}\n{region};2025-12;BPU;900\n"


def visitor(site: Site, process: str = "") -> Visitor:
    """Give a browser, as one that is with a process already where one is named."""
    return Visitor(site.plain_address, cookies={"pantau_process": process} if process else {})


def at_data(site: Site, process: str = "") -> Steward:
    """Open the page Data."""
    steward = visitor(site, process).connect()
    steward.open(DATA)
    return steward


def members(region: str, active: int) -> bytes:
    """Make a small file of an office."""
    return FILE.format(region=region, active=active).encode()


def record(site: Site) -> list[str]:
    """Read who loaded what, from the record itself."""
    manifests = sorted((site.home / "batches").glob("*/manifest.json"))
    return [
        entry["by"] for entry in map(json.loads, (path.read_text() for path in manifests)) if entry["kind"] == "load"
    ]


def process_of(seen: Seen) -> str:
    """Read from a browser's cookie which process it is with."""
    (cookie,) = [held for held in seen.page.context.cookies() if held["name"] == "pantau_process"]
    return cookie["value"]
