"""A forecast in rows: what is said of each month ahead, of each region, and of each horizon that was tested."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from i18n import mark
from metrics._model import months_between
from metrics.analyses.backtest import fan
from metrics.analyses.forecast_models import MODELS, Real
from metrics.analyses.forecast_paths import LONGEST, Outlook, month_reached
from metrics.panel import SHARED
from metrics.periods import month_after

NOT_BETTER = mark("Tested on the past, the forecast was no better than leaving the share as it is.")
NOT_TESTED = mark("Too few months to test the forecast on figures that came later.")
DEADLINE_KNOWN = mark("The deadline is not after the latest figure: nothing is left to forecast.")
DEADLINE_FAR = mark("The deadline is more than 10 years after the latest figure: no chance is given.")
AT_TARGET = mark("The latest figure is at or over the target.")
NOT_WITHIN = mark("Not within 10 years, in more than half of the paths.")
OPEN_END = mark("In more than a tenth of the paths not within 10 years: the range has no end.")
BASE_LEFT_OUT = mark("The interval says how far the printed figure may move; the error of its base is not in it.")

SUM = "sum"  # in place of a model: the forecasts of the parts, added
REACHED_BY = {"reach_early": 0.1, "reach_median": 0.5, "reach_late": 0.9}  # part of the paths

_KEY = ("region_code", *SHARED)
MONTHS = (
    *_KEY, "origin", "period", "months_ahead", "numerator", "denominator", "value", "low_80", "high_80", "low_95",
    "high_95", "model", "status", "parts_present", "parts_expected", "reason", "source_ids",
)  # fmt: skip
LINES = (
    *_KEY, "origin", "latest_period", "latest", "points", "model", "error", "naive_error", "beats_naive", "cover_80",
    "cover_95", "tested", "test_reason", "value_target", "deadline", "chance", "reach_median", "reach_early",
    "reach_late", "within_10_years", "target_reason", "status", "parts_present", "parts_expected", "reason", "note",
    "source_ids",
)  # fmt: skip
TESTED = ("region_code", "months_ahead", "tested", "cover_80", "cover_95", "error", "naive_error")

Row = dict[str, Any]


@dataclass(frozen=True)
class Goal:
    """A share to reach, and the month to reach it by; None where only the date of reaching is asked."""

    share: float
    deadline: str | None


def month_rows(about: Row, outlook: Outlook, months: int) -> list[Row]:
    """Give a row a month ahead.

    Args:
        about: what every row says of the region; its ``origin`` is the month forecast from.
        outlook: how the line may go on.
        months: how far ahead.
    """
    bounds = fan(outlook.paths[:, :months])
    rows = []
    for at in range(months):
        people = float(outlook.people[at])
        low_95, low_80, high_80, high_95 = (float(bound) for bound in bounds[:, at])
        rows.append(
            about
            | {
                "period": month_after(about["origin"], at + 1),
                "months_ahead": at + 1,
                "numerator": None if np.isnan(people) else float(outlook.point[at]) * people,
                "denominator": None if np.isnan(people) else people,
                "value": float(outlook.point[at]),
                "low_80": low_80,
                "high_80": high_80,
                "low_95": low_95,
                "high_95": high_95,
                "model": model_name(outlook),
            }
        )
    return rows


def test_row(tested: Real) -> Row:
    """Say how the forecast did on the past.

    Args:
        tested: inside 80 percent, inside 95 percent, error and naive error: four by origins by months ahead.
    """
    count = int((~np.isnan(tested[0])).sum())
    if count == 0:
        return {"tested": 0, "test_reason": NOT_TESTED}
    names = ("cover_80", "cover_95", "error", "naive_error")
    row: Row = {"tested": count, **{name: float(np.nanmean(of)) for name, of in zip(names, tested, strict=True)}}
    row["beats_naive"] = row["error"] < row["naive_error"] - 1e-12
    return row | {"test_reason": None if row["beats_naive"] else NOT_BETTER}


def horizon_rows(code: str, tested: Real) -> list[Row]:
    """Give the same by months ahead; horizons that nothing was tested at are left out."""
    rows = []
    for at in range(tested.shape[-1]):
        row = test_row(tested[:, :, [at]])
        if row["tested"]:
            rows.append({"region_code": code, "months_ahead": at + 1} | {n: row[n] for n in TESTED if n in row})
    return rows


def goal_row(goal: Goal, outlook: Outlook, origin: str, latest: float) -> Row:
    """Say what the chance of a target is, and when it is reached.

    Args:
        goal: the target.
        outlook: how the line may go on, for 120 months.
        origin: month forecast from.
        latest: the last share.
    """
    row: Row = {"value_target": goal.share, "deadline": goal.deadline}
    reasons = []
    if goal.deadline is not None:
        left = months_between(origin, goal.deadline)
        if 1 <= left <= LONGEST:
            row["chance"] = float(np.mean(outlook.paths[:, left - 1] >= goal.share - 1e-12))
        else:
            reasons.append(DEADLINE_KNOWN if left < 1 else DEADLINE_FAR)
    if latest >= goal.share - 1e-12:
        row |= dict.fromkeys(REACHED_BY, origin) | {"within_10_years": 1.0}
        return row | {"target_reason": " ".join([*reasons, AT_TARGET])}
    months = month_reached(outlook.paths, goal.share)
    row["within_10_years"] = float(np.mean(months <= LONGEST))
    for name, part in REACHED_BY.items():
        by = int(np.quantile(months, part, method="inverted_cdf"))
        row[name] = month_after(origin, by) if by <= LONGEST else None
    if row["reach_median"] is None:
        reasons.append(NOT_WITHIN)
    elif row["reach_late"] is None:
        reasons.append(OPEN_END)
    return row | {"target_reason": " ".join(reasons) or None}


def model_name(outlook: Outlook) -> str:
    """Give the name of the model, or say that the line is a sum."""
    return SUM if outlook.model is None else MODELS[outlook.model]
