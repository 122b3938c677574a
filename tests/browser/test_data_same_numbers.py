"""One number, one function, for the steward too: what the page Data says equals what `python -m data` gives."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from playwright.sync_api import Browser

from data.__main__ import main
from data.office import OFFICE_TABLES
from i18n import Language, language
from tests.browser.reading import opened
from tests.browser.steward import FILE, send, workbook
from tests.built_once import published_home
from tests.serving import serving

pytestmark = pytest.mark.browser

Ask: TypeAlias = Callable[..., tuple[str, str]]
TABLES = {table.name: table for table in OFFICE_TABLES}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a home in which the command line loaded a file, then one with a warning, and withdrew that one."""
    folder = tmp_path_factory.mktemp("steward")
    home = folder / "home"
    shutil.copytree(published_home(tmp_path_factory), home)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COVERAGE_HOME", str(home))
        for content, said in (
            (workbook(), ("--note", "pertama")),
            (workbook(390_000), ("--reason", "basisnya menyusul")),
        ):
            assert main(["load", str(_file(folder, content)), "--by", "KC Singaraja", *said]) == 0
        assert main(["withdraw", "3", "--by", "Kanwil Banuspa", "--why", "angka keliru"]) == 0
    return home


@pytest.fixture(scope="module")
def office(home: Path) -> Iterator[str]:
    """Serve that home, in which nothing is published any more."""
    with serving([sys.executable, "serve.py"], home) as address:
        yield address


@pytest.fixture
def ask(home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Ask:
    """Run a command of the steward: what it printed, and what it said on standard error without its steps."""
    monkeypatch.setenv("COVERAGE_HOME", str(home))

    def run(*arguments: object) -> tuple[str, str]:
        main([str(argument) for argument in arguments])
        printed, said = capsys.readouterr()
        return printed, "".join(line for line in said.splitlines(keepends=True) if not line.startswith("store: "))

    return run


def _file(folder: Path, content: bytes) -> Path:
    path = folder / FILE
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("lang", ["id", "en"])
def test_the_page_lists_the_record_and_names_the_release_that_the_command_line_does(
    browser: Browser, office: str, ask: Ask, lang: str
) -> None:
    say = language(lang)
    known = json.loads(ask("history", "--format", "json")[0])
    counting = [entry for entry in known if entry["counts"]]
    assert [(entry["kind"], entry["counts"]) for entry in known] == [
        ("demo", False), ("load", True), ("load", False), ("withdraw", False)
    ]  # fmt: skip
    with opened(browser, office, "/data", charts=0, lang=lang) as seen:
        seen.page.get_by_role("tab", name=say("Record")).click()
        seen.page.get_by_text(known[-1]["batch_id"]).first.wait_for()
        (record,) = seen.tables()
        assert seen.title() == say("{count} office files count; the latest was loaded on {date}", count=len(counting),
                                   date=say.date(counting[-1]["at"][:10]))  # fmt: skip
        beside = seen.page.get_by_test_id("stSidebar").inner_text()
    assert ask("build")[0].split()[1][:6] in beside
    assert [row[say("Batch")] for row in record] == [entry["batch_id"] for entry in reversed(known)]
    for row, entry in zip(record, reversed(known), strict=True):
        assert row[say("When")] == f"{say.date(entry['at'][:10])} {entry['at'][11:16]} UTC"
        assert row[say("Who")] == entry["by"]
        assert row[say("Remark")] == (entry["reason"] or entry["note"])
        if entry["kind"] == "load":
            rows = say.number(sum(entry["rows"].values()))
            assert row[say("What")] == say("{file}: {count} rows", file=entry["file"], count=rows)
            assert row[say("Counts")] == (say("yes") if entry["counts"] else say("no"))


@pytest.mark.parametrize("lang", ["id", "en"])
def test_the_page_says_of_a_file_what_the_command_line_says_would_change(
    browser: Browser, office: str, ask: Ask, tmp_path: Path, lang: str
) -> None:
    say = language(lang)
    content = workbook(395_000)  # for the 130,500 that count; with the 69,500 others more than the base of 400,000
    path = _file(tmp_path, content)
    found = json.loads(ask("diff", path, "--format", "json")[0])
    warnings = [line for line in ask("load", path, "--dry-run")[0].splitlines() if line.startswith("warning: ")]
    assert (found["counts"], len(warnings)) == ({"new": 0, "changed": 1, "deleted": 0, "same": 3}, 1)
    with opened(browser, office, "/data", charts=0, lang=lang) as seen:
        send(seen, content, say("Accept and publish"))
        seen.until(
            "document.querySelectorAll('[data-testid=stTable]').length === 4"
        )  # the record's, in its own tab, among them
        cards = seen.page.get_by_test_id("stMetricValue").all_inner_texts()
        totals, cells, warned, _ = seen.tables()
        assert say("Warnings: {count}. Look at them before publishing.", count=len(warnings)) in seen.texts()
    assert cards == [say.number(found["counts"][name]) for name in ("new", "changed", "deleted", "same")]
    assert [_total(row, say) for row in found["totals"]] == totals
    assert [_cell(row, say) for row in found["cells"]] == cells
    assert all(_is_told(row, line, say) for row, line in zip(warned, warnings, strict=True))


def test_the_page_refuses_a_file_for_the_same_cells_as_the_command_line(
    browser: Browser, office: str, ask: Ask, tmp_path: Path
) -> None:
    say = language("id")
    content = workbook("banyak", "2025-13")
    *lines, ending = ask("load", _file(tmp_path, content), "--dry-run")[1].splitlines()
    assert ending == "2 problems. Nothing was stored."
    with opened(browser, office, "/data", charts=0, lang="id") as seen:
        send(seen, content, say("Download the list (CSV)"))
        refused = say("Errors: {count}. The file is refused whole, and nothing was loaded.", count=len(lines))
        assert refused in seen.texts()
        seen.until("document.querySelectorAll('[data-testid=stTable]').length === 2")
        errors, _ = seen.tables()
    assert all(_is_told(row, line, say) for row, line in zip(errors, lines, strict=True))


def _total(row: dict[str, Any], say: Language) -> dict[str, str]:
    level = {"province": say("provinces"), "regency": say("regencies and cities")}[row["level"]]
    return {
        say("Table"): TABLES[row["table"]].sheet(say.code),
        say("Month"): say.period(row["month"]),
        say("Sum of"): level,
        say("Group"): row["of"],
        say("Measure"): TABLES[row["table"]].by_name[row["measure"]].heading(say.code),
        say("Before"): say.number(row["old"]),
        say("After"): say.number(row["new"]),
        say("Difference"): say.number(row["new"] - row["old"], signed=True),
    }


def _cell(row: dict[str, Any], say: Language) -> dict[str, str]:
    return {
        say("Table"): TABLES[row["table"]].sheet(say.code),
        say("Cell"): row["key"],
        say("Measure"): TABLES[row["table"]].by_name[row["field"]].heading(say.code),
        say("Before"): row["old"],
        say("After"): row["new"],
        say("Change"): {"changed": say("changed"), "deleted": say("deleted")}[row["change"]],
    }


def _is_told(row: dict[str, str], line: str, say: Language) -> bool:
    """Say whether a row of the page is about the cell of a line of the command line."""
    where = f'sheet "{row[say("Sheet")]}", row {row[say("Row")]}, column "{row[say("Column")]}"'
    return where in line and f"'{row[say('Found')]}' stands there" in line
