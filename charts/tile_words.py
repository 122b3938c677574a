"""What is written on a tile, by how many tiles stand side by side."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from textwrap import wrap
from typing import Any

from charts import words
from charts.key import key_lines, signs
from i18n import Language


@dataclass(frozen=True)
class Size:
    """Heights of letters, in pixels, that fit on a tile of a map so many tiles wide, down to a page of 350 pixels."""

    tiles: float
    base: float
    """Sets the distance of the lines."""
    name: float
    value: float
    note: float
    letters: int
    """Letters of a note in one line."""
    check: str
    """The line that has room for the check mark: "name", "value" or "note"."""
    has_names: bool = False
    """Room for names and words; else there are letters, and signs that the key explains."""
    has_dates: bool = True


_SIZES = (
    Size(6.5, base=13.5, name=11.5, value=16, note=10, letters=11, check="value", has_names=True),
    Size(8.0, base=11.5, name=11, value=14, note=9, letters=8, check="name"),
    Size(12.5, base=9.5, name=9.5, value=11, note=8.5, letters=5, check="note"),
    Size(99.0, base=8.5, name=8.5, value=9, note=8, letters=5, check="note", has_dates=False),
)


def size_for(width: float) -> Size:
    """Return the letters for a map of this width, in tiles; the fewer tiles, the longer a line."""
    size = next(size for size in _SIZES if width <= size.tiles)
    return replace(size, letters=max(size.letters, int(55 / width))) if size.has_names else size


def tile_text(row: Any, target: float | None, size: Size, ink: str, say: Language) -> str:
    """Return the lines on one tile: name, value, date and what marks it; without a figure, the words for that."""
    name = _name(row, size)
    if not words.is_known(row.value):
        missing = say("no figure yet") if size.has_dates else ""
        return "<br>".join(
            [*_lines(name, size.letters + 1, size.name, ink), *_lines(missing, size.letters, size.note, ink)]
        )
    value = words.bare_share(row.value, target, say)
    note = say.short_period(row.period) if size.has_dates else ""
    marks = ", ".join(words.marks(row, say)) if size.has_names else ""
    note += "" if size.has_names else signs(row)
    if target is not None and words.is_reached(row.value, target) and not words.is_old_boundary(row):
        name, value, note = (
            f"{name} ✓" if size.check == "name" else name,
            f"{value} ✓" if size.check == "value" else value,
            f"✓ {note}" if size.check == "note" else note,
        )
    return "<br>".join(
        [
            *_lines(name, size.letters + 1, size.name, ink),
            f"<b>{_styled(value, size.value, ink)}</b>" if size.has_dates else _styled(value, size.value, ink),
            *_lines(note, size.letters, size.note, ink),
            *_lines(marks, size.letters, size.note, ink),
        ]
    )


def tile_key(rows: Sequence[Any], size: Size, say: Language) -> list[str]:
    """Return the lines that explain what the tiles have no room to say, none where they say all."""
    if size.has_names:
        return []
    figures = [row for row in rows if words.is_known(row.value)]
    more = []
    if not size.has_dates:
        more += [words.dates(figures, say)] if figures else []
        more += [say("empty tile: no figure yet")] if len(figures) < len(rows) else []
    return key_lines(figures, say("dashed edge: summed or estimated"), say, more)


def _name(row: Any, size: Size) -> str:
    name = words.name_words(str(row.short_name))
    if size.has_names:
        return name
    # Outside the territory no letters are given: the start of the name stands for it.
    return row.tile_label or (name if len(name) <= size.letters else f"{name[: size.letters - 1]}…")


def _lines(text: str, letters: int, size: float, ink: str) -> list[str]:
    return [_styled(line, size, ink) for line in wrap(text, letters, break_long_words=False)]


def _styled(text: str, size: float, ink: str) -> str:
    return f'<span style="font-size:{size}px;color:{ink}">{text}</span>'
