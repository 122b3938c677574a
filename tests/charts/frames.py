"""Frames as the charts get them, built from the real grid of tiles and figures worked by hand."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pandas as pd

REGIONS = list(
    csv.DictReader((Path(__file__).parents[2] / "data/facts/regions.csv").read_text(encoding="utf-8").splitlines())
)

FIGURE: dict[str, Any] = {
    "period": "2025-03", "base": "ucj", "segment": "total", "series": None, "boundary": None, "weights": None, "numerator": None,
    "denominator": None, "conflict": None, "status": "published", "is_old": False, "source_ids": ["antara-2025"],
}  # fmt: skip
NO_FIGURE = dict.fromkeys(("period", "base", "segment", "status"), None) | {"value": None, "source_ids": None}

# Share and what differs from FIGURE; a region that is not named here has none.
BALI: dict[str, dict[str, Any]] = {
    "51.01": {"value": 0.63991, "period": "2024-12", "status": "reported"},
    "51.03": {"value": 0.5868},
    "51.04": {"value": 0.65600, "period": "2025-09"},
    "51.05": {"value": 0.51, "period": "2023-12", "is_old": True, "boundary": "before-2022-split"},
    "51.06": {"value": 0.3552, "status": "summed"},
    "51.07": {"value": 0.449, "status": "estimated"},
    "51.71": {"value": 0.562, "period": "2025-12", "status": "demonstration"},
}


def grid(block: str) -> list[dict[str, Any]]:
    """Places of a block ("Bali", "NTB", "NTT", "Papua") or of all provinces ("provinces")."""
    if block == "provinces":
        rows, kind = [row for row in REGIONS if row["level"] == "province"], "tile"
    else:
        rows, kind = [row for row in REGIONS if row["block"] == block], "block"
    return [
        {
            "region_code": row["region_code"],
            "name": row["name"],
            "short_name": row["name"].removeprefix("Kabupaten "),
            "tile_label": row["tile_label"],
            "col": int(row[f"{kind}_col"]),
            "row": int(row[f"{kind}_row"]),
        }
        for row in rows
    ]


def regions(block: str = "Bali", figures: dict[str, dict[str, Any]] | None = None) -> pd.DataFrame:
    """One row a region of a block; those without a figure have nulls."""
    held = BALI if figures is None else figures
    rows = [{**place, **FIGURE, **held.get(place["region_code"], NO_FIGURE)} for place in grid(block)]
    frame = pd.DataFrame(rows).astype({"value": float})
    return frame.assign(printed=frame["value"])


def everywhere(block: str, **changed: Any) -> pd.DataFrame:
    """Every region of a block with a figure, from 0.05 in steps of 0.023 round to 1."""
    shares = {
        place["region_code"]: {"value": round((0.05 + 0.023 * number) % 1, 4), **changed}
        for number, place in enumerate(grid(block))
    }
    return regions(block, shares)


def published(*figures: dict[str, Any]) -> pd.DataFrame:
    """Figures of one region over time."""
    rows = [
        {"region_code": "51", "name": "Bali", "short_name": "Bali", "printed": None, **FIGURE, **row} for row in figures
    ]
    return pd.DataFrame(rows, columns=list(rows[0]) if rows else ["value", "period"])


def targets(*rows: tuple[float, str, str | None]) -> pd.DataFrame:
    """Targets of one region: share, deadline, day it was set."""
    listed = [
        {
            "base": "ucj",
            "value_target": share,
            "deadline": deadline,
            "set_on": set_on,
            "set_by": "Home Ministry",
            "set_by_id": "Kemendagri",
        }
        for share, deadline, set_on in rows
    ]
    return pd.DataFrame(listed, columns=["base", "value_target", "deadline", "set_on", "set_by", "set_by_id"])
