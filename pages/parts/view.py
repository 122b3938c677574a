"""What the reader looks at, region, month, base and language: kept in the link, by code, and nowhere else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime

import streamlit as st

from data.batches import entries
from i18n import DEFAULT, LANGUAGES, Language, language
from metrics.catalogue import metric
from metrics.periods import is_month
from metrics.territory import Territory

HOME = "51"  # Bali, with its nine governments, is what the app opens on
BASE = "ucj"
SEGMENTS = ("PU", "BPU", "JAKON", "PMI")


@dataclass(frozen=True)
class View:
    """One view of the figures; the names of its fields are those in the link."""

    region: str
    as_of: str
    base: str
    lang: str
    known_on: str = ""
    """A batch or a day: what had been loaded by then; empty for the latest release."""
    segment: str = ""
    """A membership segment, on pages that show one at a time; empty for all of them together."""
    map: str = ""
    """``outlines`` for the real outlines in place of the tiles."""

    @property
    def say(self) -> Language:
        """The reader's language."""
        return language(self.lang)


def from_link(places: Territory, months: Sequence[str], home: str = HOME) -> tuple[View, list[tuple[str, str]]]:
    """Read the view from the link.

    A link that names any part of the view stands for itself: what it leaves out is the default, so that Back and a
    link that was sent on show what they showed before. A link that names none keeps the view of this session, since
    Streamlit's navigation empties the link, and is then completed.

    Args:
        places: every region there is.
        months: the months held, ``YYYY-MM``, latest first.
        home: the region that opens first.

    Returns:
        The view, and what the link asks for that does not exist, as (name, value). An empty value asks for nothing.
    """
    allowed = {
        "region": places.places.__contains__,
        "as_of": lambda text: is_month(text) and months[-1] <= text <= max(months[0], _this_month()),
        "base": metric("coverage").bases.__contains__,
        "lang": LANGUAGES.__contains__,
        "known_on": is_known_moment,
        "segment": SEGMENTS.__contains__,
        "map": ("outlines",).__contains__,
    }
    asked = {name: st.query_params[name] for name in allowed if st.query_params.get(name)}
    unknown = [(name, value) for name, value in asked.items() if not allowed[name](value)]
    view = View(home if home in places.places else HOME, months[0], BASE, DEFAULT)
    if asked:
        view = replace(view, **{name: value for name, value in asked.items() if allowed[name](value)})
    else:
        view = st.session_state.get("view", view)
        _write(view)
    st.session_state["view"] = view
    return view, unknown


def is_known_moment(text: str) -> bool:
    """Say whether a text names a batch of the record, or a day."""
    try:
        # As the day is written: Python 3.11 also takes 20260131 and 2026-W05-6 for it.
        if date.fromisoformat(text).isoformat() == text:
            return True
    except ValueError:
        pass
    return text in {name for entry in entries() for name in entry.names}


def show(**changes: str) -> None:
    """Change the view; the link then says the whole of it. For callbacks, and for clicks on a figure."""
    view = replace(st.session_state["view"], **changes)
    st.session_state["view"] = view
    _write(view)


def _write(view: View) -> None:
    """Write the whole view into the link; what is empty is left out of it."""
    st.query_params.update({name: value for name, value in asdict(view).items() if value})
    for name in [name for name, value in asdict(view).items() if not value and name in st.query_params]:
        del st.query_params[name]


def current() -> View:
    """Give the view that the frame has read for this run."""
    if "view" not in st.session_state:
        # `streamlit run app.py`, opened first by the link of one page: Streamlit 1.67 runs that page without its frame.
        st.switch_page("app.py")
    view: View = st.session_state["view"]
    return view


def _this_month() -> str:
    return datetime.now(UTC).strftime("%Y-%m")
