"""Local mode: without a file of access this installation answers this computer alone, unless it is told otherwise."""

from __future__ import annotations

import ipaddress
import os
from urllib.parse import urlsplit

from data.problem import DataError

OPEN = "COVERAGE_OPEN_TO_ALL"


def is_open_to_all() -> bool:
    """Say whether the office has chosen to let everybody in who reaches this computer, without sign-in."""
    return os.environ.get(OPEN) == "yes"


class OpenToAll(DataError):
    """Other computers would be let in, and nobody signs in."""


def reached_by(address: str) -> str:
    """Say whom a server at an address answers in local mode.

    Raises:
        OpenToAll: when that is everybody, and nobody has said that it may be.
    """
    if is_here(address):
        return "local mode: this computer alone, without sign-in"
    if not is_open_to_all():
        raise OpenToAll(
            "COVERAGE_HOST lets other computers in, and nobody signs in: whoever reaches this one could change everything. "
            f"Name people in access.toml, or set {OPEN}=yes."
        )
    return "open to all, without sign-in"


def is_here(address: str | None) -> bool:
    """Say whether an address or name is this computer itself."""
    if address is None:
        return False
    name = address.strip().rstrip(".").lower()
    if name == "localhost":
        return True
    try:
        read = ipaddress.ip_address(name)
    except ValueError:
        return False
    mapped = getattr(read, "ipv4_mapped", None)  # ::ffff:127.0.0.1
    return (mapped or read).is_loopback


def names_this_computer(host: str | None) -> bool:
    """Say whether the ``Host`` of a request names this computer: a page of elsewhere that points a name here does not."""
    try:
        read = urlsplit(f"//{host or ''}")
        _ = read.port
    except ValueError:
        return False
    return read.username is None and not read.path and is_here(read.hostname)
