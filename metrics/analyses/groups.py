"""Groups that a region is usually compared with: its province, cities, land neighbours, and lists kept with the facts.

Computed from codes, kinds and borders are the regencies and cities of its province, the cities of its Kanwil (of the
nation where no Kanwil is held), the provinces of its Kanwil, and those it shares a land border with (two provinces do
where two of their regencies do). Other groups stand in ``data/facts/region_groups.csv``; one without a source there is
the product's own list, and says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from i18n import mark
from metrics._model import Query
from metrics.territory import Territory

SAME_PROVINCE = mark("Regencies and cities of the same province")
CITIES = mark("Cities")
SAME_KANWIL = mark("Provinces of the same Kanwil")
NEIGHBOURS = mark("Neighbours by land")

OWN_LIST = mark("The product's own list, to be confirmed: not an official grouping.")
NO_BORDER = mark("No land border of this region with another is held.")
ALONE = mark("No other region of this group is held.")

COLUMNS = (
    "group_id", "label", "label_id", "label_en", "kind", "region_code", "itself", "own_list", "reason", "source_ids",
)  # fmt: skip

# The two lists in one question: pairs of neighbours, and members of the groups kept as facts.
SQL = """
    select 'border' as list, code_a as region_code, code_b as other_code, null as group_id, null as label_id,
        null as label_en, null as kind, null as source_id
    from adjacency
    union all
    select 'group', region_code, null, group_id, label_id, label_en, kind, source_id from region_group
    order by list desc, group_id, region_code, other_code
"""


def groups(query: Query, places: Territory, region: str) -> pd.DataFrame:
    """Give the groups that a region belongs to, with their members.

    Args:
        query: runs SQL on a store.
        places: all regions.
        region: code of a province, a regency or a city; the nation and a Kanwil belong to no group.

    Returns:
        One row a group and member, the columns of ``COLUMNS``; computed groups first, members by code, the region itself
        among them (``itself``). ``label`` is a text to be translated, null where the facts name the group in both
        languages (``label_id``, ``label_en``). ``kind`` is ``province``, ``kanwil``, ``city``, ``neighbour``, or that of
        the facts. ``own_list`` marks a group without a source. A group without another member has one row, of the region
        itself, with the ``reason``; every row of an own list has its reason too.

    Raises:
        UnknownName: when the region does not exist.
    """
    return groups_of(query(SQL), places, region)


def groups_of(held: pd.DataFrame, places: Territory, region: str) -> pd.DataFrame:
    """Give the groups of a region: ``groups`` for many regions with one question to the store.

    Args:
        held: rows of ``SQL``.
        places: all regions.
        region: its code.

    Raises:
        UnknownName: when the region does not exist.
    """
    place = places.place(region)
    rows: list[dict[str, Any]] = []
    if place.level in ("province", "regency"):
        for group in [*_computed(held, places, region), *_listed(held, region)]:
            codes = sorted({*group["members"], region})
            reason = group["reason"] or (ALONE if codes == [region] else None)
            rows += [{**group, "region_code": code, "itself": code == region, "reason": reason} for code in codes]
    frame = pd.DataFrame(rows, columns=COLUMNS, dtype=object)
    return frame.astype({"itself": bool, "own_list": bool})


def members(held: pd.DataFrame, group_id: str) -> list[str]:
    """Give the codes of one group of ``groups``, the region itself left out."""
    return list(held.loc[(held["group_id"] == group_id) & ~held["itself"], "region_code"])


def _computed(held: pd.DataFrame, places: Territory, region: str) -> Iterator[dict[str, Any]]:
    place = places.place(region)
    if place.level == "regency":
        yield _group("same-province", "province", places.parts(place.above[0]), label=SAME_PROVINCE)
        frame = places.frame
        kota = [str(code) for code in frame.loc[frame["kind"] == "kota", "region_code"]]
        if region in kota:
            # A Kanwil, where one is held, stands between province and nation.
            wider = place.above[1]
            yield _group("cities", "city", [c for c in kota if wider in places.place(c).above], label=CITIES)
    elif place.above[0] != "ID":
        yield _group("same-kanwil", "kanwil", places.parts(place.above[0]), label=SAME_KANWIL)
    near = _neighbours(held, region)
    yield _group("neighbours", "neighbour", near, label=NEIGHBOURS, reason=None if near else NO_BORDER)


def _neighbours(held: pd.DataFrame, region: str) -> list[str]:
    pairs = held[held["list"] == "border"]
    # A regency's code begins with that of its province.
    ends = [pairs[name].astype(str).str[: len(region)] for name in ("region_code", "other_code")]
    near = {*ends[1][ends[0] == region], *ends[0][ends[1] == region]} - {region}
    return sorted(near)


def _listed(held: pd.DataFrame, region: str) -> Iterator[dict[str, Any]]:
    lists = held[held["list"] == "group"]
    for group_id in sorted(set(lists.loc[lists["region_code"] == region, "group_id"])):
        rows = lists[lists["group_id"] == group_id]
        first = rows.iloc[0]
        source = None if pd.isna(first["source_id"]) else str(first["source_id"])
        yield _group(
            group_id,
            first["kind"],
            list(rows["region_code"]),
            label_id=first["label_id"],
            label_en=first["label_en"],
            own_list=source is None,
            reason=None if source else OWN_LIST,
            source_ids=[source] if source else [],
        )


def _group(group_id: str, kind: str, codes: list[str], **said: Any) -> dict[str, Any]:
    blank: dict[str, Any] = {
        "label": None,
        "label_id": None,
        "label_en": None,
        "own_list": False,
        "reason": None,
        "source_ids": [],
    }
    return {"group_id": group_id, "kind": kind, "members": codes, **blank, **said}
