"""What a briefing is asked for, and the link that opens the app on the same."""

from __future__ import annotations

import os
from dataclasses import dataclass
from urllib.parse import urlencode

from i18n import DEFAULT, LANGUAGES, Language, language
from metrics._model import UnknownName
from metrics.catalogue import metric

BASE = "ucj"


@dataclass(frozen=True)
class BriefingAsked:
    """A briefing as a reader asks for it.

    Args:
        region: region code.
        as_of: month ``YYYY-MM``; nothing later is used.
        base: coverage base.
        target: id of a target of the register that is led with; None for the one that the first screen leads with.
        plan: text of a plan, of ``metrics.analyses.plan_asked.written``; empty for the one that the page of plans opens on.
        lang: ``id`` or ``en``.
        known_on: batch or day of the release that is read; empty for the latest.
    """

    region: str
    as_of: str
    base: str = BASE
    target: str | None = None
    plan: str = ""
    lang: str = DEFAULT
    known_on: str = ""

    def __post_init__(self) -> None:
        """Refuse a base or language that does not exist.

        Raises:
            UnknownName: with those that do.
        """
        if self.base not in metric("coverage").bases:
            raise UnknownName("base of coverage", self.base, list(metric("coverage").bases))
        if self.lang not in LANGUAGES:
            raise UnknownName("language", self.lang, list(LANGUAGES))

    @property
    def say(self) -> Language:
        """The reader's language."""
        return language(self.lang)

    def link(self, page: str = "", **more: str) -> str:
        """Give the address of a page of the app that shows the same region, month, base and language.

        Args:
            page: its name in links; empty for the first screen.
            more: further names of the link, such as a plan.
        """
        named = {"region": self.region, "as_of": self.as_of, "base": self.base, "lang": self.lang}
        named |= {name: value for name, value in {"known_on": self.known_on, **more}.items() if value}
        return f"{address()}/{page}?{urlencode(named)}"


def address() -> str:
    """Give the address of this installation: ``COVERAGE_ADDRESS``, else the one that the server has on this machine."""
    given = os.environ.get("COVERAGE_ADDRESS", "").rstrip("/")
    return given or f"http://localhost:{os.environ.get('COVERAGE_PORT', '8501')}"
