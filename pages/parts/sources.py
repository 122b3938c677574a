"""Where figures were published, as pages cite it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from i18n import Language, retell


@dataclass(frozen=True)
class Source:
    """Where a figure was published."""

    publisher: str
    url: str
    published_on: str | None

    def named(self, say: Language) -> str:
        """Its publisher; what the facts say in English of one that has no name of its own is translated."""
        return retell(self.publisher, say)

    @property
    def address(self) -> str | None:
        """Its web address, without the words that may follow it; None where it has none."""
        found = re.match(r"https?://\S+", self.url)
        return found.group() if found else None
