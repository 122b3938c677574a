"""What holds of every metric and every analysis: sums, any order of rows, no other region, many at once as one by one."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from benchmarks.questions import QUESTIONS
from data.store import Query
from metrics._model import Scope, measure
from metrics.analyses.signals import signals, signals_of_each
from metrics.analyses.trend import monthly_trend, monthly_trends
from metrics.catalogue import metrics
from metrics.panel import line_of_each, panel
from metrics.territory import Territory
from tests.metrics.generated import differing, generated, plain, store_of

WITHOUT = "52.08"  # left out of one store
KEY = ["month", "base", "segment", "series", "boundary", "weights"]
NOT_ADDED = {"completeness": "months of a region are months of each of its parts"}
ONLY_PRINTED = ("informal_share", "population", "vulnerable_covered", "non_asn_covered")  # no office sent any here
HELD_BACK_BESIDE = ("claim_cases", "claims_paid")
AS_OF = "2025-11"
# Peers are chosen among all regions held, and a profile has quartiles of them beside it: these may move.
MAY_MOVE = ("Profile", "Peers of every regency", "Against its peers, one regency")
FLOWS = [name for name, card in metrics().items() if card.flow]


@pytest.fixture(scope="module")
def stores(query: Query, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Query]]:
    """Give queries of three stores: as generated, its rows shuffled, and without one regency."""
    rows = generated(query)
    made = {
        "whole": rows,
        "shuffled": {name: frame.sample(frac=1, random_state=7) for name, frame in rows.items()},
        "without": {name: frame[frame["region_code"] != WITHOUT] for name, frame in rows.items()},
    }
    held = {name: store_of(tmp_path_factory.mktemp(name), tmp_path_factory, tables) for name, tables in made.items()}
    yield {name: store.query for name, store in held.items()}
    for store in held.values():
        store.close()


@pytest.mark.parametrize("name", [name for name in metrics() if name not in NOT_ADDED])
def test_a_province_is_the_sum_of_its_regencies(name: str, stores: dict[str, Query], places: Territory) -> None:
    figures = measure(stores["whole"], metrics()[name], Scope())
    figures = figures[(figures["status"].isin(["reported", "summed"])) & figures["boundary"].isna()]
    figures = figures[~figures["suppressed"]].fillna(dict.fromkeys(KEY, ""))
    compared = 0
    for province in ("51", "52", "96"):
        parts = places.parts(province)
        inside = figures[figures["region_code"].isin(parts)].groupby(KEY)
        summed = inside.agg(
            regions=("region_code", "nunique"), above=("numerator", "sum"), below=("denominator", "sum"),
            first=("denominator_period", "min"), last=("denominator_period", "max"),
        ).reset_index()  # fmt: skip
        both = figures[figures["region_code"] == province].merge(summed[summed["regions"] == len(parts)], on=KEY)
        assert (both["numerator"].astype(float) == both["above"].astype(float)).all()
        # Where a regency is late with its workforce, the whole stands on the month before, and says so.
        divided = both[(both["first"] == both["denominator_period"]) & (both["last"] == both["denominator_period"])]
        assert (divided["denominator"].astype(float) == divided["below"].astype(float)).all()
        compared += len(both)
    assert compared > 0 or name in ONLY_PRINTED


@pytest.mark.parametrize("name", list(metrics()))
def test_neither_the_order_of_rows_nor_a_region_more_changes_a_figure(
    name: str, stores: dict[str, Query], places: Territory
) -> None:
    whole, shuffled, without = (measure(stores[which], metrics()[name], Scope()) for which in stores)
    assert len(whole) > 0
    assert list(differing(plain(whole), plain(shuffled)))[:3] == []
    moved = {WITHOUT, *places.place(WITHOUT).above}
    others, without = ~whole["region_code"].isin(moved), without[~without["region_code"].isin(moved)]
    if name in HELD_BACK_BESIDE:
        # Beside a small count a second one is held back, of the same regency or of another one of its province.
        others &= ~whole["region_code"].str.startswith(WITHOUT[:2])
        without = without[~without["region_code"].str.startswith(WITHOUT[:2])]
    assert list(differing(plain(whole[others]), plain(without)))[:3] == []


@pytest.mark.parametrize("question", QUESTIONS)
def test_neither_the_order_of_rows_nor_a_region_more_changes_an_analysis(
    question: str, stores: dict[str, Query], places: Territory
) -> None:
    whole, shuffled, without = (plain(QUESTIONS[question](query, places, "51")) for query in stores.values())
    assert list(differing(whole, shuffled))[:3] == []
    if question not in MAY_MOVE:
        assert list(differing(whole, without))[:3] == []


def every_regency(places: Territory) -> list[str]:
    return [code for province in ("51", "52", "96") for code in places.parts(province)]


@pytest.mark.parametrize("name", FLOWS)
def test_many_regions_at_once_are_as_one_by_one(name: str, stores: dict[str, Query], places: Territory) -> None:
    query, card, codes = stores["whole"], metrics()[name], every_regency(places)
    together: dict[str, Callable[[], dict[str, Any]]] = {
        "line": lambda: line_of_each(query, card, codes, AS_OF),
        "signals": lambda: signals_of_each(query, card, codes, AS_OF),
        "trends": lambda: monthly_trends(query, card, codes, AS_OF),
    }
    alone: dict[str, Callable[[str], Any]] = {
        "line": lambda code: panel(query, card, [code], AS_OF, fewest=1),
        "signals": lambda code: signals(query, card, code, AS_OF),
        "trends": lambda code: monthly_trend(query, card, code, AS_OF),
    }
    for what, ask in together.items():
        found = ask()
        assert list(found) == codes
        for code in codes[::3]:
            assert list(differing(plain(found[code]), plain(alone[what](code))))[:3] == []


@pytest.mark.parametrize("name", list(metrics()))
def test_regions_measured_together_are_as_measured_alone(name: str, stores: dict[str, Query]) -> None:
    card, codes = metrics()[name], ("51", "51.03", "52.01", "96", "96.71")
    together = measure(stores["whole"], card, Scope(codes))
    for code in codes:
        alone = measure(stores["whole"], card, Scope((code,)))
        assert list(differing(plain(together[together["region_code"] == code]), plain(alone)))[:3] == []
