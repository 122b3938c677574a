"""A box for one number, written and read as the reader's language does: 73,86 and 1.000 in Indonesian.

Streamlit's own box (1.67) leaves the signs to the browser's language, whatever the language of the page.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import streamlit as st

from i18n import Language
from pages.parts.note import note


def number_box(
    label: str, value: Decimal | int | None, take: Callable[[Decimal | None], None], say: Language, *, key: str,
    low: int, high: int, places: int = 2, placeholder: str = "",
) -> None:  # fmt: skip
    """Show a box that holds a number, and hand over what the reader enters; what is none is told and not handed over.

    Args:
        label: the words above it.
        value: what it holds; None for nothing.
        take: is given the number, or None where the box was emptied.
        say: the reader's language.
        key: its name on the page.
        low: least number that is taken.
        high: greatest one.
        places: most decimals that are written.
        placeholder: what stands in an empty box.
    """
    st.session_state[key] = "" if value is None else written(value, say, places)
    wrong = f"{key}-wrong"

    def changed() -> None:
        typed = st.session_state[key].strip()
        number = say.read_number(typed)
        if typed and (number is None or not low <= number <= high):
            st.session_state[wrong] = True
        else:
            take(number)

    st.text_input(label, key=key, on_change=changed, placeholder=placeholder)
    if st.session_state.pop(wrong, False):
        note(
            ":material/info: "
            + say("A number from {low} to {high} is needed.", low=say.number(low), high=say.number(high))
        )


def written(value: Decimal | int, say: Language, places: int = 2) -> str:
    """Write a number with no more decimals than it has."""
    exact = Decimal(value)
    own = next(some for some in range(places + 1) if some == places or exact == round(exact, some))
    return say.number(exact, own)
