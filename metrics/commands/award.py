"""``python -m metrics award``: the Paritrana Award of a region, as one of thirteen tables."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from decimal import Decimal, InvalidOperation

import pandas as pd

from metrics._model import Query, UnknownName
from metrics.analyses.award_governments import RANKED, governments, ranked_on
from metrics.catalogue import metric
from metrics.commands import OutOfBounds
from metrics.periods import is_month, latest_month
from metrics.territory import Territory

HELP = (
    "the award: scores, evidence, questions, cautions, gates, results, editions, governments side by side, robustness"
)
SHOWN = (
    "card", "evidence", "sheet", "questions", "answers", "cautions", "gates", "results", "places", "winners", "editions",
    "governments", "robustness",
)  # fmt: skip
LARGEST_ERROR = 0.3  # relative standard error above which a 99.8 percent band has no upper end
MOST_WEIGHTINGS = 20000


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of this command."""
    parser.add_argument("--show", choices=SHOWN, default="card", help="which table; default card")
    parser.add_argument("--as-of", help="month YYYY-MM; default the latest with figures")
    parser.add_argument("--base", default="ucj", help="coverage base; default ucj")
    parser.add_argument("--error", type=float, help="assumed relative standard error of a base without one, as 0.03")
    parser.add_argument("--score", action="append", metavar="INDICATOR=SCORE", help="score of a jury, 0 to 10; repeat")
    parser.add_argument(
        "--weight", action="append", metavar="INDICATOR=WEIGHT", help="your own weights: none are official; repeat"
    )
    parser.add_argument(
        "--given", action="append", metavar="EVIDENCE=VALUE", help="evidence for gates: number, yes, no"
    )
    parser.add_argument("--gate-set", help="one set of conditions; default all")
    parser.add_argument("--year", type=int, help="edition by the year that was assessed; default all")
    parser.add_argument(
        "--indicators",
        default="coverage,growth",
        help=f"what is ranked: {','.join(RANKED)}; default coverage,growth",
    )
    parser.add_argument("--weightings", type=int, default=2000, help="weightings drawn; default 2000")


def answer(asked: argparse.Namespace, query: Query, places: Territory) -> pd.DataFrame:
    """Give the rows of the table asked for.

    Raises:
        UnknownName: for a region, base, gate set or kind of evidence that does not exist.
        OutOfBounds: for several regions, or a month, error, score, weight or number that means nothing here.
    """
    if "," in asked.region:
        raise OutOfBounds(f"--region {asked.region}: write one code; --show governments sets regencies side by side.")
    places.place(asked.region)
    if asked.as_of is not None and not is_month(asked.as_of):
        raise OutOfBounds(f"--as-of is {asked.as_of}: write a month, such as 2025-03.")
    if asked.error is not None and not 0 < asked.error <= LARGEST_ERROR:
        raise OutOfBounds(f"--error is {asked.error}: write a share above 0 and at most {LARGEST_ERROR}, such as 0.03.")
    if asked.base not in metric("coverage").bases:
        raise UnknownName("base of coverage", asked.base, list(metric("coverage").bases))
    tables: dict[str, Callable[[argparse.Namespace, Query, Territory, str], pd.DataFrame]] = {
        "card": _card,
        "evidence": _evidence,
        "sheet": _sheet,
        "questions": _questions,
        "answers": _answers,
        "cautions": _cautions,
        "gates": _gates,
        "results": _results,
        "places": _places,
        "winners": _winners,
        "editions": _editions,
        "governments": _governments,
        "robustness": _robustness,
    }
    return tables[asked.show](asked, query, places, asked.as_of or latest_month(query))


def _card(asked: argparse.Namespace, query: Query, places: Territory, as_of: str) -> pd.DataFrame:
    from metrics.analyses.award import ScoreOutOfRange, card, sum_of

    scores = _decimals(asked.score, "--score")
    rows = card(query, asked.region, scores)
    counted = scores if scores is not None else dict(zip(rows["indicator_id"], rows["score"], strict=True))
    try:
        total = sum_of(counted, _decimals(asked.weight, "--weight"))
    except ScoreOutOfRange as error:
        raise OutOfBounds(str(error)) from error
    last = {
        "indicator_id": "total" if total.total is not None else "entered",
        "score": total.entered,
        "reason": total.reason,
        "missing": list(total.missing),
    }
    rows = pd.concat([rows, pd.DataFrame([last], dtype=object)], ignore_index=True)
    rows["score"] = [None if pd.isna(score) else str(score) for score in rows["score"]]  # a decimal stays as written
    rows["missing"] = [value if isinstance(value, list) else [] for value in rows["missing"]]
    return rows.astype(object).where(rows.notna(), None)


def _evidence(asked: argparse.Namespace, query: Query, places: Territory, as_of: str) -> pd.DataFrame:
    from metrics.analyses.award_evidence import evidence

    return evidence(query, places, asked.region, as_of, base=asked.base, error=asked.error)


def _sheet(asked: argparse.Namespace, query: Query, places: Territory, as_of: str) -> pd.DataFrame:
    from metrics.analyses.award import ScoreOutOfRange
    from metrics.analyses.award_sheet import sheet

    try:
        scores = _decimals(asked.score, "--score")
        made = sheet(query, places, asked.region, as_of, base=asked.base, error=asked.error, scores=scores)
    except ScoreOutOfRange as error:
        raise OutOfBounds(str(error)) from error
    rows = made.indicators
    return rows.assign(score=[None if score is None else str(score) for score in rows["score"]])


def _questions(asked: argparse.Namespace, query: Query, places: Territory, as_of: str) -> pd.DataFrame:
    from metrics.analyses.award_questions import questions

    return questions(query, places, asked.region, as_of, base=asked.base, error=asked.error).asked


def _answers(asked: argparse.Namespace, query: Query, places: Territory, as_of: str) -> pd.DataFrame:
    from metrics.analyses.award_questions import questions

    return questions(query, places, asked.region, as_of, base=asked.base, error=asked.error).answers


def _cautions(asked: argparse.Namespace, query: Query, places: Territory, as_of: str) -> pd.DataFrame:
    from metrics.analyses.award_cautions import cautions

    return cautions(query, places, asked.region, as_of, base=asked.base)


def _places(asked: argparse.Namespace, query: Query, places: Territory, as_of: str) -> pd.DataFrame:
    from metrics.analyses.award_results import place_in_province

    return place_in_province(query, places, asked.region)


def _winners(asked: argparse.Namespace, query: Query, places: Territory, as_of: str) -> pd.DataFrame:
    from metrics.analyses.award_results import other_winners

    return other_winners(query, places, asked.region)


def _gates(asked: argparse.Namespace, query: Query, places: Territory, as_of: str) -> pd.DataFrame:
    from metrics.analyses.award_gates import gates

    given = {name: _truth(name, value) for name, value in _pairs(asked.given, "--given").items()}
    found = gates(query, places, asked.region, as_of, base=asked.base, entered=given, gate_set=asked.gate_set)
    verdicts = found.sets.set_index("gate_set")["outcome"]
    return found.conditions.assign(set_outcome=found.conditions["gate_set"].map(verdicts))


def _results(asked: argparse.Namespace, query: Query, places: Territory, as_of: str) -> pd.DataFrame:
    from metrics.analyses.award import results

    return results(query, places, asked.region)


def _editions(asked: argparse.Namespace, query: Query, places: Territory, as_of: str) -> pd.DataFrame:
    from metrics.analyses.award import editions

    place = places.place(asked.region)
    return editions(query, asked.year, None if place.level == "national" else [place.code, *place.above])


def _governments(asked: argparse.Namespace, query: Query, places: Territory, as_of: str) -> pd.DataFrame:
    return governments(query, places, asked.region, as_of, base=asked.base, error=asked.error)


def _robustness(asked: argparse.Namespace, query: Query, places: Territory, as_of: str) -> pd.DataFrame:
    from metrics.analyses.award_robustness import FEWEST_WEIGHTINGS, robustness

    if not FEWEST_WEIGHTINGS <= asked.weightings <= MOST_WEIGHTINGS:
        raise OutOfBounds(
            f"--weightings is {asked.weightings}: write a number from {FEWEST_WEIGHTINGS} to {MOST_WEIGHTINGS}."
        )
    names = list(dict.fromkeys(name.strip() for name in asked.indicators.split(",")))
    for name in names:
        if name not in RANKED:
            raise UnknownName("indicator", name, list(RANKED))
    rows = _governments(asked, query, places, as_of)
    found = robustness(ranked_on(rows, names), addable=False, weightings=asked.weightings)
    shares = found.choices.set_index("choice")["share"]
    areas = found.areas.drop(columns=["plain_sum", "plain_rank"])
    for choice, share in shares.items():
        areas[f"share_{choice}"] = share
    areas["reason"] = areas["reason"].where(areas["reason"].notna(), found.reason)
    used = rows[["region_code", *names, "status", "source_ids"]]
    return areas.merge(used, on="region_code", how="left")


def _pairs(given: list[str] | None, option: str) -> dict[str, str]:
    pairs = {}
    for text in given or []:
        name, equals, value = text.partition("=")
        if not equals or not name.strip() or not value.strip():
            raise OutOfBounds(f"{option} {text}: write a name and a value, such as coverage=7.75.")
        pairs[name.strip()] = value.strip()
    return pairs


def _decimals(given: list[str] | None, option: str) -> dict[str, Decimal] | None:
    if given is None:
        return None
    try:
        return {name: Decimal(value) for name, value in _pairs(given, option).items()}
    except InvalidOperation as error:
        raise OutOfBounds(f"{option}: write numbers with a point for decimals, such as coverage=7.75.") from error


def _truth(name: str, text: str) -> float | bool:
    if text in ("yes", "no"):
        return text == "yes"
    try:
        return float(text)
    except ValueError as error:
        raise OutOfBounds(f"--given {name}={text}: write a number, yes or no.") from error
