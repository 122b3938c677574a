"""Who is comparable with this region, and how does it stand among them?"""

import streamlit as st

from pages.parts import (
    banding_choices,
    banding_controls,
    banding_reading,
    banding_who,
    banding_wider,
    figure,
    reading,
    show,
    view,
)
from pages.parts.note import note


@st.fragment
def comparison() -> None:
    """Show the whole comparison; a choice of its own redraws this alone."""
    seen, store, dark = view.current(), reading.store(), st.context.theme.type == "dark"
    say = seen.say
    asked, wrong = banding_choices.from_link()
    who = banding_who.who(store, store.version, seen.region, asked)
    here = (store, store.version, seen.region, seen.as_of, seen.base)
    shown = (seen.lang, dark, asked)
    drawn = banding_reading.drawn(*here, *shown)
    why = banding_wider.why(store, store.version, seen.region, *shown)

    show.titled(drawn.title, drawn.line)
    if drawn.apart:
        note(drawn.apart)
    banding_controls.bar(who, asked, wrong, say)

    # Where nothing stands beside it, the strip has the whole width. On a phone it comes first, the reasons after it.
    is_alone = why is None and drawn.ranks is None
    left, right = (st.container(), st.container()) if is_alone else st.columns(2, gap="medium")
    with left:
        figure.draw(drawn.strip, say)
        if why is not None and drawn.ranks is not None:
            figure.draw(drawn.ranks, say)
    with right:
        if why is not None:
            banding_controls.reasons(why, who, say)
        elif drawn.ranks is not None:
            figure.draw(drawn.ranks, say)

    tables = [banding_wider.table(*here, *shown, second=second) for second in (False, True)]
    funnel = banding_wider.funnel_shown(*here, *shown)
    rows = [drawn.dumbbell, tables[0], tables[1], funnel] if drawn.dumbbell else tables
    there = [one for one in rows if one.chart is not None]
    figure.side_by_side(there[:2], say)
    figure.side_by_side(there[2:], say)
    # Why nothing can be compared is said once.
    empty = [one for one in rows if one.chart is None and one.missing != drawn.strip.missing]
    figure.not_yet([(one.title, one.missing) for one in empty], say)
    note(say("A region is compared with another only on one base, in one series and in one month."))


comparison()
