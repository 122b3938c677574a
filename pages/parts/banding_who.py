"""Which regions are set beside the one a reader looks at: its peers, a named group, or its parts."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from data.store import Store
from i18n import Language, mark
from metrics.analyses import groups
from metrics.analyses.likeness import likeness
from metrics.analyses.peers import Peers, peers_of
from metrics.analyses.structure import Structure, structure
from metrics.territory import Place, Territory
from pages.parts import reading
from pages.parts.banding_choices import Choices

PEERS, PARTS, REGENCIES = "peers", "parts", "regencies"

_NAMES = {
    PEERS: mark("Peers by structure"),
    PARTS: mark("Its parts"),
    REGENCIES: mark("All regencies and cities inside"),
}


@dataclass(frozen=True)
class Who:
    """Who is compared with whom.

    Args:
        place: the region a reader looks at.
        among: id of the regions it is set beside: ``peers``, ``parts``, ``regencies`` or a group of ``analyses.groups``.
        own: its code where it is one of the compared, None where its parts are compared with each other.
        others: codes of the regions beside it, or of the parts; nearest peers first, else by code.
        wider: further regions to show behind them, the widest list first; none of them overlaps with another.
        options: every set there is for this region: id to its name by ``name``.
        peers: how like it the other regions are; None where parts are compared.
        own_list: whether the set is the product's own list and no official grouping.
        reason: why there is nobody to compare with, or None.
    """

    place: Place
    among: str
    own: str | None
    others: tuple[str, ...]
    wider: tuple[tuple[str, ...], ...]
    options: tuple[str, ...]
    peers: Peers | None
    names: dict[str, tuple[str | None, str | None, str | None]]
    own_list: bool
    reason: str | None

    @property
    def compared(self) -> list[str]:
        """The codes of all that are compared, the region itself first."""
        return [*([self.own] if self.own else []), *self.others]

    def name(self, among: str, say: Language) -> str:
        """Say what a set is called."""
        label, in_indonesian, in_english = self.names[among]
        held = in_indonesian if say.code == "id" else in_english
        return say(label) if label else str(held)


@reading.each
def who(_store: Store, version: str, region: str, asked: Choices) -> Who:
    """Find the regions that a reader compares with; a set that this region has not gives way to the first it has."""
    places = reading.places(_store, version)
    place = places.place(region)
    names: dict[str, tuple[str | None, str | None, str | None]] = {}
    held = pd.DataFrame(columns=groups.COLUMNS)
    found: Peers | None = None
    if place.level in ("province", "regency"):
        found = peers_of(likeness(like(_store, version, place.level), dict(asked.weights)), places, region)
        held = groups.groups_of(reading.query(_store)(groups.SQL), places, region)
        held = held[held.groupby("group_id")["region_code"].transform("count") > 1]
    if place.level != "regency":
        names[PARTS] = (_NAMES[PARTS], None, None)
    if place.level in ("national", "kanwil"):
        names[REGENCIES] = (_NAMES[REGENCIES], None, None)
    if found is not None:
        names[PEERS] = (_NAMES[PEERS], None, None)
    for row in held.drop_duplicates("group_id").itertuples():
        names[row.group_id] = (row.label, row.label_id, row.label_en)
    # Without figures of its structure a region has no peers: it opens on its province.
    usable = [each for each in names if each != PEERS or (found is not None and found.reason is None)]
    among = asked.among if asked.among in names else next(iter(usable or names))
    own = None if among in (PARTS, REGENCIES) else region
    others = _others(among, found, held, places, region)
    in_group = held[held["group_id"] == among]
    reason = found.reason if found is not None and among == PEERS else None
    return Who(
        place, among, own, tuple(others), _wider(place, places) if own else (), tuple(names), found, names,
        bool(in_group["own_list"].any()), reason,
    )  # fmt: skip


@reading.each
def like(_store: Store, version: str, level: str) -> Structure:
    """Read what all regions of a level are like, once a store."""
    return structure(reading.query(_store), level)


def _others(among: str, found: Peers | None, held: pd.DataFrame, places: Territory, region: str) -> list[str]:
    if among == PARTS:
        return places.parts(region)
    if among == REGENCIES:
        return [regency for province in places.parts(region) for regency in places.parts(province)]
    if among == PEERS:
        return found.codes if found is not None else []
    return groups.members(held, among)


def _wider(place: Place, places: Territory) -> tuple[tuple[str, ...], ...]:
    """The regions of the same level in the Kanwil, and those of the same province: what stands behind the compared ones."""
    if place.level == "province":
        return (tuple(places.parts(place.above[0])),)
    province, above = place.above[0], place.above[1]
    kanwil = [p for p in places.parts(above) if above != "ID"] if places.place(above).level == "kanwil" else []
    every = tuple(code for each in kanwil for code in places.parts(each))
    return tuple(each for each in (every, tuple(places.parts(province))) if each)
