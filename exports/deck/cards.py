"""The large numbers of a finding as cards."""

from __future__ import annotations

from typing import Any

from exports.briefing.model import Figure
from exports.deck import fitting
from exports.deck.colours import fill
from exports.deck.words_on import Box, Run, rectangle, write
from i18n import Language

HIGH = 92.0
GAP = 10.0
_INSET = 8.0


def add_cards(slide: Any, box: Box, figures: tuple[Figure, ...], say: Language) -> None:
    """Add a card for each number, side by side: what it is, the number as printed, and what is to be read beside it."""
    wide = (box.width - GAP * (len(figures) - 1)) / len(figures)
    for place, figure in enumerate(figures):
        _card(slide, Box(box.left + place * (wide + GAP), box.top, wide, HIGH), figure, say)


def _card(slide: Any, box: Box, figure: Figure, say: Language) -> None:
    shape = rectangle(slide, box, figure.label)
    fill(shape.fill, "pale", hatched=False)
    shape.line.fill.background()
    room = box.width - 2 * _INSET
    label = fitting.cut(figure.label, (room, 12 * fitting.LINE), 12)
    value = fitting.largest(figure.text, (room, 30 * fitting.LINE), (26, 24, 22, 20, 18, 16, 14), bold=True)
    left = box.height - 2 * _INSET + 6 - 12 * fitting.LINE - fitting.height(figure.text, room, value, bold=True)
    small = fitting.largest(figure.note, (room, left), (11, 10, 9))
    note = fitting.cut(figure.note, (room, left), small) if figure.note else ""
    role = "focus" if figure.value is not None or figure.status else "muted"
    words = [[Run(label, 12, "muted")], [Run(figure.text, value, role, bold=True)], [Run(note, small)]]
    write(shape.text_frame, words, say.code, anchor="top", inset=_INSET - 3)
