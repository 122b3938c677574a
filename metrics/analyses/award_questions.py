"""What a jury is likely to ask of a region, with the evidence at hand for each question.

Rule: a question stands here because an edition was assessed on that aspect, and says which; none was published as a question,
so the wording is ours. Evidence is that of the award sheet, with targets, cover that ends, compliance and past results of the
same store. What only people can bring (innovation, the speech) is said so.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from data.standing import weakest
from i18n import mark
from metrics._model import Query
from metrics.analyses.award import editions, results
from metrics.analyses.award_evidence import COLUMNS as OF_EVIDENCE
from metrics.analyses.award_evidence import LOAD_COVER, Row, evidence, figure_rows
from metrics.analyses.expiring import ENDED, SPANS, expiring
from metrics.analyses.target import targets
from metrics.territory import Territory

NO_COMPLIANCE = mark("No figure of employers or of contributions paid in time is held.")
NO_TARGET = mark("No official target on this base is held against a figure of this region.")
NO_ENDING = mark("No sponsored cover of this region is held: when it ends is not known.")
NO_RESULT = mark("No past result of this region was found.")
BRING_YOURSELF = mark("Nothing of this is held: bring it yourself.")
LOAD_EMPLOYERS = mark("Load the sheets Employers and Contributions.")
ASK_OFFICE = mark("Ask the Kanwil for it.")

COMPLIANCE = ("employers_unregistered", "on_time_rate", "arrears_recovered", "prosecutor_cases")


@dataclass(frozen=True)
class Question:
    """One question.

    Args:
        text: as a jury may put it; English, to be said in the reader's language.
        indicator: of the award sheet whose evidence answers it; None where other evidence does.
        aspects: aspects of editions (``paritrana_edition.item_id``) that make it likely.
    """

    text: str
    indicator: str | None
    aspects: tuple[str, ...]


QUESTIONS = {
    "coverage": Question(
        mark("How many workers are protected, of how many, and on which base?"),
        "coverage", ("coverage", "performance", "largest", "ucj"),
    ),
    "target": Question(
        mark("How far is the target, and what will be done each month to reach it?"), None, ("ucj", "performance"),
    ),
    "growth": Question(mark("How much did coverage grow in a year?"), "growth", ("growth",)),
    "vulnerable": Question(
        mark("How many vulnerable workers are protected, and from which budget?"),
        "vulnerable", ("vulnerable", "budget", "budget_vulnerable", "dbh_cht"),
    ),
    "ending": Question(
        mark("What happens when the budgeted cover ends?"), None, ("budget", "budget_vulnerable", "vulnerable"),
    ),
    "regulation": Question(
        mark("Which regulation obliges, and does it name a budget?"), "regulation", ("regulation", "policy"),
    ),
    "non_asn": Question(
        mark("Are all non-ASN staff, village staff and election workers protected?"),
        "non_asn", ("non_asn", "budget_vulnerable"),
    ),
    "compliance": Question(
        mark("Which employers are missing or pay late, and what was done about it?"), None,
        ("compliance", "implementation"),
    ),
    "past": Question(mark("What came of the last awards, and what has changed since?"), None, ()),
    "innovation": Question(mark("What is new here that others could take over?"), None, ("innovation",)),
    "presenter": Question(
        mark("Is the head of the region here, and in command of the matter?"), "presenter",
        ("presence", "presenter", "interview", "material"),
    ),
}  # fmt: skip

ASKED = (
    "question_id", "question", "indicator_id", "answer", "aspects", "years", "asked_in", "source_ids",
)  # fmt: skip
ANSWERS = ("question_id", *(name for name in OF_EVIDENCE if name not in ("label_id", "label_en", "piece")))


@dataclass(frozen=True)
class Questions:
    """Likely questions and what there is to answer them.

    Args:
        asked: one row a question in the order of ``QUESTIONS``, with the columns of ``ASKED``. ``answer`` is ``held``,
            ``partly``, ``example`` (of the demonstration set alone) or ``none``; a target by itself answers nothing, the
            figure held against it does. ``aspects`` are item ids of editions, ``years`` the assessments that name them,
            ``asked_in`` the codes of their areas, each once and in the same order.
        answers: one row a piece of evidence with the columns of ``ANSWERS``, in the order of the questions; real figures before
            those of the demonstration set, what is missing last. ``kind`` is one of ``award_evidence.evidence``, or ``target``,
            ``ending``, ``result``. A target is as published as its source, whatever figure is held against it.
    """

    asked: pd.DataFrame
    answers: pd.DataFrame


def questions(
    query: Query, places: Territory, region: str, as_of: str, *, base: str = "ucj", error: float | None = None
) -> Questions:
    """Give the likely questions of a jury with the evidence at hand.

    Args:
        query: runs SQL on a store.
        places: all regions.
        region: its code.
        as_of: month ``YYYY-MM``; nothing later is used, nor an edition that assesses a later year.
        base: coverage base.
        error: relative standard error that the reader assumes of a base without one.

    Raises:
        UnknownName: when the region does not exist.
    """
    held = evidence(query, places, region, as_of, base=base, error=error).to_dict("records")
    others = {
        "target": _target(query, places, region, as_of, base),
        "ending": _ending(query, places, region, as_of),
        "compliance": _compliance(query, region, as_of),
        "past": _past(query, places, region, as_of),
        "innovation": [_missing(BRING_YOURSELF, BRING_YOURSELF)],
    }
    known = editions(query)
    known = known[(known["kind"] == "aspect") & known["who"].isin(["local government", "all"])]
    known = known[known["assessment_year"] <= int(as_of[:4])]
    asked, answers = [], []
    for name, question in QUESTIONS.items():
        rows = others[name] if name in others else [row for row in held if row["indicator_id"] == question.indicator]
        rows = sorted(rows, key=_weight)
        asked.append({"question_id": name, **_asked(question, known), "answer": _answer(rows)})
        answers += [{**dict.fromkeys(ANSWERS), **row, "question_id": name} for row in rows]
    found = pd.DataFrame([{column: row[column] for column in ANSWERS} for row in answers], dtype=object)
    return Questions(
        pd.DataFrame(asked, columns=list(ASKED), dtype=object), found.astype(object).where(found.notna(), None)
    )


def _asked(question: Question, known: pd.DataFrame) -> Row:
    named = known[known["item_id"].isin(question.aspects)]
    return {
        "question": question.text,
        "indicator_id": question.indicator,
        "aspects": sorted(set(named["item_id"])),
        "years": sorted({int(year) for year in named["assessment_year"]}),
        "asked_in": list(dict.fromkeys(named["region_code"])),
        "source_ids": sorted({source for sources in named["source_ids"] for source in sources}),
    }


def _weight(row: Row) -> int:
    """Order evidence: real, example, missing; within each as it was found."""
    return 2 if row["kind"] == "missing" else int(row["status"] == "demonstration")


def _answer(rows: list[Row]) -> str:
    present = [row for row in rows if row["kind"] != "missing"]
    if not present:
        return "none"
    # How far a target is, only the figure held against it can tell.
    if all(row["status"] == "demonstration" for row in present if row["what"] != "target"):
        return "example"
    return "held" if len(present) == len(rows) else "partly"


def _target(query: Query, places: Territory, region: str, as_of: str, base: str) -> list[Row]:
    """Give the next target read on the base, else the last one, of the nearest region, with what is needed, each a figure."""
    held = targets(query, places, region, as_of)
    held = held[(held["base"] == base) & held["gap_points"].notna() & held["preferred"].astype(bool)]
    ahead = held[held["deadline"].str[:7] >= as_of]
    last = held[held["deadline"] == held["deadline"].max()]
    rows: list[Row] = []
    for row in (last if ahead.empty else ahead).head(1).to_dict("records"):
        of = {
            "kind": "target", "base": base, "period": row["deadline"], "batch_ids": [], "note": row["target_id"],
        }  # fmt: skip
        rows.append(of | {
            "what": "target", "value": row["value_target"], "unit": "share", "status": "published",
            "source_ids": row["source_ids"][:1],
        })  # fmt: skip
        of |= {
            "earlier_period": row["current_period"], "status": weakest(["published", row["figure_status"]]),
            "source_ids": list(row["source_ids"]),
        }  # fmt: skip
        parts = (
            ("gap_points", "gap_points", "points"), ("gap_people", "gap_people", "people"),
            ("required_net_per_month", "required_net_per_month", "people"),
        )  # fmt: skip
        # In the month of the deadline and after it no month is left over which a need could be spread.
        lost = {"required_net_per_month"} if row["deadline"][:7] <= as_of else set()
        rows += [of | {"what": what, "value": row[name], "unit": unit} for what, name, unit in parts
                 if row[name] is not None and not pd.isna(row[name]) and what not in lost]  # fmt: skip
    return rows or [_missing(NO_TARGET, ASK_OFFICE)]


def _ending(query: Query, places: Territory, region: str, as_of: str) -> list[Row]:
    """Give the people whose cover has ended and who still count, and whose cover ends within a year, with both dates."""
    totals = expiring(query, places, region, as_of).totals
    rows = [
        {
            "kind": "ending", "what": "cover_expiring", "value": row["people"], "unit": "people",
            "period": row["cover_ends_last" if row["months_ahead"] == ENDED else "cover_ends_first"],
            "segment": f"{row['months_ahead']}m", "status": row["status"], "suppressed": row["suppressed"],
            "earlier_period": row["leaves_last"], "source_ids": [], "batch_ids": list(row["batch_ids"]), "note": None,
        }
        for row in totals.to_dict("records")
        if row["by"] == "total" and row["months_ahead"] in (ENDED, max(SPANS)) and row["schemes"]
    ]  # fmt: skip
    return rows or [_missing(NO_ENDING, LOAD_COVER)]


def _compliance(query: Query, region: str, as_of: str) -> list[Row]:
    rows = [row for name in COMPLIANCE for row in figure_rows(query, name, region, as_of)]
    return rows or [_missing(NO_COMPLIANCE, LOAD_EMPLOYERS)]


def _past(query: Query, places: Territory, region: str, as_of: str) -> list[Row]:
    held = results(query, places, region)
    held = held[(held["relation"] == "own") & (held["awarded_on"].str[:4] <= as_of[:4])]
    rows = [
        {
            "kind": "result", "what": row["category_printed"], "value": row["rank_number"], "unit": "rank",
            "period": str(row["assessment_year"]), "segment": row["level"], "status": row["status"],
            "note": row["rank_printed"], "source_ids": list(row["source_ids"]), "batch_ids": [],
        }
        for row in held.to_dict("records")
    ]  # fmt: skip
    return rows or [_missing(NO_RESULT, ASK_OFFICE)]


def _missing(reason: str, load: str) -> dict[str, Any]:
    return {"kind": "missing", "missing": reason, "load": load, "status": None, "source_ids": [], "batch_ids": []}
