"""What a line of the audit record was about, in the words of the page; the file and the command line keep the names."""

from __future__ import annotations

from data.access.rules import ROLE_NAMES, RULES
from data.audit.line import About, Line
from data.problem import one_line
from i18n import Language, mark

_NAMES = {
    "access": mark("file of access"), "action": mark("action"), "audit": mark("audit record"), "batch": mark("batch"),
    "bytes": mark("bytes"), "did": mark("what was done"), "entries": mark("entries"), "file": mark("file"),
    "further": mark("further ones"), "mode": mark("mode"), "name": mark("name"), "note": mark("remark"), "on": mark("on"),
    "outlines": mark("outlines"), "own_boundaries": mark("own boundaries"), "reason": mark("reason"), "region": mark("region"),
    "regions": mark("regions"), "role": mark("role"), "rows": mark("rows"), "sealed": mark("sealed"),
    "small": mark("small numbers below"), "store": mark("store"), "to": mark("to entry"), "token": mark("token"),
    "until": mark("until"), "warnings": mark("warnings"), "what": mark("what"), "why": mark("why"),
}  # fmt: skip
_VALUES: dict[About, str] = {
    True: mark("yes"), False: mark("no"), "sign-in": mark("people sign in"), "local": mark("this computer alone"),
    "open to all": mark("open to all"), "sign_in": mark("Signing in"), "unnamed": mark("not named by the office"),
    "expired": mark("sign-in expired"), "ended": mark("signed out before"), "forged": mark("signed by nobody here"),
    "unknown token": mark("unknown token"), "expired token": mark("expired token"), "revoked token": mark("revoked token"),
    "create": mark("made"), "revoke": mark("revoked"), "broken": mark("broken"),
    "not listed for a minute": mark("not listed for a minute"),
}  # fmt: skip
_PROGRAMS = ("action", "access", "did", "further", "mode", "on", "own_boundaries", "why")  # no text that a person wrote


def about(line: Line, say: Language) -> str:
    """Say what a line was about, in one line of text; what a person wrote stands as it was written."""
    told = [f"{_name(name, say)}: {_value(name, value, say)}" for name, value in line.about.items() if value != ""]
    return one_line("; ".join(told))


def who(line: Line, say: Language) -> str:
    """Say who did it: the system where nobody asked for it."""
    return line.by if line.role or line.via else say("the system")


def _name(name: str, say: Language) -> str:
    return say(_NAMES[name]) if name in _NAMES else name


def _value(name: str, value: About, say: Language) -> str:
    if name == "role" and value in ROLE_NAMES:
        return say(ROLE_NAMES[value])
    if name == "action" and value in RULES:
        return say(RULES[value].what)
    return say(_VALUES[value]) if name in _PROGRAMS and value in _VALUES else str(value)
