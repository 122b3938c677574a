"""What the command line answers about one region, as the records that each finding of its briefing may rest on."""

from __future__ import annotations

import contextlib
import io
import json
from functools import cache
from math import ceil
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from metrics.__main__ import main
from metrics._model import months_between
from metrics.periods import month_after
from metrics.territory import Territory

Record: TypeAlias = dict[str, Any]
AS_OF = "2025-12"
WITHIN = ("--as-of", AS_OF)
RECENT = 5  # months, of which the last may still fill up
ON = ("--base", "ucj", *WITHIN)


@cache
def asked(home: Path, *words: str) -> list[Record]:
    """Ask ``python -m metrics`` in a home, and give its rows."""
    said = io.StringIO()
    with pytest.MonkeyPatch.context() as patch, contextlib.redirect_stdout(said), contextlib.redirect_stderr(None):
        patch.setenv("COVERAGE_HOME", str(home))
        assert main([*words, "--format", "json"]) == 0, words
    return list(json.loads(said.getvalue()))


def answers(home: Path, places: Territory, region: str, plan: str) -> dict[str, list[Record]]:
    """Give every record that a finding may take a number from, by the finding's key."""
    place, get = places.place(region), _getter(home)
    parent = region if places.parts(region) else place.above[0]
    parts = places.parts(parent)
    inside = [code for part in places.parts(region) for code in places.parts(part)]
    aims = [row for row in asked(home, "target", "--region", region, *WITHIN) if row["base"] == "ucj"]
    line = get("coverage", region, "--base", "ucj", "--until", AS_OF)
    stands = [*aims, *get("coverage", region, *ON), *_towards(aims, line)]
    beside = get("coverage", ",".join(dict.fromkeys([region, parent, *parts, *inside])), *ON)
    every = list(dict.fromkeys([region, parent, *parts]))
    return {
        "cover": stands, "headline": [*stands, *line], "trend": [*line, *stands, *_quotients(get, region, line), *_paces(aims)],
        "map": [*beside, *_reached(beside, aims, parts)], "order": [*beside, *_reached(beside, aims, parts)],
        "peers": _peers(home, places, region), **_moved(home, region, line), "informal": _informal(home, get, region),
        "payers": _payers(home, region), "contributions": _money(get, region), **_plan(home, plan),
        **_award(home, region), "quality": _quality(home, every), "method": [], "sources": [],
    }  # fmt: skip


def _getter(home: Path) -> Any:
    def get(metric: str, region: str, *more: str) -> list[Record]:
        return asked(home, "get", metric, "--region", region, *more)

    return get


def _towards(aims: list[Record], line: list[Record]) -> list[Record]:
    """What is still needed a month, what was gained a month, and the people of every earlier figure short of a target."""
    found: list[Record] = []
    for aim in aims:
        if aim["current"] is None:
            continue
        left = months_between(AS_OF, aim["deadline"][:7])
        found.append({"points_a_month": aim["gap_points"] / max(left, 1)})
        if aim["baseline"] is not None and aim["baseline_period"][:7] < aim["current_period"][:7]:
            months = months_between(aim["baseline_period"][:7], aim["current_period"][:7])
            found.append({"gained": (aim["current"] - aim["baseline"]) / months})
        published = [row for row in line if row["status"] == "published"]
        found += [{"short": ceil(aim["value_target"] * row["denominator"] - row["numerator"])}
                  for row in published if row["denominator"]]  # fmt: skip
        found += [{"change": round(aim["current"], 3) - round(row["value"], 3)} for row in [*line[:1], *published]]
    return found


def _quotients(get: Any, region: str, line: list[Record]) -> list[Record]:
    """The monthly line where a published share alone is the answer: members over base, or that share of the base in people."""
    until = ("--until", AS_OF)
    base = {row["period"]: row["value"] for row in get("workforce", region, "--base", "ucj", *until)}
    members = [
        (row["period"], row["value"]) for row in get("active_participants", region, "--segment", "total", *until)
    ]
    members += [(row["period"], round(row["value"] * base[row["period"]])) for row in line if row["period"] in base]
    return [{"month": month, "numerator": people, "denominator": base[month], "value": people / base[month]}
            for month, people in members if month in base]  # fmt: skip


def _paces(aims: list[Record]) -> list[Record]:
    """The line from each target's baseline straight to it, month by month, and how far below it the figure is."""
    found: list[Record] = []
    for aim in aims:
        if aim["baseline"] is None:
            continue
        start, end = aim["baseline_period"][:7], aim["deadline"][:7]
        whole = months_between(start, end)
        for step in range(whole + 1):
            due = aim["baseline"] + (aim["value_target"] - aim["baseline"]) * step / whole
            found.append({"month": month_after(start, step), "due": due,
                          "below": round(due, 3) - round(aim["current"], 3)})  # fmt: skip
    return found


def _reached(beside: list[Record], aims: list[Record], parts: list[str]) -> list[Record]:
    """Each region against each target, and how many of them are there."""
    found: list[Record] = []
    for goal in {row["value_target"] for row in aims}:
        found += [{**row, "target": goal, "gap": row["value"] - goal} for row in beside]
        own = [row for row in beside if row["region_code"] in parts]
        found.append({"reached": sum(round(row["value"], 3) >= goal for row in own), "known": len(own), "of": len(parts),
                      "missing": len(parts) - len(own),
                      "examples": sum(row["status"] == "demonstration" for row in own)})  # fmt: skip
    return found


def _award(home: Path, region: str) -> dict[str, list[Record]]:
    """Scores with their sum and count, evidence with how many indicators have any, and the governments with a regulation."""
    card, evidence, results, beside = (
        asked(home, "award", "--show", show, "--region", region, *ON)
        for show in ("card", "evidence", "results", "governments")
    )
    held = {row["indicator_id"] for row in evidence if row["kind"] != "missing"}
    return {
        "award": [*card, *evidence, *results, {"held": len(held), "indicators": len(card) - 1}],
        "governments": [*beside, {"found": sum(bool(row["regulations"]) for row in beside), "of": len(beside)}],
    }


def _quality(home: Path, codes: list[str]) -> list[Record]:
    return [row for show in ("quality", "conflicts", "differing")
            for row in asked(home, "quality", "--show", show, "--region", ",".join(codes), *WITHIN)]  # fmt: skip


def _peers(home: Path, places: Territory, region: str) -> list[Record]:
    level = places.place(region).level
    if level not in ("province", "regency"):
        rows = asked(home, "ranks", "--region", region, *ON)
        held = [row for row in rows if row["denominator"]]
        whole = sum(row["numerator"] for row in held) / sum(row["denominator"] for row in held)
        return [*rows, {"together": whole, "above": sum(row["value"] > whole for row in held), "of": len(rows)}]
    near = [row for row in asked(home, "peers", "--region", region) if row["peer_code"]]
    others = [row["peer_code"] for row in near] or [
        code for code in places.parts(places.place(region).above[0]) if code != region
    ]
    rows = asked(home, "ranks", "--region", ",".join([region, *others]), *ON)
    month = next(row["period"] for row in rows if row["period"])
    beside = (
        asked(home, "peers", "--show", "against", "--region", region, "--base", "ucj", "--as-of", month) if near else []
    )
    own = next(row for row in rows if row["region_code"] == region)
    apart = [
        {"apart": abs(round(own["value"], 3) - round(row["value"], 3))}
        for row in beside
        if own["value"] and row["value"]
    ]
    return [*rows, *near, *beside, *apart, {"of": sum(row["value"] is not None for row in rows)}]


def _moved(home: Path, region: str, line: list[Record]) -> dict[str, list[Record]]:
    """The change over the year that ends with the last month of the line."""
    months = [row["period"] for row in line if row["status"] == "demonstration"] or [AS_OF]
    # A published figure of the last month stands in place of the same month of the line.
    ends = sorted(
        {*months[-1:], *(row["period"] for row in line if row["period"] > months[-1] and len(row["period"]) == 7)}
    )
    found: list[Record] = []
    for until in ends:
        found += asked(home, "change", "--region", region, "--base", "ucj", "--since", month_after(until, -12),
                       "--until", until)  # fmt: skip
    return {"change": found, "areas": found}


def _informal(home: Path, get: Any, region: str) -> list[Record]:
    return [
        *asked(home, "expiring", "--show", "months", "--region", region, *WITHIN),
        *get("active_participants", region, "--segment", "BPU", *WITHIN),
        *get("sponsored_workers", region, "--segment", "total", *WITHIN),
        *get("informal_coverage", region, "--segment", "BPU", *WITHIN),
    ]


def _payers(home: Path, region: str) -> list[Record]:
    """Each group with all groups together and its part of them, and the part of each payer."""
    cells = asked(home, "expiring", "--show", "payers", "--region", region, *WITHIN)
    whole = sum(row["people"] or 0 for row in cells)
    payers = {row["funding_source"] for row in cells}
    by_payer = [sum(row["people"] for row in cells if row["funding_source"] == one) for one in payers]
    return [
        *({**row, "all": whole, "part": row["people"] / whole} for row in cells),
        *({"part": people / whole} for people in by_payer),
    ]


def _money(get: Any, region: str) -> list[Record]:
    """Each month's contributions due and received with the quotient, twelve months added up, and the changes of a year."""
    until = ("--until", AS_OF)
    paid = {row["period"]: row for row in get("contributions_received", region, *until)}
    due = {row["period"]: row for row in get("contributions_due", region, *until)}
    found: list[Record] = [
        {"month": month, "due": due[month]["value"], "received": row["value"], "part": row["value"] / due[month]["value"]}
        for month, row in paid.items() if month in due
    ]  # fmt: skip
    if paid:
        last = max(paid)
        year = [month_after(last, -step) for step in range(12)]
        now = [paid[month]["value"] for month in year if month in paid]
        both = [month for month in year if month in paid and month_after(month, -12) in paid]
        before = sum(paid[month_after(month, -12)]["value"] for month in both)
        found += [{"months": len(both), "year": sum(now)}]
        found += [{"grown": sum(paid[month]["value"] for month in both) / before - 1}] if before else []
    for metric in ("collection_rate", "arrears", "employers_unregistered"):
        rows = {row["period"]: row for row in get(metric, region, *until)}
        for month, row in sorted(rows.items())[-RECENT:]:
            then = rows.get(month_after(month, -12)) if len(month) == 7 else None
            change = None if then is None else (
                row["value"] - then["value"] if metric == "collection_rate" else row["value"] / then["value"] - 1
            )  # fmt: skip
            found.append({"month": month, "value": row["value"], "numerator": row["numerator"],
                          "denominator": row["denominator"], "change": change, "by": change and abs(change)})  # fmt: skip
    return found


def _plan(home: Path, plan: str) -> dict[str, list[Record]]:
    """The plan of the briefing asked anew with its own assumptions, by month and source of funds, summed up as it is drawn."""
    given = dict(part.split("=", 1) for part in plan.split(";")[1:])
    words = [word for name, value in given.items() for word in (f"--{name.replace('_', '-')}", value)]
    summary, months, money, renewals = (
        asked(home, "plan", "--show", show, *words) for show in ("summary", "months", "money", "renewals")
    )
    start = next(iter(summary), {})
    people = {
        row["month"]: sum(each["people_net"] for each in months if each["month"] == row["month"]) for row in months
    }
    first = {month: sum(row["people"] for row in renewals if max(month_after(row["cover_ends"], 1), min(people)) == month)
             for month in people}  # fmt: skip
    found: list[Record] = []
    for place, month in enumerate(sorted(people)):
        reached = start["numerator"] + sum(people[one] for one in sorted(people)[: place + 1])
        base = start["denominator_at_deadline"] if month == start["deadline"] else start["denominator"]
        gross = sum(row["people_gross"] for row in months if row["month"] == month)
        found.append({"month": month, "net": people[month], "gross": gross, "renewed": first[month], "reached": reached,
                      "base": base, "value": reached / base, "all": gross + first[month]})  # fmt: skip
    paid = [
        {"month": month, "source": source, "rupiah": sum(row["rupiah"] for row in money if row["month"] == month
                                                         and source in (row["source"], None))}
        for month in people for source in (None, *{row["source"] for row in money})
    ]  # fmt: skip
    by_source = [
        {"rupiah": sum(row["rupiah"] for row in money if row["source"] == one)}
        for one in {row["source"] for row in money}
    ]
    return {"plan": [*summary, *found], "plan-money": [*summary, *money, *paid, *by_source]}
