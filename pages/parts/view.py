"""What the reader looks at, region, month, base and language: kept in the link, by code, and nowhere else."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import date

import streamlit as st

from data.batches import entries
from i18n import DEFAULT, LANGUAGES, Language, language
from metrics.catalogue import metric
from metrics.periods import is_month
from metrics.territory import Territory

HOME = "51"  # Bali, with its nine governments, is what the app opens on
BASE = "ucj"


@dataclass(frozen=True)
class View:
    """One view of the figures; the names of its fields are those in the link."""

    region: str
    as_of: str
    base: str
    lang: str
    known_on: str = ""
    """A batch or a day: what had been loaded by then; empty for the latest release."""

    @property
    def say(self) -> Language:
        """The reader's language."""
        return language(self.lang)


def from_link(places: Territory, latest: str) -> tuple[View, list[tuple[str, str]]]:
    """Read the view from the link.

    Returns:
        The view, with what the link leaves out taken from the last view of this session, else from the defaults; and
        what the link asks for that does not exist, as (name, value).
    """
    last = st.session_state.get("view", View(HOME, latest, BASE, DEFAULT))
    allowed = {
        "region": places.places.__contains__,
        "as_of": is_month,
        "base": metric("coverage").bases.__contains__,
        "lang": LANGUAGES.__contains__,
        "known_on": is_known_moment,
    }
    asked = {name: st.query_params[name] for name in allowed if name in st.query_params}
    unknown = [(name, value) for name, value in asked.items() if not allowed[name](value)]
    view = replace(last, **{name: value for name, value in asked.items() if allowed[name](value)})
    if not asked and "view" in st.session_state:
        _write(view)  # another page was opened: Streamlit's navigation empties the link
    st.session_state["view"] = view
    return view, unknown


def is_known_moment(text: str) -> bool:
    """Say whether a text names a batch of the record, or a day."""
    try:
        return bool(date.fromisoformat(text)) and len(text) == len("2026-01-31")
    except ValueError:
        return text in {name for entry in entries() for name in (entry.batch_id, str(entry.number))}


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
