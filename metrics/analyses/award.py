"""The Paritrana Award: the seven indicators of a scorecard with their sum, past results, and what is known of editions.

Rule: indicators are added as they were in the one scorecard published in full (Lombok Timur, assessment of 2024), in
decimals: seven scores that add up to the printed 51.51. No weights were found for any year. Any weighting is an assumption
of the reader and is called so; it is scaled so that equal weights give the plain sum. A score that no jury has given is not
zero: a sum with missing scores is no total.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

import pandas as pd

from i18n import mark
from metrics._model import Query
from metrics.territory import Territory

INDICATORS = ("coverage", "vulnerable", "growth", "regulation", "non_asn", "presenter", "material")
HIGHEST_SCORE = Decimal(10)  # the printed scores look like 0 to 10; no source says so
SCORECARD_REGION, SCORECARD_YEAR = "52.03", 2024

NOT_GIVEN = mark("No score was given for this indicator: it is not counted as zero.")
NO_TOTAL = mark("Scores are missing: this sum is not a total.")
OWN_WEIGHTS = mark("The weights are the reader's own assumption: no official weights were found.")

CARD = ("indicator_id", "label_id", "label_en", "score", "origin", "evidence", "reason")
RESULTS = (
    "assessment_year", "edition_label", "level", "category", "category_printed", "rank_printed", "rank_number",
    "rank_certainty", "region_code", "winner", "relation", "awarded_on", "status", "source_ids", "note",
)  # fmt: skip
EDITIONS = (
    "assessment_year", "region_code", "kind", "item_id", "label_id", "label_en", "who", "number", "held_on",
    "certainty", "status", "source_ids", "url", "note",
)  # fmt: skip

Scores = Mapping[str, Decimal | None]


class ScoreOutOfRange(ValueError):
    """A score, weight or indicator that means nothing here; the message says what it may be."""


@dataclass(frozen=True)
class Total:
    """What the scores of a card add up to.

    Args:
        entered: sum of the scores that were given, in decimals.
        total: the same where every score is given, else None.
        missing: indicators without a score, in the order of the card.
        weights: weights the reader assumed, or None for the plain sum.
        reason: why there is no total, or that the weights are the reader's own; None for a plain total.
    """

    entered: Decimal
    total: Decimal | None
    missing: tuple[str, ...]
    weights: Mapping[str, Decimal] | None
    reason: str | None


def sum_of(scores: Scores, weights: Mapping[str, Decimal] | None = None) -> Total:
    """Add the seven scores up.

    Args:
        scores: score by indicator, 0 to 10; None or absent is not given.
        weights: the reader's own weights by indicator, not negative; one that is absent is zero. None adds the scores as
            published. The weighted sum is seven times the weighted mean, so equal weights give the plain sum.

    Raises:
        ScoreOutOfRange: for an unknown indicator, a score beyond 0 to 10, a negative weight, or weights that are all zero.
    """
    _check(scores, weights)
    given = {name: score for name in INDICATORS if (score := scores.get(name)) is not None}
    missing = tuple(name for name in INDICATORS if name not in given)
    if weights is None:
        entered = sum(given.values(), Decimal(0))
        return Total(entered, None if missing else entered, missing, None, NO_TOTAL if missing else None)
    shares = {name: Fraction(weights.get(name, Decimal(0))) for name in INDICATORS}
    exact = sum((shares[name] * Fraction(score) for name, score in given.items()), Fraction(0))
    exact *= Fraction(len(INDICATORS)) / sum(shares.values())
    entered = Decimal(exact.numerator) / Decimal(exact.denominator)
    return Total(entered, None if missing else entered, missing, weights, NO_TOTAL if missing else OWN_WEIGHTS)


def _check(scores: Scores, weights: Mapping[str, Decimal] | None) -> None:
    for name in [*scores, *(weights or {})]:
        if name not in INDICATORS:
            raise ScoreOutOfRange(f"There is no indicator {name!r}. There is: {', '.join(INDICATORS)}.")
    for name, score in scores.items():
        if score is not None and not (score.is_finite() and 0 <= score <= HIGHEST_SCORE):
            raise ScoreOutOfRange(f"The score of {name} is {score}: write a number from 0 to {HIGHEST_SCORE}.")
    for name, weight in (weights or {}).items():
        if not (weight.is_finite() and weight >= 0):
            raise ScoreOutOfRange(f"The weight of {name} is {weight}: write a number of 0 or more.")
    if weights is not None and not any(weights.values()):
        raise ScoreOutOfRange("All weights are zero: give at least one indicator a weight.")


def card(query: Query, region: str, scores: Scores | None = None) -> pd.DataFrame:
    """Give the seven indicators with the scores of a region.

    Args:
        query: runs SQL on a store.
        region: its code.
        scores: what the reader enters by indicator; None gives the published scorecard where the region has one.

    Returns:
        One row an indicator in the order of the card, with the columns of ``CARD``. ``score`` is a Decimal, None where it
        is not given, with ``reason``. ``origin`` is ``published`` or ``entered``; null without a score. ``evidence`` is
        what the published card prints, null for every other region.
    """
    published = query("select indicator_id, label_id, label_en, score, evidence from scorecard_lombok_timur_2025")
    held = {row["indicator_id"]: row for row in published.to_dict("records")}
    is_published = scores is None and region == SCORECARD_REGION
    # The store keeps a double; its shortest text is the decimal that was printed.
    given = {name: Decimal(str(held[name]["score"])) for name in INDICATORS} if is_published else dict(scores or {})
    rows = []
    for name in INDICATORS:
        score, row = given.get(name), held[name]
        known = is_published and not pd.isna(row["evidence"])
        rows.append(
            {
                "indicator_id": name,
                "label_id": row["label_id"],
                "label_en": row["label_en"],
                "score": score,
                "origin": None if score is None else "published" if is_published else "entered",
                "evidence": row["evidence"] if known else None,
                "reason": NOT_GIVEN if score is None else None,
            }
        )
    return pd.DataFrame(rows, columns=list(CARD), dtype=object)


def printed_at(query: Query, places: Territory, region: str) -> str | None:
    """Give the address at which the scorecard of a region was printed; None for every region without a printed one.

    Args:
        query: runs SQL on a store.
        places: the regions.
        region: its code.
    """
    if region != SCORECARD_REGION:
        return None
    found = query(
        """
        select url from paritrana_edition
        where assessment_year = $year and region_code = $province and item_id in (
            select indicator_id from scorecard_lombok_timur_2025
        ) and kind = 'aspect' and url is not null order by url limit 1
        """,
        year=SCORECARD_YEAR, province=places.place(region).above[0],
    )  # fmt: skip
    return None if found.empty else str(found["url"].iloc[0])


def results(query: Query, places: Territory, region: str) -> pd.DataFrame:
    """Give the results of a region and of its province, by the year that was assessed.

    Args:
        query: runs SQL on a store.
        places: all regions.
        region: code of a regency, a province, or any other region; a province comes with the results of its regencies.

    Returns:
        One row a result with the columns of ``RESULTS``, latest year first, then by level, category and rank.
        ``relation`` says whose it is: ``own``, ``province`` (of the province it lies in) or ``part`` (of a regency
        inside). ``rank_number`` is null where no rank is stated. Businesses and villages are left out: their regency is
        not recorded.

    Raises:
        UnknownName: when the region does not exist.
    """
    place = places.place(region)
    inside = places.parts(region) if place.level != "regency" else []
    relation = {region: "own"} | dict.fromkeys(inside, "part")
    if place.level == "regency":
        relation[place.above[0]] = "province"
    found = query(
        """
        select assessment_year, edition_label, level, category, category_printed, rank_printed, rank_number,
            rank_certainty, region_code, winner, null as relation, awarded_on, 'published' as status,
            [source_id] as source_ids, note
        from award_result where list_contains($regions, region_code)
        order by assessment_year desc, level, category, rank_number nulls last, region_code, fact_row
        """,
        regions=list(relation),
    )
    found["relation"] = found["region_code"].map(relation)
    return found[list(RESULTS)]


def editions(query: Query, year: int | None = None, regions: list[str] | None = None) -> pd.DataFrame:
    """Give what is known of each edition.

    Args:
        query: runs SQL on a store.
        year: the year that was assessed; None for all.
        regions: provinces whose own rounds are wanted beside what holds for the nation; None for all.

    Returns:
        One row an item with the columns of ``EDITIONS``, sorted by year, kind and the order in which it was compiled.
        ``kind`` is ceremony, category, entrants, finalists, aspect, stage, rule or judges; ``number`` is null where a
        source does not count. Aspects hold for their own region only.
    """
    return query(
        """
        select assessment_year, region_code, kind, item_id, label_id, label_en, who, "number", held_on, certainty,
            'published' as status, [coalesce(source_id, url)] as source_ids, url, note
        from paritrana_edition
        where ($year is null or assessment_year = $year)
            and (region_code = 'ID' or $regions is null or list_contains($regions, region_code))
        order by assessment_year, kind, fact_row
        """,
        year=year,
        regions=regions,
    )
