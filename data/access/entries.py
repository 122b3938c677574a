"""Reads what the file of access says, key by key, and lists everything that is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args
from urllib.parse import urlsplit

from data.access.person import ROLES, WITH_REGIONS, Role
from data.access.places import known

By = Literal["email", "subject", "claim", "system_user"]

LONGEST_SESSION = 24 * 7.0  # hours
SHORTEST_SECRET = 32  # letters
CALLBACK = "/oauth2callback"
_BY: tuple[By, ...] = get_args(By)
_KEYS = ("contact", "session_hours", "others", "auth", "people")
_OF_PEOPLE = (*_BY, "value", "role", "regions", "name")
_OF_AUTH = ("redirect_uri", "cookie_secret", "client_id", "client_secret", "server_metadata_url")


@dataclass(frozen=True)
class Named:
    """Whom the file names, and what they are here.

    Args:
        by: how they are known.
        value: their e-mail address, subject, system user, or what stands in the claim.
        role: what they may do.
        regions: see ``Person``.
        name: of the person; empty where the provider or the system says it.
        claim: name of the claim.
    """

    by: By
    value: str
    role: Role
    regions: tuple[str, ...] = ()
    name: str = ""
    claim: str = ""

    def fits(self, claims: Mapping[str, Any]) -> bool:
        """Say whether a provider's claims are of this person; an address that it calls unverified is nobody's."""
        if self.by == "email":
            mail, verified = claims.get("email"), claims.get("email_verified", True)
            # Some providers write "false" as a text; and letters of other scripts fold to those of an office's address.
            return (
                isinstance(mail, str)
                and (mail.isascii() or not self.value.isascii())
                and mail.casefold() == self.value
                and verified in (True, "true")
            )
        if self.by == "subject":
            return claims.get("sub") == self.value
        if self.by == "claim":
            said = claims.get(self.claim)
            return self.value in said if isinstance(said, list) else said == self.value
        return False


def read_access(held: dict[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """Read the file's keys.

    Returns:
        The fields of ``Access`` except its path and secrets, and a sentence for each fault, beginning with the key.
    """
    wrong = _unknown(held, _KEYS, "")
    contact, others, hours = held.get("contact", ""), held.get("others"), held.get("session_hours")
    if not isinstance(contact, str):
        wrong.append(f"contact: {contact!r} is no text. Write whom a refused person may ask.")
    if others is not None and others != "reader":
        wrong.append(
            f'others: {others!r} cannot be the role of people who are not named. Write "reader", or leave it out.'
        )
    if hours is not None and not (_is_number(hours) and 0 < hours <= LONGEST_SESSION):
        wrong.append(
            f"session_hours: {hours!r} is no number of hours from 0 to {LONGEST_SESSION:.0f}. Write such as 8."
        )
    wrong += _of_auth(held.get("auth"))
    listed = held.get("people", [])
    if not isinstance(listed, list) or not all(isinstance(each, dict) for each in listed):
        wrong.append("people: begin each person with a line [[people]].")
        listed = []
    people = []
    for number, each in enumerate(listed, start=1):
        named, faults = _named(each, f"people {number}")
        people += [named] if named else []
        wrong += faults
    twice = {(one.by, one.claim, one.value) for one in people if _count(people, one) > 1}
    wrong += [f"people: {by} {value!r} stands more than once. Keep one." for by, _, value in sorted(twice)]
    return {"contact": contact, "others": others, "session_hours": hours, "people": tuple(people)}, wrong


def _of_auth(auth: Any) -> list[str]:
    if not isinstance(auth, dict):
        return ["auth: it is missing. Begin it with a line [auth]; without sign-in no file of access is needed."]
    wrong = [
        f"auth.{key}: it is missing. Write it as text." for key in _OF_AUTH
        if not isinstance(auth.get(key), str) or not auth[key].strip()
    ]  # fmt: skip
    wrong += [
        f"auth.{key}: leave it out. One provider is read, and its tokens are never handed on."
        for key, value in auth.items()
        if key == "expose_tokens" or (isinstance(value, dict) and key != "client_kwargs")
    ]
    if wrong:
        return wrong
    if len(auth["cookie_secret"]) < SHORTEST_SECRET:
        wrong.append(
            f"auth.cookie_secret: it is shorter than {SHORTEST_SECRET} letters. Make one: "
            'python -c "import secrets; print(secrets.token_hex(32))".'
        )
    redirect = urlsplit(auth["redirect_uri"])
    if redirect.path != CALLBACK and not redirect.path.endswith(CALLBACK):
        wrong.append(f"auth.redirect_uri: it ends with {redirect.path!r}. Let it end with {CALLBACK}.")
    wrong += [
        f"auth.{key}: {auth[key]!r} is not encrypted. Write an address that begins with https://."
        for key in ("redirect_uri", "server_metadata_url")
        if not _is_safe(auth[key])
    ]
    return wrong


def _named(each: dict[str, Any], where: str) -> tuple[Named | None, list[str]]:
    wrong = _unknown(each, _OF_PEOPLE, f"{where}, ")
    ways = [by for by in _BY if by in each]
    texts = {key: each[key] for key in (*ways, "value", "name") if key in each}
    wrong += [f"{where}, {key}: {text!r} is no text." for key, text in texts.items() if not _is_text(text)]
    if len(ways) != 1:
        said = " and ".join(ways) or "none of these"
        wrong.append(f"{where}: {said} stands there. Write one of {', '.join(_BY)}, to say who it is.")
    if ("claim" in each) != ("value" in each):
        wrong.append(f"{where}: claim and value belong together: the name of a claim, and what stands in it.")
    role, regions = each.get("role"), each.get("regions", [])
    if role not in ROLES:
        wrong.append(f"{where}, role: {role!r} is no role. Roles: {', '.join(ROLES)}.")
    if not isinstance(regions, list):
        wrong.append(f'{where}, regions: {regions!r} is no list. Write such as ["51.03"].')
        regions = []
    wrong += [
        f"{where}, regions: {code!r} is no region. Write codes such as 51 or 51.03, or KW-BANUSPA."
        for code in regions
        if not isinstance(code, str) or code not in known()
    ]
    if role in WITH_REGIONS and not regions:
        wrong.append(f"{where}, regions: a {role} needs at least one.")
    if role in ROLES and role not in WITH_REGIONS and regions:
        wrong.append(f"{where}, regions: a {role} has all of them. Leave it out.")
    if wrong or role not in ROLES:
        return None, wrong
    by = ways[0]
    value = each["value"] if by == "claim" else each[by]
    claim = each["claim"] if by == "claim" else ""
    shown = value.casefold() if by == "email" else value
    return Named(by, shown, role, tuple(regions), each.get("name", ""), claim), []


def _unknown(held: dict[str, Any], keys: tuple[str, ...], where: str) -> list[str]:
    return [f"{where}{key}: there is no such key. Keys: {', '.join(keys)}." for key in held if key not in keys]


def _count(people: list[Named], one: Named) -> int:
    return sum((each.by, each.claim, each.value) == (one.by, one.claim, one.value) for each in people)


def _is_safe(address: str) -> bool:
    """Say whether an address is encrypted, or stays on this computer."""
    try:
        read = urlsplit(address)
    except ValueError:
        return False
    return read.scheme == "https" or (read.scheme == "http" and read.hostname in ("localhost", "127.0.0.1", "::1"))


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip()) and value.isprintable()
