"""What the tests of the guard share: an office in which people sign in, and who asks, by what they try."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit import config
from streamlit.runtime.secrets import secrets_singleton

from data.access.session import USER
from data.audit import record
from tests.access_file import access_file
from tests.signing_in import claims, cookie

ADMIN, BADUNG = "admin@example.go.id", "badung@example.go.id"


def who(name: str) -> dict[str, str]:
    """Give the cookies of somebody, by what they try."""
    signed = cookie(claims(ADMIN))
    (head, tail) = (signed[USER][:9], signed[USER][10:])
    return {
        "nobody": {},
        "forged by another secret": cookie(claims(ADMIN), secret="f" * 64),
        "altered by a letter": {USER: f"{head}{'A' if signed[USER][9] != 'A' else 'B'}{tail}"},
        "unsigned": {USER: json.dumps(claims(ADMIN))},
        "cut in its parts": {USER: signed[USER].replace(".", "", 1)},
        "of another address": cookie(claims(ADMIN, here="https://elsewhere.example")),
        "expired": cookie(claims(ADMIN, hours_ago=8.01)),
        "issued in the future": cookie(claims(ADMIN, hours_ago=-1)),
        "without a time": cookie(claims(ADMIN, iat=None)),
        "not signed in": cookie(claims(ADMIN, is_logged_in=False)),
        "not named": cookie(claims("tamu@example.go.id")),
        "unverified address": cookie(claims(ADMIN, email_verified=False)),
        "reader": cookie(claims("p@example.go.id", sub="pembaca")),
        "official": cookie(claims("g@example.go.id", groups=["pemkab-gianyar"])),
        "steward": cookie(claims(BADUNG)),
        "administrator": signed,
    }[name]


def people_sign_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Let people sign in by a file of access, as the server does at its start."""
    monkeypatch.setenv("COVERAGE_HOME", str(tmp_path))
    before = config.get_option("secrets.files")
    config.set_option("secrets.files", [str(access_file(tmp_path))])
    secrets_singleton._reset()
    record._refused.clear()
    yield tmp_path
    config.set_option("secrets.files", before)
    secrets_singleton._reset()
