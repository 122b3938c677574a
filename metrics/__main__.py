"""Figures for scripts: ``python -m metrics list``, ``get`` and every analysis. The same functions as on the pages.

Exit codes: 0 done (also when no figure is held: then ``[]`` and one line on standard error), 1 no store, 2 unknown name
or a value out of bounds.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import pkgutil
import re
import sys
from functools import cache
from types import ModuleType
from typing import Any

import numpy as np
import pandas as pd

from data.home import home
from data.problem import DataError
from data.store import Store, as_known, ensure
from metrics import _model as model
from metrics import commands
from metrics.catalogue import metric, metrics
from metrics.commands import OutOfBounds
from metrics.lacking import why_lacking
from metrics.territory import territory


def main(arguments: list[str] | None = None) -> int:
    """Run one command and give its exit code."""
    asked = _parser().parse_args(arguments)
    try:
        code = {"list": _list, "get": _get}.get(asked.command, _analyse)(asked)
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
    answers = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    listing = answers.add_parser("list", help="every metric with its unit, bases and what it needs")
    get = answers.add_parser("get", help="the figures of one metric")
    get.add_argument("metric")
    get.add_argument("--region", required=True, help="codes joined by commas, such as 51,51.03")
    get.add_argument("--children", action="store_true", help="the next administrative level inside each region")
    get.add_argument("--base", help="coverage base")
    get.add_argument("--segment", help="membership segment")
    get.add_argument("--since", type=_month, help="first month, YYYY-MM")
    get.add_argument("--until", type=_month, help="last month, YYYY-MM")
    get.add_argument("--as-of", type=_month, help="the latest figure at or before this month, one a region")
    get.add_argument("--rows", action="store_true", help="also file, sheet and row of every part, in fact_rows")
    for name, module in _analyses().items():
        analysis = answers.add_parser(name, help=module.HELP, description=module.__doc__)
        analysis.add_argument("--region", required=True, help="code, such as 51; several joined by commas")
        module.arguments(analysis)
        _of_all(analysis)
    _of_all(get)
    listing.add_argument("--format", choices=("table", "csv", "json", "markdown"), default="table")
    return parser


def _of_all(command: argparse.ArgumentParser) -> None:
    command.add_argument("--known-on", metavar="BATCH|DATE", help="what had been loaded by then")
    command.add_argument("--format", choices=("table", "csv", "json"), default="table")


@cache
def _analyses() -> dict[str, ModuleType]:
    """Every command of ``metrics.commands`` by name, sorted."""
    found = sorted(module.name for module in pkgutil.iter_modules(commands.__path__))
    return {name: importlib.import_module(f"metrics.commands.{name}") for name in found}


def _month(text: str) -> str:
    if not re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", text):
        raise argparse.ArgumentTypeError(f"{text!r} is not a month; write 2025-03")
    return text


def _store(asked: argparse.Namespace) -> Store:
    try:
        known_on = getattr(asked, "known_on", None)
        return as_known(known_on) if known_on else ensure()
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
    if asked.format == "markdown":  # the table in the README, the same whatever is loaded
        print("| Metric | What it is | Unit | Bases |\n|---|---|---|---|")
        for row in rows:
            bases = ", ".join(row["bases"]) or "none"
            print(f"| `{row['metric']}` | {row['meaning']} | {row['unit']} | {bases} |")
        return 0
    query = _store(asked).query
    for row, asked_for in zip(rows, metrics().values(), strict=True):
        # By status, since what is held may be the demonstration set alone.
        row["held"] = list(query(f"select distinct status from ({asked_for.sql}) order by status")["status"])
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
    # The demonstration set meets published figures exactly: where one is held, it alone is the answer.
    figures = figures[figures["shown"] | (figures["status"] != "demonstration")]
    if figures.empty and codes:
        why = chosen.why_missing(asked.base)
        if len(codes) == 1:
            why = why_lacking(query, chosen, codes[0], asked.as_of or asked.until, asked.base)
        print(f"No figure: {why}", file=sys.stderr)
    _print(figures[[*model.COLUMNS, *(["fact_rows"] if asked.rows else [])]], asked.format)
    return 0


def _analyse(asked: argparse.Namespace) -> int:
    query, module = _store(asked).query, _analyses()[asked.command]
    if getattr(asked, "against", None):
        rows = module.answer_between(asked, as_known(asked.against).query, query, territory(query))
    else:
        rows = module.answer(asked, query, territory(query))
    _print(rows, asked.format)
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
