"""The real series held against what came: naive and drift on the August rounds of Sakernas, backtested as forecasts are.

The rounds are yearly, and a line ends where the weights or the boundaries of the survey change: five figures at most, where
a forecast needs 24. So no forecast is made of them, and the two simple models alone are tested, by the same rules: from
every year of the past, on the scaled logit, with an interval of 80 percent that the surprises up to then give, widened as
Student's t is. What came decides; nothing was tuned on these figures.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.stats import t as student  # type: ignore[import-untyped]

from benchmarks.report import Line
from metrics._model import Query, Scope, measure
from metrics.analyses.backtest import FEWEST
from metrics.analyses.forecast_models import DRIFT, NAIVE, Real, ahead, states, to_logit, to_share, upper_bound
from metrics.catalogue import metric

SERIES = ("informal_share", "workforce")
LEVELS = {"provinces": r"\d\d", "regencies and cities": r"\d\d\.\d\d"}
FIRST = 3  # figures from which a spread can be told: two changes
INTERVAL = 0.80
MODELS = {"naive": NAIVE, "drift": DRIFT}


@dataclass(frozen=True)
class Tested:
    """What a model said of one figure that came.

    Args:
        line: which line.
        model: its name.
        years: how far ahead.
        error: absolute, in points or percent.
        inside: whether the figure fell into the interval.
    """

    line: int
    model: str
    years: int
    error: float
    inside: bool


def run(query: Query) -> list[Line]:
    return [_report(query, name, level) for name in SERIES for level in LEVELS]


def _report(query: Query, name: str, level: str) -> Line:
    of = metric(name)
    figures = measure(query, of, Scope(base="bps", segment=of.headline_segment("bps")))
    figures = figures[
        figures["on_line"] & (figures["status"] != "demonstration") & figures["period"].str.endswith("-08")
    ]
    figures = figures[figures["region_code"].str.fullmatch(LEVELS[level])]
    lines = [
        line["value"].to_numpy(dtype=float)
        for _, line in figures.groupby(["region_code", "series", "boundary", "weights"], dropna=False)
        if (pd.to_numeric(line["month"].str[:4]).diff().dropna() == 1).all()
    ]
    long = [values for values in lines if len(values) > FIRST]
    share = of.unit == "share"
    tested = [found for number, values in enumerate(long) for found in rolled(number, values, share=share)]
    what = f"{of.title}, Sakernas, real yearly figures of {level}: {len(long)} of {len(lines)} lines are long enough to test"
    if not tested:
        return Line(what, "no test", f"more than {FIRST} years in a row are needed; {FEWEST} figures for a forecast")
    rows = pd.DataFrame(tested)
    told = [_told(rows[rows["model"] == model], model, "points" if share else "percent") for model in MODELS]
    cover = {model: rows.loc[rows["model"] == model, "inside"].mean() for model in MODELS}
    beside = "; ".join([*told, _verdict(rows), f"{FEWEST} figures are needed for a forecast: none is made"])
    return Line(what, ", ".join(f"{model} {share:.0%}" for model, share in cover.items()), beside)


def rolled(line: int, values: Real, *, share: bool) -> Iterator[Tested]:
    """Say every later figure of a line from every year with enough before it."""
    upper = upper_bound(values[None])
    scale = to_logit(values[None], upper[:, None])[0] if share else np.log(values)

    def back(scaled: float) -> float:
        return float(to_share(np.array([scaled]), upper)[0] if share else np.exp(scaled))

    for origin in range(FIRST - 1, len(values) - 1):
        steps = np.diff(scale[: origin + 1])
        said = ahead(states(scale[None, : origin + 1]), origin, len(values) - 1 - origin)[:, 0]
        # A drift spends one figure on its mean, and is as unsure of it as of a year more.
        spreads = {"naive": np.sqrt(np.mean(steps**2)), "drift": np.std(steps, ddof=1)}
        freedom = {"naive": len(steps), "drift": len(steps) - 1}
        for years, came in enumerate(values[origin + 1 :], start=1):
            for model, place in MODELS.items():
                long = years * (1 + years / len(steps)) if model == "drift" else years
                half = student.ppf((1 + INTERVAL) / 2, freedom[model]) * spreads[model] * np.sqrt(long)
                point, low, high = (back(said[place, years - 1] + side * half) for side in (0, -1, 1))
                error = 100 * abs(point - came if share else point / came - 1)
                yield Tested(line, model, years, error, bool(low - 1e-9 <= came <= high + 1e-9))


def _told(rows: pd.DataFrame, model: str, unit: str) -> str:
    ahead_by = ", ".join(
        f"{years}: {part['inside'].mean():.0%} of {len(part)}, off by {part['error'].mean():.2f}"
        for years, part in rows.groupby("years")
    )
    return f"{model}, cover of the {INTERVAL:.0%} interval and mean error in {unit} by years ahead {ahead_by}"


def _verdict(rows: pd.DataFrame) -> str:
    """Say whether the drift did better than leaving things as they are."""
    each = rows.pivot_table(index="line", columns="model", values="error", aggfunc="mean")
    better = int((each["drift"] < each["naive"]).sum())
    beats = each["drift"].mean() < each["naive"].mean()
    return f"drift {'beats' if beats else 'does NOT beat'} naive: the better in {better} of {len(each)} lines"
