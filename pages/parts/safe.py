"""Loaded text is shown as text: never as Markdown, a link, an emoji or HTML."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

_SPECIAL = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:&\"'=^@/])")


def plain(text: str) -> str:
    """Escape a text that was loaded, so that Markdown shows it letter by letter, on one line."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def link(words: str, address: str) -> str:
    """Give a Markdown link to a web address, or the words and the address as text where it is not one."""
    try:
        parts = urlsplit(address)
    except ValueError:  # such as an open bracket, read as half of an IPv6 address
        parts = urlsplit("")
    if parts.scheme not in ("http", "https") or not parts.netloc or " " in address:
        return plain(words) if words == address else f"{plain(words)}: {plain(address)}"
    return f"[{plain(words)}]({quote(address, safe=':/?&=%#~,;+@!')})"
