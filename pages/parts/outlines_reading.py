"""What the map with outlines shows, read once a store, question and file of boundaries."""

from __future__ import annotations

from charts import outlines, words
from data import boundaries
from data.store import Store
from pages.parts import reading, safe
from pages.parts.asked import asked
from pages.parts.figure import Shown
from pages.parts.ringkasan_reading import signed_beside
from pages.parts.view import View


def outlined(store: Store, seen: View, *, dark: bool) -> Shown | None:
    """Draw the map with outlines; None where there are no boundaries, or none of these regions."""
    place = boundaries.place()
    if place is None:
        return None
    drawn: Shown | None = _outlined(store, store.version, seen, dark, f"{place}-{boundaries.mark_of(place)}")
    return drawn


@reading.each
def _outlined(_store: Store, version: str, view: View, dark: bool, content: str) -> Shown | None:
    held = reading.supplied()
    shown = reading.seen(_store, version, view.region, view.as_of, view.base)
    if held is None:
        return None
    parts = reading.places(_store, version).parts
    here = boundaries.of_regions(held, list(shown.beside["region_code"]), parts)
    if not here:
        return None
    say, goal = view.say, None if view.base == "unstated" else shown.goal
    of = asked(_store, version, view.region, view.as_of, view.lang, dark, base=view.base)
    chart = outlines.outline_map(shown.beside, here, goal, view.region, of.theme, say)
    source = safe.plain(held.attribution) if held.attribution else say("the reader's file")
    said = [
        say(
            "{region}, percent, {base}. Click a region to open it.",
            region=shown.beside_whole.short_name,
            base=words.base_words(view.base, say),
        ),
        outlines.without_words(shown.beside, here, say),
        say("Boundaries: {source}.", source=source),
    ]
    return Shown(
        key="outlines",
        title="",
        reading=" ".join(filter(None, said)),
        chart=signed_beside(chart, shown.beside, of),
        alt=outlines.describe(shown.beside, here, goal, say),
        opens=True,
    )
