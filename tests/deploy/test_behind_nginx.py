"""The files of deploy/ at work: nginx, two processes and one home, with readers who look and stewards who send."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from websockets.exceptions import ConnectionClosed

from api.uploads import TOO_LARGE
from i18n import language
from tests.browser.chromium import is_required
from tests.browser.reading import opened
from tests.built_once import published_home
from tests.deploy.at_the_site import DATA, at_data, members, process_of, record, visitor
from tests.deploy.behind_nginx import NEEDED, NGINX, Site, behind_nginx, is_there
from tests.deploy.steward import Visitor

SAY = language("id")
ONCE = (
    "content-security-policy", "cross-origin-opener-policy", "cross-origin-resource-policy", "permissions-policy",
    "referrer-policy", "strict-transport-security", "x-content-type-options", "x-frame-options",
)  # fmt: skip


@pytest.fixture(scope="module")
def on_its_own_name(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with site_at("", tmp_path_factory) as running:
        yield running


@pytest.fixture(scope="module")
def under_a_path(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with site_at("/pantau", tmp_path_factory, "a") as running:  # that there are two shows on the other site
        yield running


@contextmanager
def site_at(path: str, tmp_path_factory: pytest.TempPathFactory, started: str = "ab") -> Iterator[Site]:
    if not is_there():
        (pytest.fail if is_required() else pytest.skip)(NEEDED)
    home = tmp_path_factory.mktemp("deployed") / "home"
    shutil.copytree(published_home(tmp_path_factory), home)
    with behind_nginx(tmp_path_factory.mktemp("nginx"), home, path, started) as running:
        yield running


@pytest.fixture
def site(on_its_own_name: Site) -> Site:
    """Give the site with both processes at work, whatever the test before did to them."""
    for name, process in on_its_own_name.processes.items():
        if process.poll() is not None:
            on_its_own_name.start(name)
            on_its_own_name.wait(name)
    return on_its_own_name


@pytest.mark.browser
@pytest.mark.parametrize("where", ["on_its_own_name", "under_a_path"])
def test_pages_the_show_downloads_and_an_upload_work_in_a_browser_through_the_proxy(
    where: str, request: pytest.FixtureRequest, browser: Browser
) -> None:
    site = request.getfixturevalue(where)
    with opened(browser, site.address, "/", trusting=True, charts=0, region="51.03", lang="id") as seen:
        seen.page.get_by_role("link", name=SAY("Trend")).click()
        seen.page.get_by_role("heading", level=1).filter(has_text="Badung").wait_for()
        seen.wait(charts=0)
        assert seen.page.url.startswith(f"{site.address}/tren?")
        if site.path:  # its link is our own; gathering a briefing takes a while
            seen.page.get_by_role("link", name=SAY("Briefing")).click()
            seen.page.get_by_role("link", name=SAY("Show on a projector")).wait_for(timeout=60_000)
            with seen.page.context.expect_page() as shown:
                seen.page.get_by_role("link", name=SAY("Show on a projector")).click()
            shown.value.wait_for_load_state()
            assert shown.value.url.startswith(f"{site.address}/paparan/tayang?region=51.03")
            assert "Badung" in shown.value.title()
        assert seen.complaints == []
        assert seen.hosts == {"localhost"}
    with opened(browser, site.address, "/data", trusting=True, charts=0, lang="id") as seen:
        with seen.page.expect_download() as download:
            seen.page.get_by_role("button", name=SAY("Download the workbook to fill in (XLSX)")).click()
        assert download.value.path().read_bytes().startswith(b"PK")
        seen.page.locator("input[type=file]").first.set_input_files(
            {"name": "kosong.csv", "mimeType": "text/csv", "buffer": b"apa,ini\n1,2\n"}
        )
        seen.page.get_by_text("Berkas ditolak seluruhnya").wait_for(timeout=60_000)
        (cookie,) = [held for held in seen.page.context.cookies() if held["name"] == "pantau_process"]
        assert (cookie["value"] in "ab", cookie["httpOnly"], cookie["secure"], cookie["sameSite"]) == (
            True, True, True, "Lax",
        )  # fmt: skip
        assert seen.complaints == []


def test_a_publish_by_one_process_is_seen_by_the_other_at_the_next_click(site: Site) -> None:
    with at_data(site, "a") as steward, visitor(site, "b").connect() as reader:
        assert (steward.visitor.cookies["pantau_process"], reader.visitor.cookies["pantau_process"]) == ("a", "b")
        reader.open("metode")
        assert "KC Tabanan" not in reader.text()
        before = sorted((site.home / "store").glob("coverage-*.duckdb"))
        steward.send("tabanan.csv", members("51.02", 30_000))
        steward.rerun()
        steward.publish("KC Tabanan")
        assert record(site)[-1] == "KC Tabanan"
        assert sorted((site.home / "store").glob("coverage-*.duckdb")) != before
        reader.page = reader.pages[reader.names.index(DATA)]
        reader.rerun()
        assert "KC Tabanan" in reader.text()


def test_a_file_that_is_sent_to_the_wrong_process_reaches_the_right_one(site: Site) -> None:
    with at_data(site, "a") as steward:
        elsewhere = Visitor(site.plain_address, cookies={**steward.visitor.cookies, "pantau_process": "b"})
        assert steward.send("salah.csv", b"apa,ini\n1,2\n", as_from=elsewhere) == (204, "")
        steward.rerun()
        assert "ditolak seluruhnya" in steward.text()


def test_a_file_that_was_made_by_one_process_is_downloaded_by_whoever_is_sent_to_the_other(site: Site) -> None:
    with at_data(site, "a") as steward:
        path = "/" + steward.find("download_button").download_button.url.lstrip("/")
        elsewhere = Visitor(site.plain_address, cookies={"pantau_process": "b"})
        assert elsewhere.ask(path)[0] == 200
        assert elsewhere.ask("/media/none.xlsx")[0] == 404


@pytest.mark.parametrize("megabytes", [30, 31, 60], ids=lambda size: f"{size} MB")
def test_a_file_over_the_limit_is_refused_in_our_words_whoever_refuses_it(site: Site, megabytes: int) -> None:
    with at_data(site) as steward:
        assert steward.send("besar.csv", b"x" * (megabytes * 1024 * 1024)) == (413, TOO_LARGE)
        assert steward.send("kecil.csv", b"apa,ini\n1,2\n") == (204, "")


def test_the_cookie_of_the_process_is_given_once_and_anew_only_where_a_session_is_opened(site: Site) -> None:
    someone = visitor(site)
    given = dict(someone.ask("/")[1])["Set-Cookie"]
    assert given.startswith("pantau_process=")
    held = someone.cookies["pantau_process"]
    assert [value for name, value in someone.ask("/tren")[1] if name == "Set-Cookie"] == []
    assert all(
        "pantau_process" not in value for name, value in someone.ask("/_stcore/health")[1] if name == "Set-Cookie"
    )
    assert someone.cookies["pantau_process"] == held
    forged = visitor(site, "zz; DROP")
    assert forged.ask("/")[0] == 200
    assert forged.cookies["pantau_process"] in ("a", "b")


def test_every_security_header_is_there_once(site: Site) -> None:
    for path in ("/", "/ready", "/_stcore/health", "/media/none.png"):
        counted = Counter(name.lower() for name, _ in visitor(site).ask(path)[1])
        assert {name: counted[name] for name in ONCE} == dict.fromkeys(ONCE, 1), path
        assert "server" not in counted or "1." not in dict(visitor(site).ask(path)[1])["Server"]


def test_the_logs_are_json_and_hold_no_address_no_query_and_nothing_of_a_file(site: Site) -> None:
    someone = visitor(site, "a")
    someone.ask("/tren?region=51.03&plan=Budi-Santoso")
    someone.ask("/Budi%20Santoso")
    with at_data(site, "a") as steward:
        steward.send("budi-santoso.csv", b"nama\nBudi Santoso\n")
        steward.rerun()
    for name in ("nginx", "a", "b"):
        text = site.log(name)
        lines = [json.loads(line) for line in text.splitlines()]
        assert {"time", "logger"} <= set.intersection(*(set(line) for line in lines))
        assert "127.0.0.1" not in text
        assert "budi" not in text.lower()
        assert "region=" not in text
    assert '"path":"/_stcore/upload_file","status":204' in site.log("nginx")


def test_when_a_process_is_killed_its_readers_connect_again_and_go_on_where_they_were(site: Site) -> None:
    link, killed = "region=51.03&lang=id", "a"
    readers = [visitor(site, name).connect() for name in ("a", "a", "b", "b")]
    for reader in readers:
        reader.open("tren")
        reader.rerun(link)
    shown = [reader.text() for reader in readers]
    site.processes[killed].send_signal(signal.SIGKILL)
    site.processes[killed].wait()
    for place, reader in enumerate(readers):
        lost = False
        try:
            reader.rerun(link)
        except ConnectionClosed:
            lost = True
            again = reader.visitor.connect()
            again.open("tren")
            again.rerun(link)
            readers[place] = again
        assert lost == (place < 2)
        assert readers[place].visitor.cookies["pantau_process"] == "b"
        assert readers[place].text().count("Badung") == shown[place].count("Badung") > 0
        readers[place].socket.close()


@pytest.mark.browser
def test_a_browser_whose_process_is_killed_connects_again_by_itself_at_the_same_view(
    site: Site, browser: Browser
) -> None:
    with opened(browser, site.address, "/tren", trusting=True, charts=0, region="51.03", lang="id") as seen:
        title = seen.title()
        killed = process_of(seen)
        site.processes[killed].send_signal(signal.SIGKILL)
        site.processes[killed].wait()
        connected = "document.querySelector('[data-testid=stApp]').dataset.testConnectionState === 'CONNECTED'"
        seen.until(f"!({connected})", seconds=20)
        seen.until(connected, seconds=30)
        seen.wait(charts=0)
        assert seen.title() == title
        assert "region=51.03" in seen.page.url
        seen.page.get_by_text("EN", exact=True).click()
        seen.until("document.documentElement.lang === 'en'", seconds=30)
        seen.page.get_by_role("heading", level=1).filter(has_not_text=title).wait_for()
        assert process_of(seen) != killed
        assert "region=51.03" in seen.page.url
        assert "Badung" in seen.title()


def test_a_process_that_is_told_to_end_in_the_middle_of_an_upload_lets_it_be_published_first(site: Site) -> None:
    ending = "b"
    process = site.processes[ending]
    with at_data(site, ending) as steward, visitor(site, ending).connect() as reader:
        reader.open()
        assert steward.send("gianyar.csv", members("51.04", 25_000), lambda: process.send_signal(signal.SIGTERM)) == (
            204, "",
        )  # fmt: skip
        newcomer = visitor(site, ending)
        assert newcomer.ask("/ready")[0] == 200
        with newcomer.connect() as taken_in:
            assert newcomer.cookies["pantau_process"] != ending
            taken_in.open()
        steward.rerun()
        reader.rerun()
        assert process.poll() is None
        steward.publish("KC Gianyar")
        assert record(site)[-1] == "KC Gianyar"
    process.wait(timeout=30)
    assert process.returncode in (0, -signal.SIGTERM)
    with visitor(site, ending).connect() as again:
        again.open(DATA)
        assert "KC Gianyar" in again.text()


def test_a_process_without_an_upload_ends_at_once_and_its_readers_are_taken_in(site: Site) -> None:
    process = site.processes["a"]
    with visitor(site, "a").connect() as reader:
        reader.open()
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=15)
        with pytest.raises(ConnectionClosed):
            reader.rerun()
        with reader.visitor.connect() as again:
            again.open()
            assert again.visitor.cookies["pantau_process"] == "b"


def test_the_configuration_holds_for_nginx_itself(site: Site) -> None:
    told = subprocess.run(
        [str(NGINX), "-t", "-p", str(site.folder), "-c", str(site.folder / "nginx.conf")],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert told.returncode == 0, told.stderr
    assert "warn" not in told.stderr


def test_the_log_of_a_process_says_nothing_was_wrong(site: Site) -> None:
    for name in ("a", "b"):
        grave = [
            line for line in map(json.loads, site.log(name).splitlines()) if line["level"] in ("error", "critical")
        ]
        assert grave == []
    assert Path(site.folder / "pantau-error.log").read_text() == ""
