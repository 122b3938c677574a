"""A PDF is printed by a browser of this machine; where there is none, or it fails, one clear line says what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from exports.briefing import Briefing, Finding
from exports.kinds import KINDS, CannotMake
from exports.page import browser
from exports.page.pdf import page_pdf

TOLD = Briefing(
    title="Paparan: Bali", region="51", name="Bali", as_of="2025-12", base="ucj", target=None, plan="", lang="id",
    made_on="2026-11-30", store="0", known_on="", findings=(Finding("cover", "cover", "Bali"),), sources=(),
)  # fmt: skip


def a_browser(folder: Path, does: str, name: str = "chromium") -> Path:
    made = folder / name
    made.write_text(
        f'#!/bin/sh\nfor last; do case "$last" in --print-to-pdf=*) out="${{last#*=}}";; esac; done\n{does}\n'
    )
    made.chmod(0o755)
    return made


def test_without_a_browser_it_says_what_to_install_and_what_can_be_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COVERAGE_BROWSER", raising=False)
    monkeypatch.setattr(browser, "COMMANDS", ())
    monkeypatch.setattr(browser, "PLACES", ())
    with pytest.raises(CannotMake) as refused:
        KINDS["pdf"].make(TOLD)
    assert str(refused.value) == (
        "A PDF is printed by Chromium, Chrome or Edge, and there is none on this machine. Install one, or name it in "
        "COVERAGE_BROWSER. The page (.html) can be made without one, and prints the same from the browser of its reader."
    )


def test_a_browser_that_is_not_where_it_is_said_to_be_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COVERAGE_BROWSER", "/nowhere/chromium")
    with pytest.raises(CannotMake, match=r"COVERAGE_BROWSER names '/nowhere/chromium', which is not there\."):
        page_pdf(TOLD)


def test_a_browser_that_fails_is_quoted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = a_browser(tmp_path, 'echo first >&2; echo "no display" >&2; exit 1')
    monkeypatch.setenv("COVERAGE_BROWSER", str(broken))
    with pytest.raises(CannotMake, match=rf"^{broken} did not print the page: no display\. The page"):
        page_pdf(TOLD)


def test_what_is_no_pdf_is_not_handed_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COVERAGE_BROWSER", str(a_browser(tmp_path, 'echo "<html>" > "$out"')))
    with pytest.raises(CannotMake, match="it said nothing"):
        page_pdf(TOLD)


def test_the_next_browser_is_asked_where_the_first_does_not_print(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = a_browser(tmp_path, "exit 1", "first")
    second = a_browser(tmp_path, 'printf "%%PDF-1.4" > "$out"', "second")
    monkeypatch.delenv("COVERAGE_BROWSER", raising=False)
    monkeypatch.setattr(browser, "COMMANDS", ())
    monkeypatch.setattr(browser, "PLACES", (str(first), str(second)))
    assert page_pdf(TOLD) == b"%PDF-1.4"


def test_nothing_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    monkeypatch.setenv("COVERAGE_BROWSER", str(a_browser(tmp_path, 'printf "%%PDF-1.4" > "$out"')))
    page_pdf(TOLD)
    assert list(folder.iterdir()) == []
