"""The key below a chart: the words for its signs, only for those that it has."""

from collections.abc import Iterable, Sequence
from textwrap import wrap
from typing import Any

from charts import words
from charts.theme import Theme, words_at
from i18n import Language

LINE = 14  # pixels
LETTERS = 54  # of a line that fit on the narrowest page, 350 pixels
_SOLID = "\N{NO-BREAK SPACE}"


def signs(row: Any) -> str:
    """Return what stands behind the date of a figure: an asterisk when old, a dagger for old boundaries."""
    return "*" * bool(row.is_old) + "†" * words.is_old_boundary(row)


def key_lines(rows: Iterable[Any], hollow: str, say: Language, more: Sequence[str] = ()) -> list[str]:
    """Return the lines of a key, none where there is nothing to explain.

    Args:
        rows: the figures that are drawn, none of them missing.
        hollow: the words for how a summed or estimated figure is drawn.
        say: the reader's language.
        more: what else this chart explains.
    """
    statuses, behind = set(), ""
    for row in rows:
        statuses.add(row.status)
        behind += signs(row)
    said = [
        *([say("hatched: DEMO")] if "demonstration" in statuses else []),
        *([hollow] if statuses & {"summed", "estimated"} else []),
        *(["* " + say("older than a year")] if "*" in behind else []),
        *(["† " + words.old_boundary(say)] if "†" in behind else []),
        *more,
    ]
    # An item is never parted at the end of a line.
    solid = " ".join(item.replace(" ", _SOLID) for item in said)
    lines = wrap(solid, LETTERS, break_long_words=False, break_on_hyphens=False)
    return [line.replace(" ", " · ").replace(_SOLID, " ") for line in lines]


def key_words(lines: list[str], below: int, theme: Theme, **place: Any) -> list[dict[str, Any]]:
    """Return the annotations for the lines of a key, the first so many pixels below the plot."""
    return [words_at(line, theme.muted, yshift=-below - LINE * number, **place) for number, line in enumerate(lines)]
