"""The product's colours as the theme of a deck: a role is a colour of the theme, so another theme recolours every slide."""

from __future__ import annotations

import re
from typing import Any

from pptx.enum.dml import MSO_PATTERN, MSO_THEME_COLOR

from charts.theme import theme

FACE = "Arial"
LIGHT = theme("light")
THEME = {
    "dk1": LIGHT.text, "lt1": LIGHT.background, "dk2": LIGHT.muted, "lt2": LIGHT.scale[0], "accent1": LIGHT.focus,
    "accent2": LIGHT.peer, "accent3": LIGHT.rest, "accent4": LIGHT.target, "accent5": LIGHT.second,
    "accent6": LIGHT.caution, "hlink": LIGHT.better, "folHlink": LIGHT.worse,
}  # fmt: skip
ROLES = {
    "text": MSO_THEME_COLOR.TEXT_1, "background": MSO_THEME_COLOR.BACKGROUND_1, "muted": MSO_THEME_COLOR.TEXT_2,
    "pale": MSO_THEME_COLOR.BACKGROUND_2, "focus": MSO_THEME_COLOR.ACCENT_1, "peer": MSO_THEME_COLOR.ACCENT_2,
    "rest": MSO_THEME_COLOR.ACCENT_3, "target": MSO_THEME_COLOR.ACCENT_4, "second": MSO_THEME_COLOR.ACCENT_5,
    "caution": MSO_THEME_COLOR.ACCENT_6, "better": MSO_THEME_COLOR.HYPERLINK, "worse": MSO_THEME_COLOR.FOLLOWED_HYPERLINK,
}  # fmt: skip
# The scale of the tiles as the focus made lighter, least to most; as near to charts.theme's as lightness alone comes.
SHADES = (0.93, 0.84, 0.72, 0.57, 0.1, 0.0)
_HATCHES = (0.78, 0.69, 0.86, 0.73, 0.25, 0.16)


def themed(document: str) -> str:
    """Put the product's colours and typeface into the theme of a presentation, its XML as text."""
    scheme = "".join(f'<a:{slot}><a:srgbClr val="{colour[1:]}"/></a:{slot}>' for slot, colour in THEME.items())
    document = re.sub(
        r"<a:clrScheme .*?</a:clrScheme>", f'<a:clrScheme name="Pantau Cakupan">{scheme}</a:clrScheme>', document,
        flags=re.DOTALL,
    )  # fmt: skip
    return re.sub(r'(<a:(?:major|minor)Font>\s*<a:latin typeface=)"[^"]*"', rf'\1"{FACE}"', document)


def colour(held: Any, role: str, *, lighter: float = 0.0) -> None:
    """Set a colour of python-pptx to that of a role, lighter by a part of the way to white."""
    held.theme_color = ROLES[role]
    if lighter:
        held.brightness = lighter


def fill(held: Any, role: str, *, hatched: bool = False, lighter: float = 0.0) -> None:
    """Fill a shape or a mark of a chart: plain, or hatched as demonstration figures are drawn everywhere."""
    if not hatched:
        held.solid()
        colour(held.fore_color, role, lighter=lighter)
        return
    held.patterned()
    held.pattern = MSO_PATTERN.WIDE_UPWARD_DIAGONAL
    colour(held.fore_color, role, lighter=lighter)
    colour(held.back_color, "background")


def shade(held: Any, place: int, *, hatched: bool) -> None:
    """Fill a tile with a shade, 0 (least) to 5; its hatching is so faint that the words on it can be read."""
    if not hatched:
        fill(held, "focus", lighter=SHADES[place])
        return
    held.patterned()
    held.pattern = MSO_PATTERN.WIDE_UPWARD_DIAGONAL
    colour(held.fore_color, "focus", lighter=_HATCHES[place])
    colour(held.back_color, "focus", lighter=SHADES[place])


def ink_of(place: int | None) -> str:
    """Name the role in which words read on a shade."""
    return "background" if place is not None and place >= 4 else "text"
