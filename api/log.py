"""Writes the log as one JSON object a line, for a machine to read; of no person, with no address and no query of a link.

COVERAGE_LOG=json asks for it. A line of a request has its method, the route, the status and how long it took.
"""

from __future__ import annotations

import json
import logging
import os
import re
import sys
import time
import traceback
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

NAMED_BY = "COVERAGE_LOG"
_requests = logging.getLogger("requests")
# What stands in an address besides the route: ids of sessions and files, and whatever was typed by hand.
_ROUTES = ("/_stcore/upload_file", "/media", "/static")
_ROUTE = re.compile(r"[a-z0-9/_-]{0,80}")


def is_asked_for() -> bool:
    """Say whether this installation writes its log for machines."""
    return os.environ.get(NAMED_BY) == "json"


def write_for_machines() -> None:
    """Turn all that is logged in this process into lines of JSON on standard error."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Lines())
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    logging.captureWarnings(capture=True)
    _requests.setLevel(logging.INFO)
    for logger in map(logging.getLogger, list(logging.root.manager.loggerDict)):
        if logger.handlers:
            hand_on(logger)
    sys.excepthook = lambda kind, error, trace: logging.getLogger("ended").critical(
        "The program ended with an error", exc_info=(kind, error, trace)
    )


def hand_on(logger: logging.Logger) -> None:
    """Let a logger write nothing itself: Streamlit 1.67 gives each of its own, and uvicorn's, a handler."""
    logger.handlers.clear()
    logger.propagate = True


class Lines(logging.Formatter):
    """Gives a record as a line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """Give the line of a record: when, how grave, from where, what; with the trace of an error."""
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        line |= getattr(record, "more", {})
        if record.exc_info and record.exc_info[0]:
            line["trace"] = "".join(traceback.format_exception(*record.exc_info))
        return json.dumps(line, ensure_ascii=False)


def route(path: str) -> str:
    """Give the route that an address belongs to; ``other`` where it is none of ours."""
    for known in _ROUTES:
        if f"{known}/" in path:
            return known
    return path if _ROUTE.fullmatch(path) else "other"


class NoteRequests:
    """Notes every request but those for parts of Streamlit itself."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, and note it when it has been answered."""
        if scope["type"] not in ("http", "websocket") or route(scope["path"]) == "/static":
            await self.app(scope, receive, send)
            return
        begun, status = time.perf_counter(), 0

        async def noted(message: Message) -> None:
            nonlocal status
            status = message.get("status", 101 if message["type"] == "websocket.accept" else status)
            await send(message)

        try:
            await self.app(scope, receive, noted)
        finally:
            more = {
                "method": scope.get("method", "WEBSOCKET"),
                "route": route(scope["path"]),
                "status": status or 500,
                "seconds": round(time.perf_counter() - begun, 3),
            }
            _requests.info("answered", extra={"more": more})
