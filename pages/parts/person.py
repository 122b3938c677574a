"""Who looks at this page: the person who signed in, or in local mode the one at this computer."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from data.access.mapping import access, system_user
from data.access.person import Person
from data.access.refusal import NotAllowed, whom_to_ask
from data.access.rules import RULES, Action, may
from data.access.session import Session, session_of
from i18n import Language, retell, told
from pages.parts import beforehand, safe
from pages.parts.note import note


def session() -> Session:
    """Say who is there, and whether their sign-in still holds now."""
    known = access()
    if known is None:
        return Session(Person(system_user(), "administrator", (), "local"))
    if beforehand.is_for_nobody():
        return Session(Person("start", "reader", (), "local"))
    return session_of(st.user.to_dict(), known)


def current() -> Person:
    """Give the person who is there.

    Raises:
        NotAllowed: when nobody is signed in, or no longer.
    """
    held = session()
    if held.person is None:
        raise NotAllowed(
            told("Your sign-in has ended. Nothing was done. Sign in again, or ask {contact}.", contact=_contact())
        )
    return held.person


def opens_on() -> str:
    """Give the region that opens first: a regency official's own; empty for everybody else."""
    who = current()
    return who.regions[0] if who.role == "regency" else ""


def sees_audit() -> bool:
    """Say whether the audit record is listed: for administrators, where people sign in."""
    return access() is not None and may(current(), "audit")


def named(by: str) -> Person:
    """Give the person who is there; in local mode under the name they wrote."""
    person = current()
    return replace(person, name=by) if person.via == "local" else person


def refuses(action: Action, say: Language) -> bool:
    """Say calmly whose an action is where it is not this person's; it is refused where it is done all the same."""
    who = current()
    if may(who, action):
        return False
    rule, contact = RULES[action], safe.plain(retell(_contact(), say))
    note(say("{what} is for {who}. Ask {contact}.", what=say(rule.what), who=say(rule.who), contact=contact))
    return True


def tell(refused: NotAllowed, say: Language) -> None:
    """Show a refusal in the reader's language."""
    st.error(safe.plain(say(refused.said)), icon=":material/block:")


def asked_name(label: str, say: Language) -> str:
    """Ask in local mode who it is; a person who signed in is known, and only told under which name they act."""
    who = current()
    if who.via == "local":
        return str(st.text_input(label, max_chars=100))
    note(say("On record as {name}.", name=safe.plain(who.name)))
    return who.name


def _contact() -> str:
    known = access()
    return whom_to_ask(known.contact if known else "")
