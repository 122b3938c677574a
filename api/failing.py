"""What is answered when a route fails in a way that nobody foresaw: one calm sentence; the cause goes to the log alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from starlette.responses import PlainTextResponse

if TYPE_CHECKING:
    from starlette.requests import Request

SAID = "Ini tidak dapat dijawab sekarang. / This cannot be answered now."


def fails(headers: Mapping[str, str]) -> Callable[[Request, Exception], PlainTextResponse]:
    """Give the answer to a request that failed; it passes by what else puts the security headers on."""

    def answer(_request: Request, _error: Exception) -> PlainTextResponse:
        return PlainTextResponse(SAID, status_code=500, headers={**headers, "Cache-Control": "no-store"})

    return answer
