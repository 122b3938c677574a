"""Starts the web server: gets everything ready, then answers readers' browsers.

`python serve.py` serves http://localhost:8501 to this computer alone; COVERAGE_HOST and COVERAGE_PORT choose
another address. `uvicorn serve:app` serves the same under uvicorn's own options.
"""

from __future__ import annotations

import asyncio
import contextlib
import errno
import logging
import os
import re
import signal
import socket
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit
import uvicorn
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from streamlit import config, net_util
from streamlit.runtime.pages_manager import PagesManager

from api import front, garbage, log, show
from api.closing import Closing, SendElsewhere
from api.failing import fails
from api.guard import Guard
from api.hold import HoldReaders
from api.language import PageLanguage
from api.log import NoteRequests
from api.place import PathUnusable, base, below
from api.routes import routes as api_routes
from api.security import SecurityHeaders, security_headers
from api.uploads import MindUploads, Uploads
from api.words import HearOurWords
from data import store
from data.access.local import reached_by
from data.access.mapping import AccessBroken, access
from data.audit import settings
from data.home import home
from data.problem import DataError
from i18n import DEFAULT, LANGUAGES
from pages.parts import beforehand, cookie, sessions, unforeseen

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from types import FrameType

    from starlette.requests import Request

SCRIPT = Path(__file__).with_name("app.py")
READY = "/ready"
STREAMLIT_PAGE = Path(streamlit.__file__).with_name("static") / "index.html"

# Streamlit 1.67 fetches and runs the code of an element when the first one arrives: 0.7 s for charts. Every page has these,
# so a browser may run it while it waits for the script.
AHEAD: tuple[str, ...] = ("PlotlyChart", "Table", "Selectbox", "Metric", "ButtonGroup")

# Streamlit 1.67 asks checkip.amazonaws.com for this machine's address when a page of another origin tries
# to connect. Given the answer beforehand it does not ask, and refuses the other page as before.
net_util._external_ip = "127.0.0.1"

# Until app.py has run once, Streamlit 1.67 takes every file of a folder named pages for a page of its own and
# would answer a link to one of them without our frame.
PagesManager.uses_pages_directory = False


def create(script: Path) -> streamlit.App:
    """Return the ASGI application that serves one Streamlit script with our warm-up, page and headers."""
    path = base()
    if path:
        config.set_option("server.baseUrlPath", path)
    signs_in = let_sign_in()
    pages = {language: page(language, path) for language in LANGUAGES}
    headers = security_headers(pages[DEFAULT])
    warm = asyncio.Event()

    def is_ready() -> bool:
        return warm.is_set() and not closing.has_begun()

    return streamlit.App(
        script,
        lifespan=lambda _app: warm_up(warm),
        routes=below(path, [Route(READY, partial(ready, warm)), *show.routes(), *api_routes(is_ready)]),
        middleware=[
            *([Middleware(NoteRequests)] if log.is_asked_for() else []),
            Middleware(SecurityHeaders, headers=headers),
            Middleware(Guard, claims=cookie.claims if signs_in else dict, base=path, shown_to_all=cookie.icon()),
            Middleware(SendElsewhere, closing=closing, path=path),
            Middleware(MindUploads, uploads=uploads, path=path),
            Middleware(PageLanguage, pages=pages, original=STREAMLIT_PAGE),
            Middleware(HearOurWords, is_ours=sessions.is_ours),
            Middleware(HoldReaders, warm=warm),
        ],
        on_script_error=unforeseen.say_so,
        exception_handlers={Exception: fails(headers)},
    )


def let_sign_in() -> bool:
    """Let Streamlit read how people sign in; False in local mode.

    Raises:
        AccessBroken: with everything that is wrong with the file.
    """
    known = access()
    if known is not None:
        config.set_option("secrets.files", [str(known.path)])
    return known is not None


@contextlib.asynccontextmanager
async def warm_up(warm: asyncio.Event) -> AsyncIterator[None]:
    """Publish the store if need be, then draw the first page once while the first reader's browser fetches Streamlit.

    Drawing it imports the libraries and our rooms and fills the caches. `HoldReaders` keeps readers' own scripts back
    until it is done.
    """
    store.ensure()
    settings.note()
    sessions.tell_of_uploads(uploads)
    drawing = asyncio.create_task(draw_first_page(warm))
    others = [asyncio.create_task(work) for work in (garbage.look_through(), beforehand.follow(), settings.follow())]
    yield
    for task in (drawing, *others):
        task.cancel()
    await asyncio.gather(drawing, *others, return_exceptions=True)
    garbage.leave_off()  # otherwise duckdb 2.0.0 ends with a page of notes on what was never freed


async def draw_first_page(warm: asyncio.Event) -> None:
    """Draw the first page for nobody, set aside all that is loaded by then, and say that the server is warm."""
    try:
        wrong = await beforehand.draw(beforehand.View())
        if wrong:
            logging.getLogger("uvicorn.error").error("The first page could not be drawn at start: %s", wrong)
        garbage.set_aside_from_now_on()
    finally:
        warm.set()


async def ready(warm: asyncio.Event, _request: Request) -> Response:
    """Answer 200 once the first page has been drawn, and 503 before, when a reader would wait for it."""
    if warm.is_set():
        return PlainTextResponse("ready")
    return PlainTextResponse("The first page is being drawn.", status_code=503)


def page(language: str, path: str = "") -> str:
    """Return Streamlit's one page as ours: language, name, tables in reach, elements ahead, no typeface in vain."""
    text = STREAMLIT_PAGE.read_text(encoding="utf-8")
    text = text.replace('<html lang="en">', f'<html lang="{language}">')
    text = text.replace("<title>Streamlit</title>", f"<title>Pantau Cakupan</title>{front.scripts(path)}")
    text = text.replace("</body>", f'<script type="module">{ahead()}</script></body>')
    return re.sub(r'<link\s+rel="preload"[^>]*as="font"[^>]*>\s*', "", text)


def ahead() -> str:
    """Return the script that runs the code of the elements in ``AHEAD``; it leaves out what Streamlit does not have."""
    folder = STREAMLIT_PAGE.parent
    files = sorted(file for name in AHEAD for file in folder.glob(f"static/js/{name}.*.js"))
    return "".join(f'import("./{file.relative_to(folder).as_posix()}");' for file in files)


uploads = Uploads(sessions.is_here, sessions.holds_a_file)
closing = Closing(uploads)
try:
    app = create(SCRIPT)
except (PathUnusable, AccessBroken) as error:
    sys.exit(str(error))


class Server(uvicorn.Server):
    """Uvicorn's server (0.54), which at SIGTERM first lets readers finish what they are sending; at Ctrl+C it ends at once."""

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Take note of a signal to end; at the second one end at once."""
        if sig == signal.SIGTERM and not closing.has_begun():
            closing.begin()
        else:
            super().handle_exit(sig, frame)

    async def on_tick(self, counter: int) -> bool:
        """Say, ten times a second, whether to end now."""
        if closing.may_end() and not self.should_exit:
            super().handle_exit(signal.SIGTERM, None)
        return await super().on_tick(counter)


def main() -> None:
    """Serve at COVERAGE_HOST and COVERAGE_PORT until interrupted."""
    host = os.environ.get("COVERAGE_HOST") or "localhost"
    with listen(host, os.environ.get("COVERAGE_PORT") or "8501") as listener:
        where = prepare(listener)
        # asyncio (Python 3.11) does this by itself only for sockets it made; without it a rerun waits 40 ms.
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        how = uvicorn.Config(
            app,
            log_level="warning",
            server_header=False,
            timeout_graceful_shutdown=5,
            ws_per_message_deflate=False,
            ws_ping_interval=30,
            ws_ping_timeout=30,
        )
        if log.is_asked_for():
            log.write_for_machines()
            streamlit.logger.setup_formatter = log.hand_on  # for the loggers that Streamlit makes later
        else:
            print(f"Pantau Cakupan: http://{host}:{listener.getsockname()[1]} ({where}; Ctrl+C stops it)", flush=True)
        with contextlib.suppress(KeyboardInterrupt):
            Server(how).run(sockets=[listener])


def prepare(listener: socket.socket) -> str:
    """Publish the store if need be and say whom the server answers, or end the program with one line on what to mend."""
    try:
        where = "people sign in" if access() else reached_by(listener.getsockname()[0])
        store.ensure()
    except DataError as error:
        sys.exit(str(error))
    except OSError as error:
        why = error.strerror or error
        sys.exit(f"Nothing can be kept in {home()}: {why}. Set COVERAGE_HOME to a folder that can be written to.")
    return where


def listen(host: str, port: str) -> socket.socket:
    """Return the socket to serve at, or end the program with one line that says what to set instead.

    Args:
        host: a name or address of this computer.
        port: digits, 1 to 65535.
    """
    if not re.fullmatch("[0-9]{1,5}", port) or not 1 <= int(port) <= 65535:
        sys.exit(f"COVERAGE_PORT is {port!r}: write a number from 1 to 65535, such as 8501.")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        socket.getaddrinfo(host, int(port), family)
    except (socket.gaierror, UnicodeError):  # the second where a part of the name is too long
        sys.exit(f"COVERAGE_HOST is {host!r}: no such name or address is known here. Write localhost or 0.0.0.0.")
    try:
        return socket.create_server((host, int(port)), family=family, backlog=1024)
    except OSError as error:
        if error.errno == errno.EADDRNOTAVAIL:
            sys.exit(f"COVERAGE_HOST is {host!r}: that is no address of this computer. Write localhost or 0.0.0.0.")
        sys.exit(f"Cannot serve at {host}:{port}: {error.strerror}. Another port: COVERAGE_PORT=8502")


if __name__ == "__main__":
    main()
