"""What has been loaded, is this month's file sound, what would it change, and how is it taken back?"""

import streamlit as st

from pages.parts import audit_show, intake_form, person, place_map, reading, record, view
from pages.parts.note import note

seen = view.current()
say = seen.say
known = reading.entries()

st.title(record.finding(known, say), anchor=False)
note(
    say(
        "Files that offices sent are kept byte for byte, in order. Nothing is ever changed in them: a correction is a "
        "further file, and what was withdrawn stays on record."
    )
)
record.say_what_was_done()
names = [say("Load a file"), say("Record"), say("Boundaries"), say("Demonstration set")]
load, history, outlines, demonstration, *audited = st.tabs([*names, say("Audit")] if person.sees_audit() else names)
with load:
    intake_form.template(say)
    intake_form.take_in(say)
with history:
    record.table(known, say)
    record.as_known(known, say)
    record.take_back(known, say)
with outlines:
    place_map.manage(say)
with demonstration:
    record.demonstration(known, say)
for tab in audited:
    with tab:
        audit_show.show(say)
