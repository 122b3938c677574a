"""Where a figure stands at the border of a class, all that one screen says of it agrees with what it prints."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data import store as coverage_store
from i18n import language
from tests.data.altered_facts import copy_of_the_facts, find_row, set_cell
from tests.pages import seen
from tests.pages.conftest import new_app

SAY = language("en")


@pytest.fixture
def badung(home: Path, tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """Open Badung with another share in March 2025 than its 58.68 percent, three months after the 65 percent aim."""
    facts = copy_of_the_facts(tmp_path / "facts")
    row = find_row(facts, "published_figures.csv", region_code="51.03", period="2025-03", indicator="coverage_pct")
    set_cell(facts, "published_figures.csv", row, "value", request.param)
    version = coverage_store.build(facts)
    monkeypatch.setattr(coverage_store, "version_of", lambda *_: version)  # else the bundled facts are published again
    app = new_app()
    app.query_params.update({"region": "51.03", "base": "ucj", "lang": "en"})
    return app.run()


@pytest.mark.parametrize("badung", ["64.96", "65", "65.04"], indirect=True)
def test_a_share_that_reads_65_percent_has_reached_65_percent_everywhere(badung: AppTest) -> None:
    assert seen.title(badung) == "Badung 65.0%: at or above 65%"
    cards = seen.cards(badung)
    assert cards["Short of 65%"] == SAY.points(0)
    assert cards["Target 65% · December 2024"] == "✓ Reached"
    assert "✓ Reached" in next(text for text in seen.texts(badung) if text.startswith("Coverage of Kabupaten Badung"))
    targets = seen.tables(badung)["Targets"]
    aim = targets[targets["Target"].str.startswith("**65%**") & (targets["Read on"] == "if read on UCJ base")].iloc[0]
    assert aim["Progress"].startswith("✓ Reached")


@pytest.mark.parametrize("badung", ["64.94", "64.9"], indirect=True)
def test_a_share_that_reads_less_has_missed_it_everywhere(badung: AppTest) -> None:
    assert seen.title(badung) == "Badung 64.9%: still 0.1 percentage points below 65%"
    cards = seen.cards(badung)
    assert cards["Short of 65%"] == SAY.points(0.001)
    assert cards["Target 65% · December 2024"] == "✕ Missed"
    assert "✕ Missed" in next(text for text in seen.texts(badung) if text.startswith("Coverage of Kabupaten Badung"))
