"""Who asks the API: whoever holds a token, else whom the guard of the server let in: signed in, or at this computer."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request

from api.problems import Problem
from data.access.person import Person
from data.access.rules import require
from data.access.tokens import TokenRefused, person_of

_HOW = "Send the header Authorization: Bearer TOKEN. An administrator makes one: python -m data token create."
_ASKS = {"WWW-Authenticate": 'Bearer realm="Pantau Cakupan"'}


@dataclass(frozen=True)
class Reader:
    """Who asks.

    Args:
        person: as the office knows them.
        name: what their requests are counted under.
    """

    person: Person
    name: str


def address_of(request: Request) -> str:
    """Give the address that a request came from, as the proxy says it where there is one."""
    return request.client.host if request.client else ""


def admitted(request: Request) -> Reader:
    """Give who asks, if they may read.

    Raises:
        Problem: when nobody is known to ask.
        NotAllowed: when it is not theirs to read.
        DataError: when people, tokens or the audit record cannot be relied on; nobody is let in then.
    """
    reader = _known(request)
    require(reader.person, "read")
    return reader


def _known(request: Request) -> Reader:
    said = request.headers.get("authorization")
    if said is not None:
        return _with_token(said)
    person = getattr(request.state, "person", None)  # whom the guard let in; None without one
    if person is None:
        raise Problem("sign-in", "Nobody has signed in, and no token was sent.", _HOW, "Authorization", _ASKS)
    return Reader(person, f"{person.via} {person.name} {address_of(request)}")


def _with_token(said: str) -> Reader:
    scheme, _, token = said.partition(" ")
    if scheme.lower() != "bearer":
        raise Problem("sign-in", "Authorization names another way than Bearer.", _HOW, "Authorization", _ASKS)
    try:
        person, number = person_of(token.strip())
    except TokenRefused as error:
        wrong = {"WWW-Authenticate": f'{_ASKS["WWW-Authenticate"]}, error="invalid_token"'}
        raise Problem("sign-in", str(error), _HOW, "Authorization", wrong) from error
    return Reader(person, f"token {number}")
