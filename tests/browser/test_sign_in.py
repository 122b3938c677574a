"""Signing in at a real provider, in a real browser: in, to where one was, out again, and never without it."""

from __future__ import annotations

import json
import shutil
import sys
import urllib.error
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from data.audit.record import lines
from tests.access_file import PEOPLE, access_file
from tests.built_once import published_home
from tests.serving import free_port, serving
from tests.signing_in import claims, cookie

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

USERS = {
    "badung": {"email": "badung@example.go.id", "name": "N. Badung"},
    "admin": {"email": "admin@example.go.id", "name": "A. Admin"},
    "gianyar": {"email": "g@example.go.id", "name": "Pemkab Gianyar"},
    "pembaca": {"email": "p@example.go.id", "name": "P. Baca"},
    "tamu": {"email": "t@example.go.id", "name": "Tamu"},
}
WAIT = 60_000  # milliseconds
OFFICIAL = '\n[[people]]\nemail = "g@example.go.id"\nrole = "regency"\nregions = ["51.04"]\n'


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a COVERAGE_HOME of its own, on the store that is built already."""
    home = tmp_path_factory.mktemp("office")
    built = published_home(tmp_path_factory)
    for folder in ("batches", "store"):
        (home / folder).mkdir()
        for file in (built / folder).rglob("*"):
            target = home / folder / file.relative_to(built / folder)
            if file.is_dir():
                target.mkdir(parents=True, exist_ok=True)
            else:
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(file.read_bytes())
    return home


@pytest.fixture(scope="module")
def provider(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Run a provider of OpenID Connect as a process of its own, and give its address."""
    users = [part for sub, told in USERS.items() for part in ("--user-claims", json.dumps({"sub": sub, **told}))]
    port, place = str(free_port()), tmp_path_factory.mktemp("provider")
    command = [sys.executable, "-m", "oidc_provider_mock", "--port", port, *users]
    with serving(command, place, "/.well-known/openid-configuration", COVERAGE_PORT=port) as address:
        yield address


@pytest.fixture(scope="module")
def office(home: Path, provider: str) -> Iterator[str]:
    """Run the product with sign-in, and give its address."""
    port = free_port()
    access_file(home, issuer=provider, here=f"http://localhost:{port}", people=PEOPLE + OFFICIAL)
    with serving([sys.executable, "serve.py"], home, COVERAGE_PORT=str(port)) as address:
        yield address


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Give a browser that has visited nothing."""
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    context.set_default_timeout(WAIT)
    yield context.new_page()
    context.close()


def come_in(page: Page, address: str, user: str, button: str = "Masuk") -> None:
    """Open a link, sign in at the provider, and come back."""
    page.goto(address)
    page.get_by_role("button", name=button).click()
    page.get_by_role("button", name=user, exact=True).click()


def told(home: Path) -> list[tuple[str, str]]:
    """Give what is on record, and by whom."""
    return [(line.kind, line.by) for line, _ in lines(home / "audit" / "record.jsonl")]


def status(address: str, cookies: dict[str, str] | None = None) -> int:
    """Ask by hand."""
    sent = "; ".join(f"{name}={value}" for name, value in (cookies or {}).items())
    try:
        with urllib.request.urlopen(urllib.request.Request(address, headers={"Cookie": sent}), timeout=60) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        with error:
            return error.code


def test_a_steward_signs_in_comes_back_to_the_link_and_signs_out(page: Page, office: str, home: Path) -> None:
    words: list[str] = []
    page.on("websocket", lambda stream: stream.on("framereceived", lambda frame: words.append(str(frame))))
    page.goto(f"{office}/tren?region=51.03&lang=en")
    expect(page.get_by_role("button", name="Sign in")).to_be_visible(timeout=WAIT)
    assert page.get_by_role("link", name="Trend").count() == 0
    assert not [text for text in words if "Badung" in text or "percent" in text]
    come_in(page, f"{office}/tren?region=51.03&lang=en", "badung", "Sign in")
    expect(page.get_by_text("KC Badung · steward · 51.03")).to_be_visible(timeout=WAIT)
    assert page.url == f"{office}/tren?region=51.03&lang=en"
    held = {one["name"]: one["value"] for one in page.context.cookies() if one["name"].startswith("_streamlit_user")}
    show = f"{office}/paparan/tayang?region=51.03&as_of=2025-03"
    assert status(show, held) == 200
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("button", name="End session").click()
    expect(page.get_by_role("button", name="Masuk")).to_be_visible(timeout=WAIT)
    assert not [one for one in page.context.cookies() if one["name"].startswith("_streamlit_user")]
    assert status(show, held) == 401  # a copy of the cookie opens nothing
    assert told(home)[-3:] == [("sign_in", "KC Badung"), ("export", "KC Badung"), ("sign_out", "KC Badung")]


def test_an_official_finds_the_own_region_and_no_way_to_load(page: Page, office: str) -> None:
    come_in(page, f"{office}/data", "gianyar")
    expect(page.get_by_text("Memuat berkas hanya untuk")).to_be_visible(timeout=WAIT)
    assert page.locator("input[type=file]").count() == 0
    expect(page.get_by_role("tab", name="Audit")).to_have_count(0)
    page.get_by_role("link", name="Ringkasan").click()
    page.wait_for_url("**region=51.04**", timeout=WAIT)
    held = {one["name"]: one["value"] for one in page.context.cookies() if one["name"].startswith("_streamlit_user")}
    request = urllib.request.Request(
        f"{office}/_stcore/upload_file/session/file", data=b"x", method="PUT",
        headers={"Cookie": "; ".join(f"{name}={value}" for name, value in held.items())},
    )  # fmt: skip
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(request, timeout=60)
    with refused.value as answer:
        assert answer.code == 403


def test_an_administrator_sees_who_did_what(page: Page, office: str) -> None:
    come_in(page, f"{office}/data?lang=en", "admin", "Sign in")
    page.get_by_role("tab", name="Audit").click()
    table = page.get_by_role("table", name="Audit")
    expect(table).to_contain_text("signed in", timeout=WAIT)
    expect(table).to_contain_text("Ibu Admin")


def test_who_is_not_named_is_told_whom_to_ask(page: Page, office: str) -> None:
    come_in(page, office, "tamu")
    expect(page.get_by_text("sudah masuk, tetapi akun ini belum didaftarkan kantor.")).to_be_visible(timeout=WAIT)
    told = page.locator("[data-testid=stMain]").inner_text()
    assert "t@example.go.id sudah masuk" in told.replace("\N{WORD JOINER}", "")
    expect(page.locator("[data-testid=stMain] a")).to_have_count(0)  # an address of somebody is no link
    expect(page.get_by_text("Hubungi Bidang Kepesertaan")).to_be_visible()


def test_an_expired_and_a_forged_sign_in_find_the_page_to_sign_in(page: Page, office: str) -> None:
    stale = claims("badung@example.go.id", hours_ago=8.01, here=office)
    for cookies, said in (
        (cookie(stale), "Sesi masuk Anda telah berakhir"),
        (cookie(claims("badung@example.go.id", here=office), secret="f" * 64), "Masuk dengan akun kantor Anda"),
    ):
        page.context.clear_cookies()
        page.context.add_cookies([{"name": name, "value": value, "url": office} for name, value in cookies.items()])
        page.goto(f"{office}/tren")
        expect(page.get_by_text(said)).to_be_visible(timeout=WAIT)
        assert page.get_by_role("link", name="Tren").count() == 0
        assert status(f"{office}/paparan/tayang?region=51", cookies) == 401


def test_a_page_that_stays_open_says_by_itself_that_the_sign_in_has_ended(page: Page, office: str) -> None:
    soon = claims("badung@example.go.id", hours_ago=8 - 25 / 3600, here=office)  # holds for 25 seconds more
    page.context.add_cookies([{"name": name, "value": value, "url": office} for name, value in cookie(soon).items()])
    page.goto(f"{office}/tren?region=51.03&lang=id")
    expect(page.get_by_text("KC Badung · ")).to_be_visible(timeout=WAIT)
    expect(page.get_by_text("Sesi masuk Anda telah berakhir")).to_be_visible(timeout=WAIT)
    expect(page.get_by_role("button", name="Masuk")).to_be_visible()
    assert page.locator("h1").all_inner_texts() == ["Pantau Cakupan"]
    expect(page.get_by_role("link", name="Tren")).to_have_count(0)
    come_in(page, page.url, "badung")
    expect(page.get_by_text("KC Badung · ")).to_be_visible(timeout=WAIT)
    assert "/tren?region=51.03" in page.url


def test_signing_out_in_one_tab_ends_what_another_shows(page: Page, office: str) -> None:
    come_in(page, f"{office}/tren?region=51.03&lang=en", "badung", "Sign in")
    expect(page.get_by_text("KC Badung · ")).to_be_visible(timeout=WAIT)
    other = page.context.new_page()
    other.goto(f"{office}/iuran?region=51.03&lang=en")
    other.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("button", name="Sign in")).to_be_visible(timeout=WAIT)
    expect(page.get_by_role("link", name="Trend")).to_have_count(0)
    expect(page.get_by_text("Badung")).to_have_count(0)


def test_below_a_path_people_sign_in_come_back_and_sign_out_as_well(
    page: Page, home: Path, provider: str, tmp_path: Path
) -> None:
    port, below = free_port(), tmp_path / "below"
    shutil.copytree(home / "store", below / "store")
    access_file(below, issuer=provider, here=f"http://localhost:{port}/pantau")
    settings = {"COVERAGE_PORT": str(port), "COVERAGE_PATH": "/pantau"}
    with serving([sys.executable, "serve.py"], below, "/pantau/ready", **settings) as address:
        come_in(page, f"{address}/pantau/tren?region=51.03&lang=en", "badung", "Sign in")
        expect(page.get_by_text("KC Badung · steward · 51.03")).to_be_visible(timeout=WAIT)
        assert page.url == f"{address}/pantau/tren?region=51.03&lang=en"
        signed = [one for one in page.context.cookies() if one["name"] == "_streamlit_user"]
        assert [one["path"] for one in signed] == ["/pantau"]
        held = {one["name"]: one["value"] for one in signed}
        assert status(f"{address}/pantau/paparan/tayang?region=51.03&as_of=2025-03", held) == 200
        page.get_by_role("button", name="Sign out").click()
        page.get_by_role("button", name="End session").click()
        expect(page.get_by_role("button", name="Masuk")).to_be_visible(timeout=WAIT)
        assert page.url.startswith(f"{address}/pantau/")
        assert status(f"{address}/pantau/paparan/tayang?region=51.03&as_of=2025-03", held) == 401
