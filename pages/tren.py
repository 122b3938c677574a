"""How has coverage moved, what moved it, and where does it go from here?"""

import streamlit as st

from pages.parts import (
    cards,
    figure,
    reading,
    show,
    tren_choices,
    tren_flows,
    tren_moved,
    tren_reading,
    tren_recovery,
    view,
)

seen, store = view.current(), reading.store()
say, dark = seen.say, st.context.theme.type == "dark"
asked = (store, store.version, seen.region, seen.as_of, seen.base)
trend = tren_reading.trend(*asked, seen.lang, dark)


@st.fragment
def ahead() -> None:
    """Draw the forecast, which takes seconds for a whole Kanwil, when everything else stands."""
    with st.spinner(say("The forecast is being computed …")):
        shown = tren_reading.ahead(*asked, seen.lang, dark)
    figure.draw(shown, say)


@st.fragment
def moved() -> None:
    """Draw what moved the share over the span that the reader chooses."""
    span = tren_choices.span(say)
    told = tren_moved.moved(*asked, trend.until, span, seen.lang, dark)
    shown = [one for one in (told.steps, told.areas) if one is not None]
    if all(one.chart is None for one in shown):
        figure.draw(told.steps, say)
        return
    for column, one in zip(st.columns(len(shown), gap="medium"), shown, strict=True):
        with column:
            figure.draw(one, say)


show.titled(trend.title, trend.about)
if trend.shown.chart is None:
    cards.what_there_is(reading.seen(*asked), say)

left, outlook = st.columns(2, gap="medium")
with left:
    figure.draw(trend.shown, say)

people = [tren_flows.flows(*asked, seen.segment, seen.lang, dark), tren_flows.needed(*asked, seen.lang, dark)]
figure.side_by_side(people, say)

empty = [one for one in people if one.chart is None]
if trend.until is None:
    # Without a monthly line nothing moved it over any span.
    empty.append(tren_moved.moved(*asked, None, tren_choices.YEAR, seen.lang, dark).steps)
else:
    moved()

since = tren_recovery.since_pandemic(*asked, seen.segment, seen.lang, dark)
recovered = [since.level, since.years]
figure.side_by_side(recovered, say)
empty += [one for one in recovered if one.chart is None]
figure.not_yet([(one.title, one.missing) for one in empty], say)

with outlook:
    ahead()
