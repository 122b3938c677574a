"""Frames of compared regions as the charts of the comparison get them, worked by hand."""

from __future__ import annotations

from typing import Any

import pandas as pd

# Shares of 2025-12 and 2024-12; Buleleng has no earlier one, Karangasem none at all.
SHARES: dict[str, tuple[str, float | None, float | None]] = {
    "51.03": ("Badung", 0.64, 0.60),
    "51.71": ("Kota Denpasar", 0.57, 0.571),
    "51.02": ("Tabanan", 0.59, 0.58),
    "51.08": ("Buleleng", 0.45, None),
    "51.07": ("Karangasem", None, None),
}


def compared(status: str = "published", **intervals: tuple[int, int]) -> pd.DataFrame:
    """One row a region; ranks by hand: Badung 1, Tabanan 2, Denpasar 3, Buleleng 4."""
    level = {"51.03": 1, "51.02": 2, "51.71": 3, "51.08": 4}
    improvement = {"51.03": 1, "51.02": 2, "51.71": 3}
    rows: list[dict[str, Any]] = []
    for code, (name, now, then) in SHARES.items():
        low, high = intervals.get(f"r{code[3:]}", (None, None))
        rows.append(
            {
                "region_code": code, "short_name": name, "name": name, "value": now, "earlier_value": then,
                "change": None if now is None or then is None else now - then, "change_low": None, "change_high": None,
                "rank": level.get(code), "rank_low": low, "rank_high": high, "ranked": 4,
                "change_rank": improvement.get(code), "change_rank_low": None, "change_rank_high": None,
                "status": status if now is not None else None, "hover": name,
            }
        )  # fmt: skip
    whole = ("rank", "rank_low", "rank_high", "ranked", "change_rank", "change_rank_low", "change_rank_high")
    frame = pd.DataFrame(rows)
    for name in ("value", "earlier_value", "change", "change_low", "change_high"):
        frame[name] = frame[name].astype(float)
    return frame.astype(dict.fromkeys(whole, "Int64"))
