"""Figures for scripts: ``python -m metrics list``, ``get`` and ``target``. The same functions as on the pages.

Exit codes: 0 done (also when no figure is held: then ``[]`` and one line on standard error), 1 no store, 2 unknown name
or a value out of bounds.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
from typing import Any

import numpy as np
import pandas as pd

from data.home import home
from data.problem import DataError
from data.store import Store, as_known, ensure
from metrics import _model as model
from metrics import target as target_analysis
from metrics.catalogue import metric, metrics
from metrics.periods import latest_month
from metrics.territory import territory

ASSUMED = {"growth": (-0.5, 0.5), "lapse": (0.0, 0.5)}  # shares, a year and a month; beyond them is a slip of the pen


class OutOfBounds(Exception):
    """A value that can be read but means nothing here; the message says what it may be."""


def main(arguments: list[str] | None = None) -> int:
    """Run one command and give its exit code."""
    asked = _parser().parse_args(arguments)
    try:
        code = {"list": _list, "get": _get, "target": _target}[asked.command](asked)
        sys.stdout.flush()
    except (model.UnknownName, OutOfBounds) as error:
        print(error, file=sys.stderr)
        return 2
    except DataError as error:
        print(error, file=sys.stderr)
        return 1
    except BrokenPipeError:  # whoever reads, such as `head`, has enough
        # Python writes what is left once more when it ends, and would complain there.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m metrics", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    listing = commands.add_parser("list", help="every metric with its unit, bases and what it needs")
    get = commands.add_parser("get", help="the figures of one metric")
    get.add_argument("metric")
    get.add_argument("--region", required=True, help="codes joined by commas, such as 51,51.03")
    get.add_argument("--children", action="store_true", help="the next administrative level inside each region")
    get.add_argument("--base", help="coverage base")
    get.add_argument("--segment", help="membership segment")
    get.add_argument("--since", type=_month, help="first month, YYYY-MM")
    get.add_argument("--until", type=_month, help="last month, YYYY-MM")
    get.add_argument("--as-of", type=_month, help="the latest figure at or before this month, one a region")
    get.add_argument("--rows", action="store_true", help="also file, sheet and row of every part, in fact_rows")
    target = commands.add_parser("target", help="every target that holds for a region")
    target.add_argument("--region", required=True)
    target.add_argument("--as-of", type=_month, help="month YYYY-MM; the latest month with a coverage figure")
    target.add_argument("--growth", type=float, default=0.0, help="assumed growth of the base a year, such as 0.012")
    target.add_argument("--lapse", type=float, help="assumed share of members lost a month, such as 0.01")
    for command in (get, target):
        command.add_argument("--known-on", metavar="BATCH|DATE", help="what had been loaded by then")
        command.add_argument("--format", choices=("table", "csv", "json"), default="table")
    listing.add_argument("--format", choices=("table", "csv", "json", "markdown"), default="table")
    return parser


def _month(text: str) -> str:
    if not re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", text):
        raise argparse.ArgumentTypeError(f"{text!r} is not a month; write 2025-03")
    return text


def _store(asked: argparse.Namespace) -> Store:
    try:
        return as_known(asked.known_on) if asked.known_on else ensure()
    except OSError as error:
        why = error.strerror or error
        raise DataError(
            f"Nothing can be kept in {home()}: {why}. Set COVERAGE_HOME to a folder that can be written to."
        ) from error


def _list(asked: argparse.Namespace) -> int:
    rows = [
        {
            "metric": m.id,
            "unit": m.unit,
            "better": m.better,
            "bases": list(m.bases),
            "needs": list(m.needs),
            "meaning": m.meaning,
        }
        for m in metrics().values()
    ]
    if asked.format == "markdown":  # the table in the README
        print("| Metric | What it is | Unit | Bases |\n|---|---|---|---|")
        for row in rows:
            bases = ", ".join(row["bases"]) or "none"
            print(f"| `{row['metric']}` | {row['meaning']} | {row['unit']} | {bases} |")
    else:
        _print(pd.DataFrame(rows), asked.format)
    return 0


def _get(asked: argparse.Namespace) -> int:
    if asked.since and asked.until and asked.since > asked.until:
        raise OutOfBounds(f"--since {asked.since} is after --until {asked.until}: exchange them.")
    chosen = metric(asked.metric)
    query = _store(asked).query
    places = territory(query)
    codes = [places.place(code.strip()).code for code in asked.region.split(",")]
    if asked.children:
        for code in [code for code in codes if places.place(code).level == "regency"]:
            print(f"{code} is a regency or city: no level is held below it.", file=sys.stderr)
        codes = [part for code in codes for part in places.parts(code)]
    if asked.base is not None and asked.base not in chosen.bases:
        raise model.UnknownName(f"base of {chosen.id}", asked.base, list(chosen.bases))
    segments = model.segments(query, chosen)
    if asked.segment is not None and asked.segment not in segments:
        raise model.UnknownName(f"segment of {chosen.id}", asked.segment, segments)
    scope = model.Scope(tuple(codes), asked.base, asked.segment, asked.since, asked.until, asked.as_of)
    figures = model.measure(query, chosen, scope)
    if figures.empty and codes:
        print(f"No figure: {chosen.why_missing(asked.base)}", file=sys.stderr)
    _print(figures[[*model.COLUMNS, *(["fact_rows"] if asked.rows else [])]], asked.format)
    return 0


def _target(asked: argparse.Namespace) -> int:
    for name, (least, most) in ASSUMED.items():
        value = getattr(asked, name)
        if value is not None and not least <= value <= most:  # not a number is not between them either
            raise OutOfBounds(f"--{name} is {value}: write a share from {least} to {most}, such as 0.01.")
    query = _store(asked).query
    as_of = asked.as_of or latest_month(query)
    rows = target_analysis.targets(query, territory(query), asked.region, as_of, growth=asked.growth, lapse=asked.lapse)
    said = rows[["reason", "people_reason"]].to_numpy()
    rows["reason"] = [" ".join(reason for reason in both if reason) or None for both in said]
    if rows.empty:
        print("No target holds for this region.", file=sys.stderr)
    _print(rows[list(target_analysis.COLUMNS)], asked.format)
    return 0


def _print(frame: pd.DataFrame, form: str) -> None:
    records = [{name: _plain(value) for name, value in row.items()} for row in frame.to_dict("records")]
    if form == "json":
        print(json.dumps(records, ensure_ascii=False, indent=1))
        return
    flat = pd.DataFrame(
        [{k: ";".join(v) if isinstance(v, list) else v for k, v in row.items()} for row in records],
        columns=frame.columns,
        dtype=object,
    )
    if form == "csv":
        flat.to_csv(sys.stdout, index=False, lineterminator="\n")
    elif not flat.empty:
        shown = flat.dropna(axis="columns", how="all").fillna("")
        print(shown.to_string(index=False, max_colwidth=60))


def _plain(value: Any) -> Any:
    """Give a value as JSON knows it: lists of text, whole numbers, doubles in full precision, null where absent."""
    if isinstance(value, list | tuple | np.ndarray):
        return [str(item) for item in value]
    if value is None or value is pd.NA or (isinstance(value, float) and np.isnan(value)):
        return None
    return value.item() if isinstance(value, np.generic) else value


if __name__ == "__main__":
    sys.exit(main())
