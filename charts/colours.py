"""Whether a colour can be read on another: the contrast of the web's access rules, and the ink that a fill asks for."""

from functools import cache

TEXT_CONTRAST = 4.5
MARK_CONTRAST = 3.0

HATCH_OPACITY = 0.2
"""Of the hatching on a coloured tile: as plain as it can be while the words on it hold their contrast."""

_INKS = ("#111827", "#FFFFFF")


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours "#RRGGBB", from 1 to 21 (WCAG 2.2)."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@cache
def ink_on(fill: str) -> str:
    """Return the colour in which words read best on a fill."""
    return max(_INKS, key=lambda ink: contrast(ink, fill))


def _luminance(colour: str) -> float:
    channels = (channel / 255 for channel in bytes.fromhex(colour.removeprefix("#")))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
