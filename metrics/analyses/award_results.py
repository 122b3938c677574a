"""Where a region came in the rounds of its province, and which businesses and villages won there.

Rule: keyed on the year that was assessed, since the label of an edition may be that year or the year of the ceremony. A region
that is not named among the places found has no place known: for most rounds only one to three places were found.
"""

from __future__ import annotations

import pandas as pd

from i18n import mark
from metrics._model import Query
from metrics.territory import Territory

NOT_NAMED = mark("Not among the places that were found of this round.")

# Categories of entrants that are no governments of provinces, regencies or cities, in the order they are listed.
OTHERS = (
    "business: large", "business: medium", "business: public service", "business: micro and small", "business: other",
    "local government: village",
)  # fmt: skip

PLACES = (
    "assessment_year", "edition_label", "awarded_on", "region_code", "rank_number", "places_found", "first", "status",
    "reason", "source_ids",
)  # fmt: skip
WINNERS = (
    "assessment_year", "edition_label", "level", "category", "category_printed", "rank_printed", "rank_number", "province",
    "winner", "awarded_on", "status", "source_ids", "note",
)  # fmt: skip


def place_in_province(query: Query, places: Territory, region: str) -> pd.DataFrame:
    """Give the place of a regency in each round of its province that was found.

    Args:
        query: runs SQL on a store.
        places: all regions.
        region: code of a regency; for any other region there is no such place.

    Returns:
        One row a year that was assessed, latest first, with the columns of ``PLACES``. ``rank_number`` is null with ``reason``
        where the region is not named; ``places_found`` counts the places found of the round, ``first`` is the code of its
        winner, null where not found. Empty for a province, a Kanwil and the nation, and where no round was found.

    Raises:
        UnknownName: when the region does not exist.
    """
    place = places.place(region)
    inside = places.parts(place.above[0]) if place.level == "regency" else []
    found = query(
        """
        select assessment_year, any_value(edition_label) as edition_label, max(awarded_on) as awarded_on,
            $region as region_code, min(rank_number) filter (region_code = $region)::bigint as rank_number,
            count(distinct rank_number)::bigint as places_found,
            any_value(region_code) filter (rank_number = 1) as first, 'published' as status,
            if(min(rank_number) filter (region_code = $region) is null, $not_named, null) as reason,
            list_sort(list_distinct(list(source_id))) as source_ids
        from award_result
        where level = 'province' and list_contains($inside, region_code) and rank_number is not null
            and category = 'local government: regency or city'
        group by assessment_year order by assessment_year desc
        """,
        region=region,
        inside=inside,
        not_named=NOT_NAMED,
    )
    return found[list(PLACES)]


def other_winners(query: Query, places: Territory, region: str) -> pd.DataFrame:
    """Give the businesses and villages that won, in the province of a region.

    Args:
        query: runs SQL on a store.
        places: all regions.
        region: its code; a regency stands for its province, a larger region for the provinces within, the nation for all.

    Returns:
        One row a result with the columns of ``WINNERS``, latest year first, then national before provincial, by category and
        rank. ``category`` is one of ``OTHERS``; ``province`` is null where the source names none. Which regency a business
        lies in is not recorded.

    Raises:
        UnknownName: when the region does not exist.
    """
    place = places.place(region)
    provinces = [place.above[0]] if place.level == "regency" else [region]
    provinces = places.parts(region) if place.level in ("kanwil", "national") else provinces
    return query(
        """
        select assessment_year, edition_label, level, category, category_printed, rank_printed, rank_number, province,
            winner, awarded_on, 'published' as status, [source_id] as source_ids, note
        from award_result
        where list_contains($others, category) and ($all or list_contains($names, province))
        order by assessment_year desc, level, list_position($others, category), category_printed, rank_number nulls last,
            fact_row
        """,
        others=list(OTHERS),
        names=[places.place(code).name for code in provinces],
        all=place.level == "national",
    )
