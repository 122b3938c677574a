"""Hears on a page's stream only what our pages say: Streamlit itself does more for whoever asks, signed in or not."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send


class HearOurWords:
    """Hangs up at a word that no page of ours says.

    Streamlit 1.67 forgets on request all that it remembers for everybody, also for who has not signed in.
    """

    def __init__(self, app: ASGIApp, is_ours: Callable[[bytes], bool]) -> None:
        self.app, self.is_ours = app, is_ours

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""

        async def heard() -> Message:
            message = await receive()
            if message["type"] == "websocket.receive" and not self.is_ours(message.get("bytes") or b""):
                return {"type": "websocket.disconnect", "code": 1008}
            return message

        await self.app(scope, heard if scope["type"] == "websocket" else receive, send)
