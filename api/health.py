"""Whether this process lives, and whether it is ready to answer readers: for the proxy before it, and for who watches it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from data.store import published


def told(is_warm: bool) -> tuple[int, dict[str, Any]]:
    """Give the HTTP status and what is said: 200 when ready, 503 when not; that there is an answer says that it lives.

    Args:
        is_warm: whether everything is loaded and the first page has been drawn.
    """
    try:
        held = published()
    except OSError:
        held = None
    is_ready = is_warm and held is not None
    said: dict[str, Any] = {"alive": True, "ready": is_ready, "store": None, "published_at": None, "age_seconds": None}
    if held is not None:
        version, at = held
        age = max(0, int((datetime.now(UTC) - at).total_seconds()))
        said |= {"store": version, "published_at": at.strftime("%Y-%m-%dT%H:%M:%SZ"), "age_seconds": age}
    return (200 if is_ready else 503), said
