"""Where a figure stands at the border of a class, all that one screen says of it agrees with what it prints."""

import re
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from data import store as coverage_store
from tests.data.altered_facts import copy_of_the_facts, find_row, set_cell
from tests.pages import seen
from tests.pages.conftest import new_app

FIGURES = "published_figures.csv"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Publish 64.96 percent for Badung in March 2025, and for Jembrana in December 2024 71,122 of 109,417: just 65."""
    facts, home = copy_of_the_facts(tmp_path_factory.mktemp("altered") / "facts"), tmp_path_factory.mktemp("home")
    for region, period, indicator, value in (
        ("51.03", "2025-03", "coverage_pct", "64.96"),
        ("51.01", "2024-12", "coverage_pct", "65.00"),
        ("51.01", "2024-12", "active_participants", "71122"),
    ):
        cells = {"region_code": region, "period": period, "indicator": indicator, "segment": "total"}
        set_cell(facts, FIGURES, find_row(facts, FIGURES, **cells), "value", value)
    parts = find_row(facts, "share_parts.csv", share_id="51.01-2024-12-total-ucj")
    for column, value in {"printed": "65.00", "recomputed": "65.0009", "difference": "-0.0009"}.items():
        set_cell(facts, "share_parts.csv", parts, column, value)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COVERAGE_HOME", str(home))
        version = coverage_store.build(facts)
        patch.setattr(coverage_store, "version_of", lambda *_: version)  # else the bundled facts are published again
        yield home


def opened(region: str) -> AppTest:
    app = new_app()
    app.query_params.update({"region": region, "base": "ucj", "lang": "en"})
    return app.run()


def everything_said(app: AppTest) -> str:
    """Give all words of the page, those of the charts and of their alternatives included, but not the tables."""
    charts = [str(chart) for chart in seen.charts(app)]
    return "\n".join([seen.title(app), *seen.headings(app), *seen.texts(app), *seen.alternatives(app), *charts])


def tile_of(app: AppTest, name: str) -> str:
    """Give the words on a tile."""
    return next(text for text in seen.charts(app)[0]["data"][0]["text"] if name in text)


def test_a_share_at_65_percent_has_reached_it_everywhere(home: Path) -> None:
    app = opened("51.01")
    assert seen.title(app) == "Jembrana 65.0%: at or above 65%"
    cards = seen.cards(app)
    assert cards["Short of 65%"].split()[0] == "0.0"
    assert cards["Target 65% · December 2024"] == "✓ Reached"
    assert "✓ Reached" in next(text for text in seen.texts(app) if text.startswith("Coverage of Kabupaten Jembrana"))
    assert aim_of(app)["Progress"].startswith("✓ Reached")
    assert "✓" in tile_of(app, "Jembrana")


def test_a_share_just_below_it_has_missed_it_everywhere_and_reads_so_everywhere(home: Path) -> None:
    app = opened("51.03")
    assert seen.title(app) == "Badung 64.96%: still 0.04 percentage points below 65%"
    cards = seen.cards(app)
    assert cards["Coverage"] == "64.96%"
    assert cards["Short of 65%"].split()[0] == "0.04"
    assert cards["Target 65% · December 2024"] == "✕ Missed"
    assert "✕ Missed" in next(text for text in seen.texts(app) if text.startswith("Coverage of Kabupaten Badung"))
    assert aim_of(app)["Progress"].startswith("✕ Missed")
    assert "✓" not in tile_of(app, "Badung")
    said = [part for part in re.split(r"\n|<br>", everything_said(app)) if "Badung" in part or "Missed" in part]
    assert [part for part in said if "65.0" in part] == [], "65.0 is read where 65 percent is missed"


def aim_of(app: AppTest) -> pd.Series:
    """Give the row of the 65 percent aim, read on the UCJ base."""
    targets = seen.tables(app)["Targets"]
    return targets[targets["Target"].str.startswith("**65%**") & (targets["Read on"] == "if read on UCJ base")].iloc[0]
