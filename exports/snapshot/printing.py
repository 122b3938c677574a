"""What came of verifying a snapshot, for a reader and for a script."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from exports.snapshot.comparing import Moved, Verified
from exports.snapshot.freezing import Snapshot

MOST = 200  # lines of figures that moved; the JSON has all


def verified_text(frozen: Snapshot, found: Verified, store: str) -> str:
    """Say what moved, a line a figure, and what the link opens.

    Args:
        frozen: the snapshot.
        found: what came of it.
        store: version of the present store.
    """
    total = found.same + len(found.moved)
    lines = [
        f"{frozen.title}, frozen on {frozen.made_on} from store {frozen.release['store']}; now {store}.",
        f"{found.same:,} of {total:,} figures are still so; {len(found.moved):,} have moved.",
        *(f"  {_line(one)}" for one in found.moved[:MOST]),
    ]
    if len(found.moved) > MOST:
        lines.append(f"  and {len(found.moved) - MOST:,} more; --format json lists all.")
    lines.append(f"Its link {found.link}: {frozen.link}")
    return "\n".join(_plain(line) for line in lines)


def verified_json(frozen: Snapshot, found: Verified) -> str:
    """Give the same as JSON: ``title, store, same, moved (where, old, new, why, note), link, link_opens``."""
    content: dict[str, Any] = {
        "title": frozen.title, "store": frozen.release["store"], "same": found.same,
        "moved": [asdict(one) for one in found.moved], "link": frozen.link, "link_opens": found.link,
    }  # fmt: skip
    return json.dumps(content, ensure_ascii=True, indent=1)


def _line(one: Moved) -> str:
    if one.note and one.old is None and one.new is None:
        return f"{one.where}: {one.note}; {one.why}"
    change = f"{_value(one.old)} -> {_value(one.new)}"
    return f"{one.where}: {change}{f' ({one.note})' if one.note else ''}; {one.why}"


def _value(value: Any) -> str:
    return "nothing" if value is None else str(value)


def _plain(line: str) -> str:
    """Leave out what a terminal would take as a command: a file may come from anywhere."""
    return "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in line)
