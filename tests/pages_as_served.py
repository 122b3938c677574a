"""Lets AppTest show the pages as the server does: by `st.navigation` alone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from streamlit.runtime.pages_manager import PagesManager


@contextmanager
def pages_as_served() -> Iterator[None]:
    """Let `st.navigation` alone decide what a page is, as `serve` does.

    At each run AppTest (Streamlit 1.67) takes the files of a folder named pages for pages of their own again, and from
    the second run on would draw them without our frame.
    """
    make = PagesManager.__init__

    def make_without_folder(self: PagesManager, *given: object, **named: object) -> None:
        make(self, *given, **named)
        PagesManager.uses_pages_directory = False

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(PagesManager, "__init__", make_without_folder)
        yield
