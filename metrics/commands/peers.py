"""``python -m metrics peers``: the regions most like one, why they are, and how it stands beside them."""

from __future__ import annotations

import argparse

import pandas as pd

from metrics._model import Query
from metrics.commands import OutOfBounds
from metrics.commands.ranks import common
from metrics.territory import Territory

HELP = "the regions most like one by structure, why they are, its named groups, and how it stands beside them"
LEAST, MOST = 5, 7  # peers
LARGEST_WEIGHT = 100.0


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of this command."""
    parser.add_argument(
        "--show",
        choices=("peers", "all", "why", "variables", "against", "groups"),
        default="peers",
        help="peers; all regions by distance; why, by variable; variables compared; figures against; named groups",
    )
    parser.add_argument("--count", type=int, help="number of peers, 5 to 7; default by the widest gap in distance")
    parser.add_argument(
        "--weight", action="append", default=[], metavar="VARIABLE=NUMBER", help="as informal_share=2; may be repeated"
    )
    parser.add_argument("--metric", default="coverage", help="with --show against: a share; default coverage")
    parser.add_argument("--base", default="ucj", help="coverage base; default ucj")
    parser.add_argument("--segment", help="membership segment; default the metric's own on that base")
    parser.add_argument("--as-of", help="month YYYY-MM; default the latest with figures")
    parser.add_argument("--error", type=float, help="assumed relative standard error of a base without one, as 0.03")


def answer(asked: argparse.Namespace, query: Query, places: Territory) -> pd.DataFrame:
    """Give the rows that ``--show`` names, of every region asked for, in the order asked.

    ``peers`` and ``all``: ``analyses.peers.CANDIDATES`` with the name of the other region and the region's reason where it
    has none; ``why``: ``WHY``; ``variables``: ``COMPARED_ON``; ``against``: ``analyses.against_peers.COLUMNS`` and whose
    peers they are; ``groups``: ``analyses.groups.COLUMNS`` and whose groups they are.

    Raises:
        UnknownName: for a region, variable, metric, base or segment that does not exist.
        OutOfBounds: for a count, weight, month or error that means nothing here.
    """
    # Only where asked: numerical libraries start slowly.
    from metrics.analyses.against_peers import against_peers
    from metrics.analyses.groups import SQL, groups_of
    from metrics.analyses.likeness import likeness, weights_of
    from metrics.analyses.peers import peers_of
    from metrics.analyses.structure import structure

    codes = list(dict.fromkeys(places.place(code.strip()).code for code in asked.region.split(",")))
    if asked.show == "groups":
        lists = query(SQL)
        return _joined([groups_of(lists, places, code).assign(of_region=code) for code in codes])
    if asked.count is not None and not LEAST <= asked.count <= MOST:
        raise OutOfBounds(f"--count is {asked.count}: write a number from {LEAST} to {MOST}.")
    weights = _weights(asked.weight)
    weights_of(weights)
    of, chosen = common(asked, query)
    levels = sorted({places.place(code).level for code in codes})
    alike = {level: likeness(structure(query, level), weights) for level in levels}
    answers = []
    for code in codes:
        found = peers_of(alike[places.place(code).level], places, code, count=asked.count)
        if asked.show == "variables":
            rows = found.compared_on.assign(of_region=code)
        elif asked.show == "why":
            rows = found.why[found.why["peer_code"].isin(found.codes)]
        elif asked.show == "against":
            rows = against_peers(query, of, code, found.codes, **chosen).assign(of_region=code)
        else:
            rows = found.candidates
            rows = rows if asked.show == "all" else rows[rows["chosen"].astype(bool)]
            rows = rows.assign(peer=[places.place(peer).name for peer in rows["peer_code"]])
            if rows.empty:
                rows = pd.DataFrame([{**dict.fromkeys(rows.columns), "region_code": code, "reason": found.reason}])
        answers.append(rows)
    return _joined(answers)


def _weights(given: list[str]) -> dict[str, float]:
    weights = {}
    for text in given:
        name, _, number = text.partition("=")
        try:
            weight = float(number)
        except ValueError:
            weight = float("nan")
        if not 0 <= weight <= LARGEST_WEIGHT:  # not a number is not between them either
            raise OutOfBounds(
                f"--weight is {text}: write a variable and a number from 0 to {LARGEST_WEIGHT:g}, such as informal_share=2."
            )
        weights[name.strip()] = weight
    return weights


def _joined(frames: list[pd.DataFrame]) -> pd.DataFrame:
    """Put the rows of several regions one after the other, whatever is empty in one of them."""
    records = [row for frame in frames for row in frame.to_dict("records")]
    return pd.DataFrame(records, columns=frames[0].columns, dtype=object)
