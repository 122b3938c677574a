"""How much room words take on a slide, so that nothing runs off it: widths, lines, the largest size that fits, the cut.

Widths are those of DejaVu Sans, the widest face that stands in where a machine lacks the deck's own: what fits here fits
anywhere. Sizes and rooms are in points throughout.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

LINE = 1.2  # height of a line over the size of its letters
SMALL = 12.0  # the smallest letters that the last row of a hall can read
BOLD = 1.13  # width of bold letters over that of others
MORE = "…"
_STEP = 8.0

_WIDTHS = (
    (0.3, "'IJijl"), (0.35, " \N{NO-BREAK SPACE},./:;\\|·‘’"), (0.4, "()-[]ft"), (0.45, "!r"), (0.5, '"*_`–'), (0.55, "?csz“”"),
    (0.6, "FLkvxy"), (0.65, "$0123456789EPSTYabdeghnopqu{}"), (0.7, "ABCKRVXZ"), (0.75, "NU"), (0.8, "&DGHOQ▲▼"),
    (0.85, "#+<=>^w~✓✕×−"), (0.9, "M●"),
)  # fmt: skip
_WIDTH = {letter: width for width, letters in _WIDTHS for letter in letters}
_WIDEST = 1.0  # of every other letter, such as a picture


def width(text: str, size: float, *, bold: bool = False) -> float:
    """Give the width of a line of text."""
    return sum(_WIDTH.get(letter, _WIDEST) for letter in text) * size * (BOLD if bold else 1)


def lines(text: str, room: float, size: float, *, bold: bool = False) -> list[str]:
    """Break a text into the lines that it takes in a room; a word that is wider than the room is broken itself."""
    return [line for paragraph in text.split("\n") for line in _broken(paragraph, room, size, bold)]


def height(text: str, room: float, size: float, *, bold: bool = False) -> float:
    """Give the height of a text in a room of a width."""
    return len(lines(text, room, size, bold=bold)) * size * LINE


def largest(text: str, room: tuple[float, float], sizes: Sequence[float], *, bold: bool = False) -> float:
    """Give the first size at which a text fits a room of width and height, the last one where none does."""
    wide, high = room
    return next((size for size in sizes if height(text, wide, size, bold=bold) <= high), sizes[-1])


def cut(text: str, room: tuple[float, float], size: float, *, bold: bool = False) -> str:
    """Give as much of a text as fits a room, with a mark where something is left out."""
    wide, high = room
    held = lines(text, wide, size, bold=bold)
    most = max(int(high / (size * LINE) + 1e-6), 1)
    if len(held) <= most:
        return text
    last = held[most - 1]
    while last and width(last + MORE, size, bold=bold) > wide:
        shorter = last.rpartition(" ")[0]
        last = shorter or last[:-1]
    return " ".join([*held[: most - 1], last.rstrip(" ,;") + MORE])


def whole_sentences(text: str, room: tuple[float, float], size: float) -> str:
    """Give as many whole sentences of a text as fit a room, from the first on; of a first that does not fit, what does."""
    wide, high = room
    held = re.split(r"(?<=\.) +", text)
    for count in range(len(held), 0, -1):
        shown = " ".join(held[:count])
        if height(shown, wide, size) <= high:
            return shown
    return cut(text, room, size)


def balanced(text: str, wide: float, size: float, *, bold: bool = False) -> float:
    """Give the width in which a text takes no more lines than in a wider room, none of them short.

    Of such widths one in which no line ends within brackets or on a number, if there is one.
    """
    most = len(lines(text, wide, size, bold=bold))
    if most == 1:
        return wide
    widths = [wide]
    while widths[-1] > wide / 2 and len(lines(text, widths[-1] - _STEP, size, bold=bold)) == most:
        widths.append(widths[-1] - _STEP)
    for one in reversed(widths):
        held = lines(text, one, size, bold=bold)
        if " " in held[-1] and not any(_breaks_off(*pair) for pair in pairwise(held)):
            return min(one + 2, wide)
    return min(widths[-1] + 2, wide)


def _breaks_off(line: str, following: str) -> bool:
    """Whether a line ends where a reader must not stop: within or before brackets, or on a number whose unit follows."""
    return following.startswith("(") or line.count("(") > line.count(")") or line.rstrip()[-1:].isdigit()


def longest_word(text: str, size: float, *, bold: bool = False) -> float:
    """Give the width of the longest word of a text."""
    return max((width(word, size, bold=bold) for word in text.split()), default=0.0)


def _broken(paragraph: str, room: float, size: float, bold: bool) -> list[str]:
    held, line = [], ""
    for word in paragraph.split(" "):
        longer = f"{line} {word}" if line else word
        if width(longer, size, bold=bold) <= room:
            line = longer
            continue
        if line:
            held.append(line)
        line = word
        while len(line) > 1 and width(line, size, bold=bold) > room:
            end = next(n for n in range(len(line), 0, -1) if n == 1 or width(line[:n], size, bold=bold) <= room)
            held.append(line[:end])
            line = line[end:]
    return [*held, line]
