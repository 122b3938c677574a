"""The steward's command line: the store, what offices send, and the record of it."""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

from data.access import token_commands
from data.building import find_problems
from data.home import FACTS
from data.problem import DataError, ProblemsFound
from data.rollup import commands as rollup_commands
from data.store import build, describe, ensure


def main(arguments: list[str] | None = None) -> int:
    """Run one command and give its exit code: 0 done, 1 the data is not sound or not there, 2 wrong usage."""
    asked = _parser().parse_args(arguments)
    try:
        code: int = asked.run(asked) if callable(asked.run) else _of_offices(asked)
    except DataError as error:
        print(error, file=sys.stderr)
        return 1
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m data", description=__doc__)
    known = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    build_store = known.add_parser("build", help="build the store of the latest release and publish it")
    build_store.set_defaults(run=_build)
    check = known.add_parser("check", help="report everything wrong with facts")
    check.add_argument("--facts", type=Path, default=FACTS, help="folder of the fact files; the bundled ones")
    check.set_defaults(run=_check)
    tables = known.add_parser("tables", help="print the dictionary of the published store")
    tables.add_argument("name", nargs="?", help="only this table")
    tables.set_defaults(run=_tables)

    template = known.add_parser("template", help="write the workbook that an office fills in")
    template.add_argument("file", type=Path, help="the .xlsx file to write")
    template.add_argument("--lang", choices=("id", "en"), default="id", help="language of the workbook")
    template.set_defaults(run="template")

    load = known.add_parser("load", help="check a file, accept it and publish it; or refuse it whole")
    diff = known.add_parser("diff", help="say what loading a file would change; nothing is stored")
    for command in (load, diff):
        command.add_argument("file", type=Path, help="a workbook (.xlsx), .csv or .parquet file")
        command.add_argument("--codes", choices=("kemendagri", "bps"), help="which codes the file uses, where both fit")
        command.add_argument("--base", help="coverage base of figures whose file does not name it")
    load.add_argument("--by", help="who loads it; where people are named in access.toml only a remark")
    load.add_argument("--note", default="", help="a remark kept with the batch")
    load.add_argument("--reason", default="", help="why the file is right although it has warnings")
    load.add_argument(
        "--marked", type=Path, help="write the file again here with every error marked, where there are any"
    )
    load.add_argument("--dry-run", action="store_true", help="check and compare only")
    load.set_defaults(run="load")
    diff.add_argument("--format", choices=("table", "csv", "json"), default="table")
    diff.set_defaults(run="diff")

    rollup = known.add_parser("rollup", help="count a register of workers and months into the tables of an office")
    rollup_commands.arguments(rollup)
    rollup.set_defaults(run=rollup_commands.run)
    history = known.add_parser("history", help="list what was loaded, withdrawn, restored and switched")
    history.add_argument("--format", choices=("table", "json"), default="table")
    history.set_defaults(run="history")
    withdraw = known.add_parser("withdraw", help="take a batch back; what it replaced counts again")
    withdraw.add_argument("batch", help="its name or number")
    restore = known.add_parser("restore", help="return to an earlier release; later batches stay in the record")
    restore.add_argument("--as-of", required=True, metavar="BATCH|DATE", help="a batch, or a day such as 2026-01-31")
    for command, name in ((withdraw, "withdraw"), (restore, "restore")):
        command.add_argument("--by", help="who does it; where people are named in access.toml only a remark")
        command.add_argument("--why", required=True, help="why; kept in the record")
        command.set_defaults(run=name)
    demo = known.add_parser("demo", help="switch the demonstration set on or off")
    demo.add_argument("state", choices=("on", "off"))
    demo.add_argument("--by", help="who does it")
    demo.set_defaults(run="demo")
    audit = known.add_parser("audit", help="list who did what, or say whether the audit record is as it was written")
    audit.add_argument(
        "--verify", action="store_true", help="hold its chain, and what publishes noted of it, against it"
    )
    audit.add_argument(
        "--backups",
        type=Path,
        nargs="+",
        default=[],
        metavar="FILE",
        help="backups whose heads are held against it too",
    )
    audit.add_argument("--format", choices=("table", "json"), default="table")
    audit.set_defaults(run="audit")
    verify = known.add_parser("verify", help="say whether every entry of the record is as it was accepted")
    verify.set_defaults(run="verify")
    backup = known.add_parser("backup", help="write the whole record to one file")
    back = known.add_parser("restore-backup", help="bring the record back from a backup")
    for command, name in ((backup, "backup"), (back, "restore_backup")):
        command.add_argument("file", type=Path)
        command.set_defaults(run=name)
    token = known.add_parser("token", help="make, list and revoke the tokens that scripts read the API with")
    token_commands.arguments(token)
    token.set_defaults(run=token_commands.run)
    return parser


def _of_offices(asked: argparse.Namespace) -> int:
    """Run a command about offices' files; what reads and writes workbooks is loaded for these alone."""
    from data import commands
    from data.access.mapping import access
    from data.audit import settings

    if access() is not None:
        settings.note_access()
    run: Callable[[argparse.Namespace], int] = getattr(commands, asked.run)
    return run(asked)


def _tell(step: str) -> None:
    print(f"store: {step} …", file=sys.stderr, flush=True)


def _build(_: argparse.Namespace) -> int:
    started = time.perf_counter()
    version = build(tell=_tell)
    print(f"store {version} is published ({time.perf_counter() - started:.1f} s)")
    return 0


def _check(asked: argparse.Namespace) -> int:
    problems = find_problems(asked.facts)
    if problems:
        raise ProblemsFound(problems)
    print("No problem found.")
    return 0


def _tables(asked: argparse.Namespace) -> int:
    words = describe(ensure().query)
    if asked.name is not None and asked.name not in set(words["table"]):
        print(f"There is no table {asked.name!r}. Tables: {', '.join(words['table'].unique())}.", file=sys.stderr)
        return 2
    for table, columns in words.groupby("table"):
        if asked.name in (None, table):
            print(f"{table}\n  {columns['about'].iloc[0]}")
            for column in columns.itertuples():
                print(f"    {column.column:<20} {column.type:<12} {column.meaning}")
            print()
    return 0


if __name__ == "__main__":
    if hasattr(os, "nice"):
        os.nice(10)  # readers of a server on this machine go first
    sys.exit(main())
