"""The words of the page itself, in the reader's language."""

from __future__ import annotations

from exports.briefing.model import Briefing
from i18n import Language


def words(told: Briefing, say: Language) -> dict[str, str]:
    """Give every text of the template by its name."""
    return {
        "kind": say("Briefing"),
        "skip": say("To the findings"),
        "contents": say("Contents"),
        "example": say(
            "Figures marked DEMO are generated, so that every page can be seen. No decision may rest on them."
        ),
        "no_chart": say(
            "The chart needs a browser of 2023 or later with scripts allowed. Its numbers are in the tables."
        ),
        "behind": say("Definition, sources and link"),
        "definition": say("Definition"),
        "sources": say("Sources"),
        "open": say("Open in Pantau Cakupan"),
        "more": say("Printed are the main columns; the file on a screen and the workbook have all of them."),
        "row": say("row"),
        "rows": say("rows"),
        "store": say("Store {version}", version=told.store),
        "print": say("Print"),
        "show": say("Show on a projector"),
        "notes": say("Presenter's notes"),
        "first": say("First (Home)"),
        "back": say("Back (←, Page Up)"),
        "on": say("On (→, Page Down)"),
        "last": say("Last (End)"),
        "end": say("End the show (Esc)"),
        "next": say("Next:"),
        "left": say("More rows, in the file and the workbook:"),
        "not_official": say(
            "These are not official statistics of BPJS Ketenagakerjaan or BPS, and carry no view of either."
        ),
    }
