"""The refusal of what is not a person's to do: one calm sentence, who may and whom to ask."""

from __future__ import annotations

from data.problem import DataError
from i18n import Told, told


class NotAllowed(DataError):
    """Someone asked for what is not theirs to do. Nothing was done; ``said`` is told in the reader's language."""

    def __init__(self, said: Told) -> None:
        """Keep the sentence."""
        self.said = said
        super().__init__(str(said))


def whom_to_ask(contact: str) -> str:
    """Give whom a refused person may ask: as the office says, else in general."""
    return contact or told("whoever keeps this installation")
