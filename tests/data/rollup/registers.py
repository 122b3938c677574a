"""Small registers for the tests: written row by row, or drawn at random, and rolled up in a folder of the test's own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
from hypothesis import strategies as draws

from data.rollup.counting import Asked, Rolled, roll_up
from data.rollup.engine import Duck
from data.rollup.reading import files_of
from tests.data.rollup.oracle import PROGRAMMES, following

REGIONS = ("51.01", "51.03", "51.71")
SEGMENTS = ("PU", "BPU", "JAKON", "PMI")
SIZES = ("micro", "small", "medium", "large")
KEYS = {
    "membership": ("region_code", "month", "segment"),
    "programme_membership": ("region_code", "month", "segment", "programme"),
    "contribution": ("region_code", "month", "segment", "programme"),
    "employer": ("region_code", "month", "size"),
}


def row(worker: str, month: str, paid_on: str | None = "same", **other: object) -> dict[str, object]:
    """Give a row of the register: paid on the last day of its month, unless another day or None is given."""
    if paid_on == "same":
        paid_on = f"{pd.Period(month).end_time:%Y-%m-%d}"
    money = {f"{name}_{code.lower()}": 0 for code in PROGRAMMES for name in ("due", "received")}
    money |= {"due_jkk": 10, "due_jkm": 7}
    if paid_on:
        money |= {"received_jkk": 10, "received_jkm": 7}
    return {
        "worker_id": worker, "month": month, "region_code": "51.03", "segment": "BPU", "programmes": "JKK,JKM",
        "received_on": pd.Timestamp(paid_on) if paid_on else pd.NaT, "employer_id": None, "employer_size": None, **money, **other,
    }  # fmt: skip


def months(first: str, count: int) -> list[str]:
    """Give so many months in a row."""
    return [following(first, by) for by in range(count)]


def register(rows: list[dict[str, Any]]) -> pd.DataFrame:
    """Put rows together under the types of a register."""
    frame = pd.DataFrame(rows)
    texts = dict.fromkeys(
        ("worker_id", "month", "region_code", "segment", "programmes", "employer_id", "employer_size"), "str"
    )
    money = {name: "Int64" for name in frame if name.startswith(("due", "received")) and name != "received_on"}
    return frame.astype(texts | money).assign(received_on=pd.to_datetime(frame["received_on"]).astype("datetime64[us]"))


def left_empty(one: dict[str, Any]) -> dict[str, Any]:
    """Give a row with nothing written where money is none: programmes not named, and what came as long as nothing did."""
    none = {
        f"{name}_{code.lower()}": None
        for code in PROGRAMMES
        for name in ("due", "received")
        if code not in one["programmes"] or (name == "received" and one["received_on"] is pd.NaT)
    }
    return one | none


def written(rows: pd.DataFrame, folder: Path, *, parted: bool = False) -> Path:
    """Write a register as one file, or as a folder of months."""
    if not parted:
        path = folder / "register.parquet"
        rows.to_parquet(path, index=False)
        return path
    for month, part in rows.groupby("month"):
        (folder / f"month={month}").mkdir(parents=True)
        part.drop(columns="month").to_parquet(folder / f"month={month}" / "part.parquet", index=False)
    return folder


def rolled(place: Path, since: str | None = None, until: str | None = None, exclude: tuple[str, ...] = ()) -> Rolled:
    """Roll a register up on DuckDB."""
    engine = Duck(files_of([place]), 10**9, place.parent / "spill")
    try:
        return roll_up(engine, Asked("register", frozenset(REGIONS), since, until, exclude))
    finally:
        engine.close()


def by_key(tables: dict[str, pd.DataFrame]) -> dict[str, dict[tuple[str, ...], dict[str, Any]]]:
    """Give rolled tables as values by key, None where nothing is known."""
    return {
        name: {
            tuple(one[key] for key in KEYS[name]): {
                field: None if pd.isna(value) else int(value) for field, value in one.items() if field not in KEYS[name]
            }
            for one in rows.to_dict("records")
        }
        for name, rows in tables.items()
    }


@draws.composite
def drawn_registers(draw: draws.DrawFn, longest: int = 30, first: str = "2019-11") -> pd.DataFrame:
    """Draw a register of a few workers: entries, gaps, moves, late and missing payments, employers with a size each."""
    span = months(first, draw(draws.integers(4, longest)))
    sizes = {f"E{number}": draw(draws.sampled_from(SIZES)) for number in range(3)}
    rows = []
    for number in range(draw(draws.integers(1, 6))):
        place = [draw(draws.sampled_from(REGIONS)), draw(draws.sampled_from(SEGMENTS[:2])), "JKK,JKM", None]
        for month in span:
            event = draw(
                draws.sampled_from(("stay", "stay", "stay", "stay", "move", "change", "programmes", "employer", "away"))
            )
            if event == "away":
                continue
            if event == "move":
                place[0] = draw(draws.sampled_from(REGIONS))
            if event == "change":
                place[1] = draw(draws.sampled_from(SEGMENTS))
            if event == "programmes":
                place[2] = draw(draws.sampled_from(("JKK,JKM", "JKK,JKM,JHT", "JKK, JKM, JHT, JP")))
            if event == "employer":
                place[3] = draw(draws.sampled_from((None, *sizes)))
            late = draw(draws.sampled_from((None, None, -1, 0, 0, 1, 1, 2, 3)))
            day = draw(draws.integers(1, 28))
            paid_on = None if late is None else f"{following(month, late)}-{day:02}"
            size = None if place[3] is None else sizes[place[3]]
            more = {"due_jht": 20, "received_jht": 13 if paid_on else 0} if "JHT" in place[2] else {}
            written_as = left_empty if draw(draws.booleans()) else dict
            rows.append(written_as(row(
                f"worker-{number}", month, paid_on, region_code=place[0], segment=place[1], programmes=place[2],
                employer_id=place[3], employer_size=size, **more,
            )))  # fmt: skip
    # One is always there, so that no month is missing.
    return register([*rows, *(row("worker-always", month, region_code="51.71") for month in span)])
