"""Reads who signed in from Streamlit's own cookie, as Streamlit itself does for the stream behind a page."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from streamlit.auth_util import get_cookie_with_chunks, get_origin_from_redirect_uri
from streamlit.runtime.memory_media_file_storage import _calculate_file_id
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

ICON = Path(__file__).with_name("icon.png")


def claims(cookies: Mapping[str, str]) -> dict[str, Any]:
    """Give the claims of a signed cookie (Streamlit 1.67); none where it is not there, forged, or of another address."""
    secret = get_cookie_secret()
    if not secret:
        return {}

    def one(name: str) -> bytes | None:
        return decode_signed_value(secret, name, cookies[name].encode("latin-1")) if name in cookies else None

    try:
        held = json.loads(get_cookie_with_chunks(one, USER_COOKIE_NAME) or b"{}")
    except (ValueError, UnicodeError):
        return {}
    return held if isinstance(held, dict) and held.get("origin") == get_origin_from_redirect_uri() else {}


def icon() -> str:
    """Give the path at which Streamlit 1.67 serves the icon of the browser's tab, on the page to sign in too."""
    return f"/media/{_calculate_file_id(ICON.read_bytes(), 'image/png')}.png"
