"""Rows made by hand, as the metrics give them, for tests of what is said of a figure or a target."""

from typing import Any

import pandas as pd

from pages.parts.sources import Source

KNOWN = {
    "antara": Source("bali.antaranews.com", "https://bali.antaranews.com/berita/1", "2025-04-30"),
    "talk": Source("Paritrana *2023*", "", "2023-02-14"),
    "undated": Source("github.com", "https://github.com/x", None),
    "spoken": Source("javascript", "javascript:alert(1)", "2025"),
}

FIGURE: dict[str, Any] = {
    "region_code": "51", "name": "Bali", "short_name": "Bali", "period": "2025-03", "month": "2025-03", "base": "ucj",
    "base_certainty": "stated", "segment": "total", "series": "ucj_report", "boundary": None, "weights": None,
    "unit": "share", "value": 935079 / 1873899, "numerator": 935079, "denominator": 1873899,
    "denominator_period": "2025-03", "printed": 0.5088, "conflict": True, "status": "published", "parts_present": None,
    "parts_expected": None, "reason": None, "approx": False, "is_old": False, "shown": True, "source_ids": ["antara"],
    "batch_ids": [], "fact_rows": [],
    "placed": True,
}  # fmt: skip
PERCENTAGE = {
    **FIGURE, "value": 0.5868, "printed": 0.5868, "numerator": None, "denominator": None, "denominator_period": None,
    "conflict": None,
}  # fmt: skip
MISSING = {**dict.fromkeys(FIGURE), "region_code": "51.08", "name": "Kabupaten Buleleng", "short_name": "Buleleng",
           "is_old": False, "placed": True}  # fmt: skip

TARGET: dict[str, Any] = {
    "target_id": "bali-ucj-2026", "inherited_from": None, "base": "ucj", "reading": None, "value_target": 0.7386,
    "deadline": "2026-12-31", "set_by": "Home Ministry", "set_by_id": "Kemendagri", "kind": "official",
    "current": 0.5388, "current_period": "2025-12", "gap_points": 0.1998, "gap_people": None, "baseline": 0.5233,
    "baseline_period": "2025-06", "pace": 0.22, "required_net_per_month": None, "required_gross_per_month": None,
    "progress": "far_behind", "reason": None, "source_ids": ["antara"], "unit": "share", "preferred": True,
    "set_on": "2025-04-29", "note": None, "judged": None, "judged_period": None, "figure_status": "published",
    "figure_source_ids": ["antara"], "people_reason": None, "required_points_per_month": 0.0167,
    "achieved_points_per_month": 0.003,
}  # fmt: skip


def figure(**changes: Any) -> dict[str, Any]:
    """Give a figure with numerator and denominator, changed."""
    return {**FIGURE, **changes}


def percentage(**changes: Any) -> dict[str, Any]:
    """Give a figure of which only the percentage is known, changed."""
    return {**PERCENTAGE, **changes}


def target(**changes: Any) -> dict[str, Any]:
    """Give a target before its deadline, changed."""
    return {**TARGET, **changes}


def frame(*rows: dict[str, Any]) -> pd.DataFrame:
    """Give rows as a frame in which what is missing is missing, as measured figures are."""
    made = pd.DataFrame(list(rows), columns=list(rows[0]) if rows else list(FIGURE), dtype=object)
    return made.astype({"value": float, "printed": float}) if "value" in made else made


def row(made: dict[str, Any]) -> Any:
    """Give one row as it is walked over."""
    return next(frame(made).itertuples(index=False))
