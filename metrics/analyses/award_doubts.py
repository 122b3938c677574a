"""What is doubtful about the shares of coverage held: for the list of what a presenter must not say.

Each function gives rows of ``award_cautions.COLUMNS``, without the columns that are the same for all.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from metrics import disagreement
from metrics._model import Query, Scope, measure
from metrics.analyses.award_governments import governments
from metrics.analyses.comparison import united
from metrics.catalogue import metric
from metrics.periods import is_old
from metrics.territory import Territory

COMPARED = ("coverage", "active_participants", "vulnerable_covered")
REAL = ("reported", "published", "summed", "estimated")

Row = dict[str, Any]


def conflicts(query: Query, around: list[str], as_of: str) -> list[Row]:
    """Give shares of the own region, or of one above it, that their own source contradicts."""
    found = disagreement.conflicts(query)
    found = found[found["region_code"].isin(around) & (found["month"] <= as_of)]
    return [_figure("conflict", row) for row in _nearest(found, around)]


def differing(query: Query, region: str, as_of: str) -> list[Row]:
    """Give, of each metric, base and segment, the latest month in which sources differ."""
    found = disagreement.differing(query)
    mine = (found["region_code"] == region) & found["metric"].isin(COMPARED) & (found["month"] <= as_of)
    rows = []
    for _, group in found[mine].groupby(["metric", "base", "segment"], dropna=False, sort=False):
        latest = group[group["month"] == group["month"].max()]
        rows.append(_figure("sources_differ", latest.to_dict("records")[0]) | _beside(latest, "series"))
    return rows


def shares(query: Query, region: str, as_of: str, base: str) -> list[Row]:
    """Give what is doubtful about the shares that lead, each base at its latest real figure.

    Those on the base asked lead; where it has no real figure, all that are shown in its place do.
    """
    asked = metric("coverage")
    found = measure(query, asked, Scope((region,), as_of=as_of, real=True))
    wanted = [
        asked.headline_segment(one) == segment for one, segment in zip(found["base"], found["segment"], strict=True)
    ]
    stated = found[pd.Series(wanted, index=found.index, dtype=bool) & (found["base"] != "unstated")]
    rows = [_figure("base_unstated", row) for row in found[found["base"] == "unstated"].to_dict("records")]
    if stated["base"].nunique() > 1:
        rows.append({"kind": "bases_differ", "what": "coverage", "unit": "share"} | _beside(stated, "base"))
    asked_for = stated[stated["base"] == base]
    for row in (stated if asked_for.empty else asked_for).to_dict("records"):
        marks = {
            "base_inferred": row["base_certainty"] == "inferred",
            "share_only": pd.isna(row["numerator"]),
            "old_figure": is_old(row["month"], as_of),
            "old_boundary": row["boundary"] == "before-2022-split",
            "rounded": bool(row["approx"]),
        }
        rows += [_figure(kind, row) for kind, is_so in marks.items() if is_so]
    return rows


def series(held: pd.DataFrame) -> list[Row]:
    """Give participants counted in another series than the share: over its base they make a figure nobody published."""
    real = held[(held["indicator_id"] == "coverage") & held["status"].isin(REAL)]
    shares, people = real[real["what"] == "coverage"], real[real["what"] == "active_participants"]
    return [
        {
            "kind": "series_differ", "what": "active_participants", "value": float(count["value"]), "unit": "people",
            "period": count["period"], "other_period": share["period"], "series": count["series"],
            "other_series": share["series"], "base": share["base"],
            "source_ids": united([count["source_ids"], share["source_ids"]]),
        }
        for share in shares.to_dict("records")[:1]
        for count in people.to_dict("records")
        if count["series"] != share["series"]
    ]  # fmt: skip


def months(query: Query, places: Territory, region: str, as_of: str, base: str) -> list[Row]:
    """Give the months that the governments of the province have their latest figures of, where there are several."""
    rows = governments(query, places, region, as_of, base=base)
    own = rows[rows["own_coverage"].notna() & (rows["own_status"] != "demonstration")]
    months = sorted(set(own["own_period"]))
    if len(months) < 2:
        return []
    return [
        {
            "kind": "months_differ", "what": "coverage", "base": base, "count": len(months), "unit": "share",
            "names": list(own["name"]), "values": [float(value) for value in own["own_coverage"]],
            "periods": list(own["own_period"]), "statuses": list(own["own_status"]),
            "source_ids": united(own["own_source_ids"]),
        }
    ]  # fmt: skip


def _figure(kind: str, row: Any) -> Row:
    printed = row["printed"]
    return {
        "kind": kind,
        "region_code": row["region_code"],
        "what": row.get("metric", "coverage"),
        "value": float(row["value"]),
        "unit": row["unit"],
        "printed": None if pd.isna(printed) else float(printed),
        "period": row["period"],
        "base": None if pd.isna(row["base"]) else row["base"],
        "segment": row["segment"],
        "series": row["series"],
        "source_ids": list(row["source_ids"]),
    }


def _beside(rows: pd.DataFrame, name: str) -> Row:
    return {
        "names": list(rows[name]),
        "values": [float(value) for value in rows["value"]],
        "periods": list(rows["period"]),
        "statuses": list(rows["status"]),
        "source_ids": united(rows["source_ids"]),
    }


def _nearest(found: pd.DataFrame, around: list[str]) -> list[Row]:
    """Give rows, those of the own region first, then of the regions above it."""
    order = {code: place for place, code in enumerate(around)}
    return sorted(found.to_dict("records"), key=lambda row: order[row["region_code"]])
