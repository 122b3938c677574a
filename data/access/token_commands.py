"""``python -m data token``: an administrator makes, lists and revokes the tokens that scripts read the API with."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict

from data.access import tokens
from data.access.mapping import at_the_command_line
from data.access.person import ROLES


def arguments(token: argparse.ArgumentParser) -> None:
    """Add what can be done with tokens."""
    known = token.add_subparsers(dest="do", required=True, metavar="WHAT")
    create = known.add_parser("create", help="make a token and print it, this once")
    create.add_argument("--name", required=True, help="who or what uses it")
    create.add_argument("--role", required=True, choices=ROLES, help="what it may do")
    create.add_argument("--region", action="append", default=[], help="code of a region of that role; repeat")
    create.add_argument("--until", required=True, metavar="YYYY-MM-DD", help="its last day, within a year")
    listing = known.add_parser("list", help="every token with its state; never the token itself")
    listing.add_argument("--format", choices=("table", "json"), default="table")
    revoke = known.add_parser("revoke", help="let a token in no more")
    revoke.add_argument("id", help="as listed")


def run(asked: argparse.Namespace) -> int:
    """Do what was asked for.

    Raises:
        NotAllowed: when the user of this system may not.
        TokenWrong: when it cannot be done.
    """
    return {"create": _create, "list": _list, "revoke": _revoke}[asked.do](asked)


def _create(asked: argparse.Namespace) -> int:
    token, text = tokens.create(at_the_command_line(), asked.name, asked.role, asked.region, asked.until)
    print(
        f"token {token.id} for {token.name}, valid to {token.until}. It is shown only now:", file=sys.stderr, flush=True
    )
    print(text)
    return 0


def _list(asked: argparse.Namespace) -> int:
    held = tokens.listed(at_the_command_line())
    if asked.format == "json":
        rows = [asdict(token) | {"state": token.state()} for token in held]
        shown = [{name: value for name, value in row.items() if name != "checksum"} for row in rows]
        print(json.dumps(shown, ensure_ascii=False, indent=1))
        return 0
    for token in held:
        print(
            f"{token.id}  {token.state():<8} {token.until}  {token.role:<13} {','.join(token.regions):<20} {token.name}"
        )
    if not held:
        print("No token has been made.")
    return 0


def _revoke(asked: argparse.Namespace) -> int:
    token = tokens.revoke(at_the_command_line(), asked.id)
    print(f"token {token.id} for {token.name} is revoked")
    return 0
