"""The server: the page's language, the headers on every answer, nothing asked of other machines."""

from __future__ import annotations

import asyncio
import re
import socket
import sys
import tomllib
import urllib.error
import urllib.request
from email.message import Message
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from starlette.requests import Request
from streamlit import net_util

import serve
from api.failing import SAID
from benchmarks.client import Reader
from charts.theme import FONT, theme
from i18n import language
from pages.parts import unforeseen
from tests.apart import apart
from tests.serving import PROJECT, serving

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

HEADERS = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
PARTS = """
import gc
import streamlit as st

def parts():
    st.title("Semua bagian")
    st.caption(f"Set aside: {gc.get_freeze_count() > 100_000}")
    hatched = {"type": "bar", "x": ["a"], "y": [1], "marker": {"pattern": {"shape": "/"}}}
    st.plotly_chart({"data": [hatched]})
    st.plotly_chart({"data": [{"type": "scatter", "x": [0, 1], "y": [0, 1], "fill": "toself"}]}, theme=None)
    st.table({"a": [1]})
    st.dataframe({"a": [1]})
    st.download_button("Unduh", b"a", "angka.csv")
    st.html("<p style='color: #12436D'>html</p><style>.kelas { color: #801650 }</style>")
    st.metric("Cakupan", "43,2%")
    st.markdown(":material/table: **tebal** $a^2$")
    st.write("Dipilih: " + st.radio("Wilayah", ["Bali", "NTB"]))
    st.file_uploader("Berkas")

def fails():
    raise RuntimeError("/var/lib/rahasia")

first = st.Page(parts, title="Satu")
second = st.Page(lambda: st.title("Halaman dua"), title="Dua", url_path="dua")
st.navigation([first, second, st.Page(fails, title="Gagal", url_path="gagal")]).run()
"""
LAUNCHER = """
import os, sys
from pathlib import Path

sys.path.insert(0, os.getcwd())
import serve

def fails(request):
    raise RuntimeError("/var/lib/rahasia")

serve.store.ensure = lambda: None
serve.show.routes = lambda: [serve.Route("/gagal-juga", fails)]
serve.app = serve.create(Path(__file__).with_name("parts.py"))
serve.main()
"""


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve a page that has every kind of part we use, as `serve` serves the product."""
    folder = tmp_path_factory.mktemp("parts")
    (folder / "parts.py").write_text(PARTS)
    (folder / "launcher.py").write_text(LAUNCHER)
    with serving([sys.executable, str(folder / "launcher.py")], folder) as address:
        yield address


def get(url: str, **headers: str) -> tuple[int, Message, str]:
    request = urllib.request.Request(url, headers={name.replace("_", "-"): text for name, text in headers.items()})
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return answer.status, answer.headers, answer.read().decode("utf-8", "replace")
    except urllib.error.HTTPError as answer:
        return answer.code, answer.headers, ""


@pytest.mark.parametrize(
    ("link", "language"),
    [
        ("/", "id"),
        ("/?lang=id", "id"),
        ("/?lang=en", "en"),
        ("/?region=51&lang=en", "en"),
        ("/?lang=", "id"),
        ("/?lang=fr", "id"),
        ("/?lang=en&lang=id", "id"),
        ("/?lang=id&lang=en", "en"),
        ("/?lang=en&lang=", "id"),
        ("/?lang=%22%3E%3Cscript%3E", "id"),
        ("/dua?lang=en", "en"),
    ],
)
def test_the_page_says_which_language_it_is_in(parts: str, link: str, language: str) -> None:
    status, headers, text = get(parts + link)
    assert (status, headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert re.findall("<html[^>]*>", text) == [f'<html lang="{language}">']
    assert "<title>Pantau Cakupan</title>" in text
    assert int(headers["Content-Length"]) == len(text.encode())


def test_the_server_says_when_the_first_page_has_been_drawn(parts: str) -> None:
    status, headers, text = get(parts + serve.READY)
    assert (status, headers["Content-Type"], text) == (200, "text/plain; charset=utf-8", "ready")


def test_until_the_first_page_has_been_drawn_the_server_says_that_it_is_not_ready() -> None:
    answer = apart(serve.ready(asyncio.Event(), Request({"type": "http"})))
    assert (answer.status_code, answer.body) == (503, b"The first page is being drawn.")


def test_a_reader_s_script_waits_until_the_first_page_has_been_drawn_and_a_file_does_not() -> None:
    answered: list[str] = []

    async def app(scope: dict[str, str], _receive: object, _send: object) -> None:
        answered.append(scope["type"])

    async def ask() -> None:
        warm = asyncio.Event()
        hold = serve.HoldReaders(app, warm)
        script = asyncio.create_task(hold({"type": "websocket"}, None, None))
        await hold({"type": "http"}, None, None)
        await asyncio.sleep(0)
        assert answered == ["http"]
        warm.set()
        await script

    apart(ask())
    assert answered == ["http", "websocket"]


def test_a_page_the_browser_has_already_is_not_sent_again_except_in_another_language(parts: str) -> None:
    etag = get(f"{parts}/")[1]["ETag"]
    assert get(f"{parts}/", If_None_Match=etag)[0] == 304
    assert get(f"{parts}/?lang=en", If_None_Match=etag)[0] == 200


def test_a_page_asked_for_compressed_is_in_the_right_language_too(parts: str) -> None:
    assert '<html lang="en">' in get(f"{parts}/dua?lang=en", Accept_Encoding="gzip")[2]


def test_every_answer_carries_the_security_headers(parts: str) -> None:
    page = get(f"{parts}/")[2]
    script = re.search(r'src="\.(/static/js/[^"]+)"', page)
    assert script
    for link in ("/", "/dua", script[1], "/favicon.png", "/_stcore/health", serve.READY, "/media/none.png"):
        _, headers, _ = get(parts + link)
        assert {name: headers[name] for name in HEADERS} == HEADERS, link
        policy = dict(rule.split(" ", 1) for rule in headers["Content-Security-Policy"].split("; "))
        assert policy["default-src"] == "'none'"
        assert policy["connect-src"] == "'self'"
        assert policy["frame-ancestors"] == policy["form-action"] == policy["base-uri"] == "'none'"
        assert "http" not in headers["Content-Security-Policy"], "an origin besides our own"
        assert "unsafe" not in policy["script-src"]
        assert set(policy) == {
            "default-src", "script-src", "style-src", "img-src", "font-src", "connect-src", "base-uri", "form-action",
            "frame-ancestors",
        }  # fmt: skip
        assert {"camera=()", "geolocation=()", "microphone=()"} <= set(headers["Permissions-Policy"].split(", "))


@pytest.mark.parametrize("lang", ["id", "en"])
def test_a_page_that_fails_says_so_calmly_and_tells_neither_a_place_nor_the_code(parts: str, lang: str) -> None:
    with Reader(parts) as reader:
        reader.rerun()
        reader.page = reader.pages[reader.names.index("gagal")]
        with pytest.raises(RuntimeError) as told:
            reader.rerun(f"lang={lang}")
        assert str(told.value) == f"The page shows an error: {language(lang)(unforeseen.SAID)}"
        sent = str(reader.elements)
    assert unforeseen.SAID in sent or language("id")(unforeseen.SAID) in sent
    for secret in ("rahasia", "RuntimeError", "Traceback", ".py", "line "):
        assert secret not in sent


def test_a_route_that_fails_says_so_calmly_with_the_security_headers_and_tells_nothing_else(
    parts: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    status, headers, _ = get(f"{parts}/gagal-juga")
    assert status == 500
    assert {name: headers[name] for name in HEADERS} == HEADERS
    with pytest.raises(urllib.error.HTTPError) as told:
        urllib.request.urlopen(f"{parts}/gagal-juga", timeout=10)
    assert told.value.read().decode() == SAID
    logs = [log.read_text() for log in tmp_path_factory.getbasetemp().glob("parts*/server.log")]
    assert any("RuntimeError: /var/lib/rahasia" in log for log in logs)


def test_no_program_drives_the_pages_by_streamlit_s_own_route_for_that(parts: str) -> None:
    asked = urllib.request.Request(
        f"{parts}/_stcore/agent/interact", data=b"{}", headers={"Content-Type": "application/json"}, method="POST"
    )
    with pytest.raises(urllib.error.HTTPError) as told:
        urllib.request.urlopen(asked, timeout=10)
    assert "not_available" in told.value.read().decode()


def test_it_is_served_to_this_computer_alone_unless_told_otherwise(server: str) -> None:
    port = int(server.rsplit(":", 1)[1])
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect(("192.0.2.1", 9))  # sends nothing; tells which address of ours would be used
        outward = probe.getsockname()[0]
    assert not outward.startswith("127.")
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection((outward, port), timeout=5)


def test_the_product_starts_without_a_complaint(server: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    log = next(tmp_path_factory.getbasetemp().glob("server*/server.log")).read_text()
    assert log == f"Pantau Cakupan: {server} (local mode: this computer alone, without sign-in; Ctrl+C stops it)\n"


def test_streamlit_does_not_ask_the_internet_for_our_address() -> None:
    assert net_util.get_external_ip() == "127.0.0.1"


@pytest.mark.browser
def test_every_part_works_under_the_policy_with_a_silent_console(parts: str, browser: Browser) -> None:
    page = browser.new_page()
    said: list[str] = []
    asked: set[str] = set()
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.add(urlsplit(request.url).netloc))

    page.goto(f"{parts}/dua?lang=en")  # a link to a page, not to the start
    page.get_by_role("heading", name="Halaman dua").wait_for()
    page.get_by_role("link", name="Satu").click()
    page.get_by_text("Set aside: True").wait_for()
    page.locator(".js-plotly-plot .bars path").wait_for()
    page.locator(".js-plotly-plot .scatterlayer path").first.wait_for()
    page.locator("[data-testid=stDataFrame] canvas").first.wait_for()
    page.get_by_text("NTB").click()
    page.get_by_text("Dipilih: NTB").wait_for()
    with page.expect_download() as download:
        page.get_by_role("button", name="Unduh").click()
    assert download.value.path().read_text() == "a"
    page.locator("input[type=file]").set_input_files({"name": "kiriman.csv", "mimeType": "text/csv", "buffer": b"a"})
    page.get_by_text("kiriman.csv").wait_for()
    page.close()

    assert said == []
    assert asked - {""} == {urlsplit(parts).netloc}  # "": a picture that the page itself drew in memory


@pytest.mark.parametrize("name", ["light", "dark"])
def test_streamlit_and_the_charts_have_the_same_colours_and_type(name: str) -> None:
    settings = tomllib.loads((PROJECT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["theme"]
    ours = theme(name)
    assert settings[name]["backgroundColor"] == ours.background
    assert settings[name]["textColor"] == ours.text
    assert settings[name]["grayTextColor"] == ours.muted
    assert settings[name]["orangeTextColor"] == ours.worse
    assert settings[name]["primaryColor"] == settings[name]["linkColor"] == ours.focus
    assert settings["font"].replace("'", '"') == FONT
