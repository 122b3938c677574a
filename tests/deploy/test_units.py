"""The units of deploy/: systemd understands them, they leave nothing open, and they agree with the program."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from api.closing import LONGEST
from api.uploads import MOST, TOO_LARGE
from tests.browser.chromium import is_required
from tests.serving import PROJECT

UNITS = PROJECT / "deploy" / "systemd"
NGINX = PROJECT / "deploy" / "nginx"
NAMES = sorted(path.name for path in UNITS.iterdir())


def text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def analyze(*asked: str) -> str:
    tool = shutil.which("systemd-analyze")
    if tool is None:
        (pytest.fail if is_required() else pytest.skip)("systemd-analyze is needed: apt-get install systemd")
    done = subprocess.run([tool, *asked], capture_output=True, text=True, check=False)
    return done.stdout + done.stderr


def test_systemd_understands_every_line_of_the_units() -> None:
    said = analyze("verify", *(str(UNITS / name) for name in NAMES))
    strange = [line for line in said.splitlines() if "pantau" in line and "is not executable" not in line]
    assert strange == []


@pytest.mark.parametrize(("unit", "most"), [("pantau@.service", 1.5), ("pantau-backup.service", 1.0)])
def test_systemd_finds_little_that_a_unit_leaves_open(unit: str, most: float) -> None:
    said = analyze("security", "--offline=yes", str(UNITS / unit))
    (exposure,) = re.findall(r"Overall exposure level for \S+: ([\d.]+)", said)
    assert float(exposure) <= most


def test_a_process_is_given_the_time_that_it_waits_for_files() -> None:
    (seconds,) = re.findall(r"TimeoutStopSec=(\d+)", text(UNITS / "pantau@.service"))
    assert LONGEST < int(seconds) <= LONGEST + 60


def test_every_file_that_a_unit_starts_is_there() -> None:
    started = {
        name.removeprefix("/opt/pantau-cakupan/")
        for unit in NAMES for name in re.findall(r"(?:/opt/pantau-cakupan/)?deploy/\S+|\bserve\.py", text(UNITS / unit))
    }  # fmt: skip
    assert {"serve.py", "deploy/backup", "deploy/wait_until_ready.py"} <= started
    assert [name for name in started if not (PROJECT / name).is_file()] == []


def test_the_proxy_refuses_too_large_a_file_with_the_sentence_and_the_limit_of_the_program() -> None:
    assert f'return 413 "{TOO_LARGE}";' in text(NGINX / "pantau-server.conf")
    for site in ("site.conf", "site-under-a-path.conf"):
        (limit,) = re.findall(r"client_max_body_size (\d+)m", text(NGINX / site))
        assert int(limit) == MOST + 1


def test_both_sites_are_the_same_but_for_the_path() -> None:
    def places(site: str) -> str:
        found = re.search(r"    # A process that is ending.*", text(NGINX / site), re.DOTALL)
        assert found
        return found[0]

    assert places("site-under-a-path.conf").replace("location /pantau/", "location /") == places("site.conf")


def test_no_unit_and_no_site_holds_a_secret() -> None:
    for path in (*UNITS.iterdir(), *NGINX.iterdir()):
        assert not re.search(r"\b(\w*secret|\w*password|\w*token|key)\s*[=:]", text(path), re.IGNORECASE), path.name
