"""What every finding of a briefing needs: the region, its first screen, the sources by id, and how a finding is closed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

import pandas as pd

from charts import words
from exports.briefing.asked import BriefingAsked
from exports.briefing.model import Cell, Figure, Finding, Source
from i18n import Language, mark
from metrics._model import Query
from metrics.analyses.message_words import listed
from metrics.catalogue import metric
from metrics.overview import Overview
from metrics.territory import Place, Territory

DEMONSTRATION = "demo"  # source of the demonstration set
DEMONSTRATION_SET = mark("Pantau Cakupan (DEMO)")  # who publishes it

Rows: TypeAlias = "pd.DataFrame | Iterable[Any]"
"""Figures as a frame, as dictionaries or as named tuples, with ``status``, ``source_ids`` and often ``batch_ids``."""


@dataclass(frozen=True)
class Proof:
    """What figures rest on: their statuses, sources and office files, each once."""

    statuses: tuple[str, ...]
    source_ids: tuple[str, ...]
    batch_ids: tuple[str, ...]

    @property
    def example(self) -> bool:
        """Whether any of it is of the demonstration set."""
        return "demonstration" in self.statuses


@dataclass(frozen=True)
class Of:
    """What is asked of the store, and how to say it."""

    query: Query
    places: Territory
    asked: BriefingAsked
    seen: Overview
    known: Mapping[str, Source]

    @property
    def say(self) -> Language:
        """The reader's language."""
        return self.asked.say

    @property
    def place(self) -> Place:
        """The region."""
        return self.seen.place

    @property
    def base_words(self) -> str:
        """The name of the coverage base."""
        return words.base_words(self.asked.base, self.say)

    def short_name(self, code: str) -> str:
        """Give the short name of a region."""
        return self.places.place(code).short_name

    def finding(
        self, key: str, section: str, title: str, rows: Rows, *, measure: str, when: str = "", page: str = "",
        metrics: Iterable[str] = (), base: bool = True, link: str = "", also: tuple[Source, ...] = (), **more: Any,
    ) -> Finding:  # fmt: skip
        """Close a finding with footer, definition, sources, batches and link.

        Args:
            key: its name.
            section: where it stands.
            title: in words, flagged already where it rests on demonstration figures.
            rows: the figures it rests on.
            measure: what they are, for the footer.
            when: their dates, for the footer.
            page: of the app that shows it.
            metrics: whose definition it carries.
            base: whether the figures have the coverage base.
            link: instead of the page's own.
            also: sources of what it tells beside the figures, named first in the footer.
            more: the other fields of ``Finding``.
        """
        shown = proof(rows)
        return Finding(
            key=key, section=section, title=title,
            footer=self.footer(measure, when, shown, base=base, also=also),
            definition=definition(metrics, self.say),
            sources=(*(self.known[one] for one in shown.source_ids if one in self.known), *also),
            batch_ids=shown.batch_ids, link=link or self.asked.link(page), example=shown.example, **more,
        )  # fmt: skip

    def footer(self, measure: str, when: str, shown: Proof, *, base: bool = True, also: tuple[Source, ...] = ()) -> str:
        """Say measure, area, base, date, status and publishers in one line."""
        parts = [measure, self.place.short_name, *([self.base_words] if base else []), *([when] if when else [])]
        line = " · ".join(part for part in parts if part)
        if not shown.statuses:
            return line
        held = [*also, *(self.known[one] for one in shown.source_ids if one in self.known)]
        names = [name for one in held for name in one.publisher.split("; ")]
        names = list(dict.fromkeys(names))
        if shown.example and DEMONSTRATION not in shown.source_ids:
            names = [*names, self.say("demonstration set")]
        names += [self.say("office file {batch}", batch=one) for one in shown.batch_ids if one != "demo"]
        return self.say(
            "{line}. Status: {status}. Source: {source}.",
            line=line,
            status=", ".join(words.status_name(one, self.say) for one in shown.statuses),
            source=listed(names, self.say, "; "),
        )

    def cited(self, ids: Any) -> str:
        """Name the publishers of one figure; nothing where there are none."""
        held = [self.known[one].publisher for one in many(ids) if one in self.known]
        return "; ".join(dict.fromkeys(held))


def figure_of(row: Any, label: str, text: str, made_by: str, *, unit: str = "share", note: str = "") -> Figure:
    """Give a number of a row of ``metrics._model.measure`` with all that it carries.

    Args:
        row: a named tuple; its ``value`` is the number.
        label: what it is.
        text: as printed.
        made_by: the metric and the column.
        unit: of the number.
        note: to be read beside it.
    """
    return Figure(
        label=label, value=float_or_none(row.value), unit=unit, text=text, note=note, made_by=made_by,
        region=row.region_code, base=known(row.base), period=known(row.period), numerator=int_or_none(row.numerator),
        denominator=int_or_none(row.denominator), denominator_period=known(row.denominator_period),
        printed=float_or_none(row.printed), conflict=bool(words.is_known(row.conflict) and row.conflict),
        status=known(row.status), source_ids=many(row.source_ids), batch_ids=many(row.batch_ids),
    )  # fmt: skip


def proof(*rows: Rows) -> Proof:
    """Gather what figures rest on; a row without a status is no figure."""
    statuses: dict[str, None] = {}
    sources: dict[str, None] = {}
    batches: dict[str, None] = {}
    for each in rows:
        for row in each.to_dict("records") if isinstance(each, pd.DataFrame) else each:
            held = row if isinstance(row, Mapping) else row._asdict()
            if not isinstance(held.get("status"), str):
                continue
            statuses[held["status"]] = None
            sources |= dict.fromkeys(many(held.get("source_ids")))
            batches |= dict.fromkeys(many(held.get("batch_ids")))
    return Proof(tuple(statuses), tuple(sources), tuple(sorted(batches)))


def definition(names: Iterable[str], say: Language) -> str:
    """Say what metrics mean, how they are made and what they must not be read as, a paragraph each."""
    return "\n".join(
        say("{title}: {meaning} Formula: {formula}. {caveat}", title=say(one.title), meaning=say(one.meaning),
            formula=say(one.formula), caveat=say(one.caveat))
        for one in (metric(name) for name in names)
    )  # fmt: skip


def when_words(row: Any, say: Language) -> str:
    """Say the date of a figure, and that of its base where that is another."""
    said = say.short_period(row.period)
    if words.is_known(row.denominator_period) and row.denominator_period != row.period:
        said += say("; base of {period}", period=say.short_period(row.denominator_period))
    return said


def many(ids: Any) -> tuple[str, ...]:
    """Give ids as a tuple; of a missing figure none."""
    return () if ids is None or isinstance(ids, float) else tuple(str(one) for one in ids)


def known(value: Any) -> Any:
    """Give None for every kind of null."""
    return value if words.is_known(value) else None


def float_or_none(value: Any) -> float | None:
    """Give a number as Python has it, None where it is missing."""
    return float(value) if words.is_known(value) else None


def int_or_none(value: Any) -> int | None:
    """Give a whole number as Python has it, None where it is missing."""
    return int(value) if words.is_known(value) else None


def cell(value: Any) -> Cell:
    """Give a value of a frame as a cell of a table."""
    if not words.is_known(value):
        return None
    return value if isinstance(value, str | int | float) else value.item()
