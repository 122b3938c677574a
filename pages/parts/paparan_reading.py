"""What the page of a briefing reads: its findings, made once a store and question, and their charts in the reader's theme."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd

from charts.checked import checked
from data.earlier import as_known
from data.store import Store
from exports import snapshot
from exports.briefing import Briefing, BriefingAsked, Table, briefing, printed
from exports.page.drawing import drawn, is_drawn
from i18n import Language, language
from pages.parts import reading, safe


@reading.each
def told(_store: Store, version: str, asked: BriefingAsked, today: str) -> Briefing:
    """Make the briefing.

    Raises:
        UnknownName: when the target of the link does not exist there.
        PlanInvalid: when its plan cannot be read.
    """
    places = reading.places(_store, version)
    return briefing(reading.query(_store), places, asked, store=version, made_on=today, known_on=asked.known_on)


def frozen(asked: BriefingAsked, today: str) -> bytes:
    """Freeze the briefing: what the present release gives, whatever is loaded later."""
    moment = asked.known_on or snapshot.moment_now()
    store = as_known(moment)
    return snapshot.written(snapshot.freeze(told(store, store.version, replace(asked, known_on=moment), today)))


@reading.each
def chart(_store: Store, version: str, asked: BriefingAsked, today: str, key: str, dark: bool) -> Any | None:
    """Draw the chart of a finding, as Plotly has checked it once for every reader; None where there is none.

    Args:
        _store: the store.
        version: of the store.
        asked: the briefing.
        today: day on which it is made.
        key: of the finding.
        dark: whether the page is dark.
    """
    finding = next(one for one in told(_store, version, asked, today).findings if one.key == key)
    return checked(drawn(finding, "dark" if dark else "light", language(asked.lang))) if is_drawn(finding) else None


def frame(table: Table, say: Language) -> pd.DataFrame:
    """Give a table as texts to show, in the columns that a slide has room for; loaded words are escaped."""
    kept = [place for place, column in enumerate(table.columns) if column.brief]
    columns: dict[str, list[Any]] = {
        table.columns[at].title: [safe.plain(printed(row[at], table.columns[at], say)) for row in table.rows]
        for at in kept
    }
    return pd.DataFrame(columns)
