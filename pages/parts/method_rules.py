"""The rules on the method page: status, what is joined, judged and chosen, small counts that are held back, outlines."""

from __future__ import annotations

import streamlit as st

from charts import words
from data.outlines import FEATURES, FILE_BYTES, POINTS
from data.standing import PICK_RULE, SMALL
from i18n import Language, mark
from pages.parts.note import note

_STATUSES = {
    "reported": mark("From an office's own file; its batch, sheet and row are kept with it."),
    "published": mark("From a public source that is cited beside it."),
    "summed": mark("Added up from parts that are all held, on one date and one line; it says how many parts."),
    "estimated": mark("Computed by us or by the compiler from other published figures; the note says how."),
    "demonstration": mark("Made by a generator to show pages at work; see its model card. Never a real figure."),
}
_RULES = (
    mark("A line, difference, growth or pace is made only within one region, base, segment, series, boundary and weights."),
    mark("A figure seen from a month is the latest up to it, shown with its own date and marked when older than a year."),
    mark("A bare year is known at its end, month not stated, and is never part of a monthly line."),
    mark("Missing is missing: never zero, never the mean of neighbours. A percentage alone is never turned into people."),
    mark("What an office sends itself as members and as base is divided as PU + BPU + construction over that base, the "
        "latest at most twelve months older; migrant workers are left out. A published UCJ share is never rebuilt so."),
    mark("A demonstration figure gives way to every real one of the same region, base and segment, whatever its date."),
    mark("A sum is made only when every part is held; Kanwil Banuspa is a grouping and never added to the nation."),
    mark("A band of uncertainty comes from the error of the base, never from the count of members. On the UCJ base, the "
        "potential, planning documents and unstated bases that error is not known: no band, no better or worse, no interval "
        "of a rank, unless the reader assumes one."),
    mark("A number is rounded once, where it is shown, a half to the even digit: 64.25 is shown as 64.2 and 64.35 as 64.4. "
        "What is judged is the exact number."),
    mark("Before the deadline, progress is pace achieved over pace required: on track from 0.95, behind from 0.60, "
        "else far behind; below zero, moving away. It is not known with fewer than two figures on one line, or under "
        "three months apart."),
    mark("After the deadline the figure of that month counts, else the nearest within three months, with its date."),
)  # fmt: skip
_SMALL = (
    mark("Of what an office sends, a count of one or more and of fewer than {least} people or cases of a group of a regency is "
        "held back: so few could be recognised. Zero is shown, and so are totals and everything that was published."),
    mark("A second count beside it is held back too, and the same in another regency of the province, so that no total gives "
        "it back."),
    mark("Of sponsored cover that ends, every span of the regency that holds such a scheme is held back, and the same of "
        "another regency of the province; where none has cover of those months, one of the Kanwil and both provinces, else "
        "province, Kanwil and nation."),
    mark("The total of a regency is shown every month: whoever compares two months of it sees what came and went in between, of "
        "one group too where no other changed."),
    mark("What is held back says “not shown” on every page, in every file and on every slide; it is never written as zero."),
)  # fmt: skip
_OUTLINES = (
    mark("The tiles need no outlines and are equal in size, so that a wide and empty regency does not outweigh a small and full "
        "one. Real outlines are drawn only from a GeoJSON file that this installation or a reader supplies."),
    mark("A feature is found by its code of the Kemendagri or of the BPS, else by its name. The outline of a province from "
        "before a split, as in Papua in 2022, is not taken for that of today."),
    mark("What cannot be drawn, such as a ring that is open or encloses nothing, or a place outside Indonesia, is listed with "
        "the reason and left out; it is never mended or guessed."),
    mark("At most {features} features, {points} points and {megabytes} megabytes. Outlines are only drawn: no area, distance or "
        "border is computed from them, and nothing is fetched from a network."),
)  # fmt: skip


def statuses(say: Language) -> None:
    """Show what each status means."""
    st.header(say("Status of a figure"), anchor=False)
    st.markdown("\n".join(f"- **{words.status_name(name, say)}**: {say(text)}" for name, text in _STATUSES.items()))


def rules(say: Language) -> None:
    """Show the rules that all figures follow, and the rule that picks one of several."""
    st.header(say("Rules"), anchor=False)
    st.markdown("\n".join(f"- {say(text)}" for text in _RULES))
    st.header(say("Which figure is shown when several stand for one place, base and month"), anchor=False)
    st.markdown("\n".join(f"{number}. {say(text)}" for number, (_, text) in enumerate(PICK_RULE, 1)))
    note(say("The others stay in the table behind the figure and in the list of sources that differ."))


def small_counts(say: Language) -> None:
    """Show which small counts are held back, and what with them."""
    st.header(say("Small counts that are not shown"), anchor=False)
    st.markdown("\n".join(f"- {say(text, least=say.number(SMALL))}" for text in _SMALL))


def outlines(say: Language) -> None:
    """Show what is drawn of a file of outlines, and what is not."""
    st.header(say("Outlines on the map"), anchor=False)
    limits = {
        "features": say.number(FEATURES),
        "points": say.number(POINTS),
        "megabytes": say.number(FILE_BYTES // 10**6),
    }
    st.markdown("\n".join(f"- {say(text, **limits)}" for text in _OUTLINES))
