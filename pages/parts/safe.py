"""Loaded text is shown as text: never as Markdown, a link, an emoji or HTML."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

_SOLID = "\N{NO-BREAK SPACE}"
_SPACES = re.compile(rf"[^\S{_SOLID}]+")
_SIGN = re.compile("([▲▼◀✓✕]|[–?](?= [A-Z])) (?=\\S)")
# Streamlit 1.67 makes links of addresses in what Markdown has read already, so escaping them is not enough: a sign without
# width stands in each.
_ADDRESS = re.compile(r"(?<=[\w.+-])@(?=[\w-])|(?<=https)://|(?<=http)://|(?<=www)\.(?=\S)", re.IGNORECASE)
_JOINER = "\N{WORD JOINER}"
_SPECIAL = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:&\"'=^@/])")


def plain(text: str) -> str:
    """Escape a text that was loaded, so that Markdown shows it letter by letter, on one line."""
    whole = _ADDRESS.sub(rf"{_JOINER}\g<0>", _SPACES.sub(" ", text).strip())
    return _SPECIAL.sub(r"\\\1", unparted(whole))


def unparted(text: str) -> str:
    """Keep a sign at its word where a line ends: ▼ Jauh tertinggal."""
    return _SIGN.sub(rf"\1{_SOLID}", text)


def link(words: str, address: str) -> str:
    """Give a Markdown link to a web address, or the words and the address as text where it is not one."""
    try:
        parts = urlsplit(address)
    except ValueError:  # such as an open bracket, read as half of an IPv6 address
        parts = urlsplit("")
    if parts.scheme not in ("http", "https") or not parts.netloc or " " in address:
        return plain(words) if words == address else f"{plain(words)}: {plain(address)}"
    return f"[{plain(words)}]({quote(address, safe=':/?&=%#~,;+@!')})"
