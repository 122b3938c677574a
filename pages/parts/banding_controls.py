"""The reader's own choices on the comparison page, and the reasons for the peers beside them."""

from __future__ import annotations

from decimal import Decimal

import streamlit as st

from i18n import Language
from metrics.analyses.groups import OWN_LIST
from metrics.analyses.likeness import NO_WEIGHT
from pages.parts import banding_choices, figure, number_box, safe
from pages.parts.banding_choices import LARGEST_ERROR, STEPS, Choices
from pages.parts.banding_who import Who
from pages.parts.banding_wider import Why
from pages.parts.note import note

_AMONG, _ERROR = "banding-among", "banding-error"


def bar(who: Who, asked: Choices, wrong: list[str], say: Language) -> None:
    """Show whom the region is set beside, the weights and the assumed error, and what of the link means nothing here."""
    controls = st.container(horizontal=True, vertical_alignment="bottom")
    st.session_state[_AMONG] = who.among
    controls.selectbox(
        say("Compare with"), who.options, key=_AMONG, width=320, format_func=lambda among: who.name(among, say),
        on_change=lambda: banding_choices.choose_among(st.session_state[_AMONG]),
    )  # fmt: skip
    if who.peers is not None and who.own is not None:
        with controls.popover(say("Weights of the variables"), icon=":material/tune:"):
            _weights(who, asked, say)
    with controls.popover(_error_label(asked, say), icon=":material/straighten:"):
        _error(asked, say)
    if asked.among and asked.among != who.among:
        wrong = [*wrong, f"{banding_choices.AMONG} = {asked.among}"]
    if wrong:
        listed = ", ".join(safe.plain(each[:60]) for each in wrong)
        note(say("The link asks for a choice that does not exist here: {asked}. It is left out.", asked=listed))


def reasons(why: Why, who: Who, say: Language) -> None:
    """Show who is comparable and why, and what the regions are like."""
    st.header(safe.plain(why.title), anchor=False)
    if why.lines:
        st.markdown("\n".join(f"- :small[{line}]" for line in why.lines))
    if why.more:
        note(say("And {count} more, in the tables below.", count=why.more))
    if who.own_list:
        note(say(OWN_LIST))
    if who.reason:
        note(say(who.reason))
    figure.draw(why.structure, say)


def _weights(who: Who, asked: Choices, say: Language) -> None:
    note(say("1 counts once, 2 and 3 count more, 0 leaves the variable out."))
    chosen = dict(asked.weights)
    found = who.peers
    if found is None:
        return
    for row in found.compared_on.itertuples():
        if not row.compared and row.reason != NO_WEIGHT:
            continue
        key = f"banding-weight-{row.variable}"
        st.session_state[key] = chosen.get(row.variable, 1)
        st.segmented_control(
            say(row.title), STEPS, key=key, required=True, on_change=_weight, args=(row.variable, key)
        )  # fmt: skip


def _weight(variable: str, key: str) -> None:
    banding_choices.choose_weight(variable, int(st.session_state[key]))


def _error_label(asked: Choices, say: Language) -> str:
    if asked.error is None:
        return say("Assumed error of the base")
    return say("Your assumed error: {error}", error=say.percent(asked.error))


def _error(asked: Choices, say: Language) -> None:
    number_box.number_box(
        say("Relative standard error of the base, percent"),
        None if asked.error is None else Decimal(str(asked.error)) * 100,
        banding_choices.choose_error, say, key=_ERROR, low=0, high=LARGEST_ERROR, placeholder=say("none"),
    )  # fmt: skip
    note(
        say(
            "Your own assumption, for bases whose error nobody has published; it replaces an assumed error, never one "
            "loaded with the figures. All that rests on it is labelled as yours. Empty: none."
        )
    )
