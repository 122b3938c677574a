"""What is said beside the map of a briefing: which figures it shows, and which region inside has the lowest share."""

from __future__ import annotations

import pandas as pd

from charts import words
from i18n import Language


def stands_before(frame: pd.DataFrame, say: Language) -> list[str]:
    """Say why the map may show another figure of a region than slides of one month do."""
    example = frame["status"] == "demonstration"
    if example.any() and (frame["value"].notna() & ~example).any():
        return [say("Published figures stand before DEMO ones, each with its own date.")]
    return [say("Each figure has its own date.")] if frame["period"].nunique() > 1 else []


def lowest(every: pd.DataFrame, say: Language) -> str:
    """Say which of all regencies has the lowest share; nothing where fewer than two have one."""
    held = every[every["value"].notna()]
    if len(held) < 2:
        return ""
    least = held.iloc[0]
    text = say("{region} is the lowest of {count} regencies and cities with a figure: {share}", region=least["short_name"],
               count=len(held), share=say.percent(least["value"]))  # fmt: skip
    return words.flagged(text, bool((held["status"] == "demonstration").any()), say)
