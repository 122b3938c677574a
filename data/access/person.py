"""One person who uses this installation: a name, a role, regions, and how they came in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

Role = Literal["reader", "regency", "steward", "publisher", "administrator"]
Via = Literal["local", "sign-in", "token", "command"]

ROLES: tuple[Role, ...] = get_args(Role)
WITH_REGIONS: tuple[Role, ...] = ("regency", "steward")  # the others read or act for all of them


@dataclass(frozen=True)
class Person:
    """One person, as the office names them.

    Args:
        name: as it stands in the audit record.
        role: what they may do, see ``data.access.rules``.
        regions: dotted codes, or ``KW-BANUSPA``: of an official the own region first; of a steward those acted for.
        via: how they came in: on this computer without sign-in, signed in, by a token of the API, on the command line.
    """

    name: str
    role: Role
    regions: tuple[str, ...] = ()
    via: Via = "local"
