"""Sends the page of the reader's language from every address that has one."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from starlette.datastructures import Headers
from starlette.responses import FileResponse, Response

from i18n import DEFAULT

if TYPE_CHECKING:
    from pathlib import Path

    from starlette.types import ASGIApp, Message, Receive, Scope, Send


class PageLanguage:
    """Sends our page wherever Streamlit answers with its own, in the language of the link (`?lang=en`).

    Screen readers choose their voice by `<html lang>`; Streamlit 1.67 calls every page English.
    """

    def __init__(self, app: ASGIApp, pages: dict[str, str], original: Path) -> None:
        self.app = app
        self.pages = {language: text.encode() for language, text in pages.items()}
        # Streamlit serves one file for every address of a page; its ETag tells that file from all others.
        self.original = FileResponse(original, stat_result=original.stat()).headers["etag"]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        is_page = False

        async def send_unless_page(message: Message) -> None:
            nonlocal is_page
            if message["type"] == "http.response.start":
                is_page = Headers(raw=message["headers"]).get("etag") == self.original
            if not is_page:
                await send(message)

        await self.app(scope, receive, send_unless_page)
        if is_page:
            await self.answer(scope)(scope, receive, send)

    def answer(self, scope: Scope) -> Response:
        """Return our page for this request, without its text if the browser has it already."""
        # As Streamlit reads the link: of several values the last, and an empty one is a value too.
        link = parse_qs(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        asked = link.get("lang", [DEFAULT])[-1]
        text = self.pages.get(asked, self.pages[DEFAULT])
        etag = f'"{hashlib.sha256(text).hexdigest()[:16]}"'
        headers = {"Cache-Control": "no-cache", "ETag": etag}
        if etag in Headers(scope=scope).get("if-none-match", ""):
            return Response(status_code=304, headers=headers)
        return Response(text, headers=headers, media_type="text/html")
