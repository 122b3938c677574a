"""What does a presenter take along an hour before an interview, and show there?"""

import datetime

import streamlit as st

from api import show
from metrics._model import UnknownName
from metrics.analyses.plan_asked import PlanInvalid
from pages.parts import paparan_choices, paparan_files, paparan_reading, paparan_show, reading, safe, view
from pages.parts.note import note


@st.fragment
def briefing() -> None:
    """Show one finding, the way to the others, and the files; a step redraws this alone."""
    seen, store, dark = view.current(), reading.store(), st.context.theme.type == "dark"
    say, today = seen.say, datetime.datetime.now().astimezone().date().isoformat()
    asked = paparan_choices.asked(seen)
    try:
        with st.spinner(say("Gathering the findings …")):
            told = paparan_reading.told(store, store.version, asked, today)
    except (UnknownName, PlanInvalid):
        note(say("The target or plan in the link does not exist here; the briefing leads with its own."))
        asked = paparan_choices.plain(seen)
        told = paparan_reading.told(store, store.version, asked, today)
    show.hold(told, asked)
    place = paparan_choices.place(told)
    shown = told.findings[place]

    st.title(safe.plain(told.title), anchor=False)
    paparan_show.controls(told, place, asked, say)
    chart = paparan_reading.chart(store, store.version, asked, today, shown.key, dark)
    paparan_show.finding(shown, chart, say)
    paparan_show.notes(shown, told, say)
    paparan_files.files(told, asked, say)


briefing()
