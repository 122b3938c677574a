"""The briefing as slides that PowerPoint and LibreOffice open and edit.

file = deck(briefing(…))
"""

from exports.deck.making import deck

__all__ = ["deck"]
