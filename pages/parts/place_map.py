"""Where the regions lie: as tiles of equal size, or, where the reader supplies boundaries, in their real outlines."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

import streamlit as st

from data import boundaries, boundaries_kept
from data.access.refusal import NotAllowed
from data.outlines import NotDrawn
from data.problem import DataError
from i18n import Language, retell
from pages.parts import figure, outlines_reading, person, reading, safe, view
from pages.parts.figure import Shown
from pages.parts.note import note
from pages.parts.view import View

_TILES, _OUTLINES = "tiles", "outlines"
_LISTED = 100


def draw(tiles: Shown, seen: View) -> None:
    """Show the tiles, or the outlines where the reader chose them and there are some."""
    asks = boundaries.place() is not None
    outlined = None
    if asks:
        _choose(seen, seen.say)
        if seen.map == _OUTLINES:
            outlined = outlines_reading.outlined(reading.store(), seen, dark=st.context.theme.type == "dark")
    if outlined is not None:
        figure.draw(outlined, seen.say, tiles.title)
        return
    if seen.map == _OUTLINES:
        note(
            seen.say("The boundaries hold no outline of these regions, so tiles are shown.")
            if asks
            else seen.say("There are no boundaries here, so tiles are shown; they are loaded on the page Data.")
        )
    figure.draw(tiles, seen.say)


def manage(say: Language) -> None:
    """Show the boundaries held, what in them cannot be drawn, and how to replace or remove them."""
    note(
        say(
            "A GeoJSON file with the outlines of provinces, regencies and cities puts a map beside the tiles of the "
            "overview. Each feature names its region by code or full name."
        )
    )
    held = reading.supplied()
    if held is not None:
        note(say("{count} outlines can be drawn.", count=say.number(len(held.outlines))))
        _problems(held.not_drawn, say)
    if boundaries.is_given():
        note(say("The file is named by COVERAGE_BOUNDARIES and is changed there."))
        return
    if person.refuses("boundaries", say):
        return
    sent = st.file_uploader(
        say("File of boundaries: GeoJSON, 30 MB at most. Press Upload, or drop the file into the box."),
        type=["geojson", "json"], max_upload_size=30,
        key=f"boundaries-{st.session_state.setdefault('boundaries_number', 0)}",
    )  # fmt: skip
    if sent is not None:
        _take_in(sent.getvalue(), say)
    if held is not None and st.button(say("Remove the boundaries")):
        _do(lambda: boundaries_kept.remove(person.current()), say)


def _take_in(content: bytes, say: Language) -> None:
    """Say what a file sent would draw; it takes the place of the one held only after that, and never where it draws nothing."""
    coming = reading.boundaries_sent(content, hashlib.sha256(content).hexdigest(), reading.store().version)
    if not coming.outlines:
        st.error(
            say("The file is refused: no outline of it can be drawn. Nothing has changed."), icon=":material/block:"
        )
        _problems(coming.not_drawn, say)
        return
    note(say("The file sent: {count} outlines can be drawn.", count=say.number(len(coming.outlines))))
    _problems(coming.not_drawn, say)
    agreed = not coming.not_drawn or st.checkbox(say("Use the file without the shapes that are not drawn"))
    if st.button(say("Use these boundaries"), disabled=not agreed):
        _do(lambda: boundaries_kept.keep(content, reading.outlined(), person.current()), say)


def _choose(seen: View, say: Language) -> None:
    st.session_state["map"] = seen.map or _TILES
    st.segmented_control(
        say("Map"), [_TILES, _OUTLINES], key="map", required=True, label_visibility="collapsed",
        format_func=lambda kind: say("Outlines") if kind == _OUTLINES else say("Tiles"), on_change=_chosen,
    )  # fmt: skip


def _chosen() -> None:
    view.show(map=_OUTLINES if st.session_state["map"] == _OUTLINES else "")


def _do(change: Callable[[], None], say: Language) -> None:
    try:
        change()
    except NotAllowed as refused:
        person.tell(refused, say)
        return
    except DataError:
        st.error(say("The boundaries could not be kept: the folder of this installation cannot be written to."))
        return
    st.session_state["boundaries_number"] += 1
    st.rerun()


def _problems(listed: list[NotDrawn], say: Language) -> None:
    if not listed:
        return
    st.warning(say("Not drawn: {count}.", count=say.number(len(listed))), icon=":material/warning:")
    lines = []
    for one in listed[:_LISTED]:
        where = say("The file") if one.feature is None else say("Feature {number}", number=one.feature)
        found = f" ({one.found})" if one.found else ""
        lines.append(
            say(
                "{where}{found}: the rule is that it {rule}. {remedy}",
                where=where, found=found, rule=retell(one.rule, say), remedy=retell(one.remedy, say),
            )
        )  # fmt: skip
    st.markdown("\n".join(f"- {safe.plain(line)}" for line in lines))
