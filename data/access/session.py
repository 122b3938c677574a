"""Whether a sign-in still holds: who it is, until when, and whether it was ended by signing out."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from filelock import FileLock

from data.access.mapping import Access, identity
from data.access.person import Person
from data.home import home, settle, write_whole

Why = Literal["", "nobody", "expired", "ended", "unnamed"]

USER = "_streamlit_user"  # Streamlit's cookie of who signed in (1.67)
AHEAD = 300.0  # seconds that the clock of the provider may be ahead of ours
_read: dict[Path, tuple[tuple[int, int], dict[str, float]]] = {}


@dataclass(frozen=True)
class Session:
    """One sign-in.

    Args:
        person: who it is; None where it does not hold.
        why: why it does not hold: nobody signed in, it expired, it was ended, or the office has not named the person.
        name: what the provider calls whom the office has not named.
        key: names this sign-in and no other, and tells nothing of the person.
        until: when it ends, in seconds of the epoch.
    """

    person: Person | None = None
    why: Why = ""
    name: str = ""
    key: str = ""
    until: float = 0.0


def session_of(claims: Mapping[str, Any], known: Access, now: float | None = None) -> Session:
    """Say who signed in, by the claims of a cookie whose signature was checked.

    It lasts from when the provider issued its token for as long as the office says, else until the token expires.
    """
    issued, expires = _moment(claims.get("iat")), _moment(claims.get("exp"))
    if not claims.get("is_logged_in"):
        return Session(why="nobody")
    now = time.time() if now is None else now
    if issued is None or issued > now + AHEAD:
        return Session(why="expired")
    until = issued + known.session_hours * 3600 if known.session_hours else expires
    if until is None or until <= now:
        return Session(why="expired")
    key = _key(claims)
    if key in ended():
        return Session(why="ended", key=key)
    person = known.of_claims(claims)
    if person is None:
        return Session(None, "unnamed", identity(claims), key, until)
    return Session(person, "", person.name, key, until)


def end(session: Session) -> None:
    """Let a sign-in hold no longer, in every process: a copy of its cookie opens nothing."""
    home().mkdir(parents=True, exist_ok=True)
    with FileLock(home() / "ended.lock"):
        now = time.time()
        held = {key: until for key, until in ended().items() if until > now} | {session.key: session.until}
        coming = home() / ".ended-sessions.json"
        write_whole(coming, json.dumps(held).encode())
        coming.replace(_ended())
        settle(home())


def ended() -> dict[str, float]:
    """Give the sign-ins that were ended, and until when they would have held; read again when there are more."""
    path = _ended()
    try:
        state = path.stat()
    except FileNotFoundError:
        return {}
    seen = state.st_mtime_ns, state.st_ino
    if path not in _read or _read[path][0] != seen:
        _read[path] = (seen, json.loads(path.read_bytes()))
    return _read[path][1]


def _ended() -> Path:
    return home() / "ended-sessions.json"


def _key(claims: Mapping[str, Any]) -> str:
    told = [claims.get(name) for name in ("iss", "sub", "iat", "exp", "nonce", "jti", "sid")]
    return hashlib.sha256(json.dumps(told, default=str).encode()).hexdigest()[:32]


def _moment(value: Any) -> float | None:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None
