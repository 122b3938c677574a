"""Holds readers' scripts back until the first page has been drawn; their browsers have Streamlit's files meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import asyncio

    from starlette.types import ASGIApp, Receive, Scope, Send


class HoldReaders:
    """Lets a browser have every file at once, and starts its script when the first page has been drawn.

    Plotly 7.1 makes its classes at first use, and two scripts that do so at the same moment disturb each other (seen: bars
    checked as if they were points).
    """

    def __init__(self, app: ASGIApp, warm: asyncio.Event) -> None:
        self.app, self.warm = app, warm

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "websocket":
            await self.warm.wait()
        await self.app(scope, receive, send)
