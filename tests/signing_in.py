"""Cookies as Streamlit signs them for whoever signed in, and such as it does not."""

from __future__ import annotations

import json
import time
from typing import Any

from streamlit.web.server.starlette.starlette_app_utils import create_signed_value

from data.access.session import USER
from tests.access_file import SECRET

HERE = "http://localhost:8501"


def claims(mail: str, *, hours_ago: float = 0, here: str = HERE, **more: Any) -> dict[str, Any]:
    """Give what a provider says of a person, as Streamlit keeps it."""
    issued = int(time.time() - hours_ago * 3600)
    told = {
        "iss": "https://masuk.example.go.id",
        "sub": mail,
        "email": mail,
        "name": mail,
        "iat": issued,
        "exp": issued + 3600,
    }
    return {**told, "nonce": "n", "origin": here, "is_logged_in": True, "provider": "default", **more}


def cookie(told: dict[str, Any], secret: str = SECRET) -> dict[str, str]:
    """Sign claims."""
    return {USER: create_signed_value(secret, USER, json.dumps(told)).decode()}
