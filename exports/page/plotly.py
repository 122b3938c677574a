"""Plotly's own script, packed to a third for the page, and the mark by which a browser knows it again."""

from __future__ import annotations

import base64
import gzip
import hashlib
from functools import cache
from importlib.util import find_spec
from pathlib import Path


@cache
def packed() -> str:
    """Give the script compressed (gzip) and as text (base64): 2 MB in place of 5."""
    return base64.b64encode(gzip.compress(source(), 9, mtime=0)).decode()


@cache
def digest() -> str:
    """Give the script's mark for a Content-Security-Policy."""
    return digest_of(source())


def digest_of(script: bytes) -> str:
    """Give the mark by which a Content-Security-Policy lets one script run and no other."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(script).digest()).decode()}'"


def script() -> str:
    """Give the script as it is."""
    text = source().decode()
    assert "</script" not in text  # else it would end the element that it stands in
    return text


def source() -> bytes:
    """Read the script that Plotly brings along."""
    spec = find_spec("plotly")
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).with_name("package_data").joinpath("plotly.min.js").read_bytes()
