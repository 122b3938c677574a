"""Regions in their order: which lies in which, the next level inside, and the metrics found by themselves."""

from pathlib import Path

import pytest

from data.home import FACTS
from metrics._model import UnknownName
from metrics.catalogue import metric, metrics
from metrics.territory import Territory
from tests.data.altered_facts import rows_of

BANUSPA = ["51", "52", "53", "91", "92", "93", "94", "95", "96"]


def test_every_region_of_the_facts_is_a_place(places: Territory) -> None:
    assert list(places.places) == sorted(row["region_code"] for row in rows_of(FACTS / "regions.csv"))
    assert len(places.places) == 1 + 1 + 38 + 514


@pytest.mark.parametrize(
    ("code", "above"),
    [("51.03", ("51", "KW-BANUSPA", "ID")), ("51", ("KW-BANUSPA", "ID")), ("KW-BANUSPA", ("ID",)), ("ID", ()),
     ("11.01", ("11", "ID")), ("11", ("ID",))],
)  # fmt: skip
def test_a_place_knows_the_places_above_it_nearest_first(code: str, above: tuple[str, ...], places: Territory) -> None:
    assert places.place(code).above == above


def test_the_next_level_of_the_nation_is_its_38_provinces_and_never_the_kanwil(places: Territory) -> None:
    provinces = places.parts("ID")
    assert len(provinces) == 38
    assert all(places.place(code).level == "province" for code in provinces)


def test_the_next_level_of_the_kanwil_is_its_nine_provinces(places: Territory) -> None:
    assert places.parts("KW-BANUSPA") == BANUSPA


def test_the_next_level_of_a_province_is_its_regencies_and_a_regency_has_none(places: Territory) -> None:
    assert places.parts("51") == ["51.01", "51.02", "51.03", "51.04", "51.05", "51.06", "51.07", "51.08", "51.71"]
    assert sum(len(places.parts(code)) for code in BANUSPA) == 83
    assert sum(len(places.parts(code)) for code in places.parts("ID")) == 514
    assert places.parts("51.03") == []


def test_a_code_that_lost_its_dot_or_zero_is_no_region(places: Territory) -> None:
    for code in ("5103", "53.1", "51.99", "", "bali"):
        with pytest.raises(UnknownName, match="There is no region"):
            places.place(code)


def test_a_metric_is_found_by_its_file() -> None:
    files = (Path(__file__).parents[2] / "metrics").glob("*.py")
    with_one = {path.stem for path in files if "\nMETRIC = " in path.read_text(encoding="utf-8")}
    assert list(metrics()) == sorted(with_one)
    assert {"active_participants", "coverage", "informal_share", "vulnerable_covered", "workforce"} <= with_one
    assert all(metric(name).id == name for name in metrics())


def test_a_metric_that_does_not_exist_is_refused_with_those_that_do() -> None:
    with pytest.raises(UnknownName) as refused:
        metric("cover")
    assert str(refused.value) == f"There is no metric 'cover'. There is: {', '.join(metrics())}."


@pytest.mark.parametrize("name", list(metrics()))
def test_a_metric_says_what_it_means_in_whole_sentences(name: str) -> None:
    card = metrics()[name]
    assert card.unit in ("share", "people", "rupiah", "rupiah_per_person", "employers", "cases")
    assert card.better in ("higher", "lower", "neither")
    assert min(map(len, (card.meaning, card.formula, card.why, card.caveat, card.missing[""]))) > 12
    assert len(card.title) > 4
    assert "" in card.headline


def test_the_bases_of_coverage_are_those_of_the_facts() -> None:
    assert list(metric("coverage").bases) == [row["base"] for row in rows_of(FACTS / "bases.csv")]
