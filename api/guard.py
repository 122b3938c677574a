"""Lets through what is a person's to ask of this server, before anything answers: who they are, and from where.

With a file of access only Streamlit's own front and the way to sign in are open to all: they hold no figure. Everything else
needs a sign-in that holds; an address that is not named here is refused. Without one, in local mode, this computer alone is
answered. The API asks for its tokens itself.
"""

from __future__ import annotations

import asyncio
import logging
import re
import time
from collections.abc import Callable, Mapping
from threading import Event
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from starlette.datastructures import Headers
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse

from api.coming_in import (
    CALLBACK,
    LINK,
    LOGIN,
    LOGOUT,
    bounded,
    coming_in,
    going_to_sign_in,
    only_encrypted,
    signed_out,
)
from data.access.local import OPEN, is_here, is_open_to_all, names_this_computer
from data.access.mapping import Access, AccessBroken, access, system_user
from data.access.person import Person
from data.access.rules import may
from data.access.session import USER, session_of
from data.audit import record as audit
from data.problem import DataError

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

Claims = Callable[[Mapping[str, str]], dict[str, Any]]

API = "/api/"
STREAM = "/_stcore/stream"  # behind it the script asks who is there before it reads anything
UPLOAD = "/_stcore/upload_file/"
# What holds no figure: the page that every address has, Streamlit's code and its heartbeat.
_OPEN = re.compile(r"/[a-z]*|/static/.*|/favicon\.\w+|/_stcore/(health|host-config)")
_SIGNED_IN = re.compile(r"/media/.*|/paparan/tayang|/component/.*|/_stcore/bidi-components/.*")
_NOBODY = "Nobody can be let in now. The person who keeps this installation finds why in its log."
HELD_EVERY = 5.0  # seconds between two looks whether the sign-in behind a silent page still holds
_FORGED_EVERY = 60.0  # seconds between two lines on cookies that nobody here signed

_log = logging.getLogger(__name__)
_guarding = Event()
_forged: dict[str, float] = {}


def is_guarding() -> bool:
    """Say whether a guard stands before this process: ``streamlit run`` alone has none."""
    return _guarding.is_set()


def person_of(connection: HTTPConnection) -> Person | None:
    """Give whom the guard let in; the person at this computer in local mode; None where nobody is signed in."""
    person: Person | None = connection.scope.get("state", {}).get("person")
    return here() if person is None and access() is None else person


def here() -> Person:
    """Give the person at this computer, who without a file of access may do everything."""
    return Person(system_user(), "administrator", (), "local")


class Guard:
    """Asks of every request who it is from."""

    _signs_in = False  # whether this process has ever read a file of access

    def __init__(self, app: ASGIApp, claims: Claims, base: str = "", shown_to_all: str = "") -> None:
        """Keep what is guarded.

        Args:
            app: the application.
            claims: how the claims of a signed cookie are read; none of one that nobody here signed.
            base: the path below which it is served.
            shown_to_all: path of the icon that a browser shows beside the name.
        """
        self.app, self.claims, self.base, self.shown_to_all = app, claims, base.rstrip("/"), shown_to_all
        _guarding.set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or refuse it."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        try:
            known = access()
        except AccessBroken as error:
            _log.error("Nobody is let in: %s", error)
            await _refuse(503, _NOBODY, scope, receive, send)
            return
        if known is not None:
            self._signs_in = True
            await self._named(known, scope, receive, send)
        elif self._signs_in:  # the file was moved away while people work: that lets nobody in without sign-in
            _log.error("Nobody is let in: the file of access is gone. Bring it back, or start anew without sign-in.")
            await _refuse(503, _NOBODY, scope, receive, send)
        else:
            await self._locally(scope, receive, send)

    async def _locally(self, scope: Scope, receive: Receive, send: Send) -> None:
        client = scope.get("client")
        near = is_here(client[0] if client else None) and names_this_computer(Headers(scope=scope).get("host"))
        if not near and not is_open_to_all():
            said = (
                "Pantau Cakupan answers this computer alone while nobody signs in. Name people in access.toml, or set "
                f"{OPEN}=yes to let everybody in."
            )
            await _refuse(403, said, scope, receive, send)
            return
        scope.setdefault("state", {})["person"] = here()
        await self.app(scope, receive, _noting_downloads(here(), scope, send))

    async def _named(self, known: Access, scope: Scope, receive: Receive, send: Send) -> None:
        cookies, path = HTTPConnection(scope).cookies, self._path(scope)
        claims = self.claims(cookies)
        held = session_of(claims, known)
        scope.setdefault("state", {})["person"] = held.person
        if USER in cookies and not claims:
            _note_forged()
        if path == CALLBACK:
            scope["query_string"] = bounded(scope["query_string"])
            send = coming_in(known, self.claims, cookies.get(LINK, ""), self.base, send)
        elif path == LOGIN:
            send = going_to_sign_in(known, Headers(scope=scope).get("referer", ""), self.base, send)
        elif path == LOGOUT:
            signed_out(held)
            send = only_encrypted(known, send)
        elif path == STREAM:
            receive = _listening(held.person, claims, scope, receive, send)
        elif not self._is_for_all(path):
            if held.person is None:
                await _refuse(401, "Masuk terlebih dahulu. / Sign in first.", scope, receive, send)
                return
            if not _is_theirs(held.person, path):
                await _refuse(403, "Ini bukan wewenang Anda. / This is not yours to ask.", scope, receive, send)
                return
            send = _noting_downloads(held.person, scope, send)
        await self.app(scope, receive, send)

    def _is_for_all(self, path: str) -> bool:
        return path == self.shown_to_all or path.startswith(API) or _OPEN.fullmatch(path) is not None

    def _path(self, scope: Scope) -> str:
        """Give the path as the routes see it: without what a proxy or Streamlit's setting puts before it."""
        path: str = scope["path"]
        for before in (scope.get("root_path", ""), self.base):
            if before and (path == before or path.startswith(f"{before}/")):
                path = path[len(before) :]
        return path or "/"


def _listening(person: Person | None, claims: Mapping[str, Any], scope: Scope, receive: Receive, send: Send) -> Receive:
    """Hang up when a sign-in has ended, whether anything is said or not; the browser then finds the page to sign in.

    Nobody goes on in a session of before: Streamlit 1.67 keeps in it who had signed in, and the third word of the
    subprotocol names it.
    """
    if person is None:
        scope["headers"] = [
            (name, b",".join(value.split(b",")[:2]) if name == b"sec-websocket-protocol" else value)
            for name, value in scope["headers"]
        ]
        return receive
    return Listening(claims, receive, send).heard


class Listening:
    """Hears what is said on a stream for as long as the sign-in behind it holds."""

    def __init__(self, claims: Mapping[str, Any], receive: Receive, send: Send) -> None:
        """Begin with nothing heard."""
        self.claims, self.receive, self.send = claims, receive, send
        self._next: asyncio.Future[Message] | None = None

    async def heard(self) -> Message:
        """Give the next word, or that the stream has ended."""
        if self._next is None:
            self._next = asyncio.ensure_future(self.receive())
        try:
            while not (await asyncio.wait({self._next}, timeout=HELD_EVERY))[0]:
                if not self._holds():
                    return await self._hang_up()
        except asyncio.CancelledError:
            self._next.cancel()
            raise
        message, self._next = self._next.result(), None
        if message["type"] == "websocket.receive" and not self._holds():
            return await self._hang_up()
        return message

    def _holds(self) -> bool:
        try:
            known = access()
        except AccessBroken:
            return False
        return known is not None and session_of(self.claims, known).person is not None

    async def _hang_up(self) -> Message:
        if self._next is not None:
            self._next.cancel()
        await self.send({"type": "websocket.close", "code": 1008})
        return {"type": "websocket.disconnect", "code": 1008}


def _is_theirs(person: Person, path: str) -> bool:
    if path.startswith(UPLOAD):
        return may(person, "examine")
    return _SIGNED_IN.fullmatch(path) is not None


def _noting_downloads(person: Person, scope: Scope, send: Send) -> Send:
    """Put on record that a file was taken along: whoever asks for it, by a button or by hand."""

    async def noted(message: Message) -> None:
        if message["type"] == "http.response.start" and message["status"] in (200, 206) and scope["method"] == "GET":
            disposition = Headers(raw=message["headers"]).get("content-disposition", "")
            if disposition.startswith("attachment") and not scope["path"].startswith(API):
                audit.add(person, "export", file=_file_of(disposition))
        await send(message)

    return noted if scope["type"] == "http" else send


def _file_of(disposition: str) -> str:
    found = re.search(r"filename\*=utf-8''([^;]+)|filename=\"?([^\";]+)", disposition, flags=re.IGNORECASE)
    return unquote(found[1] or found[2]) if found else ""


def _note_forged() -> None:
    """Put on record, now and then, that a cookie was shown which nobody here signed."""
    now = time.monotonic()
    if now - _forged.get("noted", -_FORGED_EVERY) >= _FORGED_EVERY:
        _forged["noted"] = now
        try:
            audit.add(None, "refused", action="read", why="forged")
        except DataError:
            _log.exception("A forged cookie was shown, and the audit record cannot be written")


async def _refuse(status: int, said: str, scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1008})
        return
    await PlainTextResponse(said, status, {"Cache-Control": "no-store"})(scope, receive, send)
