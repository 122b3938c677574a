"""What each role may do, in one table, and the one check that everything is held to where it is done.

A reader and a regency official read and take figures along. A steward besides loads, compares and withdraws for the
regions named and what lies in them. A publisher does so for every region and decides what counts; an administrator keeps the
installation. On this computer alone, without sign-in, the person at it may do everything.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from data.access.mapping import access
from data.access.person import ROLES, Person, Role
from data.access.places import NO_REGION, lies_in
from data.access.refusal import NotAllowed, whom_to_ask
from data.audit import record as audit
from i18n import Told, mark, told

Action = Literal[
    "read", "export", "examine", "load", "see_batch", "withdraw", "restore", "demonstration", "boundaries",
    "backup", "restore_backup", "audit", "tokens",
]  # fmt: skip

NAMED = 5  # regions that a refusal lists

_STEWARDS = told("stewards of its regions, publishers and administrators")
_PUBLISHERS = told("publishers and administrators")
_ADMINISTRATORS = told("administrators")
_ALL = told("people whom the office has named")
_MAY: dict[Told, tuple[Role, ...]] = {
    _ALL: ROLES, _STEWARDS: ROLES[2:], _PUBLISHERS: ROLES[3:], _ADMINISTRATORS: ROLES[4:],
}  # fmt: skip


@dataclass(frozen=True)
class Rule:
    """What one action is, and who may do it."""

    what: Told
    who: Told

    @property
    def roles(self) -> tuple[Role, ...]:
        """Roles that may do it; a steward only for the regions named."""
        return _MAY[self.who]


RULES: dict[Action, Rule] = {
    "read": Rule(told("Reading figures"), _ALL),
    "export": Rule(told("Taking figures along"), _ALL),
    "examine": Rule(told("Checking a file"), _STEWARDS),
    "load": Rule(told("Loading a file"), _STEWARDS),
    "see_batch": Rule(told("Seeing what stands in a batch"), _STEWARDS),
    "withdraw": Rule(told("Withdrawing a batch"), _STEWARDS),
    "restore": Rule(told("Returning to an earlier release"), _PUBLISHERS),
    "demonstration": Rule(told("Switching the demonstration set"), _PUBLISHERS),
    "boundaries": Rule(told("Changing the boundaries"), _PUBLISHERS),
    "backup": Rule(told("Writing a backup"), _ADMINISTRATORS),
    "restore_backup": Rule(told("Bringing back a backup"), _ADMINISTRATORS),
    "audit": Rule(told("Reading the audit record"), _ADMINISTRATORS),
    "tokens": Rule(told("Making and revoking tokens"), _ADMINISTRATORS),
}

ROLE_NAMES: dict[Role, str] = {
    "reader": mark("reader"),
    "regency": mark("regency official"),
    "steward": mark("steward"),
    "publisher": mark("publisher"),
    "administrator": mark("administrator"),
}


def may(person: Person, action: Action, regions: Iterable[str] = ()) -> bool:
    """Say whether a person may do something; to hide on a page what ``require`` would refuse."""
    return person.role in RULES[action].roles and not _others(person, action, regions)


def require(person: Person, action: Action, regions: Iterable[str] = ()) -> None:
    """Let a person do something, or refuse it.

    Args:
        person: who asks.
        action: one of ``RULES``.
        regions: every region that it touches, as dotted codes; ``NO_REGION`` for rows that name none.

    Raises:
        NotAllowed: with who may and whom to ask; nothing may then be done or shown. It is in the audit record.
    """
    rule, others = RULES[action], _others(person, action, regions)
    if person.role not in rule.roles:
        audit.refuse(person, action)
        raise NotAllowed(
            told(
                "{what} is for {who}. Nothing was done. Ask {contact}.",
                what=rule.what,
                who=rule.who,
                contact=_contact(),
            )
        )
    if others:
        audit.refuse(person, action, regions=", ".join(others))
        raise NotAllowed(
            told(
                "{what}: you act for {own}, and this is also about {others}. Nothing was done. Ask {contact}.",
                what=rule.what, own=", ".join(person.regions), others=_listed(others), contact=_contact(),
            )
        )  # fmt: skip


def _others(person: Person, action: Action, regions: Iterable[str]) -> list[str]:
    """Give the regions that a steward does not act for; none for every other role, and for what all may do."""
    if person.role != "steward" or RULES[action].who is not _STEWARDS:
        return []
    return sorted({region for region in regions if not any(lies_in(region, place) for place in person.regions)})


def _listed(regions: list[str]) -> str:
    named = [region for region in regions if region != NO_REGION]
    if not named:
        return told("rows without a region")
    shown = ", ".join(named[:NAMED])
    return told("{regions} and more", regions=shown) if len(named) > NAMED else shown


def _contact() -> str:
    known = access()
    return whom_to_ask(known.contact if known else "")
