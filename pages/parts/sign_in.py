"""The way in: without a sign-in that holds nothing of the store is read, and a reader finds a calm page with one button."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from api.guard import is_guarding
from data.access.local import OPEN, is_here, is_open_to_all, names_this_computer
from data.access.mapping import access
from data.access.refusal import whom_to_ask
from data.access.rules import ROLE_NAMES
from data.access.session import Session, Why
from i18n import LANGUAGES, Language, mark, retell
from pages.parts import person, safe
from pages.parts.note import note

_LANGUAGES = {"id": "Bahasa Indonesia", "en": "English"}  # as their own readers call them
_SAID: dict[Why, str] = {
    "nobody": mark("Sign in with the account of your office. Figures are read only after that."),
    "expired": mark(
        "Your sign-in has ended: for safety it lasts a limited time. Sign in again to go on where you were."
    ),
    "ended": mark("You are signed out."),
}


def ask(say: Language, before: Callable[[], object]) -> None:
    """Go on where somebody is there who may read; else show how to sign in, or why not, and read nothing.

    Args:
        say: the reader's language.
        before: is called before the page to sign in is shown.
    """
    if access() is None:
        _only_here(say)
        return
    if not is_guarding():
        st.error(say("People sign in here, so this is started with `python serve.py`: only that guards every address."))
        st.stop()
    held = person.session()
    if held.person is None:
        before()
        with st.container(horizontal_alignment="center"), st.container(width=420):
            _welcome(held, say)
        st.stop()


def signed_in(say: Language) -> None:
    """Say in the sidebar who is there, and offer to sign out; nothing in local mode."""
    if access() is None:
        return
    who = person.current()
    note(
        f"{safe.plain(who.name)} · {say(ROLE_NAMES[who.role])}"
        + (f" · {', '.join(who.regions)}" if who.regions else "")
    )
    st.button(say("Sign out"), on_click=st.logout, icon=":material/logout:", type="tertiary")


def _welcome(held: Session, say: Language) -> None:
    st.title("Pantau Cakupan", anchor=False)
    if held.why == "unnamed":
        known = access()
        contact = retell(whom_to_ask(known.contact if known else ""), say)
        st.markdown(
            say(
                "{name} is signed in, but the office has not named this account here. Ask {contact} to add it.",
                name=safe.plain(held.name), contact=safe.plain(contact),
            )
        )  # fmt: skip
        st.button(say("Sign out"), on_click=st.logout, icon=":material/logout:")
    else:
        st.markdown(say(_SAID[held.why]))
        st.button(say("Sign in"), on_click=st.login, icon=":material/login:")
    st.segmented_control(
        say("Language"), LANGUAGES, default=say.code, format_func=_LANGUAGES.__getitem__, required=True,
        key="sign-in-language", on_change=_language, label_visibility="collapsed",
    )  # fmt: skip


def _language() -> None:
    st.query_params["lang"] = st.session_state["sign-in-language"]


def _only_here(say: Language) -> None:
    """In local mode answer this computer alone, also when started by `streamlit run`, which no guard stands before."""
    if is_guarding() or is_open_to_all():
        return
    address, host = st.context.ip_address, st.context.headers.get("host")
    # No address where it is this computer (Streamlit 1.67), and neither of both without a browser.
    if not (isinstance(address, str) and not is_here(address)) and (host is None or names_this_computer(host)):
        return
    st.error(
        say(
            "Pantau Cakupan answers this computer alone while nobody signs in, unless {setting} is set.",
            setting=f"`{OPEN}=yes`",
        )
    )
    st.stop()
