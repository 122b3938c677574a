"""Minds what readers send: how much at most, to which process, and whether one is in the midst of it.

Streamlit 1.67 keeps a file in the memory of the process that its reader is connected to. A proxy that has taken it elsewhere
is told so with 503 and tries the next process, and a process that is to end can ask whether anybody is sending something.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from starlette.responses import PlainTextResponse

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

MEGABYTE = 1024 * 1024
MOST = 30  # megabytes of a file; the reader of files and the page have the same limit
TOO_LARGE = f"Berkas lebih dari {MOST} MB: bagi menurut tahun. / The file is over {MOST} MB: split it by year."
ELSEWHERE = "Sesi ini sudah berakhir: muat ulang halaman. / This session has ended: load the page again."
PATIENCE = 60.0  # seconds that an announced file is waited for
_ADDRESS = re.compile(r"/_stcore/upload_file/(?P<session>[^/]+)/(?P<file>[^/]+)")


class Uploads:
    """What is on its way to this process.

    Args:
        is_here: says whether a session is connected to this process.
        holds: says whether a connected session has a file that was neither published nor put away.
    """

    def __init__(self, is_here: Callable[[str], bool], holds: Callable[[], bool]) -> None:
        self.is_here, self._holds = is_here, holds
        self._expected: dict[str, tuple[str, float]] = {}
        self._coming = 0

    def expect(self, session: str, files: Iterable[str]) -> None:
        """Note that a browser has asked where to send files."""
        self._expected.update((file, (session, time.monotonic() + PATIENCE)) for file in files)

    def under_way(self) -> bool:
        """Say whether a reader is sending a file, is about to, or has one that waits for a decision."""
        now = time.monotonic()
        self._expected = {file: awaited for file, awaited in self._expected.items() if awaited[1] > now}
        awaits = any(self.is_here(session) for session, _ in self._expected.values())
        return awaits or self._coming > 0 or self._holds()

    def begin(self, file: str) -> None:
        """Note that a file has begun to arrive."""
        self._expected.pop(file, None)
        self._coming += 1

    def end(self) -> None:
        """Note that a file has arrived or was given up."""
        self._coming -= 1


class MindUploads:
    """Hands uploads on to the application, and says in clear words why one is refused."""

    def __init__(self, app: ASGIApp, uploads: Uploads, path: str = "") -> None:
        self.app, self.uploads, self.path = app, uploads, path

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        asked = _ADDRESS.fullmatch(scope["path"].removeprefix(self.path)) if scope["type"] == "http" else None
        if asked is None or scope["method"] not in ("PUT", "DELETE"):
            await self.app(scope, receive, send)
        elif not self.uploads.is_here(asked["session"]):
            await PlainTextResponse(ELSEWHERE, status_code=503)(scope, receive, send)
        elif scope["method"] == "DELETE":
            await self.app(scope, receive, send)
        else:
            self.uploads.begin(asked["file"])
            try:
                await self._take(scope, receive, send)
            finally:
                self.uploads.end()

    async def _take(self, scope: Scope, receive: Receive, send: Send) -> None:
        too_large, unread = False, True

        async def receive_until_read() -> Message:
            nonlocal unread
            message = await receive()
            unread = message.get("more_body", False)
            return message

        async def send_unless_too_large(message: Message) -> None:
            nonlocal too_large
            if message["type"] == "http.response.start":
                too_large = message["status"] == 413
            if not too_large:
                await send(message)

        await self.app(scope, receive_until_read, send_unless_too_large)
        if too_large:
            # Answered in the midst of its sending, a proxy takes the process for broken and asks the next, which says 503.
            left = MOST * MEGABYTE
            while unread and left > 0:
                left -= len((await receive_until_read()).get("body", b""))
            await PlainTextResponse(TOO_LARGE, status_code=413)(scope, receive, send)
