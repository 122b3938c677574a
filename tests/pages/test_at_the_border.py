"""Where a figure stands at the border of a class, all that one screen says of it agrees with what it prints."""

from pathlib import Path

import pandas as pd
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


def everything_said(app: AppTest) -> str:
    """Give all words of the page, those of the charts and of their alternatives included, but not the tables."""
    charts = [str(chart) for chart in seen.charts(app)]
    return "\n".join([seen.title(app), *seen.headings(app), *seen.texts(app), *seen.alternatives(app), *charts])


@pytest.mark.parametrize("badung", ["65", "65.04"], indirect=True)
def test_a_share_at_65_percent_has_reached_it_everywhere(badung: AppTest) -> None:
    assert seen.title(badung) == "Badung 65.0%: at or above 65%"
    cards = seen.cards(badung)
    assert cards["Short of 65%"] == SAY.points(0)
    assert cards["Target 65% · December 2024"] == "✓ Reached"
    assert "✓ Reached" in next(text for text in seen.texts(badung) if text.startswith("Coverage of Kabupaten Badung"))
    assert aim_of(badung)["Progress"].startswith("✓ Reached")
    tile = next(text for text in seen.charts(badung)[0]["data"][0]["text"] if "Badung" in text)
    assert "✓" in tile


@pytest.mark.parametrize(("badung", "printed"), [("64.96", "64.96%"), ("64.94", "64.9%")], indirect=["badung"])
def test_a_share_below_it_has_missed_it_everywhere_and_reads_so_everywhere(badung: AppTest, printed: str) -> None:
    assert seen.title(badung).startswith(f"Badung {printed}: still 0.")
    cards = seen.cards(badung)
    assert cards["Coverage"] == printed
    assert cards["Short of 65%"] != SAY.points(0)
    assert cards["Target 65% · December 2024"] == "✕ Missed"
    assert "✕ Missed" in next(text for text in seen.texts(badung) if text.startswith("Coverage of Kabupaten Badung"))
    assert aim_of(badung)["Progress"].startswith("✕ Missed")
    tile = next(text for text in seen.charts(badung)[0]["data"][0]["text"] if "Badung" in text)
    assert "✓" not in tile
    crossed = [part.strip()[:120] for part in everything_said(badung).split("\n") if "65.0" in part]
    assert crossed == [], "65.0 is read where 65 percent is missed"


def aim_of(app: AppTest) -> pd.Series:
    """Give the row of the 65 percent aim, read on the UCJ base."""
    targets = seen.tables(app)["Targets"]
    return targets[targets["Target"].str.startswith("**65%**") & (targets["Read on"] == "if read on UCJ base")].iloc[0]
