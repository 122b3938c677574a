"""The audit record for an administrator: who did what, whether it is as it was written, and all of it as a file."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from data.access.rules import ROLE_NAMES, require
from data.audit.line import Line
from data.audit.listing import about, listed
from data.audit.record import AuditBroken
from data.audit.whole import faults
from exports.table import plain_csv
from i18n import Language, mark
from pages.parts import audit_words, person, safe
from pages.parts.note import note

LISTED = 200  # lines on the page; the file has all of them
_KINDS = {
    "sign_in": mark("signed in"), "sign_out": mark("signed out"), "refused": mark("refused"), "load": mark("loaded"),
    "withdraw": mark("withdrawn"), "restore": mark("returned"), "demo": mark("demonstration set"),
    "publish": mark("published"), "failed": mark("not published"), "boundaries": mark("boundaries"),
    "export": mark("taken along"), "backup": mark("backup"), "restore_backup": mark("backup brought back"),
    "token": mark("token"), "settings": mark("settings"), "torn": mark("unfinished line removed"),
}  # fmt: skip
_CUT_OFF = mark("lines before this one cut off or changed")


def show(say: Language) -> None:
    """Show the latest lines, the last first, and say whether the whole record is as it was written."""
    require(person.current(), "audit")
    count, wrong = faults()
    if wrong:
        st.error(say("The audit record is not as it was written. Find where with {command}.",
                     command="`python -m data audit --verify`"), icon=":material/warning:")  # fmt: skip
    else:
        note(
            say("Lines: {count}, each as it was written. Nothing is ever changed or removed here.",
                count=say.number(count))
        )  # fmt: skip
    try:
        known = listed()
    except AuditBroken:
        return
    st.download_button(
        say("Download every line (CSV)"), lambda: plain_csv(_frame(known)), file_name="audit.csv", mime="text/csv",
        icon=":material/download:", on_click="ignore",
    )  # fmt: skip
    rows = [
        {
            say("When"): f"{say.date(line.at[:10])} {line.at[11:16]} UTC",
            say("Who"): safe.plain(audit_words.who(line, say)),
            say("Role"): say(ROLE_NAMES[line.role]) if line.role in ROLE_NAMES else "",
            say("What"): say(_CUT_OFF if line.kind == "torn" and "sealed" in line.about else _KINDS[line.kind]),
            say("About"): safe.plain(audit_words.about(line, say)),
        }
        for line in reversed(known[-LISTED:])
    ]
    st.table(pd.DataFrame(rows), border="horizontal", hide_index=True, alt=say("Audit"))


def _frame(known: list[Line]) -> pd.DataFrame:
    names = ["number", "at", "kind", "by", "role", "via", "about"]
    return pd.DataFrame(
        [[line.number, line.at, line.kind, line.by, line.role, line.via, about(line)] for line in known], columns=names
    )
