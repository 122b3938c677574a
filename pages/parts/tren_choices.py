"""Over which time the reader of the trend asks what moved coverage; kept in the link."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from i18n import Language, mark
from metrics._model import months_between
from metrics.analyses.regained import START
from metrics.periods import month_after
from pages.parts import safe

SPAN = "tren_span"
YEAR = "12"
NEAR = 2  # months by which the first month may differ where the one asked for is not held

SPANS = {
    "3": mark("3 months"),
    YEAR: mark("12 months"),
    "24": mark("24 months"),
    START: mark("since Feb 2020"),
}


def span(say: Language) -> str:
    """Let the reader choose the span, and give the one chosen; a link that asks for another is told so."""
    asked = st.query_params.get(SPAN, YEAR)
    if asked not in SPANS:
        st.info(
            say(
                "The link asks for a time that is not offered here: {asked}. Shown are 12 months.",
                asked=safe.plain(asked[:20]),
            ),
            icon=":material/link_off:",
        )
    st.session_state[SPAN] = asked if asked in SPANS else YEAR
    chosen = st.segmented_control(
        say("What moved it"), list(SPANS), format_func=lambda one: say(SPANS[one]), key=SPAN, on_change=_keep,
        required=True,
    )  # fmt: skip
    return str(chosen or YEAR)


def first_month(span: str, until: str, held: Iterable[str]) -> str:
    """Give the month that a span up to a month begins at: the nearest one held within two months, the earlier of two.

    Args:
        span: one of ``SPANS``.
        until: the last month, ``YYYY-MM``.
        held: months of the line. Where none is near, the month asked for is given, and the split says why it cannot be.
    """
    wanted = span if span == START else month_after(until, -int(span))
    near = [
        month for month in sorted(held) if month < until and abs(months_between(wanted, month)) <= NEAR
    ]  # fmt: skip
    return min(near, key=lambda month: abs(months_between(wanted, month)), default=wanted)


def _keep() -> None:
    st.query_params[SPAN] = st.session_state[SPAN]
