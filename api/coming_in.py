"""What happens around Streamlit's own sign-in: it is put on record, its cookies are secured, and the reader comes back."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from http.cookies import SimpleCookie
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from starlette.datastructures import MutableHeaders

from data.access import session as sessions
from data.access.mapping import Access
from data.access.session import USER, Session, session_of
from data.audit import record as audit
from data.problem import one_line

if TYPE_CHECKING:
    from starlette.types import Message, Send

LOGIN, LOGOUT, CALLBACK = "/auth/login", "/auth/logout", "/oauth2callback"
LINK = "pantau-link"  # cookie: where the reader was when they went to sign in
LONGEST_LINK = 2_000
LONGEST_ERROR = 200  # letters
_PAGE = re.compile(r"/[a-z]*")


def going_to_sign_in(known: Access, came_from: str, base: str, send: Send) -> Send:
    """Keep where the reader was: the provider sends everybody back to one address."""
    came = urlsplit(came_from)
    link = within(came.path.removeprefix(base) + (f"?{came.query}" if came.query else ""))

    async def kept(message: Message) -> None:
        if message["type"] == "http.response.start" and link:
            cookie = f"{LINK}={quote(link, safe='')}; Path={base}/; Max-Age=600; HttpOnly; SameSite=Lax"
            MutableHeaders(scope=message).append("set-cookie", cookie)
        await send(message)

    return only_encrypted(known, kept)


def coming_in(known: Access, claims: Callable[[Mapping[str, str]], dict[str, Any]], link: str, base: str,
              send: Send) -> Send:  # fmt: skip
    """Note who signed in when the provider sends them back, and take them to where they were."""

    async def noted(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            cookies = _set_by(headers)
            if USER in cookies:
                _note(session_of(claims(cookies), known))
                if place := within(unquote(link)):
                    headers["location"] = f"{base}{place}"
            headers.append("set-cookie", f"{LINK}=; Path={base}/; Max-Age=0; HttpOnly; SameSite=Lax")
        await send(message)

    return only_encrypted(known, noted)


def bounded(query: bytes) -> bytes:
    """Give what a provider says of a failed sign-in in a line that is not endless: Streamlit 1.67 logs all of it.

    Whoever asks may write there what they like.
    """
    told = parse_qsl(query.decode("latin-1"), keep_blank_values=True)
    return urlencode(
        [(name, one_line(said)[:LONGEST_ERROR] if name.startswith("error") else said) for name, said in told]
    ).encode()


def signed_out(held: Session) -> None:
    """Let a sign-in hold no longer, and put it on record."""
    if held.why in ("", "unnamed"):
        sessions.end(held)
    if held.person is not None:
        audit.add(held.person, "sign_out")


def only_encrypted(known: Access, send: Send) -> Send:
    """Let cookies travel over an encrypted way alone where there is one; Streamlit 1.67 does not."""
    if not str(known.auth["redirect_uri"]).startswith("https://"):
        return send

    async def secured(message: Message) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = [
                (name, value + b"; Secure" if name == b"set-cookie" and b"; secure" not in value.lower() else value)
                for name, value in message["headers"]
            ]
        await send(message)

    return secured


def within(link: str) -> str:
    """Give a link back if it is one of our pages, and nothing where it leads elsewhere."""
    page, _, query = link.partition("?")
    sound = len(link) <= LONGEST_LINK and _PAGE.fullmatch(page) and query.isascii() and query.isprintable()
    return link if sound and page not in (LOGIN, LOGOUT, CALLBACK) else ""


def _set_by(headers: MutableHeaders) -> dict[str, str]:
    """Give the cookies that an answer sets."""
    jar: SimpleCookie = SimpleCookie()
    for line in headers.getlist("set-cookie"):
        jar.load(line)
    return {name: morsel.value for name, morsel in jar.items() if morsel.value}


def _note(held: Session) -> None:
    if held.person is not None:
        audit.add(held.person, "sign_in")
    else:
        audit.add(None, "refused", action="sign_in", why=held.why)
