"""Shows what lies ahead: the actual pace and the chance under the cards, then who could move it, what changed, what ends."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from charts import words
from i18n import Language, mark
from metrics.overview import Overview
from metrics.territory import Territory
from pages.parts import safe
from pages.parts.note import note
from pages.parts.outlook_reading import Outlook

NONE_ENDS = mark("Of the sponsored cover that is held none ends within three months.")


def keep_free(lines: DeltaGenerator, say: Language) -> None:
    """Keep two lines under the cards free, so that the map does not move when `under_cards` fills them."""
    with lines:
        note(say("Pace and chance are being worked out …"), "\N{NO-BREAK SPACE}")


def under_cards(lines: DeltaGenerator, ahead: Outlook, places: Territory, say: Language) -> None:
    """Fill the lines under the cards: actual pace and chance of the next target, then what would move the whole most."""
    with lines:
        note(_pace(ahead, say), _most(ahead, places, say))


def _pace(ahead: Outlook, say: Language) -> str:
    said = []
    if ahead.actual is not None and ahead.actual_since is not None:
        text = say(
            "since {period} net {people} a month",
            people=say.number(round(ahead.actual), signed=True),
            period=say.short_period(ahead.actual_since),
        )
        said.append((text, ahead.actual_example))
    if ahead.chance is not None and words.is_known(ahead.chance.chance):
        said.append((_chance(ahead.chance, say), ahead.chance.status == "demonstration"))
    if len(said) > 1 and all(example for _, example in said):
        return words.flagged(" · ".join(text for text, _ in said), True, say)  # once for both
    texts = [words.flagged(text, example, say) for text, example in said]
    return " · ".join(texts) or say("Pace and chance: not known; they need monthly figures of one series.")


def _most(ahead: Outlook, places: Territory, say: Language) -> str:
    said = []
    if ahead.areas and ahead.aim is not None:
        named = "; ".join(
            say("{region} {people}", region=safe.plain(places.place(row.region_code).short_name),
                people=say.number(int(row.gap_people)))
            for row in ahead.areas
        )  # fmt: skip
        said.append(
            say("**most people missing to {target}**: {named}", target=words.target_words(ahead.aim, say), named=named)
        )
    if ahead.segments:
        said.append(say("**moved most in a year**: {moved}", moved=_moved(ahead.segments[:1], say)))
    if not said:
        return say("What would move it most: not known; it needs two monthly figures of one series.")
    return words.flagged(" · ".join(said), ahead.movers_example, say)


def show(shown: Overview, ahead: Outlook, places: Territory, say: Language) -> None:
    """Show the three boxes under the map: what could move it most, what changed, what ends and what is missing."""
    left, middle, right = st.columns(3, gap="medium")
    with left:
        _movers(shown, ahead, places, say)
    with middle:
        st.header(say("What changed since last month"), anchor=False)
        st.markdown("\n".join(f"- {safe.plain(line)}" for line in ahead.changes))
        with st.expander(say("All that changed, as messages to send on"), icon=":material/content_copy:"):
            for text in (ahead.message, ahead.news):
                st.code(text, language=None, wrap_lines=True)
    with right:
        _ending(ahead, say)
        _freshness(ahead, places, say)


def _chance(row: Any, say: Language) -> str:
    said = say(
        "chance of {target} by {deadline}: {chance}",
        target=words.target_words(row.value_target, say),
        deadline=say.short_period(row.deadline),
        chance=_rounded_chance(row.chance, say),
    )
    if words.is_known(row.reach_median):
        return say("{said}; as likely as not by {month}", said=said, month=say.short_period(row.reach_median))
    return say("{said}; more likely not within 10 years", said=said)


def _rounded_chance(chance: float, say: Language) -> str:
    """Print a chance no finer than it is known: none is certain, none impossible."""
    if chance < 0.01:
        return say("under {chance}", chance=say.percent(0.01, 0))
    if chance > 0.99:
        return say("over {chance}", chance=say.percent(0.99, 0))
    return say.percent(chance, 0)


def _movers(shown: Overview, ahead: Outlook, places: Territory, say: Language) -> None:
    # A regency has no parts: only its segments are told.
    only_segments = not ahead.areas and ahead.segments
    st.header(
        say("Which segments moved it") if only_segments else say("Where most people are still missing"), anchor=False
    )
    if not ahead.areas and not ahead.segments:
        note(say("No two figures of one series are held to say so. A file of the office on the page Data brings them."))
        return
    lines = [_area(number, row, ahead.shares, places, say) for number, row in enumerate(ahead.areas, 1)]
    if lines and ahead.aim is not None:
        note(
            words.flagged(
                say(
                    "People missing to {target}, {month}",
                    target=words.target_words(ahead.aim, say),
                    month=say.period(ahead.moved_until),
                ),
                ahead.movers_example,
                say,
            )
        )
        st.markdown("\n".join(lines))
    if ahead.segments:
        moved = say("What the segments moved in 12 months, each with its share of the growth of the base: {moved}.",
                    moved=_moved(ahead.segments, say))  # fmt: skip
        note(words.flagged(moved, ahead.movers_example, say))


def _moved(segments: Sequence[Any], say: Language) -> str:
    return ", ".join(
        say(
            "{segment} {points}",
            segment=words.segment_words(row.segment, say),
            points=say.points(row.contribution, signed=True),
        )
        for row in segments
    )


def _area(number: int, row: Any, shares: bool, places: Territory, say: Language) -> str:
    said = say(
        "{number}. **{region}**: {people} people",
        number=number,
        region=safe.plain(places.place(row.region_code).short_name),
        people=say.number(int(row.gap_people)),
    )
    if shares and words.is_known(row.gap_share):
        said += say(" ({share} of those missing)", share=say.percent(row.gap_share, 0))
    return said


def _ending(ahead: Outlook, say: Language) -> None:
    st.header(say("Cover that ends"), anchor=False)
    told = [
        (ahead.ended, say("has ended and still counts")),
        (ahead.ending, say("ends within three months")),
    ]
    if all(row is None for row, _ in told):
        note(say(ahead.no_cover or NONE_ENDS))
        return
    for row, what in told:
        if row is None:
            continue
        people = say.number(int(row.people)) if words.is_known(row.people) else say("a small number of")
        text = say(
            "**{people} people**: cover {what}; it leaves the active count at the end of {month}.",
            people=people,
            what=what,
            month=say.period(row.leaves_last),
        )
        st.markdown(words.flagged(text, row.status == "demonstration", say))


def _freshness(ahead: Outlook, places: Territory, say: Language) -> None:
    st.header(say("How fresh the figures are"), anchor=False)
    said = []
    if ahead.completeness is not None:
        row = ahead.completeness
        text = say(
            "{held} of {expected} months held, up to {month}.",
            held=say.number(int(row.numerator)),
            expected=say.number(int(row.denominator)),
            month=say.period(row.period),
        )
        said.append(words.flagged(text, row.status == "demonstration", say))
    if ahead.not_reported:
        names = ", ".join(places.place(code).short_name for code in ahead.not_reported[:5])
        more = len(ahead.not_reported) - 5
        names += say(" and {count} more", count=more) if more > 0 else ""
        said.append(say("Not yet reported this month: {regions}.", regions=safe.plain(names)))
    note(" ".join(said) or say("No monthly figures of an office are held for this region."))
