"""One number, one function: what the rendered page prints equals what the command line gives."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from charts import words
from i18n import Language, language
from i18n.numbers import rounded
from tests.browser.reading import number, opened
from tests.browser.stands import ask, differs

pytestmark = pytest.mark.browser

MONTH = "2025-12"
CASES = [
    ("51", "ucj", "id"), ("51", "bps_pu_bpu", "en"), ("51.04", "ucj", "en"), ("51.08", "ucj", "id"),
    ("KW-BANUSPA", "bps", "id"), ("52", "ucj", "en"), ("91", "bps_pu_bpu", "id"), ("94", "potential", "en"),
    ("92.02", "unstated", "id"),
]  # fmt: skip


@pytest.mark.usefixtures("server")
def test_the_command_line_says_in_a_process_of_its_own_what_it_says_here(
    server_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COVERAGE_HOME", str(server_home))
    asked = ("get", "coverage", "--region", "51", "--children", "--base", "ucj", "--as-of", MONTH)
    done = subprocess.run(
        [sys.executable, "-m", "metrics", *asked, "--format", "json"], capture_output=True, text=True, check=True
    )
    assert json.loads(done.stdout) == ask(*asked) != []


@pytest.mark.parametrize(("region", "base", "lang"), CASES)
def test_the_page_and_the_command_line_say_the_same(
    browser: Browser, server: str, server_home: Path, region: str, base: str, lang: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COVERAGE_HOME", str(server_home))
    say = language(lang)
    whole = region[:2] if "." in region else region
    beside = ask("get", "coverage", "--region", whole, "--children", "--base", base, "--as-of", MONTH)
    own = ask("get", "coverage", "--region", region, "--base", base, "--as-of", MONTH)
    targets = ask("target", "--region", region, "--as-of", MONTH)
    headline = {"bps_formal": "PU", "bps_informal": "BPU"}.get(base, "total")
    beside, own = ([row for row in rows if row["segment"] == headline] for rows in (beside, own))
    with opened(browser, server, lang=lang, region=region, base=base, as_of=MONTH) as seen:
        seen.page.get_by_text(say("Set by"), exact=True).first.wait_for(state="attached")  # the last table to be drawn
        seen.open_all()
        tables, page = seen.tables(), seen.texts()
        drawn = seen.chart_texts()
        title, source_line = seen.title(), seen.page.locator("h1 >> xpath=following::p[1]").inner_text()
        links = seen.page.eval_on_selector_all("[data-testid=stMain] a", "all => all.map(a => a.href)")
    # Where no part has a figure, the figures of the region itself come first, and the table of the parts is empty.
    of_parts = tables[0] if beside else []
    rows = [row for row in of_parts if row.get(say("Date"))]
    assert len(rows) == len(beside)
    for row, figure in zip(rows, sorted(beside, key=lambda one: str(one["region_code"])), strict=True):
        assert differs(row, figure, say) == []
        assert any(say.number(rounded(figure["value"]), 1) in text for text in drawn)  # on its tile
    if own:
        (figure,) = own
        assert number(title.split(" ", 1)[1], lang) == pytest.approx(100 * figure["value"], abs=0.051)
        for wanted in (
            say.period(figure["period"]),
            words.base_words(base, say),
            words.status_name(figure["status"], say),
        ):
            assert wanted in source_line
    else:
        assert say("{region}: no coverage figure yet on this base", region="") in title.replace(title.split(":")[0], "")
    shown = [row for table in tables for row in table if say("Progress") in row]
    cited = [
        row for table in tables for row in table if say("Set by") in row
    ]  # in the table below, by target and reading
    assert len(shown) == len(cited) == len(targets)
    for target in targets:
        goal = words.target_words(target["value_target"], say) if target["value_target"] <= 1 else say.number(
            int(target["value_target"])
        )  # fmt: skip
        same = [row for row in shown if row[say("Target")].startswith(goal)
                and say.short_period(target["deadline"][:7]) in row[say("Target")]]  # fmt: skip
        assert any(_agrees(row, target, say) for row in same), target
        assert any(len(row[say("Source")].split(";")) == len(target["source_ids"]) for row in cited
                   if row[say("Target")] in [one[say("Target")] for one in same]), target  # fmt: skip
    assert "Traceback" not in page
    assert all(address.startswith(("http://", "https://")) for address in links)


def _agrees(row: dict[str, str], target: dict[str, Any], say: Language) -> bool:
    now = row[say("Figure now")]
    if target["current"] is None:
        return now in (say("no figure yet"), "–")  # the dash: a figure of an older boundary, which the remark explains
    scale = 100 if target["value_target"] <= 1 else 1
    read = number(now, say.code)
    return (
        read is not None
        and abs(read - scale * target["current"]) <= 0.051
        and say.short_period(target["current_period"]) in now
    )
