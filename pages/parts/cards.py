"""Four numbers that answer where, how far, how fast, reached or not; and what is known where coverage is not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from charts import headline_cards, words
from charts.headline_cards import Card
from i18n import Language
from metrics.catalogue import metric
from metrics.overview import Overview
from pages.parts import tables, view
from pages.parts.note import note
from pages.parts.sources import Source


def row(shown: Overview, say: Language) -> DeltaGenerator:
    """Show the four cards; a number that cannot be known says why instead.

    Returns:
        An empty line under them, for what is known only after a longer look.
    """
    beside_each_other(headline_cards.four(shown, say))
    return st.empty()


def beside_each_other(shown: Sequence[Card]) -> None:
    """Show cards in one row; a phone stacks them, for their values are cut where two share its width."""
    for column, card in zip(st.columns(len(shown)), shown, strict=True):
        with column.container(border=True, height="stretch", gap=None):
            st.metric(card.title, card.value)
            note(card.note)


def what_there_is(shown: Overview, say: Language) -> None:
    """Show on which other bases the region has a figure, each a way there: a reader who finds none here is not stuck."""
    if shown.elsewhere.empty:
        return
    choices = st.popover(say("Figures on other bases: {count}", count=len(shown.elsewhere)), icon=":material/lists:")
    with choices:
        note(say("Not comparable with each other; choose one to see it:"))
    for row in shown.elsewhere.itertuples():
        words_shown = say(
            "{share} · {base} · {period} · {status}",
            share=say.percent(row.value),
            base=words.base_words(row.base, say),
            period=say.short_period(row.period),
            status=words.status_words(row, say),
        )
        if row.is_old:
            words_shown += " · " + say("older than a year")
        choices.button(words_shown, key=f"base-{row.base}", on_click=view.show, kwargs={"base": row.base})


def context(shown: Overview, known: dict[str, Source], say: Language) -> None:
    """Show what else is known of the region, each with its date, status and source."""
    st.header(say("Also known of {region}", region=shown.place.short_name), anchor=False)
    lines = [_context_line(name, row, known, say) for name, row in shown.context.items()]
    missing = [
        say(metric(name).title)
        for name in ("population", "active_participants", "informal_share")
        if name not in shown.context
    ]
    lines += [say("**{title}**: no figure yet", title=title) for title in missing]
    st.markdown("\n".join(f"- {line}" for line in lines))


def _context_line(name: str, row: Any, known: dict[str, Source], say: Language) -> str:
    value = say.percent(row.value) if row.unit == "share" else say.number(int(row.value))
    value = words.about(value, row.approx, say)
    return say(
        "**{title}**: {value} ({date}, {status}, {source})",
        title=say(metric(name).title),
        value=value,
        date=tables.date_words(row, say),
        status=words.status_words(row, say),
        source=tables.sources(row.source_ids, known, say),
    )
