"""The findings of a briefing: the same numbers as the command line, and a calm word where there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from data import store as coverage_store
from exports.briefing import SECTIONS, Briefing, BriefingAsked, briefing
from exports.briefing.notes import notes_of
from i18n import language
from metrics._model import Scope, UnknownName, measure
from metrics.analyses.target import targets
from metrics.catalogue import metric
from metrics.territory import Territory, territory
from tests.built_once import published_home

if TYPE_CHECKING:
    from data.store import Store


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COVERAGE_HOME", str(published_home(tmp_path_factory)))
        return coverage_store.ensure()


@pytest.fixture(scope="module")
def places(store: Store) -> Territory:
    return territory(store.query)


def made(store: Store, places: Territory, region: str, **more: str) -> Briefing:
    asked = BriefingAsked(region, "2025-12", **more)
    return briefing(store.query, places, asked, store=store.version, made_on="2026-11-30")


@pytest.mark.parametrize("region", ["KW-BANUSPA", "51", "51.03", "51.08", "52.03", "94", "11.01"])
def test_every_region_has_every_section_and_says_calmly_what_is_missing(
    store: Store, places: Territory, region: str
) -> None:
    told = made(store, places, region)
    assert tuple(dict.fromkeys(finding.section for finding in told.findings)) == SECTIONS
    assert all(finding.title for finding in told.findings)
    assert all(finding.tables or finding.missing or finding.key == "cover" for finding in told.findings)
    assert not told.example


def test_the_headline_prints_what_the_metric_and_the_target_give(store: Store, places: Territory) -> None:
    share, gap, *_ = made(store, places, "51").finding("headline").figures
    held = measure(store.query, metric("coverage"), Scope(("51",), "ucj", "total", as_of="2025-12"))
    read = targets(store.query, places, "51", "2025-12")
    aim = read[(read["target_id"] == "banuspa-65-2024") & (read["base"] == "ucj")].iloc[0]
    assert (share.value, share.period) == (held["value"].iloc[0], held["period"].iloc[0]) == (0.5388, "2025-12")
    assert share.text == "53,9%"
    assert gap.value == aim["gap_points"] == pytest.approx(0.65 - 0.5388)


def test_seven_printed_scores_of_lombok_timur_add_up(store: Store, places: Territory) -> None:
    (total,) = made(store, places, "52.03", lang="en").finding("award").figures
    assert total.value == pytest.approx(7.75 + 5.16 + 1.09 + 9.00 + 9.45 + 10.00 + 9.06)
    assert total.text == "51.51"


def test_notes_give_people_only_beside_the_share_that_they_make(demonstration: Store, places: Territory) -> None:
    told = made(demonstration, places, "51.08", lang="en")
    said = notes_of(told.finding("plan"), told, language("en"))
    assert "154,225 of 337,651" not in said  # those that the plan starts from, not those that it takes
    assert said.count("10 of the 12 months of this plan have passed: it is now November 2026.") == 1
    assert notes_of(told.finding("headline"), told, language("en")).count("154,225 of 337,651") == 1


def test_what_is_known_of_vulnerable_workers_names_their_group(demonstration: Store, places: Territory) -> None:
    told = made(demonstration, places, "51.08", lang="en")
    rows = {row[0]: row[2] for row in told.finding("award").tables[0].rows}
    assert rows["Protection of vulnerable workers"].startswith(
        "Customary and religious workers: 12,456 people (Dec 2025"
    )
    assert rows["Regulation"] == "No regulation of this region was found; that is not to say that it has none"
    assert "The budget of Jembrana is for one group only: fishers." in told.finding("governments").reading


def test_who_pays_for_most_stands_first(demonstration: Store, places: Territory) -> None:
    (series,) = made(demonstration, places, "KW-BANUSPA").finding("payers").chart.series
    assert len(series.values) == 6
    assert list(series.values) == sorted(series.values, reverse=True)


def test_contradictions_listed_are_counted(store: Store, places: Territory) -> None:
    found = made(store, places, "KW-BANUSPA", lang="en").finding("quality")
    _, contradicted, apart = found.tables
    assert f"with the regions listed {len(contradicted.rows)}." in found.reading
    assert f"with the regions listed {len(apart.rows)}." in found.reading
    said = [column.title for column in apart.columns].index("Segment")
    assert {row[said] for row in apart.rows} >= {"PU", "BPU"}


def test_a_target_asked_for_leads(store: Store, places: Territory) -> None:
    told = made(store, places, "51", target="bali-ucj-2026").finding("headline")
    assert "73,86%" in told.title


def test_what_does_not_exist_is_refused(store: Store, places: Territory) -> None:
    with pytest.raises(UnknownName, match="target of Bali"):
        made(store, places, "51", target="none")
    with pytest.raises(UnknownName, match="base"):
        made(store, places, "51", base="none")
