"""Of very many regions stay the one looked at, its peers, the twelve highest and the twelve lowest; of few all."""

import pandas as pd

from data.store import Query
from metrics.analyses.peers import peers
from metrics.shortlist import DRAWN, ENDS, MAPPED, near, shortlist
from metrics.territory import Territory


def figures(values: list[float | None]) -> pd.DataFrame:
    return pd.DataFrame({"region_code": [f"r{number:03}" for number in range(len(values))], "value": values})


def test_few_stay_all_in_their_order() -> None:
    frame = figures([float(number % 7) for number in range(DRAWN)])
    assert shortlist(frame, ()).equals(frame)


def test_of_many_stay_the_highest_and_the_lowest_in_their_order() -> None:
    # r000 has 0, r001 has 1, … r040 has 40: the twelve highest are r029 to r040
    frame = figures([float(number) for number in range(DRAWN + 1)])
    kept = shortlist(frame, ())["region_code"].tolist()
    assert kept == [f"r{number:03}" for number in [*range(ENDS), *range(DRAWN + 1 - ENDS, DRAWN + 1)]]


def test_the_region_looked_at_and_its_peers_stay_with_or_without_a_figure() -> None:
    values: list[float | None] = [float(number) for number in range(100)]
    values[50] = None
    kept = shortlist(figures(values), ("r050", "r051"))
    assert len(kept) == 2 * ENDS + 2
    assert {"r050", "r051"} < set(kept["region_code"])


def test_of_two_alike_the_smaller_code_is_taken_and_none_without_a_figure_is_high_or_low() -> None:
    kept = shortlist(figures([0.5] * 60 + [None] * 40), ())["region_code"].tolist()
    assert kept == [f"r{number:03}" for number in [*range(ENDS), *range(60 - ENDS, 60)]]


def test_no_province_is_cut_and_the_map_of_the_office_stays_whole(places: Territory) -> None:
    assert max(len(places.parts(code)) for code in places.places) <= DRAWN
    ours = [code for province in places.parts("KW-BANUSPA") for code in places.parts(province)]
    assert len(ours) == 83 <= MAPPED


def test_near_a_regency_are_its_peers_among_those_shown(query: Query, places: Territory) -> None:
    alike = peers(query, places, "51.03").codes
    among = ["51.01", "51.03", *alike[:2]]
    assert near(query, places, "51.03", among) == ("51.03", *(code for code in alike if code in among))
    assert near(query, places, "51", among) == ()
