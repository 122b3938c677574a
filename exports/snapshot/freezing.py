"""Takes the figures out of a briefing, each under a key by which a later briefing is asked for the same."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from data.batches import entries, number_at, release
from exports.briefing import Briefing, Figure, Table
from i18n import Language, language

FORMAT = "pantau-cakupan snapshot 1"
_NUMBER = (
    "made_by", "label", "unit", "value", "text", "region", "base", "period", "numerator", "denominator",
    "denominator_period", "printed", "status",
)  # fmt: skip
COMPARED = ("value", "numerator", "denominator", "period", "denominator_period", "printed", "status")
_KEY = 3  # texts at the head of a row that tell it apart


@dataclass(frozen=True)
class Snapshot:
    """What a snapshot file holds, beside its format and checksum; the fields are those of the package's docstring."""

    title: str
    made_on: str
    asked: dict[str, Any]
    release: dict[str, Any]
    link: str
    numbers: list[dict[str, Any]]
    tables: list[dict[str, Any]]


def moment_now() -> str:
    """Give the batch or day at which the app shows what it shows now, whatever is loaded later."""
    known = entries()
    if known:
        return known[-1].batch_id
    # Nothing is on record: a later entry has today's date at the earliest.
    return (datetime.now(UTC).date() - timedelta(days=1)).isoformat()


def freeze(told: Briefing) -> Snapshot:
    """Freeze a briefing.

    Args:
        told: made with ``known_on``, so that its links open the app as it is.
    """
    known = entries()
    counted = release(known, number_at(known, told.known_on))
    asked = {"region": told.region, "as_of": told.as_of, "base": told.base, "target": told.target, "plan": told.plan,
             "lang": told.lang}  # fmt: skip
    held = {"store": told.store, "known_on": told.known_on, "batches": [batch.batch_id for batch in counted.batches],
            "demonstration": counted.demonstration}  # fmt: skip
    link = told.finding("headline").link
    return Snapshot(told.title, told.made_on, asked, held, link, numbers_of(told), tables_of(told))


def numbers_of(told: Briefing) -> list[dict[str, Any]]:
    """Give the large numbers of a briefing, in the order in which they are told."""
    return [_number(finding.key, figure) for finding in told.findings for figure in finding.figures]


def tables_of(told: Briefing) -> list[dict[str, Any]]:
    """Give the tables of a briefing, each row under a key of its own."""
    say = language(told.lang)
    return [
        {
            "finding": finding.key, "title": table.title, "batch_ids": list(finding.batch_ids),
            "columns": [{"title": one.title, "unit": one.unit, "wide": one.wide} for one in table.columns],
            "rows": [{"key": key, "cells": list(row)} for key, row in zip(_keys(table, say), table.rows, strict=True)],
        }
        for finding in told.findings for table in finding.tables
    ]  # fmt: skip


def _number(finding: str, figure: Figure) -> dict[str, Any]:
    kept = {name: getattr(figure, name) for name in _NUMBER}
    return {"finding": finding, **kept, "source_ids": list(figure.source_ids), "batch_ids": list(figure.batch_ids)}


def _keys(table: Table, say: Language) -> list[str]:
    """Name each row by its code and the texts at its head; of several that are named alike each by its place."""
    code = [place for place, column in enumerate(table.columns) if column.title == say("Code")]
    head = 0
    while head < min(len(table.columns), _KEY) and table.columns[head].unit in ("text", "month"):
        head += 1
    seen: Counter[str] = Counter()
    keys = []
    for row in table.rows:
        name = " · ".join(str(row[place]) for place in [*code, *range(head)] if row[place] is not None)
        seen[name] += 1
        keys.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return keys
