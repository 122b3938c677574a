"""What the link of the page of a briefing asks for: the finding shown, and the target and plan that it leads with."""

from __future__ import annotations

import streamlit as st

from exports.briefing import Briefing, BriefingAsked
from pages.parts.view import View

FINDING, TARGET, PLAN = "finding", "target", "plan"


def asked(seen: View) -> BriefingAsked:
    """Give the briefing that the link asks for."""
    return BriefingAsked(
        seen.region, seen.as_of, seen.base, st.query_params.get(TARGET) or None, st.query_params.get(PLAN, ""), seen.lang,
        seen.known_on,
    )  # fmt: skip


def plain(seen: View) -> BriefingAsked:
    """Give the briefing without the target and plan of the link, for where these mean nothing."""
    return BriefingAsked(seen.region, seen.as_of, seen.base, lang=seen.lang, known_on=seen.known_on)


def place(told: Briefing) -> int:
    """Give the place of the finding that the link names; the first after the cover where it names none that there is."""
    keys = [finding.key for finding in told.findings]
    named = st.query_params.get(FINDING, "")
    return keys.index(named) if named in keys else 1


def go(key: str) -> None:
    """Show another finding; the link then names it. For callbacks."""
    st.query_params[FINDING] = key
