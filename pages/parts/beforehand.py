"""Draws pages for nobody: the first one before readers are let in, and what readers look at on a store that is on its way."""

from __future__ import annotations

import asyncio
import logging
import time
from collections import Counter, deque
from typing import NamedTuple
from urllib.parse import urlencode

import streamlit as st
from streamlit import runtime
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.script_data import ScriptData
from streamlit.runtime.scriptrunner_utils.script_run_context import get_script_run_ctx
from streamlit.runtime.state import SCRIPT_RUN_WITHOUT_ERRORS_KEY

from data.coming import LONGEST, Serving
from data.store import Store, at

EVERY = 0.2  # seconds between two looks for a store on its way
LOOKED_AT = 600.0  # seconds that a view is remembered for
MOST = 64  # views drawn ahead, those looked at most often first
ONE = 60.0  # seconds that one view may take

_log = logging.getLogger(__name__)


class View(NamedTuple):
    """A page and what its link says; of no person."""

    page: str = ""
    link: str = ""


_for_nobody: dict[str, Store | None] = {}  # by session
_looked_at: deque[tuple[float, View]] = deque(maxlen=5_000)


def note(page: str) -> None:
    """Remember, for a while and in memory alone, that somebody looks at a page under the link of this run."""
    if not is_for_nobody():
        _looked_at.append((time.monotonic(), View(page, urlencode(st.query_params.to_dict()))))


def most_looked_at() -> list[View]:
    """Give the views that readers look at, the most frequent first."""
    since = time.monotonic() - LOOKED_AT
    return [view for view, _ in Counter(view for moment, view in _looked_at if moment >= since).most_common(MOST)]


def is_for_nobody() -> bool:
    """Say whether this run is nobody's: no reader ever sees what it draws."""
    return _session() in _for_nobody


def store() -> Store | None:
    """Give the store that is on its way, in a run that draws on it; None in every other."""
    return _for_nobody.get(_session())


async def draw(view: View, on: Store | None = None) -> str:
    """Draw a view for nobody, so that all it reads is remembered; give what went wrong, or nothing.

    Args:
        view: what to draw.
        on: the store to draw on; the published one where it is None.
    """
    # As Streamlit's own check of a script does (1.67), which knows the first page alone.
    server = runtime.get_instance()
    session = AppSession(
        ScriptData(server._main_script_path, server._is_hello),
        server._uploaded_file_mgr,
        server._script_cache,
        None,
        {},
    )
    _for_nobody[session.id] = on
    try:
        session.request_rerun(ClientState(query_string=view.link, page_name=view.page))
        until = time.monotonic() + ONE
        while SCRIPT_RUN_WITHOUT_ERRORS_KEY not in session.session_state:
            if time.monotonic() > until:
                return "it took too long"
            await asyncio.sleep(0.02)
        return "" if session.session_state[SCRIPT_RUN_WITHOUT_ERRORS_KEY] else "the script failed"
    finally:
        session.shutdown()
        del _for_nobody[session.id]


async def follow() -> None:
    """Say that this process serves, and draw what readers look at on every store that is on its way, until cancelled."""
    serving = Serving()
    try:
        said = 0.0
        while True:
            name = serving.asked_for()
            if name:
                await _draw_all(name, serving)
                serving.say(name)
            elif time.monotonic() - said > 1:
                serving.say()
                said = time.monotonic()
            await asyncio.sleep(EVERY)
    finally:
        serving.leave()


async def _draw_all(name: str, serving: Serving) -> None:
    coming, until = at(name), time.monotonic() + LONGEST
    for view in most_looked_at() if coming else ():
        if time.monotonic() > until:
            return
        if wrong := await draw(view, coming):
            _log.warning("The page %r was not drawn ahead: %s", view.page, wrong)
        serving.say()


def _session() -> str:
    context = get_script_run_ctx(suppress_warning=True)
    return context.session_id if context else ""
