"""A steward's month: the demonstration set, a broken file, the marked file, the corrected one, its difference, its figures."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Browser

from i18n import language
from tests.browser.reading import Seen, opened
from tests.browser.steward import send, workbook
from tests.serving import serving

pytestmark = pytest.mark.browser

SAY = language("id")


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[str]:
    """Start the product as at its very first start: nothing loaded, the demonstration set on."""
    with serving([sys.executable, "serve.py"], tmp_path) as address:
        yield address


def _outlines(*features: tuple[dict[str, str], list[list[float]] | None]) -> bytes:
    """Make a small GeoJSON file; a feature without a ring cannot be drawn."""
    return json.dumps({"type": "FeatureCollection", "features": [
        {"type": "Feature", "properties": held, "geometry": ring and {"type": "Polygon", "coordinates": [ring]}}
        for held, ring in features
    ]}).encode()  # fmt: skip


def _send_outlines(seen: Seen, content: bytes, words: str) -> None:
    seen.page.get_by_test_id("stFileUploaderDropzoneInput").last.set_input_files(
        {"name": "batas.geojson", "mimeType": "application/geo+json", "buffer": content}
    )
    seen.page.get_by_text(words).first.wait_for(timeout=60_000)


def test_boundaries_are_checked_first_drawn_as_a_map_and_taken_back_to_tiles(browser: Browser, fresh: str) -> None:
    ring = [[115.1, -8.8], [115.3, -8.8], [115.3, -8.2], [115.1, -8.2], [115.1, -8.8]]
    badung = ({"NAME_2": "Badung", "TYPE_2": "Kabupaten"}, ring)
    with opened(browser, fresh, "/data", charts=0, lang="id", region="51") as seen:
        seen.page.get_by_role("tab", name=SAY("Boundaries")).click()
        use = seen.page.get_by_role("button", name=SAY("Use these boundaries"))
        _send_outlines(seen, b"[]", SAY("The file is refused: no outline of it can be drawn. Nothing has changed."))
        assert use.count() == 0

        _send_outlines(seen, _outlines(badung, ({"NAME_2": "Danau Batur", "TYPE_2": "Danau"}, ring)), "Danau Batur")
        assert use.is_disabled()
        seen.page.get_by_text(SAY("Use the file without the shapes that are not drawn")).click()
        seen.page.locator("button:enabled", has_text=SAY("Use these boundaries")).click()
        seen.page.get_by_role("button", name=SAY("Remove the boundaries")).wait_for(timeout=60_000)
        assert seen.complaints == []
    with opened(browser, fresh, lang="id", region="51") as seen:
        seen.page.get_by_role("radio", name=SAY("Outlines"), exact=True).click()
        seen.page.get_by_text(SAY("Boundaries: {source}.", source=SAY("the reader's file"))).wait_for(timeout=60_000)
        assert "8 dari 9" in seen.texts()
        assert seen.complaints == []
    with opened(browser, fresh, "/data", charts=0, lang="id", region="51") as seen:
        seen.page.get_by_role("tab", name=SAY("Boundaries")).click()
        seen.page.get_by_role("button", name=SAY("Remove the boundaries")).click()
        seen.page.get_by_role("button", name=SAY("Remove the boundaries")).wait_for(state="detached", timeout=60_000)
    with opened(browser, fresh, lang="id", region="51", map="outlines") as seen:
        told = SAY("There are no boundaries here, so tiles are shown; they are loaded on the page Data.")
        seen.page.get_by_text(told).wait_for(timeout=60_000)
        assert seen.page.get_by_role("radio", name=SAY("Outlines"), exact=True).count() == 0


def _take_back(seen: Seen, option: str, batch: str) -> None:
    """Withdraw a batch or return to an earlier release, and wait until it is published."""
    seen.page.get_by_role("tab", name=SAY("Record")).click()
    seen.page.get_by_text(SAY("Withdraw a batch, or return to an earlier release")).click()
    form = seen.page.get_by_test_id("stForm")
    form.get_by_role("combobox").wait_for()
    seen.until("document.getAnimations().length === 0")  # a list opened while its box unfolds closes again
    form.get_by_role("combobox").click()
    seen.page.get_by_role("option", name=option).click()
    form.get_by_label(SAY("Who does it: name and office")).fill("Kanwil Banuspa")
    form.get_by_label(SAY("Why"), exact=True).fill("angka keliru")
    form.get_by_role("button", name=SAY("Do it and publish")).click()
    seen.page.get_by_text(SAY("Done and published: {batch}.", batch=batch)).wait_for(timeout=60_000)
    assert seen.complaints == []


def test_from_the_demonstration_set_to_the_offices_own_month(browser: Browser, fresh: str) -> None:
    with opened(browser, fresh, lang="id", region="51.08") as seen:
        assert "CONTOH" in seen.texts()
        example = seen.title()
    with opened(browser, fresh, "/data", charts=0, lang="id", region="51.08") as seen:
        send(seen, workbook("banyak"), "Berkas ditolak seluruhnya")
        seen.page.get_by_test_id("stTable").wait_for()
        (errors,) = seen.tables()
        assert [(row["Lembar"], row["Baris"], row["Kolom"], row["Tertulis"]) for row in errors] == [
            ("Kepesertaan", "3", "Aktif", "banyak")
        ]
        with seen.page.expect_download() as download:
            seen.page.get_by_role("button", name=SAY("Download the file with every error marked")).click()
        marked = openpyxl.load_workbook(io.BytesIO(Path(download.value.path()).read_bytes()))
        assert "banyak" in {cell.value for row in marked["Kesalahan"] for cell in row}
        assert marked["Kepesertaan"]["E3"].comment is not None

        send(seen, workbook(), SAY("Accept and publish"))
        seen.page.get_by_test_id("stMetricValue").first.wait_for()
        assert seen.page.get_by_test_id("stMetricValue").all_inner_texts() == ["4", "0", "0", "0"]
        seen.page.get_by_role("button", name=SAY("Accept and publish")).click()
        seen.page.get_by_text(
            SAY("Fill in who loads it; with warnings, tick that you have seen them and write the reason.")
        ).wait_for()
        seen.page.get_by_label(SAY("Who loads it: name and office")).fill("Penata data, KC Singaraja")
        seen.page.get_by_role("button", name=SAY("Accept and publish")).click()
        seen.page.get_by_text("sudah terbit: buleleng.xlsx").wait_for(timeout=60_000)
        assert "buatan program" not in seen.texts()
        assert seen.complaints == []
        assert seen.hosts == {"localhost"}
    with opened(browser, fresh, lang="id", region="51.08") as seen:
        # (130,500 + 60,000 + 9,500) / 400,000 = 0.5
        assert seen.title() == "Buleleng 50,0%: masih 15,0 poin persen di bawah 65%" != example
        assert "CONTOH" not in seen.texts()
        assert "Penata data, KC Singaraja" in seen.texts()
    with opened(browser, fresh, "/data", charts=0, lang="id") as seen:
        seen.page.get_by_role("tab", name=SAY("Record")).click()
        seen.page.get_by_text("0001-").first.wait_for()
        (record,) = seen.tables()
        assert [(row["Oleh"], row["Tindakan"], row["Berlaku"]) for row in record] == [
            ("Penata data, KC Singaraja", "buleleng.xlsx: 4 baris", "ya")
        ]
        batch = record[0][SAY("Batch")]
        _take_back(seen, SAY("withdraw {batch}: {file}", batch=batch, file="buleleng.xlsx"), "0002-withdraw")
    with opened(browser, fresh, charts=0, lang="id", region="51.08") as seen:
        assert "50,0%" not in seen.title()
    with opened(browser, fresh, "/data", charts=0, lang="id") as seen:
        _take_back(seen, SAY("return to what counted at {batch}", batch=batch), "0003-restore")
        seen.page.get_by_role("tab", name=SAY("Record")).click()
        seen.page.get_by_text("Kanwil Banuspa").first.wait_for()
        (record,) = seen.tables()
        assert [row["Oleh"] for row in record] == ["Kanwil Banuspa", "Kanwil Banuspa", "Penata data, KC Singaraja"]
        assert [row["Berlaku"] for row in record] == ["", "", "ya"]
    with opened(browser, fresh, lang="id", region="51.08") as seen:
        assert seen.title() == "Buleleng 50,0%: masih 15,0 poin persen di bawah 65%"
