"""The roles on the method page: who may do what, from the table that actions are held to, and what is put on record of it."""

from __future__ import annotations

import streamlit as st

from data.access.person import ROLES
from data.access.rules import ROLE_NAMES, RULES
from i18n import Language, mark

_SENTENCES = (
    mark("Who somebody is, is said by the office's own sign-in; which role they have, by one file that the office keeps. Without "
        "that file there is no sign-in, and the person at this computer may do everything."),
    mark("A steward acts for the regions named and what lies in them, by what stands in the rows of a file, not by its name. For "
        "a regency official the own region opens first; every signed-in reader reads every figure shown."),
    mark("Each action is refused where it is done, on a page, by a token of the API and at the command line alike."),
    mark("Signing in and out, refusals, loads with their reasons, publishes, withdrawals, returns, files taken along and "
        "settings are put on record, chained by checksum, so that a line that was changed or taken out shows."),
)  # fmt: skip


def roles(say: Language) -> None:
    """Show what each role may do, and what holds for all of them."""
    st.header(say("Who may do what"), anchor=False)
    lines = []
    for place, role in enumerate(ROLES):
        before = ROLES[place - 1] if place else None
        more = [say(rule.what) for rule in RULES.values() if role in rule.roles and before not in rule.roles]
        said = ", ".join(f"{action[0].lower()}{action[1:]}" for action in more)
        if before and more:
            said = say("the same, and also {actions}", actions=said)
        elif before:
            said = say("the same as a {role}", role=say(ROLE_NAMES[before]))
        lines.append(f"- **{say(ROLE_NAMES[role])}**: {said}")
    st.markdown("\n".join(lines))
    st.markdown("\n".join(f"- {say(text)}" for text in _SENTENCES))
