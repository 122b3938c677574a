"""The words that stand for a chart of many regions, for a reader who does not see it."""

from typing import Any

import pandas as pd

from charts import words
from i18n import Language


def order_words(frame: pd.DataFrame, target: float | None, say: Language) -> str:
    """Say what a chart of many regions shows: highest and lowest, how many have reached the target, who has no figure."""
    figures = sorted(
        (row for row in frame.itertuples() if words.is_known(row.value)),
        key=lambda row: float(row.value),
        reverse=True,
    )
    missing = [str(row.short_name) for row in frame.itertuples() if not words.is_known(row.value)]
    said = []
    if figures:
        said.append(say("Highest: {figure}.", figure=_figure(figures[0], say)))
        if len(figures) > 1:
            said.append(say("Lowest: {figure}.", figure=_figure(figures[-1], say)))
        if target is not None:
            reached = sum(words.is_reached(row.value, target) for row in figures if not words.is_old_boundary(row))
            said.append(
                say(
                    "At or over the target of {target}: {count}.",
                    target=words.target_words(target, say),
                    count=reached,
                )
            )
        shown = sum(row.status == "demonstration" for row in figures)
        if shown:
            said.append(say("Demonstration figures: {count}.", count=shown))
    said.append(say("Regions with a figure: {count} of {total}.", count=len(figures), total=len(frame)))
    if missing:
        said.append(say("No figure yet: {regions}.", regions=", ".join(missing)))
    return " ".join(said)


def _figure(row: Any, say: Language) -> str:
    said = f"{row.short_name} {say.percent(row.value)} ({say.short_period(row.period)})"
    return words.flagged(said, words.is_example(row), say)
