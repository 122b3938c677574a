"""Starts nginx with the files of deploy/, and two processes of the product behind it, on loopback."""

from __future__ import annotations

import os
import re
import shutil
import ssl
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.serving import PROJECT, SECONDS_TO_START, free_port

NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")
NEEDED = "nginx and openssl are needed: apt-get install nginx-light openssl"
MAIN = """
daemon off;
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/start.log crit;
{user}
events {{ }}
http {{
    {temporary}
    include pantau-processes.conf;
    include site.conf;
}}
"""


def is_there() -> bool:
    """Say whether this machine has what the tests of deploy/ need."""
    return NGINX is not None and shutil.which("openssl") is not None


@dataclass
class Site:
    """A site that runs.

    Args:
        folder: of the logs and of the certificate.
        home: COVERAGE_HOME of both processes.
        path: below which the site lies; empty at the root.
        port: of nginx, for browsers.
        plain_port: of nginx without TLS, for readers that are none: Python 3.11 reads and writes one TLS connection from two
            threads at once, and loses one in a hundred (websockets 17.4).
        ports: of the processes, by the letter that the cookie calls them.
    """

    folder: Path
    home: Path
    path: str
    port: int
    plain_port: int
    ports: dict[str, int]
    processes: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    @property
    def address(self) -> str:
        """Give the address that a reader opens."""
        return f"https://localhost:{self.port}{self.path}"

    @property
    def plain_address(self) -> str:
        """Give the address that a reader without a browser opens."""
        return f"http://localhost:{self.plain_port}{self.path}"

    def trust(self) -> ssl.SSLContext:
        """Give what trusts the site's certificate alone."""
        return ssl.create_default_context(cafile=str(self.folder / "fullchain.pem"))

    def start(self, name: str) -> None:
        """Start a process; `wait` waits until it is ready."""
        port = self.ports[name]
        settings = {
            "COVERAGE_HOME": str(self.home), "COVERAGE_HOST": "127.0.0.1", "COVERAGE_PORT": str(port),
            "COVERAGE_PATH": self.path, "COVERAGE_LOG": "json",
        }  # fmt: skip
        with (self.folder / f"{name}.log").open("a") as output:
            self.processes[name] = subprocess.Popen(
                [sys.executable, "serve.py"], cwd=PROJECT, env={**os.environ, **settings}, stdout=output,
                stderr=subprocess.STDOUT,
            )  # fmt: skip

    def wait(self, name: str) -> None:
        """Wait until a process has drawn its first page, as deploy/ lets systemd wait."""
        settings = {"COVERAGE_PORT": str(self.ports[name]), "COVERAGE_PATH": self.path}
        waiting = [sys.executable, "deploy/wait_until_ready.py"]
        subprocess.run(waiting, cwd=PROJECT, env={**os.environ, **settings}, check=True, timeout=SECONDS_TO_START)

    def log(self, name: str) -> str:
        """Read what a process, or nginx, has logged."""
        return (self.folder / f"{name}.log").read_text(encoding="utf-8")


@contextmanager
def behind_nginx(
    folder: Path, home: Path, path: str = "", started: str = "ab", prepare: Callable[[Site], None] = lambda _: None
) -> Iterator[Site]:
    """Run the site until the block ends.

    Args:
        folder: for everything that is written.
        home: COVERAGE_HOME with a published store.
        path: below which it lies.
        started: the processes that are started.
        prepare: is called before they are, when the addresses are known.
    """
    site = Site(folder, home, path, free_port(), free_port(), {"a": free_port(), "b": free_port()})
    _certificate(folder)
    _configure(site)
    prepare(site)
    for name in started:
        site.start(name)
    proxy = subprocess.Popen([str(NGINX), "-p", str(folder), "-c", str(folder / "nginx.conf")])
    try:
        for name in started:
            site.wait(name)
        _answers(site)
        yield site
    finally:
        for process in (*site.processes.values(), proxy):
            process.terminate()
        for process in (*site.processes.values(), proxy):
            try:
                process.wait(timeout=15)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _certificate(folder: Path) -> None:
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
         "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-keyout", str(folder / "privkey.pem"),
         "-out", str(folder / "fullchain.pem")], check=True, capture_output=True,
    )  # fmt: skip


def _configure(site: Site) -> None:
    """Write the files of deploy/ for this machine: nothing but ports, names and places is another."""
    kept, given = site.folder, PROJECT / "deploy" / "nginx"
    (kept / "snippets").mkdir()
    changes = [
        (":8501", f":{site.ports['a']}"),
        (":8502", f":{site.ports['b']}"),
        (r"listen \[::\].*;\n", "\n"),
        (r"listen 443 ", f"listen 127.0.0.1:{site.plain_port}; listen 127.0.0.1:{site.port} "),
        (r"listen 80;", f"listen 127.0.0.1:{free_port()};"),
        (r"\w+\.example", "localhost"),
        ("/etc/ssl/pantau/", f"{kept}/"),
        ("/var/log/nginx/pantau.json", f"{kept}/nginx.log"),
        ("/var/log/nginx/", f"{kept}/"),
        ("/pantau/", f"{site.path}/"),
        ("= /pantau ", f"= {site.path} "),
    ]
    named = {
        "pantau-processes.conf": "pantau-processes.conf",
        "pantau-proxy.conf": "snippets/pantau-proxy.conf",
        "pantau-server.conf": "snippets/pantau-server.conf",
        "site-under-a-path.conf" if site.path else "site.conf": "site.conf",
    }
    for source, target in named.items():
        text = (given / source).read_text(encoding="utf-8")
        for pattern, by in changes:
            text = re.sub(pattern, by, text)
        (kept / target).write_text(text, encoding="utf-8")
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    temporary = " ".join(f"{kind}_temp_path {kept}/{kind};" for kind in kinds)
    user = "user root;" if hasattr(os, "geteuid") and os.geteuid() == 0 else ""
    (kept / "nginx.conf").write_text(MAIN.format(folder=kept, temporary=temporary, user=user), encoding="utf-8")


def _answers(site: Site) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while True:
        try:
            with urllib.request.urlopen(f"{site.address}/ready", context=site.trust(), timeout=10):
                return
        except (urllib.error.URLError, OSError):
            if time.monotonic() > deadline:
                raise
            time.sleep(0.05)
