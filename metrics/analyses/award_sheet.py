"""The award sheet of a region: a row an indicator with its score, what is held for it and what is missing.

What a presenter carries into the room: the seven indicators of the one scorecard published in full, the score where one is
published or entered, how much of the evidence that the scorecard names is held, and how much of it is real.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from metrics._model import Query
from metrics.analyses.award import Scores, Total, card, sum_of
from metrics.analyses.award_evidence import PIECES, evidence
from metrics.territory import Territory

SHEET = (
    "indicator_id", "label_id", "label_en", "score", "origin", "printed_evidence", "pieces", "expected", "real",
    "missing", "reasons",
)  # fmt: skip


@dataclass(frozen=True)
class Sheet:
    """The award sheet. Frames must not be changed.

    Args:
        indicators: one row an indicator in the order of the card, with the columns of ``SHEET``: ``score`` a Decimal or None,
            ``origin`` ``published`` or ``entered``; ``printed_evidence`` what the published card prints, for its own region;
            ``pieces`` of ``expected`` are held, ``real`` of them not of the demonstration set alone; ``missing`` names the
            others, ``reasons`` says why.
        evidence: the rows of ``award_evidence.evidence``.
        total: what the scores add up to.
    """

    indicators: pd.DataFrame
    evidence: pd.DataFrame
    total: Total


def sheet(
    query: Query,
    places: Territory,
    region: str,
    as_of: str,
    *,
    base: str = "ucj",
    error: float | None = None,
    scores: Scores | None = None,
    weights: Scores | None = None,
) -> Sheet:
    """Make the award sheet of a region.

    Args:
        query: runs SQL on a store.
        places: all regions.
        region: its code.
        as_of: month ``YYYY-MM``; nothing later is used.
        base: coverage base.
        error: relative standard error that the reader assumes of a base without one.
        scores: what the reader enters by indicator; None gives the published scorecard where the region has one.
        weights: the reader's own weights; None for the plain sum.

    Raises:
        UnknownName: when the region does not exist.
        ScoreOutOfRange: for a score or weight that means nothing.
    """
    rows = evidence(query, places, region, as_of, base=base, error=error)
    scored = card(query, region, scores).rename(columns={"evidence": "printed_evidence"})
    given = {name: weight for name, weight in (weights or {}).items() if weight is not None}
    total = sum_of(dict(zip(scored["indicator_id"], scored["score"], strict=True)), given or None)
    merged = scored.merge(held(rows), on="indicator_id")
    return Sheet(merged[list(SHEET)].astype(object).where(merged[list(SHEET)].notna(), None), rows, total)


def held(rows: pd.DataFrame) -> pd.DataFrame:
    """Count the pieces that are held for each indicator.

    Args:
        rows: rows of ``evidence``.

    Returns:
        One row an indicator in the order of the card: ``indicator_id, pieces, expected, real, missing, reasons``. ``pieces`` are
        held, ``real`` those of them that do not rest on the demonstration set alone; ``missing`` names the others, ``reasons``
        says why, each once.
    """
    counted = []
    for name, expected in PIECES.items():
        own = rows[rows["indicator_id"] == name]
        absent = own[own["kind"] == "missing"]
        present = own[own["kind"] != "missing"]
        # A clause or a headcount has no row of its own where it is held: it stands in that of the regulation or the count.
        lacking = [piece for piece in expected if piece in set(absent["piece"])]
        shown = {piece: present.loc[present["piece"] == piece, "status"] for piece in expected}
        unreal = [
            piece for piece in expected if len(shown[piece]) and shown[piece].isin(["demonstration"]).all()
        ]  # fmt: skip
        counted.append(
            {
                "indicator_id": name,
                "pieces": len(expected) - len(lacking),
                "expected": len(expected),
                "real": len(expected) - len(lacking) - len(unreal),
                "missing": lacking,
                "reasons": list(dict.fromkeys(absent["missing"])),
            }
        )
    return pd.DataFrame(counted)
