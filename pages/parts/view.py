"""What the reader looks at, region, month, base and language: kept in the link, by code, and nowhere else."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace

import streamlit as st

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
    }
    asked = {name: st.query_params[name] for name in allowed if name in st.query_params}
    unknown = [(name, value) for name, value in asked.items() if not allowed[name](value)]
    view = replace(last, **{name: value for name, value in asked.items() if allowed[name](value)})
    if not asked and "view" in st.session_state:
        st.query_params.update(asdict(view))  # another page was opened: Streamlit's navigation empties the link
    st.session_state["view"] = view
    return view, unknown


def show(**changes: str) -> None:
    """Change the view; the link then says the whole of it. For callbacks, and for clicks on a figure."""
    view = replace(st.session_state["view"], **changes)
    st.session_state["view"] = view
    st.query_params.update(asdict(view))


def current() -> View:
    """Give the view that the frame has read for this run."""
    if "view" not in st.session_state:
        # `streamlit run app.py`, opened first by the link of one page: Streamlit 1.67 runs that page without its frame.
        st.switch_page("app.py")
    view: View = st.session_state["view"]
    return view
