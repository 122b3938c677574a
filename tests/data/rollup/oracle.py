"""Counts a register a second time, worker by worker and month by month, as one would by hand: nothing of the roll-up in it."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date

import pandas as pd

FLOWS = ("new", "reactivated", "exits", "moved_in", "moved_out")
COHORT = ("active_year_ago", "still_active")
PROGRAMMES = ("JKK", "JKM", "JHT", "JP", "JKP")


def following(month: str, by: int = 1) -> str:
    """Give the month so many months later, or earlier."""
    number = int(month[:4]) * 12 + int(month[5:]) - 1 + by
    return f"{number // 12}-{number % 12 + 1:02}"


def counted(register: pd.DataFrame, unpaid_months: int = 3) -> dict[str, dict[tuple[str, ...], dict[str, object]]]:
    """Give every table as values by key."""
    months = sorted(register["month"].unique())
    people: dict[str, dict[str, dict[str, object]]] = defaultdict(dict)
    for row in register.to_dict("records"):
        people[row["worker_id"]][row["month"]] = row
    known = months[unpaid_months - 1 :]
    where = {
        worker: {month: (row["region_code"], row["segment"]) for month, row in rows.items()}
        for worker, rows in people.items()
    }
    active = {
        worker: {month for month in rows if not _lapsed(rows, month, unpaid_months)} for worker, rows in people.items()
    }
    return {
        "membership": _membership(people, where, active, months, known),
        "programme_membership": _by_programme(people, active, known),
        "contribution": _contribution(register),
        "employer": _employers(people, active, known),
    }


def _lapsed(rows: dict[str, dict[str, object]], month: str, unpaid_months: int) -> bool:
    """Say whether this month and those before it are unpaid, so many in a row, as at the end of this month."""
    for back in range(unpaid_months):
        row = rows.get(following(month, -back))
        if row is None or (not pd.isna(row["received_on"]) and f"{row['received_on']:%Y-%m}" <= month):
            return False
    return True


def _membership(people, where, active, months, known):
    count: dict[tuple[str, ...], Counter] = defaultdict(Counter)
    for worker, rows in people.items():
        for month in known:
            for cell, name in _events(where[worker], active[worker], min(rows), month):
                count[*cell, month][name] += 1
    names = ("registered", "active", *FLOWS, *COHORT)
    found = {}
    for region, month in {(region, month) for (region, _, month), counts in count.items() if any(counts.values())}:
        for segment in ("PU", "BPU", "JAKON", "PMI"):
            values = {name: count[region, segment, month][name] for name in names}
            if month == known[0]:
                values |= dict.fromkeys(FLOWS)
            if following(month, -12) < known[0]:
                values |= dict.fromkeys(COHORT)
            found[region, month, segment] = values
    return found


def _events(where, active, first, month):
    """Give what one worker counts as in a month, each with region and segment."""
    before, year = following(month, -1), following(month, -12)
    here, there = where.get(month), where.get(before)
    if here:
        yield here, "registered"
    if month in active:
        yield here, "active"
        if before not in active:
            yield here, "new" if first == month else "reactivated"
        elif here != there:
            yield here, "moved_in"
            yield there, "moved_out"
    elif before in active:
        yield there, "exits"
    if year in active:
        yield where[year], "active_year_ago"
        if month in active and here == where[year]:
            yield here, "still_active"


def _by_programme(people, active, known):
    found: dict[tuple[str, ...], dict[str, int]] = defaultdict(lambda: {"registered": 0, "active": 0})
    for worker, rows in people.items():
        for month, row in rows.items():
            if month in known:
                for programme in row["programmes"].split(","):
                    cell = found[row["region_code"], month, row["segment"], programme.strip()]
                    cell["registered"] += 1
                    cell["active"] += int(month in active[worker])
    return dict(found)


def _contribution(register):
    found: dict[tuple[str, ...], dict[str, int]] = defaultdict(Counter)
    for row in register.to_dict("records"):
        for programme in PROGRAMMES:
            due, received = (_rupiah(row.get(f"{name}_{programme.lower()}")) for name in ("due", "received"))
            if due or received:
                cell = found[row["region_code"], row["month"], row["segment"], programme]
                cell["due"] += due
                cell["received"] += received
                cell["received_on_time"] += received if _on_time(row) else 0
    return {key: dict(cell) for key, cell in found.items()}


def _rupiah(value) -> int:
    return 0 if value is None or pd.isna(value) else value


def _on_time(row) -> bool:
    if pd.isna(row["received_on"]):
        return False
    after, day = following(row["month"]), 30 if "2020-08" <= row["month"] <= "2021-01" else 15
    last = (date(int(after[:4]) + int(after[5:]) // 12, int(after[5:]) % 12 + 1, 1) - pd.Timedelta(days=1)).day
    return pd.Timestamp(row["received_on"]) <= pd.Timestamp(f"{after}-{min(day, last):02}")


def _employers(people, active, known):
    found: dict[tuple[str, ...], dict[str, int]] = defaultdict(lambda: {"registered": 0, "active": 0})
    for month in known:
        workers: dict[str, Counter] = defaultdict(Counter)
        paying, size = set(), {}
        for worker, rows in people.items():
            row = rows.get(month)
            if row and not pd.isna(row["employer_id"]):
                workers[row["employer_id"]][row["region_code"]] += 1
                size[row["employer_id"]] = row["employer_size"]
                if month in active[worker]:
                    paying.add(row["employer_id"])
        for employer, regions in workers.items():
            region = min(regions, key=lambda code: (-regions[code], code))
            found[region, month, size[employer]]["registered"] += 1
            found[region, month, size[employer]]["active"] += int(employer in paying)
    return dict(found)
