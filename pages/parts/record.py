"""The record of what offices sent: what counts now, what was done, earlier releases, taking back, the demonstration set."""

from __future__ import annotations

import logging

import pandas as pd
import streamlit as st

from data import intake
from data.access.refusal import NotAllowed
from data.access.rules import may
from data.batches import release
from data.entry import Entry
from data.problem import CannotWrite, DataError
from i18n import Language, mark
from pages.parts import person, safe, view
from pages.parts.note import note

MEANWHILE = mark("It was not done: the record has changed meanwhile, or a load is under way. Try again.")


def finding(known: list[Entry], say: Language) -> str:
    """Say in a line what counts now."""
    counting = release(known).batches
    if not counting:
        if release(known).demonstration:
            return say("No office file counts yet: published figures and the demonstration set are shown")
        return say("No office file counts yet: published figures are shown")
    return say("{count} office files count; the latest was loaded on {date}", count=len(counting),
               date=say.date(counting[-1].at[:10]))  # fmt: skip


def done(text: str) -> None:
    """Keep what was done for the next run, and run the page again on the new store."""
    st.session_state["done"] = text
    st.rerun()


def not_written(what: str, cause: CannotWrite, say: Language) -> None:
    """Say that the disk took nothing; the log has the cause."""
    logging.getLogger(__name__).error("%s was not done", what, exc_info=cause)
    st.error(
        say(
            "It was not done, and nothing has changed: the disk is full or may not be written to. Tell the person who keeps "
            "this installation, then try again."
        ),
        icon=":material/block:",
    )


def say_what_was_done() -> None:
    """Show what the last action did."""
    if text := st.session_state.pop("done", None):
        st.success(safe.plain(text), icon=":material/check_circle:")


def table(known: list[Entry], say: Language) -> None:
    """Show every entry, the latest first; why warnings were accepted, only to those who act for its regions."""
    if not known:
        note(say("Nothing has been loaded yet."))
        return
    counting, who = {entry.number for entry in release(known).batches}, person.current()
    rows = [
        {
            say("Batch"): safe.plain(entry.batch_id),
            say("When"): f"{say.date(entry.at[:10])} {entry.at[11:16]} UTC",
            say("Who"): safe.plain(entry.by),
            say("What"): safe.plain(_what(entry, say)),
            say("Counts"): (say("yes") if entry.number in counting else say("no")) if entry.kind == "load" else "",
            say("Remark"): safe.plain(entry.reason or entry.note),
        }
        for entry in (intake.seen_by(who, each) for each in reversed(known))
    ]
    st.table(pd.DataFrame(rows), border="horizontal", hide_index=True, alt=say("Record"))


def as_known(known: list[Entry], say: Language) -> None:
    """Offer to see every page as it was known at an entry."""
    if not known:
        return
    names = ["", *(entry.batch_id for entry in reversed(known))]
    now = view.current().known_on
    chosen = st.selectbox(
        say("See every page as known at"), names if now in names else [now, *names], index=0 if now not in names else
        names.index(now), format_func=lambda name: name or say("the latest release"),
    )  # fmt: skip
    if chosen != now:
        view.show(known_on=chosen)
        st.rerun()


def take_back(known: list[Entry], say: Language) -> None:
    """Offer to withdraw a batch, or to return to an earlier release."""
    counting = release(known).batches
    if not known or person.refuses("withdraw", say):
        return
    with st.expander(say("Withdraw a batch, or return to an earlier release"), icon=":material/undo:"):
        note(say("What a batch replaced counts again. Nothing is erased: both stay on record."))
        with st.form("take_back", border=False):
            actions = [("withdraw", entry) for entry in reversed(counting)]
            if may(person.current(), "restore"):
                actions += [("restore", entry) for entry in reversed(known[:-1])]
            chosen = st.selectbox(
                say("What"), actions, format_func=lambda action: _action(action[0], action[1], say), index=None,
                placeholder=say("Choose"),
            )  # fmt: skip
            by = person.asked_name(say("Who does it: name and office"), say)
            why = st.text_input(say("Why"), max_chars=300)
            asked = st.form_submit_button(say("Do it and publish"), icon=":material/publish:")
        if not asked:
            return
        if chosen is None or not by.strip() or not why.strip():
            st.error(say("Choose what to do, and fill in who does it and why."))
            return
        kind, entry = chosen
        try:
            with st.spinner(say("Publishing …")):
                made = (intake.withdraw if kind == "withdraw" else intake.restore)(
                    entry.batch_id, person.named(by), why
                )  # fmt: skip
        except NotAllowed as refused:
            person.tell(refused, say)
            return
        except CannotWrite as cause:
            not_written(f"{kind} of {entry.batch_id}", cause, say)
            return
        except DataError:
            logging.getLogger(__name__).exception("%s of %s was not done", kind, entry.batch_id)
            st.error(say(MEANWHILE))
            return
        done(say("Done and published: {batch}.", batch=made.batch_id))


def demonstration(known: list[Entry], say: Language) -> None:
    """Say what the demonstration set is, and offer to switch it."""
    on = release(known).demonstration
    note(
        say(
            "Made by a generator so that every page can be seen at work before real files arrive: no decision may rest on "
            "it. It goes off by itself when the first office file is published."
        )
    )
    if person.refuses("demonstration", say):
        return
    label = say("Switch the demonstration set off") if on else say("Switch the demonstration set on")
    if st.button(label, icon=":material/science_off:" if on else ":material/science:"):
        try:
            with st.spinner(say("Publishing …")):
                intake.switch_demonstration(person.named(say("Data page")), on=not on)
        except NotAllowed as refused:
            person.tell(refused, say)
            return
        except CannotWrite as cause:
            not_written("the switch of the demonstration set", cause, say)
            return
        except DataError:
            logging.getLogger(__name__).exception("the demonstration set was not switched")
            st.error(say(MEANWHILE))
            return
        done(say("The demonstration set is off.") if on else say("The demonstration set is on."))


def _action(kind: str, entry: Entry, say: Language) -> str:
    if kind == "withdraw":
        return say("withdraw {batch}: {file}", batch=entry.batch_id, file=entry.file)
    return say("return to what counted at {batch}", batch=entry.batch_id)


def _what(entry: Entry, say: Language) -> str:
    if entry.kind == "load":
        return say("{file}: {count} rows", file=entry.file, count=say.number(sum(entry.rows.values())))
    if entry.kind == "demo":
        return say("demonstration set on") if entry.on else say("demonstration set off")
    if entry.kind == "withdraw":
        return say("batch {number} withdrawn", number=int(entry.target or 0))
    return say("return to entry {number}", number=int(entry.target or 0))
