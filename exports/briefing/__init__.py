"""A briefing of one region: the findings that slides, workbook, page and screen are made of, computed once.

told = briefing(store.query, places, BriefingAsked("51.03", "2026-03"), store=store.version, made_on="2026-04-01")
told.finding("headline").title
"""

from exports.briefing.asked import BriefingAsked
from exports.briefing.gathering import briefing
from exports.briefing.model import (
    SECTIONS,
    Briefing,
    Chart,
    Column,
    Figure,
    Finding,
    Series,
    Source,
    Table,
    Tile,
    TileMap,
    printed,
)

__all__ = [
    "SECTIONS", "Briefing", "BriefingAsked", "Chart", "Column", "Figure", "Finding", "Series", "Source", "Table", "Tile",
    "TileMap", "briefing", "printed",
]  # fmt: skip
