"""The large numbers of a finding as cards."""

from __future__ import annotations

from typing import Any

from exports.briefing.model import Figure
from exports.deck import fitting
from exports.deck.colours import fill
from exports.deck.fitting import SMALL
from exports.deck.words_on import Box, Run, rectangle, write
from i18n import Language

GAP = 10.0
WIDEST = 439.0  # of a card that stands alone
_INSET = 8.0
_ABOVE = 5.0  # and below the words
_VALUES = (26, 24, 22, 20, 18, 16, 14)
_MOST_LINES = 5  # of what is to be read beside a number


def add_cards(slide: Any, box: Box, figures: tuple[Figure, ...], say: Language) -> float:
    """Add a card for each number, side by side: what it is, the number as printed, and what is to be read beside it.

    Returns:
        The height that they take: of all of them what the longest needs.
    """
    wide = min((box.width - GAP * (len(figures) - 1)) / len(figures), WIDEST)
    room = wide - 2 * _INSET
    value = min(fitting.largest(one.text, (room, 30 * fitting.LINE), _VALUES, bold=True) for one in figures)
    notes = [
        fitting.cut(one.note, (room, _MOST_LINES * SMALL * fitting.LINE), SMALL) if one.note else "" for one in figures
    ]
    below = max(fitting.height(note, room, SMALL) if note else 0.0 for note in notes)
    above = max(fitting.height(one.text, room, value, bold=True) for one in figures)
    high = 2 * _ABOVE + SMALL * fitting.LINE + above + below
    for place, (figure, note) in enumerate(zip(figures, notes, strict=True)):
        _card(slide, Box(box.left + place * (wide + GAP), box.top, wide, high), figure, note, value, say)
    return high


def _card(slide: Any, box: Box, figure: Figure, note: str, value: float, say: Language) -> None:
    shape = rectangle(slide, box, figure.label)
    fill(shape.fill, "pale", hatched=False)
    shape.line.fill.background()
    label = fitting.cut(figure.label, (box.width - 2 * _INSET, SMALL * fitting.LINE), SMALL)
    role = "focus" if figure.value is not None or figure.status else "muted"
    words = [[Run(label, SMALL, "muted")], [Run(figure.text, value, role, bold=True)], [Run(note, SMALL)]]
    write(shape.text_frame, words, say.code, anchor="top", inset=_ABOVE)
