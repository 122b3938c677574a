"""Tokens that scripts read the API with: made for a name, a role and a last day, shown once, kept as a checksum alone.

They stand in ``tokens.json`` in the home, which only its owner may open. What a token is compared with tells nobody the token.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from filelock import FileLock

from data.access.person import ROLES, WITH_REGIONS, Person, Role
from data.access.places import known
from data.access.rules import require
from data.audit import record as audit
from data.home import home, settle
from data.problem import CannotWrite, DataError, one_line

NAME = "tokens.json"
PREFIX = "pantau"
LONGEST = timedelta(days=366)  # from the day it is made to its last one
LONGEST_NAME = 80  # letters
_OTHERS_MAY = 0o077
_NOBODY = hashlib.sha256(b"nobody").hexdigest()  # of no token: a secret has 43 letters


class TokensBroken(DataError):
    """The file of tokens cannot be relied on; no token is let in."""


class TokenRefused(DataError):
    """A token that lets nobody in. It is in the audit record."""


class TokenWrong(DataError):
    """A token that cannot be made, or is not there to be revoked."""


@dataclass(frozen=True)
class Token:
    """What is kept of a token.

    Args:
        id: names it in lists and in the audit record.
        checksum: SHA-256 of its secret, which has 256 bits of chance in it.
        name: who or what uses it, as the office says.
        role: what it may do, by ``data.access.rules``.
        regions: as of a person of that role.
        until: its last day, ``YYYY-MM-DD``, by the clock of this installation.
        made_at: when, UTC.
        made_by: who made it.
        revoked_at: when it was revoked; empty while it was not.
        revoked_by: who did.
    """

    id: str
    checksum: str
    name: str
    role: Role
    regions: tuple[str, ...]
    until: str
    made_at: str
    made_by: str
    revoked_at: str = ""
    revoked_by: str = ""

    def state(self, today: date | None = None) -> str:
        """Say whether it is ``valid``, ``expired`` or ``revoked``."""
        if self.revoked_at:
            return "revoked"
        return "valid" if _today(today) <= date.fromisoformat(self.until) else "expired"


def create(
    by: Person, name: str, role: str, regions: list[str], until: str, today: date | None = None
) -> tuple[Token, str]:
    """Make a token.

    Args:
        by: who makes it.
        name: who or what will use it.
        role: one of ``ROLES``.
        regions: codes, where the role has regions.
        until: its last day.
        today: the day it is made on; that of the clock when None.

    Returns:
        What is kept of it, and the token itself, which nobody can see again.

    Raises:
        NotAllowed: when the person may not make tokens.
        TokenWrong: with everything that is wrong with what was asked for.
    """
    require(by, "tokens")
    name = one_line(name).strip()
    wrong = [*_wrong(name, role, regions), *_wrong_day(until, _today(today))]
    if wrong or role not in ROLES:
        raise TokenWrong("\n".join([*wrong, "No token was made."]))
    secret = secrets.token_urlsafe(32)
    with _writing() as tokens:
        taken = {token.id for token in tokens}
        number = next(made for made in iter(lambda: secrets.token_hex(4), "") if made not in taken)
        token = Token(number, _checksum(secret), name, role, tuple(regions), until, _now(), by.name)
        audit.add(by, "token", did="create", token=number, name=name, role=role, regions=",".join(regions), until=until)
        tokens.append(token)
    return token, f"{PREFIX}_{number}_{secret}"


def revoke(by: Person, number: str) -> Token:
    """Let a token in no more, from the next request on. Revoking it again changes nothing.

    Raises:
        NotAllowed: when the person may not revoke tokens.
        TokenWrong: when there is none with this id.
    """
    require(by, "tokens")
    with _writing() as tokens:
        place = next((place for place, token in enumerate(tokens) if token.id == number), None)
        if place is None:
            raise TokenWrong(
                f"There is no token {one_line(number)!r}. python -m data token list shows those there are."
            )
        if not tokens[place].revoked_at:
            audit.add(by, "token", did="revoke", token=number, name=tokens[place].name)
            tokens[place] = replace(tokens[place], revoked_at=_now(), revoked_by=by.name)
    return tokens[place]


def listed(by: Person) -> list[Token]:
    """Give what is kept of every token, in the order in which they were made.

    Raises:
        NotAllowed: when the person may not see it.
    """
    require(by, "tokens")
    return list(_tokens())


def person_of(text: str, today: date | None = None) -> tuple[Person, str]:
    """Give the person whom a token stands for, and its id.

    Raises:
        TokenRefused: when it is unknown, expired or revoked; only who holds its secret learns which of the last two.
        TokensBroken: when the file of tokens cannot be relied on.
    """
    prefix, _, rest = text.partition("_")
    number, _, secret = rest.partition("_")
    found = next((token for token in _tokens() if prefix == PREFIX and token.id == number), None)
    # The comparison is made, and takes as long, whether or not there is such a token.
    same = hmac.compare_digest(_checksum(secret), found.checksum if found else _NOBODY)
    if found is None or not same:
        audit.refuse(None, "read", why="unknown token")
        raise TokenRefused("The token is not known here. Ask an administrator for one.")
    person, state = Person(found.name, found.role, found.regions, "token"), found.state(today)
    if state != "valid":
        audit.refuse(person, "read", why=f"{state} token", token=found.id)
        when = found.until if state == "expired" else found.revoked_at[:10]
        raise TokenRefused(f"The token {found.id} is {state}: {when}. Ask an administrator for another one.")
    return person, found.id


def _wrong(name: str, role: str, regions: list[str]) -> list[str]:
    found = []
    if not 0 < len(name) <= LONGEST_NAME:
        found.append(f"--name has {len(name)} letters: write who or what uses the token, in 1 to {LONGEST_NAME}.")
    if role not in ROLES:
        found.append(f"--role is {role!r}: there is no such role. Roles: {', '.join(ROLES)}.")
    found += [
        f"--region {code!r} is no region: write codes such as 51 or 51.03, or KW-BANUSPA."
        for code in regions
        if code not in known()
    ]
    if role in WITH_REGIONS and not regions:
        found.append(f"--region is missing: a {role} needs at least one.")
    if role in ROLES and role not in WITH_REGIONS and regions:
        found.append(f"--region {', '.join(regions)}: a {role} has all of them. Leave it out.")
    return found


def _wrong_day(until: str, today: date) -> list[str]:
    try:
        last = date.fromisoformat(until)
    except ValueError:
        return [f"--until is {until!r}: write a day, such as {today + timedelta(days=90)}."]
    if not today <= last <= today + LONGEST:
        return [f"--until is {until}: write a day from {today} to {today + LONGEST}."]
    return []


@contextmanager
def _writing() -> Iterator[list[Token]]:
    """Hold the lock of the tokens, give them to be changed, and write them at the end unless something went wrong."""
    try:
        home().mkdir(parents=True, exist_ok=True)
        lock = FileLock(home() / "tokens.lock").acquire()
    except OSError as error:
        raise CannotWrite(home(), error) from error
    with lock:
        tokens = list(_tokens())
        yield tokens
        _write(tokens)


def _write(tokens: list[Token]) -> None:
    path = home() / NAME
    draft = path.with_name(f".draft-{os.getpid()}-{NAME}")
    content = json.dumps([asdict(token) for token in tokens], ensure_ascii=False, indent=1).encode()
    try:
        draft.unlink(missing_ok=True)
        # Never open to others, not even for the moment before a change of permissions.
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
        settle(path.parent)
    except OSError as error:
        raise CannotWrite(path, error) from error
    finally:
        draft.unlink(missing_ok=True)


_read: dict[Path, tuple[Any, tuple[Token, ...]]] = {}


def _tokens() -> tuple[Token, ...]:
    path = home() / NAME
    try:
        held = path.stat()
        seen = (held.st_mtime_ns, held.st_size, held.st_ino, held.st_mode)
        if _read.get(path, (None,))[0] != seen:
            if sys.platform != "win32" and held.st_mode & _OTHERS_MAY:
                raise TokensBroken(f"{NAME} is open to others. Nobody is let in until: chmod 600 {path}")
            rows = json.loads(path.read_bytes())
            _read[path] = (seen, tuple(Token(**row | {"regions": tuple(row["regions"])}) for row in rows))
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise TokensBroken(f"{path} cannot be read: {error.strerror}.") from error
    except (ValueError, TypeError, KeyError) as error:
        raise TokensBroken(f"{path} is not what was written. Move it aside and make the tokens anew.") from error
    return _read[path][1]


def _checksum(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def _today(today: date | None) -> date:
    return today or datetime.now().astimezone().date()


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
