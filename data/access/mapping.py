"""The one file that says how people sign in and who they are here: their role, and the regions they act for.

    contact = "Bidang Kepesertaan, pesawat 123"   # whom a refused person may ask
    session_hours = 8                             # after which a person signs in again; else when the provider says
    others = "reader"                             # signed in and not named below; without it they are refused

    [auth]                                        # Streamlit's own settings of OpenID Connect
    redirect_uri = "https://pantau.example.go.id/oauth2callback"
    cookie_secret = "..."                         # 32 letters or more, made at random
    client_id = "..."
    client_secret = "..."
    server_metadata_url = "https://masuk.example.go.id/.well-known/openid-configuration"

    [[people]]                                    # by one of: email, subject, claim with value, system_user
    email = "badung@example.go.id"
    role = "steward"
    regions = ["51.03"]
    name = "KC Badung"                            # as it stands in the audit record; else the address or subject

It is ``access.toml`` in the home, or where ``COVERAGE_ACCESS`` says. Without it everybody at this computer may do
everything, and nobody else reaches it: local mode.
"""

from __future__ import annotations

import os
import sys
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from data.access.entries import Named, read_access
from data.access.person import Person, Role, Via
from data.access.refusal import NotAllowed, whom_to_ask
from data.home import home
from data.problem import DataError, one_line
from i18n import told

NAME = "access.toml"
_OTHERS_MAY = 0o037  # group: anything but reading; others: anything


class AccessBroken(DataError):
    """The file of access cannot be relied on; nobody is let in by it."""


@dataclass(frozen=True)
class Access:
    """What the file says.

    Args:
        path: the file, which holds Streamlit's ``[auth]`` too.
        auth: that table.
        people: in the order of the file; the first that fits counts.
        others: role of people who are signed in and not named; None refuses them.
        session_hours: how long a sign-in lasts; None as long as the provider's token.
        contact: whom a refused person may ask.
    """

    path: Path
    auth: Mapping[str, Any]
    people: tuple[Named, ...]
    others: Role | None = None
    session_hours: float | None = None
    contact: str = ""

    def of_claims(self, claims: Mapping[str, Any]) -> Person | None:
        """Give the person whom the provider signed in; None where the office has not named them."""
        name = identity(claims)
        named = next((named for named in self.people if named.fits(claims)), None)
        if named is not None:
            return _person(named, name, "sign-in")
        return Person(name, self.others, (), "sign-in") if self.others and name else None

    def of_system_user(self, user: str) -> Person | None:
        """Give the person who is this user of the operating system; None where the office has not named them."""
        named = next((named for named in self.people if named.by == "system_user" and named.value == user), None)
        return _person(named, user, "command") if named else None


def identity(claims: Mapping[str, Any]) -> str:
    """Give under which name somebody goes whom the office gave none: the address, unless unverified, else the subject.

    Never the name that is shown at the provider: people may write there what they like, another's name too.
    """
    verified = claims.get("email_verified", True) is True
    said = (claims.get("email") if verified else None, claims.get("sub"))
    return next((one_line(each).strip() for each in said if isinstance(each, str) and each.strip()), "")


def access() -> Access | None:
    """Read the file of access; None where there is none: local mode. It is read again when it has changed.

    Raises:
        AccessBroken: with everything that is wrong with it.
    """
    path = Path(os.environ.get("COVERAGE_ACCESS") or home() / NAME).absolute()
    try:
        held = path.stat()
    except (FileNotFoundError, NotADirectoryError):  # a home that is a file is said where it is needed
        if os.environ.get("COVERAGE_ACCESS"):
            raise AccessBroken(f"{path}: COVERAGE_ACCESS names this file, and it is not there.") from None
        return None
    except OSError as error:
        raise AccessBroken(f"{path} cannot be read: {error.strerror}.") from error
    seen = (path, held.st_mtime_ns, held.st_size, held.st_ino, held.st_mode)
    if _read.get(path, (None,))[0] != seen:
        _read[path] = (seen, _opened(path, held.st_mode))
    return _read[path][1]


def at_the_command_line(by: str | None = None) -> Person:
    """Give the person who runs a command: the user of the operating system, as the file names them.

    Args:
        by: how a person calls themselves; only without a file it is believed.

    Raises:
        AccessBroken: with everything that is wrong with the file.
        NotAllowed: when it does not name this user.
    """
    user, known = system_user(), access()
    if known is None:
        return Person(user if by is None else by, "administrator", (), "local")
    person = known.of_system_user(user)
    if person is None:
        raise NotAllowed(
            told(
                "{user} is not named as a system_user in {file}. Nothing was done. Ask {contact}.",
                user=user, file=known.path.name, contact=whom_to_ask(known.contact),
            )
        )  # fmt: skip
    return person


def system_user() -> str:
    """Give the user of the operating system who runs this process: from the system, not from what the user may set."""
    if sys.platform == "win32":
        return one_line(os.getlogin())
    import pwd

    try:
        return one_line(pwd.getpwuid(os.getuid()).pw_name)
    except KeyError:  # a container may run as a number without a name
        return f"uid {os.getuid()}"


_read: dict[Path, tuple[Any, Access]] = {}


def _person(named: Named, otherwise: str, via: Via) -> Person:
    return Person(named.name or otherwise, named.role, named.regions, via)


def _opened(path: Path, mode: int) -> Access:
    faults = []
    if sys.platform != "win32" and mode & _OTHERS_MAY:
        faults.append(f"{path.name} holds secrets and is open to others: chmod 640 {path}, or 600.")
    try:
        held = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise AccessBroken(f"{path} cannot be read: {error.strerror}.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise AccessBroken(f"{path} is not TOML: {error}.") from error
    found, wrong = read_access(held)
    faults += [f"{path.name}, {fault}" for fault in wrong]
    if faults:
        raise AccessBroken("\n".join([*faults, "Nobody is let in until this is mended."]))
    return replace(Access(path, held.get("auth", {}), ()), **found)
