"""Closes a server without losing what readers have begun: who is new goes elsewhere, who is sending a file may finish.

Behind a proxy with several processes one ends and starts again while the others answer. From the signal to end on, whatever
opens a session is answered 503, on which the proxy tries the next process; the sessions that are there go on until no file is
under way.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from starlette.responses import PlainTextResponse

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.types import ASGIApp, Receive, Scope, Send

    from api.uploads import Uploads

LONGEST = 300.0  # seconds that a file is waited for; deploy/pantau@.service gives a little more
# What a browser asks before it has a session, in this order, and what says that this process is at work.
OPENS_A_SESSION = ("/_stcore/health", "/_stcore/host-config", "/_stcore/stream", "/ready")
GOING = "This process is ending; ask another one."


class Closing:
    """Whether this process is on its way out, and whether it may go."""

    def __init__(self, uploads: Uploads, clock: Callable[[], float] = time.monotonic) -> None:
        self.uploads, self._clock = uploads, clock
        self._since: float | None = None

    def begin(self) -> None:
        """Let nobody new in from now on."""
        if self._since is None:
            self._since = self._clock()

    def has_begun(self) -> bool:
        """Say whether nobody new is let in."""
        return self._since is not None

    def may_end(self) -> bool:
        """Say whether nothing would be lost any more, or it has been waited for long enough."""
        if self._since is None:
            return False
        return self._clock() - self._since > LONGEST or not self.uploads.under_way()


class SendElsewhere:
    """Answers 503 to whoever would begin a session with a process that is ending."""

    def __init__(self, app: ASGIApp, closing: Closing, path: str = "") -> None:
        self.app, self.closing = app, closing
        self.refused = {path + name for name in OPENS_A_SESSION}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        refused = self.closing.has_begun() and scope.get("path") in self.refused
        await (PlainTextResponse(GOING, status_code=503) if refused else self.app)(scope, receive, send)
